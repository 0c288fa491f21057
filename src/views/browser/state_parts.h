/*
 * What the files of the state module share among themselves. Nothing else includes it.
 */
#ifndef SB_VIEWS_BROWSER_STATE_PARTS_H
#define SB_VIEWS_BROWSER_STATE_PARTS_H

#include "views/browser/state.h"

/* --- state.c -----------------------------------------------------------------------------------
 */

/* Puts a message where the user sees it until the next action. */
void state_say(struct state *state, enum message_kind kind, const char *fmt, ...) SB_PRINTF(3, 4);
void state_say_nothing(struct state *state);

bool class_row_has(const struct class_row *row, const struct entry *entry);

/* Counts the entries of the class rows anew. */
void state_count_rows(struct state *state);

/* Fills the codes pane anew; the entry `keep` stays selected where it is among the rows, else the
 * first row is. */
void state_fill_codes(struct state *state, const struct entry *keep);

/* Selects the class row of an entry. */
void state_select_class_row(struct state *state, const struct entry *entry);

/* Shows an entry: in the list that is there when it has it, else in its class. */
void state_select(struct state *state, const struct entry *entry);

/* After anything that may have changed what is selected: the details describe it, from the start.
 */
void state_update_subject(struct state *state);

/* After what the details say of their subject has changed: they are made anew, at the place where
 * they are read. */
void state_rebuild_details(struct state *state);

/* The details with the document of their subject, which is made when it is first looked into: of
 * many keys that wait, only the last one's is. */
struct scroll *state_details(struct state *state);

/* The details keep what they show when they get the focus: a class can be read and its links
 * followed, and so can the answer for an unregistered code. */
void state_set_focus(struct state *state, enum pane focus);

/* Where the user is, and back to such a place. */
struct place state_place(const struct state *state);
void state_go_to(struct state *state, const struct place *place);

void state_open_overlay(struct state *state, enum reader_kind kind);

/* After each action: the row of a warning leaves in time, or at once when it is dismissed. */
void state_age_warning(struct state *state, bool dismiss);

/* --- state_move.c ------------------------------------------------------------------------------
 */

/* Rows that a movement action goes in a window of some rows; 0 for other actions. */
long state_movement(enum action action, int rows);

/* Moves the selection of the focused list, or scrolls the details. */
void state_move(struct state *state, long delta);

/* To the pane beside; with cycle from the last to the first. */
void state_move_focus(struct state *state, int delta, bool cycle);

void state_click(struct state *state, const struct action_arg *at);

/* Scrolls the pane under the mouse; focus and the other panes stay. */
void state_wheel(struct state *state, const struct action_arg *at, long delta);

void state_move_link(struct state *state, int delta);

/* Enter among the panes: reads the entry, follows the link. */
void state_open_selected(struct state *state);

void state_back(struct state *state);
void state_forward(struct state *state);

/* --- state_search.c ----------------------------------------------------------------------------
 */

void state_start_search(struct state *state);
void state_start_goto(struct state *state, int character);

/* The next (1) or previous (-1) hit. */
void state_move_hit(struct state *state, int delta);

/* Back from the hits to the class of the selected entry. */
void state_leave_hits(struct state *state);

/* An action while a prompt is open. */
/* Searches for what was typed: of many letters that wait, only for the last. */
void state_catch_up(struct state *state);

void state_apply_search(struct state *state, enum action action, const struct action_arg *arg);
void state_apply_goto(struct state *state, enum action action, const struct action_arg *arg);

/* Edits the line that is being typed. True when the text changed. */
bool state_edit_prompt(struct state *state, enum action action, const struct action_arg *arg);

/* --- state_bookmarks.c -------------------------------------------------------------------------
 */

void state_toggle_bookmark(struct state *state);
void state_undo_bookmark(struct state *state);
void state_redo_bookmark(struct state *state);
void state_move_bookmark(struct state *state, int by);

/* Opens the note of the selected entry; then an action while it is written. */
void state_start_note(struct state *state);
void state_apply_note(struct state *state, enum action action, const struct action_arg *arg);

/* What the search may know of the bookmarks. */
struct search_user state_search_user(const struct state *state);

/* --- state_share.c -----------------------------------------------------------------------------
 */

/* Asks for the address of the selected reference, else of today's definition, to be opened. */
void state_open_reference(struct state *state);

/* Asks what to copy; then an action while that is asked. */
void state_start_copy(struct state *state);
void state_apply_copy(struct state *state, enum action action);

#endif
