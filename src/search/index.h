/*
 * The search index of a registry: every word of every text, and where it is.
 *
 * Knows nothing of queries and scores. Built in one pass over the registry and never changed;
 * its size and the time to build it grow linearly with the registry's text, up to a bound.
 */
#ifndef SB_SEARCH_INDEX_H
#define SB_SEARCH_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "registry/model.h"
#include "search/kinds.h"

#define INDEX_NONE UINT32_MAX

/* Different words, ten and twenty times those of the registries that are compiled in: each costs
 * time in every search that looks for misspelt words. After the first bound words of names alone
 * are added, after the second none. */
#define INDEX_MAX_TEXT_TERMS 100000
#define INDEX_MAX_TERMS 200000

/* A text of the registry. */
struct index_text {
    uint32_t place; /* use index_string() */
    uint32_t entry; /* index of the entry */
    int weight;     /* of all its words together */
    uint8_t kind;   /* enum text_kind */
    uint8_t length; /* words, at most 255 */
};

struct index_posting {
    uint32_t text;
    uint8_t at; /* number of the word in its text, at most 255 */
};

/* A word of the vocabulary. Texts are places in index.words: use index_word() and index_stem(). */
struct index_term {
    uint32_t text, stem;
    uint32_t letters;        /* distance_letters() */
    uint32_t first, count;   /* its postings; texts ascending, codes and phrases before others */
    uint32_t heads;          /* those in codes and phrases */
    uint32_t names, entries; /* entries that have it in a name; in any text */
    int weight;              /* greater for rarer words */
    uint8_t len;
    bool is_code; /* the whole code of some entry */
};

/* Some terms; index_term_at() gives the number of each. */
struct index_range {
    size_t first, end;       /* half-open */
    const uint32_t *numbers; /* [place], the index's; NULL: places are numbers */
};

/* A word of registry.synonyms; it is in one group, in any of its forms (english_stem()). */
struct index_synonym {
    uint32_t stem;       /* place in index.words */
    uint32_t group;      /* from 1: words of one group mean the same */
    uint32_t first, end; /* places in by_stem of the terms with this stem; may be none */
};

/* It has no pointers but to its arrays, so that the index of a registry that is compiled in can be
 * constant data (gen/builtin.c). */
struct index {
    const char *words;              /* of terms and synonyms, each ends with a NUL */
    size_t words_len;               /* bytes */
    const struct index_term *terms; /* sorted by text */
    const uint32_t *by_stem;        /* term numbers, sorted by stem, then text */
    size_t term_count;
    const uint32_t *heads; /* numbers of the terms that codes and phrases have, ascending */
    size_t head_count;
    const struct index_posting *postings;
    size_t posting_count;
    const struct index_text *texts; /* entry after entry */
    size_t text_count;
    const char *const *strings; /* [place] of a text: the registry's or, for references, in the
                                   arena. NULL: a place is one in the packed texts. */
    const char *packed_texts;   /* of struct builtin */
    const struct index_synonym *synonyms; /* sorted by stem */
    size_t synonym_count;
    const int *standing; /* [entry] 0-1000: how much is known of it, a sign of how common it is */
    size_t entry_count;
    int rarest;   /* weight of a word that one entry has */
    bool is_full; /* words are missing, because there are too many */
    struct arena arena;
};

/* Returns a new index, never NULL. The registry must outlive it. */
struct index *index_new(const struct registry *registry);
void index_free(struct index *index); /* NULL is allowed */

static inline const char *index_word(const struct index *index, const struct index_term *term)
{
    return index->words + term->text;
}

static inline const char *index_stem(const struct index *index, const struct index_term *term)
{
    return index->words + term->stem;
}

static inline const char *index_string(const struct index *index, const struct index_text *text)
{
    return index->strings != NULL ? index->strings[text->place] : index->packed_texts + text->place;
}

/* Returns the number of the term that is the word, or INDEX_NONE. */
uint32_t index_find(const struct index *index, const char *word, size_t len);

/* Return the terms that begin with a prefix, or have a stem; the range may be empty. */
struct index_range index_find_prefix(const struct index *index, const char *prefix, size_t len);
struct index_range index_find_stem(const struct index *index, const char *stem);

/* Returns the terms with the stem of a synonym. */
static inline struct index_range index_synonym_terms(const struct index *index, size_t synonym)
{
    const struct index_synonym *found = &index->synonyms[synonym];
    return (struct index_range){found->first, found->end, index->by_stem};
}

/* Returns the group of a stem, 0 when it has none. */
unsigned index_synonym_group(const struct index *index, const char *stem);

static inline uint32_t index_term_at(struct index_range range, size_t place)
{
    return range.numbers != NULL ? range.numbers[place] : (uint32_t)place;
}

#endif
