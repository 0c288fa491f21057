/*
 * A selection as text: whole entries, or a list with one line for each.
 *
 * Everything is appended to a string, which main.c writes. Registry, search and pages are those of
 * the browser.
 */
#ifndef SB_CLI_PRINT_H
#define SB_CLI_PRINT_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "cli/selection.h"
#include "doc/doc.h"
#include "doc/theme.h"
#include "page/page.h"

struct print_style {
    const struct theme *theme;
    enum color_depth colors;
    bool hyperlinks; /* references as OSC 8 links */
    bool ascii;
    int width_cols;
};

/* Appends a document; the heading and the page of a subject. */
void print_doc(const struct doc *doc, const struct print_style *style, struct strbuf *out);
void print_subject(const struct subject *subject, const struct page_setup *setup,
                   const struct print_style *style, struct strbuf *out);

/* Appends the short answer to a subject, or its page when it is short itself. */
void print_card(const struct subject *subject, const struct page_setup *setup,
                const struct print_style *style, struct strbuf *out);

/* Appends the page of each item, an empty line between them; a class begins with its own page. Of a
 * code's further meanings it names PAGE_MAX_MEANINGS, one a line. */
void print_entries(const struct selection *selection, const struct print_style *style,
                   struct strbuf *out);

/* Appends what tells the items apart. */
void print_comparison(const struct selection *selection, const struct print_style *style,
                      struct strbuf *out);

/* Appends a short answer for each item, an empty line between them. A further meaning of a code is
 * named in the answer to its first. */
void print_cards(const struct selection *selection, const struct print_style *style,
                 struct strbuf *out);

/* Appends one line for each item, code first. */
void print_list(const struct selection *selection, const struct print_style *style,
                struct strbuf *out);

#endif
