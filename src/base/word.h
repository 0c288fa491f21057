/*
 * Eight bytes of a text at once, as a number whose lowest byte is the first.
 */
#ifndef SB_BASE_WORD_H
#define SB_BASE_WORD_H

#include <stddef.h>
#include <stdint.h>

#define WORD_BYTES 8
#define WORD_ONES UINT64_C(0x0101010101010101) /* times a byte: that byte in each place */
#define WORD_HIGHS (WORD_ONES << 7)            /* the highest bit of each byte */

/* Returns the same on every processor. Written out, so that the compiler makes one load of it. */
static inline uint64_t word_at(const void *bytes)
{
    const unsigned char *p = bytes;
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
           (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
           (uint64_t)p[7] << 56;
}

/* Returns how many bytes are before the first with its highest bit set; marks has no other bits,
 * and at least one. The bits below that bit have the lowest of each of these bytes, and of the byte
 * itself. */
static inline size_t word_bytes_before(uint64_t marks)
{
    uint64_t below = (marks & (~marks + 1)) - 1;
    return (size_t)((below & WORD_ONES) * WORD_ONES >> 56) - 1;
}

#endif
