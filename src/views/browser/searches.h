/*
 * The searches that were made, in this run and before: a small file of lines that may be missing or
 * broken at any time. Nothing here is an error: searches that cannot be read or kept are forgotten.
 */
#ifndef SB_VIEWS_BROWSER_SEARCHES_H
#define SB_VIEWS_BROWSER_SEARCHES_H

#include <stdbool.h>
#include <stddef.h>

#define SEARCHES_MAX 50             /* are kept */
#define SEARCHES_TEXT_MAX_BYTES 500 /* of one that is kept; longer is a pasted text */

/* Zeroed is empty. */
struct searches {
    char **texts; /* oldest first; owned */
    size_t count, cap;
    size_t old; /* so many are of earlier runs */
};

/* Adds a search, unless it is the last one anyway. */
void searches_add(struct searches *searches, const char *text);

/* Reads those of earlier runs from $XDG_STATE_HOME/statusbrowse/searches.txt (~/.local/state when
 * unset or relative). Called before any is added. */
void searches_load(struct searches *searches);

/* Adds those of this run to the file, which another window may have changed meanwhile. False when
 * that was not possible. */
bool searches_save(const struct searches *searches);

void searches_clear(struct searches *searches); /* frees */

#endif
