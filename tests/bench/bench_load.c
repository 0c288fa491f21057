/*
 * How fast a registry is read: catalog_json_parse(), with all its checks, and catalog_free()
 * against bare cJSON parsing and deleting of the same bytes, alternating in one run. In processor
 * time, so that other work on the machine counts little. Its line is for run.sh.
 *
 *     bench_load FILE [RUNS]
 */
#include "config.h"

#include <cJSON.h>

#include "catalog_json.h"
#include "measure.h"
#include "readfile.h"

#define DEFAULT_RUNS 200

static bool read_bare(const char *bytes, size_t len)
{
    cJSON *json = cJSON_ParseWithLengthOpts(bytes, len, NULL, false);
    cJSON_Delete(json);
    return json != NULL;
}

static bool read_registry(const char *bytes, size_t len, const char *path, struct sb_error *err)
{
    struct catalog *catalog = catalog_json_parse(bytes, len, path, err);
    bool good = catalog != NULL;
    catalog_free(catalog);
    return good;
}

int main(int argc, char **argv)
{
    struct sb_error err = SB_ERROR_INIT;
    struct series ours = {0}, bare = {0};
    char *bytes = NULL;
    size_t len = 0, runs = argc > 2 ? strtoul(argv[2], NULL, 10) : DEFAULT_RUNS;
    if (argc < 2 || runs == 0) {
        fputs("usage: bench_load FILE [RUNS]\n", stderr);
        return 2;
    }
    bool good = readfile(argv[1], REGISTRY_MAX_BYTES, &bytes, &len, NULL, &err);
    double megabytes = (double)len / 1e6;
    for (size_t i = 0; i < runs && good; i++) {
        double begin = clock_ms(CLOCK_PROCESS_CPUTIME_ID);
        good = read_bare(bytes, len);
        double middle = clock_ms(CLOCK_PROCESS_CPUTIME_ID);
        good = good && read_registry(bytes, len, argv[1], &err);
        series_add(&bare, (middle - begin) / megabytes);
        series_add(&ours, (clock_ms(CLOCK_PROCESS_CPUTIME_ID) - middle) / megabytes);
    }
    if (good)
        print_measure("loading, CPU a megabyte", "ms", series_median(&ours), "cJSON alone",
                      series_median(&bare), "x2");
    else
        fprintf(stderr, "bench_load: %s\n", err.message != NULL ? err.message : "not JSON");
    sb_error_clear(&err);
    series_clear(&ours);
    series_clear(&bare);
    free(bytes);
    return good ? 0 : 2;
}
