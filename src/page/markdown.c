#include "config.h"
#include "page/writer.h"

#include <stddef.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "registry/family.h"
#include "registry/reference.h"
#include "registry/registry.h"

/* Would the character be markup? An underscore within a word, as in proxy_read_timeout, is none,
 * and where Markdown is shown as it is a backslash would spoil the name. */
static bool is_markup(const struct strbuf *text, size_t i)
{
    bool within = i > 0 && ascii_is_alnum(text->data[i - 1]) && ascii_is_alnum(text->data[i + 1]);
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

/* Ends a line with ": " and a note, if there is one. */
static void end_line(struct strbuf *out, const char *note)
{
    if (note != NULL) {
        strbuf_puts(out, ": ");
        add_text(out, note);
    }
    strbuf_putc(out, '\n');
}

/* Adds the lines of a list of texts, an offset in struct entry. */
static void add_list(struct strbuf *out, const char *heading, const struct entry *entry,
                     const struct entry *texts, size_t list)
{
    const char *line;
    for (size_t i = 0; (line = family_line(entry, texts, list, i)) != NULL; i++) {
        if (i == 0)
            strbuf_printf(out, "\n## %s\n\n", heading);
        strbuf_puts(out, "- ");
        add_text(out, line);
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
    const struct entry_details *details = entry_details(entry);
    if (details->message_count == 0)
        return;
    strbuf_puts(out, "\n## What logs and pages say\n\n");
    for (size_t i = 0; i < details->message_count; i++) {
        const struct message *message = &details->messages[i];
        strbuf_puts(out, "- ");
        add_literal(out, message->text);
        strbuf_puts(out, " (");
        add_text(out, message->from);
        strbuf_putc(out, ')');
        end_line(out, message->note);
    }
}

static void add_limits(struct strbuf *out, const struct entry *entry)
{
    const struct entry_details *details = entry_details(entry);
    if (details->limit_count == 0)
        return;
    strbuf_puts(out, "\n## Limits and timeouts\n\n");
    for (size_t i = 0; i < details->limit_count; i++) {
        const struct limit *limit = &details->limits[i];
        strbuf_puts(out, "- **");
        add_text(out, limit->who);
        strbuf_puts(out, "** ");
        add_text(out, limit->usual);
        if (limit->setting != NULL) {
            strbuf_puts(out, " (");
            add_literal(out, limit->setting);
            strbuf_putc(out, ')');
        }
        end_line(out, limit->beyond);
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
    const struct entry_details *details = entry_details(entry);
    if (details->header_count == 0)
        return;
    strbuf_puts(out, "\n## Header fields\n\n");
    for (size_t i = 0; i < details->header_count; i++) {
        const struct header_field *header = &details->headers[i];
        strbuf_puts(out, "- **");
        add_text(out, header->name);
        strbuf_printf(out, "** (%s, %s)", direction_names[header->in],
                      strength_names[header->strength]);
        end_line(out, header->note);
    }
}

static void add_example(struct strbuf *out, const struct entry *entry)
{
    const struct entry_details *details = entry_details(entry);
    const struct string_list *messages[] = {&details->example_request, &details->example_response};
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

static void add_title(struct strbuf *out, const char *title)
{
    strbuf_puts(out, "# ");
    add_text(out, title);
    strbuf_putc(out, '\n');
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
    const struct entry_details *details = entry_details(entry);
    if (details->number_count == 0)
        return;
    strbuf_puts(out, "\n## Numbers\n\n");
    for (size_t i = 0; i < details->number_count; i++) {
        const struct family_number *number = &details->numbers[i];
        strbuf_puts(out, "- **");
        add_text(out, number->code);
        strbuf_putc(out, ' ');
        add_text(out, number->phrase);
        strbuf_puts(out, "**");
        end_line(out, number->note);
    }
}

#define SEEN_COLS 80   /* of the lines of a literal block */
#define TABLE_INDENT 2 /* of its lines on a page */

/* Returns the line after a section whose first line comes after its label. */
static size_t section_end(const struct doc *doc, size_t first)
{
    while (first < doc->line_count && !doc->lines[first].label)
        first++;
    return first;
}

/* Reports whether the lines are a table of names and values, whose columns must stay. */
static bool is_table(const struct doc *doc, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        for (size_t k = 0; k < doc->lines[i].span_count; k++)
            if (doc->lines[i].spans[k].role == ROLE_LABEL)
                return true;
    return false;
}

/* A fence longer than any in the lines. */
static void add_table(struct strbuf *out, const struct doc *doc, size_t first, size_t end)
{
    struct strbuf fence = STRBUF_INIT;
    strbuf_puts(&fence, "```");
    for (size_t i = first; i < end; i++)
        while (strstr(doc->lines[i].text, strbuf_str(&fence)) != NULL)
            strbuf_putc(&fence, '`');
    strbuf_printf(out, "%s\n", strbuf_str(&fence));
    for (size_t i = first; i < end; i++)
        if (doc->lines[i].len > 0)
            strbuf_printf(out, "%s\n", doc->lines[i].text + TABLE_INDENT);
    strbuf_printf(out, "%s\n", strbuf_str(&fence));
    strbuf_clear(&fence);
}

/* Each paragraph is a bullet. */
static void add_bullets(struct strbuf *out, const struct doc *doc, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        const char *text = doc->lines[i].text + strspn(doc->lines[i].text, " ");
        if (*text == '\0')
            continue;
        strbuf_puts(out, doc->lines[i].continues ? "  " : "- ");
        add_text(out, text);
        strbuf_putc(out, '\n');
    }
}

/* "THIS ANSWER, 1 OF 2" */
static void add_section_title(struct strbuf *out, const char *label)
{
    strbuf_puts(out, "\n## ");
    strbuf_putc(out, label[0]);
    for (const char *at = label + 1; *at != '\0'; at++)
        strbuf_putc(out, ascii_lower(*at));
    strbuf_puts(out, "\n\n");
}

static void add_seen(struct strbuf *out, const struct subject *subject,
                     const struct page_seen *seen)
{
    const struct page_setup setup = {.whole_words = true};
    struct page_writer w = page_begin(subject, &setup, SEEN_COLS);
    page_add_seen(&w, seen);
    for (size_t i = 0, end; i < w.doc->line_count; i = end) {
        end = section_end(w.doc, i + 1);
        if (!w.doc->lines[i].label)
            continue;
        add_section_title(out, w.doc->lines[i].text);
        if (is_table(w.doc, i + 1, end))
            add_table(out, w.doc, i + 1, end);
        else
            add_bullets(out, w.doc, i + 1, end);
    }
    doc_free(w.doc);
}

void page_entry_markdown(const struct subject *subject, const struct page_seen *seen,
                         struct strbuf *out)
{
    const struct entry *entry = subject->thing;
    const struct entry *texts = registry_texts_of(subject->registry, entry);
    const struct entry_details *details = entry_details(texts);
    struct strbuf title = STRBUF_INIT, subtitle = STRBUF_INIT;
    page_put_title(entry, &title);
    add_title(out, strbuf_str(&title));
    page_put_subtitle(subject->registry, entry, &subtitle);
    add_paragraph(out, strbuf_str(&subtitle));
    strbuf_clear(&title);
    strbuf_clear(&subtitle);
    add_seen(out, subject, seen);
    add_summary(out, entry->summary != NULL ? entry->summary : texts->summary);
    add_list(out, "Why you see it", entry, texts, offsetof(struct entry_details, causes));
    add_list(out, "What to do", entry, texts, offsetof(struct entry_details, client_action));
    add_numbers(out, entry);
    add_list(out, "On the server", entry, texts, offsetof(struct entry_details, server_action));
    add_messages(out, texts);
    add_limits(out, texts);
    add_meaning(out, &details->meaning);
    add_headers(out, texts);
    add_example(out, texts);
    add_references(subject->registry, out, &details->references);
}

void page_unknown_markdown(const struct subject *subject, const char *summary,
                           const struct page_seen *seen, struct strbuf *out)
{
    add_title(out, subject->code);
    add_paragraph(out, summary);
    add_seen(out, subject, seen);
}

void page_class_markdown(const struct subject *subject, const struct page_seen *seen,
                         struct strbuf *out)
{
    (void)seen;
    const struct code_class *class = subject->thing;
    const struct registry *registry = subject->registry;
    struct strbuf title = STRBUF_INIT;
    class_put_name(class, &title);
    add_title(out, strbuf_str(&title));
    strbuf_clear(&title);
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
