/*
 * How the program behaves: the usual values, the user's file over them, the options over both.
 *
 * The file is $XDG_CONFIG_HOME/statusbrowse/config.json; every member may be absent:
 *
 *     {"theme": "dark", "mouse": true, "unofficial": true, "ascii": false, "cursor": false}
 *
 * An error in it never stops the program: it is reported, and that setting keeps its value.
 */
#ifndef SB_CLI_SETTINGS_H
#define SB_CLI_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "cli/options.h"

#define SETTINGS_MAX_BYTES ((size_t)64 * 1024) /* a few settings and generous white space */

struct settings {
    const char *theme; /* one of theme_names */
    bool mouse;        /* clicks and wheel are for the program, not for the terminal */
    bool unofficial;   /* unofficial codes are shown */
    bool cursor;       /* always visible */
    bool ascii;        /* only ASCII is shown */
    bool clipboard;    /* may be written */
    bool remember;     /* the position, from one start to the next */
};

/* Returns the usual values. */
struct settings settings_default(void);

/* Reads settings over *settings; wrong ones keep their values. Returns false with all errors in
 * *err. origin names the file in messages. */
bool settings_parse(struct settings *settings, const char *bytes, size_t len, const char *origin,
                    struct sb_error *err);

/* Reads the user's file over *settings. Returns false with *err when there is a file with
 * something wrong in it. */
bool settings_load(struct settings *settings, struct sb_error *err);

/* Puts the options of the command line over *settings. */
void settings_override(struct settings *settings, const struct options *options);

#endif
