#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "os/clipboard.h"
#include "os/program.h"
#include "support/check.h"
#include "support/folder.h"

static const char *const variables[] = {"TMUX", "DISPLAY", "WAYLAND_DISPLAY"};

/* Takes the text, and its arguments on the first line. */
#define TAKES "#!/bin/sh\n{ echo \"$*\"; cat; } >\"$TOLD\"\n"
#define REFUSES "#!/bin/sh\nexit 1\n"

static void start(void)
{
    char path[4096];
    folder_make_home();
    snprintf(path, sizeof path, "%s:/bin:/usr/bin", folder_path());
    setenv("PATH", path, 1);
    setenv("TOLD", folder_path_of("told"), 1);
    setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22", 1); /* not at a Mac's own screen */
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++)
        unsetenv(variables[i]);
}

static void put_program(const char *name, const char *script)
{
    folder_put(name, script);
    CHECK_INT(chmod(folder_path_of(name), 0755), 0);
}

static void the_text_goes_to_the_program_that_fits(void)
{
    static const struct {
        const char *variable, *program, *where, *told;
    } cases[] = {
        {"TMUX", "tmux", "tmux and your terminal's clipboard", "load-buffer -w -\ntext\n"},
        {"WAYLAND_DISPLAY", "wl-copy", "the clipboard (wl-copy)", "\ntext\n"},
        {"DISPLAY", "xclip", "the clipboard (xclip)", "-selection clipboard\ntext\n"},
        {"DISPLAY", "xsel", "the clipboard (xsel)", "--clipboard --input\ntext\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        start();
        for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++)
            put_program(cases[k].program, k == i ? TAKES : REFUSES);
        CHECK_STR(clipboard_give("text\n", 5), NULL);
        setenv(cases[i].variable, "value", 1);
        CHECK_STR(clipboard_give("text\n", 5), cases[i].where);
        CHECK_STR(folder_get("told"), cases[i].told);
        folder_remove();
    }
}

static void an_older_tmux_keeps_the_text_for_itself(void)
{
    start();
    put_program("tmux", "#!/bin/sh\n"
                        "[ \"$2\" != -w ] || exit 1\n"
                        "cat >\"$TOLD\"\n");
    setenv("TMUX", "/tmp/tmux-0/default,1,0", 1);
    CHECK_HAS(clipboard_give("text", 4), "tmux, not to the clipboard");
    CHECK_STR(folder_get("told"), "text");
    folder_remove();
}

static void a_program_that_refuses_is_passed_over(void)
{
    start();
    put_program("tmux", REFUSES);
    put_program("xclip", TAKES);
    setenv("TMUX", "x", 1);
    setenv("DISPLAY", ":0", 1);
    CHECK_STR(clipboard_give("text", 4), "the clipboard (xclip)");
    put_program("xclip", REFUSES);
    put_program("xsel", REFUSES);
    CHECK_STR(clipboard_give("text", 4), NULL);
    folder_remove();
}

/* More than a pipe holds. */
static void a_long_text_arrives_whole(void)
{
    enum { LEN = 300000 };
    char *argv[] = {(char *)"sh", (char *)"-c", (char *)"wc -c >\"$TOLD\"", NULL};
    char *text = malloc(LEN);
    start();
    memset(text, 'a', LEN);
    CHECK(program_feed(argv, text, LEN, 10000));
    CHECK_HAS(folder_get("told"), "300000");
    char *deaf[] = {(char *)"true", NULL};
    CHECK(!program_feed(deaf, text, LEN, 10000)); /* and SIGPIPE ends nobody */
    free(text);
    folder_remove();
}

static void a_program_that_hangs_is_given_up(void)
{
    char *argv[] = {(char *)"sleep", (char *)"1000", NULL};
    struct timespec begin, end;
    start();
    clock_gettime(CLOCK_MONOTONIC, &begin);
    CHECK(!program_feed(argv, "text", 4, 50));
    clock_gettime(CLOCK_MONOTONIC, &end);
    CHECK(end.tv_sec - begin.tv_sec < 30);
    folder_remove();
}

static void a_program_that_is_missing_is_no_success(void)
{
    char *argv[] = {(char *)"/nonexistent", NULL};
    start();
    CHECK(!program_feed(argv, "text", 4, 10000));
    CHECK(!program_start(argv));
    CHECK_INT(program_run(argv), PROGRAM_NOT_STARTED);
    folder_remove();
}

int main(void)
{
    RUN(the_text_goes_to_the_program_that_fits);
    RUN(an_older_tmux_keeps_the_text_for_itself);
    RUN(a_program_that_refuses_is_passed_over);
    RUN(a_long_text_arrives_whole);
    RUN(a_program_that_hangs_is_given_up);
    RUN(a_program_that_is_missing_is_no_success);
    return check_done();
}
