#include "config.h"
#include "screen/draw.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define SIGN_SELECTED "\u2588"

/* A badge is shown beside a phrase that keeps at least this many columns. */
#define PHRASE_MIN_COLS 18
#define CODE_COLS 3

/* What tells the class of a row and that it is selected: the bar at its left, and how its text
 * stands out. */
static void draw_bar(const struct state *state, struct frame *frame, enum pane pane, int row,
                     size_t class_index, bool selected)
{
    const struct rect *rect = &state->layout.panes[pane];
    bool focused = state->focus == pane;
    if (selected)
        render_put(frame, row, rect->col, 1, SIGN_SELECTED, theme_bar(class_index));
    else if (class_index != REGISTRY_NONE)
        render_bar(frame, row, rect->col, theme_bar(class_index));
    if (selected)
        frame_mark(frame, row, rect->col + 1, rect->cols - 2,
                   focused ? CELL_SELECTED : CELL_CURRENT);
    if (selected && focused) {
        frame->cursor_row = row;
        frame->cursor_col = rect->col;
    }
}

/* --- Classes --------------------------------------------------------------------------------- */

void render_class_label(const struct state *state, const struct class_row *row, bool with_title,
                        struct strbuf *out)
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
        const struct code_class *class = &state->registry->classes[row->class_index];
        strbuf_puts(out, class->id);
        if (with_title)
            strbuf_printf(out, " %s", class->title);
    }
}

/* A row: its name, the first word strong, and its count at the right. */
static void draw_class_row(const struct state *state, struct frame *frame, int at,
                           const struct class_row *row)
{
    const struct rect *rect = &state->layout.panes[PANE_CLASSES];
    struct strbuf label = STRBUF_INIT;
    char count[24];
    int col = rect->col + 1, end = rect->col + rect->cols - 1;
    snprintf(count, sizeof count, "%zu", row->count);
    end = render_put_right(frame, at, col, end, count, ROLE_DIM) - 1;
    render_class_label(state, row, state->layout.kind != LAYOUT_MEDIUM, &label);
    render_put(frame, at, col, end - col, strbuf_str(&label), ROLE_TEXT);
    strbuf_reset(&label);
    render_class_label(state, row, false, &label);
    render_put(frame, at, col, end - col, strbuf_str(&label),
               row->kind == CLASS_ROW_BOOKMARKS ? ROLE_STAR : theme_accent(row->class_index));
    strbuf_clear(&label);
}

void render_classes(const struct state *state, struct frame *frame)
{
    const struct rect *rect = &state->layout.panes[PANE_CLASSES];
    const struct list *list = &state->classes;
    for (int i = 0; i < rect->rows && list->top + (size_t)i < list->count; i++) {
        size_t at = list->top + (size_t)i;
        const struct class_row *row = &state->class_rows[at];
        draw_class_row(state, frame, rect->row + i, row);
        draw_bar(state, frame, PANE_CLASSES, rect->row + i, row->class_index,
                 at == list->selected && !state->shows_hits);
    }
    render_thumb(frame, rect, list->top, list->count);
}

/* --- Codes ----------------------------------------------------------------------------------- */

/* What stands at the right of a row: the owner of an unofficial code, or how a registered one
 * stands when that is not the usual way. NULL for nothing. */
static const char *row_badge(const struct entry *entry)
{
    if (entry_is_unofficial(entry))
        return entry->owner;
    return entry->registration == REGISTRATION_STANDARD ? NULL
                                                        : registration_names[entry->registration];
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
static void mark_hit(const struct search *search, struct frame *frame, int row, int code_col,
                     int phrase_col, int end_col, const struct entry *entry)
{
    struct span spans[TITLE_MAX_SPANS];
    size_t count = search_mark_title(search, entry, spans), code_len = strlen(entry->code);
    for (size_t i = 0; i < count; i++) {
        struct span span = spans[i];
        bool in_code = span.start < code_len;
        const char *text = in_code ? entry->code : entry->phrase;
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
void render_hit_reason(const struct state *state, const struct hit *hit, struct strbuf *out)
{
    const char *reason = hit != NULL ? hit->reason : NULL;
    if (reason != NULL && hit->field == SEARCH_NOTE) {
        const struct bookmark *bookmark = state_bookmark(state, hit->entry);
        reason = bookmark != NULL && bookmark->note[0] != '\0' ? bookmark->note : NULL;
    }
    if (reason != NULL)
        strbuf_printf(out, "%s: %s", search_field_names[hit->field], reason);
}

static void draw_code_row(const struct state *state, struct frame *frame, int row,
                          const struct code_row *code_row)
{
    const struct rect *rect = &state->layout.panes[PANE_CODES];
    const struct entry *entry = code_row->entry;
    /* Away from the scroll mark. */
    bool overflows = rect->rows > 0 && state->codes.count > (size_t)rect->rows;
    int code_col = rect->col + 1, end = rect->col + rect->cols - 1 - overflows;
    int used = render_put(frame, row, code_col, end - code_col, entry->code,
                          theme_accent(entry->class_index));
    int phrase_col = code_col + (used > CODE_COLS ? used : CODE_COLS) + 1;
    int phrase_cols = frame_label_cols(frame, entry->phrase);

    if (state_bookmark(state, entry) != NULL)
        end = render_put_right(frame, row, phrase_col, end, SIGN_STAR, ROLE_STAR) - 1;
    const char *badge = row_badge(entry);
    if (badge != NULL) {
        int badge_cols = frame_label_cols(frame, badge);
        int room = end - phrase_col - badge_cols - 1;
        if (room >= phrase_cols || room >= PHRASE_MIN_COLS)
            end = render_put_right(frame, row, phrase_col, end, badge, ROLE_BADGE) - 1;
    }
    int written = render_put(frame, row, phrase_col, end - phrase_col, entry->phrase,
                             entry->registration == REGISTRATION_UNUSED ? ROLE_DIM : ROLE_TEXT);
    if (code_row->hit != NULL)
        mark_hit(state->search, frame, row, code_col, phrase_col, phrase_col + written, entry);
    struct strbuf reason = STRBUF_INIT;
    render_hit_reason(state, code_row->hit, &reason);
    if (code_row->bookmark != BOOKMARK_NONE)
        strbuf_puts(&reason, bookmarks_at(state_bookmarks(state), code_row->bookmark)->note);
    int reason_col = phrase_col + written + 2;
    if (reason.len > 0 && end - reason_col > 8)
        render_put(frame, row, reason_col, end - reason_col, strbuf_str(&reason), ROLE_BADGE);
    strbuf_clear(&reason);
}

/* A bookmark of something that the registry does not have. */
static void draw_missing_row(const struct state *state, struct frame *frame, int row,
                             const struct code_row *code_row)
{
    const struct rect *rect = &state->layout.panes[PANE_CODES];
    const struct bookmark *bookmark = bookmarks_at(state_bookmarks(state), code_row->bookmark);
    int col = rect->col + 1, end = rect->col + rect->cols - 1;
    end = render_put_right(frame, row, col + 6, end, SIGN_STAR, ROLE_STAR) - 1;
    end = render_put_right(frame, row, col + 6, end, bookmark->id.owner, ROLE_BADGE) - 1;
    col += render_put(frame, row, col, end - col, bookmark->id.code, ROLE_STRONG) + 1;
    render_put(frame, row, col, end - col, "not in this registry", ROLE_DIM);
}

static void add_advice(struct doc *doc, const char *key, const char *text)
{
    const int key_cols = 5;
    struct rich rich = {0};
    rich_add(&rich, doc, ROLE_KEY, key);
    rich_pad_to(&rich, key_cols);
    rich_add(&rich, doc, ROLE_TEXT, text);
    doc_add(doc, &rich, 0, key_cols);
}

static void add_nothing_found(const struct state *state, struct doc *doc)
{
    struct rich rich = {0};
    doc_text(doc, ROLE_STRONG, "Nothing found.", 0, 0);
    if (state->hits.suggestion != NULL) {
        rich_add(&rich, doc, ROLE_TEXT, "Did you mean ");
        rich_add(&rich, doc, ROLE_STRONG, state->hits.suggestion);
        rich_add(&rich, doc, ROLE_TEXT, "?");
        doc_blank(doc);
        doc_add(doc, &rich, 0, 0);
    }
    doc_blank(doc);
    doc_text(doc, ROLE_TEXT, "Try fewer words, a code, or a facet:", 0, 0);
    doc_text(doc, ROLE_KEY, "class:4xx by:nginx header:retry-after", 2, 2);
    doc_blank(doc);
    add_advice(doc, "Esc", "goes back");
}

/* What stands in the codes pane when it has no rows, and how to get some. */
static struct doc *no_codes_doc(const struct state *state, int width_cols)
{
    struct doc *doc = doc_new(width_cols, state->ascii);
    const struct class_row *row = state_class_row(state);
    if (state->shows_hits && state->hits.problem != NULL) {
        doc_text(doc, ROLE_WARNING, state->hits.problem, 0, 0);
    } else if (state->shows_hits) {
        add_nothing_found(state, doc);
    } else if (row->kind == CLASS_ROW_BOOKMARKS) {
        doc_text(doc, ROLE_STRONG, "No bookmarks yet.", 0, 0);
        doc_blank(doc);
        add_advice(doc, "b", "bookmarks the selected code");
        add_advice(doc, "e", "writes a note on it");
    } else {
        doc_text(doc, ROLE_STRONG, "No code here.", 0, 0);
        doc_blank(doc);
        add_advice(doc, "v", "shows the unofficial ones");
    }
    return doc;
}

void render_codes(const struct state *state, struct frame *frame)
{
    const struct rect *rect = &state->layout.panes[PANE_CODES];
    const struct list *list = &state->codes;
    if (list->count == 0) {
        struct rect text = {rect->row, rect->col + 1, rect->rows, rect->cols - 2};
        struct scroll reader = {.doc = no_codes_doc(state, text.cols), .link = DOC_NO_LINK};
        render_doc(frame, &text, &reader, NULL);
        doc_free(reader.doc);
    }
    for (int i = 0; i < rect->rows && list->top + (size_t)i < list->count; i++) {
        size_t at = list->top + (size_t)i;
        const struct code_row *code_row = &state->code_rows[at];
        size_t class_index = REGISTRY_NONE;
        if (code_row->entry != NULL) {
            draw_code_row(state, frame, rect->row + i, code_row);
            class_index = code_row->entry->class_index;
        } else {
            draw_missing_row(state, frame, rect->row + i, code_row);
        }
        draw_bar(state, frame, PANE_CODES, rect->row + i, class_index, at == list->selected);
    }
    render_thumb(frame, rect, list->top, list->count);
}

/* --- Details --------------------------------------------------------------------------------- */

/* Lines below the title that say what it is: up to the first empty one. */
static size_t head_lines(const struct doc *doc)
{
    size_t count = 0;
    while (count < doc->line_count && doc->lines[count].len > 0)
        count++;
    return count;
}

/* The class as a bar beside the title, what stands right below it, and the section labels. */
static void draw_margin(const struct state *state, struct frame *frame)
{
    const struct rect *pane = &state->layout.panes[PANE_DETAILS];
    const struct doc *doc = state->details.doc;
    if (doc->label_role == ROLE_LABEL)
        return;
    enum role role = (enum role)(doc->label_role - ROLE_ACCENT + ROLE_BAR);
    size_t top = state->details.top, head = doc->aside_col == 0 ? head_lines(doc) : 1;
    for (int i = 0; i < pane->rows && top + (size_t)i < doc->line_count; i++) {
        const struct doc_line *line = &doc->lines[top + (size_t)i];
        if (top + (size_t)i < head || doc_has_label(doc, line, false))
            render_bar(frame, pane->row + i, pane->col, role);
        if (doc_has_label(doc, line, true))
            render_bar(frame, pane->row + i, pane->col + doc->aside_col, role);
    }
    if (state->layout.heading_row >= 0 && state->focus != PANE_DETAILS)
        render_bar(frame, state->layout.heading_row, pane->col, role);
}

void render_details(const struct state *state, struct frame *frame)
{
    const struct rect *pane = &state->layout.panes[PANE_DETAILS];
    struct rect text = layout_details_text(&state->layout);
    if (state->focus == PANE_DETAILS) {
        frame->cursor_row = pane->row;
        frame->cursor_col = pane->col;
    }
    render_doc(frame, &text, &state->details, state->shows_hits ? state : NULL);
    draw_margin(state, frame);
    render_thumb(frame, pane, state->details.top, state->details.doc->line_count);
}
