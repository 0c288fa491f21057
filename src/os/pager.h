/*
 * Shows a text with the user's pager.
 */
#ifndef SB_OS_PAGER_H
#define SB_OS_PAGER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* Is there a pager to run? $PAGER may be empty or "cat" to have none. */
bool pager_is_wanted(void);

/*
 * Runs $PAGER, without that variable less -FRX, with the text as its standard input, and waits for
 * its end. The command is a program and its arguments, separated by spaces: no shell reads it, so
 * that one with characters that a shell would obey is refused. $LESS is set so that less
 * shows colours, unless the user has set it.
 *
 * Returns false when nothing has been shown: *err says why, and is not set when nobody named the
 * pager that is missing.
 */
bool pager_show(const char *text, size_t len, struct sb_error *err);

#endif
