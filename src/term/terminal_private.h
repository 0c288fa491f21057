/*
 * What the files of term/ share: the one terminal, and the signals about it. Each part needs only
 * those above it; terminal.c has all of them.
 */
#ifndef SB_TERM_TERMINAL_PRIVATE_H
#define SB_TERM_TERMINAL_PRIVATE_H

#include <signal.h>
#include <stdbool.h>
#include <termios.h>

#include "term/terminal.h"

struct terminal {
    int in, out;              /* descriptors */
    bool xterm_like;          /* understands mouse reports, bracketed paste and the clipboard */
    sigset_t old_mask;        /* signals blocked before the start; used again while waiting */
    struct termios old_modes; /* before the start */
    char restore[256];        /* what a crash writes: cursor, attributes, screen */
};
extern struct terminal terminal;

/* device.c: writing to it, without curses. */

/*
 * Between these two the signals that end the program are delivered, because a terminal that accepts
 * no more output would keep it for ever. The first signal diverts the rest of the output to
 * /dev/null, so that the write that it interrupts comes to an end.
 */
void term_begin_output(void);
void term_end_output(void);
bool term_is_writing(void); /* is it between the two? */

/* Writes a control sequence to the terminal. */
void term_send(const char *text);

/* Diverts the output. Calls only what POSIX allows in a handler of a signal. */
void term_divert_output(void);

/* Is the output diverted? term_reclaim_output() gives the terminal back its descriptor. */
bool term_is_diverted(void);
void term_reclaim_output(void);

/* signals.c */

/* Set by the handlers, cleared by those who act on them. */
struct term_signals {
    volatile sig_atomic_t end; /* number of the signal, 0: none */
    volatile sig_atomic_t resize, stop, resume;
};
extern struct term_signals term_signals;

/* Notes what the signals do, for term_release_signals(): before curses, whose handlers end the
 * program with exit(), in the middle of saving. Catches SIGTSTP: curses leaves it alone then, which
 * it would ignore while it writes, with two system calls a frame. */
void term_note_signals(void);

/* Installs the handlers. Their signals, crashes apart, are delivered only while input is waited
 * for, and those that end the program while output is written. */
void term_catch_signals(void);
void term_release_signals(void);

/* Gives up the output after a while, when leaving is not done by then. */
void term_limit_leaving(void);

/* output.c */

/* Prepares the colours of the roles, once curses runs. */
void term_start_output(const struct term_setup *setup);
void term_stop_output(void);

/* Does the terminal have the palette of 256 colours, and are they wanted? */
bool term_has_palette(void);

/* input.c */

/* Waits once, and reads what came. Returns true with the event, TERM_NOTHING when the time is over;
 * false when there is none yet: a signal came, or a part of a key. */
bool term_read_event(struct key_event *event, const struct term_wait *wait, enum term_event *what);

/* Reads away what the terminal still has to answer, for a moment. */
void term_await_answers(void);

#endif
