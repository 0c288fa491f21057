/*
 * How each role looks: a colour of the terminal's own 16 on its default background, and attributes.
 *
 * Roles say what a piece of text is; only this table says what that looks like. Nothing is told
 * by colour alone: without colour, every role still has its attributes.
 */
#ifndef SB_THEME_H
#define SB_THEME_H

#include <stdbool.h>
#include <stddef.h>

/* Accents are given to a registry's classes in their order, and start over after the last. */
#define THEME_ACCENTS 6

enum role {
    ROLE_TEXT,
    ROLE_DIM,     /* owners, counts, separators: there when you look for it */
    ROLE_STRONG,  /* names in running text */
    ROLE_SUMMARY, /* the one sentence to read */
    ROLE_LABEL,   /* section headings */
    ROLE_LINK,    /* a code that can be followed */
    ROLE_STAR,    /* bookmarks */
    ROLE_KEY,     /* keys in hints */
    ROLE_NOTICE,  /* messages */
    ROLE_WARNING, /* something is wrong */
    ROLE_ACCENT,  /* first of THEME_ACCENTS */
    ROLE_COUNT = ROLE_ACCENT + THEME_ACCENTS
};

enum color {
    COLOR_NONE = -1, /* the terminal's default foreground */
    COLOR_OF_BLACK,
    COLOR_OF_RED,
    COLOR_OF_GREEN,
    COLOR_OF_YELLOW,
    COLOR_OF_BLUE,
    COLOR_OF_MAGENTA,
    COLOR_OF_CYAN,
    COLOR_OF_WHITE,
};

struct style {
    enum color color;
    bool bold;
    bool dim;
    bool underline;
    bool reverse;
};

struct style theme_style(enum role role);

/* The accent of a class by its index; ROLE_STRONG for CATALOG_NONE. */
enum role theme_accent(size_t class_index);

#endif
