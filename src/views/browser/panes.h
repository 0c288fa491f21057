/*
 * Drawing the browser: its three panes, and the lines above and below them.
 */
#ifndef SB_VIEWS_BROWSER_PANES_H
#define SB_VIEWS_BROWSER_PANES_H

#include "screen/draw.h"
#include "views/browser/state.h"

/* Draw a pane where the layout has it. */
void pane_classes_draw(const struct browser *browser, struct frame *frame);
void pane_codes_draw(const struct browser *browser, struct frame *frame);
void pane_details_draw(const struct browser *browser, struct frame *frame);

/* Draws the bar at the left of a row: the colour of its class, and whether it is selected. */
void bars_draw_row(const struct browser *browser, struct frame *frame, enum pane pane, int row,
                   size_t class_index, bool selected);

/* Draws the title bar, or in a narrow layout where this pane is: "4xx › 429 Too Many Requests". */
void bars_draw_title(const struct browser *browser, struct frame *frame);
void bars_draw_crumbs(const struct browser *browser, struct frame *frame);

/* Draws the headings of the panes, and the lines between them. */
void bars_draw_headings(const struct browser *browser, struct frame *frame);

/* Draws the first line of the first warning, in the layout's row for one. */
void bars_draw_warning(const struct browser *browser, struct frame *frame);

/* The hints for where the user is. */
const struct hint *browser_hints(const struct view *view);

#endif
