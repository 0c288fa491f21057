/*
 * A screen as a value: a grid of cells, each with a character, a role and marks.
 *
 * Views fill it, the terminal shows it, tests compare it as text. Nothing written here can leave
 * its row or reach outside the grid.
 */
#ifndef SB_SCREEN_FRAME_H
#define SB_SCREEN_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "doc/role.h"

/* A base character and a few combining ones; more of them are dropped. */
#define CLUSTER_BYTES 12

/* The len of a cell whose character has combining ones. */
#define CELL_CLUSTER UINT8_MAX

enum cell_flags {
    CELL_SELECTED = 1 << 0, /* heading and selected row of the focused pane, the selected link */
    CELL_MATCH = 1 << 1,    /* letters that a search found */
    CELL_LINE = 1 << 2,     /* a piece of a border */
    CELL_CURRENT = 1 << 3,  /* the selected row of a pane without the focus */
    CELL_BAR = 1 << 4,      /* says something by its colour alone: a space where it has none */
};

/* Eight bytes, so that a grid takes few pages of memory and two cells are compared at once. */
struct cell {
    char text[4];   /* one character in UTF-8, then zeros; or, of a cluster, its index in the frame.
                       frame_cell_text() reads both */
    uint8_t len;    /* bytes; 0: the right half of a wide character; or CELL_CLUSTER */
    uint8_t role;   /* enum role */
    uint8_t flags;  /* enum cell_flags */
    uint8_t button; /* what a click here does, a number of the drawer's; 0: nothing of its own */
};

/* A character and those that combine with it. */
struct cell_cluster {
    char text[CLUSTER_BYTES]; /* UTF-8 */
    uint8_t len;              /* bytes */
};

struct frame {
    int cols, rows;
    struct cell *cells;            /* rows x cols */
    struct cell_cluster *clusters; /* of all cells since the frame was cleared */
    size_t cluster_count, cluster_cap;
    bool joining; /* a row may be frame_is_joining() */
    bool ascii;   /* only ASCII may be shown */
    int cursor_row, cursor_col;
    bool show_cursor;
};

/* Zeroed is an empty frame of no size. */
void frame_resize(struct frame *frame, int cols, int rows); /* and clears */
void frame_clear(struct frame *frame);
void frame_copy(struct frame *frame, const struct frame *from); /* which has the same size */
void frame_free(struct frame *frame);                           /* its cells */

/*
 * Writes a displayable text (no controls, see utf8_display) at row, col, at most max_cols columns;
 * a character that does not fit whole is left out. Returns the columns written.
 */
int frame_text(struct frame *frame, int row, int col, int max_cols, const char *text, size_t len,
               enum role role, unsigned flags);

/* Writes one character of one column. */
void frame_sign(struct frame *frame, int row, int col, const char *sign, enum role role,
                unsigned flags);

/* The same for text of unknown origin: made displayable, and cut with an ellipsis when too long. */
int frame_label(struct frame *frame, int row, int col, int max_cols, const char *text,
                enum role role, unsigned flags);

/* Columns of the first len bytes of a text as frame_label() shows it. */
int frame_label_cols(const struct frame *frame, const char *text, size_t len);

/* Blanks a stretch of a row. */
void frame_blank(struct frame *frame, int row, int col, int cols);

/* Adds flags to the cells of a stretch of a row. */
void frame_mark(struct frame *frame, int row, int col, int cols, unsigned flags);

/* Makes a stretch of a row a button. A text that is written there later takes it away. */
void frame_button(struct frame *frame, int row, int col, int cols, unsigned button);

/* A vertical border; a horizontal one over the whole row, joined to those that end above it. */
void frame_vline(struct frame *frame, int row, int col, int rows);
void frame_hline(struct frame *frame, int row);

/* Returns a cell, or NULL outside the frame. */
const struct cell *frame_cell(const struct frame *frame, int row, int col);

/* Has the row characters of which some terminals make one sign, of a width that nobody knows:
 * several in a cell, letters of Hangul, letters of flags? */
bool frame_is_joining(const struct frame *frame, int row);

/* Sets *text to what a cell of the frame shows, without a NUL, and returns its bytes: 0 for the
 * right half of a wide character. It lives until the frame is written to. */
size_t frame_cell_text(const struct frame *frame, const struct cell *cell, const char **text);

#endif
