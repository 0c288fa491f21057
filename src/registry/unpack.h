/*
 * Makes the structs of a registry that is compiled in, by the tables of fields.h.
 */
#ifndef SB_REGISTRY_UNPACK_H
#define SB_REGISTRY_UNPACK_H

#include "registry/builtin.h"
#include "registry/model.h"

/* Sets all members but the arena, in which arrays are put, and the extras, which follow when asked
 * for. Texts stay where they are. */
void registry_unpack(const struct builtin *builtin, struct registry *registry);

#endif
