#include "config.h"
#include "state_parts.h"

#include "entry.h"

/* Is the selected row one of the user's own order? */
static bool in_bookmarks_row(const struct state *state)
{
    return !state->shows_hits &&
           state->class_rows[state->classes.selected].kind == CLASS_ROW_BOOKMARKS;
}

const struct bookmarks *state_bookmarks(const struct state *state)
{
    return state->store != NULL ? bookmark_store_list(state->store) : NULL;
}

/* The identity that the selected row has among the bookmarks. False when nothing is selected. */
static bool selected_id(const struct state *state, struct bookmark_id *id)
{
    if (state->codes.count == 0)
        return false;
    const struct code_row *row = &state->code_rows[state->codes.selected];
    *id = row->status != NULL
              ? (struct bookmark_id){state->catalog->id, row->status->code, row->status->owner}
              : bookmarks_at(state_bookmarks(state), row->bookmark)->id;
    return true;
}

const struct bookmark *state_bookmark(const struct state *state, const struct status *status)
{
    if (state->store == NULL || status == NULL)
        return NULL;
    struct bookmark_id id = {state->catalog->id, status->code, status->owner};
    return bookmarks_find(state_bookmarks(state), &id);
}

/* What the selected entry is called in messages. */
static void add_selected_name(const struct state *state, struct strbuf *out)
{
    struct bookmark_id id;
    const struct status *status = state_status(state);
    if (status != NULL)
        entry_title(status, out);
    else if (selected_id(state, &id))
        strbuf_puts(out, id.code);
}

void state_bookmarks_changed(struct state *state)
{
    size_t row = state->codes.selected;
    const struct status *status = state_status(state);
    state_count_rows(state);
    state_fill_codes(state, status);
    if (in_bookmarks_row(state) && state_status(state) != status)
        list_select(&state->codes, row);
    state_rebuild_details(state);
}

/* Shows what became of a change: `done` when it is saved and nothing else happened, else the
 * message of *err, which is cleared. */
static void report_change(struct state *state, enum bookmark_result result, struct sb_error *err,
                          const char *done)
{
    if (result != BOOKMARK_REFUSED)
        state_bookmarks_changed(state);
    if (result == BOOKMARK_SAVED)
        state_say(state, MESSAGE_INFO, "%s", err->kind == SB_ERR_NONE ? done : err->message);
    else if (result == BOOKMARK_UNSAVED)
        state_say(state, MESSAGE_ERROR, "not saved yet: %s", err->message);
    else
        state_say(state, MESSAGE_ERROR, "%s", err->message);
    sb_error_clear(err);
}

/* False, and a message, when there is nothing that could be changed. */
static bool begin_change(struct state *state, struct bookmark_id *id)
{
    if (state->store == NULL)
        state_say(state, MESSAGE_ERROR, "bookmarks are not available");
    else if (!selected_id(state, id))
        state_say(state, MESSAGE_INFO, "no entry is selected");
    else
        return true;
    return false;
}

void state_toggle_bookmark(struct state *state)
{
    struct bookmark_id id;
    struct sb_error err = SB_ERROR_INIT;
    if (!begin_change(state, &id))
        return;
    struct strbuf done = STRBUF_INIT;
    const struct bookmark *bookmark = bookmarks_find(state_bookmarks(state), &id);
    bool there = bookmark != NULL, noted = there && bookmark->note[0] != '\0';
    strbuf_puts(&done, there ? "no longer bookmarked: " : "bookmarked: ");
    add_selected_name(state, &done);
    if (there)
        strbuf_puts(&done, noted ? ", and its note (u brings both back)" : " (u brings it back)");
    enum bookmark_result result = bookmark_store_toggle(state->store, &id, &err);
    report_change(state, result, &err, strbuf_str(&done));
    strbuf_clear(&done);
}

void state_undo_bookmark(struct state *state)
{
    static const char *const words[] = {
        [BOOKMARK_ADDED] = "no longer bookmarked",
        [BOOKMARK_REMOVED] = "bookmarked again",
        [BOOKMARK_NOTED] = "the earlier note is back",
        [BOOKMARK_MOVED] = "moved back",
    };
    struct bookmark_change change;
    struct sb_error err = SB_ERROR_INIT;
    if (state->store == NULL || !bookmarks_can_undo(state_bookmarks(state))) {
        state_say(state, MESSAGE_INFO, "nothing to undo");
        return;
    }
    struct strbuf done = STRBUF_INIT;
    enum bookmark_result result = bookmark_store_undo(state->store, &change, &err);
    const struct status *status = NULL;
    if (result != BOOKMARK_REFUSED) {
        status = catalog_find(state->catalog, change.id.code, change.id.owner);
        strbuf_printf(&done, "%s: ", words[change.kind]);
        if (status != NULL)
            entry_title(status, &done);
        else
            strbuf_puts(&done, change.id.code);
    }
    report_change(state, result, &err, strbuf_str(&done));
    if (status != NULL && in_bookmarks_row(state) && state_bookmark(state, status) != NULL)
        state_select(state, status);
    strbuf_clear(&done);
}

void state_move_bookmark(struct state *state, int by)
{
    struct bookmark_id id;
    struct sb_error err = SB_ERROR_INIT;
    bool moved = false;
    if (!begin_change(state, &id))
        return;
    if (!in_bookmarks_row(state)) {
        state_say(state, MESSAGE_INFO, "bookmarks are ordered in the Bookmarks class");
        return;
    }
    size_t row = list_clamp(state->codes.selected, by, state->codes.count - 1);
    enum bookmark_result result = bookmark_store_move(state->store, &id, by, &moved, &err);
    report_change(state, result, &err,
                  moved     ? "moved"
                  : by < 0 ? "already the first"
                           : "already the last");
    if (moved) {
        list_select(&state->codes, row);
        state_update_subject(state);
    }
}

/* --- The note ---------------------------------------------------------------------------------- */

void state_start_note(struct state *state)
{
    struct bookmark_id id;
    if (!begin_change(state, &id))
        return;
    if (bookmark_store_read_only(state->store)) {
        state_say(state, MESSAGE_ERROR, "these bookmarks are read-only");
        return;
    }
    const struct bookmark *bookmark = bookmarks_find(state_bookmarks(state), &id);
    state->mode = MODE_NOTE;
    lineedit_clear(&state->prompt);
    /* As long as a note of the file may be: to edit it must not cut it. */
    lineedit_init(&state->prompt, BOOKMARK_NOTE_MAX, BOOKMARK_NOTE_MAX);
    if (bookmark != NULL)
        lineedit_set(&state->prompt, bookmark->note);
}

static void keep_note(struct state *state)
{
    struct bookmark_id id;
    struct sb_error err = SB_ERROR_INIT;
    const char *note = lineedit_text(&state->prompt);
    state->mode = MODE_BROWSE;
    if (!selected_id(state, &id) ||
        (note[0] == '\0' && bookmarks_find(state_bookmarks(state), &id) == NULL))
        return;
    enum bookmark_result result = bookmark_store_set_note(state->store, &id, note, &err);
    report_change(state, result, &err, note[0] != '\0' ? "note kept" : "note removed");
}

void state_apply_note(struct state *state, enum action action, const struct action_arg *arg)
{
    if (action == ACTION_ACCEPT)
        keep_note(state);
    else if (action == ACTION_CANCEL || action == ACTION_INTERRUPT)
        state->mode = MODE_BROWSE;
    else
        state_edit_prompt(state, action, arg);
}

/* --- For the search ---------------------------------------------------------------------------- */

static bool is_bookmarked(const void *context, const struct status *status)
{
    return state_bookmark(context, status) != NULL;
}

static const char *note_of(const void *context, const struct status *status)
{
    const struct bookmark *bookmark = state_bookmark(context, status);
    return bookmark != NULL && bookmark->note[0] != '\0' ? bookmark->note : NULL;
}

struct search_user state_search_user(const struct state *state)
{
    return (struct search_user){is_bookmarked, note_of, state};
}
