#include "config.h"
#include "search/words.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* --- Characters ------------------------------------------------------------------------------ */

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
    if ((cp >= 0x391 && cp <= 0x3A9) || (cp >= 0x410 && cp <= 0x42F) || is_upper(cp))
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

static size_t put_utf8(char out[4], uint32_t cp)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--, cp >>= 6)
        out[i] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)((0xF00u >> len) | cp);
    return len;
}

/* Writes the folded form of a character of a word; nothing for a combining accent. */
static size_t fold_char(uint32_t cp, char out[4])
{
    if (cp >= 0x300 && cp <= 0x36F)
        return 0;
    if (cp >= 0xC0 && cp < 0xC0 + sizeof latin - 1 && latin[cp - 0xC0] != '?') {
        if (latin[cp - 0xC0] != '*')
            return put_utf8(out, (uint32_t)latin[cp - 0xC0]);
        const char *two = cp == 0xDF                   ? "ss"
                          : cp == 0x132 || cp == 0x133 ? "ij"
                          : cp == 0x152 || cp == 0x153 ? "oe"
                                                       : "ae";
        memcpy(out, two, 2);
        return 2;
    }
    return put_utf8(out, small_letter(cp));
}

/* --- Words ----------------------------------------------------------------------------------- */

struct character {
    uint32_t cp;
    enum char_kind kind;
    size_t bytes; /* 0 at the end of the text */
};

static struct character peek(const struct fold_cursor *cursor, size_t at)
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

/* Does a new word begin at c, inside CamelCase? */
static bool is_hump(uint32_t before, const struct character *c, const struct character *next)
{
    if (!is_upper(c->cp))
        return false;
    return is_lower(before) || (is_upper(before) && is_lower(next->cp));
}

/* Goes to the next character that begins a word. */
static bool skip_to_word(struct fold_cursor *cursor, bool *joined)
{
    size_t begin = cursor->at;
    *joined = begin > 0;
    while (cursor->at < cursor->len) {
        if (cursor->text[cursor->at] == ' ') { /* most often */
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

/* Small letters and digits are themselves, whatever is around them. Returns the last one read, or
 * `before` when there is none. */
static uint32_t read_plain(struct fold_cursor *cursor, struct fold_word *word, uint32_t before)
{
    size_t at = cursor->at;
    while (at < cursor->len) {
        unsigned char c = (unsigned char)cursor->text[at];
        if (!is_lower(c) && !is_digit(c))
            break;
        if (word->len < FOLD_MAX_WORD)
            word->text[word->len++] = (char)c;
        before = c;
        at++;
    }
    if (at > cursor->at)
        word->end = cursor->at = at;
    return before;
}

/* Reads the word that begins at the cursor; of length 0 when it has nothing but accents. */
static void read_word(struct fold_cursor *cursor, struct fold_word *word)
{
    uint32_t before = 0;
    word->len = 0;
    word->start = cursor->at;
    word->end = cursor->at;
    for (;;) {
        before = read_plain(cursor, word, before);
        if (cursor->at == cursor->len)
            break;
        struct character c = peek(cursor, cursor->at);
        struct character next = peek(cursor, cursor->at + c.bytes);
        if (c.kind == CHAR_WORD) {
            if (before != 0 && is_hump(before, &c, &next))
                break;
            char folded[4];
            size_t len = fold_char(c.cp, folded);
            if (word->len + len <= FOLD_MAX_WORD) {
                memcpy(word->text + word->len, folded, len);
                word->len += len;
            }
        } else if (c.kind == CHAR_MINUS && before == 0) {
            word->text[word->len++] = '-';
        } else if (c.kind == CHAR_POINT && is_digit(before) && is_digit(next.cp)) {
            if (word->len < FOLD_MAX_WORD)
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

bool fold_next(struct fold_cursor *cursor, struct fold_word *word)
{
    do {
        if (!skip_to_word(cursor, &word->joined))
            return false;
        read_word(cursor, word);
    } while (word->len == 0);
    return true;
}

size_t fold_prefix_end(const char *text, const struct fold_word *word, size_t bytes)
{
    size_t at = word->start, folded = 0;
    if (bytes >= word->len)
        return word->end;
    while (at < word->end && folded < bytes) {
        uint32_t cp;
        char out[4];
        at += utf8_decode(text + at, word->end - at, &cp);
        enum char_kind kind = char_kind(cp);
        folded += kind == CHAR_WORD ? fold_char(cp, out) : kind == CHAR_DROP ? 0 : 1;
    }
    return at;
}

bool fold_is_number(const char *word)
{
    size_t digits = strspn(word, "0123456789");
    return digits > 0 && word[digits] == '\0';
}

/* --- Forms of a word ------------------------------------------------------------------------- */

struct ending {
    const char *from, *to;
    size_t from_len, to_len;
    size_t least; /* letters that must be left before the ending */
};
#define ENDING(from, to, least)                                                                    \
    {                                                                                              \
        from, to, sizeof(from) - 1, sizeof(to) - 1, least                                          \
    }

/* The first that fits is applied, group after group. Over-cutting is harmless as long as two
 * common words do not fall together: stems are only compared with stems. */
static const struct ending plurals[] = {
    ENDING("sses", "ss", 1), ENDING("ies", "y", 2),   ENDING("xes", "x", 2),
    ENDING("ches", "ch", 2), ENDING("shes", "sh", 2), ENDING("ss", "ss", 1),
    ENDING("us", "us", 1),   ENDING("is", "is", 1),   ENDING("s", "", 2),
};
static const struct ending verbs[] = {
    ENDING("ied", "y", 2),
    ENDING("eed", "eed", 1),
    ENDING("ing", "", 3),
    ENDING("ed", "", 3),
};
static const struct ending spellings[] = {
    ENDING("isation", "iz", 3), ENDING("ization", "iz", 3), ENDING("ations", "", 4),
    ENDING("ation", "", 4),     ENDING("ative", "", 4),     ENDING("ating", "", 4),
    ENDING("ator", "", 4),      ENDING("ate", "", 4),       ENDING("ily", "y", 4),
    ENDING("ly", "", 4),        ENDING("ment", "", 5),      ENDING("ness", "", 4),
    ENDING("ance", "", 4),      ENDING("able", "", 4),      ENDING("ible", "", 4),
    ENDING("ise", "iz", 3),     ENDING("ize", "iz", 3),     ENDING("is", "iz", 4),
    ENDING("our", "or", 3),     ENDING("tre", "ter", 3),    ENDING("ogue", "og", 3),
    ENDING("ence", "en", 3),    ENDING("ense", "en", 3),    ENDING("ent", "en", 5),
    ENDING("at", "", 5),        ENDING("tion", "t", 3),     ENDING("sion", "s", 4),
};

static size_t replace_ending(char *word, size_t len, const struct ending *endings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct ending *ending = &endings[i];
        if (len < ending->from_len + ending->least ||
            word[len - 1] != ending->from[ending->from_len - 1] ||
            memcmp(word + len - ending->from_len, ending->from, ending->from_len) != 0)
            continue;
        memcpy(word + len - ending->from_len, ending->to, ending->to_len);
        return len - ending->from_len + ending->to_len;
    }
    return len;
}

#define REPLACE_ENDING(word, len, endings)                                                         \
    replace_ending(word, len, endings, sizeof(endings) / sizeof *(endings))

size_t fold_stem(char *word, size_t len)
{
    if (len < 4 || strpbrk(word, "0123456789.") != NULL)
        return len;
    len = REPLACE_ENDING(word, len, plurals);
    len = REPLACE_ENDING(word, len, verbs);
    len = REPLACE_ENDING(word, len, spellings);
    if (len > 4 && word[len - 1] == 'e')
        len--;
    if (len > 3 && word[len - 1] == word[len - 2] && strchr("bdglmnprt", word[len - 1]) != NULL)
        len--;
    if (len > 3 && word[len - 1] == 'y')
        word[len - 1] = 'i';
    word[len] = '\0';
    return len;
}

/* --- What words say -------------------------------------------------------------------------- */

#define FILLER_PERCENT 12   /* says nearly nothing, but a phrase may contain it */
#define NEGATION_PERCENT 60 /* changes the meaning, yet stands in many texts */

struct common_word {
    const char *word;
    int percent;
};

/* English words of every sentence, in strcmp order. */
static const struct common_word common_words[] = {
#define F FILLER_PERCENT
#define N NEGATION_PERCENT
    {"a", F},          {"about", F},   {"after", N}, {"all", N},     {"am", F},      {"an", F},
    {"and", F},        {"any", F},     {"are", F},   {"as", F},      {"at", F},      {"be", F},
    {"because", F},    {"been", F},    {"being", F}, {"between", F}, {"but", F},     {"by", F},
    {"can", F},        {"cannot", N},  {"cant", N},  {"could", F},   {"did", F},     {"didnt", N},
    {"difference", F}, {"do", F},      {"does", F},  {"doesnt", N},  {"doing", F},   {"dont", N},
    {"for", F},        {"from", F},    {"get", N},   {"gets", F},    {"getting", F}, {"gives", F},
    {"got", F},        {"had", F},     {"has", F},   {"have", F},    {"he", F},      {"how", F},
    {"i", F},          {"if", F},      {"im", F},    {"in", F},      {"instead", F}, {"into", F},
    {"is", F},         {"isnt", N},    {"it", F},    {"its", F},     {"ive", F},     {"just", F},
    {"keeps", F},      {"may", F},     {"me", F},    {"mean", F},    {"meaning", F}, {"means", F},
    {"might", F},      {"must", N},    {"my", F},    {"no", N},      {"not", N},     {"of", F},
    {"on", F},         {"or", F},      {"our", F},   {"out", N},     {"over", N},    {"says", F},
    {"she", F},        {"should", F},  {"so", F},    {"some", F},    {"than", F},    {"that", F},
    {"the", F},        {"their", F},   {"them", F},  {"then", F},    {"there", F},   {"they", F},
    {"this", F},       {"to", F},      {"too", N},   {"up", N},      {"use", N},     {"versus", F},
    {"vs", F},         {"was", F},     {"we", F},    {"were", F},    {"what", F},    {"when", F},
    {"where", F},      {"which", F},   {"while", F}, {"who", F},     {"why", F},     {"will", F},
    {"with", F},       {"without", N}, {"wont", N},  {"would", F},   {"you", F},     {"your", F},
#undef F
#undef N
};

static int compare_common(const void *key, const void *row)
{
    return strcmp(key, ((const struct common_word *)row)->word);
}

int fold_importance_percent(const char *word)
{
    const struct common_word *row =
        bsearch(word, common_words, sizeof common_words / sizeof *common_words,
                sizeof *common_words, compare_common);
    return row != NULL ? row->percent : 100;
}

bool fold_is_filler(const char *word)
{
    return fold_importance_percent(word) <= FILLER_PERCENT;
}

static bool is_listed(const char *word, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strcmp(word, *list) == 0)
            return true;
    return false;
}

bool fold_is_unit(const char *word)
{
    static const char *const units[] = {
        "b",       "byte",     "bytes",  "calls",   "characters", "chars",    "connections",
        "day",     "days",     "emails", "files",   "gb",         "hour",     "hours",
        "hr",      "hrs",      "items",  "k",       "kb",         "kib",      "lines",
        "mb",      "messages", "mib",    "min",     "mins",       "minute",   "minutes",
        "ms",      "pages",    "people", "percent", "pixels",     "px",       "queries",
        "records", "requests", "rows",   "s",       "sec",        "second",   "seconds",
        "secs",    "threads",  "times",  "tries",   "users",      "visitors", NULL,
    };
    return is_listed(word, units);
}

bool fold_takes_number(const char *word)
{
    static const char *const words[] = {"appendix", "chapter", "errno", "line",    "page",   "port",
                                        "rfc",      "section", "than",  "version", "within", NULL};
    return is_listed(word, words);
}
