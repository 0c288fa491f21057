/* How long a response took, as logs write it. */
#include "config.h"
#include "reading/duration.h"

#include <string.h>

#include "support/builtin.h"
#include "support/check.h"

static struct terms *terms;

static uint64_t read_value(const char *name, const char *text)
{
    unsigned roles = terms_name_roles(terms, name, strlen(name));
    CHECK_MSG((roles & NAME_DURATION) != 0, "%s", name);
    return duration_read(roles, text, strlen(text));
}

static void check_microseconds(const char *name, const char *text, long long expected)
{
    uint64_t found = read_value(name, text);
    CHECK_MSG(found / 1000 == (uint64_t)expected, "%s=%s: %llu ns, expected %lld us", name, text,
              (unsigned long long)found, expected);
}

static void the_unit_is_that_of_the_value_or_of_the_name(void)
{
    check_microseconds("request_time", "0.012", 12000);
    check_microseconds("res.responseTime", "12", 12000);
    check_microseconds("duration_ms", "12.5", 12500);
    check_microseconds("duration", "12ms", 12000);
    check_microseconds("request_time", "12ms", 12000);
    check_microseconds("latency", "1m2.5s", 62500000);
    check_microseconds("latency", "1.5\xC2\xB5s", 1);
    check_microseconds("http.response.duration", "2h", 7200000000);
}

static void what_says_nothing_is_not_known(void)
{
    static const char *const texts[] = {"",
                                        "-",
                                        "s",
                                        "ms",
                                        "-1",
                                        "12 ms",
                                        "12xs",
                                        "1e5",
                                        "12.5ms,",
                                        "99999999999999999999s",
                                        "999999999999h",
                                        "1m2"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        CHECK_MSG(read_value("duration", texts[i]) == 0, "%s", texts[i]);
    CHECK(read_value("duration", "12") == 0);
    CHECK(read_value("rt", "0.000") > 0);
}

static void check_put(uint64_t nanoseconds, const char *expected)
{
    struct strbuf out = STRBUF_INIT;
    duration_put(nanoseconds, &out);
    CHECK_STR(out.data, expected);
    strbuf_clear(&out);
}

static void durations_are_written_for_people(void)
{
    check_put(12345000000, "12.3 s");
    check_put(430000000, "430 ms");
    check_put(1500, "0.0015 ms");
}

int main(void)
{
    terms = terms_new(support_http());
    RUN(the_unit_is_that_of_the_value_or_of_the_name);
    RUN(what_says_nothing_is_not_known);
    RUN(durations_are_written_for_people);
    terms_free(terms);
    return check_done();
}
