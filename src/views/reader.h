/*
 * View: a text over the whole screen, such as the help.
 */
#ifndef SB_VIEWS_READER_H
#define SB_VIEWS_READER_H

#include "app/view.h"
#include "screen/scroll.h"

/* Makes the text for a width; context is what reader_open() got. */
typedef struct doc *reader_make(const void *context, int cols, bool ascii);

struct reader {
    struct view view; /* first */
    struct scroll scroll;
    bool dragging; /* the mouse has hold of the thumb */
    const char *title;
    reader_make *make;
    const void *context;
};

/* Opens a text on top. title and context must last as long as it is open. */
void reader_open(struct reader *reader, struct app *app, const char *title, reader_make *make,
                 const void *context);
void reader_clear(struct reader *reader); /* frees */

#endif
