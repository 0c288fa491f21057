/* Queries: taken apart, run over a small registry alone and next to others, and marked in a text.
 */
#include "config.h"

#include "base/memory.h"
#include "fuzz.h"
#include "registry/parse.h"
#include "registry/registry.h"
#include "search/library_search.h"
#include "search/noise.h"
#include "search/numbers.h"
#include "search/query.h"
#include "search/search.h"

#define MARKS 8

static const char tool[] =
    "{\"format\": 1, \"id\": \"tool\", \"title\": \"Tool exit codes\", \"short\": \"TL\","
    "\"prefixes\": [\"tool: (\", \"ERR_\"], \"hints\": [\"error\"], \"classes\": [], \"codes\": ["
    "{\"code\": \"7\", \"owner\": \"T\", \"phrase\": \"NOT_FOUND\", \"tags\": [\"no such file\"]},"
    "{\"code\": \"404\", \"owner\": \"T\", \"phrase\": \"Slow Down\", \"tags\": [\"rate limit\"]},"
    "{\"code\": \"UH\", \"owner\": \"T\", \"phrase\": \"NoHealthyHost\"}]}";

static const char *note_of(const void *context, const struct entry *entry)
{
    (void)context;
    return entry->code[2] == '9' ? "ask the platform team" : NULL;
}

static void check_spans(const struct span *spans, size_t count, size_t len)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        REQUIRE(spans[i].start >= at && spans[i].end > spans[i].start && spans[i].end <= len);
        at = spans[i].end;
    }
}

static void check_hits(const struct registry *registry, const struct search *search,
                       const struct hits *hits)
{
    struct span spans[TITLE_MAX_SPANS];
    REQUIRE(hits->count <= hits->found && hits->count <= SEARCH_MAX_HITS);
    REQUIRE(hits->found <= registry->entry_count && hits->answers <= hits->count);
    for (size_t i = 0; i < hits->count; i++) {
        const struct hit *hit = &hits->items[i];
        REQUIRE(registry_index(registry, hit->entry) < registry->entry_count);
        REQUIRE(i == 0 || hit->score <= hits->items[i - 1].score);
        REQUIRE(hit->kind < TEXT_KIND_COUNT);
        check_spans(spans, search_mark_title(search, hit->entry, spans),
                    strlen(hit->entry->code) + 1 + strlen(hit->entry->phrase));
        for (size_t k = 0; k < i; k++)
            REQUIRE(hits->items[k].entry != hit->entry);
    }
    if (hits->suggestion != NULL)
        REQUIRE(fuzz_is_printable(hits->suggestion, strlen(hits->suggestion), false));
}

static void check_same(const struct hits *a, const struct hits *b)
{
    REQUIRE(a->count == b->count && a->found == b->found);
    for (size_t i = 0; i < a->count; i++)
        REQUIRE(a->items[i].entry == b->items[i].entry && a->items[i].score == b->items[i].score);
}

static void check_offer(const struct facet_offer *offer, size_t len)
{
    REQUIRE(offer->count <= FACET_MAX_VALUES && (!offer->is_list || offer->count > 0));
    REQUIRE(offer->start <= offer->end && offer->end <= len);
    for (size_t i = 0; i < offer->count; i++)
        REQUIRE(offer->values[i].count > 0);
}

static void check_library_hits(const struct library *library, const struct library_search *search,
                               const struct hits *hits)
{
    struct span spans[TITLE_MAX_SPANS];
    REQUIRE(hits->count <= hits->found && hits->answers <= hits->count);
    for (size_t i = 0; i < hits->count; i++) {
        const struct hit *hit = &hits->items[i];
        REQUIRE(library_of_entry(library, hit->entry) != NULL);
        REQUIRE(i == 0 || hit->score <= hits->items[i - 1].score);
        check_spans(spans, library_search_mark_title(search, hit->entry, spans),
                    strlen(hit->entry->code) + 1 + strlen(hit->entry->phrase));
        for (size_t k = 0; k < i; k++)
            REQUIRE(hits->items[k].entry != hit->entry);
    }
}

/* Searches the small registry with others next to it. */
static void check_library(const char *text)
{
    static struct library library;
    static struct library_search *search;
    struct hits hits = {0}, again = {0};
    if (search == NULL) {
        library_add(&library, registry_parse(fuzz_registry, sizeof fuzz_registry - 1, "base", NULL),
                    "base");
        library_add(&library, registry_parse(tool, sizeof tool - 1, "tool", NULL), "tool");
        search = library_search_new(&library, NULL);
    }
    library_search_run(search, text, &hits);
    check_offer(&hits.offer, strlen(text));
    check_library_hits(&library, search, &hits);
    library_search_run(search, text, &again);
    check_same(&hits, &again);
    hits_clear(&hits);
    hits_clear(&again);
}

/* Noise is overwritten with spaces; nothing else changes. */
static void check_noise(const char *text)
{
    size_t len = strlen(text);
    char *copy = xstrndup(text, len);
    noise_blank(copy, len);
    for (size_t i = 0; i < len; i++)
        REQUIRE(copy[i] == text[i] || copy[i] == ' ');
    free(copy);
}

static void check_numbers(struct query *query, const struct terms *terms, const char *text)
{
    size_t words = query->word_count;
    numbers_read(query, terms, text);
    REQUIRE(words <= QUERY_MAX_WORDS && query->word_count <= words + QUERY_MAX_LATE_CODES);
    for (size_t i = 0; i < query->word_count; i++) {
        const struct query_word *word = &query->words[i];
        REQUIRE(word->start < word->end && word->end <= query->len);
        REQUIRE(word->late == (i >= words));
    }
}

static void check_query(const char *text, const struct terms *terms)
{
    struct query query = {0};
    query_parse(&query, text);
    check_numbers(&query, terms, text);
    for (size_t i = 0; i < query.word_count; i++)
        REQUIRE(strlen(query.words[i].text) == query.words[i].len && query.words[i].len > 0);
    for (size_t i = 0; i < query.facet_count; i++)
        REQUIRE(query.facets[i].facet < FACET_COUNT && query.facets[i].value != NULL);
    query_clear(&query);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct registry *registry; /* made once: each input is a search in the same window */
    static struct search *search;
    static struct terms *terms;
    static const struct search_user user = {.note = note_of};
    static const char shown[] = "429 Too Many Requests: ask the caf\u00e9 \u65e5\u672c again";
    fuzz_start();
    if (registry == NULL) {
        registry = registry_parse(fuzz_registry, sizeof fuzz_registry - 1, "base", NULL);
        search = search_new(registry, &user);
        terms = terms_new(registry);
    }
    char *text = xstrndup((const char *)data, size);
    struct hits hits = {0}, again = {0};
    struct span marks[MARKS];
    check_noise(text);
    check_query(text, terms);
    search_run(search, text, &hits);
    check_offer(&hits.offer, strlen(text));
    check_hits(registry, search, &hits);
    size_t count = search_mark(search, shown, sizeof shown - 1, marks, MARKS);
    REQUIRE(count <= MARKS);
    check_spans(marks, count, sizeof shown - 1);
    count = search_mark(search, text, strlen(text), marks, MARKS);
    check_spans(marks, count, strlen(text));
    search_run(search, text, &again);
    check_same(&hits, &again);
    hits_clear(&hits);
    hits_clear(&again);
    check_library(text);
    free(text);
    return 0;
}
