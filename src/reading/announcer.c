#include "config.h"
#include "reading/announcer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/text.h"
#include "registry/operand.h"
#include "registry/registry.h"

#define NAME_LEAST 5     /* letters of a name: shorter ones are words and units */
#define WINDOW_BYTES 128 /* after an announcement that are looked at: more than any name has */
/* Announcements of one text that are looked at. A name is compared with all of its registry, so
 * that this bounds the time of a text which is nothing but announcements. */
#define LOOKS_MAX 256
#define PAIRS 65536 /* of bytes */

enum pattern_kind {
    PATTERN_PREFIX,
    PATTERN_HINT,
};

#define CODE_MARK '#' /* in a pattern that goes on after it, the place of the code */

struct pattern {
    const char *text;
    size_t len;         /* of what stands before the code */
    const char *end;    /* what stands after it; NULL: anything */
    uint32_t key, mask; /* its first bytes as begin_key() has them, and how many these are */
    enum pattern_kind kind;
    const struct registry *registry;
};

enum byte_kind {
    BYTE_OF_WORD = 1, /* a letter or digit */
    BYTE_BEGINS = 2,  /* a pair may begin with it */
};

struct announcer {
    const struct library *library;
    struct pattern *patterns; /* by their first byte, letter case aside */
    size_t count, cap;
    const struct registry **speakers; /* those with prefixes of messages */
    size_t speaker_count;
    size_t begin[257];  /* [first byte] where its patterns begin */
    uint8_t kinds[256]; /* [byte] bits of byte_kind */
    /* Bits: two bytes of a text that are worth a look, as patterns begin in either letter case, or
     * between a number and a name. Most pairs are not, which is what makes a log fast to read. */
    uint8_t pairs[PAIRS / 8];
};

bool announced_has(const struct announced *found, const struct entry *entry)
{
    for (size_t i = 0; i < found->count; i++)
        if (found->entries[i] == entry)
            return true;
    return false;
}

void announced_add(struct announced *found, const struct entry *entry)
{
    if (entry != NULL && found->count < ANNOUNCED_MAX && !announced_has(found, entry))
        found->entries[found->count++] = entry;
}

size_t announced_copy(const char *text, size_t len, char code[ANNOUNCED_BYTES])
{
    size_t used = 0;
    while (used < len && used + 1 < ANNOUNCED_BYTES && ascii_is_name(text[used]))
        used++;
    while (used > 0 && (text[used - 1] == '.' || text[used - 1] == '-'))
        used--;
    memcpy(code, text, used);
    code[used] = '\0';
    return used;
}

static unsigned char lower(char c)
{
    return (unsigned char)ascii_lower(c);
}

/* Divides a text at the place of the code, which is after the text when no place is marked. */
static struct pattern divide(const char *text)
{
    const char *mark = strchr(text, CODE_MARK);
    if (mark == NULL || mark == text || mark[1] == '\0')
        return (struct pattern){.text = text, .len = strlen(text)};
    return (struct pattern){.text = text, .len = (size_t)(mark - text), .end = mark + 1};
}

static void add_texts(struct announcer *announcer, const struct registry *registry,
                      const struct string_list *texts, enum pattern_kind kind)
{
    MEM_GROW(announcer->patterns, announcer->cap, announcer->count + texts->count);
    for (size_t i = 0; i < texts->count; i++) {
        struct pattern *pattern = &announcer->patterns[announcer->count++];
        *pattern = divide(texts->items[i]);
        pattern->kind = kind;
        pattern->registry = registry;
    }
}

static int compare_patterns(const void *left, const void *right)
{
    const struct pattern *a = left, *b = right;
    int order = lower(a->text[0]) - lower(b->text[0]);
    return order != 0 ? order : text_compare_like(a->text, b->text, SIZE_MAX);
}

static void add_pair(struct announcer *announcer, unsigned first, unsigned second)
{
    size_t pair = first << 8 | second;
    announcer->pairs[pair / 8] |= (uint8_t)(1u << pair % 8);
    announcer->kinds[first] |= BYTE_BEGINS;
}

static bool is_pair(const struct announcer *announcer, unsigned first, unsigned second)
{
    size_t pair = first << 8 | second;
    return (announcer->pairs[pair / 8] >> pair % 8 & 1) != 0;
}

static void add_either_case(struct announcer *announcer, unsigned char first, unsigned second)
{
    add_pair(announcer, first, second);
    add_pair(announcer, (unsigned char)ascii_upper((char)first), second);
}

/* Adds what the pattern begins with, in either letter case; of a single byte with any other. */
static void add_pairs(struct announcer *announcer, const struct pattern *pattern)
{
    unsigned char first = lower(pattern->text[0]), next = lower(pattern->text[1]);
    for (unsigned second = 0; second < 256 && pattern->len == 1; second++)
        add_either_case(announcer, first, second);
    if (pattern->len > 1) {
        add_either_case(announcer, first, next);
        add_either_case(announcer, first, (unsigned char)ascii_upper((char)next));
    }
}

#define KEY_BYTES 4

/* Returns the first bytes of a text, letter case aside: those of equal texts are equal. */
static uint32_t begin_key(const char *text, size_t len)
{
    uint32_t key = 0;
    for (size_t i = 0; i < KEY_BYTES && i < len; i++)
        key |= (uint32_t)((unsigned char)text[i] | 0x20u) << 8 * i;
    return key;
}

/* Prepares the patterns for being looked up by what they begin with. */
static void index_patterns(struct announcer *announcer)
{
    if (announcer->count > 0)
        qsort(announcer->patterns, announcer->count, sizeof *announcer->patterns, compare_patterns);
    size_t at = 0;
    for (size_t first = 0; first <= 256; first++) {
        while (at < announcer->count && lower(announcer->patterns[at].text[0]) < first)
            at++;
        announcer->begin[first] = at;
    }
    for (size_t i = 0; i < announcer->count; i++) {
        struct pattern *pattern = &announcer->patterns[i];
        pattern->key = begin_key(pattern->text, pattern->len);
        pattern->mask = begin_key("\xFF\xFF\xFF\xFF", pattern->len);
        add_pairs(announcer, pattern);
    }
    for (unsigned second = 'A'; second <= 'Z'; second++)
        add_pair(announcer, ' ', second);
    for (int byte = 0; byte < 256; byte++)
        if (ascii_is_alnum((char)byte))
            announcer->kinds[byte] |= BYTE_OF_WORD;
}

struct announcer *announcer_new(const struct library *library)
{
    struct announcer *announcer = xcalloc(1, sizeof *announcer);
    announcer->library = library;
    announcer->speakers = xreallocarray(NULL, library->count, sizeof *announcer->speakers);
    for (size_t i = 1; i < library->count; i++) {
        const struct registry *registry = library_open(&library->items[i]);
        add_texts(announcer, registry, &registry->prefixes, PATTERN_PREFIX);
        add_texts(announcer, registry, &registry->hints, PATTERN_HINT);
        if (registry->message_prefixes.count > 0)
            announcer->speakers[announcer->speaker_count++] = registry;
    }
    index_patterns(announcer);
    return announcer;
}

void announcer_free(struct announcer *announcer)
{
    if (announcer == NULL)
        return;
    free(announcer->patterns);
    free(announcer->speakers);
    free(announcer);
}

const struct library *announcer_library(const struct announcer *announcer)
{
    return announcer->library;
}

const struct entry *announcer_find(const struct announcer *announcer, const char *code,
                                   const char *owner)
{
    const struct library *library = announcer->library;
    for (size_t i = 1; i < library->count; i++) {
        const struct entry *entry = registry_find(library_open(&library->items[i]), code, owner);
        if (entry != NULL)
            return entry;
    }
    return NULL;
}

static const struct entry *find_message(const struct registry *registry, const char *text,
                                        size_t len)
{
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry_details *details = entry_details(&registry->entries[i]);
        for (size_t k = 0; k < details->message_count; k++)
            if (text_begins(text, len, details->messages[k].text))
                return &registry->entries[i];
    }
    return NULL;
}

bool announcer_speaks(const struct announcer *announcer, const char *line, size_t len,
                      const struct entry **message)
{
    *message = NULL;
    for (size_t i = 0; i < announcer->speaker_count; i++) {
        const struct registry *registry = announcer->speakers[i];
        for (size_t k = 0; k < registry->message_prefixes.count; k++) {
            const char *prefix = registry->message_prefixes.items[k];
            if (!text_begins(line, len, prefix))
                continue;
            *message = find_message(registry, line + strlen(prefix), len - strlen(prefix));
            return true;
        }
    }
    return false;
}

struct reader {
    const struct announcer *announcer;
    const char *text;
    size_t len;
    size_t looks;
    struct announced *found;
    /* Returns the entry after an announcement, or NULL. */
    const struct entry *(*find)(const struct pattern *pattern, const char *announcement,
                                const char *rest);
};

/* Is it a name that nobody uses for anything else: of the letter case of the registry, and with a
 * capital or an underscore? */
static const struct entry *find_written(const struct registry *registry, const char *word)
{
    size_t letters = 0, marks = 0;
    for (const char *c = word; *c != '\0'; c++) {
        letters += ascii_is_letter(*c);
        marks += ascii_is_capital(*c) || *c == '_';
    }
    for (size_t i = 0; letters >= NAME_LEAST && marks > 0 && i < registry->entry_count; i++)
        if (entry_is_called(&registry->entries[i], word))
            return &registry->entries[i];
    return NULL;
}

/* The announcement may be a part of the code or name: EDE15 is also written "EDE: 15", and H3_
 * begins names. */
static const struct entry *find_announced(const struct pattern *pattern, const char *announcement,
                                          const char *rest)
{
    const struct registry *registry = pattern->registry;
    char code[ANNOUNCED_BYTES], joined[2 * ANNOUNCED_BYTES], whole[ANNOUNCED_BYTES];
    size_t len = 0;
    announced_copy(rest, strlen(rest), code);
    for (size_t i = 0; i < pattern->len && len < ANNOUNCED_BYTES; i++)
        if (ascii_is_alnum(pattern->text[i]))
            joined[len++] = pattern->text[i];
    memcpy(joined + len, code, strlen(code) + 1);
    const struct entry *entry = registry_find(registry, joined, NULL);
    if (entry == NULL)
        entry = registry_find(registry, code, NULL);
    if (entry == NULL && announced_copy(announcement, strlen(announcement), whole) > pattern->len)
        entry = find_written(registry, whole);
    return entry != NULL ? entry : operand_begin_name(registry, rest);
}

static const struct entry *find_in_log(const struct pattern *pattern, const char *announcement,
                                       const char *rest)
{
    char word[ANNOUNCED_BYTES];
    if (pattern->kind == PATTERN_PREFIX)
        return find_announced(pattern, announcement, rest);
    announced_copy(rest, strlen(rest), word);
    return find_written(pattern->registry, word);
}

/* Does the text begin with a code, and go on so? */
static bool has_end(const char *text, const char *end)
{
    char code[ANNOUNCED_BYTES];
    text += announced_copy(text, strlen(text), code);
    text += strspn(text, ")\"']");
    return text_compare_like(text, end, strlen(end)) == 0;
}

/* Looks at what follows the announcement at `at`. */
static void look(struct reader *reader, const struct pattern *pattern, size_t at)
{
    char window[WINDOW_BYTES];
    size_t len = reader->len - at;
    if (len < pattern->len ||
        text_compare_like(reader->text + at, pattern->text, pattern->len) != 0)
        return;
    len = len < sizeof window - 1 ? len : sizeof window - 1;
    memcpy(window, reader->text + at, len);
    window[len] = '\0';
    if (pattern->len > len || reader->looks == LOOKS_MAX)
        return;
    const char *rest = window + pattern->len;
    bool letter = ascii_is_alnum(pattern->text[pattern->len - 1]);
    if (letter && ascii_is_letter(*rest)) /* it goes on as another word */
        return;
    rest += strspn(rest, " :=(\"'[#\t");
    if (pattern->end != NULL && !has_end(rest, pattern->end))
        return;
    reader->looks++;
    announced_add(reader->found, reader->find(pattern, window, rest));
}

/* Reads "14 UNAVAILABLE" around its space: a number, and the name of its entry in capitals. */
static void read_pair(struct reader *reader, size_t space)
{
    static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    const struct library *library = reader->announcer->library;
    char code[ANNOUNCED_BYTES], name[ANNOUNCED_BYTES];
    size_t at = space;
    while (at > 0 && space - at < ANNOUNCED_BYTES && ascii_is_digit(reader->text[at - 1]))
        at--;
    if (at == space || (at > 0 && ascii_is_alnum(reader->text[at - 1])))
        return;
    announced_copy(reader->text + at, space - at, code);
    at = space + 1;
    size_t len = announced_copy(reader->text + at, reader->len - at, name);
    if (len < NAME_LEAST || name[strspn(name, capitals)] != '\0' || reader->looks == LOOKS_MAX)
        return;
    reader->looks++;
    for (size_t i = 1; i < library->count; i++) {
        const struct registry *registry = library_open(&library->items[i]);
        const struct entry *entry = registry_find(registry, code, NULL);
        for (; entry != NULL; entry = registry_next_meaning(registry, entry))
            if (strcmp(entry->phrase, name) == 0)
                announced_add(reader->found, entry);
    }
}

/* Looks for announcements at two bytes that are worth it: where a word or a sign begins. */
static void look_closely(struct reader *reader, size_t at)
{
    const struct announcer *announcer = reader->announcer;
    const char *text = reader->text + at;
    unsigned char first = lower(text[0]);
    uint32_t key = begin_key(text, reader->len - at);
    if (text[0] == ' ')
        read_pair(reader, at);
    for (size_t i = announcer->begin[first]; i < announcer->begin[first + 1]; i++) {
        const struct pattern *pattern = &announcer->patterns[i];
        if (((key ^ pattern->key) & pattern->mask) == 0)
            look(reader, pattern, at);
    }
}

static const unsigned char *end_of_word(const uint8_t *kinds, const unsigned char *at,
                                        const unsigned char *end)
{
    while (at < end && (kinds[*at] & BYTE_OF_WORD) != 0)
        at++;
    return at;
}

/* Returns the first place from `at` on that is worth a look, or the length: where a word or a sign
 * begins. No announcement begins inside a word. */
static size_t next_look(const struct announcer *announcer, const char *text, size_t len, size_t at)
{
    const uint8_t *kinds = announcer->kinds;
    const unsigned char *start = (const unsigned char *)text, *end = start + len;
    const unsigned char *place = start + at;
    if (at > 0 && (kinds[place[-1]] & BYTE_OF_WORD) != 0)
        place = end_of_word(kinds, place, end);
    while (place < end) {
        unsigned kind = kinds[*place];
        if ((kind & BYTE_BEGINS) != 0 && is_pair(announcer, *place, place + 1 < end ? place[1] : 0))
            break;
        place++;
        if ((kind & BYTE_OF_WORD) != 0)
            place = end_of_word(kinds, place, end);
    }
    return (size_t)(place - start);
}

/* Reads a text from a place that is worth a look. */
static void read_text(struct reader *reader, size_t at)
{
    for (; at < reader->len; at = next_look(reader->announcer, reader->text, reader->len, at + 1))
        look_closely(reader, at);
}

void announcer_read_log(const struct announcer *announcer, const char *text, size_t len,
                        struct announced *found)
{
    size_t at = next_look(announcer, text, len, 0);
    if (at < len) /* few texts have one */
        read_text(&(struct reader){announcer, text, len, 0, found, find_in_log}, at);
}

/* Does an announcement begin with the text, or the text with an announcement? */
static bool begins_at(const struct announcer *announcer, const char *text, size_t len)
{
    unsigned char first = lower(*text);
    for (size_t i = announcer->begin[first]; i < announcer->begin[first + 1]; i++) {
        size_t both = announcer->patterns[i].len < len ? announcer->patterns[i].len : len;
        if (text_compare_like(text, announcer->patterns[i].text, both) == 0)
            return true;
    }
    return false;
}

bool announcer_begins(const struct announcer *announcer, const char *text, size_t len)
{
    bool inside = false; /* the byte before is one of a word */
    for (size_t at = 0; at < len; at++) {
        bool word = (announcer->kinds[(unsigned char)text[at]] & BYTE_OF_WORD) != 0;
        if (!(inside && word) && begins_at(announcer, text + at, len - at))
            return true;
        if (text[at] == ' ' && inside) /* perhaps between a number and a name */
            return true;
        inside = word;
    }
    return false;
}

void announcer_read_question(const struct announcer *announcer, const char *text, size_t len,
                             struct announced *found)
{
    read_text(&(struct reader){announcer, text, len, 0, found, find_announced},
              next_look(announcer, text, len, 0));
}
