/* What real programs write, each format with the counts of its statuses. */
#include "config.h"
#include "reading/log_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "registry/builtin.h"
#include "registry/registry.h"
#include "support/check.h"
#include "support/files.h"

static struct terms *terms;
static struct library library;
static struct announcer *announcer;

static struct seen *read_pieces(const char *bytes, size_t len, size_t piece)
{
    struct seen *seen = seen_new();
    struct reading_setup setup = {.year = 2026, .announcer = announcer};
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

/* "curl:28:2,grpc:14:1" in the order of registries and codes; "-" for nothing. */
static void put_further(const struct seen *seen, struct strbuf *out)
{
    int order[SEEN_CODES];
    size_t count = seen_list(seen, order);
    for (size_t i = 0; i < library.count; i++) {
        const struct registry *registry = library.items[i].handle;
        for (size_t k = 0; k < count; k++) {
            const struct seen_further *further = seen_further(seen, order[k]);
            if (further != NULL && further->registry == registry)
                strbuf_printf(out, "%s%s:%s:%llu", out->len > 0 ? "," : "", registry->id,
                              further->entry->code,
                              (unsigned long long)seen->codes[order[k]].count);
        }
    }
    if (out->len == 0)
        strbuf_puts(out, "-");
}

/* All that must not depend on how the input is cut. */
static void put_all(const struct seen *seen, struct strbuf *out)
{
    put_counts(seen, out);
    put_further(seen, out);
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

/* The row of a sample in the table of codes of further registries, "-" without one. */
static char *further_of(const char *name)
{
    char *table = support_read("data/samples/further.tsv", NULL);
    char *counts = NULL;
    for (char *line = strtok(table, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        char *tab = strchr(line, '\t');
        if (tab != NULL && (size_t)(tab - line) == strlen(name) &&
            strncmp(line, name, strlen(name)) == 0)
            counts = xstrdup(tab + 1);
    }
    free(table);
    return counts != NULL ? counts : xstrdup("-");
}

static void sort_counts(const char *counts, struct strbuf *out)
{
    char *copy = xstrdup(counts), *items[32];
    size_t count = 0;
    for (char *item = strtok(copy, ","); item != NULL && count < 32; item = strtok(NULL, ",")) {
        size_t at = count++;
        for (; at > 0 && strcmp(item, items[at - 1]) < 0; at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
    for (size_t i = 0; i < count; i++)
        strbuf_printf(out, "%s ", items[i]);
    free(copy);
}

static void check_further(const char *name, const char *bytes, size_t len, const char *counts)
{
    struct seen *seen = read_pieces(bytes, len, len + 1);
    struct strbuf found = STRBUF_INIT, sorted = STRBUF_INIT, expected = STRBUF_INIT;
    char *row = further_of(name);
    (void)counts;
    put_further(seen, &found);
    sort_counts(strbuf_str(&found), &sorted);
    sort_counts(row, &expected);
    CHECK_MSG(strcmp(strbuf_str(&sorted), strbuf_str(&expected)) == 0, "%s: found %s, expected %s",
              name, strbuf_str(&sorted), strbuf_str(&expected));
    strbuf_clear(&found);
    strbuf_clear(&sorted);
    strbuf_clear(&expected);
    free(row);
    seen_free(seen);
}

static void every_sample_gives_its_codes_of_further_registries(void)
{
    each_sample(check_further);
}

/* The names of the members announce what is in them, however many others there are. */
static void names_of_json_announce_in_every_line(void)
{
    struct strbuf text = STRBUF_INIT, found = STRBUF_INIT;
    for (int line = 0; line < 3; line++) {
        strbuf_puts(&text, "{");
        for (int i = 0; i < 300; i++)
            strbuf_printf(&text, "\"name_%d\":%d,", i, i % 20);
        strbuf_puts(&text,
                    "\"a\":[[14,\"UF\"]],\"grpc_status\":14,\"x\":{\"grpcCode\":[[7]]},"
                    "\"remote_error\":28,\"5 CAPITALS\":5,\"curl\":28,\"error\":\"curl: (28)\"}\n");
    }
    struct seen *seen = read_pieces(text.data, text.len, text.len);
    put_further(seen, &found);
    CHECK_STR(found.data, "curl:28:3,grpc:14:3,grpc:7:3");
    strbuf_clear(&text);
    strbuf_clear(&found);
    seen_free(seen);
}

/* What curl -v says when there is no response, with and without the exit code after it. */
static void a_failure_is_counted_once(void)
{
    static const char refused[] = "*   Trying 127.0.0.1:1...\n"
                                  "* connect to 127.0.0.1 port 1 failed: Connection refused\n"
                                  "* Failed to connect to localhost port 1 after 0 ms: Couldn't "
                                  "connect to server\n"
                                  "* Closing connection 0\n";
    static const struct {
        const char *first, *second, *counts;
    } rows[] = {
        {refused, "", "curl:7:1"},
        {refused, refused, "curl:7:2"},
        {refused, "curl: (7) Failed to connect to localhost port 1 after 0 ms\n", "curl:7:1"},
        {"* Recv failure: Connection reset by peer\n* OpenSSL SSL_connect: Connection reset\n", "",
         "curl:35:1"},
        {"* Recv failure: Connection reset by peer\n* Closing connection\n",
         "curl: (35) Recv failure: Connection reset by peer\n", "curl:35:1"},
        {"> GET / HTTP/1.1\n>\n* Empty reply from server\n", "* Closing connection 0\n",
         "curl:52:1"},
        {"> GET / HTTP/1.1\n>\n< HTTP/1.1 200 OK\n<\n* Operation timed out after 1 ms\n", refused,
         "curl:7:1,curl:28:1"},
        {"* a list\n * Could not resolve host: a\nCould not resolve host: a\n", "", "-"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct strbuf text = STRBUF_INIT, found = STRBUF_INIT;
        strbuf_printf(&text, "%s%s", rows[i].first, rows[i].second);
        struct seen *seen = read_pieces(text.data, text.len, text.len);
        put_further(seen, &found);
        CHECK_MSG(strcmp(strbuf_str(&found), rows[i].counts) == 0, "%s: %s", text.data,
                  strbuf_str(&found));
        CHECK_INT(seen->not_understood, i + 1 == sizeof rows / sizeof rows[0] ? 2 : 0);
        strbuf_clear(&text);
        strbuf_clear(&found);
        seen_free(seen);
    }
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

/* What was counted stays counted, whatever comes after it. */
static void check_growth(const char *name, const char *bytes, size_t len, const char *counts)
{
    struct seen *seen = seen_new();
    struct reading_setup setup = {.year = 2026, .announcer = announcer};
    struct log_reader *reader = log_reader_new(terms, seen, &setup);
    uint64_t before[SEEN_CODES] = {0};
    (void)counts;
    for (size_t at = 0; at < len;) {
        const char *newline = memchr(bytes + at, '\n', len - at);
        size_t line = newline != NULL ? (size_t)(newline + 1 - (bytes + at)) : len - at;
        log_reader_feed(reader, bytes + at, line);
        at += line;
        for (int code = 0; code < SEEN_CODES; code++) {
            CHECK_MSG(seen->codes[code].count >= before[code], "%s: %d at byte %zu", name, code,
                      at);
            before[code] = seen->codes[code].count;
        }
    }
    log_reader_end(reader);
    log_reader_free(reader);
    seen_free(seen);
}

static void more_lines_never_lower_a_count(void)
{
    each_sample(check_growth);
}

int main(void)
{
    for (size_t i = 0; i < builtin_count; i++)
        library_add(&library, registry_borrow(&builtins[i]), REGISTRY_BUILTIN);
    terms = terms_new(library_main(&library));
    announcer = announcer_new(&library);
    RUN(every_sample_gives_its_counts);
    RUN(every_sample_gives_its_codes_of_further_registries);
    RUN(names_of_json_announce_in_every_line);
    RUN(a_failure_is_counted_once);
    RUN(the_pieces_of_an_input_do_not_matter);
    RUN(more_lines_never_lower_a_count);
    announcer_free(announcer);
    terms_free(terms);
    library_clear(&library);
    return check_done();
}
