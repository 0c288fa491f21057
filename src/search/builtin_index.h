/*
 * The indexes of the registries that are compiled in, made at build time (gen/builtin.c).
 */
#ifndef SB_SEARCH_BUILTIN_INDEX_H
#define SB_SEARCH_BUILTIN_INDEX_H

#include "registry/model.h"
#include "search/index.h"

extern const struct index builtin_indexes[]; /* of builtins[], in their order */

/* Returns the index of a registry that is compiled in and has not changed since, else NULL. It is
 * equal to what index_new() returns. */
const struct index *builtin_index_of(const struct registry *registry);

#endif
