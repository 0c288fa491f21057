/*
 * How to ask: what the help screen and --help teach of the search.
 */
#ifndef SB_SEARCH_SYNTAX_H
#define SB_SEARCH_SYNTAX_H

#include <stddef.h>

struct search_form {
    const char *example; /* can be typed as it stands */
    const char *finds;
};

extern const struct search_form search_forms[]; /* every facet has one */
extern const size_t search_form_count;

#endif
