/*
 * What to say about a code that nobody registered: a part of an entry's code (404.99), a number
 * inside a class (471) or outside all of them (742).
 */
#ifndef SB_REGISTRY_UNREGISTERED_H
#define SB_REGISTRY_UNREGISTERED_H

#include "base/strbuf.h"
#include "registry/model.h"

#define UNREGISTERED_NEAREST 3

struct unregistered {
    const struct code_class *in_class; /* class it falls into, or NULL: outside of all */
    const struct code_class *as_class; /* class it is treated as, or NULL: no rule */
    const struct entry *as_entry;      /* entry it is treated as, or NULL */
    const struct entry *part_of;       /* entry that it divides, as 404.99 does 404, or NULL */
    int64_t least, greatest;           /* range of all classes */
    const struct entry *nearest[UNREGISTERED_NEAREST]; /* entries with the closest numbers */
    size_t nearest_count;
};

/* Fills *out for the text of a number without an entry. Inside a class it may have parts after
 * dots. Returns false when the text is no such number or no class has numbers: nothing can be said
 * then. */
bool unregistered_find(const struct registry *registry, const char *code, struct unregistered *out);

/* Reports whether the text is a number below all classes, of which more digits may be to come: 50
 * of 502. */
bool unregistered_is_beginning(const struct registry *registry, const char *code);

/* Appends the answer in one sentence: "471 is not registered: treat it as 400 Bad Request
 * (RFC 9110 §15)." Nearest codes are not in it. */
void unregistered_text(const struct registry *registry, const char *code,
                       const struct unregistered *found, struct strbuf *out);

#endif
