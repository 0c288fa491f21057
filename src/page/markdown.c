#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "page/writer.h"
#include "registry/reference.h"
#include "registry/registry.h"

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Would the character be markup? An underscore within a word, as in proxy_read_timeout, is none,
 * and where Markdown is shown as it is a backslash would spoil the name. */
static bool is_markup(const struct strbuf *text, size_t i)
{
    bool within = i > 0 && is_alphanumeric(text->data[i - 1]) && is_alphanumeric(text->data[i + 1]);
    return strchr("\\`*_[]<>", text->data[i]) != NULL && !(text->data[i] == '_' && within);
}

/* A text as it is, without markup. */
static void add_text(struct strbuf *out, const char *text)
{
    struct strbuf shown = STRBUF_INIT;
    utf8_display(&shown, text, strlen(text), false);
    for (size_t i = 0; i < shown.len; i++) {
        if (is_markup(&shown, i))
            strbuf_putc(out, '\\');
        strbuf_putc(out, shown.data[i]);
    }
    strbuf_clear(&shown);
}

static void add_paragraph(struct strbuf *out, const char *text)
{
    strbuf_putc(out, '\n');
    add_text(out, text);
    strbuf_putc(out, '\n');
}

static void add_list(struct strbuf *out, const char *heading, const struct string_list *list)
{
    if (list->count == 0)
        return;
    strbuf_printf(out, "\n## %s\n\n", heading);
    for (size_t i = 0; i < list->count; i++) {
        strbuf_puts(out, "- ");
        add_text(out, list->items[i]);
        strbuf_putc(out, '\n');
    }
}

/* A text as code; one with a backquote, which would end the code, as it is. */
static void add_literal(struct strbuf *out, const char *text)
{
    if (strchr(text, '`') != NULL) {
        add_text(out, text);
        return;
    }
    strbuf_putc(out, '`');
    utf8_display(out, text, strlen(text), false);
    strbuf_putc(out, '`');
}

static void add_messages(struct strbuf *out, const struct entry *entry)
{
    if (entry->message_count == 0)
        return;
    strbuf_puts(out, "\n## What logs and pages say\n\n");
    for (size_t i = 0; i < entry->message_count; i++) {
        const struct message *message = &entry->messages[i];
        strbuf_puts(out, "- ");
        add_literal(out, message->text);
        strbuf_puts(out, " (");
        add_text(out, message->from);
        strbuf_putc(out, ')');
        if (message->note != NULL) {
            strbuf_puts(out, ": ");
            add_text(out, message->note);
        }
        strbuf_putc(out, '\n');
    }
}

static void add_limits(struct strbuf *out, const struct entry *entry)
{
    if (entry->limit_count == 0)
        return;
    strbuf_puts(out, "\n## Limits and timeouts\n\n");
    for (size_t i = 0; i < entry->limit_count; i++) {
        const struct limit *limit = &entry->limits[i];
        strbuf_puts(out, "- **");
        add_text(out, limit->who);
        strbuf_puts(out, "** ");
        add_text(out, limit->usual);
        if (limit->setting != NULL) {
            strbuf_puts(out, " (");
            add_literal(out, limit->setting);
            strbuf_putc(out, ')');
        }
        if (limit->beyond != NULL) {
            strbuf_puts(out, ": ");
            add_text(out, limit->beyond);
        }
        strbuf_putc(out, '\n');
    }
}

static void add_meaning(struct strbuf *out, const struct string_list *paragraphs)
{
    if (paragraphs->count == 0)
        return;
    strbuf_puts(out, "\n## In full\n");
    for (size_t i = 0; i < paragraphs->count; i++)
        add_paragraph(out, paragraphs->items[i]);
}

static void add_headers(struct strbuf *out, const struct entry *entry)
{
    if (entry->header_count == 0)
        return;
    strbuf_puts(out, "\n## Header fields\n\n");
    for (size_t i = 0; i < entry->header_count; i++) {
        const struct header_field *header = &entry->headers[i];
        strbuf_puts(out, "- **");
        add_text(out, header->name);
        strbuf_printf(out, "** (%s, %s)", direction_names[header->in],
                      strength_names[header->strength]);
        if (header->note != NULL) {
            strbuf_puts(out, ": ");
            add_text(out, header->note);
        }
        strbuf_putc(out, '\n');
    }
}

static void add_example(struct strbuf *out, const struct entry *entry)
{
    const struct string_list *messages[] = {&entry->example_request, &entry->example_response};
    for (size_t m = 0; m < sizeof messages / sizeof messages[0]; m++) {
        if (messages[m]->count == 0)
            continue;
        strbuf_puts(out, "\n```http\n");
        for (size_t i = 0; i < messages[m]->count; i++) {
            utf8_display(out, messages[m]->items[i], strlen(messages[m]->items[i]), false);
            strbuf_putc(out, '\n');
        }
        strbuf_puts(out, "```\n");
    }
}

static void add_references(const struct registry *registry, struct strbuf *out,
                           const struct reference_list *list)
{
    if (list->count == 0)
        return;
    strbuf_puts(out, "\n## References\n\n");
    for (size_t i = 0; i < list->count; i++) {
        struct strbuf text = STRBUF_INIT, url = STRBUF_INIT;
        reference_text(&list->items[i], &text);
        strbuf_puts(out, "- ");
        if (reference_url(registry, &list->items[i], &url)) {
            strbuf_putc(out, '[');
            add_text(out, strbuf_str(&text));
            strbuf_printf(out, "](%s)", strbuf_str(&url));
        } else {
            add_text(out, strbuf_str(&text));
        }
        strbuf_putc(out, '\n');
        strbuf_clear(&text);
        strbuf_clear(&url);
    }
}

static void add_title(struct strbuf *out, const struct subject *subject)
{
    struct strbuf title = STRBUF_INIT;
    subject_title(subject, &title);
    strbuf_puts(out, "# ");
    add_text(out, strbuf_str(&title));
    strbuf_putc(out, '\n');
    strbuf_clear(&title);
}

static void add_summary(struct strbuf *out, const char *summary)
{
    if (summary == NULL)
        return;
    strbuf_puts(out, "\n**");
    add_text(out, summary);
    strbuf_puts(out, "**\n");
}

static void add_numbers(struct strbuf *out, const struct entry *entry)
{
    if (entry->number_count == 0)
        return;
    strbuf_puts(out, "\n## Numbers\n\n");
    for (size_t i = 0; i < entry->number_count; i++) {
        const struct family_number *number = &entry->numbers[i];
        strbuf_puts(out, "- **");
        add_text(out, number->code);
        strbuf_putc(out, ' ');
        add_text(out, number->phrase);
        strbuf_puts(out, "**");
        if (number->note != NULL) {
            strbuf_puts(out, ": ");
            add_text(out, number->note);
        }
        strbuf_putc(out, '\n');
    }
}

void page_entry_markdown(const struct subject *subject, struct strbuf *out)
{
    const struct entry *entry = subject->thing;
    const struct entry *texts = registry_texts_of(subject->registry, entry);
    struct strbuf line = STRBUF_INIT;
    add_title(out, subject);
    page_put_subtitle(subject->registry, entry, &line);
    add_paragraph(out, strbuf_str(&line));
    strbuf_clear(&line);
    add_summary(out, entry->summary != NULL ? entry->summary : texts->summary);
    add_numbers(out, entry);
    add_list(out, "Why you see it", &texts->causes);
    add_list(out, "What to do", &texts->client_action);
    add_list(out, "On the server", &texts->server_action);
    add_messages(out, texts);
    add_limits(out, texts);
    add_meaning(out, &texts->meaning);
    add_headers(out, texts);
    add_example(out, texts);
    add_references(subject->registry, out, &texts->references);
}

void page_class_markdown(const struct subject *subject, struct strbuf *out)
{
    const struct code_class *class = subject->thing;
    const struct registry *registry = subject->registry;
    add_title(out, subject);
    add_summary(out, class->summary);
    strbuf_putc(out, '\n');
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        if (registry_class_of(registry, entry) != class || entry_is_member(entry))
            continue;
        strbuf_puts(out, "- ");
        add_text(out, entry->code);
        strbuf_putc(out, ' ');
        add_text(out, entry->phrase);
        if (entry_is_unofficial(entry)) {
            strbuf_puts(out, " (");
            add_text(out, entry->owner);
            strbuf_putc(out, ')');
        }
        strbuf_putc(out, '\n');
    }
}
