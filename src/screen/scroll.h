/*
 * A document and the window on it: scroll position and selected link.
 */
#ifndef SB_SCREEN_SCROLL_H
#define SB_SCREEN_SCROLL_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/doc.h"
#include "screen/draw.h"

struct scroll {
    struct doc *doc; /* owned; NULL before the first scroll_set() */
    size_t top;      /* first line shown */
    size_t link;     /* selected link, DOC_NO_LINK: none */
    int rows;        /* of the window */

    /* Of scroll_rewrap(): the place that it kept, as long as the window stays where it put it. */
    struct {
        bool valid;
        size_t top;
        size_t letters;    /* from the top of the window to the end */
        bool begins_empty; /* with an empty line */
    } kept;
};

/* Takes the document over, shown from its start, no link selected. */
void scroll_set(struct scroll *scroll, struct doc *doc);

/* Takes over the same content in another width, or with something else before it; the window begins
 * with the same letter, and again with the same line when the width comes back. */
void scroll_rewrap(struct scroll *scroll, struct doc *doc);

/* Moves the window by delta lines, within the document. */
void scroll_by(struct scroll *scroll, long delta);

/* Selects the next (delta 1) or previous (-1) link; one that is not in the upper part of the window
 * comes to a third from its top, so that what follows can be read. Without a
 * selected one, the nearest in that direction, the window included. False when there is none. */
bool scroll_move_link(struct scroll *scroll, int delta);

/* Brings the next (delta 1) or previous (-1) section label to the top of the window; before the
 * first label is the start. False when the window cannot move that way. */
bool scroll_move_section(struct scroll *scroll, int delta);

/* Marks what stands out in a line that was drawn from row and col on. */
typedef void scroll_mark(const void *context, struct frame *frame, int row, int col,
                         const struct doc_line *line);

/* Draws the lines in the window; the cursor goes to the end of the selected link. mark may be
 * NULL. */
void scroll_draw(const struct scroll *scroll, struct frame *frame, const struct rect *rect,
                 scroll_mark *mark, const void *context);

/* The link at a row and column of the window, DOC_NO_LINK where there is none. */
size_t scroll_link_at(const struct scroll *scroll, int row, int col);

#endif
