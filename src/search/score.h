/*
 * Scores of entries for the words of a query. The order of hits comes from here.
 *
 * Keeps one accumulator for each text and entry of the index, so that scoring allocates nothing.
 */
#ifndef SB_SEARCH_SCORE_H
#define SB_SEARCH_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "search/index.h"
#include "search/match.h"

/* How a word of a text is met. */
enum form { FORM_SAME, FORM_OTHER, FORM_MISSPELT };

/* How a code was meant by a number of the query. */
enum code_match { CODE_NONE, CODE_BEGINS, CODE_FITS, CODE_IS };

/* What is known of an entry; valid when its serial is that of the scores. */
struct score_entry {
    uint32_t serial;
    uint16_t word;      /* number of the latest word that met it, from 1 */
    uint8_t code;       /* enum code_match */
    uint8_t code_order; /* how many other codes go before it */
    bool owner;         /* its owner was named */
    int settled;        /* weight of the words found but the last, which may be being typed */
    bool quoted;        /* its phrase is among the words, as a whole */
    uint8_t together;   /* words of its phrase that stand together, at most */
    bool named;         /* its phrase is what was typed, word for word */
    int sum, latest;    /* weight of the words found; the latest one is not in the sum yet */
    int numbers;        /* likewise, of words that are codes */
    int best, second;   /* scores of the texts that fit best */
    uint32_t best_text; /* INDEX_NONE: none yet */
    int score;          /* set by score_finish() */
};

/* What is known of a text. */
struct score_text {
    uint32_t number;       /* of the text in the index */
    uint16_t word;         /* as above */
    uint16_t before;       /* number of the word met before it, 0: none */
    uint8_t words, pairs;  /* words met; those that directly follow the previous one, in both */
    uint8_t at, before_at; /* where in the text */
    uint8_t first_at;
    uint8_t run, best_run; /* words together in both: up to the latest one, and at most */
    bool is_pair;
    uint8_t form, latest_form;   /* enum form, of the word least like what was typed */
    int sum, latest;             /* weight of the query's words found */
    int covered, latest_covered; /* weight of the text's words found */
};

struct scores {
    const struct index *index;
    const struct registry *registry;
    struct score_entry *entries; /* [entry] */
    uint32_t *met_entries;
    size_t met_entry_count;
    struct score_text *texts; /* those that were met */
    size_t text_count, text_cap;
    uint32_t *places; /* [text] 1 + its place in texts; 0: it was not met */
    uint32_t serial;
    int total; /* weight of all words of the query */
    size_t word_count;
    uint16_t last_number; /* of the last known word */
    size_t codes;         /* words that are codes */
    bool alone;           /* the others say little */
    bool joined;          /* some words are in an identifier ("invalid_token") */
    bool equal_found;     /* some name was met word for word */
    int64_t common;       /* number of a registered entry that people call so; 0: none */
};

/* The index and the registry must outlive the scores. */
void score_init(struct scores *scores, const struct index *index, const struct registry *registry);
void score_clear(struct scores *scores);

/* Looks for the words items[first..end) in all texts. What was found before is forgotten. */
void score_words(struct scores *scores, const struct match_list *list, size_t first, size_t end);

/* Adds a text that is not in the index, the user's note, which has words of this weight: between
 * score_words() and score_finish(). If it fits best, the entry gets a score but no best_text. */
void score_note(struct scores *scores, uint32_t entry, int weight);

/* Turns what was found into scores. */
void score_finish(struct scores *scores);

static inline const struct score_entry *score_entry(const struct scores *scores, uint32_t entry)
{
    return scores->entries != NULL && scores->entries[entry].serial == scores->serial
               ? &scores->entries[entry]
               : NULL;
}

#endif
