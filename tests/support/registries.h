/*
 * Registries for tests.
 */
#ifndef SB_TESTS_SUPPORT_REGISTRIES_H
#define SB_TESTS_SUPPORT_REGISTRIES_H

#include "registry/model.h"

/* A registry from JSON text; what is wrong with it ends the program. */
struct registry *support_parse(const char *json, const char *origin);

/* tests/data/small.json: the registry of all golden texts. */
struct registry *support_small(void);

#endif
