/*
 * The lines that web servers write most: a quoted request, its status after it, and nothing that
 * needs a second look. Read without the general work, once line.h has read such a line.
 */
#ifndef SB_READING_FAST_H
#define SB_READING_FAST_H

#include <stddef.h>

#include "reading/seen.h"

/* What is kept from line to line. Zeroed is empty. */
struct fast {
    struct moment when;
    char text[32]; /* how `when` is written */
    size_t text_len;
};

/* Reads the lines at the beginning of the bytes that are such, and adds them to what was seen, also
 * as lines. Returns how many bytes they have: the rest begins with another line, or a part of one.
 */
size_t fast_read(struct fast *fast, struct seen *seen, int year, const char *bytes, size_t len);

#endif
