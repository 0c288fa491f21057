#include "config.h"
#include "views/browser/state_parts.h"

#include <stdlib.h>
#include <string.h>

/* Is the selected row one of the user's own order? */
static bool in_bookmarks_row(const struct state *state)
{
    return !state->shows_hits && state_class_row(state)->kind == CLASS_ROW_BOOKMARKS;
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
    *id = row->entry != NULL
              ? (struct bookmark_id){state->registry->id, row->entry->code, row->entry->owner}
              : bookmarks_at(state_bookmarks(state), row->bookmark)->id;
    return true;
}

const struct bookmark *state_bookmark(const struct state *state, const struct entry *entry)
{
    if (state->store == NULL || entry == NULL)
        return NULL;
    struct bookmark_id id = {state->registry->id, entry->code, entry->owner};
    return bookmarks_find(state_bookmarks(state), &id);
}

/* What the selected entry is called in messages. */
static void add_selected_name(const struct state *state, struct strbuf *out)
{
    struct bookmark_id id;
    const struct entry *entry = state_entry(state);
    if (entry != NULL)
        strbuf_printf(out, "%s %s", entry->code, entry->phrase);
    else if (selected_id(state, &id))
        strbuf_puts(out, id.code);
}

void state_bookmarks_changed(struct state *state)
{
    size_t row = state->codes.selected;
    const struct entry *entry = state_entry(state);
    state_count_rows(state);
    state_fill_codes(state, entry);
    if (in_bookmarks_row(state) && (entry == NULL || state_entry(state) != entry))
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
    else if (state->subject.page == &page_unknown)
        state_say(state, MESSAGE_INFO, "%s is not registered, it cannot be bookmarked",
                  state->subject.code);
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
    /* The name comes last: what a narrow screen cuts off. */
    strbuf_puts(&done, noted   ? "bookmark and note removed (u undoes): "
                       : there ? "bookmark removed (u undoes): "
                               : "bookmarked: ");
    add_selected_name(state, &done);
    enum bookmark_result result = bookmark_store_toggle(state->store, &id, &err);
    report_change(state, result, &err, strbuf_str(&done));
    strbuf_clear(&done);
}

/* What undoing or redoing a change is called. */
static const char *const change_words[][2] = {
    [BOOKMARK_ADDED] = {"undone (U redoes), no longer bookmarked", "done again, bookmarked"},
    [BOOKMARK_REMOVED] = {"undone (U redoes), bookmarked again",
                          "done again, no longer bookmarked"},
    [BOOKMARK_NOTED] = {"undone (U redoes), the note is as before", "done again, note changed"},
    [BOOKMARK_MOVED] = {"undone (U redoes), moved back", "done again, moved"},
};

/* Undoes the last change, or with `again` redoes what was undone last. */
static void step_through_changes(struct state *state, bool again)
{
    struct bookmark_change change;
    struct sb_error err = SB_ERROR_INIT;
    const struct bookmarks *list = state_bookmarks(state);
    if (list == NULL || !(again ? bookmarks_can_redo(list) : bookmarks_can_undo(list))) {
        state_say(state, MESSAGE_INFO, again ? "nothing to redo" : "nothing to undo");
        return;
    }
    struct strbuf done = STRBUF_INIT;
    enum bookmark_result result = again ? bookmark_store_redo(state->store, &change, &err)
                                        : bookmark_store_undo(state->store, &change, &err);
    const struct entry *entry = NULL;
    if (result != BOOKMARK_REFUSED) {
        entry = registry_find(state->registry, change.id.code, change.id.owner);
        strbuf_printf(&done, "%s: ", change_words[change.kind][again]);
        if (entry != NULL)
            strbuf_printf(&done, "%s %s", entry->code, entry->phrase);
        else
            strbuf_puts(&done, change.id.code);
    }
    report_change(state, result, &err, strbuf_str(&done));
    if (entry != NULL && in_bookmarks_row(state) && state_bookmark(state, entry) != NULL)
        state_select(state, entry);
    strbuf_clear(&done);
}

void state_undo_bookmark(struct state *state)
{
    step_through_changes(state, false);
}

void state_redo_bookmark(struct state *state)
{
    step_through_changes(state, true);
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
    /* To the place of the row beside; bookmarks of other registries may stand between. */
    size_t row = list_clamp(state->codes.selected, by, state->codes.count - 1);
    long places = (long)state->code_rows[row].bookmark -
                  (long)state->code_rows[state->codes.selected].bookmark;
    enum bookmark_result result = bookmark_store_move(state->store, &id, places, &moved, &err);
    report_change(state, result, &err,
                  moved    ? "moved"
                  : by < 0 ? "already the first"
                           : "already the last");
    if (moved) {
        list_select(&state->codes, row);
        state_update_subject(state);
    }
}

/* --- The note ----------------------------------------------------------------------------------
 */

void state_start_note(struct state *state)
{
    struct bookmark_id id;
    struct sb_error err = SB_ERROR_INIT;
    if (!begin_change(state, &id))
        return;
    if (!bookmark_store_may_change(state->store, &err)) {
        report_change(state, BOOKMARK_REFUSED, &err, NULL);
        return;
    }
    const struct bookmark *bookmark = bookmarks_find(state_bookmarks(state), &id);
    state->mode = MODE_NOTE;
    lineedit_clear(&state->prompt);
    /* As long as a note of the file may be: to edit it must not cut it. */
    lineedit_init(&state->prompt, BOOKMARK_NOTE_MAX, BOOKMARK_NOTE_MAX);
    free(state->note_before_prompt);
    state->note_before_prompt = xstrdup(bookmark != NULL ? bookmark->note : "");
    lineedit_set(&state->prompt, state->note_before_prompt);
}

/* The note of the selected entry, "" without one, and whether it is bookmarked. */
static const char *selected_note(const struct state *state, const struct bookmark_id *id,
                                 bool *bookmarked)
{
    const struct bookmark *bookmark = bookmarks_find(state_bookmarks(state), id);
    *bookmarked = bookmark != NULL;
    return bookmark != NULL ? bookmark->note : "";
}

static void keep_note(struct state *state)
{
    struct bookmark_id id;
    struct sb_error err = SB_ERROR_INIT;
    bool bookmarked;
    const char *note = lineedit_text(&state->prompt);
    state->mode = MODE_BROWSE;
    if (!selected_id(state, &id) || strcmp(state->note_before_prompt, note) == 0)
        return;
    const char *now = selected_note(state, &id, &bookmarked);
    bool conflict = strcmp(state->note_before_prompt, now) != 0 && strcmp(note, now) != 0;
    struct strbuf done = STRBUF_INIT;
    strbuf_puts(&done, !bookmarked       ? "bookmarked, with the note: "
                       : conflict        ? "note kept, another window's replaced (u undoes): "
                       : note[0] != '\0' ? "note kept: "
                                         : "note removed (u undoes): ");
    add_selected_name(state, &done);
    enum bookmark_result result = bookmark_store_set_note(state->store, &id, note, &err);
    report_change(state, result, &err, strbuf_str(&done));
    strbuf_clear(&done);
}

static void drop_note(struct state *state)
{
    struct bookmark_id id;
    bool bookmarked;
    state->mode = MODE_BROWSE;
    if (!selected_id(state, &id) ||
        strcmp(state->note_before_prompt, lineedit_text(&state->prompt)) == 0)
        return;
    selected_note(state, &id, &bookmarked);
    state_say(state, MESSAGE_INFO,
              bookmarked ? "cancelled: the note is as it was" : "cancelled: not bookmarked");
}

void state_apply_note(struct state *state, enum action action, const struct action_arg *arg)
{
    if (action == ACTION_ACCEPT)
        keep_note(state);
    else if (action == ACTION_CANCEL || action == ACTION_INTERRUPT)
        drop_note(state);
    else
        state_edit_prompt(state, action, arg);
}

/* --- For the search ----------------------------------------------------------------------------
 */

static bool is_bookmarked(const void *context, const struct entry *entry)
{
    return state_bookmark(context, entry) != NULL;
}

static const char *note_of(const void *context, const struct entry *entry)
{
    const struct bookmark *bookmark = state_bookmark(context, entry);
    return bookmark != NULL && bookmark->note[0] != '\0' ? bookmark->note : NULL;
}

struct search_user state_search_user(const struct state *state)
{
    return (struct search_user){is_bookmarked, note_of, state};
}
