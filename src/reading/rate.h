/*
 * How often something happened over time: a fixed number of slots, whose width grows with the time
 * that they cover. The order in which times are added is all one.
 */
#ifndef SB_READING_RATE_H
#define SB_READING_RATE_H

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

/* Adds to the count of a second since 1970. */
void rate_add(struct rate *rate, int64_t second, uint64_t times);

#endif
