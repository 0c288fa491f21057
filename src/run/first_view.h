/*
 * Where a run begins: in the browser, or on the stage with what the operands select.
 */
#ifndef SB_RUN_FIRST_VIEW_H
#define SB_RUN_FIRST_VIEW_H

#include "cli/options.h"
#include "run/loop.h"

/* Completes what the loop begins with, whose browser knows library and bookmarks. The pile of the
 * stage is allocated: the caller frees it. False with *err when there is nothing to show. */
bool first_view_choose(struct browse_setup *setup, const struct options *options,
                       struct subject **pile, struct sb_error *err);

#endif
