/* Signals, hang-ups, job control: the terminal is given back, the program does not stay behind. */
#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vt.h"

static struct vt *start(void)
{
    struct vt *vt = vt_browse(100, 20, LIST("-r", vt_data("small.json")));
    VT_REVERSED(vt, "200 OK");
    VT_HAS(vt, "q quit");
    VT_SETTLES(vt);
    return vt;
}

static void signals_that_end_give_the_terminal_back(void)
{
    static const int numbers[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
    static const char *const keys[] = {"j", "?", "/ r e", "4"};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        for (size_t j = 0; j < sizeof keys / sizeof keys[0]; j++) {
            struct vt *vt = start();
            vt_keys(vt, keys[j]);
            vt_signal(vt, numbers[i]);
            VT_EXITS(vt, 128 + numbers[i]);
            VT_RESTORED(vt);
            vt_stop(vt);
        }
}

static void a_crash_gives_the_terminal_back(void)
{
    static const int numbers[] = {SIGSEGV, SIGABRT, SIGBUS};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        char variable[1100];
        snprintf(variable, sizeof variable, "REGISTRY=%s", vt_data("small.json"));
        struct vt *vt = vt_start(&(struct vt_setup){
            .argv = LIST("/bin/sh", "-c", "ulimit -c 0; exec ./statusbrowse -r \"$REGISTRY\""),
            .env = LIST(variable),
            .cols = 80});
        VT_REVERSED(vt, "200 OK");
        VT_SETTLES(vt);
        vt_signal(vt, numbers[i]);
        VT_EXITS(vt, -numbers[i]);
        VT_RESTORED(vt);
        vt_stop(vt);
    }
}

static void ends_although_keys_pour_in(void)
{
    struct vt *vt = start();
    char keys[64];
    memset(keys, 'j', sizeof keys);
    for (int i = 0; i < 20; i++)
        vt_write(vt, keys, sizeof keys);
    vt_signal(vt, SIGTERM);
    int status = VT_RUNNING;
    for (long end = vt_now_ms() + 5000; status == VT_RUNNING && vt_now_ms() < end;) {
        vt_write(vt, keys, sizeof keys);
        status = vt_wait_exit(vt, 0);
    }
    CHECK_INT(status, 128 + SIGTERM);
    vt_stop(vt);
}

/* It waits for the terminal to take what is written, and the signal has to get through to it. */
static void ends_although_the_terminal_takes_no_output(void)
{
    static const int numbers[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct vt *vt = vt_browse(200, 60, LIST("-r", vt_data("small.json")));
        VT_REVERSED(vt, "200 OK");
        VT_SETTLES(vt);
        CHECK(vt_block_output(vt));
        vt_signal(vt, numbers[i]);
        CHECK_INT(vt_wait_exit_unread(vt, VT_LIMIT_MS), 128 + numbers[i]);
        VT_EXITS(vt, 128 + numbers[i]);
        vt_stop(vt);
    }
}

/* Milliseconds from the hang-up to the end, VT_LIMIT_MS when it does not end. */
static long hang_up(struct vt *vt)
{
    long start_ms = vt_now_ms();
    vt_hangup(vt);
    int status = vt_wait_exit(vt, VT_LIMIT_MS);
    long time = vt_now_ms() - start_ms;
    CHECK_INT(status, 128 + SIGHUP);
    vt_stop(vt);
    return time;
}

static struct vt *start_ignoring(void)
{
    struct vt *vt = vt_start(&(struct vt_setup){
        .argv = LIST("./statusbrowse", "-r", vt_data("small.json")), .ignores_hup = true});
    VT_REVERSED(vt, "200 OK");
    VT_SETTLES(vt);
    return vt;
}

/* The best of a few, since a busy machine may take its time. */
static void is_gone_within_a_second_of_a_hang_up(void)
{
    static const char *const keys[] = {"j", "?", "/ r e", "4"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        long best = VT_LIMIT_MS;
        for (int try = 0; try < 3 && best > 1000; try++) {
            struct vt *vt = start();
            vt_keys(vt, keys[i]);
            long time = hang_up(vt);
            best = time < best ? time : best;
        }
        CHECK_MSG(best <= 1000, "%ld ms", best);
    }
}

static void is_gone_after_a_hang_up_that_is_ignored(void)
{
    long best = VT_LIMIT_MS;
    for (int try = 0; try < 3 && best > 1000; try++) {
        long time = hang_up(start_ignoring());
        best = time < best ? time : best;
    }
    CHECK_MSG(best <= 1000, "%ld ms", best);
    struct vt *vt = start_ignoring();
    vt_write(vt, "\033", 1); /* while it waits for the rest of a key */
    hang_up(vt);
}

static void a_hang_up_signal_that_was_ignored_stays_ignored(void)
{
    struct vt *vt = start_ignoring();
    vt_signal(vt, SIGHUP);
    vt_keys(vt, "j");
    VT_REVERSED(vt, "204 No Content");
    VT_QUIT(vt);
}

static void is_gone_when_the_terminal_takes_no_output_and_goes(void)
{
    struct vt *vt = start();
    /* Each key repaints, nothing is read: the program comes to wait for the terminal. */
    for (int i = 0; i < 200; i++) {
        vt_write(vt, "\014", 1);
        usleep(1000);
    }
    hang_up(vt);
}

static void ends_when_a_terminal_that_was_stuck_takes_output_again(void)
{
    struct vt *vt = start();
    for (int i = 0; i < 200; i++) {
        vt_write(vt, "\014", 1);
        usleep(1000);
    }
    vt_signal(vt, SIGTERM);
    VT_EXITS(vt, 128 + SIGTERM);
    VT_RESTORED(vt);
    vt_stop(vt);
}

static void repaints_after_a_stop_that_it_could_not_see(void)
{
    struct vt *vt = start();
    vt_keys(vt, "j j");
    char *before = vt_snapshot(vt);
    vt_signal(vt, SIGSTOP);
    CHECK(vt_wait_stopped(vt_pid(vt), true));
    /* As a shell and another program of the whole screen, such as less, leave it. */
    vt_scribble(vt, "\033[?1000l\033[?2004l\033[?1049l\033[?25h\033[m[1]+ Stopped\r\n$ ");
    vt_signal(vt, SIGCONT);
    CHECK(vt_wait_stopped(vt_pid(vt), false));
    VT_SNAPSHOT(vt, before);
    VT_MODE(vt, 1049, true);
    VT_MODE(vt, 1000, true);
    VT_MODE(vt, 2004, true);
    free(before);
    vt_keys(vt, "j");
    VT_REVERSED(vt, "404 Not Found");
    VT_QUIT(vt);
}

static void a_resize_while_stopped_is_seen(void)
{
    struct vt *vt = start();
    vt_signal(vt, SIGSTOP);
    CHECK(vt_wait_stopped(vt_pid(vt), true));
    vt_resize(vt, 70, 12);
    vt_signal(vt, SIGCONT);
    struct vt *fresh = vt_browse(70, 12, LIST("-r", vt_data("small.json")));
    VT_REVERSED(fresh, "200 OK");
    VT_SETTLES(fresh);
    char *expected = vt_snapshot(fresh);
    VT_SNAPSHOT(vt, expected);
    free(expected);
    vt_stop(fresh);
    VT_QUIT(vt);
}

/* Without a shell that could continue it, a stop must not be for ever. */
static void ctrl_z_without_job_control_repaints(void)
{
    struct vt *vt = start();
    vt_keys(vt, "j");
    char *before = vt_snapshot(vt);
    vt_keys(vt, "C-z");
    VT_SNAPSHOT(vt, before);
    vt_signal(vt, SIGTSTP);
    vt_keys(vt, "k j");
    VT_SNAPSHOT(vt, before);
    VT_MODE(vt, 1049, true);
    VT_MODE(vt, 1000, true);
    free(before);
    VT_QUIT(vt);
}

static void a_storm_of_signals_changes_nothing(void)
{
    struct vt *vt = start();
    vt_keys(vt, "j");
    char *before = vt_snapshot(vt);
    for (int i = 0; i < 3000; i++) {
        vt_signal(vt, i % 7 == 0 ? SIGCONT : SIGWINCH);
        if (i % 10 == 0)
            vt_settle(vt);
    }
    VT_SNAPSHOT(vt, before);
    free(before);
    VT_QUIT(vt);
}

static struct vt *start_shell(const char *shell)
{
    const char *const bash[] = {"/bin/bash", "--norc", "--noprofile", "--noediting",
                                "-i",        "+o",     "history",     NULL};
    const char *const sh[] = {shell, "-i", NULL};
    char registry[1100];
    snprintf(registry, sizeof registry, "REGISTRY=%s", vt_data("small.json"));
    struct vt *vt =
        vt_start(&(struct vt_setup){.argv = strcmp(shell, "/bin/bash") == 0 ? bash : sh,
                                    .env = LIST("PS1=ready> ", "ENV", registry,
                                                "BASH_SILENCE_DEPRECATION_WARNING=1", "HISTFILE"),
                                    .cols = 100,
                                    .rows = 20});
    VT_HAS(vt, "ready>");
    return vt;
}

static void enter(struct vt *vt, const char *line)
{
    vt_write(vt, line, strlen(line));
    vt_write(vt, "\r", 1);
}

static void check_suspended(struct vt *vt, pid_t program)
{
    CHECK(vt_wait_stopped(program, true));
    VT_MODE(vt, 1049, false);
    VT_HAS(vt, "ready>");
    VT_MODE(vt, 25, true);
    VT_MODE(vt, 1000, false);
    VT_MODE(vt, 1006, false);
    VT_MODE(vt, 2004, false);
    VT_RESTORED(vt);
    VT_LACKS(vt, "CODES");
}

static void check_jobs(const char *shell)
{
    struct vt *vt = start_shell(shell);
    enter(vt, "./statusbrowse -r \"$REGISTRY\"");
    VT_REVERSED(vt, "200 OK");
    VT_HAS(vt, "q quit");
    vt_keys(vt, "j j j");
    VT_REVERSED(vt, "404 Not Found");
    VT_SETTLES(vt);
    char *before = vt_snapshot(vt);
    pid_t program = vt_foreground(vt);

    /* By the key, in the panes and in the prompt. */
    vt_write(vt, "\032", 1);
    check_suspended(vt, program);
    enter(vt, "fg");
    VT_SNAPSHOT(vt, before);
    VT_MODE(vt, 1000, true);
    VT_MODE(vt, 2004, true);
    vt_keys(vt, "/");
    vt_send(vt, "gone");
    VT_REVERSED(vt, "410 Gone");
    VT_SETTLES(vt);
    char *prompt = vt_snapshot(vt);
    vt_write(vt, "\032", 1);
    check_suspended(vt, program);
    enter(vt, "fg");
    VT_SNAPSHOT(vt, prompt);
    vt_keys(vt, "Esc");
    VT_SNAPSHOT(vt, before);

    /* By a signal from outside. */
    kill(program, SIGTSTP);
    check_suspended(vt, program);
    enter(vt, "fg");
    VT_SNAPSHOT(vt, before);

    /* Another size when it comes back. */
    vt_write(vt, "\032", 1);
    check_suspended(vt, program);
    vt_resize(vt, 70, 12);
    enter(vt, "fg");
    VT_HAS(vt, "404 Not Found");
    struct vt *fresh = vt_browse(70, 12, LIST("-r", vt_data("small.json")));
    VT_REVERSED(fresh, "200 OK");
    vt_keys(fresh, "j j j");
    char *smaller = vt_snapshot(fresh);
    VT_SNAPSHOT(vt, smaller);
    vt_stop(fresh);
    vt_resize(vt, 100, 20);
    VT_SNAPSHOT(vt, before);

    /* A screen too small stops as well. */
    vt_resize(vt, 10, 2);
    VT_HAS(vt, "terminal t");
    vt_write(vt, "\032", 1);
    CHECK(vt_wait_stopped(program, true));
    VT_MODE(vt, 1049, false);
    vt_resize(vt, 100, 20);
    enter(vt, "fg");
    VT_SNAPSHOT(vt, before);

    /* Ended while it is stopped. */
    vt_write(vt, "\032", 1);
    check_suspended(vt, program);
    kill(program, SIGTERM);
    enter(vt, "fg; echo status $?");
    VT_HAS(vt, "status 143");
    VT_RESTORED(vt);
    enter(vt, "exit");
    vt_wait_exit(vt, VT_LIMIT_MS);
    free(before);
    free(prompt);
    free(smaller);
    vt_stop(vt);
}

static void stops_and_comes_back_in_a_shell(void)
{
    check_jobs("/bin/sh");
}

static void stops_and_comes_back_in_bash(void)
{
    if (access("/bin/bash", X_OK) != 0) {
        printf("no /bin/bash: not tried\n");
        return;
    }
    check_jobs("/bin/bash");
}

/* Who ignores stops has nobody that would continue the program. */
static void ctrl_z_does_not_stop_where_stops_are_ignored(void)
{
    struct vt *vt = start_shell("/bin/sh");
    enter(vt, "trap '' TSTP; ./statusbrowse -r \"$REGISTRY\"; trap - TSTP");
    VT_REVERSED(vt, "200 OK");
    VT_HAS(vt, "q quit");
    vt_write(vt, "\032j", 2);
    VT_REVERSED(vt, "204 No Content");
    vt_write(vt, "q", 1);
    VT_HAS(vt, "ready>");
    enter(vt, "exit");
    vt_wait_exit(vt, VT_LIMIT_MS);
    vt_stop(vt);
}

int main(void)
{
    RUN(signals_that_end_give_the_terminal_back);
    RUN(a_crash_gives_the_terminal_back);
    RUN(ends_although_keys_pour_in);
    RUN(ends_although_the_terminal_takes_no_output);
    RUN(is_gone_within_a_second_of_a_hang_up);
    RUN(is_gone_after_a_hang_up_that_is_ignored);
    RUN(a_hang_up_signal_that_was_ignored_stays_ignored);
    RUN(is_gone_when_the_terminal_takes_no_output_and_goes);
    RUN(ends_when_a_terminal_that_was_stuck_takes_output_again);
    RUN(repaints_after_a_stop_that_it_could_not_see);
    RUN(a_resize_while_stopped_is_seen);
    RUN(ctrl_z_without_job_control_repaints);
    RUN(a_storm_of_signals_changes_nothing);
    RUN(stops_and_comes_back_in_a_shell);
    RUN(stops_and_comes_back_in_bash);
    RUN(ctrl_z_does_not_stop_where_stops_are_ignored);
    return check_done();
}
