#include "config.h"
#include "search/distance.h"

#include <assert.h>

#include "search/words.h"

uint32_t distance_letters(const char *word, size_t len)
{
    uint32_t set = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)word[i];
        set |= 1u << (c >= 'a' && c <= 'z' ? c - 'a' : 26 + c % 6);
    }
    return set;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/*
 * Fills a table of distances row by row, one row for each character of a, of which the latest
 * three are kept. Returns the last one: row[j] is the distance of a to the first j bytes of b.
 * Returns NULL when all of them are more than max.
 */
static const int *fill_rows(int rows[3][WORD_MAX_BYTES + 1], const char *a, size_t a_len,
                            const char *b, size_t b_len, int max)
{
    assert(b_len <= WORD_MAX_BYTES);
    int *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b_len; j++)
        above[j] = (int)j;
    for (size_t i = 1; i <= a_len; i++) {
        int best = row[0] = (int)i;
        for (size_t j = 1; j <= b_len; j++) {
            int cost = a[i - 1] != b[j - 1];
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
            best = least(best, row[j]);
        }
        if (best > max)
            return NULL;
        int *free_row = before;
        before = above;
        above = row;
        row = free_row;
    }
    return above;
}

int distance_edits(const char *a, size_t a_len, const char *b, size_t b_len, int max)
{
    int rows[3][WORD_MAX_BYTES + 1];
    if (a_len > b_len + (size_t)max || b_len > a_len + (size_t)max)
        return max + 1;
    const int *last = fill_rows(rows, a, a_len, b, b_len, max);
    return last != NULL ? least(last[b_len], max + 1) : max + 1;
}

int distance_edits_to_prefix(const char *a, size_t a_len, const char *b, size_t b_len, int max)
{
    int rows[3][WORD_MAX_BYTES + 1];
    if (a_len > b_len + (size_t)max)
        return max + 1;
    if (b_len > a_len + (size_t)max)
        b_len = a_len + (size_t)max;
    const int *last = fill_rows(rows, a, a_len, b, b_len, max);
    int edits = max + 1;
    for (size_t j = 0; last != NULL && j <= b_len; j++)
        edits = least(edits, last[j]);
    return edits;
}
