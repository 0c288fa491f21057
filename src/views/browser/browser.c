#include "config.h"
#include "views/browser/browser.h"

#include <stdlib.h>
#include <string.h>

#include "app/help.h"
#include "base/memory.h"
#include "registry/registry.h"
#include "search/syntax.h"
#include "views/browser/bookmark.h"
#include "views/browser/details.h"
#include "views/browser/history.h"
#include "views/browser/hits.h"
#include "views/browser/panes.h"
#include "views/browser/prompts.h"
#include "views/browser/rows.h"
#include "views/browser/seen_rows.h"
#include "views/browser/select.h"
#include "views/browser/teach.h"
#include "views/reader.h"
#include "views/rfc_reader.h"
#include "views/share.h"

#define WARNING_ACTIONS 15 /* a warning has been seen after so many */
#define WHEEL_ROWS 3

static void open_selected(struct browser *browser)
{
    if (browser->focus != PANE_DETAILS)
        select_move_focus(browser, 1);
    else if (browser->details.link != DOC_NO_LINK)
        history_follow(browser);
    else
        app_say(browser->view.app, MESSAGE_INFO, "] selects a code named here, Enter follows it");
}

/* The URL of the selected link, or NULL. */
static const char *selected_url(struct browser *browser)
{
    const struct scroll *details = details_scroll(browser);
    return details->link != DOC_NO_LINK ? details->doc->links[details->link].url : NULL;
}

static void open_reference(struct browser *browser)
{
    share_open_reference(browser->view.app, &browser->subject, selected_url(browser));
}

/* Shows the section that the selected link, or the page, refers to. */
static void read_reference(struct browser *browser)
{
    struct strbuf url = STRBUF_INIT;
    const char *selected = selected_url(browser);
    if (selected != NULL)
        strbuf_puts(&url, selected);
    else
        share_reference_url(&browser->subject, &url);
    rfc_reader_open(browser->view.app, strbuf_str(&url));
    strbuf_clear(&url);
}

static void copy(struct browser *browser)
{
    struct page_seen seen;
    const struct page_seen *found = details_seen(browser, &seen) ? &seen : NULL;
    share_open(browser->view.app, &browser->subject, found, selected_url(browser));
}

static void toggle_unofficial(struct browser *browser)
{
    const struct entry *entry = browser_entry(browser);
    browser->show_unofficial = !browser->show_unofficial;
    browser->shown_anyway = NULL;
    rows_count(browser);
    rows_fill_codes(browser, entry);
    details_remake(browser);
    app_say(browser->view.app, MESSAGE_INFO,
            browser->show_unofficial ? "unofficial codes are shown"
                                     : "unofficial codes are hidden");
}

static void toggle_mouse(struct browser *browser)
{
    struct app *app = browser->view.app;
    app->mouse = !app->mouse;
    app_say(app, MESSAGE_INFO, app->mouse ? "mouse on" : "mouse off");
}

/* False, and a message, when there is no input. */
static bool has_input(struct browser *browser)
{
    if (browser->seen.input == NULL)
        app_say(browser->view.app, MESSAGE_INFO,
                "no input is read: statusbrowse access.log, or ... | statusbrowse");
    return browser->seen.input != NULL;
}

static void next_order(struct browser *browser)
{
    if (!has_input(browser))
        return;
    const char *order = seen_rows_next_order(browser);
    select_sort_seen(browser);
    app_say(browser->view.app, MESSAGE_INFO, "codes that were seen: %s", order);
}

static void toggle_lines(struct browser *browser)
{
    if (!has_input(browser))
        return;
    browser->seen.lines = !browser->seen.lines;
    details_remake(browser);
    app_say(browser->view.app, MESSAGE_INFO,
            browser->seen.lines ? "lines of the input (x shows the pages)" : "pages");
}

static void pause_picture(struct browser *browser)
{
    if (!has_input(browser))
        return;
    if (browser->seen.held == NULL && page_input_is_over(browser->seen.input)) {
        app_say(browser->view.app, MESSAGE_INFO, "all of the input was read");
        return;
    }
    seen_rows_pause(browser);
    select_sort_seen(browser);
    app_say(browser->view.app, MESSAGE_INFO,
            browser->seen.held != NULL ? "paused, reading goes on (P shows what is new)"
                                       : "shows what is read");
}

static struct doc *make_warnings(const void *context, int cols, bool ascii)
{
    const struct browser *browser = context;
    struct doc *doc = doc_new(cols < PAGE_TEXT_COLS ? cols : PAGE_TEXT_COLS, ascii);
    for (size_t i = 0; i < browser->warning_count; i++) {
        const char *line = browser->warnings[i];
        while (*line != '\0') {
            size_t len = strcspn(line, "\n");
            struct rich rich = {0};
            rich_addn(&rich, doc, ROLE_TEXT, line, len);
            doc_add(doc, &rich, 0, 4);
            line += len + (line[len] == '\n');
        }
    }
    if (browser->seen.input != NULL)
        page_add_unknown(&browser->seen.shown, doc);
    return doc;
}

static void show_warnings(struct browser *browser)
{
    struct reader_text text = {.make = make_warnings, .context = browser};
    bool unknown = browser->seen.input != NULL && browser->seen.shown.seen->not_understood > 0;
    if (browser->warning_count > 0)
        text.title = "statusbrowse: warnings";
    else if (unknown)
        text.title = "statusbrowse: lines not understood";
    if (text.title != NULL)
        reader_open(browser->view.app, &text);
    else
        app_say(browser->view.app, MESSAGE_INFO, "no warnings");
}

static struct doc *make_help(const void *context, int cols, bool ascii)
{
    struct help_row *rows = xcalloc(search_form_count, sizeof *rows);
    for (size_t i = 0; i < search_form_count; i++)
        rows[i] = (struct help_row){search_forms[i].example, search_forms[i].finds};
    struct help_section section = {"SEARCH", rows, search_form_count};
    struct doc *doc = help_doc(&section, cols, ascii);
    (void)context;
    free(rows);
    return doc;
}

static void show_help(struct browser *browser)
{
    reader_open(browser->view.app,
                &(struct reader_text){.title = "statusbrowse: keys", .make = make_help});
}

/* Takes the row of warnings away. */
static void dismiss_warning(struct browser *browser)
{
    if (browser->warning_actions == 0)
        return;
    browser->warning_actions = 0;
    details_layout(browser);
}

/* Counts an action, after some of which the row ends. */
static void age_warning(struct browser *browser)
{
    if (browser->warning_actions > 1)
        browser->warning_actions--;
    else
        dismiss_warning(browser);
}

/* One step back: a warning goes, then the details lead to the list, hits to the class, the list to
 * the classes. */
static void cancel(struct browser *browser)
{
    browser->details.link = DOC_NO_LINK;
    if (browser->layout.warning_row >= 0)
        dismiss_warning(browser);
    else if (browser->focus == PANE_DETAILS)
        select_focus(browser, PANE_CODES);
    else if (browser->shows_hits)
        hits_leave(browser);
    else if (browser->focus == PANE_CODES)
        select_focus(browser, PANE_CLASSES);
    else
        app_say(browser->view.app, MESSAGE_INFO, "there is no step further back: q quits");
}

static void quit(struct browser *browser)
{
    browser->view.app->request = REQUEST_QUIT;
}

static void interrupt(struct browser *browser)
{
    browser->view.app->request = REQUEST_INTERRUPT;
}

/* What an action does: one of the two. */
struct handler {
    enum action action;
    void (*act)(struct browser *browser);
    void (*step)(struct browser *browser, int delta);
    int delta;
};

static const struct handler handlers[] = {
    {ACTION_LEFT, .step = select_move_focus, .delta = -1},
    {ACTION_RIGHT, .step = select_move_focus, .delta = 1},
    {ACTION_PREV_PANE, .step = select_cycle_focus, .delta = -1},
    {ACTION_NEXT_PANE, .step = select_cycle_focus, .delta = 1},
    {ACTION_SEARCH, .act = search_prompt_open},
    {ACTION_PREV_HIT, .step = hits_move, .delta = -1},
    {ACTION_NEXT_HIT, .step = hits_move, .delta = 1},
    {ACTION_OPEN, .act = open_selected},
    {ACTION_PREV_SECTION, .step = select_move_section, .delta = -1},
    {ACTION_NEXT_SECTION, .step = select_move_section, .delta = 1},
    {ACTION_DETAILS_UP, .step = select_scroll_details, .delta = -1},
    {ACTION_DETAILS_DOWN, .step = select_scroll_details, .delta = 1},
    {ACTION_PREV_LINK, .step = select_move_link, .delta = -1},
    {ACTION_NEXT_LINK, .step = select_move_link, .delta = 1},
    {ACTION_BACK, .step = history_go, .delta = -1},
    {ACTION_FORWARD, .step = history_go, .delta = 1},
    {ACTION_OPEN_REFERENCE, .act = open_reference},
    {ACTION_READ_REFERENCE, .act = read_reference},
    {ACTION_COPY, .act = copy},
    {ACTION_BOOKMARK, .act = bookmark_toggle},
    {ACTION_NOTE, .act = note_prompt_open},
    {ACTION_BOOKMARK_UP, .step = bookmark_move, .delta = -1},
    {ACTION_BOOKMARK_DOWN, .step = bookmark_move, .delta = 1},
    {ACTION_UNDO, .step = bookmark_step, .delta = -1},
    {ACTION_REDO, .step = bookmark_step, .delta = 1},
    {ACTION_LINES, .act = toggle_lines},
    {ACTION_SEEN_ORDER, .act = next_order},
    {ACTION_PAUSE, .act = pause_picture},
    {ACTION_PRESENT, .act = teach_present},
    {ACTION_COMPARE, .act = teach_compare},
    {ACTION_TEST, .act = teach_test},
    {ACTION_ASK, .act = teach_ask},
    {ACTION_TOGGLE_UNOFFICIAL, .act = toggle_unofficial},
    {ACTION_TOGGLE_MOUSE, .act = toggle_mouse},
    {ACTION_WARNINGS, .act = show_warnings},
    {ACTION_HELP, .act = show_help},
    {ACTION_CANCEL, .act = cancel},
    {ACTION_QUIT, .act = quit},
    {ACTION_INTERRUPT, .act = interrupt},
};

static void run_handler(struct browser *browser, enum action action)
{
    for (size_t i = 0; i < sizeof handlers / sizeof handlers[0]; i++) {
        if (handlers[i].action != action)
            continue;
        if (handlers[i].act != NULL)
            handlers[i].act(browser);
        else
            handlers[i].step(browser, handlers[i].delta);
    }
}

static void move(struct browser *browser, long delta)
{
    struct place before = history_place(browser);
    select_move(browser, delta);
    history_record_class(browser, &before);
}

static void click(struct browser *browser, const struct action_arg *at)
{
    struct place before = history_place(browser);
    bool opens = select_click(browser, at);
    history_record_class(browser, &before);
    if (opens)
        open_selected(browser);
}

static bool act(struct view *view, enum action action, const struct action_arg *arg)
{
    struct browser *browser = (struct browser *)view;
    long delta = app_movement(action, browser->details.rows);
    browser->seen.touched = true;
    if (action == ACTION_WHEEL_UP || action == ACTION_WHEEL_DOWN) {
        select_wheel(browser, arg, action == ACTION_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
        return true;
    }
    if (action == ACTION_CLICK)
        click(browser, arg);
    if (action == ACTION_DRAG)
        select_drag(browser, arg);
    if (action == ACTION_CLICK || action == ACTION_DRAG)
        return true;
    if (app_top(view->app) == view && action == ACTION_WARNINGS)
        dismiss_warning(browser);
    else if (app_top(view->app) == view)
        age_warning(browser);
    if (delta != 0) {
        move(browser, delta);
        return true;
    }
    browser->walks_classes = false;
    if (action == ACTION_GOTO)
        goto_prompt_open(browser, arg->character);
    else
        run_handler(browser, action);
    return true;
}

static void paste(struct view *view, const char *text)
{
    struct browser *browser = (struct browser *)view;
    browser->seen.touched = true;
    browser->walks_classes = false;
    if (!goto_prompt_paste(browser, text))
        search_prompt_paste(browser, text);
}

static void resize(struct view *view, int cols, int rows)
{
    details_resize((struct browser *)view, cols, rows);
}

static void settle(struct view *view)
{
    details_scroll((struct browser *)view);
}

static void draw(const struct view *view, struct frame *frame)
{
    static void (*const draw_pane[PANE_COUNT])(const struct browser *, struct frame *) = {
        [PANE_CLASSES] = pane_classes_draw,
        [PANE_CODES] = pane_codes_draw,
        [PANE_DETAILS] = pane_details_draw,
    };
    const struct browser *browser = (const struct browser *)view;
    if (browser->layout.kind == LAYOUT_NARROW) {
        bars_draw_crumbs(browser, frame);
    } else {
        bars_draw_title(browser, frame);
        bars_draw_headings(browser, frame);
    }
    for (int i = 0; i < PANE_COUNT; i++)
        if (browser->layout.panes[i].cols > 0)
            draw_pane[i](browser, frame);
    bars_draw_warning(browser, frame);
}

static const struct view_ops browser_view = {
    .contexts = {CONTEXT_BROWSE, CONTEXT_MOVE, CONTEXT_GENERAL},
    .act = act,
    .paste = paste,
    .resize = resize,
    .settle = settle,
    .draw = draw,
    .hints = browser_hints,
};

void browser_init(struct browser *browser, struct app *app, const struct browser_setup *setup)
{
    *browser = (struct browser){
        .view = {&browser_view, app},
        .library = setup->library,
        .registry = library_main(setup->library),
        .store = setup->store,
        .show_unofficial = setup->show_unofficial,
        .warnings = setup->warnings,
        .warning_count = setup->warning_count,
        .warning_actions = setup->warning_count > 0 ? WARNING_ACTIONS : 0,
        .focus = PANE_CODES,
        .dragged = PANE_COUNT,
        .details = {.link = DOC_NO_LINK},
        .search_prompt.prompt = {.view = {&search_prompt_view, app}, .ops = &search_prompt_ops},
        .search_prompt.browser = browser,
        .goto_prompt.prompt = {.view = {&goto_prompt_view, app}, .ops = &goto_prompt_ops},
        .goto_prompt.browser = browser,
        .note_prompt.prompt = {.view = {&note_prompt_view, app}, .ops = &note_prompt_ops},
        .note_prompt.browser = browser,
    };
    seen_rows_init(browser, setup->input);
    rows_make_classes(browser);
    rows_fill_codes(browser, NULL);
    list_select(&browser->codes, setup->input != NULL ? seen_rows_best(browser) : 0);
    details_update(browser);
    app_open(app, &browser->view);
    teach_init(browser, app, setup->seed, setup->questions);
}

void browser_clear(struct browser *browser)
{
    if (browser->view.app != NULL)
        app_close(browser->view.app, &browser->view);
    free(browser->class_rows);
    free(browser->code_rows);
    scroll_set(&browser->details, NULL);
    seen_rows_clear(browser);
    library_search_free(browser->search);
    hits_clear(&browser->hits);
    free(browser->hits_text);
    free(browser->found_by);
    prompt_clear(&browser->search_prompt.prompt);
    prompt_clear(&browser->goto_prompt.prompt);
    prompt_clear(&browser->note_prompt.prompt);
    place_clear(&browser->search_prompt.before);
    place_clear(&browser->goto_prompt.before);
    history_clear(browser);
    searches_clear(&browser->search_prompt.earlier);
    bookmark_free(browser->note_prompt.before);
    stage_clear(&browser->stage);
    *browser = (struct browser){0};
}

void browser_show_entry(struct browser *browser, const struct entry *entry)
{
    browser->shows_hits = false;
    select_class_of(browser, entry);
    rows_fill_codes(browser, entry);
    select_entry(browser, entry);
}

void browser_show_class(struct browser *browser, const struct registry *registry,
                        size_t class_index)
{
    rows_open_registry(browser, registry);
    select_class_row(browser, rows_find_class(browser, registry, class_index));
    select_focus(browser, PANE_CLASSES);
    if (browser->layout.kind == LAYOUT_NARROW)
        select_focus(browser, PANE_DETAILS);
}

void browser_show_bookmarks(struct browser *browser)
{
    for (size_t i = 0; i < browser->classes.count; i++)
        if (browser->class_rows[i].source == &row_source_bookmarks)
            select_class_row(browser, i);
}

void browser_show_start(struct browser *browser)
{
    if (browser->layout.kind == LAYOUT_NARROW)
        return;
    select_focus(browser, PANE_CLASSES);
    details_update(browser);
}

static const char *const pane_names[PANE_COUNT] = {
    [PANE_CLASSES] = "classes",
    [PANE_CODES] = "codes",
    [PANE_DETAILS] = "details",
};

void browser_get_position(const struct browser *browser, struct position *position)
{
    const struct entry *entry = browser_entry(browser);
    *position = (struct position){
        .registry = xstrdup(library_main(browser->library)->id),
        .class_id = xstrdup(rows_class_id(browser, browser_class_row(browser))),
        .code = entry != NULL ? xstrdup(entry->code) : NULL,
        .owner = entry != NULL ? xstrdup(entry->owner) : NULL,
        .pane = xstrdup(pane_names[browser->focus]),
    };
}

/* The entry of a position, else the first listed one whose code is not below it. */
static const struct entry *find_position(const struct browser *browser,
                                         const struct position *position)
{
    const struct entry *entry =
        position->owner != NULL ? registry_find(browser->registry, position->code, position->owner)
                                : NULL;
    if (entry == NULL)
        entry = registry_find(browser->registry, position->code, NULL);
    int64_t number = code_number(position->code);
    for (size_t i = 0; entry == NULL && i < browser->codes.count; i++)
        if (browser->code_rows[i].entry != NULL && browser->code_rows[i].entry->number >= number)
            entry = browser->code_rows[i].entry;
    return entry;
}

void browser_set_position(struct browser *browser, const struct position *position)
{
    if (position->registry == NULL ||
        strcmp(position->registry, library_main(browser->library)->id) != 0)
        return;
    for (size_t i = 0; i < browser->classes.count && position->class_id != NULL; i++)
        if (strcmp(rows_class_id(browser, &browser->class_rows[i]), position->class_id) == 0) {
            select_class_row(browser, i);
            break;
        }
    const struct entry *entry = position->code != NULL ? find_position(browser, position) : NULL;
    if (entry != NULL)
        select_entry(browser, entry);
    for (int i = 0; i < PANE_COUNT && position->pane != NULL; i++)
        if (strcmp(position->pane, pane_names[i]) == 0)
            browser->focus = (enum pane)i;
    /* What was read then may be gone, as a bookmark that another window removed. */
    if (browser->codes.count == 0 && browser->focus == PANE_DETAILS)
        browser->focus = PANE_CODES;
    select_focus(browser, browser->focus);
    details_update(browser);
}
