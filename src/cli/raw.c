#include "config.h"
#include "cli/raw.h"

#include <string.h>

#include "base/text.h"
#include "registry/example.h"
#include "registry/registry.h"

#define EOL "\r\n" /* RFC 9112, 2.1 */

/* RFC 9112, 4: a status code has three digits. */
#define CODE_DIGITS 3

/* RFC 9110, 15: the classes of final responses. */
#define FIRST_FINAL 200
#define LAST_FINAL 599

enum { NO_CONTENT = 204, RESET_CONTENT = 205, NOT_MODIFIED = 304 };

/* Sets *err to the reason for which the code is not sent. Returns false. */
static bool refuse(const char *code, const char *reason, struct sb_error *err)
{
    return sb_error_set(err, SB_ERR_DATA, "%s cannot be sent: %s", code, reason);
}

/* May a response with the meaning be sent alone? */
static bool check_entry(const struct entry *entry, const char *code, struct sb_error *err)
{
    if (strlen(code) != CODE_DIGITS || strspn(code, "0123456789") != CODE_DIGITS)
        return refuse(code, "the status of a response has three digits (RFC 9112, section 4)", err);
    if (code[0] == '1')
        return refuse(code,
                      "it is an interim response, after which another one has to follow (RFC 9110, "
                      "section 15.2)",
                      err);
    if (entry == NULL)
        return refuse(code, "it is not in the registry, which would have its phrase", err);
    if (entry->number < FIRST_FINAL || entry->number > LAST_FINAL)
        return refuse(code, "a status is from 100 to 599 (RFC 9110, section 15)", err);
    if (entry->seen_in != 0 && (entry->seen_in & (1u << SEEN_RESPONSE)) == 0)
        return sb_error_set(
            err, SB_ERR_DATA,
            "%s cannot be sent: %s uses it, but in no response (its entry says where "
            "it is seen)",
            code, entry->owner);
    return true;
}

/* Finds the response of the example that has the code of the entry. */
static bool find_example(const struct entry *entry, struct example_response *response)
{
    *response = (struct example_response){.lines = &entry_details(entry)->example_response};
    while (example_next(response))
        if (example_has_code(response, entry->code))
            return true;
    return false;
}

/* Without an example there is nothing to put into a field that is demanded. */
static bool check_fields(const struct entry *entry, struct sb_error *err)
{
    const struct entry_details *details = entry_details(entry);
    for (size_t i = 0; i < details->header_count; i++) {
        const struct header_field *header = &details->headers[i];
        if (header->in == DIRECTION_RESPONSE && header->strength == STRENGTH_MUST)
            return sb_error_set(
                err, SB_ERR_DATA,
                "%s cannot be sent: it needs %s, and its entry has no example of it", entry->code,
                header->name);
    }
    return true;
}

/* Is it a line of the example that is written in another way, or that frames the body otherwise? */
static bool is_replaced(const char *line)
{
    static const char *const names[] = {
        "Date:", "Content-Length:", "Transfer-Encoding:", "Trailer:"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (text_compare_like(line, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

static void add_example(const struct example_response *example, struct strbuf *fields,
                        struct strbuf *body)
{
    const struct string_list *lines = example->lines;
    for (size_t i = example->start + 1; i < example->body && lines->items[i][0] != '\0'; i++)
        if (!is_replaced(lines->items[i]))
            strbuf_printf(fields, "%s" EOL, lines->items[i]);
    for (size_t i = example->body; i < example->end; i++)
        strbuf_printf(body, "%s%s", i > example->body ? EOL : "", lines->items[i]);
}

/* What can be said about any code. */
static void add_summary(const struct entry *entry, struct strbuf *fields, struct strbuf *body)
{
    strbuf_puts(fields, "Content-Type: text/plain; charset=utf-8" EOL);
    strbuf_printf(body, "%s %s" EOL, entry->code, entry->phrase);
    if (entry->summary != NULL)
        strbuf_printf(body, "%s" EOL, entry->summary);
}

bool raw_response(const struct registry *registry, const char *code, time_t now, struct strbuf *out,
                  struct sb_error *err)
{
    const struct entry *entry = registry_find(registry, code, NULL);
    struct strbuf fields = STRBUF_INIT, body = STRBUF_INIT;
    struct example_response example;
    char date[sizeof "Sun, 06 Nov 1994 08:49:37 GMT"]; /* RFC 9110, 5.6.7 */
    struct tm utc;
    if (!check_entry(entry, code, err))
        return false;
    bool bodiless = entry->number == NO_CONTENT || entry->number == NOT_MODIFIED;
    if (find_example(entry, &example))
        add_example(&example, &fields, &body);
    else if (!check_fields(entry, err))
        return false;
    else if (!bodiless && entry->number != RESET_CONTENT)
        add_summary(entry, &fields, &body);
    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&now, &utc));
    strbuf_printf(out, "HTTP/1.1 %s %s" EOL "Date: %s" EOL "%s", code, entry->phrase, date,
                  strbuf_str(&fields));
    /* RFC 9110, 8.6: not with 204, and with 304 only that of the 200, which is not known. */
    if (!bodiless)
        strbuf_printf(out, "Content-Length: %zu" EOL, body.len);
    strbuf_printf(out, EOL "%s", bodiless ? "" : strbuf_str(&body));
    strbuf_clear(&fields);
    strbuf_clear(&body);
    return true;
}
