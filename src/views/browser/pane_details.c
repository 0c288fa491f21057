#include "config.h"
#include "views/browser/panes.h"

#include <string.h>

#include "base/utf8.h"

/* Is the line empty, or the left of two columns? */
static bool begins_empty(const struct doc *doc, const struct doc_line *line)
{
    size_t spaces = strspn(line->text, " ");
    return spaces == line->len || (doc->aside_col > 0 && spaces >= (size_t)doc->aside_col);
}

/* Lines below the title that say what it is: up to the first empty one. */
static size_t head_lines(const struct doc *doc)
{
    size_t count = 0;
    while (count < doc->line_count && !begins_empty(doc, &doc->lines[count]))
        count++;
    return count;
}

/* Draws the colour of the class next to the title, the lines right below it and the labels. */
static void draw_margin(const struct browser *browser, struct frame *frame)
{
    const struct rect *pane = &browser->layout.panes[PANE_DETAILS];
    const struct doc *doc = browser->details.doc;
    if (doc->label_role == ROLE_LABEL)
        return;
    enum role role = (enum role)(doc->label_role - ROLE_ACCENT + ROLE_BAR);
    size_t top = browser->details.top, head = head_lines(doc);
    for (int i = 0; i < pane->rows && top + (size_t)i < doc->line_count; i++) {
        const struct doc_line *line = &doc->lines[top + (size_t)i];
        if (top + (size_t)i < head || line->label)
            draw_bar(frame, pane->row + i, pane->col, role);
        if (line->aside_label)
            draw_bar(frame, pane->row + i, pane->col + doc->aside_col, role);
    }
    if (browser->layout.heading_row >= 0 && browser->focus != PANE_DETAILS)
        draw_bar(frame, browser->layout.heading_row, pane->col, role);
}

#define LINE_MAX_MARKS 16

/* Marks the words that the search found. */
static void mark_words(const void *context, struct frame *frame, int row, int col,
                       const struct doc_line *line)
{
    const struct browser *browser = context;
    struct span spans[LINE_MAX_MARKS];
    size_t count = library_search_mark(browser->search, browser->subject.registry, line->text,
                                       line->len, spans, LINE_MAX_MARKS);
    for (size_t i = 0; i < count; i++)
        frame_mark(frame, row, col + utf8_width(line->text, spans[i].start),
                   utf8_width(line->text + spans[i].start, spans[i].end - spans[i].start),
                   CELL_MATCH);
}

void pane_details_draw(const struct browser *browser, struct frame *frame)
{
    const struct rect *pane = &browser->layout.panes[PANE_DETAILS];
    struct rect text = layout_details_text(&browser->layout);
    if (browser->focus == PANE_DETAILS) {
        frame->cursor_row = pane->row;
        frame->cursor_col = pane->col;
    }
    scroll_draw(&browser->details, frame, &text, browser->shows_hits ? mark_words : NULL, browser);
    draw_margin(browser, frame);
    draw_thumb(frame, pane, browser->details.top, browser->details.doc->line_count);
}
