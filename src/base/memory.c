#include "config.h"
#include "base/memory.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Large enough that a registry takes a handful of blocks, small enough to waste little. */
#define ARENA_BLOCK_BYTES ((size_t)64 * 1024)

static void (*oom_hook)(void);

void mem_set_oom_hook(void (*hook)(void))
{
    oom_hook = hook;
}

void mem_exhausted(void)
{
    if (oom_hook != NULL)
        oom_hook();
    fputs("statusbrowse: out of memory\n", stderr);
    _Exit(MEM_EXIT_STATUS);
}

static size_t checked_product(size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size)
        mem_exhausted();
    return count * size;
}

void *xmalloc(size_t size)
{
    void *p = malloc(size != 0 ? size : 1);
    if (p == NULL)
        mem_exhausted();
    return p;
}

void *xcalloc(size_t count, size_t size)
{
    size_t bytes = checked_product(count, size);
    void *p = calloc(bytes != 0 ? bytes : 1, 1);
    if (p == NULL)
        mem_exhausted();
    return p;
}

void *xreallocarray(void *p, size_t count, size_t size)
{
    size_t bytes = checked_product(count, size);
    void *grown = realloc(p, bytes != 0 ? bytes : 1);
    if (grown == NULL)
        mem_exhausted();
    return grown;
}

char *xstrndup(const char *s, size_t len_bytes)
{
    char *copy = xmalloc(len_bytes + 1);
    memcpy(copy, s, len_bytes);
    copy[len_bytes] = '\0';
    return copy;
}

char *xstrdup(const char *s)
{
    return xstrndup(s, strlen(s));
}

void *mem_grow(void *p, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap)
        return p;
    size_t wanted = *cap != 0 ? *cap : 8;
    while (wanted < need) {
        if (wanted > SIZE_MAX / 2)
            mem_exhausted();
        wanted *= 2;
    }
    *cap = wanted;
    return xreallocarray(p, wanted, size);
}

void strbuf_clear(struct strbuf *sb)
{
    free(sb->data);
    *sb = (struct strbuf)STRBUF_INIT;
}

void strbuf_reset(struct strbuf *sb)
{
    sb->len = 0;
    if (sb->data != NULL)
        sb->data[0] = '\0';
}

static void strbuf_reserve(struct strbuf *sb, size_t more)
{
    if (more > SIZE_MAX - sb->len - 1)
        mem_exhausted();
    sb->data = mem_grow(sb->data, &sb->cap, sb->len + more + 1, 1);
}

void strbuf_add(struct strbuf *sb, const char *bytes, size_t len)
{
    strbuf_reserve(sb, len);
    if (len != 0)
        memcpy(sb->data + sb->len, bytes, len);
    sb->len += len;
    sb->data[sb->len] = '\0';
}

void strbuf_puts(struct strbuf *sb, const char *s)
{
    strbuf_add(sb, s, strlen(s));
}

void strbuf_putc(struct strbuf *sb, char c)
{
    strbuf_add(sb, &c, 1);
}

void strbuf_join(struct strbuf *sb, char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            strbuf_putc(sb, ' ');
        strbuf_puts(sb, words[i]);
    }
}

void strbuf_pad(struct strbuf *sb, char c, size_t count)
{
    strbuf_reserve(sb, count);
    memset(sb->data + sb->len, c, count);
    sb->len += count;
    sb->data[sb->len] = '\0';
}

void strbuf_vprintf(struct strbuf *sb, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, fmt, args);
    assert(len >= 0);
    strbuf_reserve(sb, (size_t)len);
    vsnprintf(sb->data + sb->len, (size_t)len + 1, fmt, again);
    va_end(again);
    sb->len += (size_t)len;
}

void strbuf_printf(struct strbuf *sb, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    strbuf_vprintf(sb, fmt, args);
    va_end(args);
}

const char *strbuf_str(const struct strbuf *sb)
{
    return sb->data != NULL ? sb->data : "";
}

char *strbuf_take(struct strbuf *sb)
{
    char *data = sb->data != NULL ? sb->data : xstrdup("");
    *sb = (struct strbuf)STRBUF_INIT;
    return data;
}

struct arena_block {
    struct arena_block *next;
    size_t size;
    max_align_t data[];
};

/* size: of what has to fit into it at least. */
static void add_block(struct arena *arena, size_t size)
{
    size_t bytes = size > ARENA_BLOCK_BYTES ? size : ARENA_BLOCK_BYTES;
    struct arena_block *block = xcalloc(1, sizeof *block + bytes);
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

/* align: a power of 2. */
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
    return arena_alloc_aligned(arena, size, _Alignof(max_align_t));
}

char *arena_strndup(struct arena *arena, const char *s, size_t len_bytes)
{
    char *copy = arena_alloc_aligned(arena, len_bytes + 1, 1);
    memcpy(copy, s, len_bytes);
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
        /* Behind the newest block, which goes on being filled. */
        struct arena_block *last = from->blocks;
        while (last->next != NULL)
            last = last->next;
        last->next = arena->blocks->next;
        arena->blocks->next = from->blocks;
    }
    *from = (struct arena){NULL, 0};
}
