/*
 * A tour of the browser in a pty, once for every one of RUNS allocations, which fails: the program
 * must end by its own will or say "out of memory", and give the terminal back either way.
 *
 *     alloc_tour PROGRAM PRELOAD FIRST LAST RUNS
 *
 * Allocations FIRST to LAST of the tour, evenly spread; LAST 0 prints how many the tour makes.
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
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "../tui/child.h"

#define LIMIT_MS 10000
#define PAUSE_MS 3
#define OUTPUT_BYTES 262144

/* Every mode once, with something to draw after each piece. More than one q at the end: the first
 * and an Esc could be one key. */
static const char *const tour[] = {
    "jj", "l",  "]\r", "\177",    "/",   "rate",  " lim", "\r", "n", "\033", "404",
    "\r", "b",  "e",   "note",    "\r",  "u",     "?",    "jj", "q", "y",    "t",
    "p",  "  ", "c",   "/rate\r", "404", "t",     "a ",   "q",  "a", "bb",   "q",
    "v",  "G",  "k",   "hG",      "\f",  "/zzqx", "\003", "q",  "q", "q",
};

/* The tour presses Ctrl-C, which ends the program unless the prompt is open. */
#define INTERRUPTED (128 + SIGINT)

static char output[OUTPUT_BYTES];
static size_t output_len;

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* True when there was something to read within the time. */
static bool take_output(int master, int wait_ms)
{
    struct pollfd ready = {.fd = master, .events = POLLIN};
    char bytes[16384];
    if (poll(&ready, 1, wait_ms) <= 0)
        return false;
    ssize_t count = read(master, bytes, sizeof bytes);
    for (ssize_t i = 0; i < count && output_len < sizeof output - 1; i++)
        output[output_len++] = bytes[i] != '\0' ? bytes[i] : ' ';
    output[output_len] = '\0';
    return count > 0;
}

static void run_child(const char *program, const char *preload, const char *terminal,
                      unsigned long fail_at)
{
    char number[32];
    child_take_terminal(terminal);
    snprintf(number, sizeof number, "%lu", fail_at);
    setenv("ALLOC_FAIL_AT", number, 1);
    setenv("LD_PRELOAD", preload, 1);
    execl(program, program, "--builtin", (char *)NULL);
    _exit(127);
}

static const char *last_of(const char *text, const char *part)
{
    const char *found = NULL;
    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part))
        found = at;
    return found;
}

/* What is wrong with this end, NULL when nothing is. */
static const char *judge(int status, bool restored)
{
    const char *on = last_of(output, "\033[?1049h"), *off = last_of(output, "\033[?1049l");
    if (!WIFEXITED(status))
        return "crashes";
    if (WEXITSTATUS(status) > 2 && WEXITSTATUS(status) != INTERRUPTED)
        return "has an odd exit status";
    if (WEXITSTATUS(status) == 2 && strstr(output, "statusbrowse: ") == NULL)
        return "ends without a word";
    if (on != NULL && (off == NULL || off < on))
        return "leaves the alternate screen on";
    return restored ? NULL : "leaves the terminal's settings changed";
}

static bool run_tour(const char *program, const char *preload, unsigned long fail_at)
{
    struct winsize size = {.ws_row = 30, .ws_col = 100};
    struct termios before, after;
    int status = 0, master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
        return false;
    ioctl(master, TIOCSWINSZ, &size);
    tcgetattr(master, &before);
    output_len = 0;
    output[0] = '\0';
    const char *terminal = ptsname(master);
    pid_t pid = fork();
    if (pid == 0)
        run_child(program, preload, terminal, fail_at);
    double begin = now_ms();
    size_t step = 0, count = sizeof tour / sizeof tour[0];
    pid_t ended = 0;
    while ((ended = waitpid(pid, &status, WNOHANG)) == 0 && now_ms() - begin < LIMIT_MS) {
        /* The first key waits for the first frame. */
        bool quiet = !take_output(master, step == 0 ? 20 : PAUSE_MS);
        if (quiet && output_len > 0 && step < count) {
            ssize_t written = write(master, tour[step], strlen(tour[step]));
            step += written > 0;
        }
    }
    /* What it wrote last may still be on its way, until the terminal's other end is closed. */
    while (take_output(master, ended != 0 ? LIMIT_MS : 0))
        continue;
    bool restored = tcgetattr(master, &after) != 0 ||
                    (after.c_lflag == before.c_lflag && after.c_iflag == before.c_iflag &&
                     after.c_oflag == before.c_oflag);
    const char *wrong = judge(status, restored);
    if (ended == 0) {
        wrong = "does not end";
        kill(pid, SIGKILL);
        waitpid(pid, &status, 0);
    }
    close(master);
    if (wrong != NULL)
        printf("when allocation %lu fails, the tour %s (wait status 0x%04x)\n", fail_at, wrong,
               (unsigned)status);
    return wrong == NULL;
}

int main(int argc, char **argv)
{
    if (argc < 6) {
        fputs("usage: alloc_tour PROGRAM PRELOAD FIRST LAST RUNS\n", stderr);
        return 2;
    }
    unsigned long first = strtoul(argv[3], NULL, 10), last = strtoul(argv[4], NULL, 10);
    unsigned long runs = strtoul(argv[5], NULL, 10), failed = 0;
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("TMUX"); /* what is copied reaches no clipboard */
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    if (last == 0)
        return !run_tour(argv[1], argv[2], 0);
    for (unsigned long i = 0; i < runs; i++)
        failed += !run_tour(argv[1], argv[2], first + (last - first) * i / runs);
    printf("%lu passed, %lu failed\n", runs - failed, failed);
    return failed != 0;
}
