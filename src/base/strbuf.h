/*
 * A string that grows, NUL-terminated at any time.
 */
#ifndef SB_BASE_STRBUF_H
#define SB_BASE_STRBUF_H

#include <stdarg.h>
#include <stddef.h>

#include "base/compiler.h"

/* Zeroed is empty; data is NUL-terminated when it is not NULL. */
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
void strbuf_join(struct strbuf *sb, char *const *words, size_t count); /* separated by spaces */
void strbuf_pad(struct strbuf *sb, char c, size_t count);
void strbuf_printf(struct strbuf *sb, const char *fmt, ...) SB_PRINTF(2, 3);
void strbuf_vprintf(struct strbuf *sb, const char *fmt, va_list args) SB_PRINTF(2, 0);
const char *strbuf_str(const struct strbuf *sb); /* never NULL; valid until the next change */
char *strbuf_take(struct strbuf *sb);            /* the caller owns it; sb is empty after */

#endif
