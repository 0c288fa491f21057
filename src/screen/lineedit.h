/*
 * One line of text being typed: characters, cursor, bounds. A value; knows no keys and no screen.
 */
#ifndef SB_SCREEN_LINEEDIT_H
#define SB_SCREEN_LINEEDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"

struct lineedit {
    struct strbuf text; /* valid UTF-8 */
    size_t cursor;      /* byte offset of a character boundary */
    size_t max_chars, max_bytes;
};

/* Makes an empty line that holds at most so much. */
void lineedit_init(struct lineedit *edit, size_t max_chars, size_t max_bytes);
void lineedit_clear(struct lineedit *edit); /* frees */

/* Replaces the text and puts the cursor at its end. Text that does not fit is dropped; controls are
 * treated as by lineedit_insert(), while invisible characters stay: they are the user's. */
void lineedit_set(struct lineedit *edit, const char *text);
const char *lineedit_text(const struct lineedit *edit);

/* Inserts a character at the cursor. Controls and invisible characters become a space (a pasted
 * line break) or are left out, apart from the joiners, which words and emoji are spelt with; so is
 * what does not fit. True when the text changed. */
bool lineedit_insert(struct lineedit *edit, uint32_t cp);

/* Each is true when text or cursor changed. */
bool lineedit_left(struct lineedit *edit);
bool lineedit_right(struct lineedit *edit);
bool lineedit_word_left(struct lineedit *edit);  /* to the start of a word */
bool lineedit_word_right(struct lineedit *edit); /* to the end of a word */
bool lineedit_home(struct lineedit *edit);
bool lineedit_end(struct lineedit *edit);
bool lineedit_backspace(struct lineedit *edit);
bool lineedit_delete(struct lineedit *edit);
bool lineedit_delete_word(struct lineedit *edit);   /* before the cursor */
bool lineedit_delete_before(struct lineedit *edit); /* all before the cursor */
bool lineedit_delete_after(struct lineedit *edit);  /* all after it */

#endif
