/*
 * A selection as text: whole entries, or a list with one line for each.
 *
 * Everything is appended to a string, which main.c writes. Registry, search and pages are those of
 * the browser.
 */
#ifndef SB_CLI_PRINT_H
#define SB_CLI_PRINT_H

#include <stdbool.h>

#include "cli/selection.h"
#include "doc/theme.h"

struct print_style {
    const struct theme *theme;
    enum color_depth colors;
    bool hyperlinks; /* references as OSC 8 links */
    bool ascii;
    int width_cols;
};

void print_entries(const struct registry *registry, const struct selection *selection,
                   const struct print_style *style, struct strbuf *out);
void print_list(const struct registry *registry, const struct selection *selection,
                const struct print_style *style, struct strbuf *out);

#endif
