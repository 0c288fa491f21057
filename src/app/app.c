#include "config.h"
#include "app/app.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

void app_init(struct app *app, bool ascii, bool mouse)
{
    *app = (struct app){.ascii = ascii, .mouse = mouse};
}

void app_clear(struct app *app)
{
    strbuf_clear(&app->message);
    strbuf_clear(&app->pasted);
    strbuf_clear(&app->request_text);
    *app = (struct app){0};
}

struct view *app_top(const struct app *app)
{
    return app->views[app->count - 1];
}

void app_open(struct app *app, struct view *view)
{
    assert(app->count < APP_MAX_VIEWS);
    view->app = app;
    app->views[app->count++] = view;
    if (view->ops->resize != NULL)
        view->ops->resize(view, app->cols, app->rows);
}

void app_close(struct app *app, struct view *view)
{
    size_t count = app->count;
    while (count > 0 && app->views[count - 1] != view)
        count--;
    while (count > 0 && app->count >= count) {
        struct view *top = app->views[--app->count];
        if (top->ops->close != NULL)
            top->ops->close(top);
    }
}

static void clear_message(struct app *app)
{
    strbuf_reset(&app->message);
    app->message_kind = MESSAGE_NONE;
}

/* The action of a key in the top view. */
static enum action find_action(const struct app *app, int key)
{
    const enum context *contexts = app_top(app)->ops->contexts;
    enum action action = ACTION_NONE;
    for (int i = 0; i < VIEW_MAX_CONTEXTS && action == ACTION_NONE; i++)
        action = keymap_lookup(contexts[i], key);
    return action;
}

/* The key whose meaning one has that has none of its own, KEY_NONE when there is no such key.
 * Terminals differ in what they send for Alt with an arrow: macOS sends Alt-B and Alt-F. An arrow
 * with Ctrl or Shift is an arrow where that means nothing. */
static int stand_in(int key)
{
    static const int table[][2] = {
        {KEY_ALT('b'), KEY_ALT_LEFT},  {KEY_ALT_LEFT, KEY_ALT('b')}, {KEY_ALT('f'), KEY_ALT_RIGHT},
        {KEY_ALT_RIGHT, KEY_ALT('f')}, {KEY_CTRL_LEFT, KEY_LEFT},    {KEY_CTRL_RIGHT, KEY_RIGHT},
        {KEY_SHIFT_UP, KEY_UP},        {KEY_SHIFT_DOWN, KEY_DOWN},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i][0] == key)
            return table[i][1];
    return KEY_NONE;
}

/* The same, or ACTION_INSERT for text. */
static enum action resolve(const struct app *app, int key)
{
    const struct view_ops *ops = app_top(app)->ops;
    enum action action = find_action(app, key);
    if (action == ACTION_NONE)
        action = find_action(app, stand_in(key));
    if (action == ACTION_NONE && ops->types != NULL && ops->types(key))
        action = ACTION_INSERT;
    return action;
}

/* The name of a key in a message: its label, or the character that is on it. Returns the buffer, or
 * a constant. */
static const char *name_key(int key, char buffer[KEY_LABEL_MAX])
{
    if (key < 0x80 || key >= KEY_SPECIAL)
        return key_label(key, buffer);
    size_t len = utf8_encode((uint32_t)key, buffer);
    buffer[len] = '\0';
    return utf8_is_plain(buffer, len) && utf8_width(buffer, len) > 0 ? buffer : "this key";
}

/* The keys that a key without meaning names, where the view has them. */
static const struct {
    enum action action;
    const char *does;
} ways_on[] = {
    {ACTION_SEARCH, "searches"},
    {ACTION_HELP, "all keys"},
    {ACTION_CLOSE, "closes"},
};

static void say_does_nothing(struct app *app, const char *what)
{
    const struct view_ops *ops = app_top(app)->ops;
    struct strbuf text = STRBUF_INIT;
    strbuf_printf(&text, "%s does nothing", what);
    for (size_t i = 0; i < sizeof ways_on / sizeof ways_on[0]; i++) {
        char label[KEY_LABEL_MAX];
        int way = 0;
        for (int c = 0; c < VIEW_MAX_CONTEXTS && way == 0; c++)
            way = keymap_key(ops->contexts[c], ways_on[i].action);
        if (way != 0)
            strbuf_printf(&text, "   %s %s", key_label(way, label), ways_on[i].does);
    }
    app_say(app, MESSAGE_INFO, "%s", strbuf_str(&text));
    strbuf_clear(&text);
}

/* Does the key end what is typed, and then mean what it means below? So does a click anywhere but
 * on the line itself. */
static bool ends_typing(const struct app *app, int key, const struct action_arg *arg)
{
    const struct view_ops *ops = app_top(app)->ops;
    bool click = key == KEY_CLICK && ops->owns_bottom;
    return click ? arg->row < app->rows - 1 : ops->ends_on_any_key;
}

/* Does what the button under a click is for. False where there is none. */
static bool press_button(struct app *app, const struct action_arg *arg)
{
    const struct cell *cell =
        app->shown != NULL ? frame_cell(app->shown, arg->row, arg->col) : NULL;
    if (cell == NULL || cell->button == ACTION_NONE)
        return false;
    enum action action = (enum action)cell->button;
    if (app_top(app)->ops->owns_bottom)
        app_apply(app, ACTION_ACCEPT, NULL);
    app_apply(app, action, arg);
    return true;
}

static void press(struct app *app, int key, const struct action_arg *arg)
{
    char label[KEY_LABEL_MAX];
    enum action action = resolve(app, key);
    if (key == KEY_CLICK && press_button(app, arg))
        return;
    if (action == ACTION_NONE && ends_typing(app, key, arg)) {
        app_apply(app, ACTION_ACCEPT, NULL);
        action = resolve(app, key);
    }
    if (action != ACTION_NONE)
        app_apply(app, action, arg);
    else if (!key_is_mouse(key) && !app_top(app)->ops->owns_bottom)
        say_does_nothing(app, name_key(key, label));
}

/* Takes a character of a pasted text. What nobody typed presses no key but in a search: there Enter
 * does no harm, and a burst that begins with its key may have been typed on a slow line. */
static void take_pasted(struct app *app, const struct key_event *event)
{
    const struct view_ops *ops = app_top(app)->ops;
    struct action_arg arg = {.character = event->burst ? event->key : event->pasted};
    char bytes[4];
    bool searches = ops->takes_paste ||
                    (app->pasted.len == 0 && find_action(app, arg.character) == ACTION_SEARCH);
    if (ops->takes_paste && (!event->burst || ops->keeps_text))
        app_apply(app, ACTION_INSERT, &arg);
    else if (event->burst && searches)
        press(app, arg.character, &arg);
    else if (app->pasted.len < APP_PASTE_MAX_BYTES)
        strbuf_add(&app->pasted, bytes, utf8_encode((uint32_t)arg.character, bytes));
}

/* Hands what was pasted to the view that is there when nothing is typed any more. */
static void end_paste(struct app *app)
{
    if (app->pasted.len == 0)
        return;
    if (app_top(app)->ops->ends_on_any_key)
        app_apply(app, ACTION_ACCEPT, NULL);
    clear_message(app);
    struct view *top = app_top(app);
    if (top->ops->paste != NULL)
        top->ops->paste(top, strbuf_str(&app->pasted));
    else
        say_does_nothing(app, "pasted text");
    strbuf_reset(&app->pasted);
}

/* Is it the Escape that terminals send for Alt, and then another key? On a slow line both may have
 * been pressed. Only text that Escape would lose is not given up for a slip, and a key that means
 * something with Alt elsewhere never means what it does without. */
static bool is_two_keys(const struct app *app, int key)
{
    return key > KEY_ALT_BASE && !app_top(app)->ops->keeps_text && !keymap_has(key);
}

void app_key(struct app *app, const struct key_event *event)
{
    struct action_arg arg = {event->key, event->row, event->col};
    if (event->key == KEY_PASTED || event->burst) {
        take_pasted(app, event);
        return;
    }
    if (event->key == KEY_PASTE_END) {
        end_paste(app);
        return;
    }
    if (is_two_keys(app, event->key)) {
        press(app, KEY_ESC, &arg);
        arg.character = event->key - KEY_ALT_BASE;
    }
    press(app, arg.character, &arg);
}

/* The actions that are of no view. */
static enum request request_of(enum action action)
{
    switch (action) {
    case ACTION_REDRAW:
        return REQUEST_REDRAW;
    case ACTION_SUSPEND:
        return REQUEST_SUSPEND;
    case ACTION_THEME:
        return REQUEST_THEME;
    default:
        return REQUEST_NONE;
    }
}

void app_apply(struct app *app, enum action action, const struct action_arg *arg)
{
    if (action != ACTION_DRAG) /* a hand that is not still does nothing */
        clear_message(app);
    enum request request = request_of(action);
    if (request != REQUEST_NONE) {
        app->request = request;
        return;
    }
    for (size_t i = app->count; i > 0; i--)
        if (app->views[i - 1]->ops->act(app->views[i - 1], action, arg))
            return;
}

long app_movement(enum action action, int rows)
{
    const long far = 1000000000;
    long page = rows > 1 ? rows - 1 : 1, half = rows > 3 ? rows / 2 : 1;
    switch (action) {
    case ACTION_UP:
        return -1;
    case ACTION_DOWN:
        return 1;
    case ACTION_PAGE_UP:
        return -page;
    case ACTION_PAGE_DOWN:
        return page;
    case ACTION_HALF_UP:
        return -half;
    case ACTION_HALF_DOWN:
        return half;
    case ACTION_TOP:
        return -far;
    case ACTION_BOTTOM:
        return far;
    default:
        return 0;
    }
}

void app_say(struct app *app, enum message_kind kind, const char *fmt, ...)
{
    va_list args;
    strbuf_reset(&app->message);
    va_start(args, fmt);
    strbuf_vprintf(&app->message, fmt, args);
    va_end(args);
    app->message_kind = kind;
}

void app_resize(struct app *app, int cols, int rows)
{
    app->cols = cols;
    app->rows = rows;
    for (size_t i = 0; i < app->count; i++)
        if (app->views[i]->ops->resize != NULL)
            app->views[i]->ops->resize(app->views[i], cols, rows);
}

void app_settle(struct app *app)
{
    for (size_t i = app->count; i > 0; i--)
        if (app->views[i - 1]->ops->settle != NULL)
            app->views[i - 1]->ops->settle(app->views[i - 1]);
}

void app_prepare(struct app *app)
{
    struct view *top = app_top(app);
    if (top->ops->prepare != NULL)
        top->ops->prepare(top);
}

static void draw_too_small(const struct app *app, struct frame *frame)
{
    char text[80];
    snprintf(text, sizeof text, "terminal too small (%dx%d, need %dx%d)", app->cols, app->rows,
             APP_MIN_COLS, APP_MIN_ROWS);
    frame_text(frame, 0, 0, app->cols, text, strlen(text), ROLE_TEXT, 0);
}

void app_draw(const struct app *app, struct frame *frame)
{
    frame->ascii = app->ascii;
    if (frame->cols != app->cols || frame->rows != app->rows)
        frame_resize(frame, app->cols, app->rows);
    else
        frame_clear(frame);
    if (app->cols < APP_MIN_COLS || app->rows < APP_MIN_ROWS) {
        draw_too_small(app, frame);
        return;
    }
    size_t first = app->count - 1;
    while (first > 0 && app->views[first]->ops->overlays)
        first--;
    for (size_t i = first; i < app->count; i++)
        app->views[i]->ops->draw(app->views[i], frame);
    if (app_top(app)->ops->owns_bottom)
        return;
    if (app->message_kind != MESSAGE_NONE)
        bottom_draw_message(app->message_kind, strbuf_str(&app->message), frame);
    else
        bottom_draw_hints(app_top(app), frame);
}
