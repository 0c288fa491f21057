#include "config.h"
#include "screen/lineedit.h"

#include <string.h>

#include "base/utf8.h"

void lineedit_init(struct lineedit *edit, size_t max_chars, size_t max_bytes)
{
    *edit = (struct lineedit){.max_chars = max_chars, .max_bytes = max_bytes};
}

void lineedit_clear(struct lineedit *edit)
{
    strbuf_clear(&edit->text);
    edit->cursor = 0;
}

const char *lineedit_text(const struct lineedit *edit)
{
    return strbuf_str(&edit->text);
}

/* Reports whether a character of so many bytes has room. Characters are counted only where there
 * may be too many: a long paste inserts one after the other. */
static bool has_room(const struct lineedit *edit, size_t bytes)
{
    size_t len = edit->text.len;
    return len + bytes <= edit->max_bytes &&
           (len < edit->max_chars || utf8_count(edit->text.data, len) < edit->max_chars);
}

/* Inserts a character that may stand in a line, when there is room for it. */
static bool insert(struct lineedit *edit, uint32_t cp)
{
    char bytes[4];
    size_t count = utf8_encode(cp, bytes), after = edit->text.len - edit->cursor;
    if (!has_room(edit, count))
        return false;
    strbuf_add(&edit->text, bytes, count);
    char *at = edit->text.data + edit->cursor;
    memmove(at + count, at, after);
    memcpy(at, bytes, count);
    edit->cursor += count;
    return true;
}

/* A line break or tab is a space; false for what is no character of a line. */
static bool clean(uint32_t *cp)
{
    if (*cp == '\t' || *cp == '\n' || *cp == '\r')
        *cp = ' ';
    bool surrogate = *cp >= 0xD800 && *cp <= 0xDFFF;
    return *cp <= 0x10FFFF && !surrogate && !utf8_is_control(*cp);
}

bool lineedit_insert(struct lineedit *edit, uint32_t cp)
{
    return clean(&cp) && (!utf8_is_hidden(cp) || utf8_is_joiner(cp)) && insert(edit, cp);
}

void lineedit_set(struct lineedit *edit, const char *text)
{
    size_t len = strlen(text);
    uint32_t cp;
    strbuf_reset(&edit->text);
    edit->cursor = 0;
    for (size_t i = 0; i < len;) {
        i += utf8_decode(text + i, len - i, &cp);
        if (clean(&cp))
            insert(edit, cp);
    }
}

static bool move_to(struct lineedit *edit, size_t cursor)
{
    bool moved = cursor != edit->cursor;
    edit->cursor = cursor;
    return moved;
}

bool lineedit_left(struct lineedit *edit)
{
    return move_to(edit, utf8_prev(lineedit_text(edit), edit->cursor));
}

bool lineedit_right(struct lineedit *edit)
{
    return move_to(edit, utf8_next(lineedit_text(edit), edit->text.len, edit->cursor));
}

/* Where the word before the cursor starts, or where the word after it ends. */
static size_t word_start(const struct lineedit *edit)
{
    const char *text = lineedit_text(edit);
    size_t at = edit->cursor;
    while (at > 0 && text[at - 1] == ' ')
        at--;
    while (at > 0 && text[at - 1] != ' ')
        at--;
    return at;
}

static size_t word_end(const struct lineedit *edit)
{
    const char *text = lineedit_text(edit);
    size_t at = edit->cursor;
    at += strspn(text + at, " ");
    return at + strcspn(text + at, " ");
}

bool lineedit_word_left(struct lineedit *edit)
{
    return move_to(edit, word_start(edit));
}

bool lineedit_word_right(struct lineedit *edit)
{
    return move_to(edit, word_end(edit));
}

bool lineedit_home(struct lineedit *edit)
{
    return move_to(edit, 0);
}

bool lineedit_end(struct lineedit *edit)
{
    return move_to(edit, edit->text.len);
}

/* Removes the bytes [start, end); the cursor is at start afterwards. */
static bool remove_range(struct lineedit *edit, size_t start, size_t end)
{
    if (start == end)
        return false;
    memmove(edit->text.data + start, edit->text.data + end, edit->text.len - end + 1);
    edit->text.len -= end - start;
    edit->cursor = start;
    return true;
}

bool lineedit_backspace(struct lineedit *edit)
{
    return remove_range(edit, utf8_prev(lineedit_text(edit), edit->cursor), edit->cursor);
}

bool lineedit_delete(struct lineedit *edit)
{
    return remove_range(edit, edit->cursor,
                        utf8_next(lineedit_text(edit), edit->text.len, edit->cursor));
}

bool lineedit_delete_word(struct lineedit *edit)
{
    return remove_range(edit, word_start(edit), edit->cursor);
}

bool lineedit_delete_before(struct lineedit *edit)
{
    return remove_range(edit, 0, edit->cursor);
}

bool lineedit_delete_after(struct lineedit *edit)
{
    return remove_range(edit, edit->cursor, edit->text.len);
}
