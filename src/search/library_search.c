#include "config.h"
#include "search/library_search.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "search/announced.h"
#include "search/query.h"

/* A hit of a further registry gets half of its score, for the main one is meant, unless it is much
 * better than anything there. One that is as good as the best there comes soon after it. */
#define FURTHER_PERCENT 50
#define FURTHER_MUCH_PERCENT 160
#define FURTHER_EQUAL_PERCENT 95
#define FURTHER_NEXT_PERCENT 75  /* of the score of one as good as the best */
#define FURTHER_LEAST_PERCENT 60 /* of the best score of the main registry: else it is left out */
/* Shorter codes of further registries are words and parts of words, too: they must be announced. */
#define SHORT_CODE_BYTES 4
/* Words of a text that further registries are searched for: more than a query has. Their codes are
 * announced, wherever they stand. */
#define FURTHER_BYTES ((size_t)4096)
#define BLANKS " \t\r\n"

/* The search of one registry. */
struct part {
    struct search *search;
    struct hits hits;
    bool wanted; /* by in: and -in: */
};

struct library_search {
    const struct library *library;
    struct part *parts;          /* one for each registry, in their order */
    struct announcer *announcer; /* NULL: nothing was searched yet */
    struct strbuf text;          /* what was typed without in: */
    struct strbuf further;       /* the same without what looks like codes */
    bool is_scoped;              /* in: was there */
    int kept_percent;            /* of the words that are in `further` */
};

struct library_search *library_search_new(const struct library *library,
                                          const struct search_user *user)
{
    struct library_search *search = xcalloc(1, sizeof *search);
    search->library = library;
    search->parts = xcalloc(library->count, sizeof *search->parts);
    for (size_t i = 0; i < library->count; i++)
        search->parts[i].search = search_new(library->items[i].handle, user);
    return search;
}

void library_search_free(struct library_search *search)
{
    if (search == NULL)
        return;
    for (size_t i = 0; i < search->library->count; i++) {
        search_free(search->parts[i].search);
        hits_clear(&search->parts[i].hits);
    }
    announcer_free(search->announcer);
    free(search->parts);
    strbuf_clear(&search->text);
    strbuf_clear(&search->further);
    free(search);
}

/* Takes "in:NAME" or "-in:NAME" into account. False when the word is something else, or nobody's
 * name. */
static bool take_scope(struct library_search *search, const char *word, size_t len)
{
    bool without = len > 0 && word[0] == '-';
    size_t key = without + strlen(SCOPE_FACET ":");
    if (len <= key || !text_is_like(word + without, key - without, SCOPE_FACET ":"))
        return false;
    const struct registry *registry = library_named(search->library, word + key, len - key);
    for (size_t i = 0; i < search->library->count && registry != NULL; i++) {
        bool is_it = search->library->items[i].handle == registry;
        struct part *part = &search->parts[i];
        part->wanted =
            without ? part->wanted && !is_it : is_it || (search->is_scoped && part->wanted);
    }
    search->is_scoped = search->is_scoped || (registry != NULL && !without);
    return registry != NULL;
}

/* Divides the text into what is searched for and in what. */
static void read_scope(struct library_search *search, const char *text)
{
    strbuf_reset(&search->text);
    search->is_scoped = false;
    for (size_t i = 0; i < search->library->count; i++)
        search->parts[i].wanted = true;
    while (*text != '\0') {
        size_t blanks = strspn(text, BLANKS), len = strcspn(text + blanks, BLANKS);
        if (!take_scope(search, text + blanks, len))
            strbuf_add(&search->text, text, blanks + len);
        text += blanks + len;
    }
}

static bool is_number(const char *word)
{
    return ascii_is_digit(word[strspn(word, "-+(#")]);
}

static bool is_code(const struct library *library, const char *word)
{
    for (size_t i = 1; i < library->count; i++) {
        const struct registry *registry = library_open(&library->items[i]);
        for (size_t k = 0; k < registry->entry_count; k++)
            if (text_like(registry->entries[k].code, word))
                return true;
    }
    return false;
}

/* Keeps the words that are no codes, of a long text the first: in running text, 14 and DO are
 * none. */
static void drop_codes(struct library_search *search)
{
    const char *text = strbuf_str(&search->text);
    int kept = 0, words = 0;
    strbuf_reset(&search->further);
    while (*text != '\0' && search->further.len < FURTHER_BYTES) {
        size_t blanks = strspn(text, BLANKS), len = strcspn(text + blanks, BLANKS);
        char *word = xstrndup(text + blanks, len);
        bool keep =
            !is_number(word) && (len >= SHORT_CODE_BYTES || !is_code(search->library, word));
        if (keep)
            strbuf_add(&search->further, text, blanks + len);
        words += len > 0;
        kept += len > 0 && keep;
        free(word);
        text += blanks + len;
    }
    search->kept_percent = words > 0 ? 100 * kept / words : 100;
}

/* Is there something that any registry may have: words, or a facet of what belongs to the user?
 * Other facets alone are of the main one. A long text has words. */
static bool asks_all(const char *text, bool *words)
{
    struct query query = {.words = NULL};
    *words = true;
    if (strlen(text) > FURTHER_BYTES)
        return true;
    query_parse(&query, text);
    *words = query.word_count > 0;
    bool all = *words;
    for (size_t i = 0; i < query.facet_count; i++)
        all = all || facet_is_of_user(&query.facets[i]);
    query_clear(&query);
    return all;
}

/* A hit on its way into the list. */
struct found {
    struct hit hit;
    size_t part, at; /* whose it is, and its place there */
};

struct found_list {
    struct found *items;
    size_t count, cap;
    int main_score; /* the best of the main registry; 0: it has no hit */
};

static void add_found(struct found_list *list, struct found found)
{
    MEM_GROW(list->items, list->cap, list->count + 1);
    list->items[list->count++] = found;
}

static int compare_found(const void *left, const void *right)
{
    const struct found *a = left, *b = right;
    if (a->hit.score != b->hit.score)
        return a->hit.score > b->hit.score ? -1 : 1;
    if (a->part != b->part)
        return a->part < b->part ? -1 : 1;
    return a->at < b->at ? -1 : 1;
}

/* Returns the score of a hit of a further registry among those of the main one, or -1 when it is
 * not good enough. */
static int further_score(const struct found_list *list, const struct library_search *search,
                         const struct hit *hit)
{
    long best = list->main_score, score = (long)hit->score * search->kept_percent / 100;
    if (search->is_scoped)
        return hit->score;
    bool is_short_code = hit->kind == TEXT_CODE && strlen(hit->entry->code) < SHORT_CODE_BYTES;
    if (is_short_code || hit->kind == TEXT_REFERENCE || 100 * score < best * FURTHER_LEAST_PERCENT)
        return -1;
    if (100 * score >= best * FURTHER_MUCH_PERCENT)
        return (int)score;
    if (100 * score < best * FURTHER_EQUAL_PERCENT)
        return (int)(score * FURTHER_PERCENT / 100);
    score = score * FURTHER_NEXT_PERCENT / 100;
    return (int)(score < best ? score : best - 1);
}

/* Adds the hits of a further registry that are good enough and not announced. */
static void add_further(struct found_list *list, const struct library_search *search, size_t part,
                        const struct announced *announced)
{
    const struct hits *hits = &search->parts[part].hits;
    for (size_t i = 0; i < hits->count; i++) {
        struct found found = {hits->items[i], part, i};
        found.hit.score = further_score(list, search, &found.hit);
        if (found.hit.score >= 0 && !announced_has(announced, found.hit.entry))
            add_found(list, found);
    }
}

/* The best score of the list. */
static int best_score(const struct found_list *list)
{
    int best = 0;
    for (size_t i = 0; i < list->count; i++)
        best = list->items[i].hit.score > best ? list->items[i].hit.score : best;
    return best;
}

static size_t part_of(const struct library_search *search, const struct entry *entry)
{
    const struct registry *registry = library_of_entry(search->library, entry);
    size_t part = 0;
    while (search->library->items[part].handle != registry)
        part++;
    return part;
}

/* Does the text name the code as a word of its own? */
static bool names_code(const char *text, const char *code)
{
    size_t len = strlen(code);
    for (const char *at = strstr(text, code); at != NULL; at = strstr(at + 1, code))
        if ((at == text || !ascii_is_alnum(at[-1])) && !ascii_is_alnum(at[len]))
            return true;
    return false;
}

/* Adds the announced codes before everything but a status of the main registry that the text names
 * too: these come first. */
static void add_announced(struct found_list *list, const struct library_search *search,
                          const struct announced *announced)
{
    const char *text = strbuf_str(&search->text);
    int best = best_score(list), count = (int)announced->count;
    for (size_t i = 0; i < list->count && count > 0; i++)
        if (list->items[i].part == 0 && list->items[i].hit.kind == TEXT_CODE &&
            names_code(text, list->items[i].hit.entry->code))
            list->items[i].hit.score += best + count;
    for (int i = 0; i < count; i++) {
        const struct entry *entry = announced->entries[i];
        size_t part = part_of(search, entry);
        struct hit hit = {.entry = entry, .score = best + count - i, .kind = TEXT_CODE};
        if (search->parts[part].wanted)
            add_found(list, (struct found){hit, part, (size_t)i});
    }
}

/* Moves the hits of the main registry to the result, and what is said of the query. */
static void take_main(struct library_search *search, struct hits *hits)
{
    struct hits *main = &search->parts[0].hits, taken = *main;
    *main = (struct hits){.items = hits->items, .cap = hits->cap};
    *hits = taken;
}

static bool is_answer(const struct hits *hits, size_t at)
{
    const struct hit *hit = &hits->items[at];
    return hit->kind == TEXT_CODE || 2 * (long)hit->score >= hits->items[0].score;
}

/* Fills the hits from the list. `added`: how many are not of the main registry. */
static void fill_hits(struct found_list *list, size_t added, struct hits *hits)
{
    if (list->items == NULL) {
        hits->count = hits->answers = 0;
        return;
    }
    qsort(list->items, list->count, sizeof *list->items, compare_found);
    hits->count = list->count < SEARCH_MAX_HITS ? list->count : SEARCH_MAX_HITS;
    hits->found += added;
    MEM_GROW(hits->items, hits->cap, hits->count);
    for (size_t i = 0; i < hits->count; i++)
        hits->items[i] = list->items[i].hit;
    hits->answers = 0;
    while (hits->answers < hits->count && is_answer(hits, hits->answers))
        hits->answers++;
    free(hits->suggestion);
    free(hits->problem);
    hits->suggestion = hits->problem = NULL;
}

/* Adds what other registries have to the hits of the main one. */
static void merge(const struct library_search *search, const struct announced *announced,
                  struct hits *hits)
{
    struct found_list list = {.main_score = hits->count > 0 ? hits->items[0].score : 0};
    for (size_t i = 0; i < hits->count; i++)
        add_found(&list, (struct found){hits->items[i], 0, i});
    for (size_t i = 1; i < search->library->count; i++)
        add_further(&list, search, i, announced);
    add_announced(&list, search, announced);
    if (list.count > hits->count)
        fill_hits(&list, list.count - hits->count, hits);
    free(list.items);
}

/* Lists all of the registries that in: names, when nothing else was typed. */
static void list_scope(struct library_search *search, struct hits *hits)
{
    struct found_list list = {.items = NULL};
    for (size_t i = 0; i < search->library->count; i++) {
        const struct registry *registry = library_open(&search->library->items[i]);
        for (size_t k = 0; search->parts[i].wanted && k < registry->entry_count; k++)
            if (!entry_is_member(&registry->entries[k]))
                add_found(&list, (struct found){{.entry = &registry->entries[k]}, i, k});
    }
    fill_hits(&list, list.count, hits);
    free(list.items);
}

static void run_part(struct library_search *search, size_t i, const char *text)
{
    struct part *part = &search->parts[i];
    library_open(&search->library->items[i]);
    search_run(part->search, part->wanted ? text : "", &part->hits);
}

/* Searches the further registries. Facets alone are asked of them only when they are of the user,
 * when the main one has nothing for them, or when in: is there. */
static void run_further(struct library_search *search, const char *typed,
                        struct announced *announced)
{
    const struct hits *main = &search->parts[0].hits;
    bool words, all = asks_all(typed, &words);
    bool asked = !main->offer.is_list && (all || search->is_scoped || main->count == 0);
    if (search->library->count == 1)
        return;
    if (words && search->announcer == NULL)
        search->announcer = announcer_new(search->library);
    if (words)
        announced_find(announced, search->announcer, typed);
    drop_codes(search);
    for (size_t i = 1; i < search->library->count; i++)
        run_part(search, i, asked ? strbuf_str(&search->further) : "");
}

void library_search_run(struct library_search *search, const char *text, struct hits *hits)
{
    struct announced announced = {.count = 0};
    hits_reset(hits);
    read_scope(search, text);
    const char *typed = strbuf_str(&search->text);
    if (search->is_scoped && typed[strspn(typed, BLANKS)] == '\0') {
        list_scope(search, hits);
        return;
    }
    run_part(search, 0, typed);
    run_further(search, typed, &announced);
    take_main(search, hits);
    if (search->text.len < strlen(text)) { /* its places are those of another text */
        free(hits->offer.values);
        hits->offer = (struct facet_offer){.is_list = false};
    }
    merge(search, &announced, hits);
}

size_t library_search_mark(const struct library_search *search, const struct registry *registry,
                           const char *text, size_t len, struct span *spans, size_t max)
{
    for (size_t i = 0; i < search->library->count; i++)
        if (search->library->items[i].handle == registry)
            return search_mark(search->parts[i].search, text, len, spans, max);
    return 0;
}

size_t library_search_mark_title(const struct library_search *search, const struct entry *entry,
                                 struct span spans[TITLE_MAX_SPANS])
{
    return search_mark_title(search->parts[part_of(search, entry)].search, entry, spans);
}
