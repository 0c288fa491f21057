/*
 * What search knows of English: which forms belong to one word, and how much a word says.
 *
 * All words are as words.h reads them: lower-case, plain, NUL-terminated.
 */
#ifndef SB_SEARCH_ENGLISH_H
#define SB_SEARCH_ENGLISH_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Cuts an ending off, in place, so that forms of a word become equal: plural, -ed, -ing, -ation,
 * British and American spelling. Returns the new length. Words with digits stay as they are.
 */
size_t english_stem(char *word, size_t len);

/* Returns how much a word says, in percent: 100, less for words such as "the" and "not". */
int english_importance_percent(const char *word);

/* True for a word that says nearly nothing. */
bool english_is_filler(const char *word);

/* True for a word that makes the number before it a quantity: "ms", "MB", "users". */
bool english_is_unit(const char *word);

/* True for a word that says what the number after it counts: "than", "port", "section". */
bool english_expects_number(const char *word);

/* True for a word after which a number with "s" is a time in seconds: "after", "timeout". */
bool english_expects_duration(const char *word);

#endif
