/*
 * The messages in the lines of an example: "example.response" may have several, one after another,
 * when the first is an interim response.
 */
#ifndef SB_REGISTRY_EXAMPLE_H
#define SB_REGISTRY_EXAMPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "registry/model.h"

/* A response; zeroed but for the lines, none yet. */
struct example_response {
    const struct string_list *lines;
    size_t start, body, end; /* its status line; the lines of its body, none: both the same */
};

/* Goes to the first or next response. Returns false after the last one. */
bool example_next(struct example_response *response);

/* Returns the first digit of its status line, '0' to '9', or another character. */
char example_class(const struct example_response *response);

/* Does its status line have this code? */
bool example_has_code(const struct example_response *response, const char *code);

/* Returns the value of a header field, or NULL. */
const char *example_header(const struct example_response *response, const char *name);

/* Returns the bytes of the body: its lines, joined with CRLF. */
size_t example_body_bytes(const struct example_response *response);

#endif
