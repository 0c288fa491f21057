#include "config.h"

#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "bookmarks/format.h"
#include "support/bookmarks.h"
#include "support/check.h"

static uint32_t seed = 1;

/* A repeatable number below the bound. */
static unsigned pick(unsigned bound)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % bound;
}

static const char *written(const struct bookmarks *list)
{
    static struct strbuf text;
    strbuf_reset(&text);
    bookmarks_write(list, &text);
    return text.data;
}

static struct bookmarks *parse(const char *text, enum bookmarks_health *health,
                               struct sb_error *err)
{
    /* A copy of exactly the size, so that reading after it is noticed. */
    size_t len = strlen(text);
    char *copy = xmalloc(len);
    memcpy(copy, text, len);
    struct bookmarks *list =
        bookmarks_parse(&(struct bookmark_text){copy, len, "b.json", false}, NULL, health, err);
    free(copy);
    return list;
}

static const char good[] =
    "{\"format\":1,\"title\":\"Lesson \\u2605\",\"by\":{\"name\":\"A\\u00e9\",\"n\":[1,2.50,"
    "12345678901234567890,1e400,null,true]},\"bookmarks\":["
    "{\"registry\":\"http\",\"code\":\"409\",\"owner\":\"IANA\",\"note\":\"he will say \\\"no\\\" "
    "\\\\ \xE2"
    "\x98\x85\",\"added\":\"2026-11-21T10:00:00Z\"},"
    "{\"colour\" : \"red {\\\"}\" ,\"registry\":\"http\",\"code\":\"499\",\"owner\":\"nginx\"},"
    "{\"registry\":\"grpc\",\"code\":\"UNAVAILABLE\",\"owner\":\"gRPC\",\"note\":\"\",\"deep\":[[{}"
    "]]}]}";

static void writes_what_it_reads(void)
{
    enum bookmarks_health health;
    struct sb_error err = SB_ERROR_INIT;
    struct bookmarks *list = parse(good, &health, &err);
    CHECK_INT(health, BOOKMARKS_GOOD);
    CHECK_STR(err.message, NULL);
    CHECK_STR(
        written(list),
        "{\n  \"format\": 1,\n  \"title\": \"Lesson \xE2\x98\x85\",\n"
        "  \"by\": {\"name\":\"A\\u00e9\",\"n\":[1,2.50,12345678901234567890,1e400,null,true]},\n"
        "  \"bookmarks\": [\n"
        "    {\n"
        "      \"registry\": \"http\",\n"
        "      \"code\": \"409\",\n"
        "      \"owner\": \"IANA\",\n"
        "      \"note\": \"he will say \\\"no\\\" \\\\ \xE2\x98\x85\",\n"
        "      \"added\": \"2026-11-21T10:00:00Z\"\n"
        "    },\n"
        "    {\"registry\": \"http\", \"code\": \"499\", \"owner\": \"nginx\", \"colour\": \"red "
        "{\\\"}\"},\n"
        "    {\"registry\": \"grpc\", \"code\": \"UNAVAILABLE\", \"owner\": \"gRPC\", \"deep\": "
        "[[{}]]}\n"
        "  ]\n}\n");
    char *first = xstrdup(written(list));
    struct bookmarks *again = parse(first, &health, &err);
    CHECK_INT(health, BOOKMARKS_GOOD);
    CHECK(bookmarks_equal(list, again));
    CHECK_STR(written(again), first);
    free(first);
    bookmarks_free(list);
    bookmarks_free(again);
    list = bookmarks_new();
    CHECK_STR(written(list), "{\n  \"format\": 1,\n  \"bookmarks\": []\n}\n");
    bookmarks_free(list);
}

static void does_not_depend_on_the_locale(void)
{
    enum bookmarks_health health;
    struct bookmarks *list = parse(good, &health, NULL);
    char *plain = xstrdup(written(list));
    bookmarks_free(list);
    const char *set = setlocale(LC_ALL, "de_DE.UTF-8");
    list = parse(good, &health, NULL);
    CHECK_INT(health, BOOKMARKS_GOOD);
    CHECK_STR(written(list), plain);
    bookmarks_free(list);
    free(plain);
    if (set != NULL)
        setlocale(LC_ALL, "C");
}

#define ENTRY(code) "{\"registry\":\"http\",\"code\":\"" code "\",\"owner\":\"IANA\"}"
#define FILE_OF(entries) "{\"format\":1,\"bookmarks\":[" entries "]}"

static void recovers_what_the_table_says(void)
{
    static const struct {
        const char *text;
        enum bookmarks_health health;
        const char *list, *message;
    } rows[] = {
        {FILE_OF(""), BOOKMARKS_GOOD, "", NULL},
        {"\xEF\xBB\xBF" FILE_OF(ENTRY("1")), BOOKMARKS_GOOD, "1", NULL},
        {" \r\n" FILE_OF(ENTRY("1")) "\r\n\t ", BOOKMARKS_GOOD, "1", NULL},
        {"", BOOKMARKS_GOOD, "", NULL},
        {" \r\n\t", BOOKMARKS_GOOD, "", NULL},
        {"hello", BOOKMARKS_FOREIGN, "", "b.json:1:1: expected \"{\""},
        {"[]", BOOKMARKS_FOREIGN, "", "expected \"{\""},
        {"{}", BOOKMARKS_FOREIGN, "", "there is no \"format\""},
        {"{\"format\":1}", BOOKMARKS_FOREIGN, "", "there is no list"},
        {"{\"bookmarks\":[" ENTRY("1") "]}", BOOKMARKS_DAMAGED, "1", "there is no \"format\""},
        {"{\"format\":0,\"bookmarks\":[]}", BOOKMARKS_DAMAGED, "", "\"format\" is not 1"},
        {"{\"format\":\"1\",\"bookmarks\":[]}", BOOKMARKS_DAMAGED, "", "b.json:1:11: \"format\""},
        {"{\"format\":1.5,\"bookmarks\":[]}", BOOKMARKS_DAMAGED, "", "\"format\" is not 1"},
        {"{\"format\":2,\"bookmarks\":[" ENTRY("1") "]}", BOOKMARKS_NEWER, "1",
         "b.json: is of format 2, this program knows 1"},
        {"{\"format\":2,\"bookmarks\":{\"x\":[]}}", BOOKMARKS_NEWER, "", "format 2"},
        {"{\"format\":2,\"bookm", BOOKMARKS_NEWER, "", "format 2"},
        {"{\"format\":1,\"bookmarks\":{}}", BOOKMARKS_DAMAGED, "", "\"bookmarks\" is not an array"},
        {"{\"format\":1,\"bookmarks\":null}", BOOKMARKS_DAMAGED, "", "not an array"},
        {"{\"format\":1,\"title\":7,\"bookmarks\":[]}", BOOKMARKS_DAMAGED, "",
         "\"title\" is not a string"},
        {FILE_OF(ENTRY("1") ",7," ENTRY("2")), BOOKMARKS_DAMAGED, "1 2", "not an object"},
        {FILE_OF(ENTRY("1") "," ENTRY("1")), BOOKMARKS_DAMAGED, "1", "bookmarked twice"},
        {FILE_OF(ENTRY("1") ",{}"), BOOKMARKS_DAMAGED, "1", "without registry, code and owner"},
        {FILE_OF(ENTRY("1") ",{\"registry\":\"http\",\"code\":409,\"owner\":\"IANA\"}"),
         BOOKMARKS_DAMAGED, "1 409", "\"code\" is a number, expected a string"},
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"note\":[1]}"),
         BOOKMARKS_DAMAGED, "1", "\"note\" is not a string"},
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"note\":\"a\\nb\"}"),
         BOOKMARKS_DAMAGED, "1=a b", "control characters"},
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"note\":\"a\nb\"}"),
         BOOKMARKS_DAMAGED, "1=a b", "control characters"},
        {FILE_OF(
             "{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"note\":\"a\\u0000b\"}"),
         BOOKMARKS_DAMAGED, "1=a", "control characters"},
        {FILE_OF(
             "{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"note\":\"a\\\\u0000b\"}"),
         BOOKMARKS_GOOD, "1=a\\u0000b", NULL},
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"note\":\"a\xFF"
                 "b\"}"),
         BOOKMARKS_DAMAGED,
         "1=a\xEF\xBF\xBD"
         "b",
         "invalid UTF-8"},
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"x\":\"\x1b\"}"),
         BOOKMARKS_DAMAGED, "1", "control characters"},
        /* Carried along as it stands, it would make the file no JSON. */
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"x\":01}," ENTRY("2")),
         BOOKMARKS_DAMAGED, "1 2", "not valid JSON here"},
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"x\":[\x01 1]}," ENTRY(
             "2")),
         BOOKMARKS_DAMAGED, "1 2", "not valid JSON here"},
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"note\":\"\\u00zz\"}"),
         BOOKMARKS_DAMAGED, "1", "not valid JSON here"},
        {FILE_OF(ENTRY("1")) "x", BOOKMARKS_DAMAGED, "1", "expected nothing more"},
        {FILE_OF(ENTRY("1")) FILE_OF(ENTRY("2")), BOOKMARKS_DAMAGED, "1 2", "expected nothing"},
        {FILE_OF(ENTRY("1") ENTRY("2")), BOOKMARKS_DAMAGED, "1 2", "expected \",\""},
        {FILE_OF(ENTRY("1") ",oops," ENTRY("2")), BOOKMARKS_DAMAGED, "1 2", "not valid JSON here"},
        {FILE_OF(ENTRY("1") ","), BOOKMARKS_DAMAGED, "1", "not valid JSON"},
        {"<<<<\n" FILE_OF(ENTRY("1") ",\n====\n" ENTRY("2")) ">>>>", BOOKMARKS_DAMAGED, "1 2",
         "b.json:1:1"},
        {"{\"format\":1,\n \"bookmarks\":[\n  {\"registry\":\"http\",\"code\":\"1\",\"owner\":"
         "\"IANA\",\"note\":\"unfini",
         BOOKMARKS_DAMAGED, "1", "b.json:3:"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        enum bookmarks_health health;
        struct sb_error err = SB_ERROR_INIT;
        struct bookmarks *list = parse(rows[i].text, &health, &err);
        CHECK_MSG(health == rows[i].health, "row %zu: health %d of %s", i, (int)health,
                  rows[i].text);
        CHECK_STR(support_bookmarks_text(list), rows[i].list);
        if (rows[i].message != NULL)
            CHECK_HAS(err.message, rows[i].message);
        else
            CHECK_STR(err.message, NULL);
        sb_error_clear(&err);
        bookmarks_free(list);
    }
}

/* Whatever is read can be written, and is good then. */
static void check_usable(const struct bookmarks *list)
{
    enum bookmarks_health health;
    struct bookmarks *again = parse(written(list), &health, NULL);
    CHECK_MSG(health == BOOKMARKS_GOOD, "%s", written(list));
    CHECK(bookmarks_equal(again, list));
    bookmarks_free(again);
}

/* As in a registry, a code alone means its first meaning. */
static const char *first_owner(const void *context, const char *registry, const char *code)
{
    CHECK_STR(registry, "http");
    return strcmp(code, "409") == 0 ? context : NULL;
}

static void completes_what_was_written_by_hand(void)
{
    static const char text[] = "{\"format\":1,\"bookmarks\":["
                               "{\"registry\":\"http\",\"code\":\"409\"},"
                               "{\"registry\":\" http\",\"code\":\" 499  \",\"owner\":\" nginx \"},"
                               "{\"registry\":\"http\",\"code\":\"777\"},"
                               "{\"registry\":\"http\",\"code\":\"  \",\"owner\":\"x\"}]}";
    struct bookmark_owners owners = {first_owner, "IANA"};
    enum bookmarks_health health;
    struct sb_error err = SB_ERROR_INIT;
    struct bookmarks *list = bookmarks_parse(
        &(struct bookmark_text){text, sizeof text - 1, "b.json", false}, &owners, &health, &err);
    CHECK_INT(bookmarks_count(list), 2);
    CHECK(bookmarks_find(list, &(struct bookmark_id){"http", "409", "IANA"}) != NULL);
    CHECK(bookmarks_find(list, &(struct bookmark_id){"http", "499", "nginx"}) != NULL);
    CHECK_INT(health, BOOKMARKS_DAMAGED);
    CHECK_STR(err.message, "b.json:1:114: a bookmark without registry, code and owner\n"
                           "b.json:1:147: a bookmark without registry, code and owner");
    sb_error_clear(&err);
    bookmarks_free(list);
}

static void recovers_from_truncation_at_every_byte(void)
{
    enum bookmarks_health health;
    struct bookmarks *whole = parse(good, &health, NULL);
    const char *starts[] = {strstr(good, "\"IANA\""), strstr(good, "\"nginx\""),
                            strstr(good, "\"gRPC\"")};
    for (size_t len = 1; len < strlen(good); len++) {
        struct sb_error err = SB_ERROR_INIT;
        char *cut = xstrndup(good, len);
        struct bookmarks *list = parse(cut, &health, &err);
        CHECK_MSG(health == BOOKMARKS_DAMAGED || health == BOOKMARKS_FOREIGN, "at %zu", len);
        CHECK(err.message != NULL);
        size_t expected = 0;
        for (size_t i = 0; i < 3; i++)
            expected += len >= (size_t)(starts[i] - good) + strcspn(starts[i] + 1, "\"") + 2;
        CHECK_MSG(bookmarks_count(list) == expected, "%zu instead of %zu at %zu: %s",
                  bookmarks_count(list), expected, len, cut);
        for (size_t i = 0; i < bookmarks_count(list); i++)
            CHECK(bookmarks_find(whole, &bookmarks_at(list, i)->id) != NULL);
        check_usable(list);
        sb_error_clear(&err);
        bookmarks_free(list);
        free(cut);
    }
    bookmarks_free(whole);
}

static void survives_any_bytes(void)
{
    static const char alphabet[] = "{}[]\",:\\u0019ae- \n\x1b\xC3\xA9\xFF";
    for (int round = 0; round < 6000; round++) {
        char text[512];
        size_t len = pick(2) != 0 ? sizeof good - 1 : pick(64);
        if (len < sizeof good - 1)
            for (size_t i = 0; i < len; i++)
                text[i] = round % 2 != 0 ? (char)pick(256) : alphabet[pick(sizeof alphabet - 1)];
        else
            memcpy(text, good, len);
        for (unsigned i = pick(6); i > 0 && len > 0; i--)
            text[pick((unsigned)len)] = alphabet[pick(sizeof alphabet - 1)];
        enum bookmarks_health health;
        struct sb_error err = SB_ERROR_INIT;
        char *exact = xmalloc(len);
        memcpy(exact, text, len);
        struct bookmarks *list =
            bookmarks_parse(&(struct bookmark_text){exact, len, "b", false}, NULL, &health, &err);
        CHECK((health == BOOKMARKS_GOOD) == (err.message == NULL));
        if (health != BOOKMARKS_NEWER)
            check_usable(list);
        for (char *line = err.message; line != NULL && *line != '\0';) {
            size_t line_len = strcspn(line, "\n");
            CHECK(utf8_is_plain(line, line_len));
            line += line_len + (line[line_len] == '\n');
        }
        sb_error_clear(&err);
        bookmarks_free(list);
        free(exact);
    }
}

/* Texts made to cost time. */
static void is_quick_with_hostile_files(void)
{
    static const char *const patterns[] = {
        "{",
        "[",
        "{\"a\":",
        "{\"a\":{\"b\":",
        "[{\"\":",
        "{\"a\":1,",
        "\"",
        "{\"a\":[1,1,1,1,1,",
        " ",
        "{\"registry\":\"h\",\"code\":\"1\",\"owner\":\"o\",\"note\":",
        "{\"registry\":\"h\",\"code\":\"1\",\"owner\":\"o\"},",
        "\n",
        "\\\"{",
    };
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        for (int prefixed = 0; prefixed < 2; prefixed++) {
            struct strbuf text = STRBUF_INIT;
            if (prefixed)
                strbuf_puts(&text, "{\"format\":1,\"bookmarks\":[");
            while (text.len < BOOKMARKS_MAX_BYTES / 4)
                strbuf_puts(&text, patterns[i]);
            enum bookmarks_health health;
            clock_t before = clock();
            struct bookmarks *list = bookmarks_parse(
                &(struct bookmark_text){text.data, text.len, "b", false}, NULL, &health, NULL);
            double took = (double)(clock() - before) / CLOCKS_PER_SEC;
            CHECK_MSG(took < 5, "%s (%d) took %.2f s", patterns[i], prefixed, took);
            CHECK(health != BOOKMARKS_GOOD || bookmarks_is_blank(text.data, text.len));
            bookmarks_free(list);
            strbuf_clear(&text);
        }
    }
}

static void keeps_the_bounds_of_a_file(void)
{
    enum bookmarks_health health;
    struct sb_error err = SB_ERROR_INIT;
    struct strbuf text = STRBUF_INIT;
    strbuf_puts(&text, "{\"format\":1,\"bookmarks\":[");
    for (int i = 0; i < BOOKMARKS_MAX + 5; i++)
        strbuf_printf(&text, "%s{\"registry\":\"h\",\"code\":\"%d\",\"owner\":\"o\"}",
                      i > 0 ? "," : "", i);
    strbuf_puts(&text, "]}");
    struct bookmarks *list = parse(text.data, &health, &err);
    CHECK_INT(health, BOOKMARKS_DAMAGED);
    CHECK_INT(bookmarks_count(list), BOOKMARKS_MAX);
    CHECK_HAS(err.message, "more than 10000 bookmarks");
    bookmarks_free(list);
    strbuf_clear(&text);
    strbuf_puts(&text, "{\"format\":1,\"bookmarks\":[{\"registry\":\"h\",\"code\":\"1\",\"owner\":"
                       "\"o\",\"note\":\"");
    for (int i = 0; i < 3000; i++)
        strbuf_puts(&text, "\xC3\xA9");
    strbuf_puts(&text, "\"}]}");
    list = parse(text.data, &health, &err);
    CHECK_INT(health, BOOKMARKS_DAMAGED);
    CHECK_INT(strlen(bookmarks_at(list, 0)->note), 4096);
    CHECK_HAS(err.message, "\"note\" is longer than 4096 bytes");
    bookmarks_free(list);
    list = bookmarks_parse(&(struct bookmark_text){good, sizeof good - 1, "b", true}, NULL, &health,
                           &err);
    CHECK_INT(health, BOOKMARKS_DAMAGED);
    CHECK_HAS(err.message, "longer than");
    CHECK_INT(bookmarks_count(list), 3);
    bookmarks_free(list);
    strbuf_clear(&text);
    sb_error_clear(&err);
}

int main(void)
{
    RUN(writes_what_it_reads);
    RUN(does_not_depend_on_the_locale);
    RUN(recovers_what_the_table_says);
    RUN(completes_what_was_written_by_hand);
    RUN(recovers_from_truncation_at_every_byte);
    RUN(survives_any_bytes);
    RUN(is_quick_with_hostile_files);
    RUN(keeps_the_bounds_of_a_file);
    return check_done();
}
