/*
 * How often something happened over time: a fixed number of slots, whose width grows with the time
 * that they cover. The order in which times are added is all one.
 */
#ifndef SB_READING_RATE_H
#define SB_READING_RATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RATE_SLOTS 60

/* Zeroed is empty. */
struct rate {
    int64_t start; /* of the first slot, in seconds; a multiple of the width */
    int64_t width; /* seconds; 0: nothing was added */
    uint64_t counts[RATE_SLOTS];
    size_t used; /* slots up to the last that has a count */
    size_t slot; /* the one that the last time fell into, */
    int64_t at;  /* which begins then */
};

/* Adds one to the slot that the last time fell into, if this second does too. */
static inline bool rate_add_again(struct rate *rate, int64_t second)
{
    if ((uint64_t)(second - rate->at) >= (uint64_t)rate->width)
        return false;
    rate->counts[rate->slot]++;
    return true;
}

/* Adds to the count of a second since 1970. */
void rate_add(struct rate *rate, int64_t second, uint64_t times);

#endif
