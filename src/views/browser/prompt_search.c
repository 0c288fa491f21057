#include "config.h"
#include "views/browser/prompts.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "search/query.h"
#include "views/browser/details.h"
#include "views/browser/history.h"
#include "views/browser/hits.h"
#include "views/browser/rows.h"
#include "views/browser/select.h"

static struct search_prompt *search_of(struct prompt *prompt)
{
    return (struct search_prompt *)prompt;
}

/* Everything as it was before the prompt, the hits of an earlier search included. */
static void restore(struct search_prompt *search)
{
    history_go_to(search->browser, &search->before);
}

/* The panes follow what is typed. */
static void update(struct search_prompt *search)
{
    search->due = false;
    if (prompt_is_blank(&search->prompt)) {
        restore(search);
        return;
    }
    hits_run(search->browser, prompt_text(&search->prompt));
    search->browser->shows_hits = true;
    rows_fill_codes(search->browser, NULL);
    details_update(search->browser);
}

void search_prompt_open(struct browser *browser)
{
    struct search_prompt *search = &browser->search_prompt;
    place_clear(&search->before);
    search->before = history_place(browser);
    search->at = search->earlier.count;
    prompt_open(&search->prompt, browser->view.app, QUERY_MAX_BYTES, QUERY_MAX_BYTES);
    if (browser->focus != PANE_CODES)
        select_focus(browser, PANE_CODES);
}

void search_prompt_paste(struct browser *browser, const char *text)
{
    struct search_prompt *search = &browser->search_prompt;
    search_prompt_open(browser);
    lineedit_set(&search->prompt.line, text + strspn(text, " \t\r\n"));
    search->due = true;
}

static void cancel(struct prompt *prompt)
{
    restore(search_of(prompt));
    prompt_close(prompt);
}

/* Keeps the hits of what was typed. False when there is nothing to keep: all is as before. */
static bool keep_hits(struct search_prompt *search)
{
    struct prompt *prompt = &search->prompt;
    const char *text = prompt_text(prompt);
    bool blank = prompt_is_blank(prompt), kept = !blank && search->browser->hits.count > 0;
    if (!blank)
        searches_add(&search->earlier, text);
    if (kept)
        prompt_close(prompt);
    else
        cancel(prompt);
    if (!blank && !kept)
        app_say(prompt->view.app, MESSAGE_ERROR, "no match: %s", text);
    return kept;
}

/* Puts a value that is offered in place of the part of the text that it completes. */
static void take_value(struct search_prompt *search)
{
    const struct browser *browser = search->browser;
    const struct facet_offer *offer = &browser->hits.offer;
    struct lineedit *line = &search->prompt.line;
    struct strbuf text = STRBUF_INIT;
    if (offer->count == 0)
        return;
    const struct facet_value *value =
        rows_are_values(browser) ? browser_code_row(browser)->value : &offer->values[0];
    strbuf_add(&text, lineedit_text(line), offer->start);
    facet_put(value, &text);
    if (offer->end == line->text.len)
        strbuf_putc(&text, ' ');
    size_t cursor = text.len;
    strbuf_puts(&text, lineedit_text(line) + offer->end);
    lineedit_set(line, strbuf_str(&text));
    line->cursor = cursor < line->text.len ? cursor : line->text.len;
    strbuf_clear(&text);
    update(search);
}

static void accept(struct prompt *prompt)
{
    struct search_prompt *search = search_of(prompt);
    if (rows_are_values(search->browser)) {
        take_value(search);
        return;
    }
    if (keep_hits(search))
        history_record(search->browser, &search->before);
}

void search_prompt_run(struct browser *browser, const char *text)
{
    struct search_prompt *search = &browser->search_prompt;
    search_prompt_open(browser);
    lineedit_set(&search->prompt.line, text);
    update(search);
    keep_hits(search);
}

/* Of many letters that wait, only the last is searched for. */
static void changed(struct prompt *prompt)
{
    struct search_prompt *search = search_of(prompt);
    search->at = search->earlier.count;
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
    bool stepping = search->at < search->earlier.count;
    if ((search->prompt.line.text.len > 0 && !stepping) || search->earlier.count == 0 ||
        (!stepping && delta > 0))
        return false;
    search->at = list_clamp(search->at, delta, search->earlier.count);
    lineedit_set(&search->prompt.line,
                 search->at < search->earlier.count ? search->earlier.texts[search->at] : "");
    update(search);
    return true;
}

/* Closes the prompt and leaves the panes as they are, for something else that was clicked. */
static void leave(struct prompt *prompt)
{
    struct search_prompt *search = search_of(prompt);
    if (rows_are_values(search->browser)) {
        cancel(prompt);
        return;
    }
    if (search->browser->hits.count > 0)
        searches_add(&search->earlier, prompt_text(prompt));
    prompt_close(prompt);
}

/* Is it a click on something else than the hits? */
static bool is_click_outside(const struct browser *browser, enum action action,
                             const struct action_arg *at)
{
    if (action != ACTION_CLICK)
        return false;
    enum pane pane = layout_pane_at(&browser->layout, at->row, at->col);
    return pane == PANE_CLASSES || pane == PANE_DETAILS;
}

static bool act(struct prompt *prompt, enum action action, const struct action_arg *arg)
{
    struct search_prompt *search = search_of(prompt);
    if (action != ACTION_INSERT)
        catch_up(search);
    if (is_click_outside(search->browser, action, arg)) {
        leave(prompt);
        return false;
    }
    if (action == ACTION_HIT_UP || action == ACTION_HIT_DOWN) {
        int delta = action == ACTION_HIT_UP ? -1 : 1;
        if (!step_through_earlier(search, delta))
            select_move(search->browser, delta);
        return true;
    }
    if (action == ACTION_TAKE_VALUE)
        take_value(search);
    return action == ACTION_TAKE_VALUE;
}

static void settle(struct view *view)
{
    catch_up((struct search_prompt *)view);
}

/* Builds the index while the user begins to type. */
static void prepare(struct view *view)
{
    hits_prepare(((struct search_prompt *)view)->browser);
}

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

/* Appends the value that Tab takes; false when it is there already, or none is offered. */
static bool put_offer(const struct browser *browser, struct strbuf *out)
{
    const struct facet_offer *offer = &browser->hits.offer;
    struct strbuf typed = STRBUF_INIT;
    if (offer->count == 0)
        return false;
    facet_put(&offer->values[0], &typed);
    bool whole = text_compare_like(browser->hits_text + offer->start, typed.data, typed.len) == 0;
    if (!whole)
        strbuf_printf(out, "Tab: %s, %zu %s", typed.data, offer->values[0].count,
                      offer->values[0].count == 1 ? "code" : "codes");
    strbuf_clear(&typed);
    return !whole;
}

/* Why the selected hit is one and how many there are; only the number when there is no room for
 * both. */
static void put_hits(const struct browser *browser, int room, struct strbuf *out)
{
    char number[48];
    const struct code_row *row = browser_code_row(browser);
    snprintf(number, sizeof number, "%zu of %zu", browser->codes.count,
             rows_count_visible(browser));
    if (!put_offer(browser, out) && row != NULL)
        rows_put_reason(browser, row->hit, out);
    if (out->len > 0)
        strbuf_puts(out, SIGN_DOT);
    if (utf8_width(strbuf_str(out), out->len) + (int)strlen(number) > room)
        strbuf_reset(out);
    strbuf_puts(out, number);
}

static void put_note(const struct prompt *prompt, int room, struct strbuf *out)
{
    const struct browser *browser = ((const struct search_prompt *)prompt)->browser;
    if (rows_are_values(browser))
        strbuf_puts(out, "Tab takes the value");
    else if (browser->hits.problem != NULL)
        strbuf_puts(out, browser->hits.problem);
    else if (prompt->line.text.len == 0)
        put_facets(room, out);
    else if (browser->shows_hits)
        put_hits(browser, room, out);
}

const struct prompt_ops search_prompt_ops = {
    .label = "/",
    .ends_empty = true,
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
    .prepare = prepare,
};
