#include "config.h"

#include <ctype.h>
#include <limits.h>
#include <locale.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/text.h"
#include "support/check.h"

/* The letters of ISO 8859-1, which isalpha() accepts in its locales. */
static void knows_no_letters_beyond_ascii(void)
{
    for (int c = 0x80; c <= 0xFF; c++) {
        CHECK(!ascii_is_alnum((char)c));
        CHECK(!ascii_is_name((char)c));
        CHECK(!ascii_is_token((char)c));
    }
}

static void knows_the_kinds_of_characters(void)
{
    static const struct {
        char c;
        bool digit, small, capital, blank, token;
    } cases[] = {
        {'0', true, false, false, false, true},    {'9', true, false, false, false, true},
        {'a', false, true, false, false, true},    {'z', false, true, false, false, true},
        {'A', false, false, true, false, true},    {'Z', false, false, true, false, true},
        {' ', false, false, false, true, false},   {'\t', false, false, false, true, false},
        {'-', false, false, false, false, true},   {'~', false, false, false, false, true},
        {':', false, false, false, false, false},  {'(', false, false, false, false, false},
        {'\0', false, false, false, false, false}, {0x7F, false, false, false, false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char c = cases[i].c;
        CHECK_INT(ascii_is_digit(c), cases[i].digit);
        CHECK_INT(ascii_is_small(c), cases[i].small);
        CHECK_INT(ascii_is_capital(c), cases[i].capital);
        CHECK_INT(ascii_is_letter(c), cases[i].small || cases[i].capital);
        CHECK_INT(ascii_is_blank(c), cases[i].blank);
        CHECK_INT(ascii_is_token(c), cases[i].token);
        CHECK_INT(ascii_is_name(c), cases[i].token && c != '~');
    }
}

/* In that locale the C library knows ASCII alone. */
static void agrees_with_the_c_locale(void)
{
    for (int byte = 0; byte <= UCHAR_MAX; byte++) {
        char c = (char)byte;
        CHECK_INT(ascii_is_alnum(c), isalnum(byte) != 0);
        CHECK_INT(ascii_is_control(c), iscntrl(byte) != 0);
        CHECK_INT(ascii_is_hex(c), isxdigit(byte) != 0);
        CHECK_INT(ascii_is_space(c), isspace(byte) != 0);
        CHECK_INT((unsigned char)ascii_lower(c), tolower(byte));
        CHECK_INT((unsigned char)ascii_upper(c), toupper(byte));
    }
}

static int sign(int order)
{
    return order > 0 ? 1 : order < 0 ? -1 : 0;
}

static void compares_texts_as_the_c_locale_does(void)
{
    static const char *const texts[] = {"",     "a",    "A",     "i",       "I",         "If-Match",
                                        "if",   "IF-M", "_",     "if-none", "\xE9",      "\xC9",
                                        "\x7F", "[",    "i\xDD", "i\xFD",   "If-Matches"};
    const size_t count = sizeof texts / sizeof texts[0];
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++) {
            for (size_t len = 0; len < 12; len++)
                CHECK_INT(sign(text_compare_like(texts[i], texts[k], len)),
                          sign(strncasecmp(texts[i], texts[k], len)));
            CHECK_INT(text_like(texts[i], texts[k]), strcasecmp(texts[i], texts[k]) == 0);
            CHECK_INT(text_is_like(texts[i], strlen(texts[i]), texts[k]),
                      strcasecmp(texts[i], texts[k]) == 0);
        }
}

int main(void)
{
    RUN(agrees_with_the_c_locale);
    RUN(compares_texts_as_the_c_locale_does);
    setlocale(LC_CTYPE, "");
    RUN(knows_no_letters_beyond_ascii);
    RUN(knows_the_kinds_of_characters);
    return check_done();
}
