/*
 * The registries of one run: the main one, which answers first, and further ones next to it.
 *
 * An entry, class or document belongs to one registry; library_of_entry() finds it.
 */
#ifndef SB_REGISTRY_LIBRARY_H
#define SB_REGISTRY_LIBRARY_H

#include <stdbool.h>

#include "registry/model.h"

struct library_item {
    struct registry *handle; /* owned; library_open() returns it with all that it says */
    char *origin;            /* owned: path of the file read, or REGISTRY_BUILTIN */
};

struct library {
    struct library_item *items; /* owned; the first is the main registry, no id is there twice */
    size_t count, cap;
    char **warnings; /* owned: one for each broken file; may have several lines */
    size_t warning_count, warning_cap;
};

#define REGISTRY_BUILTIN "<built-in>"

/* Adds a registry, which the library then owns. origin is copied. */
void library_add(struct library *library, struct registry *registry, const char *origin);

/* Frees everything; the library is then empty, as one that is zeroed. */
void library_clear(struct library *library);

/* Returns the registry of an item with all that it says. */
const struct registry *library_open(const struct library_item *item);

/* Reports whether an entry of the item's registry may relate to the entry with this code of the
 * registry with this id. */
bool library_may_relate(const struct library_item *item, const char *id, const char *code);

/* Returns the main registry. The library must have one. */
const struct registry *library_main(const struct library *library);

/* Returns the item with this id, or NULL. */
struct library_item *library_find(const struct library *library, const char *id);

/* Returns the registry that people mean with a name: its id, its short name or the first word of
 * its title, letter case aside; NULL when there is none. len: bytes of the name. */
const struct registry *library_named(const struct library *library, const char *name, size_t len);

/* Returns the name of a registry as a badge: its short name, else its id. */
const char *registry_short(const struct registry *registry);

/* Returns the registry whose entry this is. It must be of the library. */
const struct registry *library_of_entry(const struct library *library, const struct entry *entry);

/* Reports whether a code of any registry goes on with a digit after this one, as
 * registry_has_longer() does for one registry. */
bool library_has_longer(const struct library *library, const char *code);

#endif
