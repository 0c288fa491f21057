/*
 * Builds a registry and finds things in it.
 *
 * A registry is built once (parse.h, then overlays), finished with registry_finish(), and then
 * never changes. Every pointer into it is valid until registry_free().
 */
#ifndef SB_REGISTRY_REGISTRY_H
#define SB_REGISTRY_REGISTRY_H

#include "base/strbuf.h"
#include "registry/model.h"

/* The code and owner of an entry, which has this index. */
struct entry_identity {
    const char *code, *owner;
    size_t index;
};

/* Compares by code, then by owner without letter case: < 0, 0 or > 0. */
int entry_identity_compare(const struct entry_identity *a, const struct entry_identity *b);

/* Sorts them so; equal ones by their index. */
void entry_identities_sort(struct entry_identity *identities, size_t count);

/* Returns an empty registry, to be filled and then finished. Never NULL. */
struct registry *registry_new(void);
void registry_free(struct registry *registry); /* NULL is allowed */

struct builtin;

/* Returns the registry that is compiled in, of which only id, title, short name and counts are
 * there until it is opened. Nothing is parsed or sorted. Overlays can be merged into an open one as
 * into any other. */
struct registry *registry_borrow(const struct builtin *builtin);

/* Makes the rest of a registry that is compiled in available. One that is open stays as it is. */
void registry_open(struct registry *registry);

/* Building: put everything of one file, then finish; again for each overlay. */

/* Adds a copy of an entry, or, if there was one of its code and owner at the last
 * registry_finish(), replaces the fields of that one which are `given`. The caller ensures that a
 * file has no identity twice, and that strings and lists are in registry->arena. */
void registry_put_entry(struct registry *registry, const struct entry *entry);

/* Adds a copy of a class or document, or replaces all of the one with its id. */
void registry_put_class(struct registry *registry, const struct code_class *added);
void registry_put_document(struct registry *registry, const struct document *added);

/* Adds texts to a list of the registry. They must be in registry->arena. */
void registry_add_texts(struct registry *registry, struct string_list *list,
                        const struct string_list *added);

/* Sorts the entries, finds their classes and counts them. */
void registry_finish(struct registry *registry);

/* Returns the entry with this code and owner (NULL: the first entry of the code, registered before
 * unofficial), or NULL when there is none. The letter case of the owner does not matter.
 * Like all look-ups, finds what was there at the last registry_finish(). */
const struct entry *registry_find(const struct registry *registry, const char *code,
                                  const char *owner);

/* Reports whether the entry has this code, phrase or alias, letter for letter. */
bool entry_is_called(const struct entry *entry, const char *name);

/* Returns the next entry with the code of this one, of another owner; NULL after the last. The
 * first is that of registry_find(). */
const struct entry *registry_next_meaning(const struct registry *registry,
                                          const struct entry *entry);

/* Returns the first entry, in order, whose code begins with the prefix, or NULL. */
const struct entry *registry_find_prefix(const struct registry *registry, const char *prefix);

/* Reports whether the text is only the beginning of a code of a class: a code being typed. */
bool registry_is_beginning(const struct registry *registry, const char *text);

/* Reports whether the code of an entry goes on with a digit after this one: 52 of 520. A sub-code
 * is begun by its point, and does not count. */
bool registry_has_longer(const struct registry *registry, const char *code);

/* Returns the document with this id, or NULL. */
const struct document *registry_document(const struct registry *registry, const char *id);

/* Returns the class with this id ("4xx", letter case does not matter), or NULL. */
const struct code_class *registry_class(const struct registry *registry, const char *id);

/* Appends what a class is called: "4xx Client Error". The id of a class without numbers is only a
 * key, so that one is called by its title. */
void class_put_name(const struct code_class *code_class, struct strbuf *out);

/* Returns the class of the entry, or NULL. */
const struct code_class *registry_class_of(const struct registry *registry,
                                           const struct entry *entry);

/* Returns the index of the first class that has the number, or REGISTRY_NONE. */
size_t registry_class_of_number(const struct registry *registry, int64_t number);

/* Returns the entry whose texts explain this one: its family, or itself. */
const struct entry *registry_texts_of(const struct registry *registry, const struct entry *entry);

/* Reports whether the entry is sorted before a code, one without an entry perhaps. */
bool registry_is_before(const struct registry *registry, const struct entry *entry,
                        const char *code);

/* Reports whether the entry is one of the registry's. */
bool registry_has(const struct registry *registry, const struct entry *entry);

/* Returns the index of an entry in registry.entries. */
size_t registry_index(const struct registry *registry, const struct entry *entry);

/* Reports whether the code fits the pattern: a code in which x or X stands for any one character,
 * such as "404", "40x" or "4xx". */
bool code_matches(const char *code, const char *pattern);

/* Reports whether the code begins with what fits the pattern: 404 with "4" or "4x". */
bool code_begins(const char *code, const char *pattern);

/* Compares two codes as text, but the numbers in them by value: 404.3 comes before 404.13. Returns
 * less than, equal to or greater than 0; 0 only for the same text. */
int code_compare(const char *a, const char *b);

/* Returns the number that a code begins with, -1 when there is none or it does not fit. */
int64_t code_number(const char *code);

#endif
