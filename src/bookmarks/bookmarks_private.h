/*
 * Shared by the list (bookmarks.c) and the changes of it (changes.c).
 */
#ifndef SB_BOOKMARKS_BOOKMARKS_PRIVATE_H
#define SB_BOOKMARKS_BOOKMARKS_PRIVATE_H

#include "bookmarks/bookmarks.h"

struct bookmarks {
    char *title;
    struct bookmark **items; /* in the user's order; each owned */
    size_t count, cap;
    struct bookmark **slots; /* hash table of the same, open addressing; NULL: free */
    size_t slot_count;       /* a power of two above twice the count, or 0 */
    struct bookmark_extras extras;
};

/* Returns a copy, which the caller owns. */
struct bookmark *bookmark_copy(const struct bookmark *bookmark);

/* Replaces the note by a copy of this one. */
void bookmark_set_note(struct bookmark *bookmark, const char *note);

/* As bookmarks_find(), for changing what is found. */
struct bookmark *bookmarks_get(const struct bookmarks *list, const struct bookmark_id *id);

/* Inserts a bookmark, which the list then owns; removes one, which the caller then owns. */
void bookmarks_insert(struct bookmarks *list, size_t at, struct bookmark *bookmark);
struct bookmark *bookmarks_take(struct bookmarks *list, size_t at);

#endif
