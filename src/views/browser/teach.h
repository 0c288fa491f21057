/*
 * From the browser to the stage: what the list shows is the lesson.
 */
#ifndef SB_VIEWS_BROWSER_TEACH_H
#define SB_VIEWS_BROWSER_TEACH_H

#include "views/browser/state.h"

/* Prepares the stage, which brings the browser to what was shown last when it is left. */
void teach_init(struct browser *browser, struct app *app, uint32_t seed, size_t questions);

/* Present the list from the selected row on, test on it, compare the selected entry, ask which code
 * to send. */
void teach_present(struct browser *browser);
void teach_test(struct browser *browser);
void teach_compare(struct browser *browser);
void teach_ask(struct browser *browser);

#endif
