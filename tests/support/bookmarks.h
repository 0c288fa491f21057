/*
 * Bookmarks for tests.
 */
#ifndef SB_TESTS_SUPPORT_BOOKMARKS_H
#define SB_TESTS_SUPPORT_BOOKMARKS_H

#include "bookmarks/bookmarks.h"

/* An entry of IANA's in the registry "http". */
struct bookmark_id support_bookmark_id(const char *code);

/* Codes and notes, "409 500=note"; valid until the next call but three. */
const char *support_bookmarks_text(const struct bookmarks *list);

#endif
