#include "config.h"
#include "registry/style_private.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define STATUS_AT 9 /* where the digits of "HTTP/1.1 200" begin */

/* A response inside the lines of an example. */
struct response {
    const struct string_list *lines;
    size_t start, body, end; /* its status line; lines of its body, none: both the same */
};

static bool is_status_line(const char *line)
{
    return strncmp(line, "HTTP/", 5) == 0 && strlen(line) > STATUS_AT && line[STATUS_AT - 1] == ' ';
}

static struct response read_response(const struct string_list *lines, size_t start)
{
    struct response response = {lines, start, start + 1, lines->count};
    while (response.body < lines->count && lines->items[response.body][0] != '\0')
        response.body++;
    if (response.body < lines->count)
        response.body++;
    return response;
}

/* Returns the value of a header, or NULL. */
static const char *header_value(const struct response *response, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = response->start + 1; i < response->body; i++) {
        const char *line = response->lines->items[i];
        if (strncasecmp(line, name, len) == 0 && line[len] == ':')
            return line + len + 1 + strspn(line + len + 1, " ");
    }
    return NULL;
}

/* The bytes of the body: its lines, joined with CRLF. */
static size_t body_bytes(const struct response *response)
{
    size_t bytes = 0;
    for (size_t i = response->body; i < response->end; i++)
        bytes += strlen(response->lines->items[i]) + (i > response->body ? 2 : 0);
    return bytes;
}

/* A line in brackets in the place of a body says what of it is sent. */
static bool body_is_remark(const struct response *response)
{
    const char *line =
        response->end - response->body == 1 ? response->lines->items[response->body] : "";
    return line[0] == '(' && line[strlen(line) - 1] == ')';
}

static void check_response(struct style_check *check, const struct fault_place *place,
                           const struct response *response)
{
    const char *length = header_value(response, "Content-Length");
    size_t bytes = body_bytes(response);
    char class = response->lines->items[response->start][STATUS_AT];
    if (length != NULL && bytes > 0 && !body_is_remark(response) &&
        strtoul(length, NULL, 10) != bytes)
        faults_add_in(check->faults, place, "has Content-Length: %.20s, expected %zu", length,
                      bytes);
    /* RFC 9110 6.6.1: an origin server with a clock must send it. */
    bool registered =
        check->entry->given & FIELD_BIT(FIELD_REGISTRATION) && !entry_is_unofficial(check->entry);
    if (registered && class >= '2' && class <= '4' && header_value(response, "Date") == NULL)
        faults_add_in(check->faults, place, "has no Date, which RFC 9110 6.6.1 demands");
}

void style_check_example(struct style_check *check)
{
    const struct string_list *lines = &check->entry->example_response;
    struct fault_place up = {.up = check->place, .key = "example"};
    struct fault_place here = {.up = &up, .key = "response"};
    size_t start = 0;
    while (start < lines->count && is_status_line(lines->items[start])) {
        struct response response = read_response(lines, start);
        /* What follows an interim response is no body but the next one. */
        bool interim = lines->items[start][STATUS_AT] == '1' && response.body < lines->count &&
                       is_status_line(lines->items[response.body]);
        if (interim)
            response.end = response.body;
        check_response(check, &here, &response);
        start = interim ? response.body : lines->count;
    }
}
