/*
 * Frames to the screen. Curses gets only the cells that changed.
 */
#ifndef SB_TERM_OUTPUT_H
#define SB_TERM_OUTPUT_H

#include "screen/frame.h"

/* Shows a frame of the terminal's size. */
void term_draw(const struct frame *frame);

/* Makes the next term_draw() paint the whole screen again. */
void term_redraw(void);

#endif
