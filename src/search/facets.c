#include "config.h"
#include "search/facets.h"

#include <string.h>

#include "base/text.h"
#include "registry/registry.h"
#include "search/words.h"

/* What "is:" accepts besides the registrations. Of the values of a fact only those that a search
 * can be about: "client" and "here" are words of many other searches. */
enum property {
    PROPERTY_CACHEABLE,
    PROPERTY_BOOKMARKED,
    PROPERTY_SEEN,
    PROPERTY_PERMANENT,
    PROPERTY_UPSTREAM,
    PROPERTY_COUNT
};

static const char *const property_names[PROPERTY_COUNT] = {
    [PROPERTY_CACHEABLE] = "cacheable", [PROPERTY_BOOKMARKED] = "bookmarked",
    [PROPERTY_SEEN] = "seen",           [PROPERTY_PERMANENT] = "permanent",
    [PROPERTY_UPSTREAM] = "upstream",
};

const char *facet_nth_property(size_t n)
{
    size_t count = PROPERTY_COUNT;
    return n < count                        ? property_names[n]
           : n < count + REGISTRATION_COUNT ? registration_names[n - count]
                                            : NULL;
}

/* A redirect that is temporary is no less so than a registration. */
static bool has_registration(const struct entry *entry, size_t registration)
{
    return entry->registration == registration ||
           (registration == REGISTRATION_UNOFFICIAL && entry_is_unofficial(entry)) ||
           (registration == REGISTRATION_TEMPORARY && entry->facts.lasting == LASTING_TEMPORARY);
}

bool facet_has_nth_property(const struct search_user *user, const struct entry *entry, size_t n)
{
    switch (n) {
    case PROPERTY_CACHEABLE:
        return entry->facts.heuristically_cacheable == TRI_YES;
    case PROPERTY_BOOKMARKED:
        return user->note != NULL && user->note(user->context, entry) != NULL;
    case PROPERTY_SEEN:
        return user->seen != NULL && user->seen(user->context, entry);
    case PROPERTY_PERMANENT:
        return entry->facts.lasting == LASTING_PERMANENT;
    case PROPERTY_UPSTREAM:
        return entry->facts.fault == FAULT_UPSTREAM;
    default:
        return has_registration(entry, n - PROPERTY_COUNT);
    }
}

bool facet_is_of_user(const struct query_facet *facet)
{
    bool is = false;
    if (facet->facet != FACET_IS)
        return false;
    for (size_t i = 0; facet_nth_property(i) != NULL; i++) {
        bool begins = strncmp(facet_nth_property(i), facet->value, strlen(facet->value)) == 0;
        if (begins && i != PROPERTY_BOOKMARKED && i != PROPERTY_SEEN)
            return false;
        is = is || begins;
    }
    return is;
}

struct listing {
    enum facet facet;
    const char *begin;
    struct facet_value *values;
    size_t count, max;
};

/* Adds a value once. Returns false when there is no room for another. */
static bool add_value(struct listing *listing, const char *name)
{
    struct word_cursor any = {name, strlen(name), 0};
    struct word word;
    bool fits = words_begin(any, listing->begin);
    while (!fits && listing->facet != FACET_HEADER && listing->facet != FACET_IS &&
           word_next(&any, &word))
        fits = words_begin(any, listing->begin);
    for (size_t i = 0; i < listing->count && fits; i++)
        fits = !text_like(listing->values[i].name, name);
    if (fits && listing->count < listing->max)
        listing->values[listing->count++] = (struct facet_value){listing->facet, name, 0};
    return listing->count < listing->max;
}

static void list_classes(const struct registry *registry, struct listing *listing)
{
    for (size_t i = 0; i < registry->class_count; i++)
        add_value(listing, registry->classes[i].id);
}

static void list_documents(const struct registry *registry, struct listing *listing)
{
    const char *rfc = facet_names[FACET_RFC];
    for (size_t i = 0; i < registry->document_count; i++)
        if (text_compare_like(registry->documents[i].id, rfc, strlen(rfc)) == 0)
            add_value(listing, registry->documents[i].id);
}

static void list_headers(const struct registry *registry, struct listing *listing)
{
    for (size_t i = 0; i < registry->entry_count; i++)
        for (size_t k = 0; k < entry_details(&registry->entries[i])->header_count; k++)
            if (!add_value(listing, entry_details(&registry->entries[i])->headers[k].name))
                return;
}

static void list_owners(const struct registry *registry, struct listing *listing)
{
    for (size_t i = 0; i < registry->entry_count; i++)
        if (!add_value(listing, registry->entries[i].owner))
            return;
}

static void list_properties(const struct registry *registry, struct listing *listing)
{
    (void)registry;
    for (size_t i = 0; facet_nth_property(i) != NULL; i++)
        add_value(listing, facet_nth_property(i));
}

size_t facet_values(const struct registry *registry, enum facet facet, const char *begin,
                    struct facet_value *values, size_t max)
{
    static void (*const lists[FACET_COUNT])(const struct registry *registry,
                                            struct listing *listing) = {
        [FACET_CLASS] = list_classes, [FACET_RFC] = list_documents, [FACET_HEADER] = list_headers,
        [FACET_BY] = list_owners,     [FACET_IS] = list_properties,
    };
    struct listing listing = {facet, begin, values, 0, max};
    lists[facet](registry, &listing);
    return listing.count;
}

static bool refers_to(const struct reference_list *list, const char *doc)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].doc != NULL && strcmp(list->items[i].doc, doc) == 0)
            return true;
    return false;
}

static bool has_header(const struct entry *entry, const char *name)
{
    const struct entry_details *details = entry_details(entry);
    for (size_t i = 0; i < details->header_count; i++)
        if (text_like(details->headers[i].name, name))
            return true;
    return false;
}

static bool has_property(const struct search_user *user, const struct entry *entry,
                         const char *name)
{
    for (size_t i = 0; facet_nth_property(i) != NULL; i++)
        if (facet_nth_property(i) == name)
            return facet_has_nth_property(user, entry, i);
    return false;
}

bool facet_has(const struct registry *registry, const struct search_user *user,
               const struct facet_value *value, const struct entry *entry)
{
    const struct entry_details *details = entry_details(entry);
    const struct code_class *class = NULL;
    switch (value->facet) {
    case FACET_CLASS:
        class = registry_class_of(registry, entry);
        return class != NULL && strcmp(class->id, value->name) == 0;
    case FACET_RFC:
        return refers_to(&details->references, value->name) ||
               refers_to(&details->history, value->name);
    case FACET_HEADER:
        return has_header(entry, value->name);
    case FACET_BY:
        return strcmp(entry->owner, value->name) == 0;
    default:
        return has_property(user, entry, value->name);
    }
}

size_t facet_count(const struct registry *registry, const struct search_user *user,
                   const struct facet_value *value)
{
    size_t count = 0;
    for (size_t i = 0; i < registry->entry_count; i++)
        count += !entry_is_member(&registry->entries[i]) &&
                 facet_has(registry, user, value, &registry->entries[i]);
    return count;
}

void facet_put(const struct facet_value *value, struct strbuf *out)
{
    const char *name = value->name;
    if (value->facet == FACET_RFC)
        name += strcspn(name, " ") + (strchr(name, ' ') != NULL);
    const char *quote = strchr(name, ' ') != NULL ? "\"" : "";
    strbuf_printf(out, "%s:%s%s%s", facet_names[value->facet], quote, name, quote);
}
