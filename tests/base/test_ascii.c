#include "config.h"

#include <locale.h>

#include "base/ascii.h"
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

int main(void)
{
    setlocale(LC_CTYPE, "");
    RUN(knows_no_letters_beyond_ascii);
    RUN(knows_the_kinds_of_characters);
    return check_done();
}
