/*
 * Checks of a registry or overlay as a whole: what no single value can show.
 *
 * Each adds its errors to the list, with their places in the tree that the struct was read from.
 * Values that are missing or wrong are skipped: decode.h has reported them.
 */
#ifndef SB_REGISTRY_CHECK_H
#define SB_REGISTRY_CHECK_H

#include "json/faults.h"
#include "registry/fields.h"
#include "registry/model.h"

struct cJSON;

/* Is called for an object and its shape, before the members; and without a shape for a member that
 * the shape of its object does not know. */
typedef void registry_visit(void *context, const struct shape *shape, const struct cJSON *node,
                            const struct fault_place *place);

/* Goes through all objects of a tree, from one of this shape on. */
void registry_walk(const struct shape *shape, const struct cJSON *node,
                   const struct fault_place *place, registry_visit *visit, void *context);

/* What a file needs to be loaded. */

/* Reports every class, document and entry that repeats an earlier identity, and too many
 * numbers. */
void registry_check_once(const struct cJSON *root, const struct registry *content,
                         struct faults *faults);

/* Checks that the class named by "unregistered" exists. base: what an overlay is merged into, or
 * NULL. */
void registry_check_outside(const struct registry *content, const struct registry *base,
                            struct faults *faults);

/* Checks that an overlay fits its base: it is meant for this registry, new entries are complete,
 * and together they stay within the limits. When there are errors already, checks only the first.
 */
void registry_check_overlay(const struct cJSON *root, const struct registry *overlay,
                            const struct registry *base, struct faults *faults);

/* What loading accepts, because everything else can be shown without it. */

/* Reports every class that shares numbers with an earlier one, which then gets all their codes. */
void registry_check_classes(const struct cJSON *root, const struct registry *content,
                            struct faults *faults);

/* Reports references to documents, and confusable codes, that the registry does not have. The tree
 * must be one without errors. */
void registry_check_links(const struct cJSON *root, const struct registry *registry,
                          struct faults *faults);

#endif
