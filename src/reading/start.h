/*
 * The lines that begin messages of HTTP, as clients, proxies and libraries show them.
 *
 * A start line (HTTP/1.1 404 Not Found, GET /x HTTP/1.1), after one of the prefixes of the
 * registry; or the pseudo-fields of HTTP/2 and HTTP/3, which stand in its place there (RFC 9113
 * section 8.3), after whatever their tool writes in front of each line.
 */
#ifndef SB_READING_START_H
#define SB_READING_START_H

#include <stdbool.h>
#include <stddef.h>

#include "reading/answers.h"
#include "reading/terms.h"

#define START_PREFIX_BYTES 160 /* a time, a stream and what the line is: no tool writes more */

/* What a line of a head of pseudo-fields is. */
enum pseudo_field {
    PSEUDO_NONE, /* an ordinary field */
    PSEUDO_STATUS,
    PSEUDO_METHOD,
    PSEUDO_PATH,
    PSEUDO_SCHEME,
    PSEUDO_AUTHORITY,
};

/* A line that begins a head. */
struct start {
    const char *prefix;       /* of the registry, or "", also where the line has one of its own */
    enum pseudo_field pseudo; /* PSEUDO_NONE: a start line */
    size_t own_prefix;        /* bytes in front of a pseudo-field */
    struct seen_text name, value; /* of the pseudo-field */
    struct start_line line;
};

/* Sets *start to what begins with the line. Returns false when no head does. */
bool start_read(const struct terms *terms, const char *line, size_t len, struct start *start);

/* Splits a line of a head of pseudo-fields, without its prefix, into name and value: server: nginx,
 * as well as 'server', 'nginx' and "server" = "nginx". Sets *pseudo to which one it is. Returns
 * false when it is no field. */
bool start_split(const char *line, size_t len, enum pseudo_field *pseudo, struct seen_text *name,
                 struct seen_text *value);

#endif
