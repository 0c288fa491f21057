/*
 * Errors as values, with a message that is ready to be shown.
 *
 * A function that can fail takes a struct sb_error as its last parameter (NULL when the caller
 * does not care) and returns false or NULL. Nothing here prints; main.c does, and picks the
 * exit code from the kind.
 */
#ifndef SB_BASE_ERROR_H
#define SB_BASE_ERROR_H

#include <stdbool.h>

#include "base/compiler.h"

enum sb_error_kind {
    SB_ERR_NONE,
    SB_ERR_USAGE,    /* the command line */
    SB_ERR_DATA,     /* the content of a file */
    SB_ERR_IO,       /* the system refused */
    SB_ERR_TERMINAL, /* no usable terminal */
};

struct sb_error {
    enum sb_error_kind kind;
    char *message; /* owned; one error a line, no newline at the end; NULL when kind is NONE */
};

#define SB_ERROR_INIT                                                                              \
    {                                                                                              \
        SB_ERR_NONE, NULL                                                                          \
    }

/* Replaces what *err held; err may be NULL. Always returns false, so that a failure is one line. */
bool sb_error_set(struct sb_error *err, enum sb_error_kind kind, const char *fmt, ...)
    SB_PRINTF(3, 4);

/* Adds a line to *err, or sets it when it is empty. Always returns false. */
bool sb_error_add(struct sb_error *err, enum sb_error_kind kind, const char *fmt, ...)
    SB_PRINTF(3, 4);

/* Frees the message; *err is empty afterwards. */
void sb_error_clear(struct sb_error *err);

#endif
