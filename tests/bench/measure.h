/* What the bench programs share: a clock, medians, and the lines that run.sh makes a table of. */
#ifndef SB_BENCH_MEASURE_H
#define SB_BENCH_MEASURE_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/memory.h"

/* Values of one measure; zeroed is empty. */
struct series {
    double *values;
    size_t count, cap;
};

static inline double clock_ms(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static inline void series_add(struct series *series, double value)
{
    series->values = mem_grow(series->values, &series->cap, series->count + 1, sizeof(double));
    series->values[series->count++] = value;
}

static inline int series_order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* -1 of an empty series. Sorts it. */
static inline double series_median(struct series *series)
{
    if (series->count == 0)
        return -1;
    qsort(series->values, series->count, sizeof(double), series_order);
    return (series->values[(series->count - 1) / 2] + series->values[series->count / 2]) / 2;
}

static inline void series_clear(struct series *series)
{
    free(series->values);
    *series = (struct series){NULL, 0, 0};
}

/* One line of the table: ours, what it is compared with (reference -1: nothing), and the goal:
 * "x1.3" for a ratio, "600" for a value of ours, "-" for none. */
static inline void print_measure(const char *what, const char *unit, double ours,
                                 const char *beside, double reference, const char *goal)
{
    printf("measure\t%s\t%s\t%.3f\t%s\t%.3f\t%s\n", what, unit, ours, beside, reference, goal);
    fflush(stdout);
}

/* The same with ratios that were taken round by round: their median, and between which two values
 * the middle half of them lies. Sorts them. */
static inline void print_ratio(const char *what, const char *unit, double ours, const char *beside,
                               double reference, struct series *ratios, const char *goal)
{
    double median = series_median(ratios);
    size_t quarter = ratios->count / 4;
    printf("measure\t%s\t%s\t%.3f\t%s\t%.3f\t%s\t%.3f\t%.2f to %.2f\n", what, unit, ours, beside,
           reference, goal, median, ratios->values[quarter],
           ratios->values[ratios->count - 1 - quarter]);
    fflush(stdout);
}

#endif
