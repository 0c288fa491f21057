/*
 * What the words of a query say as facets: values to be offered, and entries that have them all.
 */
#ifndef SB_SEARCH_OFFER_H
#define SB_SEARCH_OFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "search/facets.h"
#include "search/filter.h"
#include "search/index.h"
#include "search/match.h"

#define TYPED_MAX_WORDS 6 /* of a query that was typed and not pasted */

/* Sets *offer, which is zeroed: the values of the facet that the text ends with, else the one that
 * a word equals. */
void offer_values(const struct filter *filter, const struct index *index,
                  struct facet_offer *offer);

/* What the words say of an entry, where each of them is a value or a pattern of codes. */
#define MAX_IMPLIED 4 /* more words are a sentence */
struct implied {
    const char *patterns[MAX_IMPLIED]; /* of the matches */
    struct facet_value values[MAX_IMPLIED];
    size_t pattern_count, value_count; /* 0: some words may mean anything */
};

/* Finds what the words of a query imply. */
void implied_find(struct implied *implied, const struct query *query,
                  const struct match_list *matches, const struct index *index);

/* Reports whether the entry is what the words say together ("cacheable 4xx"). */
bool implied_has(const struct implied *implied, const struct filter *filter,
                 const struct entry *entry);

#endif
