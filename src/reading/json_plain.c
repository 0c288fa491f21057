#include "config.h"
#include "reading/json_plain.h"

#include <stdbool.h>

#include "base/word.h"

/* Sets the highest bit of each byte that is less than the limit, at most 0x80. Right up to the
 * first such byte: it may borrow from those after it. */
static uint64_t bytes_below(uint64_t word, unsigned limit)
{
    return (word - WORD_ONES * limit) & ~word & WORD_HIGHS;
}

static bool is_plain(char c)
{
    return c != '"' && c != '\\' && (unsigned char)c >= ' ';
}

const char *json_plain_end(const char *at, const char *end)
{
    for (; end - at >= WORD_BYTES; at += WORD_BYTES) {
        uint64_t word = word_at(at);
        uint64_t marks = bytes_below(word, ' ') | bytes_below(word ^ WORD_ONES * '"', 1) |
                         bytes_below(word ^ WORD_ONES * '\\', 1);
        if (marks != 0)
            return at + word_bytes_before(marks);
    }
    while (at < end && is_plain(*at))
        at++;
    return at;
}
