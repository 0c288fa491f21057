#include "config.h"
#include "search/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "reading/number.h"
#include "search/distance.h"
#include "search/english.h"
#include "search/weights.h"

#define LEAST_ABBREVIATION 3 /* letters of a word before the last that may begin another */
#define LEAST_WORD 3         /* letters glued to a code that are a word */
#define LEAST_CODE 2         /* digits of a code that a part can extend */
#define DIGIT_MAX_WORDS 3    /* of a query in which one digit may be a code: "haproxy -1" */
#define LEAST_PART 2         /* letters of a part of a word that is cut in two */
#define ANAGRAM_LEAST 6      /* letters that are not in the same order by chance */
#define TWO_SLIPS_LEAST 6    /* letters of a word that may have two, if need be */
#define DOUBTED_LEAST 4      /* letters of a known word that may be meant for another */
#define LEAST_NUMBER 3       /* digits that one digit more may complete, but not two */
#define GUESS_EDITS 3        /* when nothing at all was found */

static const struct index_term *term_at(const struct index *index, uint32_t number)
{
    return &index->terms[number];
}

static bool is_in_names(const struct index *index, uint32_t number)
{
    return number != INDEX_NONE && term_at(index, number)->names > 0;
}

static bool is_code(const struct index *index, uint32_t number)
{
    return number != INDEX_NONE && term_at(index, number)->is_code;
}

static bool is_empty(struct index_range range)
{
    return range.first >= range.end;
}

bool match_is_known(const struct match *match)
{
    return match->exact != INDEX_NONE || !is_empty(match->stems) || !is_empty(match->prefixes) ||
           match->typo_count > 0 || match->linked[0] != INDEX_NONE ||
           match->linked[1] != INDEX_NONE || match->linked[2] != INDEX_NONE;
}

/* Returns how many edits are forgiven in a word. */
static int forgiven_edits(size_t len)
{
    return len < 3 ? 0 : len < 8 ? 1 : 2;
}

static int bits(uint32_t set)
{
    set -= set >> 1 & 0x55555555; /* of each two bits, then of four, of eight and of all */
    set = (set & 0x33333333) + (set >> 2 & 0x33333333);
    set = (set + (set >> 4)) & 0x0F0F0F0F;
    return (int)(set * 0x01010101 >> 24);
}

/* True for a word of three letters and one that has other letters: too few to count edits. Two
 * edits are assumed when the letters alone say that they are near. */
static bool is_too_short(const struct match *match, const struct index_term *term)
{
    return match->len < 4 && (match->letters != term->letters || match->len != term->len);
}

/* True when the term may be so many edits away, as far as letters and lengths say. */
static bool may_be_near(const struct match *match, const struct index_term *term, int edits)
{
    return term->len <= match->len + (size_t)edits && match->len <= term->len + (size_t)edits &&
           bits(match->letters ^ term->letters) <= 2 * edits;
}

/* Returns the edits that make the word into the term; 0 when it is the term or more are needed than
 * are forgiven. The same letters ("getaway", "gateway") may be two edits away. */
static int edits_to(const struct index *index, const struct match *match,
                    const struct index_term *term, int forgiven)
{
    if (!may_be_near(match, term, forgiven))
        return 0;
    if (is_too_short(match, term))
        return 2;
    if (match->letters == term->letters && match->len >= ANAGRAM_LEAST)
        forgiven = 2;
    int edits =
        distance_edits(match->text, match->len, index_word(index, term), term->len, forgiven);
    return edits <= forgiven ? edits : 0;
}

/* Returns the same for the beginning of the term that is nearest to the word. */
static int edits_to_prefix(const struct index *index, const struct match *match,
                           const struct index_term *term, int forgiven)
{
    if (term->len + (size_t)forgiven < match->len ||
        bits(match->letters & ~term->letters) > forgiven)
        return 0;
    if (is_too_short(match, term))
        return 2;
    int edits = distance_edits_to_prefix(match->text, match->len, index_word(index, term),
                                         term->len, forgiven);
    return edits <= forgiven ? edits : 0;
}

/* Keeps the best ones in order; of equal ones the first. */
static void add_typo(struct match *match, uint32_t term, int quality)
{
    size_t at = match->typo_count;
    while (at > 0 && match->typos[at - 1].quality < quality)
        at--;
    if (at == MATCH_MAX_TYPOS)
        return;
    if (match->typo_count < MATCH_MAX_TYPOS)
        match->typo_count++;
    for (size_t i = match->typo_count - 1; i > at; i--)
        match->typos[i] = match->typos[i - 1];
    match->typos[at] = (struct match_typo){term, quality};
}

/* Returns the quality of a term for a word that is misspelt for it; 0: it is not. */
typedef int typo_quality(const struct index *index, const struct match *match,
                         const struct index_term *term, int forgiven);

static int whole_quality(const struct index *index, const struct match *match,
                         const struct index_term *term, int forgiven)
{
    int edits = edits_to(index, match, term, forgiven);
    if (edits == 0)
        return 0;
    int quality = edits == 1 ? WEIGHT_ONE_EDIT : WEIGHT_TWO_EDITS;
    if (index_word(index, term)[0] != match->text[0])
        quality -= 24; /* first letters are seldom wrong */
    if (term->letters == match->letters)
        quality += 12; /* letters swapped or doubled: the most frequent slips */
    return quality;
}

static int prefix_quality(const struct index *index, const struct match *match,
                          const struct index_term *term, int forgiven)
{
    return edits_to_prefix(index, match, term, forgiven) > 0 ? WEIGHT_EDITED_PREFIX : 0;
}

static void try_typos(const struct index *index, struct match *match, int forgiven,
                      typo_quality *quality_of)
{
    for (size_t i = 0; i < index->term_count; i++) {
        const struct index_term *term = &index->terms[i];
        int quality = quality_of(index, match, term, forgiven);
        if (quality > 0)
            add_typo(match, (uint32_t)i, term->names > 0 ? quality : quality / 2);
    }
}

static bool may_be_misspelt(const struct match *match)
{
    return strpbrk(match->text, "0123456789") == NULL;
}

/* Two slips in a word of middle length are tried only where one explains nothing. */
static void find_typos(const struct index *index, struct match *match, typo_quality *quality_of)
{
    int forgiven = forgiven_edits(match->len);
    if (forgiven == 0 || !may_be_misspelt(match))
        return;
    try_typos(index, match, forgiven, quality_of);
    if (match->typo_count == 0 && forgiven == 1 && match->len >= TWO_SLIPS_LEAST)
        try_typos(index, match, 2, quality_of);
}

static bool is_in_phrases(const struct index *index, struct index_range range)
{
    for (size_t i = range.first; i < range.end; i++)
        if (term_at(index, index_term_at(range, i))->heads > 0)
            return true;
    return false;
}

/* A slip may make another word of the registry ("fund" for "found"): a known word that no phrase
 * has may be meant for one that a phrase has. */
static void find_similar_phrases(const struct index *index, struct match *match)
{
    if (match->len < DOUBTED_LEAST || match->typo_count > 0 || !may_be_misspelt(match) ||
        is_in_phrases(index, match->stems) ||
        (match->last && is_in_phrases(index, match->prefixes)))
        return;
    for (size_t i = 0; i < index->head_count; i++) {
        const struct index_term *term = &index->terms[index->heads[i]];
        if (edits_to(index, match, term, 1) == 1)
            add_typo(match, index->heads[i], WEIGHT_DOUBTED);
    }
}

static void copy_stem(char stem[WORD_MAX_BYTES + 1], const char *word, size_t len)
{
    memcpy(stem, word, len + 1);
    english_stem(stem, len);
}

/* Returns the weight of a word that may be any term of a range. */
static int range_weight(const struct index *index, struct index_range range)
{
    int least = index->rarest;
    for (size_t i = range.first; i < range.end; i++) {
        int weight = term_at(index, index_term_at(range, i))->weight;
        least = weight < least ? weight : least;
    }
    return least;
}

static int weigh(const struct index *index, const struct match *match)
{
    bool known = is_in_names(index, match->exact);
    if (known && !match->last)
        return term_at(index, match->exact)->weight;
    int weight = index->rarest * WEIGHT_UNKNOWN_PERCENT / 100 *
                 english_importance_percent(match->text) / 100;
    if (match->exact != INDEX_NONE)
        weight = term_at(index, match->exact)->weight;
    else if (match->typo_count > 0)
        weight = term_at(index, match->typos[0].term)->weight;
    else if (!is_empty(match->stems))
        weight = range_weight(index, match->stems);
    else if (!is_empty(match->prefixes))
        weight = range_weight(index, match->prefixes);
    return weight > 0 ? weight : 1;
}

static void look_up(const struct index *index, struct match *match)
{
    match->exact = index_find(index, match->text, match->len);
    copy_stem(match->stem, match->text, match->len);
    match->stems = index_find_stem(index, match->stem);
    match->group = index_synonym_group(index, match->stem);
    bool named = is_in_names(index, match->exact);
    for (size_t i = match->stems.first; i < match->stems.end && !named; i++)
        named = is_in_names(index, index_term_at(match->stems, i));
    if (match->last && !match->quantity) {
        match->prefix_percent = 100;
        match->prefixes = index_find_prefix(index, match->text, match->len);
    }
    if (!named && is_empty(match->prefixes)) {
        find_typos(index, match, whole_quality);
        if (match->last && match->typo_count == 0)
            find_typos(index, match, prefix_quality);
    }
    if (named || !is_empty(match->prefixes))
        find_similar_phrases(index, match);
    if (!named && !match->last && match->len >= LEAST_ABBREVIATION) {
        match->prefix_percent = WEIGHT_ABBREVIATION_PERCENT;
        match->prefixes = index_find_prefix(index, match->text, match->len);
    }
}

static struct match *add_match(const struct index *index, struct match_list *list, const char *word,
                               size_t len, const struct query_word *from)
{
    struct match *match = &list->items[list->count++];
    *match = (struct match){
        .len = len,
        .letters = distance_letters(word, len),
        .last = from->last,
        .quantity = from->quantity,
        .status = from->status,
        .upstream = from->upstream,
        .owner = from->owner,
        .start = from->start,
        .before = from->before,
        .exact = INDEX_NONE,
        .joined = from->joined,
        .linked = {INDEX_NONE, INDEX_NONE, INDEX_NONE},
    };
    memcpy(match->text, word, len);
    match->text[len] = '\0';
    look_up(index, match);
    match->weight = weigh(index, match);
    return match;
}

/* Returns the length of the longest known word that the unknown one begins with, so that the rest
 * is known too; 0 if there is none. */
static size_t find_cut(const struct index *index, const struct match *match)
{
    if (word_is_number(match->text)) /* longer than a code, it is another number */
        return 0;
    for (size_t cut = match->len - LEAST_PART; cut >= LEAST_PART && cut < match->len; cut--) {
        const char *rest = match->text + cut;
        size_t len = match->len - cut;
        if (is_in_names(index, index_find(index, rest, len)) &&
            (len >= 3 || english_importance_percent(rest) != 100) &&
            is_in_names(index, index_find(index, match->text, cut)))
            return cut;
    }
    return 0;
}

/* A code in a word: letters before it, its digits, letters after it. */
struct glued {
    size_t start, end;  /* bytes of the word */
    bool before, after; /* the letters are a word of their own */
};

/* Finds the code in a word of letters and one run of digits: "E403" as npm writes, "502s", "503er",
 * "Fehler500", "http403forbidden". One or two letters are another name ("x509", "p99"), and so is a
 * number that a word counts ("page404"). */
static bool find_glued_code(const struct index *index, const struct match *match,
                            struct glued *glued)
{
    static const char *const plurals[] = {"s", "er", "ers", NULL};
    char part[WORD_MAX_BYTES + 1];
    size_t start = strcspn(match->text, "0123456789");
    size_t end = start + strspn(match->text + start, "0123456789");
    if (start == end || strpbrk(match->text + end, "0123456789.-") != NULL ||
        !is_code(index, index_find(index, match->text + start, end - start)))
        return false;
    memcpy(part, match->text, start);
    part[start] = '\0';
    bool sign = start == 1 && part[0] == 'e';
    bool ends = end == match->len || word_is_in(match->text + end, plurals);
    *glued = (struct glued){start, end, start >= LEAST_WORD,
                            !ends && start >= LEAST_WORD && match->len - end >= LEAST_WORD};
    return (start == 0 || sign || glued->before) && !english_expects_number(part) &&
           (ends || glued->after);
}

/* Returns the length of the code that an unknown number with points extends by a part ("404.15"),
 * or 0. */
static size_t find_whole_code(const struct index *index, const struct match *match)
{
    const char *point = strrchr(match->text, '.');
    size_t len = point != NULL ? (size_t)(point - match->text) : 0;
    if (len < LEAST_CODE || match->text[strspn(match->text, "0123456789.")] != '\0')
        return 0;
    return is_code(index, index_find(index, match->text, len)) ? len : 0;
}

/* Words that are one term when joined ("If-None-Match") say together as much as it does. */
static void weigh_linked(const struct index *index, struct match *first, size_t count,
                         uint32_t term)
{
    int total = 0, weight = term_at(index, term)->weight;
    for (size_t i = 0; i < count; i++)
        total += first[i].weight;
    for (size_t i = 0; i < count && total < weight; i++)
        first[i].weight += (weight - total) / (int)count;
}

static void link_neighbours(const struct index *index, struct match_list *list)
{
    char both[2 * WORD_MAX_BYTES];
    for (size_t i = 1; i < list->count; i++) {
        struct match *left = &list->items[i - 1], *right = &list->items[i];
        memcpy(both, left->text, left->len);
        memcpy(both + left->len, right->text, right->len);
        uint32_t term = index_find(index, both, left->len + right->len);
        if (!is_in_names(index, term) || right->before != BREAK_NONE)
            continue;
        left->linked[1] = right->linked[0] = term;
        if (right->joined)
            weigh_linked(index, left, 2, term);
    }
}

/* "HttpMessageNotReadable" as one word. */
static void link_chain(const struct index *index, struct match *first, size_t count)
{
    char all[WORD_MAX_BYTES];
    size_t len = 0;
    for (size_t i = 0; i < count; i++) {
        if (len + first[i].len > WORD_MAX_BYTES)
            return;
        memcpy(all + len, first[i].text, first[i].len);
        len += first[i].len;
    }
    uint32_t term = index_find(index, all, len);
    if (!is_in_names(index, term))
        return;
    for (size_t i = 0; i < count; i++)
        first[i].linked[2] = term;
    weigh_linked(index, first, count, term);
}

static void link_chains(const struct index *index, struct match_list *list)
{
    for (size_t i = 0, end; i < list->count; i = end) {
        for (end = i + 1; end < list->count && list->items[end].joined;)
            end++;
        if (end - i > 2)
            link_chain(index, &list->items[i], end - i);
    }
}

static bool is_digit(const struct match *match)
{
    size_t minus = match->text[0] == '-';
    return match->len == minus + 1 && ascii_is_digit(match->text[minus]);
}

/* "5xx", "40x", "4x4": known digits, and open ones after the first. */
static bool is_pattern(const struct match *match)
{
    return ascii_is_digit(match->text[0]) && strchr(match->text, 'x') != NULL &&
           match->text[strspn(match->text, "0123456789.x")] == '\0';
}

/* The beginning of a code is meant only where the other words say little ("http 4"). */
static bool names_code(const struct index *index, const struct match *match, bool alone)
{
    if (match->quantity)
        return false;
    if (match->is_pattern || is_code(index, match->exact))
        return true;
    if (!match->last || !alone || !word_is_number(match->text))
        return false;
    for (size_t i = match->prefixes.first; i < match->prefixes.end; i++)
        if (index->terms[i].is_code)
            return true;
    return false;
}

/* A number of one digit is in every text: it is a code where nothing else is, or nearly so. */
static void drop_digits(struct match_list *list)
{
    bool others = false;
    for (size_t i = 0; i < list->count; i++)
        others = others || (list->items[i].is_code && !is_digit(&list->items[i]));
    for (size_t i = 0; i < list->count; i++) {
        struct match *match = &list->items[i];
        if (is_digit(match) && (others || (match->status == 0 && list->count > DIGIT_MAX_WORDS))) {
            match->is_code = false;
            match->quantity = true;
        }
    }
}

/* How sure it is that a code is the status of the text: a witness, that of an upstream server, a
 * hint, none. */
static int status_rank(const struct match *match)
{
    bool believed = match->status >= WITNESS_BELIEVED;
    return !believed ? match->status : match->upstream ? WITNESS_BELIEVED : WITNESS_BELIEVED + 1;
}

/* Among equals the order is that of the text. */
static bool goes_before(const struct match *a, const struct match *b)
{
    int left = status_rank(a), right = status_rank(b);
    return a->is_code && b->is_code && (left != right ? left > right : a->start < b->start);
}

static void order_codes(struct match_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        list->items[i].order = 0;
        for (size_t k = 0; k < list->count; k++)
            list->items[i].order += goes_before(&list->items[k], &list->items[i]);
    }
}

static void find_codes(const struct index *index, struct match_list *list)
{
    int others = 0;
    for (size_t i = 0; i + 1 < list->count; i++)
        others += list->items[i].weight;
    bool alone = others * 100 <= index->rarest * WEIGHT_CODE_ALONE_PERCENT;
    for (size_t i = 0; i < list->count; i++) {
        struct match *match = &list->items[i];
        match->is_pattern = is_pattern(match);
        match->is_code = names_code(index, match, alone);
    }
    drop_digits(list);
    order_codes(list);
}

/* Replaces the latest word by a part of it and, as long as there is room, the following ones. */
static void split_glued(const struct index *index, struct match_list *list,
                        const struct query_word *word, const struct glued *glued)
{
    struct query_word part = *word;
    part.last = false;
    list->count--;
    if (glued->before) {
        add_match(index, list, word->text, glued->start, &part);
        part.before = BREAK_NONE;
    }
    if (list->count < MATCH_MAX_WORDS)
        add_match(index, list, word->text + glued->start, glued->end - glued->start, &part);
    if (glued->after && list->count < MATCH_MAX_WORDS)
        add_match(index, list, word->text + glued->end, word->len - glued->end, &part);
}

/* Replaces the latest word by its parts if it is unknown as a whole but not in parts. */
static void split_unknown(const struct index *index, struct match_list *list,
                          const struct query_word *word)
{
    const struct match *match = &list->items[list->count - 1];
    if (match->exact != INDEX_NONE || match->typo_count > 0 || match->group != 0 ||
        !is_empty(match->stems) || (match->last && !is_empty(match->prefixes)))
        return;
    struct glued glued;
    if (find_glued_code(index, match, &glued)) {
        if (!match->quantity)
            split_glued(index, list, word, &glued);
        return;
    }
    size_t code = find_whole_code(index, match);
    size_t cut = code > 0 || match->len < 2 * LEAST_PART ? code : find_cut(index, match);
    if (cut == 0 || (code == 0 && list->count == MATCH_MAX_WORDS))
        return;
    struct query_word first = *word;
    first.last = false;
    list->count--;
    add_match(index, list, word->text, cut, &first);
    if (code > 0)
        return;
    struct query_word rest = *word;
    rest.before = BREAK_NONE;
    add_match(index, list, word->text + cut, word->len - cut, &rest);
}

/* Drops the latest word unless it is a code. */
static void drop_unless_code(const struct index *index, struct match_list *list)
{
    const struct match *match = &list->items[list->count - 1];
    if (match->quantity || !is_code(index, match->exact))
        list->count--;
}

/* A message and its summary often say the same; from the third time on a word says nothing more. */
static void weigh_repeated(struct match_list *list)
{
    for (size_t i = 2; i < list->count; i++) {
        int times = 0;
        for (size_t k = 0; k < i; k++)
            times += strcmp(list->items[i].text, list->items[k].text) == 0;
        if (times >= 2)
            list->items[i].weight = 0;
    }
}

void match_list_clear(struct match_list *list)
{
    free(list->items);
    *list = (struct match_list){.items = NULL};
}

void match_words(const struct index *index, const struct query_word *words, size_t count,
                 struct match_list *list)
{
    list->count = 0;
    if (count > 0 && list->items == NULL)
        list->items = xmalloc(MATCH_MAX_WORDS * sizeof *list->items);
    for (size_t i = 0; i < count && list->count < MATCH_MAX_WORDS; i++) {
        add_match(index, list, words[i].text, words[i].len, &words[i]);
        split_unknown(index, list, &words[i]);
        if (words[i].late)
            drop_unless_code(index, list);
    }
    weigh_repeated(list);
    link_neighbours(index, list);
    link_chains(index, list);
    find_codes(index, list);
}

int match_prefix_quality(const struct match *match, size_t term_len)
{
    if (match->len >= LEAST_NUMBER && term_len > match->len + 1 && word_is_number(match->text))
        return 0;
    int quality = WEIGHT_PREFIX_LEAST + WEIGHT_PREFIX_SPAN * (int)match->len / (int)term_len;
    return quality * match->prefix_percent / 100;
}

static bool same_stem(const struct match *match, const struct word *word)
{
    char stem[WORD_MAX_BYTES + 1];
    if (match->len < 3 || word->len < 3 || memcmp(match->text, word->text, 3) != 0)
        return false;
    copy_stem(stem, word->text, word->len);
    return strcmp(stem, match->stem) == 0;
}

static bool is_synonym(const struct index *index, const struct match *match,
                       const struct word *word)
{
    char stem[WORD_MAX_BYTES + 1];
    if (match->group == 0)
        return false;
    copy_stem(stem, word->text, word->len);
    return index_synonym_group(index, stem) == match->group;
}

int match_word(const struct index *index, const struct match *match, const struct word *word,
               size_t *bytes)
{
    *bytes = word->len;
    if (word->len == match->len && memcmp(word->text, match->text, match->len) == 0)
        return WEIGHT_SAME_WORD;
    if (same_stem(match, word))
        return WEIGHT_SAME_STEM;
    for (int side = 0; side < MATCH_LINKS; side++)
        if (match->linked[side] != INDEX_NONE &&
            strcmp(index_word(index, term_at(index, match->linked[side])), word->text) == 0)
            return WEIGHT_LINKED_WORDS;
    if (!is_empty(match->prefixes) && word->len > match->len &&
        memcmp(word->text, match->text, match->len) == 0) {
        *bytes = match->len;
        return match_prefix_quality(match, word->len);
    }
    for (size_t i = 0; i < match->typo_count; i++)
        if (strcmp(index_word(index, term_at(index, match->typos[i].term)), word->text) == 0)
            return match->typos[i].quality;
    return is_synonym(index, match, word) ? WEIGHT_SYNONYM : 0;
}

const char *match_guess(const struct index *index, const struct match *match)
{
    const struct index_term *best = NULL;
    if (ascii_is_digit(match->text[0])) /* another number is another question */
        return NULL;
    int bound = (int)match->len / 2 < GUESS_EDITS ? (int)match->len / 2 : GUESS_EDITS;
    for (size_t i = 0; i < index->term_count && bound > 0; i++) {
        const struct index_term *term = &index->terms[i];
        if (term->names == 0 || !may_be_near(match, term, bound))
            continue;
        int edits =
            distance_edits(match->text, match->len, index_word(index, term), term->len, bound);
        if (edits < bound || (edits == bound && best == NULL)) {
            best = term;
            bound = edits;
        }
    }
    return best != NULL ? index_word(index, best) : NULL;
}
