/*
 * The errors of one file, collected: all are counted, the first ones get a line of the message.
 *
 * A line names the file and the place in it: "ORIGIN:LINE:COL: ..." in the text, "ORIGIN: codes[17]
 * (429 IANA): headers[0].strength: ..." in the tree. What is quoted of a file is printable and
 * short, whatever the file holds. Knows cJSON's tree, but no format.
 */
#ifndef SB_JSON_FAULTS_H
#define SB_JSON_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"

struct cJSON;

struct faults {
    char *origin; /* name of the file, printable; owned */
    size_t count; /* of all so far; 0: the file is good */
    size_t limit; /* of lines; then "and N more" */
    struct sb_error lines;
};

/*
 * Where a value is in a tree: a chain of keys and indexes up to the document, which is NULL. Each
 * step lives on the stack of the function that reads it, and costs nothing until an error has to be
 * reported. An element of a list at the top is also named by its "code" and "owner" or its "id".
 */
struct fault_place {
    const struct fault_place *up;
    const char *key;          /* NULL: an element of an array */
    size_t index;             /* of the element, from 0 */
    const struct cJSON *node; /* the element, for its name; NULL: it has none */
};

/* limit: of lines, at least 1. */
void faults_init(struct faults *faults, const char *origin, size_t limit);

/* Moves the lines to *err, which loses what it held, and frees the rest. Returns true, and leaves
 * *err alone, when there was no error. err may be NULL. */
bool faults_done(struct faults *faults, struct sb_error *err);

/* Returns whether the next error would get a line. Ask where its text takes work. */
bool faults_wanted(const struct faults *faults);

/* Counts an error without a line. Always returns false. */
bool faults_count(struct faults *faults);

/* Each reports one error, or only counts it when there are enough lines. Always returns false, so
 * that a failure is one line. line and column are from 1. */
bool faults_add_at(struct faults *faults, size_t line, size_t column, const char *fmt, ...)
    SB_PRINTF(4, 5);

/* place NULL is the document. */
bool faults_add_in(struct faults *faults, const struct fault_place *place, const char *fmt, ...)
    SB_PRINTF(3, 4);

/* Reports "is 5 (a number), expected a string". node is the wrong value, NULL when it is
 * missing. */
bool faults_add_value(struct faults *faults, const struct fault_place *place,
                      const struct cJSON *node, const char *expected);

/* Appends a text of a file in quotes, printable and cut to a short length between characters. */
void faults_quote(struct strbuf *out, const char *s, size_t len_bytes);

#endif
