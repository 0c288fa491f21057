#include "config.h"
#include "screen/draw.h"

#include <string.h>

/* Signs of one column, as they are shown and in ASCII. */
static const char *const bar_signs[] = {"\u258c", " "}, *const thumb_signs[] = {"\u2503", "|"};

int draw_text(struct frame *frame, int row, int col, int max_cols, const char *text, enum role role)
{
    return frame_label(frame, row, col, max_cols, text, role, 0);
}

int draw_right(struct frame *frame, int row, int col, int end, const char *text, enum role role)
{
    int cols = frame_label_cols(frame, text, strlen(text));
    int start = end - cols > col ? end - cols : col;
    draw_text(frame, row, start, end - start, text, role);
    return start;
}

void draw_bar(struct frame *frame, int row, int col, enum role role)
{
    frame_sign(frame, row, col, bar_signs[frame->ascii], role, CELL_BAR);
}

/* Rows of the thumb, at least one. */
static size_t thumb_size(size_t rows, size_t count)
{
    size_t size = rows * rows / count;
    return size > 0 ? size : 1;
}

void draw_thumb(struct frame *frame, const struct rect *rect, size_t top, size_t count)
{
    size_t rows = (size_t)rect->rows;
    if (rect->rows <= 0 || count <= rows)
        return;
    size_t size = thumb_size(rows, count);
    size_t first = (rows - size) * top / (count - rows);
    for (size_t i = first; i < first + size; i++)
        frame_sign(frame, rect->row + (int)i, rect->col + rect->cols - 1, thumb_signs[frame->ascii],
                   ROLE_RULE, 0);
}

bool draw_is_thumb(const struct rect *rect, size_t count, int row, int col)
{
    return rect->rows > 0 && count > (size_t)rect->rows && row >= rect->row &&
           row < rect->row + rect->rows && col == rect->col + rect->cols - 1;
}

size_t draw_thumb_top(const struct rect *rect, size_t count, int row)
{
    size_t rows = (size_t)rect->rows;
    if (rect->rows <= 0 || count <= rows)
        return 0;
    size_t size = thumb_size(rows, count), room = rows - size;
    int at = row - rect->row - (int)size / 2;
    if (at <= 0 || room == 0)
        return 0;
    return (size_t)at >= room ? count - rows : ((size_t)at * (count - rows) + room / 2) / room;
}
