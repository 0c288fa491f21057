#include "config.h"
#include "loop.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "os/opener.h"
#include "screen/key.h"
#include "term/terminal.h"
#include "views/browser/render.h"

/* Starts where the operands say. */
static void open_operands(struct state *state, char *const *operands, size_t count)
{
    if (count == 0)
        return;
    if (count == 1) {
        const struct entry *status = registry_find(state->registry, operands[0], NULL);
        const struct code_class *class = registry_class(state->registry, operands[0]);
        if (status != NULL) {
            state_show_entry(state, status);
            return;
        }
        if (class != NULL) {
            state_show_class(state, (size_t)(class - state->registry->classes));
            return;
        }
        if (!registry_is_beginning(state->registry, operands[0]) &&
            state_show_unregistered(state, operands[0])) {
            state_show_answer(state);
            return;
        }
    }
    struct strbuf words = STRBUF_INIT;
    strbuf_join(&words, operands, count);
    state_search(state, strbuf_str(&words));
    strbuf_clear(&words);
}

/* Is a line of text being typed? */
static bool is_line(enum mode mode)
{
    return mode == MODE_SEARCH || mode == MODE_NOTE;
}

/* What a key means now, with what comes with it. */
static enum action resolve(const struct state *state, const struct key_event *event,
                           struct action_arg *arg)
{
    bool pasted = event->key == KEY_PASTED;
    bool line = is_line(state->mode);
    *arg = (struct action_arg){
        .character = pasted ? event->pasted : event->key, .row = event->row, .col = event->col};
    if (pasted)
        return line ? ACTION_INSERT : ACTION_NONE;
    enum action action = keymap_lookup(state->mode, event->key);
    if (action != ACTION_NONE || !(line || state->mode == MODE_GOTO))
        return action;
    bool text = line ? event->key >= ' ' && event->key < KEY_SPECIAL
                     : (event->key >= '0' && event->key <= '9') || event->key == '.';
    return text ? ACTION_INSERT : ACTION_NONE;
}

/* Before a key is taken: what another window did with the bookmarks counts. */
static void refresh_bookmarks(struct state *state)
{
    if (state->store != NULL && bookmark_store_refresh(state->store))
        state_bookmarks_changed(state);
}

static void take_key(struct state *state, const struct key_event *event)
{
    struct action_arg arg;
    enum action action = resolve(state, event, &arg);
    if (action == ACTION_NONE && state->mode == MODE_GOTO && event->key != KEY_PASTED) {
        /* The code is typed; the key means what it means among the panes. */
        state_apply(state, ACTION_ACCEPT, NULL);
        action = resolve(state, event, &arg);
    }
    if (action != ACTION_NONE)
        state_apply(state, action, &arg);
}

/* Is it the Escape that terminals send for Alt, and then another key? On a slow line both may have
 * been pressed. Only a note is not given up for a slip. */
static bool is_two_keys(const struct state *state, int key)
{
    return key > KEY_ALT_BASE && state->mode != MODE_NOTE &&
           (!is_line(state->mode) || keymap_lookup(state->mode, key) == ACTION_NONE);
}

static void handle_key(struct state *state, const struct key_event *event)
{
    struct key_event plain = *event;
    refresh_bookmarks(state);
    if (is_two_keys(state, event->key)) {
        plain.key = KEY_ESC;
        take_key(state, &plain);
        plain.key = event->key - KEY_ALT_BASE;
    }
    /* Outside of a line of text an arrow is an arrow. */
    if (!is_line(state->mode) && plain.key == KEY_CTRL_LEFT)
        plain.key = KEY_LEFT;
    if (!is_line(state->mode) && plain.key == KEY_CTRL_RIGHT)
        plain.key = KEY_RIGHT;
    take_key(state, &plain);
}

static void open_url(struct state *state)
{
    struct sb_error err = SB_ERROR_INIT;
    struct strbuf text = STRBUF_INIT;
    bool opened = opener_open(strbuf_str(&state->request_text), &err);
    if (opened)
        strbuf_printf(&text, "opened %s", strbuf_str(&state->request_text));
    else
        strbuf_puts(&text, err.message);
    state_report(state, opened ? MESSAGE_INFO : MESSAGE_ERROR, strbuf_str(&text));
    sb_error_clear(&err);
    strbuf_clear(&text);
}

static void copy_text(struct state *state, bool allowed)
{
    const struct strbuf *copied = &state->request_text;
    struct strbuf text = STRBUF_INIT;
    size_t sent = 0;
    bool done = allowed && tui_copy(strbuf_str(copied), copied->len, STATE_COPY_BYTES, &sent);
    if (!allowed)
        strbuf_puts(&text, "the clipboard is switched off");
    else if (!done)
        strbuf_puts(&text, "this terminal takes nothing for a clipboard");
    else if (sent < copied->len)
        strbuf_printf(&text, "sent to the clipboard: the first %zu of %zu bytes", sent,
                      copied->len);
    else if (sent <= 60)
        strbuf_printf(&text, "sent to the clipboard: %s", strbuf_str(copied));
    else
        strbuf_printf(&text, "sent to the clipboard: %zu bytes", sent);
    state_report(state, done ? MESSAGE_INFO : MESSAGE_ERROR, strbuf_str(&text));
    strbuf_clear(&text);
}

/* Does what the state cannot do by itself. False when it is time to leave. */
static bool handle_request(struct state *state, const struct browse_setup *setup)
{
    enum request request = state->request;
    state->request = REQUEST_NONE;
    if (request == REQUEST_SUSPEND)
        tui_suspend();
    if (request == REQUEST_REDRAW)
        tui_redraw();
    if (request == REQUEST_OPEN)
        open_url(state);
    if (request == REQUEST_COPY)
        copy_text(state, setup->clipboard);
    tui_set_mouse(state->mouse);
    return request != REQUEST_QUIT && request != REQUEST_INTERRUPT;
}

static void handle_resize(struct state *state)
{
    int cols, rows;
    tui_size(&cols, &rows);
    state_resize(state, cols, rows);
}

/* Returns the exit status. */
static int loop(struct state *state, const struct browse_setup *setup)
{
    struct frame frame = {0};
    int status = -1;
    bool dirty = true;
    while (status < 0) {
        struct key_event event;
        /* Everything that waits is taken in before the screen is drawn once. */
        enum tui_event next = tui_next(&event, !dirty);
        if (next == TUI_NOTHING) {
            state_settle(state);
            render(state, &frame);
            tui_draw(&frame);
            dirty = false;
            continue;
        }
        dirty = true;
        if (next == TUI_KEY)
            handle_key(state, &event);
        else if (next == TUI_RESIZE)
            handle_resize(state);
        else
            status = 128 + (next == TUI_SIGNAL ? tui_signal() : SIGHUP);
        bool interrupted = state->request == REQUEST_INTERRUPT;
        if (status < 0 && !handle_request(state, setup))
            status = interrupted ? 128 + SIGINT : 0;
    }
    frame_free(&frame);
    return status;
}

static void restore_position(struct state *state)
{
    struct position position;
    if (position_load(&position))
        state_set_position(state, &position);
    position_clear(&position);
}

static void save_position(const struct state *state)
{
    struct position position;
    state_get_position(state, &position);
    position_save(&position);
    position_clear(&position);
}

int browse_run(const struct browse_setup *setup, struct sb_error *err)
{
    struct tui_setup tui = {setup->theme, setup->color, setup->state.mouse, setup->line_drawing};
    struct state state;
    state_init(&state, &setup->state);
    mem_set_oom_hook(tui_stop);
    int status = -1;
    if (tui_start(&tui, err)) {
        handle_resize(&state);
        if (setup->remember)
            restore_position(&state);
        if (setup->bookmarks)
            state_show_bookmarks(&state);
        open_operands(&state, setup->operands, setup->operand_count);
        status = loop(&state, setup);
        tui_stop();
        if (setup->remember)
            save_position(&state);
    }
    state_clear(&state);
    return status;
}
