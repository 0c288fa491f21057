/*
 * How fast the browser is on a terminal: it and floor.c, the least that a curses program can do,
 * alternating in one run, and beside them what else of terminal programs is installed.
 *
 *     bench_tui [-n RUNS] [-r ROUNDS] [-i IDLE_SECONDS] PROGRAM FLOOR REGISTRY
 *
 * Start and key are what differs by a little, and the machine by a lot: they are measured in rounds
 * of three short runs each, built in, as installed and floor.c, and the ratio is that of the same
 * round. They start in the list of codes, as floor.c does, and as the program does but for its very
 * first start. The rest is measured in a few whole runs, with the other programs.
 *
 * A frame is settled at its last byte: the last before the program is quiet, and, where that says
 * it all, sleeps. That quiet time is not counted. Processor time, memory and wake-ups are those
 * that Linux keeps in /proc. Its lines are for run.sh; all figures are medians.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "../tui/child.h"
#include "base/strbuf.h"
#include "measure.h"
#include "os/read_file.h"
#include "registry/limits.h"

#define COLS 100
#define ROWS 30
#define SMALL_COLS 90
#define SMALL_ROWS 28
#define DEFAULT_RUNS 2
#define DEFAULT_ROUNDS 120
#define DEFAULT_IDLE_SECONDS 1
#define KEYS 20       /* measured in each whole run */
#define ROUND_KEYS 10 /* and in each short one */
#define QUEUED 400    /* keys sent in one write */
#define FRAME_QUIET_MS 30
#define KEY_QUIET_MS 14
#define ASLEEP_QUIET_MS 2 /* of a program that then sleeps */
#define LIMIT_MS 3000
#define KEY_LIMIT_MS 300  /* a key that changes nothing */
#define ANSWER "\033[?6c" /* of a terminal to the question what it is, for which leaving waits */

struct target {
    const char *name;
    const char *argv[8];
    const char *input;  /* file to be standard input, or NULL: the terminal */
    const char *folder; /* to run in, or NULL */
    const char *down, *quit;
    bool present;
    bool single;   /* one thread, which sleeps only when its screen is drawn */
    bool searches; /* "/rate limit" is a search in it, and p presents its list */
};

enum measure {
    FRAME_MS,
    FRAME_CPU_MS,
    FRAME_BYTES,
    KEY_MS,
    KEY_CPU_MS,
    KEY_BYTES,
    STEP_MS,
    STEP_CPU_MS,
    STEP_BYTES,
    QUEUED_MS,
    QUEUED_BYTES,
    RESIZE_MS,
    RESIZE_BYTES,
    RSS_KIB,
    SEARCH_RSS_KIB,
    EXIT_MS,
    IDLE_BYTES,
    IDLE_WAKEUPS,
    IDLE_CPU_MS,
    MEASURE_COUNT
};

struct results {
    struct series series[MEASURE_COUNT];
};

static char home[4096];

struct session {
    pid_t pid;
    int master;
    bool single;
    double started_ms;     /* just before exec */
    double started_cpu_ms; /* processor time that the process had used until then */
};

static void set_size(int fd, unsigned short cols, unsigned short rows)
{
    struct winsize size = {.ws_row = rows, .ws_col = cols};
    ioctl(fd, TIOCSWINSZ, &size);
}

static void run_child(const struct target *target, const char *terminal, int report)
{
    child_take_terminal(terminal);
    if (target->input != NULL)
        dup2(open(target->input, O_RDONLY), STDIN_FILENO);
    if (target->folder != NULL && chdir(target->folder) != 0)
        _exit(127);
    double now[2] = {clock_ms(CLOCK_MONOTONIC), clock_ms(CLOCK_PROCESS_CPUTIME_ID)};
    if (write(report, now, sizeof now) == (ssize_t)sizeof now)
        execvp(target->argv[0], (char *const *)target->argv);
    _exit(127);
}

static bool start(struct session *session, const struct target *target)
{
    int report[2];
    double times[2];
    session->single = target->single;
    session->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (session->master < 0 || grantpt(session->master) != 0 || unlockpt(session->master) != 0 ||
        pipe(report) != 0)
        return false;
    fcntl(report[0], F_SETFD, FD_CLOEXEC);
    fcntl(report[1], F_SETFD, FD_CLOEXEC);
    set_size(session->master, COLS, ROWS);
    session->pid = fork();
    if (session->pid == 0)
        run_child(target, ptsname(session->master), report[1]);
    close(report[1]);
    bool good = read(report[0], times, sizeof times) == (ssize_t)sizeof times;
    close(report[0]);
    session->started_ms = times[0];
    session->started_cpu_ms = times[1];
    return good;
}

/* A number of /proc/PID/FILE: the one behind the label, or the first. -1 when there is none. */
static double proc_value(pid_t pid, const char *file, const char *label)
{
    char path[64], text[4096];
    snprintf(path, sizeof path, "/proc/%ld/%s", (long)pid, file);
    int fd = open(path, O_RDONLY);
    ssize_t len = fd >= 0 ? read(fd, text, sizeof text - 1) : -1;
    if (fd >= 0)
        close(fd);
    if (len <= 0)
        return -1;
    text[len] = '\0';
    const char *at = label != NULL ? strstr(text, label) : text;
    return at == NULL ? -1 : strtod(at + (label != NULL ? strlen(label) : 0), NULL);
}

struct burst {
    double last_ms; /* when its last byte came */
    size_t bytes;
    bool ended; /* the program is gone */
};

/* Reads until there was output and then none for quiet_ms, or less when that says it all; or none
 * for limit_ms. */
static struct burst read_burst(const struct session *session, int quiet_ms, int limit_ms)
{
    struct burst burst = {.last_ms = clock_ms(CLOCK_MONOTONIC)};
    double limit = burst.last_ms + limit_ms;
    int quiet = session->single ? ASLEEP_QUIET_MS : quiet_ms;
    for (;;) {
        char bytes[65536];
        struct pollfd input = {.fd = session->master, .events = POLLIN};
        double now = clock_ms(CLOCK_MONOTONIC);
        double until = burst.bytes > 0 ? burst.last_ms + quiet : limit;
        int wait = until > now ? (int)(until - now) + 1 : 1;
        if (poll(&input, 1, wait) == 0) {
            if (burst.bytes > 0 && session->single && !child_is_asleep(session->pid))
                continue;
            return burst;
        }
        ssize_t count = read(session->master, bytes, sizeof bytes);
        if (count < 0 && errno == EINTR)
            continue;
        burst.last_ms = clock_ms(CLOCK_MONOTONIC);
        if (count <= 0) {
            burst.ended = true;
            return burst;
        }
        burst.bytes += (size_t)count;
    }
}

static void type(const struct session *session, const char *keys)
{
    ssize_t written = write(session->master, keys, strlen(keys));
    (void)written;
}

static double cpu_ms(const struct session *session)
{
    return proc_value(session->pid, "schedstat", NULL) / 1e6;
}

/* Times that a process went to sleep and woke up again. */
static double wakeups(const struct session *session)
{
    return proc_value(session->pid, "status", "\nvoluntary_ctxt_switches:");
}

static void add(struct results *results, enum measure measure, double value)
{
    series_add(&results->series[measure], value);
}

static bool measure_frame(const struct session *session, struct results *results)
{
    struct burst frame = read_burst(session, FRAME_QUIET_MS, LIMIT_MS);
    if (frame.ended || frame.bytes == 0)
        return false;
    add(results, FRAME_MS, frame.last_ms - session->started_ms);
    add(results, FRAME_BYTES, (double)frame.bytes);
    add(results, FRAME_CPU_MS, cpu_ms(session) - session->started_cpu_ms);
    return true;
}

/* Types the key some times; the measures are that of time, and the two after it of processor time
 * and bytes. */
static void measure_key(const struct session *session, const char *key, int count,
                        enum measure first, struct results *results)
{
    for (int i = 0; i < count; i++) {
        double cpu = cpu_ms(session), begin = clock_ms(CLOCK_MONOTONIC);
        type(session, key);
        struct burst redraw = read_burst(session, KEY_QUIET_MS, KEY_LIMIT_MS);
        add(results, first, redraw.last_ms - begin);
        add(results, first + 1, cpu_ms(session) - cpu);
        add(results, first + 2, (double)redraw.bytes);
    }
}

/* The steps of a lesson of all codes, from the first one on. */
static void measure_steps(const struct session *session, struct results *results)
{
    static const char *const ways[] = {"g", "p"}; /* to the first code, to its lesson */
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        type(session, ways[i]);
        read_burst(session, FRAME_QUIET_MS, LIMIT_MS);
    }
    measure_key(session, " ", KEYS, STEP_MS, results);
    type(session, "q");
    read_burst(session, FRAME_QUIET_MS, LIMIT_MS);
}

static void measure_queued(const struct session *session, const struct target *target,
                           struct results *results)
{
    struct strbuf keys = STRBUF_INIT;
    for (int i = 0; i < QUEUED; i++)
        strbuf_puts(&keys, target->down);
    double begin = clock_ms(CLOCK_MONOTONIC);
    type(session, strbuf_str(&keys));
    struct burst redraw = read_burst(session, KEY_QUIET_MS, KEY_LIMIT_MS);
    add(results, QUEUED_MS, redraw.last_ms - begin);
    add(results, QUEUED_BYTES, (double)redraw.bytes);
    strbuf_clear(&keys);
}

static void measure_resize(const struct session *session, struct results *results)
{
    for (int i = 0; i < 2; i++) {
        double begin = clock_ms(CLOCK_MONOTONIC);
        if (i == 0)
            set_size(session->master, SMALL_COLS, SMALL_ROWS);
        else
            set_size(session->master, COLS, ROWS);
        struct burst redraw = read_burst(session, FRAME_QUIET_MS, LIMIT_MS);
        add(results, RESIZE_MS, redraw.last_ms - begin);
        add(results, RESIZE_BYTES, (double)redraw.bytes);
    }
}

/* What the first search of a run leaves: the index. */
static void measure_search(const struct session *session, struct results *results)
{
    type(session, "/rate limit\r");
    read_burst(session, FRAME_QUIET_MS, LIMIT_MS);
    add(results, SEARCH_RSS_KIB, proc_value(session->pid, "status", "\nVmHWM:"));
}

/* Nothing is typed for some seconds: what does the program do? */
static void measure_idle(const struct session *session, int seconds, struct results *results)
{
    struct pollfd input = {.fd = session->master, .events = POLLIN};
    double end = clock_ms(CLOCK_MONOTONIC) + seconds * 1e3, now;
    double cpu = cpu_ms(session), woken = wakeups(session), bytes = 0;
    while ((now = clock_ms(CLOCK_MONOTONIC)) < end) {
        char text[65536];
        bool ready = poll(&input, 1, (int)(end - now) + 1) > 0;
        ssize_t count = ready ? read(session->master, text, sizeof text) : 0;
        if (count < 0 && errno != EINTR)
            break;
        bytes += count > 0 ? (double)count : 0;
    }
    add(results, IDLE_BYTES, bytes);
    add(results, IDLE_WAKEUPS, wakeups(session) - woken);
    add(results, IDLE_CPU_MS, cpu_ms(session) - cpu);
}

static void measure_exit(const struct session *session, const struct target *target,
                         struct results *results)
{
    int status;
    double begin = clock_ms(CLOCK_MONOTONIC);
    type(session, target->quit);
    struct burst rest;
    do
        rest = read_burst(session, LIMIT_MS, LIMIT_MS);
    while (!rest.ended && clock_ms(CLOCK_MONOTONIC) - begin < LIMIT_MS);
    if (!rest.ended)
        kill(session->pid, SIGKILL);
    waitpid(session->pid, &status, 0);
    if (rest.ended)
        add(results, EXIT_MS, clock_ms(CLOCK_MONOTONIC) - begin);
}

static int remove_entry(const char *path, const struct stat *info, int type, struct FTW *ftw)
{
    (void)info;
    (void)type;
    return ftw->level > 0 ? remove(path) : 0;
}

/* What a program left behind, such as the place to come back to, is not there for the next one. */
static void empty_home(void)
{
    nftw(home, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static bool measure(const struct target *target, int idle_seconds, struct results *results)
{
    struct session session;
    if (!start(&session, target))
        return false;
    bool good = measure_frame(&session, results);
    if (good) {
        measure_key(&session, target->down, KEYS, KEY_MS, results);
        measure_queued(&session, target, results);
        measure_resize(&session, results);
        if (idle_seconds > 0)
            measure_idle(&session, idle_seconds, results);
        add(results, RSS_KIB, proc_value(session.pid, "status", "\nVmHWM:"));
        if (target->searches)
            measure_steps(&session, results);
        if (target->searches)
            measure_search(&session, results);
    }
    measure_exit(&session, target, results);
    close(session.master);
    empty_home();
    return good;
}

/* Start, some keys, end. */
static bool measure_short(const struct target *target, struct results *results)
{
    struct session session;
    if (!start(&session, target))
        return false;
    bool good = measure_frame(&session, results);
    if (good)
        measure_key(&session, target->down, ROUND_KEYS, KEY_MS, results);
    measure_exit(&session, target, results);
    close(session.master);
    empty_home();
    return good;
}

/* Adds the ratios of one round. */
static void add_ratios(struct results *ratios, struct results *ours, struct results *floor)
{
    static const enum measure compared[] = {FRAME_MS, FRAME_CPU_MS, KEY_MS, KEY_CPU_MS};
    for (size_t i = 0; i < sizeof compared / sizeof compared[0]; i++)
        add(ratios, compared[i],
            series_median(&ours->series[compared[i]]) / series_median(&floor->series[compared[i]]));
}

static void clear_results(struct results *results)
{
    for (size_t k = 0; k < MEASURE_COUNT; k++)
        series_clear(&results->series[k]);
}

static bool is_installed(const char *name)
{
    char path[4096];
    const char *folder = getenv("PATH");
    while (folder != NULL && *folder != '\0') {
        size_t len = strcspn(folder, ":");
        int wanted = snprintf(path, sizeof path, "%.*s/%s", (int)len, folder, name);
        if (wanted > 0 && (size_t)wanted < sizeof path && access(path, X_OK) == 0)
            return true;
        folder += len + (folder[len] == ':');
    }
    return false;
}

/* A home of its own for every program: no settings of the user's, nothing left behind. */
static bool prepare_environment(void)
{
    const char *folder = getenv("TMPDIR");
    int len = snprintf(home, sizeof home, "%s/statusbrowse-bench.XXXXXX",
                       folder != NULL ? folder : "/tmp");
    if (len < 0 || (size_t)len >= sizeof home || mkdtemp(home) == NULL)
        return false;
    static const char *const unset[] = {
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
        "LINES",
        "COLUMNS",
        "NO_COLOR",
        "COLORTERM",
        "COLORFGBG",
        "ESCDELAY",
        "TMUX",
        "STATUSBROWSE_REGISTRY",
        "LESS",
        "LESSOPEN",
        "FZF_DEFAULT_OPTS",
        "FZF_DEFAULT_COMMAND",
        "VIMINIT",
        "GIT_DIR",
    };
    for (size_t i = 0; i < sizeof unset / sizeof unset[0]; i++)
        unsetenv(unset[i]);
    return setenv("HOME", home, 1) == 0 && setenv("TERM", "xterm-256color", 1) == 0 &&
           setenv("LC_ALL", "C.UTF-8", 1) == 0;
}

/* The registry where an installed program finds it, below a folder of its own. */
static char data_folder[sizeof home], data_program[sizeof home + 32], data_file[sizeof home + 64];

/* A copy, as "make install" makes one: the file of a repository lies in many small pieces. */
static bool copy_file(const char *from, const char *to)
{
    char *bytes = NULL;
    size_t len = 0;
    bool good = read_file(from, REGISTRY_MAX_BYTES, &bytes, &len, NULL, NULL);
    FILE *file = good ? fopen(to, "w") : NULL;
    good = file != NULL && fwrite(bytes, 1, len, file) == len;
    good = file != NULL && fclose(file) == 0 && good;
    free(bytes);
    return good;
}

static bool install_registry(const char *file)
{
    snprintf(data_folder, sizeof data_folder, "%.*s.data", (int)sizeof home - 8, home);
    snprintf(data_program, sizeof data_program, "%s/statusbrowse", data_folder);
    snprintf(data_file, sizeof data_file, "%s/http.json", data_program);
    return mkdir(data_folder, 0700) == 0 && mkdir(data_program, 0700) == 0 &&
           copy_file(file, data_file) && setenv("XDG_DATA_HOME", data_folder, 1) == 0;
}

static void uninstall_registry(void)
{
    unlink(data_file);
    rmdir(data_program);
    rmdir(data_folder);
}

enum { OURS, INSTALLED, FLOOR, PEERS };

/* Measures the first three targets in rounds; ratios: of the first two to the floor. */
static bool measure_rounds(const struct target *targets, int rounds, struct results *results,
                           struct results *ratios)
{
    for (int round = 0; round < rounds; round++) {
        struct results now[PEERS] = {0};
        for (size_t i = 0; i < PEERS; i++) {
            if (!measure_short(&targets[i], &now[i]))
                return false;
            for (size_t k = 0; k < MEASURE_COUNT; k++)
                for (size_t n = 0; n < now[i].series[k].count; n++)
                    series_add(&results[i].series[k], now[i].series[k].values[n]);
        }
        for (size_t i = 0; i < FLOOR; i++)
            add_ratios(&ratios[i], &now[i], &now[FLOOR]);
        for (size_t i = 0; i < PEERS; i++)
            clear_results(&now[i]);
    }
    return true;
}

static void print_ratios(const char *how, struct results *ours, struct results *ratios,
                         struct results *floor, const char *const goals[2])
{
    static const struct {
        enum measure measure;
        const char *what;
    } rows[] = {
        {FRAME_MS, "first frame"},
        {FRAME_CPU_MS, "first frame, CPU"},
        {KEY_MS, "redraw after j"},
        {KEY_CPU_MS, "redraw after j, CPU"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char what[64];
        snprintf(what, sizeof what, "%s, %s", rows[i].what, how);
        print_ratio(what, "ms", series_median(&ours->series[rows[i].measure]), "floor",
                    series_median(&floor->series[rows[i].measure]),
                    &ratios->series[rows[i].measure], i % 2 == 0 ? goals[i / 2] : "-");
    }
}

static void print_table(struct results *ours, struct results *base, int idle_seconds)
{
    static const struct {
        enum measure measure;
        const char *what, *unit, *goal;
    } rows[] = {
        {FRAME_BYTES, "first frame", "bytes", "-"},
        {KEY_BYTES, "redraw after j", "bytes", "x1.3"},
        {QUEUED_MS, "400 queued j", "ms", "-"},
        {QUEUED_BYTES, "400 queued j", "bytes", "10240"},
        {RESIZE_MS, "resize repaint", "ms", "-"},
        {RESIZE_BYTES, "resize repaint", "bytes", "-"},
        {RSS_KIB, "peak memory", "KiB", "x1.5"},
        {SEARCH_RSS_KIB, "after a search", "KiB", "-"},
        {EXIT_MS, "exit", "ms", "-"},
        {IDLE_BYTES, "idle", "bytes", "0"},
        {IDLE_WAKEUPS, "idle, wake-ups", "", "0"},
        {IDLE_CPU_MS, "idle, CPU", "ms", "-"},
    };
    /* A step of a lesson is to be as quick as a step in the list. */
    static const enum measure steps[][2] = {{STEP_MS, KEY_MS}, {STEP_CPU_MS, KEY_CPU_MS}};
    for (size_t i = 0; i < 2; i++)
        print_measure(i == 0 ? "step of the stage" : "step of the stage, CPU", "ms",
                      series_median(&ours->series[steps[i][0]]), "j",
                      series_median(&ours->series[steps[i][1]]), i == 0 ? "x1" : "-");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char what[64];
        if (rows[i].measure >= IDLE_BYTES)
            snprintf(what, sizeof what, "%s (%d s)", rows[i].what, idle_seconds);
        else
            snprintf(what, sizeof what, "%s", rows[i].what);
        print_measure(what, rows[i].unit, series_median(&ours->series[rows[i].measure]), "floor",
                      series_median(&base->series[rows[i].measure]), rows[i].goal);
    }
}

static void print_peer(const char *name, struct results *results)
{
    printf("peer\t%s", name);
    static const enum measure columns[] = {FRAME_MS,  KEY_MS,  KEY_BYTES, QUEUED_BYTES,
                                           RESIZE_MS, RSS_KIB, EXIT_MS,   IDLE_WAKEUPS};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        printf("\t%.3f", series_median(&results->series[columns[i]]));
    putchar('\n');
}

int main(int argc, char **argv)
{
    int runs = DEFAULT_RUNS, rounds = DEFAULT_ROUNDS, idle_seconds = DEFAULT_IDLE_SECONDS, option;
    while ((option = getopt(argc, argv, "n:r:i:")) != -1) {
        if (option == 'n')
            runs = (int)strtol(optarg, NULL, 10);
        else if (option == 'r')
            rounds = (int)strtol(optarg, NULL, 10);
        else if (option == 'i')
            idle_seconds = (int)strtol(optarg, NULL, 10);
        else
            optind = argc;
    }
    if (argc - optind != 3 || runs < 1 || rounds < 1 || idle_seconds < 0) {
        fputs("usage: bench_tui [-n RUNS] [-r ROUNDS] [-i IDLE_SECONDS] PROGRAM FLOOR REGISTRY\n",
              stderr);
        return 2;
    }
    /* tig shows the history of the repository that the registry is in. */
    const char *file = argv[optind + 2], *slash = strrchr(file, '/');
    char *folder = slash != NULL ? xstrndup(file, (size_t)(slash - file) + 1) : xstrdup(".");
    struct target targets[] = {
        [OURS] = {"statusbrowse",
                  {argv[optind], "--builtin", "--no-state"},
                  .down = "j",
                  .quit = ANSWER "q",
                  .present = true,
                  .single = true,
                  .searches = true},
        [FLOOR] = {"floor",
                   {argv[optind + 1]},
                   .down = "j",
                   .quit = "q",
                   .present = true,
                   .single = true},
        [PEERS] = {"less", {"less", file}, .down = "j", .quit = "q"},
        {"fzf", {"fzf"}, .input = file, .down = "\033[A", .quit = "\003"},
        {"fzy", {"fzy", "-l", "25"}, .input = file, .down = "\016", .quit = "\003"},
        {"htop", {"htop"}, .down = "\033[B", .quit = "q"},
        {"tig", {"tig"}, .folder = folder, .down = "j", .quit = "Q"},
        {"vim", {"vim", "-u", "NONE", "-i", "NONE", "-n", file}, .down = "j", .quit = ":q!\r"},
    };
    targets[INSTALLED] = targets[OURS];
    targets[INSTALLED].name = "as installed";
    targets[INSTALLED].argv[1] = "--no-state";
    targets[INSTALLED].argv[2] = NULL;
    struct results results[sizeof targets / sizeof targets[0]] = {0};
    size_t count = sizeof targets / sizeof targets[0];
    for (size_t i = PEERS; i < count; i++)
        targets[i].present = is_installed(targets[i].name);
    signal(SIGPIPE, SIG_IGN);
    if (!prepare_environment() || !install_registry(file)) {
        fputs("bench_tui: no folder for temporary files\n", stderr);
        return 2;
    }
    struct results ratios[FLOOR] = {0}, short_runs[PEERS] = {0};
    bool good = measure_rounds(targets, rounds, short_runs, ratios);
    /* The first run warms the caches and is not counted; the last one also sits idle. */
    for (int run = -1; run < runs && good; run++)
        for (size_t i = 0; i < count && good; i++) {
            struct results warm_up = {0};
            bool idle = run == runs - 1;
            if (!targets[i].present)
                continue;
            targets[i].present =
                measure(&targets[i], idle ? idle_seconds : 0, run < 0 ? &warm_up : &results[i]);
            good = i >= PEERS || targets[i].present;
            clear_results(&warm_up);
        }
    if (good) {
        print_ratios("built in", &short_runs[OURS], &ratios[OURS], &short_runs[FLOOR],
                     (const char *const[]){"x1.18", "x1.35"});
        print_ratios("installed", &short_runs[INSTALLED], &ratios[INSTALLED], &short_runs[FLOOR],
                     (const char *const[]){"x1.3", "x1.35"});
        print_table(&results[OURS], &results[FLOOR], idle_seconds);
        for (size_t i = 0; i < count; i++)
            if (targets[i].present)
                print_peer(targets[i].name, &results[i]);
    } else {
        fputs("bench_tui: the program or the floor does not start\n", stderr);
    }
    for (size_t i = 0; i < count; i++)
        clear_results(&results[i]);
    for (size_t i = 0; i < PEERS; i++)
        clear_results(&short_runs[i]);
    for (size_t i = 0; i < FLOOR; i++)
        clear_results(&ratios[i]);
    rmdir(home);
    uninstall_registry();
    free(folder);
    return good ? 0 : 2;
}
