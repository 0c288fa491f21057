/*
 * A tree of JSON -> the structs of a registry, by the tables of fields.h.
 *
 * Every value is checked by itself, and all errors are reported; what concerns several values of a
 * file is check.h.
 */
#ifndef SB_REGISTRY_DECODE_H
#define SB_REGISTRY_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "json/faults.h"
#include "registry/fields.h"

struct cJSON;

/* One run over one file. Zeroed but for the faults. */
struct decoder {
    struct faults faults;
    bool overlay;         /* entries may be incomplete */
    struct arena *arena;  /* where strings and lists go: of the registry that is read into */
    struct arena scratch; /* arrays of classes, documents and entries, which are copied */
};

/* Reads the members of an object into the struct at base. place NULL: it is the document. */
void decode_fields(struct decoder *decoder, const struct shape *shape, const struct cJSON *node,
                   void *base, const struct fault_place *place);

/* Reports that the value of a field is not what its kind wants. node NULL: it is missing. */
void decode_wrong_value(struct decoder *decoder, const struct field *field,
                        const struct cJSON *node, const struct fault_place *place);

#endif
