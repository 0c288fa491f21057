/*
 * A view: what fills the screen, or a part of it, and takes keys. The app stacks them.
 *
 * A new view is one file with a `struct view_ops`, its rows in action.def and keymap.def, and one
 * action of another view that opens it with app_open().
 */
#ifndef SB_APP_VIEW_H
#define SB_APP_VIEW_H

#include <stdbool.h>

#include "app/action.h"
#include "app/keymap.h"
#include "screen/frame.h"

struct view;

/* What comes with an action. */
struct action_arg {
    int character; /* ACTION_INSERT, ACTION_GOTO: Unicode */
    int row, col;  /* mouse: position on the screen */
};

/* A key that the bottom line shows. */
struct hint {
    enum action action; /* ACTION_NONE ends a list */
    const char *text;
    bool keep;                               /* shown even when others have to go */
    bool (*useful)(const struct view *view); /* would it do something now? NULL: always */
};

#define VIEW_MAX_CONTEXTS 4

struct view_ops {
    /* Whose keys it takes: the first context that has the key wins. CONTEXT_NONE ends them. */
    enum context contexts[VIEW_MAX_CONTEXTS];

    /* Is it text? Then a key without an action is ACTION_INSERT. NULL: no text is typed. */
    bool (*types)(int character);

    bool takes_paste;     /* pasted characters are typed */
    bool keeps_text;      /* Alt with an unknown key is not Esc and that key */
    bool ends_on_any_key; /* a key without meaning is ACTION_ACCEPT, then what it means below */
    bool overlays;        /* leaves what is below it on the screen */
    bool owns_bottom;     /* draws the bottom line itself */

    /* Carries out an action. False: the view below may. */
    bool (*act)(struct view *view, enum action action, const struct action_arg *arg);

    /* Takes a text that was pasted where nothing is typed. NULL: a text does nothing here. */
    void (*paste)(struct view *view, const char *text);

    /* A new size of the screen. May be NULL. */
    void (*resize)(struct view *view, int cols, int rows);

    /* Builds what actions left to build for drawing. May be NULL. */
    void (*settle)(struct view *view);

    /* Prepares what is likely to be needed next. Called when the screen shows the view, so that
     * nobody waits for it; changes nothing that is shown. May be NULL. */
    void (*prepare)(struct view *view);

    /* Draws; changes nothing in the view. What does something when it is clicked is a
     * frame_button() with an action; hints are without that. */
    void (*draw)(const struct view *view, struct frame *frame);

    /* The hints of the bottom line, best first. May be NULL, and question too, which stands before
     * them. */
    const struct hint *(*hints)(const struct view *view);
    const char *question;

    /* Frees the view, which was closed, with all it owns. NULL: another one owns it. */
    void (*close)(struct view *view);
};

/* The first member of every view. */
struct view {
    const struct view_ops *ops;
    struct app *app; /* set by app_open() */
};

#endif
