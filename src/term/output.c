#include "config.h"
#include "term/terminal.h"

#include <string.h>

#include "base/utf8.h"
#include "doc/theme.h"
#include "screen/frame.h"
#include "term/terminal_private.h"

#include <curses.h>
#include <term.h>

static struct {
    const struct theme *theme;
    enum color_depth colors;
    short background; /* of all pairs: the terminal's own, or black */
    bool line_drawing;
    bool cursor; /* always visible */
    bool repaint;
    chtype looks[ROLE_COUNT]; /* how curses shows them: attributes and colours */
    struct frame shown;       /* what curses has */
} output;

/* Terminals with direct colour (TERM=xterm-direct) have the eight colours, but no palette: other
 * numbers are red, green and blue. */
static bool has_palette(void)
{
    const char *name = "RGB";
    const char *parts = tigetstr((char *)name);
    bool direct = tigetflag((char *)name) > 0 || tigetnum((char *)name) > 0 ||
                  (parts != NULL && parts != (char *)-1);
    return COLORS >= 256 && !direct;
}

/* How curses shows a role that has this style. Gives it the colours. */
static chtype make_look(enum role role, const struct style *style)
{
    chtype look = A_NORMAL;
    int color = style_color(style, output.colors);
    if (style->bold)
        look |= A_BOLD;
    if (style_is_dim(style, output.colors))
        look |= A_DIM;
#ifdef A_ITALIC
    if (style->italic)
        look |= A_ITALIC;
#endif
    if (style->underline)
        look |= A_UNDERLINE;
    if (color == COLOR_NONE)
        return look;
    init_pair((short)(role + 1), (short)color, output.background);
    return look | (chtype)COLOR_PAIR(role + 1);
}

static void start_looks(void)
{
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        struct style style = theme_style(output.theme, role);
        output.looks[role] = make_look(role, &style);
    }
}

void term_start_output(const struct term_setup *setup)
{
    output.theme = setup->theme;
    output.line_drawing = setup->line_drawing;
    output.cursor = setup->cursor;
    output.colors = COLOR_DEPTH_NONE;
    output.repaint = true;
    if (setup->color && has_colors() && start_color() != ERR) {
        output.colors = has_palette() ? COLOR_DEPTH_256 : COLOR_DEPTH_8;
        output.background = use_default_colors() == OK ? -1 : COLOR_BLACK;
    }
    start_looks();
}

bool term_has_palette(void)
{
    return output.colors == COLOR_DEPTH_256;
}

void term_set_theme(const struct theme *theme)
{
    if (theme == output.theme)
        return;
    output.theme = theme;
    start_looks();
    /* Every cell may look different now; curses sends those that do. */
    frame_free(&output.shown);
}

void term_stop_output(void)
{
    frame_free(&output.shown);
}

/* Does a cell of the frame look as one that is shown? */
static bool same_cell(const struct frame *frame, const struct cell *now, const struct cell *old)
{
    if (now->len != CELL_CLUSTER)
        return memcmp(now, old, sizeof *now) == 0;
    const char *text, *old_text;
    size_t len = frame_cell_text(frame, now, &text);
    return frame_cell_text(&output.shown, old, &old_text) == len &&
           memcmp(text, old_text, len) == 0 && now->role == old->role && now->flags == old->flags;
}

/* Narrows the columns [*first, *end) of a row to those that changed, with both halves of a wide
 * character, old or new. Returns false when nothing changed. */
static bool changed_part(const struct frame *frame, int row, int *first, int *end)
{
    const struct cell *now = frame_cell(frame, row, 0), *old = frame_cell(&output.shown, row, 0);
    int from = *first, to = *end;
    while (from < to && same_cell(frame, &now[from], &old[from]))
        from++;
    while (to > from && same_cell(frame, &now[to - 1], &old[to - 1]))
        to--;
    if (from == to)
        return false;
    while (from > *first && (now[from].len == 0 || old[from].len == 0))
        from--;
    while (to < *end && (now[to].len == 0 || old[to].len == 0))
        to++;
    *first = from;
    *end = to;
    return true;
}

/* How curses shows a cell, apart from its text. The bar of a selected row has one colour, and no
 * bold letters: some terminals make those lighter after they have reversed them, others write them
 * in a lighter colour. */
static chtype look_of(const struct cell *cell)
{
    chtype look = output.looks[cell->role];
    if (cell->flags & CELL_SELECTED)
        look = A_REVERSE | (look & A_UNDERLINE);
    else if (cell->flags & (CELL_CURRENT | CELL_MATCH))
        look |= A_BOLD;
    return cell->flags & CELL_MATCH ? look | A_UNDERLINE : look;
}

/* Is the cell a character of ASCII that is shown as such? */
static bool is_plain(const struct cell *cell)
{
    return cell->len == 1 && (cell->flags & (CELL_LINE | CELL_BAR)) == 0;
}

/* Gives plain cells to curses, from a column on and up to others, or to the column `end`. Returns
 * the column after them. Nearly all cells are plain: curses takes those much faster. */
static int draw_plain(const struct cell *cells, int row, int first, int end)
{
    chtype run[128], look = A_NORMAL;
    const int room = sizeof run / sizeof run[0];
    int count = 0;
    for (; first + count < end && count < room; count++) {
        const struct cell *cell = &cells[first + count];
        if (!is_plain(cell))
            break;
        if (count == 0 || cell->role != cell[-1].role || cell->flags != cell[-1].flags)
            look = look_of(cell);
        run[count] = look | (unsigned char)cell->text[0];
    }
    mvaddchnstr(row, first, run, count);
    return first + count;
}

/* The terminal's own character for a border, which the frame has in ASCII. */
static const cchar_t *line_character(const struct cell *cell)
{
    return cell->text[0] == '-' ? WACS_HLINE : cell->text[0] == '+' ? WACS_BTEE : WACS_VLINE;
}

/* Decodes the character of a cell and those that combine with it. Cells are ASCII where the locale
 * is not UTF-8; where it is, a wide character is a code point. */
static void cell_characters(const struct frame *frame, const struct cell *cell,
                            wchar_t characters[CCHARW_MAX + 1])
{
    const char *text;
    size_t text_len = frame_cell_text(frame, cell, &text), count = 0;
    for (size_t i = 0; i < text_len && count < CCHARW_MAX; count++) {
        uint32_t cp;
        i += utf8_decode(text + i, text_len - i, &cp);
        characters[count] = cp != UTF8_INVALID ? (wchar_t)cp : L'?';
    }
    characters[count] = L'\0';
}

/* Gives a cell that is not plain to curses. */
static void draw_special(const struct frame *frame, int row, int col)
{
    const struct cell *cell = frame_cell(frame, row, col);
    wchar_t characters[CCHARW_MAX + 1] = {0};
    chtype look = look_of(cell);
    short pair = (short)PAIR_NUMBER(look);
    attr_t attributes = look & ~(chtype)A_COLOR;
    if (cell->flags & CELL_LINE && output.line_drawing) {
        attr_t drawing;
        short no_pair;
        getcchar(line_character(cell), characters, &drawing, &no_pair, NULL);
        attributes |= drawing;
    } else if (cell->flags & CELL_BAR && pair == 0) {
        characters[0] = L' ';
    } else {
        cell_characters(frame, cell, characters);
    }
    cchar_t character;
    setcchar(&character, characters, attributes, pair, NULL);
    mvadd_wchnstr(row, col, &character, 1);
}

/* Gives the columns [first, end) of a row to curses. Plain cells come last: where curses had the
 * right half of a wide character, another cell that is not plain blanks the column before it. */
static void draw_part(const struct frame *frame, int row, int first, int end)
{
    const struct cell *cells = frame_cell(frame, row, 0);
    for (int col = first; col < end; col++)
        if (!is_plain(&cells[col]) && cells[col].len != 0) /* 0: the right half of a wide one */
            draw_special(frame, row, col);
    for (int col = first; col < end;)
        col = is_plain(&cells[col]) ? draw_plain(cells, row, col, end) : col + 1;
}

/* Gives what changed in a row to curses. A row on which the terminal may show something else than
 * curses believes is written again from its start. */
static void draw_row(const struct frame *frame, int row)
{
    int first = 0, end = frame->cols < COLS ? frame->cols : COLS;
    if (!changed_part(frame, row, &first, &end))
        return;
    draw_part(frame, row, first, end);
    if (frame_is_joining(&output.shown, row) || frame_is_joining(frame, row))
        wredrawln(stdscr, row, 1);
}

void term_draw(const struct frame *frame)
{
    if (output.shown.cols != frame->cols || output.shown.rows != frame->rows) {
        erase();
        frame_resize(&output.shown, frame->cols, frame->rows);
    }
    if (output.repaint)
        clearok(curscr, TRUE);
    output.repaint = false;
    for (int row = 0; row < frame->rows && row < LINES; row++)
        draw_row(frame, row);
    frame_copy(&output.shown, frame);
    curs_set(frame->show_cursor || output.cursor);
    move(frame->cursor_row, frame->cursor_col);
    term_begin_output();
    refresh();
    term_end_output();
}

void term_redraw(void)
{
    output.repaint = true;
}
