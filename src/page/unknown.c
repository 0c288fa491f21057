#include "config.h"
#include "page/writer.h"
#include "registry/unregistered.h"

static struct doc *make(const struct subject *subject, const struct page_setup *setup)
{
    struct page_writer writer = page_begin(subject, setup, setup->cols), *w = &writer;
    struct strbuf text = STRBUF_INIT;
    struct rich rich = {0};
    struct unregistered found;

    if (!unregistered_find(w->registry, subject->code, &found))
        return w->doc;
    unregistered_text(w->registry, subject->code, &found, &text);
    page_add_prose(w, &rich, ROLE_SUMMARY, strbuf_str(&text));
    doc_add(w->doc, &rich, 0, 0);
    strbuf_clear(&text);
    page_add_seen(w, setup->seen);
    if (found.nearest_count > 0)
        doc_label(w->doc, "NEAREST");
    for (size_t i = 0; i < found.nearest_count; i++) {
        page_add_entry(w, &rich, found.nearest[i]);
        doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
    }
    return w->doc;
}

static void put_title(const struct subject *subject, struct strbuf *out)
{
    strbuf_puts(out, subject->code);
}

static void put_summary(const struct subject *subject, struct strbuf *out)
{
    struct unregistered found;
    if (unregistered_find(subject->registry, subject->code, &found))
        unregistered_text(subject->registry, subject->code, &found, out);
}

static void put_markdown(const struct subject *subject, const struct page_seen *seen,
                         struct strbuf *out)
{
    struct strbuf summary = STRBUF_INIT;
    put_summary(subject, &summary);
    page_unknown_markdown(subject, strbuf_str(&summary), seen, out);
    strbuf_clear(&summary);
}

static const struct reference *rule(const struct subject *subject)
{
    return &subject->registry->unregistered.reference;
}

const struct page page_unknown = {
    .title = put_title,
    .make = make,
    .summary = put_summary,
    .markdown = put_markdown,
    .reference = rule,
};
