/*
 * How the browser looks: the theme in use, which is that of the options, else the last one that a
 * key chose, else that of the settings; and the background of the terminal, once it is known.
 */
#ifndef SB_RUN_LOOK_H
#define SB_RUN_LOOK_H

#include <stdbool.h>

#include "doc/theme.h"

struct app;

struct look {
    const char *theme;   /* in use; one of theme_names */
    const char *setting; /* that of the settings; NULL: the options gave one for this run alone */
    const char *kept; /* what a key chose in this or an earlier run; NULL: nothing, or `setting` */
    enum background background;
    bool asked; /* the terminal, for its background */
};

/* kept: the name of the last one that a key chose, of any origin, or NULL. */
void look_init(struct look *look, const char *theme, bool by_option, const char *kept);

/* The theme in use, as it is on this background. */
const struct theme *look_theme(const struct look *look);

/* Asks the terminal for its background, once, if the theme depends on it. */
void look_ask(struct look *look);

/* Takes its answer. */
void look_answer(struct look *look);

/* Goes on to the next theme, and says which. */
void look_next(struct look *look, struct app *app);

#endif
