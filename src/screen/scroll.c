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
    scroll->kept.valid = false;
}

static size_t letters_in(const struct doc_line *line)
{
    size_t count = 0;
    for (size_t i = 0; i < line->len; i++)
        count += line->text[i] != ' ';
    return count;
}

/* Letters from the top of the window to the end: what a new width and new lines above do not
 * change. */
static size_t letters_from_top(const struct scroll *scroll)
{
    size_t count = 0;
    for (size_t i = scroll->top; i < line_count(scroll); i++)
        count += letters_in(&scroll->doc->lines[i]);
    return count;
}

/* The line with the letter that has so many from it to the end. */
static size_t line_with(const struct doc *doc, size_t letters)
{
    size_t line = doc->line_count, below = 0;
    while (line > 0 && below < letters)
        below += letters_in(&doc->lines[--line]);
    return line;
}

void scroll_rewrap(struct scroll *scroll, struct doc *doc)
{
    size_t top = scroll->top, link = scroll->link;
    if (!scroll->kept.valid || scroll->kept.top != top) {
        scroll->kept.letters = letters_from_top(scroll);
        scroll->kept.begins_empty = top < line_count(scroll) && scroll->doc->lines[top].len == 0;
    }
    scroll_set(scroll, doc);
    if (link < doc->link_count)
        scroll->link = link;
    if (top > 0)
        scroll->top = line_with(doc, scroll->kept.letters);
    if (scroll->kept.begins_empty && scroll->top > 0 && doc->lines[scroll->top - 1].len == 0)
        scroll->top--;
    scroll_by(scroll, 0);
    scroll->kept.valid = true;
    scroll->kept.top = scroll->top;
}

/* Lines above a link that was jumped to. */
static size_t lines_above(const struct scroll *scroll)
{
    return window_rows(scroll) / 3;
}

static void reveal_link(struct scroll *scroll)
{
    size_t line = scroll->doc->links[scroll->link].line, above = lines_above(scroll);
    if (line < scroll->top || line > scroll->top + 2 * above)
        scroll->top = line > above ? line - above : 0;
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

static bool has_label(const struct doc_line *line)
{
    return line->label || line->aside_label;
}

bool scroll_move_section(struct scroll *scroll, int delta)
{
    size_t before = scroll->top, line = scroll->top;
    if (delta > 0) {
        do
            line++;
        while (line < line_count(scroll) && !has_label(&scroll->doc->lines[line]));
    } else {
        do
            line -= line > 0;
        while (line > 0 && !has_label(&scroll->doc->lines[line]));
    }
    if (line < line_count(scroll))
        scroll->top = line;
    scroll_by(scroll, 0);
    return scroll->top != before;
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
