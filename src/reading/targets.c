#include "config.h"
#include "reading/targets.h"

#include <string.h>

static uint64_t mix(uint64_t hash, const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

/* Most targets have 16 to 32 bytes: these without a loop, whose end nobody could predict. */
static uint32_t hash_text(const char *text, size_t len)
{
    uint64_t hash = len;
    const size_t word = sizeof hash;
    if (len >= 2 * word && len <= 4 * word) {
        hash = mix(mix(hash, text), text + word);
        hash = mix(mix(hash, text + len - 2 * word), text + len - word);
    } else {
        char rest[sizeof hash] = "";
        for (; len >= word; text += word, len -= word)
            hash = mix(hash, text);
        memcpy(rest, text, len);
        hash = mix(hash, rest);
    }
    return (uint32_t)(hash >> 32);
}

/* As memcpy() for few bytes: compilers make of that what is slow for few. */
static void copy_text(char *to, const char *from, size_t len)
{
    const size_t half = 2 * sizeof(uint64_t);
    size_t at = 0;
    if (len >= half && len <= 2 * half) {
        memcpy(to, from, half);
        memcpy(to + len - half, from + len - half, half);
        return;
    }
    for (; at + sizeof(uint64_t) <= len; at += sizeof(uint64_t))
        memcpy(to + at, from + at, sizeof(uint64_t));
    for (; at < len; at++)
        to[at] = from[at];
}

static uint8_t *bucket_of(struct seen_targets *targets, uint32_t hash)
{
    return &targets->buckets[hash & (SEEN_BUCKETS - 1)];
}

/* Returns a place of the least count. Counts only grow, so the places before targets->look have
 * more until all have. */
static size_t find_rarest(struct seen_targets *targets)
{
    for (;;) {
        for (; targets->look < SEEN_TARGETS; targets->look++)
            if (targets->places[targets->look].count == targets->least)
                return targets->look;
        targets->least = targets->places[0].count;
        for (size_t i = 1; i < SEEN_TARGETS; i++)
            if (targets->places[i].count < targets->least)
                targets->least = targets->places[i].count;
        targets->look = 0;
    }
}

/* Takes the rarest target out of its bucket, and returns its place. */
static size_t take_over(struct seen_targets *targets)
{
    size_t place = find_rarest(targets);
    uint8_t *link = bucket_of(targets, targets->places[place].hash);
    while (*link != place + 1)
        link = &targets->places[*link - 1].next;
    *link = targets->places[place].next;
    targets->full = true;
    return place;
}

/* The path: up to the query, without what nobody needs. */
static size_t target_len(const char *text, size_t len)
{
    const char *query = memchr(text, '?', len);
    len = query != NULL ? (size_t)(query - text) : len;
    return len < SEEN_TARGET_BYTES ? len : SEEN_TARGET_BYTES;
}

void targets_add(struct seen_targets *targets, const char *text, size_t len, uint64_t count)
{
    len = target_len(text, len);
    uint32_t hash = hash_text(text, len);
    uint8_t *bucket = bucket_of(targets, hash);
    for (size_t i = *bucket; i != 0; i = targets->places[i - 1].next) {
        struct seen_target *known = &targets->places[i - 1];
        if (known->hash == hash && known->len == len && memcmp(known->text, text, len) == 0) {
            known->count += count;
            return;
        }
    }
    bool room = targets->count < SEEN_TARGETS;
    size_t place = room ? targets->count++ : take_over(targets);
    struct seen_target *target = &targets->places[place];
    target->more = room ? 0 : target->count;
    target->count = target->more + count;
    target->hash = hash;
    target->len = (uint16_t)len;
    target->next = *bucket;
    *bucket = (uint8_t)(place + 1);
    copy_text(target->text, text, len);
}

static bool is_before(const struct seen_target *left, const struct seen_target *right)
{
    if (left->count != right->count)
        return left->count > right->count;
    size_t len = left->len < right->len ? left->len : right->len;
    int order = memcmp(left->text, right->text, len);
    return order != 0 ? order < 0 : left->len < right->len;
}

size_t targets_sort(const struct seen_targets *targets, size_t sorted[SEEN_TARGETS])
{
    for (size_t i = 0; i < targets->count; i++) {
        size_t at = i;
        for (; at > 0 && is_before(&targets->places[i], &targets->places[sorted[at - 1]]); at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = i;
    }
    return targets->count;
}
