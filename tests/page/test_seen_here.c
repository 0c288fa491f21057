/* The block of a page that says how often and where its code was seen. */
#include "config.h"
#include "page/page.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "reading/log_reader.h"
#include "registry/registry.h"
#include "support/builtin.h"
#include "support/check.h"
#include "support/files.h"

static const struct registry *registry;
static struct terms *terms;

static struct seen *read_text(const char *bytes, size_t len)
{
    struct seen *seen = seen_new();
    struct reading_setup setup = {.year = 2026};
    struct log_reader *reader = log_reader_new(terms, seen, &setup);
    log_reader_feed(reader, bytes, len);
    log_reader_end(reader);
    log_reader_free(reader);
    return seen;
}

static struct seen *read_sample(const char *name)
{
    struct strbuf path = STRBUF_INIT;
    size_t len = 0;
    strbuf_printf(&path, "data/samples/%s", name);
    char *bytes = support_read(path.data, &len);
    CHECK_MSG(bytes != NULL, "%s", name);
    struct seen *seen = read_text(bytes != NULL ? bytes : "", len);
    strbuf_clear(&path);
    free(bytes);
    return seen;
}

/* The block alone: from its label to the next summary, as plain text. */
static char *block_of(const struct seen *seen, const char *code, const struct page_setup *like)
{
    struct page_input input = {.seen = seen, .terms = terms, .progress = PROGRESS_READ};
    struct page_seen here = {.input = &input, .code = seen_code_of(code, strlen(code))};
    struct page_setup setup = *like;
    const struct entry *entry = registry_find(registry, code, NULL);
    struct subject subject =
        entry != NULL ? subject_of_entry(registry, entry) : subject_of_code(registry, code);
    struct strbuf text = STRBUF_INIT;
    setup.seen = &here;
    struct doc *doc = subject_doc(&subject, &setup);
    doc_plain(doc, &text);
    CHECK_INT(support_wide_lines(strbuf_str(&text), setup.cols), 0);
    doc_free(doc);
    const char *block = strstr(strbuf_str(&text), "SEEN HERE");
    char summary[13] = ""; /* its beginning, which no line breaks */
    if (entry != NULL)
        snprintf(summary, sizeof summary, "%s", entry->summary);
    const char *end = block != NULL && entry != NULL ? strstr(block, summary) : NULL;
    char *copy = block == NULL
                     ? calloc(1, 1)
                     : strndup(block, end != NULL ? (size_t)(end - block) : strlen(block));
    strbuf_clear(&text);
    return copy;
}

static void a_log_is_shown_with_counts_and_targets(void)
{
    struct page_setup setup = {.cols = 80}, narrow = {.cols = 40, .ascii = true};
    struct seen *seen = read_sample("nginx-upstream.log");
    char *wide = block_of(seen, "502", &setup), *thin = block_of(seen, "502", &narrow);
    CHECK(support_golden("seen-502-80.txt", wide));
    CHECK(support_golden("seen-502-40-ascii.txt", thin));
    free(wide);
    free(thin);
    seen_free(seen);
}

static void says_what_the_upstream_status_means(void)
{
    static const char log[] = "\"GET / HTTP/1.1\" 504 upstream_status=\"-\"\n"
                              "\"GET / HTTP/1.1\" 200 upstream_status=\"503\"\n"
                              "\"GET / HTTP/1.1\" 500 upstream_status=\"500\"\n";
    static const char *const rows[][2] = {
        {"504", "none 1\n  mostly none: it was not asked, or could not be reached\n"},
        {"200", "503 1\n  it says 503; the server in front made another status of it\n"},
        {"500", "500 1\n  it says so itself\n"},
    };
    struct page_setup setup = {.cols = 80};
    struct seen *seen = read_text(log, sizeof log - 1);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *block = block_of(seen, rows[i][0], &setup);
        CHECK_HAS(block, rows[i][1]);
        free(block);
    }
    seen_free(seen);
}

/* Forty seconds: one column each, two in one where there is no room, or none. */
static void columns_fit_the_page(void)
{
    static const struct {
        int cols;
        const char *label;
    } rows[] = {{80, "  ....................####################  by 1 s\n"},
                {40, "  ..........##########  by 2 s\n"},
                {30, NULL}};
    struct strbuf log = STRBUF_INIT;
    for (int i = 0; i < 40; i++)
        for (int times = i < 20 ? 1 : 9; times > 0; times--)
            strbuf_printf(&log, "a [18/Nov/2026:11:00:%02d +0000] \"GET / HTTP/1.1\" 500 1\n", i);
    struct seen *seen = read_text(log.data, log.len);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct page_setup setup = {.cols = rows[i].cols, .ascii = true};
        char *block = block_of(seen, "500", &setup);
        if (rows[i].label != NULL)
            CHECK_HAS(block, rows[i].label);
        else
            CHECK_MSG(strstr(block, "  by ") == NULL, "%s", block);
        free(block);
    }
    seen_free(seen);
    strbuf_clear(&log);
}

static void words_of_a_product_are_explained(void)
{
    struct page_setup setup = {.cols = 80};
    struct seen *seen = read_sample("haproxy-http.log");
    char *block = block_of(seen, "503", &setup);
    CHECK_HAS(block, "SC-- 1  the server refused the connection, or is unreachable");
    free(block);
    seen_free(seen);
    seen = read_sample("iis-w3c.log");
    block = block_of(seen, "403", &setup);
    CHECK_HAS(block, "403.14 1  Directory Listing Denied");
    free(block);
    seen_free(seen);
}

static void the_slowest_line_follows_the_newest(void)
{
    static const char log[] = "\"GET /a HTTP/1.1\" 500 6 request_time=0.2\n"
                              "\"GET /b?token=SECRET HTTP/1.1\" 500 6 request_time=12.34\n"
                              "\"GET /c HTTP/1.1\" 500 6 request_time=0.3\n"
                              "\"GET /d HTTP/1.1\" 502 6 request_time=9\n";
    struct page_setup setup = {.cols = 80};
    struct seen *seen = read_text(log, sizeof log - 1);
    char *block = block_of(seen, "500", &setup), *other = block_of(seen, "502", &setup);
    const char *slowest = strstr(block, "the slowest took 12.3 s\n");
    CHECK_MSG(slowest != NULL && strstr(slowest, "GET /b") != NULL, "%s", block);
    CHECK_MSG(strstr(block, "SECRET") == NULL, "%s", block);
    CHECK_MSG(strstr(other, "slowest") == NULL, "%s", other);
    free(block);
    free(other);
    seen_free(seen);
}

static void a_code_that_was_not_seen_has_no_block(void)
{
    struct page_setup setup = {.cols = 80};
    struct seen *seen = read_sample("crlf.log");
    char *block = block_of(seen, "503", &setup);
    CHECK_STR(block, "");
    free(block);
    seen_free(seen);
    seen = read_sample("resp-742.txt");
    block = block_of(seen, "742", &setup);
    CHECK_HAS(block, "  1 time");
    free(block);
    seen_free(seen);
}

int main(void)
{
    setlocale(LC_ALL, "");
    registry = support_http();
    terms = terms_new(registry);
    RUN(a_log_is_shown_with_counts_and_targets);
    RUN(says_what_the_upstream_status_means);
    RUN(columns_fit_the_page);
    RUN(words_of_a_product_are_explained);
    RUN(the_slowest_line_follows_the_newest);
    RUN(a_code_that_was_not_seen_has_no_block);
    terms_free(terms);
    return check_done();
}
