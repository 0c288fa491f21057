#include "config.h"
#include "reading/start.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"

static enum http_version version_of(const char *text, size_t len)
{
    if (text[0] == '1' && len == 3)
        return text[2] == '0' ? HTTP_VERSION_1_0 : HTTP_VERSION_1_1;
    return text[0] == '2' ? HTTP_VERSION_2 : text[0] == '3' ? HTTP_VERSION_3 : HTTP_VERSION_UNKNOWN;
}

/* Reads HTTP/ and a version. Returns the place after it, or NULL. */
static const char *read_version(const char *at, const char *end, enum http_version *version)
{
    if (end - at < 6 || !text_begins(at, 5, "HTTP/") || !ascii_is_digit(at[5]))
        return NULL;
    const char *digits = at + 5;
    at += 6;
    if (end - at >= 2 && at[0] == '.' && ascii_is_digit(at[1]))
        at += 2;
    *version = version_of(digits, (size_t)(at - digits));
    return at;
}

static bool read_status_line(const char *at, const char *end, struct start *start)
{
    struct start_line *line = &start->line;
    at = read_version(at, end, &line->version);
    if (at == NULL || at == end || *at != ' ')
        return false;
    while (at < end && *at == ' ')
        at++;
    if (end - at < 3 || (end - at > 3 && ascii_is_alnum(at[3])))
        return false;
    line->code = seen_code_of(at, 3);
    at += 3;
    bool one = line->version == HTTP_VERSION_1_0 || line->version == HTTP_VERSION_1_1;
    line->facts = one && at == end ? LINE_NO_SPACE_AFTER_CODE : 0;
    while (at < end && *at == ' ')
        at++;
    line->phrase = (struct seen_text){at, (size_t)(end - at)};
    return line->code != SEEN_NO_CODE && line->code < SEEN_ZEROS;
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
    const char *method_end = at + method;
    enum http_version version = HTTP_VERSION_UNKNOWN;
    const char *rest = read_version(space + 1, end, &version);
    while (rest != NULL && rest < end && ascii_is_space(*rest))
        rest++;
    start->line = (struct start_line){.code = SEEN_NO_CODE,
                                      .version = version,
                                      .method = {at, (size_t)(method_end - at)},
                                      .target = {target, (size_t)(space - target)}};
    return rest == end;
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

static bool is_name_byte(char c)
{
    return ascii_is_alnum(c) || c == '-' || c == '_';
}

/* Returns how long the name at the beginning of the text is, with the colon of a pseudo-field. */
static size_t name_len(const char *text, size_t len)
{
    size_t at = len > 0 && text[0] == ':' ? 1 : 0;
    while (at < len && is_name_byte(text[at]))
        at++;
    return at > 1 || (at == 1 && text[0] != ':') ? at : 0;
}

static enum pseudo_field pseudo_of(struct seen_text name)
{
    static const char *const names[] = {
        [PSEUDO_STATUS] = ":status", [PSEUDO_METHOD] = ":method",       [PSEUDO_PATH] = ":path",
        [PSEUDO_SCHEME] = ":scheme", [PSEUDO_AUTHORITY] = ":authority",
    };
    for (size_t i = PSEUDO_STATUS; i < sizeof names / sizeof names[0]; i++)
        if (text_is(name.bytes, name.len, names[i]))
            return (enum pseudo_field)i;
    return PSEUDO_NONE;
}

bool start_split(const char *line, size_t len, enum pseudo_field *pseudo, struct seen_text *name,
                 struct seen_text *value)
{
    const char *end = line + len;
    bool quoted = len > 0 && is_quote(*line);
    char quote = quoted ? *line++ : '\0';
    *name = (struct seen_text){line, name_len(line, (size_t)(end - line))};
    line += name->len;
    if (name->len == 0 || line == end || (quoted && *line++ != quote))
        return false;
    const char *sign = line;
    while (line < end && *line != '\0' && strchr(quoted ? " \t:=,>" : " \t:", *line) != NULL)
        line++;
    if (line == sign || (!quoted && *sign != ':'))
        return false;
    while (end > line && ascii_is_space(end[-1]))
        end--;
    if (quoted && end - line >= 2 && is_quote(*line)) {
        const char *close = end - 1;
        while (close > line && *close != *line)
            close--;
        *value = (struct seen_text){line + 1, close > line ? (size_t)(close - line - 1) : 0};
    } else {
        *value = (struct seen_text){line, (size_t)(end - line)};
    }
    *pseudo = pseudo_of(*name);
    return true;
}

/* Reports whether the value is one that the pseudo-field may have, and puts it into the line. */
static bool read_pseudo(const struct terms *terms, enum pseudo_field pseudo, struct seen_text value,
                        struct start_line *line)
{
    line->code = SEEN_NO_CODE;
    switch (pseudo) {
    case PSEUDO_STATUS:
        line->code = value.len == 3 ? seen_code_of(value.bytes, 3) : SEEN_NO_CODE;
        return line->code != SEEN_NO_CODE && line->code < SEEN_ZEROS;
    case PSEUDO_METHOD:
        line->method = value;
        return value.len > 0 && terms_method(terms, value.bytes, value.len) == value.len;
    case PSEUDO_PATH:
        line->target = value;
        return value.len > 0 && (value.bytes[0] == '/' || value.bytes[0] == '*');
    case PSEUDO_SCHEME:
        return value.len >= 4 && memcmp(value.bytes, "http", 4) == 0;
    case PSEUDO_AUTHORITY:
        return value.len > 0 && memchr(value.bytes, ' ', value.len) == NULL;
    default:
        return false;
    }
}

/* Looks for a pseudo-field after whatever the tool writes in front of it. */
static bool read_pseudo_line(const struct terms *terms, const char *line, size_t len,
                             struct start *start)
{
    const char *end = line + len, *at = line;
    while ((at = memchr(at, ':', (size_t)(end - at))) != NULL && at - line < START_PREFIX_BYTES) {
        const char *field = at > line && is_quote(at[-1]) ? at - 1 : at;
        bool apart = field == line || ascii_is_space(field[-1]);
        if (apart &&
            start_split(field, (size_t)(end - field), &start->pseudo, &start->name,
                        &start->value) &&
            read_pseudo(terms, start->pseudo, start->value, &start->line)) {
            start->own_prefix = (size_t)(field - line);
            return true;
        }
        at++;
    }
    return false;
}

bool start_read(const struct terms *terms, const char *line, size_t len, struct start *start)
{
    const struct string_list *prefixes = &terms_registry(terms)->logs.prefixes;
    const char *end = line + len;
    for (size_t i = 0; i <= prefixes->count; i++) {
        *start = (struct start){.prefix = NULL};
        start->prefix = i < prefixes->count ? prefixes->items[i] : "";
        size_t prefix = strlen(start->prefix);
        if (text_begins(line, len, start->prefix) &&
            (read_status_line(line + prefix, end, start) ||
             read_request_line(terms, line + prefix, end, start)))
            return true;
    }
    *start = (struct start){.prefix = ""};
    return read_pseudo_line(terms, line, len, start);
}
