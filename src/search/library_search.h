/*
 * Searches all registries of a library at once: the main one first, then what the further ones add.
 *
 * Hits of a further registry come in where they are at least half as good as the best; codes of one
 * only where the text names them for sure (announced.h). in:NAME searches one registry, -in:NAME
 * leaves one out.
 */
#ifndef SB_SEARCH_LIBRARY_SEARCH_H
#define SB_SEARCH_LIBRARY_SEARCH_H

#include "registry/library.h"
#include "search/search.h"

struct library_search;

/* user is copied and may be NULL. The library must outlive the search. */
struct library_search *library_search_new(const struct library *library,
                                          const struct search_user *user);
void library_search_free(struct library_search *search);

/* Empties *hits and fills it again, as search_run() does. */
void library_search_run(struct library_search *search, const char *text, struct hits *hits);

/* Finds the words of the latest run in a text of the registry, as search_mark() does. */
size_t library_search_mark(const struct library_search *search, const struct registry *registry,
                           const char *text, size_t len, struct span *spans, size_t max);

/* Does the same in the text "CODE PHRASE" of an entry. */
size_t library_search_mark_title(const struct library_search *search, const struct entry *entry,
                                 struct span spans[TITLE_MAX_SPANS]);

#endif
