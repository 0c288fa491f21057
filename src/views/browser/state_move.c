#include "config.h"
#include "views/browser/state_parts.h"

#include <string.h>

/* --- Moving ---------------------------------------------------------------------------------- */

void state_move(struct state *state, long delta)
{
    size_t before;
    switch (state->focus) {
    case PANE_CLASSES:
        before = state->classes.selected;
        list_move(&state->classes, delta);
        if (state->classes.selected == before && !state->shows_hits)
            return;
        state->shows_hits = false;
        state_fill_codes(state, NULL);
        break;
    case PANE_CODES:
        list_move(&state->codes, delta);
        break;
    case PANE_DETAILS:
        scroll_by(state_details(state), delta);
        return;
    case PANE_COUNT:
        return;
    }
    state_update_subject(state);
}

/* Rows that a movement action goes; 0 for other actions. */
long state_movement(enum action action, int rows)
{
    const long far = 1000000000;
    long page = rows > 1 ? rows - 1 : 1, half = rows > 3 ? rows / 2 : 1;
    switch (action) {
    case ACTION_UP:
        return -1;
    case ACTION_DOWN:
        return 1;
    case ACTION_PAGE_UP:
        return -page;
    case ACTION_PAGE_DOWN:
        return page;
    case ACTION_HALF_UP:
        return -half;
    case ACTION_HALF_DOWN:
        return half;
    case ACTION_TOP:
        return -far;
    case ACTION_BOTTOM:
        return far;
    default:
        return 0;
    }
}

void state_move_focus(struct state *state, int delta, bool cycle)
{
    int pane = (int)state->focus + delta;
    if (cycle)
        pane = (pane + PANE_COUNT) % PANE_COUNT;
    if (pane >= 0 && pane < PANE_COUNT)
        state_set_focus(state, (enum pane)pane);
}

/* Scrolls the pane under the mouse; focus and the other panes stay. */
void state_wheel(struct state *state, const struct action_arg *at, long delta)
{
    const struct entry *before = state_entry(state);
    switch (layout_pane_at(&state->layout, at->row, at->col)) {
    case PANE_CLASSES:
        state->classes.top = list_clamp(state->classes.top, delta,
                                        state->classes.count > (size_t)state->classes.rows
                                            ? state->classes.count - (size_t)state->classes.rows
                                            : 0);
        break;
    case PANE_CODES:
        list_scroll(&state->codes, delta);
        if (state_entry(state) != before)
            state_update_subject(state);
        break;
    case PANE_DETAILS:
        scroll_by(state_details(state), delta);
        break;
    case PANE_COUNT:
        break;
    }
}

/* --- Links ----------------------------------------------------------------------------------- */

void state_move_link(struct state *state, int delta)
{
    struct scroll *details = state_details(state);
    if (!scroll_move_link(details, delta)) {
        state_say(state, MESSAGE_INFO,
                  details->doc->link_count == 0 ? "no other code is named here" : "no more links");
        return;
    }
    if (state->focus != PANE_DETAILS)
        state_set_focus(state, PANE_DETAILS);
}

static void push_place(struct place *stack, size_t *count, struct place place)
{
    if (*count == STATE_HISTORY) {
        memmove(stack, stack + 1, (STATE_HISTORY - 1) * sizeof *stack);
        (*count)--;
    }
    stack[(*count)++] = place;
}

static void follow_link(struct state *state)
{
    const struct scroll *details = state_details(state);
    const struct doc_link *link = &details->doc->links[details->link];
    if (link->url != NULL) {
        state_open_reference(state);
        return;
    }
    const struct entry *target = subject_entry(link->target);
    push_place(state->back, &state->back_count, state_place(state));
    state->forward_count = 0;
    state->focus = PANE_DETAILS;
    state_select(state, target);
}

void state_open_selected(struct state *state)
{
    if (state->focus != PANE_DETAILS)
        state_move_focus(state, 1, false);
    else if (state->details.link != DOC_NO_LINK)
        follow_link(state);
    else
        state_say(state, MESSAGE_INFO, "] selects a code named here, Enter follows it");
}

static void travel(struct state *state, struct place *from, size_t *from_count, struct place *to,
                   size_t *to_count, const char *nothing)
{
    if (*from_count == 0) {
        state_say(state, MESSAGE_INFO, "%s", nothing);
        return;
    }
    push_place(to, to_count, state_place(state));
    (*from_count)--;
    state_go_to(state, &from[*from_count]);
}

void state_back(struct state *state)
{
    travel(state, state->back, &state->back_count, state->forward, &state->forward_count,
           "this is where you started");
}

void state_forward(struct state *state)
{
    travel(state, state->forward, &state->forward_count, state->back, &state->back_count,
           "nothing to go forward to");
}

/* --- Clicks ------------------------------------------------------------------------------------
 */

/* A click selects a link, a second one follows it. */
static void click_details(struct state *state, const struct action_arg *at)
{
    struct rect text = layout_details_text(&state->layout);
    struct scroll *details = state_details(state);
    size_t link = scroll_link_at(details, at->row - text.row, at->col - text.col);
    if (link == DOC_NO_LINK)
        return;
    bool again = link == details->link;
    details->link = link;
    if (again)
        follow_link(state);
}

void state_click(struct state *state, const struct action_arg *at)
{
    enum pane pane = layout_pane_at(&state->layout, at->row, at->col);
    if (pane == PANE_COUNT)
        return;
    size_t row = (size_t)(at->row - state->layout.panes[pane].row);
    if (state->focus != pane)
        state_set_focus(state, pane);
    if (pane == PANE_DETAILS) {
        click_details(state, at);
        return;
    }
    if (pane == PANE_CLASSES && state->classes.top + row < state->classes.count) {
        list_select(&state->classes, state->classes.top + row);
        state->shows_hits = false;
        state_fill_codes(state, NULL);
    } else if (pane == PANE_CODES && state->codes.top + row < state->codes.count) {
        list_select(&state->codes, state->codes.top + row);
    }
    state_update_subject(state);
}
