/*
 * The details pane: the page of the selected row, and the sizes of all panes.
 */
#ifndef SB_VIEWS_BROWSER_DETAILS_H
#define SB_VIEWS_BROWSER_DETAILS_H

#include "views/browser/state.h"

/* What the selected row is about. */
struct subject details_selected(const struct browser *browser);

/* Sets *seen to what was seen of the subject that is shown. Returns false when nothing was. */
bool details_seen(const struct browser *browser, struct page_seen *seen);

/* Shows the page of a subject from its start; nothing changes when it is shown already. */
void details_show(struct browser *browser, const struct subject *subject);

/* Shows what is selected, after anything that may have changed that. */
void details_update(struct browser *browser);

/* The same after what a page says has changed: it is made again, and read on at the same place. */
void details_rebuild(struct browser *browser);

/* The same for any page, after what it lists was hidden or shown. */
void details_remake(struct browser *browser);

/* The details with their document, which is made on first use, so that a burst of keys makes only
 * the last one. */
struct scroll *details_scroll(struct browser *browser);

/* Computes where the panes are on a screen of a size; the page is wrapped again where its width
 * changed. */
void details_resize(struct browser *browser, int cols, int rows);

/* The same on the screen that is there, after the focus or the row of warnings changed. */
void details_layout(struct browser *browser);

#endif
