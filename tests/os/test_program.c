#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "os/program.h"
#include "support/check.h"
#include "support/folder.h"

#define LIMIT_MS 10000

static char missing[] = "/no/such/program";

static char *const nothing[] = {missing, NULL};

/* A command of the shell. */
#define SHELL(text) ((char *const[]){(char[]){"/bin/sh"}, (char[]){"-c"}, (char[]){text}, NULL})

static void says_whether_a_program_started(void)
{
    CHECK(program_start(SHELL(":")));
    CHECK(!program_start(nothing));
    CHECK_INT(program_run(SHELL("exit 7")), 7);
    CHECK_INT(program_run(SHELL("kill -TERM $$")), 128 + 15);
    CHECK_INT(program_run(nothing), PROGRAM_NOT_STARTED);
    CHECK_INT(program_show(nothing, "text", 4), ENOENT);
    CHECK(!program_feed(nothing, "text", 4, LIMIT_MS));
}

static void feeds_a_text_to_the_end(void)
{
    CHECK(program_feed(SHELL("test \"$(cat)\" = text"), "text", 4, LIMIT_MS));
    CHECK(!program_feed(SHELL("test \"$(cat)\" = text"), "other", 5, LIMIT_MS));
    CHECK(!program_feed(SHELL("cat; exit 3"), "text", 4, LIMIT_MS));
    CHECK_INT(program_show(SHELL("test \"$(cat)\" = text"), "text", 4), 0);
}

static void reads_what_a_program_writes(void)
{
    struct strbuf out = STRBUF_INIT;
    CHECK(program_read(SHELL("echo one; echo two >&2"), 100, LIMIT_MS, &out));
    CHECK_STR(strbuf_str(&out), "one\n");
    strbuf_clear(&out);
    CHECK(!program_read(SHELL("echo one; exit 1"), 100, LIMIT_MS, &out));
    strbuf_clear(&out);
    CHECK(!program_read(SHELL("echo much too long"), 5, LIMIT_MS, &out));
    strbuf_clear(&out);
    CHECK(!program_read(SHELL("exec cat"), 5, 0, &out));
    strbuf_clear(&out);
}

/* Takes descriptors until only `left` are free. Returns how many it took. */
static int take_descriptors(int *taken, int left)
{
    int count = 0, fd;
    while ((fd = open("/dev/null", O_RDONLY)) >= 0)
        taken[count++] = fd;
    for (; left > 0; left--)
        close(taken[--count]);
    return count;
}

static void too_few_descriptors_start_no_program(void)
{
    enum { MOST = 32 };
    struct rlimit old, few;
    int taken[MOST];
    struct strbuf out = STRBUF_INIT;
    CHECK_INT(getrlimit(RLIMIT_NOFILE, &old), 0);
    few = old;
    few.rlim_cur = MOST;
    CHECK_INT(setrlimit(RLIMIT_NOFILE, &few), 0);
    int count = take_descriptors(taken, 1);
    CHECK(!program_start(SHELL(":")));
    CHECK(!program_feed(SHELL(":"), "", 0, LIMIT_MS));
    CHECK_INT(program_run(SHELL(":")), PROGRAM_NOT_STARTED);
    CHECK_INT(program_show(SHELL(":"), "", 0), EMFILE);
    CHECK(!program_read(SHELL(":"), 1, LIMIT_MS, &out));
    close(taken[--count]); /* one pipe, and none for the result */
    CHECK_INT(program_show(SHELL(":"), "", 0), EMFILE);
    while (count > 0)
        close(taken[--count]);
    CHECK_INT(setrlimit(RLIMIT_NOFILE, &old), 0);
    CHECK_INT(program_show(SHELL("cat >/dev/null"), "", 0), 0);
    strbuf_clear(&out);
}

int main(void)
{
    RUN(says_whether_a_program_started);
    RUN(feeds_a_text_to_the_end);
    RUN(reads_what_a_program_writes);
    RUN(too_few_descriptors_start_no_program);
    return check_done();
}
