/*
 * A number of a text, and what a search for numbers has found so far.
 */
#ifndef SB_READING_NUMBER_H
#define SB_READING_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "reading/terms.h"

enum number_kind {
    NUMBER_STATUS, /* something in the text says that it is a status */
    NUMBER_BARE,   /* it may be one: nothing says so, and nothing the contrary */
    NUMBER_OTHER,  /* an address, port, time, size, process, place in a file, part of a URL ... */
};

/* The strength of hints that are no witness in a log, but the best of a question: "HTTP 502". */
#define WITNESS_HINT 3
#define WITNESS_WEAK_HINT 2 /* "code 502": an application may have numbers of its own */
/* The least strength at which a log is believed. */
#define WITNESS_BELIEVED 4

struct number {
    size_t start, len; /* bytes: its digits, and a minus before them */
    long value;        /* LONG_MAX if it is greater */
    enum number_kind kind;
    enum witness_kind witness; /* of a status; WITNESS_COUNT: only a hint */
    int strength;              /* of a status: a hint or that of its witness */
    bool upstream;             /* of a status: of the server that a proxy asked */
};

/* Goes through the numbers of a text. Set text, len and terms, and zero the rest. */
struct number_scan {
    const struct terms *terms;
    const char *text;
    size_t len;
    /* Private. */
    size_t at;
    struct number last; /* the number before */
    struct request {
        size_t method, target, end; /* where each begins, and where the target ends */
    } requests[4];
    size_t request_count;
    bool requests_known, veto_known, vetoed;
};

/* Returns the byte there, and the one `back` bytes before it; 0 outside the text. */
static inline char number_byte_at(const struct number_scan *scan, size_t at)
{
    return at < scan->len ? scan->text[at] : '\0';
}

/* The same so many bytes before a place. */
static inline char number_byte_before(const struct number_scan *scan, size_t at, size_t back)
{
    return at >= back ? scan->text[at - back] : '\0';
}

#endif
