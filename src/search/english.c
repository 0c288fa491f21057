#include "config.h"
#include "search/english.h"

#include <stdlib.h>
#include <string.h>

#include "search/words.h"

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

size_t english_stem(char *word, size_t len)
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

int english_importance_percent(const char *word)
{
    const struct common_word *row =
        bsearch(word, common_words, sizeof common_words / sizeof *common_words,
                sizeof *common_words, compare_common);
    return row != NULL ? row->percent : 100;
}

bool english_is_filler(const char *word)
{
    return english_importance_percent(word) <= FILLER_PERCENT;
}

bool english_is_unit(const char *word)
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
    return word_is_in(word, units);
}

bool english_expects_number(const char *word)
{
    static const char *const words[] = {"appendix", "chapter", "errno", "line",    "page",   "port",
                                        "rfc",      "section", "than",  "version", "within", NULL};
    return word_is_in(word, words);
}
