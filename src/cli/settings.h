/*
 * The user's settings, $XDG_CONFIG_HOME/statusbrowse/config.json:
 *
 *     {"theme": "dark", "mouse": true, "unofficial": true, "ascii": false}
 *
 * Every setting may be absent. A fault never stops the program: it is told, and that setting keeps
 * its usual value.
 */
#ifndef SB_CLI_SETTINGS_H
#define SB_CLI_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

#define SETTINGS_MAX_BYTES ((size_t)64 * 1024) /* four settings and generous white space */

struct settings {
    const char *theme; /* of theme_names */
    bool mouse;        /* clicks and wheel are ours */
    bool unofficial;   /* unofficial codes are shown */
    bool ascii;        /* nothing but ASCII is shown */
};

/* The usual values. */
struct settings settings_default(void);

/* Reads settings over *settings; those that are wrong stay as they are. False with all faults in
 * *err. origin names the file in messages. */
bool settings_parse(struct settings *settings, const char *bytes, size_t len, const char *origin,
                    struct sb_error *err);

/* Reads the user's file over *settings. False with *err when there is one and something in it is
 * wrong. */
bool settings_load(struct settings *settings, struct sb_error *err);

#endif
