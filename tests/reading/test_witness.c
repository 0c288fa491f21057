/* Which numbers of a text stand where a status stands. */
#include "config.h"
#include "reading/witness.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "support/builtin.h"
#include "support/check.h"

static struct terms *terms;

/* Finds up to max numbers of a text, in their order. Returns how many. */
static size_t find_numbers(const struct terms *known, const char *text, size_t len,
                           struct number *out, size_t max)
{
    struct number_scan scan = {.terms = known, .text = text, .len = len};
    size_t count = 0;
    while (count < max && witness_next(&scan, &out[count]))
        count++;
    return count;
}

/* The numbers of a text as "404! 153? 7-": a status, a bare one, another one. A status of an
 * upstream has ^ after it, a hint ~. */
static char *numbers_of(const char *text)
{
    struct number numbers[64];
    struct strbuf out = STRBUF_INIT;
    size_t count = find_numbers(terms, text, strlen(text), numbers, 64);
    for (size_t i = 0; i < count; i++) {
        const struct number *number = &numbers[i];
        strbuf_printf(&out, "%s%.*s%c", i > 0 ? " " : "", (int)number->len, text + number->start,
                      "!?-"[number->kind]);
        if (number->upstream)
            strbuf_putc(&out, '^');
        if (number->kind == NUMBER_STATUS && number->witness == WITNESS_COUNT)
            strbuf_putc(&out, '~');
    }
    return strbuf_take(&out);
}

/* The values of the statuses of a text that have the strongest witness. */
static char *statuses_of(const char *text)
{
    struct number numbers[64];
    struct strbuf out = STRBUF_INIT;
    size_t count = find_numbers(terms, text, strlen(text), numbers, 64);
    int strength = 0;
    for (size_t i = 0; i < count; i++)
        if (numbers[i].strength > strength)
            strength = numbers[i].strength;
    for (size_t i = 0; i < count; i++)
        if (numbers[i].kind == NUMBER_STATUS && numbers[i].strength == strength)
            strbuf_printf(&out, "%s%ld", out.len > 0 ? " " : "", numbers[i].value);
    return out.data != NULL ? strbuf_take(&out) : xstrdup("");
}

static void check_statuses(const char *text, const char *expected)
{
    char *found = statuses_of(text);
    CHECK_MSG(strcmp(found, expected) == 0, "%s: found \"%s\", expected \"%s\"", text, found,
              expected);
    free(found);
}

static void check_numbers(const char *text, const char *expected)
{
    char *found = numbers_of(text);
    CHECK_MSG(strcmp(found, expected) == 0, "%s: found \"%s\", expected \"%s\"", text, found,
              expected);
    free(found);
}

static void every_example_of_the_registry_is_found(void)
{
    const struct log_knowledge *logs = &support_http()->logs;
    size_t examples = 0;
    for (size_t i = 0; i < logs->witness_count; i++)
        for (size_t k = 0; k < logs->witnesses[i].examples.count; k++) {
            const char *text = logs->witnesses[i].examples.items[k];
            struct number numbers[16];
            size_t count = find_numbers(terms, text, strlen(text), numbers, 16);
            bool found = false;
            for (size_t n = 0; n < count; n++)
                found = found || (numbers[n].kind == NUMBER_STATUS &&
                                  numbers[n].witness == logs->witnesses[i].id);
            CHECK_MSG(found, "%s: not found by %s", text, witness_names[logs->witnesses[i].id]);
            examples++;
        }
    CHECK(examples > 15);
}

/* What a log or a client writes, and its status. */
static void finds_the_status_of_a_line(void)
{
    static const char *const rows[][2] = {
        {"192.0.2.7 - - [27/Nov/2026:01:54:15 +0000] \"GET /x HTTP/1.1\" 404 14 \"-\" \"c/8\"",
         "404"},
        {"203.0.113.9 - - [..] \"GET / HTTP/1.1\" 404 153", "404"},
        {"100.64.0.7 - - [..] \"GET / HTTP/1.1\" 502 157", "502"},
        {"INFO:     203.0.113.9:51234 - \"GET /x HTTP/1.1\" 422 Unprocessable Entity", "422"},
        {"www.example.com:80 192.0.2.7 - - [x] 1237 \"GET / HTTP/1.1\" 200 6", "200"},
        {"\"GET http://a/ HTTP/1.1\" from 192.0.2.7:50210 - 200 4B in 41us", "200"},
        {"[27/Nov/2026:01:00:00 +0000]\"GET /prod HTTP/1.1\" 403 42 c6af", "403"},
        {"[27/Nov/2026:01:00:00 +0000] \"-\" 408 -", "408"},
        {"[27/Nov/2026:01:00:00 +0000] \"GET /\" 200 271", "200"},
        {"lb haproxy[811]: 10.0.1.5:5432 [..] fe be/s1 0/0/-1/-1/3005 502 212 - - SH-- 1/1/0/0/0 "
         "0/0",
         "502"},
        {"web app/a1 0/0/0/-1/1001 -1 198 - - sH--", "-1"},
        {"0.001 0.003 -1 502 - 34 366 \"GET http://a:80/cart HTTP/1.1\"", "502"},
        {"1795744624.335 44 192.0.2.7 TCP_MISS/404 248 GET http://a/ - HIER_DIRECT/192.0.2.1",
         "404"},
        {"1 2 192.0.2.7 NONE/000 0", "0"},
        {"44 192.0.2.7 TAG_NONE/503", "503"},
        {"2026-11-27 01:54:15 GET /x - 443 - curl - 404 0 2", "404"},
        {"| \"GET /x HTTP/1.1\" | \"\" \"git\" | 200 | 101 | 0 | - | 383 |", "200"},
        {"[x] 192.0.2.7 407 \"CONNECT a.example:443 HTTP/1.1\"", "407"},
        {"CONNECT a.example:443 200", "200"},
        {"msg=\"malformed\" code=401 method=\"GET\" path=/x", "401"},
        {"invalid response from http://a.example/x: 403", "403"},
        {"GET /ok?id=503 200 1 - 0.426 ms", "200"},
        {"2026-11-27T01:54:14+00:00|192.0.2.7|GET|/rate|503|374|0.000", "503"},
        {"Request finished HTTP/2 GET https://a/ - 200 - text/html 43.1ms", "200"},
        {"[I 261127 09:14:01 web:2348] 200 GET /api (203.0.113.14) 1.05ms", "200"},
        {"[404]: GET /x - No such file", "404"},
        {"[GIN] 2026/11/27 - 09:14:01 | 200 |  45.541us | 203.0.113.14 | GET   \"/ping\"", "200"},
        {"GET /x => generated 192 bytes in 21 msecs (HTTP/1.1 200) 4 headers in 188 bytes", "200"},
        {"Completed 404 Not Found in 5ms (Views: 0.4ms | Allocations: 10027)", "404"},
        {"took=200 status=503", "503"},
        {"time=x level=INFO status=200 duration=12ms bytes=500", "200"},
        {"http.response.duration=3.2ms http.response.status=404 http.response.written=157", "404"},
        {"{\"bytes\":500,\"DownstreamStatus\": 404}", "404"},
        {"[  0.031] recv (stream_id=13) :status: 429", "429"},
        {"HTTPError: 404 Client Error: Not Found for url: http://192.0.2.80:8080/missing", "404"},
        {"ClientResponseError: 503, message='Service Unavailable', url=URL('http://a/')", "503"},
        {"AxiosError: Request failed with status code 502", "502"},
        {"Server returned HTTP response code: 500 for URL: https://a/x", "500"},
        {"feign: [502 Bad Gateway] during [GET] to [https://a/x]", "502"},
        {"error: unexpected status code 503 from https://a/v1/x", "503"},
        {"Error: googleapi: Error 409: Already exists", "409"},
        {"curl: (22) The requested URL returned error: 503", "503"},
        {"Failed to fetch http://a/Release  404  Not Found [IP: 203.0.113.14 80]", "404"},
        {"Request failed at settle.js:401:12 with status code 404", "404"},
        {"\"GET /list?page=404&size=500 HTTP/1.1\" 200", "200"},
        {"content-length: 413 HTTP/2 200", "200"},
        {"HTTP_CODE=000", "0"},
        {"HTTP/1.1 742 Whatever", "742"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_statuses(rows[i][0], rows[i][1]);
}

static void what_only_looks_like_a_status_is_none(void)
{
    static const char *const rows[] = {
        "expected status code 200 but got 404",
        "code 404, message File not found) ] code 404",
        "app.service: Main process exited, code=exited, status=203/EXEC",
        "code=exited, status=143/n/a",
        "process finished with exit status 128",
        "Max retries exceeded (ResponseError('too many 500 error responses'))",
        "connect: connection refused (111)",
        "[Errno 104] reset",
        "msg=\"worker exited\" exit_status=137",
        "kernel: [  404.500200] oom-kill: total-vm:502kB",
        "403 252 GET /secret",
        "200 rows were sent",
        "GET /app/ok after 200 1237",
        "[error] 29#29: *404 connect() failed",
        "2026-01-01 10:00:00,404 INFO started",
        "grpc_status=200",
        "SEV=9 IKEDBG/404 RPT=302",
        "CONNECT a.example 200",
        "POST /x finished with 200 files",
        "GET /x 12ms 206 bytes",
        "http://a.example/x: 403 of them",
        "a path /x: 403",
        "192.0.2.7 1.500 302 GET /secret",
        "2026-11-27 01:54:15 copied 404 302 200",
        "2026-11-27 01:54:15 GET /x curl 404 0 2 done",
        "2026-11-27 01:54:15 GET /x curl 404 15",
        "2026-11-27 01:54:15 GET /x curl 404 2148 2 15",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_statuses(rows[i], "");
}

static void sorts_the_other_numbers(void)
{
    check_numbers("203.0.113.9:51234", "203- 0- 113- 9- 51234-");
    check_numbers("502 or 504", "502? 504?");
    check_numbers("502/504", "502? 504?");
    check_numbers("lots of 429s today", "429?");
    check_numbers("500s", "500?");
    check_numbers("took 500 ms", "500-");
    check_numbers("settle.js:401:12", "401- 12-");
    check_numbers("10:00:00,404", "10- 00- 00- 404-");
    check_numbers("https://a/orders/404?page=500", "404- 500-");
    check_numbers("port=404 \"port\": 404", "404- 404-");
    check_numbers("pid 404", "404-");
    check_numbers("*404 29#29", "404- 29- 29-");
    check_numbers("404.13", "404? 13-");
    check_numbers("\xe9\x94\x99\xe8\xaf\xaf"
                  "404",
                  "404?");
    check_numbers("HTTP 502", "502!~");
    check_numbers("npm ERR! code E403", "403!~");
    check_numbers("{\"code\": 200, \"data\": {\"status\":404}}", "200!~ 404!");
    check_numbers("status=504 upstream_status=502", "504! 502!^");
    check_numbers("us=\"502, 200\"", "502!^ 200!^");
    check_numbers("AH01630 1.2.3 sha256 99999999999999999999",
                  "01630- 1- 2- 3- 256- 99999999999999999999?");
}

static void reads_texts_of_any_bytes(void)
{
    static const char nothing[] = "";
    struct number numbers[4];
    CHECK_INT(find_numbers(terms, nothing, 0, numbers, 4), 0);
    char text[600];
    for (unsigned seed = 1; seed < 3000; seed++) {
        unsigned state = seed * 2654435761u;
        size_t len = seed % sizeof text;
        static const char bytes[] = "0123456789/.:-\"' |[]{}=HTPGEstaucod\\\t%?&,#*\xff\0";
        char *copy = xmalloc(len + 1); /* of just the bytes, for sanitizers */
        for (size_t i = 0; i < len; i++) {
            state = state * 1664525u + 1013904223u;
            copy[i] = bytes[(state >> 16) % (sizeof bytes - 1)];
        }
        struct number found[600];
        size_t count = find_numbers(terms, copy, len, found, 600);
        size_t end = 0;
        for (size_t i = 0; i < count; i++) {
            CHECK(found[i].start >= end && found[i].start + found[i].len <= len);
            end = found[i].start + found[i].len;
        }
        free(copy);
    }
}

static void what_an_overlay_adds_counts(void)
{
    struct registry own = *support_http();
    static const char *const names[] = {"answer"};
    static const struct log_witness off[] = {{.id = WITNESS_NAME, .strength = 7}};
    own.logs.status_names = (struct string_list){names, 1};
    own.logs.witnesses = off;
    own.logs.witness_count = 1;
    struct terms *ours = terms_new(&own);
    static const char text[] = "\"GET / HTTP/1.1\" 502 1 answer=404 code 502";
    struct number numbers[8];
    CHECK_INT(find_numbers(ours, text, strlen(text), numbers, 8), 6);
    CHECK_INT(numbers[2].kind, NUMBER_BARE);
    CHECK_INT(numbers[4].kind, NUMBER_STATUS);
    CHECK_INT(numbers[5].strength, WITNESS_WEAK_HINT);
    terms_free(ours);
}

int main(void)
{
    terms = terms_new(support_http());
    RUN(every_example_of_the_registry_is_found);
    RUN(finds_the_status_of_a_line);
    RUN(what_only_looks_like_a_status_is_none);
    RUN(sorts_the_other_numbers);
    RUN(reads_texts_of_any_bytes);
    RUN(what_an_overlay_adds_counts);
    terms_free(terms);
    return check_done();
}
