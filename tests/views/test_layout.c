#include "config.h"

#include "support/check.h"
#include "views/browser/layout.h"

#define MAX_COLS 300
#define MAX_ROWS 100

static struct layout layout_of(int cols, int rows, enum pane focus, bool with_warning)
{
    struct layout_setup setup = {
        .cols = cols, .rows = rows, .focus = focus, .with_warning = with_warning, .code_cols = 6};
    return layout_compute(&setup);
}

static void the_kind_follows_the_documented_sizes(void)
{
    static const struct {
        int cols, rows;
        enum layout_kind kind, in_details;
    } cases[] = {
        {120, 34, LAYOUT_WIDE, LAYOUT_WIDE},     {110, 30, LAYOUT_WIDE, LAYOUT_WIDE},
        {109, 30, LAYOUT_MEDIUM, LAYOUT_MEDIUM}, {99, 30, LAYOUT_MEDIUM, LAYOUT_READING},
        {80, 24, LAYOUT_MEDIUM, LAYOUT_READING}, {60, 20, LAYOUT_MEDIUM, LAYOUT_READING},
        {59, 20, LAYOUT_NARROW, LAYOUT_NARROW},  {40, 10, LAYOUT_NARROW, LAYOUT_NARROW},
        {20, 6, LAYOUT_NARROW, LAYOUT_NARROW},   {19, 6, LAYOUT_SMALL, LAYOUT_SMALL},
        {20, 5, LAYOUT_SMALL, LAYOUT_SMALL},     {300, 5, LAYOUT_SMALL, LAYOUT_SMALL},
        {1, 1, LAYOUT_SMALL, LAYOUT_SMALL},      {110, 6, LAYOUT_WIDE, LAYOUT_WIDE},
        {60, 6, LAYOUT_MEDIUM, LAYOUT_READING},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int focus = 0; focus < PANE_COUNT; focus++) {
            struct layout layout = layout_of(cases[i].cols, cases[i].rows, (enum pane)focus, false);
            enum layout_kind kind = focus == PANE_DETAILS ? cases[i].in_details : cases[i].kind;
            CHECK_MSG(layout.kind == kind, "%dx%d, focus %d is kind %d", cases[i].cols,
                      cases[i].rows, focus, layout.kind);
        }
    }
}

static bool is_inside(const struct layout *layout, const struct rect *rect)
{
    return rect->row >= 1 && rect->col >= 0 && rect->rows > 0 &&
           rect->row + rect->rows <= layout->bottom_row && rect->cols > 0 &&
           rect->col + rect->cols <= layout->cols &&
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
    int panes = layout->kind == LAYOUT_NARROW ? 1 : layout->kind == LAYOUT_READING ? 2 : 3;
    return layout->panes[focus].cols > 0 && shown == panes;
}

static bool is_sound(int cols, int rows, enum pane focus, bool warning)
{
    struct layout layout = layout_of(cols, rows, focus, warning);
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
    if (layout.kind == LAYOUT_READING)
        ok = ok && layout.panes[PANE_CODES].col == 0 && layout.panes[PANE_CODES].row == 1 &&
             details->col == layout.panes[PANE_CODES].cols + 1 && details->row == 2 &&
             details->col + details->cols == cols &&
             layout_pane_rows(&layout, PANE_CLASSES) == details->rows;
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
        struct layout less = layout_of(cols, 24, PANE_CODES, false);
        struct layout more = layout_of(cols + 1, 24, PANE_CODES, false);
        for (int i = 0; less.kind == more.kind && i < PANE_COUNT; i++)
            CHECK_MSG(more.panes[i].cols >= less.panes[i].cols, "pane %d at %d columns", i, cols);
    }
}

static void the_list_has_room_for_owners_before_the_classes_get_titles(void)
{
    static const int cases[][3] = {{60, 10, 20},  {80, 10, 28},  {100, 10, 40}, {109, 10, 40},
                                   {110, 23, 40}, {120, 23, 40}, {160, 23, 52}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct layout layout = layout_of(cases[i][0], 24, PANE_CODES, false);
        CHECK_INT(layout.panes[PANE_CLASSES].cols, cases[i][1]);
        CHECK_INT(layout.panes[PANE_CODES].cols, cases[i][2]);
    }
}

static void the_details_get_the_room_of_the_lists_while_they_are_read(void)
{
    static const struct {
        int cols, code_cols, text_cols;
    } cases[] = {{80, 6, 68}, {80, 3, 71}, {80, 0, 71}, {80, 100, 62}, {60, 6, 48}, {99, 6, 87}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct layout_setup setup = {.cols = cases[i].cols,
                                     .rows = 24,
                                     .focus = PANE_DETAILS,
                                     .code_cols = cases[i].code_cols};
        struct layout layout = layout_compute(&setup);
        CHECK_INT(layout_details_cols(&layout), cases[i].text_cols);
    }
}

static void a_position_belongs_to_the_pane_that_covers_it(void)
{
    static const int sizes[][2] = {{120, 34}, {80, 24}, {40, 10}, {20, 6}, {10, 3}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct layout layout = layout_of(sizes[i][0], sizes[i][1], PANE_DETAILS, true);
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
    struct layout layout = layout_of(120, 34, PANE_CODES, true);
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
    RUN(the_details_get_the_room_of_the_lists_while_they_are_read);
    RUN(a_position_belongs_to_the_pane_that_covers_it);
    RUN(borders_bars_and_headings_belong_to_no_pane);
    return check_done();
}
