/*
 * Text to the clipboard of the terminal (OSC 52).
 */
#ifndef SB_TERM_CLIPBOARD_H
#define SB_TERM_CLIPBOARD_H

#include <stdbool.h>
#include <stddef.h>

/* Sends at most max_bytes of the text, cut at a line: many terminals drop longer ones without a
 * word. Nothing reports whether it arrives. Returns false when this terminal has no clipboard. */
bool term_copy(const char *text, size_t len, size_t max_bytes, size_t *sent_bytes);

#endif
