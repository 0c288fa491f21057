#include "config.h"
#include "reading/fast.h"

#include <string.h>

#define FAST_LINE_BYTES 16384 /* longer lines are not what web servers write */
#define DATE_BYTES 26         /* of 27/Nov/2026:01:54:14 +0000 */
#define DATE_SECOND 18        /* where its second begins */

/* A line that is being read, and its parts. */
struct plain {
    const char *line, *end;
    const char *open, *close; /* the quotation marks of the request */
    const char *status;       /* its three digits */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Reports whether " HTTP/1.1" or " HTTP/2" stands in front of the place. */
static bool ends_request(const char *open, const char *close)
{
    if (close - open > 9 && memcmp(close - 9, " HTTP/", 6) == 0)
        return is_digit(close[-3]) && close[-2] == '.' && is_digit(close[-1]);
    return close - open > 7 && memcmp(close - 7, " HTTP/", 6) == 0 && is_digit(close[-1]);
}

/* Reports whether a number or a dash follows the status, and not a word that is a reason. */
static bool has_plain_rest(const char *at, const char *end)
{
    if (at == end || (*at == '\r' && at + 1 == end))
        return true;
    if (*at != ' ' || at + 1 == end)
        return false;
    at++;
    return is_digit(*at) || (*at == '-' && (at + 1 == end || at[1] == ' ' || at[1] == '\r'));
}

/* Finds the parts of a line. Returns false when it is not as it must be. */
static bool split(struct plain *plain)
{
    const char *line = plain->line, *end = plain->end;
    if (line == end || *line == '{' || *line == '[')
        return false;
    plain->open = memchr(line, '"', (size_t)(end - line));
    if (plain->open == NULL)
        return false;
    plain->close = memchr(plain->open + 1, '"', (size_t)(end - plain->open - 1));
    if (plain->close == NULL || end - plain->close < 5 || !ends_request(plain->open, plain->close))
        return false;
    plain->status = plain->close + 2;
    return plain->close[1] == ' ' && plain->status[0] >= '1' && plain->status[0] <= '5' &&
           is_digit(plain->status[1]) && is_digit(plain->status[2]) &&
           has_plain_rest(plain->status + 3, end);
}

/* Reads a moment that differs from the last one in its second at most. */
static bool read_second(struct fast *fast, const char *text)
{
    const size_t at = DATE_SECOND;
    if (fast->text_len == 0 || memcmp(fast->text, text, at) != 0 ||
        memcmp(fast->text + at + 2, text + at + 2, DATE_BYTES - at - 2) != 0)
        return false;
    int old = (fast->text[at] - '0') * 10 + fast->text[at + 1] - '0';
    int new = (text[at] - '0') * 10 + text[at + 1] - '0';
    if (!is_digit(text[at]) || !is_digit(text[at + 1]) || new >= 60)
        return false;
    fast->when.seconds += new - old;
    memcpy(fast->text + at, text + at, 2);
    return true;
}

/* Sets fast->when. Returns false when the moment is written in another way. */
static bool find_moment(struct fast *fast, const struct plain *plain, int year)
{
    const char *open = plain->open - DATE_BYTES - 3; /* mostly next to the request */
    if (plain->open - plain->line < DATE_BYTES + 3 || *open != '[')
        open = memchr(plain->line, '[', (size_t)(plain->open - plain->line));
    if (open == NULL || plain->open - open < DATE_BYTES + 2 || open[DATE_BYTES + 1] != ']')
        return false;
    open++;
    if (!read_second(fast, open)) {
        if (!moment_read(open, DATE_BYTES, year, &fast->when) || fast->when.zone == MOMENT_NO_ZONE)
            return false;
        memcpy(fast->text, open, DATE_BYTES);
        fast->text_len = DATE_BYTES;
    }
    return true;
}

/* The target is between the method and the version. */
static void find_target(const struct plain *plain, struct found_status *found)
{
    const char *version = plain->close - (plain->close[-2] == '.' ? 9 : 7);
    const char *space = memchr(plain->open, ' ', (size_t)(version - plain->open));
    if (space != NULL)
        found->target = (struct seen_text){space + 1, (size_t)(version - space - 1)};
}

/* Counts one more of a code, when it is in the same slot of time as the one before. Returns false
 * when there is more to do. */
static inline bool count_again(struct seen_code *code, int64_t second)
{
    struct seen_detail *detail = code->detail;
    if (detail == NULL || detail->first.text == NULL || code->last.seconds != second ||
        !code->last.known || !rate_add_again(&detail->rate, second))
        return false;
    code->count++;
    return true;
}

/* The newest lines of codes that were only counted; they become examples at the end. */
struct newest {
    const char *line;
    size_t len;
};

static void keep_newest(struct seen *seen, const struct newest newest[SEEN_TARGETS_FROM])
{
    for (int code = 0; code < SEEN_TARGETS_FROM; code++)
        if (newest[code].line != NULL)
            seen_keep_line(seen, code, newest[code].line, newest[code].len);
}

size_t fast_read(struct fast *fast, struct seen *seen, int year, const char *bytes, size_t len)
{
    const char *at = bytes, *end = bytes + len;
    uint64_t lines = 0;
    struct found_status found = {.times = 1, .upstream = SEEN_NO_CODE};
    struct newest newest[SEEN_TARGETS_FROM] = {{NULL, 0}};
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        struct plain plain = {.line = at, .end = newline};
        if (newline == NULL || newline - at >= FAST_LINE_BYTES || !split(&plain) ||
            !find_moment(fast, &plain, year))
            break;
        const char *status = plain.status;
        found.code = (status[0] - '0') * 100 + (status[1] - '0') * 10 + (status[2] - '0');
        size_t shown = (size_t)(newline - at);
        shown -= shown > 0 && newline[-1] == '\r';
        bool wanted = found.code >= SEEN_TARGETS_FROM;
        if (!wanted && count_again(&seen->codes[found.code], fast->when.seconds)) {
            newest[found.code] = (struct newest){at, shown};
        } else {
            found.when = fast->when;
            found.target.bytes = NULL;
            if (wanted)
                find_target(&plain, &found);
            else
                newest[found.code].line = NULL;
            seen_add(seen, &found, at, shown);
        }
        lines++;
        at = newline + 1;
    }
    seen->lines += lines;
    seen->understood += lines;
    keep_newest(seen, newest);
    return (size_t)(at - bytes);
}
