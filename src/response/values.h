/*
 * Values of header fields in their parts: members of lists, parameters, and what syntax they have.
 *
 * Follows RFC 9110 section 5.6. Any bytes may come; a text that breaks the grammar gives the parts
 * that can be seen. Texts are borrowed from the value.
 */
#ifndef SB_RESPONSE_VALUES_H
#define SB_RESPONSE_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reading/seen.h"

/* Returns the text without the white space around it, and without the double quotes around it. */
struct seen_text value_trim(struct seen_text text);
struct seen_text value_unquote(struct seen_text text);

/* Returns the text from a byte of it on, or from its end. */
struct seen_text value_from(struct seen_text text, size_t at);

/* Splits a text at the first byte that is c. Returns false when there is none. */
bool value_split(struct seen_text text, char c, struct seen_text *before, struct seen_text *after);

/* Compare without letter case. */
bool value_equals(struct seen_text text, const char *other);
bool value_begins(struct seen_text text, const char *beginning);
bool value_same(struct seen_text a, struct seen_text b);

/* A text that is taken apart. */
struct value_parts {
    struct seen_text rest;
    char separator;
    bool done; /* the last was taken; begins false */
};

/* Takes the text up to a separator that is not in quotes or angle brackets off parts->rest. Returns
 * false after the last. An empty text has one part, which is empty. */
bool value_next(struct value_parts *parts, struct seen_text *part);

/* Returns the first word of a member: what stands before white space, '=' or ';'. */
struct seen_text value_word(struct seen_text member);

/* A name and its value, such as realm="apps": in a member or after it, in a challenge or alone. */
struct value_param {
    struct seen_text name;
    struct seen_text value; /* as written, with its quotes */
};

/* Finds the next parameter in the text, from *at on, and moves *at after it. */
bool value_param_next(struct seen_text text, size_t *at, struct value_param *param);

/* Finds the first parameter with this name. */
bool value_param(struct seen_text text, const char *name, struct seen_text *value);

/* Takes one challenge (a scheme and its parameters) off *rest: RFC 9110 section 11.6.1. */
bool value_challenge_next(struct seen_text *rest, struct seen_text *challenge);

/* Reads a whole number. Returns false when it is none, or larger than INT64_MAX. */
bool value_number(struct seen_text text, int64_t *number);

/* Is the value of this syntax? The names are those that rules use. Sets *known to whether the name
 * is one. */
bool value_is(struct seen_text value, const char *syntax, bool *known);

#endif
