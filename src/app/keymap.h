/*
 * Which key does what in which mode. The loop and the state know no keys; this table does.
 */
#ifndef SB_APP_KEYMAP_H
#define SB_APP_KEYMAP_H

#include <stddef.h>

#include "app/action.h"

/* What the user is doing; decides what a key means. */
enum mode {
    MODE_BROWSE, /* the three panes */
    MODE_SEARCH, /* typing into the search prompt */
    MODE_GOTO,   /* typing a code */
    MODE_NOTE,   /* writing a note */
    MODE_EDIT,   /* what all lines of text have in common; no mode of its own */
    MODE_COPY,   /* asked what to copy */
    MODE_READER, /* a text over the whole screen: help, warnings */
    MODE_COUNT
};

struct binding {
    enum mode mode;
    int key;
    enum action action;
};

extern const struct binding keymap[];
extern const size_t keymap_count;

/* The action of a key, ACTION_NONE when it has none in this mode. Search prompt and note have the
 * keys of MODE_EDIT, too. */
enum action keymap_lookup(enum mode mode, int key);

/* The key to show for an action in hints, 0 when it has none in this mode. */
int keymap_key(enum mode mode, enum action action);

#endif
