/* What a user or a system may hold back: descriptors, the size of files, memory. The browser does
 * its work or says why not, and the bookmarks are as they were. */
#include "config.h"

#include <signal.h>
#include <stdlib.h>

#include "vt.h"

static const char old_bookmarks[] =
    "{\"format\": 1, \"bookmarks\": [{\"registry\": \"small\", \"code\": \"204\", "
    "\"owner\": \"IANA\", \"note\": \"as it was\"}]}\n";

/* The browser under a limit of the shell's, "-n 5", with bookmarks of its own. */
static struct vt *start(const char *limit)
{
    char command[256], registry[1100];
    snprintf(command, sizeof command, "ulimit %s && exec ./statusbrowse -r \"$REGISTRY\"", limit);
    snprintf(registry, sizeof registry, "REGISTRY=%s", vt_data("small.json"));
    return vt_start(&(struct vt_setup){
        .argv = LIST("/bin/sh", "-c", command), .env = LIST(registry), .cols = 200});
}

static void put_bookmarks(void)
{
    vt_put_file("data/statusbrowse/bookmarks.json", old_bookmarks);
}

/* Valid until the next call; "" when there is no such file. */
static const char *get_bookmarks(void)
{
    static char text[4096];
    FILE *file = fopen(vt_path("data/statusbrowse/bookmarks.json"), "r");
    size_t len = file != NULL ? fread(text, 1, sizeof text - 1, file) : 0;
    text[len] = '\0';
    if (file != NULL)
        fclose(file);
    return text;
}

static bool bookmarks_are_as_they_were(void)
{
    return strcmp(get_bookmarks(), old_bookmarks) == 0;
}

/* The old one and that of the first entry, in a file that is whole. */
static bool bookmarks_are_two(void)
{
    const char *text = get_bookmarks(), *end = text + strlen(text);
    return strstr(text, "as it was") != NULL && strstr(text, "\"code\": \"200\"") != NULL &&
           end - text > 2 && strcmp(end - 2, "}\n") == 0;
}

/* Ends with status 2 and a reason, before it has touched the terminal or after giving it back. */
static void check_says_why(struct vt *vt, const char *limit)
{
    const char *log = vt_log(vt, NULL);
    CHECK_MSG(strstr(log, "statusbrowse: ") != NULL, "%s: no reason in \"%s\"", limit, log);
    CHECK_MSG(vt_restored(vt), "%s", limit);
}

/* Sets a bookmark where the browser comes up, and leaves it. Returns the exit status. */
static int try_limit(const char *limit)
{
    put_bookmarks();
    struct vt *vt = start(limit);
    vt_keys(vt, "b");
    vt_keys(vt, "q");
    int status = vt_wait_exit(vt, VT_LIMIT_MS);
    if (status == 2)
        check_says_why(vt, limit);
    /* Memory may be out after the bookmark is saved. */
    CHECK_MSG(bookmarks_are_two() || (status != 0 && bookmarks_are_as_they_were()),
              "%s: status %d: \"%s\"", limit, status, get_bookmarks());
    vt_stop(vt);
    return status;
}

/* Whether the shell's command succeeds, started without these descriptors. */
static bool system_can(const char *command, unsigned closed)
{
    struct vt *vt =
        vt_start(&(struct vt_setup){.argv = LIST("/bin/sh", "-c", command), .closed = closed});
    int status = vt_wait_exit(vt, VT_LIMIT_MS);
    vt_stop(vt);
    return status == 0;
}

/* Where an emulator runs the program, the program's file is open as the first descriptor that was
 * closed, and standard input cannot be. */
static void every_descriptor_may_be_closed(void)
{
    bool closes = !system_can("exec 3<&0", 1u << 0);
    for (unsigned closed = 0; closed < 8; closed += closes ? 1 : 2) {
        struct vt *vt = vt_start(&(struct vt_setup){
            .argv = LIST("./statusbrowse", "-r", vt_data("small.json")), .closed = closed});
        if ((closed & 1u << 1) != 0) { /* there is nothing to draw on */
            VT_EXITS(vt, 2);
            if ((closed & 1u << 2) == 0)
                CHECK_HAS(vt_log(vt, NULL), "statusbrowse: standard output is closed\r\n");
        } else {
            VT_REVERSED(vt, "200 OK");
            vt_keys(vt, "j");
            VT_REVERSED(vt, "204 No Content");
            vt_keys(vt, "q");
            VT_EXITS(vt, 0);
        }
        VT_RESTORED(vt);
        vt_stop(vt);
    }
}

/* As from a server that forgets to close its own: the terminal's is the 1100th then. */
static void many_descriptors_may_be_open(void)
{
    struct vt *vt =
        vt_start(&(struct vt_setup){.argv = LIST("./statusbrowse", "-r", vt_data("small.json")),
                                    .input = "/dev/null",
                                    .inherited = 1100});
    VT_REVERSED(vt, "200 OK");
    vt_keys(vt, "j");
    VT_REVERSED(vt, "204 No Content");
    VT_QUIT(vt);
}

/* Three descriptors are not enough for the loader to find the libraries. */
static void few_descriptors_are_enough_or_told(void)
{
    int last = -1;
    bool told = false;
    /* Where curses has too few it forgets memory, which the sanitizer takes for an error. */
    for (int count = ADDRESS_SANITIZER ? 5 : 4; count <= 12; count++) {
        char limit[16];
        snprintf(limit, sizeof limit, "-n %d", count);
        last = try_limit(limit);
        CHECK_MSG(last == 0 || last == 2, "%s: exit status %d", limit, last);
        told = told || last == 2;
    }
    CHECK(told);
    CHECK_INT(last, 0);
}

static void a_limit_for_files_costs_the_change_and_nothing_else(void)
{
    put_bookmarks();
    struct vt *vt = start("-f 0");
    vt_keys(vt, "b");
    VT_HAS(vt, "not saved yet: file too large: ");
    VT_QUIT_LOSING(vt, "file too large: ", "200 (IANA) bookmarked");
    CHECK(bookmarks_are_as_they_were());
    CHECK_INT(try_limit("-f 100"), 0);
}

/* From what the loader needs to what the browser does with ease. A sanitizer takes terabytes. The
 * system itself ends a program whose file does not fit. */
static void little_memory_is_enough_or_told(void)
{
    int status = 127;
    bool told = false, fits = false;
    for (int kilobytes = 3000; kilobytes < 64000 && status != 0; kilobytes += 250) {
        char limit[16];
        snprintf(limit, sizeof limit, "-v %d", kilobytes);
        status = try_limit(limit);
        if (!fits && status == -SIGSEGV)
            continue;
        fits = true;
        CHECK_MSG(status == 0 || status == 2 || status == 127, "%s: exit status %d", limit, status);
        told = told || status == 2;
    }
    CHECK(told);
    CHECK_INT(status, 0);
}

int main(void)
{
    RUN(every_descriptor_may_be_closed);
    RUN(many_descriptors_may_be_open);
    RUN(few_descriptors_are_enough_or_told);
    RUN(a_limit_for_files_costs_the_change_and_nothing_else);
    /* An emulator accepts the limit, and keeps none. */
    if (!ADDRESS_SANITIZER && system_can("ulimit -v 64000 && [ \"$(ulimit -v)\" = 64000 ]", 0))
        RUN(little_memory_is_enough_or_told);
    return check_done();
}
