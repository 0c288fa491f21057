/*
 * What every frame has to be, and a frame as text.
 */
#ifndef SB_TESTS_SUPPORT_SCREEN_H
#define SB_TESTS_SUPPORT_SCREEN_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "screen/frame.h"

/* Every row has exactly as many columns as the frame, and each half of a wide character its other
 * half. */
bool support_frame_is_sound(const struct frame *frame);

/* Appends what a cell shows. */
void support_add_cell(const struct frame *frame, int row, int col, struct strbuf *out);

/* Appends the text of the cells of a row, from one column to before another, that have one of the
 * flags. */
void support_put_flagged(const struct frame *frame, int row, int from, int to, unsigned flags,
                         struct strbuf *out);

/* Appends the grid as text: a line a row, without spaces at the ends. */
void support_put_screen(const struct frame *frame, struct strbuf *out);

#endif
