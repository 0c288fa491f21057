/* Counts over time. */
#include "config.h"
#include "reading/rate.h"

#include <stdbool.h>

#include "support/check.h"
#include "support/files.h"

static uint64_t sum_of(const struct rate *rate)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < RATE_SLOTS; i++)
        sum += rate->counts[i];
    return sum;
}

static void slots_widen_as_time_goes_on(void)
{
    struct rate rate = {0};
    for (int64_t second = 1000; second < 1060; second++)
        rate_add(&rate, second, 1);
    CHECK_INT(rate.width, 1);
    CHECK_INT(rate.used, 60);
    rate_add(&rate, 1060, 1);
    CHECK_INT(rate.width, 5);
    CHECK_INT(rate.start, 1000);
    CHECK_INT(rate.counts[0], 5);
    CHECK_INT(rate.counts[12], 1);
    rate_add(&rate, INT64_C(4000000000), 1);
    CHECK_INT(sum_of(&rate), 62);
    CHECK(rate.used <= RATE_SLOTS);
}

static void the_order_of_times_does_not_matter(void)
{
    unsigned seed = 3;
    for (int run = 0; run < 300; run++) {
        int64_t seconds[40], span = 1 << support_random(&seed, 24);
        struct rate one = {0}, other = {0};
        for (size_t i = 0; i < 40; i++)
            seconds[i] = 1700000000 + (int64_t)support_random(&seed, (unsigned)span);
        for (size_t i = 0; i < 40; i++) {
            rate_add(&one, seconds[i], 1);
            rate_add(&other, seconds[39 - i], 1);
        }
        bool same = one.width == other.width && sum_of(&one) == 40 && sum_of(&other) == 40;
        for (size_t i = 0; i < 40 && same; i++) {
            size_t a = (size_t)((seconds[i] - one.start) / one.width);
            size_t b = (size_t)((seconds[i] - other.start) / other.width);
            same = one.counts[a] == other.counts[b];
        }
        CHECK_MSG(same, "run %d, widths %lld and %lld", run, (long long)one.width,
                  (long long)other.width);
    }
}

int main(void)
{
    RUN(slots_widen_as_time_goes_on);
    RUN(the_order_of_times_does_not_matter);
    return check_done();
}
