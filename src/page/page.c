#include "config.h"
#include "page/page.h"

static const struct page *const pages[SUBJECT_COUNT] = {
    [SUBJECT_ENTRY] = &page_entry,       [SUBJECT_CLASS] = &page_class,
    [SUBJECT_REGISTRY] = &page_registry, [SUBJECT_UNKNOWN] = &page_unknown,
    [SUBJECT_INPUT] = &page_input,       [SUBJECT_MISSING] = &page_missing,
};

const struct page *subject_page(const struct subject *subject)
{
    return pages[subject->kind];
}

bool subject_can_copy(const struct subject *subject)
{
    const struct page *page = subject_page(subject);
    return page != NULL && page->summary != NULL;
}

void subject_title(const struct subject *subject, struct strbuf *out)
{
    const struct page *page = subject_page(subject);
    if (page != NULL)
        page->title(subject, out);
}

enum role subject_role(const struct subject *subject)
{
    const struct page *page = subject_page(subject);
    return page != NULL && page->role != NULL ? page->role(subject) : ROLE_STRONG;
}

struct doc *subject_doc(const struct subject *subject, const struct page_setup *setup)
{
    const struct page *page = subject_page(subject);
    return page != NULL ? page->make(subject, setup) : doc_new(setup->cols, setup->ascii);
}
