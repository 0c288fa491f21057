/*
 * UTF-8 text measured in terminal columns.
 *
 * Bytes in, characters and columns out. Widths are the C library's wcwidth(), because curses and
 * the terminal use the same table; setlocale() must have been called. In a locale that is not
 * UTF-8 every character beyond ASCII counts one column, since it is shown as one '?'.
 */
#ifndef SB_BASE_UTF8_H
#define SB_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strbuf;

/* The character that utf8_decode() gives for a byte that is not part of valid UTF-8. */
#define UTF8_INVALID UINT32_MAX

/*
 * Reads one character from the len (at least 1) bytes at s into *cp. Returns the bytes it took,
 * at least 1. Overlong forms, surrogates and values above U+10FFFF give UTF8_INVALID and 1.
 */
static inline size_t utf8_decode(const char *s, size_t len, uint32_t *cp);

/* Writes the character cp, a valid Unicode scalar value. Returns its bytes. */
size_t utf8_encode(uint32_t cp, char bytes[4]);

/* Appends the character cp. */
void utf8_append(struct strbuf *out, uint32_t cp);

/* Returns the number of characters: of bytes that do not continue one. Needs no locale. */
size_t utf8_count(const char *s, size_t len);

/* Returns the columns of one character: 0 for combining ones, 2 for wide ones, else 1. */
static inline int utf8_char_width(uint32_t cp);

/* Returns the columns of a text; of one that a NUL ends. */
int utf8_width(const char *s, size_t len);
int utf8_cols(const char *s);

/*
 * Returns how many bytes of s fit into width_cols columns, cut between characters, combining
 * characters kept with their base. Sets *used_cols (may be NULL) to their columns.
 */
size_t utf8_fit(const char *s, size_t len, int width_cols, int *used_cols);

/* Each returns an offset in bytes: where the character before `at` begins (0 when there is none),
 * and where the one at `at` ends. Combining characters belong to their base. */
size_t utf8_prev(const char *s, size_t at);
size_t utf8_next(const char *s, size_t len, size_t at);

/* Returns whether a terminal must never get it as it is: C0, DEL, C1. */
bool utf8_is_control(uint32_t cp);

/* Returns whether all len bytes are valid and no character is such a control. */
bool utf8_is_plain(const char *s, size_t len);

/* Returns how many bytes at s are printable ASCII, which every terminal shows as it is. */
size_t utf8_ascii_run(const char *s, size_t len);

/* Returns whether it changes or hides what stands next to it: bidirectional controls, zero-width
 * and other invisible format characters. */
bool utf8_is_hidden(uint32_t cp);

/* Returns whether it is one of those that spelling needs: the zero-width joiner and non-joiner of
 * Persian, of Indian scripts and of emoji made of several, and the selectors of the forms of a
 * character. */
bool utf8_is_joiner(uint32_t cp);

/*
 * Appends s in a form that is safe to show on one line: tab and newline become a space, other
 * controls '?', hidden characters a visible token such as <U+202E>, invalid bytes '?'; a joiner
 * in a word of a script that is spelt with it stays, among emoji it is left out, as are tones of
 * skin. With ascii, what is not ASCII is transliterated where a plain form exists and else becomes
 * '?'.
 */
void utf8_display(struct strbuf *out, const char *s, size_t len, bool ascii);

/* Returns the text as utf8_display() shows it; the caller owns it. */
char *utf8_printable(const char *text);

/* Inline, because nearly all of a text is ASCII. */

/* Parts of those below, for what is not ASCII. */
size_t utf8_decode_long(const char *s, size_t len, uint32_t *cp);
int utf8_char_width_long(uint32_t cp);

static inline size_t utf8_decode(const char *s, size_t len, uint32_t *cp)
{
    if ((unsigned char)*s >= 0x80)
        return utf8_decode_long(s, len, cp);
    *cp = (unsigned char)*s;
    return 1;
}

static inline int utf8_char_width(uint32_t cp)
{
    return cp < 0x80 ? 1 : utf8_char_width_long(cp);
}

#endif
