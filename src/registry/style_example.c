#include "config.h"
#include "registry/style_private.h"

#include <stdlib.h>
#include <string.h>

#include "registry/example.h"

/* A line in brackets in the place of a body says what of it is sent. */
static bool body_is_remark(const struct example_response *response)
{
    const char *line =
        response->end - response->body == 1 ? response->lines->items[response->body] : "";
    return line[0] == '(' && line[strlen(line) - 1] == ')';
}

static void check_response(struct style_check *check, const struct fault_place *place,
                           const struct example_response *response)
{
    const char *length = example_header(response, "Content-Length");
    size_t bytes = example_body_bytes(response);
    char class = example_class(response);
    if (length != NULL && bytes > 0 && !body_is_remark(response) &&
        strtoul(length, NULL, 10) != bytes)
        faults_add_in(check->faults, place, "has Content-Length: %.20s, expected %zu", length,
                      bytes);
    /* RFC 9110 6.6.1: an origin server with a clock must send it. */
    if (class >= '2' && class <= '4' && example_header(response, "Date") == NULL)
        faults_add_in(check->faults, place, "has no Date, which RFC 9110 6.6.1 demands");
}

void style_check_example(struct style_check *check)
{
    struct example_response response = {.lines = &entry_details(check->entry)->example_response};
    struct fault_place up = {.up = check->place, .key = "example"};
    struct fault_place here = {.up = &up, .key = "response"};
    while (example_next(&response))
        check_response(check, &here, &response);
}
