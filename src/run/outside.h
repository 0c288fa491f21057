/*
 * What leaves the program at the user's request: a URL to a web browser, a text to a clipboard. The
 * message says where it went, which is all that can be known.
 */
#ifndef SB_RUN_OUTSIDE_H
#define SB_RUN_OUTSIDE_H

#include <stdbool.h>

struct app;

/* Opens the URL in app->request_text. Where nothing can show it, it is shown, and copied if
 * may_copy. */
void outside_open(struct app *app, bool may_copy);

/* Copies app->request_text. */
void outside_copy(struct app *app, bool may_copy);

#endif
