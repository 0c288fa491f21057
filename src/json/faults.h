/*
 * The faults of one file, collected: every one is counted, the first are told.
 *
 * Each becomes a line that names the file and the place in it: "ORIGIN:LINE:COL: ..." in its text,
 * "ORIGIN: codes[17] (429 IANA): headers[0].strength: ..." in the tree of its values. What is
 * quoted of a file is printable and short, whatever the file holds. Knows cJSON's tree, but no
 * format.
 */
#ifndef SB_JSON_FAULTS_H
#define SB_JSON_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/strbuf.h"

struct cJSON;

struct faults {
    char *origin;         /* name of the file, printable; owned */
    size_t count;         /* all faults so far; no fault: the file is good */
    size_t limit;         /* so many are told; then "and N more" */
    struct sb_error told; /* a line each */
};

/*
 * Where a value stands in a tree: a chain of keys and indexes up to the document, which is NULL.
 * Each step lives on the stack of the function that reads it, and costs nothing until a fault has
 * to be told. An element of a list at the top is named by its "code" and "owner" or its "id" too.
 */
struct fault_place {
    const struct fault_place *up;
    const char *key;          /* NULL: an element of an array */
    size_t index;             /* of the element, from 0 */
    const struct cJSON *node; /* the element, for its name; NULL: it has none */
};

/* limit: lines that are told, at least 1. */
void faults_init(struct faults *faults, const char *origin, size_t limit);

/* Hands the lines over to *err, in place of what it held (err may be NULL; it stays as it is
 * without a fault), and frees the rest. True when there was no fault. */
bool faults_done(struct faults *faults, struct sb_error *err);

/* Is there room for the next fault's line? To be asked where the text takes work. */
bool faults_wanted(const struct faults *faults);

/* Counts a fault that is not told. Always false. */
bool faults_count(struct faults *faults);

/* Each tells or just counts one fault. Always false, so that a failure is one line. line and column
 * are from 1. */
bool faults_add_at(struct faults *faults, size_t line, size_t column, const char *fmt, ...)
    SB_PRINTF(4, 5);

/* place NULL: the document. */
bool faults_add_in(struct faults *faults, const struct fault_place *place, const char *fmt, ...)
    SB_PRINTF(3, 4);

/* "... is 5 (a number), expected a string": node is the wrong value, NULL when it is missing. */
bool faults_add_value(struct faults *faults, const struct fault_place *place,
                      const struct cJSON *node, const char *expected);

/* Appends a text of a file in quotes, in a printable form and cut between characters. */
void faults_quote(struct strbuf *out, const char *s, size_t len_bytes);

#endif
