/*
 * JSON <-> catalog: the registry format, with every check.
 *
 * A registry is refused as a whole when anything in it is wrong, and all its faults are reported:
 * syntax as "ORIGIN:LINE:COL: ...", content as "ORIGIN: codes[17] (429 IANA): headers[0].strength:
 * is "sometimes", expected one of ...". The format is described in registry_format.h.
 */
#ifndef SB_REGISTRY_PARSE_H
#define SB_REGISTRY_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "json/write.h"
#include "registry/registry.h"

/* Bounds: each far above any registry that people would read, low enough that a hostile file
 * costs little. */
#define REGISTRY_MAX_BYTES ((size_t)16 * 1024 * 1024) /* a hundred times the HTTP registry */
#define REGISTRY_MAX_DEPTH 16                         /* the format needs 6; bounds the recursion */
#define REGISTRY_MAX_ENTRIES 100000                   /* codes; SNMP-sized registries fit */
#define REGISTRY_MAX_CLASSES 256                      /* every entry is compared with each */
#define REGISTRY_MAX_DOCUMENTS 4096                   /* looked up one by one */
#define REGISTRY_MAX_VALUES 2000000                   /* cJSON takes 80 bytes of memory for each */
#define REGISTRY_MAX_STRING ((size_t)64 * 1024)       /* bytes; a paragraph is under 1 KiB */
#define REGISTRY_MAX_NUMBER 32  /* characters of a number; the format needs 10 digits */
#define REGISTRY_MAX_FAULTS 100 /* reported of one file; then "and N more" */

/*
 * Reads a whole registry from len bytes (not necessarily NUL-terminated). origin names it in
 * messages. Returns a finished catalog that the caller frees, or NULL with all faults in *err.
 */
struct registry *registry_parse(const char *bytes, size_t len, const char *origin,
                                struct sb_error *err);

/*
 * Merges an overlay into a finished catalog: entries of a known code and owner replace the fields
 * they give ("facts" one fact at a time), others are added and must be complete; classes and
 * documents by id. An "id", when it has one, must be the catalog's.
 * False, with all faults in *err and the catalog as it was, when anything is wrong.
 */
bool registry_merge(struct registry *registry, const char *bytes, size_t len, const char *origin,
                    struct sb_error *err);

/* Is the file an overlay? It is one when it has no "classes" and no "title"; what is not even
 * JSON is none. */
bool registry_is_overlay(const char *bytes, size_t len);

/*
 * Checks a file that may be either, more strictly than it is loaded: classes have no numbers in
 * common; references are to documents and confusable codes to entries that are there, which
 * loading forgives because all else can be shown without. An overlay is merged into the base;
 * without one (NULL) it is checked by itself.
 * False with all faults in *err.
 */
bool registry_check(const char *bytes, size_t len, const char *origin, struct registry *base,
                    struct sb_error *err);

/* Appends the catalog as a registry in the canonical layout of data/http.json: parsing it gives
 * an equal catalog. Ends with a newline. */
void registry_dump(const struct registry *registry, struct strbuf *out);

/* Writes one entry, all its given fields, as an element of the array that is open. note (NULL:
 * none) is the user's own on it. */
void registry_dump_entry(const struct entry *entry, const char *note, struct json_writer *json);

#endif
