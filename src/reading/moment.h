/*
 * Points in time, as logs write them.
 */
#ifndef SB_READING_MOMENT_H
#define SB_READING_MOMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"

#define MOMENT_NO_ZONE INT16_MAX

/* A second. Zeroed is no moment. */
struct moment {
    int64_t seconds; /* since 1970 UTC, leap seconds not counted; as if UTC without a zone */
    int16_t zone;    /* minutes east of UTC as written, or MOMENT_NO_ZONE */
    bool known;
};

/* A place in a text. */
struct moment_place {
    size_t start, len; /* bytes */
};

/* Reads the first moment of a text into *moment and its place into *place (may be NULL): ISO 8601,
 * [27/Nov/2026:01:54:14 +0000], 2026/11/27 01:54:16, Nov 27 09:14:01 (of that year), or seconds
 * since 1970, with more digits for fractions, where the text begins. Looks at the first
 * MOMENT_LOOK bytes only. Returns false when there is none. */
#define MOMENT_LOOK 256
bool moment_find(const char *text, size_t len, int year, struct moment *moment,
                 struct moment_place *place);

/* Reads a text that is a moment and nothing else, or a number of seconds or fractions. */
bool moment_read(const char *text, size_t len, int year, struct moment *moment);

/* Reads one of the three forms of a date in HTTP, and nothing else: RFC 9110 section 5.6.7. Sets
 * *obsolete to whether it is one of the two old ones. */
bool moment_read_http(const char *text, size_t len, struct moment *moment, bool *obsolete);

/* Returns -1, 0 or 1: earlier, the same, later. Both must be known. */
static inline int moment_compare(const struct moment *a, const struct moment *b)
{
    return a->seconds < b->seconds ? -1 : a->seconds > b->seconds;
}

/* Appends 2026-11-27T01:54:14Z, with its own zone, or without one where it has none. */
void moment_put_iso(const struct moment *moment, struct strbuf *out);

/* Appends "27 Nov 01:54:14" in its own zone. */
void moment_put_short(const struct moment *moment, struct strbuf *out);

/* Appends "27 Nov 01:54:14 to 02:10:00"; the second with its day where that is another. */
void moment_put_span(const struct moment *first, const struct moment *last, struct strbuf *out);

/* The year of today. */
int moment_this_year(void);

#endif
