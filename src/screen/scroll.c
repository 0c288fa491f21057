#include "config.h"
#include "screen/scroll.h"

#include "base/utf8.h"
#include "screen/list.h"

static size_t window_rows(const struct scroll *reader)
{
    return reader->rows > 0 ? (size_t)reader->rows : 1;
}

static size_t line_count(const struct scroll *reader)
{
    return reader->doc != NULL ? reader->doc->line_count : 0;
}

void scroll_by(struct scroll *reader, long delta)
{
    size_t lines = line_count(reader), rows = window_rows(reader);
    size_t last_top = lines > rows ? lines - rows : 0;
    if (reader->top > last_top)
        reader->top = last_top;
    reader->top = list_clamp(reader->top, delta, last_top);
}

void scroll_set(struct scroll *reader, struct doc *doc)
{
    doc_free(reader->doc);
    reader->doc = doc;
    reader->top = 0;
    reader->link = DOC_NO_LINK;
}

void scroll_rewrap(struct scroll *reader, struct doc *doc)
{
    size_t old_lines = line_count(reader), top = reader->top, link = reader->link;
    scroll_set(reader, doc);
    if (link < doc->link_count)
        reader->link = link;
    if (old_lines > 0)
        reader->top = top * doc->line_count / old_lines;
    scroll_by(reader, 0);
}

static void reveal_link(struct scroll *reader)
{
    size_t line = reader->doc->links[reader->link].line;
    size_t rows = window_rows(reader);
    if (line < reader->top)
        reader->top = line;
    if (line >= reader->top + rows)
        reader->top = line - rows + 1;
    scroll_by(reader, 0);
}

/* The first link in or below the window for delta 1, the last in or above it for -1. */
static size_t link_near_window(const struct scroll *reader, int delta)
{
    size_t found = DOC_NO_LINK;
    for (size_t i = 0; i < reader->doc->link_count; i++) {
        size_t line = reader->doc->links[i].line;
        if (delta > 0 && line >= reader->top)
            return i;
        if (delta < 0 && line < reader->top + window_rows(reader))
            found = i;
    }
    return found;
}

bool scroll_move_link(struct scroll *reader, int delta)
{
    size_t count = reader->doc->link_count;
    size_t link = reader->link == DOC_NO_LINK ? link_near_window(reader, delta)
                                              : list_clamp(reader->link, delta, count - 1);
    if (link == DOC_NO_LINK || link == reader->link)
        return false;
    reader->link = link;
    reveal_link(reader);
    return true;
}

size_t scroll_link_at(const struct scroll *reader, int row, int col)
{
    size_t index = reader->top + (size_t)row;
    if (row < 0 || index >= line_count(reader))
        return DOC_NO_LINK;
    const struct doc_line *line = &reader->doc->lines[index];
    for (size_t i = 0; i < line->span_count; i++) {
        const struct doc_span *span = &line->spans[i];
        int start = utf8_width(line->text, span->start), end = utf8_width(line->text, span->end);
        if (col >= start && col < end)
            return span->link;
    }
    return DOC_NO_LINK;
}
