#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "search/query.h"
#include "views/browser/details.h"
#include "views/browser/history.h"
#include "views/browser/prompts.h"
#include "views/browser/rows.h"
#include "views/browser/select.h"

/* --- Searching ------------------------------------------------------------------------------- */

static bool is_blank(const char *text)
{
    return text[strspn(text, " ")] == '\0';
}

static bool is_bookmarked(const void *context, const struct entry *entry)
{
    return browser_bookmark(context, entry) != NULL;
}

static const char *note_of(const void *context, const struct entry *entry)
{
    const struct bookmark *bookmark = browser_bookmark(context, entry);
    return bookmark != NULL && bookmark->note[0] != '\0' ? bookmark->note : NULL;
}

/* Builds the index, so that the first key of the first search does not wait for it. */
static void prepare_search(struct browser *browser)
{
    struct search_user user = {is_bookmarked, note_of, browser};
    struct hits none = {0};
    if (browser->search != NULL)
        return;
    browser->search = search_new(browser->registry, &user);
    search_run(browser->search, "", &none);
    hits_clear(&none);
}

static void run_search(struct browser *browser, const char *text)
{
    prepare_search(browser);
    search_run(browser->search, text, &browser->hits);
    free(browser->hits_text);
    browser->hits_text = xstrdup(text);
}

void search_leave_hits(struct browser *browser)
{
    const struct entry *entry = browser_entry(browser);
    browser->shows_hits = false;
    if (entry != NULL && !rows_class_has(browser_class_row(browser), entry))
        select_class_of(browser, entry);
    run_search(browser, "");
    rows_fill_codes(browser, entry);
    details_update(browser);
}

void search_move_hit(struct browser *browser, int delta)
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

/* A note is shown as it is now: the user may have changed or removed it since the search. */
void search_put_reason(const struct browser *browser, const struct hit *hit, struct strbuf *out)
{
    const char *reason = hit != NULL ? hit->reason : NULL;
    if (reason != NULL && hit->kind == TEXT_NOTE)
        reason = note_of(browser, hit->entry);
    if (reason != NULL)
        strbuf_printf(out, "%s: %s", text_kinds[hit->kind].name, reason);
}

/* --- The prompt ------------------------------------------------------------------------------ */

static struct search_prompt *search_of(struct prompt *prompt)
{
    return (struct search_prompt *)prompt;
}

/* Everything as it was before the prompt, the hits of an earlier search included. */
static void restore(struct search_prompt *search)
{
    run_search(search->browser, search->hits_before);
    history_go_to(search->browser, &search->before);
}

/* The panes follow what is typed. */
static void update(struct search_prompt *search)
{
    const char *text = prompt_text(&search->prompt);
    search->due = false;
    if (is_blank(text)) {
        restore(search);
        return;
    }
    run_search(search->browser, text);
    search->browser->shows_hits = true;
    rows_fill_codes(search->browser, NULL);
    details_update(search->browser);
}

void search_prompt_open(struct browser *browser)
{
    struct search_prompt *search = &browser->search_prompt;
    search->before = history_place(browser);
    search->at = search->earlier_count;
    prompt_open(&search->prompt, browser->view.app, QUERY_MAX_BYTES, QUERY_MAX_BYTES);
    prepare_search(browser);
    free(search->hits_before);
    search->hits_before = xstrdup(browser->hits_text != NULL ? browser->hits_text : "");
    if (browser->focus != PANE_CODES)
        select_focus(browser, PANE_CODES);
}

static void remember(struct search_prompt *search, const char *text)
{
    size_t count = search->earlier_count;
    if (count > 0 && strcmp(search->earlier[count - 1], text) == 0)
        return;
    search->earlier =
        mem_grow(search->earlier, &search->earlier_cap, count + 1, sizeof *search->earlier);
    search->earlier[search->earlier_count++] = xstrdup(text);
}

static void cancel(struct prompt *prompt)
{
    restore(search_of(prompt));
    prompt_close(prompt);
}

static void accept(struct prompt *prompt)
{
    struct search_prompt *search = search_of(prompt);
    const char *text = prompt_text(prompt);
    if (is_blank(text)) {
        cancel(prompt);
        return;
    }
    remember(search, text);
    if (search->browser->codes.count > 0) {
        prompt_close(prompt);
        return;
    }
    cancel(prompt);
    app_say(prompt->view.app, MESSAGE_ERROR, "no match: %s", text);
}

void search_prompt_run(struct browser *browser, const char *text)
{
    struct search_prompt *search = &browser->search_prompt;
    search_prompt_open(browser);
    lineedit_set(&search->prompt.line, text);
    update(search);
    accept(&search->prompt);
}

/* Of many letters that wait, only the last is searched for. */
static void changed(struct prompt *prompt)
{
    struct search_prompt *search = search_of(prompt);
    search->at = search->earlier_count;
    search->due = true;
}

static void catch_up(struct search_prompt *search)
{
    if (search->due)
        update(search);
}

/* In an empty prompt, and while stepping, Up and Down go through the earlier searches. */
static bool step_through_earlier(struct search_prompt *search, int delta)
{
    bool stepping = search->at < search->earlier_count;
    if ((search->prompt.line.text.len > 0 && !stepping) || search->earlier_count == 0 ||
        (!stepping && delta > 0))
        return false;
    search->at = list_clamp(search->at, delta, search->earlier_count);
    lineedit_set(&search->prompt.line,
                 search->at < search->earlier_count ? search->earlier[search->at] : "");
    update(search);
    return true;
}

static bool act(struct prompt *prompt, enum action action)
{
    struct search_prompt *search = search_of(prompt);
    if (action != ACTION_INSERT)
        catch_up(search);
    if (action == ACTION_HIT_UP || action == ACTION_HIT_DOWN) {
        int delta = action == ACTION_HIT_UP ? -1 : 1;
        if (!step_through_earlier(search, delta))
            select_move(search->browser, delta);
        return true;
    }
    if (action != ACTION_EDIT_BACKSPACE || prompt->line.text.len > 0)
        return false;
    cancel(prompt);
    return true;
}

static void settle(struct view *view)
{
    catch_up((struct search_prompt *)view);
}

/* --- What stands at the right ---------------------------------------------------------------- */

/* What an empty prompt is for, as much as there is room for. */
static void put_facets(int room, struct strbuf *out)
{
    struct strbuf facets = STRBUF_INIT;
    for (int i = 0; i < FACET_COUNT; i++)
        strbuf_printf(&facets, "%s: ", facet_names[i]);
    strbuf_puts(&facets, "-word");
    strbuf_printf(out, "words, a code, or %s", facets.data);
    if ((int)out->len > room) {
        strbuf_reset(out);
        if ((int)facets.len <= room)
            strbuf_add(out, facets.data, facets.len);
    }
    strbuf_clear(&facets);
}

/* Why the selected hit is one and how many there are, or that only codes were read of a long text;
 * only the number when there is no room for both. */
static void put_hits(const struct browser *browser, int room, struct strbuf *out)
{
    char number[48];
    const struct code_row *row = browser_code_row(browser);
    snprintf(number, sizeof number, "%zu of %zu", browser->codes.count,
             browser->registry->entry_count);
    if (browser->hits.cut)
        strbuf_printf(out, "after %d words only codes", QUERY_MAX_WORDS);
    else if (row != NULL)
        search_put_reason(browser, row->hit, out);
    if (out->len > 0)
        strbuf_puts(out, SIGN_DOT);
    if (utf8_width(strbuf_str(out), out->len) + (int)strlen(number) > room)
        strbuf_reset(out);
    strbuf_puts(out, number);
}

static void put_note(const struct prompt *prompt, int room, struct strbuf *out)
{
    const struct browser *browser = ((const struct search_prompt *)prompt)->browser;
    if (browser->hits.problem != NULL)
        strbuf_puts(out, browser->hits.problem);
    else if (prompt->line.text.len == 0)
        put_facets(room, out);
    else if (browser->shows_hits)
        put_hits(browser, room, out);
}

const struct prompt_ops search_prompt_ops = {
    .label = "/",
    .changed = changed,
    .accept = accept,
    .cancel = cancel,
    .act = act,
    .note = put_note,
};

const struct view_ops search_prompt_view = {
    PROMPT_VIEW,
    .contexts = {CONTEXT_SEARCH, CONTEXT_PROMPT, CONTEXT_EDIT, CONTEXT_GENERAL},
    .types = prompt_types_text,
    .takes_paste = true,
    .settle = settle,
};
