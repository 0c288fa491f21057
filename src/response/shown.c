#include "config.h"
#include "response/shown.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "json/pull.h"
#include "reading/mask.h"
#include "response/field_values.h"

#define TITLE_BYTES 200 /* of a page's title; longer ones are cut */

static void put_mask(struct seen_text secret, struct strbuf *out)
{
    size_t chars = utf8_count(secret.bytes, secret.len);
    strbuf_printf(out, MASK " (%zu character%s)", chars, chars == 1 ? "" : "s");
}

/* Appends a cookie; its name stays. */
static void put_cookie(struct seen_text cookie, struct strbuf *out)
{
    const char *sign = cookie.len > 0 ? memchr(cookie.bytes, '=', cookie.len) : NULL;
    size_t name = sign != NULL ? (size_t)(sign + 1 - cookie.bytes) : 0;
    strbuf_add(out, cookie.bytes, name);
    put_mask(value_from(cookie, name), out);
}

/* In a response one cookie and its attributes; in a request several. */
static void put_cookies(struct seen_text value, bool attributes, struct strbuf *out)
{
    struct value_parts parts = {.rest = value, .separator = ';'};
    struct seen_text part;
    for (size_t i = 0; value_next(&parts, &part); i++) {
        if (i > 0)
            strbuf_puts(out, "; ");
        if (i > 0 && attributes)
            strbuf_add(out, part.bytes, part.len);
        else if (part.len > 0)
            put_cookie(part, out);
    }
}

static void put_secret(enum field_syntax kind, struct seen_text value, struct strbuf *out)
{
    if (kind == SYNTAX_COOKIE || kind == SYNTAX_COOKIES) {
        put_cookies(value, kind == SYNTAX_COOKIE, out);
        return;
    }
    struct seen_text scheme = value_word(value);
    size_t len = scheme.len < value.len && value.bytes[scheme.len] == ' ' ? scheme.len + 1 : 0;
    if (kind != SYNTAX_CREDENTIALS)
        len = 0;
    strbuf_add(out, value.bytes, len);
    put_mask(value_from(value, len), out);
}

void shown_put_value(const struct terms *terms, const struct known_field *known,
                     const struct answer *answer, const struct answer_field *field,
                     struct strbuf *out)
{
    struct seen_text value = answer_text(answer, field->value);
    struct seen_text name = answer_text(answer, field->name);
    if (known != NULL && known->secret == TRI_YES) {
        put_secret(known->kind, value, out);
        return;
    }
    struct strbuf line = STRBUF_INIT, masked = STRBUF_INIT;
    strbuf_add(&line, name.bytes, name.len);
    strbuf_puts(&line, ": ");
    strbuf_add(&line, value.bytes, value.len);
    mask_text(terms, strbuf_str(&line), line.len, &masked);
    if (masked.len > name.len + 2)
        strbuf_add(out, masked.data + name.len + 2, masked.len - name.len - 2);
    strbuf_clear(&line);
    strbuf_clear(&masked);
}

/* Appends title and detail of a problem; the content may be cut off. */
static bool put_problem(struct seen_text content, struct strbuf *out)
{
    struct json_pull pull;
    char *key, *title = NULL, *detail = NULL;
    json_pull_init(&pull, content.bytes, content.len);
    bool more = json_pull_open(&pull, '{');
    while (more && json_pull_member(&pull, &key)) {
        struct json_value value;
        more = json_pull_value(&pull, &value);
        char **place = strcmp(key, "title") == 0    ? &title
                       : strcmp(key, "detail") == 0 ? &detail
                                                    : NULL;
        if (more && place != NULL && *place == NULL && value.text != NULL && value.clean) {
            *place = value.text;
            value.text = NULL;
        }
        json_value_clear(&value);
        free(key);
    }
    if (title != NULL)
        strbuf_puts(out, title);
    if (detail != NULL)
        strbuf_printf(out, "%s%s", title != NULL ? ": " : "", detail);
    bool found = title != NULL || detail != NULL;
    free(title);
    free(detail);
    return found;
}

static bool put_title(struct seen_text content, struct strbuf *out)
{
    static const char begin[] = "<title>";
    size_t len = strlen(begin);
    for (size_t at = 0; at + len < content.len; at++) {
        if (!text_is_like(content.bytes + at, len, begin))
            continue;
        const char *text = content.bytes + at + len;
        size_t room = content.len - at - len;
        const char *end = memchr(text, '<', room);
        size_t title = end != NULL ? (size_t)(end - text) : room;
        strbuf_add(out, text, title < TITLE_BYTES ? title : TITLE_BYTES);
        return title > 0;
    }
    return false;
}

bool shown_put_content(const struct answer *answer, struct strbuf *out)
{
    struct seen_text type, content = answer_text(answer, answer->content);
    if (content.len == 0 || !values_first(answer, &answer->response, "Content-Type", &type))
        return false;
    type = value_word(type);
    if (value_equals(type, "application/problem+json"))
        return put_problem(content, out);
    return value_equals(type, "text/html") && put_title(content, out);
}
