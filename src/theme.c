#include "config.h"
#include "theme.h"

#include <string.h>

struct theme {
    struct style styles[ROLE_COUNT];
};

/* What all themes share. */
#define PLAIN {.color = COLOR_NONE}
#define BOLD {.color = COLOR_NONE, .bold = true}
#define DIM {.color = COLOR_NONE, .dim = true}
#define UNDERLINED {.color = COLOR_NONE, .underline = true}

/* Text and headings the same everywhere; stars, warnings and accents in a theme's colours. */
#define TEXT_ROLES                                                                                 \
    [ROLE_TEXT] = PLAIN, [ROLE_DIM] = DIM, [ROLE_STRONG] = BOLD, [ROLE_SUMMARY] = BOLD,            \
    [ROLE_LABEL] = BOLD, [ROLE_LINK] = UNDERLINED, [ROLE_KEY] = BOLD, [ROLE_NOTICE] = BOLD

#define COLORED(basic, wide) {.color = (basic), .color256 = (wide), .bold = true}

/* The terminal's own eight colours, which its user has made readable. */
static const struct theme default_theme = {{
    TEXT_ROLES,
    [ROLE_STAR] = COLORED(COLOR_OF_YELLOW, 0),
    [ROLE_WARNING] = COLORED(COLOR_OF_RED, 0),
    [ROLE_ACCENT + 0] = COLORED(COLOR_OF_BLUE, 0),
    [ROLE_ACCENT + 1] = COLORED(COLOR_OF_GREEN, 0),
    [ROLE_ACCENT + 2] = COLORED(COLOR_OF_CYAN, 0),
    [ROLE_ACCENT + 3] = COLORED(COLOR_OF_YELLOW, 0),
    [ROLE_ACCENT + 4] = COLORED(COLOR_OF_RED, 0),
    [ROLE_ACCENT + 5] = COLORED(COLOR_OF_MAGENTA, 0),
}};

/* Dark shades for a light background; with eight colours only the two that can be read on it. */
static const struct theme light_theme = {{
    TEXT_ROLES,
    [ROLE_STAR] = COLORED(COLOR_NONE, 94),
    [ROLE_WARNING] = COLORED(COLOR_OF_RED, 124),
    [ROLE_ACCENT + 0] = COLORED(COLOR_OF_BLUE, 25),
    [ROLE_ACCENT + 1] = COLORED(COLOR_NONE, 22),
    [ROLE_ACCENT + 2] = COLORED(COLOR_NONE, 23),
    [ROLE_ACCENT + 3] = COLORED(COLOR_NONE, 94),
    [ROLE_ACCENT + 4] = COLORED(COLOR_OF_RED, 124),
    [ROLE_ACCENT + 5] = COLORED(COLOR_NONE, 90),
}};

/* Light shades for a dark background. */
static const struct theme dark_theme = {{
    TEXT_ROLES,
    [ROLE_STAR] = COLORED(COLOR_OF_YELLOW, 221),
    [ROLE_WARNING] = COLORED(COLOR_OF_RED, 210),
    [ROLE_ACCENT + 0] = COLORED(COLOR_OF_BLUE, 111),
    [ROLE_ACCENT + 1] = COLORED(COLOR_OF_GREEN, 114),
    [ROLE_ACCENT + 2] = COLORED(COLOR_OF_CYAN, 80),
    [ROLE_ACCENT + 3] = COLORED(COLOR_OF_YELLOW, 221),
    [ROLE_ACCENT + 4] = COLORED(COLOR_OF_RED, 210),
    [ROLE_ACCENT + 5] = COLORED(COLOR_OF_MAGENTA, 176),
}};

#define BOLD_ACCENTS                                                                               \
    [ROLE_STAR] = BOLD, [ROLE_WARNING] = BOLD, [ROLE_ACCENT + 0] = BOLD, [ROLE_ACCENT + 1] = BOLD, \
    [ROLE_ACCENT + 2] = BOLD, [ROLE_ACCENT + 3] = BOLD, [ROLE_ACCENT + 4] = BOLD,                  \
    [ROLE_ACCENT + 5] = BOLD

static const struct theme mono_theme = {{TEXT_ROLES, BOLD_ACCENTS}};

/* Nothing faint, for a projector in a bright room. */
static const struct theme high_contrast_theme = {{
    [ROLE_TEXT] = PLAIN,
    [ROLE_DIM] = PLAIN,
    [ROLE_STRONG] = BOLD,
    [ROLE_SUMMARY] = BOLD,
    [ROLE_LABEL] = {.color = COLOR_NONE, .bold = true, .underline = true},
    [ROLE_LINK] = {.color = COLOR_NONE, .bold = true, .underline = true},
    [ROLE_KEY] = BOLD,
    [ROLE_NOTICE] = BOLD,
    BOLD_ACCENTS,
}};

const char *const theme_names[] = {"default", "light", "dark", "mono", "high-contrast", NULL};

static const struct theme *const themes[] = {&default_theme, &light_theme, &dark_theme,
                                             &mono_theme, &high_contrast_theme};

const struct theme *theme_find(const char *name)
{
    for (size_t i = 0; theme_names[i] != NULL; i++)
        if (strcmp(theme_names[i], name) == 0)
            return themes[i];
    return NULL;
}

struct style theme_style(const struct theme *theme, enum role role)
{
    return theme->styles[role];
}

int style_color(const struct style *style, enum color_depth depth)
{
    if (depth == COLOR_DEPTH_NONE)
        return COLOR_NONE;
    return depth == COLOR_DEPTH_256 && style->color256 != 0 ? style->color256 : style->color;
}

enum role theme_accent(size_t class_index)
{
    if (class_index == (size_t)-1)
        return ROLE_STRONG;
    return (enum role)(ROLE_ACCENT + class_index % THEME_ACCENTS);
}
