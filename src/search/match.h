/*
 * Which words of the index a word of the query may mean: itself, its forms, what it begins,
 * what it is misspelt for, and other words for the same.
 */
#ifndef SB_SEARCH_MATCH_H
#define SB_SEARCH_MATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "search/index.h"
#include "search/query.h"
#include "search/words.h"

#define MATCH_MAX_WORDS (QUERY_MAX_WORDS + QUERY_MAX_LATE_CODES)
#define MATCH_LINKS 3      /* ways in which a word can be part of a longer one */
#define MATCH_MAX_TYPOS 16 /* corrections of one word; more are guesses */

struct match_typo {
    uint32_t term;
    int quality;
};

/* One word of the query. */
struct match {
    char text[WORD_MAX_BYTES + 1];
    size_t len;
    char stem[WORD_MAX_BYTES + 1];
    uint32_t letters; /* distance_letters() */
    bool last;        /* being typed */
    bool quantity;    /* a number that counts something */
    int status;       /* of query_word, as the next two */
    bool upstream;
    const char *owner;
    size_t start;    /* in the text of the query */
    size_t order;    /* of a code: how many others go before it */
    bool is_code;    /* a code, or its beginning where nothing else is asked for */
    bool is_pattern; /* "5xx" */
    enum query_break before;
    bool joined;                  /* to the previous word */
    uint32_t exact;               /* term, or INDEX_NONE */
    uint32_t linked[MATCH_LINKS]; /* with the previous word, with the next, with all that are
                           linked to it ("TooManyRequests"); or INDEX_NONE */
    struct index_range stems;     /* terms that are forms of the word */
    struct index_range prefixes;  /* terms that begin with the word */
    int prefix_percent;           /* of the quality of these */
    struct match_typo typos[MATCH_MAX_TYPOS]; /* best first */
    size_t typo_count;
    unsigned group; /* of synonyms; 0: none */
    int weight;     /* how much the word says */
};

struct match_list {
    struct match *items; /* MATCH_MAX_WORDS; NULL before the first use */
    size_t count;
};

void match_list_clear(struct match_list *list); /* frees */

/* Looks up the words. One that is unknown but made of two known ones becomes two. */
void match_words(const struct index *index, const struct query_word *words, size_t count,
                 struct match_list *list);

/* True when something in the index fits the word. */
bool match_is_known(const struct match *match);

/* Returns the quality of a word of term_len bytes that begins with the word of the match; 0 for a
 * number too long to be meant. */
int match_prefix_quality(const struct match *match, size_t term_len);

/*
 * Returns the quality of a word of any text, 0 if it does not fit. *bytes is how many of its bytes
 * are meant: all of them, or the beginning that was typed.
 */
int match_word(const struct index *index, const struct match *match, const struct word *word,
               size_t *bytes);

/* Returns the word of a name that is nearest to one that nothing fits, or NULL. */
const char *match_guess(const struct index *index, const struct match *match);

#endif
