#include "config.h"
#include "views/browser/panes.h"

#include <stdio.h>

#include "views/browser/rows.h"

/* A row: its name, the first word strong, and its count at the right. A name that would be cut is
 * worth more than how many entries there are. */
static void draw_row(const struct browser *browser, struct frame *frame, int at,
                     const struct class_row *row)
{
    const struct rect *rect = &browser->layout.panes[PANE_CLASSES];
    struct strbuf label = STRBUF_INIT;
    char count[24];
    int col = rect->col + 1, end = rect->col + rect->cols - 1;
    bool of_hits = browser->shows_hits && !rows_are_values(browser);
    int count_cols = snprintf(count, sizeof count, "%zu", of_hits ? row->hits : row->count);
    rows_put_short_class(browser, row, &label);
    int name_cols = frame_label_cols(frame, strbuf_str(&label), label.len);
    if (of_hits || name_cols + 1 + count_cols <= end - col)
        end = draw_right(frame, at, col, end, count, ROLE_DIM) - 1;
    if (browser->layout.kind != LAYOUT_MEDIUM) {
        strbuf_reset(&label);
        rows_put_class(browser, row, &label);
        draw_text(frame, at, col, end - col, strbuf_str(&label), ROLE_TEXT);
        strbuf_reset(&label);
        rows_put_short_class(browser, row, &label);
    }
    draw_text(frame, at, col, end - col, strbuf_str(&label), rows_class_role(row));
    strbuf_clear(&label);
}

void pane_classes_draw(const struct browser *browser, struct frame *frame)
{
    const struct rect *rect = &browser->layout.panes[PANE_CLASSES];
    const struct list *list = &browser->classes;
    int gap = list_gap_line(list), end = rect->col + rect->cols - 1;
    for (int col = rect->col; gap >= 0 && col < end;)
        col += draw_text(frame, rect->row + gap, col, end - col, SIGN_LINE, ROLE_RULE);
    for (int i = 0; i < rect->rows; i++) {
        size_t at;
        if (!list_row_at(list, i, &at))
            continue;
        const struct class_row *row = &browser->class_rows[at];
        draw_row(browser, frame, rect->row + i, row);
        bars_draw_row(browser, frame, PANE_CLASSES, rect->row + i, row->class_index,
                      at == list->selected && !browser->shows_hits);
    }
    draw_thumb(frame, rect, list->top, list_line_count(list));
}
