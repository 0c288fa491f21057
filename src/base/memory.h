/*
 * Memory: allocation that cannot fail, a growing string, and an arena.
 *
 * Running out of memory ends the program through one hook, so that no caller has to check.
 */
#ifndef SB_BASE_MEMORY_H
#define SB_BASE_MEMORY_H

#include <stdarg.h>
#include <stddef.h>

#include "base/error.h"

/* All end the program when memory is out; a size of 0 gives a valid pointer. free() releases. */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xreallocarray(void *p, size_t count, size_t size);
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t len_bytes);

/*
 * Makes room for at least `need` elements of `size` bytes in the array p of capacity *cap.
 * Returns the array, moved or not; *cap is updated. Grows by doubling.
 */
void *mem_grow(void *p, size_t *cap, size_t need, size_t size);

#define MEM_EXIT_STATUS 2 /* of a program that ended because memory was out */

/* Says that memory is out and ends the program: for a library's allocation that failed. */
_Noreturn void mem_exhausted(void);

/* Called once, before the message and the end, when memory is out: restore the terminal there. */
void mem_set_oom_hook(void (*hook)(void));

/* A string that grows. Zeroed is empty; data is NUL-terminated whenever it is not NULL. */
struct strbuf {
    char *data;
    size_t len; /* bytes, without the NUL */
    size_t cap;
};

#define STRBUF_INIT                                                                                \
    {                                                                                              \
        NULL, 0, 0                                                                                 \
    }

void strbuf_clear(struct strbuf *sb); /* frees */
void strbuf_reset(struct strbuf *sb); /* empties, keeps the room */
void strbuf_add(struct strbuf *sb, const char *bytes, size_t len);
void strbuf_puts(struct strbuf *sb, const char *s);
void strbuf_putc(struct strbuf *sb, char c);
void strbuf_join(struct strbuf *sb, char *const *words, size_t count); /* spaces in between */
void strbuf_pad(struct strbuf *sb, char c, size_t count);
void strbuf_printf(struct strbuf *sb, const char *fmt, ...) SB_PRINTF(2, 3);
void strbuf_vprintf(struct strbuf *sb, const char *fmt, va_list args) SB_PRINTF(2, 0);
const char *strbuf_str(const struct strbuf *sb); /* never NULL; valid until the next change */
char *strbuf_take(struct strbuf *sb);            /* the caller owns it; sb is empty after */

/* Memory that is released all at once. Zeroed is empty. */
struct arena {
    struct arena_block *blocks; /* newest first */
    size_t used;                /* bytes used of the newest block */
};

void *arena_alloc(struct arena *arena, size_t size); /* zeroed, aligned for any object */
char *arena_strndup(struct arena *arena, const char *s, size_t len_bytes);
void arena_clear(struct arena *arena);

/* Makes room for what is expected to come, in one piece. */
void arena_reserve(struct arena *arena, size_t size);

/* What is in `from` belongs to the arena from now on, where it is; `from` is empty. */
void arena_take(struct arena *arena, struct arena *from);

#endif
