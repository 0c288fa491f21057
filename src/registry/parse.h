/*
 * Reads and merges registry files, with every check.
 *
 * A registry is refused as a whole when anything in it is wrong, and all its faults are reported:
 * syntax as "ORIGIN:LINE:COL: ...", content as "ORIGIN: codes[17] (429 IANA): headers[0].strength:
 * is "sometimes", expected one of ...". The format is described in fields.h.
 */
#ifndef SB_REGISTRY_PARSE_H
#define SB_REGISTRY_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "registry/model.h"

/*
 * Reads a whole registry from len bytes (not necessarily NUL-terminated). origin names it in
 * messages. Returns a finished registry that the caller frees, or NULL with all faults in *err.
 */
struct registry *registry_parse(const char *bytes, size_t len, const char *origin,
                                struct sb_error *err);

/*
 * Merges an overlay into a finished registry: entries of a known code and owner replace the fields
 * they give ("facts" one fact at a time), others are added and must be complete; classes and
 * documents by id. An "id", when it has one, must be the registry's.
 * False, with all faults in *err and the registry as it was, when anything is wrong.
 */
bool registry_merge(struct registry *registry, const char *bytes, size_t len, const char *origin,
                    struct sb_error *err);

/* Is the file an overlay? It is one when it has no "classes" and no "title"; what is not even
 * JSON is none. */
bool registry_is_overlay(const char *bytes, size_t len);

struct registry_checks {
    struct registry *base; /* what overlays are merged into; NULL: they are checked by themselves */
    bool strict;           /* the editorial rules too (style.h) */
};

/*
 * Checks a file that may be either, more strictly than it is loaded: classes have no numbers in
 * common; references are to documents and confusable codes to entries that are there, which
 * loading forgives because all else can be shown without. False with all errors in *err.
 */
bool registry_check(const char *bytes, size_t len, const char *origin,
                    const struct registry_checks *checks, struct sb_error *err);

#endif
