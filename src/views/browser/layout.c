#include "config.h"
#include "views/browser/layout.h"

#include "app/app.h"

#define CLASS_COLS_WIDE 23   /* "▌4xx Client Error   47 " */
#define CLASS_COLS_MEDIUM 10 /* "▌4xx  47 " */
/* Of the codes pane: where every code has room for its owner next to the phrase, and the most and
 * the least that it gets. */
#define CODES_COLS 40
#define CODES_MAX_COLS 52
#define CODES_MIN_COLS 20
#define SEPARATOR_COLS 1
#define CRUMB_COLS 10 /* where a narrow title begins: "Hits > " and a star */

/* Codes while the details are read: "500.19" in full, a name as far as it fits. */
#define CODE_COLS_LEAST 3
#define CODE_COLS_GREATEST 12
#define MARGIN_COLS 3 /* one at the left, two at the right, where the scroll position stands */

static int between(int least, int value, int greatest)
{
    return value < least ? least : value > greatest ? greatest : value;
}

/* The codes without anything next to them, from the heading of the details on; the title bar says
 * the rest. */
static void place_reading(struct layout *layout, int last, int code_cols)
{
    int codes = 1 + between(CODE_COLS_LEAST, code_cols, CODE_COLS_GREATEST) + 1; /* bar and thumb */
    int details = codes + SEPARATOR_COLS;
    layout->kind = LAYOUT_READING;
    layout->panes[PANE_CODES] = (struct rect){1, 0, last, codes};
    layout->panes[PANE_DETAILS] = (struct rect){2, details, last - 1, layout->cols - details};
}

static void place_three(struct layout *layout, int last)
{
    bool wide = layout->cols >= LAYOUT_WIDE_COLS;
    int classes = wide ? CLASS_COLS_WIDE : CLASS_COLS_MEDIUM;
    int rest = layout->cols - classes - 2 * SEPARATOR_COLS;
    int codes = wide ? between(CODES_COLS, rest * 43 / 100, CODES_MAX_COLS)
                     : between(CODES_MIN_COLS, rest * 60 / 100 - 12, CODES_COLS);
    layout->kind = wide ? LAYOUT_WIDE : LAYOUT_MEDIUM;
    layout->panes[PANE_CLASSES] = (struct rect){2, 0, last - 1, classes};
    layout->panes[PANE_CODES] = (struct rect){2, classes + SEPARATOR_COLS, last - 1, codes};
    layout->panes[PANE_DETAILS] =
        (struct rect){2, classes + codes + 2 * SEPARATOR_COLS, last - 1, rest - codes};
}

struct layout layout_compute(const struct layout_setup *setup)
{
    int cols = setup->cols, rows = setup->rows;
    struct layout layout = {.cols = cols,
                            .rows = rows,
                            .focus = setup->focus,
                            .heading_row = -1,
                            .warning_row = -1,
                            .bottom_row = rows - 1};
    if (cols < APP_MIN_COLS || rows < APP_MIN_ROWS) {
        layout.kind = LAYOUT_SMALL;
        return layout;
    }
    int last = rows - 2;
    if (setup->with_warning)
        layout.warning_row = last--;
    if (cols < LAYOUT_MEDIUM_COLS) {
        layout.kind = LAYOUT_NARROW;
        layout.panes[setup->focus] = (struct rect){1, 0, last, cols};
        return layout;
    }
    layout.heading_row = 1;
    if (cols < LAYOUT_BESIDE_COLS && setup->focus == PANE_DETAILS)
        place_reading(&layout, last, setup->code_cols);
    else
        place_three(&layout, last);
    return layout;
}

int layout_pane_rows(const struct layout *layout, enum pane pane)
{
    const struct rect *rect = &layout->panes[pane];
    return rect->cols > 0 ? rect->rows : layout->panes[layout->focus].rows;
}

int layout_details_cols(const struct layout *layout)
{
    int cols = layout->panes[PANE_DETAILS].cols;
    cols = (cols != 0 ? cols : layout->cols) - MARGIN_COLS;
    return cols > 1 ? cols : 1;
}

int layout_title_cols(const struct layout *layout)
{
    /* A star stands at the right; narrow, the way there at the left ("Hits > "). */
    return layout->kind == LAYOUT_NARROW ? layout->cols - CRUMB_COLS
                                         : layout_details_cols(layout) - 1;
}

struct rect layout_details_text(const struct layout *layout)
{
    struct rect text = layout->panes[PANE_DETAILS];
    text.col += 1;
    text.cols = text.cols > MARGIN_COLS ? text.cols - MARGIN_COLS : 0;
    return text;
}

enum pane layout_pane_at(const struct layout *layout, int row, int col)
{
    for (int i = 0; i < PANE_COUNT; i++) {
        const struct rect *rect = &layout->panes[i];
        if (rect->cols > 0 && row >= rect->row && row < rect->row + rect->rows &&
            col >= rect->col && col < rect->col + rect->cols)
            return (enum pane)i;
    }
    return PANE_COUNT;
}
