/*
 * Drives the browser by the names of keys, as the loop does.
 * For test programs of one source file: everything is static.
 */
#ifndef SB_DRIVER_H
#define SB_DRIVER_H

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "screen/key.h"

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

static inline void driver_press_key(struct app *app, int key, int row, int col)
{
    app_key(app, &(struct key_event){.key = key, .row = row, .col = col});
}

/* Keys by the names of the help, separated by spaces: "/ n o Space Enter". */
static inline void driver_press(struct app *app, const char *keys)
{
    while (*keys != '\0') {
        size_t len = strcspn(keys, " ");
        if (len > 0)
            driver_press_key(app, driver_key(keys, len), 0, 0);
        keys += len + (keys[len] == ' ');
    }
}

#endif
