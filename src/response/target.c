#include "config.h"
#include "response/target.h"

#include <string.h>

#include "base/ascii.h"
#include "response/field_values.h"

/* An address in its parts; a text without bytes is not there. */
struct address {
    struct seen_text scheme, host, path, query, fragment;
};

/* Takes the part up to one of the bytes off *text. */
static struct seen_text take(struct seen_text *text, const char *ends)
{
    size_t len = 0;
    while (len < text->len && (text->bytes[len] == '\0' || strchr(ends, text->bytes[len]) == NULL))
        len++;
    struct seen_text part = {text->bytes, len};
    *text = value_from(*text, len);
    return part;
}

static size_t scheme_len(struct seen_text text)
{
    size_t len = 0;
    while (len < text.len && (ascii_is_alnum(text.bytes[len]) ||
                              (len > 0 && memchr("+-.", text.bytes[len], 3) != NULL)))
        len++;
    return len > 0 && len < text.len && text.bytes[len] == ':' ? len : 0;
}

static struct address address_of(struct seen_text text)
{
    struct address address = {.scheme = {NULL, 0}};
    size_t scheme = scheme_len(text);
    if (scheme > 0) {
        address.scheme = (struct seen_text){text.bytes, scheme};
        text = value_from(text, scheme + 1);
    }
    if (value_begins(text, "//")) {
        text = value_from(text, 2);
        address.host = take(&text, "/?#");
    }
    address.path = take(&text, "?#");
    if (value_begins(text, "?")) {
        text = value_from(text, 1);
        address.query = take(&text, "#");
    }
    if (text.len > 0)
        address.fragment = text;
    return address;
}

/* Takes the last segment off a path that ends with a slash. */
static void go_up(struct strbuf *path)
{
    size_t len = path->len > 0 ? path->len - 1 : 0;
    while (len > 0 && path->data[len - 1] != '/')
        len--;
    path->len = len > 0 ? len : path->len > 0;
}

/* Appends a path without its dot segments; it begins with a slash. */
static void put_path(struct seen_text path, struct strbuf *out)
{
    strbuf_putc(out, '/');
    while (path.len > 0) {
        struct seen_text segment = take(&path, "/");
        bool last = path.len == 0;
        if (!last)
            path = value_from(path, 1);
        bool up = value_equals(segment, "..");
        if (up)
            go_up(out);
        if (up || value_equals(segment, "."))
            continue;
        strbuf_add(out, segment.bytes, segment.len);
        if (!last)
            strbuf_putc(out, '/');
    }
    out->data[out->len] = '\0';
}

/* Appends the path that a relative one leads to from the base. */
static void put_resolved(struct seen_text base, struct seen_text path, struct strbuf *out)
{
    struct strbuf joined = STRBUF_INIT;
    if (path.len == 0 || path.bytes[0] != '/') {
        size_t len = base.len;
        while (path.len > 0 && len > 0 && base.bytes[len - 1] != '/')
            len--;
        strbuf_add(&joined, base.bytes, len);
    }
    strbuf_add(&joined, path.bytes, path.len);
    size_t root = joined.len > 0 && joined.data[0] == '/';
    put_path((struct seen_text){strbuf_str(&joined) + root, joined.len - root}, out);
    strbuf_clear(&joined);
}

static bool is_same_text(struct seen_text a, struct seen_text b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.bytes, b.bytes, a.len) == 0);
}

static bool is_same_path(const struct address *asked, const struct address *next, bool query)
{
    struct strbuf from = STRBUF_INIT, to = STRBUF_INIT;
    put_resolved(asked->path, (struct seen_text){"", 0}, &from);
    put_resolved(asked->path, next->path, &to);
    bool same = strcmp(strbuf_str(&from), strbuf_str(&to)) == 0 &&
                (!query || is_same_text(asked->query, next->query));
    strbuf_clear(&from);
    strbuf_clear(&to);
    return same;
}

/* What the request asks for, as far as it says. */
static struct address asked_address(const struct answer *answer)
{
    struct address asked = address_of(answer_text(answer, answer->request.target));
    if (asked.host.bytes == NULL && !values_first(answer, &answer->request, "Host", &asked.host))
        asked.host = (struct seen_text){NULL, 0};
    return asked;
}

/* A reference without a path of its own keeps the query, but for one that has another. */
static bool has_own_query(const struct address *next)
{
    return next->path.len > 0 || next->host.bytes != NULL || next->query.bytes != NULL;
}

enum tristate target_is(const struct answer *answer, struct seen_text reference)
{
    struct address asked = asked_address(answer), next = address_of(reference);
    if (next.scheme.bytes != NULL && next.host.bytes == NULL)
        return TRI_NO; /* of another kind, such as mailto: */
    if (!is_same_path(&asked, &next, has_own_query(&next)))
        return TRI_NO;
    if (next.host.bytes == NULL)
        return TRI_YES;
    if (asked.host.bytes == NULL)
        return TRI_UNKNOWN;
    if (!value_same(asked.host, next.host))
        return TRI_NO;
    if (next.scheme.bytes == NULL)
        return TRI_YES;
    return asked.scheme.bytes == NULL ? TRI_UNKNOWN
                                      : tristate_of(value_same(asked.scheme, next.scheme));
}

static void put_part(struct seen_text part, const char *before, const char *after,
                     struct strbuf *out)
{
    if (part.bytes == NULL)
        return;
    strbuf_puts(out, before);
    strbuf_add(out, part.bytes, part.len);
    strbuf_puts(out, after);
}

void target_resolve(const struct answer *answer, struct seen_text reference, struct strbuf *out)
{
    struct address next = address_of(reference);
    if (!answer->request.known || next.scheme.bytes != NULL || reference.len == 0) {
        strbuf_add(out, reference.bytes, reference.len);
        return;
    }
    struct address asked = asked_address(answer);
    struct seen_text host = next.host.bytes != NULL ? next.host : asked.host;
    struct seen_text query = has_own_query(&next) ? next.query : asked.query;
    struct seen_text nothing = {"", 0};
    if (host.bytes != NULL)
        put_part(asked.scheme, "", "://", out);
    put_part(host, "", "", out);
    put_resolved(next.host.bytes != NULL ? nothing : asked.path, next.path, out);
    put_part(query, "?", "", out);
    put_part(next.fragment, "", "", out);
}
