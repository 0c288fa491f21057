/*
 * Pieces that every view draws: texts, bars, scroll thumbs.
 */
#ifndef SB_SCREEN_DRAW_H
#define SB_SCREEN_DRAW_H

#include "screen/frame.h"

/* Signs of the screen. A frame turns them into ASCII where only that can be shown. */
#define SIGN_STAR "\u2605"
#define SIGN_DOT " \u00b7 "
#define SIGN_FOCUS "\u25b8"
#define SIGN_SELECTED "\u2588"
#define SIGN_LINE "\u254c"
#define SIGN_CRUMB " \u203a "

struct rect {
    int row, col;
    int rows, cols; /* 0: not on the screen */
};

/* Writes a text, cut where it is too long. Returns its columns. */
int draw_text(struct frame *frame, int row, int col, int max_cols, const char *text,
              enum role role);

/* Writes a text that ends before column `end`. Returns the column where it begins. */
int draw_right(struct frame *frame, int row, int col, int end, const char *text, enum role role);

/* Draws the colour of a class next to what is of that class. */
void draw_bar(struct frame *frame, int row, int col, enum role role);

/* Draws at the right edge which part of `count` rows is shown from `top` on. */
void draw_thumb(struct frame *frame, const struct rect *rect, size_t top, size_t count);

/* Is the position where such a thumb can be, when there are more rows than fit? */
bool draw_is_thumb(const struct rect *rect, size_t count, int row, int col);

/* The `top` that brings the middle of the thumb to a row of the screen, or as near as it goes. */
size_t draw_thumb_top(const struct rect *rect, size_t count, int row);

#endif
