/*
 * What is known of a code that nobody registered.
 */
#ifndef SB_REGISTRY_UNREGISTERED_H
#define SB_REGISTRY_UNREGISTERED_H

#include "base/memory.h"
#include "registry/model.h"

#define UNREGISTERED_NEAREST 3

/* What is known of a code without an entry. */
struct unregistered {
    const struct code_class *in_class; /* class it falls into, or NULL: outside of all */
    const struct code_class *as_class; /* class it is treated as, or NULL: no rule */
    const struct entry *as_entry;      /* entry it is treated as, or NULL */
    const struct entry *part_of;       /* entry that it divides, as 404.99 does 404, or NULL */
    long least, greatest;              /* range of all classes */
    const struct entry *nearest[UNREGISTERED_NEAREST]; /* entries with the closest numbers */
    size_t nearest_count;
};

/* Fills *out for the text of a number that has no entry; it may have parts behind dots when it is
 * in a class. False when the text is not such a number or the registry has no classes: nothing can
 * be said then. */
bool registry_unregistered(const struct registry *registry, const char *code,
                           struct unregistered *out);

/* Appends the answer in one sentence: "471 is not registered: treat it as 400 Bad Request
 * (RFC 9110 §15)." Nearest codes are not in it. */
void unregistered_text(const struct registry *registry, const char *code,
                       const struct unregistered *found, struct strbuf *out);

#endif
