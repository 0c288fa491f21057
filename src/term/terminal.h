/*
 * The terminal: start, stop, size, keys in, frames out. The only module that includes curses.
 *
 * Curses draws; keys are read and decoded by us, so that one select() waits for input, signals
 * and the rest of a split escape sequence alike. There is one terminal, so the module has no
 * handle. The terminal is restored on every way out: term_stop(), a signal, a crash.
 */
#ifndef SB_TERM_TERMINAL_H
#define SB_TERM_TERMINAL_H

#include <stdbool.h>

#include "base/error.h"
#include "screen/frame.h"
#include "screen/key.h"

struct term_setup {
    const struct theme *theme;
    bool color;
    bool mouse;
    bool line_drawing; /* borders with the terminal's own line drawing set (not a UTF-8 locale) */
};

enum term_event {
    TERM_NOTHING, /* no input waits (only without `wait`) */
    TERM_KEY,
    TERM_RESIZE,
    TERM_SIGNAL, /* asked to end: term_signal() */
    TERM_EOF     /* the terminal is gone */
};

/* Takes the terminal over. False with *err (SB_ERR_TERMINAL), the terminal untouched, when there
 * is none or $TERM is of no use. */
bool term_start(const struct term_setup *setup, struct sb_error *err);

/* Gives it back. May be called at any time, and twice. */
void term_stop(void);

void term_size(int *cols, int *rows);

/* Shows a frame of the terminal's size. */
void term_draw(const struct frame *frame);

/* The next term_draw() repaints everything. */
void term_redraw(void);

void term_set_mouse(bool on);

/* Sends text to the terminal's clipboard (OSC 52), at most max_bytes of it, cut at a line: longer
 * ones are dropped silently by many terminals. Whether it arrives is the terminal's affair. False
 * when this terminal knows no such thing. */
bool term_copy(const char *text, size_t len, size_t max_bytes, size_t *sent_bytes);

/* Gives the terminal back, stops the process group as Ctrl-Z does, and goes on when continued. */
void term_suspend(void);

/* The next event; with wait, waits for one. */
enum term_event term_next(struct key_event *event, bool wait);

/* The signal that asked to end, 0 when none did. */
int term_signal(void);

#endif
