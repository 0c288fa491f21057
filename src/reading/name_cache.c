#include "config.h"
#include "reading/name_cache.h"

#include <string.h>

#include "base/hash.h"

#define LOOKS 4 /* places that a name may have */

/* Of the length and both ends: names differ in these. */
static size_t hash_name(const char *name, size_t len)
{
    uint32_t begin, end;
    uint64_t hash = HASH_START + len;
    if (len >= sizeof begin) {
        memcpy(&begin, name, sizeof begin);
        memcpy(&end, name + len - sizeof end, sizeof end);
        hash = hash_add(hash_add(hash, begin), end);
    } else {
        for (size_t i = 0; i < len; i++)
            hash = hash_add(hash, (unsigned char)name[i]);
    }
    return (size_t)(hash ^ hash >> 32);
}

struct known_name *name_cache_find(struct name_cache *cache, const char *name, size_t len,
                                   bool *is_new)
{
    size_t hash = hash_name(name, len);
    struct known_name *place = NULL;
    *is_new = false;
    for (size_t i = 0; i < LOOKS; i++) {
        place = &cache->places[(hash + i) % NAME_CACHE_PLACES];
        if (!place->used)
            break;
        if (place->len == len && memcmp(place->text, name, len) == 0)
            return place;
    }
    *is_new = true;
    *place = (struct known_name){.used = true, .len = (uint8_t)len};
    memcpy(place->text, name, len);
    return place;
}
