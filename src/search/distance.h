/*
 * How far apart two words are: the slips of a finger that make one into the other.
 *
 * An edit inserts, deletes or replaces a character, or swaps two neighbours.
 * Words have at most WORD_MAX_BYTES bytes.
 */
#ifndef SB_SEARCH_DISTANCE_H
#define SB_SEARCH_DISTANCE_H

#include <stddef.h>
#include <stdint.h>

/* Returns the edits that make word a into word b; max + 1 when there are more than max. */
int distance_edits(const char *a, size_t a_len, const char *b, size_t b_len, int max);

/* Returns the edits that make word a into the nearest beginning of word b; likewise. */
int distance_edits_to_prefix(const char *a, size_t a_len, const char *b, size_t b_len, int max);

/* Returns the set of letters of a word: each edit changes at most two of its bits. Comparing sets
 * first spares most calls of the functions above. */
uint32_t distance_letters(const char *word, size_t len);

#endif
