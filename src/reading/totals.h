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
#include "registry/library.h"

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

/* Where counts are added. */
struct totals_target {
    const struct terms *terms; /* of the main registry */
    /* Whose codes are counted; those of a registry that it has not are left out. NULL: only those
     * of the main one are. */
    const struct library *library;
    struct seen *seen;
};

/* Adds up the array at the beginning of a text. Several may follow each other. */
enum totals_result totals_add(const char *text, size_t len, const struct totals_target *target,
                              size_t *used);

/* What a code that was seen is. */
struct totals_code {
    const struct registry *registry; /* whose code it is */
    const struct entry *entry;       /* NULL: no entry explains it */
    char text[SEEN_CODE_BYTES];      /* of a status without an entry, as logs write it */
};

/* Finds the entry of a code: of a status, the one of the owner in what was seen, or its first. */
struct totals_code totals_code(const struct terms *terms, const struct seen *seen, int code);

/* Returns the code as it is written. */
const char *totals_code_text(const struct totals_code *code);

#endif
