/*
 * FNV-1a: one hash for tables and for recognising a file.
 *
 * No protection against forgery: somebody can make two files with the same hash.
 */
#ifndef SB_BASE_HASH_H
#define SB_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HASH_START UINT64_C(0xcbf29ce484222325)

/* Adds a byte, or any number, to a hash that began with HASH_START. */
static inline uint64_t hash_add(uint64_t hash, uint64_t part)
{
    return (hash ^ part) * UINT64_C(0x100000001b3);
}

/* Adds each of len bytes. */
uint64_t hash_add_bytes(uint64_t hash, const char *bytes, size_t len);

/* Of a whole file. */
struct hash {
    size_t len;     /* bytes */
    uint64_t value; /* over words of 8 bytes, first byte lowest, the last filled with zeros */
};

#define HASH_EMPTY ((struct hash){0, HASH_START})
#define HASH_WORD_BYTES 8

/* Adds the next piece of a file to the hash, which began as HASH_EMPTY. Every piece but the last
 * one is a multiple of HASH_WORD_BYTES long. */
void hash_add_piece(struct hash *hash, const char *bytes, size_t len);

struct hash hash_of(const char *bytes, size_t len);
bool hash_equal(const struct hash *a, const struct hash *b);

#endif
