/*
 * Searches a registry: ranked hits with the reason for each.
 *
 * Deterministic: the same registry and text give the same hits in the same order. The index is
 * built once, on the first search.
 */
#ifndef SB_SEARCH_SEARCH_H
#define SB_SEARCH_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

#include "registry/model.h"
#include "search/facets.h"
#include "search/kinds.h"
#include "search/mark.h"
#include "search/user.h"

/* More hits than anyone pages through. It bounds what a keystroke costs, however large the
 * registry is. */
#define SEARCH_MAX_HITS 1000

struct hit {
    const struct entry *entry;
    int score;           /* higher is better; comparable within one result only */
    enum text_kind kind; /* the best reason */
    const char *reason;  /* the text that matched, of the registry or the search, or the user's
                            note; NULL when code and phrase show it */
    const struct header_field *header; /* what header: asked for, when nothing else did; or NULL */
};

struct hits {
    struct hit *items; /* best first, at most SEARCH_MAX_HITS */
    size_t count, cap;
    size_t
        answers;  /* of the first ones: named by their code, or at least half as good as the best */
    size_t found; /* more than count if there are more than SEARCH_MAX_HITS */
    char *suggestion; /* owned: the nearest guess when nothing was found, or NULL */
    struct facet_offer offer;
    bool cut;      /* of the words after QUERY_MAX_WORDS only codes were looked for */
    char *problem; /* owned: what is wrong with the query (an unknown facet), or NULL */
};

void hits_reset(struct hits *hits); /* empties, keeps the room for items; zeroed is empty */
void hits_clear(struct hits *hits); /* frees */

struct search;

/* user is copied and may be NULL. The registry must outlive the search. */
struct search *search_new(const struct registry *registry, const struct search_user *user);
void search_free(struct search *search);

/* Empties *hits and fills it again. An empty text finds nothing. Reasons are valid until
 * search_free(). */
void search_run(struct search *search, const char *text, struct hits *hits);

/* Finds the words of the latest search_run() in a displayed text, as mark_find() does. */
size_t search_mark(const struct search *search, const char *text, size_t len, struct span *spans,
                   size_t max);

/* Does the same in the text "CODE PHRASE" of an entry. */
#define TITLE_MAX_SPANS 12
size_t search_mark_title(const struct search *search, const struct entry *entry,
                         struct span spans[TITLE_MAX_SPANS]);

#endif
