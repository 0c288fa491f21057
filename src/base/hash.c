#include "config.h"
#include "base/hash.h"

#include <string.h>

uint64_t hash_add_bytes(uint64_t hash, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        hash = hash_add(hash, (unsigned char)bytes[i]);
    return hash;
}

/* The same on every processor: the program may run on another one than its build. Written out, so
 * that the compiler makes one load of it. */
static uint64_t word_at(const unsigned char *bytes)
{
    return (uint64_t)bytes[0] | (uint64_t)bytes[1] << 8 | (uint64_t)bytes[2] << 16 |
           (uint64_t)bytes[3] << 24 | (uint64_t)bytes[4] << 32 | (uint64_t)bytes[5] << 40 |
           (uint64_t)bytes[6] << 48 | (uint64_t)bytes[7] << 56;
}

void hash_add_piece(struct hash *hash, const char *bytes, size_t len)
{
    size_t whole = len - len % HASH_WORD_BYTES;
    for (size_t i = 0; i < whole; i += HASH_WORD_BYTES)
        hash->value = hash_add(hash->value, word_at((const unsigned char *)bytes + i));
    if (whole < len) {
        unsigned char last[HASH_WORD_BYTES] = {0};
        memcpy(last, bytes + whole, len - whole);
        hash->value = hash_add(hash->value, word_at(last));
    }
    hash->len += len;
}

struct hash hash_of(const char *bytes, size_t len)
{
    struct hash hash = HASH_EMPTY;
    hash_add_piece(&hash, bytes, len);
    return hash;
}

bool hash_equal(const struct hash *a, const struct hash *b)
{
    return a->len == b->len && a->value == b->value;
}
