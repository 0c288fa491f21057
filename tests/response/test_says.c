/* What header fields say in words, and what of them may be shown. */
#include "config.h"
#include "response/says.h"

#include <stdlib.h>
#include <string.h>

#include "reading/log_reader.h"
#include "registry/registry.h"
#include "response/shown.h"
#include "support/builtin.h"
#include "support/check.h"

/* 27 Nov 2026 09:24:01 UTC: ten minutes after the Date of the responses here. */
#define NOW INT64_C(1795771441)
#define DATE "Date: Fri, 27 Nov 2026 09:14:01 GMT\r\n"

static struct terms *terms;

static struct answers *read_bytes(const char *bytes, size_t len)
{
    struct seen *seen = seen_new();
    struct answers *answers = answers_new();
    struct reading_setup setup = {.year = 2026, .answers = answers};
    struct log_reader *reader = log_reader_new(terms, seen, &setup);
    log_reader_feed(reader, bytes, len);
    log_reader_end(reader);
    log_reader_free(reader);
    seen_free(seen);
    return answers;
}

/* Reads a response with the Date and this field, which is the second, and this content. */
static struct answers *read_response(const char *status, const char *field, const char *content)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_printf(&text, "HTTP/1.1 %s\r\n" DATE "%s\r\n\r\n%s", status, field, content);
    struct answers *answers = read_bytes(strbuf_str(&text), text.len);
    strbuf_clear(&text);
    return answers;
}

static void says_what_fields_mean(void)
{
    static const struct {
        const char *field, *meaning; /* "": nothing */
    } rows[] = {
        {"Retry-After: 120", "Wait 2 minutes, until 27 Nov 09:16:01 UTC. That is over."},
        {"Retry-After: 1201", "Wait 20 minutes 1 second, until 27 Nov 09:34:02 UTC."},
        {"Retry-After: Fri, 27 Nov 2026 10:14:01 GMT", "Wait 1 hour, until 27 Nov 10:14:01 UTC."},
        {"Retry-After: soon", ""},
        {"Retry-After: 99999999999999999999", ""},
        {"X-RateLimit-Reset: 1795774441", "Full again at 27 Nov 10:14:01 UTC."},
        {"Age: 60", "From a cache, stored 1 minute ago: the origin did not see this request."},
        {"Last-Modified: Thu, 26 Nov 2026 09:24:01 GMT", "Changed 1 day ago."},
        {"Last-Modified: Fri, 27 Nov 2026 09:24:01 GMT", "Changed less than a second ago."},
        {"Last-Modified: Sat, 28 Nov 2026 09:24:01 GMT", ""}, /* in the future */
        {"WWW-Authenticate: Bearer realm=\"a\", error=\"invalid_token\"",
         "Log in with Bearer (a token; for a; the token has expired, was revoked or is damaged: "
         "get a new one)."},
        {"WWW-Authenticate: Negotiate, NTLM",
         "Log in with Negotiate (Kerberos) or NTLM (Windows log-in, bound to the connection: "
         "breaks through many proxies)."},
        {"Cache-Control: no-cache, max-age=90, x=1",
         "may be stored, but must be checked with the origin before each use; fresh for 1 minute "
         "30 seconds"},
        {"Cache-Status: a.example; hit", "served from the cache"},
        {"Proxy-Status: a; error=dns_timeout", "looking up the next server took too long"},
        {"Server: awselb/2.0", "the AWS load balancer made this response itself; no target did"},
        {"Server: unheard-of", "The program is unheard-of."},
        {"X-Cache: Miss from cloudfront", "CloudFront asked the origin"},
        {"Allow: GET, HEAD", "Use GET, HEAD instead."},
        {"X-Unknown: a", ""},
        {"Link: </a>; rel=\"next\"", "the next page of results"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct answers *answers = read_response("429 A", rows[i].field, "");
        const struct answer *answer = answers_at(answers, 0);
        struct says says = {support_http(), answer, NOW, terms};
        struct strbuf out = STRBUF_INIT;
        bool said = says_meaning(&says, &answer->fields[1], &out);
        CHECK_MSG(strcmp(strbuf_str(&out), rows[i].meaning) == 0 && said == (out.len > 0),
                  "%s\nsays     %s\nexpected %s", rows[i].field, strbuf_str(&out), rows[i].meaning);
        strbuf_clear(&out);
        answers_free(answers);
    }
}

static void a_field_is_of_use_with_its_codes(void)
{
    static const struct {
        const char *status, *field;
        enum field_use use;
        bool is;
    } rows[] = {
        {"429 A", "Retry-After: 1", USE_DO, true},   {"200 A", "Retry-After: 1", USE_DO, false},
        {"301 A", "Location: /a", USE_DO, true},     {"200 A", "Location: /a", USE_DO, false},
        {"200 A", "Cache-Status: a", USE_WHY, true}, {"405 A", "Allow: GET", USE_WHY, false},
        {"200 A", "X-Unknown: a", USE_DO, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct answers *answers = read_response(rows[i].status, rows[i].field, "");
        const struct answer *answer = answers_at(answers, 0);
        struct says says = {support_http(), answer, NOW, terms};
        const struct known_field *known = says_known(&says, &answer->fields[1]);
        CHECK_MSG(says_is_for(&says, known, rows[i].use) == rows[i].is, "%s: %s", rows[i].status,
                  rows[i].field);
        answers_free(answers);
    }
}

/* Says what the Location of a response to this request means. */
static void check_location(const char *request, const char *location, const char *expected)
{
    struct strbuf text = STRBUF_INIT, out = STRBUF_INIT;
    strbuf_printf(&text, "%s\r\n\r\nHTTP/1.1 302 A\r\nLocation: %s\r\n\r\n", request, location);
    struct answers *answers = read_bytes(strbuf_str(&text), text.len);
    const struct answer *answer = answers_at(answers, 0);
    struct says says = {support_http(), answer, NOW, terms};
    says_meaning(&says, &answer->fields[answer->response.first], &out);
    CHECK_MSG(strcmp(strbuf_str(&out), expected) == 0, "%s to %s\nsays     %s\nexpected %s",
              request, location, strbuf_str(&out), expected);
    strbuf_clear(&text);
    strbuf_clear(&out);
    answers_free(answers);
}

static void an_address_is_what_it_leads_to(void)
{
    static const char get[] = "GET /a/b?x=1 HTTP/1.1\r\nHost: a.example";
    static const char proxy[] = "GET http://b.example/a/b?x=1 HTTP/1.1";
    check_location(get, "../c?y#z", "Go to a.example/c?y#z.");
    check_location(get, "c", "Go to a.example/a/c.");
    check_location(get, "?y=2", "Go to a.example/a/b?y=2.");
    check_location(get, "#z", "Go to a.example/a/b?x=1#z.");
    check_location(get, "//c.example", "Go to c.example/.");
    check_location(get, "//c.example/a/./b", "Go to c.example/a/b.");
    check_location(get, "https://c.example/../a", "Go to https://c.example/../a.");
    check_location(get, "mailto:me", "Go to mailto:me.");
    check_location(proxy, "/c", "Go to http://b.example/c.");
    check_location(proxy, "//c.example/?d", "Go to http://c.example/?d.");
    check_location("GET /a/b HTTP/1.0", "c", "Go to /a/c.");
    check_location(proxy, "/c?token=SECRET&d", "Go to http://b.example/c?token=••••&d.");
    check_location(proxy, "//me:SECRET@c.example/", "Go to http://me:••••@c.example/.");
}

static void secrets_are_masked(void)
{
    static const char *const rows[][2] = {
        {"Authorization: Bearer abcdef", "Bearer •••• (6 characters)"},
        {"Authorization: abcdef", "•••• (6 characters)"},
        {"Set-Cookie: sid=abc; Path=/; HttpOnly", "sid=•••• (3 characters); Path=/; HttpOnly"},
        {"Set-Cookie: abc", "•••• (3 characters)"},
        {"Cookie: a=1; b=22", "a=•••• (1 character); b=•••• (2 characters)"},
        {"X-Api-Key: abc", "•••• (3 characters)"},
        {"Location: /a?token=abc&b=c", "/a?token=••••&b=c"},
        {"Location: https://me:abc@a.example/", "https://me:••••@a.example/"},
        {"X-Unknown-Password: abc", "••••"},
        {"Server: nginx", "nginx"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct answers *answers = read_response("200 A", rows[i][0], "");
        const struct answer *answer = answers_at(answers, 0);
        struct says says = {support_http(), answer, NOW, terms};
        struct strbuf out = STRBUF_INIT;
        shown_put_value(terms, says_known(&says, &answer->fields[1]), answer, &answer->fields[1],
                        &out);
        CHECK_STR(strbuf_str(&out), rows[i][1]);
        strbuf_clear(&out);
        answers_free(answers);
    }
}

static void content_explains_an_error(void)
{
    static const char *const rows[][3] = {
        {"application/problem+json", "{\"title\": \"A\", \"status\": 1, \"detail\": \"b\"}",
         "A: b"},
        {"application/problem+json; charset=utf-8", "{\"detail\":\"b\"}", "b"},
        {"application/problem+json", "{\"title\":\"A\",\"x\":{\"title\":\"C\"},\"det", "A"},
        {"application/problem+json", "[1]", ""},
        {"application/json", "{\"title\":\"A\"}", ""},
        {"text/html", "<html><TITLE>404 Not Found</title>", "404 Not Found"},
        {"text/html", "<html><title>", ""},
        {"text/html", "<p>", ""},
        {"text/plain", "<title>a</title>", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct strbuf field = STRBUF_INIT, out = STRBUF_INIT;
        strbuf_printf(&field, "Content-Type: %s", rows[i][0]);
        struct answers *answers = read_response("404 A", strbuf_str(&field), rows[i][1]);
        bool said = shown_put_content(answers_at(answers, 0), &out);
        CHECK_MSG(strcmp(strbuf_str(&out), rows[i][2]) == 0 && said == (out.len > 0), "%s\nsays %s",
                  rows[i][1], strbuf_str(&out));
        answers_free(answers);
        strbuf_clear(&field);
        strbuf_clear(&out);
    }
}

int main(void)
{
    terms = terms_new(support_http());
    RUN(says_what_fields_mean);
    RUN(an_address_is_what_it_leads_to);
    RUN(a_field_is_of_use_with_its_codes);
    RUN(secrets_are_masked);
    RUN(content_explains_an_error);
    terms_free(terms);
    return check_done();
}
