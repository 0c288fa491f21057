/*
 * A registry as JSON text, by the field table.
 */
#ifndef SB_REGISTRY_DUMP_H
#define SB_REGISTRY_DUMP_H

#include "json/write.h"
#include "registry/model.h"

/* Appends the registry in the canonical layout of data/http.json: parsing it gives an equal one.
 * Ends with a newline. */
void registry_dump(const struct registry *registry, struct strbuf *out);

/* Writes one entry, all its given fields, as an element of the array that is open. note (NULL:
 * none) is the user's own about it. */
void registry_dump_entry(const struct entry *entry, const char *note, struct json_writer *json);

#endif
