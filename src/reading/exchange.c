#include "config.h"
#include "reading/exchange.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define LENGTH_DIGITS 15 /* of Content-Length; more is no length that a client has shown */

/* A line that begins a head. */
struct start {
    const char *prefix; /* of the registry, or "" */
    int code;           /* of a status line, SEEN_NO_CODE: it is a request line */
    struct seen_text target;
};

/* Passes over HTTP/ and a version. Returns the place after it, or NULL. */
static const char *skip_version(const char *at, const char *end)
{
    if (end - at < 6 || memcmp(at, "HTTP/", 5) != 0 || !isdigit((unsigned char)at[5]))
        return NULL;
    at += 6;
    if (end - at >= 2 && at[0] == '.' && isdigit((unsigned char)at[1]))
        at += 2;
    return at;
}

static bool read_status_line(const char *at, const char *end, struct start *start)
{
    at = skip_version(at, end);
    if (at == NULL || at == end || *at != ' ')
        return false;
    while (at < end && *at == ' ')
        at++;
    if (end - at < 3 || (end - at > 3 && isalnum((unsigned char)at[3])))
        return false;
    start->code = seen_code_of(at, 3);
    return start->code != SEEN_NO_CODE && start->code < SEEN_ZEROS;
}

static bool read_request_line(const struct terms *terms, const char *at, const char *end,
                              struct start *start)
{
    size_t method = terms_method(terms, at, (size_t)(end - at));
    if (method == 0 || at + method == end || at[method] != ' ')
        return false;
    const char *target = at + method + 1;
    const char *space = memchr(target, ' ', (size_t)(end - target));
    if (space == NULL || space == target)
        return false;
    at = skip_version(space + 1, end);
    while (at != NULL && at < end && isspace((unsigned char)*at))
        at++;
    start->code = SEEN_NO_CODE;
    start->target = (struct seen_text){target, (size_t)(space - target)};
    return at == end;
}

static bool read_start(const struct terms *terms, const char *line, size_t len, struct start *start)
{
    const struct string_list *prefixes = &terms_registry(terms)->logs.prefixes;
    const char *end = line + len;
    for (size_t i = 0; i <= prefixes->count; i++) {
        start->prefix = i < prefixes->count ? prefixes->items[i] : "";
        size_t prefix = strlen(start->prefix);
        if (prefix <= len && memcmp(line, start->prefix, prefix) == 0 &&
            (read_status_line(line + prefix, end, start) ||
             read_request_line(terms, line + prefix, end, start)))
            return true;
    }
    return false;
}

bool exchange_begins(const struct terms *terms, const char *line, size_t len)
{
    struct start start;
    return read_start(terms, line, len, &start);
}

/* Reports whether both prefixes are of one client: it marks requests with > and responses with <.
 */
static bool is_same_client(const char *prefix, const char *other)
{
    bool marked = prefix[0] == '<' || prefix[0] == '>',
         other_marked = other[0] == '<' || other[0] == '>';
    return strcmp(prefix, other) == 0 || (marked && other_marked);
}

static void begin_head(struct exchange *exchange, struct seen *seen, const struct start *start,
                       const char *line, size_t len)
{
    exchange->part = EXCHANGE_HEAD;
    exchange->begun = true;
    exchange->prefix = start->prefix;
    exchange->response = start->code != SEEN_NO_CODE;
    exchange->code = start->code;
    exchange->has_length = exchange->chunked = false;
    exchange->length = 0;
    if (!exchange->response) {
        const struct seen_text *target = &start->target;
        exchange->target_len = target->len < SEEN_TARGET_BYTES ? target->len : SEEN_TARGET_BYTES;
        memcpy(exchange->target, target->bytes, exchange->target_len);
        seen->requests++;
        return;
    }
    struct found_status found = {.code = start->code, .times = 1, .upstream = SEEN_NO_CODE};
    if (exchange->target_len > 0)
        found.target = (struct seen_text){exchange->target, exchange->target_len};
    seen->lines++;
    seen->understood++;
    seen_add(seen, &found, line, len);
}

/* Responses that have no content whatever their fields say: RFC 9110 section 6.4.1. */
static bool has_content(const struct exchange *exchange)
{
    return !exchange->response ||
           (exchange->code >= 200 && exchange->code != 204 && exchange->code != 304);
}

static void end_head(struct exchange *exchange)
{
    bool raw = exchange->prefix[0] == '\0';
    bool counted = raw && exchange->has_length && !exchange->chunked && has_content(exchange);
    exchange->part = counted && exchange->length > 0 ? EXCHANGE_CONTENT : EXCHANGE_BETWEEN;
    exchange->left = exchange->length;
}

static bool is_field(const char *line, size_t len, const char *name, struct seen_text *value)
{
    size_t name_len = strlen(name);
    if (len <= name_len || line[name_len] != ':' || strncasecmp(line, name, name_len) != 0)
        return false;
    line += name_len + 1;
    len -= name_len + 1;
    while (len > 0 && isspace((unsigned char)*line)) {
        line++;
        len--;
    }
    *value = (struct seen_text){line, len};
    return true;
}

/* Reads a header field: those that say how long the content is. */
static void read_field(struct exchange *exchange, const char *line, size_t len)
{
    struct seen_text value;
    if (is_field(line, len, "content-length", &value)) {
        exchange->length = 0;
        exchange->has_length = value.len > 0 && value.len <= LENGTH_DIGITS;
        for (size_t i = 0; i < value.len && exchange->has_length; i++) {
            exchange->has_length = isdigit((unsigned char)value.bytes[i]) != 0;
            exchange->length = exchange->length * 10 + (uint64_t)(value.bytes[i] - '0');
        }
    } else if (is_field(line, len, "transfer-encoding", &value)) {
        exchange->chunked = true;
    }
}

static void read_head_line(struct exchange *exchange, const char *line, size_t len)
{
    size_t prefix = strlen(exchange->prefix);
    while (prefix > 0 && exchange->prefix[prefix - 1] == ' ')
        prefix--; /* a line that is only the prefix may have lost its blank */
    if (len < prefix || memcmp(line, exchange->prefix, prefix) != 0)
        return;
    line += prefix;
    len -= prefix;
    size_t blank = 0;
    while (blank < len && isspace((unsigned char)line[blank]))
        blank++;
    if (blank == len)
        end_head(exchange);
    else
        read_field(exchange, line + (prefix > 0 ? blank : 0), len - (prefix > 0 ? blank : 0));
}

void exchange_line(struct exchange *exchange, const struct terms *terms, struct seen *seen,
                   const char *line, size_t len, uint64_t raw_len)
{
    struct start start;
    bool head = read_start(terms, line, len, &start) &&
                (!exchange->begun || is_same_client(start.prefix, exchange->prefix));
    if (exchange->part == EXCHANGE_CONTENT) {
        /* Content that begins as a status line does is content only if it ends there too: else the
         * request was HEAD, and this is the next response. */
        bool first = exchange->left == exchange->length;
        if (!head || !first || raw_len == exchange->length || len == exchange->length) {
            if (raw_len <= exchange->left) {
                exchange->left -= raw_len;
                if (exchange->left == 0)
                    exchange->part = EXCHANGE_BETWEEN;
                return;
            }
            size_t used = exchange->left < len ? (size_t)exchange->left : len;
            exchange->part = EXCHANGE_BETWEEN;
            exchange_line(exchange, terms, seen, line + used, len - used, raw_len - used);
            return;
        }
    }
    if (head)
        begin_head(exchange, seen, &start, line, len);
    else if (exchange->part == EXCHANGE_HEAD)
        read_head_line(exchange, line, len);
}
