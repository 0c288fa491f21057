#include "config.h"
#include "run/stdout.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/environment.h"
#include "os/pager.h"
#include "page/page.h"

/* Of printed text where nothing says how wide it may be. */
#define USUAL_COLS 80

bool stdout_is_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool stdout_has_color(const struct options *options)
{
    if (options->color != WHEN_AUTO)
        return options->color == WHEN_ALWAYS;
    return !environment_has("NO_COLOR") && isatty(STDOUT_FILENO);
}

enum color_depth stdout_colors(const struct options *options)
{
    const char *term = getenv("TERM");
    if (!stdout_has_color(options))
        return COLOR_DEPTH_NONE;
    bool many = (term != NULL && strstr(term, "256color") != NULL) || environment_has("COLORTERM");
    return many ? COLOR_DEPTH_256 : COLOR_DEPTH_8;
}

bool stdout_has_hyperlinks(const struct options *options)
{
    /* Other terminals may show the URL as garbage. */
    static const char *const known[] = {"xterm",   "tmux", "foot",    "alacritty", "kitty",
                                        "wezterm", "vte",  "konsole", "ghostty"};
    const char *term = getenv("TERM");
    if (options->hyperlink != WHEN_AUTO)
        return options->hyperlink == WHEN_ALWAYS;
    if (!isatty(STDOUT_FILENO) || term == NULL || stdout_colors(options) == COLOR_DEPTH_NONE)
        return false;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strncmp(term, known[i], strlen(known[i])) == 0)
            return true;
    return false;
}

int stdout_cols(const struct options *options)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    if (options->width_cols > 0)
        return options->width_cols;
    int cols = USUAL_COLS;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        cols = size.ws_col;
    else if (columns != NULL && options_width(columns) > 0)
        cols = options_width(columns);
    return cols < PAGE_TEXT_COLS ? cols : PAGE_TEXT_COLS;
}

bool stdout_wants_pager(const struct options *options, const struct strbuf *text)
{
    struct winsize size;
    const char *term = getenv("TERM");
    if (options->given[OPTION_NO_PAGER] || term == NULL || strcmp(term, "dumb") == 0 ||
        !pager_is_wanted() || !isatty(STDOUT_FILENO) ||
        ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0)
        return false;
    size_t lines = 0;
    for (size_t i = 0; i < text->len; i++)
        lines += text->data[i] == '\n';
    return lines >= size.ws_row; /* the shell's prompt takes a row, too */
}
