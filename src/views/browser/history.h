/*
 * Following links, and the places to come back to.
 */
#ifndef SB_VIEWS_BROWSER_HISTORY_H
#define SB_VIEWS_BROWSER_HISTORY_H

#include "views/browser/state.h"

/* Where the user is, and back to such a place, or to what is left of it. */
struct place history_place(const struct browser *browser);
void history_go_to(struct browser *browser, const struct place *place);

/* Follows the selected link; back and forward then lead along it. */
void history_follow(struct browser *browser);
void history_back(struct browser *browser);
void history_forward(struct browser *browser);

#endif
