/*
 * Comparing texts of which there may be none.
 */
#ifndef SB_BASE_TEXT_H
#define SB_BASE_TEXT_H

#include <stdbool.h>
#include <string.h>

/* Are the texts the same, or both NULL? */
static inline bool text_equal(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

#endif
