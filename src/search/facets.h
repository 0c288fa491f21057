/*
 * The values that facets can have in a registry, to be listed and completed.
 */
#ifndef SB_SEARCH_FACETS_H
#define SB_SEARCH_FACETS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strbuf.h"
#include "registry/model.h"
#include "search/query.h"
#include "search/user.h"

/* More values than anyone looks through. It bounds what listing them costs. */
#define FACET_MAX_VALUES 128

struct facet_value {
    enum facet facet;
    const char *name; /* "RFC 9110", "AWS ALB"; the registry's or constant */
    size_t count;     /* entries that have it */
};

/* Values that may be put in place of a part of a query: of the facet being typed at its end, or of
 * a word that equals one. Zeroed is none. */
struct facet_offer {
    struct facet_value *values; /* owned */
    size_t count;
    size_t start, end; /* bytes of the query's text */
    bool is_list;      /* nothing else is typed yet: they are shown, and no hits */
};

/* Returns the values of "is:" in turn, then NULL. */
const char *facet_nth_property(size_t n);

/* Reports whether the entry has the value facet_nth_property(n). */
bool facet_has_nth_property(const struct search_user *user, const struct entry *entry, size_t n);

/* Reports whether only what belongs to the user has the value: is:bookmarked, is:seen. */
bool facet_is_of_user(const struct query_facet *facet);

/* Lists the values of a facet that begin with `begin` (plain, without spaces; "" for all), in the
 * order of the registry, without their counts. Returns how many, at most max. */
size_t facet_values(const struct registry *registry, enum facet facet, const char *begin,
                    struct facet_value *values, size_t max);

/* Reports whether the entry has this very value. */
bool facet_has(const struct registry *registry, const struct search_user *user,
               const struct facet_value *value, const struct entry *entry);

/* Counts the entries that have the value. */
size_t facet_count(const struct registry *registry, const struct search_user *user,
                   const struct facet_value *value);

/* Appends the value as it is typed: is:cacheable, rfc:9110, by:"AWS ALB". */
void facet_put(const struct facet_value *value, struct strbuf *out);

#endif
