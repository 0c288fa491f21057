#include "config.h"
#include "page/subject.h"

#include <stdio.h>
#include <string.h>

struct subject subject_of_entry(const struct registry *registry, const struct entry *entry)
{
    return (struct subject){.kind = SUBJECT_ENTRY, .registry = registry, .thing = entry};
}

struct subject subject_of_code(const struct registry *registry, const char *code)
{
    struct subject subject = {.kind = SUBJECT_UNKNOWN, .registry = registry};
    snprintf(subject.code, sizeof subject.code, "%s", code);
    return subject;
}

struct subject subject_of_missing(const struct bookmark *bookmark)
{
    struct subject subject = {.kind = SUBJECT_MISSING, .thing = bookmark};
    snprintf(subject.code, sizeof subject.code, "%s", bookmark->id.code);
    return subject;
}

const struct entry *subject_entry(const struct subject *subject)
{
    return subject->kind == SUBJECT_ENTRY ? subject->thing : NULL;
}

bool subject_has_bookmark_id(const struct subject *subject)
{
    return subject->kind == SUBJECT_ENTRY || subject->kind == SUBJECT_MISSING;
}

bool subject_bookmark_id(const struct subject *subject, struct bookmark_id *id)
{
    const struct entry *entry = subject_entry(subject);
    const struct bookmark *missing = subject->kind == SUBJECT_MISSING ? subject->thing : NULL;
    if (entry != NULL)
        *id = (struct bookmark_id){subject->registry->id, entry->code, entry->owner};
    else if (missing != NULL)
        *id = missing->id;
    return entry != NULL || missing != NULL;
}

bool subject_equal(const struct subject *a, const struct subject *b)
{
    return a->kind == b->kind && a->registry == b->registry && a->thing == b->thing &&
           strcmp(a->code, b->code) == 0;
}
