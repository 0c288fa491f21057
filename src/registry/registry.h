/*
 * Building a registry, and looking up in it.
 *
 * It is built once (parse.h, then overlays), finished with registry_finish(), and never changes
 * afterwards. Every pointer into it is valid until registry_free().
 */
#ifndef SB_REGISTRY_REGISTRY_H
#define SB_REGISTRY_REGISTRY_H

#include "registry/model.h"

/* The order of identities, < 0, 0 or > 0. */
int entry_identity_compare(const struct entry_identity *a, const struct entry_identity *b);

/* An empty registry, to be filled and then finished. Never NULL. */
struct registry *registry_new(void);
void registry_free(struct registry *registry); /* NULL is allowed */

/* A finished registry of constant data, such as the one that is compiled in: nothing is copied or
 * sorted. Overlays can be merged into it like into any. */
struct registry *registry_borrow(const struct registry *constant);

/* --- Building: put everything of one file, then finish; again for each overlay ------------- */

/* Copies an entry into the registry. Where an entry of its code and owner was there at the last
 * registry_finish(), the fields of `given` replace that entry's; otherwise it is added. Within one
 * file the caller sees to it that no identity comes twice. Its strings and lists must be in
 * registry->arena. */
void registry_put_entry(struct registry *registry, const struct entry *entry);

/* The same for a class or document, by id; all of it is replaced. */
void registry_put_class(struct registry *registry, const struct code_class *added);
void registry_put_document(struct registry *registry, const struct document *added);

/* Adds groups of synonyms to those that are there. Their texts must be in registry->arena. */
void registry_add_synonyms(struct registry *registry, const struct string_list *synonyms);

/* Sorts the entries, finds their classes and counts them. */
void registry_finish(struct registry *registry);

/* --- Looking up ---------------------------------------------------------------------------- */

/* The entry with this code and owner (NULL: the first entry of the code, registered before
 * unofficial). Letter case of the owner does not matter. NULL when there is none.
 * Knows what was there at the last registry_finish(), like all look-ups. */
const struct entry *registry_find(const struct registry *registry, const char *code,
                                  const char *owner);

/* The first entry, in order, whose code begins with the prefix, or NULL. */
const struct entry *registry_find_prefix(const struct registry *registry, const char *prefix);

/* Is the text the beginning of a code of a class, but no code itself: a code being typed? */
bool registry_is_beginning(const struct registry *registry, const char *text);

const struct document *registry_document(const struct registry *registry, const char *id);

/* Class by id ("4xx", letter case does not matter), or NULL. */
const struct code_class *registry_class(const struct registry *registry, const char *id);

/* The entry's class, or NULL. */
const struct code_class *registry_class_of(const struct registry *registry,
                                           const struct entry *entry);

size_t registry_index(const struct registry *registry, const struct entry *entry);

/*
 * Does the code fit the pattern? A pattern is a code in which x or X stands for any one
 * character: "404", "40x", "4xx".
 */
bool code_matches(const char *code, const char *pattern);

/* Does a code that fits begin so: "4" or "4x" of 404? */
bool code_begins(const char *code, const char *pattern);

/* The number that a code begins with, -1 when it begins with no digit or does not fit a long. */
long code_number(const char *code);

#endif
