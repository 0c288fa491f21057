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

#define TOTALS_BYTES ((size_t)16 * 1024 * 1024) /* of a file of totals; a thousand codes fit */
#define TOTALS_LOOK 256                         /* bytes that show whether it is one */

/* Appends the array. limit: how many codes, 0: all; what is left out is part of the totals. */
void totals_write(const struct seen *seen, const struct terms *terms, size_t limit, bool secrets,
                  struct json_writer *json);

/* Reports whether a text begins as the array does. */
bool totals_begin(const char *text, size_t len);

/* Adds up one or more such arrays, one after another. Returns false, and changes nothing, when the
 * text is something else. */
bool totals_add(const char *text, size_t len, const struct terms *terms, struct seen *seen);

/* Returns the entry that defines the code as its owner does, or its first one; NULL: none. */
const struct entry *totals_entry(const struct terms *terms, int code, const char *owner);

#endif
