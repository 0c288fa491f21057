/*
 * The lines that web servers write most: a quoted request, its status after it, and nothing that
 * needs a second look. Read without the general work, once line.h has read such a line.
 */
#ifndef SB_READING_FAST_H
#define SB_READING_FAST_H

#include <stddef.h>

#include "reading/seen.h"

#define FAST_DATE_BYTES 26                     /* of 27/Nov/2026:01:54:14 +0000 */
#define FAST_STAMP_BYTES (FAST_DATE_BYTES + 3) /* with its brackets and the space after them */
#define FAST_CODES 600                         /* 100 to 599 */

/* Lines with one code that are not added yet. */
struct fast_count {
    uint64_t times;
    const char *line, *end; /* the newest of them */
};

/* What is kept from line to line. Zeroed is empty. */
struct fast {
    struct moment when;
    char stamp[FAST_STAMP_BYTES]; /* how `when` is written */
    struct fast_count counts[FAST_CODES];
    uint16_t codes[FAST_CODES]; /* that were counted */
    size_t counted;
};

/* Reads the lines at the beginning of the bytes that are such, and adds them to what was seen, also
 * as lines. Returns how many bytes they have: the rest begins with another line, or a part of one.
 */
size_t fast_read(struct fast *fast, struct seen *seen, int year, const char *bytes, size_t len);

#endif
