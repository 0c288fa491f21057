/*
 * What is known of the names of an input, which has few: they come again in each of its lines.
 */
#ifndef SB_READING_NAME_CACHE_H
#define SB_READING_NAME_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NAME_CACHE_PLACES 128 /* more names than most inputs have; a power of two */
#define NAME_CACHE_BYTES 54   /* of a name: longer ones are rare */

/* Zeroed it knows no name. When the places of a name are full, it takes over one of them. */
struct name_cache {
    struct known_name {
        unsigned roles; /* for the owner of the cache to set */
        unsigned note;  /* of somebody else, 0 at first */
        bool used;
        uint8_t len;
        char text[NAME_CACHE_BYTES];
    } places[NAME_CACHE_PLACES];
};

/* Returns what is known of the name, for len <= NAME_CACHE_BYTES. It is valid until the next call.
 * *is_new: the name has just got its place. */
struct known_name *name_cache_find(struct name_cache *cache, const char *name, size_t len,
                                   bool *is_new);

#endif
