#include "config.h"
#include "theme.h"

static const struct style styles[ROLE_COUNT] = {
    [ROLE_TEXT] = {.color = COLOR_NONE},
    [ROLE_DIM] = {.color = COLOR_NONE, .dim = true},
    [ROLE_STRONG] = {.color = COLOR_NONE, .bold = true},
    [ROLE_SUMMARY] = {.color = COLOR_NONE, .bold = true},
    [ROLE_LABEL] = {.color = COLOR_NONE, .bold = true},
    [ROLE_LINK] = {.color = COLOR_NONE, .underline = true},
    [ROLE_STAR] = {.color = COLOR_OF_YELLOW, .bold = true},
    [ROLE_KEY] = {.color = COLOR_NONE, .bold = true},
    [ROLE_NOTICE] = {.color = COLOR_NONE, .bold = true},
    [ROLE_WARNING] = {.color = COLOR_OF_RED, .bold = true},
    [ROLE_ACCENT + 0] = {.color = COLOR_OF_BLUE, .bold = true},
    [ROLE_ACCENT + 1] = {.color = COLOR_OF_GREEN, .bold = true},
    [ROLE_ACCENT + 2] = {.color = COLOR_OF_CYAN, .bold = true},
    [ROLE_ACCENT + 3] = {.color = COLOR_OF_YELLOW, .bold = true},
    [ROLE_ACCENT + 4] = {.color = COLOR_OF_RED, .bold = true},
    [ROLE_ACCENT + 5] = {.color = COLOR_OF_MAGENTA, .bold = true},
};

struct style theme_style(enum role role)
{
    return styles[role];
}

enum role theme_accent(size_t class_index)
{
    if (class_index == (size_t)-1)
        return ROLE_STRONG;
    return (enum role)(ROLE_ACCENT + class_index % THEME_ACCENTS);
}
