#include "config.h"
#include "base/utf8.h"
#include "page/writer.h"

/* From this width on, a class tells what its codes mean; their titles take this much of it. */
#define MEANINGS_MIN_COLS 84
#define TITLE_COLS 36

/* A code of a class, with its summary where there is room beside. */
static void add_code(struct page_writer *w, const struct entry *entry)
{
    struct rich rich = {0};
    bool with_summary = w->doc->width_cols >= MEANINGS_MIN_COLS;
    page_add_entry(w, &rich, entry);
    if (entry_is_unofficial(entry)) {
        rich_add(&rich, w->doc, ROLE_TEXT, "  ");
        rich_add(&rich, w->doc, ROLE_BADGE, entry->owner);
    }
    if (!with_summary || entry->summary == NULL) {
        doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
        return;
    }
    if (utf8_width(rich.text.data, rich.text.len) > TITLE_COLS - 2)
        doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
    rich_pad_to(&rich, TITLE_COLS);
    rich_add(&rich, w->doc, ROLE_TEXT, entry->summary);
    doc_add(w->doc, &rich, BULLET_COLS, BULLET_COLS + TITLE_COLS);
}

struct doc *page_class_doc(const struct registry *registry, const struct code_class *class,
                           int width_cols, bool ascii)
{
    struct page_writer writer = {doc_new(width_cols, ascii), registry, NULL};
    struct page_writer *w = &writer;
    struct strbuf range = STRBUF_INIT;
    struct rich rich = {0};

    w->doc->label_role = theme_accent((size_t)(class - registry->classes));
    strbuf_printf(&range, "%ld-%ld", class->first, class->last);
    rich_add(&rich, w->doc, ROLE_DIM, strbuf_str(&range));
    strbuf_clear(&range);
    if (class->reference.doc != NULL) {
        rich_add(&rich, w->doc, ROLE_DIM, " \u00b7 ");
        page_add_reference(w, &rich, ROLE_DIM, &class->reference);
    }
    doc_add(w->doc, &rich, 0, 0);
    page_add_summary(w, class->summary);
    doc_label(w->doc, "CODES");
    for (size_t i = 0; i < registry->entry_count; i++)
        if (registry_class_of(registry, &registry->entries[i]) == class)
            add_code(w, &registry->entries[i]);
    return w->doc;
}

struct doc *page_about_doc(const struct registry *registry, const char *origin, int width_cols,
                           bool ascii)
{
    struct doc *doc = doc_new(width_cols, ascii);
    const struct {
        const char *label, *value;
    } table[] = {{"FROM", registry->source},
                 {"UPDATED", registry->updated},
                 {"READ", origin[0] == '<' ? "compiled in" : origin}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct rich rich = {0};
        if (table[i].value == NULL)
            continue;
        rich_add(&rich, doc, ROLE_LABEL, table[i].label);
        rich_pad_to(&rich, FACT_LABEL_COLS);
        rich_add(&rich, doc, ROLE_TEXT, table[i].value);
        doc_add(doc, &rich, 0, FACT_LABEL_COLS);
    }
    doc_label(doc, "CLASSES");
    for (size_t i = 0; i < registry->class_count; i++) {
        const struct code_class *class = &registry->classes[i];
        struct rich rich = {0};
        rich_add(&rich, doc, theme_accent(i), class->id);
        rich_pad_to(&rich, 6);
        rich_add(&rich, doc, ROLE_STRONG, class->title);
        if (class->summary != NULL) {
            rich_add(&rich, doc, ROLE_TEXT, "  ");
            rich_add(&rich, doc, ROLE_TEXT, class->summary);
        }
        doc_add(doc, &rich, BULLET_COLS, BULLET_COLS + 6);
    }
    return doc;
}

struct doc *page_unknown_doc(const struct registry *registry, const char *code,
                             const struct unregistered *found, int width_cols, bool ascii)
{
    struct page_writer writer = {doc_new(width_cols, ascii), registry, NULL};
    struct page_writer *w = &writer;
    struct strbuf text = STRBUF_INIT;
    struct rich rich = {0};

    unregistered_text(registry, code, found, &text);
    page_add_prose(w, &rich, ROLE_SUMMARY, strbuf_str(&text));
    doc_add(w->doc, &rich, 0, 0);
    strbuf_clear(&text);
    if (found->nearest_count > 0)
        doc_label(w->doc, "NEAREST");
    for (size_t i = 0; i < found->nearest_count; i++) {
        page_add_entry(w, &rich, found->nearest[i]);
        doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
    }
    return w->doc;
}

struct doc *page_missing_doc(const struct bookmark_text *bookmark, int width_cols, bool ascii)
{
    struct page_writer writer = {doc_new(width_cols, ascii), NULL, NULL};
    struct rich rich = {0};
    rich_add(&rich, writer.doc, ROLE_DIM, bookmark->owner);
    rich_add(&rich, writer.doc, ROLE_DIM, " \u00b7 not in this registry");
    doc_add(writer.doc, &rich, 0, 0);
    page_add_note(&writer, bookmark->note);
    if (bookmark->added != NULL) {
        rich_add(&rich, writer.doc, ROLE_LABEL, "ADDED");
        rich_pad_to(&rich, FACT_LABEL_COLS);
        rich_add(&rich, writer.doc, ROLE_TEXT, bookmark->added);
        doc_blank(writer.doc);
        doc_add(writer.doc, &rich, 0, FACT_LABEL_COLS);
    }
    doc_blank(writer.doc);
    doc_text(writer.doc, ROLE_TEXT,
             "The bookmark is kept and shown again as an entry when a registry has the code.", 0,
             0);
    return writer.doc;
}
