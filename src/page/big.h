/*
 * A code in digits that the last row of a room can read.
 */
#ifndef SB_PAGE_BIG_H
#define SB_PAGE_BIG_H

#include "doc/doc.h"

#define BIG_ROWS 5 /* of digits in their least size */

/* Returns the size, from 1, in which the code has room; 0 when it has none, or when it has another
 * character than 0 to 9, a point and a hyphen. */
int big_scale(const char *code, int cols, int rows);

/* Makes a document of the code in this size, 1 or more. */
struct doc *big_doc(const char *code, int scale, enum role role, bool ascii);

#endif
