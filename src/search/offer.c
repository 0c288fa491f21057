#include "config.h"
#include "search/offer.h"

#include <string.h>

#include "base/memory.h"
#include "registry/registry.h"

/* Offers the values of the facet that the text ends with. Returns false if it ends with none. */
static bool offer_facet(const struct filter *filter, struct facet_offer *offer)
{
    const struct query *query = filter->query;
    const struct query_facet *facet =
        query->facet_count > 0 ? &query->facets[query->facet_count - 1] : NULL;
    if (facet == NULL || facet->exclude || facet->end != query->len)
        return false;
    struct facet_value *values = xcalloc(FACET_MAX_VALUES, sizeof *values);
    size_t count =
        facet_values(filter->registry, facet->facet, facet->value, values, FACET_MAX_VALUES);
    offer->values = values;
    for (size_t i = 0; i < count; i++) {
        values[i].count = facet_count(filter->registry, filter->user, &values[i]);
        if (values[i].count > 0)
            values[offer->count++] = values[i];
    }
    offer->start = facet->start;
    offer->end = facet->end;
    offer->is_list = *facet->value == '\0' && offer->count > 0 && query->word_count == 0;
    return true;
}

/* Finds the value of "by:" or "is:" that a word equals. */
static bool find_value(const struct index *index, const char *word, struct facet_value *value)
{
    for (size_t i = 0; facet_nth_property(i) != NULL; i++) {
        *value = (struct facet_value){FACET_IS, facet_nth_property(i), 0};
        if (strcmp(value->name, word) == 0)
            return true;
    }
    uint32_t number = index_find(index, word, strlen(word));
    const struct index_term *term = number != INDEX_NONE ? &index->terms[number] : NULL;
    for (uint32_t i = 0; term != NULL && i < term->count; i++) {
        const struct index_text *text = &index->texts[index->postings[term->first + i].text];
        *value = (struct facet_value){FACET_BY, index_string(index, text), 0};
        if (text->kind == TEXT_OWNER && text->length == 1)
            return true;
    }
    return false;
}

static void offer_word(const struct filter *filter, const struct index *index,
                       struct facet_offer *offer)
{
    const struct query *query = filter->query;
    struct facet_value value;
    for (size_t i = query->word_count; i-- > 0 && query->word_count <= TYPED_MAX_WORDS;) {
        if (!find_value(index, query->words[i].text, &value))
            continue;
        value.count = facet_count(filter->registry, filter->user, &value);
        offer->values = xcalloc(1, sizeof value);
        offer->values[0] = value;
        offer->count = value.count > 0;
        offer->start = query->words[i].start;
        offer->end = query->words[i].end;
        return;
    }
}

void offer_values(const struct filter *filter, const struct index *index, struct facet_offer *offer)
{
    if (!offer_facet(filter, offer))
        offer_word(filter, index, offer);
}

void implied_find(struct implied *implied, const struct query *query,
                  const struct match_list *matches, const struct index *index)
{
    *implied = (struct implied){.value_count = 0};
    if (matches->count < 2 || matches->count > MAX_IMPLIED || matches->count != query->word_count)
        return;
    for (size_t i = 0; i < matches->count; i++) {
        const struct match *match = &matches->items[i];
        if (match->is_pattern) {
            implied->patterns[implied->pattern_count++] = match->text;
        } else if (find_value(index, match->text, &implied->values[implied->value_count])) {
            implied->value_count++;
        } else {
            implied->value_count = 0;
            return;
        }
    }
}

bool implied_has(const struct implied *implied, const struct filter *filter,
                 const struct entry *entry)
{
    for (size_t i = 0; i < implied->pattern_count; i++)
        if (!code_matches(entry->code, implied->patterns[i]))
            return false;
    for (size_t i = 0; i < implied->value_count; i++)
        if (!facet_has(filter->registry, filter->user, &implied->values[i], entry))
            return false;
    return implied->value_count > 0;
}
