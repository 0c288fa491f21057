/*
 * State -> frame: what the screen looks like. Reads the state, changes nothing in it.
 */
#ifndef SB_VIEWS_BROWSER_RENDER_H
#define SB_VIEWS_BROWSER_RENDER_H

#include "screen/frame.h"
#include "views/browser/state.h"

/* Draws the whole screen; the frame takes the state's size. */
void render(const struct state *state, struct frame *frame);

#endif
