/*
 * How long whole commands take, from start to end, their output thrown away: the program beside
 * /bin/true and cat of the registry, alternating in one run. Its lines are for run.sh.
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
    COMMAND_LIST,
    COMMAND_SEARCH,
    COMMAND_HELP,
    COMMAND_COUNT
};

/* Milliseconds of a run, -1 when it fails. */
static double run(const char *const *argv)
{
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status = -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    double begin = clock_ms(CLOCK_MONOTONIC);
    bool ran = posix_spawnp(&pid, argv[0], &actions, NULL, (char *const *)argv, environ) == 0 &&
               waitpid(pid, &status, 0) == pid && status == 0;
    double end = clock_ms(CLOCK_MONOTONIC);
    posix_spawn_file_actions_destroy(&actions);
    if (!ran)
        fprintf(stderr, "bench_cli: %s does not run or fails\n", argv[0]);
    return ran ? end - begin : -1;
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
        [COMMAND_LIST] = {argv[1], "--builtin", "--list", NULL},
        [COMMAND_SEARCH] = {argv[1], "--builtin", "--list", "rate", "limit", NULL},
        [COMMAND_HELP] = {argv[1], "--help", NULL},
    };
    struct series times[COMMAND_COUNT] = {0};
    double median[COMMAND_COUNT];
    bool good = true;
    for (size_t i = 0; i < runs && good; i++)
        for (size_t k = 0; k < COMMAND_COUNT && good; k++) {
            double ms = run(commands[k]);
            good = ms >= 0;
            series_add(&times[k], ms);
        }
    for (size_t k = 0; k < COMMAND_COUNT; k++) {
        median[k] = series_median(&times[k]);
        series_clear(&times[k]);
    }
    if (!good)
        return 2;
    print_measure("--print 404", "ms", median[COMMAND_PRINT], "cat", median[COMMAND_CAT], "x1.5");
    print_measure("--list", "ms", median[COMMAND_LIST], "cat", median[COMMAND_CAT], "-");
    print_measure("--list rate limit", "ms", median[COMMAND_SEARCH], "cat", median[COMMAND_CAT],
                  "-");
    print_measure("--print 404", "ms", median[COMMAND_PRINT], "/bin/true", median[COMMAND_TRUE],
                  "-");
    print_measure("--help (reads no registry)", "ms", median[COMMAND_HELP], "/bin/true",
                  median[COMMAND_TRUE], "-");
    return 0;
}
