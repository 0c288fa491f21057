/*
 * Opens a URL in the user's web browser, without a shell.
 */
#ifndef SB_OS_OPENER_H
#define SB_OS_OPENER_H

#include <stdbool.h>

#include "base/error.h"

#define OPENER_MAX_URL_BYTES 2048 /* what every browser accepts */

enum opener_result {
    OPENER_FAILED,      /* the URL is not safe, or no program of $BROWSER starts */
    OPENER_UNREACHABLE, /* nothing here can show a web page: no display, no $BROWSER */
    OPENER_STARTED,     /* a program has it, and shows it in a window of its own */
    OPENER_ENDED        /* the user has left a browser that took the terminal */
};

/* What opener_open() needs of its caller: the terminal, for a browser that runs in it. */
struct opener_terminal {
    void (*lend)(void);
    void (*take_back)(void);
};

/* May the character stand in a URL, and does no shell and no terminal obey it? */
bool opener_takes(char c);

/* Returns true for what may be opened: http or https, printable ASCII without spaces and quotes, at
 * most OPENER_MAX_URL_BYTES long. */
bool opener_is_safe(const char *url);

/*
 * Gives a URL to the first program that starts: of $BROWSER (programs separated by colons, each
 * split at spaces; %s stands for the URL); without $BROWSER xdg-open where there is a display, on
 * macOS `open` where nobody came by SSH. Puts the name of the program into *name (the caller owns
 * it; NULL when there is none).
 *
 * A browser that is known to run in a terminal gets the terminal, until it ends. Others run
 * detached, with /dev/null on their standard descriptors: what becomes of them is not known.
 */
enum opener_result opener_open(const char *url, const struct opener_terminal *terminal, char **name,
                               struct sb_error *err);

#endif
