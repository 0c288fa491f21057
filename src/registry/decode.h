/*
 * Turns a tree of JSON into the structs of a registry, by the tables of fields.h.
 *
 * Checks every value by itself and reports all errors. check.h checks what concerns several values.
 */
#ifndef SB_REGISTRY_DECODE_H
#define SB_REGISTRY_DECODE_H

#include <stdbool.h>

#include "base/arena.h"
#include "json/faults.h"
#include "registry/fields.h"

struct cJSON;

/* One run over one file. Starts zeroed, except for the faults and the arena. */
struct decoder {
    struct faults faults;
    bool overlay;         /* entries may be incomplete */
    struct arena *arena;  /* where strings and lists go: of the registry that is read into */
    struct arena scratch; /* arrays of classes, documents and entries, which are copied */
};

/* Reads the members of an object into the struct at base. place NULL: it is the whole file. */
void decode_fields(struct decoder *decoder, const struct shape *shape, const struct cJSON *node,
                   void *base, const struct fault_place *place);

/* Reports that the value of a field is not one of its kind. node NULL: it is missing. */
void decode_wrong_value(struct decoder *decoder, const struct field *field,
                        const struct cJSON *node, const struct fault_place *place);

#endif
