/*
 * Where the user was when they left: a small file that may be missing, old or broken at any time.
 *
 * Nothing here is an error: a position that cannot be read is none, one that cannot be written is
 * forgotten.
 */
#ifndef SB_VIEWS_BROWSER_POSITION_H
#define SB_VIEWS_BROWSER_POSITION_H

#include <stdbool.h>
#include <stddef.h>

/* Names, not indexes, so that another version or registry finds what is still there. */
struct position {
    char *registry; /* all owned; NULL: not known */
    char *class_id; /* "4xx", or what the program calls a row that is no class */
    char *code;
    char *owner;
    char *pane;
    char *theme; /* that a key chose */
};

#define POSITION_MAX_BYTES ((size_t)16 * 1024) /* of the file: six short names */

/* Reads $XDG_STATE_HOME/statusbrowse/position.json (~/.local/state when unset or relative). False
 * when there is nothing to be used; *position is then empty. To be cleared in any case. */
bool position_load(struct position *position);

/* Writes it. False when that was not possible. */
bool position_save(const struct position *position);

void position_clear(struct position *position);

#endif
