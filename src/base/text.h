/*
 * Comparing texts: those of which there may be none, and stretches of bytes with strings.
 */
#ifndef SB_BASE_TEXT_H
#define SB_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

/* Are the texts the same, or both NULL? */
static inline bool text_equal(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
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
