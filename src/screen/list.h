/*
 * A window on a list of rows, one of them selected. A value; knows nothing of what the rows are.
 */
#ifndef SB_SCREEN_LIST_H
#define SB_SCREEN_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct list {
    size_t count;    /* rows there are */
    size_t selected; /* < count, or 0 when the list is empty */
    size_t top;      /* first row in the window */
    size_t kept_top; /* the same before the window was made smaller than the user left it */
    int rows;        /* of the window: lines */
    int height;      /* lines of each row; 0 counts as 1 */
    size_t gap;      /* a line that is no row stands before this one; 0: none */
};

/* Sets the number of rows or the height of the window; the selected row stays in both. */
void list_set_count(struct list *list, size_t count);
void list_set_rows(struct list *list, int rows);

/* Sets the lines of each row. Taller rows have no gap between them. */
void list_set_height(struct list *list, int height);

/* Selects a row (the last when there are fewer) and brings it into the window. */
void list_select(struct list *list, size_t index);

/* The same for a jump: a row that was not in the window comes to its middle. */
void list_jump(struct list *list, size_t index);

/* Moves the selection by delta rows, stopping at the ends. */
void list_move(struct list *list, long delta);

/* Moves the window by delta rows; the selection follows only as far as it must to stay in it. */
void list_scroll(struct list *list, long delta);

/* Moves the window alone: the selected row may leave it. */
void list_scroll_window(struct list *list, long delta);

/* Puts a line that is no row before a row, which divides the list; 0 for none. */
void list_set_gap(struct list *list, size_t gap);

/* Finds the row on a line of the window. False when there is none: it is the gap, or empty. */
bool list_row_at(const struct list *list, int line, size_t *row);

/* Reports whether a row begins on the line. */
bool list_begins_at(const struct list *list, int line);

/* Returns the line of the gap in the window, or -1. */
int list_gap_line(const struct list *list);

/* Returns the lines of the list, the gap included, and those above the window. */
size_t list_line_count(const struct list *list);
size_t list_top_line(const struct list *list);

/* Returns how many rows the window moves when it moves by these lines. */
long list_rows_of(const struct list *list, long lines);

/* A position plus delta, between 0 and limit. */
size_t list_clamp(size_t position, long delta, size_t limit);

#endif
