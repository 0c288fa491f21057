#include "config.h"
#include "screen/list.h"

size_t list_clamp(size_t position, long delta, size_t limit)
{
    if (delta < 0) {
        size_t back = (size_t)-delta;
        return back > position ? 0 : position - back;
    }
    return (size_t)delta > limit - position ? limit : position + (size_t)delta;
}

static size_t last_row(const struct list *list)
{
    return list->count > 0 ? list->count - 1 : 0;
}

static int height_of(const struct list *list)
{
    return list->height > 1 ? list->height : 1;
}

/* The rows that the window has room for. */
static size_t window_rows(const struct list *list)
{
    int rows = list->rows / height_of(list);
    return rows > 0 ? (size_t)rows : 1;
}

/* A window of a line or two has only rows. */
static bool has_gap(const struct list *list)
{
    return list->gap > 0 && list->rows > 2 && height_of(list) == 1;
}

/* How many rows and gaps are above a row in the window, which is not above that. */
static size_t line_of(const struct list *list, size_t row)
{
    return row - list->top + (has_gap(list) && list->gap >= list->top && row >= list->gap);
}

size_t list_line_count(const struct list *list)
{
    return list->count * (size_t)height_of(list) + has_gap(list);
}

size_t list_top_line(const struct list *list)
{
    return list->top * (size_t)height_of(list);
}

/* A window that begins below the gap has no line of it. */
static size_t last_top(const struct list *list)
{
    size_t rows = window_rows(list), lines = list->count + has_gap(list);
    if (list->count > rows && list->count - rows > list->gap)
        return list->count - rows;
    return lines > rows ? lines - rows : 0;
}

static void keep_in_window(struct list *list)
{
    size_t rows = window_rows(list);
    if (list->selected > last_row(list))
        list->selected = last_row(list);
    if (list->top > list->selected)
        list->top = list->selected;
    if (line_of(list, list->selected) >= rows)
        list->top = list->selected + 1 - rows;
    if (line_of(list, list->selected) >= rows)
        list->top++;
    if (list->top > last_top(list))
        list->top = last_top(list);
}

static void keep_place(struct list *list)
{
    keep_in_window(list);
    list->kept_top = list->top;
}

void list_set_count(struct list *list, size_t count)
{
    list->count = count;
    keep_place(list);
}

void list_set_rows(struct list *list, int rows)
{
    /* A window that shrinks and grows again shows what it showed before. */
    list->rows = rows;
    list->top = list->kept_top;
    keep_in_window(list);
}

void list_set_height(struct list *list, int height)
{
    list->height = height;
    keep_place(list);
}

void list_select(struct list *list, size_t index)
{
    list->selected = index;
    keep_place(list);
}

void list_jump(struct list *list, size_t index)
{
    size_t rows = window_rows(list);
    if (index < list->top || line_of(list, index) >= rows)
        list->top = index > rows / 2 ? index - rows / 2 : 0;
    list_select(list, index);
}

void list_move(struct list *list, long delta)
{
    list_select(list, list_clamp(list->selected, delta, last_row(list)));
}

void list_scroll_window(struct list *list, long delta)
{
    list->top = list_clamp(list->top, delta, last_top(list));
}

void list_scroll(struct list *list, long delta)
{
    size_t rows = window_rows(list);
    list_scroll_window(list, delta);
    if (list->selected < list->top)
        list->selected = list->top;
    if (line_of(list, list->selected) >= rows)
        list->selected = list->top + rows - 1;
    if (line_of(list, list->selected) >= rows && list->selected > list->top)
        list->selected--;
    keep_place(list);
}

long list_rows_of(const struct list *list, long lines)
{
    return lines / height_of(list);
}

void list_set_gap(struct list *list, size_t gap)
{
    list->gap = gap < list->count ? gap : 0;
    keep_place(list);
}

int list_gap_line(const struct list *list)
{
    if (!has_gap(list) || list->gap < list->top || list->gap - list->top >= window_rows(list))
        return -1;
    return (int)(list->gap - list->top);
}

bool list_row_at(const struct list *list, int line, size_t *row)
{
    int gap = list_gap_line(list);
    if (line < 0 || line == gap)
        return false;
    *row = list->top + (size_t)(line / height_of(list)) - (gap >= 0 && line > gap);
    return *row < list->count;
}

bool list_begins_at(const struct list *list, int line)
{
    return line % height_of(list) == 0;
}
