#include "config.h"
#include "page/writer.h"

#include <string.h>

#include "base/utf8.h"

#define GAP_COLS 2
/* What happens beyond a limit needs as many columns next to the others, else lines of its own. */
#define BEYOND_MIN_COLS 20

/* Columns of the table. 0: there is no room there, and the text goes to the lines below. */
struct limit_table {
    int usual, setting, beyond;
};

static int cols_of(const char *text)
{
    return text != NULL ? utf8_width(text, strlen(text)) : 0;
}

static void widen(int *cols, const char *text)
{
    if (cols_of(text) > *cols)
        *cols = cols_of(text);
}

static struct limit_table limit_table(const struct page_writer *w)
{
    int who = 0, usual = 0, setting = 0, room = w->doc->width_cols - BULLET_COLS;
    for (size_t i = 0; i < w->texts->limit_count; i++) {
        widen(&who, w->texts->limits[i].who);
        widen(&usual, w->texts->limits[i].usual);
        widen(&setting, w->texts->limits[i].setting);
    }
    struct limit_table table = {.usual = who + GAP_COLS};
    table.setting = table.usual + usual + GAP_COLS;
    table.beyond = table.setting + (setting > 0 ? setting + GAP_COLS : 0);
    if (table.beyond + BEYOND_MIN_COLS > room)
        table.setting = table.beyond = 0;
    if (who + GAP_COLS + usual > room)
        table.usual = 0;
    return table;
}

/* Goes to a column, or (0) next to what is there. */
static void go_to(struct page_writer *w, struct rich *rich, int column)
{
    if (column > 0)
        rich_pad_to(rich, column);
    else if (rich->text.len > 0)
        rich_add(rich, w->doc, ROLE_TEXT, "  ");
}

static void add_setting(struct page_writer *w, struct rich *rich, int column,
                        const struct limit *limit)
{
    if (limit->setting == NULL)
        return;
    go_to(w, rich, column);
    rich_add(rich, w->doc, ROLE_LITERAL, limit->setting);
}

static void add_beyond(struct page_writer *w, struct rich *rich, int column,
                       const struct limit *limit)
{
    if (limit->beyond != NULL) {
        go_to(w, rich, column);
        page_add_prose(w, rich, ROLE_TEXT, limit->beyond);
    }
    if (limit->reference.doc != NULL) {
        go_to(w, rich, limit->beyond != NULL ? 0 : column);
        page_add_reference(w, rich, ROLE_DIM, &limit->reference);
    }
}

static void add_limit(struct page_writer *w, const struct limit_table *table,
                      const struct limit *limit)
{
    struct rich rich = {0};
    rich_add(&rich, w->doc, ROLE_STRONG, limit->who);
    go_to(w, &rich, table->usual);
    rich_add(&rich, w->doc, ROLE_TEXT, limit->usual);
    if (table->beyond == 0) {
        doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
        add_setting(w, &rich, 0, limit);
        add_beyond(w, &rich, 0, limit);
        doc_add(w->doc, &rich, 2 * BULLET_COLS, 2 * BULLET_COLS);
        return;
    }
    add_setting(w, &rich, table->setting, limit);
    add_beyond(w, &rich, table->beyond, limit);
    doc_add(w->doc, &rich, BULLET_COLS, BULLET_COLS + table->beyond);
}

void page_add_limits(struct page_writer *w)
{
    if (w->texts->limit_count == 0)
        return;
    struct limit_table table = limit_table(w);
    doc_label(w->doc, "LIMITS AND TIMEOUTS");
    for (size_t i = 0; i < w->texts->limit_count; i++)
        add_limit(w, &table, &w->texts->limits[i]);
}
