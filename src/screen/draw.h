/*
 * What the files of the renderer share among themselves: render.c the screen, render_panes.c the
 * panes, render_bars.c the lines above and below them, render_bottom.c the bottom line. Nothing
 * else includes it.
 */
#ifndef SB_SCREEN_DRAW_H
#define SB_SCREEN_DRAW_H

#include "screen/frame.h"
#include "screen/scroll.h"
#include "views/browser/state.h"

/* Signs of the screen; utf8_display() turns them into ASCII where only that can be shown. */
#define SIGN_STAR "\u2605"
#define SIGN_DOT " \u00b7 "

/* --- render.c ----------------------------------------------------------------------------------
 */

/* Writes a text, cut where it is too long; returns its columns. */
int render_put(struct frame *frame, int row, int col, int max_cols, const char *text,
               enum role role);

/* Writes a text that ends before column `end`; returns the column where it begins. */
int render_put_right(struct frame *frame, int row, int col, int end, const char *text,
                     enum role role);

/* The colour of a class, beside what is of that class. */
void render_bar(struct frame *frame, int row, int col, enum role role);

/* Where in a longer text the window is: a thumb at the pane's right edge. */
void render_thumb(struct frame *frame, const struct rect *rect, size_t top, size_t count);

/* The lines of a document that the reader shows. With marks, the words that its search found are
 * marked. */
void render_doc(struct frame *frame, const struct rect *rect, const struct scroll *reader,
                const struct state *marks);

/* --- render_panes.c ----------------------------------------------------------------------------
 */

void render_classes(const struct state *state, struct frame *frame);
void render_codes(const struct state *state, struct frame *frame);
void render_details(const struct state *state, struct frame *frame);

/* Appends the name of a row of the class pane: "4xx Client Error", or its first word alone. */
void render_class_label(const struct state *state, const struct class_row *row, bool with_title,
                        struct strbuf *out);

/* Appends why a hit is one, for a row: "tag: rate limit". */
void render_hit_reason(const struct state *state, const struct hit *hit, struct strbuf *out);

/* --- render_bars.c -----------------------------------------------------------------------------
 */

void render_title_bar(const struct state *state, struct frame *frame);

/* In a narrow layout: where this pane is, "4xx > 429 Too Many Requests". */
void render_crumbs(const struct state *state, struct frame *frame);

/* The first line of the first warning, in the layout's row for one. */
void render_warning(const struct state *state, struct frame *frame);

/* --- render_bottom.c ---------------------------------------------------------------------------
 */

/* The bottom line: a prompt, a message, or hints. */
void render_bottom(const struct state *state, struct frame *frame);

/* What can be copied, a line each, above the bottom line. */
void render_copy_menu(const struct state *state, struct frame *frame);

#endif
