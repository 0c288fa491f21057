#include "config.h"
#include "views/browser/teach.h"

#include <stdlib.h>

#include "base/memory.h"
#include "views/browser/history.h"
#include "views/browser/hits.h"
#include "views/browser/rows.h"
#include "views/browser/select.h"

/* Makes a pile of the rows of the codes pane, after the page of a class that has the focus. *at
 * becomes the place of the selected row. False, and a message, when there are no rows. */
static bool make_pile(const struct browser *browser, struct pile *pile, size_t *at)
{
    if (browser->codes.count == 0) {
        app_say(browser->view.app, MESSAGE_INFO, "the list is empty");
        return false;
    }
    struct subject *subjects = xcalloc(browser->codes.count + 2, sizeof *subjects);
    size_t count = 0;
    *at = 0;
    const struct class_row *row = browser_class_row(browser);
    bool class = browser->focus == PANE_CLASSES && !browser->shows_hits && row != NULL &&
                 row->class_index != REGISTRY_NONE && row->source->subject != NULL;
    if (class)
        subjects[count++] = row->source->subject(browser, row);
    for (size_t i = 0; i < browser->codes.count; i++) {
        if (i == browser->codes.selected && !class)
            *at = count;
        subjects[count] = rows_subject(browser, &browser->code_rows[i]);
        count += subjects[count].kind != SUBJECT_NOTHING;
    }
    *pile = pile_new(subjects, count);
    if (rows_are_of(browser, &row_source_bookmarks) && browser->store != NULL)
        pile_set_lesson(pile, browser->store);
    free(subjects);
    return true;
}

void teach_present(struct browser *browser)
{
    struct pile pile;
    size_t at;
    if (make_pile(browser, &pile, &at))
        stage_present(&browser->stage, &pile, at);
}

void teach_test(struct browser *browser)
{
    struct pile pile;
    size_t at;
    if (make_pile(browser, &pile, &at))
        stage_test(&browser->stage, &pile);
}

void teach_compare(struct browser *browser)
{
    struct comparison comparison = {.count = 0};
    if (browser->shows_hits && browser->hits_text != NULL &&
        stage_compare_text(&browser->stage, browser->hits_text))
        return;
    compare_add_confused(&comparison, browser->library, &browser->subject);
    if (comparison.count >= COMPARE_LEAST)
        stage_compare(&browser->stage, &comparison);
    else
        app_say(browser->view.app, MESSAGE_INFO, "nothing to compare it with");
}

void teach_ask(struct browser *browser)
{
    stage_ask(&browser->stage);
}

/* Brings the browser to what the stage showed last. */
static void go_to(void *context, const struct subject *subject)
{
    struct browser *browser = context;
    const struct entry *entry = subject_entry(subject);
    if (entry == NULL || entry == browser_entry(browser))
        return;
    struct place before = history_place(browser);
    select_entry(browser, entry);
    history_record(browser, &before);
}

void teach_init(struct browser *browser, struct app *app, uint32_t seed, size_t questions)
{
    stage_init(&browser->stage, app,
               &(struct stage_setup){.library = browser->library,
                                     .store = browser->store,
                                     .user = hits_user(browser),
                                     .seed = seed,
                                     .questions = questions,
                                     .left = go_to,
                                     .context = browser});
}
