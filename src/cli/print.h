/*
 * A selection as text: whole entries, or a list with one line for each.
 *
 * Everything is appended to a string, which main.c writes. Registry, search and pages are those of
 * the browser.
 */
#ifndef SB_CLI_PRINT_H
#define SB_CLI_PRINT_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "cli/selection.h"
#include "doc/theme.h"

struct print_style {
    const struct theme *theme;
    enum color_depth colors;
    bool hyperlinks; /* references as OSC 8 links */
    bool ascii;
    int width_cols;
};

/* Appends the page of each item, an empty line between them. */
void print_entries(const struct selection *selection, const struct print_style *style,
                   struct strbuf *out);

/* Appends one line for each item, code first. */
void print_list(const struct selection *selection, const struct print_style *style,
                struct strbuf *out);

#endif
