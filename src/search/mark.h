/*
 * Which parts of a text to highlight: the words that fit the words of a query.
 */
#ifndef SB_SEARCH_MARK_H
#define SB_SEARCH_MARK_H

#include <stddef.h>

struct index;
struct match_list;

struct span {
    size_t start, end; /* bytes */
};

/* Finds up to max parts of a text, in order and not overlapping. Returns their number. */
size_t mark_find(const struct index *index, const struct match_list *query, const char *text,
                 size_t len, struct span *spans, size_t max);

#endif
