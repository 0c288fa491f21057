/*
 * What the files that write entries share: entry.c an entry, entry_facts.c its facts and header
 * fields, entry_pages.c classes and what has no entry. Nothing else includes it.
 */
#ifndef SB_PAGE_WRITER_H
#define SB_PAGE_WRITER_H

#include "doc/doc.h"
#include "page/entry.h"
#include "registry/registry.h"

#define BULLET_COLS 2
#define FACT_LABEL_COLS 9

/* What is being written, and about what. */
struct page_writer {
    struct doc *doc;
    const struct registry *registry;
    const struct entry *entry; /* NULL for a class or a registry */
};

/* --- entry.c -----------------------------------------------------------------------------------
 */

/* Appends running text; the codes that it names become links. */
void page_add_prose(struct page_writer *w, struct rich *rich, enum role role, const char *text);

/* Appends "RFC 9110 §15.5", which is not broken over lines. */
void page_add_reference(struct page_writer *w, struct rich *rich, enum role role,
                        const struct reference *reference);

/* Appends an entry's title as a link to it. */
void page_add_entry(struct page_writer *w, struct rich *rich, const struct entry *entry);

/* Adds the one sentence to read, NULL for none; the user's note, NULL or "" for none. */
void page_add_summary(struct page_writer *w, const char *summary);
void page_add_note(struct page_writer *w, const char *note);

/* Appends a word to a list of them. */
void page_join(struct strbuf *out, const char *word);

/* --- entry_facts.c -----------------------------------------------------------------------------
 */

/* Adds the grid of facts; the table of header fields. */
void page_add_facts(struct page_writer *w);
void page_add_headers(struct page_writer *w);

#endif
