#include "config.h"
#include "search/filter.h"

#include <string.h>

#include "registry/registry.h"
#include "search/words.h"

#define MOST_CHOICES 12 /* named in an explanation; then "..." */

enum is_value { IS_CACHEABLE, IS_BOOKMARKED, IS_FIXED_COUNT };

static const char *const is_names[IS_FIXED_COUNT] = {
    [IS_CACHEABLE] = "cacheable",
    [IS_BOOKMARKED] = "bookmarked",
};

/* --- Values ---------------------------------------------------------------------------------- */

/* Does the text, folded and without space, begin with the value, at its first word or, with
 * `anywhere`, at any? */
static bool begins(const char *text, const char *value, bool anywhere)
{
    struct word_cursor start = {text, strlen(text), 0};
    struct word word;
    while (word_next(&start, &word)) {
        struct word_cursor cursor = start;
        const char *rest = value;
        do {
            size_t len = strlen(rest);
            size_t common = word.len < len ? word.len : len;
            if (memcmp(word.text, rest, common) != 0)
                break;
            rest += common;
        } while (*rest != '\0' && word_next(&cursor, &word));
        if (*rest == '\0')
            return true;
        if (!anywhere)
            return false;
    }
    return *value == '\0';
}

static bool has_reference(const struct reference_list *list, const char *value)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].doc != NULL && begins(list->items[i].doc, value, true))
            return true;
    return false;
}

static bool has_header(const struct entry *entry, const char *value)
{
    for (size_t i = 0; i < entry->header_count; i++)
        if (begins(entry->headers[i].name, value, false))
            return true;
    return false;
}

static bool is_in_class(const struct filter *filter, const struct entry *entry, const char *value)
{
    const struct code_class *class = registry_class_of(filter->registry, entry);
    return class != NULL && (begins(class->id, value, false) || begins(class->title, value, true));
}

static bool is(const struct filter *filter, const struct entry *entry, const char *value)
{
    const struct search_user *user = filter->user;
    if (begins(is_names[IS_CACHEABLE], value, false) &&
        entry->facts.heuristically_cacheable == TRI_YES)
        return true;
    if (begins(is_names[IS_BOOKMARKED], value, false) && user->bookmarked != NULL &&
        user->bookmarked(user->context, entry))
        return true;
    return begins(registration_names[entry->registration], value, false);
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
        return begins(entry->owner, facet->value, true);
    default:
        return is(filter, entry, facet->value);
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

/* --- Explanations ---------------------------------------------------------------------------- */

struct choices {
    struct strbuf *out;
    size_t count;
};

/* Adds a choice, unless it is the last one again. */
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

static void list_choices(const struct registry *registry, enum facet facet, struct choices *choices)
{
    if (facet == FACET_CLASS) {
        for (size_t i = 0; i < registry->class_count; i++)
            add_choice(choices, registry->classes[i].id);
    } else if (facet == FACET_RFC) {
        for (size_t i = 0; i < registry->document_count; i++)
            if (begins(registry->documents[i].id, facet_names[FACET_RFC], false))
                add_choice(choices, registry->documents[i].id);
    } else if (facet == FACET_BY) {
        list_owners(registry, choices);
    } else if (facet == FACET_IS) {
        for (int i = 0; i < IS_FIXED_COUNT; i++)
            add_choice(choices, is_names[i]);
        for (int i = 0; i < REGISTRATION_COUNT; i++)
            add_choice(choices, registration_names[i]);
    }
}

/* Would the value ever be right, whatever the user has bookmarked? */
static bool is_possible(const struct filter *filter, const struct query_facet *facet)
{
    if (facet->facet == FACET_IS) {
        for (int i = 0; i < IS_FIXED_COUNT; i++)
            if (begins(is_names[i], facet->value, false))
                return true;
        for (int i = 0; i < REGISTRATION_COUNT; i++)
            if (begins(registration_names[i], facet->value, false))
                return true;
        return false;
    }
    for (size_t i = 0; i < filter->registry->entry_count; i++)
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
