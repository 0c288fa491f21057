/*
 * How each role looks: a colour on the terminal's default background, and attributes.
 *
 * Roles say what a piece of text is; only a theme says what that looks like. Nothing is told by
 * colour alone: without colour, every role still has its attributes.
 */
#ifndef SB_DOC_THEME_H
#define SB_DOC_THEME_H

#include <stdbool.h>
#include <stddef.h>

#include "doc/role.h"

/* The terminal's own colours by number. */
enum color {
    COLOR_NONE = -1, /* its default foreground */
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
    int color;    /* COLOR_NONE or 0-7 */
    int color256; /* of the xterm palette, where there are so many; 0: none, `color` then */
    bool bold;
    bool dim;
    bool underline;
    bool italic; /* where a terminal has it */
};

/* Which colours an output has. */
enum color_depth { COLOR_DEPTH_NONE, COLOR_DEPTH_8, COLOR_DEPTH_256 };

struct theme;

/* The theme of a name, or NULL. The first of theme_names is the usual one; they end with NULL. */
const struct theme *theme_find(const char *name);
extern const char *const theme_names[];

struct style theme_style(const struct theme *theme, enum role role);

/* The colour number to use at a depth, COLOR_NONE for the default. */
int style_color(const struct style *style, enum color_depth depth);

/* Is it faint? Where it has a colour at that depth, the colour alone makes it stand back. */
bool style_is_dim(const struct style *style, enum color_depth depth);

#endif
