#include "config.h"
#include "support/screen.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/utf8.h"

static bool cell_is_sound(const struct frame *frame, int row, int col)
{
    const struct cell *cell = frame_cell(frame, row, col);
    const struct cell *next = frame_cell(frame, row, col + 1);
    if (cell->len == 1) /* the common case */
        return next == NULL || next->len != 0;
    const char *text;
    size_t len = frame_cell_text(frame, cell, &text);
    int width = utf8_width(text, len);
    if (len > CLUSTER_BYTES || !utf8_is_plain(text, len))
        return false;
    if (cell->len == 0)
        return col > 0;
    return (width == 1 || width == 2) && (width == 2) == (next != NULL && next->len == 0);
}

bool support_frame_is_sound(const struct frame *frame)
{
    for (int row = 0; row < frame->rows; row++)
        for (int col = 0; col < frame->cols; col++)
            if (!cell_is_sound(frame, row, col))
                return false;
    return true;
}

void support_add_cell(const struct frame *frame, int row, int col, struct strbuf *out)
{
    const char *text;
    size_t len = frame_cell_text(frame, frame_cell(frame, row, col), &text);
    strbuf_add(out, text, len);
}

void support_put_flagged(const struct frame *frame, int row, int from, int to, unsigned flags,
                         struct strbuf *out)
{
    for (int col = from; col < to; col++)
        if (frame_cell(frame, row, col)->flags & flags)
            support_add_cell(frame, row, col, out);
}

void support_put_screen(const struct frame *frame, struct strbuf *out)
{
    for (int row = 0; row < frame->rows; row++) {
        size_t end = out->len; /* after the last character that is not a space */
        for (int col = 0; col < frame->cols; col++) {
            size_t start = out->len;
            support_add_cell(frame, row, col, out);
            if (strcmp(strbuf_str(out) + start, " ") != 0 && out->len > start)
                end = out->len;
        }
        if (out->len > end) {
            out->len = end;
            out->data[end] = '\0';
        }
        strbuf_putc(out, '\n');
    }
}
