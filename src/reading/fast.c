#include "config.h"
#include "reading/fast.h"

#include <string.h>

#include "base/ascii.h"

#define REQUESTS 64           /* whose targets are added at once */
#define FAST_LINE_BYTES 16384 /* longer lines are not what web servers write */
#define DATE_SECOND 18        /* where its second begins */

/* A line that is being read, and its parts. */
struct plain {
    const char *line, *end;
    const char *open, *close; /* the quotation marks of the request */
    int code;                 /* the status */
};

/* Reports whether " HTTP/1.1" or " HTTP/2" stands in front of the place. */
static bool ends_request(const char *open, const char *close)
{
    if (close - open > 9 && memcmp(close - 9, " HTTP/", 6) == 0)
        return ascii_is_digit(close[-3]) && close[-2] == '.' && ascii_is_digit(close[-1]);
    return close - open > 7 && memcmp(close - 7, " HTTP/", 6) == 0 && ascii_is_digit(close[-1]);
}

/* Reports whether a number or a dash follows the status, and not a word that is a reason. */
static bool has_plain_rest(const char *at, const char *end)
{
    if (at == end || (*at == '\r' && at + 1 == end))
        return true;
    if (*at != ' ' || at + 1 == end)
        return false;
    at++;
    return ascii_is_digit(*at) || (*at == '-' && (at + 1 == end || at[1] == ' ' || at[1] == '\r'));
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
    unsigned hundreds = (unsigned)plain->close[2] - '0', tens = (unsigned)plain->close[3] - '0';
    unsigned ones = (unsigned)plain->close[4] - '0';
    plain->code = (int)(hundreds * 100 + tens * 10 + ones);
    return plain->close[1] == ' ' && hundreds - 1 < 5 && tens < 10 && ones < 10 &&
           has_plain_rest(plain->close + 5, end);
}

/* How long a line is without its end. */
static size_t shown_len(const char *line, const char *end)
{
    return (size_t)(end - line) - (end > line && end[-1] == '\r');
}

/* Adds what was counted since the moment changed. */
static void add_counted(struct fast *fast, struct seen *seen)
{
    struct found_status found = {.when = fast->when, .upstream = SEEN_NO_CODE};
    for (size_t i = 0; i < fast->counted; i++) {
        struct fast_count *count = &fast->counts[fast->codes[i]];
        found.code = fast->codes[i];
        found.times = count->times;
        seen_add(seen, &found, count->line, shown_len(count->line, count->end));
        count->times = 0;
    }
    fast->counted = 0;
}

/* Returns where the moment of the line is, or NULL. */
static const char *find_date(const struct plain *plain)
{
    const char *open = plain->open - FAST_STAMP_BYTES; /* mostly next to the request */
    if (plain->open - plain->line < FAST_STAMP_BYTES || *open != '[')
        open = memchr(plain->line, '[', (size_t)(plain->open - plain->line));
    if (open == NULL || plain->open - open < FAST_DATE_BYTES + 2 ||
        open[FAST_DATE_BYTES + 1] != ']')
        return NULL;
    return open + 1;
}

/* Most lines have the moment of the line before, next to the request. */
static bool has_same_moment(const struct fast *fast, const struct plain *plain)
{
    return fast->when.known && plain->open - plain->line >= FAST_STAMP_BYTES &&
           memcmp(plain->open - FAST_STAMP_BYTES, fast->stamp, FAST_STAMP_BYTES) == 0;
}

/* Reads a moment that differs from the last one in its second only. */
static bool read_second(struct fast *fast, const char *date)
{
    const char *text = fast->stamp + 1;
    const size_t at = DATE_SECOND;
    if (!fast->when.known || memcmp(text, date, at) != 0 ||
        memcmp(text + at + 2, date + at + 2, FAST_DATE_BYTES - at - 2) != 0)
        return false;
    int old = (text[at] - '0') * 10 + text[at + 1] - '0';
    int second = (date[at] - '0') * 10 + date[at + 1] - '0';
    if (!ascii_is_digit(date[at]) || !ascii_is_digit(date[at + 1]) || second >= 60)
        return false;
    fast->when.seconds += second - old;
    return true;
}

/* Goes on to the moment of the line. Returns false when it is written in a way that is not known
 * here. */
static bool read_moment(struct fast *fast, struct seen *seen, int year, const struct plain *plain)
{
    const char *date = find_date(plain);
    struct moment when;
    if (date == NULL)
        return false;
    if (fast->when.known && memcmp(fast->stamp + 1, date, FAST_DATE_BYTES) == 0)
        return true;
    add_counted(fast, seen);
    if (!read_second(fast, date)) {
        if (!moment_read(date, FAST_DATE_BYTES, year, &when) || when.zone == MOMENT_NO_ZONE)
            return false;
        fast->when = when;
    }
    fast->stamp[0] = '[';
    memcpy(fast->stamp + 1, date, FAST_DATE_BYTES);
    memcpy(fast->stamp + 1 + FAST_DATE_BYTES, "] ", 2);
    return true;
}

/* Reports whether the code has its first example, which is of its first line. */
static bool has_example(const struct seen *seen, int code)
{
    const struct seen_detail *detail = seen->codes[code].detail;
    return detail != NULL && detail->first.text != NULL;
}

/* Counts a line. What all lines of a second have in common is added once for all of them. */
static inline void count_line(struct fast *fast, struct seen *seen, const struct plain *plain)
{
    int code = plain->code;
    struct fast_count *count = &fast->counts[code];
    if (count->times == 0 && !has_example(seen, code)) {
        struct found_status found = {.code = code, .times = 1, .upstream = SEEN_NO_CODE};
        found.when = fast->when;
        seen_add(seen, &found, plain->line, shown_len(plain->line, plain->end));
        return;
    }
    if (count->times++ == 0)
        fast->codes[fast->counted++] = (uint16_t)code;
    count->line = plain->line;
    count->end = plain->end;
}

/* Requests whose targets are not added yet: many at once, because each waits for memory. */
struct requests {
    struct request {
        const char *open, *close;
        int code;
    } list[REQUESTS];
    size_t count;
};

/* Adds the targets, which are between the methods and the versions. */
static void add_targets(struct requests *requests, struct seen *seen)
{
    for (size_t i = 0; i < requests->count; i++) {
        const struct request *request = &requests->list[i];
        const char *version = request->close - (request->close[-2] == '.' ? 9 : 7);
        const char *space = memchr(request->open, ' ', (size_t)(version - request->open));
        if (space != NULL)
            seen_add_target(seen, request->code, space + 1, (size_t)(version - space - 1), 1);
    }
    requests->count = 0;
}

/* Keeps the request where its target is wanted. Without a branch, which nobody could predict. */
static inline void keep_request(struct requests *requests, struct seen *seen,
                                const struct plain *plain)
{
    requests->list[requests->count] = (struct request){plain->open, plain->close, plain->code};
    requests->count += plain->code >= SEEN_TARGETS_FROM;
    if (requests->count == REQUESTS)
        add_targets(requests, seen);
}

size_t fast_read(struct fast *fast, struct seen *seen, int year, const char *bytes, size_t len)
{
    const char *at = bytes, *end = bytes + len;
    uint64_t lines = 0;
    struct requests requests;
    requests.count = 0;
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        struct plain plain = {.line = at, .end = newline};
        if (newline == NULL || newline - at >= FAST_LINE_BYTES || !split(&plain))
            break;
        if (!has_same_moment(fast, &plain) && !read_moment(fast, seen, year, &plain))
            break;
        count_line(fast, seen, &plain);
        keep_request(&requests, seen, &plain);
        lines++;
        at = newline + 1;
    }
    add_counted(fast, seen);
    add_targets(&requests, seen);
    seen->lines += lines;
    seen->understood += lines;
    return (size_t)(at - bytes);
}
