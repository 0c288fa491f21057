/*
 * Runs a program in a terminal of 100x30, types j some times, each when the answer to the one
 * before it is drawn, and q; then prints how many page faults the program took, from exec to its
 * end.
 *
 *     count_tui KEYS PROGRAM [ARGUMENT]...
 *
 * What it counts does not depend on how fast the machine is, nor do the counts of a program that
 * runs another one, such as strace: counts.sh takes those. A screen is drawn when something came,
 * nothing more waits, and the program sleeps. Linux only: it reads /proc.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../tui/child.h"

#define COLS 100
#define ROWS 30
#define QUIET_MS 20     /* between two looks at whether the program sleeps */
#define LIMIT_MS 120000 /* for a screen: callgrind is fifty times slower */

static int master;
static pid_t program;

static long page_faults(int who)
{
    struct rusage usage;
    getrusage(who, &usage);
    return usage.ru_minflt + usage.ru_majflt;
}

/* Reads until a screen is drawn. False when the program ends, or draws none. */
static bool await_screen(void)
{
    char bytes[65536];
    bool came = false;
    for (int waited = 0; waited < LIMIT_MS;) {
        struct pollfd input = {.fd = master, .events = POLLIN};
        if (poll(&input, 1, QUIET_MS) == 0) {
            if (came && child_is_asleep(program))
                return true;
            waited += QUIET_MS;
            continue;
        }
        ssize_t len = read(master, bytes, sizeof bytes);
        if (len <= 0 && errno != EINTR)
            return false;
        came = true;
    }
    return false;
}

static bool start(char **argv, long *before)
{
    int report[2];
    struct winsize size = {.ws_row = ROWS, .ws_col = COLS};
    master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0 || pipe(report) != 0)
        return false;
    ioctl(master, TIOCSWINSZ, &size);
    program = fork();
    if (program == 0) {
        child_take_terminal(ptsname(master));
        close(report[0]);
        fcntl(report[1], F_SETFD, FD_CLOEXEC);
        long own = page_faults(RUSAGE_SELF);
        if (write(report[1], &own, sizeof own) == (ssize_t)sizeof own)
            execvp(argv[0], argv);
        _exit(127);
    }
    close(report[1]);
    bool good = read(report[0], before, sizeof *before) == (ssize_t)sizeof *before;
    close(report[0]);
    return good;
}

static bool type(char key)
{
    return write(master, &key, 1) == 1;
}

int main(int argc, char **argv)
{
    long before = 0;
    int status = 0;
    if (argc < 3 || !start(argv + 2, &before)) {
        fputs("usage: count_tui KEYS PROGRAM [ARGUMENT]...\n", stderr);
        return 2;
    }
    bool good = await_screen();
    for (long keys = strtol(argv[1], NULL, 10); keys > 0 && good; keys--)
        good = type('j') && await_screen();
    good = good && type('q') && !await_screen();
    if (!good)
        kill(program, SIGKILL);
    waitpid(program, &status, 0);
    if (!good || status != 0) {
        fprintf(stderr, "count_tui: %s does not run to its end\n", argv[2]);
        return 1;
    }
    printf("%ld\n", page_faults(RUSAGE_CHILDREN) - before);
    return 0;
}
