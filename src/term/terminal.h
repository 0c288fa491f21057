/*
 * The terminal: start, stop, size, keys in, frames out. The only module that includes curses.
 *
 * Curses draws; keys are read and decoded by us, so that one select() waits for input, signals
 * and the rest of a split escape sequence alike. There is one terminal, so the module has no
 * handle. The terminal is restored on every way out: tui_stop(), a signal, a crash.
 */
#ifndef SB_TERM_TERMINAL_H
#define SB_TERM_TERMINAL_H

#include <stdbool.h>

#include "base/error.h"
#include "screen/frame.h"
#include "screen/key.h"

struct tui_setup {
    const struct theme *theme;
    bool color;
    bool mouse;
    bool line_drawing; /* borders with the terminal's own line drawing set (not a UTF-8 locale) */
};

enum tui_event {
    TUI_NOTHING, /* no input waits (only without `wait`) */
    TUI_KEY,
    TUI_RESIZE,
    TUI_SIGNAL, /* asked to end: tui_signal() */
    TUI_EOF     /* the terminal is gone */
};

/* Takes the terminal over. False with *err (SB_ERR_TERMINAL), the terminal untouched, when there
 * is none or $TERM is of no use. */
bool tui_start(const struct tui_setup *setup, struct sb_error *err);

/* Gives it back. May be called at any time, and twice. */
void tui_stop(void);

void tui_size(int *cols, int *rows);

/* Shows a frame of the terminal's size. */
void tui_draw(const struct frame *frame);

/* The next tui_draw() repaints everything. */
void tui_redraw(void);

void tui_set_mouse(bool on);

/* Sends text to the terminal's clipboard (OSC 52), at most max_bytes of it, cut at a line: longer
 * ones are dropped silently by many terminals. Whether it arrives is the terminal's affair. False
 * when this terminal knows no such thing. */
bool tui_copy(const char *text, size_t len, size_t max_bytes, size_t *sent_bytes);

/* Gives the terminal back, stops the process group as Ctrl-Z does, and goes on when continued. */
void tui_suspend(void);

/* The next event; with wait, waits for one. */
enum tui_event tui_next(struct key_event *event, bool wait);

/* The signal that asked to end, 0 when none did. */
int tui_signal(void);

#endif
