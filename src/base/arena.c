#include "config.h"
#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* The first block holds a page about an entry; each next one is twice as large, so that a registry
 * takes a handful of them. */
#define ARENA_FIRST_BYTES ((size_t)4000)
#define ARENA_BLOCK_BYTES ((size_t)64 * 1024)

struct arena_block {
    struct arena_block *next;
    size_t size;
    max_align_t data[];
};

/* Adds a block that has room for at least `size` bytes. */
static void add_block(struct arena *arena, size_t size)
{
    size_t bytes = arena->blocks == NULL ? ARENA_FIRST_BYTES : 2 * arena->blocks->size;
    bytes = bytes < ARENA_BLOCK_BYTES ? bytes : ARENA_BLOCK_BYTES;
    bytes = bytes > size ? bytes : size;
    struct arena_block *block = xmalloc(sizeof *block + bytes);
    block->size = bytes;
    block->next = arena->blocks;
    arena->blocks = block;
    arena->used = 0;
}

void arena_reserve(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        mem_exhausted();
    if (arena->blocks == NULL || arena->blocks->size - arena->used < size)
        add_block(arena, size);
}

/* align is a power of 2. */
static void *arena_alloc_aligned(struct arena *arena, size_t size, size_t align)
{
    if (size > SIZE_MAX / 2)
        mem_exhausted();
    size_t start = (arena->used + align - 1) & ~(align - 1);
    if (arena->blocks == NULL || start > arena->blocks->size ||
        arena->blocks->size - start < size) {
        add_block(arena, size);
        start = 0;
    }
    arena->used = start + size;
    return (char *)arena->blocks->data + start;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    /* Zeroed piece by piece: the pages at the end of a block may never be touched. */
    return memset(arena_alloc_aligned(arena, size, _Alignof(max_align_t)), 0, size);
}

char *arena_strndup(struct arena *arena, const char *s, size_t len_bytes)
{
    char *copy = arena_alloc_aligned(arena, len_bytes + 1, 1);
    memcpy(copy, s, len_bytes);
    copy[len_bytes] = '\0';
    return copy;
}

void arena_clear(struct arena *arena)
{
    struct arena_block *next;
    for (struct arena_block *block = arena->blocks; block != NULL; block = next) {
        next = block->next;
        free(block);
    }
    *arena = (struct arena){NULL, 0};
}

void arena_take(struct arena *arena, struct arena *from)
{
    if (arena->blocks == NULL) {
        *arena = *from;
    } else if (from->blocks != NULL) {
        /* After the newest block, which is still being filled. */
        struct arena_block *last = from->blocks;
        while (last->next != NULL)
            last = last->next;
        last->next = arena->blocks->next;
        arena->blocks->next = from->blocks;
    }
    *from = (struct arena){NULL, 0};
}
