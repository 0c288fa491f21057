/*
 * The registries that are compiled in: files of data/ as constant C, written by gen/builtin.c at
 * build time, so that a start reads and parses nothing.
 */
#ifndef SB_REGISTRY_BUILTIN_H
#define SB_REGISTRY_BUILTIN_H

#include "base/hash.h"
#include "registry/model.h"

struct builtin {
    const struct registry *registry;
    struct hash hash; /* of the file it was made from */
};

extern const struct builtin builtins[]; /* the first is the one that is used where none is named */
extern const size_t builtin_count;

#endif
