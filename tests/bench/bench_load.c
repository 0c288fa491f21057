/*
 * How fast a registry is read: registry_parse(), with all its checks, and registry_free()
 * against bare cJSON parsing and deleting of the same bytes, by turns. Each time in a process of
 * its own, as a program reads its registry once: in one heap each pays for the pieces that the
 * other left behind. In processor time, so that other work on the machine counts little. Its line
 * is for run.sh.
 *
 *     bench_load FILE [RUNS]
 */
#include "config.h"

#include <cJSON.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"
#include "os/read_file.h"
#include "registry/limits.h"
#include "registry/parse.h"
#include "registry/registry.h"

#define DEFAULT_RUNS 200

struct file {
    const char *path;
    char *bytes;
    size_t len;
};

static bool read_bare(const struct file *file)
{
    cJSON *json = cJSON_ParseWithLengthOpts(file->bytes, file->len, NULL, false);
    cJSON_Delete(json);
    return json != NULL;
}

static bool read_registry(const struct file *file)
{
    struct registry *registry = registry_parse(file->bytes, file->len, file->path, NULL);
    bool good = registry != NULL;
    registry_free(registry);
    return good;
}

/* Adds what reading takes, in milliseconds a megabyte, in a child that does nothing else. */
static bool add_reading(struct series *series, const struct file *file,
                        bool (*reader)(const struct file *file))
{
    int ends[2];
    double ms = 0;
    if (pipe(ends) != 0)
        return false;
    pid_t child = fork();
    if (child == 0) {
        double begin = clock_ms(CLOCK_PROCESS_CPUTIME_ID);
        bool good = reader(file);
        ms = clock_ms(CLOCK_PROCESS_CPUTIME_ID) - begin;
        _exit(!good || write(ends[1], &ms, sizeof ms) != sizeof ms);
    }
    close(ends[1]);
    bool good = child > 0 && read(ends[0], &ms, sizeof ms) == sizeof ms;
    close(ends[0]);
    if (child > 0)
        waitpid(child, NULL, 0);
    series_add(series, ms * 1e6 / (double)file->len);
    return good;
}

int main(int argc, char **argv)
{
    struct sb_error err = SB_ERROR_INIT;
    struct series ours = {0}, bare = {0};
    struct file file = {.path = argv[1]};
    size_t runs = argc > 2 ? strtoul(argv[2], NULL, 10) : DEFAULT_RUNS;
    if (argc < 2 || runs == 0) {
        fputs("usage: bench_load FILE [RUNS]\n", stderr);
        return 2;
    }
    bool good = read_file(file.path, REGISTRY_MAX_BYTES, &file.bytes, &file.len, NULL, &err);
    for (size_t i = 0; i < runs && good; i++)
        good = add_reading(&bare, &file, read_bare) && add_reading(&ours, &file, read_registry);
    if (good)
        print_measure("loading, CPU a megabyte", "ms", series_median(&ours), "cJSON alone",
                      series_median(&bare), "x2");
    else
        fprintf(stderr, "bench_load: %s\n", err.message != NULL ? err.message : "not a registry");
    sb_error_clear(&err);
    series_clear(&ours);
    series_clear(&bare);
    free(file.bytes);
    return good ? 0 : 2;
}
