/* One frame at a time, where the terminal has shown that the line to it is slow. */
#include "config.h"

#include <signal.h>
#include <string.h>

#include "vt.h"

#define SIGN_OF_LIFE "\033[c"
#define ANSWER "\033[?62;22c"

/* Later than this, an answer is late for certain, and one that is as quick as this test can be is
 * not, however busy the machine is. */
#define LATE_MS 600

/* After so long an answer is not waited for any more. */
#define OVERDUE_MS 10000

/* The terminal answers nothing by itself. */
static struct vt *start(void)
{
    struct vt *vt =
        vt_start(&(struct vt_setup){.argv = LIST("./statusbrowse", "-r", vt_data("small.json")),
                                    .cols = 100,
                                    .rows = 20,
                                    .mute = true});
    VT_REVERSED(vt, "200 OK");
    VT_WROTE(vt, 0, SIGN_OF_LIFE);
    return vt;
}

/* How often the terminal was asked for a sign of life. */
static int asked(struct vt *vt)
{
    int count = 0;
    VT_SETTLES(vt);
    for (const char *at = vt_log(vt, NULL); (at = strstr(at, SIGN_OF_LIFE)) != NULL; at++)
        count++;
    return count;
}

/* Goes down and up again until the time has come. */
static void pass_time(struct vt *vt, long end_ms)
{
    while (vt_now_ms() < end_ms)
        vt_keys(vt, "j k");
}

/* The first answer is late, the others come at once: it was the screen that took so long. */
static struct vt *start_slow(void)
{
    struct vt *vt = start();
    pass_time(vt, vt_now_ms() + LATE_MS);
    for (int answers = 1; answers <= 3; answers++) {
        CHECK_INT(asked(vt), answers);
        vt_send(vt, ANSWER);
    }
    CHECK_INT(asked(vt), 3);
    VT_REVERSED(vt, "200 OK");
    return vt;
}

static void a_frame_waits_for_the_one_before_it(void)
{
    struct vt *vt = start_slow();
    vt_keys(vt, "j");
    VT_REVERSED(vt, "204 No");
    CHECK_INT(asked(vt), 4);
    size_t from = vt_log_len(vt);
    vt_keys(vt, "j j");
    CHECK_INT(vt_log_len(vt), from);
    vt_send(vt, ANSWER);
    VT_REVERSED(vt, "404 Not");
    CHECK_INT(asked(vt), 5);
    /* Nothing is drawn, or asked, without a reason. */
    from = vt_log_len(vt);
    vt_send(vt, ANSWER);
    CHECK_INT(vt_log_len(vt), from);
    vt_keys(vt, "k");
    VT_REVERSED(vt, "400 Bad");
    vt_send(vt, ANSWER);
    VT_QUIT(vt);
}

static void an_answer_in_parts_is_no_key(void)
{
    static const char *const parts[][4] = {
        {"\033", "[?62;22c"}, {"\033[", "?62;22c"}, {"\033[?62", ";22", "c"}};
    struct vt *vt = start_slow();
    vt_keys(vt, "j");
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        int before = asked(vt);
        vt_keys(vt, i % 2 == 0 ? "j" : "k"); /* waits, and is drawn then */
        for (int part = 0; part < 4 && parts[i][part] != NULL; part++)
            vt_send(vt, parts[i][part]);
        VT_REVERSED(vt, i % 2 == 0 ? "400 Bad" : "204 No");
        CHECK_INT(asked(vt), before + 1);
    }
    vt_send(vt, ANSWER);
    VT_QUIT(vt);
}

/* A line may be long and wide: then frames need not wait for each other. */
static void a_line_that_is_only_long_is_not_slow(void)
{
    long before = vt_now_ms();
    struct vt *vt = start();
    pass_time(vt, before + LATE_MS);
    long latency_ms = vt_now_ms() - before;
    for (int answers = 1; answers <= 3; answers++) {
        CHECK_INT(asked(vt), answers);
        pass_time(vt, vt_now_ms() + (answers > 1 ? latency_ms : 0));
        vt_send(vt, ANSWER);
    }
    vt_keys(vt, "j");
    VT_REVERSED(vt, "204 No");
    CHECK_INT(asked(vt), 3);
    VT_QUIT(vt);
}

static void a_terminal_that_does_not_answer_is_asked_once(void)
{
    struct vt *vt = start();
    pass_time(vt, vt_now_ms() + LATE_MS);
    vt_keys(vt, "j");
    VT_REVERSED(vt, "204 No");
    CHECK_INT(asked(vt), 1);
    VT_QUIT(vt);
}

/* A session may move to another terminal, and the answer with it. */
static void an_answer_that_is_lost_is_given_up(void)
{
    struct vt *vt = start_slow();
    vt_keys(vt, "j j");
    VT_REVERSED(vt, "400 Bad");
    vt_keys(vt, "j");
    VT_REVERSED(vt, "404 Not");
    CHECK_INT(asked(vt), 4);
    VT_QUIT(vt);
}

/* A frame was drawn, and its answer is due from now on. */
static struct vt *start_asked(long *asked_ms)
{
    struct vt *vt = start_slow();
    *asked_ms = vt_now_ms();
    vt_keys(vt, "j");
    VT_REVERSED(vt, "204 No");
    return vt;
}

/* Leaves, which waits. */
static void leave(struct vt *vt)
{
    vt_write(vt, "q", 1);
    CHECK_INT(vt_wait_exit_unread(vt, LATE_MS), VT_RUNNING);
}

static void ends(struct vt *vt, int status)
{
    VT_EXITS(vt, status);
    VT_RESTORED(vt);
    vt_stop(vt);
}

/* It must not reach the shell, and so it is waited for. */
static void leaving_waits_for_the_answer(void)
{
    long asked_ms;
    struct vt *vt = start_asked(&asked_ms);
    leave(vt);
    vt_write(vt, ANSWER, strlen(ANSWER));
    ends(vt, 0);
    CHECK_MSG(vt_now_ms() - asked_ms < OVERDUE_MS, "the answer was not read");
}

/* Who ends a session ends its programs: they have no time. */
static void a_signal_that_ends_the_program_does_not_wait_for_the_answer(void)
{
    for (size_t leaving = 0; leaving < 2; leaving++) {
        long asked_ms;
        struct vt *vt = start_asked(&asked_ms);
        if (leaving)
            leave(vt);
        vt_signal(vt, SIGTERM);
        ends(vt, leaving ? 0 : 128 + SIGTERM);
        CHECK_MSG(vt_now_ms() - asked_ms < OVERDUE_MS / 2, "the answer was waited for");
    }
}

static void ctrl_c_ends_the_waiting_of_leaving(void)
{
    long asked_ms;
    struct vt *vt = start_asked(&asked_ms);
    leave(vt);
    vt_write(vt, "\003", 1);
    ends(vt, 0);
    CHECK_MSG(vt_now_ms() - asked_ms < OVERDUE_MS / 2, "the answer was waited for");
}

/* One read may bring both. */
static void an_answer_that_came_with_the_last_key_is_not_waited_for(void)
{
    long asked_ms;
    struct vt *vt = start_asked(&asked_ms);
    vt_write(vt, "q" ANSWER, 1 + strlen(ANSWER));
    ends(vt, 0);
    CHECK_MSG(vt_now_ms() - asked_ms < OVERDUE_MS, "the answer was not read");
}

int main(void)
{
    RUN(a_frame_waits_for_the_one_before_it);
    RUN(an_answer_in_parts_is_no_key);
    RUN(a_line_that_is_only_long_is_not_slow);
    RUN(a_terminal_that_does_not_answer_is_asked_once);
    RUN(an_answer_that_is_lost_is_given_up);
    RUN(leaving_waits_for_the_answer);
    RUN(a_signal_that_ends_the_program_does_not_wait_for_the_answer);
    RUN(ctrl_c_ends_the_waiting_of_leaving);
    RUN(an_answer_that_came_with_the_last_key_is_not_waited_for);
    return check_done();
}
