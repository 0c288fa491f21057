/*
 * How long whole commands take, from start to end, their output thrown away: the program beside
 * /bin/true, cat of the registry and fzf's filter of it, alternating in one run. "Installed" reads
 * the registry that $XDG_DATA_HOME leads to. Its lines are for run.sh.
 *
 *     bench_cli PROGRAM REGISTRY [RUNS]
 */
#include "config.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"

#define DEFAULT_RUNS 200

extern char **environ;

enum {
    COMMAND_TRUE,
    COMMAND_CAT,
    COMMAND_PRINT,
    COMMAND_INSTALLED,
    COMMAND_LIST,
    COMMAND_SEARCH,
    COMMAND_HELP,
    COMMAND_FZF, /* the last one: it may be missing */
    COMMAND_COUNT
};

/* Milliseconds of a run with a file as its input, -1 when it fails. */
static double run(const char *const *argv, const char *input)
{
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status = -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0);
    double begin = clock_ms(CLOCK_MONOTONIC);
    bool ran = posix_spawnp(&pid, argv[0], &actions, NULL, (char *const *)argv, environ) == 0 &&
               waitpid(pid, &status, 0) == pid && status == 0;
    double end = clock_ms(CLOCK_MONOTONIC);
    posix_spawn_file_actions_destroy(&actions);
    return ran ? end - begin : -1;
}

/* Prints what a command takes, and its ratio to another one round by round. */
static void print_pair(const char *what, const struct series *ours, const char *beside,
                       const struct series *other, const char *goal)
{
    struct series times[3] = {0};
    for (size_t i = 0; i < ours->count; i++) {
        series_add(&times[0], ours->values[i]);
        series_add(&times[1], other->values[i]);
        series_add(&times[2], ours->values[i] / other->values[i]);
    }
    print_ratio(what, "ms", series_median(&times[0]), beside, series_median(&times[1]), &times[2],
                goal);
    for (size_t i = 0; i < 3; i++)
        series_clear(&times[i]);
}

int main(int argc, char **argv)
{
    size_t runs = argc > 3 ? strtoul(argv[3], NULL, 10) : DEFAULT_RUNS;
    if (argc < 3 || runs == 0) {
        fputs("usage: bench_cli PROGRAM REGISTRY [RUNS]\n", stderr);
        return 2;
    }
    const char *commands[COMMAND_COUNT][6] = {
        [COMMAND_TRUE] = {"/bin/true", NULL},
        [COMMAND_CAT] = {"cat", argv[2], NULL},
        [COMMAND_PRINT] = {argv[1], "--builtin", "--print", "404", NULL},
        [COMMAND_INSTALLED] = {argv[1], "--print", "404", NULL},
        [COMMAND_LIST] = {argv[1], "--builtin", "--list", NULL},
        [COMMAND_SEARCH] = {argv[1], "--builtin", "--list", "rate", "limit", NULL},
        [COMMAND_HELP] = {argv[1], "--help", NULL},
        [COMMAND_FZF] = {"fzf", "--filter", "rate limit", NULL},
    };
    struct series times[COMMAND_COUNT] = {0};
    size_t count = run(commands[COMMAND_FZF], argv[2]) < 0 ? COMMAND_FZF : COMMAND_COUNT;
    bool good = true;
    for (size_t i = 0; i < runs && good; i++)
        for (size_t k = 0; k < count && good; k++) {
            double ms = run(commands[k], k == COMMAND_FZF ? argv[2] : "/dev/null");
            good = ms >= 0;
            series_add(&times[k], ms);
            if (!good)
                fprintf(stderr, "bench_cli: %s does not run or fails\n", commands[k][0]);
        }
    if (good) {
        const struct series *cat = &times[COMMAND_CAT], *nothing = &times[COMMAND_TRUE];
        print_pair("--print 404", &times[COMMAND_PRINT], "cat", cat, "x1.5");
        print_pair("--print 404, installed", &times[COMMAND_INSTALLED], "cat", cat, "x1.6");
        print_pair("--list", &times[COMMAND_LIST], "cat", cat, "-");
        print_pair("--list rate limit", &times[COMMAND_SEARCH], "cat", cat, "-");
        if (count > COMMAND_FZF)
            print_pair("--list rate limit", &times[COMMAND_SEARCH], "fzf --filter",
                       &times[COMMAND_FZF], "x0.2");
        print_pair("--print 404", &times[COMMAND_PRINT], "/bin/true", nothing, "-");
        print_pair("--help (no registry)", &times[COMMAND_HELP], "/bin/true", nothing, "-");
    }
    for (size_t k = 0; k < COMMAND_COUNT; k++)
        series_clear(&times[k]);
    return good ? 0 : 2;
}
