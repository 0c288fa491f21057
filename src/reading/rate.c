#include "config.h"
#include "reading/rate.h"

/* Widths in seconds that people think in; each is a multiple of the previous one, so that a slot of
 * one is part of a slot of the next. Wider ones double. */
static const int64_t widths[] = {1, 5, 15, 60, 180, 900, 3600, 10800, 43200, 86400, 604800};

static int64_t next_width(int64_t width)
{
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++)
        if (widths[i] > width)
            return widths[i];
    return width * 2;
}

/* Returns the multiple of the width at or before the second. */
static int64_t align(int64_t second, int64_t width)
{
    int64_t rest = second % width;
    return second - (rest < 0 ? rest + width : rest);
}

/* Makes room for the second: moves the slots, and widens them as far as needed. */
static void make_room(struct rate *rate, int64_t second)
{
    int64_t first = second < rate->start ? second : rate->start;
    int64_t last = rate->start + (int64_t)rate->used * rate->width - 1;
    last = second > last ? second : last;
    struct rate wide = {.width = rate->width};
    while (last - align(first, wide.width) >= RATE_SLOTS * wide.width)
        wide.width = next_width(wide.width);
    wide.start = align(first, wide.width);
    for (size_t i = 0; i < rate->used; i++) {
        int64_t at = rate->start + (int64_t)i * rate->width;
        size_t slot = (size_t)((at - wide.start) / wide.width);
        wide.counts[slot] += rate->counts[i];
        if (rate->counts[i] > 0)
            wide.used = slot + 1;
    }
    *rate = wide;
}

void rate_add(struct rate *rate, int64_t second, uint64_t times)
{
    if ((uint64_t)(second - rate->at) < (uint64_t)rate->width) {
        rate->counts[rate->slot] += times;
        return;
    }
    if (rate->width == 0) {
        rate->width = widths[0];
        rate->start = second;
    }
    if (second < rate->start || second - rate->start >= RATE_SLOTS * rate->width)
        make_room(rate, second);
    rate->slot = (size_t)((second - rate->start) / rate->width);
    rate->at = rate->start + (int64_t)rate->slot * rate->width;
    rate->counts[rate->slot] += times;
    if (rate->used <= rate->slot)
        rate->used = rate->slot + 1;
}
