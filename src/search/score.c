#include "config.h"
#include "search/score.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "registry/registry.h"
#include "search/weights.h"

#define NEARLY_ALL 985 /* thousandths that count as the whole of a text */
/* Postings looked at for the word being typed. A letter or two in a large registry begin more;
 * then only codes and phrases are searched. The HTTP registry has fewer for any letter. */
#define PREFIX_POSTINGS 20000

#define MOSTLY 900      /* of a query, when only fillers are left over */
#define OWNER_NAMED 450 /* of an owner's name: one of two words, unless it is a common one */

void rank_init(struct rank *rank, const struct index *index)
{
    *rank = (struct rank){.index = index};
    rank->entries = xcalloc(index->entry_count, sizeof *rank->entries);
    rank->texts = xcalloc(index->text_count, sizeof *rank->texts);
    rank->met_entries = xcalloc(index->entry_count, sizeof *rank->met_entries);
    rank->met_texts = xcalloc(index->text_count, sizeof *rank->met_texts);
}

void rank_clear(struct rank *rank)
{
    free(rank->entries);
    free(rank->texts);
    free(rank->met_entries);
    free(rank->met_texts);
    *rank = (struct rank){.index = NULL};
}

size_t rank_memory(const struct index *index)
{
    return index->entry_count * (sizeof(struct rank_entry) + sizeof(uint32_t)) +
           index->text_count * (sizeof(struct rank_text) + sizeof(uint32_t));
}

/* --- Collecting ------------------------------------------------------------------------------ */

/* The word being looked for. */
struct current {
    uint16_t number; /* from 1 */
    int weight;
    bool is_code, quantity;
};

static struct rank_entry *meet_entry(struct rank *rank, uint32_t number)
{
    struct rank_entry *entry = &rank->entries[number];
    if (entry->serial != rank->serial) {
        *entry = (struct rank_entry){.serial = rank->serial, .best_text = INDEX_NONE};
        rank->met_entries[rank->met_entry_count++] = number;
    }
    return entry;
}

static void add_to_entry(struct rank_entry *entry, const struct current *word, int value)
{
    if (entry->word != word->number) {
        entry->sum += entry->latest;
        entry->latest = 0;
        entry->word = word->number;
    }
    if (word->is_code)
        entry->numbers = value > entry->numbers ? value : entry->numbers;
    else if (value > entry->latest)
        entry->latest = value;
}

static uint8_t larger(uint8_t a, uint8_t b)
{
    return a > b ? a : b;
}

static void add_to_text(struct rank *rank, const struct index_posting *posting,
                        const struct current *word, int value, int covered, enum form form)
{
    uint32_t number = posting->text;
    uint8_t at = posting->at;
    struct rank_text *text = &rank->texts[number];
    if (text->serial != rank->serial) {
        *text = (struct rank_text){.serial = rank->serial, .first_at = at};
        rank->met_texts[rank->met_text_count++] = number;
    }
    if (text->word != word->number) {
        text->sum += text->latest;
        text->covered += text->latest_covered;
        text->form = larger(text->form, text->latest_form);
        text->latest = 0;
        text->before = text->word;
        text->before_at = text->at;
        text->word = word->number;
        text->words++;
        text->is_pair = false;
    }
    bool pair = text->before + 1 == word->number && text->before_at + 1 == at;
    if (value > text->latest || (value == text->latest && pair && !text->is_pair)) {
        text->pairs = (uint8_t)(text->pairs - text->is_pair + pair);
        text->is_pair = pair;
        text->at = at;
        text->latest = value;
        text->latest_covered = covered;
        text->latest_form = (uint8_t)form;
    }
}

static void add_postings(struct rank *rank, const struct current *word,
                         const struct index_term *term, size_t count, int quality, enum form form)
{
    const struct index *index = rank->index;
    for (size_t i = 0; i < count; i++) {
        int value = word->weight * quality / RANK_SAME_WORD;
        const struct index_posting *posting = &index->postings[term->first + i];
        const struct index_text *text = &index->texts[posting->text];
        struct rank_entry *entry = meet_entry(rank, text->entry);
        if (word->quantity && text->kind == TEXT_CODE)
            value = value * RANK_QUANTITY_PERCENT / 100;
        add_to_entry(entry, word, value * text_kinds[text->kind].word_percent / 100);
        add_to_text(rank, posting, word, value, term->weight, form);
    }
}

static void add_term(struct rank *rank, const struct current *word, uint32_t number, int quality,
                     enum form form)
{
    const struct index_term *term = &rank->index->terms[number];
    add_postings(rank, word, term, term->count, quality, form);
}

static void add_prefixes(struct rank *rank, const struct current *word, const struct match *match)
{
    const struct index_term *terms = rank->index->terms;
    struct index_range range = match->prefixes;
    if (range.first >= range.end)
        return;
    const struct index_term *last = &terms[range.end - 1];
    bool many = last->first + last->count - terms[range.first].first > PREFIX_POSTINGS;
    for (size_t i = range.first; i < range.end; i++) {
        int quality = match_prefix_quality(match, terms[i].len);
        if (i != match->exact && quality > 0)
            add_postings(rank, word, &terms[i], many ? terms[i].heads : terms[i].count, quality,
                         match->last ? FORM_SAME : FORM_OTHER);
    }
}

static void add_synonyms(struct rank *rank, const struct current *word, const struct match *match)
{
    const struct index *index = rank->index;
    for (size_t i = 0; match->group != 0 && i < index->synonym_count; i++) {
        const struct index_synonym *synonym = &index->synonyms[i];
        for (size_t k = synonym->first; synonym->group == match->group && k < synonym->end; k++)
            add_term(rank, word, index->by_stem[k], RANK_SYNONYM, FORM_OTHER);
    }
}

static void add_match(struct rank *rank, const struct current *word, const struct match *match)
{
    const struct index *index = rank->index;
    for (size_t i = match->stems.first; i < match->stems.end; i++) {
        uint32_t number = index->by_stem[i];
        bool begun =
            match->last && strncmp(index->terms[number].text, match->text, match->len) == 0;
        if (number != match->exact)
            add_term(rank, word, number, RANK_SAME_STEM, begun ? FORM_SAME : FORM_OTHER);
    }
    add_synonyms(rank, word, match);
    add_prefixes(rank, word, match);
    for (size_t i = 0; i < match->typo_count; i++)
        add_term(rank, word, match->typos[i].term, match->typos[i].quality, FORM_MISSPELT);
    for (int side = 0; side < MATCH_LINKS; side++)
        if (match->linked[side] != INDEX_NONE)
            add_term(rank, word, match->linked[side], RANK_LINKED_WORDS, FORM_SAME);
    if (match->exact != INDEX_NONE)
        add_term(rank, word, match->exact, RANK_SAME_WORD, FORM_SAME);
}

/* A new query: what is known becomes void by its serial number. */
static void begin(struct rank *rank)
{
    if (++rank->serial == 0) {
        memset(rank->entries, 0, rank->index->entry_count * sizeof *rank->entries);
        memset(rank->texts, 0, rank->index->text_count * sizeof *rank->texts);
        rank->serial = 1;
    }
    rank->met_entry_count = rank->met_text_count = 0;
    rank->total = 0;
    rank->codes = 0;
    rank->joined = false;
    rank->equal_found = false;
}

static void set_code(struct rank *rank, uint32_t number, enum code_match code, size_t word,
                     int weight)
{
    struct rank_entry *entry = meet_entry(rank, number);
    if (code <= (enum code_match)entry->code)
        return;
    entry->code = (uint8_t)code;
    entry->code_word = (uint8_t)word;
    entry->numbers = weight;
}

/* For all entries that have this term as their code. */
static void add_code_term(struct rank *rank, const struct index_term *term, enum code_match code,
                          size_t word, int weight)
{
    const struct index *index = rank->index;
    for (uint32_t i = term->first; term->is_code && i < term->first + term->heads; i++) {
        const struct index_text *text = &index->texts[index->postings[i].text];
        if (text->kind == TEXT_CODE && text->length == 1)
            set_code(rank, text->entry, code, word, weight);
    }
}

static void add_code(struct rank *rank, const struct match *match, size_t word)
{
    const struct index *index = rank->index;
    if (match->exact != INDEX_NONE)
        add_code_term(rank, &index->terms[match->exact], CODE_IS, word, match->weight);
    for (size_t i = match->prefixes.first; i < match->prefixes.end && match->last; i++)
        add_code_term(rank, &index->terms[i], CODE_BEGINS, word, match->weight);
    for (size_t i = 0; i < index->text_count && match->is_pattern; i++) {
        const struct index_text *text = &index->texts[i];
        if (text->kind == TEXT_CODE && code_matches(text->text, match->text))
            set_code(rank, text->entry, CODE_FITS, word, match->weight);
    }
}

void rank_words(struct rank *rank, const struct match_list *list, size_t first, size_t end)
{
    begin(rank);
    int plain = 0; /* weight of the words that are no codes */
    rank->word_count = end - first;
    for (size_t i = first; i < end; i++) {
        const struct match *match = &list->items[i];
        struct current word = {(uint16_t)(i - first + 1), match->weight, match->is_code,
                               match->quantity};
        rank->total += match->weight;
        rank->codes += match->is_code;
        rank->joined = rank->joined || match->joined;
        plain += match->is_code ? 0 : match->weight;
        add_match(rank, &word, match);
    }
    rank->alone = plain * 100 <= rank->index->rarest * RANK_CODE_ALONE_PERCENT;
    for (size_t i = first; i < end; i++)
        if (list->items[i].is_code)
            add_code(rank, &list->items[i], i - first);
}

void rank_note(struct rank *rank, uint32_t number, int weight)
{
    struct rank_entry *entry = meet_entry(rank, number);
    int value = weight * text_kinds[TEXT_NOTE].word_percent / 100;
    int score = (int)((long)text_kinds[TEXT_NOTE].text_score * weight /
                      (rank->total > 0 ? rank->total : 1));
    entry->sum += entry->latest;
    entry->latest = 0;
    if (value > entry->sum)
        entry->sum = value;
    if (score > entry->best) {
        entry->best = score;
        entry->best_text = INDEX_NONE;
    }
}

/* --- Scores ---------------------------------------------------------------------------------- */

static int thousandths(int part, int whole)
{
    return whole <= 0 || part >= whole ? 1000 : (int)((long)part * 1000 / whole);
}

/* 1000 less the percent, of which `share` thousandths are kept. */
static int lessened(int value, int percent, int share)
{
    return (int)((long)value * (1000 * (100 - percent) + (long)percent * share) / 100000);
}

/* How a text answers the query, in thousandths. */
struct fit {
    int recall; /* of the query that the text has */
    int extent; /* of the text that was asked for */
    int order;  /* of the words that stand together and in order */
};

static struct fit measure_fit(const struct rank *rank, uint32_t number)
{
    const struct rank_text *met = &rank->texts[number];
    return (struct fit){
        .recall = thousandths(met->sum + met->latest, rank->total),
        .extent =
            thousandths(met->covered + met->latest_covered, rank->index->texts[number].weight),
        .order = met->words > 1 ? thousandths(met->pairs, met->words - 1) : 1000,
    };
}

/* Has everything that was typed been met in the text, in the same form, from its beginning? */
static bool begins_with_query(const struct rank *rank, const struct rank_text *met)
{
    return met->first_at == 0 && met->words == rank->word_count &&
           larger(met->form, met->latest_form) == FORM_SAME;
}

/* What a name gets for being met as a whole or from its beginning, in percent of its score. */
static int bonus_percent(struct rank *rank, uint32_t number, const struct fit *fit, bool registered)
{
    const struct rank_text *met = &rank->texts[number];
    enum text_kind kind = rank->index->texts[number].kind;
    if (!text_is_name(kind) || fit->order < 1000)
        return 0;
    if (fit->extent >= NEARLY_ALL && fit->recall >= MOSTLY) {
        rank->equal_found = rank->equal_found || kind <= TEXT_TAG;
        return RANK_EQUAL_BONUS_PERCENT;
    }
    if (kind == TEXT_PHRASE && fit->extent >= NEARLY_ALL && met->words == rank->word_count &&
        larger(met->form, met->latest_form) == FORM_MISSPELT)
        return RANK_EQUAL_BONUS_PERCENT;
    if (!begins_with_query(rank, met))
        return 0;
    bool sure = registered || rank->word_count > 1;
    return kind == TEXT_PHRASE && sure ? RANK_PHRASE_BEGINS_BONUS_PERCENT
                                       : RANK_BEGINS_BONUS_PERCENT;
}

static int text_score(struct rank *rank, uint32_t number, const struct fit *fit, bool registered)
{
    enum text_kind kind = rank->index->texts[number].kind;
    int full = (int)((long)text_kinds[kind].text_score * fit->recall / 1000);
    int score = lessened(full, RANK_EXTENT_PERCENT, fit->extent);
    score = lessened(score, RANK_ORDER_PERCENT, fit->order);
    return score + full * bonus_percent(rank, number, fit, registered) / 100;
}

/* Is the text the entry's phrase, and what was typed, word for word? */
static bool is_whole_phrase(const struct rank *rank, enum text_kind kind, const struct fit *fit)
{
    return kind == TEXT_PHRASE && !rank->joined && fit->recall == 1000 && fit->extent == 1000 &&
           fit->order == 1000;
}

/* Does the whole phrase, of several words, stand among other words, as in a line of a log? */
static bool is_quoted_phrase(const struct rank_text *met, enum text_kind kind,
                             const struct fit *fit)
{
    return (kind == TEXT_PHRASE || kind == TEXT_FORMER_NAME) && met->words > 1 &&
           fit->extent == 1000 && fit->order == 1000 &&
           larger(met->form, met->latest_form) == FORM_SAME;
}

static void score_texts(struct rank *rank, const bool *registered)
{
    for (size_t i = 0; i < rank->met_text_count; i++) {
        uint32_t number = rank->met_texts[i];
        const struct index_text *text = &rank->index->texts[number];
        struct rank_entry *entry = &rank->entries[text->entry];
        struct fit fit = measure_fit(rank, number);
        int score = text_score(rank, number, &fit, registered[text->entry]);
        entry->named = entry->named || is_whole_phrase(rank, text->kind, &fit);
        entry->quoted = entry->quoted || is_quoted_phrase(&rank->texts[number], text->kind, &fit);
        if (text->kind == TEXT_OWNER && fit.extent >= OWNER_NAMED)
            entry->owner = true;
        if (score > entry->best || (score == entry->best && number < entry->best_text)) {
            entry->second = entry->best;
            entry->best = score;
            entry->best_text = number;
        } else if (score > entry->second) {
            entry->second = score;
        }
    }
}

static int code_score(const struct rank *rank, const struct rank_entry *entry, int standing,
                      bool registered, int best_plain)
{
    if (entry->code == CODE_NONE)
        return 0;
    int plain = rank->alone ? 1000 : thousandths(entry->sum, best_plain);
    int score = entry->code == CODE_IS     ? RANK_CODE_EXACT
                : entry->code == CODE_FITS ? RANK_CODE_PATTERN
                : rank->alone              ? RANK_CODE_PREFIX_ALONE
                                           : RANK_CODE_PREFIX;
    score = lessened(score, 100 - RANK_CODE_SURE_PERCENT, plain);
    if (entry->code != CODE_IS && rank->alone)
        score +=
            (registered ? RANK_REGISTERED_FIRST : 0) + RANK_STANDING_IN_LISTS * standing / 1000;
    return score;
}

static int entry_score(const struct rank *rank, uint32_t number, bool registered, int best_plain)
{
    const struct rank_entry *entry = &rank->entries[number];
    int standing = rank->index->standing[number];
    int covered = thousandths(entry->sum + entry->numbers, rank->total);
    int score = RANK_COVERAGE * covered / 1000 + entry->best +
                entry->second * RANK_SECOND_TEXT_PERCENT / 100;
    /* A list of codes is in the order of its own rule: words in common say nothing. */
    if (entry->code != CODE_NONE && entry->code != CODE_IS && rank->alone)
        score = 0;
    score += code_score(rank, entry, standing, registered, best_plain);
    if (!registered)
        score = score * (entry->owner ? RANK_OWNER_NAMED_PERCENT : RANK_UNOFFICIAL_PERCENT) / 100;
    score += RANK_STANDING * standing / 1000 + (entry->named                  ? RANK_WHOLE_PHRASE
                                                : entry->quoted && registered ? RANK_QUOTED_PHRASE
                                                                              : 0);
    if (entry->code == CODE_IS && rank->codes > 1)
        score = score / 16 + RANK_CODE_ORDER * (MATCH_MAX_WORDS - entry->code_word);
    return score;
}

void rank_finish(struct rank *rank, const bool *registered)
{
    int best_plain = 1;
    score_texts(rank, registered);
    for (size_t i = 0; i < rank->met_entry_count; i++) {
        struct rank_entry *entry = &rank->entries[rank->met_entries[i]];
        entry->sum += entry->latest;
        entry->latest = 0;
        best_plain = entry->sum > best_plain ? entry->sum : best_plain;
    }
    for (size_t i = 0; i < rank->met_entry_count; i++) {
        uint32_t number = rank->met_entries[i];
        rank->entries[number].score = entry_score(rank, number, registered[number], best_plain);
    }
}
