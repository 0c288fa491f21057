/*
 * View: a text over the whole screen, such as the help.
 */
#ifndef SB_VIEWS_READER_H
#define SB_VIEWS_READER_H

#include <stdbool.h>

struct app;
struct doc;

struct reader_text {
    const char *title;
    /* Makes the text for a width. */
    struct doc *(*make)(const void *context, int cols, bool ascii);
    void *context;                  /* what it is made of */
    void (*release)(void *context); /* when it is closed; NULL: title and context last longer */
};

/* Opens a text on top. */
void reader_open(struct app *app, const struct reader_text *text);

#endif
