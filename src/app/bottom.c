#include "config.h"
#include "app/bottom.h"

#include <string.h>

#include "screen/draw.h"
#include "screen/key.h"

static const char *key_text(const struct view *view, const struct hint *hint,
                            char buffer[KEY_LABEL_MAX])
{
    int key = 0;
    if (hint->action == ACTION_GOTO)
        return "0-9";
    for (int i = 0; i < VIEW_MAX_CONTEXTS && key == 0; i++)
        key = keymap_key(view->ops->contexts[i], hint->action);
    return key_label(key, buffer);
}

/* Columns of a hint and of what separates it from the next; 0 for one that is of no use now. */
static int hint_cols(const struct view *view, const struct hint *hint)
{
    char buffer[KEY_LABEL_MAX];
    if (hint->useful != NULL && !hint->useful(view))
        return 0;
    return (int)(strlen(key_text(view, hint, buffer)) + 1 + strlen(hint->text) + 2);
}

static int draw_hint(const struct view *view, struct frame *frame, const struct hint *hint, int col)
{
    char buffer[KEY_LABEL_MAX];
    int row = frame->rows - 1, end = frame->cols - 1, first = col;
    col += draw_text(frame, row, col, end - col, key_text(view, hint, buffer), ROLE_KEY) + 1;
    col += draw_text(frame, row, col, end - col, hint->text, ROLE_DIM);
    frame_button(frame, row, first, col - first, hint->action);
    return col + 2;
}

void bottom_draw_hints(const struct view *view, struct frame *frame)
{
    int col = 1, end = frame->cols - 1, kept = 0; /* columns of those to keep still to come */
    const struct hint *hints = view->ops->hints != NULL ? view->ops->hints(view) : NULL;
    bool full = false;
    if (view->ops->question != NULL)
        col +=
            draw_text(frame, frame->rows - 1, col, end - col, view->ops->question, ROLE_NOTICE) + 2;
    for (const struct hint *h = hints; h != NULL && h->action != ACTION_NONE; h++)
        kept += h->keep ? hint_cols(view, h) : 0;
    for (const struct hint *h = hints; h != NULL && h->action != ACTION_NONE; h++) {
        int cols = hint_cols(view, h);
        if (cols == 0)
            continue;
        if (h->keep)
            kept -= cols;
        /* If one to keep does not fit, show no optional one in its place. */
        bool fits = col + cols + kept <= end + 2 && (!full || h->keep);
        if (fits)
            col = draw_hint(view, frame, h, col);
        else
            full = full || h->keep;
    }
}

void bottom_draw_message(enum message_kind kind, const char *text, struct frame *frame)
{
    int row = frame->rows - 1, col = 1;
    if (kind == MESSAGE_ERROR)
        col += draw_text(frame, row, col, 1, "!", ROLE_WARNING) + 1;
    draw_text(frame, row, col, frame->cols - 1 - col, text,
              kind == MESSAGE_ERROR ? ROLE_WARNING : ROLE_NOTICE);
}
