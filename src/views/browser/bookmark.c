#include "config.h"
#include "views/browser/bookmark.h"

#include "views/browser/details.h"
#include "views/browser/rows.h"
#include "views/browser/select.h"

static bool find_selected_id(const struct browser *browser, struct bookmark_id *id)
{
    const struct code_row *row = browser_code_row(browser);
    if (row == NULL)
        return false;
    struct subject subject = rows_subject(browser, row);
    return subject_bookmark_id(&subject, id);
}

void bookmark_put_name(const struct browser *browser, const struct bookmark_id *id,
                       struct strbuf *out)
{
    const struct entry *entry = browser_find(browser, id);
    if (entry != NULL)
        strbuf_printf(out, "%s %s", entry->code, entry->phrase);
    else
        strbuf_puts(out, id->code);
}

void bookmark_list_changed(struct browser *browser)
{
    size_t row = browser->codes.selected;
    const struct entry *entry = browser_entry(browser);
    rows_count(browser);
    rows_fill_codes(browser, entry);
    if (rows_are_of(browser, &row_source_bookmarks) &&
        (entry == NULL || browser_entry(browser) != entry))
        list_select(&browser->codes, row);
    details_rebuild(browser);
}

void bookmark_report_change(struct browser *browser, enum bookmark_result result,
                            struct sb_error *err, const char *done)
{
    struct app *app = browser->view.app;
    if (result != BOOKMARK_REFUSED)
        bookmark_list_changed(browser);
    if (result == BOOKMARK_SAVED)
        app_say(app, MESSAGE_INFO, "%s", err->kind == SB_ERR_NONE ? done : err->message);
    else if (result == BOOKMARK_UNSAVED)
        app_say(app, MESSAGE_ERROR, "not saved yet: %s", err->message);
    else
        app_say(app, MESSAGE_ERROR, "%s", err->message);
    sb_error_clear(err);
}

static void say_what_can_be_bookmarked(struct browser *browser)
{
    struct strbuf title = STRBUF_INIT;
    subject_title(&browser->subject, &title);
    app_say(browser->view.app, MESSAGE_INFO, "only codes can be bookmarked: select one of %s",
            strbuf_str(&title));
    strbuf_clear(&title);
}

/* Says that nothing may be changed. A list with a title is shown to a room, which needs no path. */
static void refuse(struct browser *browser, struct sb_error *err)
{
    if (bookmarks_title(browser_bookmarks(browser))[0] == '\0')
        app_say(browser->view.app, MESSAGE_ERROR, "%s", err->message);
    else
        app_say(browser->view.app, MESSAGE_INFO, "this lesson is read-only");
    sb_error_clear(err);
}

bool bookmark_begin_change(struct browser *browser, struct bookmark_id *id)
{
    struct app *app = browser->view.app;
    struct sb_error err = SB_ERROR_INIT;
    if (browser->store == NULL)
        app_say(app, MESSAGE_ERROR, "bookmarks are not available");
    else if (!bookmark_store_may_change(browser->store, &err))
        refuse(browser, &err);
    else if (browser->subject.kind == SUBJECT_UNKNOWN)
        app_say(app, MESSAGE_INFO, "%s is not registered, it cannot be bookmarked",
                browser->subject.code);
    else if (browser->subject.kind != SUBJECT_NOTHING &&
             !subject_bookmark_id(&browser->subject, id))
        say_what_can_be_bookmarked(browser);
    else if (!find_selected_id(browser, id))
        app_say(app, MESSAGE_INFO, "no entry is selected");
    else
        return true;
    return false;
}

void bookmark_toggle(struct browser *browser)
{
    struct bookmark_id id;
    struct sb_error err = SB_ERROR_INIT;
    if (!bookmark_begin_change(browser, &id))
        return;
    struct strbuf done = STRBUF_INIT;
    const struct bookmark *bookmark = bookmarks_find(browser_bookmarks(browser), &id);
    bool there = bookmark != NULL, noted = there && bookmark->note[0] != '\0';
    /* The name comes last: what a narrow screen cuts off. */
    strbuf_puts(&done, noted   ? "bookmark and note removed (u undoes): "
                       : there ? "bookmark removed (u undoes): "
                               : "bookmarked (u undoes): ");
    bookmark_put_name(browser, &id, &done);
    enum bookmark_result result = bookmark_store_toggle(browser->store, &id, &err);
    bookmark_report_change(browser, result, &err, strbuf_str(&done));
    strbuf_clear(&done);
}

/* What was done, by the kind of the change. */
static const char *const done_words[BOOKMARK_STEP_COUNT][BOOKMARK_MOVED + 1] = {
    [BOOKMARK_UNDO] = {[BOOKMARK_ADDED] = "undone (U redoes), no longer bookmarked",
                       [BOOKMARK_REMOVED] = "undone (U redoes), bookmarked again",
                       [BOOKMARK_NOTED] = "undone (U redoes), the note is as before",
                       [BOOKMARK_MOVED] = "undone (U redoes), moved back"},
    [BOOKMARK_REDO] = {[BOOKMARK_ADDED] = "redone: bookmarked",
                       [BOOKMARK_REMOVED] = "redone: no longer bookmarked",
                       [BOOKMARK_NOTED] = "redone: note changed",
                       [BOOKMARK_MOVED] = "redone: moved"},
};

void bookmark_step(struct browser *browser, int delta)
{
    enum bookmark_step step = delta < 0 ? BOOKMARK_UNDO : BOOKMARK_REDO;
    struct bookmark_change change;
    struct sb_error err = SB_ERROR_INIT;
    if (browser->store == NULL || !bookmark_store_can_step(browser->store, step)) {
        app_say(browser->view.app, MESSAGE_INFO, "nothing to %s",
                step == BOOKMARK_UNDO ? "undo" : "redo");
        return;
    }
    struct strbuf done = STRBUF_INIT;
    enum bookmark_result result = bookmark_store_step(browser->store, step, &change, &err);
    const struct entry *entry = NULL;
    if (result != BOOKMARK_REFUSED) {
        entry = browser_find(browser, &change.id);
        strbuf_printf(&done, "%s: ", done_words[step][change.kind]);
        bookmark_put_name(browser, &change.id, &done);
    }
    bookmark_report_change(browser, result, &err, strbuf_str(&done));
    if (rows_are_of(browser, &row_source_bookmarks) && browser_bookmark(browser, entry) != NULL)
        select_entry(browser, entry);
    strbuf_clear(&done);
}

void bookmark_move(struct browser *browser, int by)
{
    struct bookmark_id id;
    struct sb_error err = SB_ERROR_INIT;
    bool moved = false;
    if (!bookmark_begin_change(browser, &id))
        return;
    if (!rows_are_of(browser, &row_source_bookmarks)) {
        app_say(browser->view.app, MESSAGE_INFO, "bookmarks are ordered in the Bookmarks class");
        return;
    }
    /* To the place of the row next to it; bookmarks of other registries may stand between. */
    size_t row = list_clamp(browser->codes.selected, by, browser->codes.count - 1);
    long places =
        (long)browser->code_rows[row].bookmark - (long)browser_code_row(browser)->bookmark;
    enum bookmark_result result = bookmark_store_move(browser->store, &id, places, &moved, &err);
    bookmark_report_change(browser, result, &err,
                           moved    ? "moved"
                           : by < 0 ? "already at the first row"
                                    : "already at the last row");
    if (moved) {
        list_select(&browser->codes, row);
        details_update(browser);
    }
}
