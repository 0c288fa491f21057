#include "config.h"

#include <math.h>

#include "base/strbuf.h"
#include "doc/theme.h"
#include "support/check.h"
#include "support/files.h"

static const struct theme *usual(void)
{
    return theme_find(theme_names[0], BACKGROUND_UNKNOWN);
}

static void bars_have_the_colours_of_classes_in_order(void)
{
    static const int colors[] = {COLOR_OF_BLUE,   COLOR_OF_GREEN, COLOR_OF_CYAN,
                                 COLOR_OF_YELLOW, COLOR_OF_RED,   COLOR_OF_MAGENTA};
    CHECK_STR(theme_names[0], "auto");
    for (size_t i = 0; i < sizeof colors / sizeof colors[0]; i++) {
        struct style style = theme_style(usual(), role_bar(i));
        CHECK_INT(style_color(&style, COLOR_DEPTH_8), colors[i]);
        /* the terminal's own, also where there are more */
        CHECK_INT(style_color(&style, COLOR_DEPTH_256), colors[i]);
    }
}

/* Which of them can be read depends on a palette and a background that nobody knows. */
static void no_text_of_the_usual_theme_has_a_colour_of_the_palette(void)
{
    for (int role = 0; role < ROLE_BAR; role++) {
        struct style style = theme_style(usual(), (enum role)role);
        int wide = style_color(&style, COLOR_DEPTH_256);
        CHECK_INT(style_color(&style, COLOR_DEPTH_8), COLOR_NONE);
        CHECK_MSG(wide == COLOR_NONE || wide >= 16, "role %d: %d", role, wide);
    }
}

static void accents_start_over_after_the_last(void)
{
    for (size_t i = 0; i < 40; i++) {
        CHECK_INT(role_accent(i), role_accent(i + ROLE_ACCENTS));
        CHECK(role_accent(i) >= ROLE_ACCENT && role_accent(i) < ROLE_BAR);
        CHECK_INT(role_bar(i) - ROLE_BAR, role_accent(i) - ROLE_ACCENT);
    }
}

static void no_class_has_no_colour(void)
{
    CHECK_INT(role_accent((size_t)-1), ROLE_STRONG);
    CHECK_INT(role_bar((size_t)-1), ROLE_STRONG);
    CHECK_INT(theme_style(usual(), ROLE_STRONG).color, COLOR_NONE);
}

static void every_named_theme_is_found_and_no_other(void)
{
    static const char *const others[] = {"", "Default", "defaul", "default ", "none"};
    for (int i = 0; theme_names[i] != NULL; i++) {
        CHECK_INT(theme_index(theme_names[i]), i);
        CHECK(theme_find(theme_names[i], BACKGROUND_UNKNOWN) != NULL);
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        CHECK_INT(theme_index(others[i]), -1);
        CHECK(theme_find(others[i], BACKGROUND_UNKNOWN) == NULL);
    }
}

static void auto_follows_the_background_and_no_other_theme_does(void)
{
    CHECK(theme_find("auto", BACKGROUND_DARK) == theme_find("dark", BACKGROUND_UNKNOWN));
    CHECK(theme_find("auto", BACKGROUND_LIGHT) == theme_find("light", BACKGROUND_UNKNOWN));
    CHECK(theme_find("auto", BACKGROUND_UNKNOWN) == theme_find("default", BACKGROUND_UNKNOWN));
    for (size_t i = 1; theme_names[i] != NULL; i++)
        for (int background = BACKGROUND_DARK; background <= BACKGROUND_LIGHT; background++)
            CHECK(theme_find(theme_names[i], (enum background)background) ==
                  theme_find(theme_names[i], BACKGROUND_UNKNOWN));
}

static void colorfgbg_names_the_background(void)
{
    static const struct {
        const char *value;
        enum background background;
    } cases[] = {
        {"15;0", BACKGROUND_DARK},          {"0;15", BACKGROUND_LIGHT},
        {"0;default;15", BACKGROUND_LIGHT}, {"12;8", BACKGROUND_DARK},
        {"0;7", BACKGROUND_LIGHT},          {"0;9", BACKGROUND_LIGHT},
        {"7;6", BACKGROUND_DARK},           {"default;default", BACKGROUND_UNKNOWN},
        {NULL, BACKGROUND_UNKNOWN},         {"", BACKGROUND_UNKNOWN},
        {"15", BACKGROUND_UNKNOWN},         {"15;", BACKGROUND_UNKNOWN},
        {"0;16", BACKGROUND_UNKNOWN},       {"0;-1", BACKGROUND_UNKNOWN},
        {"0;7x", BACKGROUND_UNKNOWN},       {"0;99999999999999999999", BACKGROUND_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_MSG(background_from_colorfgbg(cases[i].value) == cases[i].background, "%s",
                  cases[i].value != NULL ? cases[i].value : "unset");
}

static void a_colour_is_dark_or_light(void)
{
    static const struct {
        const char *color;
        enum background background;
    } cases[] = {
        {"rgb:0000/0000/0000", BACKGROUND_DARK},
        {"rgb:ffff/ffff/ffff", BACKGROUND_LIGHT},
        {"rgb:1e1e/1e1e/1e1e", BACKGROUND_DARK},
        {"rgb:0000/2b2b/3636", BACKGROUND_DARK},  /* Solarized */
        {"rgb:fdfd/f6f6/e3e3", BACKGROUND_LIGHT}, /* Solarized */
        {"rgb:FF/FF/FF", BACKGROUND_LIGHT},
        {"rgb:f/f/f", BACKGROUND_LIGHT},
        {"rgb:0/0/f", BACKGROUND_DARK}, /* blue is dark */
        {"rgb:f/f/0", BACKGROUND_LIGHT},
        {"rgb:7ff/7ff/7ff", BACKGROUND_DARK},
        {"rgba:ffff/ffff/ffff/8000", BACKGROUND_LIGHT},
        {"rgb:ffff/ffff", BACKGROUND_UNKNOWN},
        {"rgb:ffff/ffff/ffff/ffff", BACKGROUND_UNKNOWN},
        {"rgb:fffff/0/0", BACKGROUND_UNKNOWN},
        {"rgb:/0/0", BACKGROUND_UNKNOWN},
        {"rgb:g/0/0", BACKGROUND_UNKNOWN},
        {"rgb:-f/f/f", BACKGROUND_UNKNOWN},
        {"#ffffff", BACKGROUND_UNKNOWN},
        {"", BACKGROUND_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_MSG(background_from_color(cases[i].color) == cases[i].background, "%s",
                  cases[i].color);
}

/* Which blue and red a palette of 8 has is not known; on xterm's and others' they are too dark. */
static void of_8_colours_text_has_only_those_that_can_be_read(void)
{
    for (int role = 0; role < ROLE_BAR; role++) {
        struct style dark = theme_style(theme_find("dark", BACKGROUND_UNKNOWN), (enum role)role);
        int color = style_color(&dark, COLOR_DEPTH_8);
        CHECK_MSG(color != COLOR_OF_BLUE && color != COLOR_OF_RED, "role %d", role);
    }
}

static void without_colours_no_style_has_one(void)
{
    for (size_t i = 0; theme_names[i] != NULL; i++)
        for (int role = 0; role < ROLE_COUNT; role++) {
            struct style style =
                theme_style(theme_find(theme_names[i], BACKGROUND_UNKNOWN), (enum role)role);
            int basic = style_color(&style, COLOR_DEPTH_8);
            int wide = style_color(&style, COLOR_DEPTH_256);
            CHECK_INT(style_color(&style, COLOR_DEPTH_NONE), COLOR_NONE);
            CHECK(basic >= COLOR_NONE && basic <= COLOR_OF_WHITE);
            CHECK(wide >= COLOR_NONE && wide <= 255);
        }
}

static bool has_attribute(const struct style *style)
{
    return style->bold || style->dim || style->underline;
}

/* Bars repeat the code's class, and what stands back tells its place; all else has an attribute. */
static void nothing_is_told_by_colour_alone(void)
{
    for (size_t i = 0; theme_names[i] != NULL; i++)
        for (int role = 0; role < ROLE_BAR; role++) {
            if (role == ROLE_DIM || role == ROLE_BADGE)
                continue;
            struct style style =
                theme_style(theme_find(theme_names[i], BACKGROUND_UNKNOWN), (enum role)role);
            CHECK_MSG(style.color == COLOR_NONE || has_attribute(&style),
                      "role %d of %s is only a colour", role, theme_names[i]);
            CHECK_MSG(style.color256 == 0 || has_attribute(&style),
                      "role %d of %s is only a colour", role, theme_names[i]);
            /* these vanish on one of the two usual backgrounds */
            CHECK_MSG(style.color != COLOR_OF_BLACK && style.color != COLOR_OF_WHITE,
                      "role %d of %s", role, theme_names[i]);
        }
}

static void running_text_is_the_terminals_own(void)
{
    for (size_t i = 0; theme_names[i] != NULL; i++) {
        struct style style = theme_style(theme_find(theme_names[i], BACKGROUND_UNKNOWN), ROLE_TEXT);
        CHECK_INT(style_color(&style, COLOR_DEPTH_256), COLOR_NONE);
        CHECK(!has_attribute(&style));
    }
}

static void links_and_labels_stand_out_in_every_theme(void)
{
    for (size_t i = 0; theme_names[i] != NULL; i++) {
        const struct theme *theme = theme_find(theme_names[i], BACKGROUND_UNKNOWN);
        CHECK_MSG(theme_style(theme, ROLE_LINK).underline, "%s", theme_names[i]);
        CHECK_MSG(theme_style(theme, ROLE_LABEL).bold, "%s", theme_names[i]);
        CHECK_MSG(theme_style(theme, ROLE_STAR).bold, "%s", theme_names[i]);
        CHECK_MSG(theme_style(theme, ROLE_WARNING).bold, "%s", theme_names[i]);
    }
}

static void the_plain_themes_have_no_colour(void)
{
    static const char *const names[] = {"mono", "high-contrast"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        for (int role = 0; role < ROLE_COUNT; role++) {
            struct style style =
                theme_style(theme_find(names[i], BACKGROUND_UNKNOWN), (enum role)role);
            CHECK_INT(style_color(&style, COLOR_DEPTH_256), COLOR_NONE);
        }
    for (int role = 0; role < ROLE_COUNT; role++)
        CHECK(!theme_style(theme_find("high-contrast", BACKGROUND_UNKNOWN), (enum role)role).dim);
}

/* Channel of the xterm palette's colour cube, 0 to 5. */
static int cube_channel(int level)
{
    return level == 0 ? 0 : 55 + 40 * level;
}

/* Red, green and blue of a colour number from 16 on. */
static void palette_rgb(int color, int rgb[3])
{
    for (int i = 0; i < 3; i++)
        rgb[i] = color >= 232 ? 8 + 10 * (color - 232) : 0;
    if (color < 232) {
        rgb[0] = cube_channel((color - 16) / 36);
        rgb[1] = cube_channel((color - 16) / 6 % 6);
        rgb[2] = cube_channel((color - 16) % 6);
    }
}

/* Relative luminance and contrast as WCAG 2 defines them. */
static double luminance(const int rgb[3])
{
    static const double weights[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double c = rgb[i] / 255.0;
        sum += weights[i] * (c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(const int a[3], const int b[3])
{
    double high = luminance(a), low = luminance(b);
    if (high < low) {
        double swap = high;
        high = low;
        low = swap;
    }
    return (high + 0.05) / (low + 0.05);
}

static void text_can_be_read_on_its_background(void)
{
    static const struct {
        const char *theme;
        int background[3];
    } cases[] = {
        {"light", {255, 255, 255}}, {"light", {253, 246, 227}}, /* Solarized light */
        {"dark", {0, 0, 0}},        {"dark", {0, 43, 54}},      /* Solarized dark */
        {"default", {0, 0, 0}},     {"default", {255, 255, 255}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int role = 0; role < ROLE_BAR; role++) {
            if (role == ROLE_RULE) /* not text */
                continue;
            struct style style =
                theme_style(theme_find(cases[i].theme, BACKGROUND_UNKNOWN), (enum role)role);
            int color = style_color(&style, COLOR_DEPTH_256), rgb[3];
            if (color == COLOR_NONE)
                continue;
            CHECK_MSG(color >= 16, "%s, role %d: %d is whatever the user made it", cases[i].theme,
                      role, color);
            palette_rgb(color, rgb);
            CHECK_MSG(contrast(rgb, cases[i].background) >= 4.5, "%s, role %d: %.1f to 1",
                      cases[i].theme, role, contrast(rgb, cases[i].background));
        }
}

/* How each role looks in each theme: colours of 8, of 256, attributes. */
static void themes_are_as_designed(void)
{
    static const char *const roles[ROLE_COUNT] = {
        "text", "dim",  "badge", "rule", "strong", "summary", "label", "literal", "link",
        "star", "key",  "note",  "warn", "acc1",   "acc2",    "acc3",  "acc4",    "acc5",
        "acc6", "bar1", "bar2",  "bar3", "bar4",   "bar5",    "bar6"};
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; theme_names[i] != NULL; i++) {
        strbuf_printf(&text, "%s\n", theme_names[i]);
        for (int role = 0; role < ROLE_COUNT; role++) {
            struct style style =
                theme_style(theme_find(theme_names[i], BACKGROUND_UNKNOWN), (enum role)role);
            strbuf_printf(&text, "  %-8s %3d %3d%s%s%s%s\n", roles[role],
                          style_color(&style, COLOR_DEPTH_8), style_color(&style, COLOR_DEPTH_256),
                          style.bold ? " bold" : "", style.dim ? " dim" : "",
                          style.underline ? " underline" : "", style.italic ? " italic" : "");
        }
    }
    CHECK(support_golden("themes.txt", strbuf_str(&text)));
    strbuf_clear(&text);
}

int main(void)
{
    RUN(bars_have_the_colours_of_classes_in_order);
    RUN(no_text_of_the_usual_theme_has_a_colour_of_the_palette);
    RUN(accents_start_over_after_the_last);
    RUN(no_class_has_no_colour);
    RUN(every_named_theme_is_found_and_no_other);
    RUN(auto_follows_the_background_and_no_other_theme_does);
    RUN(colorfgbg_names_the_background);
    RUN(a_colour_is_dark_or_light);
    RUN(of_8_colours_text_has_only_those_that_can_be_read);
    RUN(without_colours_no_style_has_one);
    RUN(nothing_is_told_by_colour_alone);
    RUN(running_text_is_the_terminals_own);
    RUN(links_and_labels_stand_out_in_every_theme);
    RUN(the_plain_themes_have_no_colour);
    RUN(themes_are_as_designed);
    RUN(text_can_be_read_on_its_background);
    return check_done();
}
