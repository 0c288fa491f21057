/*
 * The terminal: start and stop, frames out, keys and signals in.
 *
 * Curses draws. Bytes are read and decoded by us, so that one ppoll() waits for input, for
 * signals and for the rest of a split escape sequence. There is one terminal, so there is no
 * handle. It is restored on every way out: term_stop(), a signal, a crash. Only the files of term/
 * include curses.
 */
#ifndef SB_TERM_TERMINAL_H
#define SB_TERM_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "doc/background.h"

struct frame;
struct key_event;
struct theme;

struct term_setup {
    const struct theme *theme;
    bool color;
    bool mouse;
    bool cursor;       /* always visible, for readers of the screen that follow it */
    bool line_drawing; /* borders with the terminal's own line drawing set (not a UTF-8 locale) */
};

enum term_event {
    TERM_NOTHING, /* the time is over, and nothing came */
    TERM_INPUT,   /* the other descriptor can be read, and no key waits */
    TERM_KEY,
    TERM_RESIZE,
    TERM_BACKGROUND, /* answered: term_background() */
    TERM_SIGNAL,     /* asked to end: term_signal() */
    TERM_EOF         /* the terminal is gone */
};

/* Takes the terminal over. Returns false with *err (SB_ERR_TERMINAL) and the terminal unchanged
 * when there is none or $TERM cannot be used. */
bool term_start(const struct term_setup *setup, struct sb_error *err);

/* Gives the terminal back. May be called at any time, and twice. */
void term_stop(void);

/* Gives the terminal back, stops the process group as Ctrl-Z does, and goes on when continued.
 * Does nothing where the parent has stops ignored. */
void term_suspend(void);

/* Gives the terminal to another program for a while, and takes it again. */
void term_lend(void);
void term_take_back(void);

/* The size of the terminal; and whether it reports the mouse. */
void term_size(int *cols, int *rows);
void term_set_mouse(bool on);

/* Shows a frame of the terminal's size. */
void term_draw(const struct frame *frame);

/* Makes the next term_draw() paint the whole screen again. */
void term_redraw(void);

/* How long to wait for an event, and for what besides the terminal. */
struct term_wait {
    int limit_ms; /* -1: no limit */
    int fd;       /* to be read by somebody else; -1: none */
};

/* Returns the next event. Suspends by itself when a signal asks. */
enum term_event term_next(struct key_event *event, const struct term_wait *wait);

/*
 * Asks the terminal for the colour of its background, where that matters and may be asked: not
 * without 256 colours, not of the Linux console and GNU screen, which do not answer or do not know.
 * Nothing waits for the answer but TERM_BACKGROUND; leaving reads it away for a moment, so that it
 * does not reach the shell.
 */
void term_ask_background(void);
enum background term_background(void);

/* Asks whether the frame has arrived, where the answer to the question above showed that the line
 * is slow. Until it has, or the answer is overdue, term_next() with limit_ms 0 waits, so that keys
 * are taken and no other frame is drawn; and so does leaving. */
void term_ask_arrival(void);

/* Shows all with another theme. */
void term_set_theme(const struct theme *theme);

/* Returns the signal that asked the program to end, 0 when none did. */
int term_signal(void);

/* Sends at most max_bytes of the text, cut at a line, to the terminal's clipboard (OSC 52): many
 * terminals drop longer ones without a word. Nothing reports whether it arrives. Returns false when
 * this terminal is known to have no clipboard. */
bool term_copy(const char *text, size_t len, size_t max_bytes, size_t *sent_bytes);

#endif
