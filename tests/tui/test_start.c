/* Starting, leaving, and not starting: what the terminal and the descriptors must be. */
#include "config.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vt.h"

static struct vt *start_small(const char *const *env)
{
    return vt_browse_env(100, 20, env, LIST("-r", vt_data("small.json")));
}

/* The log without its ends of line; one line, without escapes, is what an error may write. */
static void check_one_plain_line(struct vt *vt)
{
    size_t len;
    const char *log = vt_log(vt, &len);
    CHECK_MSG(memchr(log, '\033', len) == NULL, "escapes in \"%s\"", log);
    const char *newline = memchr(log, '\n', len);
    CHECK_MSG(newline != NULL && (size_t)(newline - log) + 1 == len, "one line: \"%s\"", log);
}

static void takes_the_terminal_over_and_gives_it_back(void)
{
    struct vt *vt = start_small(NULL);
    VT_HAS(vt, "q quit");
    VT_MODE(vt, 1049, true);
    VT_MODE(vt, 1000, true);
    VT_MODE(vt, 1006, true);
    VT_MODE(vt, 2004, true);
    VT_MODE(vt, 25, false);
    vt_keys(vt, "q");
    VT_EXITS(vt, 0);
    VT_RESTORED(vt);
    CHECK_INT(vt_bells(vt), 0);
    vt_stop(vt);
}

static void leaves_the_earlier_screen_and_the_cursor_at_column_0(void)
{
    char command[2048];
    snprintf(command, sizeof command, "echo before; ./statusbrowse -r '%s'; echo after",
             vt_data("small.json"));
    struct vt *vt =
        vt_start(&(struct vt_setup){.argv = LIST("/bin/sh", "-c", command), .cols = 80, .rows = 8});
    VT_HAS(vt, "200 OK");
    vt_write(vt, "q", 1);
    VT_EXITS(vt, 0);
    VT_SCREEN(vt, "before\nafter\n\n\n\n\n\n\n");
    VT_RESTORED(vt);
    vt_stop(vt);
}

static void shows_the_entry_class_or_hits_that_are_named(void)
{
    static const struct {
        const char *operand, *shown;
    } cases[] = {
        {"410", "It was here and went away."},
        {"4xx", "Yours"},
        {"teapot", "Short and stout."},
        {"742", "742"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct vt *vt = vt_browse(100, 20, LIST("-r", vt_data("small.json"), cases[i].operand));
        VT_HAS(vt, cases[i].shown);
        vt_keys(vt, "q");
        VT_EXITS(vt, 0);
        vt_stop(vt);
    }
}

static void takes_keys_from_the_terminal_when_input_is_a_file(void)
{
    struct vt *vt = vt_start(&(struct vt_setup){
        .argv = LIST("./statusbrowse", "-r", vt_data("small.json")), .input = "/dev/null"});
    VT_REVERSED(vt, "200 OK");
    vt_keys(vt, "j");
    VT_REVERSED(vt, "204 No Content");
    VT_QUIT(vt);
}

static void says_so_when_there_is_no_terminal_for_keys(void)
{
    struct vt *vt = vt_start(&(struct vt_setup){.input = "/dev/null", .no_tty = true, .cols = 200});
    VT_EXITS(vt, 2);
    check_one_plain_line(vt);
    CHECK_HAS(vt_log(vt, NULL), "/dev/tty");
    VT_RESTORED(vt);
    vt_stop(vt);
}

static void refuses_terminals_that_cannot_be_drawn_on(void)
{
    static const char *const terms[] = {"TERM", "TERM=", "TERM=dumb", "TERM=no-such-terminal",
                                        "TERM=../../etc/passwd"};
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++) {
        struct vt *vt = vt_browse_env(200, 20, LIST(terms[i]), LIST("--builtin"));
        VT_EXITS(vt, 2);
        check_one_plain_line(vt);
        CHECK_HAS(vt_log(vt, NULL), "TERM");
        CHECK_HAS(vt_log(vt, NULL), "--list");
        CHECK_HAS(vt_log(vt, NULL), "--print");
        VT_RESTORED(vt);
        vt_stop(vt);
    }
}

static const char broken_registry[] = "{\n  \"format\": 1,\n  \"id\" \"http\"\n}\n";

static void shows_a_line_for_a_broken_registry_that_was_found(void)
{
    vt_put_file("data/statusbrowse/http.json", broken_registry);
    vt_put_file("config/statusbrowse/registry.d/10-wrong.json", "[1, 2\n");
    struct vt *vt = vt_browse(140, 24, NULL);
    VT_HAS(vt, "http.json:3:8");
    VT_HAS(vt, "w all  Esc hide");
    VT_HAS(vt, "200 OK");
    vt_keys(vt, "j");
    VT_HAS(vt, "http.json:3:8");
    vt_keys(vt, "w");
    VT_HAS(vt, "statusbrowse: warnings");
    VT_HAS(vt, "http.json:3:8");
    VT_HAS(vt, "10-wrong.json:");
    vt_keys(vt, "w");
    VT_LACKS(vt, "statusbrowse: warnings");
    vt_keys(vt, "w Esc");
    VT_LACKS(vt, "statusbrowse: warnings");
    vt_keys(vt, "w q");
    VT_LACKS(vt, "statusbrowse: warnings");
    VT_LACKS(vt, "http.json:3:8"); /* it was read */
    VT_HAS(vt, "! w shows a warning");
    vt_keys(vt, "q");
    VT_EXITS(vt, 0);
    vt_stop(vt);
    vt_remove_file("data/statusbrowse/http.json");
    vt_remove_file("config/statusbrowse/registry.d/10-wrong.json");
}

static void says_that_there_are_no_warnings(void)
{
    struct vt *vt = start_small(NULL);
    VT_HAS(vt, "q quit");
    vt_keys(vt, "w");
    VT_HAS(vt, "no warnings");
    vt_stop(vt);
}

static void ends_with_2_when_the_named_registry_is_broken(void)
{
    char variable[1100];
    snprintf(variable, sizeof variable, "STATUSBROWSE_REGISTRY=%s", vt_data("broken.json"));
    struct vt *vt = vt_browse(200, 20, LIST("-r", vt_data("broken.json")));
    VT_EXITS(vt, 2);
    check_one_plain_line(vt);
    CHECK_HAS(vt_log(vt, NULL), "broken.json:3:21");
    VT_RESTORED(vt);
    vt_stop(vt);
    vt = vt_browse_env(200, 20, LIST(variable), NULL);
    VT_EXITS(vt, 2);
    CHECK_HAS(vt_log(vt, NULL), "broken.json:3:21");
    vt_stop(vt);
}

static void lets_no_control_character_of_a_file_through(void)
{
    static const char evil[] = "{\"format\": 1, \"id\": \"x\", \"title\": \"a\033]0;evil\007b\","
                               " \"classes\": [], \"codes\": []}\n";
    static const char escaped[] =
        "{\"format\": 1, \"id\": \"x\", \"title\": \"a\\u001b]0;evil\\u0007b\","
        " \"classes\": [], \"codes\": []}\n";
    static const char *const texts[] = {evil, escaped};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *path = vt_put_file("home/evil.json", texts[i]);
        struct vt *vt = vt_browse(200, 20, LIST("-r", path));
        VT_EXITS(vt, 2);
        CHECK(!vt_wrote(vt, 0, "\033"));
        CHECK(!vt_wrote(vt, 0, "\007"));
        vt_stop(vt);
        vt_put_file("data/statusbrowse/http.json", texts[i]);
        vt = vt_browse(140, 24, NULL);
        VT_HAS(vt, "w all  Esc hide");
        vt_keys(vt, "w q q");
        VT_EXITS(vt, 0);
        CHECK(!vt_wrote(vt, 0, "\033]0;"));
        CHECK(!vt_wrote(vt, 0, "\007"));
        vt_stop(vt);
    }
    vt_remove_file("data/statusbrowse/http.json");
}

static void lets_no_control_character_of_an_argument_through(void)
{
    static const char evil[] = "x\033]0;evil\007\n\302\2331m";
    struct vt *vt = vt_browse(140, 24, LIST("-r", vt_data("small.json"), evil));
    VT_HAS(vt, "no match");
    vt_keys(vt, "q");
    VT_EXITS(vt, 0);
    CHECK(!vt_wrote(vt, 0, "\033]0;"));
    CHECK(!vt_wrote(vt, 0, "\007"));
    CHECK(!vt_wrote(vt, 0, "\302\233"));
    vt_stop(vt);
    static const char *const options[][2] = {
        {"-r", evil}, {"--color", evil}, {"--limit", evil}, {"--list", evil}, {"--check", evil}};
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        vt = vt_browse(140, 24, LIST(options[i][0], options[i][1]));
        vt_wait_exit(vt, VT_LIMIT_MS);
        CHECK_MSG(!vt_wrote(vt, 0, "\033]0;"), "%s", options[i][0]);
        CHECK_MSG(!vt_wrote(vt, 0, "\007"), "%s", options[i][0]);
        CHECK_MSG(!vt_wrote(vt, 0, "\302\233"), "%s", options[i][0]);
        vt_stop(vt);
    }
    vt = vt_browse(140, 24, LIST("--\033]0;evil\007"));
    VT_EXITS(vt, 2);
    CHECK(!vt_wrote(vt, 0, "\033]0;"));
    vt_stop(vt);
    vt = vt_browse(140, 24, LIST("-\033"));
    VT_EXITS(vt, 2);
    CHECK(!vt_wrote(vt, 0, "\033"));
    vt_stop(vt);
}

static void starts_with_a_home_that_is_of_no_use(void)
{
    static const char *const homes[] = {"HOME", "HOME=", "HOME=relative", "HOME=/nonexistent",
                                        "HOME=/dev/null"};
    for (size_t i = 0; i < sizeof homes / sizeof homes[0]; i++) {
        struct vt *vt = vt_browse_env(
            80, 24, LIST(homes[i], "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), NULL);
        VT_HAS(vt, "q quit");
        vt_keys(vt, "q");
        VT_EXITS(vt, 0);
        vt_stop(vt);
    }
}

static void writes_nothing_while_nothing_happens(void)
{
    struct vt *vt = start_small(NULL);
    VT_HAS(vt, "q quit");
    VT_SETTLES(vt);
    size_t before = vt_log_len(vt);
    VT_SETTLES(vt);
    CHECK_INT(vt_log_len(vt), before);
    vt_stop(vt);
}

/* Calls of write() that a process has made, as Linux counts them; -1 where it does not. */
static long writes_of(pid_t pid)
{
    char path[64], line[128];
    long count = -1;
    snprintf(path, sizeof path, "/proc/%ld/io", (long)pid);
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "syscw:", 6) == 0)
            count = strtol(line + 6, NULL, 10);
    if (file != NULL)
        fclose(file);
    return count;
}

/* Curses alone writes at each movement of the cursor: 60 times at a start, 30 times a key. */
static void writes_each_frame_at_once(void)
{
    struct vt *vt = start_small(NULL);
    VT_HAS(vt, "q quit");
    VT_SETTLES(vt);
    long before = writes_of(vt_pid(vt));
    if (before >= 0) {
        CHECK_MSG(before <= 14, "%ld writes at the start", before);
        vt_keys(vt, "j");
        VT_REVERSED(vt, "204 No Content");
        CHECK_INT(writes_of(vt_pid(vt)) - before, 1);
        vt_keys(vt, "G");
        CHECK_INT(writes_of(vt_pid(vt)) - before, 2);
    }
    VT_QUIT(vt);
}

/* What is longer than the screen goes through the pager, what is not does not. */
static void an_answer_longer_than_the_screen_goes_through_the_pager(void)
{
    static const struct {
        const char *pager, *mode, *option, *operand;
        int rows;
        const char *shown, *not_shown;
    } cases[] = {
        {"PAGER=head -n 1", "-l", "--ascii", "4xx", 6, "400  Bad Request", "404"},
        {"PAGER=head -n 1", "-l", "--ascii", "4xx", 7, "499",
         NULL}, /* the last row is the shell's */
        {"PAGER=head -n 1", "-p", "--ascii", "410", 3, "410 Gone", "Client Error"},
        {"PAGER=head -n 1", "-b", "--ascii", "410", 20, "It was here and went away.", NULL},
        {"PAGER=", "-l", "--ascii", "4xx", 6, "499", NULL},
        {"PAGER=head -n 1", "-l", "--no-pager", "4xx", 6, "499", NULL},
        {"PAGER=head -n 1 | cat", "-l", "--ascii", "4xx", 6, "a shell would obey", NULL},
        {"PAGER=no-such-pager", "-l", "--ascii", "4xx", 6, "shown without the pager", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct vt *vt = vt_browse_env(
            120, cases[i].rows, LIST(cases[i].pager),
            LIST("-r", vt_data("small.json"), cases[i].mode, cases[i].option, cases[i].operand));
        VT_EXITS(vt, 0);
        VT_HAS(vt, cases[i].shown);
        /* A pager may not know links. */
        if (cases[i].not_shown != NULL)
            CHECK(!vt_wrote(vt, 0, "\033]8;"));
        if (cases[i].not_shown != NULL)
            CHECK_MSG(strstr(vt_log(vt, NULL), cases[i].not_shown) == NULL, "case %zu", i);
        vt_stop(vt);
    }
}

/* A message that begins with no path, and has slashes. */
static void shows_an_error_from_its_first_word(void)
{
    char shown[80];
    snprintf(shown, sizeof shown, "! %c%s", tolower((unsigned char)strerror(EIO)[0]),
             strerror(EIO) + 1);
    struct vt *vt =
        vt_browse(100, 20, LIST("-r", vt_data("small.json"), "--bookmarks=/proc/self/mem"));
    VT_HAS(vt, shown);
    VT_QUIT(vt);
}

/* Who was never here sees what there is to try; who knows what to look for goes there. */
static void the_first_start_shows_what_to_try(void)
{
    char state[1200];
    snprintf(state, sizeof state, "XDG_STATE_HOME=%s", vt_path("first"));
    struct vt *vt = start_small(LIST(state));
    VT_HAS(vt, "a number: just type it");
    VT_REVERSED(vt, "All");
    vt_keys(vt, "l j");
    VT_REVERSED(vt, "204 No Content");
    VT_QUIT(vt);
    vt = start_small(LIST(state));
    VT_REVERSED(vt, "204 No Content");
    VT_QUIT(vt);
    vt_remove_file("first/statusbrowse/position.json");
    vt = vt_browse_env(100, 20, LIST(state), LIST("-r", vt_data("small.json"), "410"));
    VT_REVERSED(vt, "410 Gone");
    VT_QUIT(vt);
    /* With one pane at a time there is no page next to the classes. */
    vt_remove_file("first/statusbrowse/position.json");
    vt = vt_browse_env(40, 12, LIST(state), LIST("-r", vt_data("small.json")));
    VT_REVERSED(vt, "200 OK");
    VT_QUIT(vt);
    vt_remove_file("first/statusbrowse/position.json");
    vt = vt_browse_env(100, 20, LIST(state), LIST("-r", vt_data("small.json"), "--no-state"));
    VT_REVERSED(vt, "200 OK");
    VT_QUIT(vt);
}

int main(void)
{
    RUN(takes_the_terminal_over_and_gives_it_back);
    RUN(leaves_the_earlier_screen_and_the_cursor_at_column_0);
    RUN(shows_the_entry_class_or_hits_that_are_named);
    RUN(takes_keys_from_the_terminal_when_input_is_a_file);
    RUN(says_so_when_there_is_no_terminal_for_keys);
    RUN(refuses_terminals_that_cannot_be_drawn_on);
    RUN(shows_a_line_for_a_broken_registry_that_was_found);
    RUN(says_that_there_are_no_warnings);
    RUN(ends_with_2_when_the_named_registry_is_broken);
    RUN(lets_no_control_character_of_a_file_through);
    RUN(lets_no_control_character_of_an_argument_through);
    RUN(starts_with_a_home_that_is_of_no_use);
    RUN(an_answer_longer_than_the_screen_goes_through_the_pager);
    RUN(the_first_start_shows_what_to_try);
    RUN(shows_an_error_from_its_first_word);
    RUN(writes_each_frame_at_once);
    RUN(writes_nothing_while_nothing_happens);
    return check_done();
}
