#include "config.h"
#include "state.h"

#include "state_parts.h"

#define WHEEL_ROWS 3

/* --- Actions --------------------------------------------------------------------------------- */

static void apply_reader(struct state *state, enum action action, const struct action_arg *arg)
{
    (void)arg;
    long delta = state_movement(action, state->overlay.rows);
    if (action == ACTION_WHEEL_UP || action == ACTION_WHEEL_DOWN)
        delta = action == ACTION_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS;
    if (delta != 0)
        reader_scroll(&state->overlay, delta);
    else
        state->mode = MODE_BROWSE;
}

static void toggle_unofficial(struct state *state)
{
    const struct status *status = state_status(state);
    state->show_unofficial = !state->show_unofficial;
    state_count_rows(state);
    state_fill_codes(state, status);
    state_update_subject(state);
    state_say(state, MESSAGE_INFO,
        state->show_unofficial ? "unofficial codes are shown" : "unofficial codes are hidden");
}

static void apply_browse(struct state *state, enum action action, const struct action_arg *arg)
{
    long delta = state_movement(action, state->details.rows);
    state_age_warning(state, action == ACTION_WARNINGS ||
                                 (action == ACTION_CANCEL && !state->shows_hits));
    if (delta != 0) {
        state_move(state, delta);
        return;
    }
    switch (action) {
    case ACTION_LEFT:
        state_move_focus(state, -1, false);
        break;
    case ACTION_RIGHT:
        state_move_focus(state, 1, false);
        break;
    case ACTION_NEXT_PANE:
        state_move_focus(state, 1, true);
        break;
    case ACTION_PREV_PANE:
        state_move_focus(state, -1, true);
        break;
    case ACTION_GOTO:
        state_start_goto(state, arg->character);
        break;
    case ACTION_SEARCH:
        state_start_search(state);
        break;
    case ACTION_NEXT_HIT:
        state_move_hit(state, 1);
        break;
    case ACTION_PREV_HIT:
        state_move_hit(state, -1);
        break;
    case ACTION_OPEN:
        state_open_selected(state);
        break;
    case ACTION_NEXT_LINK:
        state_move_link(state, 1);
        break;
    case ACTION_PREV_LINK:
        state_move_link(state, -1);
        break;
    case ACTION_BACK:
        state_back(state);
        break;
    case ACTION_FORWARD:
        state_forward(state);
        break;
    case ACTION_BOOKMARK:
        state_toggle_bookmark(state);
        break;
    case ACTION_NOTE:
        state_start_note(state);
        break;
    case ACTION_BOOKMARK_UP:
        state_move_bookmark(state, -1);
        break;
    case ACTION_BOOKMARK_DOWN:
        state_move_bookmark(state, 1);
        break;
    case ACTION_UNDO:
        state_undo_bookmark(state);
        break;
    case ACTION_OPEN_REFERENCE:
        state_open_reference(state);
        break;
    case ACTION_COPY:
        state_start_copy(state);
        break;
    case ACTION_TOGGLE_UNOFFICIAL:
        toggle_unofficial(state);
        break;
    case ACTION_TOGGLE_MOUSE:
        state->mouse = !state->mouse;
        state_say(state, MESSAGE_INFO, state->mouse ? "mouse on" : "mouse off");
        break;
    case ACTION_WARNINGS:
        if (state->warning_count > 0)
            state_open_overlay(state, READER_WARNINGS);
        else
            state_say(state, MESSAGE_INFO, "no file that was read has a fault");
        break;
    case ACTION_HELP:
        state_open_overlay(state, READER_HELP);
        break;
    case ACTION_CANCEL:
        state->details.link = DOC_NO_LINK;
        if (state->shows_hits)
            state_leave_hits(state);
        break;
    case ACTION_QUIT:
        state->request = REQUEST_QUIT;
        break;
    case ACTION_INTERRUPT:
        state->request = REQUEST_INTERRUPT;
        break;
    default:
        break;
    }
}

void state_apply(struct state *state, enum action action, const struct action_arg *arg)
{
    state_say_nothing(state);
    if (action == ACTION_REDRAW) {
        state->request = REQUEST_REDRAW;
        return;
    }
    if (action == ACTION_SUSPEND) {
        state->request = REQUEST_SUSPEND;
        return;
    }
    if (state->mode == MODE_READER) {
        apply_reader(state, action, arg);
        return;
    }
    if (state->mode == MODE_COPY) {
        state_apply_copy(state, action);
        return;
    }
    switch (action) {
    case ACTION_CLICK:
        state_click(state, arg);
        break;
    case ACTION_WHEEL_UP:
        state_wheel(state, arg, -WHEEL_ROWS);
        break;
    case ACTION_WHEEL_DOWN:
        state_wheel(state, arg, WHEEL_ROWS);
        break;
    default:
        if (state->mode == MODE_SEARCH)
            state_apply_search(state, action, arg);
        else if (state->mode == MODE_NOTE)
            state_apply_note(state, action, arg);
        else if (state->mode == MODE_GOTO)
            state_apply_goto(state, action, arg);
        else
            apply_browse(state, action, arg);
        break;
    }
}
