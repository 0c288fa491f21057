/*
 * Moving: the selected rows, the focus, the selected link.
 */
#ifndef SB_VIEWS_BROWSER_SELECT_H
#define SB_VIEWS_BROWSER_SELECT_H

#include "views/browser/state.h"

/* Shows an entry: in the list that is there when it has it, else in its class. */
void select_entry(struct browser *browser, const struct entry *entry);

/* Selects the row of the class pane that lists the entry. */
void select_class_of(struct browser *browser, const struct entry *entry);

/* Selects a row of the class pane, and lists it. */
void select_class_row(struct browser *browser, size_t row);

/* Shows what is known of a code without an entry, and where it would stand. False when nothing is
 * known. */
bool select_unregistered(struct browser *browser, const char *code);

/* Where one pane is shown at a time: shows the details when they answer for a code without an
 * entry. */
void select_answer(struct browser *browser);

/* Shows what was read of the input since the last call. What is selected stays so once a key was
 * pressed, and the rows of the list that has the focus do not move. */
void select_follow(struct browser *browser);

/* The same, and the rows go where they belong. */
void select_sort_seen(struct browser *browser);

/* The details keep what they show when they get the focus: a class can be read and its links
 * followed. */
void select_focus(struct browser *browser, enum pane focus);

/* Moves the focus by panes, to details of something only; select_cycle_focus() goes on from the
 * last to the first. */
void select_move_focus(struct browser *browser, int delta);
void select_cycle_focus(struct browser *browser, int delta);

/* Moves the selection of the focused list, or scrolls the details. */
void select_move(struct browser *browser, long delta);

/* Scrolls the details, wherever the focus is: by lines, or to the next (1) or previous (-1)
 * section. */
void select_scroll_details(struct browser *browser, int delta);
void select_move_section(struct browser *browser, int delta);

/* Selects the next (1) or previous (-1) code of the list, and shows it; the details keep the focus
 * when they have it. */
void select_move_code(struct browser *browser, int delta);

/* Selects the next (1) or previous (-1) link of the details. */
void select_move_link(struct browser *browser, int delta);

/* Scrolls the pane under the mouse; focus and the other panes stay. */
void select_wheel(struct browser *browser, const struct action_arg *at, long delta);

/* A click selects a row or a link, or takes hold of a thumb. True when what is selected is to be
 * opened: a link, or the row that was selected in the focused list before. */
bool select_click(struct browser *browser, const struct action_arg *at);

/* Scrolls so that the thumb that the last click took hold of, if it did, follows the mouse. */
void select_drag(struct browser *browser, const struct action_arg *at);

#endif
