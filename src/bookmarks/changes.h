/*
 * The changes that the user makes to a list of bookmarks: each is one step that can be undone and
 * redone, and can be made again on a newer list.
 */
#ifndef SB_BOOKMARKS_CHANGES_H
#define SB_BOOKMARKS_CHANGES_H

#include <stdbool.h>

#include "base/error.h"
#include "bookmarks/bookmarks.h"

#define BOOKMARKS_UNDO_MAX 256 /* steps back; the oldest is forgotten */

enum bookmark_change_kind {
    BOOKMARK_ADDED,
    BOOKMARK_REMOVED,
    BOOKMARK_NOTED,
    BOOKMARK_MOVED,
};

struct bookmark_changes; /* a list, and what can be undone and redone on it */

/* Takes ownership of the list. Returns it with nothing to undo; never NULL. */
struct bookmark_changes *changes_new(struct bookmarks *list);
void changes_free(struct bookmark_changes *changes); /* NULL is allowed */

/* Returns the list, which stays the same one as long as the changes. */
const struct bookmarks *changes_list(const struct bookmark_changes *changes);

/* Adds a bookmark at the end, or removes it. One that was removed before comes back with its note,
 * to its old place. added: the time as text, or NULL. Returns false with *err when the list is full
 * or the identity is not valid. */
bool changes_toggle(struct bookmark_changes *changes, const struct bookmark_id *id,
                    const char *added, struct sb_error *err);

/* Sets the note ("" for none); adds the bookmark when there is none. Returns false with *err when
 * the note is too long or not printable UTF-8, or as above. An equal note is no change and no step.
 */
bool changes_set_note(struct bookmark_changes *changes, const struct bookmark_id *id,
                      const char *note, const char *added, struct sb_error *err);

/* Moves a bookmark `by` places down, up when negative. Returns false when there is no such
 * place. */
bool changes_move(struct bookmark_changes *changes, const struct bookmark_id *id, long by);

struct bookmark_change {
    enum bookmark_change_kind kind; /* what was undone or redone */
    struct bookmark_id id;          /* of its entry; valid until the next change */
};

/* The two ways through the changes. */
enum bookmark_step { BOOKMARK_UNDO, BOOKMARK_REDO, BOOKMARK_STEP_COUNT };

/* Undoes the last change, or redoes what was undone last, that still makes a difference. Returns
 * false when there is none: any other change forgets what was undone. */
bool changes_step(struct bookmark_changes *changes, enum bookmark_step step,
                  struct bookmark_change *change);

/* Is there a change to undo, or to redo? It may make no difference any more. */
bool changes_can_step(const struct bookmark_changes *changes, enum bookmark_step step);

/* Continues with another list, which the changes then own. What can be undone stays the same. */
void changes_adopt(struct bookmark_changes *changes, struct bookmarks *list);

/*
 * Makes the changes that led from `saved` to `list` on `theirs`, which another window has saved
 * meanwhile. Where both changed the same entry, `list` wins. Entries that were added or moved are
 * put after the entry that they follow in `list`, those at its end at the end; they stay `placed`.
 */
void changes_rebase(const struct bookmarks *saved, const struct bookmarks *list,
                    struct bookmarks *theirs);

/* Returns what was saved last, completed from a damaged file: what that lacks was lost, not
 * removed. */
struct bookmarks *changes_complete(const struct bookmarks *saved,
                                   const struct bookmarks *recovered);

#endif
