/*
 * Other programs: started by exec and never by a shell. They get nothing of ours but what their
 * arguments say: other descriptors than the standard ones are closed, signals are as at a start.
 */
#ifndef SB_OS_PROGRAM_H
#define SB_OS_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"

/* What program_run() returns when the program did not start. */
#define PROGRAM_NOT_STARTED (-1)

/* Starts a program that goes its own way: in a session of its own, with /dev/null on its standard
 * descriptors, and nobody waits for it. argv[0] is looked for in $PATH. Returns whether it
 * started. */
bool program_start(char *const *argv);

/* Runs a program that reads a text from its standard input. Returns true when it ends with status 0
 * within limit_ms; after that it is killed. */
bool program_feed(char *const *argv, const char *text, size_t len, int limit_ms);

/* Runs a program in the foreground, on our standard descriptors, but with the terminal as its
 * input, and waits for its end. When it is stopped (Ctrl-Z), so are we. Returns its exit status,
 * 128 + the signal that ended it, or PROGRAM_NOT_STARTED. */
int program_run(char *const *argv);

/* Runs a program in the foreground that reads a text from its standard input and shows it, and
 * waits for its end. That it stops reading before the end is no error. Returns 0, or the errno that
 * says why it did not start. */
int program_show(char *const *argv, const char *text, size_t len);

/* Appends what a program writes to its standard output. Returns true when it ends with status 0
 * within limit_ms and writes no more than `most` bytes; else it is killed. */
bool program_read(char *const *argv, size_t most, int limit_ms, struct strbuf *out);

#endif
