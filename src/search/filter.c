#include "config.h"
#include "search/filter.h"

#include <string.h>

#include "registry/registry.h"
#include "search/facets.h"
#include "search/words.h"

#define MOST_CHOICES 16 /* named in an explanation; then "..." */

static bool begins_with(const char *text, const char *value)
{
    return words_begin((struct word_cursor){text, strlen(text), 0}, value);
}

/* True when the text begins with the value at any of its words. */
static bool has_words(const char *text, const char *value)
{
    struct word_cursor cursor = {text, strlen(text), 0};
    struct word word;
    do {
        if (words_begin(cursor, value))
            return true;
    } while (word_next(&cursor, &word));
    return false;
}

static bool has_reference(const struct reference_list *list, const char *value)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].doc != NULL && has_words(list->items[i].doc, value))
            return true;
    return false;
}

static const struct header_field *find_header(const struct entry *entry, const char *value)
{
    const struct entry_details *details = entry_details(entry);
    for (size_t i = 0; i < details->header_count; i++)
        if (begins_with(details->headers[i].name, value))
            return &details->headers[i];
    return NULL;
}

const struct header_field *filter_header(const struct filter *filter, const struct entry *entry)
{
    const struct query *query = filter->query;
    for (size_t i = 0; i < query->facet_count; i++)
        if (query->facets[i].facet == FACET_HEADER && !query->facets[i].exclude &&
            *query->facets[i].value != '\0')
            return find_header(entry, query->facets[i].value);
    return NULL;
}

static bool is_in_class(const struct filter *filter, const struct entry *entry, const char *value)
{
    const struct code_class *class = registry_class_of(filter->registry, entry);
    return class != NULL && (begins_with(class->id, value) || has_words(class->title, value));
}

static bool has_property(const struct filter *filter, const struct entry *entry, const char *value)
{
    for (size_t i = 0; facet_nth_property(i) != NULL; i++)
        if (begins_with(facet_nth_property(i), value) &&
            facet_has_nth_property(filter->user, entry, i))
            return true;
    return false;
}

static bool has_facet(const struct filter *filter, const struct entry *entry,
                      const struct query_facet *facet)
{
    const struct entry_details *details = entry_details(entry);
    switch (facet->facet) {
    case FACET_CLASS:
        return is_in_class(filter, entry, facet->value);
    case FACET_RFC:
        return has_reference(&details->references, facet->value) ||
               has_reference(&details->history, facet->value);
    case FACET_HEADER:
        return find_header(entry, facet->value) != NULL;
    case FACET_BY:
        return has_words(entry->owner, facet->value);
    default:
        return has_property(filter, entry, facet->value);
    }
}

bool filter_passes(const struct filter *filter, const struct entry *entry)
{
    for (size_t i = 0; i < filter->query->facet_count; i++) {
        const struct query_facet *facet = &filter->query->facets[i];
        if (*facet->value != '\0' && has_facet(filter, entry, facet) == facet->exclude)
            return false;
    }
    return true;
}

/* Adds the values of a facet; "..." in place of those that are too many. */
static void list_choices(const struct registry *registry, enum facet facet, struct strbuf *out)
{
    struct facet_value values[MOST_CHOICES + 1];
    size_t count = facet_values(registry, facet, "", values, MOST_CHOICES + 1);
    for (size_t i = 0; i < count; i++)
        strbuf_printf(out, "%s%s", i > 0 ? ", " : "", i < MOST_CHOICES ? values[i].name : "...");
}

/* True when an entry has the value, or could have it once the user bookmarks it. */
static bool is_possible(const struct filter *filter, const struct query_facet *facet)
{
    for (size_t i = 0; facet->facet == FACET_IS && facet_nth_property(i) != NULL; i++)
        if (begins_with(facet_nth_property(i), facet->value))
            return true;
    for (size_t i = 0; facet->facet != FACET_IS && i < filter->registry->entry_count; i++)
        if (has_facet(filter, &filter->registry->entries[i], facet))
            return true;
    return false;
}

void filter_drop_impossible(const struct filter *filter, struct query *query)
{
    size_t kept = 0;
    for (size_t i = 0; i < query->facet_count; i++)
        if (is_possible(filter, &query->facets[i]))
            query->facets[kept++] = query->facets[i];
    query->facet_count = kept;
}

static void explain_value(const struct filter *filter, const struct query_facet *facet,
                          struct strbuf *problem)
{
    const char *name = facet_names[facet->facet];
    if (*facet->value == '\0')
        strbuf_printf(problem, "%s: is followed by ", name);
    else
        strbuf_printf(problem, "%s:%s is not known; there is ", name, facet->typed);
    size_t before = problem->len;
    if (facet->facet == FACET_HEADER)
        strbuf_puts(problem, "a header field's name");
    else
        list_choices(filter->registry, facet->facet, problem);
    if (problem->len == before)
        strbuf_puts(problem, "none");
}

void filter_explain(const struct filter *filter, struct strbuf *problem)
{
    const struct query *query = filter->query;
    for (size_t i = 0; i < query->facet_count && problem->len == 0; i++)
        if (*query->facets[i].value == '\0' || !is_possible(filter, &query->facets[i]))
            explain_value(filter, &query->facets[i], problem);
    if (problem->len > 0 || query->unknown == NULL)
        return;
    strbuf_printf(problem, "%s: is not known; there is ", query->unknown);
    for (int i = 0; i < FACET_COUNT; i++)
        strbuf_printf(problem, "%s:, ", facet_names[i]);
    strbuf_puts(problem, SCOPE_FACET ":");
}
