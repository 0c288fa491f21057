#include "config.h"
#include "screen/scroll.h"

#include "base/utf8.h"
#include "screen/list.h"

static size_t window_rows(const struct scroll *scroll)
{
    return scroll->rows > 0 ? (size_t)scroll->rows : 1;
}

static size_t line_count(const struct scroll *scroll)
{
    return scroll->doc != NULL ? scroll->doc->line_count : 0;
}

void scroll_by(struct scroll *scroll, long delta)
{
    size_t lines = line_count(scroll), rows = window_rows(scroll);
    size_t last_top = lines > rows ? lines - rows : 0;
    if (scroll->top > last_top)
        scroll->top = last_top;
    scroll->top = list_clamp(scroll->top, delta, last_top);
}

void scroll_set(struct scroll *scroll, struct doc *doc)
{
    doc_free(scroll->doc);
    scroll->doc = doc;
    scroll->top = 0;
    scroll->link = DOC_NO_LINK;
}

void scroll_rewrap(struct scroll *scroll, struct doc *doc)
{
    size_t old_lines = line_count(scroll), top = scroll->top, link = scroll->link;
    scroll_set(scroll, doc);
    if (link < doc->link_count)
        scroll->link = link;
    if (old_lines > 0)
        scroll->top = top * doc->line_count / old_lines;
    scroll_by(scroll, 0);
}

static void reveal_link(struct scroll *scroll)
{
    size_t line = scroll->doc->links[scroll->link].line;
    size_t rows = window_rows(scroll);
    if (line < scroll->top)
        scroll->top = line;
    if (line >= scroll->top + rows)
        scroll->top = line - rows + 1;
    scroll_by(scroll, 0);
}

/* The first link in or below the window for delta 1, the last in or above it for -1. */
static size_t link_near_window(const struct scroll *scroll, int delta)
{
    size_t found = DOC_NO_LINK;
    for (size_t i = 0; i < scroll->doc->link_count; i++) {
        size_t line = scroll->doc->links[i].line;
        if (delta > 0 && line >= scroll->top)
            return i;
        if (delta < 0 && line < scroll->top + window_rows(scroll))
            found = i;
    }
    return found;
}

bool scroll_move_link(struct scroll *scroll, int delta)
{
    size_t count = scroll->doc->link_count;
    size_t link = scroll->link == DOC_NO_LINK ? link_near_window(scroll, delta)
                                              : list_clamp(scroll->link, delta, count - 1);
    if (link == DOC_NO_LINK || link == scroll->link)
        return false;
    scroll->link = link;
    reveal_link(scroll);
    return true;
}

size_t scroll_link_at(const struct scroll *scroll, int row, int col)
{
    size_t index = scroll->top + (size_t)row;
    if (row < 0 || index >= line_count(scroll))
        return DOC_NO_LINK;
    const struct doc_line *line = &scroll->doc->lines[index];
    for (size_t i = 0; i < line->span_count; i++) {
        const struct doc_span *span = &line->spans[i];
        int start = utf8_width(line->text, span->start), end = utf8_width(line->text, span->end);
        if (col >= start && col < end)
            return span->link;
    }
    return DOC_NO_LINK;
}

static void draw_line(const struct scroll *scroll, struct frame *frame, int row,
                      const struct rect *rect, const struct doc_line *line)
{
    int col = rect->col;
    for (size_t i = 0; i < line->span_count; i++) {
        const struct doc_span *span = &line->spans[i];
        bool selected = span->link != DOC_NO_LINK && span->link == scroll->link;
        col += frame_text(frame, row, col, rect->col + rect->cols - col, line->text + span->start,
                          span->end - span->start, span->role, selected ? CELL_SELECTED : 0);
        if (selected) {
            frame->cursor_row = row;
            frame->cursor_col = col - 1;
        }
    }
}

void scroll_draw(const struct scroll *scroll, struct frame *frame, const struct rect *rect,
                 scroll_mark *mark, const void *context)
{
    for (int i = 0; i < rect->rows && scroll->top + (size_t)i < scroll->doc->line_count; i++) {
        const struct doc_line *line = &scroll->doc->lines[scroll->top + (size_t)i];
        draw_line(scroll, frame, rect->row + i, rect, line);
        if (mark != NULL)
            mark(context, frame, rect->row + i, rect->col, line);
    }
}
