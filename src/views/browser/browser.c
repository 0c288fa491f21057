#include "config.h"
#include "views/browser/state.h"

#include "views/browser/state_parts.h"

#define WHEEL_ROWS 3

/* --- Actions --------------------------------------------------------------------------------- */

static void apply_reader(struct state *state, enum action action, const struct action_arg *arg)
{
    (void)arg;
    long delta = state_movement(action, state->overlay.rows);
    if (action == ACTION_WHEEL_UP || action == ACTION_WHEEL_DOWN)
        delta = action == ACTION_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS;
    if (delta != 0)
        scroll_by(&state->overlay, delta);
    else
        state->mode = MODE_BROWSE;
}

static void toggle_unofficial(struct state *state)
{
    const struct entry *entry = state_entry(state);
    state->show_unofficial = !state->show_unofficial;
    state_count_rows(state);
    state_fill_codes(state, entry);
    state_update_subject(state);
    state_say(state, MESSAGE_INFO,
              state->show_unofficial ? "unofficial codes are shown"
                                     : "unofficial codes are hidden");
}

/* --- Among the panes ------------------------------------------------------------------------- */

static void go_beside(struct state *state, int delta)
{
    state_move_focus(state, delta, false);
}

static void go_around(struct state *state, int delta)
{
    state_move_focus(state, delta, true);
}

static void toggle_mouse(struct state *state)
{
    state->mouse = !state->mouse;
    state_say(state, MESSAGE_INFO, state->mouse ? "mouse on" : "mouse off");
}

static void show_warnings(struct state *state)
{
    if (state->warning_count > 0)
        state_open_overlay(state, READER_WARNINGS);
    else
        state_say(state, MESSAGE_INFO, "no file that was read has a fault");
}

static void show_help(struct state *state)
{
    state_open_overlay(state, READER_HELP);
}

static void cancel(struct state *state)
{
    state->details.link = DOC_NO_LINK;
    if (state->shows_hits)
        state_leave_hits(state);
}

static void quit(struct state *state)
{
    state->request = REQUEST_QUIT;
}

static void interrupt(struct state *state)
{
    state->request = REQUEST_INTERRUPT;
}

/* What an action does among the panes: one of the two. Moving is not in it. */
struct deed {
    void (*act)(struct state *state);
    void (*step)(struct state *state, int delta);
    int delta;
};

static const struct deed deeds[ACTION_COUNT] = {
    [ACTION_LEFT] = {.step = go_beside, .delta = -1},
    [ACTION_RIGHT] = {.step = go_beside, .delta = 1},
    [ACTION_PREV_PANE] = {.step = go_around, .delta = -1},
    [ACTION_NEXT_PANE] = {.step = go_around, .delta = 1},
    [ACTION_SEARCH] = {.act = state_start_search},
    [ACTION_PREV_HIT] = {.step = state_move_hit, .delta = -1},
    [ACTION_NEXT_HIT] = {.step = state_move_hit, .delta = 1},
    [ACTION_OPEN] = {.act = state_open_selected},
    [ACTION_PREV_LINK] = {.step = state_move_link, .delta = -1},
    [ACTION_NEXT_LINK] = {.step = state_move_link, .delta = 1},
    [ACTION_BACK] = {.act = state_back},
    [ACTION_FORWARD] = {.act = state_forward},
    [ACTION_OPEN_REFERENCE] = {.act = state_open_reference},
    [ACTION_COPY] = {.act = state_start_copy},
    [ACTION_BOOKMARK] = {.act = state_toggle_bookmark},
    [ACTION_NOTE] = {.act = state_start_note},
    [ACTION_BOOKMARK_UP] = {.step = state_move_bookmark, .delta = -1},
    [ACTION_BOOKMARK_DOWN] = {.step = state_move_bookmark, .delta = 1},
    [ACTION_UNDO] = {.act = state_undo_bookmark},
    [ACTION_REDO] = {.act = state_redo_bookmark},
    [ACTION_TOGGLE_UNOFFICIAL] = {.act = toggle_unofficial},
    [ACTION_TOGGLE_MOUSE] = {.act = toggle_mouse},
    [ACTION_WARNINGS] = {.act = show_warnings},
    [ACTION_HELP] = {.act = show_help},
    [ACTION_CANCEL] = {.act = cancel},
    [ACTION_QUIT] = {.act = quit},
    [ACTION_INTERRUPT] = {.act = interrupt},
};

static void apply_browse(struct state *state, enum action action, const struct action_arg *arg)
{
    const struct deed *deed = &deeds[action];
    long delta = state_movement(action, state->details.rows);
    state_age_warning(state,
                      action == ACTION_WARNINGS || (action == ACTION_CANCEL && !state->shows_hits));
    if (delta != 0)
        state_move(state, delta);
    else if (action == ACTION_GOTO)
        state_start_goto(state, arg->character);
    else if (deed->act != NULL)
        deed->act(state);
    else if (deed->step != NULL)
        deed->step(state, deed->delta);
}

void state_apply(struct state *state, enum action action, const struct action_arg *arg)
{
    state_say_nothing(state);
    if (action != ACTION_INSERT)
        state_catch_up(state);
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
