/*
 * Codes of further registries that a text names for sure: after a word that announces them
 * ("curl: (28)"), by a name that is nothing else (DEADLINE_EXCEEDED), right after a status, as logs
 * have it ("503 UH"), or alone. In running text a 7 or a DO is no code.
 */
#ifndef SB_SEARCH_ANNOUNCED_H
#define SB_SEARCH_ANNOUNCED_H

#include <stdbool.h>
#include <stddef.h>

#include "registry/library.h"

#define ANNOUNCED_MAX 16 /* entries of one text; nobody asks for more at once */

struct announced {
    const struct entry *entries[ANNOUNCED_MAX]; /* in the order of the text */
    size_t count;
};

/* Finds them. Those of the main registry are found by the search itself. */
void announced_find(struct announced *found, const struct library *library, const char *text);

bool announced_has(const struct announced *found, const struct entry *entry);

#endif
