#include "config.h"
#include "page/writer.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "registry/registry.h"

#define CELL_MIN_COLS 22 /* narrower, and phrases break: then a line for each cell */
#define CELL_GAP_COLS 2
#define ROW_INDENT_COLS 2
#define GRID_MAX_COLUMNS 8 /* no fact has more values */

/* The entries that a grid is about. */
struct grid_entries {
    const struct entry *const *items;
    size_t count;
};

static bool is_in_cell(const struct grid *grid, const struct entry *entry, unsigned row,
                       unsigned column)
{
    return page_fact_value(entry, grid->rows) == row &&
           (grid->columns == GRID_NOTHING || page_fact_value(entry, grid->columns) == column);
}

/* Has a fact a word to show? Without columns there is only one to have. */
static bool has_fact(const struct entry *entry, enum grid_fact fact)
{
    return fact == GRID_NOTHING || page_fact_word(fact, page_fact_value(entry, fact)) != NULL;
}

bool page_has_facts(const struct grid *grid, const struct entry *entry)
{
    return has_fact(entry, grid->rows) && has_fact(entry, grid->columns);
}

/* Has one of the entries this value of a fact, and the other fact of the grid, too? */
static bool is_needed(const struct grid *grid, const struct grid_entries *entries,
                      enum grid_fact fact, unsigned value)
{
    for (size_t i = 0; i < entries->count; i++)
        if (page_fact_value(entries->items[i], fact) == value &&
            page_has_facts(grid, entries->items[i]))
            return page_fact_word(fact, value) != NULL;
    return false;
}

static bool is_empty(const struct grid *grid, const struct grid_entries *entries, unsigned row,
                     unsigned column)
{
    for (size_t i = 0; i < entries->count; i++)
        if (is_in_cell(grid, entries->items[i], row, column))
            return false;
    return true;
}

/* Appends the entries of a cell, with commas. */
static void add_cell(struct page_writer *w, struct rich *rich, const struct grid *grid,
                     const struct grid_entries *entries, unsigned row, unsigned column)
{
    bool first = true;
    for (size_t i = 0; i < entries->count; i++) {
        if (!is_in_cell(grid, entries->items[i], row, column))
            continue;
        if (!first)
            rich_add(rich, w->doc, ROLE_TEXT, ", ");
        first = false;
        page_add_entry(w, rich, entries->items[i]);
    }
}

/* Adds "permanent, kept: 308 Permanent Redirect". */
static void add_line(struct page_writer *w, const struct grid *grid,
                     const struct grid_entries *entries, unsigned row, unsigned column)
{
    struct rich rich = {0};
    if (is_empty(grid, entries, row, column))
        return;
    rich_add(&rich, w->doc, ROLE_STRONG, page_fact_word(grid->rows, row));
    if (grid->columns != GRID_NOTHING) {
        rich_add(&rich, w->doc, ROLE_TEXT, ", ");
        rich_add(&rich, w->doc, ROLE_STRONG, page_fact_word(grid->columns, column));
    }
    rich_add(&rich, w->doc, ROLE_TEXT, ": ");
    add_cell(w, &rich, grid, entries, row, column);
    doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
}

static void add_lines(struct page_writer *w, const struct grid *grid,
                      const struct grid_entries *entries)
{
    size_t columns = grid->columns != GRID_NOTHING ? page_fact_count(grid->columns) : 1;
    for (unsigned row = 0; row < page_fact_count(grid->rows); row++)
        for (unsigned column = 0; column < columns; column++)
            if (is_needed(grid, entries, grid->rows, row) &&
                (grid->columns == GRID_NOTHING || is_needed(grid, entries, grid->columns, column)))
                add_line(w, grid, entries, row, column);
}

struct table {
    int label_cols, cell_cols;
    unsigned columns[GRID_MAX_COLUMNS];
    size_t count;
};

static struct table measure(const struct page_writer *w, const struct grid *grid,
                            const struct grid_entries *entries)
{
    struct table table = {.label_cols = 0};
    for (unsigned row = 0; row < page_fact_count(grid->rows); row++) {
        const char *word = page_fact_word(grid->rows, row);
        int cols = word != NULL ? utf8_cols(word) : 0;
        if (cols > table.label_cols && is_needed(grid, entries, grid->rows, row))
            table.label_cols = cols;
    }
    table.label_cols += ROW_INDENT_COLS;
    for (unsigned i = 0; grid->columns != GRID_NOTHING && i < page_fact_count(grid->columns); i++)
        if (table.count < GRID_MAX_COLUMNS && is_needed(grid, entries, grid->columns, i))
            table.columns[table.count++] = i;
    int count = table.count > 0 ? (int)table.count : 1;
    table.cell_cols = (w->doc->width_cols - table.label_cols) / count - CELL_GAP_COLS;
    return table;
}

static void add_heading(struct page_writer *w, const struct grid *grid, const struct table *table)
{
    struct doc *row = doc_new(table->label_cols, w->doc->ascii);
    for (size_t i = 0; i < table->count; i++) {
        struct doc *cell = doc_new(table->cell_cols, w->doc->ascii);
        doc_text(cell, ROLE_STRONG, page_fact_word(grid->columns, table->columns[i]), 0, 0);
        row = doc_join(row, cell, CELL_GAP_COLS);
    }
    doc_append(w->doc, row);
}

static struct doc *make_cell(const struct page_writer *w, const struct grid *grid,
                             const struct grid_entries *entries, const struct table *table,
                             unsigned row, unsigned column)
{
    struct page_writer cell = *w;
    cell.doc = doc_new(table->cell_cols, w->doc->ascii);
    for (size_t i = 0; i < entries->count; i++) {
        struct rich rich = {0};
        if (!is_in_cell(grid, entries->items[i], row, column))
            continue;
        page_add_entry(&cell, &rich, entries->items[i]);
        doc_add(cell.doc, &rich, 0, BULLET_COLS);
    }
    return cell.doc;
}

static void add_row(struct page_writer *w, const struct grid *grid,
                    const struct grid_entries *entries, const struct table *table, unsigned value)
{
    struct doc *row = doc_new(table->label_cols, w->doc->ascii);
    doc_text(row, ROLE_STRONG, page_fact_word(grid->rows, value), ROW_INDENT_COLS, 0);
    for (size_t i = 0; i < table->count; i++) {
        struct doc *cell = make_cell(w, grid, entries, table, value, table->columns[i]);
        row = doc_join(row, cell, CELL_GAP_COLS);
    }
    doc_append(w->doc, row);
}

static void add_title(struct page_writer *w, const struct grid *grid)
{
    struct strbuf title = STRBUF_INIT;
    for (const char *c = grid->title; *c != '\0'; c++)
        strbuf_putc(&title, ascii_upper(*c));
    doc_label(w->doc, strbuf_str(&title));
    strbuf_clear(&title);
}

void page_add_grid(struct page_writer *w, const struct grid *grid,
                   const struct entry *const *entries, size_t count)
{
    const struct grid_entries shown = {entries, count};
    size_t having = 0;
    for (size_t i = 0; i < count; i++)
        having += page_has_facts(grid, entries[i]);
    if (having == 0)
        return;
    add_title(w, grid);
    struct table table = measure(w, grid, &shown);
    if (table.count == 0 || table.cell_cols < CELL_MIN_COLS) {
        add_lines(w, grid, &shown);
        return;
    }
    add_heading(w, grid, &table);
    for (unsigned row = 0; row < page_fact_count(grid->rows); row++)
        if (is_needed(grid, &shown, grid->rows, row))
            add_row(w, grid, &shown, &table, row);
}

void page_add_grids(struct page_writer *w, const struct code_class *class, bool official_only)
{
    const struct registry *registry = w->registry;
    const struct entry **entries = xcalloc(registry->entry_count + 1, sizeof *entries);
    size_t count = 0;
    for (size_t i = 0; i < registry->entry_count && registry->grid_count > 0; i++) {
        const struct entry *entry = &registry->entries[i];
        bool hidden = official_only && entry_is_unofficial(entry);
        if (!entry_is_member(entry) && !hidden &&
            (class == NULL || registry_class_of(registry, entry) == class))
            entries[count++] = entry;
    }
    for (size_t i = 0; i < registry->grid_count; i++) {
        const struct grid *grid = &registry->grids[i];
        const struct code_class *in = grid->in != NULL ? registry_class(registry, grid->in) : NULL;
        if (in == class && (grid->in == NULL) == (class == NULL))
            page_add_grid(w, grid, entries, count);
    }
    free(entries);
}
