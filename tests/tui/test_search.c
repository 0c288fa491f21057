/* The search prompt as it is typed: live hits, editing, leaving it in each way. */
#include "config.h"

#include <stdlib.h>

#include "vt.h"

static struct vt *start(const char *registry, const char *const *env)
{
    struct vt *vt = vt_browse_env(110, 20, env, LIST("-r", vt_data(registry)));
    VT_HAS(vt, "q quit");
    VT_SETTLES(vt);
    return vt;
}

static void backspace_gives_each_earlier_screen_back(void)
{
    static const char text[] = "not found";
    enum { LEN = sizeof text - 1 };
    char *screens[LEN + 1];
    struct vt *vt = start("small.json", NULL);
    vt_keys(vt, "/");
    for (int i = 0; i <= LEN; i++) {
        screens[i] = vt_snapshot(vt);
        char key[2] = {text[i], '\0'};
        if (i < LEN)
            vt_send(vt, key);
    }
    VT_REVERSED(vt, "404 Not Found");
    VT_HAS(vt, "/not found");
    VT_HAS(vt, "There is no such thing.");
    for (int i = LEN - 1; i >= 0; i--) {
        vt_keys(vt, "BS");
        VT_SNAPSHOT(vt, screens[i]);
    }
    for (int i = 0; i <= LEN; i++)
        free(screens[i]);
    vt_keys(vt, "BS"); /* in an empty prompt: leaves it */
    VT_REVERSED(vt, "200 OK");
    VT_QUIT(vt);
}

static void hits_come_from_every_class(void)
{
    struct vt *vt = start("small.json", NULL);
    vt_keys(vt, "h j"); /* 2xx */
    VT_REVERSED(vt, "2xx Good");
    vt_keys(vt, "/");
    vt_send(vt, "unavailable");
    VT_HAS(vt, "HITS");
    VT_REVERSED(vt, "503 Service Unavailable");
    vt_keys(vt, "C-c");
    VT_REVERSED(vt, "2xx Good");
    VT_QUIT(vt);
}

static void escape_restores_selection_scroll_and_pane(void)
{
    struct vt *vt = start("long.json", NULL);
    vt_keys(vt, "C-d C-d C-d C-d k k Tab j j j");
    char *before = vt_snapshot(vt);
    vt_keys(vt, "/");
    vt_send(vt, "number 59");
    VT_REVERSED(vt, "459 ");
    vt_keys(vt, "Esc");
    VT_SNAPSHOT(vt, before);
    vt_keys(vt, "/ Esc");
    VT_SNAPSHOT(vt, before);
    vt_keys(vt, "/");
    vt_send(vt, "entry");
    VT_HAS(vt, "HITS");
    vt_keys(vt, "Down Down Down PgDn Esc");
    VT_SNAPSHOT(vt, before);
    free(before);
    VT_QUIT(vt);
}

static void enter_keeps_the_hits(void)
{
    struct vt *vt = start("small.json", NULL);
    vt_keys(vt, "/");
    vt_send(vt, "re");
    VT_HAS(vt, "HITS");
    VT_HAS(vt, "/re");
    char first[256];
    snprintf(first, sizeof first, "%s", vt_reversed(vt));
    vt_keys(vt, "Enter");
    VT_LACKS(vt, "/re");
    VT_HAS(vt, "HITS");
    VT_REVERSED(vt, first);
    VT_MODE(vt, 25, false);
    vt_keys(vt, "j");
    CHECK(strcmp(vt_reversed(vt), first) != 0);
    VT_HAS(vt, "hit 2 of ");
    vt_keys(vt, "Esc");
    VT_LACKS(vt, "HITS");
    VT_QUIT(vt);
}

static void n_goes_round_the_hits_and_says_so(void)
{
    struct vt *vt = start("small.json", NULL);
    char first[256], last[256];
    vt_keys(vt, "/");
    vt_send(vt, "re");
    VT_HAS(vt, "HITS");
    vt_keys(vt, "Enter");
    snprintf(first, sizeof first, "%s", vt_reversed(vt));
    vt_keys(vt, "n");
    VT_HAS(vt, "hit 2 of");
    VT_LACKS(vt, "wrapped");
    CHECK(strcmp(vt_reversed(vt), first) != 0);
    vt_keys(vt, "N");
    VT_REVERSED(vt, first);
    VT_LACKS(vt, "wrapped");
    vt_keys(vt, "G");
    snprintf(last, sizeof last, "%s", vt_reversed(vt));
    vt_keys(vt, "n");
    VT_HAS(vt, "search wrapped");
    VT_REVERSED(vt, first);
    vt_keys(vt, "N");
    VT_HAS(vt, "search wrapped");
    VT_REVERSED(vt, last);
    vt_keys(vt, "k");
    VT_LACKS(vt, "wrapped");
    VT_QUIT(vt);
}

static void without_a_match_everything_stays_where_it_was(void)
{
    struct vt *vt = start("small.json", NULL);
    vt_keys(vt, "j j");
    vt_keys(vt, "/");
    vt_send(vt, "zzzqqqxxx");
    VT_HAS(vt, "Nothing found");
    vt_keys(vt, "Enter");
    VT_HAS(vt, "no match: zzzqqqxxx");
    VT_REVERSED(vt, "400 Bad Request");
    vt_keys(vt, "j");
    VT_LACKS(vt, "no match");
    VT_REVERSED(vt, "404 Not Found");
    vt_keys(vt, "n"); /* without hits, the next code */
    VT_REVERSED(vt, "410 Gone");
    VT_QUIT(vt);
}

/* How many cells of the columns from first on are underlined. */
static int underlined(struct vt *vt, int first, int end)
{
    int count = 0;
    for (int row = 2; row < 19; row++)
        for (int col = first; col < end; col++)
            count += vt_cell(vt, row, col).attrs.underline != 0;
    return count;
}

static void check_marks(const char *const *env)
{
    struct vt *vt = start("small.json", env);
    int cols[2];
    CHECK_INT(vt_borders(vt, 1, cols, 2), 2);
    CHECK_INT(underlined(vt, cols[0], cols[1]), 0);
    vt_keys(vt, "/");
    vt_send(vt, "many");
    VT_REVERSED(vt, "429 Too Many");
    vt_settle(vt);
    CHECK_INT(underlined(vt, cols[0], cols[1]), 4);
    int row = 0, col = 0;
    CHECK(vt_find(vt, "\u2588429 Too Many", &row, &col));
    CHECK(vt_cell(vt, row, col + 9).attrs.underline != 0);
    vt_keys(vt, "Enter");
    CHECK_INT(underlined(vt, cols[0], cols[1]), 4);
    vt_keys(vt, "Esc");
    VT_LACKS(vt, "HITS");
    CHECK_INT(underlined(vt, cols[0], cols[1]), 0);
    VT_QUIT(vt);
}

static void matches_are_marked_until_the_hits_are_left(void)
{
    check_marks(NULL);
}

static void matches_are_marked_without_colour_too(void)
{
    check_marks(LIST("NO_COLOR=1"));
    check_marks(LIST("TERM=vt100"));
}

static void letters_that_are_commands_are_typed(void)
{
    struct vt *vt = start("small.json", NULL);
    vt_keys(vt, "/ q ? n N v w j k ] 4 0");
    VT_HAS(vt, "/q?nNvwjk]40");
    vt_keys(vt, "C-u");
    VT_LACKS(vt, "/q");
    vt_keys(vt, "Esc");
    VT_REVERSED(vt, "200 OK");
    VT_QUIT(vt);
}

static void the_cursor_shows_where_the_next_letter_goes(void)
{
    struct vt *vt = start("small.json", NULL);
    int row, col;
    VT_MODE(vt, 25, false);
    vt_keys(vt, "/");
    vt_send(vt, "gone");
    VT_MODE(vt, 25, true);
    vt_cursor(vt, &row, &col);
    CHECK_INT(row, 19);
    CHECK_INT(col, 6);
    vt_keys(vt, "Left Left");
    vt_cursor(vt, &row, &col);
    CHECK_INT(col, 4);
    vt_keys(vt, "Home");
    vt_cursor(vt, &row, &col);
    CHECK_INT(col, 2);
    vt_keys(vt, "x End y");
    VT_HAS(vt, "/xgoney");
    vt_keys(vt, "C-a Del End BS");
    VT_HAS(vt, "/gone ");
    vt_keys(vt, "C-w");
    vt_cursor(vt, &row, &col);
    CHECK_INT(col, 2);
    vt_keys(vt, "Esc");
    VT_MODE(vt, 25, false);
    VT_QUIT(vt);
}

static void letters_beyond_ascii_are_one_key_each(void)
{
    struct vt *vt = start("small.json", LIST("ESCDELAY=5000"));
    int row, col;
    vt_keys(vt, "/");
    vt_send(vt, "\u00e9");
    VT_HAS(vt, "/\u00e9");
    vt_send(vt, "\xe6\xbc"); /* the first bytes of U+6F22, the rest later */
    vt_send(vt, "\xa2");
    VT_HAS(vt, "/\u00e9\u6f22");
    vt_cursor(vt, &row, &col);
    CHECK_INT(col, 5);
    vt_keys(vt, "BS");
    vt_cursor(vt, &row, &col);
    CHECK_INT(col, 3);
    vt_send(vt, "x\xff\xc3(y"); /* what is no UTF-8 is passed over */
    VT_HAS(vt, "/\u00e9x");
    vt_keys(vt, "C-c");
    VT_QUIT(vt);
}

static void pasted_text_goes_into_the_prompt_as_text(void)
{
    struct vt *vt = start("small.json", NULL);
    vt_keys(vt, "/");
    vt_send(vt, "\033[200~too many\033[201~");
    VT_HAS(vt, "/too many");
    VT_REVERSED(vt, "429 Too Many");
    vt_keys(vt, "C-u");
    vt_send(vt, "\033[200~go\rne\033\003\t\033[A\033[201~");
    VT_HAS(vt, "/go");
    VT_HAS(vt, "HITS");
    vt_keys(vt, "C-c");
    VT_LACKS(vt, "HITS");
    VT_QUIT(vt);
}

static void a_long_text_stays_on_its_row(void)
{
    struct vt *vt = start("small.json", NULL);
    char text[400] = "\033[200~";
    int row, col;
    while (strlen(text) < 380)
        strcat(text, "abcdefghi ");
    strcat(text, "\033[201~");
    vt_keys(vt, "/");
    vt_send(vt, text);
    VT_SETTLES(vt);
    vt_cursor(vt, &row, &col);
    CHECK_INT(row, 19);
    CHECK(col < 110);
    CHECK_HAS(vt_row(vt, 18), "\u2502");
    vt_keys(vt, "Home");
    vt_cursor(vt, &row, &col);
    CHECK_INT(col, 2);
    VT_HAS(vt, "/abcdefghi abcdefghi");
    vt_keys(vt, "End");
    for (int i = 0; i < 30; i++)
        vt_keys(vt, "BS");
    vt_cursor(vt, &row, &col);
    CHECK_INT(row, 19);
    CHECK(col < 110);
    vt_keys(vt, "C-u Esc");
    VT_QUIT(vt);
}

static void up_brings_earlier_searches_back(void)
{
    struct vt *vt = start("small.json", NULL);
    vt_keys(vt, "/");
    vt_send(vt, "teapot");
    vt_keys(vt, "Enter Esc /");
    vt_send(vt, "gone");
    vt_keys(vt, "Enter Esc / Up");
    VT_HAS(vt, "/gone");
    vt_keys(vt, "Up");
    VT_HAS(vt, "/teapot");
    VT_REVERSED(vt, "418 Teapot");
    vt_keys(vt, "Down");
    VT_HAS(vt, "/gone");
    vt_keys(vt, "Esc");
    VT_QUIT(vt);
}

static void the_prompt_survives_help_keys_resize_and_redraw(void)
{
    struct vt *vt = start("small.json", NULL);
    vt_keys(vt, "/");
    vt_send(vt, "gone");
    VT_REVERSED(vt, "410 Gone");
    char *before = vt_snapshot(vt);
    vt_keys(vt, "C-l");
    VT_SNAPSHOT(vt, before);
    vt_resize(vt, 10, 3);
    VT_HAS(vt, "terminal t");
    vt_resize(vt, 110, 20);
    VT_SNAPSHOT(vt, before);
    free(before);
    vt_keys(vt, "Enter");
    VT_QUIT(vt);
}

int main(void)
{
    RUN(backspace_gives_each_earlier_screen_back);
    RUN(hits_come_from_every_class);
    RUN(escape_restores_selection_scroll_and_pane);
    RUN(enter_keeps_the_hits);
    RUN(n_goes_round_the_hits_and_says_so);
    RUN(without_a_match_everything_stays_where_it_was);
    RUN(matches_are_marked_until_the_hits_are_left);
    RUN(matches_are_marked_without_colour_too);
    RUN(letters_that_are_commands_are_typed);
    RUN(the_cursor_shows_where_the_next_letter_goes);
    RUN(letters_beyond_ascii_are_one_key_each);
    RUN(pasted_text_goes_into_the_prompt_as_text);
    RUN(a_long_text_stays_on_its_row);
    RUN(up_brings_earlier_searches_back);
    RUN(the_prompt_survives_help_keys_resize_and_redraw);
    return check_done();
}
