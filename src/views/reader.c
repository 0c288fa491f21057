#include "config.h"
#include "views/reader.h"

#include <stdlib.h>

#include "app/app.h"
#include "base/memory.h"
#include "screen/draw.h"
#include "screen/scroll.h"

#define WHEEL_ROWS 3

struct reader {
    struct view view; /* first */
    struct reader_text text;
    struct scroll scroll;
    bool dragging; /* the mouse has hold of the thumb */
};

static struct reader *reader_of(struct view *view)
{
    return (struct reader *)view;
}

/* Rows of the text, with the column at the right in which its thumb is. */
static struct rect text_rect(const struct reader *reader)
{
    return (struct rect){1, 1, reader->scroll.rows, reader->view.app->cols - 1};
}

/* The thumb follows the mouse. */
static void drag(struct reader *reader, int row)
{
    struct rect rect = text_rect(reader);
    if (reader->dragging)
        reader->scroll.top = draw_thumb_top(&rect, reader->scroll.doc->line_count, row);
}

/* Takes hold of the thumb, or closes the text. */
static void click(struct reader *reader, const struct action_arg *at)
{
    struct rect rect = text_rect(reader);
    reader->dragging = draw_is_thumb(&rect, reader->scroll.doc->line_count, at->row, at->col);
    if (reader->dragging)
        drag(reader, at->row);
    else
        app_close(reader->view.app, &reader->view);
}

static bool act(struct view *view, enum action action, const struct action_arg *arg)
{
    struct reader *reader = reader_of(view);
    long delta = app_movement(action, reader->scroll.rows);
    if (action == ACTION_WHEEL_UP || action == ACTION_WHEEL_DOWN)
        delta = action == ACTION_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS;
    if (delta != 0)
        scroll_by(&reader->scroll, delta);
    else if (action == ACTION_CLICK)
        click(reader, arg);
    else if (action == ACTION_DRAG)
        drag(reader, arg->row);
    else
        app_close(view->app, view);
    return true;
}

static void resize(struct view *view, int cols, int rows)
{
    struct reader *reader = reader_of(view);
    /* A margin at the left, the scroll mark and a column before it; the title and the hints. */
    int text_cols = cols - 3;
    reader->scroll.rows = rows > 2 ? rows - 2 : 0;
    scroll_rewrap(&reader->scroll,
                  reader->text.make(reader->text.context, text_cols, view->app->ascii));
}

static void draw(const struct view *view, struct frame *frame)
{
    const struct reader *reader = (const struct reader *)view;
    struct rect rect = text_rect(reader), text = rect;
    text.cols--;
    draw_text(frame, 0, 1, frame->cols - 2, reader->text.title, ROLE_STRONG);
    scroll_draw(&reader->scroll, frame, &text, NULL, NULL);
    draw_thumb(frame, &rect, reader->scroll.top, reader->scroll.doc->line_count);
}

static const struct hint *hints(const struct view *view)
{
    static const struct hint table[] = {
        {ACTION_DOWN, "down", false, NULL},
        {ACTION_PAGE_DOWN, "page down", false, NULL},
        {ACTION_CLOSE, "close", true, NULL},
        {ACTION_NONE, NULL, false, NULL},
    };
    (void)view;
    return table;
}

static void close_reader(struct view *view)
{
    struct reader *reader = reader_of(view);
    scroll_set(&reader->scroll, NULL);
    if (reader->text.release != NULL)
        reader->text.release(reader->text.context);
    free(reader);
}

static const struct view_ops reader_view = {
    .contexts = {CONTEXT_READER, CONTEXT_MOVE, CONTEXT_GENERAL},
    .act = act,
    .resize = resize,
    .draw = draw,
    .hints = hints,
    .close = close_reader,
};

void reader_open(struct app *app, const struct reader_text *text)
{
    struct reader *reader = xmalloc(sizeof *reader);
    *reader = (struct reader){
        .view = {.ops = &reader_view}, .text = *text, .scroll = {.link = DOC_NO_LINK}};
    app_open(app, &reader->view);
}
