#include "config.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "os/opener.h"
#include "support/check.h"
#include "support/folder.h"

#define URL "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.5"

/* Tells its arguments, one a line, and what it has inherited. */
static const char script[] =
    "#!/bin/sh\n"
    "inherited=\n"
    "for fd in 0 1 2; do\n"
    "    case $(ls -l /proc/$$/fd/$fd) in\n"
    "    *'-> /dev/null') ;;\n"
    "    *) inherited=\"$inherited $fd\" ;;\n"
    "    esac\n"
    "done\n"
    "[ ! -e /proc/$$/fd/$MARKER ] || inherited=\"$inherited file\"\n"
    "read -r pid name state parent group session rest </proc/$$/stat\n"
    "[ \"$session\" != \"$SESSION\" ] || inherited=\"$inherited session\"\n"
    "printf '<%s>\\n' \"$@\" >\"$TOLD.tmp\"\n"
    "echo \"inherited:$inherited\" >>\"$TOLD.tmp\"\n"
    "mv \"$TOLD.tmp\" \"$TOLD\"\n";

static void start(void)
{
    folder_make_home();
    folder_put("browser", script);
    CHECK_INT(chmod(folder_path_of("browser"), 0755), 0);
    setenv("TOLD", folder_path_of("told"), 1);
}

/* What the program told, once it has. */
static const char *told(void)
{
    const struct timespec pause = {0, 5000000};
    for (int tries = 0; tries < 2000 && access(folder_path_of("told"), F_OK) != 0; tries++)
        nanosleep(&pause, NULL);
    return folder_get("told");
}

static void set_browser(const char *before, const char *after)
{
    char command[1024];
    snprintf(command, sizeof command, "%s%s%s", before, folder_path_of("browser"), after);
    setenv("BROWSER", command, 1);
}

static int lent, taken_back;

static void lend(void)
{
    lent++;
}

static void take_back(void)
{
    taken_back++;
}

static const struct opener_terminal terminal = {lend, take_back};

/* Opens the URL. Returns the result, with the name of the program in *name, until the next call. */
static enum opener_result open_named(const char *url, const char **name, struct sb_error *err)
{
    static char *last;
    free(last);
    lent = taken_back = 0;
    enum opener_result result = opener_open(url, &terminal, &last, err);
    *name = last;
    return result;
}

static enum opener_result open_url(const char *url, struct sb_error *err)
{
    const char *name;
    return open_named(url, &name, err);
}

static void only_plain_web_addresses_are_safe(void)
{
    static const struct {
        const char *url;
        bool safe;
    } cases[] = {
        {URL, true},
        {"http://example.org/?a=b&c=%20,~", true},
        {"", false},
        {"https:/example.org", false},
        {"HTTPS://example.org", false},
        {"javascript:alert(1)", false},
        {"file:///etc/passwd", false},
        {"-flag", false},
        {" https://example.org", false},
        {"https://example.org/a b", false},
        {"https://example.org/\"x", false},
        {"https://example.org/'x", false},
        {"https://example.org/`id`", false},
        {"https://example.org/$(id)", false},
        {"https://example.org/;id", false},
        {"https://example.org/|id", false},
        {"https://example.org/\\x", false},
        {"https://example.org/\n", false},
        {"https://example.org/\x1b[31m", false},
        {"https://example.org/\x7f", false},
        {"https://b\xC3\xBC"
         "cher.example/",
         false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_MSG(opener_is_safe(cases[i].url) == cases[i].safe, "%s", cases[i].url);
}

static void an_address_has_a_longest_length(void)
{
    char url[OPENER_MAX_URL_BYTES + 2] = "https://";
    memset(url + 8, 'a', sizeof url - 9);
    url[sizeof url - 1] = '\0';
    CHECK(!opener_is_safe(url));
    url[sizeof url - 2] = '\0';
    CHECK(opener_is_safe(url));
}

static void what_is_not_safe_is_not_opened(void)
{
    start();
    set_browser("", "");
    struct sb_error err = SB_ERROR_INIT;
    CHECK_INT(open_url("file:///etc/passwd", &err), OPENER_FAILED);
    CHECK_STR(err.message, "not a web address, not opened: file:///etc/passwd");
    sb_error_clear(&err);
    folder_remove();
}

/* The program gets the address and nothing else of ours: no terminal, no file, no session. */
static void a_program_is_started_on_its_own(void)
{
    char number[16];
    if (access("/proc/self/stat", R_OK) != 0)
        return;
    start();
    int file = open(folder_path_of("browser"), O_RDONLY);
    int marker = fcntl(file, F_DUPFD, 300); /* however many are open */
    close(file);
    snprintf(number, sizeof number, "%d", marker);
    setenv("MARKER", number, 1);
    snprintf(number, sizeof number, "%d", (int)getsid(0));
    setenv("SESSION", number, 1);
    set_browser("", "");
    struct sb_error err = SB_ERROR_INIT;
    const char *name;
    CHECK_INT(open_named(URL, &name, &err), OPENER_STARTED);
    CHECK_STR(name, "browser");
    CHECK_INT(lent, 0);
    CHECK_STR(err.message, NULL);
    CHECK_STR(told(), "<" URL ">\ninherited:\n");
    close(marker);
    folder_remove();
}

static void a_command_is_split_at_spaces_and_never_run_by_a_shell(void)
{
    static const struct {
        const char *before, *after, *arguments;
    } cases[] = {
        {"", "", "<" URL ">\n"},
        {"", " --new-tab", "<--new-tab>\n<" URL ">\n"},
        {"", " a %s b", "<a>\n<" URL ">\n<b>\n"},
        {"", " a;touch harm $(touch harm) %s",
         "<a;touch>\n<harm>\n<$(touch>\n<harm)>\n<" URL ">\n"},
        {"/nonexistent:", "", "<" URL ">\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        start();
        CHECK_INT(chdir(folder_path()), 0);
        set_browser(cases[i].before, cases[i].after);
        struct sb_error err = SB_ERROR_INIT;
        CHECK_INT(open_url(URL, &err), OPENER_STARTED);
        CHECK_HAS(told(), cases[i].arguments);
        CHECK(strncmp(told(), cases[i].arguments, strlen(cases[i].arguments)) == 0);
        CHECK_INT(folder_count(".", "harm"), 0);
        CHECK_INT(chdir("/"), 0);
        folder_remove();
    }
}

static void what_cannot_be_started_is_told(void)
{
    static const char *const browsers[] = {"/nonexistent", "/", ":", " ", "/nonexistent:/dev/null"};
    start();
    for (size_t i = 0; i < sizeof browsers / sizeof browsers[0]; i++) {
        struct sb_error err = SB_ERROR_INIT;
        setenv("BROWSER", browsers[i], 1);
        CHECK_MSG(open_url(URL, &err) == OPENER_FAILED, "%s", browsers[i]);
        CHECK_STR(err.message, "no program of $BROWSER could be started");
        sb_error_clear(&err);
    }
    folder_remove();
}

/* Puts a folder of ours before the others that programs are looked for in; with NULL only ours. */
static void set_path(const char *others)
{
    char both[4096];
    snprintf(both, sizeof both, "%s%s%s", folder_path(), others != NULL ? ":" : "",
             others != NULL ? others : "");
    setenv("PATH", both, 1);
}

static void without_a_choice_it_is_the_display_that_opens(void)
{
    static const struct {
        const char *display, *wayland;
        enum opener_result result;
    } cases[] = {{":0", NULL, OPENER_STARTED},
                 {NULL, "wayland-0", OPENER_STARTED},
                 {"", "", OPENER_UNREACHABLE},
                 {NULL, NULL, OPENER_UNREACHABLE}};
    char *path = getenv("PATH") != NULL ? strdup(getenv("PATH")) : strdup("/bin:/usr/bin");
    unsetenv("BROWSER");
    setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22", 1); /* not at a Mac's own screen */
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sb_error err = SB_ERROR_INIT;
        start();
        unsetenv("DISPLAY");
        unsetenv("WAYLAND_DISPLAY");
        if (cases[i].display != NULL)
            setenv("DISPLAY", cases[i].display, 1);
        if (cases[i].wayland != NULL)
            setenv("WAYLAND_DISPLAY", cases[i].wayland, 1);
        set_path(NULL);
        CHECK_MSG(open_url(URL, &err) == OPENER_UNREACHABLE, "case %zu without xdg-open", i);
        CHECK_INT(rename(folder_path_of("browser"), folder_path_of("xdg-open")), 0);
        set_path(path);
        CHECK_MSG(open_url(URL, &err) == cases[i].result, "case %zu", i);
        if (cases[i].result == OPENER_STARTED)
            CHECK_HAS(told(), "<" URL ">\n");
        CHECK_STR(err.message, NULL);
        setenv("PATH", path, 1);
        folder_remove();
    }
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    free(path);
}

/* It ends before opener_open() returns, and its status is its own affair. */
static void a_browser_of_the_terminal_gets_the_terminal(void)
{
    static const char *const names[] = {"w3m", "lynx", "links", "elinks"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct sb_error err = SB_ERROR_INIT;
        const char *name;
        char command[1024];
        start();
        folder_put(names[i], "#!/bin/sh\n"
                             "printf '<%s>\\n' \"$@\" >\"$TOLD\"\n"
                             "exit 3\n");
        CHECK_INT(chmod(folder_path_of(names[i]), 0755), 0);
        snprintf(command, sizeof command, "/nonexistent/lynx:%s -x %%s", folder_path_of(names[i]));
        setenv("BROWSER", command, 1);
        CHECK_INT(open_named(URL, &name, &err), OPENER_ENDED);
        CHECK_STR(name, names[i]);
        CHECK_STR(folder_get("told"), "<-x>\n<" URL ">\n");
        CHECK_INT(lent, 2); /* to the one that did not start, too */
        CHECK_INT(taken_back, 2);
        folder_remove();
    }
}

int main(void)
{
    RUN(only_plain_web_addresses_are_safe);
    RUN(an_address_has_a_longest_length);
    RUN(what_is_not_safe_is_not_opened);
    RUN(a_program_is_started_on_its_own);
    RUN(a_command_is_split_at_spaces_and_never_run_by_a_shell);
    RUN(what_cannot_be_started_is_told);
    RUN(without_a_choice_it_is_the_display_that_opens);
    RUN(a_browser_of_the_terminal_gets_the_terminal);
    return check_done();
}
