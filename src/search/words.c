#include "config.h"
#include "search/words.h"

#include <string.h>

#include "base/utf8.h"

enum char_kind { CHAR_SPACE, CHAR_WORD, CHAR_LINK, CHAR_POINT, CHAR_MINUS, CHAR_DROP };

/* U+00C0 to U+017F without accents; '?' where there is no plain letter, '*' where two. */
static const char latin[] = "aaaaaa*ceeeeiiiidnooooo?ouuuuyt*"
                            "aaaaaa*ceeeeiiiidnooooo?ouuuuyty"
                            "aaaaaaccccccccddddeeeeeeeeeegggg"
                            "gggghhhhiiiiiiiiii**jjkkkllllllll"
                            "llnnnnnnnnnoooooo**rrrrrrssssssss"
                            "ttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static enum char_kind char_kind(uint32_t cp)
{
    if (cp < 0x80) {
        if ((cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= '0' && cp <= '9'))
            return CHAR_WORD;
        return cp == '\'' || cp == '`' ? CHAR_DROP
               : cp == '_'             ? CHAR_LINK
               : cp == '-'             ? CHAR_MINUS
               : cp == '.'             ? CHAR_POINT
                                       : CHAR_SPACE;
    }
    if (cp == 0x2019 || cp == 0x2018 || cp == 0x2BC || cp == 0xAD)
        return CHAR_DROP;
    if (cp == 0x2010 || cp == 0x2011 || cp == 0x2212)
        return CHAR_MINUS;
    bool space = cp == UTF8_INVALID || (cp < 0xC0 && cp != 0xAA && cp != 0xB5 && cp != 0xBA) ||
                 cp == 0xD7 || cp == 0xF7 || (cp >= 0x2000 && cp <= 0x206F) ||
                 (cp >= 0x2190 && cp <= 0x2BFF) || (cp >= 0x3000 && cp <= 0x303F) ||
                 (cp >= 0xFF00 && cp <= 0xFF0F) || utf8_is_hidden(cp);
    return space ? CHAR_SPACE : CHAR_WORD;
}

static bool is_upper(uint32_t cp)
{
    return cp >= 'A' && cp <= 'Z';
}

static bool is_lower(uint32_t cp)
{
    return cp >= 'a' && cp <= 'z';
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

/* Small letters of other scripts with two cases, and letters of full width. */
static uint32_t small_letter(uint32_t cp)
{
    if ((cp >= 0x391 && cp <= 0x3A9) || (cp >= 0x410 && cp <= 0x42F))
        return cp + 32;
    if (cp >= 0x400 && cp <= 0x40F)
        return cp + 80;
    if (cp >= 0x531 && cp <= 0x556)
        return cp + 48;
    if ((cp >= 0x460 && cp <= 0x52F) || (cp >= 0x1E00 && cp <= 0x1EFF))
        return cp | 1;
    if (cp >= 0xFF21 && cp <= 0xFF3A)
        return cp - 0xFF21 + 'a';
    if (cp >= 0xFF41 && cp <= 0xFF5A)
        return cp - 0xFF41 + 'a';
    return cp;
}

/* Returns the digit from '0' to '9' that a digit of full width or of another script stands for; 0
 * for any other character. */
static char plain_digit(uint32_t cp)
{
    static const uint32_t zeros[] = {0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10};
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (cp >= zeros[i] && cp <= zeros[i] + 9)
            return (char)('0' + (cp - zeros[i]));
    return 0;
}

/* Writes the plain form of a character of a word. Returns its bytes: 0 for a combining accent. */
static size_t plain_char(uint32_t cp, char out[4])
{
    if (is_upper(cp)) {
        out[0] = (char)(cp - 'A' + 'a');
        return 1;
    }
    if (cp >= 0x300 && cp <= 0x36F)
        return 0;
    if (cp >= 0x660 && plain_digit(cp) != 0) {
        out[0] = plain_digit(cp);
        return 1;
    }
    if (cp >= 0xC0 && cp < 0xC0 + sizeof latin - 1 && latin[cp - 0xC0] != '?') {
        if (latin[cp - 0xC0] != '*')
            return utf8_encode((uint32_t)latin[cp - 0xC0], out);
        const char *two = cp == 0xDF                   ? "ss"
                          : cp == 0x132 || cp == 0x133 ? "ij"
                          : cp == 0x152 || cp == 0x153 ? "oe"
                                                       : "ae";
        memcpy(out, two, 2);
        return 2;
    }
    return utf8_encode(small_letter(cp), out);
}

static bool is_any_digit(uint32_t cp)
{
    return is_digit(cp) || (cp >= 0x80 && plain_digit(cp) != 0);
}

struct character {
    uint32_t cp;
    enum char_kind kind;
    size_t bytes; /* 0 at the end of the text */
};

static struct character peek(const struct word_cursor *cursor, size_t at)
{
    struct character c = {0, CHAR_SPACE, 0};
    if (at < cursor->len) {
        unsigned char byte = (unsigned char)cursor->text[at];
        c.cp = byte;
        c.bytes = byte < 0x80 ? 1 : utf8_decode(cursor->text + at, cursor->len - at, &c.cp);
        c.kind = char_kind(c.cp);
    }
    return c;
}

/* True when a new word begins at c, inside CamelCase. */
static bool begins_hump(uint32_t before, const struct character *c, const struct character *next)
{
    if (!is_upper(c->cp))
        return false;
    return is_lower(before) || (is_upper(before) && is_lower(next->cp));
}

/* True for a letter that has no plain form: one of another script, which needs no space next to a
 * number. Combining accents belong to the letter before. */
static bool is_foreign(uint32_t cp)
{
    char out[4];
    return cp >= 0x80 && plain_char(cp, out) > 1 && (unsigned char)out[0] >= 0x80;
}

/* True for a letter of a script that has no spaces between words. */
static bool is_unspaced(uint32_t cp)
{
    return (cp >= 0xE00 && cp <= 0xEFF) || (cp >= 0x2E80 && is_foreign(cp));
}

static bool is_ascii_letter(uint32_t cp)
{
    return is_upper(cp) || is_lower(cp);
}

/* True when c belongs to another script than the character before it, and to another word: a digit
 * next to a letter of another script, or an ASCII letter next to one that needs no spaces. */
static bool changes_script(uint32_t before, const struct character *c)
{
    if (before < 0x80 && c->cp < 0x80)
        return false;
    return (is_any_digit(before) && is_foreign(c->cp)) ||
           (is_foreign(before) && is_any_digit(c->cp)) ||
           (is_ascii_letter(before) && is_unspaced(c->cp)) ||
           (is_unspaced(before) && is_ascii_letter(c->cp));
}

/* Moves the cursor to the next character that begins a word. */
static bool skip_to_word(struct word_cursor *cursor, bool *joined)
{
    size_t begin = cursor->at;
    *joined = begin > 0;
    while (cursor->at < cursor->len) {
        if (cursor->text[cursor->at] == ' ') {
            *joined = false;
            cursor->at++;
            continue;
        }
        struct character c = peek(cursor, cursor->at);
        if (c.kind == CHAR_WORD)
            return true;
        struct character next = peek(cursor, cursor->at + c.bytes);
        bool lone = cursor->at == begin && next.kind == CHAR_WORD;
        bool after_space = cursor->at == 0 || peek(cursor, cursor->at - 1).kind == CHAR_SPACE;
        if (c.cp == '-' && is_digit(next.cp) && after_space) {
            *joined = false;
            return true;
        }
        if (!lone || c.kind == CHAR_SPACE)
            *joined = false;
        cursor->at += c.bytes;
    }
    return false;
}

/* Reads small letters and digits, which stay as they are whatever is around them. Returns the last
 * one, or `before` when there is none. */
static uint32_t read_plain(struct word_cursor *cursor, struct word *word, uint32_t before)
{
    size_t at = cursor->at;
    while (at < cursor->len) {
        unsigned char c = (unsigned char)cursor->text[at];
        if (!is_lower(c) && !is_digit(c))
            break;
        if (at == cursor->at && before >= 0x80 &&
            (is_digit(c) ? is_foreign(before) : is_unspaced(before)))
            break;
        if (word->len < WORD_MAX_BYTES)
            word->text[word->len++] = (char)c;
        before = c;
        at++;
    }
    if (at > cursor->at)
        word->end = cursor->at = at;
    return before;
}

/* Is there an x alone? "404.x" stands for all parts of 404. */
static bool is_part_x(const struct word_cursor *cursor, size_t at)
{
    return peek(cursor, at).cp == 'x' && peek(cursor, at + 1).kind != CHAR_WORD;
}

/* Reads the word that begins at the cursor; words.h has examples. Its length is 0 when it consists
 * of combining accents only. */
static void read_word(struct word_cursor *cursor, struct word *word)
{
    uint32_t before = 0;
    word->len = 0;
    word->start = cursor->at;
    word->end = cursor->at;
    for (;;) {
        before = read_plain(cursor, word, before);
        if (cursor->at == cursor->len || cursor->text[cursor->at] == ' ')
            break;
        struct character c = peek(cursor, cursor->at);
        struct character next = peek(cursor, cursor->at + c.bytes);
        if (c.kind == CHAR_WORD) {
            if (before != 0 && (begins_hump(before, &c, &next) || changes_script(before, &c)))
                break;
            char plain[4];
            size_t len = plain_char(c.cp, plain);
            if (word->len + len <= WORD_MAX_BYTES) {
                memcpy(word->text + word->len, plain, len);
                word->len += len;
            }
        } else if (c.kind == CHAR_MINUS && before == 0) {
            word->text[word->len++] = '-';
        } else if (c.kind == CHAR_POINT && is_digit(before) &&
                   (is_digit(next.cp) || is_part_x(cursor, cursor->at + c.bytes))) {
            if (word->len < WORD_MAX_BYTES)
                word->text[word->len++] = '.';
        } else if (c.kind != CHAR_DROP || next.kind != CHAR_WORD) {
            break;
        }
        before = c.kind == CHAR_DROP ? before : c.cp;
        cursor->at += c.bytes;
        word->end = cursor->at;
    }
    word->text[word->len] = '\0';
}

bool word_next(struct word_cursor *cursor, struct word *word)
{
    do {
        if (!skip_to_word(cursor, &word->joined))
            return false;
        read_word(cursor, word);
    } while (word->len == 0);
    return true;
}

size_t word_prefix_end(const char *text, const struct word *word, size_t bytes)
{
    size_t at = word->start, plain = 0;
    if (bytes >= word->len)
        return word->end;
    while (at < word->end && plain < bytes) {
        uint32_t cp;
        char out[4];
        at += utf8_decode(text + at, word->end - at, &cp);
        enum char_kind kind = char_kind(cp);
        plain += kind == CHAR_WORD ? plain_char(cp, out) : kind == CHAR_DROP ? 0 : 1;
    }
    return at;
}

bool word_append(struct word *to, const struct word *word)
{
    if (to->len == 0 || to->len + word->len > WORD_MAX_BYTES)
        return false;
    memcpy(to->text + to->len, word->text, word->len + 1);
    to->len += word->len;
    return true;
}

bool words_begin(struct word_cursor cursor, const char *value)
{
    struct word word;
    while (*value != '\0' && word_next(&cursor, &word)) {
        size_t len = strlen(value);
        size_t common = word.len < len ? word.len : len;
        if (memcmp(word.text, value, common) != 0)
            return false;
        value += common;
    }
    return *value == '\0';
}

bool word_is_number(const char *word)
{
    size_t digits = strspn(word, "0123456789");
    return digits > 0 && word[digits] == '\0';
}

bool word_is_in(const char *word, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}
