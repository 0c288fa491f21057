#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/strbuf.h"
#include "json/scan.h"
#include "support/check.h"

/* Every fault told, one after the other as "KIND@OFFSET", and where the scan came to. */
struct seen {
    struct strbuf faults;
    const char *text;
    bool stop; /* at the first fault */
};

static bool note(void *context, const struct json_scan_error *fault)
{
    static const char *const names[] = {
        [JSON_SCAN_UNEXPECTED] = "unexpected",
        [JSON_SCAN_UNCLOSED] = "unclosed",
        [JSON_SCAN_DEEP] = "deep",
        [JSON_SCAN_MANY_VALUES] = "many",
        [JSON_SCAN_LONG_STRING] = "long-string",
        [JSON_SCAN_LONG_NUMBER] = "long-number",
        [JSON_SCAN_NEWLINE] = "newline",
        [JSON_SCAN_CONTROL] = "control",
        [JSON_SCAN_NOT_UTF8] = "not-utf8",
        [JSON_SCAN_ESCAPED_CONTROL] = "escaped-control",
        [JSON_SCAN_LONE_SURROGATE] = "surrogate",
        [JSON_SCAN_SHORT_ESCAPE] = "short",
        [JSON_SCAN_UNKNOWN_ESCAPE] = "unknown",
    };
    struct seen *seen = context;
    strbuf_printf(&seen->faults, "%s%s@%d", seen->faults.len > 0 ? " " : "", names[fault->kind],
                  (int)(fault->at - seen->text));
    return !seen->stop;
}

/* Scans a copy of exactly the size, so that reading after it is noticed. Returns how far the scan
 * came, -1 when it ended at a fault; *faults is the caller's. */
static int scan_bytes(const char *bytes, size_t len, bool stop, char **faults)
{
    char *copy = xmalloc(len);
    memcpy(copy, bytes, len);
    struct seen seen = {.text = copy, .stop = stop};
    struct json_scan scan = {.at = copy,
                             .end = copy + len,
                             .depth = 3,
                             .values = 9,
                             .string_bytes = 40,
                             .number_chars = 5,
                             .report = note,
                             .context = &seen};
    int end = json_scan_value(&scan) ? (int)(scan.at - copy) : -1;
    *faults = strbuf_take(&seen.faults);
    free(copy);
    return end;
}

static void passes_over_one_value(void)
{
    static const struct {
        const char *text;
        int end;
        const char *faults;
    } cases[] = {
        {"true", 4, ""},
        {" \t\r\n null ,", 9, ""},
        {"-0.5e+7]", 7, "long-number@0"},
        {"1.25 2", 4, ""},
        {"\"a\\\"b\" : 1", 6, ""},
        {"{\"a\": [1, {}], \"b\": []}, 5", 23, ""},
        {"[[[1]]]", 7, ""},
        {"[[[[1]]]]", -1, "deep@3"},
        {"[1,2,3,4,5,6,7,8]", 17, ""},
        {"[1,2,3,4,5,6,7,8,9]", -1, "many@17"},
        {"", -1, "unexpected@0"},
        {"  ", -1, "unexpected@2"},
        {"truth", -1, "unexpected@0"},
        {"01", -1, "unexpected@0"},
        {"1.", -1, "unexpected@0"},
        {"[1 2]", -1, "unexpected@3"},
        {"[1,]", -1, "unexpected@3"},
        {"{1: 2}", -1, "unexpected@1"},
        {"{\"a\" 2}", -1, "unexpected@5"},
        {"{\"a\": \"b", -1, "unclosed@6"},
        {"\"\\", -1, "unknown@1 unclosed@0"},
        {"[\x01]", -1, "unexpected@1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *faults;
        int end = scan_bytes(cases[i].text, strlen(cases[i].text), false, &faults);
        CHECK_MSG(end == cases[i].end, "%s: %d, expected %d", cases[i].text, end, cases[i].end);
        CHECK_STR(faults, cases[i].faults);
        free(faults);
    }
}

/* What is wrong in a string is found at every place of it, and what stands around it does not
 * matter: the scanner looks at several bytes at a time. */
static void finds_what_is_wrong_anywhere_in_a_string(void)
{
    static const struct {
        const char *bytes;
        const char *fault; /* NULL: none; it is passed over */
    } cases[] = {
        {"\n", "newline"},
        {"\x01", "control"},
        {"\x1F", "control"},
        {"\x7F", "control"},
        {"\xC2\x85", "control"},
        {"\x80", "not-utf8"},
        {"\xFF", "not-utf8"},
        {"\xC3", "not-utf8"},
        {"\\n", "escaped-control"},
        {"\\u0000", "escaped-control"},
        {"\\u009F", "escaped-control"},
        {"\\uD800", "surrogate"},
        {"\\uDC00\\uD800", "surrogate"},
        {"\\u12x4", "short"},
        {"\\x", "unknown"},
        {" ", NULL},
        {"~", NULL},
        {"!", NULL},
        {"\u00A0", NULL},
        {"\U0001F600", NULL},
        {"\\\\", NULL},
        {"\\\"", NULL},
        {"\\/", NULL},
        {"\\u00e4", NULL},
        {"\\uD83D\\uDE00", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int before = 0; before <= 10; before++) {
            struct strbuf text = STRBUF_INIT, expected = STRBUF_INIT;
            strbuf_printf(&text, "\"%.*s%s", before, "x!~#[]x ^x", cases[i].bytes);
            strbuf_puts(&text, before % 2 == 0 ? "abcdefgh\"," : "\"");
            if (cases[i].fault != NULL)
                strbuf_printf(&expected, "%s@%d", cases[i].fault, before + 1);
            char *faults;
            bool stop = cases[i].fault != NULL;
            int end = scan_bytes(text.data, text.len, stop, &faults);
            CHECK_MSG((end < 0) == stop, "%s ends at %d", text.data, end);
            CHECK_STR(faults, strbuf_str(&expected));
            free(faults);
            strbuf_clear(&text);
            strbuf_clear(&expected);
        }
    }
}

static void measures_what_a_string_stands_for(void)
{
    static const struct {
        const char *piece;
        int bytes;
    } pieces[] = {{"x", 1},       {"\\\"", 1},           {"\\u0041", 1}, {"\\u00e4", 2},
                  {"\\u20ac", 3}, {"\\uD83D\\uDE00", 4}, {"\u00e4", 2},  {"\U0001F600", 4}};
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        struct strbuf text = STRBUF_INIT;
        char *faults;
        strbuf_putc(&text, '"');
        for (int n = 0; n < 40 / pieces[i].bytes; n++)
            strbuf_puts(&text, pieces[i].piece);
        for (int n = 0; n < 40 % pieces[i].bytes; n++)
            strbuf_putc(&text, 'x');
        strbuf_putc(&text, '"');
        CHECK_INT(scan_bytes(text.data, text.len, false, &faults), (int)text.len);
        CHECK_STR(faults, "");
        free(faults);
        text.data[text.len - 1] = 'x';
        strbuf_putc(&text, '"');
        scan_bytes(text.data, text.len, false, &faults);
        CHECK_STR(faults, "long-string@0");
        free(faults);
        strbuf_clear(&text);
    }
}

static void gives_lines_and_columns(void)
{
    const char *text = "ab\n\u20acc\n\nd";
    static const struct {
        size_t offset, line, column;
    } cases[] = {{0, 1, 1}, {2, 1, 3}, {3, 2, 1}, {6, 2, 2},
                 {7, 2, 3}, {8, 3, 1}, {9, 4, 1}, {10, 4, 2}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t line, column;
        json_scan_where(text, text + cases[i].offset, &line, &column);
        CHECK_INT(line, cases[i].line);
        CHECK_INT(column, cases[i].column);
    }
    const char *marked = "\xEF\xBB\xBF{}";
    CHECK(json_scan_text(marked, 5) == marked + 3);
    CHECK(json_scan_text(marked, 2) == marked);
    CHECK(json_scan_text(text, strlen(text)) == text);
}

int main(void)
{
    RUN(passes_over_one_value);
    RUN(finds_what_is_wrong_anywhere_in_a_string);
    RUN(measures_what_a_string_stands_for);
    RUN(gives_lines_and_columns);
    return check_done();
}
