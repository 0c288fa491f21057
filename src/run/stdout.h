/*
 * What standard output can show: found out without curses.
 */
#ifndef SB_RUN_STDOUT_H
#define SB_RUN_STDOUT_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "cli/options.h"
#include "doc/theme.h"

/* Is the locale UTF-8? Else only ASCII is shown. */
bool stdout_is_utf8(void);

/* Are colours wanted: by the option, else by a terminal without NO_COLOR? */
bool stdout_has_color(const struct options *options);

/* The colours of printed text. */
enum color_depth stdout_colors(const struct options *options);

/* Are links wanted that a terminal opens (OSC 8): by the option, else by a terminal that is known
 * to take them? */
bool stdout_has_hyperlinks(const struct options *options);

/* The width that was asked for; else that of the terminal; without one, that of $COLUMNS, which
 * programs set that show the output themselves. */
int stdout_cols(const struct options *options);

/* Is the text longer than the terminal that it would be printed on? */
bool stdout_wants_pager(const struct options *options, const struct strbuf *text);

#endif
