#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "support/check.h"

#define ACUTE "\u0301"    /* combining acute accent */
#define HAN "\u6f22"      /* two columns */
#define FACE "\U0001f600" /* two columns, four bytes */

static void decodes_what_is_valid_and_nothing_else(void)
{
    static const struct {
        const char *bytes;
        size_t len;
        uint32_t cp;
        size_t taken;
    } cases[] = {
        {"A", 1, 'A', 1},
        {"\0", 1, 0, 1},
        {"\x7F", 1, 0x7F, 1},
        {"\xC2\x80", 2, 0x80, 2},
        {"\xC3\xA9", 2, 0xE9, 2},
        {"\xDF\xBF", 2, 0x7FF, 2},
        {"\xE0\xA0\x80", 3, 0x800, 3},
        {"\xE2\x98\x85", 3, 0x2605, 3},
        {"\xED\x9F\xBF", 3, 0xD7FF, 3},
        {"\xEE\x80\x80", 3, 0xE000, 3},
        {"\xEF\xBF\xBF", 3, 0xFFFF, 3},
        {"\xF0\x90\x80\x80", 4, 0x10000, 4},
        {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF, 4},
        {"\xC3\xA9zzz", 5, 0xE9, 2},
        /* overlong */
        {"\xC0\x80", 2, UTF8_INVALID, 1},
        {"\xC1\xBF", 2, UTF8_INVALID, 1},
        {"\xE0\x80\x80", 3, UTF8_INVALID, 1},
        {"\xE0\x9F\xBF", 3, UTF8_INVALID, 1},
        {"\xF0\x80\x80\x80", 4, UTF8_INVALID, 1},
        {"\xF0\x8F\xBF\xBF", 4, UTF8_INVALID, 1},
        /* surrogates */
        {"\xED\xA0\x80", 3, UTF8_INVALID, 1},
        {"\xED\xBF\xBF", 3, UTF8_INVALID, 1},
        /* above the last character */
        {"\xF4\x90\x80\x80", 4, UTF8_INVALID, 1},
        {"\xF5\x80\x80\x80", 4, UTF8_INVALID, 1},
        {"\xF8\x88\x80\x80\x80", 5, UTF8_INVALID, 1},
        {"\xFE", 1, UTF8_INVALID, 1},
        {"\xFF\xFF\xFF\xFF", 4, UTF8_INVALID, 1},
        /* cut off, or without a beginning */
        {"\x80", 1, UTF8_INVALID, 1},
        {"\xBF\xBF", 2, UTF8_INVALID, 1},
        {"\xC3", 1, UTF8_INVALID, 1},
        {"\xE2\x98", 2, UTF8_INVALID, 1},
        {"\xF0\x9F\x98", 3, UTF8_INVALID, 1},
        {"\xC3"
         "A",
         2, UTF8_INVALID, 1},
        {"\xE2\x98"
         "A",
         3, UTF8_INVALID, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint32_t cp;
        char *bytes = malloc(cases[i].len); /* a sanitizer sees a read after it */
        memcpy(bytes, cases[i].bytes, cases[i].len);
        size_t taken = utf8_decode(bytes, cases[i].len, &cp);
        CHECK_MSG(cp == cases[i].cp && taken == cases[i].taken, "case %zu: U+%04X in %zu bytes", i,
                  (unsigned)cp, taken);
        free(bytes);
    }
}

static void every_character_is_appended_and_decoded_again(void)
{
    struct strbuf sb = STRBUF_INIT;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp += cp < 0x3000 ? 1 : 7) {
        uint32_t back;
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        strbuf_reset(&sb);
        utf8_append(&sb, cp);
        size_t taken = utf8_decode(sb.data, sb.len, &back);
        if (back != cp || taken != sb.len) {
            CHECK_MSG(false, "U+%04X came back as U+%04X", (unsigned)cp, (unsigned)back);
            break;
        }
    }
    strbuf_clear(&sb);
}

static void plain_text_is_valid_and_has_no_controls(void)
{
    static const struct {
        const char *text;
        bool plain;
    } cases[] = {
        {"", true},
        {"caf\u00e9 " HAN, true},
        {"a\u202eb", true}, /* hidden, but no control */
        {"a\tb", false},
        {"a\x7F", false},
        {"\xC2\x9B", false}, /* C1 */
        {"a\xFF", false},
        {"ab\xC0\x80", false},
        {HAN "\xE6\xBC", false},
        {"a\xED\xA0\x80", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_MSG(utf8_is_plain(cases[i].text, strlen(cases[i].text)) == cases[i].plain, "case %zu",
                  i);
    CHECK(!utf8_is_plain("a\0b", 3));
}

static void measures_columns_not_bytes(void)
{
    static const struct {
        const char *text;
        int cols;
    } cases[] = {
        {"", 0},
        {"plain", 5},
        {"\u00e9", 1},
        {"e" ACUTE, 1},
        {"e" ACUTE ACUTE "x", 2},
        {HAN, 2},
        {HAN HAN "x", 5},
        {FACE, 2},
        {"\u2605\u258c\u2502\u2026", 4},
        {"\uff21", 2}, /* fullwidth A */
        {"\uac00", 2}, /* Hangul */
        {"\xFF\xFE", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_MSG(utf8_width(cases[i].text, strlen(cases[i].text)) == cases[i].cols,
                  "case %zu: %d columns, not %d", i,
                  utf8_width(cases[i].text, strlen(cases[i].text)), cases[i].cols);
}

static void a_character_takes_none_one_or_two_columns(void)
{
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp += cp < 0x20000 ? 1 : 101) {
        int width = utf8_char_width(cp);
        if (width < 0 || width > 2)
            CHECK_MSG(false, "U+%04X has %d columns", (unsigned)cp, width);
    }
    CHECK_INT(utf8_char_width(UTF8_INVALID), 1);
}

static void outside_of_utf8_every_character_takes_one_column(void)
{
    setlocale(LC_CTYPE, "C");
    CHECK_INT(utf8_width(HAN, strlen(HAN)), 1);
    CHECK_INT(utf8_width("e" ACUTE, strlen("e" ACUTE)), 2);
    setlocale(LC_CTYPE, "");
    CHECK_INT(utf8_width(HAN, strlen(HAN)), 2);
}

static void cuts_only_between_characters(void)
{
    static const struct {
        const char *text;
        int width;
        size_t bytes;
        int used;
    } cases[] = {
        {"abc", 0, 0, 0},
        {"abc", 2, 2, 2},
        {"abc", 9, 3, 3},
        {"\u00e9x", 1, 2, 1},
        {"e" ACUTE "x", 1, 3, 1},
        {"e" ACUTE, 0, 0, 0},
        {HAN "x", 1, 0, 0},
        {HAN "x", 2, 3, 2},
        {"a" HAN, 2, 1, 1},
        {HAN ACUTE HAN, 3, 5, 2},
        {FACE FACE, 3, 4, 2},
        {"\xFFx", 1, 1, 1},
        {"", 5, 0, 0},
        {"abc", -1, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int used = -1;
        size_t bytes = utf8_fit(cases[i].text, strlen(cases[i].text), cases[i].width, &used);
        CHECK_MSG(bytes == cases[i].bytes && used == cases[i].used,
                  "case %zu: %zu bytes, %d columns", i, bytes, used);
    }
}

static void steps_over_a_character_with_its_accents(void)
{
    const char *text = "a"
                       "e" ACUTE HAN ACUTE ACUTE "z";
    static const size_t starts[] = {0, 1, 4, 11, 12};
    const size_t count = sizeof starts / sizeof starts[0], len = strlen(text);
    CHECK_INT(len, starts[count - 1]);
    for (size_t i = 0; i + 1 < count; i++) {
        CHECK_INT(utf8_next(text, len, starts[i]), starts[i + 1]);
        CHECK_INT(utf8_prev(text, starts[i + 1]), starts[i]);
    }
    CHECK_INT(utf8_next(text, len, len), len);
    CHECK_INT(utf8_prev(text, 0), 0);
}

static void steps_end_in_any_bytes(void)
{
    static const char *const texts[] = {"\x80\x80\x80\x80\x80\x80", "\xE6\xBC", ACUTE ACUTE,
                                        "\xFF" ACUTE "\xC3", "a\x80\x80"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        size_t len = strlen(texts[i]), at = 0, steps = 0;
        for (; at < len && steps < 20; steps++) {
            size_t next = utf8_next(texts[i], len, at);
            CHECK(next > at && next <= len);
            at = next;
        }
        CHECK_INT(at, len);
        for (steps = 0; at > 0 && steps < 20; steps++) {
            size_t before = utf8_prev(texts[i], at);
            CHECK(before < at);
            at = before;
        }
        CHECK_INT(at, 0);
    }
}

static void shows_nothing_that_could_steer_a_terminal(void)
{
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"plain text", "plain text"},
        {"a\tb\nc", "a b c"},
        {"a\rb\033[31m", "a?b?[31m"},
        {"\a\b\x7F", "???"},
        {"\xC2\x9B"
         "31m",
         "?31m"}, /* C1 as UTF-8 */
        {"\x9B"
         "31m",
         "?31m"}, /* and as a raw byte */
        {"caf\u00e9 " HAN " \u2605", "caf\u00e9 " HAN " \u2605"},
        {"e" ACUTE, "e" ACUTE},
        {"a\xC0\x80z", "a??z"},
        {"\xED\xA0\x80", "???"},
        {"a\u202eb", "a<U+202E>b"}, /* right-to-left override */
        {"\u2066x\u2069", "<U+2066>x<U+2069>"},
        {"\u200b\u200d\u200e\u200f", "<U+200B><U+200D><U+200E><U+200F>"},
        {"\ufeffx", "<U+FEFF>x"},
        {"so\u00adft", "so<U+00AD>ft"},
        {"\u2028\u2029\u2060\u061c", "<U+2028><U+2029><U+2060><U+061C>"},
        {"\U000e0041", "<U+E0041>"},                              /* tag characters */
        {"\u0645\u06cc\u200c\u0631", "\u0645\u06cc\u200c\u0631"}, /* Persian */
        {"\u0915\u094d\u200d", "\u0915\u094d\u200d"},             /* Devanagari */
        {"\U0001f469\u200d\U0001f4bb", "\U0001f469\U0001f4bb"},   /* an emoji of two */
        {"\U0001f44d\U0001f3fd", "\U0001f44d"},                   /* one with a tone of skin */
        {"\U0001f469\U0001f3ff\u200d\U0001f4bb", "\U0001f469\U0001f4bb"},
        {"\U0001f3fb a\U0001f3fc", "\U0001f3fb a\U0001f3fc"}, /* of nothing */
        {"\u2764\ufe0f\u200d\U0001f525", "\u2764\U0001f525"},
        {"p\u034fq", "p<U+034F>q"},
        {"\u115f\u1160\u3164\uffa0", "<U+115F><U+1160><U+3164><U+FFA0>"}, /* blank letters */
        {"\u17b4\u17b5\ufff0", "<U+17B4><U+17B5><U+FFF0>"},
        {"\U0001bca0\U0001d173\U000e0fff", "<U+1BCA0><U+1D173><U+E0FFF>"},
        {"x\ufe00y\U000e0100", "x<U+FE00>y<U+E0100>"}, /* selectors of no form */
        {"\u1820\u180b", "\u1820\u180b"},              /* Mongolian */
        {HAN "\U000e0100", HAN},
        {"a\u200db\u200c", "a<U+200D>b<U+200C>"},
        {"\u00e9\u200d", "\u00e9<U+200D>"},
        {"\xFF\u200d", "?<U+200D>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf sb = STRBUF_INIT;
        utf8_display(&sb, cases[i].text, strlen(cases[i].text), false);
        CHECK_STR(strbuf_str(&sb), cases[i].shown);
        strbuf_clear(&sb);
    }
}

static void ascii_keeps_the_sense_of_common_signs(void)
{
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"RFC 9110 \u00a715", "RFC 9110 section 15"},
        {"a \u00b7 b", "a - b"},
        {"\u201cx\u201d \u2018y\u2019", "\"x\" 'y'"},
        {"1\u20132 \u2014 3", "1-2 - 3"},
        {"a\u2026", "a..."},
        {"\u2022 \u2192 \u203a \u2605 \u2502", "* -> > * |"},
        {"a\u00a0b", "a b"},
        {HAN FACE, "??"},
        {"\u202e", "<U+202E>"},
        {"\u06cc\u200c\u0631", "??"},
        {"\xFF\n", "? "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf sb = STRBUF_INIT;
        utf8_display(&sb, cases[i].text, strlen(cases[i].text), true);
        CHECK_STR(strbuf_str(&sb), cases[i].shown);
        strbuf_clear(&sb);
    }
}

static void ascii_is_ascii_for_every_character(void)
{
    struct strbuf in = STRBUF_INIT, out = STRBUF_INIT;
    for (uint32_t cp = 0; cp < 0x30000; cp++) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        strbuf_reset(&in);
        strbuf_reset(&out);
        utf8_append(&in, cp);
        utf8_display(&out, in.data, in.len, true);
        bool clean = out.len > 0;
        for (size_t i = 0; i < out.len; i++)
            clean = clean && out.data[i] >= ' ' && out.data[i] < 0x7F;
        if (!clean)
            CHECK_MSG(false, "U+%04X is shown as \"%s\"", (unsigned)cp, out.data);
    }
    strbuf_clear(&in);
    strbuf_clear(&out);
}

static void counts_characters_at_every_place_of_a_word(void)
{
    /* 1, 2, 3 and 4 bytes a character, and bytes of no character, which count each. */
    static const char text[] = "a\u00e9\u20ac\U0001f600bcdefgh\u00e9\u20acxyz0123456789\377\300~";
    for (size_t from = 0; from < sizeof text; from++)
        for (size_t len = 0; from + len <= sizeof text; len++) {
            size_t count = 0;
            for (size_t i = 0; i < len; i++)
                count += ((unsigned char)text[from + i] & 0xC0) != 0x80;
            CHECK_INT(utf8_count(text + from, len), count);
        }
    CHECK_INT(utf8_count("\u00e9\u20ac\U0001f600abc\u00e9\u00e9\u00e9\u00e9", 20), 10);
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    RUN(decodes_what_is_valid_and_nothing_else);
    RUN(every_character_is_appended_and_decoded_again);
    RUN(plain_text_is_valid_and_has_no_controls);
    RUN(measures_columns_not_bytes);
    RUN(a_character_takes_none_one_or_two_columns);
    RUN(outside_of_utf8_every_character_takes_one_column);
    RUN(cuts_only_between_characters);
    RUN(steps_over_a_character_with_its_accents);
    RUN(steps_end_in_any_bytes);
    RUN(shows_nothing_that_could_steer_a_terminal);
    RUN(ascii_keeps_the_sense_of_common_signs);
    RUN(ascii_is_ascii_for_every_character);
    RUN(counts_characters_at_every_place_of_a_word);
    return check_done();
}
