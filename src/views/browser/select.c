#include "config.h"
#include "views/browser/select.h"

#include <string.h>

#include "registry/unregistered.h"
#include "views/browser/details.h"
#include "views/browser/rows.h"
#include "views/browser/seen_rows.h"

void select_class_of(struct browser *browser, const struct entry *entry)
{
    size_t row = 0;
    rows_open_registry(browser, library_of_entry(browser->library, entry));
    for (size_t i = 0; i < browser->classes.count; i++)
        if (rows_class_has(&browser->class_rows[i], entry))
            row = i;
    list_select(&browser->classes, row);
}

void select_entry(struct browser *browser, const struct entry *entry)
{
    if (!rows_is_visible(browser, entry)) {
        browser->shown_anyway = entry;
        rows_count(browser);
        rows_fill_codes(browser, entry);
    }
    if (!browser->show_unofficial && entry == browser->shown_anyway)
        app_say(browser->view.app, MESSAGE_INFO,
                "%s is unofficial: shown, the others stay hidden (v)", entry->code);
    if (rows_find(browser, entry) == browser->codes.count) {
        browser->shows_hits = false;
        select_class_of(browser, entry);
        rows_fill_codes(browser, entry);
    }
    list_jump(&browser->codes, rows_find(browser, entry));
    details_update(browser);
}

void select_class_row(struct browser *browser, size_t row)
{
    list_select(&browser->classes, row);
    rows_open_registry(browser, browser_class_row(browser)->registry);
    browser->shows_hits = false;
    browser->unregistered[0] = '\0';
    rows_fill_codes(browser, NULL);
    details_update(browser);
}

bool select_unregistered(struct browser *browser, const char *code)
{
    struct unregistered found;
    struct subject subject = subject_of_code(browser->registry, code);
    if (!unregistered_find(browser->registry, code, &found))
        return false;
    size_t class_index = found.in_class != NULL
                             ? (size_t)(found.in_class - browser->registry->classes)
                             : REGISTRY_NONE;
    list_select(&browser->classes, rows_class_for(browser, class_index));
    browser->shows_hits = false;
    memcpy(browser->unregistered, subject.code, sizeof browser->unregistered);
    rows_fill_codes(browser, NULL);
    details_update(browser);
    struct strbuf text = STRBUF_INIT;
    subject_page(&subject)->summary(&subject, &text);
    app_say(browser->view.app, MESSAGE_INFO, "%s", strbuf_str(&text));
    strbuf_clear(&text);
    return true;
}

void select_answer(struct browser *browser)
{
    if (browser->layout.kind == LAYOUT_NARROW && browser->subject.kind == SUBJECT_UNKNOWN)
        select_focus(browser, PANE_DETAILS);
}

/* The selected row of the class Seen. */
static struct seen_row selected_row(const struct browser *browser)
{
    const struct code_row *row = browser_code_row(browser);
    return row != NULL && row->seen != NULL ? *row->seen : (struct seen_row){.code = SEEN_NO_CODE};
}

/* Lists the class Seen as it is now, with the row selected, or the first with its code. */
static void list_seen(struct browser *browser, const struct seen_row *selected)
{
    size_t top = browser->codes.top, row = seen_rows_best(browser);
    bool exact = false;
    rows_fill_codes(browser, NULL);
    for (size_t i = browser->codes.count; i > 0 && browser->seen.touched && !exact; i--) {
        const struct seen_row *seen = browser->code_rows[i - 1].seen;
        exact = seen_rows_equal(seen, selected);
        if (exact || seen->code == selected->code)
            row = i - 1;
    }
    browser->codes.top = top;
    list_select(&browser->codes, row);
}

/* Shows the rows of what was read, with the row selected that was. */
static void show_seen(struct browser *browser, const struct seen_row *selected)
{
    rows_count(browser);
    if (rows_are_of(browser, &row_source_seen))
        list_seen(browser, selected);
    details_remake(browser);
}

void select_follow(struct browser *browser)
{
    if (browser->seen.input == NULL)
        return;
    if (!browser->seen.touched || browser->focus != PANE_CODES) {
        select_sort_seen(browser);
        return;
    }
    /* A row in which somebody reads does not move. */
    struct seen_row selected = selected_row(browser);
    seen_rows_follow(browser);
    show_seen(browser, &selected);
}

void select_sort_seen(struct browser *browser)
{
    struct seen_row selected = selected_row(browser);
    if (browser->seen.input == NULL)
        return;
    seen_rows_sort(browser);
    show_seen(browser, &selected);
}

void select_focus(struct browser *browser, enum pane focus)
{
    bool leaves_list = browser->focus == PANE_CODES && focus != PANE_CODES;
    browser->focus = focus;
    if (leaves_list)
        select_follow(browser);
    details_layout(browser);
    if (focus != PANE_DETAILS)
        details_update(browser);
}

void select_move_focus(struct browser *browser, int delta)
{
    int pane = (int)browser->focus + delta;
    if (pane == PANE_DETAILS && browser->subject.kind == SUBJECT_NOTHING)
        app_say(browser->view.app, MESSAGE_INFO, "no code is selected here");
    else if (pane >= 0 && pane < PANE_COUNT)
        select_focus(browser, (enum pane)pane);
}

void select_cycle_focus(struct browser *browser, int delta)
{
    select_focus(browser, (enum pane)(((int)browser->focus + delta + PANE_COUNT) % PANE_COUNT));
}

void select_move(struct browser *browser, long delta)
{
    size_t before = browser->classes.selected;
    if (browser->focus == PANE_DETAILS) {
        scroll_by(details_scroll(browser), delta);
    } else if (browser->focus == PANE_CODES) {
        list_move(&browser->codes, delta);
        details_update(browser);
    } else {
        list_move(&browser->classes, delta);
        if (browser->classes.selected != before || browser->shows_hits)
            select_class_row(browser, browser->classes.selected);
    }
}

/* False, and a message, where another pane has all of the screen. */
static bool details_are_shown(struct browser *browser)
{
    bool shown = browser->layout.panes[PANE_DETAILS].cols > 0;
    if (!shown)
        app_say(browser->view.app, MESSAGE_INFO, "Enter shows the details first");
    return shown;
}

void select_scroll_details(struct browser *browser, int delta)
{
    if (details_are_shown(browser))
        scroll_by(details_scroll(browser), delta);
}

void select_move_section(struct browser *browser, int delta)
{
    if (details_are_shown(browser) && !scroll_move_section(details_scroll(browser), delta))
        app_say(browser->view.app, MESSAGE_INFO,
                delta > 0 ? "the last section is on the screen" : "this is the start");
}

void select_move_code(struct browser *browser, int delta)
{
    struct subject selected = details_selected(browser);
    size_t before = browser->codes.selected;
    if (browser->focus == PANE_CLASSES) {
        select_focus(browser, PANE_CODES);
        return;
    }
    /* After a page of something else, the selected code is what comes next. */
    if (!subject_equal(&selected, &browser->subject)) {
        details_update(browser);
        return;
    }
    list_move(&browser->codes, delta);
    bool moved = browser->codes.selected != before;
    details_update(browser);
    if (!moved)
        app_say(browser->view.app, MESSAGE_INFO,
                delta > 0 ? "this is the last code here" : "this is the first code here");
}

void select_move_link(struct browser *browser, int delta)
{
    struct scroll *details = details_scroll(browser);
    if (!scroll_move_link(details, delta)) {
        app_say(browser->view.app, MESSAGE_INFO,
                details->doc->link_count == 0 ? "no links in this entry" : "no more links");
        return;
    }
    if (browser->focus != PANE_DETAILS)
        select_focus(browser, PANE_DETAILS);
}

/* Moves what a pane shows by rows; the focus and the other panes stay. */
static void scroll_pane(struct browser *browser, enum pane pane, long delta)
{
    size_t before = browser->codes.selected;
    if (pane == PANE_CLASSES) {
        list_scroll_window(&browser->classes, delta);
    } else if (pane == PANE_CODES) {
        list_scroll(&browser->codes, delta);
        if (browser->codes.selected != before)
            details_update(browser);
    } else if (pane == PANE_DETAILS) {
        scroll_by(details_scroll(browser), delta);
    }
}

void select_wheel(struct browser *browser, const struct action_arg *at, long delta)
{
    scroll_pane(browser, layout_pane_at(&browser->layout, at->row, at->col), delta);
}

static struct list *list_of(struct browser *browser, enum pane pane)
{
    return pane == PANE_CLASSES ? &browser->classes : &browser->codes;
}

/* Where the window of a pane begins, and of how many lines. */
static size_t pane_top(struct browser *browser, enum pane pane, size_t *count)
{
    if (pane == PANE_DETAILS) {
        *count = details_scroll(browser)->doc->line_count;
        return browser->details.top;
    }
    const struct list *list = list_of(browser, pane);
    *count = list_line_count(list);
    return list_top_line(list);
}

void select_drag(struct browser *browser, const struct action_arg *at)
{
    size_t count = 0;
    if (browser->dragged == PANE_COUNT)
        return;
    size_t top = pane_top(browser, browser->dragged, &count);
    size_t wanted = draw_thumb_top(&browser->layout.panes[browser->dragged], count, at->row);
    long delta = (long)wanted - (long)top;
    if (browser->dragged != PANE_DETAILS)
        delta = list_rows_of(list_of(browser, browser->dragged), delta);
    scroll_pane(browser, browser->dragged, delta);
}

static bool take_thumb(struct browser *browser, enum pane pane, const struct action_arg *at)
{
    size_t count = 0;
    pane_top(browser, pane, &count);
    bool is_thumb = draw_is_thumb(&browser->layout.panes[pane], count, at->row, at->col);
    browser->dragged = is_thumb ? pane : PANE_COUNT;
    return is_thumb;
}

static bool click_link(struct browser *browser, const struct action_arg *at)
{
    struct rect text = layout_details_text(&browser->layout);
    struct scroll *details = details_scroll(browser);
    size_t link = scroll_link_at(details, at->row - text.row, at->col - text.col);
    if (link != DOC_NO_LINK)
        details->link = link;
    return link != DOC_NO_LINK;
}

/* Selects the row under the mouse. */
static bool click_row(struct browser *browser, enum pane pane, const struct action_arg *at)
{
    struct list *list = list_of(browser, pane);
    size_t row;
    bool found = list_row_at(list, at->row - browser->layout.panes[pane].row, &row);
    bool again = found && row == list->selected && browser->focus == pane;
    if (again && !(pane == PANE_CLASSES && browser->shows_hits))
        return true;
    if (browser->focus != pane)
        select_focus(browser, pane);
    if (found && pane == PANE_CLASSES)
        select_class_row(browser, row);
    else if (found)
        list_select(list, row);
    details_update(browser);
    return false;
}

bool select_click(struct browser *browser, const struct action_arg *at)
{
    enum pane pane = layout_pane_at(&browser->layout, at->row, at->col);
    browser->dragged = PANE_COUNT;
    if (pane == PANE_COUNT)
        return false;
    if (take_thumb(browser, pane, at)) {
        select_drag(browser, at);
        return false;
    }
    if (pane != PANE_DETAILS)
        return click_row(browser, pane, at);
    bool link = click_link(browser, at);
    if (browser->focus != PANE_DETAILS)
        select_focus(browser, PANE_DETAILS);
    return link;
}
