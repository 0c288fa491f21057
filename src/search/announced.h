/*
 * Codes of further registries that a question names for sure: after a word that announces them
 * ("curl: (28)"), by a name that is nothing else (DEADLINE_EXCEEDED), right after a status, as logs
 * have it ("503 UH"), or alone. In running text a 7 or a DO is no code.
 */
#ifndef SB_SEARCH_ANNOUNCED_H
#define SB_SEARCH_ANNOUNCED_H

#include "reading/announcer.h"

/* Finds them. Those of the main registry are found by the search itself. */
void announced_find(struct announced *found, const struct announcer *announcer, const char *text);

#endif
