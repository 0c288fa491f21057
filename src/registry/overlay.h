/*
 * What an overlay changes in a registry, once it was checked: registry_merge() (parse.h) reads one.
 */
#ifndef SB_REGISTRY_OVERLAY_H
#define SB_REGISTRY_OVERLAY_H

#include "registry/model.h"

/* Changes the registry, and finishes it. It takes over the strings and lists of the overlay. */
void overlay_merge(struct registry *registry, struct registry *overlay);

#endif
