/*
 * What was seen as JSON, and that JSON read again: counts of several runs add up.
 *
 * An array: an object for each code, and one with the member "totals". Only what adds up exactly is
 * written, so that the sum of two files is what one run over both logs prints.
 */
#ifndef SB_READING_TOTALS_H
#define SB_READING_TOTALS_H

#include <stdbool.h>
#include <stddef.h>

#include "json/write.h"
#include "reading/seen.h"
#include "reading/terms.h"

#define TOTALS_BYTES ((size_t)2 * 1024 * 1024) /* of an array; all codes with all targets fit */
#define TOTALS_LOOK 256                        /* bytes that show whether it is one */

/* Appends the array. limit: how many codes, 0: all; what is left out is part of the totals. */
void totals_write(const struct seen *seen, const struct terms *terms, size_t limit, bool secrets,
                  struct json_writer *json);

/* Reports whether a text begins as the array does. */
bool totals_begin(const char *text, size_t len);

enum totals_result {
    TOTALS_ADDED, /* *used bytes were an array of totals, and count now */
    TOTALS_MORE,  /* an array of which the end is missing */
    TOTALS_OTHER, /* something else: nothing was changed */
};

/* Adds up the array at the beginning of a text. Several may follow each other. */
enum totals_result totals_add(const char *text, size_t len, const struct terms *terms,
                              struct seen *seen, size_t *used);

/* Returns the entry that defines the code as its owner does, or its first one; NULL: none. */
const struct entry *totals_entry(const struct terms *terms, int code, const char *owner);

#endif
