#include "config.h"

#include <string.h>

#include "page/writer.h"
#include "registry/reference.h"
#include "registry/registry.h"

#define YEAR_CHARS 4
#define YEAR_COLS 6

/* The definitions of the entry from the oldest on: that of today is the last. */
static const struct reference *definition_at(const struct entry *entry, size_t i)
{
    return i < entry->history.count ? &entry->history.items[entry->history.count - 1 - i]
                                    : &entry->references.items[0];
}

static size_t definition_count(const struct entry *entry)
{
    return entry->history.count + (entry->references.count > 0);
}

/* The former name that is noted with a document, or NULL. */
static const char *noted_name(const struct entry *entry, const char *doc)
{
    for (size_t i = 0; i < entry->former_name_count; i++) {
        const struct former_name *name = &entry->former_names[i];
        if (name->reference.doc != NULL && strcmp(name->reference.doc, doc) == 0)
            return name->phrase;
    }
    return NULL;
}

/* The name in a definition: a former name was used up to the document it is noted with. */
static const char *name_in(const struct entry *entry, size_t definition)
{
    for (size_t i = definition; i < definition_count(entry); i++) {
        const char *name = noted_name(entry, definition_at(entry, i)->doc);
        if (name != NULL)
            return name;
    }
    return entry->phrase;
}

static void add_name(struct page_writer *w, const struct reference *reference, const char *name)
{
    const struct document *document = registry_document(w->registry, reference->doc);
    struct strbuf year = STRBUF_INIT;
    struct rich rich = {0};
    if (document != NULL && document->date != NULL)
        strbuf_printf(&year, "%.*s", YEAR_CHARS, document->date);
    rich_add(&rich, w->doc, ROLE_DIM, strbuf_str(&year));
    rich_pad_to(&rich, YEAR_COLS);
    rich_add(&rich, w->doc, ROLE_STRONG, name);
    rich_add(&rich, w->doc, ROLE_TEXT, "  ");
    page_add_reference(w, &rich, ROLE_DIM, reference);
    doc_add(w->doc, &rich, BULLET_COLS, BULLET_COLS + YEAR_COLS);
    strbuf_clear(&year);
}

void page_add_names(struct page_writer *w)
{
    const struct entry *entry = w->texts;
    const char *before = NULL;
    doc_label(w->doc, "NAMES");
    for (size_t i = 0; i < definition_count(entry); i++) {
        const char *name = name_in(entry, i);
        if (before == NULL || strcmp(before, name) != 0)
            add_name(w, definition_at(entry, i), name);
        before = name;
    }
}
