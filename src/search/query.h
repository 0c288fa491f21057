/*
 * The parts of what the user typed: words, excluded words, facets.
 *
 * Knows nothing of the registry; search.c gives the parts their meaning.
 */
#ifndef SB_SEARCH_QUERY_H
#define SB_SEARCH_QUERY_H

#include <stdbool.h>
#include <stddef.h>

/* Longer input than anyone types; a paste beyond it is cut. */
#define QUERY_MAX_CHARS 256
/* A part is kept in plain form (words.h) and, if it is a facet, as it was typed and perhaps as
 * words, with at most a NUL after each character. A character has up to 4 bytes; the plain form has
 * no more. */
#define QUERY_MAX_BYTES (3 * (4 + 1) * QUERY_MAX_CHARS)

enum facet { FACET_CLASS, FACET_RFC, FACET_HEADER, FACET_BY, FACET_IS, FACET_COUNT };

/* "class", "rfc", ...: what is before the colon. */
extern const char *const facet_names[FACET_COUNT];

/* What was before a word: "vs" splits a query in two; "or" and "and" may. */
enum query_break { BREAK_NONE, BREAK_MAYBE, BREAK_VERSUS };

struct query_word {
    const char *text; /* plain (words.h), NUL-terminated; the query's */
    size_t len;       /* bytes */
    bool last;        /* the word being typed: it may be a prefix */
    bool joined;      /* a hyphen or change of case joins it to the previous word */
    bool quantity;    /* a number that counts something: "30 seconds" */
    enum query_break before;
};

struct query_facet {
    enum facet facet;
    const char *value; /* plain, its words without spaces; may be empty while it is being typed */
    const char *typed; /* the value as it was typed, for messages */
    bool exclude;
};

struct query {
    struct query_word *words;
    size_t word_count, word_cap;
    struct query_word *excluded;
    size_t excluded_count, excluded_cap;
    struct query_facet *facets;
    size_t facet_count, facet_cap;
    const char *unknown; /* name of the first unknown facet, or NULL; NAME:VALUE is in
                            words as well, since it may be plain text ("error: 404") */
    size_t kept_len;
    char kept[QUERY_MAX_BYTES]; /* what the pointers above point to */
};

/* Divides a text of any bytes into its parts; never fails. The query is zeroed, or was parsed
 * before and is emptied first. */
void query_parse(struct query *query, const char *text);
void query_clear(struct query *query); /* frees */

#endif
