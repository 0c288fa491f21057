/*
 * The bottom line: a message, or the keys that do something now.
 */
#ifndef SB_APP_BOTTOM_H
#define SB_APP_BOTTOM_H

#include "app/view.h"

enum message_kind { MESSAGE_NONE, MESSAGE_INFO, MESSAGE_ERROR };

/* Draws a message whole, in as many rows as it needs, at most half of the screen: newlines separate
 * its lines, and a URL that begins one is not broken where it fits. */
void bottom_draw_message(enum message_kind kind, const char *text, struct frame *frame);

/* Draws the useful hints of a view that fit, those to keep before the others, in the order of its
 * list. */
void bottom_draw_hints(const struct view *view, struct frame *frame);

#endif
