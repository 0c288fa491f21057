#include "config.h"
#include "reading/start.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static enum http_version version_of(const char *text, size_t len)
{
    if (text[0] == '1' && len == 3)
        return text[2] == '0' ? HTTP_VERSION_1_0 : HTTP_VERSION_1_1;
    return text[0] == '2' ? HTTP_VERSION_2 : text[0] == '3' ? HTTP_VERSION_3 : HTTP_VERSION_UNKNOWN;
}

/* Reads HTTP/ and a version. Returns the place after it, or NULL. */
static const char *read_version(const char *at, const char *end, enum http_version *version)
{
    if (end - at < 6 || memcmp(at, "HTTP/", 5) != 0 || !isdigit((unsigned char)at[5]))
        return NULL;
    const char *digits = at + 5;
    at += 6;
    if (end - at >= 2 && at[0] == '.' && isdigit((unsigned char)at[1]))
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
    if (end - at < 3 || (end - at > 3 && isalnum((unsigned char)at[3])))
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
    while (rest != NULL && rest < end && isspace((unsigned char)*rest))
        rest++;
    start->line = (struct start_line){.code = SEEN_NO_CODE,
                                      .version = version,
                                      .method = {at, (size_t)(method_end - at)},
                                      .target = {target, (size_t)(space - target)}};
    return rest == end;
}

bool start_read(const struct terms *terms, const char *line, size_t len, struct start *start)
{
    const struct string_list *prefixes = &terms_registry(terms)->logs.prefixes;
    const char *end = line + len;
    for (size_t i = 0; i <= prefixes->count; i++) {
        *start = (struct start){.prefix = NULL};
        start->prefix = i < prefixes->count ? prefixes->items[i] : "";
        size_t prefix = strlen(start->prefix);
        if (prefix <= len && memcmp(line, start->prefix, prefix) == 0 &&
            (read_status_line(line + prefix, end, start) ||
             read_request_line(terms, line + prefix, end, start)))
            return true;
    }
    return false;
}
