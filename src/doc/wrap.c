#include "config.h"
#include "doc/wrap.h"

#include <stdbool.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

/* A part that is shorter is not worth a line of its own. */
#define PART_MIN_BYTES 3

static bool is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static bool is_word_end(const struct strbuf *text, size_t at)
{
    return at >= text->len || text->data[at] == ' ';
}

/* Does the sign at a place belong to what is before it? ":all" and ".NET" are words. */
static bool clings(const struct strbuf *text, size_t at)
{
    return is_one_of(text->data[at], ",;)]}") ||
           (is_one_of(text->data[at], ".:!?") && is_word_end(text, at + 1));
}

/* Where the bytes from `start` on that fit into `width` columns end. */
static size_t columns_end(const struct strbuf *text, size_t start, int width)
{
    size_t room = text->len - start;
    return room == 0 ? start : start + utf8_fit(text->data + start, room, width, NULL);
}

/* The last place in (start, end] after one of the characters; `start` when there is none. */
static size_t place_after(const struct strbuf *text, size_t start, size_t end, const char *set)
{
    for (size_t at = end; at >= start + PART_MIN_BYTES; at--)
        if (at < text->len && is_one_of(text->data[at - 1], set) &&
            !is_one_of(text->data[at], "/_-.,:;=&?#@+|)]}'\" ") && !clings(text, at))
            return at;
    return start;
}

/* The same after a character that separates parts of a word: of a path rather than of a name, when
 * that leaves most of the line in use. */
static size_t joint_before(const struct strbuf *text, size_t start, size_t end)
{
    size_t path = place_after(text, start, end, "/?&#;,");
    return path > start + (end - start) / 2 ? path
                                            : place_after(text, start, end, "/?&#;,_-.:=@+|");
}

/* Inside a word that is longer than its line. */
static size_t break_word(const struct strbuf *text, size_t start, size_t end)
{
    size_t joint = joint_before(text, start, end);
    if (joint > start)
        return joint;
    while (end > start + 1 && end < text->len && clings(text, end) &&
           (unsigned char)text->data[end - 1] < 0x80)
        end--;
    return end;
}

/* Is the space inside of a number: in "4 000", or in "12 %"? */
static bool is_in_number(const struct strbuf *text, size_t space)
{
    const char *after = text->data + space + 1;
    size_t room = text->len - space - 1, digits = 0;
    if (space == 0 || !ascii_is_digit(text->data[space - 1]))
        return false;
    while (digits < room && ascii_is_digit(after[digits]))
        digits++;
    return digits == 3 || (room > 0 && after[0] == '%');
}

/* The last space in (start, end] at which the line may end, one inside of a number only when there
 * is no other; `start` when there is none. */
static size_t space_before(const struct strbuf *text, size_t start, size_t end)
{
    size_t at = end, in_number = start;
    for (; at > start; at--) {
        size_t next = at;
        while (next < text->len && text->data[next] == ' ')
            next++;
        if (text->data[at] != ' ' || (next < text->len && clings(text, next)))
            continue;
        if (!is_in_number(text, at))
            break;
        if (in_number == start)
            in_number = at;
    }
    if (at == start)
        at = in_number;
    while (at > start && text->data[at - 1] == ' ')
        at--;
    return at;
}

/* Is the word that begins here longer than a line of so many columns? */
static bool is_too_long(const struct strbuf *text, size_t start, int width)
{
    size_t end = columns_end(text, start, width);
    for (size_t at = start; at < end; at++)
        if (text->data[at] == ' ')
            return false;
    return !is_word_end(text, end);
}

size_t wrap_words(const struct strbuf *text, size_t start, int width, int next_width)
{
    size_t fit = columns_end(text, start, width);
    if (fit == text->len)
        return fit;
    size_t end = space_before(text, start, fit);
    if (end == start)
        return break_word(text, start, fit);
    /* A word that the next line cannot hold either is begun in this one. */
    size_t word = end;
    while (word < text->len && text->data[word] == ' ')
        word++;
    if (word < fit && is_too_long(text, word, next_width)) {
        size_t joint = joint_before(text, word, fit);
        if (joint > word)
            return joint;
    }
    return end;
}

size_t wrap_whole_words(const struct strbuf *text, size_t start, int width, int next_width)
{
    size_t fit = columns_end(text, start, width);
    (void)next_width;
    if (fit == text->len)
        return fit;
    size_t end = space_before(text, start, fit);
    if (end > start)
        return end;
    while (!is_word_end(text, fit))
        fit++;
    return fit;
}

size_t wrap_nowhere(const struct strbuf *text, size_t start, int width, int next_width)
{
    (void)start;
    (void)width;
    (void)next_width;
    return text->len;
}

size_t wrap_verbatim(const struct strbuf *text, size_t start, int width, int next_width)
{
    size_t fit = columns_end(text, start, width), at = fit;
    (void)next_width;
    if (fit == text->len)
        return fit;
    while (at > start && !(text->data[at - 1] == ' ' && text->data[at] != ' '))
        at--;
    /* A line of which little more than the indent is left says nothing. */
    return at > start + (fit - start) / 3 ? at : break_word(text, start, fit);
}

/* May a URL be broken before this character? Not inside its "://". */
static bool is_url_joint(const char *at)
{
    return (strchr("/#", at[-1]) != NULL && at[0] != '/') || strchr("?&", at[0]) != NULL;
}

size_t wrap_url(const struct strbuf *text, size_t start, int width, int next_width)
{
    size_t fit = columns_end(text, start, width), end = fit;
    (void)next_width;
    if (fit == text->len)
        return fit;
    while (end > start && !is_url_joint(text->data + end))
        end--;
    return end > start ? end : fit;
}
