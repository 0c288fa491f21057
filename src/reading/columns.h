/*
 * Tables: a header line names the columns, one of which is the status.
 */
#ifndef SB_READING_COLUMNS_H
#define SB_READING_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "reading/seen.h"
#include "reading/terms.h"

#define COLUMNS_MOST 128 /* of a table; the longest known format has half as many */

/* Zeroed knows no table. */
struct columns {
    size_t count;   /* 0: no table */
    char separator; /* ' ' stands for any blanks */
    bool sure;      /* the name of the status says more than "status", which may be a word */
    bool quoted;    /* a field may be in quotation marks, with separators in it */
    size_t status, part, method, target, upstream, date, time; /* COLUMNS_MOST: none */
    const char *owner; /* who defines its codes, of the registry; NULL: not known */
};

/* Reads a header line: #Fields: or #fields and names, or (first: only if it may be one) names with
 * commas or tabs between them. Returns false when the line is none. */
bool columns_header(struct columns *columns, const struct terms *terms, const char *line,
                    size_t len, bool first);

/* Reads the status of a row. Returns false when the row has none. */
bool columns_row(const struct columns *columns, const struct terms *terms, const char *line,
                 size_t len, int year, struct found_status *found);

#endif
