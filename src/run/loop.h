/*
 * The browser: keys in, state changed, frame out, until the user leaves.
 */
#ifndef SB_RUN_LOOP_H
#define SB_RUN_LOOP_H

#include <stdbool.h>

#include "base/error.h"
#include "cli/inputs.h"
#include "run/first_view.h"
#include "views/browser/browser.h"

struct loop_setup {
    struct browser_setup browser;
    struct first_view first; /* where it begins, when nothing is read */
    bool ascii;              /* only ASCII can be shown */
    bool mouse;
    const char *theme;    /* one of theme_names */
    bool theme_by_option; /* which the last choice of a key does not replace */
    bool color;
    bool cursor;           /* see term/terminal.h */
    bool clipboard;        /* may be written */
    bool line_drawing;     /* see term/terminal.h */
    bool remember;         /* position and searches, from one start to the next */
    struct inputs *inputs; /* to read, and to begin with; NULL: none */
    bool secrets;          /* of them are shown */
};

/* Runs the browser. Returns the exit status: 0, or 128 + the signal that ended it; -1 with *err
 * when the terminal cannot be used, or none of the inputs can be read. With another status *err has
 * a line for each input that could not be read to its end. */
int loop_run(const struct loop_setup *setup, struct sb_error *err);

#endif
