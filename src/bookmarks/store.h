/*
 * The user's bookmarks on disk: one list, one file, any number of windows.
 *
 * Every change is saved at once: under a lock the file is read again, the changes of this window
 * are made on what other windows saved meanwhile, and the result replaces the file
 * (os/replace_file.h). When that fails, the change stays in memory, *err says why, and it is saved
 * with the next change or flush.
 *
 *   - A missing file is an empty list, as is an empty one; one that disappears or is emptied is
 *     written again with what was in it.
 *   - A damaged file is set aside as NAME.bad-N and replaced by what could be read of it. One that
 *     was named (not the default path) and does not look like bookmarks at all is left alone and
 *     opened read-only.
 *   - A file of a later format is opened read-only.
 */
#ifndef SB_BOOKMARKS_STORE_H
#define SB_BOOKMARKS_STORE_H

#include <stdbool.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "bookmarks/bookmarks.h"
#include "bookmarks/changes.h"
#include "bookmarks/format.h"

struct bookmark_store;

struct bookmark_store_setup {
    const char *path; /* --bookmarks FILE; NULL: $XDG_DATA_HOME/statusbrowse/bookmarks.json, or
                         below ~/.local/share when that is unset or relative */
    bool read_only;   /* change nothing and write nothing */
    struct bookmark_owners owners; /* of bookmarks that name none; zeros: each must */
};

/*
 * Reads the file. Never returns NULL: whatever is wrong, there is a list to work with, and *notice
 * says what happened, in lines separated by newlines (SB_ERR_NONE: nothing did). Without HOME there
 * is no file, and changes are kept in memory only.
 */
struct bookmark_store *bookmark_store_open(const struct bookmark_store_setup *setup,
                                           struct sb_error *notice);

/* Frees the store. Call bookmark_store_flush() before: what is not saved is lost. NULL is
 * allowed. */
void bookmark_store_free(struct bookmark_store *store);

/* Returns the list, valid as long as the store; its strings are valid until the next change. */
const struct bookmarks *bookmark_store_list(const struct bookmark_store *store);

const char *bookmark_store_path(const struct bookmark_store *store); /* printable; NULL: no file */
bool bookmark_store_unsaved(const struct bookmark_store *store);     /* has it unsaved changes? */

/* Returns false with *err when the bookmarks are read-only. */
bool bookmark_store_may_change(const struct bookmark_store *store, struct sb_error *err);

enum bookmark_result {
    BOOKMARK_REFUSED, /* nothing has changed; *err says why */
    BOOKMARK_UNSAVED, /* done, but kept in memory only; *err says why */
    BOOKMARK_SAVED,   /* done and saved, or there was nothing to do; *err is set when a damaged file
                         had to be set aside, else left alone */
};

/* As the functions of the same names in changes.h, with the current time for `added`. */
enum bookmark_result bookmark_store_toggle(struct bookmark_store *store,
                                           const struct bookmark_id *id, struct sb_error *err);
enum bookmark_result bookmark_store_set_note(struct bookmark_store *store,
                                             const struct bookmark_id *id, const char *note,
                                             struct sb_error *err);

/* Sets *moved (may be NULL) to whether there was a place to move to. */
enum bookmark_result bookmark_store_move(struct bookmark_store *store, const struct bookmark_id *id,
                                         long by, bool *moved, struct sb_error *err);

/* Is there something to undo, or to redo? */
bool bookmark_store_can_step(const struct bookmark_store *store, enum bookmark_step step);

/* Returns BOOKMARK_REFUSED also when there is nothing to undo or redo; *change is then not set. */
enum bookmark_result bookmark_store_step(struct bookmark_store *store, enum bookmark_step step,
                                         struct bookmark_change *change, struct sb_error *err);

/* Saves what is not saved. Returns false with *err when it still cannot be. */
bool bookmark_store_flush(struct bookmark_store *store, struct sb_error *err);

/* Appends a newline and a line for each change that is not saved: "lost: 429 (IANA) bookmarked". */
void bookmark_store_unsaved_changes(const struct bookmark_store *store, struct strbuf *out);

/*
 * Reads the file again when it has changed, and makes the unsaved changes on what it holds. Returns
 * whether that changed the list. Costs one stat() otherwise; a file that cannot be read changes
 * nothing.
 */
bool bookmark_store_refresh(struct bookmark_store *store);

#endif
