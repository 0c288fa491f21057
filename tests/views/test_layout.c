#include "config.h"

#include "support/check.h"
#include "views/browser/layout.h"

#define MAX_COLS 300
#define MAX_ROWS 100

static void the_kind_follows_the_documented_sizes(void)
{
    static const struct {
        int cols, rows;
        enum layout_kind kind;
    } cases[] = {
        {120, 34, LAYOUT_WIDE},  {110, 30, LAYOUT_WIDE},  {109, 30, LAYOUT_MEDIUM},
        {80, 24, LAYOUT_MEDIUM}, {60, 20, LAYOUT_MEDIUM}, {59, 20, LAYOUT_NARROW},
        {40, 10, LAYOUT_NARROW}, {20, 6, LAYOUT_NARROW},  {19, 6, LAYOUT_SMALL},
        {20, 5, LAYOUT_SMALL},   {300, 5, LAYOUT_SMALL},  {1, 1, LAYOUT_SMALL},
        {110, 6, LAYOUT_WIDE},   {60, 6, LAYOUT_MEDIUM},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct layout layout = layout_compute(cases[i].cols, cases[i].rows, PANE_CODES, false);
        CHECK_MSG(layout.kind == cases[i].kind, "%dx%d is kind %d", cases[i].cols, cases[i].rows,
                  layout.kind);
    }
}

static bool is_inside(const struct layout *layout, const struct rect *rect)
{
    return rect->row >= 1 && rect->col >= 0 && rect->rows > 0 &&
           rect->row + rect->rows <= layout->bottom_row && rect->cols > 0 &&
           rect->col + rect->cols <= layout->cols && rect->row > layout->heading_row &&
           (layout->warning_row < 0 || rect->row + rect->rows <= layout->warning_row);
}

static bool overlap(const struct rect *a, const struct rect *b)
{
    return a->cols > 0 && b->cols > 0 && a->row < b->row + b->rows && b->row < a->row + a->rows &&
           a->col < b->col + b->cols && b->col < a->col + a->cols;
}

/* What holds for the panes of every layout but the small one. */
static bool panes_are_sound(const struct layout *layout, enum pane focus)
{
    int shown = 0;
    for (int i = 0; i < PANE_COUNT; i++) {
        const struct rect *rect = &layout->panes[i];
        if (rect->cols == 0)
            continue;
        shown++;
        if (!is_inside(layout, rect))
            return false;
        for (int j = 0; j < i; j++)
            if (overlap(rect, &layout->panes[j]))
                return false;
    }
    if (layout->kind == LAYOUT_SMALL)
        return shown == 0;
    return layout->panes[focus].cols > 0 && shown == (layout->kind == LAYOUT_NARROW ? 1 : 3);
}

static bool is_sound(int cols, int rows, enum pane focus, bool warning)
{
    struct layout layout = layout_compute(cols, rows, focus, warning);
    int text = layout_details_cols(&layout);
    bool ok = layout.cols == cols && layout.rows == rows && layout.bottom_row == rows - 1 &&
              text >= 1 && panes_are_sound(&layout, focus);
    const struct rect *details = &layout.panes[PANE_DETAILS];
    if (details->cols > 0) /* the margins are inside of the pane */
        ok = ok && text <= details->cols - 2;
    if (layout.kind != LAYOUT_SMALL)
        ok = ok && (layout.warning_row >= 0) == warning && text <= cols - 2;
    if (layout.kind == LAYOUT_MEDIUM || layout.kind == LAYOUT_WIDE) {
        const struct rect *panes = layout.panes;
        ok = ok && panes[0].col == 0 && panes[1].col == panes[0].cols + 1 &&
             panes[2].col == panes[1].col + panes[1].cols + 1 &&
             panes[2].col + panes[2].cols == cols && layout.heading_row == 1;
    }
    return ok;
}

static void every_pane_is_on_the_screen_and_none_covers_another(void)
{
    for (int cols = 1; cols <= MAX_COLS; cols++)
        for (int rows = 1; rows <= MAX_ROWS; rows++)
            for (int focus = 0; focus < PANE_COUNT; focus++)
                for (int warning = 0; warning < 2; warning++)
                    if (!is_sound(cols, rows, (enum pane)focus, warning)) {
                        CHECK_MSG(false, "%dx%d, focus %d, warning %d", cols, rows, focus, warning);
                        return;
                    }
}

static void more_columns_never_take_any_from_a_pane(void)
{
    for (int cols = LAYOUT_MEDIUM_COLS; cols < MAX_COLS; cols++) {
        struct layout less = layout_compute(cols, 24, PANE_CODES, false);
        struct layout more = layout_compute(cols + 1, 24, PANE_CODES, false);
        for (int i = 0; less.kind == more.kind && i < PANE_COUNT; i++)
            CHECK_MSG(more.panes[i].cols >= less.panes[i].cols, "pane %d at %d columns", i, cols);
    }
}

static void the_list_has_room_for_owners_before_the_classes_get_titles(void)
{
    static const int cases[][3] = {{60, 10, 20},  {80, 10, 28},  {100, 10, 40}, {109, 10, 40},
                                   {110, 23, 40}, {120, 23, 40}, {160, 23, 52}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct layout layout = layout_compute(cases[i][0], 24, PANE_CODES, false);
        CHECK_INT(layout.panes[PANE_CLASSES].cols, cases[i][1]);
        CHECK_INT(layout.panes[PANE_CODES].cols, cases[i][2]);
    }
}

static void a_position_belongs_to_the_pane_that_covers_it(void)
{
    static const int sizes[][2] = {{120, 34}, {80, 24}, {40, 10}, {20, 6}, {10, 3}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct layout layout = layout_compute(sizes[i][0], sizes[i][1], PANE_DETAILS, true);
        int cells[PANE_COUNT + 1] = {0};
        for (int row = -1; row <= layout.rows; row++)
            for (int col = -1; col <= layout.cols; col++)
                cells[layout_pane_at(&layout, row, col)]++;
        for (int pane = 0; pane < PANE_COUNT; pane++)
            CHECK_INT(cells[pane], layout.panes[pane].rows * layout.panes[pane].cols);
    }
}

static void borders_bars_and_headings_belong_to_no_pane(void)
{
    struct layout layout = layout_compute(120, 34, PANE_CODES, true);
    CHECK_INT(layout_pane_at(&layout, 0, 5), PANE_COUNT);
    CHECK_INT(layout_pane_at(&layout, layout.heading_row, 5), PANE_COUNT);
    CHECK_INT(layout_pane_at(&layout, layout.warning_row, 5), PANE_COUNT);
    CHECK_INT(layout_pane_at(&layout, layout.bottom_row, 5), PANE_COUNT);
    CHECK_INT(layout_pane_at(&layout, 5, layout.panes[PANE_CODES].col - 1), PANE_COUNT);
    CHECK_INT(layout_pane_at(&layout, 5, layout.panes[PANE_CODES].col), PANE_CODES);
}

int main(void)
{
    RUN(the_kind_follows_the_documented_sizes);
    RUN(every_pane_is_on_the_screen_and_none_covers_another);
    RUN(more_columns_never_take_any_from_a_pane);
    RUN(the_list_has_room_for_owners_before_the_classes_get_titles);
    RUN(a_position_belongs_to_the_pane_that_covers_it);
    RUN(borders_bars_and_headings_belong_to_no_pane);
    return check_done();
}
