/*
 * What is done with bookmarks in the browser.
 */
#ifndef SB_VIEWS_BROWSER_BOOKMARK_H
#define SB_VIEWS_BROWSER_BOOKMARK_H

#include "base/strbuf.h"
#include "views/browser/state.h"

/* Adds or removes a bookmark of the selected row; undoes the last change of bookmarks (-1) or makes
 * again what was undone (1). Each says what it did, or why it did nothing. */
void bookmark_toggle(struct browser *browser);
void bookmark_step(struct browser *browser, int delta);

/* Moves the bookmark of the selected row to the place of the row `by` rows on. */
void bookmark_move(struct browser *browser, int by);

/* After the list of bookmarks has become another one: rows, counts and the details follow. */
void bookmark_list_changed(struct browser *browser);

/* For the prompt of notes. */

/* The identity that the selected row has among the bookmarks, for a change. False, and a message,
 * when there is nothing that could be changed. */
bool bookmark_begin_change(struct browser *browser, struct bookmark_id *id);

/* Appends what a bookmark is called in messages. */
void bookmark_put_name(const struct browser *browser, const struct bookmark_id *id,
                       struct strbuf *out);

/* Shows what became of a change: `done` when it is saved and nothing else happened, else the
 * message of *err, which is cleared. */
void bookmark_report_change(struct browser *browser, enum bookmark_result result,
                            struct sb_error *err, const char *done);

#endif
