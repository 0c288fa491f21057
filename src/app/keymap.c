#include "config.h"
#include "app/keymap.h"

#include "screen/key.h"

const struct binding keymap[] = {
#define CONTEXT(id)
#define BIND(context, key, action) {CONTEXT_##context, key, ACTION_##action},
#include "app/keymap.def"
#undef CONTEXT
#undef BIND
};

const size_t keymap_count = sizeof keymap / sizeof keymap[0];

enum action keymap_lookup(enum context context, int key)
{
    for (size_t i = 0; i < keymap_count; i++)
        if (keymap[i].context == context && keymap[i].key == key)
            return keymap[i].action;
    return ACTION_NONE;
}

bool keymap_has(int key)
{
    for (size_t i = 0; i < keymap_count; i++)
        if (keymap[i].key == key)
            return true;
    return false;
}

int keymap_key(enum context context, enum action action)
{
    for (size_t i = 0; i < keymap_count; i++)
        if (keymap[i].context == context && keymap[i].action == action)
            return keymap[i].key;
    return 0;
}
