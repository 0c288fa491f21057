/*
 * The kinds of value that all parts of a registry are made of.
 */
#ifndef SB_REGISTRY_MODEL_VALUE_H
#define SB_REGISTRY_MODEL_VALUE_H

#include <stddef.h>

#define REGISTRY_NONE ((size_t)-1)

/* RFC 2119 strength, or practice without an RFC's word. */
enum strength {
    STRENGTH_MUST,
    STRENGTH_MUST_NOT,
    STRENGTH_SHOULD,
    STRENGTH_SHOULD_NOT,
    STRENGTH_MAY,
    STRENGTH_USUAL,
    STRENGTH_CANNOT, /* the document leaves no way to do it; only of rules */
    STRENGTH_COUNT
};

/* The word of the registry format for each value, [VALUE]. */
extern const char *const strength_names[STRENGTH_COUNT];

enum tristate { TRI_UNKNOWN, TRI_NO, TRI_YES };

struct string_list {
    const char *const *items;
    size_t count;
};

struct reference {
    const char *doc;     /* id of a document; NULL: no reference */
    const char *section; /* NULL: the document as a whole */
};

struct reference_list {
    const struct reference *items;
    size_t count;
};

#endif
