#include "config.h"
#include "doc/theme.h"

#include <string.h>

/* Of 8 and of 256 colours. 0: none, since black cannot be read on many screens. */
struct colors {
    unsigned char basic, wide;
};

struct theme {
    struct colors colors[ROLE_COUNT];
};

#define BOLD                                                                                       \
    {                                                                                              \
        .bold = true                                                                               \
    }

/* The attributes of each role, in all themes. */
static const struct style attributes[ROLE_COUNT] = {
    [ROLE_BADGE] = {.italic = true},
    [ROLE_RULE] = {.dim = true},
    [ROLE_STRONG] = BOLD,
    [ROLE_SUMMARY] = BOLD,
    [ROLE_LABEL] = BOLD,
    [ROLE_LITERAL] = BOLD,
    [ROLE_LINK] = {.underline = true},
    [ROLE_STAR] = BOLD,
    [ROLE_KEY] = BOLD,
    [ROLE_NOTICE] = BOLD,
    [ROLE_WARNING] = BOLD,
    [ROLE_ACCENT] = BOLD,
    BOLD,
    BOLD,
    BOLD,
    BOLD,
    BOLD,
};

/* The first of the six roles of classes, and the colours of all six. */
#define COLORS_OF_CLASSES(first, a, b, c, d, e, f)                                                 \
    [first] = {COLOR_OF_BLUE, a}, {COLOR_OF_GREEN, b}, {COLOR_OF_CYAN, c}, {COLOR_OF_YELLOW, d},   \
    {COLOR_OF_RED, e},                                                                             \
    {                                                                                              \
        COLOR_OF_MAGENTA, f                                                                        \
    }

/*
 * For any background. No text has one of the terminal's own colours, some of which cannot be read
 * on any palette (xterm's yellow on white, its blue on black), and none is faint: it is in the
 * terminal's default foreground, and the bars next to it have the colours.
 */
static const struct theme default_theme = {{COLORS_OF_CLASSES(ROLE_BAR, 0, 0, 0, 0, 0, 0)}};

/* Dark shades for a light background; of 8 colours only the two that can be read on it. */
static const struct theme light_theme = {{
    [ROLE_DIM] = {0, 240},
    [ROLE_BADGE] = {0, 240},
    [ROLE_RULE] = {0, 248},
    [ROLE_LITERAL] = {0, 58},
    [ROLE_STAR] = {0, 94},
    [ROLE_WARNING] = {COLOR_OF_RED, 124},
    [ROLE_ACCENT] = {COLOR_OF_BLUE, 25},
    {0, 22},
    {0, 23},
    {0, 94},
    {COLOR_OF_RED, 124},
    {0, 90},
    COLORS_OF_CLASSES(ROLE_BAR, 25, 28, 30, 136, 124, 90),
}};

/* Light shades for a dark background; of 8 colours not blue and red, which many palettes have too
 * dark for text. */
static const struct theme dark_theme = {{
    [ROLE_DIM] = {0, 247},
    [ROLE_BADGE] = {0, 247},
    [ROLE_RULE] = {0, 240},
    [ROLE_LITERAL] = {0, 187},
    [ROLE_STAR] = {COLOR_OF_YELLOW, 221},
    [ROLE_WARNING] = {0, 210},
    [ROLE_ACCENT] = {0, 111},
    {COLOR_OF_GREEN, 114},
    {COLOR_OF_CYAN, 80},
    {COLOR_OF_YELLOW, 221},
    {0, 210},
    {COLOR_OF_MAGENTA, 176},
    COLORS_OF_CLASSES(ROLE_BAR, 111, 114, 80, 221, 210, 176),
}};

static const struct theme mono_theme = {{{0, 0}}};

/* Nothing is faint and links are bold, for a projector in a bright room. */
static const struct theme high_contrast_theme = {{{0, 0}}};

#define NAME(id, name, after) name,
const char *const theme_names[] = {THEME_LIST(NAME) NULL};
#undef NAME

#define THEME(id, name, after) &id##_theme,
static const struct theme *const themes[] = {THEME_LIST(THEME)};
#undef THEME

int theme_index(const char *name)
{
    for (int i = 0; theme_names[i] != NULL; i++)
        if (strcmp(theme_names[i], name) == 0)
            return i;
    return -1;
}

const struct theme *theme_find(const char *name, enum background background)
{
    int index = theme_index(name);
    if (strcmp(name, THEME_AUTO) == 0 && background != BACKGROUND_UNKNOWN)
        return background == BACKGROUND_LIGHT ? &light_theme : &dark_theme;
    return index >= 0 ? themes[index] : NULL;
}

struct style theme_style(const struct theme *theme, enum role role)
{
    struct style style = attributes[role];
    style.color = theme->colors[role].basic != 0 ? theme->colors[role].basic : COLOR_NONE;
    style.color256 = theme->colors[role].wide;
    if (theme == &high_contrast_theme) {
        style.dim = false;
        style.bold = style.bold || style.underline;
    }
    return style;
}

int style_color(const struct style *style, enum color_depth depth)
{
    if (depth == COLOR_DEPTH_NONE)
        return COLOR_NONE;
    return depth == COLOR_DEPTH_256 && style->color256 != 0 ? style->color256 : style->color;
}

bool style_is_dim(const struct style *style, enum color_depth depth)
{
    return style->dim && style_color(style, depth) == COLOR_NONE;
}
