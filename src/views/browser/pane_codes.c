#include "config.h"
#include "views/browser/panes.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "views/browser/rows.h"
#include "views/browser/seen_rows.h"

/* A phrase is cut down to this for the badge, which tells rows of one code apart. */
#define PHRASE_MIN_COLS 5
#define BADGE_MIN_COLS 3 /* less says nothing */
#define CODE_COLS 3
#define REASON_GAP_COLS 2
#define REASON_MIN_COLS 6 /* less says nothing */
#define REASON_COLS 9     /* that a phrase is cut for */

/* What stands at the right of a row: the owner of an unofficial code, or how a registered one
 * stands when that is not the usual way. NULL for nothing. */
static const char *row_badge(const struct browser *browser, const struct entry *entry)
{
    const struct registry *registry = library_of_entry(browser->library, entry);
    if (registry != browser->registry)
        return registry_short(registry);
    if (entry_is_unofficial(entry))
        return entry->owner;
    return entry->registration == REGISTRATION_STANDARD ? NULL
                                                        : registration_names[entry->registration];
}

/* Codes that one does not get from a server that follows today's standard. */
static bool is_dim(const struct entry *entry)
{
    return entry_is_unofficial(entry) || entry->registration == REGISTRATION_UNUSED ||
           entry_is_historic(entry);
}

#define RATE_COLS 8 /* "+9 999/s", where a followed pipe has room for it */

/* Draws at the right how often a code came in the last second. Returns where the count ends. */
static int draw_rate(const struct browser *browser, struct frame *frame, int row, int end,
                     const struct seen_row *seen)
{
    const struct page_rates *rates = browser->seen.shown.rates;
    struct strbuf text = STRBUF_INIT;
    if (rates == NULL || browser->layout.kind != LAYOUT_WIDE)
        return end;
    if (rates->codes[seen->code] > 0) {
        strbuf_putc(&text, '+');
        page_put_number(rates->codes[seen->code], &text);
        strbuf_puts(&text, "/s");
        draw_right(frame, row, end - RATE_COLS, end, strbuf_str(&text), ROLE_NOTICE);
    }
    strbuf_clear(&text);
    return end - RATE_COLS - 1;
}

/* Draws how often a code was seen, in the class Seen and elsewhere. Returns as draw_right(). */
static int draw_seen_count(const struct browser *browser, struct frame *frame, int row, int col,
                           int end, const struct code_row *code_row)
{
    const struct seen_row *seen =
        code_row->seen != NULL ? code_row->seen : seen_rows_find(browser, code_row->entry);
    struct strbuf text = STRBUF_INIT;
    uint64_t count = seen != NULL ? seen_rows_count(browser, seen) : 0;
    bool one = code_row->seen != NULL && code_row->seen->response > 0;
    if (count == 0 || one || (count == 1 && browser->seen.shown.seen->exchange))
        return end;
    page_put_number(count, &text);
    if (code_row->seen != NULL)
        end = draw_rate(browser, frame, row, end, seen);
    end = draw_right(frame, row, col, end, strbuf_str(&text), ROLE_STRONG) - 1;
    strbuf_clear(&text);
    return end;
}

/* Draws what tells a row from others: its badge, and how strongly a header field that was asked for
 * belongs to it. The phrase is cut for them. Returns where the room for it ends. */
static int draw_badges(const struct browser *browser, struct frame *frame, int row, int phrase_col,
                       int end, const struct code_row *code_row)
{
    const struct hit *hit = code_row->hit;
    const char *const badges[] = {
        hit != NULL && hit->header != NULL ? strength_names[hit->header->strength] : NULL,
        row_badge(browser, code_row->entry),
    };
    for (size_t i = 0; i < sizeof badges / sizeof badges[0]; i++) {
        int badge_col = phrase_col + PHRASE_MIN_COLS + 1;
        if (badges[i] != NULL && end - badge_col >= BADGE_MIN_COLS)
            end = draw_right(frame, row, badge_col, end, badges[i], ROLE_BADGE) - 1;
    }
    return end;
}

/* Marks what the search found in "CODE PHRASE", drawn with the code at code_col. */
static void mark_hit(const struct library_search *search, struct frame *frame, int row,
                     int code_col, int phrase_col, int end_col, const struct entry *entry)
{
    struct span spans[TITLE_MAX_SPANS];
    size_t count = library_search_mark_title(search, entry, spans), code_len = strlen(entry->code);
    for (size_t i = 0; i < count; i++) {
        struct span span = spans[i];
        bool in_code = span.start < code_len;
        const char *text = in_code ? entry->code : entry->phrase;
        size_t base = in_code ? 0 : code_len + 1;
        size_t stop = in_code && span.end > code_len ? code_len : span.end;
        int before = frame_label_cols(frame, text, span.start - base);
        int cols = frame_label_cols(frame, text + (span.start - base), stop - span.start);
        int col = (in_code ? code_col : phrase_col) + before;
        if (col + cols > end_col)
            cols = end_col - col;
        frame_mark(frame, row, col, cols, CELL_MATCH);
    }
}

/* Puts why the row is there, where that is not its code or phrase: why it is a hit, or the note of
 * a bookmark. */
static void put_reason(const struct browser *browser, const struct code_row *code_row,
                       struct strbuf *out)
{
    if (code_row->hit != NULL && code_row->hit->header != NULL)
        strbuf_puts(out, code_row->hit->reason);
    else
        rows_put_reason(browser, code_row->hit, out);
    if (code_row->bookmark != BOOKMARK_NONE)
        strbuf_puts(out, bookmarks_at(browser_bookmarks(browser), code_row->bookmark)->note);
}

/* Returns where the phrase ends at the latest. It is cut for the reason of a hit that nothing else
 * in its row explains. */
static int phrase_end(const struct browser *browser, const struct frame *frame,
                      const struct code_row *code_row, int phrase_col, int end)
{
    const struct entry *entry = code_row->entry;
    struct span spans[TITLE_MAX_SPANS];
    int phrase_cols = frame_label_cols(frame, entry->phrase, strlen(entry->phrase));
    int cut = end - REASON_COLS - REASON_GAP_COLS;
    if (code_row->hit == NULL || code_row->hit->header != NULL ||
        row_badge(browser, entry) != NULL || cut - phrase_col < PHRASE_MIN_COLS ||
        phrase_col + phrase_cols + REASON_GAP_COLS + REASON_MIN_COLS <= end ||
        library_search_mark_title(browser->search, entry, spans) > 0)
        return end;
    return cut;
}

static void draw_code_row(const struct browser *browser, struct frame *frame, int row,
                          const struct code_row *code_row)
{
    const struct rect *rect = &browser->layout.panes[PANE_CODES];
    const struct entry *entry = code_row->entry;
    /* Away from the scroll mark. */
    bool overflows = rect->rows > 0 && list_line_count(&browser->codes) > (size_t)rect->rows;
    int code_col = rect->col + 1, end = rect->col + rect->cols - 1 - overflows;
    int used = draw_text(frame, row, code_col, end - code_col, entry->code,
                         role_accent(entry->class_index));
    int phrase_col = code_col + (used > CODE_COLS ? used : CODE_COLS) + 1;
    end = draw_seen_count(browser, frame, row, phrase_col, end, code_row);
    if (browser_bookmark(browser, entry) != NULL)
        end = draw_right(frame, row, phrase_col, end, SIGN_STAR, ROLE_STAR) - 1;
    end = draw_badges(browser, frame, row, phrase_col, end, code_row);
    struct strbuf reason = STRBUF_INIT;
    put_reason(browser, code_row, &reason);
    int phrase_cols =
        (reason.len > 0 ? phrase_end(browser, frame, code_row, phrase_col, end) : end) - phrase_col;
    int written = draw_text(frame, row, phrase_col, phrase_cols, entry->phrase,
                            is_dim(entry) ? ROLE_DIM : ROLE_TEXT);
    if (code_row->hit != NULL)
        mark_hit(browser->search, frame, row, code_col, phrase_col, phrase_col + written, entry);
    int reason_col = phrase_col + written + REASON_GAP_COLS;
    if (reason.len > 0 && end - reason_col >= REASON_MIN_COLS) {
        const char *text = strbuf_str(&reason);
        /* What was found says more than what kind of text it is. */
        if (code_row->hit != NULL && code_row->hit->kind != TEXT_NOTE &&
            frame_label_cols(frame, text, reason.len) > end - reason_col)
            text = code_row->hit->reason;
        draw_text(frame, row, reason_col, end - reason_col, text, ROLE_BADGE);
    }
    strbuf_clear(&reason);
}

/* A bookmark of something that the registry does not have. */
static void draw_missing_row(const struct browser *browser, struct frame *frame, int row,
                             const struct code_row *code_row)
{
    const struct rect *rect = &browser->layout.panes[PANE_CODES];
    const struct bookmark *bookmark = bookmarks_at(browser_bookmarks(browser), code_row->bookmark);
    int col = rect->col + 1, end = rect->col + rect->cols - 1;
    end = draw_right(frame, row, col + 6, end, SIGN_STAR, ROLE_STAR) - 1;
    end = draw_right(frame, row, col + 6, end, bookmark->id.owner, ROLE_BADGE) - 1;
    col += draw_text(frame, row, col, end - col, bookmark->id.code, ROLE_STRONG) + 1;
    draw_text(frame, row, col, end - col, "not in this registry", ROLE_DIM);
}

/* A code that was seen, and that the registry does not have. */
static void draw_seen_row(const struct browser *browser, struct frame *frame, int row,
                          const struct code_row *code_row)
{
    const struct rect *rect = &browser->layout.panes[PANE_CODES];
    struct subject subject = seen_rows_subject(code_row->seen);
    int col = rect->col + 1, end = rect->col + rect->cols - 1;
    end = draw_seen_count(browser, frame, row, col + CODE_COLS + 1, end, code_row);
    col += draw_text(frame, row, col, end - col, subject.code, ROLE_STRONG) + 1;
    draw_text(frame, row, col, end - col, "not registered", ROLE_DIM);
}

/* A line, not a row: there is no such code. */
static void draw_unregistered(const struct browser *browser, struct frame *frame, int row)
{
    const struct rect *rect = &browser->layout.panes[PANE_CODES];
    int col = rect->col, end = rect->col + rect->cols - 1;
    struct strbuf text = STRBUF_INIT;
    strbuf_printf(&text, "%s not registered", browser->unregistered);
    col += draw_text(frame, row, col, 1, SIGN_LINE, ROLE_RULE);
    col += draw_text(frame, row, col, end - col, strbuf_str(&text), ROLE_STRONG);
    while (col < end)
        col += draw_text(frame, row, col, 1, SIGN_LINE, ROLE_RULE);
    strbuf_clear(&text);
    if (browser->focus == PANE_CODES) {
        frame->cursor_row = row;
        frame->cursor_col = rect->col;
    }
}

static void draw_value_row(const struct browser *browser, struct frame *frame, int row,
                           const struct facet_value *value)
{
    const struct rect *rect = &browser->layout.panes[PANE_CODES];
    char count[32];
    int col = rect->col + 1, end = rect->col + rect->cols - 2;
    snprintf(count, sizeof count, "%zu %s", value->count, value->count == 1 ? "code" : "codes");
    end = draw_right(frame, row, col + PHRASE_MIN_COLS, end, count, ROLE_BADGE) - 1;
    draw_text(frame, row, col, end - col, value->name, ROLE_TEXT);
}

static void add_nothing_found(const struct hits *hits, struct doc *doc)
{
    struct rich rich = {0};
    doc_text(doc, ROLE_STRONG, "Nothing found.", 0, 0);
    if (hits->suggestion != NULL) {
        rich_add(&rich, doc, ROLE_TEXT, "Did you mean ");
        rich_add(&rich, doc, ROLE_STRONG, hits->suggestion);
        rich_add(&rich, doc, ROLE_TEXT, "?");
        doc_blank(doc);
        doc_add(doc, &rich, 0, 0);
    }
    doc_blank(doc);
    doc_text(doc, ROLE_TEXT, "Try fewer words, a code, or a facet:", 0, 0);
    doc_text(doc, ROLE_KEY, "class:4xx by:nginx header:retry-after", 2, 2);
    doc_blank(doc);
    rows_add_advice(doc, "Esc", "goes back");
}

#define HIDDEN_HITS_MAX 8 /* named; a search that finds more of them is not for one code */

/* All that was found is hidden. */
static void add_hidden_hits(const struct browser *browser, struct doc *doc)
{
    const struct hits *hits = &browser->hits;
    struct strbuf text = STRBUF_INIT;
    strbuf_printf(&text, "Nothing among the %zu official codes.", rows_count_visible(browser));
    doc_take(doc, ROLE_STRONG, &text, 0, 0);
    doc_blank(doc);
    strbuf_printf(&text, "shows %zu unofficial:", hits->count);
    rows_add_advice(doc, "v", strbuf_str(&text));
    doc_blank(doc);
    for (size_t i = 0; i < hits->count && i < HIDDEN_HITS_MAX; i++) {
        const struct entry *entry = hits->items[i].entry;
        struct rich rich = {0};
        rich_add(&rich, doc, role_accent(entry->class_index), entry->code);
        rich_add(&rich, doc, ROLE_TEXT, " ");
        rich_add(&rich, doc, ROLE_TEXT, entry->phrase);
        rich_add(&rich, doc, ROLE_TEXT, "  ");
        rich_add(&rich, doc, ROLE_BADGE, entry->owner);
        doc_add(doc, &rich, 2, 4);
    }
    if (hits->count > HIDDEN_HITS_MAX)
        doc_text(doc, ROLE_DIM, "and more", 2, 4);
    strbuf_clear(&text);
}

/* What stands in the codes pane when it has no rows, and how to get some. */
static struct doc *no_codes_doc(const struct browser *browser, int width_cols)
{
    struct doc *doc = doc_new(width_cols, browser->view.app->ascii);
    if (!browser->shows_hits)
        browser_class_row(browser)->source->say_empty(browser, doc);
    else if (browser->hits.problem != NULL)
        doc_text(doc, ROLE_WARNING, browser->hits.problem, 0, 0);
    else if (browser->hits.count > 0)
        add_hidden_hits(browser, doc);
    else
        add_nothing_found(&browser->hits, doc);
    return doc;
}

/* While the details are read there is room for codes alone. */
static void draw_bare_code(const struct browser *browser, struct frame *frame, int row,
                           const struct code_row *code_row)
{
    const struct rect *rect = &browser->layout.panes[PANE_CODES];
    const struct entry *entry = code_row->entry;
    struct strbuf code = STRBUF_INIT;
    if (code_row->bookmark != BOOKMARK_NONE)
        strbuf_puts(&code, bookmarks_at(browser_bookmarks(browser), code_row->bookmark)->id.code);
    else if (entry != NULL)
        strbuf_puts(&code, entry->code);
    else
        strbuf_puts(&code, seen_rows_subject(code_row->seen).code);
    draw_text(frame, row, rect->col + 1, rect->cols - 2, strbuf_str(&code),
              entry != NULL ? role_accent(entry->class_index) : ROLE_STRONG);
    strbuf_clear(&code);
}

static void draw_row(const struct browser *browser, struct frame *frame, int row,
                     const struct code_row *code_row)
{
    if (code_row->value != NULL)
        draw_value_row(browser, frame, row, code_row->value);
    else if (browser->layout.kind == LAYOUT_READING)
        draw_bare_code(browser, frame, row, code_row);
    else if (code_row->entry != NULL)
        draw_code_row(browser, frame, row, code_row);
    else if (code_row->seen != NULL)
        draw_seen_row(browser, frame, row, code_row);
    else
        draw_missing_row(browser, frame, row, code_row);
}

/* Draws below the code of a response its request, and how it came. */
static void draw_response(const struct browser *browser, struct frame *frame, int line,
                          const struct seen_row *seen)
{
    const struct rect *rect = &browser->layout.panes[PANE_CODES];
    const struct answer *answer = seen_rows_answer(browser, seen->response);
    const int indent = CODE_COLS, height = browser->codes.height;
    struct strbuf texts[2] = {STRBUF_INIT, STRBUF_INIT}, joined = STRBUF_INIT;
    if (answer == NULL)
        return;
    page_put_request(&browser->seen.shown, answer, &texts[0]);
    page_put_transfer(answer, &texts[1]);
    bool both = height > 2 || texts[0].len == 0;
    strbuf_printf(&joined, both ? "%s" : "%s  ", strbuf_str(&texts[0]));
    if (!both || texts[0].len == 0)
        strbuf_puts(&joined, strbuf_str(&texts[1]));
    for (int i = 1; i < height && line + i < rect->rows; i++)
        if (i == 1 || texts[0].len > 0)
            draw_text(frame, rect->row + line + i, rect->col + indent, rect->cols - indent - 1,
                      strbuf_str(i == 1 ? &joined : &texts[1]), ROLE_DIM);
    strbuf_clear(&texts[0]);
    strbuf_clear(&texts[1]);
    strbuf_clear(&joined);
}

/* Draws the line between the hits that answer and the rest. */
static void draw_gap(struct frame *frame, const struct rect *rect, const struct list *list)
{
    int line = list_gap_line(list), end = rect->col + rect->cols - 2;
    struct strbuf text = STRBUF_INIT;
    if (line < 0)
        return;
    int col = rect->col + 1;
    strbuf_printf(&text, SIGN_LINE " %zu with some of the words ", list->count - list->gap);
    if (utf8_width(text.data, text.len) > end - col) {
        strbuf_reset(&text);
        strbuf_printf(&text, SIGN_LINE " %zu more ", list->count - list->gap);
    }
    col += draw_text(frame, rect->row + line, col, end - col, text.data, ROLE_DIM);
    while (col < end)
        col += draw_text(frame, rect->row + line, col, 1, SIGN_LINE, ROLE_DIM);
    strbuf_clear(&text);
}

/* Appends "2 lines not understood", without the unit where that has no room. */
static void put_not_understood(uint64_t count, int room_cols, struct strbuf *out)
{
    const char *const units[] = {count == 1 ? " line" : " lines", ""};
    size_t i = 0;
    do {
        strbuf_reset(out);
        if (count > 0)
            page_put_number(count, out);
        strbuf_printf(out, count > 0 ? "%s not understood" : "all%s understood", units[i]);
    } while (utf8_width(out->data, out->len) > room_cols && ++i < sizeof units / sizeof units[0]);
}

/* Draws below the last row how many lines were not understood, where there is room. */
static void draw_not_understood(const struct browser *browser, struct frame *frame)
{
    const struct rect *rect = &browser->layout.panes[PANE_CODES];
    int line = (int)list_line_count(&browser->codes) + 1;
    if (!rows_are_of(browser, &row_source_seen) || browser->codes.count == 0 ||
        line >= rect->rows || browser->layout.kind == LAYOUT_READING)
        return;
    const struct seen *seen = browser->seen.shown.seen;
    uint64_t count = seen->not_understood;
    if (count == 0 && seen->exchange)
        return;
    struct strbuf text = STRBUF_INIT;
    int room = rect->cols - 4; /* and the key */
    put_not_understood(count, room, &text);
    int used = draw_text(frame, rect->row + line, rect->col + 1, room, strbuf_str(&text), ROLE_DIM);
    if (count > 0) {
        draw_text(frame, rect->row + line, rect->col + 1 + used + 1, 1, "w", ROLE_KEY);
        frame_button(frame, rect->row + line, rect->col + 1, used + 2, ACTION_WARNINGS);
    }
    strbuf_clear(&text);
}

void pane_codes_draw(const struct browser *browser, struct frame *frame)
{
    const struct rect *rect = &browser->layout.panes[PANE_CODES];
    const struct list *list = &browser->codes;
    if (list->count == 0 && browser->layout.kind != LAYOUT_READING) {
        struct rect text = {rect->row, rect->col + 1, rect->rows, rect->cols - 2};
        struct scroll scroll = {.doc = no_codes_doc(browser, text.cols), .link = DOC_NO_LINK};
        scroll_draw(&scroll, frame, &text, NULL, NULL);
        doc_free(scroll.doc);
    }
    draw_gap(frame, rect, list);
    draw_not_understood(browser, frame);
    for (int i = 0; i < rect->rows; i++) {
        size_t at;
        if (!list_begins_at(list, i) || !list_row_at(list, i, &at))
            continue;
        const struct code_row *code_row = &browser->code_rows[at];
        size_t class_index = code_row->entry != NULL ? code_row->entry->class_index : REGISTRY_NONE;
        if (code_row->unregistered) {
            draw_unregistered(browser, frame, rect->row + i);
            continue;
        }
        draw_row(browser, frame, rect->row + i, code_row);
        if (code_row->seen != NULL && code_row->seen->response > 0)
            draw_response(browser, frame, i, code_row->seen);
        bars_draw_row(browser, frame, PANE_CODES, rect->row + i, class_index, at == list->selected);
    }
    draw_thumb(frame, rect, list_top_line(list), list_line_count(list));
}
