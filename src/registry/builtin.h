/*
 * The registry that is compiled in: data/http.json as constant C, written by gen/builtin.c at build
 * time, so that a start reads and parses nothing.
 */
#ifndef SB_REGISTRY_BUILTIN_H
#define SB_REGISTRY_BUILTIN_H

#include "base/hash.h"
#include "registry/model.h"

extern const struct registry builtin_registry;
extern const struct hash builtin_hash; /* of the file it was made from */

#endif
