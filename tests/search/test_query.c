#include "config.h"
#include "search/query.h"

#include <stdlib.h>

#include "base/strbuf.h"
#include "search/library_search.h"
#include "search/syntax.h"
#include "search/words.h"
#include "support/check.h"

/* "word word* -excluded facet:value -facet:value ?unknown"; * marks the word being typed. */
static const char *shown(const char *text)
{
    static struct strbuf out;
    struct query query = {.words = NULL};
    query_parse(&query, text);
    strbuf_reset(&out);
    for (size_t i = 0; i < query.word_count; i++) {
        const struct query_word *word = &query.words[i];
        strbuf_printf(&out, "%s%s%s%s%s", out.len > 0 ? " " : "",
                      word->before == BREAK_VERSUS ? "| " : "", word->text,
                      word->quantity ? "#" : "", word->last ? "*" : "");
    }
    for (size_t i = 0; i < query.excluded_count; i++)
        strbuf_printf(&out, " -%s%s", query.excluded[i].text, query.excluded[i].last ? "*" : "");
    for (size_t i = 0; i < query.facet_count; i++)
        strbuf_printf(&out, " %s%s:%s", query.facets[i].exclude ? "-" : "",
                      facet_names[query.facets[i].facet], query.facets[i].value);
    if (query.unknown != NULL)
        strbuf_printf(&out, " ?%s", query.unknown);
    query_clear(&query);
    return strbuf_str(&out);
}

static void takes_a_query_apart(void)
{
    static const struct {
        const char *text, *parts;
    } cases[] = {
        {"", ""},
        {"   \t ", ""},
        {"not found", "not found*"},
        {"not found ", "not found"},
        {"Not FOUND", "not found*"},
        {"I'm a teapot", "im a teapot*"},
        {"I\u2019m", "im*"},
        {"Retry-After", "retry after*"},
        {"client_max_body_size", "client max body size*"},
        {"TooManyRequests", "too many requests*"},
        {"HTTPError", "http error*"},
        {"HTTP_404_NOT_FOUND", "http 404 not found*"},
        {"9110 15.5.5", "9110 15.5.5*"},
        {"rfc 9110.", "rfc 9110#"},
        {"5.1.1", "5.1.1*"},
        {"0x1", "0x1*"},
        {"-1", "-1*"},
        {"haproxy -1 ", "haproxy -1"},
        {"\u00c9t\u00e9 stra\u00dfe", "ete strasse*"},
        {"e\u0301", "e*"},
        {"\u0421\u0411\u041e\u0419", "\u0441\u0431\u043e\u0439*"},
        {"401 vs 403", "401 | 403*"},
        {"401 versus 403", "401 | 403*"},
        {"vs", "vs*"},
        {"401 vs", "401"},
        {"30 seconds", "30# seconds*"},
        {"more than 500", "more than 500#*"},
        {"(104: reset by peer)", "104 reset by peer"},
        {"(404)", "404"},
        {"os error 104", "os error 104#*"},
        {"timed out after 504s", "timed out after 504s#*"},
        {"what are 504s", "what are 504s*"},
        {"an error 104", "an error 104*"},
        {"errno 104", "errno 104#*"},
        {"http://host:502/404", "host"},
        {"https://a.example/x?y=404: gone", "a example gone*"},
        {"http://", "http"},
        {"2026-11-27 01:54:14,404 [proxy:error] [pid 2211] 31#31: *9 closed", "closed*"},
        {"Nov 27 01:54:14 lb haproxy[811]: x", "27 lb haproxy x*"},
        {"\"GET /x HTTP/1.1\" 404", "404*"},
        {"the [error] of [me]", "the of me"},
        {"x at f (/a/b.js:12:5) y", "x y*"},
        {"x at f (C:\\Files (x86)\\b.js:12:5) y", "x y*"},
        {"at lib/x.js:404:5 gone", "gone*"},
        {"File \"/usr/lib/x.py\", line 404, in f", "in f*"},
        {"at home: 404", "at home 404*"},
        {"[503 oops]", "503 oops"},
        {"a, client: 192.0.2.7, server: _, host: \"b\" c", "a c*"},
        {"error: 404, message: gone", "error 404 message gone*"},
        {"form-data;boundary=--x not; b=c", "form data not b c*"},
        {"localhost:500", "localhost 500*"},
        {"10:404", "10 404*"},
        {"error:404", "error 404*"},
        {"/users/404", "users 404*"},
        {"401/403", "401 403*"},
        {"HTTP/2 404", "http 2 404*"},
        {"$402 80%", "402 80"},
        {"bytes 0-499/1234", "bytes 0 499 1234*"},
        {"timeout -nginx", "timeout -nginx*"},
        {"-nginx timeout", "timeout* -nginx"},
        {"curl -L --fail -", "curl l fail"},
        {"class:4xx gone", "gone* class:4xx"},
        {"CLASS:4xx gone", "gone* class:4xx"},
        {"class:", " class:"},
        {"header: missing", "header missing*"},
        {"header:retry-after", " header:retryafter"},
        {"by:\"AWS ALB\" x", "x* by:awsalb"},
        {"-is:unofficial", " -is:unofficial"},
        {"colour:red", "colour red* ?colour"},
        {"clas:4xx", "clas 4xx* ?clas"},
        {"header404:1", "header404 1*"},
        {"lass:404", "lass 404* ?lass"},
        {"hea:404", "hea 404* ?hea"},
        {"status:404", "status 404*"},
        {"std::bad_alloc", "std bad alloc*"},
        {"http://example.com", "example com*"},
        {"a.*b[c]\\d+$", "a b c d"},
        {"- -- : :: \" ' ( ) *", ""},
        {"\xff\xfe\x80", ""},
        {"gon\xff"
         "e",
         "gon e*"},
        {"nul\x01"
         "l",
         "nul l*"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_STR(shown(cases[i].text), cases[i].parts);
}

static void cuts_long_input_between_characters(void)
{
    static char text[QUERY_MAX_BYTES + 8];
    struct query query = {.words = NULL};
    text[0] = ' ';
    for (size_t i = 1; i + 1 < sizeof text; i += 2)
        memcpy(text + i, "\u00e9", 2);
    query_parse(&query, text);
    CHECK_INT(query.word_count, 1);
    CHECK_INT(query.words[0].len, WORD_MAX_BYTES);
    CHECK(!query.cut);
    query_clear(&query);
}

static void keeps_the_first_words(void)
{
    struct strbuf text = STRBUF_INIT;
    struct query query = {.words = NULL};
    for (size_t i = 0; i < QUERY_MAX_WORDS; i++)
        strbuf_puts(&text, "a ");
    query_parse(&query, strbuf_str(&text));
    CHECK(!query.cut);
    strbuf_puts(&text, "b by:nginx");
    query_parse(&query, strbuf_str(&text));
    CHECK(query.cut && query.cut_at == 2 * QUERY_MAX_WORDS);
    CHECK_INT(query.word_count, QUERY_MAX_WORDS);
    CHECK_INT(query.facet_count, 1);
    query_clear(&query);
    strbuf_clear(&text);
}

static void bounds_facets_and_excluded_words(void)
{
    struct strbuf text = STRBUF_INIT;
    struct query query = {.words = NULL};
    for (int i = 0; i < 100; i++)
        strbuf_puts(&text, "by:x -yy ");
    query_parse(&query, strbuf_str(&text));
    CHECK_INT(query.facet_count, QUERY_MAX_FACETS);
    CHECK_INT(query.excluded_count, QUERY_MAX_WORDS);
    query_clear(&query);
    strbuf_clear(&text);
}

/* What help and --help teach is what is understood. */
static void every_facet_is_taught_and_understood(void)
{
    bool taught[FACET_COUNT] = {false};
    for (size_t i = 0; i < search_form_count; i++) {
        struct query query = {0};
        query_parse(&query, search_forms[i].example);
        bool scope = query.unknown != NULL && strcmp(query.unknown, SCOPE_FACET) == 0;
        CHECK_MSG((query.unknown == NULL || scope) && query.wildcard == NULL, "%s",
                  search_forms[i].example);
        CHECK_MSG(query.facet_count + query.word_count + query.excluded_count > 0, "%s",
                  search_forms[i].example);
        CHECK(search_forms[i].finds[0] != '\0');
        for (size_t f = 0; f < query.facet_count; f++)
            taught[query.facets[f].facet] = true;
        query_clear(&query);
    }
    for (int i = 0; i < FACET_COUNT; i++)
        CHECK_MSG(taught[i], "%s: is not taught", facet_names[i]);
}

static void can_be_used_again(void)
{
    struct query query = {.words = NULL};
    query_parse(&query, "class:4xx -a1b one two");
    query_parse(&query, "three");
    CHECK_INT(query.word_count, 1);
    CHECK_INT(query.excluded_count, 0);
    CHECK_INT(query.facet_count, 0);
    query_parse(&query, " ");
    CHECK_INT(query.word_count, 0);
    CHECK_INT(query.facet_count, 0);
    query_clear(&query);
}

int main(void)
{
    RUN(takes_a_query_apart);
    RUN(cuts_long_input_between_characters);
    RUN(keeps_the_first_words);
    RUN(bounds_facets_and_excluded_words);
    RUN(every_facet_is_taught_and_understood);
    RUN(can_be_used_again);
    return check_done();
}
