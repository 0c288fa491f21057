/*
 * Memory that is released all at once.
 */
#ifndef SB_BASE_ARENA_H
#define SB_BASE_ARENA_H

#include <stddef.h>

/* Zeroed is empty. */
struct arena {
    struct arena_block *blocks; /* newest first */
    size_t used;                /* bytes used of the newest block */
};

void *arena_alloc(struct arena *arena, size_t size); /* zeroed, aligned for any object */
char *arena_strndup(struct arena *arena, const char *s, size_t len_bytes);
void arena_clear(struct arena *arena);

/* Makes room for `size` bytes in one piece, so that the next allocations need no new block. */
void arena_reserve(struct arena *arena, size_t size);

/* Moves the memory of `from` to the arena; pointers into it stay valid, and `from` is empty. */
void arena_take(struct arena *arena, struct arena *from);

#endif
