/*
 * The hits of a search: running it, moving among them, leaving them.
 */
#ifndef SB_VIEWS_BROWSER_HITS_H
#define SB_VIEWS_BROWSER_HITS_H

#include "base/strbuf.h"
#include "views/browser/state.h"

/* Builds the index, so that the first key of the first search does not wait for it. */
void hits_prepare(struct browser *browser);

/* Searches for the text, "" for nothing. What is shown stays: rows_fill_codes() shows the hits. */
void hits_run(struct browser *browser, const char *text);

/* Selects the next (1) or previous (-1) hit, and shows the hits again; without hits, the next or
 * previous code of the list. */
void hits_move(struct browser *browser, int delta);

/* Goes back from the hits to the class of the selected entry. */
void hits_leave(struct browser *browser);

/* Appends what was searched for, and how much of it when that is not all. */
void hits_put_text(const struct browser *browser, struct strbuf *out);

/* What belongs to the user and can be searched. The browser must outlive its use. */
struct search_user hits_user(const struct browser *browser);

#endif
