/*
 * The parts of what the user typed: words, excluded words, facets.
 *
 * Knows nothing of the registry; search.c gives the parts their meaning.
 */
#ifndef SB_SEARCH_QUERY_H
#define SB_SEARCH_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* A long paste: a page of a log, a stack trace. What follows is not read. */
#define QUERY_MAX_BYTES 65536
/* A sentence. Of the words after these only codes are kept: whatever is around it, a code says what
 * is meant, while more words say less and less. */
#define QUERY_MAX_WORDS 40
/* More numbers are a table. */
#define QUERY_MAX_LATE_CODES 32
/* As many of each as anyone types. */
#define QUERY_MAX_FACETS 16

enum facet { FACET_CLASS, FACET_RFC, FACET_HEADER, FACET_BY, FACET_IS, FACET_COUNT };

/* "class", "rfc", ...: what is before the colon. */
extern const char *const facet_names[FACET_COUNT];

/* Chooses registries: it looks like a facet, and is taken out before (library_search.h). */
#define SCOPE_FACET "in"

/* What was before a word: "vs" splits a query in two; "or" and "and" may. */
enum query_break { BREAK_NONE, BREAK_MAYBE, BREAK_VERSUS };

struct query_word {
    const char *text;  /* plain (words.h), NUL-terminated; the query's */
    size_t len;        /* bytes */
    size_t start, end; /* bytes of the text */
    bool last;         /* the word being typed: it may be a prefix */
    bool joined;       /* a hyphen or change of case joins it to the previous word */
    bool quantity;     /* a number that counts something: "30 seconds" */
    bool late;         /* no word, but a number that was added: it matters only if it is a code */
    int status;        /* it stands where a status stands: how sure that is; 0: it does not */
    bool upstream;     /* that of the server that a proxy asked */
    const char *owner; /* whose status it is by its place; NULL: not known */
    enum query_break before;
};

struct query_facet {
    enum facet facet;
    const char *value; /* plain, its words without spaces; may be empty while it is being typed */
    const char *typed; /* the value as it was typed, for messages */
    size_t start, end; /* bytes of the text */
    bool exclude;
};

struct query {
    struct query_word *words;
    size_t word_count, word_cap;
    struct query_word *excluded;
    size_t excluded_count, excluded_cap;
    struct query_facet *facets;
    size_t facet_count, facet_cap;
    const char *unknown;  /* name of the first unknown facet, or NULL; NAME:VALUE is in
                             words as well, since it may be plain text ("error: 404") */
    bool unknown_is_slip; /* it is nearly the name of a facet */
    const char *wildcard; /* the first word such as "4?4" or "2**", which is no pattern; or NULL */
    size_t len;           /* bytes of the text that were read */
    bool cut;             /* there are more words than QUERY_MAX_WORDS */
    size_t cut_at;        /* the first byte that is in no word then */
    struct arena arena;   /* what the pointers above point to */
};

/* Divides a text of any bytes into its parts; never fails. The query is zeroed, or was parsed
 * before and is emptied first. */
void query_parse(struct query *query, const char *text);
/* Adds a number of the text, which begins at `start`, after the words. */
struct query_word *query_add_late(struct query *query, const char *number, size_t start,
                                  size_t len);
void query_clear(struct query *query); /* frees */

#endif
