#include "config.h"
#include "search/words.h"

#include <stdlib.h>

#include "base/strbuf.h"
#include "search/distance.h"
#include "search/english.h"
#include "support/check.h"

/* The words of a text; "~" marks a joined one. */
static const char *words_of(const char *text)
{
    static struct strbuf out;
    struct word_cursor cursor = {text, strlen(text), 0};
    struct word word;
    strbuf_reset(&out);
    while (word_next(&cursor, &word))
        strbuf_printf(&out, "%s%s%s", out.len > 0 ? " " : "", word.joined ? "~" : "", word.text);
    return strbuf_str(&out);
}

static void reads_words_as_the_header_says(void)
{
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"Not FOUND", "not found"},
        {"I'm, l\u2019\u00c9t\u00e9, Stra\u00dfe", "im lete strasse"},
        {"retry-after, a_b", "retry ~after a ~b"},
        {"a--b, a - b, a/b", "a b a b a b"},
        {"TooManyRequests", "too ~many ~requests"},
        {"HTTPError", "http ~error"},
        {"HTTP2Error, 0x1F", "http2error 0x1f"},
        {"404\u30a8\u30e9\u30fc, \uff14\uff10\uff14", "404 ~\u30a8\u30e9\u30fc 404"},
        {"\u043e\u0448\u0438\u0431\u043a\u0430404", "\u043e\u0448\u0438\u0431\u043a\u0430 ~404"},
        {"nginx\u901a\u8fc7Proxy ti\u1ebfng", "nginx ~\u901a\u8fc7 ~proxy ti\u1ebfng"},
        {"\u0664\u0660\u0664 caf\u00e92", "404 cafe2"},
        {"404.15, 9110.", "404.15 9110"},
        {"haproxy -1, 3-1", "haproxy -1 3 ~1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_STR(words_of(cases[i].text), cases[i].words);
}

static void a_beginning_ends_where_its_original_does(void)
{
    static const char text[] = "see Stra\u00dfen";
    static const struct {
        size_t bytes, end;
    } cases[] = {{1, 5}, {4, 8}, {5, 10}, {6, 10}, {7, 11}, {8, 12}, {40, 12}};
    struct word_cursor cursor = {text, sizeof text - 1, 4};
    struct word word;
    CHECK(word_next(&cursor, &word));
    CHECK_STR(word.text, "strassen");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_INT(word_prefix_end(text, &word, cases[i].bytes), cases[i].end);
}

static void words_are_joined_up_to_a_length(void)
{
    struct word_cursor cursor = {"TooMany abcdefghijklmnopqrstuvwxyz0123456789", 44, 0};
    struct word all, word;
    CHECK(word_next(&cursor, &all) && word_next(&cursor, &word));
    CHECK(word_append(&all, &word));
    CHECK_STR(all.text, "toomany");
    CHECK(word_next(&cursor, &word));
    CHECK(!word_append(&all, &word));
    CHECK_STR(all.text, "toomany");
}

static const char *stem(const char *word)
{
    static char text[WORD_MAX_BYTES + 1];
    memcpy(text, word, strlen(word) + 1);
    english_stem(text, strlen(text));
    return text;
}

static void forms_of_a_word_have_one_stem(void)
{
    static const char *const pairs[][2] = {
        {"requests", "request"},
        {"timeouts", "timeout"},
        {"expired", "expires"},
        {"retries", "retry"},
        {"unauthorised", "unauthorized"},
        {"licence", "license"},
        {"colour", "color"},
        {"redirected", "redirecting"},
        {"caches", "cached"},
        {"blocked", "blocking"},
        {"cancelled", "canceled"},
        {"indexes", "index"},
        {"temporarily", "temporary"},
        {"authenticated", "authentication"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char first[WORD_MAX_BYTES + 1];
        memcpy(first, stem(pairs[i][0]), WORD_MAX_BYTES + 1);
        CHECK_STR(first, stem(pairs[i][1]));
    }
    CHECK_STR(stem("gas"), "gas");
    CHECK_STR(stem("h12"), "h12");
    CHECK(strcmp(stem("accepted"), "accepts") != 0);
    CHECK_STR(stem("currently"), "currently");
    CHECK_STR(stem("permanently"), stem("permanent"));
}

static void a_word_says_more_or_less(void)
{
    CHECK(english_is_filler("the") && english_is_filler("your") && !english_is_filler("not"));
    CHECK(english_importance_percent("a") < english_importance_percent("without"));
    CHECK(english_importance_percent("after") < english_importance_percent("timeout"));
    CHECK(english_is_unit("ms") && !english_is_unit("teapot"));
    CHECK(english_expects_number("than") && !english_expects_number("ms"));
}

static void counts_edits(void)
{
    static const struct {
        const char *a, *b;
        int max, edits;
    } cases[] = {
        {"found", "found", 2, 0},  {"fuond", "found", 1, 1},     {"foud", "found", 1, 1},
        {"foundd", "found", 1, 1}, {"foubd", "found", 1, 1},     {"getaway", "gateway", 2, 2},
        {"abc", "xyz", 2, 3},      {"fobid", "forbidden", 1, 2}, {"", "ab", 2, 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_INT(distance_edits(cases[i].a, strlen(cases[i].a), cases[i].b, strlen(cases[i].b),
                                 cases[i].max),
                  cases[i].edits);
}

static void counts_edits_to_a_beginning(void)
{
    static const struct {
        const char *a, *b;
        int max, edits;
    } cases[] = {
        {"forbid", "forbidden", 1, 0},
        {"fobid", "forbidden", 1, 1},
        {"longer", "lo", 2, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_INT(distance_edits_to_prefix(cases[i].a, strlen(cases[i].a), cases[i].b,
                                           strlen(cases[i].b), cases[i].max),
                  cases[i].edits);
}

int main(void)
{
    RUN(reads_words_as_the_header_says);
    RUN(a_beginning_ends_where_its_original_does);
    RUN(words_are_joined_up_to_a_length);
    RUN(forms_of_a_word_have_one_stem);
    RUN(a_word_says_more_or_less);
    RUN(counts_edits);
    RUN(counts_edits_to_a_beginning);
    return check_done();
}
