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

static size_t last_top(const struct list *list)
{
    size_t rows = list->rows > 0 ? (size_t)list->rows : 1;
    return list->count > rows ? list->count - rows : 0;
}

static void keep_in_window(struct list *list)
{
    size_t rows = list->rows > 0 ? (size_t)list->rows : 1;
    if (list->selected > last_row(list))
        list->selected = last_row(list);
    if (list->top > list->selected)
        list->top = list->selected;
    if (list->selected >= list->top + rows)
        list->top = list->selected - rows + 1;
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

void list_select(struct list *list, size_t index)
{
    list->selected = index;
    keep_place(list);
}

void list_jump(struct list *list, size_t index)
{
    size_t rows = list->rows > 0 ? (size_t)list->rows : 1;
    if (index < list->top || index >= list->top + rows)
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
    size_t rows = list->rows > 0 ? (size_t)list->rows : 1;
    list_scroll_window(list, delta);
    if (list->selected < list->top)
        list->selected = list->top;
    if (list->selected >= list->top + rows)
        list->selected = list->top + rows - 1;
    keep_place(list);
}
