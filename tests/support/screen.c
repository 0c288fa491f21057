#include "config.h"
#include "support/screen.h"

#include "base/utf8.h"

static bool cell_is_sound(const struct frame *frame, int row, int col)
{
    const struct cell *cell = frame_cell(frame, row, col);
    const struct cell *next = frame_cell(frame, row, col + 1);
    if (cell->len == 1) /* the common case */
        return next == NULL || next->len != 0;
    int width = utf8_width(cell->text, cell->len);
    if (cell->len > CELL_BYTES || !utf8_is_plain(cell->text, cell->len))
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

void support_put_screen(const struct frame *frame, struct strbuf *out)
{
    for (int row = 0; row < frame->rows; row++) {
        size_t end = out->len; /* after the last character that is not a space */
        for (int col = 0; col < frame->cols; col++) {
            const struct cell *cell = frame_cell(frame, row, col);
            strbuf_add(out, cell->text, cell->len);
            if (cell->len > 1 || (cell->len == 1 && cell->text[0] != ' '))
                end = out->len;
        }
        if (out->len > end) {
            out->len = end;
            out->data[end] = '\0';
        }
        strbuf_putc(out, '\n');
    }
}
