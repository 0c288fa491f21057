/*
 * The card of a subject, shown step by step to a room: the code alone, what it means, who sends it,
 * the messages, the facts, what it is not, how it was called.
 */
#ifndef SB_PAGE_DECK_H
#define SB_PAGE_DECK_H

#include "page/page.h"

#define DECK_TEXT_COLS 96 /* longer lines are hard to read from the last row */

struct deck_setup {
    int cols, rows; /* that there are */
    bool ascii;
    const char *note; /* shown below the card; NULL: not */
};

/* Returns how many steps the card has, at least 1. */
size_t deck_count(const struct subject *subject);

/* Makes the card as it is at a step, from 0. Of an entry the first step is a question: it shows the
 * code, and not what it is called. Links are as on pages. */
struct doc *deck_card(const struct subject *subject, size_t step, const struct deck_setup *setup);

/* Does the step show what the code is called? */
bool deck_names(const struct subject *subject, size_t step);

/* Adds the head of an entry's card to an empty document: the digits, and next to them the phrase,
 * who says so and the summary. */
void deck_add_head(struct doc *doc, const struct subject *subject, const struct deck_setup *setup);

#endif
