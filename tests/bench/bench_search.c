/*
 * How fast search is: microseconds a keystroke, time and memory of the index, on the registry
 * given as argument and on generated ones of 1 000, 10 000 and 100 000 entries. Whole runs stand
 * next to those of fzf in bench_cli.c.
 *
 *     bench_search data/http.json
 */
#include "config.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/strbuf.h"
#include "registry/fields.h"
#include "registry/parse.h"
#include "registry/registry.h"
#include "search/search.h"

#define QUERIES 24
#define TAGS 3           /* of an entry */
#define VOCABULARY 20000 /* words of the generated registries, common ones far more often */

static double now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static uint64_t random_state = 42;

static unsigned random_below(unsigned bound)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(random_state >> 33) % bound;
}

/* Appends word number n: syllables, so that words share beginnings and letters as real ones do. */
static void add_word(struct strbuf *out, unsigned n)
{
    static const char *const syllables[] = {
        "re",   "con", "ta",  "ser", "ver", "un", "li",  "mo", "pro", "xy", "den", "gate",
        "time", "sta", "tus", "ing", "le",  "no", "for", "au", "th",  "or", "ma",  "lock",
    };
    n = n * 7 + 3;
    do {
        strbuf_puts(out, syllables[n % 24]);
        n /= 24;
    } while (n > 0);
}

static const char *make_text(struct registry *registry, unsigned words)
{
    struct strbuf text = STRBUF_INIT;
    for (unsigned i = 0; i < words; i++) {
        if (i > 0)
            strbuf_putc(&text, ' ');
        unsigned bound = 1 + random_below(VOCABULARY);
        add_word(&text, random_below(bound));
    }
    const char *copy = arena_strndup(&registry->arena, strbuf_str(&text), text.len);
    strbuf_clear(&text);
    return copy;
}

static struct registry *make_registry(size_t entries)
{
    static const char *const owners[] = {"IANA", "nginx", "Cloudflare", "IIS"};
    struct registry *registry = registry_new();
    registry->id = registry->title = "generated";
    for (size_t i = 0; i < entries; i++) {
        char code[32];
        const char **tags = arena_alloc(&registry->arena, TAGS * sizeof *tags);
        snprintf(code, sizeof code, "%zu", 100 + i);
        for (size_t t = 0; t < TAGS; t++)
            tags[t] = make_text(registry, 2);
        struct entry entry = {
            .code = arena_strndup(&registry->arena, code, strlen(code)),
            .phrase = make_text(registry, 2 + random_below(3)),
            .owner = owners[random_below(4)],
            .summary = make_text(registry, 8),
        };
        fields_give_details(&entry, &registry->arena);
        (*entry.details)->tags = (struct string_list){tags, TAGS};
        registry_put_entry(registry, &entry);
    }
    registry_finish(registry);
    return registry;
}

/* A phrase of the registry, in every third query with two letters swapped. */
static void make_query(const struct registry *registry, size_t i, char query[80])
{
    const struct entry *entry = &registry->entries[random_below((unsigned)registry->entry_count)];
    snprintf(query, 80, "%s", entry->phrase);
    size_t len = strlen(query);
    if (i % 3 == 0 && len > 6) {
        char letter = query[len - 3];
        query[len - 3] = query[len - 4];
        query[len - 4] = letter;
    }
}

struct timing {
    double key_us, worst_us;
};

static struct timing time_search(struct search *search, char queries[QUERIES][80])
{
    struct timing timing = {0, 0};
    struct hits hits = {.items = NULL};
    size_t keys = 0;
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < QUERIES; i++) {
            char typed[80] = "";
            for (size_t k = 0; queries[i][k] != '\0'; k++, keys++) {
                typed[k] = queries[i][k];
                typed[k + 1] = '\0';
                double start = now_us();
                search_run(search, typed, &hits);
                double us = now_us() - start;
                timing.key_us += us;
                if (us > timing.worst_us)
                    timing.worst_us = us;
            }
        }
    }
    hits_clear(&hits);
    timing.key_us /= (double)keys;
    return timing;
}

/* The most memory that the process had. */
static double peak_mb(void)
{
    struct rusage usage = {0};
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static void bench(const char *name, const struct registry *registry)
{
    char queries[QUERIES][80];
    struct search *search = search_new(registry, NULL);
    struct hits hits = {.items = NULL};

    double before_mb = peak_mb(), start = now_us();
    search_run(search, "", &hits);
    double index_us = now_us() - start, index_mb = peak_mb() - before_mb;
    for (size_t i = 0; i < QUERIES; i++)
        make_query(registry, i, queries[i]);
    struct timing timing = time_search(search, queries);
    printf("%s: %zu entries, index %.1f ms, %.1f MB; a keystroke %.0f us (worst %.0f us)\n", name,
           registry->entry_count, index_us / 1e3, index_mb, timing.key_us, timing.worst_us);
    hits_clear(&hits);
    search_free(search);
}

static struct registry *read_registry(const char *path)
{
    struct strbuf bytes = STRBUF_INIT;
    struct sb_error err = SB_ERROR_INIT;
    char block[65536];
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        return NULL;
    }
    for (size_t n; (n = fread(block, 1, sizeof block, file)) > 0;)
        strbuf_add(&bytes, block, n);
    fclose(file);
    struct registry *registry = registry_parse(bytes.data, bytes.len, path, &err);
    if (registry == NULL)
        fprintf(stderr, "%s\n", err.message);
    strbuf_clear(&bytes);
    return registry;
}

int main(int argc, char **argv)
{
    static const size_t sizes[] = {1000, 10000, 100000};
    if (argc != 2) {
        fprintf(stderr, "usage: bench_search REGISTRY.json\n");
        return 2;
    }
    struct registry *registry = read_registry(argv[1]);
    if (registry == NULL)
        return 2;
    bench(argv[1], registry);
    registry_free(registry);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        registry = make_registry(sizes[i]);
        bench("generated", registry);
        registry_free(registry);
    }
    return 0;
}
