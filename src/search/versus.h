/*
 * "401 vs 403": a question for what tells entries apart.
 */
#ifndef SB_SEARCH_VERSUS_H
#define SB_SEARCH_VERSUS_H

#include <stddef.h>

#include "search/library_search.h"

#define VERSUS_MAX 8 /* parts that are kept; more than anyone compares */

/* The parts of a text that "vs" or "versus" divides. Zeroed is empty. */
struct versus {
    char *parts[VERSUS_MAX]; /* owned */
    size_t count;            /* 0: the text is no such question */
};

/* Splits a text; the parts are copies. */
void versus_split(struct versus *versus, const char *text);
void versus_clear(struct versus *versus); /* frees */

/* Returns the entry that a part means: that of a code, else the first hit; NULL when nothing is
 * found. The search must be of the library. */
const struct entry *versus_entry(const struct library *library, struct library_search *search,
                                 const char *part);

#endif
