/*
 * The lines that begin messages of HTTP, as clients, proxies and libraries show them: a start line
 * (HTTP/1.1 404 Not Found, GET /x HTTP/1.1), after one of the prefixes of the registry.
 */
#ifndef SB_READING_START_H
#define SB_READING_START_H

#include <stdbool.h>
#include <stddef.h>

#include "reading/answers.h"
#include "reading/terms.h"

/* A line that begins a head. */
struct start {
    const char *prefix; /* of the registry, or "" */
    struct start_line line;
};

/* Sets *start to what begins with the line. Returns false when no head does. */
bool start_read(const struct terms *terms, const char *line, size_t len, struct start *start);

#endif
