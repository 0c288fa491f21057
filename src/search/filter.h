/*
 * What narrows a search: facets and excluded words.
 *
 * Asked for every entry that the words have found. An entry passes if all facets and no excluded
 * facet apply to it.
 */
#ifndef SB_SEARCH_FILTER_H
#define SB_SEARCH_FILTER_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "registry/model.h"
#include "search/query.h"
#include "search/user.h"

struct filter {
    const struct registry *registry;
    const struct search_user *user;
    const struct query *query;
};

/* Appends to *problem what is wrong with a facet of the query and which values there are. Appends
 * nothing when all facets are right. */
void filter_explain(const struct filter *filter, struct strbuf *problem);

/* Drops the facets that no entry can have: in a pasted text they are words with a colon. `query` is
 * that of the filter. */
void filter_drop_impossible(const struct filter *filter, struct query *query);

/* Returns the header field of an entry that a facet of the query asks for, or NULL. */
const struct header_field *filter_header(const struct filter *filter, const struct entry *entry);

/* Does the entry have what the facets of the query ask for? */
bool filter_passes(const struct filter *filter, const struct entry *entry);

#endif
