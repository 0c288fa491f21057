/*
 * Opens an address in the user's web browser, without a shell.
 */
#ifndef SB_OS_OPENER_H
#define SB_OS_OPENER_H

#include <stdbool.h>

#include "base/error.h"

#define OPENER_MAX_URL_BYTES 2048 /* what every browser accepts */

/* Returns true for what may be opened: http or https, printable ASCII without spaces and quotes, at
 * most OPENER_MAX_URL_BYTES long. */
bool opener_is_safe(const char *url);

/*
 * Starts the first program that can be run: of $BROWSER (programs separated by colons, each split
 * at spaces; %s stands for the address); without $BROWSER xdg-open, on macOS also open. The program
 * runs detached, with /dev/null on its standard descriptors; nobody waits for it. Returns false
 * with *err, which shows the address, when that is not safe or no program can be run.
 */
bool opener_open(const char *url, struct sb_error *err);

#endif
