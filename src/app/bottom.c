#include "config.h"
#include "app/bottom.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "doc/doc.h"
#include "screen/draw.h"
#include "screen/key.h"

static const char *key_text(const struct view *view, const struct hint *hint,
                            char buffer[KEY_LABEL_MAX])
{
    int key = 0;
    if (hint->action == ACTION_GOTO)
        return "0-9";
    if (hint->action == ACTION_CHOOSE)
        return "letter";
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

/* A message as lines of at most `cols` columns; a URL that begins a line is kept whole. */
static struct doc *message_lines(const char *text, int cols, bool ascii)
{
    struct doc *doc = doc_new(cols, ascii);
    char *copy = xstrdup(text), *rest = NULL;
    for (char *line = strtok_r(copy, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        if (strncmp(line, "http", 4) == 0)
            doc_url(doc, ROLE_TEXT, line, 0, 0);
        else
            doc_text(doc, ROLE_TEXT, line, 0, 0);
    }
    free(copy);
    return doc;
}

void bottom_draw_message(enum message_kind kind, const char *text, struct frame *frame)
{
    enum role role = kind == MESSAGE_ERROR ? ROLE_WARNING : ROLE_NOTICE;
    int col = kind == MESSAGE_ERROR ? 3 : 1;
    struct doc *doc = message_lines(text, frame->cols - 1 - col, frame->ascii);
    int count = (int)doc->line_count, room = frame->rows / 2;
    int rows = count < room ? count : room;
    int top = frame->rows - rows;
    for (int i = 0; i < rows; i++) {
        const char *line = doc->lines[i].text;
        /* What has no room is cut. */
        const char *last = i + 1 == rows && rows < count ? "\u2026" : "";
        frame_blank(frame, top + i, 0, frame->cols);
        int cols = draw_text(frame, top + i, col, frame->cols - 1 - col, line, role);
        draw_text(frame, top + i, col + cols, frame->cols - col - cols, last, role);
    }
    if (rows > 1)
        frame_hline(frame, top - 1);
    if (kind == MESSAGE_ERROR)
        draw_text(frame, top, 1, 1, "!", ROLE_WARNING);
    doc_free(doc);
}
