#include "config.h"
#include "base/hash.h"

#define WORD_BYTES 8

uint64_t hash_add_bytes(uint64_t hash, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        hash = hash_add(hash, (unsigned char)bytes[i]);
    return hash;
}

/* The same on every processor: the program may run on another one than its build. */
static uint64_t word_at(const char *bytes, size_t len)
{
    uint64_t word = 0;
    for (size_t i = 0; i < len; i++)
        word |= (uint64_t)(unsigned char)bytes[i] << 8 * i;
    return word;
}

struct hash hash_of(const char *bytes, size_t len)
{
    struct hash hash = {len, HASH_START};
    size_t whole = len - len % WORD_BYTES;
    for (size_t i = 0; i < whole; i += WORD_BYTES)
        hash.value = hash_add(hash.value, word_at(bytes + i, WORD_BYTES));
    if (whole < len)
        hash.value = hash_add(hash.value, word_at(bytes + whole, len - whole));
    return hash;
}

bool hash_equal(const struct hash *a, const struct hash *b)
{
    return a->len == b->len && a->value == b->value;
}
