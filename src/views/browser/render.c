#include "config.h"
#include "views/browser/render.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "screen/draw.h"

/* utf8_display() turns them into ASCII where only that can be shown. */
#define SIGN_FOCUS "\u25b8"
#define SIGN_BAR "\u258c"
#define SIGN_THUMB "\u2503"

int render_put(struct frame *frame, int row, int col, int max_cols, const char *text,
               enum role role)
{
    return frame_label(frame, row, col, max_cols, text, role, 0);
}

/* Writes a text that ends before column `end`; returns the column where it begins. */
int render_put_right(struct frame *frame, int row, int col, int end, const char *text,
                     enum role role)
{
    int cols = frame_label_cols(frame, text);
    int start = end - cols > col ? end - cols : col;
    render_put(frame, row, start, end - start, text, role);
    return start;
}

/* Where in a longer text the window is: a thumb at the pane's right edge. */
void render_bar(struct frame *frame, int row, int col, enum role role)
{
    frame_label(frame, row, col, 1, SIGN_BAR, role, CELL_BAR);
}

void render_thumb(struct frame *frame, const struct rect *rect, size_t top, size_t count)
{
    size_t rows = (size_t)rect->rows;
    if (rect->rows <= 0 || count <= rows)
        return;
    size_t size = rows * rows / count;
    if (size == 0)
        size = 1;
    size_t at = (rows - size) * top / (count - rows);
    for (size_t i = at; i < at + size; i++)
        render_put(frame, rect->row + (int)i, rect->col + rect->cols - 1, 1, SIGN_THUMB, ROLE_RULE);
}

/* --- Documents ------------------------------------------------------------------------------- */

#define LINE_MAX_MARKS 16

static void mark_words(const struct state *state, struct frame *frame, int row, int col,
                       const struct doc_line *line)
{
    struct span spans[LINE_MAX_MARKS];
    size_t count = search_mark(state->search, line->text, line->len, spans, LINE_MAX_MARKS);
    for (size_t i = 0; i < count; i++)
        frame_mark(frame, row, col + utf8_width(line->text, spans[i].start),
                   utf8_width(line->text + spans[i].start, spans[i].end - spans[i].start),
                   CELL_MATCH);
}

void render_doc(struct frame *frame, const struct rect *rect, const struct scroll *reader,
                const struct state *marks)
{
    for (int i = 0; i < rect->rows && reader->top + (size_t)i < reader->doc->line_count; i++) {
        const struct doc_line *line = &reader->doc->lines[reader->top + (size_t)i];
        int col = rect->col;
        for (size_t s = 0; s < line->span_count; s++) {
            const struct doc_span *span = &line->spans[s];
            bool selected = span->link != DOC_NO_LINK && span->link == reader->link;
            col += frame_text(frame, rect->row + i, col, rect->col + rect->cols - col,
                              line->text + span->start, span->end - span->start, span->role,
                              selected ? CELL_SELECTED : 0);
            if (selected) {
                frame->cursor_row = rect->row + i;
                frame->cursor_col = col - 1;
            }
        }
        if (marks != NULL && marks->search != NULL)
            mark_words(marks, frame, rect->row + i, rect->col, line);
    }
}

/* --- The screen ------------------------------------------------------------------------------ */

static void draw_heading(const struct state *state, struct frame *frame, enum pane pane,
                         const char *text, enum role role)
{
    const struct rect *rect = &state->layout.panes[pane];
    int row = state->layout.heading_row;
    if (state->focus == pane)
        render_put(frame, row, rect->col, 1, SIGN_FOCUS, ROLE_LABEL);
    int used = render_put(frame, row, rect->col + 1, rect->cols - 2, text, role);
    if (state->focus == pane)
        frame_mark(frame, row, rect->col, used + 2, CELL_SELECTED);
}

static void draw_small(const struct state *state, struct frame *frame)
{
    char text[80];
    snprintf(text, sizeof text, "terminal too small (%dx%d, need %dx%d)", state->layout.cols,
             state->layout.rows, LAYOUT_MIN_COLS, LAYOUT_MIN_ROWS);
    frame_text(frame, 0, 0, state->layout.cols, text, strlen(text), ROLE_TEXT, 0);
}

static void draw_overlay(const struct state *state, struct frame *frame)
{
    struct rect rect = {1, 1, state->overlay.rows, state->layout.cols - 2};
    render_put(frame, 0, 1, state->layout.cols - 2,
               state->overlay_kind == READER_HELP ? "statusbrowse: keys" : "statusbrowse: warnings",
               ROLE_STRONG);
    render_doc(frame, &rect, &state->overlay, NULL);
    rect.cols++;
    render_thumb(frame, &rect, state->overlay.top, state->overlay.doc->line_count);
}

static const char *codes_heading(const struct state *state)
{
    if (state->shows_hits)
        return "HITS";
    return state_class_row(state)->kind == CLASS_ROW_BOOKMARKS ? "BOOKMARKS" : "CODES";
}

static void draw_headings(const struct state *state, struct frame *frame)
{
    struct strbuf title = STRBUF_INIT;
    subject_title(&state->subject, &title);
    draw_heading(state, frame, PANE_CLASSES, "CLASSES", ROLE_LABEL);
    draw_heading(state, frame, PANE_CODES, codes_heading(state), ROLE_LABEL);
    if (state->shows_hits) {
        const struct rect *rect = &state->layout.panes[PANE_CODES];
        render_put(frame, state->layout.heading_row, rect->col + 7, rect->cols - 8,
                   state->hits_text, ROLE_DIM);
    }
    draw_heading(state, frame, PANE_DETAILS, strbuf_str(&title), subject_role(&state->subject));
    if (state_bookmark(state, subject_entry(&state->subject)) != NULL) {
        const struct rect *rect = &state->layout.panes[PANE_DETAILS];
        render_put_right(frame, state->layout.heading_row, rect->col, rect->col + rect->cols - 1,
                         SIGN_STAR, ROLE_STAR);
    }
    strbuf_clear(&title);
    for (int i = PANE_CODES; i < PANE_COUNT; i++)
        frame_vline(frame, state->layout.heading_row, state->layout.panes[i].col - 1,
                    state->layout.panes[i].rows + 1);
}

static void draw_panes(const struct state *state, struct frame *frame)
{
    static void (*const draw[PANE_COUNT])(const struct state *, struct frame *) = {
        [PANE_CLASSES] = render_classes,
        [PANE_CODES] = render_codes,
        [PANE_DETAILS] = render_details,
    };
    if (state->layout.kind == LAYOUT_NARROW) {
        render_crumbs(state, frame);
    } else {
        render_title_bar(state, frame);
        draw_headings(state, frame);
    }
    for (int i = 0; i < PANE_COUNT; i++)
        if (state->layout.panes[i].cols > 0)
            draw[i](state, frame);
}

void render(const struct state *state, struct frame *frame)
{
    frame->ascii = state->ascii;
    if (frame->cols != state->layout.cols || frame->rows != state->layout.rows)
        frame_resize(frame, state->layout.cols, state->layout.rows);
    else
        frame_clear(frame);
    if (state->layout.kind == LAYOUT_SMALL) {
        draw_small(state, frame);
        return;
    }
    if (state->mode == MODE_READER) {
        draw_overlay(state, frame);
    } else {
        draw_panes(state, frame);
        render_warning(state, frame);
        if (state->mode == MODE_COPY)
            render_copy_menu(state, frame);
    }
    render_bottom(state, frame);
}
