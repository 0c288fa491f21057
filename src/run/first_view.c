#include "config.h"
#include "run/first_view.h"

#include "cli/selection.h"

/* Selects what the operands name, or the bookmarks. */
static bool choose_pile(struct browse_setup *setup, const struct options *options,
                        struct subject **pile, struct sb_error *err)
{
    struct selection selection;
    selection_make(&selection, setup->browser.library, options->operands, options->operand_count,
                   true, bookmark_store_list(setup->browser.store));
    *pile = selection_subjects(&selection, &setup->pile_count);
    setup->pile = *pile;
    setup->lesson = selection.by_bookmark;
    if (selection.count == 0)
        sb_error_set(err, SB_ERR_DATA,
                     selection.by_bookmark ? "no bookmarks to present"
                                           : "nothing found to present");
    selection_clear(&selection);
    return setup->pile_count > 0;
}

bool first_view_choose(struct browse_setup *setup, const struct options *options,
                       struct subject **pile, struct sb_error *err)
{
    *pile = NULL;
    setup->start = options->given[OPTION_PRESENT] ? START_LESSON
                   : options->given[OPTION_QUIZ]  ? START_QUIZ
                   : options->given[OPTION_GUIDE] ? START_GUIDE
                                                  : START_BROWSER;
    if (setup->start == START_GUIDE)
        return registry_extras(library_main(setup->browser.library))->guide.start != NULL ||
               sb_error_set(err, SB_ERR_DATA, "this registry has no guide");
    if (setup->start == START_LESSON || (setup->start == START_QUIZ && options->operand_count > 0))
        return choose_pile(setup, options, pile, err);
    return true;
}
