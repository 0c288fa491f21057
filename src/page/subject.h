/*
 * A subject: what a page is about. A value that knows nothing of pages, so that the text of a page
 * can lead to other subjects; page.h has the page of each kind.
 */
#ifndef SB_PAGE_SUBJECT_H
#define SB_PAGE_SUBJECT_H

#include <stdbool.h>

#include "bookmarks/bookmarks.h"
#include "registry/model.h"

#define SUBJECT_CODE_BYTES 48 /* of a code as typed; most of those of registries are shorter */

enum subject_kind {
    SUBJECT_NOTHING,
    SUBJECT_ENTRY,    /* thing: its struct entry */
    SUBJECT_CLASS,    /* thing: its struct code_class */
    SUBJECT_REGISTRY, /* as a whole */
    SUBJECT_UNKNOWN,  /* a code without an entry */
    SUBJECT_INPUT,    /* thing: its struct page_input */
    SUBJECT_MISSING,  /* thing: a bookmark whose entry no registry has */
    SUBJECT_COUNT
};

/* Small, and copied freely; valid as long as its registry. */
struct subject {
    enum subject_kind kind;
    const struct registry *registry;
    const void *thing;             /* as the kind says, else NULL */
    char code[SUBJECT_CODE_BYTES]; /* SUBJECT_UNKNOWN, as typed, and SUBJECT_MISSING; else "" */
};

/* The registry and the entry must outlive the subject; the code is copied, cut where it is too
 * long. */
struct subject subject_of_entry(const struct registry *registry, const struct entry *entry);
struct subject subject_of_code(const struct registry *registry, const char *code);

/* The bookmark, whose entry no registry has, must outlive the subject. */
struct subject subject_of_missing(const struct bookmark *bookmark);

/* The entry that the subject is, or NULL when it is something else. */
const struct entry *subject_entry(const struct subject *subject);

/* Returns whether bookmarks know the subject by an id. Looks at the kind of the subject alone. */
bool subject_has_bookmark_id(const struct subject *subject);

/* Sets *id to what a bookmark of the subject is known by; its strings are the subject's. Returns
 * false for what cannot be bookmarked: all but entries, and bookmarks without one. */
bool subject_bookmark_id(const struct subject *subject, struct bookmark_id *id);

/* Are they about the same? */
bool subject_equal(const struct subject *a, const struct subject *b);

#endif
