/*
 * Reads an input in pieces of any length, and finds out by itself what it is: lines of a log, JSON,
 * or messages of HTTP.
 *
 * Knows no files: read_input.h feeds it. The same bytes give the same result, however they are cut
 * into pieces.
 */
#ifndef SB_READING_LOG_READER_H
#define SB_READING_LOG_READER_H

#include "reading/line.h"

struct log_reader;

/* The terms and what is seen must outlive the reader. */
struct log_reader *log_reader_new(const struct terms *terms, struct seen *seen,
                                  const struct reading_setup *setup);
void log_reader_free(struct log_reader *reader); /* NULL is allowed */

/* Reads a piece of the input. */
void log_reader_feed(struct log_reader *reader, const char *bytes, size_t len);

/* Ends the input. The next piece begins another one. */
void log_reader_end(struct log_reader *reader);

#endif
