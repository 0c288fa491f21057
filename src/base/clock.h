/*
 * The time that passes.
 */
#ifndef SB_BASE_CLOCK_H
#define SB_BASE_CLOCK_H

#include <stdint.h>

/* Returns milliseconds since some moment before the start. They go on evenly, whatever becomes of
 * the time of day; a long of 32 bits would hold those of 24 days. */
int64_t clock_ms(void);

#endif
