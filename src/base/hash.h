/*
 * Telling whether a file is the one that was seen before, without keeping it.
 *
 * Not against forgery: two files that somebody makes to look alike may look alike.
 */
#ifndef SB_BASE_HASH_H
#define SB_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fingerprint {
    size_t len;    /* bytes */
    uint64_t hash; /* FNV-1a over words of 8 bytes, the first byte lowest, zeros at the end */
};

struct fingerprint fingerprint_of(const char *bytes, size_t len);
bool fingerprint_equal(const struct fingerprint *a, const struct fingerprint *b);

#endif
