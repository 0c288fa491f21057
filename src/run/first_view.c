#include "config.h"
#include "run/first_view.h"

#include <stdlib.h>

#include "cli/selection.h"
#include "registry/operand.h"
#include "views/browser/prompts.h"
#include "views/browser/rows.h"
#include "views/browser/select.h"

/* Selects what the operands name, or the bookmarks. */
static bool choose_pile(struct first_view *first, const struct browser_setup *browser,
                        struct sb_error *err)
{
    struct selection selection;
    selection_make(&selection, browser->library, first->operands, first->operand_count,
                   SELECTION_LIST, bookmark_store_list(browser->store));
    first->pile = selection_subjects(&selection, &first->pile_count);
    first->lesson = selection.by_bookmark;
    if (selection.count == 0)
        sb_error_set(err, SB_ERR_DATA,
                     selection.by_bookmark ? "no bookmarks to present"
                                           : "nothing found to present");
    selection_clear(&selection);
    return first->pile_count > 0;
}

bool first_view_choose(struct first_view *first, const struct options *options,
                       const struct browser_setup *browser, struct sb_error *err)
{
    *first = (struct first_view){.kind = options->given[OPTION_PRESENT] ? FIRST_LESSON
                                         : options->given[OPTION_QUIZ]  ? FIRST_QUIZ
                                         : options->given[OPTION_GUIDE] ? FIRST_GUIDE
                                                                        : FIRST_BROWSER,
                                 .bookmarks = options->values[OPTION_BOOKMARKS] != NULL &&
                                              options->operand_count == 0,
                                 .operands = options->operands,
                                 .operand_count = options->operand_count};
    if (first->kind == FIRST_GUIDE)
        return registry_extras(library_main(browser->library))->guide.start != NULL ||
               sb_error_set(err, SB_ERR_DATA, "this registry has no guide");
    if (first->kind == FIRST_LESSON || (first->kind == FIRST_QUIZ && first->operand_count > 0))
        return choose_pile(first, browser, err);
    return true;
}

void first_view_clear(struct first_view *first)
{
    free(first->pile);
    first->pile = NULL;
}

/* Starts where the operands say. */
static void open_operands(struct browser *browser, char *const *operands, size_t count)
{
    if (count == 0)
        return;
    struct operand operand = {.kind = OPERAND_WORD};
    if (count == 1)
        operand = operand_find(browser->library, operands[0]);
    if (operand.kind == OPERAND_CODE) {
        browser_show_entry(browser, operand.entry);
        return;
    }
    if (operand.kind == OPERAND_CLASS || operand.kind == OPERAND_REGISTRY) {
        const struct code_class *class = operand.code_class;
        browser_show_class(browser, operand.registry,
                           class != NULL ? (size_t)(class - operand.registry->classes)
                                         : REGISTRY_NONE);
        return;
    }
    if (operand.kind == OPERAND_UNREGISTERED) {
        rows_open_registry(browser, operand.registry);
        select_unregistered(browser, operand.word);
        select_answer(browser);
        return;
    }
    struct strbuf words = STRBUF_INIT;
    strbuf_join(&words, operands, count);
    search_prompt_run(browser, strbuf_str(&words));
    stage_compare_text(&browser->stage, strbuf_str(&words));
    strbuf_clear(&words);
}

/* Starts on the stage. */
static void open_stage(struct browser *browser, const struct first_view *first)
{
    if (first->kind == FIRST_GUIDE) {
        stage_ask(&browser->stage);
        return;
    }
    struct pile pile = pile_new(first->pile, first->pile_count);
    if (first->lesson)
        pile_set_lesson(&pile, browser->store);
    if (first->kind == FIRST_LESSON)
        stage_present(&browser->stage, &pile, 0);
    else
        stage_test(&browser->stage, &pile);
}

void first_view_open(const struct first_view *first, struct browser *browser)
{
    if (first->bookmarks)
        browser_show_bookmarks(browser);
    if (first->kind == FIRST_BROWSER)
        open_operands(browser, first->operands, first->operand_count);
    else
        open_stage(browser, first);
}
