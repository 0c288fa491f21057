/*
 * Texts: comparing those of which there may be none, and stretches of bytes with strings; numbers.
 * Letters that differ in their case alone are those of ASCII, whatever the locale is.
 */
#ifndef SB_BASE_TEXT_H
#define SB_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/ascii.h"

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

/* Compares at most len bytes, up to the end of a shorter text, with the letter case aside: < 0, 0
 * or > 0. Not strncasecmp(): 'I' is not the capital of 'i' in a Turkish locale. */
static inline int text_compare_like(const char *a, const char *b, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        int order = (unsigned char)ascii_lower(a[i]) - (unsigned char)ascii_lower(b[i]);
        if (order != 0 || a[i] == '\0')
            return order;
    }
    return 0;
}

/* Are the texts the same, with the letter case aside? */
static inline bool text_like(const char *a, const char *b)
{
    return text_compare_like(a, b, SIZE_MAX) == 0;
}

/* Are the len bytes the string? And with the letter case aside? */
static inline bool text_is(const char *bytes, size_t len, const char *string)
{
    return strlen(string) == len && memcmp(bytes, string, len) == 0;
}

static inline bool text_is_like(const char *bytes, size_t len, const char *string)
{
    return strlen(string) == len && text_compare_like(bytes, string, len) == 0;
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
    return len >= string_len && text_compare_like(bytes, string, string_len) == 0;
}

#endif
