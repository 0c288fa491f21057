/*
 * Which key does what in which context: the table keymap.def. Loop and views know no keys.
 */
#ifndef SB_APP_KEYMAP_H
#define SB_APP_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "app/action.h"

enum context {
    CONTEXT_NONE,
#define CONTEXT(id) CONTEXT_##id,
#define BIND(context, key, action)
#include "app/keymap.def"
#undef CONTEXT
#undef BIND
    CONTEXT_COUNT
};

struct binding {
    enum context context;
    int key;
    enum action action;
};

extern const struct binding keymap[];
extern const size_t keymap_count;

/* The action of a key in a context, ACTION_NONE when it has none there. */
enum action keymap_lookup(enum context context, int key);

/* Does the key have an action in any context? */
bool keymap_has(int key);

/* The key to show for an action in hints, 0 when it has none in the context. */
int keymap_key(enum context context, enum action action);

#endif
