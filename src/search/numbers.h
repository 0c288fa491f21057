/*
 * Which numbers of a query are a status, by where they stand in its text (reading/witness.h).
 */
#ifndef SB_SEARCH_NUMBERS_H
#define SB_SEARCH_NUMBERS_H

#include "reading/terms.h"
#include "search/query.h"

/* Marks the words that are numbers: a status, or the quantity of something else. Adds numbers of
 * the text that are no words of the query, being after the last or in noise. text: what was parsed.
 */
void numbers_read(struct query *query, const struct terms *terms, const char *text);

#endif
