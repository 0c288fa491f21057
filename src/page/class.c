#include "config.h"
#include "page/writer.h"

#include <inttypes.h>

#include "base/utf8.h"
#include "registry/registry.h"

/* From this width on, a class says what its codes mean; their titles take this much of it. */
#define MEANINGS_MIN_COLS 84
#define TITLE_COLS 36

/* Adds a code of the class, with its summary where there is room next to it. */
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

static const struct code_class *class_of(const struct subject *subject)
{
    return subject->thing;
}

static enum role title_role(const struct subject *subject)
{
    return role_accent((size_t)(class_of(subject) - subject->registry->classes));
}

static struct doc *make(const struct subject *subject, const struct page_setup *setup)
{
    const struct code_class *class = class_of(subject);
    struct page_writer writer = page_begin(subject, setup, setup->cols), *w = &writer;
    struct rich rich = {0};

    w->doc->label_role = title_role(subject);
    if (class_has_numbers(class))
        rich_printf(&rich, w->doc, ROLE_DIM, "%" PRId64 "-%" PRId64, class->first, class->last);
    if (class->reference.doc != NULL) {
        rich_add(&rich, w->doc, ROLE_DIM, rich.text.len > 0 ? " \u00b7 " : "");
        page_add_reference(w, &rich, &class->reference);
    }
    doc_add(w->doc, &rich, 0, 0);
    page_add_summary(w, class->summary);
    doc_label(w->doc, "CODES");
    for (size_t i = 0; i < w->registry->entry_count; i++) {
        const struct entry *entry = &w->registry->entries[i];
        bool hidden = setup->official_only && entry_is_unofficial(entry);
        if (registry_class_of(w->registry, entry) == class && !entry_is_member(entry) && !hidden)
            add_code(w, entry);
    }
    page_add_grids(w, class, setup->official_only);
    return w->doc;
}

static void put_title(const struct subject *subject, struct strbuf *out)
{
    class_put_name(class_of(subject), out);
}

static void put_summary(const struct subject *subject, struct strbuf *out)
{
    put_title(subject, out);
    if (class_of(subject)->summary != NULL)
        strbuf_printf(out, ": %s", class_of(subject)->summary);
}

static const struct reference *definition(const struct subject *subject)
{
    return &class_of(subject)->reference;
}

const struct page page_class = {
    .title = put_title,
    .role = title_role,
    .make = make,
    .summary = put_summary,
    .markdown = page_class_markdown,
    .reference = definition,
};
