#include "config.h"
#include "loop.h"

#include <signal.h>

#include "app/app.h"
#include "base/memory.h"
#include "look.h"
#include "outside.h"
#include "registry/operand.h"
#include "term/terminal.h"
#include "views/browser/bookmark.h"
#include "views/browser/browser.h"
#include "views/browser/prompts.h"
#include "views/browser/rows.h"
#include "views/browser/select.h"

/* Starts where the operands say. */
static void open_operands(struct browser *browser, char *const *operands, size_t count)
{
    if (count == 0)
        return;
    struct operand operand = {.kind = OPERAND_WORD};
    if (count == 1)
        operand = operand_find(browser->library, operands[0]);
    if (operand.kind == OPERAND_CODE) {
        browser_show_entry(browser, operand.entry);
        return;
    }
    if (operand.kind == OPERAND_CLASS || operand.kind == OPERAND_REGISTRY) {
        const struct code_class *class = operand.code_class;
        browser_show_class(browser, operand.registry,
                           class != NULL ? (size_t)(class - operand.registry->classes)
                                         : REGISTRY_NONE);
        return;
    }
    if (operand.kind == OPERAND_UNREGISTERED) {
        rows_open_registry(browser, operand.registry);
        select_unregistered(browser, operand.word);
        select_answer(browser);
        return;
    }
    struct strbuf words = STRBUF_INIT;
    strbuf_join(&words, operands, count);
    search_prompt_run(browser, strbuf_str(&words));
    strbuf_clear(&words);
}

/* Takes a key. Before it, what another window did with the bookmarks counts. */
static void handle_key(struct browser *browser, const struct key_event *event)
{
    if (browser->store != NULL && bookmark_store_refresh(browser->store))
        bookmark_list_changed(browser);
    app_key(browser->view.app, event);
}

/* Does what only the loop can do. False when it is time to leave. */
static bool handle_request(struct app *app, const struct browse_setup *setup, struct look *look)
{
    enum request request = app->request;
    app->request = REQUEST_NONE;
    if (request == REQUEST_SUSPEND)
        term_suspend();
    if (request == REQUEST_REDRAW)
        term_redraw();
    if (request == REQUEST_THEME)
        look_next(look, app);
    if (request == REQUEST_OPEN)
        outside_open(app, setup->clipboard);
    if (request == REQUEST_COPY)
        outside_copy(app, setup->clipboard);
    term_set_mouse(app->mouse);
    return request != REQUEST_QUIT && request != REQUEST_INTERRUPT;
}

static void handle_resize(struct app *app)
{
    int cols, rows;
    term_size(&cols, &rows);
    app_resize(app, cols, rows);
}

/* Returns the exit status. */
static int loop(struct browser *browser, const struct browse_setup *setup, struct look *look)
{
    struct app *app = browser->view.app;
    struct frame frame = {0};
    app->shown = &frame;
    int status = -1;
    bool dirty = true;
    while (status < 0) {
        struct key_event event;
        /* Everything that waits is taken in before the screen is drawn once. */
        struct term_wait wait = {.limit_ms = dirty ? 0 : -1, .fd = -1};
        enum term_event next = term_next(&event, &wait);
        if (next == TERM_NOTHING) {
            app_settle(app);
            app_draw(app, &frame);
            term_draw(&frame);
            dirty = false;
            look_ask(look);
            app_prepare(app);
            continue;
        }
        dirty = true;
        if (next == TERM_KEY)
            handle_key(browser, &event);
        else if (next == TERM_RESIZE)
            handle_resize(app);
        else if (next == TERM_BACKGROUND)
            look_answer(look);
        else
            status = 128 + (next == TERM_SIGNAL ? term_signal() : SIGHUP);
        bool interrupted = app->request == REQUEST_INTERRUPT;
        if (status < 0 && !handle_request(app, setup, look))
            status = interrupted ? 128 + SIGINT : 0;
    }
    app->shown = NULL;
    frame_free(&frame);
    return status;
}

static void save_position(const struct browser *browser, const struct look *look)
{
    struct position position;
    browser_get_position(browser, &position);
    position.theme = look->kept != NULL ? xstrdup(look->kept) : NULL;
    position_save(&position);
    position_clear(&position);
}

int browse_run(const struct browse_setup *setup, struct sb_error *err)
{
    struct position position = {0};
    struct look look;
    bool known = !setup->remember || position_load(&position);
    look_init(&look, setup->theme, setup->theme_by_option, position.theme);
    struct term_setup term = {.theme = look_theme(&look),
                              .color = setup->color,
                              .mouse = setup->mouse,
                              .cursor = setup->cursor,
                              .line_drawing = setup->line_drawing};
    struct app app;
    struct browser browser;
    app_init(&app, setup->ascii, setup->mouse);
    browser_init(&browser, &app, &setup->browser);
    mem_set_oom_hook(term_stop);
    int status = -1;
    if (term_start(&term, err)) {
        handle_resize(&app);
        browser_set_position(&browser, &position);
        if (setup->remember)
            searches_load(&browser.search_prompt.earlier);
        if (!known && setup->operand_count == 0)
            browser_show_start(&browser);
        if (setup->bookmarks)
            browser_show_bookmarks(&browser);
        open_operands(&browser, setup->operands, setup->operand_count);
        status = loop(&browser, setup, &look);
        term_stop();
        if (setup->remember) {
            save_position(&browser, &look);
            searches_save(&browser.search_prompt.earlier);
        }
    }
    position_clear(&position);
    browser_clear(&browser);
    app_clear(&app);
    return status;
}
