/*
 * Where a run begins: in the browser, or on the stage with what the operands select.
 */
#ifndef SB_RUN_FIRST_VIEW_H
#define SB_RUN_FIRST_VIEW_H

#include <stdbool.h>

#include "base/error.h"
#include "cli/options.h"
#include "views/browser/browser.h"

enum first_view_kind {
    FIRST_BROWSER,
    FIRST_LESSON, /* the stage with the pile */
    FIRST_QUIZ,
    FIRST_GUIDE
};

struct first_view {
    enum first_view_kind kind;
    bool bookmarks;        /* the browser begins there */
    char *const *operands; /* borrowed: a code, a class, or words to search for */
    size_t operand_count;
    struct subject *pile; /* owned: of a lesson or a quiz; none: all questions */
    size_t pile_count;
    bool lesson; /* the pile is of the bookmarks */
};

/* Chooses what the options ask for, in a browser that knows library and bookmarks. False with *err
 * when there is nothing to show. Clear it in any case. */
bool first_view_choose(struct first_view *first, const struct options *options,
                       const struct browser_setup *browser, struct sb_error *err);
void first_view_clear(struct first_view *first);

/* Goes there, from the position of an earlier start. */
void first_view_open(const struct first_view *first, struct browser *browser);

#endif
