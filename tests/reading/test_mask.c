/* Secrets of lines. */
#include "config.h"
#include "reading/mask.h"

#include <string.h>

#include "support/builtin.h"
#include "support/check.h"

static struct terms *terms;

static void check_masked(const char *text, const char *expected)
{
    struct strbuf out = STRBUF_INIT;
    mask_text(terms, text, strlen(text), &out);
    CHECK_STR(strbuf_str(&out), expected);
    strbuf_clear(&out);
}

static void masks_what_is_secret(void)
{
    check_masked("> Authorization: Bearer abc.def", "> Authorization: Bearer " MASK);
    check_masked("proxy-authorization: Basic dTpw", "proxy-authorization: Basic " MASK);
    check_masked("X-Api-Key: abc", "X-Api-Key: " MASK);
    check_masked("Set-Cookie: sid=abc; HttpOnly", "Set-Cookie: sid=" MASK);
    check_masked("\"Cookie\":[\"a=b; c=d\"],\"x\":1", "\"Cookie\":[\"a=" MASK "\"],\"x\":1");
    check_masked("{\"password\": \"p w\", \"user\": \"u\"}",
                 "{\"password\": \"" MASK "\", \"user\": \"u\"}");
    check_masked("GET /cb?code=abc&state=1&access_token=t HTTP/1.1",
                 "GET /cb?code=" MASK "&state=1&access_token=" MASK " HTTP/1.1");
    check_masked("token = abc, secret : abc", "token = " MASK ", secret : " MASK);
    check_masked("{\"secret_key\" : \"abc\", \"session_id\":\"abc\"}",
                 "{\"secret_key\" : \"" MASK "\", \"session_id\":\"" MASK "\"}");
    check_masked("https://u:p@example.com/", "https://u:" MASK "@example.com/");
    check_masked("x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln y", "x " MASK " y");
    check_masked("{\"headers\":\"{\\\"authorization\\\":\\\"Bearer abc\\\"}\"}",
                 "{\"headers\":\"{\\\"authorization\\\":\\\"Bearer " MASK "\"}\"}");
}

static void leaves_the_rest(void)
{
    static const char *const rows[] = {
        "192.0.2.7 - - [27/Nov/2026:01:54:14 +0000] \"GET /a?page=2 HTTP/1.1\" 404 14",
        "status code=502 key=value",
        "http://example.com:8080/a@b",
        "eyJ short",
        "the token was refused",
        "= no token",
        "Cookie:",
        "",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        check_masked(rows[i], rows[i]);
    struct strbuf out = STRBUF_INIT;
    mask_text(terms, NULL, 0, &out);
    CHECK_INT(out.len, 0);
    strbuf_clear(&out);
}

int main(void)
{
    terms = terms_new(support_http());
    RUN(masks_what_is_secret);
    RUN(leaves_the_rest);
    terms_free(terms);
    return check_done();
}
