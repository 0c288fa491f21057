/* The block of a page that explains a response. */
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

/* 27 Nov 2026 09:24:01 UTC. */
#define NOW INT64_C(1795771441)

static const struct registry *registry;
static struct terms *terms;

/* The page of the code, made of this input, as plain text; cols 0: as Markdown. */
static char *page_of(const char *input, const char *code, bool secrets, int cols)
{
    struct seen *seen = seen_new();
    struct answers *answers = answers_new();
    struct reading_setup reading = {.year = 2026, .answers = answers};
    struct log_reader *reader = log_reader_new(terms, seen, &reading);
    log_reader_feed(reader, input, strlen(input));
    log_reader_end(reader);
    log_reader_free(reader);
    struct page_input shown = {
        .seen = seen, .terms = terms, .secrets = secrets, .answers = answers, .now = NOW};
    struct page_seen here = {.input = &shown, .code = seen_code_of(code, strlen(code))};
    struct page_setup setup = {.cols = cols, .seen = &here, .text_only = true};
    struct subject subject = subject_of_entry(registry, registry_find(registry, code, NULL));
    struct strbuf text = STRBUF_INIT;
    if (cols == 0) {
        subject_page(&subject)->markdown(&subject, &here, &text);
    } else {
        struct doc *doc = subject_doc(&subject, &setup);
        doc_plain(doc, &text);
        CHECK_INT(support_wide_lines(strbuf_str(&text), cols), 0);
        doc_free(doc);
    }
    answers_free(answers);
    seen_free(seen);
    return strbuf_take(&text);
}

static const char unauthorized[] =
    "POST /pay?token=SECRET HTTP/1.1\r\nHost: a.example\r\nAuthorization: Bearer SECRET\r\n"
    "Cookie: sid=SECRET\r\n\r\n"
    "HTTP/1.1 401 Unauthorized\r\n"
    "Server: nginx\r\nVia: 1.1 b.example\r\nX-Powered-By: Express\r\n"
    "Set-Cookie: sid=SECRET; Path=/\r\n"
    "WWW-Authenticate: Bearer error=\"invalid_token\"\r\n"
    "Content-Type: application/problem+json\r\nContent-Length: 45\r\n\r\n"
    "{\"title\": \"No entry\", \"detail\": \"It is over\"}";

/* Has the text the parts, each after the one before? */
static void check_order(const char *text, const char *const *parts, size_t count)
{
    const char *at = text;
    for (size_t i = 0; i < count; i++) {
        const char *found = strstr(at, parts[i]);
        CHECK_MSG(found != NULL, "\"%s\" is not where it belongs in\n%s", parts[i], text);
        at = found != NULL ? found : at;
    }
}

static void explains_a_response_in_its_order(void)
{
    static const char *const parts[] = {
        "THIS ANSWER\n",
        "Log in with Bearer (a token; the token has expired",
        "The content says: No entry: It is over\n",
        "Signs of who responded: the origin (X-Powered-By: Express); nginx, as origin or as proxy\n"
        "    (Server); Via: 1.1 b.example.\n",
        "BROKEN RULES\n  MUST       Date is missing; every origin server with a clock sends it. "
        "RFC 9110 §6.6.1\n  1 of 135\n",
        "FIELDS\n  HTTP/1.1 401 Unauthorized\n",
        "  Set-Cookie        sid=•••• (6 characters); Path=/\n",
        "REQUEST\n  POST /pay?token=•••• HTTP/1.1\n",
        "  Authorization  Bearer •••• (6 characters)\n",
        "  Cookie         sid=•••• (6 characters)\n",
        "You are not logged in",
    };
    char *text = page_of(unauthorized, "401", false, 90);
    check_order(text, parts, sizeof parts / sizeof parts[0]);
    CHECK(strstr(text, "SECRET") == NULL);
    CHECK(strstr(text, "SEEN HERE") == NULL);
    free(text);
    text = page_of(unauthorized, "401", true, 90);
    CHECK_HAS(text, "Bearer SECRET");
    free(text);
    free(page_of(unauthorized, "401", false, 20));
}

static void says_when_there_is_nothing_to_say(void)
{
    char *text = page_of("HTTP/1.1 500 A\r\n\r\n", "500", false, 80);
    CHECK_HAS(text, "THIS ANSWER\n  no field says what to do, why, or who responded\n");
    CHECK_HAS(text, "BROKEN RULES\n  none of 135\n");
    CHECK(strstr(text, "REQUEST") == NULL);
    free(text);
    text = page_of("HTTP/1.1 500 A\r\nX-Cache: Miss from cloudfront\r\n\r\n", "500", false, 80);
    CHECK_HAS(text,
              "CloudFront asked the origin (X-Cache)\n  Signs of who responded: a CDN (X-Cache: "
              "Miss from cloudfront).\n");
    free(text);
    text = page_of("HTTP/1.1 500 A\r\nA: b\r\nC: d", "500", false, 80);
    CHECK_HAS(text, "The header section was cut off");
    free(text);
}

static void markdown_has_what_the_page_has(void)
{
    static const char *const parts[] = {
        "# 401 Unauthorized\n",
        "\n## This answer\n\n- Log in with Bearer (a token; the token has expired",
        "\n- The content says: No entry: It is over\n",
        "\n## Broken rules\n\n- MUST       Date is missing;",
        "\n## Fields\n\n```\nHTTP/1.1 401 Unauthorized\n",
        "\nSet-Cookie        sid=•••• (6 characters); Path=/\n",
        "\n```\n\n## Request\n\n```\nPOST /pay?token=•••• HTTP/1.1\n",
        "\n```\n\n**You are not logged in",
        "\n## Why you see it\n",
    };
    char *text = page_of(unauthorized, "401", false, 0);
    check_order(text, parts, sizeof parts / sizeof parts[0]);
    CHECK(strstr(text, "SECRET") == NULL);
    free(text);
    text = page_of("HTTP/1.1 404 A\r\nX: a ``` b *c*\r\n\r\n", "404", false, 0);
    CHECK_HAS(text, "\n````\nHTTP/1.1 404 A\nX  a ``` b *c*\n````\n");
    free(text);
    text = page_of("[27/Nov/2026:01:00:00 +0000] \"GET /*a* HTTP/1.1\" 404 1\n", "404", false, 0);
    CHECK_HAS(text, "\n## Seen here\n\n- 1 time\n");
    CHECK_HAS(text, "\n- 1  /\\*a\\*\n");
    free(text);
}

static void of_many_responses_counts_say_more(void)
{
    struct strbuf text = STRBUF_INIT;
    for (int i = 1; i <= PAGE_MAX_ANSWERS + 1; i++) {
        strbuf_puts(&text, "HTTP/1.1 404 A\r\n\r\n");
        char *page = page_of(strbuf_str(&text), "404", false, 80);
        CHECK_MSG((strstr(page, "SEEN HERE") != NULL) == (i > PAGE_MAX_ANSWERS), "%d: %s", i, page);
        CHECK_MSG((strstr(page, "THIS ANSWER, 1 OF") != NULL) == (i > 1 && i <= PAGE_MAX_ANSWERS),
                  "%d: %s", i, page);
        free(page);
    }
    strbuf_clear(&text);
}

int main(void)
{
    setlocale(LC_ALL, "C.UTF-8");
    registry = support_http();
    terms = terms_new(registry);
    RUN(explains_a_response_in_its_order);
    RUN(says_when_there_is_nothing_to_say);
    RUN(markdown_has_what_the_page_has);
    RUN(of_many_responses_counts_say_more);
    terms_free(terms);
    return check_done();
}
