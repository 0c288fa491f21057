#include "config.h"
#include "reading/json_plain.h"

#include <stddef.h>
#include <stdint.h>

#define WORD_BYTES 8
#define ONES UINT64_C(0x0101010101010101)
#define HIGHS (ONES << 7)

/* The first byte lowest, on every processor. Written out, so that the compiler makes one load. */
static uint64_t word_at(const char *text)
{
    const unsigned char *bytes = (const unsigned char *)text;
    return (uint64_t)bytes[0] | (uint64_t)bytes[1] << 8 | (uint64_t)bytes[2] << 16 |
           (uint64_t)bytes[3] << 24 | (uint64_t)bytes[4] << 32 | (uint64_t)bytes[5] << 40 |
           (uint64_t)bytes[6] << 48 | (uint64_t)bytes[7] << 56;
}

/* Sets the highest bit of each byte that is less than the limit, at most 0x80. Right up to the
 * first such byte: it may borrow from those after it. */
static uint64_t bytes_below(uint64_t word, unsigned limit)
{
    return (word - ONES * limit) & ~word & HIGHS;
}

/* Returns how many bytes of a word are before the lowest with its highest bit set, of at least one.
 * The bits below that bit have the lowest of each of these bytes, and of the byte itself. */
static size_t bytes_before(uint64_t marks)
{
    uint64_t below = (marks & (~marks + 1)) - 1;
    return (size_t)((below & ONES) * ONES >> 56) - 1;
}

static int is_plain(char c)
{
    return c != '"' && c != '\\' && (unsigned char)c >= ' ';
}

const char *json_plain_end(const char *at, const char *end)
{
    for (; end - at >= WORD_BYTES; at += WORD_BYTES) {
        uint64_t word = word_at(at);
        uint64_t marks = bytes_below(word, ' ') | bytes_below(word ^ ONES * '"', 1) |
                         bytes_below(word ^ ONES * '\\', 1);
        if (marks != 0)
            return at + bytes_before(marks);
    }
    while (at < end && is_plain(*at))
        at++;
    return at;
}
