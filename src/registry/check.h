/*
 * Checks of a registry or overlay as a whole: what no single value can tell.
 *
 * Each adds its faults to the list, with their places in the tree that the struct was read from.
 * Values that are missing or wrong are passed over; their faults are told when they are read.
 */
#ifndef SB_REGISTRY_CHECK_H
#define SB_REGISTRY_CHECK_H

#include "json/faults.h"
#include "registry/fields.h"
#include "registry/model.h"

struct cJSON;

/* --- What a file needs to be loaded -------------------------------------------------------- */

/* Tells each class, document and entry whose identity an earlier one has. */
void registry_check_once(const struct cJSON *root, const struct registry *content,
                         struct faults *faults);

/* The class that "unregistered" names is there. base: what an overlay is merged into, or NULL. */
void registry_check_outside(const struct registry *content, const struct registry *base,
                            struct faults *faults);

/* An overlay fits its base: it is meant for it, new entries are complete, and together they stay
 * within the bounds. One that has other faults already is only asked whether it is meant. */
void registry_check_overlay(const struct cJSON *root, const struct registry *overlay,
                            const struct registry *base, struct faults *faults);

/* --- What loading forgives, because all else can be shown without --------------------------- */

/* Tells each class that has numbers of an earlier one, which then has the codes of both. */
void registry_check_classes(const struct cJSON *root, const struct registry *content,
                            struct faults *faults);

/* Tells references to documents and confusable codes that the catalog does not have. The tree is
 * one without faults. */
void registry_check_links(const struct cJSON *root, const struct registry *registry,
                          struct faults *faults);

#endif
