#include "config.h"
#include "page/writer.h"

static struct doc *make(const struct subject *subject, const struct page_setup *setup)
{
    const struct bookmark *bookmark = subject->thing;
    struct page_writer w = page_begin(subject, setup, setup->cols);
    struct rich rich = {0};
    rich_add(&rich, w.doc, ROLE_DIM, bookmark->id.owner);
    rich_add(&rich, w.doc, ROLE_DIM, " \u00b7 not in this registry");
    doc_add(w.doc, &rich, 0, 0);
    page_add_note(&w, bookmark->note);
    if (bookmark->added != NULL) {
        doc_blank(w.doc);
        page_add_fact(&w, "ADDED", bookmark->added);
    }
    doc_blank(w.doc);
    doc_text(w.doc, ROLE_TEXT,
             "The bookmark is kept and shown again as an entry when a registry has the code.", 0,
             0);
    return w.doc;
}

static void put_title(const struct subject *subject, struct strbuf *out)
{
    const struct bookmark *bookmark = subject->thing;
    strbuf_puts(out, bookmark->id.code);
}

const struct page page_missing = {.title = put_title, .make = make};
