/*
 * The registries that are compiled in: files of data/ packed as constants, written by
 * gen/builtin.c at build time, so that a start reads and parses nothing.
 *
 * A packed registry has no pointers: each of thousands would be relocated at every start, used or
 * not. It is a row of numbers of 32 bits, the fields of registry_shape in the order of their table,
 * and registry/unpack.c makes the structs of it when they are needed:
 *
 *     a text                     its place in texts, PACKED_NO_TEXT for NULL
 *     a number                   the lower half, then the upper half
 *     a word, a truth, bits      itself
 *     a list, lists, objects     how many, then each
 *     an object                  its fields
 *     an entry                   its fields but those of its details; what registry_finish()
 *                                derived
 *
 * After the fields come the number of entries of each class, the index of the entry of each
 * identity, where the details of each entry are, the fields of registry_extras(), and the details.
 * What a start needs stands together so, and its texts, too.
 */
#ifndef SB_REGISTRY_BUILTIN_H
#define SB_REGISTRY_BUILTIN_H

#include <stdint.h>

#include "base/hash.h"

#define PACKED_NO_TEXT 0 /* there is a text that no registry has */

struct builtin {
    const char *id, *title;
    const char *short_name; /* NULL: it has none */
    size_t listed_count;    /* entries without members of families */
    size_t official_count;  /* those of them that are in an official registry */
    const char *named;      /* the entries of other registries that its own ones relate to, each
                               once: "\nhttp 404\nhttp 503\n" */
    const uint32_t *words;
    const char *texts; /* each ends with a NUL */
    struct hash hash;  /* of the file it was made from */
};

extern const struct builtin builtins[]; /* the first is the one that is used where none is named */
extern const size_t builtin_count;

#endif
