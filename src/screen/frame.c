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
    size_t cols = (size_t)frame->cols, count = cols * (size_t)frame->rows;
    for (size_t i = 0; i < count && i < cols; i++)
        frame->cells[i] = blank;
    for (size_t i = cols; i < count; i += cols)
        memcpy(&frame->cells[i], frame->cells, cols * sizeof blank);
    frame->cluster_count = 0;
    frame->joining = false;
    frame->cursor_row = frame->cursor_col = 0;
    frame->show_cursor = false;
}

void frame_copy(struct frame *frame, const struct frame *from)
{
    memcpy(frame->cells, from->cells,
           (size_t)from->cols * (size_t)from->rows * sizeof *from->cells);
    frame->clusters = mem_grow(frame->clusters, &frame->cluster_cap, from->cluster_count,
                               sizeof *frame->clusters);
    frame->cluster_count = from->cluster_count;
    frame->joining = from->joining;
    if (from->cluster_count > 0)
        memcpy(frame->clusters, from->clusters, from->cluster_count * sizeof *from->clusters);
}

void frame_free(struct frame *frame)
{
    free(frame->cells);
    free(frame->clusters);
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

static struct cell_cluster *cluster_of(const struct frame *frame, const struct cell *cell)
{
    uint32_t index;
    memcpy(&index, cell->text, sizeof index);
    return &frame->clusters[index];
}

size_t frame_cell_text(const struct frame *frame, const struct cell *cell, const char **text)
{
    const struct cell_cluster *cluster = cell->len == CELL_CLUSTER ? cluster_of(frame, cell) : NULL;
    *text = cluster != NULL ? cluster->text : cell->text;
    return cluster != NULL ? cluster->len : cell->len;
}

/* Letters of Hangul and of flags. */
static bool is_joining(const struct cell *cell)
{
    uint32_t cp;
    if (cell->len == CELL_CLUSTER)
        return true;
    if (cell->len < 3)
        return false;
    utf8_decode(cell->text, cell->len, &cp);
    return (cp >= 0x1100 && cp <= 0x11FF) || (cp >= 0xA960 && cp <= 0xA97F) ||
           (cp >= 0x1F1E6 && cp <= 0x1F1FF);
}

bool frame_is_joining(const struct frame *frame, int row)
{
    const struct cell *cells = frame_cell(frame, row, 0);
    for (int col = 0; frame->joining && cells != NULL && col < frame->cols; col++)
        if (is_joining(&cells[col]))
            return true;
    return false;
}

/* Makes a cluster of the one character of a cell. */
static void begin_cluster(struct frame *frame, struct cell *cell)
{
    uint32_t index = (uint32_t)frame->cluster_count;
    frame->clusters = mem_grow(frame->clusters, &frame->cluster_cap, frame->cluster_count + 1,
                               sizeof *frame->clusters);
    struct cell_cluster *cluster = &frame->clusters[frame->cluster_count++];
    memcpy(cluster->text, cell->text, cell->len);
    cluster->len = cell->len;
    memcpy(cell->text, &index, sizeof index);
    cell->len = CELL_CLUSTER;
    frame->joining = true;
}

/* Adds a combining character to the one that ends before col. */
static void combine(struct frame *frame, int row, int col, const char *text, size_t len)
{
    struct cell *cell = cell_at(frame, row, col - 1);
    if (cell != NULL && cell->len == 0) /* the right half of a wide character */
        cell = cell_at(frame, row, col - 2);
    if (cell == NULL)
        return;
    if (cell->len != CELL_CLUSTER)
        begin_cluster(frame, cell);
    struct cell_cluster *cluster = cluster_of(frame, cell);
    if (cluster->len + len > CLUSTER_BYTES)
        return;
    memcpy(cluster->text + cluster->len, text, len);
    cluster->len = (uint8_t)(cluster->len + len);
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

/* Writes printable ASCII, each a column. look: a cell without text. */
static void set_plain(struct cell *cells, const char *text, size_t len, struct cell look)
{
    look.len = 1;
    for (size_t i = 0; i < len; i++) {
        look.text[0] = text[i];
        cells[i] = look;
    }
}

/* Writes a character of one or two columns. */
static void set_character(struct frame *frame, struct cell *cells, const char *text, size_t len,
                          int width, struct cell look)
{
    if (width == 2)
        cells[1] = look;
    memcpy(look.text, text, len);
    look.len = (uint8_t)len;
    cells[0] = look;
    frame->joining = frame->joining || is_joining(cells);
}

int frame_text(struct frame *frame, int row, int col, int max_cols, const char *text, size_t len,
               enum role role, unsigned flags)
{
    const struct cell look = {.role = (uint8_t)role, .flags = (uint8_t)flags};
    int used = 0;
    size_t n;
    uint32_t cp;
    if (max_cols > frame->cols - col)
        max_cols = frame->cols - col;
    struct cell *first = cell_at(frame, row, col);
    if (first == NULL)
        return 0;
    for (size_t i = 0; i < len; i += n) {
        size_t room = max_cols > used ? (size_t)(max_cols - used) : 0;
        n = utf8_ascii_run(text + i, len - i < room ? len - i : room);
        bool plain = n > 0;
        int width = (int)n;
        if (!plain) {
            n = utf8_decode(text + i, len - i, &cp);
            width = utf8_char_width(cp);
        }
        if (width == 0) {
            if (used > 0)
                combine(frame, row, col + used, text + i, n);
            continue;
        }
        if (used + width > max_cols)
            break;
        if (used == 0)
            blank_left_half(frame, row, col);
        if (plain)
            set_plain(first + used, text + i, n, look);
        else
            set_character(frame, first + used, text + i, n, width, look);
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
    if (utf8_ascii_run(text, len) == len)
        return (int)len;
    struct strbuf shown = STRBUF_INIT;
    utf8_display(&shown, text, len, frame->ascii);
    int cols = utf8_width(strbuf_str(&shown), shown.len);
    strbuf_clear(&shown);
    return cols;
}

void frame_sign(struct frame *frame, int row, int col, const char *sign, enum role role,
                unsigned flags)
{
    struct cell look = {.role = (uint8_t)role, .flags = (uint8_t)flags};
    struct cell *cell = cell_at(frame, row, col);
    if (cell == NULL)
        return;
    blank_left_half(frame, row, col);
    set_character(frame, cell, sign, strlen(sign), 1, look);
    blank_right_half(frame, row, col + 1);
}

void frame_blank(struct frame *frame, int row, int col, int cols)
{
    for (int i = 0; i < cols; i++)
        frame_sign(frame, row, col + i, " ", ROLE_TEXT, 0);
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
        frame_sign(frame, row + i, col, line, ROLE_RULE, CELL_LINE);
}

void frame_hline(struct frame *frame, int row)
{
    const char *line = frame->ascii ? "-" : "\u2500", *join = frame->ascii ? "+" : "\u2534";
    for (int col = 0; col < frame->cols; col++) {
        const struct cell *above = frame_cell(frame, row - 1, col);
        const char *text = above != NULL && above->flags & CELL_LINE ? join : line;
        frame_sign(frame, row, col, text, ROLE_RULE, CELL_LINE);
    }
}
