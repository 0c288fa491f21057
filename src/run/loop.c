#include "config.h"
#include "run/loop.h"

#include <signal.h>
#include <stdlib.h>

#include "app/app.h"
#include "base/memory.h"
#include "run/live.h"
#include "run/look.h"
#include "run/outside.h"
#include "term/terminal.h"
#include "views/browser/bookmark.h"
#include "views/browser/browser.h"
#include "views/browser/select.h"

/* Takes a key. Before it, what another window did with the bookmarks counts. */
static void handle_key(struct browser *browser, const struct key_event *event)
{
    if (browser->store != NULL && bookmark_store_refresh(browser->store))
        bookmark_list_changed(browser);
    app_key(browser->view.app, event);
}

/* Does what only the loop can do. False when it is time to leave. */
static bool handle_request(struct app *app, const struct loop_setup *setup, struct look *look)
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

/* What the loop runs. */
struct run {
    const struct loop_setup *setup;
    struct browser *browser;
    struct look *look;
    struct live *live;
    struct sb_error *err; /* what is wrong with the inputs */
};

static void draw(struct run *run, struct frame *frame)
{
    struct app *app = run->browser->view.app;
    if (live_due_ms(run->live) == 0) {
        live_prepare(run->live);
        select_follow(run->browser);
        live_drawn(run->live);
    }
    app_settle(app);
    app_draw(app, frame);
    term_draw(frame);
    look_ask(run->look);
    term_ask_arrival();
    app_prepare(app);
}

/* Reads on, and says what is wrong with an input. */
static void read_inputs(struct run *run)
{
    struct sb_error failure = SB_ERROR_INIT;
    live_read(run->live, &failure);
    if (failure.kind != SB_ERR_NONE) {
        app_say(run->browser->view.app, MESSAGE_ERROR, "%s", failure.message);
        sb_error_add(run->err, failure.kind, "%s", failure.message);
    }
    sb_error_clear(&failure);
}

/* Carries out an event. Returns the exit status, or -1 to go on. */
static int handle_event(struct run *run, enum term_event next, const struct key_event *event)
{
    struct app *app = run->browser->view.app;
    if (next == TERM_KEY)
        handle_key(run->browser, event);
    else if (next == TERM_RESIZE)
        handle_resize(app);
    else if (next == TERM_BACKGROUND)
        look_answer(run->look);
    else if (next != TERM_INPUT)
        return 128 + (next == TERM_SIGNAL ? term_signal() : SIGHUP);
    bool interrupted = app->request == REQUEST_INTERRUPT;
    if (!handle_request(app, run->setup, run->look))
        return interrupted ? 128 + SIGINT : 0;
    return -1;
}

/* Returns the exit status, -1 when the inputs cannot be read. */
static int loop(struct run *run)
{
    struct frame frame = {0};
    int status = -1;
    bool dirty = true;
    run->browser->view.app->shown = &frame;
    while (status < 0 && !live_has_failed(run->live)) {
        struct key_event event;
        /* Everything that waits is taken in before the screen is drawn once. */
        struct term_wait wait = {.limit_ms = dirty ? 0 : live_due_ms(run->live),
                                 .fd = dirty ? -1 : live_fd(run->live)};
        enum term_event next = term_next(&event, &wait);
        if (next == TERM_NOTHING) {
            draw(run, &frame);
            dirty = false;
            continue;
        }
        if (next == TERM_INPUT)
            read_inputs(run);
        dirty = next != TERM_INPUT || live_due_ms(run->live) == 0;
        status = handle_event(run, next, &event);
    }
    run->browser->view.app->shown = NULL;
    frame_free(&frame);
    return status;
}

/* Keeps where the user is, but not where an input led to. */
static void save_position(const struct run *run, struct position *position)
{
    const struct look *look = run->look;
    if (run->setup->inputs == NULL) {
        position_clear(position);
        browser_get_position(run->browser, position);
    }
    free(position->theme);
    position->theme = look->kept != NULL ? xstrdup(look->kept) : NULL;
    position_save(position);
}

/* Goes where the browser begins. known: there is a position of an earlier start. */
static void go_to_start(struct browser *browser, const struct loop_setup *setup,
                        const struct position *position, bool known)
{
    if (setup->inputs != NULL)
        return;
    browser_set_position(browser, position);
    if (!known && setup->first.operand_count == 0)
        browser_show_start(browser);
    first_view_open(&setup->first, browser);
}

/* Runs the loop on a terminal that is started. */
static int run_started(struct run *run, struct position *position, bool known)
{
    const struct loop_setup *setup = run->setup;
    struct browser *browser = run->browser;
    handle_resize(browser->view.app);
    if (setup->remember)
        searches_load(&browser->search_prompt.earlier);
    go_to_start(browser, setup, position, known);
    int status = loop(run);
    term_stop();
    if (setup->remember && (known || setup->inputs == NULL))
        save_position(run, position);
    if (setup->remember)
        searches_save(&browser->search_prompt.earlier);
    return status;
}

int loop_run(const struct loop_setup *setup, struct sb_error *err)
{
    struct position position = {0};
    struct look look;
    struct live live;
    bool known = !setup->remember || position_load(&position);
    look_init(&look, setup->theme, setup->theme_by_option, position.theme);
    live_init(&live, setup->inputs, setup->secrets);
    struct term_setup term = {.theme = look_theme(&look),
                              .color = setup->color,
                              .mouse = setup->mouse,
                              .cursor = setup->cursor,
                              .line_drawing = setup->line_drawing};
    struct browser_setup what = setup->browser;
    struct app app;
    struct browser browser;
    /* What is wrong at once is said without a screen. */
    if (setup->inputs != NULL)
        live_read(&live, err);
    what.input = setup->inputs != NULL ? &live.input : NULL;
    app_init(&app, setup->ascii, setup->mouse);
    browser_init(&browser, &app, &what);
    mem_set_oom_hook(term_stop);
    struct run run = {setup, &browser, &look, &live, err};
    int status = -1;
    if (!live_has_failed(&live) && term_start(&term, err))
        status = run_started(&run, &position, known);
    position_clear(&position);
    browser_clear(&browser);
    app_clear(&app);
    live_clear(&live);
    return status;
}
