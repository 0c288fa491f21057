/*
 * The app: a stack of views, the message line, what is asked of the main loop. Keys become actions
 * here, and actions go to the views from the top of the stack down.
 *
 * Knows no view by name. Everything that changes while the browser runs changes in app_apply().
 */
#ifndef SB_APP_APP_H
#define SB_APP_APP_H

#include "app/bottom.h"
#include "app/view.h"
#include "base/strbuf.h"
#include "screen/key.h"

#define APP_MAX_VIEWS 8
#define APP_PASTE_MAX_BYTES 65536 /* of a text; more is a file, and cut */
/* On smaller screens one line says that they are too small. */
#define APP_MIN_COLS 20
#define APP_MIN_ROWS 6

/* What only the main loop can do. */
enum request {
    REQUEST_NONE,
    REQUEST_QUIT,
    REQUEST_INTERRUPT,
    REQUEST_SUSPEND,
    REQUEST_REDRAW,
    REQUEST_THEME, /* the next one */
    REQUEST_OPEN,  /* the URL in request_text */
    REQUEST_COPY,  /* request_text to the clipboard */
};

struct app {
    struct view *views[APP_MAX_VIEWS]; /* the last is on top */
    size_t count;
    int cols, rows;
    bool ascii; /* only ASCII can be shown */
    bool mouse;
    struct strbuf message; /* until the next action */
    enum message_kind message_kind;
    const struct frame *shown; /* borrowed: what the user sees, for clicks; NULL: not known */
    struct strbuf pasted;      /* so far, where nothing is typed */
    enum request request;      /* to be taken by the loop, which sets it to REQUEST_NONE */
    struct strbuf request_text;
    const char *request_name; /* what request_text is, in words; static */
};

/* Makes an app without views. ascii: only ASCII can be shown. */
void app_init(struct app *app, bool ascii, bool mouse);
void app_clear(struct app *app); /* frees; no view may be open any more */

/* Puts a view on top, or takes it and what is above it away, each by its close(). Closing one that
 * is not open does nothing. */
void app_open(struct app *app, struct view *view);
void app_close(struct app *app, struct view *view);
struct view *app_top(const struct app *app);

/* Does what a key means now; one that means nothing says so, and which keys help. */
void app_key(struct app *app, const struct key_event *event);

/* Carries out an action; arg may be NULL where the action takes none. */
void app_apply(struct app *app, enum action action, const struct action_arg *arg);

/* Gives all views the size of the screen. */
void app_resize(struct app *app, int cols, int rows);

/* Builds what is left to build, then draws the whole screen; the frame takes the app's size. */
void app_settle(struct app *app);
void app_draw(const struct app *app, struct frame *frame);

/* Lets the top view prepare what comes next, once the screen shows it. */
void app_prepare(struct app *app);

/* Shows a message until the next action. */
void app_say(struct app *app, enum message_kind kind, const char *fmt, ...) SB_PRINTF(3, 4);

/* Rows that a movement action goes in a window of some rows; 0 for other actions. */
long app_movement(enum action action, int rows);

#endif
