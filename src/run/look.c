#include "config.h"
#include "run/look.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "term/terminal.h"

void look_init(struct look *look, const char *theme, bool by_option, const char *kept)
{
    int index = kept != NULL ? theme_index(kept) : -1;
    *look = (struct look){.theme = theme, .setting = by_option ? NULL : theme};
    if (index >= 0)
        look->kept = theme_names[index];
    if (look->kept != NULL && !by_option)
        look->theme = look->kept;
    look->background = background_from_colorfgbg(getenv("COLORFGBG"));
}

const struct theme *look_theme(const struct look *look)
{
    return theme_find(look->theme, look->background);
}

static bool is_auto(const struct look *look)
{
    return strcmp(look->theme, THEME_AUTO) == 0;
}

void look_ask(struct look *look)
{
    if (look->asked || !is_auto(look) || look->background != BACKGROUND_UNKNOWN)
        return;
    look->asked = true;
    term_ask_background();
}

void look_answer(struct look *look)
{
    look->background = term_background();
    term_set_theme(look_theme(look));
}

void look_next(struct look *look, struct app *app)
{
    static const char *const backgrounds[] = {
        [BACKGROUND_UNKNOWN] = "", [BACKGROUND_DARK] = " (dark)", [BACKGROUND_LIGHT] = " (light)"};
    const char *next = theme_names[theme_index(look->theme) + 1];
    look->theme = next != NULL ? next : theme_names[0];
    look->kept =
        look->setting != NULL && strcmp(look->theme, look->setting) == 0 ? NULL : look->theme;
    term_set_theme(look_theme(look));
    app_say(app, MESSAGE_INFO, "theme: %s%s", look->theme,
            is_auto(look) ? backgrounds[look->background] : "");
}
