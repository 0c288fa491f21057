#include "config.h"
#include "views/browser/hits.h"

#include <stdlib.h>

#include "base/memory.h"
#include "search/query.h"
#include "views/browser/details.h"
#include "views/browser/rows.h"
#include "views/browser/seen_rows.h"
#include "views/browser/select.h"

static const char *note_of(const void *context, const struct entry *entry)
{
    const struct bookmark *bookmark = browser_bookmark(context, entry);
    return bookmark != NULL ? bookmark->note : NULL;
}

static bool is_seen(const void *context, const struct entry *entry)
{
    return seen_rows_find(context, entry) != NULL;
}

struct search_user hits_user(const struct browser *browser)
{
    return (struct search_user){is_seen, note_of, browser};
}

void hits_prepare(struct browser *browser)
{
    struct search_user user = hits_user(browser);
    struct hits none = {0};
    if (browser->search != NULL)
        return;
    browser->search = library_search_new(browser->library, &user);
    library_search_run(browser->search, "", &none);
    hits_clear(&none);
}

void hits_run(struct browser *browser, const char *text)
{
    hits_prepare(browser);
    library_search_run(browser->search, text, &browser->hits);
    free(browser->hits_text);
    browser->hits_text = xstrdup(text);
}

void hits_leave(struct browser *browser)
{
    const struct entry *entry = browser_entry(browser);
    browser->shows_hits = false;
    if (entry != NULL && !rows_class_lists(browser, browser_class_row(browser), entry))
        select_class_of(browser, entry);
    hits_run(browser, "");
    rows_fill_codes(browser, entry);
    details_update(browser);
}

void hits_move(struct browser *browser, int delta)
{
    if (browser->hits.count == 0) {
        select_move_code(browser, delta);
        return;
    }
    const struct entry *before = browser_entry(browser);
    if (!browser->shows_hits) {
        browser->shows_hits = true;
        rows_fill_codes(browser, before);
        if (browser_entry(browser) != before) {
            details_update(browser);
            return;
        }
    }
    if (browser->codes.count == 0)
        return;
    size_t last = browser->codes.count - 1;
    bool wraps = browser->codes.selected == (delta > 0 ? last : 0);
    if (wraps)
        list_select(&browser->codes, delta > 0 ? 0 : last);
    else
        list_move(&browser->codes, delta);
    details_update(browser);
    app_say(browser->view.app, MESSAGE_INFO, "hit %zu of %zu%s", browser->codes.selected + 1,
            browser->codes.count, wraps ? ", search wrapped" : "");
}

void hits_put_text(const struct browser *browser, struct strbuf *out)
{
    if (browser->hits.cut)
        strbuf_printf(out, "%d words, all codes: ", QUERY_MAX_WORDS);
    strbuf_puts(out, browser->hits_text);
}
