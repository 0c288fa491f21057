/*
 * What the pages share: running text with links, bullets, references. For this folder alone.
 */
#ifndef SB_PAGE_WRITER_H
#define SB_PAGE_WRITER_H

#include "base/strbuf.h"
#include "doc/doc.h"
#include "page/page.h"
#include "registry/model.h"

#define BULLET_COLS 2
#define FACT_LABEL_COLS 9

/* A page that is being written. */
struct page_writer {
    struct doc *doc;
    const struct registry *registry;     /* whose codes become links; NULL: none do */
    const struct library *library;       /* NULL: there is only the registry */
    const struct entry *entry;           /* what it is about; NULL: no entry */
    const struct entry *texts;           /* whose texts are shown: the entry itself or its family */
    const struct entry_details *details; /* of texts */
};

/* Begins the page of a subject. cols: that there are for its text, which is wrapped to
 * PAGE_TEXT_COLS at most. */
struct page_writer page_begin(const struct subject *subject, const struct page_setup *setup,
                              int cols);

/* Continues a document about a subject, without a library. */
struct page_writer page_writer_of(struct doc *doc, const struct subject *subject);

/* The n-th line of a list of the entry's texts (an offset in struct entry) or NULL, as family.h has
 * them. */
const char *page_line(const struct page_writer *w, size_t list, size_t n);

/* Appends running text; the codes that it names become links, and what stands in double quotes is
 * literal. */
void page_add_prose(struct page_writer *w, struct rich *rich, enum role role, const char *text);

/* Appends "RFC 9110 §15.5", which is not broken over lines. */
void page_add_reference(struct page_writer *w, struct rich *rich,
                        const struct reference *reference);

/* Appends a reference that leads to its URL, if there is one. */
void page_add_reference_link(struct page_writer *w, struct rich *rich,
                             const struct reference *reference);

/* Appends an entry's title as a link to it. */
void page_add_entry(struct page_writer *w, struct rich *rich, const struct entry *entry);

/* The same of an entry of another registry. */
void page_add_entry_of(struct page_writer *w, struct rich *rich, const struct registry *registry,
                       const struct entry *entry);

/* Appends a text as a link to an entry. */
void page_add_link(struct page_writer *w, struct rich *rich, const char *text,
                   const struct entry *entry);

/* Adds the one sentence to read, NULL for none; the user's note, NULL or "" for none. */
void page_add_summary(struct page_writer *w, const char *summary);
void page_add_note(struct page_writer *w, const char *note);

/* Adds what a search found the subject by, right below the subtitle. NULL adds nothing. */
void page_add_found_by(struct page_writer *w, const char *found_by);

/* Appends how often the code was seen: "2 times, 3.5 % of 57". */
void page_put_seen(const struct page_seen *seen, struct strbuf *out);

/* Appends a text of the input, its secrets masked; a line of it, which may have been cut. */
void page_put_masked(const struct page_input *input, const char *text, size_t len,
                     struct strbuf *out);
void page_put_text(const struct page_input *input, const struct seen_example *text,
                   struct strbuf *out);

/* Adds how often and where the code was seen; NULL: nothing. */
void page_add_seen(struct page_writer *w, const struct page_seen *seen);

/* Adds what the responses say: what to do, why, who responded, broken rules, fields, request.
 * Returns false when there are none, or too many. */
bool page_add_answers(struct page_writer *w, const struct page_seen *seen);

/* Adds the lines of the first responses with the code, and of their requests. Returns false, and
 * adds nothing, when none was kept. */
bool page_add_messages(struct page_writer *w, const struct page_seen *seen);

/* Adds a fact: its label and its value. */
void page_add_fact(struct page_writer *w, const char *label, const char *value);

/* Bullets: begin one, append to it, end it. */
void page_begin_bullet(struct page_writer *w, struct rich *rich);
void page_end_bullet(struct page_writer *w, struct rich *rich);

/* Adds a bullet: a code that the entry is confused with, and how it differs. */
void page_add_difference(struct page_writer *w, const struct confusable *other);

/* Adds "and 3 more" when there are more meanings than PAGE_MAX_MEANINGS. */
void page_add_rest(struct page_writer *w, size_t meanings);

/* Of an entry. */

/* Appends the heading, "429 Too Many Requests". And its role, by the class of the entry. */
void page_put_title(const struct entry *entry, struct strbuf *out);
enum role page_title_role(const struct entry *entry);

/* Append, or add, the line below it: "Client Error · IANA standard · RFC 6585 §4". */
void page_put_subtitle(const struct registry *registry, const struct entry *entry,
                       struct strbuf *out);
void page_add_subtitle(struct page_writer *w);

/* Adds, of a code with several owners, which of its meanings this is, and whose the others are. */
void page_add_meaning_count(struct page_writer *w);

/* Adds what one wants first: TRY with the first thing to do, NEEDS with the header fields that are
 * a MUST, and the grid of facts. Adds the table of header fields. */
void page_add_facts(struct page_writer *w);
void page_add_headers(struct page_writer *w);

/* Append a fact of the grid by its label, nothing when it is not known; the header fields that a
 * response must have, "nothing" for none, or nothing for a code that is never sent. */
void page_put_fact(const struct entry *entry, const char *label, struct strbuf *out);
void page_put_needs(const struct entry *entry, struct strbuf *out);

/* A fact as the number of its value, 0 when it is not known; how many values there are, and the
 * word for one, NULL for one that is not shown. */
unsigned page_fact_value(const struct entry *entry, enum grid_fact fact);
size_t page_fact_count(enum grid_fact fact);
const char *page_fact_word(enum grid_fact fact, size_t value);

/* Adds a table of the entries that have the facts of the grid; nothing when none has. And the grids
 * that the registry has for the page of a class, or for that of all (NULL). */
void page_add_grid(struct page_writer *w, const struct grid *grid,
                   const struct entry *const *entries, size_t count);
void page_add_grids(struct page_writer *w, const struct code_class *class, bool official_only);

/* Has the entry the facts of the grid? */
bool page_has_facts(const struct grid *grid, const struct entry *entry);

/* Makes the short answer about an entry. */
struct doc *page_entry_card(const struct subject *subject, const struct page_setup *setup);

/* Adds what says more, in this registry and others: what the entry names, and what names it. */
void page_add_related(struct page_writer *w);

/* Adds how it has been called, and since when: a line for each name, the oldest first. */
void page_add_names(struct page_writer *w);

/* Adds the earlier definitions, the newest first: year, document, and the name that it had there.
 */
void page_add_history(struct page_writer *w);

/* Adds the table of limits and timeouts. */
void page_add_limits(struct page_writer *w);

/* Append a page as Markdown. seen: as in struct page. */
void page_entry_markdown(const struct subject *subject, const struct page_seen *seen,
                         struct strbuf *out);
void page_class_markdown(const struct subject *subject, const struct page_seen *seen,
                         struct strbuf *out);
void page_unknown_markdown(const struct subject *subject, const char *summary,
                           const struct page_seen *seen, struct strbuf *out);

/* Appends a word to a list of them. */
void page_join(struct strbuf *out, const char *word);

#endif
