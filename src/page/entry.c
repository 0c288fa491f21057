#include "config.h"
#include "page/writer.h"

#include <stddef.h>
#include <stdint.h>

#include "base/utf8.h"
#include "page/picture.h"
#include "registry/family.h"
#include "registry/reference.h"
#include "registry/registry.h"

/* The most likely causes stand before what to do, so that it is on the first screen of 34 rows. */
#define CAUSES_FIRST 3

static void add_meaning(struct page_writer *w)
{
    const struct string_list *list = &w->details->meaning;
    if (list->count == 0)
        return;
    doc_label(w->doc, "IN FULL");
    for (size_t i = 0; i < list->count; i++) {
        struct rich rich = {0};
        page_add_prose(w, &rich, ROLE_TEXT, list->items[i]);
        if (i > 0)
            doc_blank(w->doc);
        doc_add(w->doc, &rich, BULLET_COLS, BULLET_COLS);
    }
}

/* Adds the lines of a list from `first` up to `end` as bullets below a label. */
static void add_bullets(struct page_writer *w, const char *label, size_t list, size_t first,
                        size_t end)
{
    const char *line;
    for (size_t i = first; i < end && (line = page_line(w, list, i)) != NULL; i++) {
        struct rich rich = {0};
        if (i == first)
            doc_label(w->doc, label);
        page_begin_bullet(w, &rich);
        page_add_prose(w, &rich, ROLE_TEXT, line);
        page_end_bullet(w, &rich);
    }
}

/* How many causes come before what to do. Fewer than two are not worth a section of their own. */
static size_t first_causes(const struct page_writer *w)
{
    size_t count = family_line_count(w->entry, w->texts, offsetof(struct entry_details, causes));
    return count > CAUSES_FIRST + 1 ? CAUSES_FIRST : count;
}

static void add_causes(struct page_writer *w)
{
    add_bullets(w, "WHY YOU SEE IT", offsetof(struct entry_details, causes), 0, first_causes(w));
}

/* TRY is the first one. */
static void add_actions(struct page_writer *w)
{
    add_bullets(w, "WHAT TO DO", offsetof(struct entry_details, client_action), 1, SIZE_MAX);
}

static void add_server_actions(struct page_writer *w)
{
    add_bullets(w, "ON THE SERVER", offsetof(struct entry_details, server_action), 0, SIZE_MAX);
}

static void add_other_causes(struct page_writer *w)
{
    add_bullets(w, "OTHER REASONS", offsetof(struct entry_details, causes), first_causes(w),
                SIZE_MAX);
}

static void add_number(struct page_writer *w, const struct family_number *number)
{
    const struct entry *entry = registry_find(w->registry, number->code, w->entry->owner);
    struct rich rich = {0};
    page_begin_bullet(w, &rich);
    if (entry != NULL && entry != w->entry) {
        page_add_entry(w, &rich, entry);
    } else {
        rich_add(&rich, w->doc, ROLE_STRONG, number->code);
        rich_add(&rich, w->doc, ROLE_TEXT, " ");
        rich_add(&rich, w->doc, ROLE_STRONG, number->phrase);
    }
    if (number->note != NULL) {
        rich_add(&rich, w->doc, ROLE_TEXT, "  ");
        page_add_prose(w, &rich, ROLE_TEXT, number->note);
    }
    page_end_bullet(w, &rich);
}

/* The numbers that the entry explains; of one of them, the entry that does. */
static void add_numbers(struct page_writer *w)
{
    if (entry_is_member(w->entry)) {
        struct rich rich = {0};
        doc_label(w->doc, "EXPLAINED TOGETHER WITH");
        page_begin_bullet(w, &rich);
        page_add_entry(w, &rich, w->texts);
        page_end_bullet(w, &rich);
        return;
    }
    if (entry_details(w->entry)->number_count > 0)
        doc_label(w->doc, "NUMBERS");
    for (size_t i = 0; i < entry_details(w->entry)->number_count; i++)
        add_number(w, &entry_details(w->entry)->numbers[i]);
}

static void add_messages(struct page_writer *w)
{
    if (w->details->message_count == 0)
        return;
    doc_label(w->doc, "WHAT LOGS AND PAGES SAY");
    for (size_t i = 0; i < w->details->message_count; i++) {
        const struct message *message = &w->details->messages[i];
        struct rich rich = {0};
        page_begin_bullet(w, &rich);
        rich_add(&rich, w->doc, ROLE_LITERAL, message->text);
        rich_add(&rich, w->doc, ROLE_TEXT, "  ");
        rich_add_whole(&rich, w->doc, ROLE_BADGE, message->from);
        page_end_bullet(w, &rich);
        if (message->note == NULL)
            continue;
        page_add_prose(w, &rich, ROLE_TEXT, message->note);
        doc_add(w->doc, &rich, 2 * BULLET_COLS, 2 * BULLET_COLS);
    }
}

/* Adds what tells the entry from the one that it was asked for with. */
static void add_unlike(struct page_writer *w, const struct entry *unlike)
{
    for (size_t i = 0; i < w->details->confusable_count; i++) {
        const struct confusable *other = &w->details->confusable[i];
        struct rich rich = {0};
        if (unlike == NULL || registry_find(w->registry, other->code, other->owner) != unlike)
            continue;
        rich_printf(&rich, w->doc, ROLE_LABEL, "NOT %s", other->code);
        rich_printf(&rich, w->doc, ROLE_TEXT, "  %s", other->difference);
        doc_blank(w->doc);
        doc_add(w->doc, &rich, 0, FACT_LABEL_COLS);
    }
}

/* A number of a family is not confused with what its relatives are, and its example is another. */
static bool concerns(const struct page_writer *w, const char *text)
{
    return w->entry == w->texts || family_concerns(w->texts, w->entry->code, text);
}

static void add_confusable(struct page_writer *w)
{
    bool first = true;
    for (size_t i = 0; i < w->details->confusable_count; i++) {
        const struct confusable *other = &w->details->confusable[i];
        if (!concerns(w, other->code) || !concerns(w, other->difference))
            continue;
        if (first)
            doc_label(w->doc, "NOT TO BE CONFUSED WITH");
        first = false;
        page_add_difference(w, other);
    }
}

static void add_myths(struct page_writer *w)
{
    if (w->details->myth_count == 0)
        return;
    doc_label(w->doc, "COMMON MISTAKES");
    for (size_t i = 0; i < w->details->myth_count; i++) {
        const struct myth *myth = &w->details->myths[i];
        struct rich rich = {0};
        page_begin_bullet(w, &rich);
        page_add_prose(w, &rich, ROLE_TEXT, myth->text);
        if (myth->reference.doc != NULL) {
            rich_add(&rich, w->doc, ROLE_TEXT, "  ");
            page_add_reference(w, &rich, &myth->reference);
        }
        page_end_bullet(w, &rich);
    }
}

/* As `curl -v` marks what goes out and what comes back. */
static void add_message(struct page_writer *w, const struct string_list *lines, char mark,
                        enum role first_role)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct strbuf line = STRBUF_INIT;
        strbuf_putc(&line, mark);
        if (lines->items[i][0] != '\0')
            strbuf_printf(&line, " %s", lines->items[i]);
        doc_verbatim(w->doc, i == 0 ? first_role : ROLE_TEXT, strbuf_str(&line), BULLET_COLS,
                     2 * BULLET_COLS);
        strbuf_clear(&line);
    }
}

static void add_example(struct page_writer *w)
{
    const struct entry_details *details = w->details;
    const struct string_list *response = &details->example_response;
    if (details->example_request.count + response->count == 0 ||
        (response->count > 0 && !concerns(w, response->items[0])))
        return;
    doc_label(w->doc, "EXAMPLE");
    add_message(w, &details->example_request, '>', ROLE_STRONG);
    if (details->example_request.count > 0 && response->count > 0)
        doc_blank(w->doc);
    add_message(w, response, '<', role_accent(w->texts->class_index));
}

/* A picture of it is for the stage: here a text that can be copied and read out. */
static void add_exchange(struct page_writer *w)
{
    if (w->details->sequence.step_count == 0)
        return;
    doc_label(w->doc, "EXCHANGE");
    picture_add_list(w, w->details->sequence.step_count);
}

static void add_document(struct page_writer *w, struct rich *rich, const struct document *document)
{
    rich_add(rich, w->doc, ROLE_TEXT, "  ");
    rich_add(rich, w->doc, ROLE_TEXT, document->title);
    const char *const details[] = {document->date, document->status};
    for (size_t i = 0; i < sizeof details / sizeof details[0]; i++) {
        if (details[i] == NULL)
            continue;
        rich_add(rich, w->doc, ROLE_DIM, ", ");
        rich_add(rich, w->doc, ROLE_DIM, details[i]);
    }
}

static void add_reference_line(struct page_writer *w, const struct reference *reference)
{
    const struct document *document = registry_document(w->registry, reference->doc);
    struct strbuf url = STRBUF_INIT;
    struct rich rich = {0};
    page_add_reference_link(w, &rich, reference);
    if (document != NULL)
        add_document(w, &rich, document);
    doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
    if (reference_url(w->registry, reference, &url))
        doc_url(w->doc, ROLE_DIM, strbuf_str(&url), 2 * BULLET_COLS, 2 * BULLET_COLS);
    strbuf_clear(&url);
}

static void add_references(struct page_writer *w)
{
    const struct reference_list *list = &w->details->references;
    if (list->count == 0)
        return;
    doc_label(w->doc, "REFERENCES");
    for (size_t i = 0; i < list->count; i++)
        add_reference_line(w, &list->items[i]);
}

static void add_other_names(struct page_writer *w)
{
    const struct entry *entry = w->texts;
    const struct entry_details *details = entry_details(entry);
    if (details->former_name_count + details->aliases.count == 0)
        return;
    doc_label(w->doc, "OTHER NAMES");
    for (size_t i = 0; i < details->former_name_count; i++) {
        struct rich rich = {0};
        rich_add(&rich, w->doc, ROLE_TEXT, "formerly ");
        rich_add(&rich, w->doc, ROLE_STRONG, details->former_names[i].phrase);
        if (details->former_names[i].reference.doc != NULL) {
            rich_add(&rich, w->doc, ROLE_TEXT, "  ");
            page_add_reference(w, &rich, &details->former_names[i].reference);
        }
        doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
    }
    struct strbuf names = STRBUF_INIT;
    for (size_t i = 0; i < details->aliases.count; i++)
        page_join(&names, details->aliases.items[i]);
    doc_take(w->doc, ROLE_TEXT, &names, BULLET_COLS, 2 * BULLET_COLS);
}

/* Other owners of the same code: the reader may be looking at the wrong meaning. */
static void add_other_meanings(struct page_writer *w)
{
    size_t count = 0;
    for (const struct entry *other = registry_find(w->registry, w->entry->code, NULL);
         other != NULL; other = registry_next_meaning(w->registry, other)) {
        if (other == w->entry || ++count > PAGE_MAX_MEANINGS)
            continue;
        if (count == 1)
            doc_label(w->doc, "THE SAME CODE ELSEWHERE");
        struct rich rich = {0};
        page_begin_bullet(w, &rich);
        page_add_entry(w, &rich, other);
        rich_add(&rich, w->doc, ROLE_TEXT, "  ");
        rich_add(&rich, w->doc, ROLE_BADGE, other->owner);
        page_end_bullet(w, &rich);
    }
    page_add_rest(w, count);
}

typedef void add_section(struct page_writer *w);

/* What it means and what to do. */
static add_section *const text_sections[] = {
    page_add_facts,   add_causes,         add_actions,      add_numbers, add_server_actions,
    add_other_causes, add_messages,       page_add_limits,  add_meaning, page_add_headers,
    add_confusable,   add_other_meanings, page_add_related, add_myths,
};

/* What one looks up. */
static add_section *const reference_sections[] = {
    add_example, add_exchange, add_other_names, add_references, page_add_history,
};

static void add_sections(struct page_writer *w, add_section *const *sections, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sections[i](w);
}

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static struct doc *make(const struct subject *subject, const struct page_setup *setup)
{
    bool wide = setup->cols >= PAGE_ASIDE_COLS && !setup->text_only;
    struct page_writer text =
        page_begin(subject, setup, wide ? (setup->cols - PAGE_GAP_COLS) / 2 : setup->cols);
    text.doc->label_role = page_title_role(text.entry);
    page_add_subtitle(&text);
    page_add_meaning_count(&text);
    page_add_found_by(&text, setup->found_by);
    add_unlike(&text, setup->unlike);
    page_add_seen(&text, setup->seen);
    page_add_note(&text, setup->note);
    page_add_summary(&text,
                     text.entry->summary != NULL ? text.entry->summary : text.texts->summary);
    add_sections(&text, text_sections, COUNT(text_sections));
    if (setup->text_only)
        return text.doc;
    add_sections(&text, reference_sections, COUNT(reference_sections));
    return wide ? doc_fold(text.doc, PAGE_GAP_COLS) : text.doc;
}

static void put_title(const struct subject *subject, struct strbuf *out)
{
    page_put_title(subject_entry(subject), out);
}

static enum role title_role(const struct subject *subject)
{
    return page_title_role(subject_entry(subject));
}

static void put_summary(const struct subject *subject, struct strbuf *out)
{
    const char *summary = subject_entry(subject)->summary;
    put_title(subject, out);
    if (summary != NULL)
        strbuf_printf(out, ": %s", summary);
}

static const struct reference *definition(const struct subject *subject)
{
    const struct reference_list *references = &entry_details(subject_entry(subject))->references;
    return references->count > 0 ? &references->items[0] : NULL;
}

const struct page page_entry = {
    .title = put_title,
    .role = title_role,
    .make = make,
    .card = page_entry_card,
    .summary = put_summary,
    .markdown = page_entry_markdown,
    .reference = definition,
};
