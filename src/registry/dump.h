/*
 * Writes a registry as JSON, by the field table.
 */
#ifndef SB_REGISTRY_DUMP_H
#define SB_REGISTRY_DUMP_H

#include "base/strbuf.h"
#include "json/write.h"
#include "registry/model.h"

/* Appends the registry in the layout of data/http.json, with a newline at the end. Parsing it gives
 * an equal registry. */
void registry_dump(const struct registry *registry, struct strbuf *out);

/* Writes an entry with all its given fields, as an element of the array that is open. id: of its
 * registry. note: of the user, or NULL. */
void registry_dump_entry(const char *id, const struct entry *entry, const char *note,
                         struct json_writer *json);

#endif
