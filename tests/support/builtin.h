/*
 * Registries that are compiled in, for tests.
 */
#ifndef SB_TESTS_SUPPORT_BUILTIN_H
#define SB_TESTS_SUPPORT_BUILTIN_H

#include "registry/builtin.h"
#include "registry/model.h"

/* One of builtins[], open; the caller frees it. */
struct registry *support_open(size_t i);

/* The first of builtins[], open, which is not to be changed. */
const struct registry *support_http(void);

#endif
