/*
 * The user's bookmarks: an ordered list of entries, each with a note, and the way back and forth.
 *
 * A bookmark names a registry entry by registry, code and owner; whether a loaded registry has it
 * does not matter here. The list knows no file and no format (bookmarks_json.h, bookmark_store.h)
 * and no clock. Strings that it gives out are valid until the next change of the list.
 */
#ifndef SB_BOOKMARKS_BOOKMARKS_H
#define SB_BOOKMARKS_BOOKMARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

#define BOOKMARKS_MAX 10000      /* far more than anyone goes through */
#define BOOKMARK_NOTE_MAX 4096   /* bytes: two screens of text */
#define BOOKMARK_ID_MAX 256      /* bytes of each part of an identity */
#define BOOKMARKS_TITLE_MAX 1024 /* bytes */
#define BOOKMARKS_UNDO_MAX 256   /* steps back; the oldest is forgotten */
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
    char *json; /* its value, as it stands in the file */
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

/* A list with the same content and nothing to undo. */
struct bookmarks *bookmarks_copy(const struct bookmarks *list);

/* --- Looking --------------------------------------------------------------------------------- */

size_t bookmarks_count(const struct bookmarks *list);

/* The bookmark at a place of the user's order, from 0. */
const struct bookmark *bookmarks_at(const struct bookmarks *list, size_t index);

/* The bookmark of an entry, or NULL. Takes the same time however long the list is. */
const struct bookmark *bookmarks_find(const struct bookmarks *list, const struct bookmark_id *id);

/* Its place, or BOOKMARK_NONE. */
size_t bookmarks_index(const struct bookmarks *list, const struct bookmark_id *id);

/* "" without one. */
const char *bookmarks_title(const struct bookmarks *list);

/* Same title, entries, order, notes, times and unknown members? */
bool bookmarks_equal(const struct bookmarks *a, const struct bookmarks *b);
bool bookmark_equal(const struct bookmark *a, const struct bookmark *b);
bool bookmark_id_equal(const struct bookmark_id *a, const struct bookmark_id *b);

/* --- Changing: each is one step that can be undone ------------------------------------------- */

enum bookmark_change_kind {
    BOOKMARK_ADDED,
    BOOKMARK_REMOVED,
    BOOKMARK_NOTED,
    BOOKMARK_MOVED,
};

/* Adds a bookmark at the end, or removes it. One that was removed before comes back with its note,
 * to its old place. added: the time as text, or NULL. False with *err when there is no room or the
 * identity is not one. */
bool bookmarks_toggle(struct bookmarks *list, const struct bookmark_id *id, const char *added,
                      struct sb_error *err);

/* Sets the note ("" for none), adding the bookmark when there is none. False with *err when it is
 * too long or no printable UTF-8 text, or as above. An equal note is no change and no step. */
bool bookmarks_set_note(struct bookmarks *list, const struct bookmark_id *id, const char *note,
                        const char *added, struct sb_error *err);

/* Moves a bookmark `by` places down, up when negative. False when there is no such place. */
bool bookmarks_move(struct bookmarks *list, const struct bookmark_id *id, long by);

struct bookmark_change {
    enum bookmark_change_kind kind; /* what was done, now undone or done again */
    struct bookmark_id id;          /* of what; valid until the next change */
};

/* Takes the last step back that still makes a difference. False when there is none. */
bool bookmarks_undo(struct bookmarks *list, struct bookmark_change *undone);

/* Does again what was undone last and still makes a difference. False when there is nothing: any
 * other change forgets what was undone. */
bool bookmarks_redo(struct bookmarks *list, struct bookmark_change *redone);

bool bookmarks_can_undo(const struct bookmarks *list);
bool bookmarks_can_redo(const struct bookmarks *list);

/* Takes over the content of another list, but keeps its own steps to undo and redo. `from` is empty
 * then. */
void bookmarks_adopt(struct bookmarks *list, struct bookmarks *from);

/*
 * Makes the changes that led from `saved` to `list` on `theirs`, which another window has saved
 * meanwhile. What only one of both changed is as that one has it; where both changed the same
 * entry, `list` counts. Entries that were added or moved stand after the entry that they follow in
 * `list`, those at its end at the end.
 */
void bookmarks_rebase(const struct bookmarks *saved, const struct bookmarks *list,
                      struct bookmarks *theirs);

/* What was saved last, with what a damaged file has more: what that lacks was lost, not removed. */
struct bookmarks *bookmarks_complete(const struct bookmarks *saved,
                                     const struct bookmarks *recovered);

/* --- Building, without steps to undo --------------------------------------------------------- */

/* Is it printable UTF-8 text of 1 to BOOKMARK_ID_MAX bytes in each part? */
bool bookmark_id_valid(const struct bookmark_id *id);

/* Is it UTF-8 without control characters, of at most max_bytes? */
bool bookmark_text_valid(const char *text, size_t max_bytes);

/* Appends a copy. False when the list is full or has that identity. */
bool bookmarks_append(struct bookmarks *list, const struct bookmark *bookmark);

void bookmarks_set_title(struct bookmarks *list, const char *title);

/* Unknown members of the file itself. */
struct bookmark_extras *bookmarks_extras(struct bookmarks *list);
const struct bookmark_extras *bookmarks_extras_of(const struct bookmarks *list);

/* Sets or replaces a member; json NULL removes it. */
void bookmark_extras_set(struct bookmark_extras *extras, const char *key, const char *json);
const char *bookmark_extras_get(const struct bookmark_extras *extras, const char *key);
void bookmark_extras_copy(struct bookmark_extras *to, const struct bookmark_extras *from);
bool bookmark_extras_equal(const struct bookmark_extras *a, const struct bookmark_extras *b);
void bookmark_extras_clear(struct bookmark_extras *extras);

#endif
