#include "config.h"
#include "views/browser/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "views/browser/details.h"
#include "views/browser/hits.h"
#include "views/browser/rows.h"
#include "views/browser/select.h"
#include "views/share.h"

void place_clear(struct place *place)
{
    free(place->search);
    *place = (struct place){0};
}

/* What the hits are for now. */
static const char *searched(const struct browser *browser)
{
    return browser->hits_text != NULL ? browser->hits_text : "";
}

struct place history_place(const struct browser *browser)
{
    struct subject selected = details_selected(browser);
    struct place place = {
        .focus = browser->focus,
        .registry = browser->registry,
        .class_row = browser->classes.selected,
        .class_top = browser->classes.top,
        .search = xstrdup(searched(browser)),
        .shows_hits = browser->shows_hits,
        .entry = browser_entry(browser),
        .shown_anyway = browser->shown_anyway,
        .code_top = browser->codes.top,
        .response = browser->seen.response,
        .doc_top = browser->details.top,
        .doc_link = browser->details.link,
    };
    memcpy(place.unregistered, browser->unregistered, sizeof place.unregistered);
    if (!subject_equal(&browser->subject, &selected))
        place.subject = browser->subject;
    return place;
}

void history_go_to(struct browser *browser, const struct place *place)
{
    if (strcmp(place->search, searched(browser)) != 0)
        hits_run(browser, place->search);
    browser->shown_anyway = place->shown_anyway;
    rows_count(browser);
    browser->focus = place->focus;
    browser->shows_hits = place->shows_hits && browser->hits.count > 0;
    rows_open_registry(browser, place->registry);
    details_layout(browser);
    browser->classes.top = place->class_top;
    list_select(&browser->classes, place->class_row);
    memcpy(browser->unregistered, place->unregistered, sizeof browser->unregistered);
    browser->seen.response = place->response;
    rows_fill_codes(browser, place->entry);
    if (browser_entry(browser) == place->entry) {
        browser->codes.top = place->code_top;
        list_select(&browser->codes, browser->codes.selected);
    } else if (place->entry != NULL) {
        select_entry(browser, place->entry); /* its list is gone */
    }
    if (place->subject.kind != SUBJECT_NOTHING)
        details_show(browser, &place->subject);
    else
        details_update(browser);
    struct scroll *details = details_scroll(browser);
    if (place->doc_link < details->doc->link_count)
        details->link = place->doc_link;
    details->top = place->doc_top;
    scroll_by(details, 0);
}

static bool is_same(const struct place *a, const struct place *b)
{
    return a->focus == b->focus && a->registry == b->registry && a->class_row == b->class_row &&
           a->shows_hits == b->shows_hits && a->response == b->response &&
           (!a->shows_hits || strcmp(a->search, b->search) == 0) && a->entry == b->entry &&
           strcmp(a->unregistered, b->unregistered) == 0 && subject_equal(&a->subject, &b->subject);
}

static void push_place(struct place_stack *stack, struct place place)
{
    if (stack->count == HISTORY_MAX) {
        place_clear(&stack->places[0]);
        memmove(stack->places, stack->places + 1, --stack->count * sizeof *stack->places);
    }
    MEM_GROW(stack->places, stack->cap, stack->count + 1);
    stack->places[stack->count++] = place;
}

static void clear_stack(struct place_stack *stack)
{
    while (stack->count > 0)
        place_clear(&stack->places[--stack->count]);
    free(stack->places);
    *stack = (struct place_stack){.places = NULL};
}

void history_clear(struct browser *browser)
{
    clear_stack(&browser->back);
    clear_stack(&browser->forward);
}

void history_record(struct browser *browser, struct place *before)
{
    struct place now = history_place(browser);
    browser->walks_classes = false;
    if (before->search == NULL || is_same(before, &now)) {
        place_clear(before);
    } else {
        push_place(&browser->back, *before);
        clear_stack(&browser->forward);
        *before = (struct place){0};
    }
    place_clear(&now);
}

void history_record_class(struct browser *browser, struct place *before)
{
    bool steps = before->registry != browser->registry ||
                 before->class_row != browser->classes.selected ||
                 before->shows_hits != browser->shows_hits;
    bool goes_on = browser->walks_classes;
    if (steps && !goes_on)
        history_record(browser, before);
    else
        place_clear(before);
    browser->walks_classes = browser->focus == PANE_CLASSES && (steps || goes_on);
}

void history_follow(struct browser *browser)
{
    const struct scroll *details = details_scroll(browser);
    const struct doc_link *link = &details->doc->links[details->link];
    if (link->url != NULL) {
        share_open_reference(browser->view.app, &browser->subject, link->url);
        return;
    }
    const struct entry *target = subject_entry(link->target);
    struct place before = history_place(browser);
    browser->focus = PANE_DETAILS;
    select_entry(browser, target);
    history_record(browser, &before);
}

void history_go(struct browser *browser, int delta)
{
    struct place_stack *from = delta < 0 ? &browser->back : &browser->forward;
    struct place_stack *to = delta < 0 ? &browser->forward : &browser->back;
    const char *way = delta < 0 ? "back" : "forward";
    struct strbuf text = STRBUF_INIT;
    if (from->count == 0) {
        app_say(browser->view.app, MESSAGE_INFO, "nothing to go %s to", way);
        return;
    }
    push_place(to, history_place(browser));
    struct place place = from->places[--from->count];
    history_go_to(browser, &place);
    place_clear(&place);
    subject_title(&browser->subject, &text);
    if (text.len == 0)
        rows_put_class(browser, browser_class_row(browser), &text);
    app_say(browser->view.app, MESSAGE_INFO, "%s: %s", way, strbuf_str(&text));
    strbuf_clear(&text);
}
