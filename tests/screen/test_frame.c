#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "screen/draw.h"
#include "support/check.h"
#include "support/files.h"
#include "support/screen.h"

#define ACUTE "\u0301"
#define HAN "\u6f22"

static struct frame frame_of(int cols, int rows)
{
    struct frame frame = {0};
    frame_resize(&frame, cols, rows);
    return frame;
}

static int text_at(struct frame *frame, int row, int col, int max_cols, const char *text)
{
    return frame_text(frame, row, col, max_cols, text, strlen(text), ROLE_TEXT, 0);
}

/* Compares the whole grid with lines of text and frees it. */
static void check_grid(struct frame *frame, const char *want)
{
    struct strbuf got = STRBUF_INIT;
    support_put_screen(frame, &got);
    CHECK_STR(strbuf_str(&got), want);
    strbuf_clear(&got);
    frame_free(frame);
}

static void a_new_frame_is_blank(void)
{
    struct frame frame = frame_of(3, 2);
    CHECK(!frame.show_cursor);
    CHECK(support_frame_is_sound(&frame));
    frame_resize(&frame, 5, 3);
    CHECK(support_frame_is_sound(&frame));
    check_grid(&frame, "\n\n\n");
}

static void nothing_leaves_its_row(void)
{
    static const struct {
        int row, col, max_cols, used;
        const char *text, *grid;
    } cases[] = {
        {0, 0, 10, 3, "abc", "abc\n\n"},
        {1, 3, 10, 2, "abc", "\n   ab\n"},
        {0, 4, 10, 1, "abc", "    a\n\n"},
        {0, 5, 10, 0, "abc", "\n\n"},
        {0, 99, 10, 0, "abc", "\n\n"},
        {-1, 0, 10, 0, "abc", "\n\n"},
        {2, 0, 10, 0, "abc", "\n\n"},
        {0, -1, 10, 0, "abc", "\n\n"},
        {0, 0, 2, 2, "abc", "ab\n\n"},
        {0, 0, 0, 0, "abc", "\n\n"},
        {0, 0, -3, 0, "abc", "\n\n"},
        {0, 0, 10, 4, HAN HAN HAN, HAN HAN "\n\n"},
        {0, 4, 10, 0, HAN, "\n\n"},
        {0, 0, 3, 2, HAN HAN, HAN "\n\n"},
        {0, 0, 3, 3, "a" HAN HAN, "a" HAN "\n\n"},
        {0, 0, 10, 0, "", "\n\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct frame frame = frame_of(5, 2);
        CHECK_INT(text_at(&frame, cases[i].row, cases[i].col, cases[i].max_cols, cases[i].text),
                  cases[i].used);
        CHECK(support_frame_is_sound(&frame));
        check_grid(&frame, cases[i].grid);
    }
}

static void accents_stay_with_their_letter(void)
{
    static const struct {
        const char *text, *grid;
        int used;
    } cases[] = {
        {"e" ACUTE "x", "e" ACUTE "x\n", 2},
        {HAN ACUTE "x", HAN ACUTE "x\n", 3}, /* and on a wide character */
        {ACUTE "x", "x\n", 1},               /* nothing to stand on */
        {"abcde" ACUTE, "abcde" ACUTE "\n", 5},
        {"a" ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE "b", "a" ACUTE ACUTE ACUTE ACUTE ACUTE "b\n",
         2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct frame frame = frame_of(5, 1);
        CHECK_INT(text_at(&frame, 0, 0, 5, cases[i].text), cases[i].used);
        CHECK_MSG(support_frame_is_sound(&frame), "case %zu", i);
        check_grid(&frame, cases[i].grid);
    }
}

static void a_copy_keeps_accents_of_its_own(void)
{
    struct frame frame = {0}, copy = {0};
    frame_resize(&frame, 5, 1);
    frame_resize(&copy, 5, 1);
    text_at(&frame, 0, 0, 5, "a" ACUTE "e" ACUTE HAN ACUTE "x");
    text_at(&frame, 0, 0, 5, "o" ACUTE);
    frame_copy(&copy, &frame);
    frame_clear(&frame);
    text_at(&frame, 0, 0, 5, "u" ACUTE "u" ACUTE);
    check_grid(&copy, "o" ACUTE "e" ACUTE HAN ACUTE "x\n");
    check_grid(&frame, "u" ACUTE "u" ACUTE "\n");
}

static void rows_of_which_terminals_make_one_sign_are_known(void)
{
    static const struct {
        const char *text;
        bool joining;
    } cases[] = {
        {"abcde", false},      {HAN HAN, false},       {"\u2502\u00e9", false},
        {"ae" ACUTE, true},    {"a\u1100", true},      {"a\ua960", true},
        {"\U0001f1e6x", true}, {"\U0001f600x", false}, {"", false},
    };
    struct frame frame = {0};
    frame_resize(&frame, 5, 3);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        frame_clear(&frame);
        text_at(&frame, 1, 0, 5, cases[i].text);
        CHECK_MSG(frame_is_joining(&frame, 1) == cases[i].joining, "case %zu", i);
        CHECK(!frame_is_joining(&frame, 0) && !frame_is_joining(&frame, 2));
        text_at(&frame, 1, 0, 5, "     ");
        CHECK_MSG(!frame_is_joining(&frame, 1), "case %zu, written over", i);
    }
    frame_free(&frame);
}

static void a_wide_character_is_never_halved(void)
{
    static const struct {
        int col;
        const char *text, *grid;
    } cases[] = {
        {0, "x", "x " HAN HAN "\n"}, {1, "x", " x" HAN HAN "\n"},    {1, "xy", " xy " HAN "\n"},
        {2, "x", HAN "x " HAN "\n"}, {1, HAN, " " HAN " " HAN "\n"}, {3, HAN, HAN " " HAN "\n"},
        {0, HAN, HAN HAN HAN "\n"},  {5, "x", HAN HAN " x\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct frame frame = frame_of(6, 1);
        text_at(&frame, 0, 0, 6, HAN HAN HAN);
        text_at(&frame, 0, cases[i].col, 6, cases[i].text);
        CHECK_MSG(support_frame_is_sound(&frame), "case %zu", i);
        check_grid(&frame, cases[i].grid);
    }
}

static void a_label_is_made_displayable_and_cut_with_an_ellipsis(void)
{
    static const struct {
        const char *text;
        int max_cols;
        bool ascii;
        const char *shown;
    } cases[] = {
        {"Not Found", 9, false, "Not Found"}, {"Not Found", 8, false, "Not Fou\u2026"},
        {"Not Found", 1, false, "\u2026"},    {"Not Found", 0, false, ""},
        {"Not Found", -5, false, ""},         {"Not Found", 8, true, "Not Fou~"},
        {"a\nb\033c", 9, false, "a b?c"},     {"\u202eab", 9, false, "<U+202E>\u2026"},
        {HAN HAN, 3, false, HAN "\u2026"},    {HAN HAN, 2, false, "\u2026"},
        {HAN HAN, 4, false, HAN HAN},         {HAN "x", 2, true, "?x"},
        {"a \u00b7 b", 5, true, "a - b"},     {"", 4, false, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct frame frame = frame_of(12, 1);
        struct strbuf want = STRBUF_INIT;
        frame.ascii = cases[i].ascii;
        int used = frame_label(&frame, 0, 0, cases[i].max_cols, cases[i].text, ROLE_TEXT, 0);
        CHECK_INT(used, utf8_width(cases[i].shown, strlen(cases[i].shown)));
        strbuf_printf(&want, "%s\n", cases[i].shown);
        check_grid(&frame, strbuf_str(&want));
        strbuf_clear(&want);
    }
}

static void a_label_tells_its_columns_beforehand(void)
{
    struct frame frame = frame_of(1, 1);
    CHECK_INT(frame_label_cols(&frame, "", strlen("")), 0);
    CHECK_INT(frame_label_cols(&frame, HAN "x", strlen(HAN "x")), 3);
    CHECK_INT(frame_label_cols(&frame, "\u202e", strlen("\u202e")), 8);
    frame.ascii = true;
    CHECK_INT(frame_label_cols(&frame, HAN "x", strlen(HAN "x")), 2);
    CHECK_INT(frame_label_cols(&frame, "\u00a7", strlen("\u00a7")), 8); /* "section " */
    frame_free(&frame);
}

static void marks_and_roles_stay_on_their_cells(void)
{
    struct frame frame = frame_of(4, 2);
    frame_text(&frame, 0, 0, 4, "ab" HAN, 5, ROLE_LINK, CELL_MATCH);
    frame_mark(&frame, 0, 1, 99, CELL_SELECTED);
    frame_mark(&frame, 0, -3, 2, CELL_SELECTED);
    frame_mark(&frame, 7, 0, 3, CELL_SELECTED);
    static const unsigned flags[] = {CELL_MATCH, CELL_MATCH | CELL_SELECTED,
                                     CELL_MATCH | CELL_SELECTED, CELL_MATCH | CELL_SELECTED};
    for (int col = 0; col < 4; col++) {
        CHECK_INT(frame_cell(&frame, 0, col)->role, ROLE_LINK);
        CHECK_INT(frame_cell(&frame, 0, col)->flags, flags[col]);
        CHECK_INT(frame_cell(&frame, 1, col)->flags, 0);
    }
    CHECK(frame_cell(&frame, 0, 4) == NULL && frame_cell(&frame, -1, 0) == NULL);
    frame_free(&frame);
}

static void a_button_is_a_stretch_of_a_row_and_goes_with_its_text(void)
{
    struct frame frame = {0};
    frame_resize(&frame, 10, 3);
    frame_button(&frame, 1, 2, 4, 7);
    frame_button(&frame, 2, 8, 100, 9);
    frame_button(&frame, -1, -5, 3, 9);
    frame_text(&frame, 1, 3, 2, "ab", 2, ROLE_TEXT, 0);
    static const unsigned want[10] = {0, 0, 7, 0, 0, 7};
    for (int col = 0; col < 10; col++) {
        CHECK_INT(frame_cell(&frame, 1, col)->button, want[col]);
        CHECK_INT(frame_cell(&frame, 0, col)->button, 0);
        CHECK_INT(frame_cell(&frame, 2, col)->button, col >= 8 ? 9 : 0);
    }
    frame_clear(&frame);
    CHECK_INT(frame_cell(&frame, 1, 2)->button, 0);
    frame_free(&frame);
}

static int thumb_rows(const struct frame *frame, int *first)
{
    int count = 0;
    for (int row = frame->rows - 1; row >= 0; row--)
        if (frame_cell(frame, row, 3)->text[0] != ' ') {
            *first = row;
            count++;
        }
    return count;
}

static void a_thumb_is_where_the_mouse_drags_it(void)
{
    struct frame frame = {0};
    const struct rect rect = {2, 0, 20, 4};
    for (size_t count = 0; count < 400; count++) {
        int last = -1;
        for (int row = 0; row < 24; row++) {
            size_t top = draw_thumb_top(&rect, count, row);
            int first = 0;
            frame_resize(&frame, 4, 24);
            draw_thumb(&frame, &rect, top, count);
            int size = thumb_rows(&frame, &first);
            CHECK_INT(size > 0, count > 20);
            CHECK_MSG(top <= (count > 20 ? count - 20 : 0), "%zu of %zu", top, count);
            CHECK_MSG(row > 2 || top == 0, "%zu of %zu at the upper end", top, count);
            CHECK_MSG(row < 21 || top == (count > 20 ? count - 20 : 0), "%zu of %zu", top, count);
            CHECK_MSG((int)top >= last, "%zu of %zu at row %d", top, count, row);
            last = (int)top;
            if (count > 60 && row >= 2 + size && row < 22 - size)
                CHECK_MSG(abs(first + size / 2 - row) <= 1, "%zu rows, row %d: thumb at %d", count,
                          row, first);
        }
    }
    CHECK(!draw_is_thumb(&rect, 20, 5, 3));
    CHECK(draw_is_thumb(&rect, 21, 2, 3) && draw_is_thumb(&rect, 21, 21, 3));
    CHECK(!draw_is_thumb(&rect, 21, 22, 3) && !draw_is_thumb(&rect, 21, 1, 3));
    CHECK(!draw_is_thumb(&rect, 21, 5, 2) && !draw_is_thumb(&(struct rect){0}, 21, 0, -1));
    frame_free(&frame);
}

static void a_border_is_drawn_inside_the_grid_only(void)
{
    struct frame frame = frame_of(3, 3);
    frame_vline(&frame, 1, 1, 99);
    frame_vline(&frame, 0, 9, 3);
    CHECK_INT(frame_cell(&frame, 2, 1)->flags, CELL_LINE);
    check_grid(&frame, "\n \u2502\n \u2502\n");
    frame = frame_of(3, 2);
    frame.ascii = true;
    frame_vline(&frame, 0, 0, 2);
    check_grid(&frame, "|\n|\n");
}

static void clearing_forgets_cells_and_cursor(void)
{
    struct frame frame = frame_of(3, 1);
    text_at(&frame, 0, 0, 3, "abc");
    frame.cursor_col = 2;
    frame.show_cursor = true;
    frame_clear(&frame);
    CHECK(frame.cursor_col == 0 && !frame.show_cursor);
    check_grid(&frame, "\n");
}

static void random_writing_keeps_the_grid_sound(void)
{
    static const char *const texts[] = {"a",       "abc",     HAN,   HAN "a" HAN,
                                        "e" ACUTE, HAN ACUTE, ACUTE, "\U0001f600" ACUTE ACUTE "x",
                                        " "};
    struct frame frame = frame_of(9, 3);
    unsigned seed = 11;
    for (int i = 0; i < 20000; i++) {
        const char *text = texts[support_random(&seed, sizeof texts / sizeof texts[0])];
        int row = (int)support_random(&seed, 5) - 1, col = (int)support_random(&seed, 13) - 2;
        if (support_random(&seed, 2) == 0)
            text_at(&frame, row, col, (int)support_random(&seed, 12), text);
        else
            frame_label(&frame, row, col, (int)support_random(&seed, 12), text, ROLE_DIM, 0);
        if (!support_frame_is_sound(&frame)) {
            CHECK_MSG(false, "step %d", i);
            break;
        }
    }
    frame_free(&frame);
}

static void a_horizontal_border_joins_the_vertical_ones(void)
{
    static const struct {
        bool ascii;
        const char *grid;
    } cases[] = {
        {false, " \u2502  \u2502\n\u2500\u2534\u2500\u2500\u2534\n"},
        {true, " |  |\n-+--+\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct frame frame = frame_of(5, 2);
        frame.ascii = cases[i].ascii;
        frame_vline(&frame, 0, 1, 2);
        frame_vline(&frame, 0, 4, 2);
        frame_hline(&frame, 1);
        for (int col = 0; col < 5; col++)
            CHECK(frame_cell(&frame, 1, col)->flags & CELL_LINE);
        check_grid(&frame, cases[i].grid);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    RUN(a_new_frame_is_blank);
    RUN(nothing_leaves_its_row);
    RUN(accents_stay_with_their_letter);
    RUN(a_copy_keeps_accents_of_its_own);
    RUN(rows_of_which_terminals_make_one_sign_are_known);
    RUN(a_wide_character_is_never_halved);
    RUN(a_label_is_made_displayable_and_cut_with_an_ellipsis);
    RUN(a_label_tells_its_columns_beforehand);
    RUN(marks_and_roles_stay_on_their_cells);
    RUN(a_button_is_a_stretch_of_a_row_and_goes_with_its_text);
    RUN(a_thumb_is_where_the_mouse_drags_it);
    RUN(a_border_is_drawn_inside_the_grid_only);
    RUN(clearing_forgets_cells_and_cursor);
    RUN(random_writing_keeps_the_grid_sound);
    RUN(a_horizontal_border_joins_the_vertical_ones);
    return check_done();
}
