/*
 * A line of a log: which status it has, when it happened, for which target and why.
 *
 * The text of the line alone decides, with what earlier lines of the same input said of all: the
 * names of columns, and whether it is a list of counts.
 */
#ifndef SB_READING_LINE_H
#define SB_READING_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "reading/announcer.h"
#include "reading/answers.h"
#include "reading/records.h"
#include "reading/seen.h"
#include "reading/terms.h"

#define LINE_BYTES ((size_t)64 * 1024) /* of a longer line the beginning is read */
#define LINE_CANDIDATES 32             /* numbers of three digits; a log has a dozen at most */
#define LINE_NUMBERS 512               /* of any length; a line with more is no line of a log */

enum line_result {
    LINE_NOTHING, /* blank, a header, or it repeats another */
    LINE_FOUND,
    LINE_FURTHER, /* it has codes of further registries only */
    LINE_UNKNOWN, /* no number in it is surely a status */
};

struct line_reader;

/* How an input is read. What it points to must outlive the reader. */
struct reading_setup {
    int year;                /* of dates that have none */
    size_t field;            /* which word of a line is the status, from 1; 0: not known */
    struct answers *answers; /* where messages of HTTP go; NULL: nowhere */
    const struct announcer *announcer; /* of codes of further registries; NULL: none are counted */
};

/* The terms and what was seen must outlive it. */
struct line_reader *line_reader_new(const struct terms *terms, struct seen *seen,
                                    const struct reading_setup *setup);
void line_reader_free(struct line_reader *reader); /* NULL is allowed */

/* Begins another input. */
void line_reader_reset(struct line_reader *reader);

/* Moves *line to what a terminal shows of it: what follows the last return of the carriage, but for
 * one at the end. Returns its length. */
size_t line_shown(const char **line, size_t len);

/* Makes *line the line without the escape sequences of colours, which is valid until the next call.
 * Returns its length. */
size_t line_without_colours(struct line_reader *reader, const char **line, size_t len);

/* Reads a line as it is shown, and adds what it says to what was seen, but for the number of
 * lines. */
enum line_result line_read(struct line_reader *reader, const char *line, size_t len);

/* Counts only the codes of further registries that a line announces. */
void line_read_further(struct line_reader *reader, const char *line, size_t len);

/* Reads what begins as JSON: a line, or the beginning of a longer text. Its end, if it is not
 * whole, is read by line_json_more(); counts what it finds, but not the value as a line. */
enum records_state line_json(struct line_reader *reader, const char *bytes, size_t len);

/* Goes on with it. Sets *used to the bytes that were read. */
enum records_state line_json_more(struct line_reader *reader, const char *bytes, size_t len,
                                  size_t *used);

/* Ends it. */
enum records_state line_json_end(struct line_reader *reader);

/* Returns how many records with a code the JSON had so far. */
size_t line_json_count(const struct line_reader *reader);

/* Reports whether the last line found was as a web server writes it, with nothing in it but a
 * quoted request and its status: the next may be read faster, by fast.h. */
bool line_was_plain(const struct line_reader *reader);

#endif
