#include "config.h"
#include "registry/example.h"

#include <string.h>

#include "base/text.h"

#define STATUS_AT 9 /* where the digits of "HTTP/1.1 200" begin */

static bool is_status_line(const char *line)
{
    return strncmp(line, "HTTP/", 5) == 0 && strlen(line) > STATUS_AT && line[STATUS_AT - 1] == ' ';
}

bool example_next(struct example_response *response)
{
    const struct string_list *lines = response->lines;
    response->start = response->end;
    if (response->start >= lines->count || !is_status_line(lines->items[response->start]))
        return false;
    response->body = response->start + 1;
    while (response->body < lines->count && lines->items[response->body][0] != '\0')
        response->body++;
    if (response->body < lines->count)
        response->body++;
    /* What follows an interim response is no body but the next one. */
    bool interim = example_class(response) == '1' && response->body < lines->count &&
                   is_status_line(lines->items[response->body]);
    response->end = interim ? response->body : lines->count;
    return true;
}

char example_class(const struct example_response *response)
{
    return response->lines->items[response->start][STATUS_AT];
}

bool example_has_code(const struct example_response *response, const char *code)
{
    const char *digits = response->lines->items[response->start] + STATUS_AT;
    size_t len = strlen(code);
    return strncmp(digits, code, len) == 0 && (digits[len] == ' ' || digits[len] == '\0');
}

const char *example_header(const struct example_response *response, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = response->start + 1; i < response->body; i++) {
        const char *line = response->lines->items[i];
        if (text_compare_like(line, name, len) == 0 && line[len] == ':')
            return line + len + 1 + strspn(line + len + 1, " ");
    }
    return NULL;
}

size_t example_body_bytes(const struct example_response *response)
{
    size_t bytes = 0;
    for (size_t i = response->body; i < response->end; i++)
        bytes += strlen(response->lines->items[i]) + (i > response->body ? 2 : 0);
    return bytes;
}
