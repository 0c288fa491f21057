/* Sizes: layouts, screens too small, resizing back and forth. */
#include "config.h"

#include <signal.h>
#include <stdlib.h>

#include "vt.h"

static struct vt *start(int cols, int rows)
{
    struct vt *vt = vt_browse(cols, rows, LIST("-r", vt_data("small.json")));
    VT_SETTLES(vt);
    return vt;
}

/* What a program sees that starts at a size; the caller frees. */
static char *fresh(int cols, int rows)
{
    struct vt *vt = start(cols, rows);
    VT_HAS(vt, cols >= 20 && rows >= 6 ? "200 OK" : "t");
    VT_SETTLES(vt);
    char *snapshot = vt_snapshot(vt);
    VT_QUIT(vt);
    return snapshot;
}

static void the_width_chooses_the_layout(void)
{
    static const struct {
        int cols, rows, borders;
        bool titles; /* of the classes */
    } cases[] = {{140, 30, 2, true}, {110, 24, 2, true}, {109, 24, 2, false}, {80, 24, 2, false},
                 {60, 24, 2, false}, {59, 24, 0, false}, {40, 10, 0, false},  {20, 6, 0, false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int cols[8];
        struct vt *vt = start(cases[i].cols, cases[i].rows);
        VT_HAS(vt, "200 OK");
        CHECK_MSG(vt_borders(vt, 2, cols, 8) == cases[i].borders, "%d columns", cases[i].cols);
        if (cases[i].titles)
            VT_HAS(vt, "4xx Yours");
        else
            VT_LACKS(vt, "4xx Yours");
        VT_QUIT(vt);
    }
}

static void every_pane_can_be_used_on_a_narrow_screen(void)
{
    struct vt *vt = start(40, 10);
    VT_REVERSED(vt, "200 OK");
    vt_keys(vt, "j j j");
    VT_REVERSED(vt, "404 Not Found");
    vt_keys(vt, "Enter");
    VT_HAS(vt, "There is no such thing.");
    vt_keys(vt, "]");
    VT_REVERSED(vt, "410 Gone");
    vt_keys(vt, "Enter");
    VT_HAS(vt, "It was here and went away.");
    vt_keys(vt, "BS h h");
    VT_REVERSED(vt, "All");
    vt_keys(vt, "j j");
    VT_REVERSED(vt, "4xx Yours");
    vt_keys(vt, "l");
    VT_REVERSED(vt, "400 Bad Request");
    vt_keys(vt, "/");
    vt_send(vt, "teapot");
    VT_REVERSED(vt, "418 Teapot");
    vt_keys(vt, "Enter Tab");
    VT_HAS(vt, "Short and stout.");
    vt_click(vt, 4, 10);
    vt_keys(vt, "? q");
    VT_QUIT(vt);
}

static void a_screen_that_is_too_small_says_so_and_takes_keys(void)
{
    static const int sizes[][2] = {{1, 1},  {2, 1},  {1, 2},   {5, 2}, {19, 24},
                                   {80, 5}, {1, 60}, {200, 1}, {19, 5}};
    static const char text[] = "terminal too small (";
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        int cols = sizes[i][0];
        char expected[64];
        snprintf(expected, sizeof expected, "%.*s", cols, text);
        size_t len = strlen(expected);
        while (len > 0 && expected[len - 1] == ' ')
            expected[--len] = '\0';
        struct vt *vt = start(cols, sizes[i][1]);
        VT_HAS(vt, expected);
        CHECK(strncmp(vt_row(vt, 0), expected, len) == 0);
        for (int row = 1; row < sizes[i][1]; row++)
            CHECK_STR(vt_row(vt, row), "");
        vt_keys(vt, "j k / x C-c ? q l l C-l");
        VT_HAS(vt, expected);
        VT_QUIT(vt);

        vt = start(cols, sizes[i][1]);
        VT_HAS(vt, expected);
        vt_keys(vt, "C-c");
        VT_EXITS(vt, 130);
        VT_RESTORED(vt);
        vt_stop(vt);
    }
    struct vt *vt = start(60, 4);
    VT_HAS(vt, "terminal too small (60x4, need 20x6)");
    VT_QUIT(vt);
}

static void a_very_large_screen_is_filled(void)
{
    struct vt *vt = start(500, 200);
    int cols[4];
    VT_HAS(vt, "200 OK");
    CHECK_INT(vt_borders(vt, 1, cols, 4), 2);
    CHECK_INT(vt_borders(vt, 198, cols, 4), 2);
    CHECK_HAS(vt_row(vt, 199), "q quit");
    vt_keys(vt, "j j ? q");
    VT_QUIT(vt);
}

static void a_resized_screen_is_the_same_as_a_fresh_one(void)
{
    static const int ways[][8] = {{200, 60, 1, 1, 80, 24, 0},    {80, 24, 200, 60, 80, 24, 0},
                                  {40, 10, 59, 20, 60, 20, 0},   {100, 30, 99, 30, 100, 30, 0},
                                  {120, 40, 120, 6, 120, 40, 0}, {1, 1, 2, 1, 100, 24, 0},
                                  {500, 200, 20, 6, 0}};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        const int *way = ways[i];
        struct vt *vt = start(way[0], way[1]);
        int at = 2;
        for (; way[at] != 0; at += 2)
            vt_resize(vt, way[at], way[at + 1]);
        char *expected = fresh(way[at - 2], way[at - 1]);
        VT_SNAPSHOT(vt, expected);
        free(expected);
        VT_QUIT(vt);
    }
}

static void help_and_hits_follow_the_size_too(void)
{
    static const char *const ways_in[] = {"?",         "/ r e",     "/ r e Enter",
                                          "4 1 8 l G", "4 0 4 ] ]", "h"};
    for (size_t i = 0; i < sizeof ways_in / sizeof ways_in[0]; i++) {
        struct vt *plain = start(90, 20), *resized = start(150, 50);
        VT_HAS(plain, "200 OK");
        VT_HAS(resized, "200 OK");
        vt_resize(resized, 3, 1);
        vt_resize(resized, 90, 20);
        vt_keys(plain, ways_in[i]);
        vt_keys(resized, ways_in[i]);
        char *expected = vt_snapshot(plain);
        VT_SNAPSHOT(resized, expected);
        vt_resize(resized, 90, 10);
        vt_resize(resized, 90, 20);
        VT_HAS(resized, i == 0 ? "keys" : "statusbrowse");
        free(expected);
        vt_stop(plain);
        vt_stop(resized);
    }
}

static void the_selection_is_kept(void)
{
    struct vt *vt = vt_browse(100, 30, LIST("-r", vt_data("long.json")));
    VT_REVERSED(vt, "400 ");
    vt_keys(vt, "4 3 7");
    VT_REVERSED(vt, "437 ");
    static const int sizes[][2] = {{100, 8}, {40, 8},  {20, 6},  {1, 1},
                                   {80, 24}, {59, 40}, {1, 100}, {100, 30}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        vt_resize(vt, sizes[i][0], sizes[i][1]);
        if (sizes[i][0] >= 20)
            VT_REVERSED(vt, "437 ");
        else
            VT_HAS(vt, "t");
    }
    vt_keys(vt, "j");
    VT_REVERSED(vt, "438 ");
    VT_QUIT(vt);
}

/* A shell that exports them makes curses ignore every resize. */
static void lines_and_columns_of_the_environment_are_passed_over(void)
{
    char *expected = fresh(100, 20), *larger = fresh(120, 30);
    struct vt *vt =
        vt_browse_env(100, 20, LIST("LINES=10", "COLUMNS=40"), LIST("-r", vt_data("small.json")));
    VT_SNAPSHOT(vt, expected);
    vt_resize(vt, 120, 30);
    VT_SNAPSHOT(vt, larger);
    free(expected);
    free(larger);
    VT_QUIT(vt);
}

/* A serial line knows no size; some know one of the two. */
static void a_terminal_without_a_size_has_80_columns(void)
{
    static const struct {
        int cols, rows;             /* as the system has them */
        int shown_cols, shown_rows; /* as the program takes them */
    } cases[] = {{0, 0, 80, 24}, {0, 30, 80, 30}, {100, 0, 100, 24}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int cols = cases[i].shown_cols, rows = cases[i].shown_rows;
        char command[2048];
        snprintf(command, sizeof command, "stty rows %d cols %d; exec ./statusbrowse -r '%s'",
                 cases[i].rows, cases[i].cols, vt_data("small.json"));
        char *expected = fresh(cols, rows);
        struct vt *vt = vt_start(&(struct vt_setup){.argv = LIST("/bin/sh", "-c", command),
                                                    .env = LIST("LINES=10", "COLUMNS=40"),
                                                    .cols = cols,
                                                    .rows = rows});
        VT_SNAPSHOT(vt, expected);
        free(expected);
        VT_QUIT(vt);
    }
}

static void a_storm_of_resizes_ends_on_the_right_screen(void)
{
    char *expected = fresh(80, 24);
    struct vt *vt = start(80, 24);
    VT_HAS(vt, "200 OK");
    unsigned random = 12345;
    for (int i = 0; i < 300; i++) {
        random = random * 1103515245u + 12345u;
        int cols = 1 + (int)(random >> 16) % (i % 3 == 0 ? 20 : 160);
        random = random * 1103515245u + 12345u;
        int rows = 1 + (int)(random >> 16) % (i % 5 == 0 ? 6 : 60);
        vt_resize(vt, cols, rows);
        if (i % 4 == 0)
            vt_signal(vt, SIGWINCH);
    }
    vt_resize(vt, 80, 24);
    VT_SNAPSHOT(vt, expected);
    free(expected);
    VT_QUIT(vt);
}

static void a_size_that_no_screen_has_is_survived(void)
{
    static const struct {
        int cols, rows;
    } sizes[] = {{80, 32768}, {80, 40000}, {80, 65535},    {32768, 24},
                 {65535, 24}, {20, 65535}, {10000, 10000}, {65535, 65535}};
    struct vt *vt = start(80, 24);
    char *expected = vt_snapshot(vt);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        vt_claim_size(vt, sizes[i].cols, sizes[i].rows);
        vt_claim_size(vt, 80, 24);
        VT_SNAPSHOT(vt, expected);
    }
    free(expected);
    VT_QUIT(vt);
}

int main(void)
{
    RUN(the_width_chooses_the_layout);
    RUN(every_pane_can_be_used_on_a_narrow_screen);
    RUN(a_screen_that_is_too_small_says_so_and_takes_keys);
    RUN(a_very_large_screen_is_filled);
    RUN(a_resized_screen_is_the_same_as_a_fresh_one);
    RUN(help_and_hits_follow_the_size_too);
    RUN(the_selection_is_kept);
    RUN(lines_and_columns_of_the_environment_are_passed_over);
    RUN(a_terminal_without_a_size_has_80_columns);
    RUN(a_storm_of_resizes_ends_on_the_right_screen);
    RUN(a_size_that_no_screen_has_is_survived);
    return check_done();
}
