/* The stage in a terminal: what a presenter's clicker sends, detours, sizes, and that nothing is
 * written. */
#include "config.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "vt.h"

#define LESSON                                                                                     \
    "{\"format\": 1, \"title\": \"A lesson\", \"bookmarks\": ["                                    \
    "{\"registry\": \"http\", \"code\": \"502\", \"owner\": \"IANA\", \"note\": \"Ask them.\"},"   \
    "{\"registry\": \"http\", \"code\": \"404\", \"owner\": \"IANA\"}]}"

static struct vt *present(int cols, int rows)
{
    char option[1100];
    snprintf(option, sizeof option, "--bookmarks=%s", vt_put_file("home/lesson.json", LESSON));
    struct vt *vt = vt_browse(cols, rows, LIST("--builtin", "--read-only", option, "--present"));
    VT_HAS(vt, "1 of 2");
    VT_SETTLES(vt);
    return vt;
}

static void a_clicker_goes_through_a_lesson(void)
{
    struct vt *vt = present(80, 24);
    VT_LACKS(vt, "Bad Gateway");
    vt_keys(vt, "PgDn");
    VT_HAS(vt, "Bad Gateway");
    vt_keys(vt, "e");
    VT_HAS(vt, "Ask them.");
    vt_keys(vt, "PgDn");
    VT_HAS(vt, "WHO SENDS IT");
    vt_keys(vt, ".");
    VT_LACKS(vt, "WHO SENDS IT");
    vt_keys(vt, ".");
    VT_HAS(vt, "WHO SENDS IT");
    vt_keys(vt, "PgUp PgUp");
    VT_LACKS(vt, "Bad Gateway");
    vt_keys(vt, "n");
    VT_HAS(vt, "2 of 2");
    vt_keys(vt, "q");
    VT_QUIT(vt);
}

static void a_detour_and_another_size_lead_back(void)
{
    struct vt *vt = present(80, 24);
    vt_keys(vt, "Space Space");
    char *before = vt_snapshot(vt);
    vt_send(vt, "410");
    VT_HAS(vt, "detour");
    vt_resize(vt, 50, 17);
    VT_SETTLES(vt);
    vt_resize(vt, 80, 24);
    VT_SETTLES(vt);
    vt_keys(vt, "Esc");
    VT_SNAPSHOT(vt, before);
    vt_send(vt, "/too many");
    VT_HAS(vt, "429 Too Many Requests");
    vt_keys(vt, "Enter");
    VT_HAS(vt, "detour");
    vt_keys(vt, "Esc");
    VT_SNAPSHOT(vt, before);
    free(before);
    vt_keys(vt, "q");
    VT_QUIT(vt);
}

/* In a shell with jobs: the key stops the program, fg brings the same step back. */
static void ctrl_z_and_fg_lead_back_to_the_same_step(void)
{
    char lesson[1100];
    snprintf(lesson, sizeof lesson, "LESSON=%s", vt_put_file("home/lesson.json", LESSON));
    struct vt *vt = vt_start(&(struct vt_setup){
        .argv = LIST("/bin/bash", "--norc", "--noprofile", "--noediting", "-i", "+o", "history"),
        .env = LIST("PS1=ready> ", "ENV", lesson, "HISTFILE", "BASH_SILENCE_DEPRECATION_WARNING=1"),
        .cols = 80,
        .rows = 24});
    VT_HAS(vt, "ready>");
    vt_send(vt, "./statusbrowse --builtin --read-only --bookmarks=\"$LESSON\" --present\r");
    VT_HAS(vt, "1 of 2");
    vt_keys(vt, "Space Space");
    VT_HAS(vt, "WHO SENDS IT");
    VT_SETTLES(vt);
    char *before = vt_snapshot(vt);
    pid_t program = vt_foreground(vt);
    vt_write(vt, "\032", 1);
    CHECK(vt_wait_stopped(program, true));
    VT_HAS(vt, "ready>");
    VT_LACKS(vt, "WHO SENDS IT");
    vt_send(vt, "fg\r");
    VT_SNAPSHOT(vt, before);
    free(before);
    vt_keys(vt, "q q");
    CHECK(vt_wait_exit(vt, 0) == VT_RUNNING);
    VT_HAS(vt, "ready>");
    vt_send(vt, "exit\r");
    VT_EXITS(vt, 0);
    vt_stop(vt);
}

static void a_lesson_is_only_read(void)
{
    struct stat before, after;
    struct vt *vt = present(80, 24);
    CHECK_INT(stat(vt_path("home/lesson.json"), &before), 0);
    vt_keys(vt, "Space e t a Space Space Esc c Space Esc n q");
    VT_SETTLES(vt);
    VT_QUIT(vt);
    CHECK_INT(stat(vt_path("home/lesson.json"), &after), 0);
    CHECK(before.st_mtime == after.st_mtime && before.st_ino == after.st_ino);
    CHECK(stat(vt_path("home/lesson.json.lock"), &after) != 0);
}

static void options_start_on_the_stage(void)
{
    struct vt *vt = vt_browse(80, 24, LIST("--builtin", "--quiz", "--seed", "7", "-n", "3", "5xx"));
    VT_HAS(vt, "question 1 of 3");
    vt_keys(vt, "q");
    VT_QUIT(vt);
    vt = vt_browse(80, 24, LIST("--builtin", "--guide"));
    VT_HAS(vt, "What happened to the request?");
    vt_keys(vt, "q");
    VT_QUIT(vt);
    vt = vt_browse(80, 24, LIST("--builtin", "401", "vs", "403"));
    VT_HAS(vt, "THE SAME");
    vt_keys(vt, "Esc");
    VT_HAS(vt, "hit 1 of");
    VT_QUIT(vt);
    vt = vt_browse(80, 24, LIST("--builtin", "--read-only", "--bookmarks=missing", "--present"));
    VT_EXITS(vt, 1);
    VT_HAS(vt, "there is no such file: missing");
    VT_HAS(vt, "no bookmarks to present");
    vt_stop(vt);
}

static void a_stage_without_content_does_not_open(void)
{
    struct vt *vt = vt_browse(80, 24, LIST("--builtin", "--present", "zzqqxx"));
    VT_EXITS(vt, 1);
    VT_HAS(vt, "nothing found to present");
    vt_stop(vt);
    vt = vt_browse(80, 24, LIST("-r", vt_data("small.json"), "--guide"));
    VT_EXITS(vt, 1);
    VT_HAS(vt, "this registry has no guide");
    vt_stop(vt);
}

int main(void)
{
    RUN(a_clicker_goes_through_a_lesson);
    RUN(a_detour_and_another_size_lead_back);
    RUN(ctrl_z_and_fg_lead_back_to_the_same_step);
    RUN(a_lesson_is_only_read);
    RUN(options_start_on_the_stage);
    RUN(a_stage_without_content_does_not_open);
    return check_done();
}
