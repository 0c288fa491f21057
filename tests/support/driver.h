/*
 * Drives the browser by the names of keys, as the loop does, and reads its screen.
 * For test programs of one source file: everything is static.
 */
#ifndef SB_DRIVER_H
#define SB_DRIVER_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/strbuf.h"
#include "screen/key.h"
#include "support/check.h"
#include "support/screen.h"

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

/* Draws into the frame, and returns its text, which the caller frees. */
static inline char *driver_screen(struct app *app, struct frame *frame)
{
    struct strbuf text = STRBUF_INIT;
    app_settle(app);
    app_draw(app, frame);
    CHECK(support_frame_is_sound(frame));
    support_put_screen(frame, &text);
    return strbuf_take(&text);
}

static inline void driver_check_has(struct app *app, struct frame *frame, const char *part)
{
    char *text = driver_screen(app, frame);
    CHECK_HAS(text, part);
    free(text);
}

static inline void driver_check_lacks(struct app *app, struct frame *frame, const char *part)
{
    char *text = driver_screen(app, frame);
    CHECK_MSG(strstr(text, part) == NULL, "%s", part);
    free(text);
}

#endif
