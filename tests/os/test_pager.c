#include "config.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "os/pager.h"
#include "support/check.h"
#include "support/folder.h"

/* Keeps its arguments, what it reads and $LESS. */
static const char script[] = "#!/bin/sh\n"
                             "echo \"$# $* LESS=$LESS\" >\"$TOLD\"\n"
                             "cat >>\"$TOLD\"\n";

/* Makes the script the only program of that name. */
static void start(const char *name)
{
    struct strbuf path = STRBUF_INIT;
    folder_make_home();
    folder_put(name, script);
    CHECK_INT(chmod(folder_path_of(name), 0755), 0);
    setenv("TOLD", folder_path_of("told"), 1);
    strbuf_printf(&path, "%s:/usr/bin:/bin", folder_path());
    setenv("PATH", strbuf_str(&path), 1);
    strbuf_clear(&path);
    unsetenv("LESS");
    unsetenv("PAGER");
}

static void shows_the_text_and_waits(void)
{
    struct sb_error err = SB_ERROR_INIT;
    start("mypager");
    setenv("PAGER", " mypager  -x  +G ", 1);
    CHECK(pager_show("one\ntwo\n", 8, &err));
    CHECK_INT(err.kind, SB_ERR_NONE);
    CHECK_STR(folder_get("told"), "2 -x +G LESS=FRX\none\ntwo\n");
    setenv("LESS", "S", 1);
    CHECK(pager_show("", 0, &err));
    CHECK_STR(folder_get("told"), "2 -x +G LESS=S\n");
    folder_remove();
}

static void is_less_when_nobody_says_otherwise(void)
{
    struct sb_error err = SB_ERROR_INIT;
    start("less");
    CHECK(pager_is_wanted());
    CHECK(pager_show("text\n", 5, &err));
    CHECK_STR(folder_get("told"), "1 -FRX LESS=FRX\ntext\n");
    folder_remove();
}

static void is_not_wanted_where_the_variable_is_empty(void)
{
    static const struct {
        const char *pager;
        bool wanted;
    } cases[] = {{"", false}, {"  ", false}, {"cat", false}, {"less", true}, {"cat -n", true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        setenv("PAGER", cases[i].pager, 1);
        CHECK_MSG(pager_is_wanted() == cases[i].wanted, "\"%s\"", cases[i].pager);
    }
}

static void refuses_what_only_a_shell_understands(void)
{
    static const char *const commands[] = {"less | cat", "less; id", "less 'a b'",    "$LESS",
                                           "`less`",     "less >x",  "~/less",        "A=b less",
                                           "less \\x",   "less\tx",  "/bin/less # x", "{ less"};
    start("less");
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        struct sb_error err = SB_ERROR_INIT;
        setenv("PAGER", commands[i], 1);
        CHECK_MSG(!pager_show("text\n", 5, &err), "\"%s\"", commands[i]);
        CHECK_HAS(err.message, "PAGER is '");
        CHECK_HAS(err.message, "a shell would obey");
        sb_error_clear(&err);
    }
    CHECK_STR(folder_get("told"), "(none)");
    folder_remove();
}

static void reports_a_pager_that_does_not_start(void)
{
    struct sb_error err = SB_ERROR_INIT;
    start("mypager");
    setenv("PAGER", "no-such-pager -x", 1);
    CHECK(!pager_show("text\n", 5, &err));
    CHECK_STR(err.message, "shown without the pager 'no-such-pager -x': No such file or directory");
    sb_error_clear(&err);
    /* Nobody asked for less. */
    unsetenv("PAGER");
    setenv("PATH", folder_path(), 1);
    CHECK(!pager_show("text\n", 5, &err));
    CHECK_INT(err.kind, SB_ERR_NONE);
    folder_remove();
}

/* More than a pipe holds, to a pager that reads nothing. */
static void a_pager_that_is_left_early_is_no_error(void)
{
    struct sb_error err = SB_ERROR_INIT;
    const size_t len = 1 << 20;
    char *text = xcalloc(len, 1);
    memset(text, 'x', len);
    void (*handler)(int) = signal(SIGINT, SIG_DFL);
    setenv("PATH", "/usr/bin:/bin", 1);
    setenv("PAGER", "true", 1);
    CHECK(pager_show(text, len, &err));
    CHECK(signal(SIGINT, handler) == SIG_DFL);
    CHECK(signal(SIGPIPE, SIG_DFL) == SIG_DFL);
    free(text);
}

int main(void)
{
    RUN(shows_the_text_and_waits);
    RUN(is_less_when_nobody_says_otherwise);
    RUN(is_not_wanted_where_the_variable_is_empty);
    RUN(refuses_what_only_a_shell_understands);
    RUN(reports_a_pager_that_does_not_start);
    RUN(a_pager_that_is_left_early_is_no_error);
    return check_done();
}
