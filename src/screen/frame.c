#include "config.h"
#include "screen/frame.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "base/utf8.h"

static const struct cell blank = {.text = " ", .len = 1, .role = ROLE_TEXT};

void frame_resize(struct frame *frame, int cols, int rows)
{
    frame->cols = cols;
    frame->rows = rows;
    frame->cells = xreallocarray(frame->cells, (size_t)cols * (size_t)rows, sizeof *frame->cells);
    frame_clear(frame);
}

void frame_clear(struct frame *frame)
{
    for (size_t i = 0; i < (size_t)frame->cols * (size_t)frame->rows; i++)
        frame->cells[i] = blank;
    frame->cursor_row = frame->cursor_col = 0;
    frame->show_cursor = false;
}

void frame_free(struct frame *frame)
{
    free(frame->cells);
    *frame = (struct frame){0};
}

static struct cell *cell_at(const struct frame *frame, int row, int col)
{
    if (row < 0 || row >= frame->rows || col < 0 || col >= frame->cols)
        return NULL;
    return &frame->cells[row * frame->cols + col];
}

const struct cell *frame_cell(const struct frame *frame, int row, int col)
{
    return cell_at(frame, row, col);
}

/* Adds a combining character to the one that ends before col. */
static void combine(struct frame *frame, int row, int col, const char *text, size_t len)
{
    struct cell *cell = cell_at(frame, row, col - 1);
    if (cell != NULL && cell->len == 0) /* the right half of a wide character */
        cell = cell_at(frame, row, col - 2);
    if (cell == NULL || cell->len + len > CELL_BYTES)
        return;
    memcpy(cell->text + cell->len, text, len);
    cell->len = (uint8_t)(cell->len + len);
}

/* Before the columns from col on are written: blanks the left half of a wide character that loses
 * its right half. */
static void blank_left_half(struct frame *frame, int row, int col)
{
    struct cell *left = cell_at(frame, row, col - 1);
    if (cell_at(frame, row, col)->len == 0 && left != NULL)
        *left = blank;
}

/* After the columns before col are written: the other way round. */
static void blank_right_half(struct frame *frame, int row, int col)
{
    struct cell *right = cell_at(frame, row, col);
    if (right != NULL && right->len == 0)
        *right = blank;
}

static void set_cell(struct cell *cell, const char *text, size_t len, enum role role,
                     unsigned flags)
{
    memcpy(cell->text, text, len);
    cell->len = (uint8_t)len;
    cell->role = (uint8_t)role;
    cell->flags = (uint8_t)flags;
    cell->button = 0;
}

int frame_text(struct frame *frame, int row, int col, int max_cols, const char *text, size_t len,
               enum role role, unsigned flags)
{
    int used = 0;
    size_t n;
    uint32_t cp;
    if (max_cols > frame->cols - col)
        max_cols = frame->cols - col;
    struct cell *first = cell_at(frame, row, col);
    if (first == NULL)
        return 0;
    for (size_t i = 0; i < len; i += n) {
        n = utf8_decode(text + i, len - i, &cp);
        int width = utf8_char_width(cp);
        if (width == 0) {
            if (used > 0)
                combine(frame, row, col + used, text + i, n);
            continue;
        }
        if (used + width > max_cols)
            break;
        if (used == 0)
            blank_left_half(frame, row, col);
        set_cell(first + used, text + i, n, role, flags);
        if (width == 2)
            set_cell(first + used + 1, "", 0, role, flags);
        used += width;
    }
    if (used > 0)
        blank_right_half(frame, row, col + used);
    return used;
}

int frame_label(struct frame *frame, int row, int col, int max_cols, const char *text,
                enum role role, unsigned flags)
{
    if (max_cols <= 0)
        return 0;
    size_t len = strlen(text);
    if (len <= (size_t)max_cols && utf8_ascii_run(text, len) == len)
        return frame_text(frame, row, col, max_cols, text, len, role, flags);
    struct strbuf shown = STRBUF_INIT;
    utf8_display(&shown, text, len, frame->ascii);
    if (utf8_width(strbuf_str(&shown), shown.len) > max_cols) {
        shown.len = utf8_fit(shown.data, shown.len, max_cols - 1, NULL);
        strbuf_puts(&shown, frame->ascii ? "~" : "\u2026");
    }
    int used = frame_text(frame, row, col, max_cols, strbuf_str(&shown), shown.len, role, flags);
    strbuf_clear(&shown);
    return used;
}

int frame_label_cols(const struct frame *frame, const char *text, size_t len)
{
    struct strbuf shown = STRBUF_INIT;
    utf8_display(&shown, text, len, frame->ascii);
    int cols = utf8_width(strbuf_str(&shown), shown.len);
    strbuf_clear(&shown);
    return cols;
}

void frame_blank(struct frame *frame, int row, int col, int cols)
{
    for (int i = 0; i < cols; i++)
        frame_text(frame, row, col + i, 1, " ", 1, ROLE_TEXT, 0);
}

void frame_mark(struct frame *frame, int row, int col, int cols, unsigned flags)
{
    for (int i = 0; i < cols; i++) {
        struct cell *cell = cell_at(frame, row, col + i);
        if (cell != NULL)
            cell->flags = (uint8_t)(cell->flags | flags);
    }
}

void frame_button(struct frame *frame, int row, int col, int cols, unsigned button)
{
    for (int i = 0; i < cols; i++) {
        struct cell *cell = cell_at(frame, row, col + i);
        if (cell != NULL)
            cell->button = (uint8_t)button;
    }
}

void frame_vline(struct frame *frame, int row, int col, int rows)
{
    const char *line = frame->ascii ? "|" : "\u2502";
    for (int i = 0; i < rows; i++)
        frame_text(frame, row + i, col, 1, line, strlen(line), ROLE_RULE, CELL_LINE);
}

void frame_hline(struct frame *frame, int row)
{
    const char *line = frame->ascii ? "-" : "\u2500", *join = frame->ascii ? "+" : "\u2534";
    for (int col = 0; col < frame->cols; col++) {
        const struct cell *above = frame_cell(frame, row - 1, col);
        const char *text = above != NULL && above->flags & CELL_LINE ? join : line;
        frame_text(frame, row, col, 1, text, strlen(text), ROLE_RULE, CELL_LINE);
    }
}
