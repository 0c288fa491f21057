/*
 * The terminal: start, stop, suspend, size.
 *
 * Only the files of term/ include curses. There is one terminal, so there is no handle. It is
 * restored on every way out: term_stop(), a signal, a crash.
 */
#ifndef SB_TERM_TERMINAL_H
#define SB_TERM_TERMINAL_H

#include <stdbool.h>

#include "base/error.h"
#include "doc/theme.h"

struct term_setup {
    const struct theme *theme;
    bool color;
    bool mouse;
    bool line_drawing; /* borders with the terminal's own line drawing set (not a UTF-8 locale) */
};

/* Takes the terminal over. Returns false with *err (SB_ERR_TERMINAL) and the terminal unchanged
 * when there is none or $TERM cannot be used. */
bool term_start(const struct term_setup *setup, struct sb_error *err);

/* Gives the terminal back. May be called at any time, and twice. */
void term_stop(void);

/* Gives the terminal back, stops the process group as Ctrl-Z does, and goes on when continued. */
void term_suspend(void);

void term_size(int *cols, int *rows);

void term_set_mouse(bool on);

#endif
