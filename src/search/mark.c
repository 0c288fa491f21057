#include "config.h"
#include "search/mark.h"

#include "search/english.h"
#include "search/index.h"
#include "search/match.h"
#include "search/words.h"

/* Returns how many bytes of the plain form of a word fit the query; 0 when it does not fit. */
static size_t marked_bytes(const struct index *index, const struct match_list *query,
                           const struct word *word)
{
    int best = 0;
    size_t bytes = 0;
    for (size_t i = 0; i < query->count; i++) {
        size_t meant;
        int quality = match_word(index, &query->items[i], word, &meant);
        if (quality > best) {
            best = quality;
            bytes = meant;
        }
    }
    return bytes;
}

/* True when two joined words fit as one ("multistatus"). */
static bool fit_as_one(const struct index *index, const struct match_list *query,
                       const struct word *left, const struct word *right)
{
    struct word both = *left;
    return right->joined && word_append(&both, right) &&
           marked_bytes(index, query, &both) == both.len;
}

struct marks {
    struct span *spans;
    size_t count;
    size_t loose; /* latest spans: words that say little, marked only next to one that says more */
    bool last_marked; /* the previous word is marked */
};

static void add_mark(struct marks *marks, size_t start, size_t end)
{
    marks->spans[marks->count++] = (struct span){start, end};
    marks->loose = 0;
    marks->last_marked = true;
}

static void add_loose_mark(struct marks *marks, size_t start, size_t end)
{
    size_t loose = marks->loose > 0 || !marks->last_marked ? marks->loose + 1 : 0;
    add_mark(marks, start, end);
    marks->loose = loose;
}

static void add_gap(struct marks *marks)
{
    marks->count -= marks->loose;
    marks->loose = 0;
    marks->last_marked = false;
}

size_t mark_find(const struct index *index, const struct match_list *query, const char *text,
                 size_t len, struct span *spans, size_t max)
{
    struct word_cursor cursor = {text, len, 0};
    struct word word, before = {.len = 0};
    struct marks marks = {.spans = spans};
    while (marks.count < max && word_next(&cursor, &word)) {
        size_t bytes = marked_bytes(index, query, &word);
        size_t end = word_prefix_end(text, &word, bytes);
        if (bytes > 0 && english_importance_percent(word.text) < 100)
            add_loose_mark(&marks, word.start, end);
        else if (bytes > 0)
            add_mark(&marks, word.start, end);
        else if (!marks.last_marked && fit_as_one(index, query, &before, &word))
            add_mark(&marks, before.start, word.end);
        else
            add_gap(&marks);
        before = word;
    }
    return marks.count - marks.loose;
}
