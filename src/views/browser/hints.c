#include "config.h"
#include "views/browser/panes.h"

#include "views/browser/rows.h"
#include "views/share.h"

static const struct browser *browser_of(const struct view *view)
{
    return (const struct browser *)view;
}

static bool can_open(const struct view *view)
{
    return browser_of(view)->codes.count > 0;
}

static bool has_hidden_hits(const struct view *view)
{
    return browser_of(view)->codes.count == 0 && browser_of(view)->hits.count > 0;
}

static bool can_follow(const struct view *view)
{
    return browser_of(view)->details.link != DOC_NO_LINK;
}

/* Where the details are read in the room of the lists, the way back to these matters more. */
static bool has_lists(const struct view *view)
{
    return browser_of(view)->layout.kind != LAYOUT_READING;
}

static bool has_hits(const struct view *view)
{
    return browser_of(view)->hits.count > 0;
}

static bool has_no_hits(const struct view *view)
{
    return !has_hits(view);
}

/* Is there a question "A vs B"? */
static bool has_other(const struct view *view)
{
    return browser_of(view)->unlike != NULL;
}

static bool can_go_back(const struct view *view)
{
    return browser_of(view)->back.count > 0;
}

static bool can_bookmark(const struct view *view)
{
    const struct browser *browser = browser_of(view);
    return browser->store != NULL && bookmark_store_may_change(browser->store, NULL) &&
           subject_has_bookmark_id(&browser->subject);
}

/* The selected row, which may be one that only the bookmarks have. */
static bool is_bookmarked(const struct browser *browser)
{
    const struct entry *entry = browser_entry(browser);
    return entry == NULL || browser_bookmark(browser, entry) != NULL;
}

static bool can_add(const struct view *view)
{
    return can_bookmark(view) && !is_bookmarked(browser_of(view));
}

static bool can_remove(const struct view *view)
{
    return can_bookmark(view) && is_bookmarked(browser_of(view));
}

static bool can_undo(const struct view *view)
{
    const struct bookmark_store *store = browser_of(view)->store;
    return store != NULL && bookmark_store_can_step(store, BOOKMARK_UNDO);
}

static bool is_read(const struct view *view)
{
    return !page_input_is_over(browser_of(view)->seen.input);
}

/* Messages were read, not the lines of a log. */
static bool has_responses(const struct view *view)
{
    return can_open(view) && browser_of(view)->seen.shown.seen->exchange;
}

static bool has_several_responses(const struct view *view)
{
    return has_responses(view) && browser_of(view)->seen.shown.seen->order_count > 1;
}

static bool has_log_lines(const struct view *view)
{
    return can_open(view) && !has_responses(view);
}

static bool is_not_understood(const struct view *view)
{
    return browser_of(view)->seen.shown.seen->not_understood > 0;
}

static bool has_reference(const struct view *view)
{
    return share_has_reference(&browser_of(view)->subject);
}

static bool can_copy(const struct view *view)
{
    return subject_can_copy(&browser_of(view)->subject);
}

#define KEEP true
#define DROP false

static const struct hint codes_hints[] = {
    {ACTION_SEARCH, "search", KEEP, NULL},
    {ACTION_GOTO, "go to code", DROP, NULL},
    {ACTION_OPEN, "read", DROP, can_open},
    {ACTION_BOOKMARK, "bookmark", DROP, can_add},
    {ACTION_BOOKMARK, "remove bookmark", DROP, can_remove},
    {ACTION_OPEN_REFERENCE, "open RFC", DROP, has_reference},
    {ACTION_COPY, "copy", DROP, can_copy},
    {ACTION_NEXT_PANE, "pane", DROP, NULL},
    {ACTION_NEXT_LINK, "link", DROP, NULL},
    {ACTION_TOGGLE_UNOFFICIAL, "unofficial", DROP, NULL},
    {ACTION_HELP, "help", KEEP, NULL},
    {ACTION_QUIT, "quit", KEEP, NULL},
    {ACTION_NONE, NULL, DROP, NULL},
};

static const struct hint classes_hints[] = {
    {ACTION_OPEN, "its codes", KEEP, can_open},
    {ACTION_SEARCH, "search", KEEP, NULL},
    {ACTION_GOTO, "go to code", DROP, NULL},
    {ACTION_OPEN_REFERENCE, "open RFC", DROP, has_reference},
    {ACTION_COPY, "copy", DROP, can_copy},
    {ACTION_TOGGLE_UNOFFICIAL, "unofficial", DROP, NULL},
    {ACTION_HELP, "help", KEEP, NULL},
    {ACTION_QUIT, "quit", KEEP, NULL},
    {ACTION_NONE, NULL, DROP, NULL},
};

static const struct hint details_hints[] = {
    {ACTION_CANCEL, "list", KEEP, NULL},
    {ACTION_PAGE_DOWN, "page", DROP, NULL},
    {ACTION_NEXT_SECTION, "section", DROP, NULL},
    {ACTION_NEXT_HIT, "next hit", DROP, has_hits},
    {ACTION_NEXT_HIT, "next code", DROP, has_no_hits},
    {ACTION_NEXT_LINK, "link", KEEP, NULL},
    {ACTION_OPEN, "follow", KEEP, can_follow},
    {ACTION_OPEN_REFERENCE, "RFC", DROP, has_reference},
    {ACTION_COPY, "copy", DROP, can_copy},
    {ACTION_BOOKMARK, "bookmark", DROP, can_add},
    {ACTION_BOOKMARK, "remove bookmark", DROP, can_remove},
    {ACTION_SEARCH, "search", DROP, NULL},
    {ACTION_BACK, "back", DROP, can_go_back},
    {ACTION_HELP, "help", KEEP, NULL},
    {ACTION_QUIT, "quit", KEEP, has_lists},
    {ACTION_NONE, NULL, DROP, NULL},
};

static const struct hint hits_hints[] = {
    {ACTION_NEXT_HIT, "next", KEEP, can_open},
    {ACTION_COMPARE, "compare", KEEP, has_other},
    {ACTION_PREV_HIT, "previous", DROP, can_open},
    {ACTION_TOGGLE_UNOFFICIAL, "unofficial", KEEP, has_hidden_hits},
    {ACTION_OPEN, "read", DROP, can_open},
    {ACTION_CANCEL, "leave the hits", KEEP, NULL},
    {ACTION_BOOKMARK, "bookmark", DROP, can_add},
    {ACTION_BOOKMARK, "remove bookmark", DROP, can_remove},
    {ACTION_COPY, "copy", DROP, can_copy},
    {ACTION_SEARCH, "search", DROP, NULL},
    {ACTION_HELP, "help", KEEP, NULL},
    {ACTION_QUIT, "quit", DROP, NULL},
    {ACTION_NONE, NULL, DROP, NULL},
};

static const struct hint bookmarks_hints[] = {
    {ACTION_NOTE, "note", KEEP, can_bookmark},
    {ACTION_BOOKMARK_DOWN, "move", DROP, can_bookmark},
    {ACTION_BOOKMARK, "bookmark", DROP, can_add},
    {ACTION_BOOKMARK, "remove bookmark", DROP, can_remove},
    {ACTION_UNDO, "undo", DROP, can_undo},
    {ACTION_OPEN, "read", DROP, can_open},
    {ACTION_SEARCH, "search", KEEP, NULL},
    {ACTION_HELP, "help", KEEP, NULL},
    {ACTION_QUIT, "quit", KEEP, NULL},
    {ACTION_NONE, NULL, DROP, NULL},
};

static const struct hint seen_hints[] = {
    {ACTION_PAUSE, "pause", KEEP, is_read},
    {ACTION_NEXT_HIT, "next answer", DROP, has_several_responses},
    {ACTION_SEEN_ORDER, "order", DROP, has_log_lines},
    {ACTION_LINES, "lines", KEEP, has_log_lines},
    {ACTION_LINES, "raw lines", KEEP, has_responses},
    {ACTION_WARNINGS, "not understood", DROP, is_not_understood},
    {ACTION_SEARCH, "search", KEEP, NULL},
    {ACTION_GOTO, "go to code", DROP, NULL},
    {ACTION_OPEN, "read", DROP, can_open},
    {ACTION_BOOKMARK, "bookmark", DROP, can_add},
    {ACTION_BOOKMARK, "remove bookmark", DROP, can_remove},
    {ACTION_OPEN_REFERENCE, "open RFC", DROP, has_reference},
    {ACTION_COPY, "copy", DROP, can_copy},
    {ACTION_HELP, "help", KEEP, NULL},
    {ACTION_QUIT, "quit", KEEP, NULL},
    {ACTION_NONE, NULL, DROP, NULL},
};

/* Where one pane is shown at a time, the way to the others matters most. */
static const struct hint narrow_classes_hints[] = {
    {ACTION_OPEN, "codes", KEEP, can_open}, {ACTION_SEARCH, "search", KEEP, NULL},
    {ACTION_QUIT, "quit", DROP, NULL},      {ACTION_HELP, "help", KEEP, NULL},
    {ACTION_NONE, NULL, DROP, NULL},
};

static const struct hint narrow_codes_hints[] = {
    {ACTION_SEARCH, "search", KEEP, NULL},
    {ACTION_OPEN, "read", KEEP, can_open},
    {ACTION_CANCEL, "classes", DROP, NULL},
    {ACTION_BOOKMARK, "bookmark", DROP, can_add},
    {ACTION_BOOKMARK, "remove bookmark", DROP, can_remove},
    {ACTION_HELP, "help", KEEP, NULL},
    {ACTION_NONE, NULL, DROP, NULL},
};

static const struct hint narrow_details_hints[] = {
    {ACTION_CANCEL, "list", KEEP, NULL},    {ACTION_OPEN, "follow", DROP, can_follow},
    {ACTION_NEXT_LINK, "link", DROP, NULL}, {ACTION_BACK, "back", DROP, can_go_back},
    {ACTION_COPY, "copy", DROP, can_copy},  {ACTION_HELP, "help", KEEP, NULL},
    {ACTION_NONE, NULL, DROP, NULL},
};

const struct hint *browser_hints(const struct view *view)
{
    const struct browser *browser = browser_of(view);
    bool narrow = browser->layout.kind == LAYOUT_NARROW;
    if (browser->focus == PANE_DETAILS)
        return narrow ? narrow_details_hints : details_hints;
    if (browser->shows_hits)
        return hits_hints;
    if (browser->focus == PANE_CLASSES)
        return narrow ? narrow_classes_hints : classes_hints;
    if (narrow)
        return narrow_codes_hints;
    if (rows_are_of(browser, &row_source_seen))
        return seen_hints;
    bool bookmarks = rows_are_of(browser, &row_source_bookmarks);
    return bookmarks && browser->codes.count > 0 ? bookmarks_hints : codes_hints;
}
