/*
 * The help screen and the key blocks of the documents, made from the tables of actions and keys.
 */
#ifndef SB_APP_HELP_H
#define SB_APP_HELP_H

#include "app/keymap.h"
#include "base/strbuf.h"
#include "doc/doc.h"

/* A section of other things than keys: what can be typed, and what that does. */
struct help_section {
    const char *title;
    const struct help_row {
        const char *typed, *does;
    } * rows;
    size_t count;
};

/* The section first, then every binding of the table, by groups, in as many columns as there is
 * room for. */
struct doc *help_doc(const struct help_section *section, int width_cols, bool ascii);

/* Appends the names of the keys of an action in a context, "j, Down"; digits as "0-9". */
void help_keys(enum context context, enum action action, struct strbuf *out);

/* Calls each(data, context, action) once for every action of the table that has a key, in its
 * order, with the first context in which it has one; mouse events are left out. */
void help_each(void (*each)(void *data, enum context context, enum action action), void *data);

#endif
