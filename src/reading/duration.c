#include "config.h"
#include "reading/duration.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"

#define MOST_DIGITS 12        /* in front of a decimal point: a year has 3e16 ns */
#define MOST_NANOSECONDS 1e17 /* three years: no response takes longer */
#define NANOSECONDS_PER_SECOND 1e9

/* How values write their units, the longer of two that begin alike first. */
static const struct {
    const char *text;
    double nanoseconds;
} units[] = {
    {"ms", 1e6}, {"\xC2\xB5s", 1e3}, {"\xCE\xBCs", 1e3}, {"us", 1e3},
    {"ns", 1},   {"s", 1e9},         {"m", 60e9},        {"h", 3600e9},
};

/* Reads a decimal number. Returns false when there is none, or one of too many digits. */
static bool take_number(const char **at, const char *end, double *number)
{
    const char *start = *at;
    double part = 1;
    for (*number = 0; *at < end && ascii_is_digit(**at); ++*at)
        *number = *number * 10 + (**at - '0');
    if (*at == start || *at - start > MOST_DIGITS)
        return false;
    if (*at < end && **at == '.')
        for (++*at; *at < end && ascii_is_digit(**at); ++*at) {
            part /= 10;
            *number += part * (**at - '0');
        }
    return true;
}

/* Returns the nanoseconds of the unit at *at, 0 when there is none. */
static double take_unit(const char **at, const char *end)
{
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (text_begins(*at, (size_t)(end - *at), units[i].text)) {
            *at += strlen(units[i].text);
            return units[i].nanoseconds;
        }
    return 0;
}

/* Of a number without one; 0: it has none. */
static double unit_of_name(unsigned roles)
{
    return roles & NAME_IN_S    ? 1e9
           : roles & NAME_IN_MS ? 1e6
           : roles & NAME_IN_US ? 1e3
           : roles & NAME_IN_NS ? 1
                                : 0;
}

uint64_t duration_read(unsigned roles, const char *text, size_t len)
{
    const char *at = text, *end = text + len;
    double sum = 0, number, unit = unit_of_name(roles);
    if (!take_number(&at, end, &number))
        return 0;
    if (at == end)
        sum = number * unit;
    else
        do {
            unit = take_unit(&at, end);
            sum += number * unit;
        } while (unit > 0 && at < end && take_number(&at, end, &number));
    if (unit == 0 || at < end || sum > MOST_NANOSECONDS)
        return 0;
    return sum > 1 ? (uint64_t)sum : 1;
}

void duration_put(uint64_t nanoseconds, struct strbuf *out)
{
    double seconds = (double)nanoseconds / NANOSECONDS_PER_SECOND;
    if (seconds >= 1)
        strbuf_printf(out, "%.1f s", seconds);
    else
        strbuf_printf(out, "%.3g ms", seconds * 1000);
}
