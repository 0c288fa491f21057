#include "config.h"
#include "reading/exchange.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define LENGTH_DIGITS 15 /* of Content-Length; more is no length that a client has shown */

bool exchange_begins(const struct terms *terms, const char *line, size_t len)
{
    struct start start;
    return start_read(terms, line, len, &start);
}

bool exchange_is_raw(const struct exchange *exchange)
{
    return exchange->begun && exchange->prefix[0] == '\0';
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
    if (exchange->answers != NULL) {
        struct start_line begun = start->line;
        begun.raw = start->prefix[0] == '\0' && !exchange->coloured;
        begun.line = exchange->line;
        answers_begin(exchange->answers, &begun);
    }
    exchange->part = EXCHANGE_HEAD;
    exchange->begun = true;
    exchange->prefix = start->prefix;
    exchange->response = start->line.code != SEEN_NO_CODE;
    exchange->code = start->line.code;
    exchange->has_length = exchange->chunked = false;
    exchange->length = 0;
    if (!exchange->response) {
        const struct seen_text *target = &start->line.target;
        exchange->target_len = target->len < SEEN_TARGET_BYTES ? target->len : SEEN_TARGET_BYTES;
        memcpy(exchange->target, target->bytes, exchange->target_len);
        seen->requests++;
        return;
    }
    struct found_status found = {.code = start->line.code, .times = 1, .upstream = SEEN_NO_CODE};
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
    if (exchange->answers != NULL)
        answers_end_head(exchange->answers);
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
        if (exchange->has_length && exchange->answers != NULL)
            answers_set_length(exchange->answers, exchange->length);
    } else if (is_field(line, len, "transfer-encoding", &value)) {
        exchange->chunked = true;
    }
}

/* Returns the length of the prefix that the line begins with, NO_PREFIX when it does not. A 0 in
 * the prefix stands for any hexadecimal digit. */
#define NO_PREFIX ((size_t)-1)
static size_t match_prefix(const char *prefix, const char *line, size_t len)
{
    size_t at = 0;
    for (; prefix[at] != '\0'; at++)
        if (at == len ||
            (line[at] != prefix[at] && !(prefix[at] == '0' && isxdigit((unsigned char)line[at]))))
            return NO_PREFIX;
    return at;
}

/* A line that is only the prefix may have lost its blank. */
static bool is_bare_prefix(const char *prefix, const char *line, size_t len)
{
    return len + 1 == strlen(prefix) && prefix[len] == ' ' && memcmp(line, prefix, len) == 0;
}

static bool is_blank(const char *text, size_t len)
{
    size_t blank = 0;
    while (blank < len && isspace((unsigned char)text[blank]))
        blank++;
    return blank == len;
}

static void read_head_line(struct exchange *exchange, const char *line, size_t len)
{
    size_t prefix = match_prefix(exchange->prefix, line, len);
    if (prefix == NO_PREFIX) {
        /* A head that is only indented ends where the client speaks itself. */
        if (is_bare_prefix(exchange->prefix, line, len) ||
            is_blank(exchange->prefix, strlen(exchange->prefix)))
            end_head(exchange);
        return;
    }
    line += prefix;
    len -= prefix;
    if (is_blank(line, len)) {
        end_head(exchange);
        return;
    }
    if (exchange->answers != NULL)
        answers_add_line(exchange->answers, line, len, exchange->line_end == 2);
    size_t blank = 0;
    while (prefix > 0 && blank < len && isspace((unsigned char)line[blank]))
        blank++;
    read_field(exchange, line + blank, len - blank);
}

/* What a client that marks its heads says between them. */
static bool is_client_text(const char *line, size_t len)
{
    static const char *const begins[] = {"* ", "< ", "> ", "{ [", "} ["};
    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
        if (len >= strlen(begins[i]) && memcmp(line, begins[i], strlen(begins[i])) == 0)
            return true;
    return false;
}

/* Reads a line, or a part of one, that is no head. */
static void read_content(struct exchange *exchange, const char *line, size_t len, uint64_t raw_len)
{
    const char *prefix = exchange->prefix;
    if (exchange->answers == NULL || !exchange->begun || !exchange->response)
        return;
    if (prefix[0] == '\0')
        answers_add_content(exchange->answers, line, len, raw_len, !exchange->coloured);
    else if (prefix[0] == '<' && !is_client_text(line, len))
        answers_add_content(exchange->answers, line, len, raw_len, false);
}

void exchange_line(struct exchange *exchange, const struct terms *terms, struct seen *seen,
                   const char *line, size_t len, uint64_t raw_len)
{
    struct start start;
    bool head = start_read(terms, line, len, &start) &&
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
                read_content(exchange, line, len, raw_len);
                return;
            }
            size_t used = exchange->left < len ? (size_t)exchange->left : len;
            exchange->part = EXCHANGE_BETWEEN;
            read_content(exchange, line, used, used);
            exchange_line(exchange, terms, seen, line + used, len - used, raw_len - used);
            return;
        }
    }
    if (head)
        begin_head(exchange, seen, &start, line, len);
    else if (exchange->part == EXCHANGE_HEAD)
        read_head_line(exchange, line, len);
    else
        read_content(exchange, line, len, raw_len);
}

void exchange_end(struct exchange *exchange, bool whole)
{
    struct answers *answers = exchange->answers;
    if (answers != NULL && exchange_is_raw(exchange) && exchange->part == EXCHANGE_HEAD && !whole)
        answers_cut(answers);
    if (answers != NULL)
        answers_end(answers);
    *exchange = (struct exchange){.answers = answers};
}
