#include "config.h"
#include "views/browser/state_parts.h"

#include <stdlib.h>
#include <string.h>

#include "search/query.h"

/* --- Searching ------------------------------------------------------------------------------- */

static bool is_blank(const char *text)
{
    return text[strspn(text, " ")] == '\0';
}

/* Builds the index, so that the first key of the first search does not wait for it. */
static void prepare_search(struct state *state)
{
    struct search_user user = state_search_user(state);
    struct hits none = {0};
    if (state->search != NULL)
        return;
    state->search = search_new(state->registry, &user);
    search_run(state->search, "", &none);
    hits_clear(&none);
}

static void run_search(struct state *state, const char *text)
{
    prepare_search(state);
    search_run(state->search, text, &state->hits);
    free(state->hits_text);
    state->hits_text = xstrdup(text);
}

/* Everything as it was before the prompt, the hits of an earlier search included. */
static void restore_before_prompt(struct state *state)
{
    struct place place = state->before_prompt;
    if (state->mode == MODE_SEARCH)
        run_search(state, state->hits_before_prompt);
    state_go_to(state, &place);
}

/* The panes follow what is typed. */
static void update_search(struct state *state)
{
    const char *text = lineedit_text(&state->prompt);
    state->search_due = false;
    if (is_blank(text)) {
        restore_before_prompt(state);
        return;
    }
    run_search(state, text);
    state->shows_hits = true;
    state_fill_codes(state, NULL);
    state_update_subject(state);
}

static void start_prompt(struct state *state, enum mode mode, size_t max_chars)
{
    state->before_prompt = state_place(state);
    state->mode = mode;
    state->search_at = state->search_count;
    lineedit_clear(&state->prompt);
    lineedit_init(&state->prompt, max_chars, 4 * max_chars);
}

void state_start_search(struct state *state)
{
    start_prompt(state, MODE_SEARCH, QUERY_MAX_CHARS);
    prepare_search(state);
    free(state->hits_before_prompt);
    state->hits_before_prompt = xstrdup(state->hits_text != NULL ? state->hits_text : "");
    if (state->focus != PANE_CODES)
        state_set_focus(state, PANE_CODES);
}

static void remember_search(struct state *state, const char *text)
{
    if (state->search_count > 0 && strcmp(state->searches[state->search_count - 1], text) == 0)
        return;
    state->searches = mem_grow(state->searches, &state->search_cap, state->search_count + 1,
                               sizeof *state->searches);
    state->searches[state->search_count++] = xstrdup(text);
}

static void leave_prompt(struct state *state)
{
    restore_before_prompt(state);
    state->mode = MODE_BROWSE;
}

static void accept_search(struct state *state)
{
    const char *text = lineedit_text(&state->prompt);
    if (is_blank(text)) {
        leave_prompt(state);
        return;
    }
    remember_search(state, text);
    if (state->codes.count == 0) {
        leave_prompt(state);
        state_say(state, MESSAGE_ERROR, "no match: %s", text);
        return;
    }
    state->mode = MODE_BROWSE;
}

void state_search(struct state *state, const char *text)
{
    state_start_search(state);
    lineedit_set(&state->prompt, text);
    update_search(state);
    accept_search(state);
}

/* In an empty prompt, and while stepping, Up and Down go through the earlier searches. */
static bool step_history(struct state *state, int delta)
{
    bool stepping = state->search_at < state->search_count;
    if ((state->prompt.text.len > 0 && !stepping) || state->search_count == 0)
        return false;
    if (!stepping && delta > 0)
        return false;
    state->search_at = list_clamp(state->search_at, delta, state->search_count);
    lineedit_set(&state->prompt,
                 state->search_at < state->search_count ? state->searches[state->search_at] : "");
    update_search(state);
    return true;
}

void state_move_hit(struct state *state, int delta)
{
    if (state->hits.count == 0) {
        state_say(state, MESSAGE_INFO, "no hits: / starts a search");
        return;
    }
    const struct entry *before = state_entry(state);
    if (!state->shows_hits) {
        state->shows_hits = true;
        state_fill_codes(state, before);
        if (state_entry(state) != before) {
            state_update_subject(state);
            return;
        }
    }
    if (state->codes.count == 0)
        return;
    size_t last = state->codes.count - 1;
    bool wraps = delta > 0 ? state->codes.selected == last : state->codes.selected == 0;
    if (wraps)
        list_select(&state->codes, delta > 0 ? 0 : last);
    else
        list_move(&state->codes, delta);
    state_update_subject(state);
    state_say(state, MESSAGE_INFO, "hit %zu of %zu%s", state->codes.selected + 1,
              state->codes.count, wraps ? ", search wrapped" : "");
}

/* Back from the hits to the class of the selected entry. */
void state_leave_hits(struct state *state)
{
    const struct entry *entry = state_entry(state);
    state->shows_hits = false;
    if (entry != NULL && !class_row_has(state_class_row(state), entry))
        state_select_class_row(state, entry);
    run_search(state, "");
    state_fill_codes(state, entry);
    state_update_subject(state);
}

/* --- Going to a code ------------------------------------------------------------------------- */

/* May more digits follow? A sub-status (403.14) is begun by its dot. */
static bool has_longer_code(const struct state *state, const char *code)
{
    size_t len = strlen(code);
    for (size_t i = 0; i < state->registry->entry_count; i++) {
        const char *other = state->registry->entries[i].code;
        if (strncmp(other, code, len) == 0 && other[len] >= '0' && other[len] <= '9')
            return true;
    }
    return false;
}

/* Is it a number below all classes, of which more digits are to come? */
static bool is_unfinished(const struct state *state, const char *code)
{
    struct unregistered found;
    return registry_unregistered(state->registry, code, &found) && code_number(code) < found.least;
}

/* The panes follow the digits typed so far. */
static void update_goto(struct state *state)
{
    const char *code = lineedit_text(&state->prompt);
    const struct entry *entry = registry_find(state->registry, code, NULL);
    if (entry == NULL)
        entry = registry_find_prefix(state->registry, code);
    if (entry != NULL) {
        state_select(state, entry);
        if (strcmp(entry->code, code) == 0 && !has_longer_code(state, code))
            state->mode = MODE_BROWSE;
    } else if (is_unfinished(state, code) || !state_show_unregistered(state, code)) {
        state_say(state, MESSAGE_ERROR, "no code begins with %s", code);
    }
}

static void type_digit(struct state *state, int character)
{
    lineedit_insert(&state->prompt, (uint32_t)character);
    update_goto(state);
}

void state_start_goto(struct state *state, int character)
{
    start_prompt(state, MODE_GOTO, GOTO_MAX_CHARS);
    if (state->focus == PANE_CLASSES)
        state_set_focus(state, PANE_CODES);
    const struct entry *entry = subject_entry(&state->subject);
    if (character == '.' && entry != NULL)
        lineedit_set(&state->prompt, entry->code);
    type_digit(state, character);
}

/* --- Actions in a prompt ---------------------------------------------------------------------- */

bool state_edit_prompt(struct state *state, enum action action, const struct action_arg *arg)
{
    struct lineedit *prompt = &state->prompt;
    switch (action) {
    case ACTION_INSERT:
        return lineedit_insert(prompt, (uint32_t)arg->character);
    case ACTION_EDIT_BACKSPACE:
        return lineedit_backspace(prompt);
    case ACTION_EDIT_DELETE:
        return lineedit_delete(prompt);
    case ACTION_EDIT_WORD:
        return lineedit_delete_word(prompt);
    case ACTION_EDIT_CLEAR:
        return lineedit_delete_before(prompt);
    case ACTION_EDIT_KILL:
        return lineedit_delete_after(prompt);
    case ACTION_EDIT_WORD_LEFT:
        lineedit_word_left(prompt);
        return false;
    case ACTION_EDIT_WORD_RIGHT:
        lineedit_word_right(prompt);
        return false;
    case ACTION_EDIT_LEFT:
        lineedit_left(prompt);
        return false;
    case ACTION_EDIT_RIGHT:
        lineedit_right(prompt);
        return false;
    case ACTION_EDIT_HOME:
        lineedit_home(prompt);
        return false;
    case ACTION_EDIT_END:
        lineedit_end(prompt);
        return false;
    default:
        return false;
    }
}

void state_apply_search(struct state *state, enum action action, const struct action_arg *arg)
{
    long delta = state_movement(action, state->codes.rows);
    if (action == ACTION_EDIT_BACKSPACE && state->prompt.text.len == 0) {
        leave_prompt(state);
    } else if (action == ACTION_ACCEPT) {
        accept_search(state);
    } else if (action == ACTION_CANCEL || action == ACTION_INTERRUPT) {
        leave_prompt(state);
    } else if (action == ACTION_HIT_UP || action == ACTION_HIT_DOWN) {
        delta = action == ACTION_HIT_UP ? -1 : 1;
        if (!step_history(state, (int)delta))
            state_move(state, delta);
    } else if (delta != 0) {
        state_move(state, delta);
    } else if (state_edit_prompt(state, action, arg)) {
        state->search_at = state->search_count;
        state->search_due = true;
    }
}

void state_catch_up(struct state *state)
{
    if (state->search_due)
        update_search(state);
}

void state_apply_goto(struct state *state, enum action action, const struct action_arg *arg)
{
    if (action == ACTION_ACCEPT) {
        state->mode = MODE_BROWSE;
        state_show_answer(state);
    } else if (action == ACTION_CANCEL || action == ACTION_INTERRUPT) {
        leave_prompt(state);
    } else if (state_edit_prompt(state, action, arg)) {
        if (state->prompt.text.len == 0)
            leave_prompt(state);
        else
            update_goto(state);
    }
}
