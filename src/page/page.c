#include "config.h"
#include "page/page.h"

#include <stdio.h>
#include <string.h>

struct subject subject_of_entry(const struct registry *registry, const struct entry *entry)
{
    return (struct subject){.page = &page_entry, .registry = registry, .thing = entry};
}

struct subject subject_of_code(const struct registry *registry, const char *code)
{
    struct subject subject = {.page = &page_unknown, .registry = registry};
    snprintf(subject.code, sizeof subject.code, "%s", code);
    return subject;
}

struct subject subject_of_missing(const struct bookmark *bookmark)
{
    struct subject subject = {.page = &page_missing, .thing = bookmark};
    snprintf(subject.code, sizeof subject.code, "%s", bookmark->id.code);
    return subject;
}

const struct entry *subject_entry(const struct subject *subject)
{
    return subject->page == &page_entry ? subject->thing : NULL;
}

bool subject_has_bookmark_id(const struct subject *subject)
{
    return subject->page == &page_entry || subject->page == &page_missing;
}

bool subject_bookmark_id(const struct subject *subject, struct bookmark_id *id)
{
    const struct entry *entry = subject_entry(subject);
    const struct bookmark *missing = subject->page == &page_missing ? subject->thing : NULL;
    if (entry != NULL)
        *id = (struct bookmark_id){subject->registry->id, entry->code, entry->owner};
    else if (missing != NULL)
        *id = missing->id;
    return entry != NULL || missing != NULL;
}

bool subject_can_copy(const struct subject *subject)
{
    return subject->page != NULL && subject->page->summary != NULL;
}

bool subject_equal(const struct subject *a, const struct subject *b)
{
    return a->page == b->page && a->registry == b->registry && a->thing == b->thing &&
           strcmp(a->code, b->code) == 0;
}

void subject_title(const struct subject *subject, struct strbuf *out)
{
    if (subject->page != NULL)
        subject->page->title(subject, out);
}

enum role subject_role(const struct subject *subject)
{
    bool has_role = subject->page != NULL && subject->page->role != NULL;
    return has_role ? subject->page->role(subject) : ROLE_STRONG;
}

struct doc *subject_doc(const struct subject *subject, const struct page_setup *setup)
{
    return subject->page != NULL ? subject->page->make(subject, setup)
                                 : doc_new(setup->cols, setup->ascii);
}
