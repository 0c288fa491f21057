#include "config.h"
#include "render.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "entry.h"
#include "help.h"
#include "key.h"
#include "utf8.h"

/* Signs of the screen; utf8_display() turns them into ASCII where only that can be shown. */
#define SIGN_SELECTED "\u258c"
#define SIGN_FOCUS "\u25b8"
#define SIGN_THUMB "\u2503"
#define SIGN_STAR "\u2605"
#define SIGN_DOT " \u00b7 "
#define SIGN_CRUMB " \u203a "

/* A badge is shown beside a phrase that keeps at least this many columns. */
#define PHRASE_MIN_COLS 18
#define CODE_COLS 3

static int put(struct frame *frame, int row, int col, int max_cols, const char *text,
               enum role role)
{
    return frame_label(frame, row, col, max_cols, text, role, 0);
}

/* Writes a text that ends before column `end`; returns the column where it begins. */
static int put_right(struct frame *frame, int row, int col, int end, const char *text,
                     enum role role)
{
    int cols = frame_label_cols(frame, text);
    int start = end - cols > col ? end - cols : col;
    put(frame, row, start, end - start, text, role);
    return start;
}

/* --- Parts of panes -------------------------------------------------------------------------- */

/* Where in a longer text the window is: a thumb at the pane's right edge. */
static void draw_thumb(struct frame *frame, const struct rect *rect, size_t top, size_t count)
{
    size_t rows = (size_t)rect->rows;
    if (rect->rows <= 0 || count <= rows)
        return;
    size_t size = rows * rows / count;
    if (size == 0)
        size = 1;
    size_t at = (rows - size) * top / (count - rows);
    for (size_t i = at; i < at + size; i++)
        put(frame, rect->row + (int)i, rect->col + rect->cols - 1, 1, SIGN_THUMB, ROLE_DIM);
}

/* The mark and the bar of a selected row. */
static void draw_selection(const struct state *state, struct frame *frame, enum pane pane,
                           int row, enum role role)
{
    const struct rect *rect = &state->layout.panes[pane];
    put(frame, row, rect->col, 1, SIGN_SELECTED, role);
    if (state->focus == pane) {
        frame_mark(frame, row, rect->col + 1, rect->cols - 2, CELL_SELECTED);
        frame->cursor_row = row;
        frame->cursor_col = rect->col;
    }
}

static void draw_heading(const struct state *state, struct frame *frame, enum pane pane,
                         const char *text, enum role role)
{
    const struct rect *rect = &state->layout.panes[pane];
    int row = state->layout.heading_row;
    if (state->focus == pane)
        put(frame, row, rect->col, 1, SIGN_FOCUS, ROLE_LABEL);
    put(frame, row, rect->col + 1, rect->cols - 2, text, role);
}

/* --- Classes --------------------------------------------------------------------------------- */

static void class_row_label(const struct state *state, const struct class_row *row,
                            bool with_title, struct strbuf *out)
{
    if (row->kind == CLASS_ROW_ALL) {
        strbuf_puts(out, "All");
    } else if (row->kind == CLASS_ROW_OTHER) {
        strbuf_puts(out, "Other");
    } else if (row->kind == CLASS_ROW_BOOKMARKS) {
        const char *title = bookmarks_title(state_bookmarks(state));
        strbuf_puts(out, SIGN_STAR);
        if (with_title)
            strbuf_printf(out, " %s", title[0] != '\0' ? title : "Bookmarks");
    } else {
        const struct status_class *class = &state->catalog->classes[row->class_index];
        strbuf_puts(out, class->id);
        if (with_title)
            strbuf_printf(out, " %s", class->title);
    }
}

static void draw_classes(const struct state *state, struct frame *frame)
{
    const struct rect *rect = &state->layout.panes[PANE_CLASSES];
    const struct list *list = &state->classes;
    for (int i = 0; i < rect->rows && list->top + (size_t)i < list->count; i++) {
        const struct class_row *row = &state->class_rows[list->top + (size_t)i];
        enum role role = row->kind == CLASS_ROW_BOOKMARKS ? ROLE_STAR
                                                          : theme_accent(row->class_index);
        struct strbuf label = STRBUF_INIT;
        char count[24];
        int at = rect->row + i, end = rect->col + rect->cols - 1;
        snprintf(count, sizeof count, "%zu", row->count);
        int start = put_right(frame, at, rect->col + 1, end, count, ROLE_DIM);
        class_row_label(state, row, state->layout.kind != LAYOUT_MEDIUM, &label);
        put(frame, at, rect->col + 1, start - rect->col - 2, strbuf_str(&label), role);
        if (list->top + (size_t)i == list->selected && !state->shows_hits)
            draw_selection(state, frame, PANE_CLASSES, at, role);
        strbuf_clear(&label);
    }
    draw_thumb(frame, rect, list->top, list->count);
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

static void draw_doc(struct frame *frame, const struct rect *rect, const struct reader *reader,
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

/* --- Codes ----------------------------------------------------------------------------------- */

/* What stands at the right of a row: the owner of an unofficial code, or how a registered one
 * stands when that is not the usual way. NULL for nothing. */
static const char *row_badge(const struct status *status)
{
    if (status_is_unofficial(status))
        return status->owner;
    return status->registration == REGISTRATION_STANDARD
               ? NULL
               : registration_names[status->registration];
}

/* Columns of the first len bytes of a text as it is shown. */
static int shown_cols(const struct frame *frame, const char *text, size_t len)
{
    struct strbuf shown = STRBUF_INIT;
    utf8_display(&shown, text, len, frame->ascii);
    int cols = utf8_width(strbuf_str(&shown), shown.len);
    strbuf_clear(&shown);
    return cols;
}

/* Marks what the search found in "CODE PHRASE", drawn with the code at code_col. */
static void mark_hit(struct frame *frame, int row, int code_col, int phrase_col, int end_col,
                     const struct code_row *code_row)
{
    const struct status *status = code_row->status;
    size_t code_len = strlen(status->code);
    for (size_t i = 0; i < code_row->hit->span_count; i++) {
        struct span span = code_row->hit->spans[i];
        bool in_code = span.start < code_len;
        const char *text = in_code ? status->code : status->phrase;
        size_t base = in_code ? 0 : code_len + 1;
        size_t stop = in_code && span.end > code_len ? code_len : span.end;
        int before = shown_cols(frame, text, span.start - base);
        int cols = shown_cols(frame, text + (span.start - base), stop - span.start);
        int col = (in_code ? code_col : phrase_col) + before;
        if (col + cols > end_col)
            cols = end_col - col;
        frame_mark(frame, row, col, cols, CELL_MATCH);
    }
}

/* Why a hit is one, for a row: "tag: rate limit". A note is shown as it is now: the user may have
 * changed or removed it since the search. */
static void hit_reason(const struct state *state, const struct hit *hit, struct strbuf *out)
{
    const char *reason = hit != NULL ? hit->reason : NULL;
    if (reason != NULL && hit->field == SEARCH_NOTE) {
        const struct bookmark *bookmark = state_bookmark(state, hit->status);
        reason = bookmark != NULL && bookmark->note[0] != '\0' ? bookmark->note : NULL;
    }
    if (reason != NULL)
        strbuf_printf(out, "%s: %s", search_field_names[hit->field], reason);
}

static void draw_code_row(const struct state *state, struct frame *frame, int row,
                          const struct code_row *code_row)
{
    const struct rect *rect = &state->layout.panes[PANE_CODES];
    const struct status *status = code_row->status;
    /* Away from the scroll mark. */
    bool overflows = rect->rows > 0 && state->codes.count > (size_t)rect->rows;
    int code_col = rect->col + 1, end = rect->col + rect->cols - 1 - overflows;
    int used = put(frame, row, code_col, end - code_col, status->code,
                   theme_accent(status->class_index));
    int phrase_col = code_col + (used > CODE_COLS ? used : CODE_COLS) + 1;
    int phrase_cols = frame_label_cols(frame, status->phrase);

    if (state_bookmark(state, status) != NULL)
        end = put_right(frame, row, phrase_col, end, SIGN_STAR, ROLE_STAR) - 1;
    const char *badge = row_badge(status);
    if (badge != NULL) {
        int badge_cols = frame_label_cols(frame, badge);
        int room = end - phrase_col - badge_cols - 1;
        if (room >= phrase_cols || room >= PHRASE_MIN_COLS)
            end = put_right(frame, row, phrase_col, end, badge, ROLE_DIM) - 1;
    }
    int written = put(frame, row, phrase_col, end - phrase_col, status->phrase,
                      status->registration == REGISTRATION_UNUSED ? ROLE_DIM : ROLE_TEXT);
    if (code_row->hit != NULL)
        mark_hit(frame, row, code_col, phrase_col, phrase_col + written, code_row);
    struct strbuf reason = STRBUF_INIT;
    hit_reason(state, code_row->hit, &reason);
    if (code_row->bookmark != BOOKMARK_NONE)
        strbuf_puts(&reason, bookmarks_at(state_bookmarks(state), code_row->bookmark)->note);
    int reason_col = phrase_col + written + 2;
    if (reason.len > 0 && end - reason_col > 8)
        put(frame, row, reason_col, end - reason_col, strbuf_str(&reason), ROLE_DIM);
    strbuf_clear(&reason);
}

/* A bookmark of something that the registry does not have. */
static void draw_missing_row(const struct state *state, struct frame *frame, int row,
                             const struct code_row *code_row)
{
    const struct rect *rect = &state->layout.panes[PANE_CODES];
    const struct bookmark *bookmark = bookmarks_at(state_bookmarks(state), code_row->bookmark);
    int col = rect->col + 1, end = rect->col + rect->cols - 1;
    end = put_right(frame, row, col + 6, end, SIGN_STAR, ROLE_STAR) - 1;
    end = put_right(frame, row, col + 6, end, bookmark->id.owner, ROLE_DIM) - 1;
    col += put(frame, row, col, end - col, bookmark->id.code, ROLE_STRONG) + 1;
    put(frame, row, col, end - col, "not in this registry", ROLE_DIM);
}

/* What stands in the codes pane when it has no rows, and how to get some. */
static struct doc *no_codes_doc(const struct state *state, int width_cols)
{
    struct doc *doc = doc_new(width_cols, state->ascii);
    const struct class_row *row = &state->class_rows[state->classes.selected];
    if (!state->shows_hits) {
        doc_text(doc, ROLE_DIM,
                 row->kind == CLASS_ROW_BOOKMARKS
                     ? "No bookmarks yet. b bookmarks the selected code, e writes a note on it."
                     : "No code here. v shows the unofficial ones.",
                 0, 0);
        return doc;
    }
    if (state->hits.problem != NULL) {
        doc_text(doc, ROLE_WARNING, state->hits.problem, 0, 0);
        return doc;
    }
    doc_text(doc, ROLE_DIM, "Nothing found.", 0, 0);
    if (state->hits.suggestion != NULL) {
        struct rich rich = {0};
        rich_add(&rich, doc, ROLE_DIM, "Did you mean ");
        rich_add(&rich, doc, ROLE_STRONG, state->hits.suggestion);
        rich_add(&rich, doc, ROLE_DIM, "?");
        doc_blank(doc);
        doc_add(doc, &rich, 0, 0);
    }
    doc_blank(doc);
    doc_text(doc, ROLE_DIM,
             "Try fewer words, the digits of a code, or class:4xx, by:nginx, header:retry-after. "
             "Esc goes back.",
             0, 0);
    return doc;
}

static void draw_codes(const struct state *state, struct frame *frame)
{
    const struct rect *rect = &state->layout.panes[PANE_CODES];
    const struct list *list = &state->codes;
    if (list->count == 0) {
        struct rect text = {rect->row, rect->col + 1, rect->rows, rect->cols - 2};
        struct reader reader = {.doc = no_codes_doc(state, text.cols), .link = DOC_NO_LINK};
        draw_doc(frame, &text, &reader, NULL);
        doc_free(reader.doc);
    }
    for (int i = 0; i < rect->rows && list->top + (size_t)i < list->count; i++) {
        size_t at = list->top + (size_t)i;
        const struct code_row *code_row = &state->code_rows[at];
        size_t class_index = CATALOG_NONE;
        if (code_row->status != NULL) {
            draw_code_row(state, frame, rect->row + i, code_row);
            class_index = code_row->status->class_index;
        } else {
            draw_missing_row(state, frame, rect->row + i, code_row);
        }
        if (at == list->selected)
            draw_selection(state, frame, PANE_CODES, rect->row + i, theme_accent(class_index));
    }
    draw_thumb(frame, rect, list->top, list->count);
}

/* --- Details --------------------------------------------------------------------------------- */

static void subject_title(const struct state *state, struct strbuf *out, enum role *role)
{
    const struct subject *subject = &state->subject;
    *role = ROLE_STRONG;
    switch (subject->kind) {
    case SUBJECT_STATUS:
        entry_title(subject->status, out);
        *role = theme_accent(subject->status->class_index);
        break;
    case SUBJECT_CLASS:
        strbuf_printf(out, "%s %s", state->catalog->classes[subject->class_index].id,
                      state->catalog->classes[subject->class_index].title);
        *role = theme_accent(subject->class_index);
        break;
    case SUBJECT_CATALOG:
        strbuf_puts(out, state->catalog->title);
        break;
    case SUBJECT_UNREGISTERED:
        strbuf_puts(out, subject->code);
        break;
    case SUBJECT_MISSING:
        strbuf_puts(out, bookmarks_at(state_bookmarks(state), subject->bookmark)->id.code);
        break;
    case SUBJECT_NOTHING:
        break;
    }
}

static void draw_details(const struct state *state, struct frame *frame)
{
    const struct rect *pane = &state->layout.panes[PANE_DETAILS];
    struct rect text = layout_details_text(&state->layout);
    if (state->focus == PANE_DETAILS) {
        frame->cursor_row = pane->row;
        frame->cursor_col = pane->col;
    }
    draw_doc(frame, &text, &state->details, state->shows_hits ? state : NULL);
    draw_thumb(frame, pane, state->details.top, state->details.doc->line_count);
}

/* --- Bars ------------------------------------------------------------------------------------ */

/* "4xx · 12 of 47", "hit 3 of 7"; in a narrow layout, whose crumbs name the class, "12/47". */
static void position_text(const struct state *state, struct strbuf *out)
{
    if (state->shows_hits) {
        if (state->codes.count > 0)
            strbuf_printf(out, "hit %zu of %zu", state->codes.selected + 1, state->codes.count);
        else
            strbuf_puts(out, "no hits");
        return;
    }
    bool narrow = state->layout.kind == LAYOUT_NARROW;
    const struct class_row *row = &state->class_rows[state->classes.selected];
    const struct list *list =
        narrow && state->focus == PANE_CLASSES ? &state->classes : &state->codes;
    if (!narrow)
        class_row_label(state, row, row->kind == CLASS_ROW_BOOKMARKS, out);
    if (list->count > 0)
        strbuf_printf(out, narrow ? "%zu/%zu" : SIGN_DOT "%zu of %zu", list->selected + 1,
                      list->count);
}

static void origin_text(const struct state *state, struct strbuf *out)
{
    const char *slash = strrchr(state->origin, '/');
    const char *name = slash != NULL ? slash + 1 : state->origin;
    bool builtin = state->origin[0] == '<';
    strbuf_puts(out, builtin ? "built-in" : name);
    if (state->catalog->updated != NULL)
        strbuf_printf(out, " %s", state->catalog->updated);
}

/* Are there changes of the bookmarks that could not be written yet? */
static bool is_unsaved(const struct state *state)
{
    return state->store != NULL && bookmark_store_unsaved(state->store);
}

static void draw_title_bar(const struct state *state, struct frame *frame)
{
    struct strbuf text = STRBUF_INIT;
    int cols = state->layout.cols;
    position_text(state, &text);
    int end = put_right(frame, 0, cols / 2, cols - 1, strbuf_str(&text), ROLE_DIM) - 1;
    if (is_unsaved(state))
        end = put_right(frame, 0, cols / 3, end - 1, "bookmarks not saved", ROLE_WARNING) - 1;
    int col = 1 + put(frame, 0, 1, end - 1, "statusbrowse", ROLE_STRONG) + 2;
    strbuf_reset(&text);
    strbuf_printf(&text, "%s" SIGN_DOT, state->catalog->title);
    origin_text(state, &text);
    put(frame, 0, col, end - col, strbuf_str(&text), ROLE_DIM);
    strbuf_clear(&text);
}

/* In a narrow layout: where this pane is, "4xx › 429 Too Many Requests". */
static void draw_crumbs(const struct state *state, struct frame *frame)
{
    struct strbuf text = STRBUF_INIT;
    enum role role = ROLE_STRONG;
    const struct class_row *row = &state->class_rows[state->classes.selected];
    int cols = state->layout.cols, col = 1;
    position_text(state, &text);
    int end = put_right(frame, 0, cols / 2, cols - 1, strbuf_str(&text), ROLE_DIM) - 1;
    if (is_unsaved(state))
        end = put_right(frame, 0, cols / 3, end, "not saved", ROLE_WARNING) - 1;
    strbuf_reset(&text);
    if (state->focus == PANE_CLASSES) {
        strbuf_puts(&text, "Classes");
    } else if (state->focus == PANE_CODES) {
        if (state->shows_hits)
            strbuf_printf(&text, "Hits" SIGN_CRUMB "%s", state->hits_text);
        else
            class_row_label(state, row, true, &text);
        role = state->shows_hits ? ROLE_STRONG : theme_accent(row->class_index);
    } else {
        if (state->shows_hits)
            strbuf_puts(&text, "Hits");
        else
            class_row_label(state, row, false, &text);
        strbuf_puts(&text, SIGN_CRUMB);
        col += put(frame, 0, col, end - col, strbuf_str(&text), ROLE_DIM);
        /* The title matters more than the position. */
        end = cols - 1;
        strbuf_reset(&text);
        subject_title(state, &text, &role);
        for (int i = col; i < cols; i++)
            frame_text(frame, 0, i, 1, " ", 1, ROLE_TEXT, 0);
    }
    put(frame, 0, col, end - col, strbuf_str(&text), role);
    strbuf_clear(&text);
}

struct hint {
    enum action action;
    const char *text;
    bool keep; /* shown even when others have to go */
};

static const struct hint browse_hints[] = {
    {ACTION_SEARCH, "search", true},
    {ACTION_GOTO, "go to code", false},
    {ACTION_BOOKMARK, "bookmark", false},
    {ACTION_OPEN_REFERENCE, "open RFC", false},
    {ACTION_COPY, "copy", false},
    {ACTION_NEXT_PANE, "pane", false},
    {ACTION_NEXT_LINK, "link", false},
    {ACTION_TOGGLE_UNOFFICIAL, "unofficial", false},
    {ACTION_HELP, "help", true},
    {ACTION_QUIT, "quit", true},
};
static const struct hint details_hints[] = {
    {ACTION_NEXT_LINK, "next link", true},
    {ACTION_OPEN, "follow", false},
    {ACTION_BACK, "back", false},
    {ACTION_OPEN_REFERENCE, "open reference", false},
    {ACTION_COPY, "copy", false},
    {ACTION_SEARCH, "search", false},
    {ACTION_HELP, "help", true},
    {ACTION_QUIT, "quit", true},
};
static const struct hint hits_hints[] = {
    {ACTION_NEXT_HIT, "next", true},
    {ACTION_PREV_HIT, "previous", false},
    {ACTION_CANCEL, "leave the hits", true},
    {ACTION_SEARCH, "search", false},
    {ACTION_HELP, "help", true},
    {ACTION_QUIT, "quit", false},
};
static const struct hint bookmarks_hints[] = {
    {ACTION_NOTE, "note", true},        {ACTION_BOOKMARK_DOWN, "move", false},
    {ACTION_BOOKMARK, "remove", false}, {ACTION_UNDO, "undo", false},
    {ACTION_OPEN, "read", false},       {ACTION_SEARCH, "search", false},
    {ACTION_HELP, "help", true},        {ACTION_QUIT, "quit", true},
};
static const struct hint copy_hints[] = {
    {ACTION_CLOSE, "cancel", true},
};
/* Where one pane is shown at a time, the way to the others matters most. */
static const struct hint narrow_list_hints[] = {
    {ACTION_OPEN, "read", true},         {ACTION_LEFT, "classes", false},
    {ACTION_SEARCH, "search", false},    {ACTION_BOOKMARK, "bookmark", false},
    {ACTION_HELP, "help", true},
};
static const struct hint narrow_details_hints[] = {
    {ACTION_LEFT, "list", true}, {ACTION_NEXT_LINK, "link", false}, {ACTION_COPY, "copy", false},
    {ACTION_HELP, "help", true},
};
static const struct hint reader_hints[] = {
    {ACTION_DOWN, "down", false},
    {ACTION_PAGE_DOWN, "page down", false},
    {ACTION_CLOSE, "close", true},
};

static const char *hint_key(const struct state *state, const struct hint *hint,
                            char buffer[KEY_LABEL_MAX])
{
    if (hint->action == ACTION_GOTO)
        return "0-9";
    return key_label(keymap_key(state->mode, hint->action), buffer);
}

static int hint_cols(const struct state *state, const struct hint *hint)
{
    char buffer[KEY_LABEL_MAX];
    return (int)(strlen(hint_key(state, hint, buffer)) + 1 + strlen(hint->text) + 2);
}

/* The hints of a table that fit, those to keep before the others, in the table's order. */
static void draw_hints(const struct state *state, struct frame *frame, const struct hint *hints,
                       size_t count)
{
    int row = state->layout.bottom_row, col = 1, end = state->layout.cols - 1;
    if (state->mode == MODE_COPY)
        col += put(frame, row, col, end - col, "copy what?", ROLE_NOTICE) + 2;
    int kept = 0; /* columns of the hints to keep that are still to come */
    bool full = false;
    for (size_t i = 0; i < count; i++)
        kept += hints[i].keep ? hint_cols(state, &hints[i]) : 0;
    for (size_t i = 0; i < count; i++) {
        char buffer[KEY_LABEL_MAX];
        int cols = hint_cols(state, &hints[i]);
        if (hints[i].keep)
            kept -= cols;
        /* Once something to keep has no room, nothing else takes it. */
        if (col + cols + kept > end + 2 || (full && !hints[i].keep)) {
            full = full || hints[i].keep;
            continue;
        }
        col += put(frame, row, col, end - col, hint_key(state, &hints[i], buffer), ROLE_KEY) + 1;
        col += put(frame, row, col, end - col, hints[i].text, ROLE_DIM) + 2;
    }
}

#define HINTS(table) (table), sizeof(table) / sizeof((table)[0])

static bool in_bookmarks(const struct state *state)
{
    return state->codes.count > 0 &&
           state->class_rows[state->classes.selected].kind == CLASS_ROW_BOOKMARKS;
}

static void draw_browse_hints(const struct state *state, struct frame *frame)
{
    if (state->mode == MODE_READER)
        draw_hints(state, frame, HINTS(reader_hints));
    else if (state->mode == MODE_COPY)
        draw_hints(state, frame, HINTS(copy_hints));
    else if (state->layout.kind == LAYOUT_NARROW && state->focus == PANE_DETAILS)
        draw_hints(state, frame, HINTS(narrow_details_hints));
    else if (state->shows_hits)
        draw_hints(state, frame, HINTS(hits_hints));
    else if (state->layout.kind == LAYOUT_NARROW)
        draw_hints(state, frame, HINTS(narrow_list_hints));
    else if (state->focus == PANE_CODES && in_bookmarks(state))
        draw_hints(state, frame, HINTS(bookmarks_hints));
    else if (state->focus == PANE_DETAILS)
        draw_hints(state, frame, HINTS(details_hints));
    else
        draw_hints(state, frame, HINTS(browse_hints));
}

/* What stands at the right of the prompt: the message, or why the selected hit is one and how many
 * there are; only the number when there is no room for both. */
static void prompt_note(const struct state *state, int room, struct strbuf *out)
{
    if (state->mode == MODE_GOTO)
        strbuf_puts(out, strbuf_str(&state->message));
    if (state->mode != MODE_SEARCH)
        return;
    if (state->hits.problem != NULL) {
        strbuf_puts(out, state->hits.problem);
        return;
    }
    if (!state->shows_hits || state->prompt.text.len == 0)
        return;
    char number[48];
    snprintf(number, sizeof number, "%zu of %zu", state->codes.count,
             state->catalog->status_count);
    if (state->codes.count > 0) {
        hit_reason(state, state->code_rows[state->codes.selected].hit, out);
        if (out->len > 0)
            strbuf_puts(out, SIGN_DOT);
        if (utf8_width(strbuf_str(out), out->len) + (int)strlen(number) > room)
            strbuf_reset(out);
    }
    strbuf_puts(out, number);
}

static void draw_prompt(const struct state *state, struct frame *frame)
{
    int row = state->layout.bottom_row, cols = state->layout.cols;
    const char *label = state->mode == MODE_GOTO   ? "go to code "
                        : state->mode == MODE_NOTE ? "note: "
                                                   : "/";
    const struct strbuf *text = &state->prompt.text;
    int col = 1 + put(frame, row, 1, cols - 2, label, ROLE_KEY);
    int text_cols = frame_label_cols(frame, strbuf_str(text));

    struct strbuf note = STRBUF_INIT;
    prompt_note(state, cols - 1 - (col + text_cols + 3), &note);
    int note_cols = frame_label_cols(frame, strbuf_str(&note));
    int end = cols - 1;
    if (note.len > 0 && col + text_cols + 3 < end) {
        int start = end - note_cols > col + text_cols + 3 ? end - note_cols : col + text_cols + 3;
        put(frame, row, start, end - start, strbuf_str(&note), ROLE_DIM);
        end = start - 1;
    }
    strbuf_clear(&note);

    /* A text that is too long shows the part around the cursor. */
    struct strbuf before = STRBUF_INIT, shown = STRBUF_INIT;
    utf8_display(&before, strbuf_str(text), state->prompt.cursor, frame->ascii);
    utf8_display(&shown, strbuf_str(text), text->len, frame->ascii);
    int cursor = utf8_width(strbuf_str(&before), before.len);
    size_t skip = 0;
    int skipped = 0;
    if (cursor >= end - col)
        skip = utf8_fit(shown.data, shown.len, cursor - (end - col) + 1, &skipped);
    frame_text(frame, row, col, end - col, strbuf_str(&shown) + skip, shown.len - skip, ROLE_TEXT,
               0);
    frame->cursor_row = row;
    frame->cursor_col = col + cursor - skipped;
    frame->show_cursor = true;
    strbuf_clear(&before);
    strbuf_clear(&shown);
}

/* What can be copied, a line each, above the bottom line. */
static void draw_copy_menu(const struct state *state, struct frame *frame)
{
    static const enum action actions[] = {ACTION_COPY_CODE, ACTION_COPY_SUMMARY, ACTION_COPY_URL,
                                          ACTION_COPY_TEXT, ACTION_COPY_MARKDOWN};
    const int count = sizeof actions / sizeof actions[0];
    for (int i = 0; i < count; i++) {
        char buffer[KEY_LABEL_MAX];
        int row = state->layout.bottom_row - count + i;
        const char *key = key_label(keymap_key(MODE_COPY, actions[i]), buffer);
        for (int col = 0; col < state->layout.cols; col++)
            frame_text(frame, row, col, 1, " ", 1, ROLE_TEXT, 0);
        put(frame, row, 3, 1, key, ROLE_KEY);
        put(frame, row, 6, state->layout.cols - 7, action_info(actions[i])->help, ROLE_TEXT);
    }
}

static void draw_bottom(const struct state *state, struct frame *frame)
{
    if (state->mode == MODE_SEARCH || state->mode == MODE_GOTO || state->mode == MODE_NOTE)
        draw_prompt(state, frame);
    else if (state->message_kind != MESSAGE_NONE)
        put(frame, state->layout.bottom_row, 1, state->layout.cols - 2,
            strbuf_str(&state->message),
            state->message_kind == MESSAGE_ERROR ? ROLE_WARNING : ROLE_NOTICE);
    else
        draw_browse_hints(state, frame);
}

/* The first line of the first warning, for as long as there is one. */
static void draw_warning(const struct state *state, struct frame *frame)
{
    int row = state->layout.warning_row, cols = state->layout.cols;
    if (row < 0)
        return;
    char *first = xstrndup(state->warnings[0], strcspn(state->warnings[0], "\n"));
    /* The name of the file tells enough; w shows its path. */
    size_t name_end = strcspn(first, ":"), name = name_end;
    while (name > 0 && first[name - 1] != '/')
        name--;
    int end = put_right(frame, row, cols / 2, cols - 1, "w shows all", ROLE_DIM) - 1;
    put(frame, row, 1, 2, "!", ROLE_WARNING);
    put(frame, row, 3, end - 3, first + name, ROLE_WARNING);
    free(first);
}

/* --- The screen ------------------------------------------------------------------------------ */

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
    put(frame, 0, 1, state->layout.cols - 2,
        state->overlay_kind == READER_HELP ? "statusbrowse: keys" : "statusbrowse: warnings",
        ROLE_STRONG);
    draw_doc(frame, &rect, &state->overlay, NULL);
    rect.cols++;
    draw_thumb(frame, &rect, state->overlay.top, state->overlay.doc->line_count);
}

static void draw_headings(const struct state *state, struct frame *frame)
{
    struct strbuf title = STRBUF_INIT;
    enum role role;
    subject_title(state, &title, &role);
    draw_heading(state, frame, PANE_CLASSES, "CLASSES", ROLE_LABEL);
    draw_heading(state, frame, PANE_CODES, state->shows_hits ? "HITS" : "CODES", ROLE_LABEL);
    if (state->shows_hits) {
        const struct rect *rect = &state->layout.panes[PANE_CODES];
        put(frame, state->layout.heading_row, rect->col + 7, rect->cols - 8, state->hits_text,
            ROLE_DIM);
    }
    draw_heading(state, frame, PANE_DETAILS, strbuf_str(&title), role);
    if (state_bookmark(state, state->subject.status) != NULL) {
        const struct rect *rect = &state->layout.panes[PANE_DETAILS];
        put_right(frame, state->layout.heading_row, rect->col, rect->col + rect->cols - 1,
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
        [PANE_CLASSES] = draw_classes,
        [PANE_CODES] = draw_codes,
        [PANE_DETAILS] = draw_details,
    };
    if (state->layout.kind == LAYOUT_NARROW) {
        draw_crumbs(state, frame);
    } else {
        draw_title_bar(state, frame);
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
        draw_warning(state, frame);
        if (state->mode == MODE_COPY)
            draw_copy_menu(state, frame);
    }
    draw_bottom(state, frame);
}
