#include "config.h"
#include "base/strbuf.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

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

/* Most texts are a line: room for one saves growing from 8 bytes on. */
#define FIRST_BYTES 128

static void strbuf_reserve(struct strbuf *sb, size_t more)
{
    if (more > SIZE_MAX - sb->len - 1)
        mem_exhausted();
    size_t need = sb->len + more + 1;
    if (need <= sb->cap)
        return;
    sb->data = mem_grow(sb->data, &sb->cap, need < FIRST_BYTES ? FIRST_BYTES : need, 1);
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
    strbuf_reserve(sb, 0);
    size_t room = sb->cap - sb->len;
    int len = vsnprintf(sb->data + sb->len, room, fmt, args);
    assert(len >= 0);
    if ((size_t)len >= room) {
        strbuf_reserve(sb, (size_t)len);
        vsnprintf(sb->data + sb->len, (size_t)len + 1, fmt, again);
    }
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
