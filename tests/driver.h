/*
 * Drives a state by the names of keys, as the browser's loop does, and tells where the user is.
 * For test programs of one source file: everything is static.
 */
#ifndef SB_DRIVER_H
#define SB_DRIVER_H

#include <stdio.h>
#include <string.h>

#include "screen/key.h"
#include "views/browser/state.h"

static inline int driver_key(const char *name, size_t len)
{
    char label[KEY_LABEL_MAX];
    if (len == 1)
        return (unsigned char)name[0];
    for (int key = 1; key < KEY_LAST; key = key == 127 ? KEY_SPECIAL + 1 : key + 1) {
        const char *known = key_label(key, label);
        if (strlen(known) == len && strncmp(known, name, len) == 0)
            return key;
    }
    printf("no key has the name %.*s\n", (int)len, name);
    return KEY_NONE;
}

/* What a key means in a prompt when the table has nothing for it. */
static inline enum action driver_text(const struct state *state, int key)
{
    bool line = state->mode == MODE_SEARCH || state->mode == MODE_NOTE;
    if (line)
        return key >= ' ' && key < KEY_SPECIAL ? ACTION_INSERT : ACTION_NONE;
    if (state->mode == MODE_GOTO)
        return (key >= '0' && key <= '9') || key == '.' ? ACTION_INSERT : ACTION_NONE;
    return ACTION_NONE;
}

static inline void driver_press_key(struct state *state, int key, int row, int col)
{
    struct action_arg arg = {.character = key, .row = row, .col = col};
    for (int i = 0; i < 2; i++) {
        enum action action = keymap_lookup(state->mode, key);
        if (action == ACTION_NONE)
            action = driver_text(state, key);
        if (action != ACTION_NONE) {
            state_apply(state, action, &arg);
            return;
        }
        if (state->mode != MODE_GOTO)
            return;
        state_apply(state, ACTION_ACCEPT, NULL); /* the key ends the code and means itself */
    }
}

/* Keys by the names of the help, separated by spaces: "/ n o Space Enter". */
static inline void driver_press(struct state *state, const char *keys)
{
    while (*keys != '\0') {
        size_t len = strcspn(keys, " ");
        if (len > 0)
            driver_press_key(state, driver_key(keys, len), 0, 0);
        keys += len + (keys[len] == ' ');
    }
}

#endif
