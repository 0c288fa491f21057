#include "config.h"
#include "base/error.h"
#include "base/strbuf.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

bool sb_error_set(struct sb_error *err, enum sb_error_kind kind, const char *fmt, ...)
{
    if (err == NULL)
        return false;
    /* The arguments may point into the old message, so it goes last. */
    char *old = err->message;
    struct strbuf text = STRBUF_INIT;
    va_list args;
    va_start(args, fmt);
    strbuf_vprintf(&text, fmt, args);
    va_end(args);
    err->kind = kind;
    err->message = strbuf_take(&text);
    free(old);
    return false;
}

bool sb_error_add(struct sb_error *err, enum sb_error_kind kind, const char *fmt, ...)
{
    if (err == NULL)
        return false;
    struct strbuf text = STRBUF_INIT;
    if (err->message != NULL) {
        strbuf_puts(&text, err->message);
        strbuf_putc(&text, '\n');
    }
    va_list args;
    va_start(args, fmt);
    strbuf_vprintf(&text, fmt, args);
    va_end(args);
    free(err->message);
    err->kind = kind;
    err->message = strbuf_take(&text);
    return false;
}

void sb_error_clear(struct sb_error *err)
{
    free(err->message);
    *err = (struct sb_error)SB_ERROR_INIT;
}
