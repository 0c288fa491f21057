/*
 * What the browser shows, read from its screen: the panes, their rows, what is selected.
 */
#ifndef SB_TESTS_SUPPORT_PANES_H
#define SB_TESTS_SUPPORT_PANES_H

#include "app/app.h"
#include "base/strbuf.h"
#include "screen/frame.h"
#include "views/browser/layout.h"

struct panes {
    struct frame frame;                     /* of the lowest view, without what is over it */
    int start[PANE_COUNT], end[PANE_COUNT]; /* columns; -1, -1: the pane is not shown */
    int top[PANE_COUNT];                    /* row of line 1; line 0 is the heading */
    int bottom;                             /* row below their last lines */
};

/* Draws the lowest view of the app and finds its panes. Zeroed panes can be read into; the frame is
 * to be freed. */
void panes_read(struct panes *panes, struct app *app);

/* The lines of a pane besides its heading. */
int panes_line_count(const struct panes *panes, enum pane pane);

/* Appends a line of a pane without its margins and scroll bar; line 0 is the heading. Nothing when
 * the pane is not shown, or has no heading. */
void panes_put_line(const struct panes *panes, enum pane pane, int line, struct strbuf *out);

/* Reads the screen as it is now and returns such a line, valid until the next call. */
const char *panes_line(struct panes *panes, struct app *app, enum pane pane, int line);

/* Reads the screen as it is now and returns all lines of a pane below its heading, which the caller
 * frees. */
char *panes_lines(struct panes *panes, struct app *app, enum pane pane);

/* Appends the rows of a pane from a line on to the next empty one: their first words, the selected
 * one in brackets; what is indented belongs to the row above. Returns the line after that. */
int panes_put_rows(const struct panes *panes, enum pane pane, int line, struct strbuf *out);

/* The pane with the focus; PANE_COUNT: none is shown. */
enum pane panes_focus(const struct panes *panes);

/* The line of the selected row, or 0 when there is none. */
int panes_selected(const struct panes *panes, enum pane pane);

/* Reads the screen as it is now and returns the code of the selected row, its first word, valid
 * until the next call; "" when there is no row. */
const char *panes_code(struct panes *panes, struct app *app);

/* Reads the screen as it is now: does it show the lowest view, with nothing over it and nothing
 * being typed? The bottom line may have a message. */
bool panes_are_alone(struct panes *panes, struct app *app);

/* Appends the text of the selected link of the details. */
void panes_put_link(const struct panes *panes, struct strbuf *out);

/* A whole screen: appends a row without its margin and scroll bar. */
void panes_put_row(const struct frame *screen, int row, struct strbuf *out);

/* The same: appends the text that is typed after its sign, "/found" or "#40".
 * Nothing when nothing is typed. */
void panes_put_prompt(const struct frame *screen, struct strbuf *out);

#endif
