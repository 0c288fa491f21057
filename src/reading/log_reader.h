/*
 * Reads an input in pieces of any length, and finds out by itself what it is: lines of a log, JSON,
 * or messages of HTTP.
 *
 * Knows no files: read_input.h feeds it. The same bytes give the same result, however they are cut
 * into pieces.
 */
#ifndef SB_READING_LOG_READER_H
#define SB_READING_LOG_READER_H

#include <stddef.h>

#include "reading/announcer.h"
#include "reading/answers.h"
#include "reading/seen.h"
#include "reading/terms.h"

struct log_reader_setup {
    int year;                /* of dates that have none */
    size_t field;            /* which word of a line is the status, from 1; 0: not known */
    struct answers *answers; /* where messages of HTTP go; must outlive the reader. NULL: nowhere */
    /* What announces codes of further registries; must outlive the reader. NULL: none are counted
     */
    const struct announcer *announcer;
};

struct log_reader;

/* The terms and what is seen must outlive the reader. */
struct log_reader *log_reader_new(const struct terms *terms, struct seen *seen,
                                  const struct log_reader_setup *setup);
void log_reader_free(struct log_reader *reader); /* NULL is allowed */

/* Reads a piece of the input. */
void log_reader_feed(struct log_reader *reader, const char *bytes, size_t len);

/* Ends the input. The next piece begins another one. */
void log_reader_end(struct log_reader *reader);

#endif
