/*
 * Registries for tests.
 */
#ifndef SB_TESTS_SUPPORT_REGISTRIES_H
#define SB_TESTS_SUPPORT_REGISTRIES_H

#include "base/error.h"
#include "registry/library.h"

/* A registry from JSON text; what is wrong with it ends the program. */
struct registry *support_parse(const char *json, const char *origin);

/* Merges an overlay, as registry_merge() does into a library of this registry alone. */
bool support_merge(struct registry *registry, const char *bytes, size_t len, const char *origin,
                   struct sb_error *err);

/* A library of this registry alone, which stays the caller's. Valid until the next call. */
const struct library *support_library(const struct registry *registry, const char *origin);

/* tests/data/small.json: the registry of all golden texts. */
struct registry *support_small(void);

#endif
