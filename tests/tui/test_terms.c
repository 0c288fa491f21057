/* Kinds of terminals and locales; colour, its absence; text that could harm the screen. */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "vt.h"

static void check_log_is_ascii(struct vt *vt)
{
    size_t len;
    const char *log = vt_log(vt, &len);
    size_t beyond = 0;
    for (size_t at = 0; at < len; at++)
        beyond += (unsigned char)log[at] >= 0x80;
    CHECK_INT(beyond, 0);
}

/* Through every part of the screen that has a colour or a line of its own. */
static const char tour[] = "j j j l ] h h j k l / r e Enter n Esc ? j q w v v 4 0 4 8";

static struct vt *start(const char *const *env, const char *option)
{
    struct vt *vt = vt_browse_env(100, 24, env, LIST("-r", vt_data("small.json"), option));
    VT_HAS(vt, "200 OK");
    VT_SETTLES(vt);
    return vt;
}

/* The lines between the panes stand in the same two columns in all rows. */
static void check_borders(struct vt *vt, const char *what)
{
    int head[16], cols[64];
    VT_SETTLES(vt);
    CHECK_MSG(vt_borders(vt, 1, head, 16) >= 2, "%s: the heading's lines", what);
    for (int row = 1; row < 23; row++) {
        int count = vt_borders(vt, row, cols, 64), found = 0;
        for (int i = 0; i < count; i++)
            found += cols[i] == head[0] || cols[i] == head[1];
        CHECK_MSG(found == 2, "%s: lines in row %d: %s", what, row, vt_row(vt, row));
    }
}

static const char *const terms[] = {
    "TERM=xterm", "TERM=xterm-256color", "TERM=linux", "TERM=screen",          "TERM=tmux-256color",
    "TERM=vt100", "TERM=xterm-mono",     "TERM=rxvt",  "TERM=screen-256color", "TERM=vt220",
};

/* The screen at the end of the tour. The caller frees. */
static char *screen_after_tour(const char *const *env)
{
    struct vt *vt = start(env, NULL);
    vt_keys(vt, tour);
    VT_SETTLES(vt);
    char *screen = strdup(vt_screen(vt));
    VT_QUIT(vt);
    return screen;
}

static bool has_colour(const char *term)
{
    return strstr(term, "=vt") == NULL && strstr(term, "mono") == NULL;
}

/* Konsole and the Linux console show bold letters of a reversed row in grey on grey. */
static void nothing_is_both_bold_and_reversed(void)
{
    struct vt *vt = start(NULL, NULL);
    int reversed = 0;
    for (const char *key = tour; *key != '\0';
         key += strcspn(key, " ") + (strchr(key, ' ') != NULL)) {
        char one[8];
        snprintf(one, sizeof one, "%.*s", (int)strcspn(key, " "), key);
        vt_keys(vt, one);
        VT_SETTLES(vt);
        for (int row = 0; row < 24; row++)
            for (int col = 0; col < 100; col++) {
                VTermScreenCell cell = vt_cell(vt, row, col);
                reversed += cell.attrs.reverse;
                CHECK_MSG(!cell.attrs.bold || !cell.attrs.reverse, "%d,%d after %s", row, col, one);
            }
    }
    CHECK(reversed > 100);
    VT_QUIT(vt);
}

/* A prompt is written there. */
static void the_last_line_is_empty_where_the_screen_stays(void)
{
    static const char *const left[] = {"TERM=linux", "TERM=vt100"};
    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++) {
        struct vt *vt = start(LIST(left[i]), NULL);
        VT_HAS(vt, "q quit");
        vt_keys(vt, "q");
        VT_EXITS(vt, 0);
        VT_HAS(vt, "200 OK");
        CHECK_STR(vt_row(vt, 23), "");
        int row, col;
        vt_cursor(vt, &row, &col);
        CHECK_INT(row, 23);
        CHECK_INT(col, 0);
        vt_stop(vt);
    }
}

/* A terminal that makes one sign of both has the rest of the row elsewhere than curses believes. */
static void a_row_of_letters_that_join_is_written_whole(void)
{
    const char *path = vt_put_file(
        "terms/join.json",
        "{\"format\":1,\"id\":\"x\",\"title\":\"T\",\"classes\":["
        "{\"id\":\"4aa\",\"title\":\"A\",\"first\":400,\"last\":449},"
        "{\"id\":\"4bb\",\"title\":\"B\",\"first\":450,\"last\":499}],\"codes\":["
        "{\"code\":\"404\",\"phrase\":\"One\",\"owner\":\"O\",\"registration\":\"unofficial\","
        "\"summary\":\"\u1100\u1100 is joined\"},"
        "{\"code\":\"405\",\"phrase\":\"Two\",\"owner\":\"O\",\"registration\":\"unofficial\","
        "\"summary\":\"is not\"}]}");
    struct vt *vt = vt_browse(100, 20, LIST("-r", path));
    VT_HAS(vt, "is joined");
    VT_SETTLES(vt);
    int row, col;
    CHECK(vt_find(vt, "4bb", &row, &col));
    CHECK_HAS(vt_row(vt, row), "is joined");
    size_t from = vt_log_len(vt);
    vt_keys(vt, "j");
    VT_HAS(vt, "is not");
    VT_SETTLES(vt);
    CHECK(vt_wrote(vt, from, "4bb"));
    from = vt_log_len(vt);
    vt_keys(vt, "m"); /* changes nothing in that row */
    VT_SETTLES(vt);
    CHECK(!vt_wrote(vt, from, "4bb"));
    VT_QUIT(vt);
}

/* But for the bars, which tell something by their colour alone. */
static void every_terminal_shows_the_same_text(void)
{
    char *colored = screen_after_tour(NULL), *plain = screen_after_tour(LIST("NO_COLOR=1"));
    CHECK_HAS(colored, "\u258c");
    CHECK(strstr(plain, "\u258c") == NULL);
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        struct vt *vt = start(LIST(terms[i]), NULL);
        check_borders(vt, terms[i]);
        vt_keys(vt, tour);
        VT_SCREEN(vt, has_colour(terms[i]) ? colored : plain);
        check_borders(vt, terms[i]);
        VT_QUIT(vt);
    }
    free(colored);
    free(plain);
}

static void lines_are_drawn_in_a_locale_without_utf8(void)
{
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        struct vt *vt = start(LIST(terms[i], "LC_ALL=C"), NULL);
        check_borders(vt, terms[i]);
        VT_LACKS(vt, "xxx");
        VT_LACKS(vt, "qqq");
        vt_keys(vt, tour);
        check_borders(vt, terms[i]);
        check_log_is_ascii(vt);
        VT_QUIT(vt);
    }
}

static void ascii_is_nothing_but_ascii(void)
{
    static const char *const locales[] = {"LC_ALL=C.UTF-8", "LC_ALL=C"};
    for (size_t i = 0; i < 2; i++) {
        struct vt *vt = start(LIST(locales[i]), "--ascii");
        int row, col;
        CHECK(vt_find(vt, "|", &row, &col));
        check_borders(vt, locales[i]);
        vt_keys(vt, tour);
        check_log_is_ascii(vt);
        CHECK(!vt_wrote(vt, 0, "\033(0"));
        CHECK(!vt_wrote(vt, 0, "\016"));
        VT_QUIT(vt);
    }
}

/* The built-in registry, not a small one: what people will see. */
static void the_built_in_registry_is_shown_in_ascii(void)
{
    struct vt *vt = vt_browse_env(100, 24, LIST("LC_ALL=C"), LIST("--builtin"));
    VT_HAS(vt, "200 OK");
    vt_keys(vt, "l PgDn PgDn h G l PgDn h g");
    for (int i = 0; i < 12; i++) {
        vt_keys(vt, "j");
        check_borders(vt, "C");
    }
    check_log_is_ascii(vt);
    VT_QUIT(vt);
}

static void references_are_links_of_the_terminal_where_they_are_wanted(void)
{
    static const struct {
        const char *term, *option;
        bool links;
    } cases[] = {
        {"TERM=xterm-256color", NULL, true},
        {"TERM=xterm-256color", "--hyperlink=auto", true},
        {"TERM=xterm-256color", "--hyperlink=never", false},
        {"TERM=xterm-256color", "--hyperlink=always", true},
        {"TERM=dumb", NULL, false},
        {"TERM=dumb", "--hyperlink=always", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct vt *vt = vt_browse_env(100, 40, LIST(cases[i].term),
                                      LIST("--builtin", "--print", "404", cases[i].option));
        VT_EXITS(vt, 0);
        CHECK_MSG(vt_wrote(vt, 0, "\033]8;;https://www.rfc-editor.org/rfc/rfc9110.html#") ==
                      cases[i].links,
                  "%s %s", cases[i].term, cases[i].option != NULL ? cases[i].option : "");
        vt_stop(vt);
    }
}

/* Counts the parameters of ESC [ ... m that set a colour: what is 'f' for text, 'b' for the
 * background, 'x' for any beyond the terminal's own eight. */
static int colors_set(struct vt *vt, char what)
{
    size_t len;
    const char *log = vt_log(vt, &len);
    int count = 0;
    for (size_t i = 0; i + 2 < len; i++) {
        if (log[i] != '\033' || log[i + 1] != '[')
            continue;
        size_t end = i + 2;
        while (end < len && (log[end] == ';' || (log[end] >= '0' && log[end] <= '9')))
            end++;
        if (end == len || log[end] != 'm')
            continue;
        for (size_t at = i + 2; at < end;) {
            char *rest;
            long number = strtol(log + at, &rest, 10);
            bool bright = (number >= 90 && number <= 97) || (number >= 100 && number <= 107);
            bool extended = number == 38 || number == 48;
            count +=
                what == 'f' && ((number >= 30 && number <= 38) || (number >= 90 && number <= 97));
            count +=
                what == 'b' && ((number >= 40 && number <= 48) || (number >= 100 && number <= 107));
            count += what == 'x' && (bright || extended);
            if (extended)
                break;
            at = (size_t)(rest - log) + 1;
        }
    }
    return count;
}

static void colours_are_the_terminals_own_and_never_behind_text(void)
{
    struct vt *vt = start(NULL, NULL);
    vt_keys(vt, tour);
    CHECK(colors_set(vt, 'f') > 0);
    CHECK_INT(colors_set(vt, 'b'), 0);
    CHECK_INT(colors_set(vt, 'x'), 0);
    VT_QUIT(vt);
}

static void no_color_sets_none_and_focus_and_selection_stay_visible(void)
{
    struct vt *vt = start(LIST("NO_COLOR=1"), NULL);
    VT_REVERSED(vt, "200 OK");
    VT_HAS(vt, "\u25b8CODES");
    vt_keys(vt, "h");
    VT_REVERSED(vt, "All");
    VT_HAS(vt, "\u25b8CLASSES");
    vt_keys(vt, tour);
    CHECK_INT(colors_set(vt, 'f'), 0);
    CHECK_INT(colors_set(vt, 'b'), 0);
    VT_QUIT(vt);
}

static void an_empty_no_color_keeps_colour(void)
{
    struct vt *vt = start(LIST("NO_COLOR="), NULL);
    CHECK(colors_set(vt, 'f') > 0);
    VT_QUIT(vt);
}

static void the_option_wins_over_no_color(void)
{
    struct vt *vt = start(LIST("NO_COLOR=1"), "--color=always");
    CHECK(colors_set(vt, 'f') > 0);
    VT_QUIT(vt);
    vt = start(LIST("NO_COLOR=1"), "--color=auto");
    CHECK_INT(colors_set(vt, 'f'), 0);
    VT_QUIT(vt);
    vt = start(NULL, "--color=never");
    vt_keys(vt, tour);
    CHECK_INT(colors_set(vt, 'f'), 0);
    VT_QUIT(vt);
}

static void terminals_without_colour_get_none(void)
{
    static const char *const plain[] = {"TERM=vt100", "TERM=xterm-mono"};
    for (size_t i = 0; i < 2; i++) {
        struct vt *vt = start(LIST(plain[i]), "--color=always");
        VT_REVERSED(vt, "200 OK");
        vt_keys(vt, tour);
        CHECK_INT(colors_set(vt, 'f'), 0);
        VT_QUIT(vt);
    }
}

static void the_mouse_is_asked_for_only_where_it_is_known(void)
{
    struct vt *vt = start(LIST("TERM=vt100"), NULL);
    vt_keys(vt, "m m ? q");
    CHECK(!vt_wrote(vt, 0, "?1000"));
    CHECK(!vt_wrote(vt, 0, "?2004"));
    VT_QUIT(vt);
}

static void check_wide(int cols, int rows, const char *term)
{
    char what[64];
    struct vt *vt = vt_browse_env(cols, rows, LIST(term), LIST("-r", vt_data_agreed("wide.json")));
    VT_HAS(vt, "plain");
    VT_SETTLES(vt);
    int head[16], now[64];
    for (int step = 0; step < 20; step++) {
        VT_SETTLES(vt);
        int borders = step > 13 && cols < 100 ? 1 : 2; /* the details are read */
        CHECK_INT(vt_borders(vt, 1, head, 16), borders);
        for (int row = 1; row < rows - 1; row++) {
            snprintf(what, sizeof what, "%dx%d %s, step %d, row %d", cols, rows, term, step, row);
            int count = vt_borders(vt, row, now, 64);
            bool same = count == borders && memcmp(now, head, (size_t)count * sizeof *now) == 0;
            CHECK_MSG(same, "%s: %s", what, vt_row(vt, row));
        }
        vt_keys(vt, step == 9 ? "/ a" : step == 12 ? "Enter" : step == 13 ? "l" : "Down");
    }
    vt_keys(vt, "Esc");
    VT_QUIT(vt);
}

static void lines_stay_straight_beside_wide_and_combining_letters(void)
{
    static const int sizes[][2] = {{140, 30}, {101, 24}, {100, 24}, {99, 20}, {80, 24}, {61, 12}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        check_wide(sizes[i][0], sizes[i][1], "TERM=xterm-256color");
    check_wide(81, 24, "TERM=tmux-256color");
    check_wide(82, 24, "TERM=linux");
}

/* Only what has changed is drawn; together it must be what drawing everything gives. */
static void a_screen_drawn_in_parts_is_what_a_repaint_shows(void)
{
    static const char *const registries[] = {"wide.json", "hidden.json", "small.json"};
    static const char *const keys[] = {"j", "j", "j",    "j",    "j",  "j", "k",   "G", "h",  "j",
                                       "l", "l", "j",    "G",    "g",  "]", "Esc", "h", "v",  "v",
                                       "/", "a", "Down", "Down", "BS", "e", "Esc", "?", "j",  "q",
                                       "4", "0", "Esc",  "m",    "m",  "w", "k",   "y", "Esc"};
    static const int sizes[][2] = {{101, 24}, {80, 16}, {45, 12}};
    for (size_t r = 0; r < 3; r++)
        for (size_t s = 0; s < 3; s++) {
            const char *path = r == 0 ? vt_data_agreed(registries[r]) : vt_data(registries[r]);
            struct vt *vt = vt_browse(sizes[s][0], sizes[s][1], LIST("-r", path));
            VT_HAS(vt, "0 ");
            for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
                vt_keys(vt, keys[i]);
                char *parts = vt_snapshot(vt);
                vt_signal(vt, SIGCONT); /* Ctrl-L would also take messages away */
                VT_SETTLES(vt);
                char *whole = vt_snapshot(vt);
                CHECK_MSG(strcmp(parts, whole) == 0, "%s, key %zu (%s):\n%s\nnot\n%s",
                          registries[r], i, keys[i], whole, parts);
                free(parts);
                free(whole);
            }
            VT_QUIT(vt);
        }
}

/* Letters that take one column each come where others took two. */
static void narrow_letters_take_the_place_of_wide_ones(void)
{
    const char *path = vt_put_file(
        "narrow.json", "{\"format\": 1, \"id\": \"x\", \"title\": \"X\", \"classes\": ["
                       "{\"id\": \"4xx\", \"title\": \"C\", \"first\": 400, \"last\": 499}],"
                       "\"codes\": ["
                       "{\"code\": \"400\", \"phrase\": \"漢字漢字\", \"owner\": \"o\"},"
                       "{\"code\": \"401\", \"phrase\": \"aébécédé\", \"owner\": \"o\"},"
                       "{\"code\": \"402\", \"phrase\": \"éaébécéd\", \"owner\": \"o\"}]}");
    struct vt *vt = vt_browse(100, 24, LIST("-r", path));
    static const char *const keys[] = {"g", "j", "g", "G", "g"};
    static const char *const shown[] = {"400 漢字漢字", "401 aébécédé", "400 漢字漢字",
                                        "402 éaébécéd", "400 漢字漢字"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        vt_keys(vt, keys[i]);
        CHECK_HAS(vt_row(vt, 1), shown[i]); /* the heading of the page */
    }
    VT_QUIT(vt);
}

static void wide_letters_fit_narrow_screens(void)
{
    for (int cols = 20; cols < 46; cols += 5) {
        struct vt *vt = vt_browse(cols, 8, LIST("-r", vt_data_agreed("wide.json")));
        VT_SETTLES(vt);
        for (int step = 0; step < 8; step++) {
            CHECK_HAS(vt_row(vt, step < 6 ? step + 1 : 6), "40");
            vt_keys(vt, "j");
        }
        vt_keys(vt, "g l PgDn ? PgDn q h h");
        VT_REVERSED(vt, "All");
        VT_QUIT(vt);
    }
}

static void wide_letters_are_shown_as_marks_in_ascii(void)
{
    struct vt *vt = vt_browse_env(100, 24, LIST("LC_ALL=C"), LIST("-r", vt_data("wide.json")));
    VT_HAS(vt, "407 plain");
    VT_HAS(vt, "400 ????");
    check_borders(vt, "C");
    VT_QUIT(vt);
}

static void hidden_letters_are_shown_by_their_numbers(void)
{
    static const char *const hidden[] = {"\u202e", "\u200b", "\u200d",
                                         "\u2066", "\u2069", "\ufeff"};
    static const int widths[] = {140, 100, 80, 40};
    for (size_t w = 0; w < sizeof widths / sizeof widths[0]; w++) {
        struct vt *vt = vt_browse(widths[w], 24, LIST("-r", vt_data("hidden.json")));
        VT_HAS(vt, "<U+202E>");
        vt_keys(vt, "j k l G g h h j k");
        vt_keys(vt, "/ p h Enter Esc");
        VT_SETTLES(vt);
        for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
            CHECK_MSG(!vt_wrote(vt, 0, hidden[i]), "letter %zu at %d columns", i, widths[w]);
        VT_QUIT(vt);
    }
}

static void percent_signs_are_percent_signs(void)
{
    struct vt *vt = vt_browse(100, 24, LIST("-r", vt_data("hidden.json")));
    VT_HAS(vt, "401 100%s%n%d%%");
    vt_keys(vt, "j");
    VT_HAS(vt, "%s%n%x");
    vt_keys(vt, "/ % s Enter");
    VT_SETTLES(vt);
    vt_keys(vt, "Esc");
    VT_QUIT(vt);
    vt = vt_browse(100, 24, LIST("-r", vt_data("small.json"), "%s%n%x%d"));
    VT_HAS(vt, "no match: %s%n%x%d");
    VT_QUIT(vt);
}

int main(void)
{
    RUN(nothing_is_both_bold_and_reversed);
    RUN(the_last_line_is_empty_where_the_screen_stays);
    RUN(a_row_of_letters_that_join_is_written_whole);
    RUN(every_terminal_shows_the_same_text);
    RUN(lines_are_drawn_in_a_locale_without_utf8);
    RUN(ascii_is_nothing_but_ascii);
    RUN(the_built_in_registry_is_shown_in_ascii);
    RUN(colours_are_the_terminals_own_and_never_behind_text);
    RUN(no_color_sets_none_and_focus_and_selection_stay_visible);
    RUN(references_are_links_of_the_terminal_where_they_are_wanted);
    RUN(an_empty_no_color_keeps_colour);
    RUN(the_option_wins_over_no_color);
    RUN(terminals_without_colour_get_none);
    RUN(the_mouse_is_asked_for_only_where_it_is_known);
    RUN(lines_stay_straight_beside_wide_and_combining_letters);
    RUN(a_screen_drawn_in_parts_is_what_a_repaint_shows);
    RUN(narrow_letters_take_the_place_of_wide_ones);
    RUN(wide_letters_fit_narrow_screens);
    RUN(wide_letters_are_shown_as_marks_in_ascii);
    RUN(hidden_letters_are_shown_by_their_numbers);
    RUN(percent_signs_are_percent_signs);
    return check_done();
}
