/*
 * The kinds of ASCII characters, whatever the locale is: the names of <ctype.h> take letters beyond
 * ASCII for letters in some.
 */
#ifndef SB_BASE_ASCII_H
#define SB_BASE_ASCII_H

#include <stdbool.h>
#include <string.h>

static inline bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool ascii_is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

static inline bool ascii_is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline char ascii_lower(char c)
{
    return ascii_is_capital(c) ? (char)(c - 'A' + 'a') : c;
}

static inline char ascii_upper(char c)
{
    return ascii_is_small(c) ? (char)(c - 'a' + 'A') : c;
}

static inline bool ascii_is_letter(char c)
{
    return ascii_is_small(c) || ascii_is_capital(c);
}

static inline bool ascii_is_alnum(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c);
}

/* Is it a digit of a hexadecimal number? */
static inline bool ascii_is_hex(char c)
{
    return ascii_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* May it stand in what programs call things: a member, a parameter, a module? */
static inline bool ascii_is_name(char c)
{
    return ascii_is_alnum(c) || c == '_' || c == '-' || c == '.';
}

/* Is it white space within a line? */
static inline bool ascii_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static inline bool ascii_is_control(char c)
{
    return (c >= 0 && c < ' ') || c == 0x7F;
}

/* Is it white space, the ends of lines included? */
static inline bool ascii_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* May it stand in a token of HTTP, such as the name of a field: RFC 9110 section 5.6.2? */
static inline bool ascii_is_token(char c)
{
    return ascii_is_alnum(c) || (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

#endif
