#include "config.h"
#include "search/search.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "registry/registry.h"
#include "search/builtin_index.h"
#include "search/english.h"
#include "search/filter.h"
#include "search/index.h"
#include "search/match.h"
#include "search/numbers.h"
#include "search/offer.h"
#include "search/query.h"
#include "search/score.h"
#include "search/weights.h"
#include "search/words.h"

#define MAX_SIDES 4                          /* of "A vs B vs ..." */
#define GUESS_LETTERS 2                      /* of a word that may become anything */
#define MAX_CANDIDATES (2 * SEARCH_MAX_HITS) /* from time to time the worse half is dropped */

/* An entry on its way into the hits. */
struct candidate {
    int score;
    uint32_t entry;
    int standing;
};

struct search {
    const struct registry *registry;
    struct search_user user;
    struct terms *terms;       /* NULL before the first number that was searched for */
    const struct index *index; /* NULL until the first search; that of the registry, or built */
    struct index *built;       /* NULL: the index is compiled in */
    struct scores scores;
    uint32_t *excluded; /* [entry] number of the run that excluded it */
    uint32_t run;
    struct query query;
    struct filter filter; /* of what is in here */
    struct match_list matches, excluded_matches;
    struct implied implied;
    struct candidate *candidates; /* at most MAX_CANDIDATES */
    size_t candidate_count, candidate_cap, found;
};

void hits_reset(struct hits *hits)
{
    free(hits->offer.values);
    free(hits->suggestion);
    free(hits->problem);
    *hits = (struct hits){.items = hits->items, .cap = hits->cap};
}

void hits_clear(struct hits *hits)
{
    hits_reset(hits);
    free(hits->items);
    *hits = (struct hits){.items = NULL};
}

struct search *search_new(const struct registry *registry, const struct search_user *user)
{
    struct search *search = xcalloc(1, sizeof *search);
    search->registry = registry;
    if (user != NULL)
        search->user = *user;
    search->filter = (struct filter){registry, &search->user, &search->query};
    return search;
}

void search_free(struct search *search)
{
    if (search == NULL)
        return;
    if (search->index != NULL)
        score_clear(&search->scores);
    index_free(search->built);
    match_list_clear(&search->matches);
    match_list_clear(&search->excluded_matches);
    free(search->candidates);
    terms_free(search->terms);
    query_clear(&search->query);
    free(search->excluded);
    free(search);
}

static void build_index(struct search *search)
{
    search->index = builtin_index_of(search->registry);
    if (search->index == NULL)
        search->index = search->built = index_new(search->registry);
    score_init(&search->scores, search->index, search->registry);
    search->excluded = xcalloc(search->registry->entry_count, sizeof *search->excluded);
}

/* Returns the weight of the words that are in the user's note on an entry. */
static int weigh_note(const struct search *search, const char *note, size_t first, size_t end)
{
    int total = 0;
    for (size_t i = first; i < end; i++) {
        struct word_cursor cursor = {note, strlen(note), 0};
        struct word word;
        int best = 0;
        while (word_next(&cursor, &word)) {
            size_t bytes;
            int quality = match_word(search->index, &search->matches.items[i], &word, &bytes);
            best = quality > best ? quality : best;
        }
        total += search->matches.items[i].weight * best / WEIGHT_SAME_WORD;
    }
    return total;
}

static void add_notes(struct search *search, size_t first, size_t end)
{
    const struct search_user *user = &search->user;
    for (size_t i = 0; i < search->registry->entry_count && user->note != NULL; i++) {
        const char *note = user->note(user->context, &search->registry->entries[i]);
        int weight = note != NULL ? weigh_note(search, note, first, end) : 0;
        if (weight > 0)
            score_note(&search->scores, (uint32_t)i, weight);
    }
}

/* Scores all entries for the words [first, end). */
static void score_range(struct search *search, size_t first, size_t end)
{
    score_words(&search->scores, &search->matches, first, end);
    add_notes(search, first, end);
    score_finish(&search->scores);
}

static bool passes(const struct search *search, uint32_t entry)
{
    return search->excluded[entry] != search->run &&
           filter_passes(&search->filter, &search->registry->entries[entry]);
}

static bool goes_before(const struct candidate *a, const struct candidate *b)
{
    if (a->score != b->score)
        return a->score > b->score;
    if (a->standing != b->standing)
        return a->standing < b->standing;
    return a->entry < b->entry;
}

static struct candidate make_candidate(const struct search *search, uint32_t entry, int score)
{
    return (struct candidate){score, entry, entry_standing(&search->registry->entries[entry])};
}

/* Returns the best entry for the latest words, or INDEX_NONE. */
static uint32_t best_entry(const struct search *search)
{
    struct candidate best = {INT_MIN, INDEX_NONE, INT_MAX};
    for (size_t i = 0; i < search->scores.met_entry_count; i++) {
        uint32_t entry = search->scores.met_entries[i];
        struct candidate candidate =
            make_candidate(search, entry, search->scores.entries[entry].score);
        if (goes_before(&candidate, &best) && passes(search, entry))
            best = candidate;
    }
    return best.entry;
}

struct sides {
    uint32_t entries[MAX_SIDES]; /* the best of each */
    size_t count;
    bool versus; /* "vs" separates them, which is sure; else "or" and the like, which may not */
};

static void add_side(struct search *search, struct sides *sides, size_t first, size_t end)
{
    const struct match *words = search->matches.items;
    while (first + 1 < end && english_is_filler(words[first].text)) /* "difference between" */
        first++;
    score_range(search, first, end);
    uint32_t best = best_entry(search);
    bool sure = search->scores.equal_found;
    for (size_t i = first; i < end; i++)
        sure = sure || search->matches.items[i].is_code;
    for (size_t i = 0; i < sides->count; i++)
        if (sides->entries[i] == best)
            return;
    if (best != INDEX_NONE && (sure || sides->versus))
        sides->entries[sides->count++] = best;
}

/* Finds the best entry of each side. "or" divides a query only if each side is a name by itself:
 * "missing or invalid token" is one question. */
static void find_sides(struct search *search, struct sides *sides)
{
    const struct match_list *list = &search->matches;
    size_t first = 0, parts = 1;
    *sides = (struct sides){.count = 0};
    for (size_t i = 1; i < list->count; i++) {
        sides->versus = sides->versus || list->items[i].before == BREAK_VERSUS;
        parts += list->items[i].before != BREAK_NONE;
    }
    enum query_break least = sides->versus ? BREAK_VERSUS : BREAK_MAYBE;
    if (parts == 1)
        return;
    for (size_t i = 1; i <= list->count && sides->count < MAX_SIDES; i++) {
        if (i < list->count && list->items[i].before < least)
            continue;
        add_side(search, sides, first, i);
        first = i;
    }
    if (sides->count == 1)
        sides->count = 0;
}

static int compare_candidates(const void *left, const void *right)
{
    return goes_before(left, right) ? -1 : 1; /* no two are of one entry */
}

/* Sorts the candidates and keeps the best SEARCH_MAX_HITS. */
static void keep_best(struct search *search)
{
    if (search->candidate_count > 1)
        qsort(search->candidates, search->candidate_count, sizeof *search->candidates,
              compare_candidates);
    if (search->candidate_count > SEARCH_MAX_HITS)
        search->candidate_count = SEARCH_MAX_HITS;
}

static void add_candidate(struct search *search, struct candidate candidate)
{
    search->found++;
    if (search->candidate_count == MAX_CANDIDATES)
        keep_best(search);
    if (search->found > MAX_CANDIDATES &&
        !goes_before(&candidate, &search->candidates[SEARCH_MAX_HITS - 1]))
        return;
    search->candidates = mem_grow(search->candidates, &search->candidate_cap,
                                  search->candidate_count + 1, sizeof candidate);
    search->candidates[search->candidate_count++] = candidate;
}

/* True when the latest word has one or two letters and others say more. What it only begins may be
 * anything: it moves hits, but adds none. */
static bool is_last_a_guess(const struct search *search)
{
    const struct match_list *list = &search->matches;
    const struct match *last = &list->items[list->count - 1];
    bool others = false;
    for (size_t i = 0; i + 1 < list->count; i++)
        others = others || english_importance_percent(list->items[i].text) == 100;
    return last->last && last->len <= GUESS_LETTERS && !word_is_number(last->text) && others;
}

/* Was the entry met by what only it says, and not its family? */
static bool has_own_word(const struct search *search, const struct score_entry *scores)
{
    enum text_kind kind =
        scores->best_text != INDEX_NONE ? search->index->texts[scores->best_text].kind : TEXT_NONE;
    return kind == TEXT_PHRASE || kind == TEXT_SUMMARY;
}

/* Does the family of a number answer as well? Then it stands for all its numbers. */
static bool is_folded(const struct search *search, uint32_t number)
{
    const struct entry *entry = &search->registry->entries[number];
    const struct entry *family = registry_texts_of(search->registry, entry);
    const struct score_entry *own = &search->scores.entries[number];
    const struct score_entry *whole =
        &search->scores.entries[registry_index(search->registry, family)];
    return family != entry && whole->serial == search->scores.serial && own->code != CODE_IS &&
           (!has_own_word(search, own) || whole->score >= own->score);
}

/* Returns the best weight of the words before the last one. */
static int most_settled(const struct scores *scores)
{
    int most = 0;
    for (size_t i = 0; i < scores->met_entry_count; i++) {
        const struct score_entry *met = &scores->entries[scores->met_entries[i]];
        most = met->settled > most ? met->settled : most;
    }
    return most;
}

static void collect_words(struct search *search, const struct sides *sides)
{
    const struct scores *scores = &search->scores;
    const bool implies = search->implied.value_count > 0;
    int best = 1, settled = is_last_a_guess(search) ? most_settled(scores) : 0;
    for (size_t i = 0; i < scores->met_entry_count; i++) {
        uint32_t entry = scores->met_entries[i];
        if (scores->entries[entry].score > best && passes(search, entry))
            best = scores->entries[entry].score;
    }
    for (size_t i = 0; i < scores->met_entry_count; i++) {
        uint32_t entry = scores->met_entries[i];
        int score = scores->entries[entry].score;
        if (settled > 0 && scores->entries[entry].code == CODE_NONE &&
            scores->entries[entry].settled * 100 < settled * WEIGHT_GUESS_PERCENT)
            continue;
        for (size_t k = 0; k < sides->count; k++)
            if (sides->entries[k] == entry)
                score = best + (int)(sides->count - k);
        if (implies &&
            implied_has(&search->implied, &search->filter, &search->registry->entries[entry]))
            score += 2 * best;
        if ((long)score * 100 >= (long)best * WEIGHT_CUT_PERCENT && passes(search, entry) &&
            !(entry_is_member(&search->registry->entries[entry]) && is_folded(search, entry)))
            add_candidate(search, make_candidate(search, entry, score));
    }
}

static void collect_all(struct search *search)
{
    for (size_t i = 0; i < search->registry->entry_count; i++)
        if (passes(search, (uint32_t)i) && !entry_is_member(&search->registry->entries[i]))
            add_candidate(search, make_candidate(search, (uint32_t)i, 0));
}

static void explain_hit(const struct search *search, const struct candidate *candidate,
                        struct hit *hit)
{
    const struct score_entry *entry = score_entry(&search->scores, candidate->entry);
    hit->kind = TEXT_NONE;
    hit->reason = NULL;
    hit->header = NULL;
    if (entry == NULL || search->matches.count == 0) {
        hit->header = filter_header(&search->filter, hit->entry);
        hit->kind = hit->header != NULL ? TEXT_HEADER : TEXT_NONE;
        hit->reason = hit->header != NULL ? hit->header->name : NULL;
        return;
    }
    if (entry->code != CODE_NONE) {
        hit->kind = TEXT_CODE;
    } else if (entry->best_text == INDEX_NONE) {
        hit->kind = TEXT_NOTE;
        hit->reason = search->user.note(search->user.context, hit->entry);
    } else {
        const struct index_text *text = &search->index->texts[entry->best_text];
        hit->kind = text->kind;
        if (text_kinds[hit->kind].sort != TEXT_TITLE)
            hit->reason = index_string(search->index, text);
    }
}

static bool is_answer(const struct search *search, const struct hits *hits, size_t at)
{
    const struct score_entry *entry = score_entry(&search->scores, search->candidates[at].entry);
    bool named = search->matches.count > 0 && entry != NULL && search->implied.value_count == 0 &&
                 entry->code != CODE_NONE;
    return named || 2 * (long)hits->items[at].score >= hits->items[0].score;
}

static void fill_hits(struct search *search, struct hits *hits)
{
    keep_best(search);
    MEM_GROW(hits->items, hits->cap, search->candidate_count);
    hits->count = search->candidate_count;
    hits->found = search->found;
    for (size_t i = 0; i < hits->count; i++) {
        struct hit *hit = &hits->items[i];
        hit->entry = &search->registry->entries[search->candidates[i].entry];
        hit->score = search->candidates[i].score;
        explain_hit(search, &search->candidates[i], hit);
    }
    while (hits->answers < hits->count && is_answer(search, hits, hits->answers))
        hits->answers++;
}

/* Returns the query with each unknown word replaced by the nearest known one; NULL if there is
 * none. */
static char *make_suggestion(const struct search *search)
{
    struct strbuf out = STRBUF_INIT;
    bool changed = false;
    for (size_t i = 0; i < search->matches.count; i++) {
        const struct match *match = &search->matches.items[i];
        const char *word = match->text;
        if (!match_is_known(match)) {
            word = match_guess(search->index, match);
            changed = changed || word != NULL;
        }
        if (word != NULL)
            strbuf_printf(&out, "%s%s", out.len > 0 ? " " : "", word);
    }
    if (changed)
        return strbuf_take(&out);
    strbuf_clear(&out);
    return NULL;
}

/* True for NAME:VALUE that was typed to narrow a search. In a sentence or a line of a log it is
 * plain text, and so it is when the registry knows the word ("error: 404"). */
static bool is_unknown_facet(const struct search *search)
{
    const struct query *query = &search->query;
    if (query->unknown == NULL || query->word_count > TYPED_MAX_WORDS ||
        index_find(search->index, query->unknown, strlen(query->unknown)) != INDEX_NONE)
        return false;
    for (size_t i = 0; i < search->matches.count && !query->unknown_is_slip; i++)
        if (search->matches.items[i].is_code)
            return false;
    return true;
}

/* Appends the pattern as it should be spelt: x04 for ?04. */
static void explain_wildcard(const char *wildcard, struct strbuf *out)
{
    strbuf_printf(out, "%s: only x stands for any digit, as in ", wildcard);
    for (; *wildcard != '\0'; wildcard++)
        strbuf_putc(out, *wildcard == '?' || *wildcard == '*' ? 'x' : *wildcard);
}

/* Explains what the query asks for and nothing can have. Returns false when no hits are shown. */
static bool find_problem(struct search *search, struct hits *hits)
{
    const char *wildcard = search->query.wildcard;
    struct strbuf problem = STRBUF_INIT;
    bool unknown = is_unknown_facet(search);
    if (search->query.word_count > TYPED_MAX_WORDS)
        filter_drop_impossible(&search->filter, &search->query);
    if (!unknown)
        search->query.unknown = NULL;
    if (wildcard != NULL)
        explain_wildcard(wildcard, &problem);
    else
        filter_explain(&search->filter, &problem);
    if (problem.len == 0 && search->index->is_full)
        strbuf_puts(&problem, "this registry has more different words than are searched");
    if (problem.len > 0)
        hits->problem = strbuf_take(&problem);
    strbuf_clear(&problem);
    return wildcard == NULL && !unknown;
}

/* Excludes the entries that have one of the terms in a name. */
static void exclude_range(struct search *search, struct index_range range)
{
    const struct index *index = search->index;
    for (size_t i = range.first; i < range.end; i++) {
        const struct index_term *term = &index->terms[index_term_at(range, i)];
        for (uint32_t k = term->first; k < term->first + term->count; k++) {
            const struct index_text *text = &index->texts[index->postings[k].text];
            if (text_is_name(text->kind))
                search->excluded[text->entry] = search->run;
        }
    }
}

/* Excludes the entries that have a form of an excluded word in a name, or what the word being typed
 * begins. In a long text a word with a minus is an option of a program. */
static void exclude_words(struct search *search)
{
    if (search->query.word_count > 2 * TYPED_MAX_WORDS)
        return;
    match_words(search->index, search->query.excluded, search->query.excluded_count,
                &search->excluded_matches);
    for (size_t w = 0; w < search->excluded_matches.count; w++) {
        const struct match *match = &search->excluded_matches.items[w];
        exclude_range(search, match->stems);
        if (match->last)
            exclude_range(search, match->prefixes);
        for (size_t i = 0; i < search->registry->entry_count && match->is_pattern; i++)
            if (code_matches(search->registry->entries[i].code, match->text))
                search->excluded[i] = search->run;
    }
}

/* Finds out what the numbers of the text mean. */
static void read_numbers(struct search *search, const char *text)
{
    if (strpbrk(text, "0123456789") == NULL)
        return;
    if (search->terms == NULL)
        search->terms = terms_new(search->registry);
    numbers_read(&search->query, search->terms, text);
}

void search_run(struct search *search, const char *text, struct hits *hits)
{
    struct sides sides;
    hits_reset(hits);
    if (search->index == NULL)
        build_index(search);
    query_parse(&search->query, text);
    read_numbers(search, text);
    hits->cut = search->query.cut;
    search->run++;
    search->candidate_count = search->found = 0;
    match_words(search->index, search->query.words, search->query.word_count, &search->matches);
    bool clear = find_problem(search, hits);
    exclude_words(search);
    offer_values(&search->filter, search->index, &hits->offer);
    implied_find(&search->implied, &search->query, &search->matches, search->index);
    clear = clear && !hits->offer.is_list;
    if (clear && search->matches.count > 0) {
        find_sides(search, &sides);
        score_range(search, 0, search->matches.count);
        collect_words(search, &sides);
    } else if (clear && (search->query.facet_count > 0 || search->query.excluded_count > 0)) {
        collect_all(search);
    }
    fill_hits(search, hits);
    if (hits->count == 0 && hits->problem == NULL)
        hits->suggestion = make_suggestion(search);
}

size_t search_mark(const struct search *search, const char *text, size_t len, struct span *spans,
                   size_t max)
{
    if (search->index == NULL)
        return 0;
    return mark_find(search->index, &search->matches, text, len, spans, max);
}

size_t search_mark_title(const struct search *search, const struct entry *entry,
                         struct span spans[TITLE_MAX_SPANS])
{
    struct strbuf text = STRBUF_INIT;
    strbuf_printf(&text, "%s %s", entry->code, entry->phrase);
    size_t count = search_mark(search, text.data, text.len, spans, TITLE_MAX_SPANS);
    strbuf_clear(&text);
    return count;
}
