/* Keys as terminals send them: moving, panes, help, links, codes, the mouse, pasted text. */
#include "config.h"

#include <stdlib.h>
#include <unistd.h>

#include "vt.h"

#define COLS 110
#define ROWS 20 /* 17 of them show entries */

/* Sixty entries, 400 "Entry number 00" and on, each with a long text. */
static struct vt *start_long(void)
{
    struct vt *vt = vt_browse(110, ROWS, LIST("-r", vt_data("long.json")));
    VT_REVERSED(vt, "400 Entry number 00");
    VT_HAS(vt, "q quit");
    VT_SETTLES(vt);
    return vt;
}

static struct vt *start_small_env(const char *const *env)
{
    struct vt *vt = vt_browse_env(COLS, ROWS, env, LIST("-r", vt_data("small.json")));
    VT_REVERSED(vt, "200 OK");
    VT_HAS(vt, "q quit");
    VT_SETTLES(vt);
    return vt;
}

static struct vt *start_small(void)
{
    return start_small_env(NULL);
}

struct step {
    const char *keys;
    const char *selected; /* how the text in reverse video begins */
};

static void walk(struct vt *vt, const struct step *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        vt_keys(vt, steps[i].keys);
        bool there = vt_wait_reversed(vt, steps[i].selected);
        CHECK_MSG(there, "%s after %s", steps[i].selected, steps[i].keys);
    }
}

#define WALK(vt, ...)                                                                              \
    walk((vt), (const struct step[]){__VA_ARGS__},                                                 \
         sizeof((const struct step[]){__VA_ARGS__}) / sizeof(struct step))

static void arrows_of_both_kinds_and_letters_move_by_a_row(void)
{
    struct vt *vt = start_long();
    WALK(vt, {"Down", "401 "}, {"SS3-Down", "402 "}, {"j", "403 "}, {"Up", "402 "},
         {"SS3-Up", "401 "}, {"k", "400 "});
    VT_QUIT(vt);
}

static void page_keys_move_by_pages_and_half_pages(void)
{
    struct vt *vt = start_long();
    WALK(vt, {"PgDn", "416 "}, {"PgUp", "400 "}, {"C-f", "416 "}, {"Space", "432 "},
         {"C-b", "416 "}, {"C-b", "400 "}, {"C-d", "408 "}, {"C-d", "416 "}, {"C-u", "408 "},
         {"C-u", "400 "});
    VT_QUIT(vt);
}

static void end_and_home_go_to_the_last_and_the_first_row(void)
{
    struct vt *vt = start_long();
    WALK(vt, {"End", "459 "}, {"Home", "400 "}, {"SS3-End", "459 "}, {"SS3-Home", "400 "},
         {"G", "459 "}, {"g", "400 "});
    vt_send(vt, "\033[4~");
    VT_REVERSED(vt, "459 ");
    vt_send(vt, "\033[1~");
    VT_REVERSED(vt, "400 ");
    vt_send(vt, "\033[8~");
    VT_REVERSED(vt, "459 ");
    vt_send(vt, "\033[7~");
    VT_REVERSED(vt, "400 ");
    VT_QUIT(vt);
}

static void check_nothing_changes(struct vt *vt, const char *const *keys)
{
    VT_SETTLES(vt);
    char *before = vt_snapshot(vt);
    for (size_t i = 0; keys[i] != NULL; i++) {
        vt_keys(vt, keys[i]);
        char *after = vt_snapshot(vt);
        CHECK_MSG(strcmp(after, before) == 0, "the same screen after %s, not\n%s", keys[i], after);
        free(after);
    }
    CHECK_INT(vt_bells(vt), 0);
    free(before);
}

static const char *const upward[] = {"k", "Up", "SS3-Up", "PgUp", "C-b", "C-u", "g", "Home", NULL};
static const char *const downward[] = {"j",   "Down", "SS3-Down", "PgDn", "C-f",
                                       "C-d", "G",    "End",      NULL};

static void nothing_wraps_or_rings_at_the_ends(void)
{
    struct vt *vt = start_long();
    for (int pane = 0; pane < 3; pane++) {
        vt_keys(vt, "g");
        check_nothing_changes(vt, upward);
        vt_keys(vt, "G");
        check_nothing_changes(vt, downward);
        vt_keys(vt, "Tab");
    }
    VT_QUIT(vt);
}

static void left_and_right_stop_at_the_outer_panes(void)
{
    struct vt *vt = start_small();
    WALK(vt, {"Left", "All"}, {"Right", "200 OK"}, {"SS3-Left", "All"}, {"SS3-Right", "200 OK"},
         {"h", "All"});
    check_nothing_changes(vt, LIST("h", "Left", "SS3-Left"));
    WALK(vt, {"l", "200 OK"}, {"l", ""});
    check_nothing_changes(vt, LIST("l", "Right", "SS3-Right"));
    VT_QUIT(vt);
}

static void tab_goes_round_the_panes_and_a_sign_tells_which(void)
{
    static const char *const signs[] = {"\u25b8CODES", "\u25b8200 OK", "\u25b8CLASSES"};
    struct vt *vt = start_small();
    for (int i = 1; i <= 6; i++) {
        VT_HAS(vt, i % 3 == 0 ? signs[2] : signs[i % 3 == 1 ? 0 : 1]);
        vt_keys(vt, "Tab");
        if (i % 3 == 2)
            VT_HAS(vt, "\u25b8CLASSES");
    }
    VT_HAS(vt, "\u25b8CODES");
    vt_keys(vt, "BackTab");
    VT_HAS(vt, "\u25b8CLASSES");
    vt_keys(vt, "BackTab");
    VT_LACKS(vt, "\u25b8CLASSES");
    VT_LACKS(vt, "\u25b8CODES");
    vt_keys(vt, "BackTab");
    VT_HAS(vt, "\u25b8CODES");
    VT_QUIT(vt);
}

static void the_details_scroll_by_rows_and_pages(void)
{
    struct vt *vt = start_long();
    vt_keys(vt, "l");
    VT_HAS(vt, "Summary 00.");
    vt_keys(vt, "j j j j");
    VT_LACKS(vt, "Summary 00.");
    vt_keys(vt, "k k k k");
    VT_HAS(vt, "Summary 00.");
    vt_keys(vt, "G");
    VT_HAS(vt, "Paragraph 30 of entry 00.");
    vt_keys(vt, "g");
    VT_HAS(vt, "Summary 00.");
    VT_QUIT(vt);
}

/* The terminal's own cursor tells readers of the screen where the selection is. */
static void the_cursor_is_on_the_selected_row(void)
{
    struct vt *vt = start_small();
    VT_CURSOR_ROW(vt, 2);
    vt_keys(vt, "j j j");
    VT_CURSOR_ROW(vt, 5);
    vt_keys(vt, "h");
    VT_CURSOR_ROW(vt, 2);
    vt_keys(vt, "j j");
    VT_CURSOR_ROW(vt, 4);
    vt_keys(vt, "l l");
    int row, col;
    vt_keys(vt, "] Enter"); /* nothing to follow here */
    vt_keys(vt, "4 0 4 ]");
    VT_REVERSED(vt, "410 Gone");
    CHECK(vt_find(vt, "410 Gone  says", &row, &col));
    VT_CURSOR_ROW(vt, row);
    VT_QUIT(vt);
}

static void help_opens_and_closes_with_each_of_its_keys(void)
{
    static const char *const open[] = {"?", "F1"};
    static const char *const close[] = {"q", "Esc", "?", "F1", "C-c"};
    struct vt *vt = start_small();
    vt_keys(vt, "j j");
    char *before = vt_snapshot(vt);
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < sizeof close / sizeof close[0]; j++) {
            vt_keys(vt, open[i]);
            VT_HAS(vt, "statusbrowse: keys");
            vt_keys(vt, close[j]);
            VT_SNAPSHOT(vt, before);
        }
    free(before);
    VT_QUIT(vt);
}

/* A row of the help without the mark at its edge that tells how far it is scrolled. */
static void help_row(struct vt *vt, int row, char text[256])
{
    snprintf(text, 256, "%s", vt_row(vt, row));
    size_t len = strlen(text);
    if (len > 3 && strcmp(text + len - 3, "\u2503") == 0)
        len -= 3;
    while (len > 0 && text[len - 1] == ' ')
        len--;
    text[len] = '\0';
}

static void help_scrolls_on_a_small_screen(void)
{
    struct vt *vt = vt_browse(80, 10, LIST("-r", vt_data("small.json")));
    VT_HAS(vt, "200 OK");
    vt_keys(vt, "?");
    VT_HAS(vt, "statusbrowse: keys");
    char first[256], row[256];
    help_row(vt, 2, first);
    vt_keys(vt, "j");
    help_row(vt, 1, row);
    CHECK_STR(row, first);
    vt_keys(vt, "k");
    help_row(vt, 2, row);
    CHECK_STR(row, first);
    vt_keys(vt, "G");
    VT_HAS(vt, "MOUSE");
    check_nothing_changes(vt, downward);
    vt_keys(vt, "g");
    help_row(vt, 2, row);
    CHECK_STR(row, first);
    check_nothing_changes(vt, upward);
    vt_keys(vt, "C-d");
    help_row(vt, 2, row);
    CHECK(strcmp(row, first) != 0);
    vt_keys(vt, "q");
    VT_HAS(vt, "200 OK");
    VT_QUIT(vt);
}

static void q_quits_from_every_pane(void)
{
    for (int pane = 0; pane < 3; pane++) {
        struct vt *vt = start_small();
        for (int i = 0; i < pane; i++)
            vt_keys(vt, "Tab");
        VT_QUIT(vt);
    }
}

static void escape_never_quits(void)
{
    struct vt *vt = start_small();
    WALK(vt, {"Tab Esc", "200 OK"}, {"Esc", "All"}, {"Esc Esc Esc", "All"}, {"Enter", "200 OK"});
    VT_QUIT(vt);
}

static void ctrl_c_cancels_a_prompt_and_then_ends_with_130(void)
{
    struct vt *vt = start_small();
    vt_keys(vt, "/ g o n e");
    VT_HAS(vt, "HITS");
    vt_keys(vt, "C-c");
    VT_LACKS(vt, "HITS");
    vt_keys(vt, "4 1");
    VT_HAS(vt, "go to code 41");
    vt_keys(vt, "C-c");
    VT_LACKS(vt, "go to code 41");
    vt_keys(vt, "? C-c");
    VT_REVERSED(vt, "200 OK");
    vt_keys(vt, "C-c");
    VT_EXITS(vt, 130);
    VT_RESTORED(vt);
    vt_stop(vt);
}

static void digits_go_to_a_code_while_they_are_typed(void)
{
    struct vt *vt = start_small();
    WALK(vt, {"4", "400 Bad"});
    VT_HAS(vt, "go to code 4");
    WALK(vt, {"1", "410 Gone"});
    VT_HAS(vt, "go to code 41");
    WALK(vt, {"8", "418 Teapot"});
    VT_LACKS(vt, "go to code 4");
    VT_HAS(vt, "Short and stout.");
    WALK(vt, {"j", "429 Too Many"}, {"5 0 3", "503 Service"}, {"2 0", "200 OK"}, {"BS", "200 OK"},
         {"Esc", "503 Service"});
    VT_QUIT(vt);
}

static void a_code_without_an_entry_is_answered(void)
{
    struct vt *vt = start_small();
    vt_keys(vt, "j 7 4 2 Enter");
    VT_LACKS(vt, "go to code 7");
    VT_HAS(vt, "742");
    VT_QUIT(vt);
}

static void links_are_selected_followed_and_come_back_from(void)
{
    struct vt *vt = start_small();
    WALK(vt, {"4 0 4", "404 Not"}, {"]", "410 Gone"}, {"]", "503 Service"}, {"[", "410 Gone"},
         {"]", "503 Service"});
    vt_keys(vt, "Enter");
    VT_HAS(vt, "Come back later.");
    vt_keys(vt, "BS");
    VT_HAS(vt, "There is no such thing.");
    VT_REVERSED(vt, "503 Service"); /* the link that was followed */
    vt_keys(vt, "f");
    VT_HAS(vt, "Come back later.");
    vt_keys(vt, "Alt-Left");
    VT_HAS(vt, "There is no such thing.");
    vt_keys(vt, "Alt-Right");
    VT_HAS(vt, "Come back later.");
    VT_QUIT(vt);
}

/* Every form that terminals give to the keys for back and forward. */
static void each_form_of_back_and_forward_goes_there(void)
{
    static const char *const forms[][2] = {{"\033[1;3D", "\033[1;3C"},
                                           {"\033[1;9D", "\033[1;9C"},
                                           {"\033\033[D", "\033\033[C"},
                                           {"\033b", "\033f"}};
    struct vt *vt = start_small_env(LIST("ESCDELAY=5000"));
    vt_keys(vt, "4 0 4 ] Enter");
    VT_HAS(vt, "It was here and went away.");
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        vt_send(vt, forms[i][0]);
        VT_HAS(vt, "There is no such thing.");
        vt_send(vt, forms[i][1]);
        VT_HAS(vt, "It was here and went away.");
    }
    VT_HAS(vt, "Bookmarks         0");
    VT_QUIT(vt);
}

/* Where they have no meaning they are not Esc and a letter, which would close it and bookmark. */
static void back_and_forward_do_nothing_in_the_help(void)
{
    struct vt *vt = start_small_env(LIST("ESCDELAY=5000"));
    vt_keys(vt, "?");
    VT_HAS(vt, "statusbrowse: keys");
    vt_send(vt, "\033b");
    vt_send(vt, "\033f");
    vt_send(vt, "\033\033[D");
    VT_HAS(vt, "statusbrowse: keys");
    vt_keys(vt, "q");
    VT_HAS(vt, "Bookmarks         0");
    VT_QUIT(vt);
}

static void v_hides_and_shows_unofficial_codes(void)
{
    struct vt *vt = start_small();
    VT_HAS(vt, "nginx");
    VT_HAS(vt, "1 of 10");
    vt_keys(vt, "v");
    VT_LACKS(vt, "nginx");
    VT_HAS(vt, "unofficial codes are hidden");
    VT_HAS(vt, "1 of 9");
    vt_keys(vt, "v");
    VT_HAS(vt, "nginx");
    VT_HAS(vt, "1 of 10");
    VT_QUIT(vt);
}

/* Milliseconds that an Escape takes to close the help. */
static long escape_time(struct vt *vt)
{
    vt_keys(vt, "?");
    VT_HAS(vt, "statusbrowse: keys");
    long start = vt_now_ms();
    vt_write(vt, "\033", 1);
    VT_HAS(vt, "200 OK");
    return vt_now_ms() - start;
}

static void escape_closes_at_once(void)
{
    struct vt *vt = start_small();
    long best = VT_LIMIT_MS;
    for (int i = 0; i < 8 && best >= 60; i++) {
        long time = escape_time(vt);
        best = time < best ? time : best;
    }
    CHECK_MSG(best < 60, "%ld ms", best);
    VT_QUIT(vt);
}

static void escdelay_of_the_environment_is_obeyed(void)
{
    struct vt *vt = start_small_env(LIST("ESCDELAY=400"));
    long time = escape_time(vt);
    CHECK_MSG(time >= 400, "%ld ms", time);
    VT_QUIT(vt);
    vt = start_small_env(LIST("ESCDELAY"));
    long best = VT_LIMIT_MS;
    for (int i = 0; i < 8 && best >= 60; i++) {
        time = escape_time(vt);
        best = time < best ? time : best;
    }
    CHECK_MSG(best < 60, "%ld ms without ESCDELAY", best);
    VT_QUIT(vt);
}

static void an_arrow_in_two_writes_is_an_arrow(void)
{
    static const char *const halves[][3] = {
        {"\033", "[B"}, {"\033[", "B"}, {"\033", "OB"}, {"\033O", "B"}};
    struct vt *vt = start_small_env(LIST("ESCDELAY=5000"));
    for (size_t i = 0; i < sizeof halves / sizeof halves[0]; i++) {
        vt_keys(vt, "g /");
        vt_send(vt, "re");
        VT_HAS(vt, "HITS");
        char first[256];
        snprintf(first, sizeof first, "%s", vt_reversed(vt));
        vt_send(vt, halves[i][0]);
        vt_send(vt, halves[i][1]);
        VT_HAS(vt, "HITS");
        CHECK(strcmp(vt_reversed(vt), first) != 0);
        vt_keys(vt, "C-c");
        VT_LACKS(vt, "HITS");
    }
    vt_keys(vt, "q");
    VT_EXITS(vt, 0);
    vt_stop(vt);
}

static void what_is_no_key_of_ours_is_passed_over(void)
{
    static const char *const sequences[] = {"\033[15~",
                                            "\033[24~",
                                            "\033[I",
                                            "\033[O",
                                            "\033[?1;2c",
                                            "\033[0n",
                                            "\033[12;40R",
                                            "\033[>1;2;3c",
                                            "\033OQ",
                                            "\033[1;2Q",
                                            "\033[<0;1;1M",
                                            "\033[<35;50;5M",
                                            "\033[<0;50;5m",
                                            "\033[99999999999999999999~",
                                            "\033[;;;;;;;;;;;;;;;;;;~",
                                            "\377\376",
                                            "\000"};
    struct vt *vt = start_small();
    VT_SETTLES(vt);
    char *before = vt_snapshot(vt);
    for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; i++) {
        if (sequences[i][0] != '\0')
            vt_send(vt, sequences[i]);
        else
            vt_write(vt, "", 1);
        VT_SETTLES(vt);
        char *after = vt_snapshot(vt);
        CHECK_MSG(strcmp(after, before) == 0, "the same screen after ESC%s, not\n%s",
                  sequences[i] + 1, after);
        free(after);
    }
    free(before);
    VT_QUIT(vt);
}

static void keys_without_a_meaning_say_so(void)
{
    static const char *const keys[][2] = {{"\033[2~", " Ins does"}, {"\033[3~", " Del does"},
                                          {"\001", " Ctrl-A does"}, {"\016", " Ctrl-N does"},
                                          {"z", " z does"},         {"\303\251", " \u00e9 does"}};
    struct vt *vt = start_small();
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        vt_send(vt, keys[i][0]);
        VT_HAS(vt, keys[i][1]);
        VT_HAS(vt, " nothing   / searches   ? all keys");
    }
    VT_QUIT(vt);
}

/* As answers to another program's questions may come when that one is gone. */
static const char *const late_replies[] = {"\033]11;rgb:1e1e/1e1e/1e1e\033\\",
                                           "\033]10;rgb:bbbb/bbbb/bbbb\a",
                                           "\033]52;c;aGVsbG8gYmVlIGtleXM=\033\\",
                                           "\033P>|XTerm(379)\033\\",
                                           "\033P1+r62=62\033\\",
                                           "\033_Gi=31;OK\033\\",
                                           "\033]lbub\033\\",
                                           "\033^b\030",
                                           "\033Xb\032",
                                           "\2354;1;rgb:bb/bb/bb\234",
                                           "\302\220>|b\302\234",
                                           "\233?1;2c",
                                           "\302\2330n",
                                           "\033[?2026;2$y",
                                           "\033[4;2$y",
                                           "\033[8;24;80t"};

static void what_a_terminal_answers_late_changes_nothing(void)
{
    struct vt *vt = start_small_env(LIST("ESCDELAY=5000"));
    vt_keys(vt, "4 0 4");
    VT_REVERSED(vt, "404 Not");
    VT_SETTLES(vt);
    char *before = vt_snapshot(vt);
    for (size_t i = 0; i < sizeof late_replies / sizeof late_replies[0]; i++) {
        const char *reply = late_replies[i];
        vt_send(vt, reply);
        char first[] = {reply[0], '\0'};
        vt_send(vt, first);
        vt_send(vt, reply + 1);
        for (const char *byte = reply; *byte != '\0'; byte++)
            vt_write(vt, byte, 1);
        VT_SETTLES(vt);
        char *after = vt_snapshot(vt);
        CHECK_MSG(strcmp(after, before) == 0, "the same screen after reply %zu, not\n%s", i, after);
        free(after);
    }
    free(before);
    VT_HAS(vt, "Bookmarks         0");
    VT_QUIT(vt);
}

static void keys_work_again_after_a_reply_without_an_end(void)
{
    struct vt *vt = start_small();
    VT_SETTLES(vt);
    char *before = vt_snapshot(vt);
    vt_send(vt, "\033]11;rgb:bbbb/b\033");
    VT_SNAPSHOT(vt, before);
    /* Each of them may still be taken for a part of the reply. */
    long start = vt_now_ms();
    while (strncmp(vt_reversed(vt), "200 OK", 6) == 0 && vt_now_ms() - start < VT_LIMIT_MS) {
        usleep(600000);
        vt_keys(vt, "j");
    }
    VT_REVERSED(vt, "204 No");
    free(before);
    VT_QUIT(vt);
}

static void a_click_selects_the_row_and_the_pane(void)
{
    struct vt *vt = start_small();
    int row, col;
    CHECK(vt_find(vt, "418 Teapot", &row, &col));
    vt_click(vt, row, col);
    VT_REVERSED(vt, "418 Teapot");
    CHECK(vt_find(vt, "5xx Ours", &row, &col));
    vt_click(vt, row, col + 5);
    VT_REVERSED(vt, "5xx Ours");
    VT_HAS(vt, "\u25b8CLASSES");
    VT_LACKS(vt, "200 OK");
    CHECK(vt_find(vt, "503 Service", &row, &col));
    vt_click(vt, row, col);
    VT_REVERSED(vt, "503 Service");
    VT_HAS(vt, "Come back later.");
    vt_click(vt, 8, 90);
    VT_REVERSED(vt, "");
    VT_QUIT(vt);
}

static void a_click_follows_a_link(void)
{
    struct vt *vt = start_small();
    int row, col;
    vt_keys(vt, "4 0 4");
    VT_HAS(vt, "\u2022 503 Service");
    CHECK(vt_find(vt, "503 Service Unavailable  will", &row, &col));
    vt_click(vt, row, col + 2);
    VT_HAS(vt, "\u25b8503 Service Unavailable");
    vt_keys(vt, "BS");
    VT_HAS(vt, "404 Not Found");
    VT_QUIT(vt);
}

static void hints_are_buttons_and_thumbs_are_dragged(void)
{
    struct vt *vt = start_small();
    int row, col;
    VT_MODE(vt, 1002, true);
    CHECK(vt_find(vt, "? help", &row, &col));
    vt_click(vt, row, col + 3);
    VT_HAS(vt, "statusbrowse: keys");
    VT_HAS(vt, "MOVING");
    vt_click(vt, 1, COLS - 1);
    vt_drag(vt, ROWS - 2, COLS - 1);
    VT_LACKS(vt, "MOVING");
    vt_drag(vt, 0, 0);
    VT_HAS(vt, "MOVING");
    CHECK(vt_find(vt, "Esc close", &row, &col));
    vt_click(vt, row, col);
    VT_LACKS(vt, "statusbrowse: keys");
    CHECK(vt_find(vt, "y copy", &row, &col));
    vt_click(vt, row, col);
    VT_HAS(vt, "copy what?");
    CHECK(vt_find(vt, "URL of", &row, &col));
    vt_click(vt, row - 3, 1);
    VT_LACKS(vt, "copy what?");
    CHECK(vt_find(vt, "q quit", &row, &col));
    vt_click(vt, row, col);
    VT_EXITS(vt, 0);
    vt_stop(vt);
}

static void clicks_beside_the_panes_are_passed_over(void)
{
    static const int places[][2] = {{0, 70}, {1, 5}, {ROWS - 1, 0}, {5, 23}, {500, 500}};
    struct vt *vt = start_small();
    VT_SETTLES(vt);
    char *before = vt_snapshot(vt);
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        vt_click(vt, places[i][0], places[i][1]);
        VT_SNAPSHOT(vt, before);
        vt_wheel(vt, places[i][0], places[i][1], true);
        VT_SNAPSHOT(vt, before);
    }
    free(before);
    VT_QUIT(vt);
}

/* Text of the columns of a pane in all rows. */
static char *pane_text(struct vt *vt, int first, int end)
{
    char *text = calloc((size_t)ROWS * 400, 1);
    size_t len = 0;
    for (int row = 1; row < ROWS - 1; row++)
        for (int col = first; col < end; col++) {
            VTermScreenCell cell = vt_cell(vt, row, col);
            text[len++] = cell.chars[0] < 0x7F && cell.chars[0] > 0 ? (char)cell.chars[0] : ' ';
        }
    return text;
}

static void the_wheel_scrolls_the_pane_under_it_by_three_rows(void)
{
    struct vt *vt = start_long();
    int cols[2];
    CHECK_INT(vt_borders(vt, 1, cols, 2), 2);
    char *classes = pane_text(vt, 0, cols[0]), *codes = pane_text(vt, cols[0], cols[1]);

    vt_wheel(vt, 8, 90, true);
    VT_LACKS(vt, "Summary 00.");
    VT_HAS(vt, "Paragraph 1 of");
    char *now = pane_text(vt, 0, cols[0]), *codes_now = pane_text(vt, cols[0], cols[1]);
    CHECK_STR(now, classes);
    CHECK_STR(codes_now, codes);
    free(now);
    free(codes_now);
    vt_wheel(vt, 8, 90, false);
    VT_HAS(vt, "Summary 00.");

    vt_wheel(vt, 8, 30, true);
    VT_LACKS(vt, "402 Entry");
    VT_HAS(vt, "403 Entry");
    now = pane_text(vt, 0, cols[0]);
    CHECK_STR(now, classes);
    free(now);

    codes_now = pane_text(vt, cols[0], cols[1]);
    vt_wheel(vt, 8, 3, true);
    VT_LACKS(vt, "c00 Class 00");
    VT_HAS(vt, "c01 Class 01");
    now = pane_text(vt, cols[0], cols[1]);
    CHECK_STR(now, codes_now);
    free(now);
    free(codes_now);
    free(classes);
    free(codes);
    VT_QUIT(vt);
}

static void the_mouse_is_left_alone_on_request(void)
{
    struct vt *vt = vt_browse(110, ROWS, LIST("-r", vt_data("small.json"), "--no-mouse"));
    VT_HAS(vt, "q quit");
    vt_keys(vt, "j ? q");
    CHECK(!vt_wrote(vt, 0, "?1000"));
    CHECK(!vt_wrote(vt, 0, "?1002"));
    CHECK(!vt_wrote(vt, 0, "?1006"));
    vt_keys(vt, "m");
    VT_MODE(vt, 1000, true);
    VT_HAS(vt, "mouse on");
    vt_keys(vt, "m");
    VT_MODE(vt, 1000, false);
    VT_MODE(vt, 1002, false);
    VT_MODE(vt, 1006, false);
    VT_QUIT(vt);
    vt = start_small();
    vt_keys(vt, "m");
    VT_MODE(vt, 1000, false);
    VT_HAS(vt, "mouse off");
    VT_QUIT(vt);
}

/* Terminals without SGR reports (GNU screen 4, rxvt) send ESC [ M and three bytes, and one of
 * those may be the q of column 81. */
static void old_mouse_reports_do_not_become_keys(void)
{
    struct vt *vt = start_small_env(LIST("ESCDELAY=5000"));
    vt_keys(vt, "4 0 4");
    VT_REVERSED(vt, "404 Not");
    vt_send(vt, "\033[M q&");
    VT_SETTLES(vt);
    vt_send(vt, "\033[M#q&");
    VT_SETTLES(vt);
    vt_send(vt, "\033[M ");
    vt_send(vt, "q&");
    VT_SETTLES(vt);
    CHECK_INT(vt_wait_exit(vt, 0), VT_RUNNING);
    VT_QUIT(vt);
}

static void pasted_text_is_gone_to_or_searched_for(void)
{
    struct vt *vt = start_small_env(LIST("ESCDELAY=5000"));
    char text[1100] = "\033[200~";
    while (strlen(text) < 1030)
        strcat(text, "q\rj4?\tb\003\033[B");
    strcat(text, "\033[201~");
    VT_SETTLES(vt);
    char *before = vt_snapshot(vt);
    vt_send(vt, text);
    VT_HAS(vt, "HITS  40 words, all codes: q j4?");
    vt_keys(vt, "C-c");
    VT_SNAPSHOT(vt, before);
    vt_send(vt, "\033[200~go");
    vt_send(vt, "ne\033[20");
    vt_send(vt, "1~");
    VT_HAS(vt, "/gone");
    VT_REVERSED(vt, "410 Gone");
    vt_keys(vt, "C-c");
    VT_SNAPSHOT(vt, before);
    vt_send(vt, "\033[200~404\n\033[201~");
    VT_REVERSED(vt, "404 Not");
    free(before);
    VT_QUIT(vt);
}

/* Without the marks of a paste, too. */
static void a_text_in_one_piece_is_no_keys(void)
{
    struct vt *vt = start_small();
    VT_SETTLES(vt);
    vt_send(vt, "gone\rbe\rq");
    VT_HAS(vt, "/gone be q");
    VT_LACKS(vt, "\u2605 Bookmarks         1");
    vt_keys(vt, "C-c");
    VT_REVERSED(vt, "200 OK");
    VT_QUIT(vt);
}

/* A slow line may bring the end mark in two parts; without it no key would work any more. */
static void a_paste_ends_although_its_end_comes_late(void)
{
    struct vt *vt = start_small_env(LIST("ESCDELAY=1"));
    vt_send(vt, "\033[200~pasted\033[20");
    usleep(100000);
    vt_send(vt, "1~");
    vt_keys(vt, "j");
    VT_HAS(vt, "/pastedj");
    vt_keys(vt, "C-c");
    VT_REVERSED(vt, "200 OK");
    vt_keys(vt, "C-c");
    VT_EXITS(vt, 130);
    vt_stop(vt);
}

/* A slow line may hold up a paste for as long as it likes: the rest never becomes commands. */
static void a_paste_that_pauses_is_a_paste(void)
{
    struct vt *vt = start_small();
    vt_send(vt, "\033[200~some text be");
    VT_SETTLES(vt);
    char *before = vt_snapshot(vt);
    usleep(1100000);
    vt_send(vt, " the rest: bub");
    vt_send(vt, "?q\033[201~");
    VT_HAS(vt, "/some text be the rest: bub?q");
    vt_keys(vt, "C-c");
    VT_SNAPSHOT(vt, before);
    free(before);
    VT_HAS(vt, "Bookmarks         0");
    VT_QUIT(vt);
}

/* Where the end of a paste is lost, Esc is it. */
static void escape_ends_a_paste_without_an_end(void)
{
    struct vt *vt = start_small();
    vt_send(vt, "\033[200~text");
    VT_SETTLES(vt);
    vt_send(vt, "jj");
    VT_SETTLES(vt);
    vt_send(vt, "\033");   /* read alone */
    VT_HAS(vt, "/textjj"); /* searched for, as any pasted text */
    vt_keys(vt, "C-c");
    VT_REVERSED(vt, "200 OK");
    VT_QUIT(vt);
}

static void ctrl_l_repaints_everything(void)
{
    struct vt *vt = start_small();
    vt_keys(vt, "j");
    VT_SETTLES(vt);
    char *before = vt_snapshot(vt);
    vt_scribble(vt, "\033[5;1HBroadcast message\033[7m from root\033[m\r\n\r\n\r\nhello\n\n\n\n");
    CHECK(strstr(vt_screen(vt), "Broadcast") != NULL);
    size_t from = vt_log_len(vt);
    vt_keys(vt, "C-l");
    VT_SNAPSHOT(vt, before);
    CHECK(vt_wrote(vt, from, "\033[2J") || vt_wrote(vt, from, "\033[J"));
    vt_keys(vt, "?");
    char *help = vt_snapshot(vt);
    vt_scribble(vt, "\033[2J");
    vt_keys(vt, "C-l");
    VT_SNAPSHOT(vt, help);
    free(help);
    free(before);
    vt_keys(vt, "q");
    VT_QUIT(vt);
}

/* The entries of this registry are short, so that next to nothing changes but the selection. */
static void a_move_writes_little_and_clears_nothing(void)
{
    enum { MOVE_BYTES = 600 };
    static const char *const moves[] = {"j", "Down", "Up", "k", "h", "l", "l", "j"};
    struct vt *vt = start_long();
    for (size_t i = 0; i < sizeof moves / sizeof moves[0]; i++) {
        size_t from = vt_log_len(vt);
        vt_keys(vt, moves[i]);
        VT_SETTLES(vt);
        size_t written = vt_log_len(vt) - from;
        CHECK(!vt_wrote(vt, from, "\033[2J"));
        /* Another pane shows that it has the focus. */
        bool is_row = strchr("hl", moves[i][0]) == NULL;
        CHECK_MSG(!is_row || written <= MOVE_BYTES, "%s wrote %zu bytes", moves[i], written);
    }
    VT_QUIT(vt);
}

static void many_keys_at_once_end_where_one_at_a_time_do(void)
{
    struct vt *vt = start_long();
    size_t from = vt_log_len(vt);
    char keys[401];
    memset(keys, 'j', 400);
    keys[400] = '\0';
    vt_send(vt, keys);
    VT_REVERSED(vt, "459 ");
    VT_SETTLES(vt);
    CHECK_MSG(vt_log_len(vt) - from <= 10240, "%zu bytes", vt_log_len(vt) - from);
    VT_QUIT(vt);
}

int main(void)
{
    RUN(arrows_of_both_kinds_and_letters_move_by_a_row);
    RUN(page_keys_move_by_pages_and_half_pages);
    RUN(end_and_home_go_to_the_last_and_the_first_row);
    RUN(nothing_wraps_or_rings_at_the_ends);
    RUN(left_and_right_stop_at_the_outer_panes);
    RUN(tab_goes_round_the_panes_and_a_sign_tells_which);
    RUN(the_details_scroll_by_rows_and_pages);
    RUN(the_cursor_is_on_the_selected_row);
    RUN(help_opens_and_closes_with_each_of_its_keys);
    RUN(help_scrolls_on_a_small_screen);
    RUN(q_quits_from_every_pane);
    RUN(escape_never_quits);
    RUN(ctrl_c_cancels_a_prompt_and_then_ends_with_130);
    RUN(digits_go_to_a_code_while_they_are_typed);
    RUN(a_code_without_an_entry_is_answered);
    RUN(links_are_selected_followed_and_come_back_from);
    RUN(each_form_of_back_and_forward_goes_there);
    RUN(back_and_forward_do_nothing_in_the_help);
    RUN(v_hides_and_shows_unofficial_codes);
    RUN(escape_closes_at_once);
    RUN(escdelay_of_the_environment_is_obeyed);
    RUN(an_arrow_in_two_writes_is_an_arrow);
    RUN(what_is_no_key_of_ours_is_passed_over);
    RUN(keys_without_a_meaning_say_so);
    RUN(what_a_terminal_answers_late_changes_nothing);
    RUN(keys_work_again_after_a_reply_without_an_end);
    RUN(a_click_selects_the_row_and_the_pane);
    RUN(a_click_follows_a_link);
    RUN(hints_are_buttons_and_thumbs_are_dragged);
    RUN(clicks_beside_the_panes_are_passed_over);
    RUN(the_wheel_scrolls_the_pane_under_it_by_three_rows);
    RUN(the_mouse_is_left_alone_on_request);
    RUN(old_mouse_reports_do_not_become_keys);
    RUN(pasted_text_is_gone_to_or_searched_for);
    RUN(a_text_in_one_piece_is_no_keys);
    RUN(a_paste_ends_although_its_end_comes_late);
    RUN(a_paste_that_pauses_is_a_paste);
    RUN(escape_ends_a_paste_without_an_end);
    RUN(ctrl_l_repaints_everything);
    RUN(a_move_writes_little_and_clears_nothing);
    RUN(many_keys_at_once_end_where_one_at_a_time_do);
    return check_done();
}
