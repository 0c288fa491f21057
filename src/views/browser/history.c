#include "config.h"
#include "views/browser/history.h"

#include <string.h>

#include "views/browser/details.h"
#include "views/browser/rows.h"
#include "views/browser/select.h"

struct place history_place(const struct browser *browser)
{
    struct subject selected = details_selected(browser);
    struct place place = {
        .focus = browser->focus,
        .class_row = browser->classes.selected,
        .class_top = browser->classes.top,
        .shows_hits = browser->shows_hits,
        .entry = browser_entry(browser),
        .code_top = browser->codes.top,
        .doc_top = browser->details.top,
        .doc_link = browser->details.link,
    };
    if (!subject_equal(&browser->subject, &selected))
        place.subject = browser->subject;
    return place;
}

void history_go_to(struct browser *browser, const struct place *place)
{
    browser->focus = place->focus;
    browser->shows_hits = place->shows_hits && browser->hits.count > 0;
    details_layout(browser);
    browser->classes.top = place->class_top;
    list_select(&browser->classes, place->class_row);
    rows_fill_codes(browser, place->entry);
    if (browser_entry(browser) == place->entry) {
        browser->codes.top = place->code_top;
        list_select(&browser->codes, browser->codes.selected);
    } else if (place->entry != NULL) {
        select_entry(browser, place->entry); /* its list is gone */
    }
    if (place->subject.page != NULL)
        details_show(browser, &place->subject);
    else
        details_update(browser);
    struct scroll *details = details_scroll(browser);
    if (place->doc_link < details->doc->link_count)
        details->link = place->doc_link;
    details->top = place->doc_top;
    scroll_by(details, 0);
}

static void push_place(struct place_stack *stack, struct place place)
{
    if (stack->count == HISTORY_MAX)
        memmove(stack->places, stack->places + 1, --stack->count * sizeof *stack->places);
    stack->places[stack->count++] = place;
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
    push_place(&browser->back, history_place(browser));
    browser->forward.count = 0;
    browser->focus = PANE_DETAILS;
    select_entry(browser, target);
}

static void go(struct browser *browser, struct place_stack *from, struct place_stack *to,
               const char *nothing)
{
    if (from->count == 0) {
        app_say(browser->view.app, MESSAGE_INFO, "%s", nothing);
        return;
    }
    push_place(to, history_place(browser));
    history_go_to(browser, &from->places[--from->count]);
}

void history_back(struct browser *browser)
{
    go(browser, &browser->back, &browser->forward, "nothing to go back to");
}

void history_forward(struct browser *browser)
{
    go(browser, &browser->forward, &browser->back, "nothing to go forward to");
}
