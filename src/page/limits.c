#include "config.h"
#include "page/writer.h"

#include "base/utf8.h"
#include "registry/reference.h"

#define GAP_COLS 2
/* What happens beyond a limit stands in a column that has as many, else after the setting; and that
 * in a column that has as many, else in lines of its own. */
#define BEYOND_MIN_COLS 20
#define SETTING_MIN_COLS 28

/* Columns of the table. 0: the text goes next to what is before it. */
struct limit_table {
    int usual, setting, beyond;
    bool stacked; /* setting and what is beyond have lines of their own */
};

static void widen(int *cols, const char *text)
{
    int own = text != NULL ? utf8_cols(text) : 0;
    *cols = own > *cols ? own : *cols;
}

static struct limit_table limit_table(const struct page_writer *w)
{
    int who = 0, usual = 0, setting = 0, room = w->doc->width_cols - BULLET_COLS;
    for (size_t i = 0; i < w->details->limit_count; i++) {
        widen(&who, w->details->limits[i].who);
        widen(&usual, w->details->limits[i].usual);
        widen(&setting, w->details->limits[i].setting);
    }
    struct limit_table table = {.usual = who + GAP_COLS};
    table.setting = table.usual + usual + GAP_COLS;
    table.beyond = table.setting + (setting > 0 ? setting + GAP_COLS : 0);
    table.stacked = table.setting + SETTING_MIN_COLS > room;
    if (table.beyond + BEYOND_MIN_COLS > room)
        table.beyond = 0;
    if (table.stacked)
        table.setting = 0;
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

/* Adds the name of the software, which leads to where its value is from. */
static void add_who(struct page_writer *w, struct rich *rich, const struct limit *limit)
{
    struct strbuf url = STRBUF_INIT;
    if (reference_url(w->registry, &limit->reference, &url))
        rich_link_url(rich, w->doc, limit->who, strbuf_str(&url));
    else
        rich_add(rich, w->doc, ROLE_STRONG, limit->who);
    strbuf_clear(&url);
}

/* Adds the setting and what happens beyond it. */
static void add_rest(struct page_writer *w, struct rich *rich, const struct limit_table *table,
                     const struct limit *limit)
{
    if (limit->setting != NULL) {
        go_to(w, rich, table->setting);
        rich_add(rich, w->doc, ROLE_LITERAL, limit->setting);
    }
    if (limit->beyond != NULL) {
        bool first = limit->setting == NULL && table->beyond == 0;
        go_to(w, rich, first ? table->setting : table->beyond);
        page_add_prose(w, rich, ROLE_TEXT, limit->beyond);
    }
}

static void add_limit(struct page_writer *w, const struct limit_table *table,
                      const struct limit *limit)
{
    struct rich rich = {0};
    int hang = table->beyond > 0 ? table->beyond : table->setting;
    add_who(w, &rich, limit);
    go_to(w, &rich, table->usual);
    rich_add(&rich, w->doc, ROLE_TEXT, limit->usual);
    if (table->stacked) {
        doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
        hang = BULLET_COLS;
    }
    int indent = table->stacked ? 2 * BULLET_COLS : BULLET_COLS;
    add_rest(w, &rich, table, limit);
    doc_add(w->doc, &rich, indent, BULLET_COLS + hang);
}

void page_add_limits(struct page_writer *w)
{
    if (w->details->limit_count == 0)
        return;
    struct limit_table table = limit_table(w);
    doc_label(w->doc, "LIMITS AND TIMEOUTS");
    for (size_t i = 0; i < w->details->limit_count; i++)
        add_limit(w, &table, &w->details->limits[i]);
}
