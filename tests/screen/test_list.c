#include "config.h"

#include "screen/list.h"

#include "base/strbuf.h"
#include "support/check.h"
#include "support/files.h"

static struct list list_of(size_t count, int rows, size_t selected)
{
    struct list list = {0};
    list_set_rows(&list, rows);
    list_set_count(&list, count);
    list_select(&list, selected);
    return list;
}

static bool is_sound(const struct list *list)
{
    size_t rows = list->rows > 0 ? (size_t)list->rows : 1, lines = list_line_count(list), row;
    bool seen = false;
    if (list->count == 0)
        return list->selected == 0 && list->top == 0;
    for (int line = 0; line < (int)rows; line++)
        seen = seen || (list_row_at(list, line, &row) && row == list->selected);
    return seen && list->selected < list->count &&
           (lines > rows ? list->top <= lines - rows : list->top == 0);
}

/* The lines of the window: rows by their number, "-" for the gap. */
static const char *lines_of(const struct list *list)
{
    static struct strbuf out;
    size_t row;
    strbuf_reset(&out);
    for (int line = 0; line < list->rows; line++) {
        if (list_row_at(list, line, &row))
            strbuf_printf(&out, " %zu", row);
        else
            strbuf_puts(&out, line == list_gap_line(list) ? " -" : " .");
    }
    return strbuf_str(&out);
}

static void a_gap_is_a_line_but_no_row(void)
{
    struct list list = list_of(6, 4, 0);
    list_set_gap(&list, 2);
    CHECK_STR(lines_of(&list), " 0 1 - 2");
    list_move(&list, 1);
    list_move(&list, 1);
    CHECK_INT(list.selected, 2);
    CHECK_STR(lines_of(&list), " 0 1 - 2");
    list_move(&list, 1);
    CHECK_STR(lines_of(&list), " 1 - 2 3");
    list_move(&list, 1);
    CHECK_STR(lines_of(&list), " - 2 3 4");
    list_move(&list, 1);
    CHECK_STR(lines_of(&list), " 3 4 5 .");
    list_set_gap(&list, 6);
    CHECK_INT(list.gap, 0);
    list_set_gap(&list, 1);
    list_set_rows(&list, 2);
    CHECK_MSG(list_gap_line(&list) < 0, "two lines are rows");
}

static void a_list_with_a_gap_stays_sound(void)
{
    unsigned seed = 1;
    struct list list = {0};
    for (int step = 0; step < 20000; step++) {
        long delta = (long)support_random(&seed, 9) - 4;
        switch (support_random(&seed, 7)) {
        case 0:
            list_set_count(&list, support_random(&seed, 12));
            list_set_gap(&list, support_random(&seed, 12));
            break;
        case 1:
            list_set_rows(&list, (int)support_random(&seed, 8));
            break;
        case 2:
            list_scroll(&list, delta);
            break;
        case 3:
            list_jump(&list, support_random(&seed, 12));
            break;
        default:
            list_move(&list, delta);
        }
        CHECK_MSG(is_sound(&list), "step %d: %zu of %zu, top %zu, gap %zu, %d rows", step,
                  list.selected, list.count, list.top, list.gap, list.rows);
    }
}

/* A row of three lines, in a window that has room for two of them and a line of the next. */
static void a_row_may_have_several_lines(void)
{
    struct list list = list_of(4, 7, 0);
    list_set_height(&list, 3);
    CHECK_STR(lines_of(&list), " 0 0 0 1 1 1 2");
    CHECK(list_begins_at(&list, 3) && !list_begins_at(&list, 4));
    CHECK_INT(list_line_count(&list), 12);
    list_move(&list, 1);
    CHECK_INT(list.top, 0);
    list_move(&list, 1);
    CHECK_STR(lines_of(&list), " 1 1 1 2 2 2 3");
    CHECK_INT(list_top_line(&list), 3);
    list_move(&list, 1);
    CHECK_STR(lines_of(&list), " 2 2 2 3 3 3 .");
    list_scroll(&list, -1);
    CHECK_INT(list.selected, 2);
    CHECK_INT(list_rows_of(&list, -7), -2);
    list_set_gap(&list, 2);
    CHECK_INT(list_gap_line(&list), -1);
    list_set_rows(&list, 2);
    CHECK_STR(lines_of(&list), " 2 2");
    list_set_rows(&list, 7);
    list_set_height(&list, 1);
    list_set_gap(&list, 0);
    CHECK_STR(lines_of(&list), " 0 1 2 3 . . .");
}

static void moving_stops_at_the_ends(void)
{
    static const struct {
        size_t from;
        long delta;
        size_t to;
    } cases[] = {
        {0, -1, 0},  {0, 1, 1},    {9, 1, 9},          {9, -1, 8},          {5, 3, 8},
        {5, 100, 9}, {5, -100, 0}, {5, 1000000000, 9}, {5, -1000000000, 0}, {5, 0, 5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct list list = list_of(10, 4, cases[i].from);
        list_move(&list, cases[i].delta);
        CHECK_INT(list.selected, cases[i].to);
        CHECK(is_sound(&list));
    }
}

static void the_window_moves_no_more_than_it_must(void)
{
    static const size_t tops[] = {0, 0, 0, 0, 1, 2, 3, 4, 5, 6};
    struct list list = list_of(10, 4, 0);
    for (size_t i = 0; i < 10; i++, list_move(&list, 1))
        CHECK_INT(list.top, tops[i]);
    list_move(&list, -3);
    CHECK_INT(list.top, 6);
    list_move(&list, -1);
    CHECK_INT(list.top, 5);
}

static void a_jump_goes_to_the_middle_of_the_window(void)
{
    struct list list = list_of(100, 10, 0);
    list_jump(&list, 5);
    CHECK_INT(list.top, 0); /* was in the window */
    list_jump(&list, 50);
    CHECK_INT(list.selected, 50);
    CHECK_INT(list.top, 45);
    list_jump(&list, 99);
    CHECK_INT(list.top, 90);
    list_jump(&list, 2);
    CHECK_INT(list.top, 0);
    list_jump(&list, 1000);
    CHECK_INT(list.selected, 99);
    CHECK(is_sound(&list));
}

static void scrolling_takes_the_selection_along_only_at_the_edge(void)
{
    struct list list = list_of(20, 5, 2);
    list_scroll(&list, 2);
    CHECK_INT(list.top, 2);
    CHECK_INT(list.selected, 2);
    list_scroll(&list, 3);
    CHECK_INT(list.top, 5);
    CHECK_INT(list.selected, 5);
    list_scroll(&list, -5);
    CHECK_INT(list.top, 0);
    CHECK_INT(list.selected, 4);
    list_scroll(&list, 1000);
    CHECK_INT(list.top, 15);
    CHECK_INT(list.selected, 15);
}

static void shrinking_keeps_the_selected_row_in_the_window(void)
{
    struct list list = list_of(50, 20, 30);
    for (int rows = 20; rows >= 0; rows--) {
        list_set_rows(&list, rows);
        CHECK_INT(list.selected, 30);
        CHECK(is_sound(&list));
    }
    list_set_count(&list, 10);
    CHECK_INT(list.selected, 9);
    list_set_count(&list, 0);
    CHECK(is_sound(&list));
    list_move(&list, 1);
    list_jump(&list, 3);
    list_scroll(&list, 1);
    CHECK(is_sound(&list));
}

static void growing_leaves_no_empty_rows_at_the_bottom(void)
{
    struct list list = list_of(10, 3, 9);
    CHECK_INT(list.top, 7);
    list_set_rows(&list, 8);
    CHECK_INT(list.top, 2);
    list_set_rows(&list, 30);
    CHECK_INT(list.top, 0);
}

static void clamps_without_overflow(void)
{
    CHECK_INT(list_clamp(5, -6, 10), 0);
    CHECK_INT(list_clamp(5, 6, 10), 10);
    CHECK_INT(list_clamp(0, 0, 0), 0);
    CHECK_INT(list_clamp(0, 2147483647L, 3), 3);
}

static void random_operations_keep_the_list_sound(void)
{
    struct list list = {0};
    unsigned seed = 7;
    for (int i = 0; i < 100000; i++) {
        long delta = (long)support_random(&seed, 41) - 20;
        switch (support_random(&seed, 6)) {
        case 0:
            list_set_count(&list, support_random(&seed, 60));
            break;
        case 1:
            list_set_rows(&list, (int)support_random(&seed, 30));
            break;
        case 2:
            list_select(&list, support_random(&seed, 70));
            break;
        case 3:
            list_jump(&list, support_random(&seed, 70));
            break;
        case 4:
            list_move(&list, delta);
            break;
        default:
            list_scroll(&list, delta);
            break;
        }
        if (!is_sound(&list)) {
            CHECK_MSG(false, "step %d: %zu of %zu, top %zu, %d rows", i, list.selected, list.count,
                      list.top, list.rows);
            return;
        }
    }
}

int main(void)
{
    RUN(moving_stops_at_the_ends);
    RUN(the_window_moves_no_more_than_it_must);
    RUN(a_jump_goes_to_the_middle_of_the_window);
    RUN(scrolling_takes_the_selection_along_only_at_the_edge);
    RUN(shrinking_keeps_the_selected_row_in_the_window);
    RUN(growing_leaves_no_empty_rows_at_the_bottom);
    RUN(clamps_without_overflow);
    RUN(random_operations_keep_the_list_sound);
    RUN(a_gap_is_a_line_but_no_row);
    RUN(a_row_may_have_several_lines);
    RUN(a_list_with_a_gap_stays_sound);
    return check_done();
}
