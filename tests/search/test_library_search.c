/* Searching all registries: which one a text means, and that HTTP is not disturbed. */
#include "config.h"
#include "search/library_search.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "registry/builtin.h"
#include "registry/registry.h"
#include "search/announced.h"
#include "support/builtin.h"
#include "support/check.h"
#include "support/files.h"

static struct library library;
static struct library_search *search;
static struct announcer *announcer;
static struct hits hits;

/* "REGISTRY:CODE" of a hit; "" when there is none. Valid until the next call. */
static const char *name_of(const struct entry *entry)
{
    static struct strbuf text;
    strbuf_reset(&text);
    if (entry != NULL)
        strbuf_printf(&text, "%s:%s", library_of_entry(&library, entry)->id, entry->code);
    return strbuf_str(&text);
}

static const char *first(const char *query)
{
    library_search_run(search, query, &hits);
    return name_of(hits.count > 0 ? hits.items[0].entry : NULL);
}

static bool is_among(const char *query, const char *name, size_t most)
{
    library_search_run(search, query, &hits);
    for (size_t i = 0; i < hits.count && i < most; i++)
        if (strcmp(name_of(hits.items[i].entry), name) == 0)
            return true;
    return false;
}

struct pair {
    const char *query, *name;
};

static void check_first(const struct pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        CHECK_MSG(strcmp(first(pairs[i].query), pairs[i].name) == 0, "\"%s\" finds %s first",
                  pairs[i].query, first(pairs[i].query));
}
#define CHECK_FIRST(pairs) check_first(pairs, sizeof(pairs) / sizeof(pairs)[0])

static void announced_codes_are_found(void)
{
    static const struct pair pairs[] = {
        {"grpc-status: 14", "grpc:14"},
        {"grpc-status:8 grpc-message: quota", "grpc:8"},
        {"rpc error: code = Unavailable desc = transport is closing", "grpc:14"},
        {"rpc error: code = DeadlineExceeded desc = context deadline exceeded", "grpc:4"},
        {"StatusCode.UNAUTHENTICATED", "grpc:16"},
        {"SSL alert number 40", "tls:40"},
        {"websocket closed with code 1006", "websocket:1006"},
        {"got an RST_STREAM 0x8 from the peer", "http2:0x8"},
        {"the resolver said EDE: 15", "dns:EDE15"},
        {"Proxy-Status: edge; error=dns_timeout", "proxy-status:dns_timeout"},
    };
    CHECK_FIRST(pairs);
}

static void names_that_are_nothing_else_are_found(void)
{
    static const struct pair pairs[] = {
        {"status: SERVFAIL, id: 4711", "dns:2"},
        {"the stream ended with H3_REQUEST_REJECTED", "http3:0x10b"},
        {"DEADLINE_EXCEEDED", "grpc:4"},
        {"failed: handshake_failure (fatal)", "tls:40"},
        {"QPACK_DECOMPRESSION_FAILED", "http3:0x200"},
    };
    CHECK_FIRST(pairs);
}

static void a_code_alone_is_that_of_whoever_has_it(void)
{
    static const struct pair pairs[] = {
        {"1006", "websocket:1006"},
        {" 1006 ", "websocket:1006"},
        {"404", "http:404"},
        {"100", "http:100"},
        {"EDE7", "dns:EDE7"},
        {"0x10c", "http3:0x10c"},
        {"42", "http:429"},
        {"dns_error", "proxy-status:dns_error"},
        {"110", "warning:110"}, /* no status, and also an alert of TLS */
        {"Warning: 299 - \"version 7 will go away\"", "warning:299"},
    };
    CHECK_FIRST(pairs);
}

/* Numbers and short words of running text are no codes. */
static void running_text_names_no_code(void)
{
    static const char *const texts[] = {
        "retry 14 times in 7 seconds",
        "do not enter",
        "port 40 of host 10.0.0.1",
        "error on line 2",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct announced found;
        announced_find(&found, announcer, texts[i]);
        CHECK_MSG(found.count == 0, "\"%s\" announces %s", texts[i], name_of(found.entries[0]));
    }
}

static void words_find_further_registries_too(void)
{
    static const struct pair pairs[] = {
        {"websocket closed abnormally", "websocket:1006"},
        {"too_many_pings", "http2:0xb"},
    };
    CHECK_FIRST(pairs);
    CHECK(is_among("deadline exceeded", "grpc:4", 3));
    CHECK(is_among("websocket disconnects after 60 seconds", "websocket:1006", 3));
    CHECK(is_among("self signed certificate", "tls:48", 3));
}

/* The name of a registry, perhaps words such as error or code, and a code or its name. */
static void names_of_registries_announce(void)
{
    static const struct pair pairs[] = {
        {"grpc 14", "grpc:14"},
        {"chromium -7", "chromium:-7"},
        {"curl -aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "http:000"},
        {"GRPC code 4", "grpc:4"},
        {"grpc not found", "grpc:5"},
        {"dns 3", "dns:3"},
        {"dns refused", "dns:5"},
        {"tls 40", "tls:40"},
        {"tls handshake failure", "tls:40"},
        {"websocket 1006", "websocket:1006"},
        {"websocket error 1006", "websocket:1006"},
        {"ws close (1011)", "websocket:1011"},
        {"cloudflare 1020", "cloudflare:1020"},
        {"http2 error 8", "http2:0x8"},
        {"quic http3 error 0x10c", "http3:0x10c"},
        {"chromium -105", "chromium:-105"},
        {"haproxy sH", "haproxy:sH"},
        {"envoy UF", "envoy:UF"},
        {"curl 404 not found", "http:404"}, /* no code of curl */
        {"cloudflare 522", "http:522"},
        {"grpc gateway returns 429", "http:429"},
        {"websocket 101 switching", "http:101"},
        {"dns server at 1.1.1.1 says 503", "http:503"},
        {"in grpc a 14 day trial 402", "http:402"},
    };
    CHECK_FIRST(pairs);
}

static void http_is_meant_where_both_fit(void)
{
    static const struct pair pairs[] = {
        {"internal error", "http:500"},
        {"out of range", "http:416"},
        {"deadline exceeded", "http:504"},
        {"rate limit", "http:429"},
        {"not found", "http:404"},
        {"service unavailable", "http:503"},
        {"curl: (22) The requested URL returned error: 404", "http:404"},
        {"HTTP/1.1 503 grpc-status: 14", "http:503"},
        {"rfc 9110 section 15.5.21", "http:422"},
        {"invalid_token", "http:401"},
        {"cron script killed after 60s by proxy", "http:504"}, /* HAProxy's CR */
        {"C-Man", "http:510"},
    };
    CHECK_FIRST(pairs);
    CHECK(is_among("HTTP/1.1 503 grpc-status: 14", "grpc:14", 2));
}

/* After the first hit, which stays that of HTTP. */
static void what_fits_as_well_comes_next(void)
{
    static const struct pair pairs[] = {
        {"connection refused", "http:502"},
        {"could not resolve host", "http:000"},
        {"connection reset by peer", "http:502"},
        {"too many redirects", "http:301"},
    };
    CHECK_FIRST(pairs);
    CHECK(is_among("connection refused", "curl:7", 8));
    CHECK(is_among("connection refused", "chromium:-102", 8));
    CHECK(is_among("could not resolve host", "curl:6", 3));
    CHECK(is_among("connection reset by peer", "curl:56", 3));
    CHECK(is_among("too many redirects", "curl:47", 3));
}

static void in_narrows_and_leaves_out(void)
{
    static const struct pair pairs[] = {
        {"in:grpc timeout", "grpc:4"},    {"timeout in:GRPC", "grpc:4"},      {"in:tls", "tls:0"},
        {"in:http deadline", "http:504"}, {"in:ws in:tls", "websocket:1000"},
    };
    CHECK_FIRST(pairs);
    library_search_run(search, "-in:http timeout", &hits);
    CHECK(hits.count > 0);
    for (size_t i = 0; i < hits.count; i++)
        CHECK(library_of_entry(&library, hits.items[i].entry) != library_main(&library));
    library_search_run(search, "in:tls", &hits);
    CHECK_INT(hits.count, library_open(library_find(&library, "tls"))->entry_count);
}

/* What is asked in facets alone is asked of HTTP, unless that has nothing. */
static void facets_are_for_the_main_registry_first(void)
{
    static const struct pair pairs[] = {{"by:gRPC", "grpc:0"}, {"class:4xx", "http:400"}};
    CHECK_FIRST(pairs);
    library_search_run(search, "is:standard", &hits);
    for (size_t i = 0; i < hits.count; i++)
        CHECK(library_of_entry(&library, hits.items[i].entry) == library_main(&library));
}

/* Reads a table of lines: TEXT TAB ... Calls `check` for each row, which reports whether the line
 * found what it says. Returns the misses. */
static size_t count_misses(const char *name, bool (*check)(char *text, char *rest), size_t *count)
{
    char *table = support_read(name, NULL);
    size_t misses = 0;
    CHECK_MSG(table != NULL, "tests/%s is missing", name);
    *count = 0;
    for (char *row = table, *end; row != NULL && *row != '\0'; row = end) {
        end = row + strcspn(row, "\n");
        end += *end != '\0' ? (*end = '\0', 1) : 0;
        char *tab = strchr(row, '\t');
        if (row[0] == '#' || tab == NULL)
            continue;
        *tab = '\0';
        bool found = check(row, tab + 1);
        misses += !found;
        (*count)++;
    }
    free(table);
    return misses;
}

/* rest: REGISTRY TAB CODE, of the first hit. */
static bool finds_registry(char *text, char *rest)
{
    char *tab = strchr(rest, '\t');
    if (tab != NULL)
        *tab = ':';
    return strcmp(first(text), rest) == 0;
}

/* rest: codes of HTTP with commas between them, of which the first hit is one. */
static bool finds_http(char *text, char *rest)
{
    const char *found = first(text);
    size_t len = strcspn(found, ":");
    bool is = false;
    for (char *code = strtok(rest, ","); code != NULL; code = strtok(NULL, ","))
        is = is || (strncmp(found, "http:", len + 1) == 0 && strcmp(found + len + 1, code) == 0);
    return is;
}

/* Texts of public issues and logs. */
static void lines_lead_to_their_registry(void)
{
    size_t count, misses = count_misses("data/lines_registries.tsv", finds_registry, &count);
    CHECK_MSG(count >= 120 && misses * 100 <= count * 2, "%zu of %zu", misses, count);
    misses = count_misses("data/lines_http.tsv", finds_http, &count);
    CHECK_MSG(count >= 60 && misses * 100 <= count * 2, "%zu of %zu", misses, count);
}

/* Any bytes, and the same again. */
static void any_text_is_searched(void)
{
    static const char *const texts[] = {"",           " ",           "in:",
                                        "-in:",       "in:nobody x", "curl: (",
                                        "code = ",    "\xFF\xFE",    "alert alert alert",
                                        "503 ,,,,--", "--"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char *before = xstrdup(first(texts[i]));
        CHECK_STR(first(texts[i]), before);
        free(before);
    }
    struct strbuf text = STRBUF_INIT;
    for (int i = 0; i < 4000; i++)
        strbuf_puts(&text, "DEADLINE_EXCEEDED grpc-status: 14 ");
    first(text.data);
    strbuf_clear(&text);
}

int main(void)
{
    for (size_t i = 0; i < builtin_count; i++)
        library_add(&library, registry_borrow(&builtins[i]), REGISTRY_BUILTIN);
    search = library_search_new(&library, NULL);
    announcer = announcer_new(&library);
    RUN(announced_codes_are_found);
    RUN(names_that_are_nothing_else_are_found);
    RUN(a_code_alone_is_that_of_whoever_has_it);
    RUN(running_text_names_no_code);
    RUN(words_find_further_registries_too);
    RUN(names_of_registries_announce);
    RUN(http_is_meant_where_both_fit);
    RUN(what_fits_as_well_comes_next);
    RUN(in_narrows_and_leaves_out);
    RUN(facets_are_for_the_main_registry_first);
    RUN(lines_lead_to_their_registry);
    RUN(any_text_is_searched);
    hits_clear(&hits);
    library_search_free(search);
    announcer_free(announcer);
    library_clear(&library);
    return check_done();
}
