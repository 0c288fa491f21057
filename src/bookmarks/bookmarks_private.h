/*
 * Shared by the list (bookmarks.c), its changes (changes.c) and unknown members (extras.c).
 */
#ifndef SB_BOOKMARKS_BOOKMARKS_PRIVATE_H
#define SB_BOOKMARKS_BOOKMARKS_PRIVATE_H

#include "bookmarks/bookmarks.h"

/* One step: how an entry was before a change, or before the change was undone. */
struct step {
    enum bookmark_change_kind kind;
    struct bookmark *before; /* owned; NULL when there was none */
    struct bookmark *name;   /* owned: carries the identity */
    struct bookmark *after;  /* owned: carries the identity of the entry in front of it;
                                NULL: it was the first */
};

/* A stack of steps. */
struct steps {
    struct step *items;
    size_t count, cap;
};

struct bookmarks {
    char *title;
    struct bookmark **items; /* in the user's order; each owned */
    size_t count, cap;
    struct bookmark **slots; /* hash table of the same, open addressing; NULL: free */
    size_t slot_count;       /* a power of two above twice the count, or 0 */
    struct bookmark_extras extras;
    struct steps undo, redo; /* a change forgets those to redo */
    struct bookmark *named;  /* owned: carries the identity that the last undo or redo returned */
};

/* Returns a new bookmark, owned by the caller. added may be NULL. */
struct bookmark *bookmark_new(const struct bookmark_id *id, const char *note, const char *added);
struct bookmark *bookmark_copy(const struct bookmark *bookmark);
void bookmark_free(struct bookmark *bookmark); /* NULL is allowed */
void bookmark_set_note(struct bookmark *bookmark, const char *note);

/* As bookmarks_find(), for changing what is found. */
struct bookmark *bookmarks_get(const struct bookmarks *list, const struct bookmark_id *id);

/* Inserts a bookmark, which the list then owns; removes one, which the caller then owns. */
void bookmarks_insert(struct bookmarks *list, size_t at, struct bookmark *bookmark);
struct bookmark *bookmarks_take(struct bookmarks *list, size_t at);

void bookmarks_clear_steps(struct steps *steps);

#endif
