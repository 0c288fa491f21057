/*
 * What the files of term/ share: the one terminal, and the signals about it.
 */
#ifndef SB_TERM_TERM_PRIVATE_H
#define SB_TERM_TERM_PRIVATE_H

#include <signal.h>
#include <stdbool.h>
#include <termios.h>

struct terminal {
    int in, out;              /* descriptors */
    bool xterm_like;          /* understands mouse reports, bracketed paste and the clipboard */
    sigset_t old_mask;        /* signals blocked before the start; used again while waiting */
    struct termios old_modes; /* before the start */
    char restore[256];        /* what a crash writes: cursor, attributes, screen */
};
extern struct terminal terminal;

/* Writes a control sequence to the terminal. */
void term_send(const char *text);

/* Follows a new size of the terminal. Without a known size, curses keeps its own. */
void term_follow_size(void);

/* Takes the terminal back after a stop that could not be caught (SIGSTOP). */
void term_resume(void);

/* Reads away what the terminal still has to answer, for a moment. */
void term_await_answers(void);

/* Does the terminal have the palette of 256 colours, and are they wanted? */
bool term_has_palette(void);

/* Set by the handlers, cleared by those who act on them. */
struct term_signals {
    volatile sig_atomic_t end; /* number of the signal, 0: none */
    volatile sig_atomic_t resize, stop, resume;
};
extern struct term_signals term_signals;

/* Installs the handlers. Their signals, crashes apart, are delivered only while input is waited
 * for. */
void term_catch_signals(void);
void term_release_signals(void);

/* Prepares the colours of the roles, once curses runs. */
struct term_setup;
void term_start_output(const struct term_setup *setup);
void term_stop_output(void);

#endif
