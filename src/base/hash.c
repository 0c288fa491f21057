#include "config.h"
#include "base/hash.h"

#define FNV_OFFSET UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME UINT64_C(0x100000001b3)
#define WORD_BYTES 8

/* The same on every processor: the build's may be another than the program's. */
static uint64_t word_at(const char *bytes, size_t len)
{
    uint64_t word = 0;
    for (size_t i = 0; i < len; i++)
        word |= (uint64_t)(unsigned char)bytes[i] << 8 * i;
    return word;
}

struct fingerprint fingerprint_of(const char *bytes, size_t len)
{
    struct fingerprint print = {len, FNV_OFFSET};
    size_t whole = len - len % WORD_BYTES;
    for (size_t i = 0; i < whole; i += WORD_BYTES)
        print.hash = (print.hash ^ word_at(bytes + i, WORD_BYTES)) * FNV_PRIME;
    if (whole < len)
        print.hash = (print.hash ^ word_at(bytes + whole, len - whole)) * FNV_PRIME;
    return print;
}

bool fingerprint_equal(const struct fingerprint *a, const struct fingerprint *b)
{
    return a->len == b->len && a->hash == b->hash;
}
