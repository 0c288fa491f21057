#include "config.h"
#include "base/utf8.h"
#include "base/strbuf.h"
#include "base/word.h"

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

size_t utf8_decode_long(const char *s, size_t len, uint32_t *cp)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *p = (const unsigned char *)s;
    size_t need = p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;

    *cp = UTF8_INVALID;
    if (need == 0 || need > len || p[0] > 0xF4)
        return 1;
    uint32_t value = p[0] & (0x7Fu >> need);
    for (size_t i = 1; i < need; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 1;
        value = value << 6 | (p[i] & 0x3Fu);
    }
    if (value < least[need] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 1;
    *cp = value;
    return need;
}

size_t utf8_encode(uint32_t cp, char bytes[4])
{
    if (cp < 0x80) {
        bytes[0] = (char)cp;
        return 1;
    }
    size_t len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--, cp >>= 6)
        bytes[i] = (char)(0x80 | (cp & 0x3F));
    bytes[0] = (char)((0xF00u >> len) | cp);
    return len;
}

void utf8_append(struct strbuf *out, uint32_t cp)
{
    char bytes[4];
    strbuf_add(out, bytes, utf8_encode(cp, bytes));
}

size_t utf8_count(const char *s, size_t len)
{
    size_t count = len, i = 0;
    /* A byte continues a character when its two highest bits are 10: eight at a time. */
    for (; len - i >= WORD_BYTES; i += WORD_BYTES) {
        uint64_t word = word_at(s + i);
        count -= (size_t)(((word >> 7 & ~word >> 6 & WORD_ONES) * WORD_ONES) >> 56);
    }
    for (; i < len; i++)
        count -= ((unsigned char)s[i] & 0xC0) == 0x80;
    return count;
}

int utf8_char_width_long(uint32_t cp)
{
    if (cp == UTF8_INVALID || MB_CUR_MAX == 1)
        return 1;
    int width = wcwidth((wchar_t)cp);
    return width < 0 ? 1 : width;
}

int utf8_width(const char *s, size_t len)
{
    size_t i = utf8_ascii_run(s, len);
    int width = (int)i;
    uint32_t cp;
    while (i < len) {
        i += utf8_decode(s + i, len - i, &cp);
        width += utf8_char_width(cp);
    }
    return width;
}

int utf8_cols(const char *s)
{
    return utf8_width(s, strlen(s));
}

size_t utf8_fit(const char *s, size_t len, int width_cols, int *used_cols)
{
    int used = 0;
    size_t i = 0;
    uint32_t cp;
    while (i < len) {
        size_t room = width_cols > used ? (size_t)(width_cols - used) : 0;
        size_t n = utf8_ascii_run(s + i, len - i < room ? len - i : room);
        int width = (int)n;
        if (n == 0) {
            n = utf8_decode(s + i, len - i, &cp);
            width = utf8_char_width(cp);
        }
        if (used + width > width_cols)
            break;
        used += width;
        i += n;
    }
    if (used_cols != NULL)
        *used_cols = used;
    return i;
}

static size_t char_start_before(const char *s, size_t at)
{
    size_t i = at - 1;
    while (i > 0 && at - i < 4 && ((unsigned char)s[i] & 0xC0) == 0x80)
        i--;
    return i;
}

size_t utf8_prev(const char *s, size_t at)
{
    while (at > 0) {
        uint32_t cp;
        size_t start = char_start_before(s, at);
        utf8_decode(s + start, at - start, &cp);
        at = start;
        if (utf8_char_width(cp) != 0)
            break;
    }
    return at;
}

size_t utf8_next(const char *s, size_t len, size_t at)
{
    uint32_t cp;
    if (at >= len)
        return len;
    at += utf8_decode(s + at, len - at, &cp);
    while (at < len) {
        size_t n = utf8_decode(s + at, len - at, &cp);
        if (utf8_char_width(cp) != 0)
            break;
        at += n;
    }
    return at;
}

bool utf8_is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F);
}

bool utf8_is_plain(const char *s, size_t len)
{
    uint32_t cp;
    for (size_t i = 0; i < len;) {
        i += utf8_decode(s + i, len - i, &cp);
        if (cp == UTF8_INVALID || utf8_is_control(cp))
            return false;
    }
    return true;
}

/* A run of characters. */
struct range {
    uint32_t first, last;
};

static bool is_in(const struct range *ranges, size_t count, uint32_t cp)
{
    for (size_t i = 0; i < count && ranges[i].first <= cp; i++)
        if (cp <= ranges[i].last)
            return true;
    return false;
}

bool utf8_is_hidden(uint32_t cp)
{
    static const struct range ranges[] = {
#define HIDDEN(first, last) {first, last},
#define SHAPING(first, last)
#include "base/hidden.def"
#undef HIDDEN
#undef SHAPING
    };
    /* The rest is not ignorable but has no look of its own: ends of lines, and annotations. */
    return is_in(ranges, sizeof ranges / sizeof ranges[0], cp) || cp == 0x2028 || cp == 0x2029 ||
           (cp >= 0xFFF9 && cp <= 0xFFFB);
}

bool utf8_is_joiner(uint32_t cp)
{
    static const struct range ranges[] = {
#define HIDDEN(first, last)
#define SHAPING(first, last) {first, last},
#include "base/hidden.def"
#undef HIDDEN
#undef SHAPING
    };
    return is_in(ranges, sizeof ranges / sizeof ranges[0], cp);
}

/* The signs that the program itself writes, and the commonest of people's texts. */
static const char *transliteration(uint32_t cp)
{
    static const struct {
        uint32_t cp;
        const char *ascii;
    } table[] = {
        {0xA0, " "},   {0xA7, "section "}, {0xB7, "-"},    {0xD7, "x"},    {0x2010, "-"},
        {0x2011, "-"}, {0x2012, "-"},      {0x2013, "-"},  {0x2014, "-"},  {0x2018, "'"},
        {0x2019, "'"}, {0x201C, "\""},     {0x201D, "\""}, {0x2022, "*"},  {0x2026, "..."},
        {0x203A, ">"}, {0x2190, "<-"},     {0x2191, "^"},  {0x2192, "->"}, {0x2193, "v"},
        {0x2500, "-"}, {0x2502, "|"},      {0x2503, "|"},  {0x253C, "+"},  {0x254C, "-"},
        {0x2588, ">"}, {0x258C, " "},      {0x25B6, ">"},  {0x25B8, ">"},  {0x25C0, "<"},
        {0x2605, "*"}, {0x2713, "+"},      {0x2717, "x"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].cp == cp)
            return table[i].ascii;
    return "?";
}

size_t utf8_ascii_run(const char *s, size_t len)
{
    size_t n = 0;
    /* Eight at a time. A byte that is less than a space, DEL, or more, has its highest bit set in
     * the difference to a space, in the sum with one, or itself. */
    for (; len - n >= WORD_BYTES; n += WORD_BYTES) {
        uint64_t word = word_at(s + n);
        if (((word | (word + WORD_ONES) | (word - WORD_ONES * ' ')) & WORD_HIGHS) != 0)
            break;
    }
    while (n < len && s[n] >= ' ' && s[n] < 0x7F)
        n++;
    return n;
}

/* A joiner after a letter is spelling. The scripts that need it are from U+0600 to U+2000; of what
 * stands above, emoji, terminals make one sign of a width that nobody can know. Returns the
 * character that now stands before the next one. */
static uint32_t display_joiner(struct strbuf *out, uint32_t cp, uint32_t before, bool ascii)
{
    if (before < 0x600 || utf8_is_hidden(before)) {
        strbuf_printf(out, "<U+%04X>", (unsigned)cp);
        return cp;
    }
    if (ascii || before >= 0x2000) /* left out */
        return before;
    utf8_append(out, cp);
    return cp;
}

/* The tones of skin, of which terminals make one sign with the emoji before them, like joiners. */
static bool is_tone_of(uint32_t cp, uint32_t before)
{
    return cp >= 0x1F3FB && cp <= 0x1F3FF && before >= 0x2000 && !utf8_is_hidden(before);
}

void utf8_display(struct strbuf *out, const char *s, size_t len, bool ascii)
{
    uint32_t cp, before = 0;
    size_t n;
    for (size_t i = 0; i < len; i += n) {
        /* Nearly all of a text is plain, and quick when it is taken at once. */
        n = utf8_ascii_run(s + i, len - i);
        if (n > 0) {
            strbuf_add(out, s + i, n);
            before = ' ';
            continue;
        }
        n = utf8_decode(s + i, len - i, &cp);
        if (utf8_is_joiner(cp)) {
            before = display_joiner(out, cp, before, ascii);
            continue;
        }
        if (is_tone_of(cp, before))
            continue;
        if (cp == '\t' || cp == '\n')
            strbuf_putc(out, ' ');
        else if (cp == UTF8_INVALID || utf8_is_control(cp))
            strbuf_putc(out, '?');
        else if (utf8_is_hidden(cp))
            strbuf_printf(out, "<U+%04X>", (unsigned)cp);
        else if (ascii && cp >= 0x80)
            strbuf_puts(out, transliteration(cp));
        else
            strbuf_add(out, s + i, n);
        before = cp == UTF8_INVALID ? 0 : cp;
    }
}

char *utf8_printable(const char *text)
{
    struct strbuf shown = STRBUF_INIT;
    utf8_display(&shown, text, strlen(text), false);
    return strbuf_take(&shown);
}
