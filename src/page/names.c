#include "config.h"
#include "page/writer.h"

#include <string.h>

#include "base/utf8.h"
#include "registry/reference.h"
#include "registry/registry.h"

#define YEAR_CHARS 4
#define YEAR_COLS 6

/* The definitions of the entry from the oldest on: that of today is the last. */
static const struct reference *definition_at(const struct entry *entry, size_t i)
{
    const struct entry_details *details = entry_details(entry);
    return i < details->history.count ? &details->history.items[details->history.count - 1 - i]
                                      : &details->references.items[0];
}

static size_t definition_count(const struct entry *entry)
{
    const struct entry_details *details = entry_details(entry);
    return details->history.count + (details->references.count > 0);
}

/* The former name that is noted with a definition, or NULL. */
static const char *noted_name(const struct entry *entry, const struct reference *definition)
{
    const struct entry_details *details = entry_details(entry);
    for (size_t i = 0; i < details->former_name_count; i++)
        if (reference_equal(&details->former_names[i].reference, definition))
            return details->former_names[i].phrase;
    return NULL;
}

/* Is it noted with none of the definitions? Documents have names in other places, too. */
static bool is_loose(const struct entry *entry, const struct former_name *name)
{
    for (size_t i = 0; i < definition_count(entry); i++)
        if (reference_equal(&name->reference, definition_at(entry, i)))
            return false;
    return true;
}

/* The name in a definition: a former name was used up to the definition it is noted with. */
static const char *name_in(const struct entry *entry, size_t definition)
{
    for (size_t i = definition; i < definition_count(entry); i++) {
        const char *name = noted_name(entry, definition_at(entry, i));
        if (name != NULL)
            return name;
    }
    return entry->phrase;
}

/* "" where it is not known, also of a reference to nothing: a former name may have none. */
static const char *date_of(const struct page_writer *w, const struct reference *reference)
{
    const struct document *document =
        reference->doc != NULL ? registry_document(w->registry, reference->doc) : NULL;
    return document != NULL && document->date != NULL ? document->date : "";
}

/* Begins a line with the year of the document. */
static void begin_with_year(const struct page_writer *w, const struct reference *reference,
                            struct rich *rich)
{
    rich_printf(rich, w->doc, ROLE_DIM, "%.*s", YEAR_CHARS, date_of(w, reference));
    rich_pad_to(rich, YEAR_COLS);
}

static void add_name(struct page_writer *w, const struct reference *reference, const char *name)
{
    struct rich rich = {0};
    begin_with_year(w, reference, &rich);
    rich_add(&rich, w->doc, ROLE_STRONG, name);
    if (reference->doc != NULL) {
        rich_add(&rich, w->doc, ROLE_TEXT, "  ");
        page_add_reference(w, &rich, reference);
    }
    doc_add(w->doc, &rich, BULLET_COLS, BULLET_COLS + YEAR_COLS);
}

/* A list of names, in which one that follows itself is written once. */
struct name_list {
    struct page_writer *w;
    const char *last; /* NULL: none was written */
    size_t noted;     /* former names that have been looked at */
};

static void list_name(struct name_list *list, const struct reference *reference, const char *name)
{
    if (list->last == NULL || strcmp(list->last, name) != 0)
        add_name(list->w, reference, name);
    list->last = name;
}

/* Adds those noted with none of the definitions that are older than the date; NULL: all of them.
 * Former names stand with the newest first. */
static void list_loose_names(struct name_list *list, const char *date)
{
    const struct entry_details *details = list->w->details;
    for (; list->noted < details->former_name_count; list->noted++) {
        const struct former_name *name =
            &details->former_names[details->former_name_count - 1 - list->noted];
        if (date != NULL && strcmp(date_of(list->w, &name->reference), date) >= 0)
            return;
        if (is_loose(list->w->texts, name))
            list_name(list, &name->reference, name->phrase);
    }
}

void page_add_names(struct page_writer *w)
{
    const struct entry *entry = w->texts;
    struct name_list list = {w, NULL, 0};
    size_t count = definition_count(entry);
    doc_label(w->doc, "NAMES");
    for (size_t i = 0; i < count; i++) {
        const struct reference *definition = definition_at(entry, i);
        list_loose_names(&list, i + 1 < count ? date_of(w, definition) : NULL);
        list_name(&list, definition, name_in(entry, i));
    }
    list_loose_names(&list, NULL);
}

static int longest_reference(const struct reference_list *list)
{
    int longest = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct strbuf text = STRBUF_INIT;
        reference_text(&list->items[i], &text);
        int cols = utf8_width(text.data, text.len);
        longest = cols > longest ? cols : longest;
        strbuf_clear(&text);
    }
    return longest;
}

/* What the document is, on a line of its own. */
static void add_details(struct page_writer *w, const struct document *document)
{
    struct rich rich = {0};
    rich_add(&rich, w->doc, ROLE_DIM, document->title);
    if (document->status != NULL)
        rich_printf(&rich, w->doc, ROLE_DIM, ", %s", document->status);
    doc_add(w->doc, &rich, BULLET_COLS + YEAR_COLS, 2 * BULLET_COLS + YEAR_COLS);
}

static void add_definition(struct page_writer *w, const struct reference *reference,
                           const char *name, int reference_cols)
{
    const struct document *document = registry_document(w->registry, reference->doc);
    struct rich rich = {0};
    begin_with_year(w, reference, &rich);
    page_add_reference_link(w, &rich, reference);
    rich_pad_to(&rich, YEAR_COLS + reference_cols + 2);
    rich_add(&rich, w->doc, ROLE_TEXT, name);
    doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS + YEAR_COLS);
    if (document != NULL)
        add_details(w, document);
}

void page_add_history(struct page_writer *w)
{
    const struct reference_list *list = &w->details->history;
    int cols = longest_reference(list);
    if (list->count > 0)
        doc_label(w->doc, "HISTORY");
    for (size_t i = 0; i < list->count; i++)
        add_definition(w, &list->items[i], name_in(w->texts, list->count - 1 - i), cols);
}
