/*
 * Reads and merges registry files, with every check.
 *
 * A file with an error is refused as a whole, and all its errors are reported: of syntax as
 * "ORIGIN:LINE:COL: ...", of content as "ORIGIN: codes[17] (429 IANA): headers[0].strength: is
 * "sometimes", expected one of ...". fields.h describes the format.
 */
#ifndef SB_REGISTRY_PARSE_H
#define SB_REGISTRY_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "registry/library.h"

/*
 * Reads a whole registry from len bytes (not necessarily NUL-terminated). origin names it in
 * messages. Returns a finished registry that the caller frees, or NULL with all errors in *err.
 */
struct registry *registry_parse(const char *bytes, size_t len, const char *origin,
                                struct sb_error *err);

/* Reads the "quiz" of another file, such as a lesson: an array of questions as JSON. Returns a
 * registry that holds nothing else, which the caller frees, or NULL with all errors in *err. */
struct registry *registry_parse_quiz(const char *json, const char *origin, struct sb_error *err);

/*
 * Merges an overlay into the registry whose "id" it has, without one into the main registry:
 * entries of a known code and owner replace the fields they give ("facts" one fact at a time),
 * others are added and must be complete; classes and documents by id. Returns false, with all
 * errors in *err and the library unchanged, when there are any.
 */
bool registry_merge(struct library *library, const char *bytes, size_t len, const char *origin,
                    struct sb_error *err);

/* Reports whether the file is an overlay: JSON without "classes" and "title". */
bool registry_is_overlay(const char *bytes, size_t len);

struct registry_checks {
    struct library *library; /* what overlays are merged into; NULL: they are checked alone */
    bool strict;             /* the editorial rules too (style.h) */
};

/*
 * Checks a registry or overlay more strictly than loading does: classes must not share numbers, and
 * the documents of references and the entries of confusable codes must exist. Returns false with
 * all errors in *err.
 */
bool registry_check(const char *bytes, size_t len, const char *origin,
                    const struct registry_checks *checks, struct sb_error *err);

#endif
