#include "config.h"
#include "search/numbers.h"

#include "reading/witness.h"
#include "search/words.h"

static bool is_number(const struct query_word *word)
{
    return word_is_number(word->text + (word->text[0] == '-'));
}

static void set_number(struct query_word *word, const struct terms *terms,
                       const struct number *number)
{
    if (number->kind == NUMBER_STATUS) {
        word->quantity = false;
        word->status = number->strength;
        word->upstream = number->upstream;
        word->owner = number->witness < WITNESS_COUNT ? terms_owner(terms, number->witness) : NULL;
    } else if (number->kind == NUMBER_OTHER && is_number(word)) {
        word->quantity = true; /* "404.13" and "0x1" are no number but begin with one */
    }
}

/* A status is added wherever it stands; after the last word, another number if it is a code. `late`
 * are there already: room is left for a status. */
static bool is_to_be_added(const struct query *query, const struct terms *terms,
                           const struct number *number, size_t late)
{
    if (number->kind == NUMBER_STATUS)
        return true;
    return number->kind == NUMBER_BARE && query->cut && number->start >= query->cut_at &&
           late < QUERY_MAX_LATE_CODES / 2 && number->value >= 0 && number->value < TERMS_CODES &&
           terms_is_registered(terms, (unsigned)number->value);
}

void numbers_read(struct query *query, const struct terms *terms, const char *text)
{
    struct number_scan scan = {.terms = terms, .text = text, .len = query->len};
    struct number number;
    size_t count = query->word_count, late = 0;
    for (size_t i = 0; late < QUERY_MAX_LATE_CODES && witness_next(&scan, &number);) {
        while (i < count && query->words[i].start < number.start)
            i++;
        if (i < count && query->words[i].start == number.start) {
            set_number(&query->words[i], terms, &number);
        } else if (is_to_be_added(query, terms, &number, late)) {
            struct query_word *word =
                query_add_late(query, text + number.start, number.start, number.len);
            set_number(word, terms, &number);
            late++;
        }
    }
}
