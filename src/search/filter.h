/*
 * What narrows a search: facets and excluded words.
 *
 * Prepared once for a query, then asked for every entry that the words have found.
 */
#ifndef SB_SEARCH_FILTER_H
#define SB_SEARCH_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "registry/model.h"
#include "search/query.h"
#include "search/user.h"

struct filter {
    const struct registry *registry;
    const struct search_user *user;
    const struct query *query;
};

/* Appends to *problem what is wrong with a facet of the query and what is possible; nothing when
 * all is well. */
void filter_explain(const struct filter *filter, struct strbuf *problem);

/* True when the entry is in all facets and none that is excluded. */
bool filter_passes(const struct filter *filter, const struct entry *entry);

#endif
