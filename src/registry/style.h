/*
 * Checks the editorial rules of a registry, for --check --strict: texts are quick to read, entries
 * say what, why and what to do. A registry that breaks them can still be loaded.
 */
#ifndef SB_REGISTRY_STYLE_H
#define SB_REGISTRY_STYLE_H

#include "json/faults.h"
#include "registry/model.h"

struct cJSON;

/* Reports what breaks a rule, with its place in the tree that the registry was read from, which
 * must have no other errors. overlay: entries may leave out what those of the base have. */
void style_check(const struct cJSON *root, const struct registry *registry, bool overlay,
                 struct faults *faults);

/* Reports the first line in which a file differs from what --dump prints of its registry. */
void style_check_layout(const char *bytes, size_t len, const struct registry *registry,
                        struct faults *faults);

#endif
