/* The theme that follows the terminal's background, and the key that goes through all of them. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vt.h"

#define SIGN_OF_LIFE "\033[c"
#define QUESTION "\033]11;?\033\\" SIGN_OF_LIFE
#define ATTRIBUTES "\033[?62;22c"
#define DARK_COLOR "38;5;111"  /* of the first class in the theme "dark" */
#define LIGHT_COLOR "38;5;25m" /* and in "light" */

static struct vt *start_env(const char *const *env, const char *const *args)
{
    const char *all[8] = {"./statusbrowse", "-r", vt_data("small.json")};
    for (size_t i = 0; args != NULL && args[i] != NULL; i++)
        all[3 + i] = args[i];
    struct vt *vt = vt_start(
        &(struct vt_setup){.argv = all, .cols = 100, .rows = 20, .env = env, .mute = true});
    VT_REVERSED(vt, "200 OK");
    VT_SETTLES(vt);
    return vt;
}

static struct vt *start(void)
{
    return start_env(NULL, NULL);
}

/* Answers what is asked again from position `from` on: that of which test_pace.c is, when an answer
 * came late. On a busy machine any may. */
static void answer_again(struct vt *vt, size_t from)
{
    VT_SETTLES(vt);
    while (vt_wrote(vt, from, SIGN_OF_LIFE)) {
        from = vt_log_len(vt);
        vt_send(vt, ATTRIBUTES);
    }
}

/* The last theme's colour is on the screen: what was written from `from` on has it. */
static void check_color(struct vt *vt, size_t from, const char *color, bool there)
{
    VT_SETTLES(vt);
    CHECK_MSG(vt_wrote(vt, from, color) == there, "%s", color);
}

/* In all the ways in which a terminal, a slow line or a pause may bring it. */
static void the_answer_decides_between_dark_and_light(void)
{
    static const struct {
        const char *parts[3], *color;
        unsigned pause_us;
    } cases[] = {
        {{"\033]11;rgb:1e1e/1e1e/1e1e\033\\" ATTRIBUTES}, DARK_COLOR, 0},
        {{"\033]11;rgb:ffff/ffff/ffff\a" ATTRIBUTES}, LIGHT_COLOR, 0},
        {{"\033]11;rgb:ffff/ffff/ffff\033\\", ATTRIBUTES}, LIGHT_COLOR, 0},
        {{"\033]11;rgb:00/00/00\a", ATTRIBUTES}, DARK_COLOR, 200000},
        {{"\033]11;rgb:00", "/00/00\033", "\\" ATTRIBUTES}, DARK_COLOR, 50000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct vt *vt = start();
        VT_WROTE(vt, 0, QUESTION);
        size_t from = vt_log_len(vt);
        CHECK(!vt_wrote(vt, 0, DARK_COLOR) && !vt_wrote(vt, 0, LIGHT_COLOR));
        for (int part = 0; part < 3 && cases[i].parts[part] != NULL; part++) {
            if (cases[i].pause_us > 0)
                usleep(cases[i].pause_us);
            vt_send(vt, cases[i].parts[part]);
        }
        answer_again(vt, from);
        check_color(vt, from, cases[i].color, true);
        VT_REVERSED(vt, "200 OK");
        VT_HAS(vt, "\u2605      0");
        VT_QUIT(vt);
    }
}

static void the_answer_may_come_byte_by_byte(void)
{
    static const char answer[] = "\033]11;rgb:1e1e/1e1e/1e1e\033\\" ATTRIBUTES;
    struct vt *vt = start_env(LIST("ESCDELAY=5000"), NULL);
    size_t from = vt_log_len(vt);
    for (const char *byte = answer; *byte != '\0'; byte++) {
        vt_write(vt, byte, 1);
        VT_SETTLES(vt);
    }
    answer_again(vt, from);
    check_color(vt, from, DARK_COLOR, true);
    VT_QUIT(vt);
}

/* Both come with one read. */
static void a_key_after_the_answer_hides_nothing(void)
{
    struct vt *vt = start();
    size_t from = vt_log_len(vt);
    vt_send(vt, "\033]11;rgb:00/00/00\a" ATTRIBUTES "j");
    answer_again(vt, from);
    VT_REVERSED(vt, "204 No");
    check_color(vt, from, DARK_COLOR, true);
    VT_QUIT(vt);
}

static void without_a_colour_all_stays_as_it_is(void)
{
    static const char *const answers[] = {ATTRIBUTES, "\033]11;black\a" ATTRIBUTES,
                                          "\033]10;rgb:00/00/00\a" ATTRIBUTES};
    for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++) {
        struct vt *vt = start();
        char *before = vt_snapshot(vt);
        size_t from = vt_log_len(vt);
        vt_send(vt, answers[i]);
        answer_again(vt, from);
        VT_SNAPSHOT(vt, before);
        const char *written = vt_log(vt, NULL) + from;
        while (strncmp(written, SIGN_OF_LIFE, strlen(SIGN_OF_LIFE)) == 0)
            written += strlen(SIGN_OF_LIFE);
        CHECK_STR(written, "");
        free(before);
        VT_QUIT(vt);
    }
}

/* Keys work all the time, and leaving does not wait for long. */
static void a_terminal_that_never_answers_is_not_waited_for(void)
{
    struct vt *vt = start();
    vt_keys(vt, "j");
    VT_REVERSED(vt, "204 No");
    VT_QUIT(vt);
}

/* It must not reach the shell. */
static void an_answer_that_comes_while_leaving_is_read_away(void)
{
    struct vt *vt = vt_start(&(struct vt_setup){
        .argv = LIST("/bin/sh", "-c",
                     "./statusbrowse --no-state; echo left; read -r line; echo \"got <$line>\""),
        .cols = 100,
        .rows = 20,
        .mute = true});
    VT_WROTE(vt, 0, QUESTION);
    static const char answer[] = "q\033]11;rgb:00/00/00\a" ATTRIBUTES;
    vt_write(vt, answer, sizeof answer - 1);
    VT_HAS(vt, "left");
    vt_write(vt, "line\r", 5);
    VT_HAS(vt, "got <line>");
    VT_EXITS(vt, 0);
    vt_stop(vt);
}

static void the_terminal_is_asked_only_where_it_matters(void)
{
    static const struct {
        const char *env, *option, *color;
    } cases[] = {
        {"TERM=xterm", NULL, NULL},
        {"TERM=linux", NULL, NULL},
        {"TERM=screen-256color", NULL, NULL},
        {"TERM=vt100", NULL, NULL},
        {"NO_COLOR=1", NULL, NULL},
        {"COLORFGBG=15;0", NULL, DARK_COLOR},
        {"COLORFGBG=0;default;15", NULL, LIGHT_COLOR},
        {"TERM=xterm-256color", "--theme=default", NULL},
        {"TERM=xterm-256color", "--theme=dark", DARK_COLOR},
        {"COLORFGBG=0;15", "--theme=dark", DARK_COLOR},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct vt *vt = start_env(LIST(cases[i].env), LIST(cases[i].option));
        CHECK_MSG(!vt_wrote(vt, 0, "\033]11"), "%s %s", cases[i].env, cases[i].option);
        if (cases[i].color != NULL)
            check_color(vt, 0, cases[i].color, true);
        VT_QUIT(vt);
    }
}

static void a_key_goes_through_the_themes_and_keeps_the_last(void)
{
    static const char *const names[] = {"dark", "light", "high-contrast", "mono", "default"};
    char state[1200];
    snprintf(state, sizeof state, "XDG_STATE_HOME=%s", vt_path("theme/state"));
    vt_put_file("theme/state/statusbrowse/position.json", "{\"format\": 1}\n");
    struct vt *vt = start_env(LIST(state), NULL);
    size_t from = vt_log_len(vt);
    vt_send(vt, "\033]11;rgb:00/00/00\a" ATTRIBUTES);
    answer_again(vt, from);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char message[64];
        vt_keys(vt, "T");
        snprintf(message, sizeof message, "theme: %s", names[i]);
        VT_HAS(vt, message);
    }
    vt_keys(vt, "T");
    VT_HAS(vt, "theme: auto (dark)");
    vt_keys(vt, "T T");
    VT_HAS(vt, "theme: light");
    VT_QUIT(vt);
    vt = start_env(LIST(state), NULL);
    check_color(vt, 0, LIGHT_COLOR, true);
    VT_QUIT(vt);
    vt = start_env(LIST(state), LIST("--theme=dark")); /* for this run */
    check_color(vt, 0, DARK_COLOR, true);
    VT_QUIT(vt);
    vt = start_env(LIST(state), NULL);
    check_color(vt, 0, LIGHT_COLOR, true);
    vt_keys(vt, "T T T T"); /* that of the settings: nothing is kept */
    VT_HAS(vt, "theme: auto");
    VT_QUIT(vt);
    vt = start_env(LIST(state), NULL);
    check_color(vt, 0, LIGHT_COLOR, false);
    VT_WROTE(vt, 0, QUESTION);
    VT_QUIT(vt);
}

/* Beyond eight, their numbers are not of the palette but red, green and blue. */
static void direct_colours_are_not_taken_for_a_palette(void)
{
    char command[4096], terminfo[1200];
    const char *source = vt_put_file("theme/direct.ti",
                                     "test-direct|direct colours,\n"
                                     "\tRGB, colors#0x1000000, pairs#0x7FFF,\n"
                                     "\tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38\\:2\\:\\:%p1%{65536}%/%d"
                                     "\\:%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d%;m,\n"
                                     "\tuse=xterm-256color,\n");
    snprintf(command, sizeof command, "tic -x -o %s %s >/dev/null 2>&1", vt_path("terminfo"),
             source);
    if (system(command) != 0)
        return; /* without the tools of ncurses there is no such terminal */
    snprintf(terminfo, sizeof terminfo, "TERMINFO=%s", vt_path("terminfo"));
    struct vt *vt = start_env(LIST("TERM=test-direct", terminfo), LIST("--theme=dark"));
    vt_keys(vt, "j l ?");
    VT_SETTLES(vt);
    CHECK(!vt_wrote(vt, 0, "38:2:"));
    CHECK(vt_wrote(vt, 0, "\033[33m")); /* 4xx */
    vt_keys(vt, "q");
    VT_QUIT(vt);
}

static void the_cursor_is_visible_on_request(void)
{
    struct vt *vt = start();
    VT_MODE(vt, 25, false);
    VT_QUIT(vt);
    vt_put_file("config/statusbrowse/config.json", "{\"cursor\": true}");
    vt = start();
    VT_MODE(vt, 25, true);
    vt_keys(vt, "j j");
    VT_CURSOR_ROW(vt, 4);
    VT_MODE(vt, 25, true);
    VT_QUIT(vt);
    vt_remove_file("config/statusbrowse/config.json");
}

int main(void)
{
    RUN(the_answer_decides_between_dark_and_light);
    RUN(the_answer_may_come_byte_by_byte);
    RUN(a_key_after_the_answer_hides_nothing);
    RUN(without_a_colour_all_stays_as_it_is);
    RUN(a_terminal_that_never_answers_is_not_waited_for);
    RUN(an_answer_that_comes_while_leaving_is_read_away);
    RUN(the_terminal_is_asked_only_where_it_matters);
    RUN(a_key_goes_through_the_themes_and_keeps_the_last);
    RUN(direct_colours_are_not_taken_for_a_palette);
    RUN(the_cursor_is_visible_on_request);
    return check_done();
}
