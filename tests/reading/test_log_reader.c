/* Inputs as a whole: what they are, what counts in them, and what must not. */
#include "config.h"
#include "reading/log_reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "support/builtin.h"
#include "support/check.h"
#include "support/files.h"

static struct terms *terms;

static struct seen *read_bytes(const char *bytes, size_t len)
{
    struct seen *seen = seen_new();
    struct reading_setup setup = {.year = 2026};
    struct log_reader *reader = log_reader_new(terms, seen, &setup);
    log_reader_feed(reader, bytes, len);
    log_reader_end(reader);
    log_reader_free(reader);
    return seen;
}

/* "404:2 500:1", by the number. */
static char *counts_of(const struct seen *seen)
{
    struct strbuf out = STRBUF_INIT;
    for (int code = 0; code < SEEN_CODES; code++) {
        char text[SEEN_CODE_BYTES];
        seen_put_code(code, text);
        if (seen->codes[code].count > 0)
            strbuf_printf(&out, "%s%s:%llu", out.len > 0 ? " " : "", text,
                          (unsigned long long)seen->codes[code].count);
    }
    return out.data != NULL ? strbuf_take(&out) : xstrdup("");
}

static void check_counts(const char *input, const char *expected)
{
    struct seen *seen = read_bytes(input, strlen(input));
    char *found = counts_of(seen);
    CHECK_MSG(strcmp(found, expected) == 0, "%s\nfound \"%s\", expected \"%s\"", input, found,
              expected);
    free(found);
    seen_free(seen);
}

static void finds_what_an_input_is(void)
{
    check_counts("", "");
    check_counts("\n\n \n", "");
    check_counts("\xEF\xBB\xBFHTTP/1.1 404 Not Found\r\n", "404:1");
    check_counts("{\"status\":404,\"method\":\"GET\"}\n{\"status\":500,\"path\":\"/\"}\n",
                 "404:1 500:1");
    check_counts("{\n \"status\": 404,\n \"method\": \"GET\"\n}\n{\n\"status\":500,\"url\":\"/\"}",
                 "404:1 500:1");
    check_counts("[{\"status\":404,\"method\":\"GET\"},\n{\"status\":404,\"path\":\"/\"}]",
                 "404:2");
    check_counts("start\n{\"status\":404,\"method\":\"GET\"}\nGET /x 500 1 ms\n", "404:1 500:1");
    check_counts("[  0.031] recv :status: 429\n[ 0.05] recv :status: 200\n", "200:1 429:1");
}

/* Of a message only the head counts. */
static void content_does_not_count(void)
{
    check_counts("HTTP/1.1 400 Bad Request\nContent-Length: 24\n\nHTTP/1.1 500 is content\n",
                 "400:1");
    check_counts("HTTP/1.1 200 OK\nContent-Length: 5\n\nhelloHTTP/1.1 404 Not Found\n\n",
                 "200:1 404:1");
    check_counts(
        "HTTP/1.1 302 Found\nContent-Length: 138\n\nHTTP/1.1 200 OK\nContent-Length: 9\n\n",
        "200:1 302:1");
    check_counts("HTTP/1.1 204 No Content\nContent-Length: 99\n\nHTTP/1.1 200 OK\n\n",
                 "200:1 204:1");
    check_counts("> GET / HTTP/1.1\n>\n< HTTP/1.1 429 Too Many Requests\n<\nHTTP/1.1 500 x\n"
                 "{\"status\":400}\n502 Bad Gateway\n",
                 "429:1");
    check_counts("GET / HTTP/1.1\nHost: a\n\n", "");
    /* A meter of progress shares lines with the trace. */
    check_counts(
        "  0  0 --:--:--  0\r* Trying 192.0.2.80:443...\n  0  0 0\r> GET / HTTP/1.1\r\n>\r\n"
        "  0  0 --:--:-- 0\r< HTTP/1.1 503 Service Unavailable\r\n<\r\n",
        "503:1");
}

/* Who defines a code that several have. */
/* Requests as messages and responses as lines: what a program in between says, its content does
 * not. */
static void responses_may_be_lines(void)
{
    static const char request[] = "REQUEST:\nGET /a HTTP/1.1\nHost: a\n\n";
    struct strbuf text = STRBUF_INIT;
    strbuf_printf(&text, "%sRESPONSE: (GET http://a/b) 404 h1\nRESPONSE: (GET http://a/c) 500\n",
                  request);
    check_counts(text.data, "404:1 500:1");
    strbuf_reset(&text);
    strbuf_printf(&text, "%sstatus=404\n{\"uri\":\"GET /x 404\"}\nHTTP/1.1 200 OK\n\nGET /a 404\n",
                  request);
    check_counts(text.data, "200:1");
    strbuf_clear(&text);
}

static void a_name_or_a_place_says_whose_code_it_is(void)
{
    static const struct {
        const char *line, *owner;
        int code;
    } rows[] = {
        {"{\"response_code\":0,\"response_flags\":\"DC\",\"method\":\"GET\"}\n", "Envoy", 0},
        {"[x] \"GET / HTTP/1.1\" 0 DC 0 0 1 -\n", "Envoy", 0},
        {"fe be/s1 0/0/-1/-1/3005 -1 212 - - CR--\n", "HAProxy", SEEN_MINUS},
        {"1 2 192.0.2.7 NONE/000 0\n", "Squid", SEEN_ZEROS},
        {"0.1 0.2 -1 460 - 34\n", "AWS ALB", 460},
        {"#Fields: sc-status x-edge-location\n000 SEA\n", "CloudFront", SEEN_ZEROS},
        {"{\"log\":{\"entries\":[{\"startedDateTime\":\"x\",\"response\":{\"status\":0}}]}}\n",
         "Browser", 0},
        {"status=404\n", NULL, 404},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct seen *seen = read_bytes(rows[i].line, strlen(rows[i].line));
        CHECK_MSG(seen->codes[rows[i].code].count == 1, "%s", rows[i].line);
        CHECK_STR(seen->codes[rows[i].code].owner, rows[i].owner);
        seen_free(seen);
    }
}

/* @timestamp, _url: shippers put a sign in front of names. */
static void names_may_begin_with_a_sign(void)
{
    static const char line[] = "{\"@timestamp\":\"2026-11-27T01:54:15Z\",\"log.@status\":404,"
                               "\"_method\":\"GET\",\"__url\":\"/x\"}\n";
    struct seen *seen = read_bytes(line, strlen(line));
    CHECK_INT(seen->codes[404].count, 1);
    CHECK(seen->codes[404].first.known);
    CHECK(seen->codes[404].detail != NULL && seen->codes[404].detail->targets.count == 1);
    seen_free(seen);
}

/* What JSON may hold besides the status of its record. */
static void a_record_has_one_status(void)
{
    check_counts("{\"status\":404}\n", "");
    check_counts("{\"status\":\"200 rows\",\"method\":\"GET\"}\n", "");
    check_counts("{\"grpc_status\":\"14\",\"response_code\":499,\"exit_code\":137}\n", "499:1");
    check_counts("{\"code\":404,\"message\":\"Not Found\"}\n", "404:1");
    check_counts("{\"code\":404,\"message\":\"no\"}\n", "");
    check_counts("{\"error\":{\"code\":429}}\n", "429:1");
    check_counts("{\"log\":\"\\\"GET / HTTP/1.1\\\" 502 1\\n\",\"stream\":\"stdout\"}\n", "502:1");
    check_counts(
        "{\"message\":\"status code 502\",\"http\":{\"response\":{\"status_code\":503}}}\n",
        "503:1");
    check_counts("{\"status\":502,\"method\":\"GET\",\"logger\":\"http.log.error.log0\"}\n", "");
    check_counts("{\"metric\":\"other\",\"status\":200,\"url\":\"/\"}\n", "");
    check_counts("{\"headers\":[{\"a\":1},[2]],\"res\":{\"statusCode\":404}}\n", "404:1");
    check_counts("{\"\\u0073tatus\":4,\"st\\u0061tusCode\":\"404\"}\n", "404:1");
}

/* The moment of a record is its own, whatever the records before it had. */
static void a_record_has_its_own_moment(void)
{
    static const char lines[] = "{\"time\":\"2026-11-27T01:00:00Z\",\"status\":404,\"url\":\"/\"}\n"
                                "{\"time\":\"2026-11-27T01:00:00Z\",\"status\":500,\"url\":\"/\"}\n"
                                "{\"time\":\"2026-11-27T01:00:00.0000000000000000000000000Z\","
                                "\"status\":502,\"url\":\"/\"}\n"
                                "{\"time\":\"\",\"status\":503,\"url\":\"/\"}\n"
                                "{\"time\":\"2026-11-27T02:00:00Z\",\"status\":500,\"url\":\"/\"}\n"
                                "{\"time\":\"no time\",\"status\":504,\"url\":\"/\"}\n"
                                "{\"status\":507,\"url\":\"/\"}\n";
    struct seen *seen = read_bytes(lines, sizeof lines - 1);
    CHECK_INT(seen->codes[404].last.seconds, 1795741200);
    CHECK_INT(seen->codes[500].first.seconds, 1795741200);
    CHECK_INT(seen->codes[500].last.seconds, 1795744800);
    CHECK(!seen->codes[503].first.known && !seen->codes[504].first.known);
    CHECK(!seen->codes[507].first.known);
    seen_free(seen);
}

static void check_slowest(const char *input, const char *part)
{
    struct seen *seen = read_bytes(input, strlen(input));
    const struct seen_detail *detail = seen->codes[200].detail;
    CHECK_MSG(detail->slowest.text != NULL && strstr(detail->slowest.text, part) != NULL,
              "%s: the slowest is \"%s\", expected %s", input,
              detail->slowest.text != NULL ? detail->slowest.text : "none", part);
    seen_free(seen);
}

static void the_slowest_line_of_a_code_is_kept(void)
{
    check_slowest("\"GET /a HTTP/1.1\" 200 6 rt=0.000\n\"GET /b?rt=99 HTTP/1.1\" 200 6 rt=0.010\n"
                  "\"GET /c HTTP/1.1\" 200 6 rt=12.345\n\"GET /d HTTP/1.1\" 200 6 rt=1.010\n",
                  "/c");
    check_slowest("{\"url\":\"/a\",\"status\":200,\"latency\":\"900us\"}\n"
                  "{\"url\":\"/b\",\"status\":200,\"latency\":\"1.2s\"}\n"
                  "{\"url\":\"/c\",\"status\":200,\"latency\":\"13ms\"}\n"
                  "{\"url\":\"/d\",\"status\":200,\"latency\":99}\n",
                  "/b");
    check_slowest("status=200 path=/a service=40ms\nstatus=200 path=/b service=30001ms\n"
                  "status=404 path=/c service=40000ms\nstatus=200 path=/d\n",
                  "/b");
}

static void broken_json_is_text(void)
{
    check_counts("{\"status\":404,\"method\":\"GET\n", "404:1");
    check_counts("{\n\"a\": 1,\n}\nGET /x 404 1 ms\n", "404:1");
    check_counts("{\"a\":tru} status=404\n", "404:1");
    struct strbuf deep = STRBUF_INIT;
    strbuf_puts(&deep, "{\"path\":1,\"a\":");
    strbuf_pad(&deep, '[', 100);
    strbuf_puts(&deep, " status=404\n");
    check_counts(deep.data, "404:1");
    strbuf_clear(&deep);
}

static void lists_of_counts_count_as_they_say(void)
{
    check_counts("[200]\t5 responses\n[503]\t10 responses\nHTTP/1.1\" 404\n", "200:5 503:10");
    check_counts("Status Codes  [code:count]  200:160  429:30\n429 Too Many Requests\n",
                 "200:160 429:30");
    check_counts("Status Codes  [code:count]  0:4  200:1\n", "0:4 200:1");
}

static void tables_have_a_header(void)
{
    check_counts("#Fields: date time cs-method sc-status\n2026-11-27 09:00:00 GET 404\n"
                 "2026-11-27 09:00:00 USER 331\n",
                 "404:1");
    check_counts("time,responseCode,label\n1,404,\"a, 500\"\n2,200,b\n", "200:1 404:1");
    check_counts("a,b,c\n1,404,2\n", "");
    check_counts("#Fields: sc-status sc-bytes\n000 200\n", "000:1");
}

/* One after another, each is what it is. */
static void inputs_do_not_disturb_each_other(void)
{
    static const char *const inputs[] = {
        "odd\nGET /a 404 1 ms\n", "* Trying\n< HTTP/1.1 429 Too Many Requests\n<\n",
        "{\"status\":500,\"path\":\"/\"}\n", "a,responseCode,c\n1,404,2\n", "GET /b 404 1 ms\n"};
    struct seen *seen = seen_new();
    struct reading_setup setup = {.year = 2026};
    struct log_reader *reader = log_reader_new(terms, seen, &setup);
    for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
        log_reader_feed(reader, inputs[i], strlen(inputs[i]));
        log_reader_end(reader);
    }
    log_reader_free(reader);
    char *counts = counts_of(seen);
    CHECK_STR(counts, "404:3 429:1 500:1");
    CHECK_INT(seen->lines, 7);
    CHECK_INT(seen->not_understood, 1);
    CHECK(!seen->exchange);
    free(counts);
    seen_free(seen);
}

/* Lines of logs that public tests of other parsers have. */
static void finds_what_other_parsers_test(void)
{
    check_counts("[27/Nov/2026:09:14:01 +0000] - 200 404 - GET http www.example.com \"/x\" [Client "
                 "203.0.113.9] [Length 548]\n",
                 "404:1");
    check_counts("2026-11-27\t09:14:01\tSEA19-C1\t48\t203.0.113.9\tGET\td1.example.net\t/"
                 "view\t400\t-\n",
                 "400:1");
    check_counts("[error] 12#12: *3 ModSecurity: Access denied with code 403 (phase 2).\n",
                 "403:1");
    check_counts("2026-11-27 09:14:01: App: POST /login (403) (12ms)\n", "403:1");
    check_counts("0.000073 0.001048 0.000057 200 502 0 29 \"GET http://a:80/ HTTP/1.1\"\n",
                 "200:1");
    check_counts("app/x 203.0.113.9:28 - -1 -1 -1 460 - 34 366 \"GET http://a:80/ HTTP/1.1\"\n",
                 "460:1");
    check_counts("0.001069 0.000028 0.000041 - - 82 305 \"- - - \" \"-\" - -\n", "");
    check_counts("S3.EXPIRE.OBJECT key \"-\" - - - 200 - - \"-\" \"-\" -\n", "");
    check_counts("[x] \"GET / HTTP/2\" 0 - http2.remote_reset - \"-\" 0 0 0\n", "0:1");
    check_counts("at=error code=H12 path=\"/\" connect=0ms service=30001ms status=503 bytes=0\n",
                 "503:1");
    check_counts("Response { status: 403, statusText: \"Forbidden\" }\n", "403:1");
    check_counts("Response status code does not indicate success: 404 (Not Found).\n", "404:1");
    check_counts("##[error] GET /x 404 1 ms\n# GET /x 404 1 ms\n", "404:1");
    check_counts("2026-11-27 app: fetch \"/x\" failed: Not Found (404)\n", "404:1");
    check_counts("Found - 302 files\nFound (302)\n", "");
    check_counts("event code=404 request=GET /x\nexit code=404\nGET /y returned 500\n"
                 "the query returned 200 rows\n",
                 "404:1 500:1");
    check_counts("POST | 500 | 192.0.2.7 | http://a/x |\nA | 404 | b\n", "500:1");
    check_counts("bad response Not Found 404\nConflict 409 times\n", "404:1");
    check_counts("GET \"/x\": 404\nGET /y =404=\n", "404:1");
    check_counts("A long message about an HTTP request - 404\na b - 404\n", "404:1");
    check_counts("{\"code\":404,\"path\":\"/x\"}\n{\"code\":404,\"verb\":\"GET\"}\n", "404:1");
    check_counts("Readiness probe failed: HTTP probe failed with statuscode: 503\n", "503:1");
}

static void what_is_not_sure_is_not_guessed(void)
{
    check_counts("status=404 status=500\n", "");
    check_counts("1.1.1.1 [27/Nov/2026:01:56:47 +0000] 403 252 GET /secret\n", "");
    check_counts("expected status code 200 but got 404\n", "");
    struct strbuf many = STRBUF_INIT;
    for (int i = 0; i < 100; i++)
        strbuf_puts(&many, "123 ");
    strbuf_puts(&many, "status=404\n");
    check_counts(many.data, "");
    strbuf_clear(&many);
}

/* Colours, carriage returns, NUL, broken UTF-8, no end. */
static void reads_any_bytes(void)
{
    check_counts("\033[0mGET /ok \033[32m200\033[0m 3 ms\n", "200:1");
    check_counts("  0  5  0 503\rcurl: (22) The requested URL returned error: 500\n", "500:1");
    static const char zero[] = "GET /\0\0 404 1 ms\nGET /\xff\xfe 500 1 ms";
    struct seen *seen = read_bytes(zero, sizeof zero - 1);
    CHECK_INT(seen->codes[404].count, 1);
    CHECK_INT(seen->codes[500].count, 1);
    CHECK_INT(seen->lines, 2);
    seen_free(seen);
}

static void an_endless_line_is_read_to_its_bound(void)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_puts(&text, "GET /x 404 1 ms ");
    strbuf_pad(&text, 'x', 300000);
    strbuf_puts(&text, "\nGET /y 500 1 ms\n");
    check_counts(text.data, "404:1 500:1");
    strbuf_clear(&text);
    /* A long line of JSON is read whole. */
    strbuf_puts(&text, "{\"pad\":\"");
    strbuf_pad(&text, 'x', 300000);
    strbuf_puts(&text, "\",\"status\":404,\"method\":\"GET\"}\n{\"status\":500,\"path\":\"/\"}\n");
    check_counts(text.data, "404:1 500:1");
    char *marked = xstrdup(text.data);
    strbuf_reset(&text);
    strbuf_printf(&text, "\xEF\xBB\xBF%s", marked); /* the mark of UTF-8, as Fiddler writes it */
    check_counts(text.data, "404:1 500:1");
    free(marked);
    strbuf_clear(&text);
}

static bool is_same_text(const struct seen_example *a, const struct seen_example *b)
{
    return (a->text == NULL) == (b->text == NULL) &&
           (a->text == NULL || (a->len == b->len && memcmp(a->text, b->text, a->len) == 0));
}

static void check_same_detail(int code, const struct seen_code *a, const struct seen_code *b)
{
    const struct seen_detail *one = a->detail, *other = b->detail;
    CHECK_MSG(a->count == b->count && a->first.seconds == b->first.seconds &&
                  a->last.seconds == b->last.seconds && a->last.zone == b->last.zone,
              "%d: counts or times", code);
    CHECK_MSG((one == NULL) == (other == NULL), "%d: detail", code);
    if (one == NULL || other == NULL)
        return;
    CHECK_MSG(is_same_text(&one->first, &other->first), "%d: first line", code);
    CHECK_MSG(is_same_text(&one->newest, &other->newest), "%d: newest line", code);
    CHECK_MSG(is_same_text(&one->slowest, &other->slowest), "%d: slowest line", code);
    CHECK_MSG(memcmp(one->rate.counts, other->rate.counts, sizeof one->rate.counts) == 0,
              "%d: rate", code);
    CHECK_MSG(one->targets.count == other->targets.count, "%d: targets", code);
    for (size_t i = 0; i < one->targets.count && i < other->targets.count; i++)
        CHECK_MSG(one->targets.places[i].count == other->targets.places[i].count &&
                      one->targets.places[i].hash == other->targets.places[i].hash,
                  "%d: target %zu", code, i);
}

/* Lines of one second are added together. Reading them one by one gives the same. */
static void plain_lines_are_added_as_others(void)
{
    static const int codes[] = {200, 404, 200, 301, 200, 503};
    struct strbuf text = STRBUF_INIT;
    for (int i = 0; i < 400; i++)
        strbuf_printf(
            &text, "192.0.2.%d - - [18/Nov/2026:11:%02d:%02d +0%d00] \"GET /%d?q HTTP/%s\" %d 5%s",
            i % 9, i / 90, i / 7 % 60, i / 300, i, i % 5 == 0 ? "2" : "1.1", codes[i % 6],
            i % 4 == 0 ? "\r\n" : "\n");
    struct seen *whole = read_bytes(text.data, text.len), *lines = seen_new();
    struct reading_setup setup = {.year = 2026};
    struct log_reader *reader = log_reader_new(terms, lines, &setup);
    for (size_t at = 0; at < text.len; at++)
        log_reader_feed(reader, text.data + at, 1);
    log_reader_end(reader);
    log_reader_free(reader);
    CHECK(whole->lines == 400 && whole->understood == 400 && lines->understood == 400);
    CHECK(whole->codes[404].count == 67 && whole->codes[404].detail->targets.full);
    for (int code = 0; code < SEEN_CODES; code++)
        check_same_detail(code, &whole->codes[code], &lines->codes[code]);
    seen_free(whole);
    seen_free(lines);
    strbuf_clear(&text);
}

/* A byte changed or lost anywhere in a sample breaks nothing, and pieces do not matter then. */
static void changed_samples_give_the_same_in_pieces(void)
{
    static const char *const names[] = {"hostile.log",     "envoy-json.log", "har-chrome.har",
                                        "raw-interim.txt", "iis-w3c.log",    "nginx-combined.log"};
    unsigned seed = 7;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct strbuf path = STRBUF_INIT;
        size_t len;
        strbuf_printf(&path, "data/samples/%s", names[i]);
        char *bytes = support_read(path.data, &len);
        strbuf_clear(&path);
        CHECK_MSG(bytes != NULL, "%s", names[i]);
        for (int run = 0; bytes != NULL && run < (support_is_exhaustive() ? 3000 : 40); run++) {
            char *copy = xmalloc(len);
            memcpy(copy, bytes, len);
            for (int k = 0; k < 4; k++)
                copy[support_random(&seed, (unsigned)len)] =
                    "\"{}[]:,\n\r 0x\xff"[support_random(&seed, 13)];
            struct seen *whole = read_bytes(copy, len), *pieces = seen_new();
            struct reading_setup setup = {.year = 2026};
            struct log_reader *reader = log_reader_new(terms, pieces, &setup);
            for (size_t at = 0, part; at < len; at += part) {
                part = 1 + support_random(&seed, 40);
                part = part < len - at ? part : len - at;
                log_reader_feed(reader, copy + at, part);
            }
            log_reader_end(reader);
            log_reader_free(reader);
            char *one = counts_of(whole), *other = counts_of(pieces);
            CHECK_MSG(strcmp(one, other) == 0 && whole->lines == pieces->lines, "%s: %s and %s",
                      names[i], one, other);
            free(one);
            free(other);
            free(copy);
            seen_free(whole);
            seen_free(pieces);
        }
        free(bytes);
    }
}

int main(void)
{
    terms = terms_new(support_http());
    RUN(finds_what_an_input_is);
    RUN(content_does_not_count);
    RUN(responses_may_be_lines);
    RUN(a_name_or_a_place_says_whose_code_it_is);
    RUN(names_may_begin_with_a_sign);
    RUN(a_record_has_one_status);
    RUN(a_record_has_its_own_moment);
    RUN(the_slowest_line_of_a_code_is_kept);
    RUN(broken_json_is_text);
    RUN(lists_of_counts_count_as_they_say);
    RUN(tables_have_a_header);
    RUN(inputs_do_not_disturb_each_other);
    RUN(finds_what_other_parsers_test);
    RUN(what_is_not_sure_is_not_guessed);
    RUN(reads_any_bytes);
    RUN(an_endless_line_is_read_to_its_bound);
    RUN(plain_lines_are_added_as_others);
    RUN(changed_samples_give_the_same_in_pieces);
    terms_free(terms);
    return check_done();
}
