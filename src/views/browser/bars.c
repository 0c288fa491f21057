#include "config.h"
#include "views/browser/panes.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "views/browser/hits.h"
#include "views/browser/rows.h"

/* "4xx · 12 of 47", "hit 3 of 7"; in a narrow layout, whose crumbs name the list, "12/47". */
static void position_text(const struct browser *browser, struct strbuf *out)
{
    bool narrow = browser->layout.kind == LAYOUT_NARROW;
    if (narrow && !browser->show_unofficial)
        strbuf_puts(out, "official ");
    const struct class_row *row = browser_class_row(browser);
    const struct list *list =
        narrow && browser->focus == PANE_CLASSES ? &browser->classes : &browser->codes;
    if (browser->shows_hits && list->count == 0)
        strbuf_puts(out, "no hits");
    else if (browser->shows_hits && !narrow)
        strbuf_puts(out, rows_are_values(browser) ? "value " : "hit ");
    else if (!narrow && row->source == &row_source_bookmarks)
        rows_put_class(browser, row, out); /* more than a star */
    else if (!narrow)
        rows_put_short_class(browser, row, out);
    if (list->count == 0 || (list == &browser->codes && browser->unregistered[0] != '\0'))
        return;
    if (!narrow && !browser->shows_hits)
        strbuf_puts(out, SIGN_DOT);
    strbuf_printf(out, narrow ? "%zu/%zu" : "%zu of %zu", list->selected + 1, list->count);
}

/* Writes a text that ends before column `end`; a click on it carries out the action. Returns where
 * there is room again before it. */
static int draw_button(struct frame *frame, int row, int col, int end, const char *text,
                       enum role role, enum action action)
{
    int start = draw_right(frame, row, col, end, text, role);
    frame_button(frame, row, start, end - start, action);
    return start - 1;
}

/* Writes into the upper right what is wrong: changes of the bookmarks that could not be written
 * yet, else warnings whose row has left. Returns as draw_button(). */
static int draw_trouble(const struct browser *browser, struct frame *frame, int end)
{
    bool in_short = browser->layout.kind == LAYOUT_NARROW;
    int col = browser->layout.cols / 3;
    int text_end = end - 1;
    if (browser->store != NULL && bookmark_store_unsaved(browser->store))
        return draw_button(frame, 0, col, text_end, in_short ? "not saved" : "bookmarks not saved",
                           ROLE_WARNING, ACTION_NONE);
    if (browser->warning_count > 0 && browser->layout.warning_row < 0)
        return draw_button(frame, 0, col, text_end, in_short ? "! w" : "! w shows a warning",
                           ROLE_WARNING, ACTION_WARNINGS);
    return end;
}

/* The same after the title of what is read, which the bare codes do not say: "5xx > 502 Bad Gateway
 * · 7 of 48". */
static void reading_text(const struct browser *browser, struct strbuf *out)
{
    const struct class_row *row = browser_class_row(browser);
    const struct list *list = &browser->codes;
    if (browser->shows_hits)
        strbuf_puts(out, "Hits");
    else
        rows_put_short_class(browser, row, out);
    strbuf_puts(out, SIGN_CRUMB);
    subject_title(&browser->subject, out);
    if (list->count > 0)
        strbuf_printf(out, SIGN_DOT "%zu of %zu", list->selected + 1, list->count);
}

#define NAME_COLS 16 /* of the name of the program and what is around it */

/* What stands at the right of the title bar. */
static void whereabouts(const struct browser *browser, struct strbuf *out)
{
    if (browser->layout.kind == LAYOUT_READING)
        reading_text(browser, out);
    if (utf8_width(strbuf_str(out), out->len) > browser->layout.cols - NAME_COLS)
        strbuf_reset(out);
    if (out->len == 0)
        position_text(browser, out);
}

/* "access.log · reading · 57 lines, 27 Nov 01:53:54 to 27 Nov 01:54:16" */
static void input_text(const struct browser *browser, struct strbuf *out)
{
    static const char *const names[] = {
        [PROGRESS_READING] = "reading" SIGN_DOT,
        [PROGRESS_FOLLOWS] = "following" SIGN_DOT,
        [PROGRESS_READ] = "",
        [PROGRESS_ENDED] = "ended" SIGN_DOT,
    };
    const struct page_input *shown = &browser->seen.shown;
    strbuf_printf(out, "%s" SIGN_DOT, shown->name);
    if (browser->seen.held != NULL) {
        uint64_t since = browser->seen.input->seen->lines - shown->seen->lines;
        strbuf_puts(out, "paused, ");
        page_put_number(since, out);
        strbuf_puts(out, since == 1 ? " line since" : " lines since");
        return;
    }
    strbuf_puts(out, names[shown->progress]);
    page_put_input(shown, out);
}

void bars_draw_title(const struct browser *browser, struct frame *frame)
{
    struct strbuf text = STRBUF_INIT;
    int cols = browser->layout.cols;
    whereabouts(browser, &text);
    int end =
        draw_button(frame, 0, NAME_COLS, cols - 1, strbuf_str(&text), ROLE_DIM, ACTION_NEXT_HIT);
    end = draw_trouble(browser, frame, end);
    /* Where there is little room, the input says more than the program's name. */
    bool named = browser->seen.input == NULL || browser->layout.kind == LAYOUT_WIDE;
    int col = 1;
    if (named) {
        col += draw_text(frame, 0, 1, end - 1, "statusbrowse", ROLE_STRONG) + 2;
        frame_button(frame, 0, 1, col - 3, ACTION_HELP);
    }
    strbuf_reset(&text);
    if (browser->seen.input != NULL)
        input_text(browser, &text);
    draw_text(frame, 0, col, end - col, strbuf_str(&text), named ? ROLE_DIM : ROLE_STRONG);
    strbuf_clear(&text);
    if (browser->layout.kind == LAYOUT_READING || browser->seen.input != NULL)
        return;
    col += draw_text(frame, 0, col, end - col, browser->registry->title, ROLE_DIM);
    if (browser->show_unofficial)
        return;
    col += draw_text(frame, 0, col, end - col, SIGN_DOT, ROLE_DIM);
    frame_button(frame, 0, col, draw_text(frame, 0, col, end - col, "official only (v)", ROLE_DIM),
                 ACTION_TOGGLE_UNOFFICIAL);
}

void bars_draw_crumbs(const struct browser *browser, struct frame *frame)
{
    struct strbuf text = STRBUF_INIT;
    enum role role = ROLE_STRONG;
    const struct class_row *row = browser_class_row(browser);
    int cols = browser->layout.cols, col = 1;
    position_text(browser, &text);
    int end =
        draw_button(frame, 0, cols / 2, cols - 1, strbuf_str(&text), ROLE_DIM, ACTION_NEXT_HIT);
    end = draw_trouble(browser, frame, end);
    strbuf_reset(&text);
    if (browser->focus == PANE_CLASSES) {
        strbuf_puts(&text, "Classes");
    } else if (browser->focus == PANE_CODES) {
        if (browser->shows_hits) {
            strbuf_puts(&text, "Hits" SIGN_CRUMB);
            hits_put_text(browser, &text);
        } else {
            rows_put_class(browser, row, &text);
        }
        role = browser->shows_hits ? ROLE_STRONG : role_accent(row->class_index);
    } else {
        if (browser->shows_hits)
            strbuf_puts(&text, "Hits");
        else
            rows_put_short_class(browser, row, &text);
        strbuf_puts(&text, SIGN_CRUMB);
        col += draw_text(frame, 0, col, end - col, strbuf_str(&text), ROLE_DIM);
        frame_button(frame, 0, 1, col - 1, ACTION_LEFT);
        /* The title matters more than the position. */
        end = cols - 1;
        strbuf_reset(&text);
        subject_title(&browser->subject, &text);
        role = subject_role(&browser->subject);
        frame_blank(frame, 0, col, cols - col);
    }
    int used = draw_text(frame, 0, col, end - col, strbuf_str(&text), role);
    if (browser->focus == PANE_CODES)
        frame_button(frame, 0, 1, used, ACTION_LEFT);
    strbuf_clear(&text);
}

/* Returns how long the folder of the path is that a message begins with, 0 for any other message:
 * the name of the file is enough, and w shows its path. */
static size_t folder_len(const char *message)
{
    size_t len = strspn(message, "/~.") > 0 ? strcspn(message, ":") : 0;
    while (len > 0 && message[len - 1] != '/')
        len--;
    return len;
}

/* The first line of the first warning. */
void bars_draw_warning(const struct browser *browser, struct frame *frame)
{
    int row = browser->layout.warning_row, cols = browser->layout.cols;
    if (row < 0)
        return;
    char *first = xstrndup(browser->warnings[0], strcspn(browser->warnings[0], "\n"));
    int end = cols - 1;
    if (browser->layout.kind == LAYOUT_NARROW) {
        end = draw_button(frame, row, cols / 2, end, "w", ROLE_KEY, ACTION_WARNINGS);
    } else {
        end = draw_button(frame, row, cols / 2, end, "Esc hide", ROLE_KEY, ACTION_CANCEL) - 1;
        end = draw_button(frame, row, cols / 2, end, "w all", ROLE_KEY, ACTION_WARNINGS);
    }
    draw_text(frame, row, 1, 2, "!", ROLE_WARNING);
    int used = draw_text(frame, row, 3, end - 3, first + folder_len(first), ROLE_WARNING);
    frame_button(frame, row, 1, used + 2, ACTION_WARNINGS);
    free(first);
}

/* How the rows are ordered, and their total. */
static void draw_order(const struct browser *browser, struct frame *frame)
{
    const struct rect *rect = &browser->layout.panes[PANE_CODES];
    const struct row_source *source = browser_class_row(browser)->source;
    int row = browser->layout.heading_row, end = rect->col + rect->cols - 1;
    struct strbuf order = STRBUF_INIT, total = STRBUF_INIT;
    if (browser->shows_hits || source->put_order == NULL || rect->row <= row)
        return;
    source->put_order(browser, &order, &total);
    int col = rect->col + 1 + (int)strlen(source->heading);
    end = draw_right(frame, row, col, end, strbuf_str(&total), ROLE_DIM) - 1;
    draw_text(frame, row, col, end - col, strbuf_str(&order), ROLE_DIM);
    strbuf_clear(&order);
    strbuf_clear(&total);
}

static void draw_heading(const struct browser *browser, struct frame *frame, enum pane pane,
                         const char *text, enum role role)
{
    const struct rect *rect = &browser->layout.panes[pane];
    int row = browser->layout.heading_row;
    if (rect->row <= row) /* not shown, or without a heading */
        return;
    if (browser->focus == pane)
        draw_text(frame, row, rect->col, 1, SIGN_FOCUS, ROLE_LABEL);
    int used = draw_text(frame, row, rect->col + 1, rect->cols - 2, text, role);
    if (browser->focus == pane)
        frame_mark(frame, row, rect->col, used + 2, CELL_SELECTED);
}

void bars_draw_headings(const struct browser *browser, struct frame *frame)
{
    struct strbuf title = STRBUF_INIT;
    subject_title(&browser->subject, &title);
    draw_heading(browser, frame, PANE_CLASSES, "CLASSES", ROLE_LABEL);
    draw_heading(browser, frame, PANE_CODES,
                 rows_are_values(browser) ? "VALUES"
                 : browser->shows_hits    ? "HITS"
                                          : browser_class_row(browser)->source->heading,
                 ROLE_LABEL);
    draw_order(browser, frame);
    if (browser->shows_hits && browser->layout.kind != LAYOUT_READING) {
        const struct rect *rect = &browser->layout.panes[PANE_CODES];
        int col = rect->col + (rows_are_values(browser) ? 9 : 7);
        struct strbuf text = STRBUF_INIT;
        hits_put_text(browser, &text);
        draw_text(frame, browser->layout.heading_row, col, rect->col + rect->cols - 1 - col,
                  strbuf_str(&text), ROLE_DIM);
        strbuf_clear(&text);
    }
    draw_heading(browser, frame, PANE_DETAILS, strbuf_str(&title), subject_role(&browser->subject));
    if (browser_bookmark(browser, subject_entry(&browser->subject)) != NULL) {
        const struct rect *rect = &browser->layout.panes[PANE_DETAILS];
        draw_button(frame, browser->layout.heading_row, rect->col, rect->col + rect->cols - 1,
                    SIGN_STAR, ROLE_STAR, ACTION_BOOKMARK);
    }
    strbuf_clear(&title);
    for (int i = PANE_CODES; i < PANE_COUNT; i++)
        if (browser->layout.panes[i].col > 0)
            frame_vline(frame, browser->layout.heading_row, browser->layout.panes[i].col - 1,
                        browser->layout.panes[i].rows + 1);
}

void bars_draw_row(const struct browser *browser, struct frame *frame, enum pane pane, int row,
                   size_t class_index, bool selected)
{
    const struct rect *rect = &browser->layout.panes[pane];
    bool focused = browser->focus == pane;
    if (!selected) {
        if (class_index != REGISTRY_NONE)
            draw_bar(frame, row, rect->col, role_bar(class_index));
        return;
    }
    draw_text(frame, row, rect->col, 1, SIGN_SELECTED, role_bar(class_index));
    frame_mark(frame, row, rect->col + 1, rect->cols - 2, focused ? CELL_SELECTED : CELL_CURRENT);
    if (focused) {
        frame->cursor_row = row;
        frame->cursor_col = rect->col;
    }
}
