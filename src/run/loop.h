/*
 * The browser: keys in, state changed, frame out, until the user leaves.
 */
#ifndef SB_RUN_LOOP_H
#define SB_RUN_LOOP_H

#include <stdbool.h>

#include "base/error.h"
#include "cli/inputs.h"
#include "views/browser/browser.h"

/* What is there at the start. */
enum browse_start {
    START_BROWSER,
    START_LESSON, /* the stage with the pile */
    START_QUIZ,
    START_GUIDE
};

struct browse_setup {
    struct browser_setup browser;
    bool ascii; /* only ASCII can be shown */
    bool mouse;
    const char *theme;    /* one of theme_names */
    bool theme_by_option; /* which the last choice of a key does not replace */
    bool color;
    bool cursor;           /* see term/terminal.h */
    bool clipboard;        /* may be written */
    bool line_drawing;     /* see term/terminal.h */
    bool remember;         /* position and searches, from one start to the next */
    bool bookmarks;        /* start there, without operands */
    char *const *operands; /* where to start: a code, a class, or words to search for */
    size_t operand_count;
    struct inputs *inputs; /* to read, and to begin with; NULL: none */
    bool secrets;          /* of them are shown */
    enum browse_start start;
    const struct subject *pile; /* of a lesson or a quiz; none: all questions */
    size_t pile_count;
    bool lesson; /* the pile is of the bookmarks */
};

/* Runs the browser. Returns the exit status: 0, or 128 + the signal that ended it; -1 with *err
 * when the terminal cannot be used, or none of the inputs can be read. With another status *err has
 * a line for each input that could not be read to its end. */
int browse_run(const struct browse_setup *setup, struct sb_error *err);

#endif
