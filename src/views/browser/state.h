/*
 * What the user sees and where they are: the one place that changes while the browser runs.
 *
 * state_apply() carries out an action (its files: state.c what is shown, state_move.c moving,
 * state_search.c the prompts, state_share.c copying and opening, state_bookmarks.c bookmarks,
 * state_apply.c the dispatch); nothing here draws, and render.c, which draws, changes nothing. The
 * state owns the document that it shows, since scroll position and links are positions within it.
 * What must happen outside (quit, suspend) is left in `request`.
 */
#ifndef SB_VIEWS_BROWSER_STATE_H
#define SB_VIEWS_BROWSER_STATE_H

#include <stdbool.h>
#include <stddef.h>

#include "app/action.h"
#include "app/keymap.h"
#include "bookmarks/store.h"
#include "doc/doc.h"
#include "page/page.h"
#include "registry/registry.h"
#include "screen/lineedit.h"
#include "screen/list.h"
#include "screen/scroll.h"
#include "search/search.h"
#include "views/browser/layout.h"
#include "views/browser/position.h"

/* A row of the class pane. */
enum class_row_kind { CLASS_ROW_ALL, CLASS_ROW_CLASS, CLASS_ROW_OTHER, CLASS_ROW_BOOKMARKS };

struct class_row {
    enum class_row_kind kind;
    size_t class_index; /* REGISTRY_NONE but for CLASS_ROW_CLASS */
    size_t count;       /* entries it shows */
};

/* A row of the codes pane. */
struct code_row {
    const struct entry *entry; /* NULL: bookmarked, but not in this registry */
    const struct hit *hit;     /* when hits are shown; into state.hits */
    size_t bookmark;           /* its place among the bookmarks where these are shown */
};

/* Where the user is: enough to come back. */
struct place {
    enum pane focus;
    size_t class_row, class_top;
    bool shows_hits;
    const struct entry *entry; /* selected, or NULL */
    size_t code_top;
    struct subject subject; /* page NULL: what the selected row is about */
    size_t doc_top, doc_link;
};

enum message_kind { MESSAGE_NONE, MESSAGE_INFO, MESSAGE_ERROR };

enum request {
    REQUEST_NONE,
    REQUEST_QUIT,
    REQUEST_INTERRUPT,
    REQUEST_SUSPEND,
    REQUEST_REDRAW,
    REQUEST_OPEN, /* the address in request_text */
    REQUEST_COPY, /* request_text to the clipboard */
};

enum reader_kind { READER_HELP, READER_WARNINGS };

#define STATE_COPY_BYTES 4096    /* longer texts are cut on their way to a clipboard */
#define STATE_WARNING_ACTIONS 15 /* a warning has been seen after so many */
#define STATE_HISTORY 64         /* places to come back to; the oldest is forgotten */
#define GOTO_MAX_CHARS 15

struct state {
    const struct registry *registry;
    const char *origin;          /* where the registry was read */
    const char *const *warnings; /* borrowed; each may have several lines */
    size_t warning_count;
    int warning_actions; /* after which their row leaves the screen; 0: it is not there */
    bool ascii;
    bool mouse;
    bool show_unofficial;

    struct layout layout;
    enum mode mode;
    enum pane focus;
    struct class_row *class_rows;
    struct code_row *code_rows;
    size_t code_row_cap;
    struct list classes, codes;
    bool shows_hits; /* the codes pane shows hits instead of a class */
    struct subject subject;
    struct scroll details; /* without a document until state_settle() */

    struct scroll overlay; /* MODE_READER */
    enum reader_kind overlay_kind;

    struct search *search;
    struct hits hits;
    char *hits_text;          /* what the hits were searched for; owned */
    char *hits_before_prompt; /* the same before the prompt was opened; owned */
    struct lineedit prompt;
    char *note_before_prompt; /* the note that is edited, as it was; owned */
    struct place before_prompt;
    char **searches; /* earlier ones, newest last; owned */
    size_t search_count, search_cap;
    size_t search_at; /* position while stepping through them */
    bool search_due;  /* more was typed than the hits are for, until state_settle() */

    struct place back[STATE_HISTORY], forward[STATE_HISTORY];
    size_t back_count, forward_count;

    struct bookmark_store *store; /* borrowed; NULL: no bookmarks are to be had */

    struct strbuf message;
    enum message_kind message_kind;
    enum request request;
    struct strbuf request_text;
};

/* What comes with an action. */
struct action_arg {
    int character; /* ACTION_INSERT, ACTION_GOTO: Unicode */
    int row, col;  /* mouse */
};

struct state_setup {
    const struct registry *registry; /* must outlive the state, like all here */
    const char *origin;
    const char *const *warnings;
    size_t warning_count;
    bool ascii;
    bool mouse;
    bool show_unofficial;
    struct bookmark_store *store; /* NULL: no bookmarks */
};

void state_init(struct state *state, const struct state_setup *setup);
void state_clear(struct state *state);

/* A new screen size. Where the user is stays. */
void state_resize(struct state *state, int cols, int rows);

/* Makes what the actions left to be made for showing. Called before render(). */
void state_settle(struct state *state);

/* Carries out one action; arg may be NULL where the action takes none. */
void state_apply(struct state *state, enum action action, const struct action_arg *arg);

/* After the list of bookmarks has become another one: rows, counts and the details follow. */
void state_bookmarks_changed(struct state *state);

/* Tells the user how a request went. */
void state_report(struct state *state, enum message_kind kind, const char *text);

/* --- Starting at a place ------------------------------------------------------------------- */

/* Selects an entry and shows it. */
void state_show_entry(struct state *state, const struct entry *entry);

/* Selects a class by its index. */
void state_show_class(struct state *state, size_t class_index);

/* Shows what is known of a code without an entry. False when nothing is. */
bool state_show_unregistered(struct state *state, const char *code);

/* Where the user is, by names, and back to it, or to what is nearest. What position_clear() frees
 * is allocated. */
void state_get_position(const struct state *state, struct position *position);
void state_set_position(struct state *state, const struct position *position);

/* Where one pane is shown at a time: the details, when they answer for a code without an entry. */
void state_show_answer(struct state *state);

/* Shows the bookmarks, when there is such a class. */
void state_show_bookmarks(struct state *state);

/* Searches as if the text had been typed and kept. */
void state_search(struct state *state, const char *text);

/* --- For the renderer ------------------------------------------------------------------------ */

/* The selected entry, or NULL. */
const struct entry *state_entry(const struct state *state);

/* The selected row of the class pane. */
const struct class_row *state_class_row(const struct state *state);

/* The bookmarks, or NULL when none are to be had. */
const struct bookmarks *state_bookmarks(const struct state *state);

/* The bookmark of an entry, or NULL. */
const struct bookmark *state_bookmark(const struct state *state, const struct entry *entry);

#endif
