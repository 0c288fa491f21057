#include "config.h"
#include "search/index.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "registry/reference.h"
#include "registry/registry.h"
#include "search/distance.h"
#include "search/english.h"
#include "search/words.h"

#define MOST_WORDS 255 /* of one text that keep their place; later ones are only found */

/* A word while the index is being built. */
struct raw_term {
    struct index_term term;
    int importance_percent;
    uint32_t last_text, last_name, last_entry; /* the latest it was met in, counted from 1 */
};

struct raw_posting {
    uint32_t term, text;
    uint8_t at;
};

/* Its arrays are those of the index, which are constant there. */
struct builder {
    struct index *index;
    struct raw_term *raw_terms;
    size_t raw_term_cap;
    uint32_t *table; /* hash table of term number + 1 */
    size_t table_size;
    struct raw_posting *raw_postings;
    size_t raw_posting_cap;
    char *words;
    size_t words_len, words_cap;
    struct index_term *terms;
    struct index_text *texts;
    const char **strings;
    size_t text_cap, string_cap;
};

static size_t hash_word(const char *word, size_t len)
{
    uint64_t hash = hash_add_bytes(HASH_START, word, len);
    return (size_t)(hash ^ hash >> 32);
}

static void enlarge_table(struct builder *b)
{
    size_t size = b->table_size == 0 ? 4096 : 2 * b->table_size;
    free(b->table);
    b->table = xcalloc(size, sizeof *b->table);
    b->table_size = size;
    for (size_t i = 0; i < b->index->term_count; i++) {
        const struct index_term *term = &b->raw_terms[i].term;
        size_t slot = hash_word(b->words + term->text, term->len) & (size - 1);
        while (b->table[slot] != 0)
            slot = (slot + 1) & (size - 1);
        b->table[slot] = (uint32_t)(i + 1);
    }
}

/* Adds a word to those of the index, and returns its place there. */
static uint32_t add_word(struct builder *b, const char *word, size_t len)
{
    size_t place = b->words_len;
    b->words = mem_grow(b->words, &b->words_cap, place + len + 1, 1);
    memcpy(b->words + place, word, len);
    b->words[place + len] = '\0';
    b->words_len += len + 1;
    b->index->words = b->words;
    b->index->words_len = b->words_len;
    return (uint32_t)place;
}

/* Returns the place of the stem of a word, which is at a place itself. */
static uint32_t add_stem(struct builder *b, uint32_t place, size_t len)
{
    char stem[WORD_MAX_BYTES + 1];
    memcpy(stem, b->words + place, len + 1);
    size_t stem_len = english_stem(stem, len);
    if (stem_len == len && memcmp(stem, b->words + place, len) == 0)
        return place;
    return add_word(b, stem, stem_len);
}

/* Returns the number of a word, which is added if it is new; INDEX_NONE if there are `most`. */
static uint32_t term_number(struct builder *b, const char *word, size_t len, size_t most)
{
    if (2 * b->index->term_count >= b->table_size)
        enlarge_table(b);
    size_t slot = hash_word(word, len) & (b->table_size - 1);
    while (b->table[slot] != 0) {
        const struct index_term *term = &b->raw_terms[b->table[slot] - 1].term;
        if (term->len == len && memcmp(b->words + term->text, word, len) == 0)
            return b->table[slot] - 1;
        slot = (slot + 1) & (b->table_size - 1);
    }
    if (b->index->term_count >= most)
        return INDEX_NONE;
    size_t number = b->index->term_count++;
    MEM_GROW(b->raw_terms, b->raw_term_cap, number + 1);
    struct index_term term = {
        .text = add_word(b, word, len),
        .letters = distance_letters(word, len),
        .len = (uint8_t)len,
    };
    term.stem = add_stem(b, term.text, len);
    b->raw_terms[number] =
        (struct raw_term){.term = term, .importance_percent = english_importance_percent(word)};
    b->table[slot] = (uint32_t)(number + 1);
    return (uint32_t)number;
}

static bool is_title(const struct index_text *text)
{
    return text_kinds[text->kind].sort == TEXT_TITLE;
}

static void add_posting(struct builder *b, const char *word, size_t len, size_t at)
{
    struct index *index = b->index;
    uint32_t text = (uint32_t)index->text_count; /* the latest text, counted from 1 */
    const struct index_text *owner = &b->texts[text - 1];
    uint32_t number = term_number(
        b, word, len, text_is_name(owner->kind) ? INDEX_MAX_TERMS : INDEX_MAX_TEXT_TERMS);
    if (number == INDEX_NONE) {
        index->is_full = true;
        return;
    }
    struct raw_term *term = &b->raw_terms[number];
    bool counts = text_is_name(owner->kind) || term->importance_percent == 100;
    if (term->last_text == text || !counts)
        return;
    term->last_text = text;
    term->term.count++;
    term->term.heads += is_title(owner);
    if (term->last_entry != owner->entry + 1)
        term->term.entries++;
    term->last_entry = owner->entry + 1;
    if (text_is_name(owner->kind)) {
        if (term->last_name != owner->entry + 1)
            term->term.names++;
        term->last_name = owner->entry + 1;
    }
    MEM_GROW(b->raw_postings, b->raw_posting_cap, index->posting_count + 1);
    b->raw_postings[index->posting_count++] =
        (struct raw_posting){number, text - 1, (uint8_t)(at < MOST_WORDS ? at : MOST_WORDS)};
}

/* Words joined to one another ("e-mail", "WebSocket", "TooManyRequests"), so far. */
struct chain {
    struct word pair; /* the latest two as one */
    struct word all;
    size_t begins_at;
};

/* Adds joined words as one word too: the latest two, and all of them. */
static void add_linked(struct builder *b, struct chain *chain, const struct word *word, size_t at)
{
    if (!word->joined) {
        chain->all = *word;
        chain->begins_at = at;
    } else {
        if (word_append(&chain->pair, word))
            add_posting(b, chain->pair.text, chain->pair.len, at - 1);
        if (word_append(&chain->all, word))
            add_posting(b, chain->all.text, chain->all.len, chain->begins_at);
        else
            chain->all.len = 0;
    }
    chain->pair = *word;
}

static void add_text(struct builder *b, size_t entry, enum text_kind kind, const char *text)
{
    struct index *index = b->index;
    if (text == NULL)
        return;
    size_t number = index->text_count++;
    MEM_GROW(b->texts, b->text_cap, number + 1);
    MEM_GROW(b->strings, b->string_cap, number + 1);
    b->texts[number] = (struct index_text){
        .place = (uint32_t)number, .entry = (uint32_t)entry, .kind = (uint8_t)kind};
    b->strings[number] = text;

    struct word_cursor cursor = {text, strlen(text), 0};
    struct word word;
    struct chain chain = {.begins_at = 0};
    size_t at = 0;
    for (; word_next(&cursor, &word); at++) {
        add_posting(b, word.text, word.len, at);
        add_linked(b, &chain, &word, at);
    }
    b->texts[number].length = (uint8_t)(at < MOST_WORDS ? at : MOST_WORDS);
}

/* Adds the code, which a query may name if it is one word. */
static void add_code(struct builder *b, size_t entry, const char *code)
{
    add_text(b, entry, TEXT_CODE, code);
    if (b->texts[b->index->text_count - 1].length == 1)
        b->raw_terms[b->raw_postings[b->index->posting_count - 1].term].term.is_code = true;
}

static void add_references(struct builder *b, size_t at, enum text_kind kind,
                           const struct reference_list *list)
{
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].doc == NULL)
            continue;
        strbuf_reset(&text);
        reference_text(&list->items[i], &text);
        add_text(b, at, kind, arena_strndup(&b->index->arena, text.data, text.len));
    }
    strbuf_clear(&text);
}

/* Where the texts of a kind are: a member of the entry; or of its details, references or one of
 * each struct of an array. */
struct source {
    enum { FORM_ELSEWHERE, FORM_MEMBER, FORM_EACH, FORM_REFERENCES } form;
    size_t offset; /* of the member, in the entry, its details or the struct */
    size_t array;  /* FORM_EACH: offset in the details of the pointer to the array */
    size_t count;  /* FORM_EACH: offset in the details of its number of structs */
    size_t size;   /* FORM_EACH: bytes of a struct */
};

/* clang-format off */
static const struct source sources[TEXT_KIND_COUNT] = {
#define ELSEWHERE {.form = FORM_ELSEWHERE}
#define MEMBER(member) {.form = FORM_MEMBER, .offset = offsetof(struct entry, member)}
#define REFERENCES(list) {.form = FORM_REFERENCES, .offset = offsetof(struct entry_details, list)}
#define EACH(type, member, array, count) {FORM_EACH, offsetof(struct type, member), \
    offsetof(struct entry_details, array), offsetof(struct entry_details, count), \
    sizeof(struct type)}
#define LIST(list) {FORM_EACH, 0, \
    offsetof(struct entry_details, list.items), offsetof(struct entry_details, list.count), \
    sizeof(const char *)}
#define KIND(name, sort, shown, word, text, source, reason) source,
#include "search/kinds.def"
#undef KIND
};
/* clang-format on */

static enum text_kind header_kind(const void *item)
{
    const struct header_field *header = item;
    return header->strength == STRENGTH_USUAL ? TEXT_HEADER_USUAL : TEXT_HEADER;
}

static void add_each(struct builder *b, size_t at, enum text_kind kind, const char *details)
{
    const struct source *source = &sources[kind];
    const char *item, *text;
    size_t count;
    memcpy(&item, details + source->array, sizeof item);
    memcpy(&count, details + source->count, sizeof count);
    for (size_t i = 0; i < count; i++, item += source->size) {
        memcpy(&text, item + source->offset, sizeof text);
        add_text(b, at, kind == TEXT_HEADER ? header_kind(item) : kind, text);
    }
}

static void add_entry(struct builder *b, const struct registry *registry, size_t at)
{
    const struct entry *entry = &registry->entries[at];
    const char *details = (const char *)entry_details(entry);
    const struct code_class *class = registry_class_of(registry, entry);
    add_code(b, at, entry->code);
    for (enum text_kind kind = 0; kind < TEXT_KIND_COUNT; kind++) {
        size_t offset = sources[kind].offset;
        if (kind == TEXT_CLASS && class != NULL)
            add_text(b, at, kind, class->title);
        else if (sources[kind].form == FORM_REFERENCES)
            add_references(b, at, kind, (const void *)(details + offset));
        else if (sources[kind].form == FORM_EACH)
            add_each(b, at, kind, details);
        else if (sources[kind].form == FORM_MEMBER)
            add_text(b, at, kind, *(const char *const *)((const char *)entry + offset));
    }
}

/* Returns 64 times the binary logarithm of (1 + all / some), in integers: the same everywhere. */
static int rarity(size_t all, size_t some)
{
    uint64_t ratio = ((uint64_t)all << 16) / some + (1u << 16); /* 16 bits after the point */
    int log = 0;
    while (ratio >= 2u << 16) {
        ratio >>= 1;
        log += 64;
    }
    return log + (int)((ratio - (1u << 16)) >> 10);
}

static void list_heads(struct index *index)
{
    uint32_t *heads = xcalloc(index->term_count, sizeof *heads);
    for (size_t i = 0; i < index->term_count; i++)
        if (index->terms[i].heads > 0)
            heads[index->head_count++] = (uint32_t)i;
    index->heads = heads;
}

static void weigh_terms(struct builder *b)
{
    size_t all = b->index->entry_count;
    b->index->rarest = rarity(all, 1);
    for (size_t i = 0; i < b->index->term_count; i++) {
        struct index_term *term = &b->terms[i];
        size_t some = term->names > 0 ? term->names : term->entries;
        term->weight = rarity(all, some > 0 ? some : 1) *
                           english_importance_percent(b->words + term->text) / 100 +
                       1;
    }
}

/* A term on its way into an order. */
struct ordered {
    const char *text, *stem;
    uint32_t number;
};

static int compare_texts(const void *left, const void *right)
{
    const struct ordered *a = left, *b = right;
    return strcmp(a->text, b->text);
}

static int compare_stems(const void *left, const void *right)
{
    const struct ordered *a = left, *b = right;
    int order = strcmp(a->stem, b->stem);
    return order != 0 ? order : strcmp(a->text, b->text);
}

/* Sorts the vocabulary. Returns place[old number], the new number, which the caller frees. */
static uint32_t *sort_terms(struct builder *b)
{
    size_t count = b->index->term_count;
    struct ordered *order = xcalloc(count, sizeof *order);
    uint32_t *place = xcalloc(count, sizeof *place);
    uint32_t *by_stem = xcalloc(count, sizeof *by_stem);
    b->terms = xcalloc(count, sizeof *b->terms);

    for (size_t i = 0; i < count; i++) {
        const struct index_term *term = &b->raw_terms[i].term;
        order[i] = (struct ordered){b->words + term->text, b->words + term->stem, (uint32_t)i};
    }
    qsort(order, count, sizeof *order, compare_texts);
    for (size_t i = 0; i < count; i++) {
        place[order[i].number] = (uint32_t)i;
        b->terms[i] = b->raw_terms[order[i].number].term;
        order[i].number = (uint32_t)i;
    }
    qsort(order, count, sizeof *order, compare_stems);
    for (size_t i = 0; i < count; i++)
        by_stem[i] = order[i].number;
    free(order);
    b->index->terms = b->terms;
    b->index->by_stem = by_stem;
    return place;
}

/* Sorts the postings by term, those in heads first. */
static void sort_postings(struct builder *b, const uint32_t *place)
{
    struct index *index = b->index;
    uint32_t next = 0;
    struct index_posting *postings = xcalloc(index->posting_count, sizeof *postings);
    for (size_t i = 0; i < index->term_count; i++) {
        struct index_term *term = &b->terms[i];
        term->first = next;
        next += term->count;
        term->count = term->heads; /* where the next one that is no head goes */
        term->heads = 0;
    }
    for (size_t i = 0; i < index->posting_count; i++) {
        const struct raw_posting *raw = &b->raw_postings[i];
        struct index_term *term = &b->terms[place[raw->term]];
        uint32_t at = is_title(&b->texts[raw->text]) ? term->heads++ : term->count++;
        postings[term->first + at] = (struct index_posting){raw->text, raw->at};
    }
    index->postings = postings;
}

/* A text weighs as much as its words. Joined words weigh nothing more as one word. */
static void weigh_texts(struct builder *b, const uint32_t *place)
{
    uint32_t text = INDEX_NONE;
    uint8_t at = 0;
    for (size_t i = 0; i < b->index->posting_count; i++) {
        const struct raw_posting *raw = &b->raw_postings[i];
        bool together = raw->text == text && raw->at < at;
        if (!together)
            b->texts[raw->text].weight += b->terms[place[raw->term]].weight;
        text = raw->text;
        at = together ? at : raw->at;
    }
}

/* Measures how much is known of each entry, and how many others mention its code. */
static void measure_standing(struct index *index, const struct registry *registry)
{
    int most = 1;
    int *standing = xcalloc(index->entry_count, sizeof *standing);
    for (size_t i = 0; i < index->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        uint32_t term = index_find(index, entry->code, strlen(entry->code));
        bool first = i == 0 || strcmp(entry->code, registry->entries[i - 1].code) != 0;
        standing[i] = (int)(entry_details(entry)->tags.count + entry_details(entry)->aliases.count);
        if (term != INDEX_NONE && first)
            standing[i] += (int)index->terms[term].entries;
        most = standing[i] > most ? standing[i] : most;
    }
    for (size_t i = 0; i < index->entry_count; i++)
        standing[i] = (int)((long)standing[i] * 1000 / most);
    index->standing = standing;
}

/* A synonym on its way into their order. */
struct raw_synonym {
    const char *stem;
    uint32_t place, group;
};

static int compare_synonyms(const void *left, const void *right)
{
    const struct raw_synonym *a = left, *b = right;
    int order = strcmp(a->stem, b->stem);
    return order != 0 ? order : (a->group > b->group) - (a->group < b->group);
}

/* Returns the words of the groups, sorted by stem, then by group; the caller frees them. */
static struct raw_synonym *list_synonyms(struct builder *b, const struct string_list *groups,
                                         size_t *count)
{
    struct raw_synonym *list = NULL;
    size_t cap = 0;
    *count = 0;
    for (size_t i = 0; i < groups->count; i++) {
        struct word_cursor cursor = {groups->items[i], strlen(groups->items[i]), 0};
        struct word word;
        while (word_next(&cursor, &word)) {
            uint32_t place = add_stem(b, add_word(b, word.text, word.len), word.len);
            MEM_GROW(list, cap, *count + 1);
            list[(*count)++] = (struct raw_synonym){.place = place, .group = (uint32_t)i + 1};
        }
    }
    for (size_t i = 0; i < *count; i++)
        list[i].stem = b->words + list[i].place;
    if (*count > 1)
        qsort(list, *count, sizeof *list, compare_synonyms);
    return list;
}

/* If a word is in several groups, the first counts. */
static void add_synonyms(struct builder *b, const struct string_list *groups)
{
    struct index *index = b->index;
    size_t count;
    struct raw_synonym *list = list_synonyms(b, groups, &count);
    struct index_synonym *synonyms = xcalloc(count, sizeof *synonyms);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && strcmp(list[i - 1].stem, list[i].stem) == 0)
            continue;
        struct index_range terms = index_find_stem(index, list[i].stem);
        synonyms[index->synonym_count++] = (struct index_synonym){
            list[i].place, list[i].group, (uint32_t)terms.first, (uint32_t)terms.end};
    }
    index->synonyms = synonyms;
    free(list);
}

unsigned index_synonym_group(const struct index *index, const char *stem)
{
    size_t low = 0, high = index->synonym_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(index->words + index->synonyms[middle].stem, stem);
        if (order == 0)
            return index->synonyms[middle].group;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

struct index *index_new(const struct registry *registry)
{
    struct index *index = xcalloc(1, sizeof *index);
    struct builder b = {.index = index};
    index->entry_count = registry->entry_count;
    for (size_t i = 0; i < registry->entry_count; i++)
        add_entry(&b, registry, i);
    uint32_t *place = sort_terms(&b);
    weigh_terms(&b);
    sort_postings(&b, place);
    list_heads(index);
    weigh_texts(&b, place);
    measure_standing(index, registry);
    add_synonyms(&b, &registry->synonyms);
    index->texts = b.texts;
    index->strings = b.strings;
    free(place);
    free(b.raw_terms);
    free(b.table);
    free(b.raw_postings);
    return index;
}

void index_free(struct index *index)
{
    if (index == NULL)
        return;
    free((void *)index->words);
    free((void *)index->terms);
    free((void *)index->by_stem);
    free((void *)index->heads);
    free((void *)index->synonyms);
    free((void *)index->postings);
    free((void *)index->texts);
    free((void *)index->strings);
    free((void *)index->standing);
    arena_clear(&index->arena);
    free(index);
}

/* Returns the terms whose first len bytes, or those of their stems with the numbers by_stem, are
 * those of the key. The range begins where they would be when there are none. */
static struct index_range find_range(const struct index *index, const uint32_t *by_stem,
                                     const char *key, size_t len)
{
    struct index_range range = {0, 0, by_stem};
    for (int greater = 0; greater <= 1; greater++) {
        size_t low = range.first, high = index->term_count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            const char *text = by_stem != NULL ? index_stem(index, &index->terms[by_stem[middle]])
                                               : index_word(index, &index->terms[middle]);
            if (strncmp(text, key, len) < greater)
                low = middle + 1;
            else
                high = middle;
        }
        *(greater ? &range.end : &range.first) = low;
    }
    return range;
}

uint32_t index_find(const struct index *index, const char *word, size_t len)
{
    struct index_range range = find_range(index, NULL, word, len);
    bool found = range.first < range.end && index->terms[range.first].len == len;
    return found ? (uint32_t)range.first : INDEX_NONE;
}

struct index_range index_find_prefix(const struct index *index, const char *prefix, size_t len)
{
    return find_range(index, NULL, prefix, len);
}

struct index_range index_find_stem(const struct index *index, const char *stem)
{
    return find_range(index, index->by_stem, stem, WORD_MAX_BYTES + 1);
}
