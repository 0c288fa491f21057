/*
 * The registry compiled in: data/http.json as C, written by mkbuiltin.c at build time. It is in
 * the form that registry_borrow() takes, so that a start reads and parses nothing.
 */
#ifndef SB_REGISTRY_BUILTIN_H
#define SB_REGISTRY_BUILTIN_H

#include "base/hash.h"
#include "registry/registry.h"

extern const struct registry_content builtin_registry;
extern const struct entry_identity builtin_identities[]; /* one for each of its entries */
extern const struct fingerprint builtin_fingerprint;     /* of the file it was made from */

#endif
