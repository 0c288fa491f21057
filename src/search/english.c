#include "config.h"
#include "search/english.h"

#include <stdlib.h>
#include <string.h>

#include "search/words.h"

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

/* Words that say when or how surely something is so. They are no forms of others: "currently" is
 * not "current". */
static const char *const adverbs[] = {
    "again",  "always",    "currently", "now",      "often",
    "really", "sometimes", "still",     "suddenly", "today",
};

static int compare_words(const void *key, const void *item)
{
    return strcmp(key, *(const char *const *)item);
}

#define IS_IN(word, words)                                                                         \
    (bsearch(word, words, sizeof(words) / sizeof *(words), sizeof *(words), compare_words) != NULL)

static bool is_adverb(const char *word)
{
    return IS_IN(word, adverbs);
}

size_t english_stem(char *word, size_t len)
{
    if (len < 4 || strpbrk(word, "0123456789.") != NULL || is_adverb(word))
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

#define FILLER_PERCENT 12   /* says nearly nothing, but a phrase may contain it */
#define NEGATION_PERCENT 60 /* changes the meaning, yet many texts have it */
#define ADVERB_PERCENT 60   /* says when or how surely, of anything */

/* English words of every sentence; all lists in strcmp order. */
static const char *const fillers[] = {
    "a",      "about",      "am",      "an",    "and",     "any",    "are",   "as",    "at",
    "be",     "because",    "been",    "being", "between", "but",    "by",    "can",   "could",
    "did",    "difference", "do",      "does",  "doing",   "for",    "from",  "gets",  "getting",
    "gives",  "got",        "had",     "has",   "have",    "he",     "how",   "i",     "if",
    "im",     "in",         "instead", "into",  "is",      "it",     "its",   "ive",   "just",
    "keeps",  "may",        "me",      "mean",  "meaning", "means",  "might", "my",    "of",
    "on",     "or",         "our",     "says",  "she",     "should", "so",    "some",  "than",
    "that",   "the",        "their",   "them",  "then",    "there",  "they",  "this",  "to",
    "versus", "vs",         "was",     "we",    "were",    "what",   "when",  "where", "which",
    "while",  "who",        "why",     "will",  "with",    "would",  "you",   "your"};
static const char *const negations[] = {
    "after", "all", "cannot", "cant", "didnt", "doesnt", "dont", "get",     "isnt", "must",
    "no",    "not", "out",    "over", "too",   "up",     "use",  "without", "wont"};

int english_importance_percent(const char *word)
{
    return IS_IN(word, fillers)     ? FILLER_PERCENT
           : IS_IN(word, negations) ? NEGATION_PERCENT
           : is_adverb(word)        ? ADVERB_PERCENT
                                    : 100;
}

bool english_is_filler(const char *word)
{
    return IS_IN(word, fillers);
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

bool english_expects_duration(const char *word)
{
    static const char *const words[] = {"after",   "delay",   "every", "interval",
                                        "sleep",   "timeout", "took",  "waited",
                                        "waiting", "within",  NULL};
    return word_is_in(word, words);
}
