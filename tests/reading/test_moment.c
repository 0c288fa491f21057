/* Times as logs write them. */
#include "config.h"
#include "reading/moment.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "support/check.h"

/* The first moment of a line as ISO 8601, "" without one. */
static char *moment_in(const char *line)
{
    struct strbuf out = STRBUF_INIT;
    struct moment moment;
    /* A copy of just the bytes, for sanitizers. */
    size_t len = strlen(line);
    char *copy = xmalloc(len + 1);
    memcpy(copy, line, len);
    if (moment_find(copy, len, 2026, &moment, NULL))
        moment_put_iso(&moment, &out);
    free(copy);
    return out.data != NULL ? strbuf_take(&out) : xstrdup("");
}

static void reads_what_logs_write(void)
{
    static const char *const rows[][2] = {
        {"192.0.2.7 - - [27/Nov/2026:01:54:14 +0000] \"GET", "2026-11-27T01:54:14Z"},
        {"192.0.2.7 - - [27/Nov/2026:01:54:14 -0530] \"GET", "2026-11-27T01:54:14-05:30"},
        {"[27/Nov/2026 01:57:58] \"GET", "2026-11-27T01:57:58"},
        {"2026-11-27T01:54:14.123Z x", "2026-11-27T01:54:14Z"},
        {"2026-11-27T01:54:14+01:00|x", "2026-11-27T01:54:14+01:00"},
        {"time=2026-02-28T23:59:59,123 level=INFO", "2026-02-28T23:59:59"},
        {"2026/11/27 01:54:16 [info]", "2026-11-27T01:54:16"},
        {"[GIN] 2026/11/27 - 09:14:01 | 200", "2026-11-27T09:14:01"},
        {"<190>Nov 27 09:14:01 web-1 nginx:", "2026-11-27T09:14:01"},
        {"Nov  7 09:14:01 web-1 nginx:", "2026-11-07T09:14:01"},
        {"[Fri Nov 27 09:14:01.123456 2024] [core:error]", "2024-11-27T09:14:01"},
        {"1795744624.273 4 192.0.2.7", "2026-11-27T01:57:04Z"},
        {"1795744624273 x", "2026-11-27T01:57:04Z"},
        {"2024-02-29 00:00:00 a leap day", "2024-02-29T00:00:00"},
        {"1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *found = moment_in(rows[i][0]);
        CHECK_MSG(strcmp(found, rows[i][1]) == 0, "%s: found %s, expected %s", rows[i][0], found,
                  rows[i][1]);
        free(found);
    }
}

static void refuses_what_is_no_time(void)
{
    static const char *const rows[] = {
        "2026-13-27T01:54:14Z",
        "2026-02-29T01:54:14Z",
        "2026-11-27T24:54:14Z",
        "[27/Nov/2026:9788796:54:14 +0000]",
        "[27/Xyz/2026:01:54:14 +0000]",
        "12345678901234567890",
        "2026-11-27",
        "GET /2026-11-27T01:54:1",
        "Novel 27 09:14:01",
        "x1795744624",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char *found = moment_in(rows[i]);
        CHECK_MSG(found[0] == '\0', "%s: found %s", rows[i], found);
        free(found);
    }
}

/* Seconds there and back, over leap years and ends of months. */
static void writes_what_it_read(void)
{
    for (int64_t seconds = 0; seconds < INT64_C(8000000000); seconds += 86400 * 13 + 3671) {
        struct moment moment = {seconds, 0, true}, again;
        struct strbuf text = STRBUF_INIT;
        moment_put_iso(&moment, &text);
        CHECK_MSG(moment_read(text.data, text.len, 1970, &again) && again.seconds == seconds, "%s",
                  text.data);
        strbuf_clear(&text);
    }
}

/* RFC 9110 section 5.6.7. */
static void reads_dates_of_http(void)
{
    static const struct {
        const char *text, *iso; /* NULL: it is none */
        bool obsolete;
    } rows[] = {
        {"Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z", false},
        {"Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z", true},
        {"Friday, 27-Nov-26 08:49:37 GMT", "2026-11-27T08:49:37Z", true},
        {"Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z", true},
        {"Sun Nov 16 08:49:37 1994", "1994-11-16T08:49:37Z", true},
        {"Sun, 06 Nov 1994 08:49:37 UTC", NULL, false},
        {"Sun, 6 Nov 1994 08:49:37 GMT", NULL, false},
        {"Sun, 06 Nov 1994 08:49:37 GMT ", NULL, false},
        {"Sun, 06 Nov 1994 24:49:37 GMT", NULL, false},
        {"Sun, 31 Feb 1994 08:49:37 GMT", NULL, false},
        {"Sun 06 Nov 1994 08:49:37 GMT", NULL, false},
        {"sun, 06 Nov 1994 08:49:37 GMT", NULL, false},
        {"Sun, 06-Nov-94 08:49:37 GMT", NULL, false},
        {"", NULL, false},
        {"0", NULL, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct strbuf out = STRBUF_INIT;
        struct moment moment;
        bool obsolete = false;
        bool read = moment_read_http(rows[i].text, strlen(rows[i].text), &moment, &obsolete);
        if (read)
            moment_put_iso(&moment, &out);
        CHECK_MSG(read == (rows[i].iso != NULL), "%s", rows[i].text);
        if (read && rows[i].iso != NULL) {
            CHECK_STR(strbuf_str(&out), rows[i].iso);
            CHECK(obsolete == rows[i].obsolete);
        }
        strbuf_clear(&out);
    }
}

/* The day is not said twice. */
static void writes_a_span(void)
{
    static const struct {
        int64_t first, last;
        const char *text;
    } rows[] = {
        {0, 0, "1 Jan 00:00:00"},
        {0, 3661, "1 Jan 00:00:00 to 01:01:01"},
        {86399, 86400, "1 Jan 23:59:59 to 2 Jan 00:00:00"},
        {0, INT64_C(31536000), "1 Jan 00:00:00 to 1 Jan 00:00:00"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct moment first = {rows[i].first, 0, true}, last = {rows[i].last, 0, true};
        struct strbuf out = STRBUF_INIT;
        moment_put_span(&first, &last, &out);
        CHECK_STR(strbuf_str(&out), rows[i].text);
        strbuf_clear(&out);
    }
}

int main(void)
{
    RUN(reads_what_logs_write);
    RUN(reads_dates_of_http);
    RUN(refuses_what_is_no_time);
    RUN(writes_what_it_read);
    RUN(writes_a_span);
    return check_done();
}
