/*
 * Words as search compares them: cut out of a text and folded.
 *
 * Knows no language and no registry. Folding makes letters plain and
 * small ("É" becomes "e"), drops apostrophes and cuts at everything that is no letter or digit and
 * inside CamelCase; a full stop between digits stays ("15.5.5"), so does a minus before a number.
 */
#ifndef SB_SEARCH_WORDS_H
#define SB_SEARCH_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Longer words are cut: they are keys and addresses, and nobody types them to the end. */
#define WORD_MAX_BYTES 40

struct word {
    char text[WORD_MAX_BYTES + 1]; /* folded, NUL-terminated */
    size_t len;                    /* bytes of text */
    size_t start, end;             /* bytes of the original */
    bool joined; /* a hyphen, full stop or change of case links it to the word before */
};

struct word_cursor {
    const char *text;
    size_t len, at;
};

/* Reads the next word. False at the end of the text. Any bytes are allowed. */
bool word_next(struct word_cursor *cursor, struct word *word);

/* The end, in bytes of the original, of the first `bytes` folded bytes of the word. */
size_t word_prefix_end(const char *text, const struct word *word, size_t bytes);

/* True when word is one of digits only. */
bool word_is_number(const char *word);

/* True when the word is in the list, which ends with NULL. */
bool word_is_in(const char *word, const char *const *list);

#endif
