/*
 * The class Seen: which codes an input has, their order, and what the browser shows of them while
 * more is read.
 */
#ifndef SB_VIEWS_BROWSER_SEEN_ROWS_H
#define SB_VIEWS_BROWSER_SEEN_ROWS_H

#include "views/browser/state.h"

/* Prepares for an input, which the browser borrows; NULL: there is none. */
void seen_rows_init(struct browser *browser, const struct page_input *input);
void seen_rows_clear(struct browser *browser);

/* Follow what was read: new codes come last, or all rows go where they belong. */
void seen_rows_follow(struct browser *browser);
void seen_rows_sort(struct browser *browser);

/* The row of an entry, or NULL when it was not seen. */
const struct seen_row *seen_rows_find(const struct browser *browser, const struct entry *entry);

/* The row of what a page is about, or NULL. */
const struct seen_row *seen_rows_of(const struct browser *browser, const struct subject *subject);

/* How often the code of a row was seen. */
uint64_t seen_rows_count(const struct browser *browser, const struct seen_row *row);

/* What a row is about: its entry, or a code without one. */
struct subject seen_rows_subject(const struct seen_row *row);

/* Reports whether both rows are of one code or response. */
bool seen_rows_equal(const struct seen_row *a, const struct seen_row *b);

/* The response of a row, NULL when it has none, or it is not kept, or its head is
 * not yet read. */
const struct answer *seen_rows_answer(const struct browser *browser, uint64_t response);

/* The most telling row: the first; of an exchange the last final response. */
size_t seen_rows_best(const struct browser *browser);

/* Changes the order to the next one, whose name it returns. The rows follow later. */
const char *seen_rows_next_order(struct browser *browser);
const char *seen_rows_order(const struct browser *browser);

/* Pauses the picture, or lets it go on. The rows follow later. */
void seen_rows_pause(struct browser *browser);

#endif
