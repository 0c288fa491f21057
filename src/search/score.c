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

#define TOLD_APART 100 /* more than a phrase has words */
#define MESSAGE_ID_DIGITS 3
#define MESSAGE_LEAST_WORDS 3 /* two that stand together may be there by chance */
#define LINE_MORE_WORDS 4     /* than a name, in what is no longer the name being typed */
#define MOSTLY 900            /* of a query, when only fillers are left over */
#define OWNER_NAMED 450       /* of an owner's name: one of two words, unless it is a common one */

void score_init(struct scores *scores, const struct index *index, const struct registry *registry)
{
    *scores = (struct scores){.index = index, .registry = registry};
}

/* Makes room for all that may be met. Nothing is in many registries. */
static void make_room(struct scores *scores)
{
    const struct index *index = scores->index;
    scores->entries = xcalloc(index->entry_count, sizeof *scores->entries);
    scores->met_entries = xcalloc(index->entry_count, sizeof *scores->met_entries);
    scores->places = xcalloc(index->text_count, sizeof *scores->places);
}

void score_clear(struct scores *scores)
{
    free(scores->entries);
    free(scores->texts);
    free(scores->met_entries);
    free(scores->places);
    *scores = (struct scores){.index = NULL};
}

/* The word being looked for. */
struct current {
    uint16_t number; /* from 1 */
    int weight;
    bool is_code, quantity;
};

static struct score_entry *meet_entry(struct scores *scores, uint32_t number)
{
    if (scores->entries == NULL)
        make_room(scores);
    struct score_entry *entry = &scores->entries[number];
    if (entry->serial != scores->serial) {
        *entry = (struct score_entry){.serial = scores->serial, .best_text = INDEX_NONE};
        scores->met_entries[scores->met_entry_count++] = number;
    }
    return entry;
}

static void add_to_entry(struct score_entry *entry, const struct current *word, int value)
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

static uint8_t worst_form(const struct score_text *met)
{
    return met->form > met->latest_form ? met->form : met->latest_form;
}

/* Returns how many words stand together up to the latest one, as they were typed. */
static uint8_t run_length(const struct score_text *met)
{
    return met->latest_form != FORM_SAME ? 0 : met->is_pair ? (uint8_t)(met->run + 1) : 1;
}

static uint8_t longest_run(const struct score_text *met)
{
    uint8_t run = run_length(met);
    return run > met->best_run ? run : met->best_run;
}

static void add_to_text(struct scores *scores, const struct index_posting *posting,
                        const struct current *word, int value, int covered, enum form form)
{
    uint32_t number = posting->text;
    uint8_t at = posting->at;
    if (scores->places[number] == 0) {
        MEM_GROW(scores->texts, scores->text_cap, scores->text_count + 1);
        scores->texts[scores->text_count++] = (struct score_text){.number = number, .first_at = at};
        scores->places[number] = (uint32_t)scores->text_count;
    }
    struct score_text *text = &scores->texts[scores->places[number] - 1];
    if (text->word != word->number) {
        text->sum += text->latest;
        text->covered += text->latest_covered;
        text->form = worst_form(text);
        if (text->words > 0) {
            text->best_run = longest_run(text);
            text->run = run_length(text);
        }
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

static void add_postings(struct scores *scores, const struct current *word,
                         const struct index_term *term, size_t count, int quality, enum form form)
{
    const struct index *index = scores->index;
    for (size_t i = 0; i < count; i++) {
        int value = word->weight * quality / WEIGHT_SAME_WORD;
        const struct index_posting *posting = &index->postings[term->first + i];
        const struct index_text *text = &index->texts[posting->text];
        struct score_entry *entry = meet_entry(scores, text->entry);
        if (word->quantity && text->kind == TEXT_CODE)
            value = value * WEIGHT_QUANTITY_PERCENT / 100;
        add_to_entry(entry, word, value * text_kinds[text->kind].word_percent / 100);
        add_to_text(scores, posting, word, value, term->weight, form);
    }
}

static void add_term(struct scores *scores, const struct current *word, uint32_t number,
                     int quality, enum form form)
{
    const struct index_term *term = &scores->index->terms[number];
    add_postings(scores, word, term, term->count, quality, form);
}

static void add_prefixes(struct scores *scores, const struct current *word,
                         const struct match *match)
{
    const struct index_term *terms = scores->index->terms;
    struct index_range range = match->prefixes;
    if (range.first >= range.end)
        return;
    const struct index_term *last = &terms[range.end - 1];
    bool many = last->first + last->count - terms[range.first].first > PREFIX_POSTINGS;
    for (size_t i = range.first; i < range.end; i++) {
        int quality = match_prefix_quality(match, terms[i].len);
        if (i != match->exact && quality > 0)
            add_postings(scores, word, &terms[i], many ? terms[i].heads : terms[i].count, quality,
                         match->last ? FORM_SAME : FORM_OTHER);
    }
}

static void add_synonyms(struct scores *scores, const struct current *word,
                         const struct match *match)
{
    const struct index *index = scores->index;
    for (size_t i = 0; match->group != 0 && i < index->synonym_count; i++) {
        struct index_range terms = index_synonym_terms(index, i);
        for (size_t k = terms.first; index->synonyms[i].group == match->group && k < terms.end; k++)
            add_term(scores, word, index_term_at(terms, k), WEIGHT_SYNONYM, FORM_OTHER);
    }
}

static void add_match(struct scores *scores, const struct current *word, const struct match *match)
{
    const struct index *index = scores->index;
    for (size_t i = match->stems.first; i < match->stems.end; i++) {
        uint32_t number = index_term_at(match->stems, i);
        bool begun = match->last && strncmp(index_word(index, &index->terms[number]), match->text,
                                            match->len) == 0;
        if (number != match->exact)
            add_term(scores, word, number, WEIGHT_SAME_STEM, begun ? FORM_SAME : FORM_OTHER);
    }
    add_synonyms(scores, word, match);
    add_prefixes(scores, word, match);
    for (size_t i = 0; i < match->typo_count; i++)
        add_term(scores, word, match->typos[i].term, match->typos[i].quality, FORM_MISSPELT);
    for (int side = 0; side < MATCH_LINKS; side++)
        if (match->linked[side] != INDEX_NONE)
            add_term(scores, word, match->linked[side], WEIGHT_LINKED_WORDS, FORM_SAME);
    if (match->exact != INDEX_NONE)
        add_term(scores, word, match->exact, WEIGHT_SAME_WORD, FORM_SAME);
}

/* Forgets what was found before: it has another serial number. */
static void forget_words(struct scores *scores)
{
    if (++scores->serial == 0 && scores->entries != NULL) {
        memset(scores->entries, 0, scores->index->entry_count * sizeof *scores->entries);
    }
    if (scores->serial == 0)
        scores->serial = 1;
    for (size_t i = 0; i < scores->text_count; i++)
        scores->places[scores->texts[i].number] = 0;
    scores->met_entry_count = scores->text_count = 0;
    scores->total = 0;
    scores->codes = 0;
    scores->joined = false;
    scores->equal_found = false;
    scores->common = 0;
}

static void set_code(struct scores *scores, uint32_t number, enum code_match code,
                     const struct match *match)
{
    struct score_entry *entry = meet_entry(scores, number);
    if (code <= (enum code_match)entry->code)
        return;
    entry->code = (uint8_t)code;
    entry->code_order = (uint8_t)match->order;
    entry->owner =
        entry->owner || (match->owner != NULL &&
                         strcmp(scores->registry->entries[number].owner, match->owner) == 0);
    entry->numbers = match->weight;
}

/* Sets the code of all entries that have this term as their code. */
static void add_code_term(struct scores *scores, const struct index_term *term,
                          enum code_match code, const struct match *match)
{
    const struct index *index = scores->index;
    for (uint32_t i = term->first; term->is_code && i < term->first + term->heads; i++) {
        const struct index_text *text = &index->texts[index->postings[i].text];
        if (text->kind == TEXT_CODE && text->length == 1)
            set_code(scores, text->entry, code, match);
    }
}

static void add_code(struct scores *scores, const struct match *match)
{
    const struct index *index = scores->index;
    if (match->exact != INDEX_NONE)
        add_code_term(scores, &index->terms[match->exact], CODE_IS, match);
    for (size_t i = match->prefixes.first; i < match->prefixes.end && match->last; i++)
        add_code_term(scores, &index->terms[i], CODE_BEGINS, match);
    for (size_t i = 0; i < index->text_count && match->is_pattern; i++) {
        const struct index_text *text = &index->texts[i];
        if (text->kind == TEXT_CODE && code_matches(index_string(index, text), match->text))
            set_code(scores, text->entry, CODE_FITS, match);
    }
}

void score_words(struct scores *scores, const struct match_list *list, size_t first, size_t end)
{
    forget_words(scores);
    int plain = 0; /* weight of the words that are no codes */
    scores->word_count = end - first;
    scores->last_number = 0;
    for (size_t i = first; i < end; i++) {
        const struct match *match = &list->items[i];
        /* An unknown word is a name in a message: what is around it stands together. */
        scores->last_number += match_is_known(match);
        struct current word = {scores->last_number, match->weight, match->is_code, match->quantity};
        scores->total += match->weight;
        scores->codes += match->is_code;
        scores->joined = scores->joined || match->joined;
        plain += match->is_code ? 0 : match->weight;
        add_match(scores, &word, match);
    }
    scores->alone = plain * 100 <= scores->index->rarest * WEIGHT_CODE_ALONE_PERCENT;
    for (size_t i = first; i < end; i++)
        if (list->items[i].is_code)
            add_code(scores, &list->items[i]);
}

void score_note(struct scores *scores, uint32_t number, int weight)
{
    struct score_entry *entry = meet_entry(scores, number);
    int value = weight * text_kinds[TEXT_NOTE].word_percent / 100;
    int score = (int)((long)text_kinds[TEXT_NOTE].text_score * weight /
                      (scores->total > 0 ? scores->total : 1));
    entry->sum += entry->latest;
    entry->latest = 0;
    if (value > entry->sum)
        entry->sum = value;
    if (score > entry->best) {
        entry->best = score;
        entry->best_text = INDEX_NONE;
    }
}

static int thousandths(int part, int whole)
{
    return whole <= 0 || part >= whole ? 1000 : (int)((long)part * 1000 / whole);
}

/* Returns the value less some percent of it, of which `share` thousandths are kept. */
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

static struct fit measure_fit(const struct scores *scores, const struct score_text *met)
{
    return (struct fit){
        .recall = thousandths(met->sum + met->latest, scores->total),
        .extent = thousandths(met->covered + met->latest_covered,
                              scores->index->texts[met->number].weight),
        .order = met->words > 1 ? thousandths(met->pairs, met->words - 1) : 1000,
    };
}

/* True when all that was typed is in the text, in the same form, from its beginning. */
static bool begins_with_query(const struct scores *scores, const struct score_text *met)
{
    return met->first_at == 0 && met->words == scores->word_count && worst_form(met) == FORM_SAME;
}

static bool is_registered(const struct scores *scores, uint32_t entry)
{
    return !entry_is_unofficial(&scores->registry->entries[entry]);
}

/* Returns what a name gets for being met as a whole or from its beginning: percent of its score. */
static int bonus_percent(struct scores *scores, const struct score_text *met, const struct fit *fit)
{
    const struct index_text *text = &scores->index->texts[met->number];
    enum text_kind kind = text->kind;
    if (!text_is_name(kind) || fit->order < 1000)
        return 0;
    if (fit->extent >= NEARLY_ALL && fit->recall >= MOSTLY) {
        scores->equal_found = scores->equal_found || text_kinds[kind].sort >= TEXT_OWN_NAME;
        return WEIGHT_EQUAL_BONUS_PERCENT;
    }
    if (kind == TEXT_PHRASE && fit->extent >= NEARLY_ALL && met->words == scores->word_count &&
        worst_form(met) == FORM_MISSPELT)
        return WEIGHT_EQUAL_BONUS_PERCENT;
    if (!begins_with_query(scores, met))
        return 0;
    bool sure = scores->word_count > 1 || is_registered(scores, text->entry);
    return kind == TEXT_PHRASE && sure ? WEIGHT_PHRASE_BEGINS_BONUS_PERCENT
                                       : WEIGHT_BEGINS_BONUS_PERCENT;
}

/* True for a word such as AH00957, which only one message has. */
static bool is_message_id(const char *word)
{
    size_t letters = strcspn(word, "0123456789"), digits = strspn(word + letters, "0123456789");
    return letters > 0 && digits >= MESSAGE_ID_DIGITS && word[letters + digits] == '\0';
}

/* Returns how sure it is, in thousandths, that a name which stands among the words as a whole is
 * meant: the more it says, the surer. */
static int quoted_share(const struct scores *scores, const struct score_text *met)
{
    const struct index_text *text = &scores->index->texts[met->number];
    if (scores->word_count <= LINE_MORE_WORDS ||
        scores->word_count < (size_t)text->length + LINE_MORE_WORDS ||
        text_kinds[text->kind].sort < TEXT_OWN_NAME || longest_run(met) < text->length)
        return 0;
    if (text->length < MESSAGE_LEAST_WORDS)
        return text->length == 1 && is_message_id(index_string(scores->index, text)) ? 1000 : 0;
    return thousandths(text->weight * 100, scores->index->rarest * WEIGHT_QUOTED_SURE_PERCENT);
}

static int text_score(struct scores *scores, const struct score_text *met, const struct fit *fit)
{
    enum text_kind kind = scores->index->texts[met->number].kind;
    int full = (int)((long)text_kinds[kind].text_score * fit->recall / 1000);
    int score = lessened(full, WEIGHT_EXTENT_PERCENT, fit->extent);
    score = lessened(score, WEIGHT_ORDER_PERCENT, fit->order);
    return score + full * bonus_percent(scores, met, fit) / 100 +
           WEIGHT_QUOTED_NAME * quoted_share(scores, met) / 1000;
}

/* True when the text is the phrase of the entry and what was typed, word for word. */
static bool is_whole_phrase(const struct scores *scores, enum text_kind kind, const struct fit *fit)
{
    return kind == TEXT_PHRASE && !scores->joined && fit->recall == 1000 && fit->extent == 1000 &&
           fit->order == 1000;
}

/* True when people call a registered entry what was typed, word for word. What software says is
 * more than its words: "Unexpected token '<'". */
static bool is_common(const struct scores *scores, const struct index_text *text,
                      const struct fit *fit)
{
    return text_kinds[text->kind].sort >= TEXT_OWN_NAME && text->kind != TEXT_MESSAGE &&
           fit->recall == 1000 && fit->extent == 1000 && fit->order == 1000 &&
           is_registered(scores, text->entry);
}

/* True when the whole phrase, of several words, is among other words, as in a line of a log. */
static bool is_quoted_phrase(const struct scores *scores, const struct score_text *met,
                             const struct fit *fit)
{
    const struct index_text *text = &scores->index->texts[met->number];
    return fit->extent == 1000 && (text->kind == TEXT_PHRASE || text->kind == TEXT_FORMER_NAME) &&
           text->length > 1 && longest_run(met) >= text->length;
}

static void score_texts(struct scores *scores)
{
    for (size_t i = 0; i < scores->text_count; i++) {
        const struct score_text *met = &scores->texts[i];
        uint32_t number = met->number;
        const struct index_text *text = &scores->index->texts[number];
        struct score_entry *entry = &scores->entries[text->entry];
        struct fit fit = measure_fit(scores, met);
        int score = text_score(scores, met, &fit);
        entry->named = entry->named || is_whole_phrase(scores, text->kind, &fit);
        if (is_common(scores, text, &fit))
            scores->common = scores->registry->entries[text->entry].number;
        entry->quoted = entry->quoted || is_quoted_phrase(scores, met, &fit);
        if (scores->codes > 0 && text->kind == TEXT_PHRASE)
            entry->together = longest_run(met);
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

static int code_score(const struct scores *scores, uint32_t number, int best_plain)
{
    const struct score_entry *entry = &scores->entries[number];
    if (entry->code == CODE_NONE)
        return 0;
    int plain = scores->alone ? 1000 : thousandths(entry->sum, best_plain);
    int score = entry->code == CODE_IS     ? WEIGHT_CODE_EXACT
                : entry->code == CODE_FITS ? WEIGHT_CODE_PATTERN
                : scores->alone            ? WEIGHT_CODE_PREFIX_ALONE
                                           : WEIGHT_CODE_PREFIX;
    score = lessened(score, 100 - WEIGHT_CODE_SURE_PERCENT, plain);
    if (entry->code != CODE_IS && scores->alone)
        score += (is_registered(scores, number) ? WEIGHT_REGISTERED_FIRST : 0) +
                 WEIGHT_STANDING_IN_LISTS * scores->index->standing[number] / 1000;
    return score;
}

/* Is what was typed the phrase of the entry? One that a vendor has for what is common ("Connection
 * Refused") is meant where the vendor is named, but for a sub-code, which says more than its code.
 */
static bool is_called(const struct scores *scores, uint32_t number)
{
    const struct score_entry *entry = &scores->entries[number];
    int64_t own = scores->registry->entries[number].number;
    return entry->named && (entry->owner || is_registered(scores, number) || scores->common == 0 ||
                            scores->common == own);
}

static int entry_score(const struct scores *scores, uint32_t number, int best_plain)
{
    const struct score_entry *entry = &scores->entries[number];
    bool registered = is_registered(scores, number);
    int covered = thousandths(entry->sum + entry->numbers, scores->total);
    int score = WEIGHT_COVERAGE * covered / 1000 + entry->best +
                entry->second * WEIGHT_SECOND_TEXT_PERCENT / 100;
    /* A list of codes is in the order of its own rule: words in common say nothing. */
    if (entry->code != CODE_NONE && entry->code != CODE_IS && scores->alone)
        score = 0;
    score += code_score(scores, number, best_plain);
    if (!registered)
        score =
            score * (entry->owner ? WEIGHT_OWNER_NAMED_PERCENT : WEIGHT_UNOFFICIAL_PERCENT) / 100;
    score += WEIGHT_STANDING * scores->index->standing[number] / 1000 +
             (is_called(scores, number)     ? WEIGHT_WHOLE_PHRASE
              : entry->quoted && registered ? WEIGHT_QUOTED_PHRASE
                                            : 0);
    if (entry->code == CODE_IS && scores->codes > 1)
        score = score / 16 + WEIGHT_CODE_ORDER * (MATCH_MAX_WORDS - entry->code_order);
    return score;
}

/* Returns how surely the words say whose code it is, or what it is called there. */
static int told_apart(const struct score_entry *entry)
{
    if (entry->owner || entry->named || entry->quoted)
        return TOLD_APART;
    return entry->together > 1 ? entry->together : 0;
}

/* Entries that share a code which was typed: the words around it seldom say which one is meant, so
 * they are equal and stand in the order of the registry, unless the text tells them apart. */
static void level_owners(struct scores *scores)
{
    int best[MATCH_MAX_WORDS] = {0};
    for (size_t i = 0; i < scores->met_entry_count; i++) {
        const struct score_entry *entry = &scores->entries[scores->met_entries[i]];
        int *most = &best[entry->code_order];
        if (entry->code == CODE_IS && entry->score > *most)
            *most = entry->score;
    }
    for (size_t i = 0; i < scores->met_entry_count; i++) {
        struct score_entry *entry = &scores->entries[scores->met_entries[i]];
        if (entry->code == CODE_IS)
            entry->score = best[entry->code_order] + told_apart(entry);
    }
}

void score_finish(struct scores *scores)
{
    int best_plain = 1;
    score_texts(scores);
    for (size_t i = 0; i < scores->met_entry_count; i++) {
        struct score_entry *entry = &scores->entries[scores->met_entries[i]];
        entry->settled = entry->sum + (entry->word < scores->last_number ? entry->latest : 0);
        entry->sum += entry->latest;
        entry->latest = 0;
        best_plain = entry->sum > best_plain ? entry->sum : best_plain;
    }
    for (size_t i = 0; i < scores->met_entry_count; i++) {
        uint32_t number = scores->met_entries[i];
        scores->entries[number].score = entry_score(scores, number, best_plain);
    }
    if (scores->codes > 0)
        level_owners(scores);
}
