#include "config.h"
#include "state_parts.h"

#include <string.h>
#include <time.h>

#include "entry.h"

/* Is the selected row one of the user's own order? */
static bool in_bookmarks_row(const struct state *state)
{
    return !state->shows_hits &&
           state->class_rows[state->classes.selected].kind == CLASS_ROW_BOOKMARKS;
}

/* The identity that the selected row has among the bookmarks. False when nothing is selected. */
static bool selected_id(const struct state *state, struct bookmark_id *id)
{
    if (state->codes.count == 0)
        return false;
    const struct code_row *row = &state->code_rows[state->codes.selected];
    *id = row->status != NULL
              ? (struct bookmark_id){state->catalog->id, row->status->code, row->status->owner}
              : bookmarks_at(state->bookmarks, row->bookmark)->id;
    return true;
}

const struct bookmark *state_bookmark(const struct state *state, const struct status *status)
{
    if (state->bookmarks == NULL || status == NULL)
        return NULL;
    struct bookmark_id id = {state->catalog->id, status->code, status->owner};
    return bookmarks_find(state->bookmarks, &id);
}

/* The current time as bookmarks have it. */
static const char *now_text(const struct state *state, char buffer[32])
{
    struct tm parts;
    time_t now = state->now != NULL ? state->now() : 0;
    if (gmtime_r(&now, &parts) == NULL || strftime(buffer, 32, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
        return NULL;
    return buffer;
}

/* False, and a message, when there is nothing to change or it may not be changed. */
static bool may_change(struct state *state)
{
    if (state->bookmarks == NULL)
        state_say(state, MESSAGE_ERROR, "bookmarks are not available");
    else if (state->bookmarks_locked)
        state_say(state, MESSAGE_ERROR, "these bookmarks are read-only");
    else
        return true;
    return false;
}

/* After a change of the list: rows, counts and the details follow. */
static void bookmarks_changed(struct state *state)
{
    size_t row = state->codes.selected;
    const struct status *status = state_status(state);
    state->bookmarks_changed = true;
    state_count_rows(state);
    state_fill_codes(state, status);
    if (in_bookmarks_row(state) && state_status(state) != status)
        list_select(&state->codes, row);
    state_rebuild_details(state);
}

void state_bookmarks_reloaded(struct state *state)
{
    bool changed = state->bookmarks_changed;
    bookmarks_changed(state);
    state->bookmarks_changed = changed;
}

void state_toggle_bookmark(struct state *state)
{
    struct bookmark_id id;
    struct sb_error err = SB_ERROR_INIT;
    char added[32];
    if (!may_change(state))
        return;
    if (!selected_id(state, &id)) {
        state_say(state, MESSAGE_INFO, "no entry to bookmark");
        return;
    }
    struct strbuf name = STRBUF_INIT;
    const struct status *status = state_status(state);
    if (status != NULL)
        entry_title(status, &name);
    else
        strbuf_puts(&name, id.code);
    bool there = bookmarks_find(state->bookmarks, &id) != NULL;
    if (!bookmarks_toggle(state->bookmarks, &id, now_text(state, added), &err)) {
        state_say(state, MESSAGE_ERROR, "%s", err.message);
        sb_error_clear(&err);
    } else {
        bookmarks_changed(state);
        state_say(state, MESSAGE_INFO,
                  there ? "no longer bookmarked: %s (u brings it back)" : "bookmarked: %s",
                  strbuf_str(&name));
    }
    strbuf_clear(&name);
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
    if (!may_change(state))
        return;
    if (!bookmarks_undo(state->bookmarks, &change)) {
        state_say(state, MESSAGE_INFO, "nothing to undo");
        return;
    }
    state_say(state, MESSAGE_INFO, "%s: %s", words[change.kind], change.id.code);
    bookmarks_changed(state);
}

void state_move_bookmark(struct state *state, int by)
{
    struct bookmark_id id;
    if (!may_change(state) || !selected_id(state, &id))
        return;
    if (!in_bookmarks_row(state)) {
        state_say(state, MESSAGE_INFO, "bookmarks are ordered in the Bookmarks class");
        return;
    }
    if (!bookmarks_move(state->bookmarks, &id, by)) {
        state_say(state, MESSAGE_INFO, by < 0 ? "already the first" : "already the last");
        return;
    }
    size_t row = list_clamp(state->codes.selected, by, state->codes.count - 1);
    bookmarks_changed(state);
    list_select(&state->codes, row);
    state_update_subject(state);
}

/* --- The note ---------------------------------------------------------------------------------- */

void state_start_note(struct state *state)
{
    struct bookmark_id id;
    if (!may_change(state) || !selected_id(state, &id))
        return;
    const struct bookmark *bookmark = bookmarks_find(state->bookmarks, &id);
    state->mode = MODE_NOTE;
    lineedit_clear(&state->prompt);
    lineedit_init(&state->prompt, NOTE_MAX_CHARS);
    if (bookmark != NULL)
        lineedit_set(&state->prompt, bookmark->note);
}

static void keep_note(struct state *state)
{
    struct bookmark_id id;
    struct sb_error err = SB_ERROR_INIT;
    char added[32];
    const char *note = lineedit_text(&state->prompt);
    state->mode = MODE_BROWSE;
    if (!selected_id(state, &id))
        return;
    if (note[0] == '\0' && bookmarks_find(state->bookmarks, &id) == NULL)
        return;
    if (!bookmarks_set_note(state->bookmarks, &id, note, now_text(state, added), &err)) {
        state_say(state, MESSAGE_ERROR, "%s", err.message);
        sb_error_clear(&err);
        return;
    }
    bookmarks_changed(state);
    state_say(state, MESSAGE_INFO, note[0] != '\0' ? "note kept" : "note removed");
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
