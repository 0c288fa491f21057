/*
 * The user's bookmarks: an ordered list of entries, each with a note.
 *
 * A bookmark names a registry entry by registry, code and owner, whether a loaded registry has it
 * or not. The list knows no changes that can be undone (changes.h), no format (format.h), no file
 * (store.h) and no clock. Strings that it returns are valid until its next change.
 */
#ifndef SB_BOOKMARKS_BOOKMARKS_H
#define SB_BOOKMARKS_BOOKMARKS_H

#include <stdbool.h>
#include <stddef.h>

#define BOOKMARKS_MAX 10000      /* far more than anyone looks through */
#define BOOKMARK_NOTE_MAX 4096   /* bytes: two screens of text */
#define BOOKMARK_ID_MAX 256      /* bytes of each part of an identity */
#define BOOKMARKS_TITLE_MAX 1024 /* bytes */
#define BOOKMARK_EXTRAS_MAX 64   /* unknown members of one object; looked up one by one */
#define BOOKMARK_NONE ((size_t)-1)

/* What a bookmark points at. Letter case of the owner does not matter. */
struct bookmark_id {
    const char *registry; /* "http" */
    const char *code;
    const char *owner;
};

/* A member of the file that this program does not know. */
struct bookmark_extra {
    char *key;
    char *json; /* its value, as it is in the file */
};

struct bookmark_extras {
    struct bookmark_extra *items;
    size_t count, cap;
};

struct bookmark {
    struct bookmark_id id; /* owned */
    char *note;            /* one line, "" without one */
    char *added;           /* "2026-11-21T10:00:00Z", or as the file had it; NULL: not known */
    struct bookmark_extras extras;
    bool placed; /* added or moved by a change that is not saved; a copy is not placed */
};

struct bookmarks; /* the list */

struct bookmarks *bookmarks_new(void);       /* empty; never NULL */
void bookmarks_free(struct bookmarks *list); /* NULL is allowed */

/* Returns a list with the same content, where no bookmark is `placed`. */
struct bookmarks *bookmarks_copy(const struct bookmarks *list);

size_t bookmarks_count(const struct bookmarks *list);

/* Returns the bookmark at a place of the user's order, from 0. */
const struct bookmark *bookmarks_at(const struct bookmarks *list, size_t index);

/* Returns the bookmark of an entry, or NULL; in the same time however long the list is. */
const struct bookmark *bookmarks_find(const struct bookmarks *list, const struct bookmark_id *id);

/* Returns its place, or BOOKMARK_NONE; in a time that grows with the list. */
size_t bookmarks_index(const struct bookmarks *list, const struct bookmark_id *id);

/* Returns the title, "" without one. */
const char *bookmarks_title(const struct bookmarks *list);

/* Returns whether title, entries, order, notes, times and unknown members are the same. */
bool bookmarks_equal(const struct bookmarks *a, const struct bookmarks *b);
bool bookmark_equal(const struct bookmark *a, const struct bookmark *b);
bool bookmark_id_equal(const struct bookmark_id *a, const struct bookmark_id *b);

/* Returns a new bookmark, in no list, owned by the caller. added may be NULL. */
struct bookmark *bookmark_new(const struct bookmark_id *id, const char *note, const char *added);
void bookmark_free(struct bookmark *bookmark); /* NULL is allowed */

/* Returns whether each part is printable UTF-8 of 1 to BOOKMARK_ID_MAX bytes. */
bool bookmark_id_valid(const struct bookmark_id *id);

/* Appends a copy. Returns false when the list is full or has that identity. */
bool bookmarks_append(struct bookmarks *list, const struct bookmark *bookmark);

/* Replaces the title by a copy of this one. */
void bookmarks_set_title(struct bookmarks *list, const char *title);

/* Unknown members of the file itself. */
struct bookmark_extras *bookmarks_extras(struct bookmarks *list);
const struct bookmark_extras *bookmarks_extras_of(const struct bookmarks *list);

/* Sets or replaces a member. */
void bookmark_extras_set(struct bookmark_extras *extras, const char *key, const char *json);
const char *bookmark_extras_get(const struct bookmark_extras *extras, const char *key);
void bookmark_extras_copy(struct bookmark_extras *to, const struct bookmark_extras *from);
bool bookmark_extras_equal(const struct bookmark_extras *a, const struct bookmark_extras *b);
void bookmark_extras_clear(struct bookmark_extras *extras);

#endif
