#include "config.h"
#include "reading/exchange.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"

static const char length_name[] = "content-length";

#define LENGTH_DIGITS 15 /* of Content-Length; more is no length that a client has shown */

bool exchange_begins(const struct terms *terms, const char *line, size_t len)
{
    struct start start;
    return start_read(terms, line, len, &start);
}

bool exchange_has_response(const struct exchange *exchange)
{
    return exchange->responded || exchange->part != EXCHANGE_BETWEEN;
}

bool exchange_is_raw(const struct exchange *exchange)
{
    return exchange->begun && !exchange->pseudo && exchange->prefix[0] == '\0';
}

/* A digit and a space in front of one are all one: [  0.031] and [ 12.400] are of one tool. */
static char shape_of(char c)
{
    return ascii_is_digit(c) || c == ' ' ? '0' : c;
}

/* Remembers what stands in front of the lines of the head. */
static void begin_pseudo(struct exchange *exchange, const struct start *start, const char *line)
{
    exchange->shape_len = start->own_prefix;
    for (size_t i = 0; i < exchange->shape_len; i++)
        exchange->shape[i] = shape_of(line[i]);
    exchange->had = 1U << start->pseudo;
    if (exchange->answers != NULL && start->pseudo == PSEUDO_AUTHORITY)
        answers_add_field(exchange->answers, start->name, start->value, 0);
}

static bool has_shape(const struct exchange *exchange, const char *line, size_t len)
{
    size_t at = 0;
    while (at < exchange->shape_len && at < len && shape_of(line[at]) == exchange->shape[at])
        at++;
    return at == exchange->shape_len;
}

/* Reports whether the line is of the client whose messages were read so far: it marks requests with
 * > and responses with <. */
static bool is_same_client(const struct exchange *exchange, const struct start *start)
{
    bool pseudo = start->pseudo != PSEUDO_NONE;
    if (!exchange->begun)
        return true;
    if (exchange->pseudo || pseudo)
        return exchange->pseudo == pseudo;
    const char *prefix = start->prefix, *other = exchange->prefix;
    bool marked = prefix[0] == '<' || prefix[0] == '>',
         other_marked = other[0] == '<' || other[0] == '>';
    return strcmp(prefix, other) == 0 || (marked && other_marked);
}

static void set_target(struct exchange *exchange, const struct seen_text *target)
{
    exchange->target_len = target->len < SEEN_TARGET_BYTES ? target->len : SEEN_TARGET_BYTES;
    if (exchange->target_len > 0)
        memcpy(exchange->target, target->bytes, exchange->target_len);
}

/* A request while another one waits for its response: nothing says which of them is answered next,
 * but when it is the same once more. */
static void begin_request(struct exchange *exchange, struct seen *seen, const struct start *start)
{
    const struct seen_text *target = &start->line.target;
    bool same = target->len > 0 && target->len == exchange->target_len &&
                memcmp(target->bytes, exchange->target, target->len) == 0;
    exchange->unclear = exchange->waits && !same;
    exchange->waits = true;
    set_target(exchange, target);
    seen->requests++;
}

static void begin_response(struct exchange *exchange, struct seen *seen, const char *line,
                           size_t len)
{
    struct found_status found = {.code = exchange->code, .times = 1, .upstream = SEEN_NO_CODE};
    if (exchange->unclear)
        exchange->target_len = 0;
    if (exchange->target_len > 0)
        found.target = (struct seen_text){exchange->target, exchange->target_len};
    seen->lines++;
    seen->understood++;
    seen_add(seen, &found, line, len);
    exchange->waits = exchange->unclear = false;
    if (seen_is_final(exchange->code))
        exchange->target_len = 0;
}

static void begin_head(struct exchange *exchange, struct seen *seen, const struct start *start,
                       const char *line, size_t len)
{
    bool response = start->line.code != SEEN_NO_CODE;
    if (exchange->answers != NULL) {
        struct start_line begun = start->line;
        begun.raw = start->prefix[0] == '\0' && start->pseudo == PSEUDO_NONE && !exchange->coloured;
        begun.line = exchange->line;
        if (response && exchange->unclear)
            answers_drop_request(exchange->answers);
        answers_begin(exchange->answers, &begun);
    }
    exchange->part = EXCHANGE_HEAD;
    exchange->begun = true;
    exchange->prefix = start->prefix;
    exchange->pseudo = start->pseudo != PSEUDO_NONE;
    exchange->response = response;
    exchange->responded = exchange->responded || response;
    exchange->code = start->line.code;
    exchange->has_length = exchange->chunked = false;
    exchange->length = 0;
    if (exchange->pseudo)
        begin_pseudo(exchange, start, line);
    if (response)
        begin_response(exchange, seen, line, len);
    else
        begin_request(exchange, seen, start);
}

/* Responses that have no content whatever their fields say: RFC 9110 section 6.4.1. */
static bool has_content(const struct exchange *exchange)
{
    return !exchange->response ||
           (exchange->code >= 200 && exchange->code != 204 && exchange->code != 304);
}

static void end_head(struct exchange *exchange)
{
    bool raw = exchange_is_raw(exchange);
    bool counted = raw && exchange->has_length && !exchange->chunked && has_content(exchange);
    exchange->part = counted && exchange->length > 0 ? EXCHANGE_CONTENT : EXCHANGE_BETWEEN;
    exchange->left = exchange->length;
    if (exchange->answers != NULL)
        answers_end_head(exchange->answers);
}

static bool is_field(const char *line, size_t len, const char *name, struct seen_text *value)
{
    size_t name_len = strlen(name);
    if (len <= name_len || line[name_len] != ':' || !text_is_like(line, name_len, name))
        return false;
    line += name_len + 1;
    len -= name_len + 1;
    while (len > 0 && ascii_is_space(*line)) {
        line++;
        len--;
    }
    *value = (struct seen_text){line, len};
    return true;
}

static void read_length(struct exchange *exchange, const struct seen_text *value)
{
    int64_t length = 0;
    exchange->has_length =
        value->len <= LENGTH_DIGITS && text_number(value->bytes, value->len, &length);
    exchange->length = (uint64_t)length;
    if (exchange->has_length && exchange->answers != NULL)
        answers_set_length(exchange->answers, exchange->length);
}

/* Reads a header field: those that say how long the content is. */
static void read_field(struct exchange *exchange, const char *line, size_t len)
{
    struct seen_text value;
    if (is_field(line, len, length_name, &value))
        read_length(exchange, &value);
    else if (is_field(line, len, "transfer-encoding", &value))
        exchange->chunked = true;
}

/* Returns the length of the prefix that the line begins with, NO_PREFIX when it does not. A 0 in
 * the prefix stands for any hexadecimal digit. */
#define NO_PREFIX ((size_t)-1)
static size_t match_prefix(const char *prefix, const char *line, size_t len)
{
    size_t at = 0;
    for (; prefix[at] != '\0'; at++)
        if (at == len || (line[at] != prefix[at] && !(prefix[at] == '0' && ascii_is_hex(line[at]))))
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
    while (blank < len && ascii_is_space(text[blank]))
        blank++;
    return blank == len;
}

/* Reads a line of a head that began with a pseudo-field. Returns false when it is none of it. */
static bool read_pseudo_head(struct exchange *exchange, const char *line, size_t len)
{
    struct seen_text name, value;
    enum pseudo_field pseudo;
    size_t skip = exchange->shape_len;
    if (!has_shape(exchange, line, len) ||
        !start_split(line + skip, len - skip, &pseudo, &name, &value)) {
        end_head(exchange);
        return false;
    }
    if (pseudo != PSEUDO_NONE &&
        ((exchange->had >> pseudo & 1) != 0 || exchange->response || pseudo == PSEUDO_STATUS))
        return false; /* another head begins */
    exchange->had |= 1U << pseudo;
    if (pseudo == PSEUDO_PATH)
        set_target(exchange, &value);
    if (exchange->answers != NULL && pseudo == PSEUDO_METHOD)
        answers_set_request(exchange->answers, value, (struct seen_text){0});
    else if (exchange->answers != NULL && pseudo == PSEUDO_PATH)
        answers_set_request(exchange->answers, (struct seen_text){0}, value);
    else if (exchange->answers != NULL)
        answers_add_field(exchange->answers, name, value, 0);
    if (text_is_like(name.bytes, name.len, length_name))
        read_length(exchange, &value);
    return true;
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
    while (prefix > 0 && blank < len && ascii_is_space(line[blank]))
        blank++;
    read_field(exchange, line + blank, len - blank);
}

/* What a client that marks its heads says between them. */
static bool is_client_text(const char *line, size_t len)
{
    static const char *const begins[] = {"* ", "< ", "> ", "{ [", "} ["};
    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
        if (text_begins(line, len, begins[i]))
            return true;
    return false;
}

/* Reads a line, or a part of one, that is no head. */
static void read_content(struct exchange *exchange, const char *line, size_t len, uint64_t raw_len)
{
    const char *prefix = exchange->prefix;
    if (exchange->answers == NULL || !exchange->begun || !exchange->response)
        return;
    if (exchange_is_raw(exchange))
        answers_add_content(exchange->answers, line, len, raw_len, !exchange->coloured);
    else if (prefix[0] == '<' && !is_client_text(line, len))
        answers_add_content(exchange->answers, line, len, raw_len, false);
}

void exchange_line(struct exchange *exchange, const struct terms *terms, struct seen *seen,
                   const char *line, size_t len, uint64_t raw_len)
{
    struct start start;
    if (exchange->pseudo && exchange->part == EXCHANGE_HEAD &&
        read_pseudo_head(exchange, line, len))
        return;
    bool head = start_read(terms, line, len, &start) && is_same_client(exchange, &start);
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
    else if (exchange->part == EXCHANGE_HEAD && !exchange->pseudo)
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
