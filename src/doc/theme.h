/*
 * How each role looks: a colour on the terminal's default background, and attributes.
 *
 * Nothing depends on colour alone: without colours, every role still has its attributes.
 */
#ifndef SB_DOC_THEME_H
#define SB_DOC_THEME_H

#include <stdbool.h>

#include "doc/background.h"
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
    int color256; /* of the xterm palette of 256; 0: use `color` */
    bool bold;
    bool dim;
    bool underline;
    bool italic; /* where a terminal has it */
};

/* Which colours an output has. */
enum color_depth { COLOR_DEPTH_NONE, COLOR_DEPTH_8, COLOR_DEPTH_256 };

struct theme;

/* THEME(id, name, what follows it in a list): all themes, the usual one first, in the order in
 * which a key goes through them. "auto" is "dark" or "light" where the background is known. */
#define THEME_LIST(THEME)                                                                          \
    THEME(default, THEME_AUTO, ", ")                                                               \
    THEME(dark, "dark", ", ")                                                                      \
    THEME(light, "light", ", ")                                                                    \
    THEME(high_contrast, "high-contrast", ", ")                                                    \
    THEME(mono, "mono", " or ")                                                                    \
    THEME(default, "default", "")

#define THEME_AUTO "auto"
/* THEME_NAMES is "auto, dark, light, high-contrast, mono or default". */
#define THEME_NAME(id, name, after) name after
#define THEME_NAMES THEME_LIST(THEME_NAME)

/* The names in the order of the list, then NULL. */
extern const char *const theme_names[];

/* Returns the index of a name, or -1. */
int theme_index(const char *name);

/* Returns the theme of a name on a background, NULL when there is no such name. */
const struct theme *theme_find(const char *name, enum background background);

/* Returns how a role looks in a theme. */
struct style theme_style(const struct theme *theme, enum role role);

/* Returns the number of the colour at a depth, COLOR_NONE for the default foreground. */
int style_color(const struct style *style, enum color_depth depth);

/* Is it shown faint? Only without a colour at that depth, which would be enough. */
bool style_is_dim(const struct style *style, enum color_depth depth);

#endif
