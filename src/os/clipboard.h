/*
 * Gives a text to a program that keeps a clipboard: of tmux, of a display. Where there is none, the
 * terminal may have one (term/terminal.h).
 */
#ifndef SB_OS_CLIPBOARD_H
#define SB_OS_CLIPBOARD_H

#include <stddef.h>

/* Gives the text to the first program that fits the environment and accepts it. Returns where it
 * went, in words for a message ("tmux", "the clipboard (xclip)"), or NULL when there is no such
 * program. Waits for each program at most two seconds. */
const char *clipboard_give(const char *text, size_t len);

#endif
