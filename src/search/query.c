#include "config.h"
#include "search/query.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "search/distance.h"
#include "search/english.h"
#include "search/noise.h"
#include "search/words.h"

#define WILDCARD_MAX_BYTES 6
#define FACET_LONG_NAME 4
#define FACET_MAX_NAME 12 /* letters; what is before a colon in plain text is often longer */

const char *const facet_names[FACET_COUNT] = {
    [FACET_CLASS] = "class", [FACET_RFC] = "rfc", [FACET_HEADER] = "header",
    [FACET_BY] = "by",       [FACET_IS] = "is",
};

/* A stretch of the text between spaces. */
struct part {
    const char *text;
    size_t len;
    size_t start; /* bytes of the text before it */
    bool last;    /* it reaches to the end of the text */
};

static bool is_space(char c)
{
    return (unsigned char)c <= ' ';
}

/* Returns the bytes of the text that are looked at: QUERY_MAX_BYTES at most, whole characters. */
static size_t bounded_length(const char *text)
{
    size_t len = strnlen(text, QUERY_MAX_BYTES + 1);
    if (len <= QUERY_MAX_BYTES)
        return len;
    for (len = QUERY_MAX_BYTES; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80;)
        len--;
    return len;
}

/* Finds the next part. A quotation mark after the colon of a facet keeps words with spaces
 * together. Returns false at the end. */
static bool next_part(const char *text, size_t len, size_t *at, struct part *part)
{
    while (*at < len && is_space(text[*at]))
        (*at)++;
    if (*at == len)
        return false;
    size_t start = *at;
    bool quoted = false;
    for (; *at < len && (quoted || !is_space(text[*at])); (*at)++)
        if (text[*at] == '"' && (quoted || (*at > start && text[*at - 1] == ':')))
            quoted = !quoted;
    *part = (struct part){text + start, *at - start, start, *at == len};
    return true;
}

static const char *copy_text(struct query *query, const char *text, size_t len)
{
    return arena_strndup(&query->arena, text, len);
}

static struct query_word *add_word(struct query *query, struct query_word **list, size_t *count,
                                   size_t *cap, const struct word *word)
{
    MEM_GROW(*list, *cap, *count + 1);
    struct query_word *added = &(*list)[(*count)++];
    *added = (struct query_word){.text = copy_text(query, word->text, word->len), .len = word->len};
    return added;
}

struct query_word *query_add_late(struct query *query, const char *number, size_t start, size_t len)
{
    struct word word = {.len = len < WORD_MAX_BYTES ? len : WORD_MAX_BYTES};
    memcpy(word.text, number, word.len);
    struct query_word *added =
        add_word(query, &query->words, &query->word_count, &query->word_cap, &word);
    added->late = true;
    added->start = start;
    added->end = start + len;
    return added;
}

static enum query_break break_after(const char *word)
{
    static const char *const versus[] = {"vs", "versus", NULL};
    static const char *const maybe[] = {"or", "and", "of", "to", "from", NULL};
    return word_is_in(word, versus)  ? BREAK_VERSUS
           : word_is_in(word, maybe) ? BREAK_MAYBE
                                     : BREAK_NONE;
}

/* True when the words before a number say that it counts something. */
static bool is_counted(const struct query *query)
{
    if (query->word_count == 0)
        return false;
    const struct query_word *end = query->words + query->word_count;
    return english_expects_number(end[-1].text) ||
           (query->word_count > 1 && strcmp(end[-2].text, "os") == 0 &&
            strcmp(end[-1].text, "error") == 0);
}

/* True for seconds that something waits for ("timeout 504s"), which are no plural. */
static bool is_duration(const struct query *query, const char *word)
{
    size_t digits = strspn(word, "0123456789");
    return digits > 0 && strcmp(word + digits, "s") == 0 && query->word_count > 0 &&
           english_expects_duration(query->words[query->word_count - 1].text);
}

static void add_words(struct query *query, const struct part *part)
{
    struct word_cursor cursor = {part->text, part->len, 0};
    struct word word;
    while (word_next(&cursor, &word)) {
        if (query->word_count == QUERY_MAX_WORDS) {
            query->cut_at = query->cut ? query->cut_at : part->start + word.start;
            query->cut = true;
            return;
        }
        struct query_word *before =
            query->word_count > 0 ? &query->words[query->word_count - 1] : NULL;
        enum query_break gap = before != NULL ? break_after(before->text) : BREAK_NONE;
        if (before != NULL && word_is_number(before->text) && english_is_unit(word.text))
            before->quantity = true;
        bool quantity =
            word_is_number(word.text) ? is_counted(query) : is_duration(query, word.text);
        if (gap == BREAK_VERSUS)
            query->word_count--; /* "vs" is no word to be searched for */
        struct query_word *added =
            add_word(query, &query->words, &query->word_count, &query->word_cap, &word);
        added->joined = word.joined;
        added->start = part->start + word.start;
        added->end = part->start + word.end;
        added->quantity = quantity;
        added->before = query->word_count > 1 ? gap : BREAK_NONE;
        added->last = part->last && word.end == part->len;
    }
}

static bool add_if_excluded(struct query *query, const struct part *part)
{
    struct word_cursor cursor = {part->text + 1, part->len - 1, 0};
    struct word word;
    if (part->len < 3 || part->text[0] != '-' || part->text[1] == '-')
        return false;
    while (query->excluded_count < QUERY_MAX_WORDS && word_next(&cursor, &word)) {
        struct query_word *added =
            add_word(query, &query->excluded, &query->excluded_count, &query->excluded_cap, &word);
        added->last = part->last && word.end == part->len - 1;
    }
    return true;
}

/* Returns the letters before a colon, 0 if the part does not look like NAME:VALUE. */
static size_t facet_name_length(const struct part *part)
{
    size_t len = 0;
    while (len < part->len && ascii_is_letter(part->text[len]))
        len++;
    return len < part->len && part->text[len] == ':' && len <= FACET_MAX_NAME ? len : 0;
}

/* Keeps the words of a text without the spaces between them. */
static const char *keep_words(struct query *query, const char *text, size_t len)
{
    struct strbuf out = STRBUF_INIT;
    struct word_cursor cursor = {text, len, 0};
    struct word word;
    while (word_next(&cursor, &word))
        strbuf_add(&out, word.text, word.len);
    const char *copy = copy_text(query, strbuf_str(&out), out.len);
    strbuf_clear(&out);
    return copy;
}

static void add_facet(struct query *query, enum facet facet, const char *value, size_t len,
                      bool exclude)
{
    MEM_GROW(query->facets, query->facet_cap, query->facet_count + 1);
    query->facets[query->facet_count++] = (struct query_facet){
        .facet = facet,
        .value = keep_words(query, value, len),
        .typed = copy_text(query, value, len),
        .exclude = exclude,
    };
}

/* Is it the beginning of a facet's name, or one with a slip? Short names are near to too many
 * words. */
static bool is_nearly_facet(const char *name, size_t len)
{
    for (int facet = 0; facet < FACET_COUNT; facet++) {
        const char *known = facet_names[facet];
        size_t known_len = strlen(known);
        if (known_len >= FACET_LONG_NAME &&
            ((len + 1 >= FACET_LONG_NAME && len < known_len && strncmp(known, name, len) == 0) ||
             distance_edits(name, len, known, known_len, 1) <= 1))
            return true;
    }
    return false;
}

/* Adds the part if it is a facet. Returns false if it is, also, plain text. */
static bool add_if_facet(struct query *query, const struct part *part)
{
    bool exclude = part->len > 1 && part->text[0] == '-';
    struct part rest = {part->text + exclude, part->len - exclude, part->start, part->last};
    size_t name = facet_name_length(&rest);
    if (name == 0)
        return false;
    const char *value = rest.text + name + 1;
    size_t len = rest.len - name - 1;
    for (int facet = 0; facet < FACET_COUNT; facet++) {
        const char *known = facet_names[facet];
        if (!text_is_like(rest.text, name, known))
            continue;
        if ((len == 0 && !rest.last) || query->facet_count == QUERY_MAX_FACETS)
            return false; /* "header: " in a sentence */
        add_facet(query, (enum facet)facet, value, len, exclude);
        query->facets[query->facet_count - 1].start = part->start;
        query->facets[query->facet_count - 1].end = part->start + part->len;
        return true;
    }
    /* Neither "Error:x", nor "std::", nor "http://", nor "localhost:80", nor a sentence's colon. */
    bool slip = is_nearly_facet(rest.text, name);
    if (query->unknown == NULL && name > 1 && ascii_is_small(rest.text[0]) && len > 0 &&
        strchr(":/", value[0]) == NULL && (slip || !ascii_is_digit(value[0]))) {
        query->unknown = copy_text(query, rest.text, name);
        query->unknown_is_slip = slip;
    }
    return false;
}

/* Keeps a word of digits and signs that stand for any of them elsewhere, not here. */
static bool keep_if_wildcard(struct query *query, const struct part *part)
{
    size_t digits = 0, signs = 0;
    for (size_t i = 0; i < part->len; i++) {
        digits += ascii_is_digit(part->text[i]);
        signs += part->text[i] == '?' || part->text[i] == '*';
    }
    bool ends_question = signs == 1 && part->text[part->len - 1] == '?';
    if (digits == 0 || signs == 0 || digits + signs < part->len || part->len > WILDCARD_MAX_BYTES ||
        part->text[0] == '*' || ends_question)
        return false;
    if (query->wildcard == NULL)
        query->wildcard = copy_text(query, part->text, part->len);
    return true;
}

/* Returns a copy without noise; with it when nothing else is there. */
static const char *keep_message(struct query *query, const char *text, size_t len)
{
    char *message = arena_strndup(&query->arena, text, len);
    struct word_cursor cursor = {message, len, 0};
    struct word word;
    noise_blank(message, len);
    if (!word_next(&cursor, &word))
        memcpy(message, text, len);
    return message;
}

void query_parse(struct query *query, const char *text)
{
    size_t len = bounded_length(text), at = 0;
    struct part part;
    query_clear(query);
    query->len = len;
    const char *message = keep_message(query, text, len);
    while (next_part(message, len, &at, &part))
        if (!keep_if_wildcard(query, &part) && !add_if_facet(query, &part) &&
            !add_if_excluded(query, &part))
            add_words(query, &part);
    if (query->word_count > 1 &&
        break_after(query->words[query->word_count - 1].text) == BREAK_VERSUS)
        query->word_count--;
}

void query_clear(struct query *query)
{
    free(query->words);
    free(query->excluded);
    free(query->facets);
    arena_clear(&query->arena);
    *query = (struct query){.words = NULL};
}
