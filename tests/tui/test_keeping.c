/* What outlives the program or leaves the terminal: bookmarks, the position, the clipboard. */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vt.h"

static struct vt *start(const char *const *env, const char *option)
{
    struct vt *vt = vt_browse_env(110, 20, env, LIST("-r", vt_data("small.json"), option));
    VT_HAS(vt, "503 Service Unavailable");
    VT_HAS(vt, "q quit");
    VT_SETTLES(vt);
    return vt;
}

static const char *variable(char buffer[512], const char *name, const char *path)
{
    snprintf(buffer, 512, "%s=%s", name, vt_path(path));
    return buffer;
}

static void the_position_is_kept_until_the_next_start(void)
{
    char state[512];
    variable(state, "XDG_STATE_HOME", "keeping/position");
    struct vt *vt = start(LIST(state), NULL);
    vt_keys(vt, "4 1 8 l");
    VT_HAS(vt, "\u25b8418 Teapot");
    VT_QUIT(vt);
    vt = start(LIST(state), NULL);
    VT_HAS(vt, "418 Teapot");
    VT_HAS(vt, "Short and stout.");
    vt_keys(vt, "h");
    VT_REVERSED(vt, "418 Teapot");
    VT_QUIT(vt);
    vt = start(LIST(state), "--no-state");
    VT_REVERSED(vt, "200 OK");
    VT_QUIT(vt);
    vt = start(LIST(state), "503"); /* a code that is asked for comes first */
    VT_REVERSED(vt, "503 Service Unavailable");
    VT_QUIT(vt);
}

/* It waits for the lock of its position, without a screen: the signal does what it does to any
 * program, not what curses makes of it. */
static void a_signal_while_the_position_is_saved_is_no_exit(void)
{
    char state[512];
    variable(state, "XDG_STATE_HOME", "keeping/busy");
    struct vt *vt = start(LIST(state), NULL);
    VT_QUIT(vt);
    int lock = open(vt_path("keeping/busy/statusbrowse/position.json.lock"), O_RDWR | O_CLOEXEC);
    CHECK(lock >= 0 && flock(lock, LOCK_EX) == 0);
    vt = start(LIST(state), NULL);
    vt_keys(vt, "4 1 0");
    VT_REVERSED(vt, "410 Gone");
    vt_keys(vt, "q");
    VT_MODE(vt, 1049, false);
    vt_signal(vt, SIGINT);
    VT_EXITS(vt, -SIGINT);
    VT_RESTORED(vt);
    vt_stop(vt);
    close(lock);
}

/* The place survives the end that the signal makes; closes: of the terminal as well. */
static void check_place_survives(const char *folder, int number, bool closes)
{
    char state[512];
    variable(state, "XDG_STATE_HOME", folder);
    struct vt *vt = start(LIST(state), NULL);
    vt_keys(vt, "4 1 0");
    VT_REVERSED(vt, "410 Gone");
    vt_signal(vt, number);
    if (closes)
        vt_hangup(vt);
    VT_EXITS(vt, 128 + number);
    vt_stop(vt);
    vt = start(LIST(state), NULL);
    VT_REVERSED(vt, "410 Gone");
    VT_QUIT(vt);
}

static void searches_are_kept_until_the_next_start(void)
{
    char state[512];
    variable(state, "XDG_STATE_HOME", "keeping/searches");
    struct vt *vt = start(LIST(state), NULL);
    vt_keys(vt, "/ g o n e Enter Esc / t e a Enter Esc");
    VT_QUIT(vt);
    vt = start(LIST(state), NULL);
    vt_keys(vt, "/ Up");
    VT_HAS(vt, " /tea ");
    vt_keys(vt, "Up");
    VT_HAS(vt, " /gone ");
    vt_keys(vt, "C-c");
    VT_QUIT(vt);
    vt = start(LIST(state), "--no-state");
    vt_keys(vt, "/ Up");
    VT_HAS(vt, "words, a code,");
    vt_keys(vt, "C-c");
    VT_QUIT(vt);
}

static void an_ended_program_keeps_the_position_too(void)
{
    check_place_survives("keeping/ended", SIGTERM, false);
}

/* A shell passes on the hangup that the program got already. */
static void a_closed_terminal_keeps_the_position_too(void)
{
    check_place_survives("keeping/closed", SIGHUP, true);
}

static void a_bookmark_is_set_shown_kept_and_taken_back(void)
{
    char data[512];
    variable(data, "XDG_DATA_HOME", "keeping/data");
    struct vt *vt = start(LIST(data), NULL);
    vt_keys(vt, "4 2 9 b");
    VT_HAS(vt, "429 Too Many Requests");
    VT_HAS(vt, "\u2605 Bookmarks         1");
    VT_QUIT(vt);
    vt = start(LIST(data), NULL);
    VT_HAS(vt, "\u2605 Bookmarks         1");
    vt_keys(vt, "4 2 9 b");
    VT_HAS(vt, "\u2605 Bookmarks         0");
    vt_keys(vt, "u");
    VT_HAS(vt, "\u2605 Bookmarks         1");
    VT_QUIT(vt);
    vt = start(LIST(data), "--ascii");
    VT_HAS(vt, "* Bookmarks         1");
    VT_QUIT(vt);
}

/* Alt-B is sent as Escape and b: it must not leave the note and then remove the bookmark. */
static void keys_with_alt_edit_a_note(void)
{
    struct vt *vt = start(NULL, "--no-state");
    vt_keys(vt, "4 2 9 e");
    VT_HAS(vt, "Enter save  Esc cancel");
    vt_keys(vt, "a Space b c \033b x \033[1;5D y \033f \033q z Enter");
    VT_HAS(vt, "NOTE  a yxbcz");
    VT_HAS(vt, "\u2605 Bookmarks         1");
    vt_keys(vt, "\033b"); /* no line is typed: it leads back, and is not Esc and b */
    VT_HAS(vt, "back: 200 OK");
    VT_HAS(vt, "\u2605 Bookmarks         1");
    vt_keys(vt, "\033f b");
    VT_HAS(vt, "bookmark and note removed (u undoes): 429");
    VT_QUIT(vt);
}

static void an_escape_with_a_key_behind_it_leaves_a_search(void)
{
    struct vt *vt = start(NULL, "--no-state");
    vt_keys(vt, "/ f o u n d");
    VT_HAS(vt, "/found");
    vt_keys(vt, "\033bx"); /* a word to the left, as in a note */
    VT_HAS(vt, "/xfound");
    vt_keys(vt, "\033j"); /* Esc, and j among the codes */
    VT_HAS(vt, "All \u00b7 2 of");
    vt_keys(vt, "/ f \033q");
    VT_EXITS(vt, 0);
    VT_RESTORED(vt);
    vt_stop(vt);
}

static bool is_base64(const char *text, size_t len)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    return len % 4 == 0 && strspn(text, letters) >= len;
}

/* Each window sees what the other does, and neither loses anything. */
static void two_windows_keep_the_bookmarks_of_both(void)
{
    struct vt *one = start(NULL, "--no-state"), *two = start(NULL, "--no-state");
    vt_keys(two, "G");
    VT_SETTLES(two);
    for (int i = 0; i < 4; i++) {
        vt_keys(one, "b");
        VT_HAS(one, "bookmarked (u undoes): ");
        vt_keys(one, "j");
        VT_SETTLES(one);
        vt_keys(two, "b");
        VT_HAS(two, "bookmarked (u undoes): ");
        vt_keys(two, "k");
        VT_SETTLES(two);
    }
    vt_keys(one, "k");
    VT_HAS(one, "Bookmarks         8");
    VT_HAS(two, "Bookmarks         8");
    VT_QUIT(one);
    VT_QUIT(two);
}

static void copying_sends_base64_and_only_after_its_key(void)
{
    struct vt *vt = start(NULL, NULL);
    vt_keys(vt, "4 1 8 ? q / g o Esc");
    CHECK(!vt_wrote(vt, 0, "\033]52"));
    vt_keys(vt, "y");
    VT_SETTLES(vt);
    CHECK(!vt_wrote(vt, 0, "\033]52"));
    static const char *const choices[] = {"c", "y s", "y t", "y m"};
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
        size_t from = vt_log_len(vt);
        vt_keys(vt, choices[i]);
        VT_WROTE(vt, from, "\033]52;c;");
        VT_HAS(vt, "sent");
        VT_LACKS(vt, "copied");
        const char *text = strstr(vt_log(vt, NULL) + from, "\033]52;c;");
        size_t len = text != NULL ? strcspn(text + 7, "\007\033") : 0;
        CHECK(text != NULL && len > 0 && len <= 8192 && is_base64(text + 7, len));
        if (i == 0 && text != NULL)
            CHECK(strncmp(text + 7, "NDE4IFRlYXBvd", 13) == 0); /* 418 Teapot */
        CHECK(!vt_wrote(vt, 0, "\033]52;c;?"));
    }
    VT_QUIT(vt);
}

static void a_text_too_long_for_a_clipboard_is_cut_at_the_end_of_a_line(void)
{
    char text[10000];
    int end = snprintf(text, sizeof text, "%s",
                       "{\"format\":1,\"id\":\"x\",\"title\":\"T\",\"classes\":[{\"id\":\"4xx\","
                       "\"title\":\"C\",\"first\":400,\"last\":499}],\"codes\":[{\"code\":\"404\","
                       "\"phrase\":\"Large\",\"owner\":\"O\",\"registration\":\"unofficial\","
                       "\"meaning\":[\"First.\"");
    for (int i = 0; i < 150; i++)
        end +=
            snprintf(text + end, sizeof text - (size_t)end, ",\"Seven words that fill a line.\"");
    snprintf(text + end, sizeof text - (size_t)end, "]}]}");
    const char *path = vt_put_file("keeping/large.json", text);
    struct vt *vt = vt_browse(110, 20, LIST("-r", path));
    VT_HAS(vt, "404 Large");
    size_t from = vt_log_len(vt);
    vt_keys(vt, "y m");
    VT_HAS(vt, "OSC 52 (the first ");
    const char *sent = strstr(vt_log(vt, NULL) + from, "\033]52;c;");
    size_t len = sent != NULL ? strcspn(sent + 7, "\007\033") : 0;
    CHECK_MSG(len > 5200 && len <= 5464, "%zu characters", len); /* of 4096 bytes */
    VT_QUIT(vt);
}

/* It passes on what is in a device control string, in pieces of less than 256 bytes. */
static void a_copy_goes_through_screen_in_pieces(void)
{
    struct vt *vt = start(LIST("TERM=screen", "STY=1.pts"), NULL);
    size_t from = vt_log_len(vt);
    vt_keys(vt, "4 1 8 y m");
    VT_HAS(vt, "sent to your terminal's clipboard, if it accepts OSC 52");
    const char *log = vt_log(vt, NULL) + from;
    const char *piece = strstr(log, "\033P\033]52;c;");
    int pieces = 0;
    CHECK(piece != NULL);
    for (; piece != NULL && strncmp(piece, "\033P", 2) == 0; pieces++) {
        const char *end = strstr(piece, "\033\\");
        CHECK(end != NULL && end - piece <= 256);
        piece = end != NULL ? end + 2 : NULL;
    }
    CHECK(pieces > 1);
    CHECK(piece != NULL && piece[-3] == '\a');
    VT_QUIT(vt);
}

static void the_clipboard_is_left_alone_on_request_and_where_there_is_none(void)
{
    static const struct {
        const char *term, *option;
    } cases[] = {{"TERM=xterm", "--no-clipboard"}, {"TERM=linux", NULL}, {"TERM=vt100", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct vt *vt = start(LIST(cases[i].term), cases[i].option);
        vt_keys(vt, "y c y t");
        VT_SETTLES(vt);
        CHECK_MSG(!vt_wrote(vt, 0, "\033]52"), "%s", cases[i].term);
        VT_HAS(vt, "clipboard");
        vt_keys(vt, "Esc");
        VT_QUIT(vt);
    }
}

static void a_folder_that_cannot_be_written_stops_nothing(void)
{
    struct vt *vt = start(LIST("XDG_DATA_HOME=/proc/none", "XDG_STATE_HOME=/proc/none"), NULL);
    vt_keys(vt, "l j b j"); /* from the start page */
    VT_REVERSED(vt, "400 Bad Request");
    VT_QUIT_LOSING(vt, "no such file or directory: /proc/none/", "204 (IANA) bookmarked");
}

/* The message says where a URL went; where nothing can show it, it is shown and copied. */
static void what_is_said_of_a_url_is_so(void)
{
    static const char url[] = " https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5";
    static const struct {
        const char *env[3], *text;
        bool copied;
    } cases[] = {
        {{"BROWSER=/nonexistent"}, "no program of $BROWSER could be started: sent to your", true},
        {{"BROWSER=:"}, "no program of $BROWSER could be started: sent to your", true},
        {{"BROWSER=/nonexistent:/bin/true"}, "sent to true:", false},
        {{"BROWSER"}, "no browser can be reached from here: sent to your", true},
        {{"BROWSER", "SSH_CONNECTION=a 1 b 2"}, "reached from here (SSH): sent to your", true},
        {{"BROWSER", "DISPLAY=:0", "PATH=/nonexistent"}, "no browser can be reached", true},
        {{"BROWSER", "TERM=vt100"}, "no clipboard can be reached from here", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct vt *vt =
            vt_browse_env(80, 24, LIST(cases[i].env[0], cases[i].env[1], cases[i].env[2]),
                          LIST("--builtin", "--no-state", "404"));
        VT_HAS(vt, "404 Not Found");
        VT_SETTLES(vt);
        size_t from = vt_log_len(vt);
        vt_keys(vt, "o");
        VT_HAS(vt, cases[i].text);
        VT_HAS(vt, url);
        CHECK_MSG(vt_wrote(vt, from, "\033]52;c;aHR0cHM6") == cases[i].copied, "case %zu", i);
        VT_QUIT(vt);
    }
}

/* Too long for a row of 40, it has two. */
static void a_url_is_shown_whole_on_a_narrow_screen(void)
{
    struct vt *vt = vt_browse_env(40, 12, LIST("BROWSER"), LIST("--builtin", "--no-state", "404"));
    VT_HAS(vt, "404 Not Found");
    vt_keys(vt, "o");
    VT_HAS(vt, "no browser can be reached");
    VT_HAS(vt, " https://www.rfc-editor.org/rfc/\n rfc9110.html#section-15.5.5");
    vt_keys(vt, "j");
    VT_LACKS(vt, "no browser can be reached");
    VT_QUIT(vt);
}

/* It draws on the terminal and reads from it, whatever standard input is; then the screen is as
 * before. */
static void check_terminal_browser(const char *input)
{
    char browser[1100];
    snprintf(browser, sizeof browser, "BROWSER=%s", vt_path("lynx"));
    struct vt *vt = vt_start(
        &(struct vt_setup){.argv = LIST("./statusbrowse", "--builtin", "--no-state", "404"),
                           .env = LIST(browser),
                           .input = input});
    VT_HAS(vt, "404 Not Found");
    VT_SETTLES(vt);
    char *before = vt_snapshot(vt);
    vt_write(vt, "o", 1);
    VT_HAS(vt, "page of https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5");
    VT_LACKS(vt, "404 Not Found");
    VT_MODE(vt, 1049, false);
    VT_MODE(vt, 1000, false);
    vt_write(vt, "seen\r", 5);
    VT_HAS(vt, "line is seen");
    vt_write(vt, "\003\r", 2); /* for the browser, not for us */
    VT_HAS(vt, "shown in lynx: https://");
    VT_MODE(vt, 1049, true);
    vt_keys(vt, "j k");
    VT_SNAPSHOT(vt, before);
    free(before);
    VT_QUIT(vt);
}

static void a_browser_of_the_terminal_has_it_until_it_ends(void)
{
    const char *program = vt_put_file("lynx", "#!/bin/sh\n"
                                              "trap 'echo interrupted' INT\n"
                                              "echo \"page of $1\"\n"
                                              "read -r line\n"
                                              "echo \"line is $line\"\n"
                                              "read -r line\n");
    CHECK_INT(chmod(program, 0700), 0);
    check_terminal_browser(NULL);
    check_terminal_browser("/dev/null");
    vt_remove_file("lynx");
}

static void a_copy_goes_to_tmux_where_that_runs(void)
{
    char path[2048];
    const char *program = vt_put_file("tmux", "#!/bin/sh\ncat >/dev/null\n");
    CHECK_INT(chmod(program, 0700), 0);
    snprintf(path, sizeof path, "PATH=%.*s:%s", (int)(strlen(program) - strlen("/tmux")), program,
             getenv("PATH"));
    struct vt *vt = vt_browse_env(80, 24, LIST(path, "TMUX=/tmp/tmux,1,0"),
                                  LIST("--builtin", "--no-state", "404"));
    VT_HAS(vt, "404 Not Found");
    vt_keys(vt, "y c");
    VT_HAS(vt, "sent to tmux and your terminal's clipboard: 404 Not Found");
    vt_keys(vt, "y m");
    VT_HAS(vt, "sent to tmux and your terminal's clipboard: the entry as Markdown");
    CHECK(!vt_wrote(vt, 0, "\033]52"));
    vt_remove_file("tmux");
    VT_QUIT(vt);
}

/* One argument: the address of the selected reference, else of the definition. */
static void the_opener_gets_the_address_and_nothing_else(void)
{
    static const struct {
        const char *keys, *url;
    } cases[] = {
        {"o", "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5"},
        {"[ o", "https://www.rfc-editor.org/rfc/rfc"},
        {"h g j o", "https://www.rfc-editor.org/rfc/rfc9110.html#section-15."},
    };
    char script[4096], browser[1100], path[1024];
    snprintf(path, sizeof path, "%s", vt_path("opened"));
    snprintf(script, sizeof script, "#!/bin/sh\necho \"$# $1\" >'%s.part' && mv '%s.part' '%s'\n",
             path, path, path);
    const char *program = vt_put_file("fake-browser", script);
    CHECK_INT(chmod(program, 0700), 0);
    snprintf(browser, sizeof browser, "BROWSER=%s", program);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char line[512] = "";
        struct vt *vt =
            vt_browse_env(120, 30, LIST(browser), LIST("--builtin", "--no-state", "404"));
        VT_HAS(vt, "404 Not Found");
        vt_keys(vt, cases[i].keys);
        VT_HAS(vt, "sent to fake-browser: https://");
        for (long end = vt_now_ms() + 5000; line[0] == '\0' && vt_now_ms() < end;) {
            FILE *file = fopen(path, "r");
            if (file != NULL && fgets(line, sizeof line, file) == NULL)
                line[0] = '\0';
            if (file != NULL)
                fclose(file);
        }
        CHECK_MSG(strncmp(line, "1 ", 2) == 0 &&
                      strncmp(line + 2, cases[i].url, strlen(cases[i].url)) == 0,
                  "\"%s\": %s", cases[i].keys, line);
        vt_remove_file("opened");
        VT_QUIT(vt);
    }
    vt_remove_file("fake-browser");
}

int main(void)
{
    RUN(the_position_is_kept_until_the_next_start);
    RUN(searches_are_kept_until_the_next_start);
    RUN(a_signal_while_the_position_is_saved_is_no_exit);
    RUN(an_ended_program_keeps_the_position_too);
    RUN(a_closed_terminal_keeps_the_position_too);
    RUN(a_bookmark_is_set_shown_kept_and_taken_back);
    RUN(keys_with_alt_edit_a_note);
    RUN(an_escape_with_a_key_behind_it_leaves_a_search);
    RUN(two_windows_keep_the_bookmarks_of_both);
    RUN(copying_sends_base64_and_only_after_its_key);
    RUN(a_text_too_long_for_a_clipboard_is_cut_at_the_end_of_a_line);
    RUN(a_copy_goes_through_screen_in_pieces);
    RUN(the_clipboard_is_left_alone_on_request_and_where_there_is_none);
    RUN(a_folder_that_cannot_be_written_stops_nothing);
    RUN(what_is_said_of_a_url_is_so);
    RUN(a_url_is_shown_whole_on_a_narrow_screen);
    RUN(a_browser_of_the_terminal_has_it_until_it_ends);
    RUN(a_copy_goes_to_tmux_where_that_runs);
    RUN(the_opener_gets_the_address_and_nothing_else);
    return check_done();
}
