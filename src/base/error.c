#include "config.h"
#include "base/error.h"
#include "base/strbuf.h"

#include <stdarg.h>
#include <stdlib.h>

/* Appends to the text, which replaces the message. The arguments may point into the old message. */
static void SB_PRINTF(4, 0) set_message(struct sb_error *err, enum sb_error_kind kind,
                                        struct strbuf *text, const char *fmt, va_list args)
{
    strbuf_vprintf(text, fmt, args);
    free(err->message);
    err->kind = kind;
    err->message = strbuf_take(text);
}

bool sb_error_set(struct sb_error *err, enum sb_error_kind kind, const char *fmt, ...)
{
    if (err == NULL)
        return false;
    struct strbuf text = STRBUF_INIT;
    va_list args;
    va_start(args, fmt);
    set_message(err, kind, &text, fmt, args);
    va_end(args);
    return false;
}

bool sb_error_add(struct sb_error *err, enum sb_error_kind kind, const char *fmt, ...)
{
    if (err == NULL)
        return false;
    struct strbuf text = STRBUF_INIT;
    if (err->message != NULL)
        strbuf_printf(&text, "%s\n", err->message);
    va_list args;
    va_start(args, fmt);
    set_message(err, kind, &text, fmt, args);
    va_end(args);
    return false;
}

void sb_error_clear(struct sb_error *err)
{
    free(err->message);
    *err = (struct sb_error)SB_ERROR_INIT;
}
