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

#define HASH_LANES 4

/* Of a whole file. Four words of 8 bytes, first byte lowest, go to a hash each, the last ones
 * filled with zeros: a processor multiplies for all four in the time that one takes. */
struct hash {
    size_t len; /* bytes */
    uint64_t lanes[HASH_LANES];
};

#define HASH_EMPTY ((struct hash){0, {HASH_START, HASH_START, HASH_START, HASH_START}})
#define HASH_BLOCK_BYTES (HASH_LANES * sizeof(uint64_t))

/* Adds the next piece of a file to the hash, which began as HASH_EMPTY. Every piece but the last
 * one is a multiple of HASH_BLOCK_BYTES long. */
void hash_add_piece(struct hash *hash, const char *bytes, size_t len);

/* The hash of a whole file. */
struct hash hash_of(const char *bytes, size_t len);
bool hash_equal(const struct hash *a, const struct hash *b);

#endif
