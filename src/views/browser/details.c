#include "config.h"
#include "views/browser/details.h"

#include <stdlib.h>

#include "base/text.h"
#include "base/utf8.h"
#include "search/versus.h"
#include "views/browser/rows.h"
#include "views/browser/seen_rows.h"

struct subject details_selected(const struct browser *browser)
{
    const struct class_row *class_row = browser_class_row(browser);
    const struct code_row *row = browser_code_row(browser);
    bool in_classes = browser->focus == PANE_CLASSES && !browser->shows_hits;
    if (in_classes && class_row->source->subject != NULL)
        return class_row->source->subject(browser, class_row);
    if (row == NULL && !browser->shows_hits && class_row->source->stands_in)
        return class_row->source->subject(browser, class_row);
    return row != NULL ? rows_subject(browser, row) : (struct subject){.kind = SUBJECT_NOTHING};
}

/* Where the registry of the subject was read. */
static const char *origin_of(const struct browser *browser, const struct subject *subject)
{
    const struct library_item *item =
        subject->registry != NULL ? library_find(browser->library, subject->registry->id) : NULL;
    return item != NULL ? item->origin : NULL;
}

bool details_seen(const struct browser *browser, struct page_seen *seen)
{
    const struct seen_row *row = seen_rows_of(browser, &browser->subject);
    if (row == NULL)
        return false;
    *seen = (struct page_seen){&browser->seen.shown, row->code, browser->seen.response};
    return true;
}

/* The document begins with its title where the heading above has no room for all of that. */
static struct doc *make_doc(const struct browser *browser)
{
    const struct subject *subject = &browser->subject;
    const struct bookmark *bookmark = browser_bookmark(browser, subject_entry(subject));
    struct page_setup setup = {.cols = layout_details_cols(&browser->layout),
                               .ascii = browser->view.app->ascii,
                               .official_only = !browser->show_unofficial,
                               .note = bookmark != NULL ? bookmark->note : NULL,
                               .found_by = browser->found_by,
                               .unlike = browser->unlike,
                               .library = browser->library,
                               .origin = origin_of(browser, subject)};
    struct page_seen seen;
    setup.seen = details_seen(browser, &seen) ? &seen : NULL;
    bool lines = setup.seen != NULL && browser->seen.lines;
    struct doc *doc = lines ? page_seen_lines(&seen, &setup) : subject_doc(subject, &setup);
    struct strbuf title = STRBUF_INIT;
    subject_title(subject, &title);
    if (utf8_width(strbuf_str(&title), title.len) > layout_title_cols(&browser->layout))
        doc_prepend(doc, subject_role(subject), title.data);
    strbuf_clear(&title);
    return doc;
}

/* Returns why the search found the subject, or NULL. */
static char *make_found_by(const struct browser *browser, const struct subject *subject)
{
    const struct code_row *row = browser_code_row(browser);
    struct strbuf reason = STRBUF_INIT;
    if (row != NULL && row->entry != NULL && row->entry == subject_entry(subject))
        rows_put_reason(browser, row->hit, &reason);
    if (reason.len > 0)
        return strbuf_take(&reason);
    strbuf_clear(&reason);
    return NULL;
}

/* Returns the other hit of a question "A vs B", or NULL. */
static const struct entry *find_unlike(const struct browser *browser, const struct subject *subject)
{
    const struct hits *hits = &browser->hits;
    struct versus versus = {.count = 0};
    if (browser->shows_hits)
        versus_split(&versus, browser->hits_text);
    size_t other = hits->count > 1 && hits->items[0].entry == subject_entry(subject);
    bool asked = versus.count > 0 && hits->count > other;
    versus_clear(&versus);
    return asked ? hits->items[other].entry : NULL;
}

/* The response of the selected row, where the subject is what that is about. */
static uint64_t response_of(const struct browser *browser, const struct subject *subject)
{
    const struct code_row *row = browser_code_row(browser);
    if (row == NULL || row->seen == NULL)
        return 0;
    struct subject selected = seen_rows_subject(row->seen);
    return subject_equal(subject, &selected) ? row->seen->response : 0;
}

void details_show(struct browser *browser, const struct subject *subject)
{
    char *found_by = make_found_by(browser, subject);
    const struct entry *unlike = find_unlike(browser, subject);
    uint64_t response = response_of(browser, subject);
    if (subject_equal(&browser->subject, subject) && text_equal(browser->found_by, found_by) &&
        browser->unlike == unlike && browser->seen.response == response) {
        free(found_by);
        return;
    }
    free(browser->found_by);
    browser->found_by = found_by;
    browser->unlike = unlike;
    browser->subject = *subject;
    browser->seen.response = response;
    scroll_set(&browser->details, NULL);
}

void details_update(struct browser *browser)
{
    rows_drop_unregistered(browser);
    struct subject subject = details_selected(browser);
    details_show(browser, &subject);
}

void details_rebuild(struct browser *browser)
{
    /* Other pages say nothing of bookmarks. One that the subject is about may be freed by now. */
    if (browser->subject.kind == SUBJECT_NOTHING || subject_has_bookmark_id(&browser->subject))
        details_remake(browser);
}

void details_remake(struct browser *browser)
{
    details_update(browser);
    if (browser->details.doc != NULL)
        scroll_rewrap(&browser->details, make_doc(browser));
}

struct scroll *details_scroll(struct browser *browser)
{
    if (browser->details.doc == NULL)
        scroll_set(&browser->details, make_doc(browser));
    return &browser->details;
}

void details_resize(struct browser *browser, int cols, int rows)
{
    int old_cols = layout_details_cols(&browser->layout);
    struct layout_setup setup = {.cols = cols,
                                 .rows = rows,
                                 .focus = browser->focus,
                                 .with_warning = browser->warning_actions > 0,
                                 .code_cols = browser->code_cols};
    browser->layout = layout_compute(&setup);
    rows_set_height(browser);
    list_set_rows(&browser->classes, layout_pane_rows(&browser->layout, PANE_CLASSES));
    list_set_rows(&browser->codes, layout_pane_rows(&browser->layout, PANE_CODES));
    browser->details.rows = layout_pane_rows(&browser->layout, PANE_DETAILS);
    if (browser->details.doc != NULL && layout_details_cols(&browser->layout) != old_cols)
        scroll_rewrap(&browser->details, make_doc(browser));
    scroll_by(&browser->details, 0);
}

void details_layout(struct browser *browser)
{
    details_resize(browser, browser->layout.cols, browser->layout.rows);
}
