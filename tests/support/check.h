/*
 * Checks for the test programs: each says what broke and where, and the run goes on.
 *
 *     static void cuts_only_between_characters(void) { CHECK_INT(utf8_fit(...), 3); }
 *     int main(void) { RUN(cuts_only_between_characters); return check_done(); }
 *
 * A RUN is one test; it fails when any of its checks does. check_done() prints the closing line
 * "N passed, N failed" and gives the exit status.
 */
#ifndef SB_CHECK_H
#define SB_CHECK_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int check_passed, check_failed;
static bool check_broken; /* the running test has failed a check */

__attribute__((unused)) static void check_place(const char *file, int line)
{
    check_broken = true;
    printf("%s:%d: ", file, line);
}

/* printf-style context after the expression: what was being tried. */
#define CHECK_MSG(cond, ...)                                                                       \
    do {                                                                                           \
        if (!(cond)) {                                                                             \
            check_place(__FILE__, __LINE__);                                                       \
            printf("expected %s: ", #cond);                                                        \
            printf(__VA_ARGS__);                                                                   \
            putchar('\n');                                                                         \
        }                                                                                          \
    } while (0)

#define CHECK(cond) CHECK_MSG(cond, "%s", "it does not hold")

#define CHECK_INT(got, want)                                                                       \
    do {                                                                                           \
        long long got_ = (long long)(got), want_ = (long long)(want);                              \
        if (got_ != want_) {                                                                       \
            check_place(__FILE__, __LINE__);                                                       \
            printf("%s is %lld, expected %lld\n", #got, got_, want_);                              \
        }                                                                                          \
    } while (0)

#define CHECK_STR(got, want)                                                                       \
    do {                                                                                           \
        const char *got_ = (got), *want_ = (want);                                                 \
        if (got_ == NULL || want_ == NULL ? got_ != want_ : strcmp(got_, want_) != 0) {            \
            check_place(__FILE__, __LINE__);                                                       \
            printf("%s is\n  \"%s\"\nexpected\n  \"%s\"\n", #got, got_ ? got_ : "(NULL)",          \
                   want_ ? want_ : "(NULL)");                                                      \
        }                                                                                          \
    } while (0)

/* The text contains the part. */
#define CHECK_HAS(got, part)                                                                       \
    do {                                                                                           \
        const char *got_ = (got), *part_ = (part);                                                 \
        if (got_ == NULL || strstr(got_, part_) == NULL) {                                         \
            check_place(__FILE__, __LINE__);                                                       \
            printf("%s is\n  \"%s\"\nwhich lacks\n  \"%s\"\n", #got, got_ ? got_ : "(NULL)",       \
                   part_);                                                                         \
        }                                                                                          \
    } while (0)

#define RUN(test)                                                                                  \
    do {                                                                                           \
        check_broken = false;                                                                      \
        test();                                                                                    \
        if (check_broken) {                                                                        \
            check_failed++;                                                                        \
            printf("FAIL %s\n", #test);                                                            \
        } else {                                                                                   \
            check_passed++;                                                                        \
        }                                                                                          \
        fflush(stdout);                                                                            \
    } while (0)

__attribute__((unused)) static int check_done(void)
{
    printf("%d passed, %d failed\n", check_passed, check_failed);
    fflush(stdout); /* a sanitizer may end the process before exit() does */
    return check_failed != 0;
}

#endif
