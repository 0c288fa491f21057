#include "config.h"
#include "base/hash.h"

#include <string.h>

#include "base/word.h"

uint64_t hash_add_bytes(uint64_t hash, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        hash = hash_add(hash, (unsigned char)bytes[i]);
    return hash;
}

static void add_blocks(struct hash *hash, const unsigned char *bytes, size_t count)
{
    uint64_t a = hash->lanes[0], b = hash->lanes[1], c = hash->lanes[2], d = hash->lanes[3];
    for (; count > 0; count--, bytes += HASH_BLOCK_BYTES) {
        a = hash_add(a, word_at(bytes));
        b = hash_add(b, word_at(bytes + 8));
        c = hash_add(c, word_at(bytes + 16));
        d = hash_add(d, word_at(bytes + 24));
    }
    *hash = (struct hash){hash->len, {a, b, c, d}};
}

void hash_add_piece(struct hash *hash, const char *bytes, size_t len)
{
    size_t rest = len % HASH_BLOCK_BYTES;
    add_blocks(hash, (const unsigned char *)bytes, len / HASH_BLOCK_BYTES);
    if (rest > 0) {
        unsigned char last[HASH_BLOCK_BYTES] = {0};
        memcpy(last, bytes + len - rest, rest);
        add_blocks(hash, last, 1);
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
    return a->len == b->len && memcmp(a->lanes, b->lanes, sizeof a->lanes) == 0;
}
