/*
 * How fast logs are read, beside wc, mawk and jq in the same run, and how much memory that takes.
 * Makes the logs in FOLDER: a combined log of a gigabyte, or a tenth of the room on the disk, and
 * JSON lines of a tenth of that; and each file of SAMPLES again and again, to find the slowest. The
 * caller removes them. Its lines are for run.sh.
 *
 *     bench_log PROGRAM FOLDER SAMPLES [RUNS]
 */
#include "config.h"

#include <dirent.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "measure.h"
#include "os/read_file.h"

#define DEFAULT_RUNS 3
#define MOST_BYTES 1e9
#define LEAST_BYTES 1e7
#define SAMPLE_BYTES ((size_t)2000000)
#define JSON_PART 10 /* of the combined log: jq is slow */

extern char **environ;

/* A command and what its runs took; the alternatives run one after another. */
struct contender {
    const char *argv[6];
    struct series ms;
    long peak_kib; /* of the last run */
    bool missing;
};

static double time_ms(const struct timeval *time)
{
    return (double)time->tv_sec * 1e3 + (double)time->tv_usec / 1e3;
}

/* Milliseconds of processor time of a run; negative when it fails. */
static double run(struct contender *contender)
{
    posix_spawn_file_actions_t actions;
    struct rusage usage = {0};
    pid_t pid;
    int status = -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    bool ran = posix_spawnp(&pid, contender->argv[0], &actions, NULL,
                            (char *const *)contender->argv, environ) == 0 &&
               wait4(pid, &status, 0, &usage) == pid && WIFEXITED(status) &&
               WEXITSTATUS(status) <= 1;
    posix_spawn_file_actions_destroy(&actions);
    contender->peak_kib = usage.ru_maxrss;
    return ran ? time_ms(&usage.ru_utime) + time_ms(&usage.ru_stime) : -1;
}

static double measure(struct contender *contender, size_t runs)
{
    for (size_t i = 0; i < runs && !contender->missing; i++) {
        double ms = run(contender);
        contender->missing = ms < 0;
        if (ms >= 0)
            series_add(&contender->ms, ms);
    }
    return contender->missing ? -1 : series_median(&contender->ms);
}

/* Repeatable random numbers below `limit`. */
static unsigned draw(unsigned *seed, unsigned limit)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % limit;
}

/* Most answers are 200, as in life. */
static unsigned draw_code(unsigned *seed)
{
    static const unsigned codes[] = {200, 200, 200, 200, 200, 200, 200, 304, 404, 302,
                                     200, 200, 200, 200, 200, 200, 200, 200, 500, 502};
    return codes[draw(seed, sizeof codes / sizeof codes[0])];
}

static void put_combined(FILE *file, unsigned *seed, unsigned second)
{
    fprintf(
        file,
        "203.0.113.%u - - [18/Nov/2026:%02u:%02u:%02u +0000] \"GET /page/%u/x%x.html HTTP/1.1\" %u "
        "%u \"https://www.example.com/start\" \"Mozilla/5.0 (X11; Linux x86_64; rv:120.0) "
        "Gecko/20100101 Firefox/120.0\"\n",
        draw(seed, 250), second / 3600 % 24, second / 60 % 60, second % 60, draw(seed, 90),
        draw(seed, 200000), draw_code(seed), draw(seed, 90000));
}

static void put_json(FILE *file, unsigned *seed, unsigned second)
{
    fprintf(
        file,
        "{\"time\":\"2026-11-18T%02u:%02u:%02uZ\",\"remote_addr\":\"203.0.113.%u\",\"method\":"
        "\"GET\",\"uri\":\"/page/%u/x%x.html\",\"status\":%u,\"bytes\":%u,\"request_time\":0.0%u,"
        "\"user_agent\":\"Mozilla/5.0 (X11; Linux x86_64; rv:120.0)\"}\n",
        second / 3600 % 24, second / 60 % 60, second % 60, draw(seed, 250), draw(seed, 90),
        draw(seed, 200000), draw_code(seed), draw(seed, 90000), draw(seed, 99));
}

/* Writes lines until the file has the size. Returns its path, which the caller owns, or NULL. */
static char *make_log(const char *folder, const char *name, double bytes,
                      void (*put)(FILE *file, unsigned *seed, unsigned second))
{
    struct strbuf path = STRBUF_INIT;
    unsigned seed = 1;
    strbuf_printf(&path, "%s/%s", folder, name);
    FILE *file = fopen(path.data, "w");
    for (unsigned line = 0; file != NULL && (double)ftell(file) < bytes; line++)
        put(file, &seed, line / 60);
    bool good = file != NULL && fflush(file) == 0 && fsync(fileno(file)) == 0;
#ifdef POSIX_FADV_DONTNEED
    /* To be read from the disk, as other logs are: in memory what is written line by line lies in
     * small pieces, which take half as long again to read. */
    good = good && posix_fadvise(fileno(file), 0, 0, POSIX_FADV_DONTNEED) == 0;
#endif
    if ((file != NULL && fclose(file) != 0) || !good) {
        perror(path.data);
        strbuf_clear(&path);
        return NULL;
    }
    return strbuf_take(&path);
}

/* Copies a sample to the file until it has SAMPLE_BYTES. */
static bool repeat_sample(const char *sample, const char *path)
{
    char *bytes = NULL;
    size_t len = 0;
    struct sb_error err = SB_ERROR_INIT;
    FILE *file = fopen(path, "w");
    bool good =
        file != NULL && read_file(sample, SAMPLE_BYTES, &bytes, &len, NULL, &err) && len > 0;
    for (size_t at = 0; good && at < SAMPLE_BYTES; at += len + 1)
        good = fwrite(bytes, 1, len, file) == len && fputc('\n', file) != EOF;
    if (file != NULL && fclose(file) != 0)
        good = false;
    free(bytes);
    sb_error_clear(&err);
    return good;
}

/* Prints what a megabyte of the slowest sample takes. */
static void measure_samples(const char *program, const char *folder, const char *samples)
{
    DIR *dir = opendir(samples);
    struct strbuf path = STRBUF_INIT, what = STRBUF_INIT;
    double slowest = -1;
    strbuf_printf(&path, "%s/sample", folder);
    for (const struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;) {
        struct strbuf sample = STRBUF_INIT;
        struct contender ours = {.argv = {program, "--builtin", "-l", path.data}};
        strbuf_printf(&sample, "%s/%s", samples, entry->d_name);
        double ms = entry->d_name[0] != '.' && repeat_sample(sample.data, path.data)
                        ? measure(&ours, 1)
                        : -1;
        if (ms > slowest) {
            slowest = ms;
            strbuf_reset(&what);
            strbuf_printf(&what, "1 MB of %s", entry->d_name);
        }
        series_clear(&ours.ms);
        strbuf_clear(&sample);
    }
    if (dir != NULL)
        closedir(dir);
    print_measure(strbuf_str(&what), "us", slowest * 1e9 / SAMPLE_BYTES, "-", -1, "50000");
    strbuf_clear(&path);
    strbuf_clear(&what);
}

static double log_bytes(const char *folder)
{
    struct statvfs disk;
    if (statvfs(folder, &disk) != 0)
        return LEAST_BYTES;
    double bytes = (double)disk.f_bavail * (double)disk.f_frsize / 10;
    return bytes > MOST_BYTES ? MOST_BYTES : bytes < LEAST_BYTES ? LEAST_BYTES : bytes;
}

int main(int argc, char **argv)
{
    size_t runs = argc > 4 ? strtoul(argv[4], NULL, 10) : DEFAULT_RUNS;
    if (argc < 4 || runs == 0) {
        fputs("usage: bench_log PROGRAM FOLDER SAMPLES [RUNS]\n", stderr);
        return 2;
    }
    double bytes = log_bytes(argv[2]);
    char *combined = make_log(argv[2], "combined.log", bytes, put_combined);
    char *json = make_log(argv[2], "lines.json", bytes / JSON_PART, put_json);
    if (combined == NULL || json == NULL)
        return 1;
    struct contender ours = {.argv = {argv[1], "--builtin", "-l", combined}};
    struct contender empty = {.argv = {argv[1], "--builtin", "-l", "/dev/null"}};
    struct contender wc = {.argv = {"wc", "-l", combined}};
    struct contender mawk = {
        .argv = {"mawk", "{c[$9]++} END {for (k in c) print k, c[k]}", combined}};
    struct contender ours_json = {.argv = {argv[1], "--builtin", "-l", json}};
    struct contender jq = {.argv = {"jq", "-r", ".status", json}};
    run(&wc); /* brings the log into memory, */
    run(&jq); /* and the other */
    double combined_ms = measure(&ours, runs), wc_ms = measure(&wc, runs);
    print_measure("1 MB of a combined log", "us", combined_ms * 1e9 / bytes, "wc -l",
                  wc_ms < 0 ? -1 : wc_ms * 1e9 / bytes, "x4");
    double mawk_ms = measure(&mawk, 1);
    print_measure("the same", "us", combined_ms * 1e9 / bytes, "mawk",
                  mawk_ms < 0 ? -1 : mawk_ms * 1e9 / bytes, "x0.2");
    measure(&empty, 1);
    print_measure("memory for it", "KiB",
                  ours.peak_kib > empty.peak_kib ? (double)(ours.peak_kib - empty.peak_kib) : 0,
                  "-", -1, "4096");
    double json_ms = measure(&ours_json, runs), jq_ms = measure(&jq, 1);
    print_measure("1 MB of JSON lines", "us", json_ms * 1e9 * JSON_PART / bytes, "jq",
                  jq_ms < 0 ? -1 : jq_ms * 1e9 * JSON_PART / bytes, "x0.25");
    measure_samples(argv[1], argv[2], argv[3]);
    series_clear(&ours.ms);
    series_clear(&empty.ms);
    series_clear(&wc.ms);
    series_clear(&mawk.ms);
    series_clear(&ours_json.ms);
    series_clear(&jq.ms);
    free(combined);
    free(json);
    return combined_ms < 0 || json_ms < 0;
}
