/*
 * The words of a text, in the plain form that search compares.
 *
 * Letters become small and lose their accents, apostrophes are dropped, and what is neither letter
 * nor digit ends a word. Knows no language and no registry. "~" marks a joined word below:
 *
 *     Not FOUND           not found           a space ends a word
 *     I'm, l’Été, Straße  im lete strasse     apostrophes and accents are dropped
 *     retry-after, a_b    retry ~after a ~b   one hyphen, underscore or full stop joins two words
 *     a--b, a - b, a/b    a b a b a b         anything else separates them
 *     TooManyRequests     too ~many ~requests a capital after a small letter begins a word
 *     HTTPError           http ~error         so does the last of several capitals
 *     HTTP2Error, 0x1F    http2error 0x1f     a capital after a digit does not
 *     404エラー, ４０４   404 ~エラー 404     digits have one form; other scripts end at them
 *     404.15, 9110.       404.15 9110         a full stop between digits stays
 *     haproxy -1, 3-1     haproxy -1 3 ~1     so does a minus after a space, before a number
 */
#ifndef SB_SEARCH_WORDS_H
#define SB_SEARCH_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Longer words are cut: they are keys and addresses, and nobody types them to the end. */
#define WORD_MAX_BYTES 40

struct word {
    char text[WORD_MAX_BYTES + 1]; /* plain, NUL-terminated */
    size_t len;                    /* bytes of text */
    size_t start, end;             /* bytes of the original */
    bool joined; /* a hyphen, underscore, full stop or capital joins it to the previous word */
};

struct word_cursor {
    const char *text;
    size_t len, at;
};

/* Reads the next word. Returns false at the end of the text. Any bytes are allowed. */
bool word_next(struct word_cursor *cursor, struct word *word);

/* Returns the end, in bytes of the original, of what became the first `bytes` bytes of the word. */
size_t word_prefix_end(const char *text, const struct word *word, size_t bytes);

/* Appends the text of a word to another one. Returns false when that one is empty or becomes too
 * long. */
bool word_append(struct word *to, const struct word *word);

/* True when the words from the cursor on, written without spaces, begin with the value. */
bool words_begin(struct word_cursor cursor, const char *value);

/* True for a word of digits only. */
bool word_is_number(const char *word);

/* True when the word is in the list, which ends with NULL. */
bool word_is_in(const char *word, const char *const *list);

#endif
