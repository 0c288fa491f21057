/*
 * Keys, signals and new sizes in, one event after the other.
 *
 * Bytes are read and decoded by us, not by curses, so that one pselect() waits for input, for
 * signals and for the rest of a split escape sequence.
 */
#ifndef SB_TERM_INPUT_H
#define SB_TERM_INPUT_H

#include <stdbool.h>

#include "screen/key.h"

enum term_event {
    TERM_NOTHING, /* no input waits (only without `wait`) */
    TERM_KEY,
    TERM_RESIZE,
    TERM_SIGNAL, /* asked to end: term_signal() */
    TERM_EOF     /* the terminal is gone */
};

/* Returns the next event; with `wait`, waits for one. Suspends and resumes by itself when a signal
 * asks for it. */
enum term_event term_next(struct key_event *event, bool wait);

/* Returns the signal that asked the program to end, 0 when none did. */
int term_signal(void);

#endif
