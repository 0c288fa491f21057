#include "config.h"
#include "search/filter.h"

#include <string.h>

#include "registry/registry.h"
#include "search/words.h"

#define MOST_CHOICES 12 /* named in an explanation; then "..." */

/* What "is:" accepts besides the registrations. */
enum property { PROPERTY_CACHEABLE, PROPERTY_BOOKMARKED, PROPERTY_COUNT };

static const char *const property_names[PROPERTY_COUNT] = {
    [PROPERTY_CACHEABLE] = "cacheable",
    [PROPERTY_BOOKMARKED] = "bookmarked",
};

/* True when the words after the cursor, written without spaces, begin with the value. */
static bool words_begin(struct word_cursor cursor, const char *value)
{
    struct word word;
    while (*value != '\0' && word_next(&cursor, &word)) {
        size_t len = strlen(value);
        size_t common = word.len < len ? word.len : len;
        if (memcmp(word.text, value, common) != 0)
            return false;
        value += common;
    }
    return *value == '\0';
}

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

static bool has_header(const struct entry *entry, const char *value)
{
    for (size_t i = 0; i < entry->header_count; i++)
        if (begins_with(entry->headers[i].name, value))
            return true;
    return false;
}

static bool is_in_class(const struct filter *filter, const struct entry *entry, const char *value)
{
    const struct code_class *class = registry_class_of(filter->registry, entry);
    return class != NULL && (begins_with(class->id, value) || has_words(class->title, value));
}

static bool has_property(const struct filter *filter, const struct entry *entry, const char *value)
{
    const struct search_user *user = filter->user;
    if (begins_with(registration_names[entry->registration], value))
        return true;
    if (begins_with(registration_names[REGISTRATION_UNOFFICIAL], value) &&
        entry_is_unofficial(entry))
        return true;
    if (begins_with(property_names[PROPERTY_CACHEABLE], value) &&
        entry->facts.heuristically_cacheable == TRI_YES)
        return true;
    return begins_with(property_names[PROPERTY_BOOKMARKED], value) && user->bookmarked != NULL &&
           user->bookmarked(user->context, entry);
}

static bool has_facet(const struct filter *filter, const struct entry *entry,
                      const struct query_facet *facet)
{
    switch (facet->facet) {
    case FACET_CLASS:
        return is_in_class(filter, entry, facet->value);
    case FACET_RFC:
        return has_reference(&entry->references, facet->value) ||
               has_reference(&entry->history, facet->value);
    case FACET_HEADER:
        return has_header(entry, facet->value);
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

struct choices {
    struct strbuf *out;
    size_t count;
};

/* Adds a choice; "..." in place of those that are too many. */
static void add_choice(struct choices *choices, const char *name)
{
    choices->count++;
    if (choices->count <= MOST_CHOICES)
        strbuf_printf(choices->out, "%s%s", choices->count > 1 ? ", " : "", name);
    else if (choices->count == MOST_CHOICES + 1)
        strbuf_puts(choices->out, ", ...");
}

static void list_owners(const struct registry *registry, struct choices *choices)
{
    for (size_t i = 0; i < registry->entry_count && choices->count <= MOST_CHOICES; i++) {
        const char *owner = registry->entries[i].owner;
        bool known = false;
        for (size_t k = 0; k < i && !known; k++)
            known = strcmp(registry->entries[k].owner, owner) == 0;
        if (!known)
            add_choice(choices, owner);
    }
}

/* Returns the values of "is:" in turn, then NULL. */
static const char *nth_property(size_t n)
{
    size_t count = PROPERTY_COUNT;
    return n < count                        ? property_names[n]
           : n < count + REGISTRATION_COUNT ? registration_names[n - count]
                                            : NULL;
}

static void list_choices(const struct registry *registry, enum facet facet, struct choices *choices)
{
    if (facet == FACET_CLASS) {
        for (size_t i = 0; i < registry->class_count; i++)
            add_choice(choices, registry->classes[i].id);
    } else if (facet == FACET_RFC) {
        for (size_t i = 0; i < registry->document_count; i++)
            if (begins_with(registry->documents[i].id, facet_names[FACET_RFC]))
                add_choice(choices, registry->documents[i].id);
    } else if (facet == FACET_BY) {
        list_owners(registry, choices);
    } else if (facet == FACET_IS) {
        for (size_t i = 0; nth_property(i) != NULL; i++)
            add_choice(choices, nth_property(i));
    }
}

/* True when an entry has the value, or could have it once the user bookmarks it. */
static bool is_possible(const struct filter *filter, const struct query_facet *facet)
{
    for (size_t i = 0; facet->facet == FACET_IS && nth_property(i) != NULL; i++)
        if (begins_with(nth_property(i), facet->value))
            return true;
    for (size_t i = 0; facet->facet != FACET_IS && i < filter->registry->entry_count; i++)
        if (has_facet(filter, &filter->registry->entries[i], facet))
            return true;
    return false;
}

static void explain_value(const struct filter *filter, const struct query_facet *facet,
                          struct strbuf *problem)
{
    const char *name = facet_names[facet->facet];
    struct choices choices = {problem, 0};
    if (*facet->value == '\0')
        strbuf_printf(problem, "%s: is followed by ", name);
    else
        strbuf_printf(problem, "%s:%s is not known; there is ", name, facet->typed);
    size_t before = problem->len;
    list_choices(filter->registry, facet->facet, &choices);
    if (problem->len == before)
        strbuf_puts(problem, facet->facet == FACET_HEADER ? "a header field's name" : "none");
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
        strbuf_printf(problem, "%s%s:", i > 0 ? ", " : "", facet_names[i]);
}
