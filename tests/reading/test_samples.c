/* What real programs write, each format with the counts of its statuses. */
#include "config.h"
#include "reading/log_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "registry/builtin.h"
#include "support/check.h"
#include "support/files.h"

static struct terms *terms;

static struct seen *read_pieces(const char *bytes, size_t len, size_t piece)
{
    struct seen *seen = seen_new();
    struct log_reader_setup setup = {.year = 2026};
    struct log_reader *reader = log_reader_new(terms, seen, &setup);
    for (size_t at = 0; at < len; at += piece)
        log_reader_feed(reader, bytes + at, len - at < piece ? len - at : piece);
    log_reader_end(reader);
    log_reader_free(reader);
    return seen;
}

/* "404:2,500:1" in the order of the codes as the samples list them; "-" for nothing. */
static void put_counts(const struct seen *seen, struct strbuf *out)
{
    static const int first[] = {SEEN_MINUS, 0, SEEN_ZEROS};
    for (int i = 0; i < 3 + 999; i++) {
        int code = i < 3 ? first[i] : i - 2;
        char text[8];
        if (seen->codes[code].count == 0)
            continue;
        seen_put_code(code, text);
        strbuf_printf(out, "%s%s:%llu", out->len > 0 ? "," : "", text,
                      (unsigned long long)seen->codes[code].count);
    }
    if (out->len == 0)
        strbuf_puts(out, "-");
}

/* All that must not depend on how the input is cut. */
static void put_all(const struct seen *seen, struct strbuf *out)
{
    put_counts(seen, out);
    strbuf_printf(out, " of %llu, %llu, %llu", (unsigned long long)seen->lines,
                  (unsigned long long)seen->understood, (unsigned long long)seen->not_understood);
    for (int code = 0; code < SEEN_CODES; code++) {
        const struct seen_code *found = &seen->codes[code];
        const struct seen_detail *detail = found->detail;
        if (found->first.known)
            strbuf_printf(out, " %lld to %lld", (long long)found->first.seconds,
                          (long long)found->last.seconds);
        for (size_t i = 0; detail != NULL && i < detail->targets.count; i++)
            strbuf_printf(out, " %.*s %llu", (int)detail->targets.places[i].len,
                          detail->targets.places[i].text,
                          (unsigned long long)detail->targets.places[i].count);
        for (size_t i = 0; detail != NULL && i < detail->reason_count; i++)
            strbuf_printf(out, " %s %llu", detail->reasons[i].text,
                          (unsigned long long)detail->reasons[i].count);
        for (size_t i = 0; detail != NULL && i < detail->upstream_count; i++)
            strbuf_printf(out, " %d %llu", detail->upstream[i].code,
                          (unsigned long long)detail->upstream[i].count);
        if (detail != NULL && detail->newest.text != NULL)
            strbuf_add(out, detail->newest.text, detail->newest.len);
    }
}

static char *read_sample(const char *name, size_t *len)
{
    struct strbuf path = STRBUF_INIT;
    strbuf_printf(&path, "data/samples/%s", name);
    char *bytes = support_read(path.data, len);
    strbuf_clear(&path);
    return bytes;
}

/* Calls check() with each sample and its counts. */
static void each_sample(void (*check)(const char *name, const char *bytes, size_t len,
                                      const char *counts))
{
    char *table = support_read("data/samples/index.tsv", NULL);
    size_t samples = 0;
    char *rest = table != NULL ? strchr(table, '\n') : NULL;
    while (rest != NULL && rest[1] != '\0') {
        char *line = rest + 1;
        rest = strchr(line, '\n');
        if (rest != NULL)
            *rest = '\0';
        char *tab = strchr(line, '\t'), *counts = strrchr(line, '\t');
        if (tab == NULL)
            continue;
        *tab = '\0';
        size_t len;
        char *bytes = read_sample(line, &len);
        CHECK_MSG(bytes != NULL, "%s is not there", line);
        if (bytes != NULL)
            check(line, bytes, len, counts + 1);
        free(bytes);
        samples++;
    }
    CHECK(samples > 100);
    free(table);
}

static void check_counts(const char *name, const char *bytes, size_t len, const char *counts)
{
    struct seen *seen = read_pieces(bytes, len, len + 1);
    struct strbuf found = STRBUF_INIT;
    put_counts(seen, &found);
    CHECK_MSG(strcmp(found.data, counts) == 0, "%s: found %s, expected %s", name, found.data,
              counts);
    strbuf_clear(&found);
    seen_free(seen);
}

static void every_sample_gives_its_counts(void)
{
    each_sample(check_counts);
}

static void check_pieces(const char *name, const char *bytes, size_t len, const char *counts)
{
    static const size_t pieces[] = {1, 7, 100, 65536};
    struct seen *whole = read_pieces(bytes, len, len + 1);
    struct strbuf expected = STRBUF_INIT;
    (void)counts;
    put_all(whole, &expected);
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct seen *seen = read_pieces(bytes, len, pieces[i]);
        struct strbuf found = STRBUF_INIT;
        put_all(seen, &found);
        CHECK_MSG(strcmp(found.data, expected.data) == 0, "%s in pieces of %zu: %s, whole: %s",
                  name, pieces[i], found.data, expected.data);
        strbuf_clear(&found);
        seen_free(seen);
    }
    strbuf_clear(&expected);
    seen_free(whole);
}

static void the_pieces_of_an_input_do_not_matter(void)
{
    each_sample(check_pieces);
}

int main(void)
{
    terms = terms_new(builtins[0].registry);
    RUN(every_sample_gives_its_counts);
    RUN(the_pieces_of_an_input_do_not_matter);
    terms_free(terms);
    return check_done();
}
