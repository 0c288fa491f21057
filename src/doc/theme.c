#include "config.h"
#include "doc/theme.h"

#include <string.h>

struct theme {
    struct style styles[ROLE_COUNT];
};

/* What all themes share. */
#define PLAIN                                                                                      \
    {                                                                                              \
        .color = COLOR_NONE                                                                        \
    }
#define BOLD                                                                                       \
    {                                                                                              \
        .color = COLOR_NONE, .bold = true                                                          \
    }
#define ITALIC                                                                                     \
    {                                                                                              \
        .color = COLOR_NONE, .italic = true                                                        \
    }
#define FAINT                                                                                      \
    {                                                                                              \
        .color = COLOR_NONE, .dim = true                                                           \
    }
#define UNDERLINED                                                                                 \
    {                                                                                              \
        .color = COLOR_NONE, .underline = true                                                     \
    }

/* Text and headings the same everywhere; what stands back, stars, warnings and accents in a
 * theme's own colours. */
#define TEXT_ROLES                                                                                 \
    [ROLE_TEXT] = PLAIN, [ROLE_STRONG] = BOLD, [ROLE_SUMMARY] = BOLD, [ROLE_LABEL] = BOLD,         \
    [ROLE_LINK] = UNDERLINED, [ROLE_KEY] = BOLD, [ROLE_NOTICE] = BOLD

#define COLORED(basic, wide)                                                                       \
    {                                                                                              \
        .color = (basic), .color256 = (wide), .bold = true                                         \
    }
#define BAR(basic, wide)                                                                           \
    {                                                                                              \
        .color = (basic), .color256 = (wide)                                                       \
    }
#define GREY(wide)                                                                                 \
    {                                                                                              \
        .color = COLOR_NONE, .color256 = (wide)                                                    \
    }
#define ITALIC_GREY(wide)                                                                          \
    {                                                                                              \
        .color = COLOR_NONE, .color256 = (wide), .italic = true                                    \
    }
#define RULE(wide)                                                                                 \
    {                                                                                              \
        .color = COLOR_NONE, .color256 = (wide), .dim = true                                       \
    }

/* The first of the roles of the classes; the others follow. */
#define BOLD_ACCENTS [ROLE_ACCENT] = BOLD, BOLD, BOLD, BOLD, BOLD, BOLD
#define PLAIN_BARS [ROLE_BAR] = PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN
/* Text that is readable in any colour: the terminal's own. */
#define UNCOLORED_TEXT                                                                             \
    TEXT_ROLES, [ROLE_DIM] = PLAIN, [ROLE_BADGE] = ITALIC, [ROLE_RULE] = FAINT,                    \
                [ROLE_STAR] = BOLD, [ROLE_WARNING] = BOLD, BOLD_ACCENTS

/*
 * For any background. No text has one of the terminal's own colours, some of which cannot be read
 * on any palette (xterm's yellow on white, its blue on black), and none is faint: it is in the
 * terminal's default foreground, and bars beside it have the colours.
 */
static const struct theme default_theme = {{
    UNCOLORED_TEXT,
    [ROLE_BAR] = BAR(COLOR_OF_BLUE, 0),
    BAR(COLOR_OF_GREEN, 0),
    BAR(COLOR_OF_CYAN, 0),
    BAR(COLOR_OF_YELLOW, 0),
    BAR(COLOR_OF_RED, 0),
    BAR(COLOR_OF_MAGENTA, 0),
}};

/* Dark shades for a light background; with eight colours only the two that can be read on it. */
static const struct theme light_theme = {{
    TEXT_ROLES,
    [ROLE_DIM] = GREY(240),
    [ROLE_BADGE] = ITALIC_GREY(240),
    [ROLE_RULE] = RULE(248),
    [ROLE_STAR] = COLORED(COLOR_NONE, 94),
    [ROLE_WARNING] = COLORED(COLOR_OF_RED, 124),
    [ROLE_ACCENT] = COLORED(COLOR_OF_BLUE, 25),
    COLORED(COLOR_NONE, 22),
    COLORED(COLOR_NONE, 23),
    COLORED(COLOR_NONE, 94),
    COLORED(COLOR_OF_RED, 124),
    COLORED(COLOR_NONE, 90),
    [ROLE_BAR] = BAR(COLOR_OF_BLUE, 25),
    BAR(COLOR_OF_GREEN, 28),
    BAR(COLOR_OF_CYAN, 30),
    BAR(COLOR_OF_YELLOW, 136),
    BAR(COLOR_OF_RED, 124),
    BAR(COLOR_OF_MAGENTA, 90),
}};

/* Light shades for a dark background. */
static const struct theme dark_theme = {{
    TEXT_ROLES,
    [ROLE_DIM] = GREY(247),
    [ROLE_BADGE] = ITALIC_GREY(247),
    [ROLE_RULE] = RULE(240),
    [ROLE_STAR] = COLORED(COLOR_OF_YELLOW, 221),
    [ROLE_WARNING] = COLORED(COLOR_OF_RED, 210),
    [ROLE_ACCENT] = COLORED(COLOR_OF_BLUE, 111),
    COLORED(COLOR_OF_GREEN, 114),
    COLORED(COLOR_OF_CYAN, 80),
    COLORED(COLOR_OF_YELLOW, 221),
    COLORED(COLOR_OF_RED, 210),
    COLORED(COLOR_OF_MAGENTA, 176),
    [ROLE_BAR] = BAR(COLOR_OF_BLUE, 111),
    BAR(COLOR_OF_GREEN, 114),
    BAR(COLOR_OF_CYAN, 80),
    BAR(COLOR_OF_YELLOW, 221),
    BAR(COLOR_OF_RED, 210),
    BAR(COLOR_OF_MAGENTA, 176),
}};

static const struct theme mono_theme = {{
    UNCOLORED_TEXT,
    PLAIN_BARS,
}};

/* Nothing faint, for a projector in a bright room. */
static const struct theme high_contrast_theme = {{
    [ROLE_TEXT] = PLAIN,
    [ROLE_DIM] = PLAIN,
    [ROLE_BADGE] = ITALIC,
    [ROLE_RULE] = PLAIN,
    [ROLE_STRONG] = BOLD,
    [ROLE_SUMMARY] = BOLD,
    [ROLE_LABEL] = BOLD,
    [ROLE_LINK] = {.color = COLOR_NONE, .bold = true, .underline = true},
    [ROLE_KEY] = BOLD,
    [ROLE_NOTICE] = BOLD,
    [ROLE_STAR] = BOLD,
    [ROLE_WARNING] = BOLD,
    BOLD_ACCENTS,
    PLAIN_BARS,
}};

const char *const theme_names[] = {"default", "light", "dark", "mono", "high-contrast", NULL};

static const struct theme *const themes[] = {&default_theme, &light_theme, &dark_theme, &mono_theme,
                                             &high_contrast_theme};

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

bool style_is_dim(const struct style *style, enum color_depth depth)
{
    return style->dim && style_color(style, depth) == COLOR_NONE;
}
