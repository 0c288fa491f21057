/* Heads of messages as clients show them: their fields, what is odd about the lines, the content.
 */
#include "config.h"
#include "reading/answers.h"

#include <stdlib.h>
#include <string.h>

#include "reading/log_reader.h"
#include "support/builtin.h"
#include "support/check.h"

static struct terms *terms;

static struct answers *read_pieces(const char *input, size_t len, size_t piece)
{
    struct seen *seen = seen_new();
    struct answers *answers = answers_new();
    struct reading_setup setup = {.year = 2026, .answers = answers};
    struct log_reader *reader = log_reader_new(terms, seen, &setup);
    for (size_t at = 0; at < len; at += piece)
        log_reader_feed(reader, input + at, len - at < piece ? len - at : piece);
    log_reader_end(reader);
    log_reader_free(reader);
    seen_free(seen);
    return answers;
}

static void put_span(const struct answer *answer, struct answer_span span, struct strbuf *out)
{
    struct seen_text text = answer_text(answer, span);
    strbuf_add(out, text.bytes, text.len);
}

static void put_head(const struct answer *answer, const struct head *head, struct strbuf *out)
{
    if (!head->known)
        return;
    put_span(answer, head->method, out);
    put_span(answer, head->target, out);
    if (head->code != SEEN_NO_CODE)
        strbuf_printf(out, "%d", head->code);
    strbuf_printf(out, "/%d%s%s", head->version, head->raw ? " raw" : "", head->cut ? " cut" : "");
    for (size_t i = head->first; i < head->first + head->count; i++) {
        strbuf_puts(out, " ");
        put_span(answer, answer->fields[i].name, out);
        strbuf_puts(out, "=");
        put_span(answer, answer->fields[i].value, out);
    }
    strbuf_puts(out, "|");
}

/* "GET/x/2 raw Host=a|200/2 raw Date=b|5 bytes hello" for each answer. */
static char *shown(const struct answers *answers)
{
    struct strbuf out = STRBUF_INIT;
    for (size_t i = 0; i < answers_count(answers); i++) {
        const struct answer *answer = answers_at(answers, i);
        put_head(answer, &answer->request, &out);
        put_head(answer, &answer->response, &out);
        if (answer->content_bytes > 0)
            strbuf_printf(&out, "%s%llu ", answer->content_known ? "" : "about ",
                          (unsigned long long)answer->content_bytes);
        put_span(answer, answer->content, &out);
        if (answer->took_ms > 0)
            strbuf_printf(&out, "%llu ms", (unsigned long long)answer->took_ms);
        strbuf_puts(&out, ";");
    }
    return strbuf_take(&out);
}

/* However the input is cut into pieces. */
static void check_answers(const char *input, const char *expected)
{
    static const size_t pieces[] = {1, 7, 65536};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct answers *answers = read_pieces(input, strlen(input), pieces[i]);
        char *found = shown(answers);
        CHECK_MSG(strcmp(found, expected) == 0, "%s\nin pieces of %zu\nfound    %s\nexpected %s",
                  input, pieces[i], found, expected);
        free(found);
        answers_free(answers);
    }
}

static void reads_raw_messages(void)
{
    check_answers("GET /x HTTP/1.1\r\nHost: a\r\n\r\n"
                  "HTTP/1.1 103 Early Hints\r\nLink: <b>\r\n\r\n"
                  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                  "GET/x/2 raw Host=a|103/2 raw Link=<b>|;"
                  "GET/x/2 raw Host=a|200/2 raw Content-Length=5|5 hello;");
    check_answers("HTTP/1.0 301 Moved\nLocation: /a\n\nHTTP/1.1 200 OK\n",
                  "301/1 raw Location=/a|;200/2 raw|;");
}

static void reads_what_clients_show(void)
{
    check_answers("* Trying\n> GET /a HTTP/2\n> Host: b\n> \n< HTTP/2 502 \n< date: c\n< \n"
                  "{ [5 bytes data]\n<html>\nhello\n* left intact\n",
                  "GET/a/3 Host=b|502/3 date=c|about 13 <html>\nhello\n;");
    check_answers("waiting... \n  HTTP/1.1 503 Service Unavailable\n  Retry-After: soon\n"
                  "2026-11-27 01:54:16 ERROR 503: Service Unavailable.\n",
                  "503/2 Retry-After=soon|;");
    check_answers("=> Send header, 40 bytes (0x28)\n0000: GET /m HTTP/1.1\n0017: Host: a\n0047: \n"
                  "<= Recv header\n0000: HTTP/1.1 404 Not Found\n<= Recv header\n0000: Server: b\n"
                  "0000: \n<= Recv data\n0000: gone\n",
                  "GET/m/2 Host=a|404/2 Server=b|;");
}

/* What HTTP/2 has in place of a start line, after what each tool writes in front of its lines. */
static void reads_heads_that_begin_with_pseudo_fields(void)
{
    check_answers("[  0.000] send HEADERS frame <length=39, stream_id=13>\n"
                  "          :method: GET\n          :path: /a\n          :scheme: https\n"
                  "          accept: */*\n[  0.001] recv (stream_id=13) :status: 103\n"
                  "[  0.001] recv (stream_id=13) link: <b>\n"
                  "[  9.999] recv (stream_id=13) :status: 404\n"
                  "[  9.999] recv (stream_id=13) server: c\n"
                  "[ 10.000] recv (stream_id=13) content-length: 3\n"
                  "[ 10.000] recv HEADERS frame\nno: content\n:status 200\n",
                  "GET/a/0 accept=*/*|103/0 link=<b>|;"
                  "GET/a/0 accept=*/*|404/0 server=c content-length=3|;");
    check_answers("[x] request headers complete:\n':authority', 'a'\n':path', '/b'\n"
                  "':method', 'POST'\n'te', 'trailers'\n\n[x] encoding headers:\n"
                  "':status', '503'\n'server', 'it''s, \"envoy\"'\n\n[x] 'not', 'a field'\n",
                  "POST/b/0 Host=a te=trailers|503/0 server=it''s, \"envoy\"|;");
    check_answers("1.1 header \":method\" = \"GET\"\n1.1 header \":path\" = \"/a\"\n"
                  "1.1 header \":method\" = \"GET\"\n1.1 header \":path\" = \"/b\"\n"
                  "1.1 got \":status\" = \"200\"\n1.1 got \"a\" = \"b\"\n",
                  "200/0 a=b|;");
}

/* Two requests wait: which of them is answered first is not known. */
static void guesses_no_request(void)
{
    check_answers("GET /a HTTP/1.1\n\nGET /b HTTP/1.1\n\nHTTP/1.1 200 A\n\nHTTP/1.1 404 B\n\n"
                  "GET /c HTTP/1.1\n\nHTTP/1.1 500 C\n\n",
                  "200/2 raw|;404/2 raw|;GET/c/2 raw|500/2 raw|;");
    check_answers("GET /a HTTP/1.1\n\nGET /a HTTP/1.1\n\nHTTP/1.1 200 A\n\n",
                  "GET/a/2 raw|200/2 raw|;");
}

/* A word that looks like a pseudo-field begins no message. */
static void begins_only_with_what_a_pseudo_field_may_be(void)
{
    check_answers("  :status: ok\n :status: 2000\n x:status: 200\n  :path: a\n  :method: none\n"
                  "* [HTTP/2] [1] [:status: 404]\n  ':status' 404\n  :status 404\n :status\n",
                  "");
}

/* Content in colours is written again by the client, so its length says nothing. */
static void reads_messages_in_colours(void)
{
    check_answers(
        "\033[34mHTTP\033[39;49;00m/\033[34m1.1\033[39m \033[34m401\033[39m \033[36mUnauthorized"
        "\033[39m\r\n\033[36mAge\033[39m: 1\r\n\r\n{\033[34m\"a\"\033[39m: 1}\n",
        "401/2 Age=1|about 9 {\"a\": 1}\n;");
}

static void reads_what_browsers_save(void)
{
    check_answers(
        "{\"log\": {\"entries\": [{\"request\": {\"method\": \"GET\", \"url\": "
        "\"https://a.example/x\", \"headers\": [{\"name\": \":method\", \"value\": "
        "\"GET\"}, {\"name\": \"Accept\", \"value\": \"*/*\"}]}, \"response\": "
        "{\"status\": 404, \"headers\": [{\"name\": \"Age\", \"value\": \"1\"}]}},\n"
        "{\"request\": {\"method\": \"GET\", \"url\": \"/y\"}, \"response\": {\"status\": "
        "0, \"headers\": [{\"name\": \"b\", \"value\": \"c\"}]}},"
        "{\"request\": {\"method\": \"PUT\", \"url\": \"/z\"}, \"response\": {\"status\": "
        "500}}]}}\n",
        "GEThttps://a.example/x/0 Accept=*/*|404/0 Age=1|;PUT/z/0|500/0|;");
}

/* Some write the time before the messages, some after them, and some leave it out or write -1. */
static void reads_how_long_an_exchange_took(void)
{
    check_answers(
        "{\"log\": {\"entries\": ["
        "{\"time\": 12.75, \"request\": {\"url\": \"/a\"}, \"response\": {\"status\": 200}},"
        "{\"time\": 30, \"request\": {\"url\": \"/b\"}, \"response\": {\"status\": 0}},"
        "{\"request\": {\"url\": \"/c\"}, \"response\": {\"status\": 201}},"
        "{\"time\": -1, \"request\": {\"url\": \"/d\"}, \"response\": {\"status\": 202}}]}}\n",
        "/a/0|200/0|12 ms;/c/0|201/0|;/d/0|202/0|;");
    check_answers("{\"log\": {\"entries\": ["
                  "{\"request\": {\"url\": \"/a\"}, \"response\": {\"status\": 200}},"
                  "{\"request\": {\"url\": \"/b\"}, \"response\": {\"status\": 0}, \"time\": 5},"
                  "{\"request\": {\"url\": \"/c\"}, \"response\": {\"status\": 201}, "
                  "\"time\": 99999999999999999999}]}}\n",
                  "/a/0|200/0|;/c/0|201/0|999999999999 ms;");
}

/* The facts of the only answer of the input. */
static unsigned facts_of(const char *input, size_t len)
{
    struct answers *answers = read_pieces(input, len, len);
    unsigned facts = answers_count(answers) == 1 ? answers_at(answers, 0)->response.facts : ~0u;
    answers_free(answers);
    return facts;
}

static void sees_odd_lines(void)
{
#define HEAD "HTTP/1.1 200 OK\r\n"
    static const struct {
        const char *input;
        size_t len;
        unsigned facts;
    } cases[] = {
#define CASE(text, facts) {text, sizeof text - 1, facts}
        CASE(HEAD "a: b\r\n\r\n", 0),
        CASE(HEAD "a: b\r\n  c\r\n\r\n", LINE_FOLD),
        CASE(HEAD "a : b\r\n\r\n", LINE_SPACE_BEFORE_COLON),
        CASE(HEAD " a: b\r\n\r\n", LINE_SPACE_BEFORE_FIELDS),
        CASE("HTTP/1.1 200\r\na: b\r\n\r\n", LINE_NO_SPACE_AFTER_CODE),
        CASE("HTTP/2 200\r\na: b\r\n\r\n", 0),
        CASE(HEAD "a(b: c\r\n\r\n", LINE_BAD_NAME),
        CASE(HEAD "words\r\n\r\n", LINE_BAD_NAME),
        CASE(HEAD "a: b\rc\r\n\r\n", LINE_BARE_CR),
        CASE(HEAD "a: b\0c\r\n\r\n", LINE_CONTROL),
        CASE(HEAD "a: \xC3\xA9\r\n\r\n", LINE_NON_ASCII),
        CASE(HEAD "A: b\r\n\r\n", LINE_UPPER_CASE_NAME),
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_INT(facts_of(cases[i].input, cases[i].len), cases[i].facts);
    struct answers *answers = read_pieces(HEAD "a: b\r\n\t c \r\n\r\n", 27, 27);
    struct seen_text value =
        answer_text(answers_at(answers, 0), answers_at(answers, 0)->fields[0].value);
    CHECK(value.len == 3 && memcmp(value.bytes, "b c", 3) == 0);
    answers_free(answers);
}

static void notices_where_a_head_was_cut_off(void)
{
    check_answers("HTTP/1.1 200 OK\r\na: b\r\nc: d", "200/2 raw cut a=b c=d|;");
    check_answers("HTTP/1.1 200 OK\r\na: b\r\n", "200/2 raw a=b|;");
    struct strbuf text = STRBUF_INIT;
    strbuf_puts(&text, "HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < ANSWER_FIELDS + 1; i++)
        strbuf_puts(&text, "a: b\r\n");
    struct answers *answers = read_pieces(strbuf_str(&text), text.len, 1000);
    CHECK(answers_at(answers, 0)->response.cut);
    CHECK_INT(answers_at(answers, 0)->response.count, ANSWER_FIELDS);
    answers_free(answers);
    strbuf_reset(&text);
    strbuf_puts(&text, "HTTP/1.1 200 OK\r\na: ");
    strbuf_pad(&text, 'b', ANSWER_VALUE_BYTES + 1);
    answers = read_pieces(strbuf_str(&text), text.len, 1000);
    CHECK(answers_at(answers, 0)->response.cut);
    answers_free(answers);
    strbuf_clear(&text);
}

static void keeps_the_first_and_the_last(void)
{
    struct strbuf text = STRBUF_INIT;
    for (int i = 0; i < 100; i++)
        strbuf_printf(&text, "HTTP/1.1 %d X\r\n\r\n", 200 + i);
    struct answers *answers = read_pieces(strbuf_str(&text), text.len, text.len);
    CHECK_INT(answers->count, 100);
    CHECK_INT(answers_count(answers), 64);
    CHECK_INT(answers_at(answers, 0)->response.code, 200);
    CHECK_INT(answers_at(answers, 31)->response.code, 231);
    CHECK_INT(answers_at(answers, 32)->response.code, 268);
    CHECK_INT(answers_at(answers, 63)->response.code, 299);
    CHECK_INT(answers_at(answers, 63)->line, 199);
    answers_free(answers);
    strbuf_clear(&text);
}

int main(void)
{
    terms = terms_new(support_http());
    RUN(reads_raw_messages);
    RUN(reads_what_clients_show);
    RUN(reads_heads_that_begin_with_pseudo_fields);
    RUN(guesses_no_request);
    RUN(begins_only_with_what_a_pseudo_field_may_be);
    RUN(reads_messages_in_colours);
    RUN(reads_what_browsers_save);
    RUN(reads_how_long_an_exchange_took);
    RUN(sees_odd_lines);
    RUN(notices_where_a_head_was_cut_off);
    RUN(keeps_the_first_and_the_last);
    terms_free(terms);
    return check_done();
}
