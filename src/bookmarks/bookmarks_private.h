/*
 * What the list, its changes and the members that the program does not know share.
 */
#ifndef SB_BOOKMARKS_BOOKMARKS_PRIVATE_H
#define SB_BOOKMARKS_BOOKMARKS_PRIVATE_H

#include "bookmarks/bookmarks.h"

/* One step: how an entry was before a change, or before the change was undone. */
struct step {
    enum bookmark_change_kind kind;
    struct bookmark *before; /* owned; NULL when there was none */
    struct bookmark *name;   /* owned: carries the identity */
    struct bookmark *after;  /* owned: carries the identity of the entry that stood before it;
                                NULL: it was the first */
};

/* Steps to take; the last one comes first. */
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
    struct steps back, again; /* to undo; and to redo, which a change forgets */
    struct bookmark *named;   /* owned: what the last undo or redo gave out */
};

/* A bookmark of its own, owned by the caller; added may be NULL. */
struct bookmark *bookmark_new(const struct bookmark_id *id, const char *note, const char *added);
struct bookmark *bookmark_copy(const struct bookmark *bookmark);
void bookmark_free(struct bookmark *bookmark); /* NULL is allowed */
void bookmark_set_note(struct bookmark *bookmark, const char *note);

/* As bookmarks_find(), for changing what is found. */
struct bookmark *bookmarks_get(const struct bookmarks *list, const struct bookmark_id *id);

/* Puts a bookmark, which the list owns then, at a place; takes the one at a place out, which the
 * caller owns then. */
void bookmarks_insert(struct bookmarks *list, size_t at, struct bookmark *bookmark);
struct bookmark *bookmarks_take(struct bookmarks *list, size_t at);

void bookmarks_clear_steps(struct steps *steps);

#endif
