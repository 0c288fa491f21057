/*
 * Where things are on a screen of a given size. Pure arithmetic.
 *
 *   wide    110 columns and more   classes | codes | details
 *   medium  60 to 109              the same, classes shrunk to their ids
 *   reading 60 to 99               the details, while they have the focus, next to the bare codes
 *   narrow  under 60               one pane at a time below a crumb line
 *   small   under 20x6             a line that says so
 */
#ifndef SB_VIEWS_BROWSER_LAYOUT_H
#define SB_VIEWS_BROWSER_LAYOUT_H

#include <stdbool.h>

#include "screen/draw.h"

#define LAYOUT_WIDE_COLS 110
#define LAYOUT_BESIDE_COLS 100 /* the details can be read next to the lists */
#define LAYOUT_MEDIUM_COLS 60

enum pane { PANE_CLASSES, PANE_CODES, PANE_DETAILS, PANE_COUNT };

enum layout_kind { LAYOUT_SMALL, LAYOUT_NARROW, LAYOUT_READING, LAYOUT_MEDIUM, LAYOUT_WIDE };

struct layout {
    enum layout_kind kind;
    int cols, rows; /* of the screen */
    enum pane focus;
    int heading_row;               /* of the panes' headings, -1 in a narrow layout */
    int warning_row;               /* -1: none */
    int bottom_row;                /* hints, messages, prompts */
    struct rect panes[PANE_COUNT]; /* the rows below the heading */
};

/* What a layout is made for. */
struct layout_setup {
    int cols, rows;    /* of the screen */
    enum pane focus;   /* narrow, the pane that is shown; the details are read with more room */
    bool with_warning; /* keeps a row for one */
    int code_cols;     /* of the longest code */
};

/* Returns where everything stands on a screen of this size. */
struct layout layout_compute(const struct layout_setup *setup);

/* Rows of a pane; one that is not shown has those of the pane with the focus. */
int layout_pane_rows(const struct layout *layout, enum pane pane);

/* Columns of the details pane that hold text: without its margins. Narrow, those of the screen. */
int layout_details_cols(const struct layout *layout);

/* Columns that the details' heading has for a title. */
int layout_title_cols(const struct layout *layout);

/* Where the text of the details stands in their pane: between the margin and the scroll thumb. */
struct rect layout_details_text(const struct layout *layout);

/* The pane at a screen position, PANE_COUNT when there is none. */
enum pane layout_pane_at(const struct layout *layout, int row, int col);

#endif
