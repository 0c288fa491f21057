/*
 * The places where the user was, as a web browser keeps them: what was read before a link was
 * followed, a code or a search typed, or another class chosen. Back and forward walk them.
 */
#ifndef SB_VIEWS_BROWSER_HISTORY_H
#define SB_VIEWS_BROWSER_HISTORY_H

#include "views/browser/state.h"

/* Where the user is; to be cleared. And back to such a place, or to what is left of it. */
struct place history_place(const struct browser *browser);
void history_go_to(struct browser *browser, const struct place *place);
void place_clear(struct place *place); /* frees */

/* After the user has gone from `before` to another place: back leads there. Clears *before. */
void history_record(struct browser *browser, struct place *before);

/* The same after a step in a list or a click, which is one only when another class is listed now.
 * Of several such steps in a row only the first counts. */
void history_record_class(struct browser *browser, struct place *before);

/* Follows the selected link. */
void history_follow(struct browser *browser);

/* Goes to the place before (-1), or on again to where back came from (1); a message when there is
 * none. */
void history_go(struct browser *browser, int delta);
void history_clear(struct browser *browser); /* frees */

#endif
