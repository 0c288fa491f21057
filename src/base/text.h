/*
 * Texts: comparing those of which there may be none, and stretches of bytes with strings; numbers.
 */
#ifndef SB_BASE_TEXT_H
#define SB_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

/* Are the texts the same, or both NULL? */
static inline bool text_equal(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Reads a whole number, digits alone. Returns false when it is none, or larger than INT64_MAX. */
static inline bool text_number(const char *bytes, size_t len, int64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < len; i++) {
        int digit = bytes[i] - '0';
        if (digit < 0 || digit > 9 || *number > (INT64_MAX - digit) / 10)
            return false;
        *number = *number * 10 + digit;
    }
    return len > 0;
}

/* Are the len bytes the string? And with the letter case aside? */
static inline bool text_is(const char *bytes, size_t len, const char *string)
{
    return strlen(string) == len && memcmp(bytes, string, len) == 0;
}

static inline bool text_is_like(const char *bytes, size_t len, const char *string)
{
    return strlen(string) == len && strncasecmp(bytes, string, len) == 0;
}

/* Do the len bytes begin with the string? And with the letter case aside? */
static inline bool text_begins(const char *bytes, size_t len, const char *string)
{
    size_t string_len = strlen(string);
    return len >= string_len && memcmp(bytes, string, string_len) == 0;
}

static inline bool text_begins_like(const char *bytes, size_t len, const char *string)
{
    size_t string_len = strlen(string);
    return len >= string_len && strncasecmp(bytes, string, string_len) == 0;
}

#endif
