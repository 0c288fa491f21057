#include "config.h"
#include "support/panes.h"

#include <stdio.h>
#include <string.h>

#include "support/screen.h"

/* Appends cells without the spaces at the end; a scroll bar is no text. */
static void put_cells(const struct frame *frame, int row, int start, int end, struct strbuf *out)
{
    size_t text_end = out->len;
    for (int col = start; col < end; col++) {
        const struct cell *cell = frame_cell(frame, row, col);
        if (cell == NULL || cell->role == ROLE_RULE)
            continue;
        support_add_cell(frame, row, col, out);
        if (out->len > text_end && out->data[out->len - 1] != ' ')
            text_end = out->len;
    }
    if (out->len > text_end) {
        out->len = text_end;
        out->data[text_end] = '\0';
    }
}

static bool has_flags(const struct frame *frame, int row, int col, unsigned flags)
{
    const struct cell *cell = frame_cell(frame, row, col);
    return cell != NULL && (cell->flags & flags) != 0;
}

static void show_pane(struct panes *panes, enum pane pane, int start, int end)
{
    panes->start[pane] = start;
    panes->end[pane] = end;
    panes->top[pane] = 2; /* below the title and the headings */
}

/* One pane below a line that says which. */
static void find_one(struct panes *panes)
{
    struct strbuf crumbs = STRBUF_INIT;
    put_cells(&panes->frame, 0, 1, panes->frame.cols, &crumbs);
    const struct cell *first = frame_cell(&panes->frame, 0, 1);
    enum pane pane = strncmp(strbuf_str(&crumbs), "Cl", 2) == 0 ? PANE_CLASSES
                     : first != NULL && first->role == ROLE_DIM ? PANE_DETAILS
                                                                : PANE_CODES;
    show_pane(panes, pane, 0, panes->frame.cols);
    panes->top[pane] = 1;
    strbuf_clear(&crumbs);
}

void panes_read(struct panes *panes, struct app *app)
{
    int borders[PANE_COUNT], count = 0;
    app_settle(app);
    panes->frame.ascii = app->ascii;
    frame_resize(&panes->frame, app->cols, app->rows);
    app->views[0]->ops->draw(app->views[0], &panes->frame);
    for (int col = 0; col < app->cols && count < PANE_COUNT; col++)
        if (has_flags(&panes->frame, 1, col, CELL_LINE))
            borders[count++] = col;
    for (int i = 0; i < PANE_COUNT; i++)
        show_pane(panes, (enum pane)i, -1, -1);
    if (count == 0)
        find_one(panes);
    else
        show_pane(panes, PANE_DETAILS, borders[count - 1] + 1, app->cols);
    if (count == 1) { /* the bare codes */
        show_pane(panes, PANE_CODES, 0, borders[0]);
        panes->top[PANE_CODES] = 1;
    }
    if (count == 2) {
        show_pane(panes, PANE_CLASSES, 0, borders[0]);
        show_pane(panes, PANE_CODES, borders[0] + 1, borders[1]);
    }
    const struct cell *warning = frame_cell(&panes->frame, app->rows - 2, 1);
    bool warned = warning != NULL && warning->role == ROLE_WARNING;
    panes->bottom = app->rows - (warned ? 2 : 1);
}

int panes_line_count(const struct panes *panes, enum pane pane)
{
    return panes->bottom - panes->top[pane];
}

void panes_put_line(const struct panes *panes, enum pane pane, int line, struct strbuf *out)
{
    bool bare = panes->start[pane] == 0 && panes->end[pane] < panes->frame.cols;
    int row = panes->top[pane] + line - 1;
    if (panes->start[pane] >= 0 && (row > 0 || !bare))
        put_cells(&panes->frame, row, panes->start[pane] + 1, panes->end[pane], out);
}

const char *panes_line(struct panes *panes, struct app *app, enum pane pane, int line)
{
    static struct strbuf text;
    panes_read(panes, app);
    strbuf_reset(&text);
    panes_put_line(panes, pane, line, &text);
    return strbuf_str(&text);
}

char *panes_lines(struct panes *panes, struct app *app, enum pane pane)
{
    struct strbuf text = STRBUF_INIT;
    panes_read(panes, app);
    for (int line = 1; line <= panes_line_count(panes, pane); line++) {
        panes_put_line(panes, pane, line, &text);
        strbuf_putc(&text, '\n');
    }
    while (text.len > 0 && text.data[text.len - 1] == '\n')
        text.data[--text.len] = '\0';
    return strbuf_take(&text);
}

int panes_put_rows(const struct panes *panes, enum pane pane, int line, struct strbuf *out)
{
    struct strbuf row = STRBUF_INIT;
    int selected = panes_selected(panes, pane);
    for (; line <= panes_line_count(panes, pane); line++) {
        strbuf_reset(&row);
        panes_put_line(panes, pane, line, &row);
        if (row.len == 0)
            break;
        int len = (int)strcspn(strbuf_str(&row), " ");
        if (len > 0)
            strbuf_printf(out, line == selected ? "%s[%.*s]" : "%s%.*s", out->len > 0 ? " " : "",
                          len, strbuf_str(&row));
    }
    strbuf_clear(&row);
    return line + 1;
}

enum pane panes_focus(const struct panes *panes)
{
    for (int i = 0; i < PANE_COUNT; i++)
        if (panes->start[i] >= 0 && (panes->end[i] - panes->start[i] == panes->frame.cols ||
                                     has_flags(&panes->frame, 1, panes->start[i], CELL_SELECTED)))
            return (enum pane)i;
    return PANE_COUNT;
}

int panes_selected(const struct panes *panes, enum pane pane)
{
    for (int row = panes->top[pane]; row < panes->bottom && panes->start[pane] >= 0; row++)
        if (has_flags(&panes->frame, row, panes->start[pane] + 1, CELL_SELECTED | CELL_CURRENT))
            return row - panes->top[pane] + 1;
    return 0;
}

const char *panes_code(struct panes *panes, struct app *app)
{
    static char code[32];
    panes_read(panes, app);
    int line = panes_selected(panes, PANE_CODES);
    code[0] = '\0';
    if (line > 0)
        sscanf(panes_line(panes, app, PANE_CODES, line), "%31s", code);
    return code;
}

bool panes_are_alone(struct panes *panes, struct app *app)
{
    struct frame screen = {0};
    panes_read(panes, app);
    app_draw(app, &screen);
    bool alone = !screen.show_cursor; /* that of a prompt */
    for (int row = 0; row + 1 < screen.rows && alone; row++)
        for (int col = 0; col < screen.cols && alone; col++)
            alone = memcmp(frame_cell(&screen, row, col), frame_cell(&panes->frame, row, col),
                           sizeof(struct cell)) == 0;
    frame_free(&screen);
    return alone;
}

void panes_put_link(const struct panes *panes, struct strbuf *out)
{
    for (int row = panes->top[PANE_DETAILS]; row < panes->bottom; row++)
        for (int col = panes->start[PANE_DETAILS]; col < panes->end[PANE_DETAILS]; col++)
            if (has_flags(&panes->frame, row, col, CELL_SELECTED))
                support_add_cell(&panes->frame, row, col, out);
}

void panes_put_row(const struct frame *screen, int row, struct strbuf *out)
{
    put_cells(screen, row, 1, screen->cols, out);
}

void panes_put_prompt(const struct frame *screen, struct strbuf *out)
{
    static const struct {
        const char *label;
        char sign;
    } prompts[] = {{"/", '/'}, {"go to code ", '#'}};
    struct strbuf line = STRBUF_INIT;
    int row = screen->rows - 1;
    put_cells(screen, row, 1, screen->cols, &line);
    for (size_t i = 0; i < sizeof prompts / sizeof prompts[0]; i++) {
        size_t len = strlen(prompts[i].label);
        if (!screen->show_cursor || screen->cursor_row != row ||
            strncmp(strbuf_str(&line), prompts[i].label, len) != 0)
            continue;
        /* The note at the right is apart; a space is typed when the cursor is after it. */
        const char *text = strbuf_str(&line) + len, *gap = strstr(text, "  ");
        int end = gap != NULL ? (int)(gap - text) : (int)strlen(text);
        int typed = screen->cursor_col - 1 - (int)len;
        strbuf_printf(out, "%c%.*s%*s", prompts[i].sign, end, text, typed > end ? typed - end : 0,
                      "");
        break;
    }
    strbuf_clear(&line);
}
