/*
 * The kinds of texts that an entry has, and what a hit in each counts: kinds.def as C.
 */
#ifndef SB_SEARCH_KINDS_H
#define SB_SEARCH_KINDS_H

#include <stdbool.h>

enum text_kind {
#define KIND(name, sort, shown, word, text, source, reason) TEXT_##name,
#include "search/kinds.def"
#undef KIND
    TEXT_KIND_COUNT
};

/* From those that mention words in passing to those that every list shows. */
enum text_sort { TEXT_PROSE, TEXT_NAME, TEXT_OWN_NAME, TEXT_TITLE };

struct text_kind_info {
    const char *name; /* "former name": introduces the text as the reason of a hit */
    enum text_sort sort;
    int word_percent; /* of the weight of a word that is found in such a text */
    int text_score;   /* of a text that says all that was asked, and no more */
};

extern const struct text_kind_info text_kinds[TEXT_KIND_COUNT];

/* True for texts that say what an entry is about. */
static inline bool text_is_name(enum text_kind kind)
{
    return text_kinds[kind].sort >= TEXT_NAME;
}

#endif
