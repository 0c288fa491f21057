/*
 * How the browser behaves while it reads a large log: its first frame, how long a key waits, and
 * how much memory that takes beyond the browser without an input. Its lines are for run.sh.
 *
 *     bench_input PROGRAM LOG [RUNS]
 */
#include "config.h"

#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>

#include "../tui/child.h"
#include "measure.h"

#define COLS 120
#define ROWS 34
#define DEFAULT_RUNS 5
#define KEYS 8          /* of a run, while the log is read */
#define LIMIT_MS 3000.0 /* for anything */

struct session {
    pid_t pid;
    int master;
};

static bool start(struct session *session, const char *program, const char *log)
{
    struct winsize size = {.ws_row = ROWS, .ws_col = COLS};
    session->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (session->master < 0 || grantpt(session->master) != 0 || unlockpt(session->master) != 0)
        return false;
    ioctl(session->master, TIOCSWINSZ, &size);
    session->pid = fork();
    if (session->pid == 0) {
        child_take_terminal(ptsname(session->master));
        setenv("TERM", "xterm-256color", 1);
        setenv("LC_ALL", "C.UTF-8", 1);
        execl(program, program, "--builtin", "--no-state", log, (char *)NULL);
        _exit(127);
    }
    return session->pid > 0;
}

/* Reads until the text was among the output. Returns false when the time is over. */
static bool wait_for(const struct session *session, const char *text)
{
    char bytes[65536];
    double end_ms = clock_ms(CLOCK_MONOTONIC) + LIMIT_MS;
    struct pollfd output = {.fd = session->master, .events = POLLIN};
    while (clock_ms(CLOCK_MONOTONIC) < end_ms) {
        if (poll(&output, 1, (int)LIMIT_MS) <= 0)
            return false;
        ssize_t count = read(session->master, bytes, sizeof bytes);
        if (count <= 0)
            return false;
        if (memmem(bytes, (size_t)count, text, strlen(text)) != NULL)
            return true;
    }
    return false;
}

/* The most memory that the process had, in KiB. */
static double peak_kib(const struct session *session)
{
    char path[64], line[256];
    double kib = -1;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)session->pid);
    FILE *file = fopen(path, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "VmHWM:", 6) == 0)
            kib = strtod(line + 6, NULL);
    if (file != NULL)
        fclose(file);
    return kib;
}

/* Opens and closes the help, and adds how long the worse of both took. shown: below the help. */
static void add_key(const struct session *session, const char *shown, struct series *keys)
{
    double before_ms = clock_ms(CLOCK_MONOTONIC);
    bool answered = write(session->master, "?", 1) == 1 && wait_for(session, "keys");
    double open_ms = clock_ms(CLOCK_MONOTONIC) - before_ms;
    before_ms = clock_ms(CLOCK_MONOTONIC);
    answered = answered && write(session->master, "q", 1) == 1 && wait_for(session, shown);
    double close_ms = clock_ms(CLOCK_MONOTONIC) - before_ms;
    series_add(keys, !answered ? LIMIT_MS : open_ms > close_ms ? open_ms : close_ms);
}

struct results {
    struct series frame_ms, key_ms, kib;
};

static bool run(const char *program, const char *log, const char *shown, struct results *results)
{
    struct session session;
    double before_ms = clock_ms(CLOCK_MONOTONIC);
    int status;
    if (!start(&session, program, log))
        return false;
    bool good = wait_for(&session, shown);
    series_add(&results->frame_ms, clock_ms(CLOCK_MONOTONIC) - before_ms);
    for (int i = 0; i < KEYS && good; i++)
        add_key(&session, shown, &results->key_ms);
    series_add(&results->kib, peak_kib(&session));
    good = write(session.master, "q", 1) == 1 && good;
    while (wait_for(&session, ""))
        continue;
    close(session.master);
    return waitpid(session.pid, &status, 0) == session.pid && good;
}

static double greatest(const struct series *series)
{
    double most = -1;
    for (size_t i = 0; i < series->count; i++)
        most = series->values[i] > most ? series->values[i] : most;
    return most;
}

static void clear(struct results *results)
{
    series_clear(&results->frame_ms);
    series_clear(&results->key_ms);
    series_clear(&results->kib);
}

int main(int argc, char **argv)
{
    size_t runs = argc > 3 ? strtoul(argv[3], NULL, 10) : DEFAULT_RUNS;
    struct results log = {0}, empty = {0};
    bool good = true;
    if (argc < 3 || runs == 0) {
        fputs("usage: bench_input PROGRAM LOG [RUNS]\n", stderr);
        return 2;
    }
    for (size_t i = 0; i < runs && good; i++)
        good = run(argv[1], argv[2], "worst first", &log) && run(argv[1], "2xx", "CLASSES", &empty);
    print_measure("first frame of a large log", "ms", series_median(&log.frame_ms), "-", -1, "100");
    print_measure("slowest key in it", "ms", greatest(&log.key_ms), "-", -1, "30");
    print_measure("memory for it in the browser", "KiB",
                  series_median(&log.kib) - series_median(&empty.kib), "-", -1, "4096");
    clear(&log);
    clear(&empty);
    return good ? 0 : 1;
}
