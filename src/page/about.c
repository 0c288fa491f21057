#include "config.h"
#include "page/writer.h"

static void add_class(struct page_writer *w, size_t index)
{
    const int id_cols = 6;
    const struct code_class *class = &w->registry->classes[index];
    struct rich rich = {0};
    rich_add(&rich, w->doc, role_accent(index), class->id);
    rich_pad_to(&rich, id_cols);
    rich_add(&rich, w->doc, ROLE_STRONG, class->title);
    if (class->summary != NULL) {
        rich_add(&rich, w->doc, ROLE_TEXT, "  ");
        rich_add(&rich, w->doc, ROLE_TEXT, class->summary);
    }
    doc_add(w->doc, &rich, BULLET_COLS, BULLET_COLS + id_cols);
}

static struct doc *make(const struct subject *subject, const struct page_setup *setup)
{
    struct page_writer w = page_begin(subject, setup, setup->cols);
    page_add_fact(&w, "FROM", w.registry->source);
    page_add_fact(&w, "UPDATED", w.registry->updated);
    page_add_fact(&w, "READ", setup->origin[0] == '<' ? "compiled in" : setup->origin);
    doc_label(w.doc, "CLASSES");
    for (size_t i = 0; i < w.registry->class_count; i++)
        add_class(&w, i);
    return w.doc;
}

static void put_title(const struct subject *subject, struct strbuf *out)
{
    strbuf_puts(out, subject->registry->title);
}

const struct page page_about = {.title = put_title, .make = make};
