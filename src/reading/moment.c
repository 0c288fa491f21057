#include "config.h"
#include "reading/moment.h"

#include <string.h>
#include <time.h>

#include "base/ascii.h"
#include "base/text.h"

#define DAY_SECONDS 86400
#define EPOCH_DIGITS 10 /* of the seconds from 2001 to 2286 */

static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

/* A text that is being read. */
struct cursor {
    const char *at, *end;
};

struct date {
    int year, month, day, hour, minute, second; /* month from 1 */
    int16_t zone;
};

/* Reads exactly `digits` digits. */
static bool take_number(struct cursor *in, int digits, int *number)
{
    *number = 0;
    if (in->end - in->at < digits)
        return false;
    for (int i = 0; i < digits; i++, in->at++) {
        if (!ascii_is_digit(*in->at))
            return false;
        *number = *number * 10 + (*in->at - '0');
    }
    return true;
}

static bool take(struct cursor *in, char c)
{
    if (in->at == in->end || *in->at != c)
        return false;
    in->at++;
    return true;
}

static bool take_month(struct cursor *in, int *month)
{
    if (in->end - in->at < 3)
        return false;
    for (*month = 1; *month <= 12; ++*month)
        if (memcmp(in->at, months + 3 * (*month - 1), 3) == 0) {
            in->at += 3;
            return true;
        }
    return false;
}

static bool take_clock(struct cursor *in, struct date *date)
{
    return take_number(in, 2, &date->hour) && take(in, ':') && take_number(in, 2, &date->minute) &&
           take(in, ':') && take_number(in, 2, &date->second) && date->hour < 24 &&
           date->minute < 60 && date->second <= 60;
}

/* Passes over a fraction and reads a zone, if there is one. */
static void take_zone(struct cursor *in, struct date *date)
{
    int hours, minutes;
    date->zone = MOMENT_NO_ZONE;
    if (in->end - in->at > 1 && (*in->at == '.' || *in->at == ',') && ascii_is_digit(in->at[1]))
        for (in->at++; in->at < in->end && ascii_is_digit(*in->at);)
            in->at++;
    struct cursor zone = *in;
    if (take(&zone, 'Z')) {
        date->zone = 0;
        *in = zone;
        return;
    }
    take(&zone, ' ');
    bool west = zone.at < zone.end && *zone.at == '-';
    if ((!take(&zone, '+') && !take(&zone, '-')) || !take_number(&zone, 2, &hours))
        return;
    take(&zone, ':');
    if (!take_number(&zone, 2, &minutes) || hours > 24 || minutes >= 60)
        return;
    date->zone = (int16_t)((hours * 60 + minutes) * (west ? -1 : 1));
    *in = zone;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days from 1970 to the first of January. */
static int64_t days_before(int year)
{
    int64_t y = year - 1;
    return y * 365 + y / 4 - y / 100 + y / 400 - 719162;
}

static int month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

static bool set_moment(const struct date *date, struct moment *moment)
{
    if (date->year < 1970 || date->month < 1 || date->month > 12 || date->day < 1 ||
        date->day > month_days(date->year, date->month))
        return false;
    int64_t days = days_before(date->year) + date->day - 1;
    for (int month = 1; month < date->month; month++)
        days += month_days(date->year, month);
    moment->seconds = days * DAY_SECONDS + date->hour * 3600 + date->minute * 60 + date->second;
    moment->zone = date->zone;
    moment->known = true;
    if (date->zone != MOMENT_NO_ZONE)
        moment->seconds -= (int64_t)date->zone * 60;
    return true;
}

/* 2026-11-27T01:54:14Z, 2026/11/27 - 09:14:01 */
static bool take_numeric(struct cursor *in, struct date *date)
{
    char sign = in->end - in->at > 4 ? in->at[4] : '\0';
    if ((sign != '-' && sign != '/') || !take_number(in, 4, &date->year) || !take(in, sign) ||
        !take_number(in, 2, &date->month) || !take(in, sign) || !take_number(in, 2, &date->day))
        return false;
    if (in->end - in->at > 3 && memcmp(in->at, " - ", 3) == 0)
        in->at += 3;
    else if (!take(in, 'T') && !take(in, ' ') && !take(in, '\t'))
        return false;
    if (!take_clock(in, date))
        return false;
    take_zone(in, date);
    return true;
}

/* 27/Nov/2026:01:54:14 +0000 */
static bool take_common(struct cursor *in, struct date *date)
{
    if (!take_number(in, 2, &date->day) || !take(in, '/') || !take_month(in, &date->month) ||
        !take(in, '/') || !take_number(in, 4, &date->year) || (!take(in, ':') && !take(in, ' ')) ||
        !take_clock(in, date))
        return false;
    take_zone(in, date);
    return true;
}

/* Nov 27 09:14:01, and a year after it: Nov 27 09:14:01.123 2026 */
static bool take_named(struct cursor *in, int year, struct date *date)
{
    if (!take_month(in, &date->month) || !take(in, ' '))
        return false;
    take(in, ' ');
    int digits = in->end - in->at > 1 && ascii_is_digit(in->at[1]) ? 2 : 1;
    if (!take_number(in, digits, &date->day) || !take(in, ' ') || !take_clock(in, date))
        return false;
    date->year = year;
    take_zone(in, date);
    struct cursor after = *in;
    int written;
    if (take(&after, ' ') && take_number(&after, 4, &written) && written >= 1970 &&
        (after.at == after.end || !ascii_is_digit(*after.at))) {
        date->year = written;
        *in = after;
    }
    return true;
}

/* Seconds since 1970, with up to nine more digits of a fraction joined or after a point. */
static bool take_epoch(struct cursor *in, struct moment *moment)
{
    const char *start = in->at;
    int64_t seconds = 0;
    while (in->at < in->end && ascii_is_digit(*in->at) && in->at - start <= 19) {
        if (in->at - start < EPOCH_DIGITS)
            seconds = seconds * 10 + (*in->at - '0');
        in->at++;
    }
    long digits = in->at - start;
    if (*start == '0' || (digits != 10 && digits != 13 && digits != 16 && digits != 19))
        return false;
    if (digits == EPOCH_DIGITS && in->end - in->at > 1 && *in->at == '.' &&
        ascii_is_digit(in->at[1]))
        for (in->at++; in->at < in->end && ascii_is_digit(*in->at);)
            in->at++;
    *moment = (struct moment){seconds, 0, true};
    return true;
}

/* Reads a moment that begins at the cursor. */
static bool take_moment(struct cursor *in, int year, struct moment *moment)
{
    struct date date = {0};
    struct cursor start = *in;
    if (!ascii_is_digit(*in->at))
        return take_named(in, year, &date) && set_moment(&date, moment);
    if (take_numeric(in, &date) && set_moment(&date, moment))
        return true;
    *in = start;
    return take_common(in, &date) && set_moment(&date, moment);
}

bool moment_find(const char *text, size_t len, int year, struct moment *moment,
                 struct moment_place *place)
{
    size_t look = len < MOMENT_LOOK ? len : MOMENT_LOOK;
    bool in_word = false;
    for (size_t at = 0; at < look; at++) {
        char c = text[at];
        bool digit = ascii_is_digit(c), letter = ascii_is_letter(c);
        struct cursor in = {text + at, text + len};
        if (!in_word && (digit || (c >= 'A' && c <= 'S'))) {
            bool found = take_moment(&in, year, moment);
            if (!found && at == 0 && digit) {
                in.at = text;
                found = take_epoch(&in, moment);
            }
            if (found && place != NULL)
                *place = (struct moment_place){at, (size_t)(in.at - text) - at};
            if (found)
                return true;
        }
        /* An ISO time may follow a T, as in log names; a name of a month stands alone. */
        in_word = digit || letter;
    }
    return false;
}

bool moment_read(const char *text, size_t len, int year, struct moment *moment)
{
    struct cursor in = {text, text + len};
    if (len == 0)
        return false;
    if (take_moment(&in, year, moment))
        return true;
    in.at = text;
    return ascii_is_digit(*text) && take_epoch(&in, moment);
}

static bool take_text(struct cursor *in, const char *text)
{
    bool there = text_begins(in->at, (size_t)(in->end - in->at), text);
    in->at += there ? strlen(text) : 0;
    return there;
}

/* Reads the name of a day, cut to three letters or not. Sets *whole. */
static bool take_day_name(struct cursor *in, bool *whole)
{
    static const char *const days[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        *whole = take_text(in, days[i]);
        if (*whole)
            return true;
        if (in->end - in->at >= 3 && memcmp(in->at, days[i], 3) == 0) {
            in->at += 3;
            return true;
        }
    }
    return false;
}

/* Nov  6 08:49:37 1994, after the name of the day. */
static bool take_asctime(struct cursor *in, struct date *date)
{
    return take(in, ' ') && take_month(in, &date->month) && take(in, ' ') &&
           (take(in, ' ') ? take_number(in, 1, &date->day) : take_number(in, 2, &date->day)) &&
           take(in, ' ') && take_clock(in, date) && take(in, ' ') &&
           take_number(in, 4, &date->year);
}

/* 06 Nov 1994 08:49:37 GMT, after the name of the day and a comma; or 06-Nov-94. A year of two
 * digits is at most 50 years ahead: those of today are of this century. */
static bool take_mail_date(struct cursor *in, char sign, struct date *date)
{
    int digits = sign == '-' ? 2 : 4;
    if (!take(in, ' ') || !take_number(in, 2, &date->day) || !take(in, sign) ||
        !take_month(in, &date->month) || !take(in, sign) || !take_number(in, digits, &date->year) ||
        !take(in, ' ') || !take_clock(in, date) || !take_text(in, " GMT"))
        return false;
    if (digits == 2)
        date->year += date->year < 70 ? 2000 : 1900;
    return true;
}

bool moment_read_http(const char *text, size_t len, struct moment *moment, bool *obsolete)
{
    struct cursor in = {text, text + len};
    struct date date = {.zone = 0};
    bool whole;
    *moment = (struct moment){.seconds = 0};
    if (!take_day_name(&in, &whole))
        return false;
    bool comma = take(&in, ',');
    *obsolete = whole || !comma;
    if (!(comma ? take_mail_date(&in, whole ? '-' : ' ', &date)
                : !whole && take_asctime(&in, &date)))
        return false;
    return in.at == in.end && set_moment(&date, moment);
}

static struct date to_date(const struct moment *moment)
{
    int64_t local = moment->seconds;
    if (moment->zone != MOMENT_NO_ZONE)
        local += (int64_t)moment->zone * 60;
    int64_t days = local / DAY_SECONDS, second = local % DAY_SECONDS;
    if (second < 0) {
        second += DAY_SECONDS;
        days--;
    }
    struct date date = {.year = 1970, .month = 1};
    date.year += (int)(days / 366);
    while (days_before(date.year + 1) <= days)
        date.year++;
    days -= days_before(date.year);
    while (days >= month_days(date.year, date.month))
        days -= month_days(date.year, date.month++);
    date.day = (int)days + 1;
    date.hour = (int)(second / 3600);
    date.minute = (int)(second / 60 % 60);
    date.second = (int)(second % 60);
    date.zone = moment->zone;
    return date;
}

void moment_put_iso(const struct moment *moment, struct strbuf *out)
{
    struct date date = to_date(moment);
    strbuf_printf(out, "%04d-%02d-%02dT%02d:%02d:%02d", date.year, date.month, date.day, date.hour,
                  date.minute, date.second);
    if (date.zone == 0) {
        strbuf_putc(out, 'Z');
    } else if (date.zone != MOMENT_NO_ZONE) {
        int minutes = date.zone < 0 ? -date.zone : date.zone;
        strbuf_printf(out, "%c%02d:%02d", date.zone < 0 ? '-' : '+', minutes / 60, minutes % 60);
    }
}

void moment_put_short(const struct moment *moment, struct strbuf *out)
{
    struct date date = to_date(moment);
    strbuf_printf(out, "%d %.3s %02d:%02d:%02d", date.day, months + 3 * (date.month - 1), date.hour,
                  date.minute, date.second);
}

void moment_put_span(const struct moment *first, const struct moment *last, struct strbuf *out)
{
    struct date from = to_date(first), to = to_date(last);
    moment_put_short(first, out);
    if (moment_compare(first, last) == 0)
        return;
    strbuf_puts(out, " to ");
    if (from.year == to.year && from.month == to.month && from.day == to.day)
        strbuf_printf(out, "%02d:%02d:%02d", to.hour, to.minute, to.second);
    else
        moment_put_short(last, out);
}

int moment_this_year(void)
{
    time_t now = time(NULL);
    struct tm parts;
    return gmtime_r(&now, &parts) != NULL ? parts.tm_year + 1900 : 1970;
}
