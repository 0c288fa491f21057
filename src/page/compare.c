#include "config.h"
#include "page/compare.h"

#include <string.h>

#include "base/utf8.h"
#include "page/writer.h"
#include "registry/reference.h"
#include "registry/registry.h"

#define LABEL_COLS FACT_LABEL_COLS
#define COLUMN_MIN_COLS 22 /* of a column */
#define COLUMN_MAX_COLS 44 /* longer lines are hard to read next to each other */
#define COLUMN_GAP_COLS 2
#define VALUE_INDENT_COLS 2
#define ROW_MAX 10 /* eight facts, and two more */

void compare_add(struct comparison *comparison, const struct registry *registry,
                 const struct entry *entry)
{
    if (comparison->count >= COMPARE_MOST)
        return;
    struct subject subject = subject_of_entry(registry, entry);
    for (size_t i = 0; i < comparison->count; i++) {
        if (subject_equal(&comparison->subjects[i], &subject))
            return;
    }
    comparison->subjects[comparison->count++] = subject;
}

void compare_add_confused(struct comparison *comparison, const struct library *library,
                          const struct subject *subject)
{
    const struct entry *entry = subject_entry(subject);
    if (entry == NULL)
        return;
    const struct entry *texts = registry_texts_of(subject->registry, entry);
    const struct entry_details *details = entry_details(texts);
    compare_add(comparison, subject->registry, entry);
    for (size_t i = 0; i < details->confusable_count; i++) {
        const struct confusable *other = &details->confusable[i];
        const struct entry *found = registry_find(subject->registry, other->code, other->owner);
        if (found != NULL)
            compare_add(comparison, subject->registry, found);
    }
    for (size_t i = 0; i < details->related_count; i++) {
        const struct related *other = &details->related[i];
        const struct library_item *item = library_find(library, other->registry);
        const struct entry *found =
            item != NULL ? registry_find(library_open(item), other->code, other->owner) : NULL;
        if (found != NULL)
            compare_add(comparison, library_open(item), found);
    }
}

static const struct entry *entry_at(const struct comparison *comparison, size_t i)
{
    return subject_entry(&comparison->subjects[i]);
}

static const struct entry *texts_at(const struct comparison *comparison, size_t i)
{
    return registry_texts_of(comparison->subjects[i].registry, entry_at(comparison, i));
}

static bool is_mixed(const struct comparison *comparison)
{
    for (size_t i = 1; i < comparison->count; i++)
        if (comparison->subjects[i].registry != comparison->subjects[0].registry)
            return true;
    return false;
}

/* Finds out which registries have the same code in another entry of the comparison. */
static void find_same_code(const struct comparison *comparison, size_t at, bool *in_own,
                           bool *in_others)
{
    const struct registry *own = comparison->subjects[at].registry;
    *in_own = *in_others = false;
    for (size_t i = 0; i < comparison->count; i++)
        if (i != at && strcmp(entry_at(comparison, i)->code, entry_at(comparison, at)->code) == 0)
            *(comparison->subjects[i].registry == own ? in_own : in_others) = true;
}

/* What a column or a line is called: the code, with its registry where there are several (one
 * without a short name is that whose codes need none), and with its owner where another has the
 * code, too. */
static void put_name(const struct comparison *comparison, size_t at, struct strbuf *out)
{
    const struct registry *registry = comparison->subjects[at].registry;
    const struct entry *entry = entry_at(comparison, at);
    bool named = is_mixed(comparison) && registry->short_name != NULL;
    bool in_own, in_others;
    find_same_code(comparison, at, &in_own, &in_others);
    if (named || in_others)
        strbuf_printf(out, "%s ", registry_short(registry));
    strbuf_puts(out, entry->code);
    if (in_own)
        strbuf_printf(out, " (%s)", entry->owner);
}

void compare_title(const struct comparison *comparison, struct strbuf *out)
{
    for (size_t i = 0; i < comparison->count; i++) {
        strbuf_puts(out, i > 0 ? " vs " : "");
        put_name(comparison, i, out);
    }
}

/* A row: its label and a value for each entry. */
struct compare_row {
    const char *label;
    struct strbuf values[COMPARE_MOST];
};

struct compare_rows {
    struct compare_row rows[ROW_MAX];
    size_t count;
};

static void put_headers(const struct entry *texts, struct strbuf *out)
{
    const struct entry_details *details = entry_details(texts);
    for (size_t i = 0; i < details->header_count; i++) {
        const struct header_field *header = &details->headers[i];
        if (header->in != DIRECTION_RESPONSE || header->strength == STRENGTH_USUAL)
            continue;
        page_join(out, header->name);
        strbuf_printf(out, " %s", strength_names[header->strength]);
    }
}

static void put_definition(const struct entry *texts, struct strbuf *out)
{
    const struct entry_details *details = entry_details(texts);
    if (details->references.count > 0)
        reference_text(&details->references.items[0], out);
}

/* Appends the value of a row: of a fact, or of one of the rows after these. */
typedef void put_value(const struct entry *texts, struct strbuf *out);

static void clear_values(struct compare_row *row)
{
    for (size_t i = 0; i < COMPARE_MOST; i++)
        strbuf_clear(&row->values[i]);
}

/* Is there something to compare? Of several registries, two must know about it: what the others
 * have no word for is no difference. */
static bool is_comparable(const struct comparison *comparison, const struct compare_row *row)
{
    const struct registry *known = NULL;
    for (size_t i = 0; i < comparison->count; i++) {
        const struct registry *registry = comparison->subjects[i].registry;
        if (row->values[i].len == 0 || registry == known)
            continue;
        if (known != NULL || !is_mixed(comparison))
            return true;
        known = registry;
    }
    return false;
}

static void add_row(struct compare_rows *rows, const struct comparison *comparison,
                    const char *label, put_value *put)
{
    struct compare_row *row = &rows->rows[rows->count];
    *row = (struct compare_row){.label = label};
    for (size_t i = 0; i < comparison->count; i++) {
        const struct entry *texts = texts_at(comparison, i);
        if (put != NULL)
            put(texts, &row->values[i]);
        else
            page_put_fact(texts, label, &row->values[i]);
    }
    if (is_comparable(comparison, row))
        rows->count++;
    else
        clear_values(row);
}

static void make_rows(const struct comparison *comparison, struct compare_rows *rows)
{
    static const char *const facts[] = {"CACHE",  "CONTENT", "RETRY",   "LASTING",
                                        "METHOD", "FAULT",   "SENT BY", "MADE BY"};
    rows->count = 0;
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
        add_row(rows, comparison, facts[i], NULL);
    add_row(rows, comparison, "HEADERS", put_headers);
    add_row(rows, comparison, "DEFINED", put_definition);
}

static void clear_rows(struct compare_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        clear_values(&rows->rows[i]);
}

static bool is_same(const struct compare_row *row, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (strcmp(strbuf_str(&row->values[0]), strbuf_str(&row->values[i])) != 0)
            return false;
    return true;
}

static const char *value_text(const struct compare_row *row, size_t i)
{
    return row->values[i].len > 0 ? strbuf_str(&row->values[i]) : "-";
}

/* What the entry `from` says of `to`. */
struct said {
    const char *text;   /* NULL: nothing */
    const char *before; /* "504, not 502:", "504, next to 28:" */
};

static struct said said_of(const struct comparison *comparison, size_t from, size_t to)
{
    const struct entry *texts = texts_at(comparison, from), *entry = entry_at(comparison, to);
    const struct entry_details *details = entry_details(texts);
    const struct registry *registry = comparison->subjects[from].registry;
    const struct registry *other = comparison->subjects[to].registry;
    for (size_t i = 0; i < details->confusable_count && registry == other; i++) {
        const struct confusable *confused = &details->confusable[i];
        if (registry_find(registry, confused->code, confused->owner) == entry)
            return (struct said){confused->difference, ", not "};
    }
    for (size_t i = 0; i < details->related_count; i++) {
        const struct related *related = &details->related[i];
        if (related->note != NULL && strcmp(related->registry, other->id) == 0 &&
            registry_find(other, related->code, related->owner) == entry)
            return (struct said){related->note, ", next to "};
    }
    return (struct said){NULL, NULL};
}

/* Appends a text about another entry in which "Here" means the entry that has it: its name. */
static void put_without_here(const char *text, const char *name, struct strbuf *out)
{
    static const char here[] = "Here ";
    for (const char *at; (at = strstr(text, here)) != NULL; text = at + strlen(here)) {
        strbuf_add(out, text, (size_t)(at - text));
        strbuf_printf(out, "With %s ", name);
    }
    strbuf_puts(out, text);
}

/* Adds what the entry `from` says of `to`. */
static void add_pair(struct page_writer *w, const struct comparison *comparison, size_t from,
                     size_t to)
{
    struct strbuf names[2] = {STRBUF_INIT, STRBUF_INIT}, text = STRBUF_INIT;
    struct rich rich = {0};
    put_name(comparison, from, &names[0]);
    put_name(comparison, to, &names[1]);
    struct said said = said_of(comparison, from, to);
    put_without_here(said.text, strbuf_str(&names[0]), &text);
    page_begin_bullet(w, &rich);
    rich_add(&rich, w->doc, ROLE_STRONG, strbuf_str(&names[1]));
    rich_add(&rich, w->doc, ROLE_TEXT, said.before);
    rich_add(&rich, w->doc, ROLE_STRONG, strbuf_str(&names[0]));
    rich_printf(&rich, w->doc, ROLE_TEXT, ":  %s", strbuf_str(&text));
    page_end_bullet(w, &rich);
    strbuf_clear(&names[0]);
    strbuf_clear(&names[1]);
    strbuf_clear(&text);
}

/* Adds for each pair what tells them apart: the words of one of the two. */
static void add_short(struct page_writer *w, const struct comparison *comparison)
{
    bool begun = false;
    for (size_t i = 0; i < comparison->count; i++)
        for (size_t k = i + 1; k < comparison->count; k++) {
            bool first = said_of(comparison, i, k).text != NULL;
            if (!first && said_of(comparison, k, i).text == NULL)
                continue;
            if (!begun)
                doc_label(w->doc, "IN SHORT");
            begun = true;
            add_pair(w, comparison, first ? i : k, first ? k : i);
        }
}

/* Adds the grids whose facts all the entries have. */
static void add_grids(struct page_writer *w, const struct comparison *comparison)
{
    const struct registry *registry = comparison->subjects[0].registry;
    const struct entry *entries[COMPARE_MOST];
    for (size_t i = 0; i < comparison->count; i++) {
        if (comparison->subjects[i].registry != registry)
            return;
        entries[i] = entry_at(comparison, i);
    }
    for (size_t g = 0; g < registry->grid_count; g++) {
        const struct grid *grid = &registry->grids[g];
        bool all = grid->columns != GRID_NOTHING;
        for (size_t i = 0; i < comparison->count; i++)
            all = all && page_has_facts(grid, entries[i]);
        if (all)
            page_add_grid(w, grid, entries, comparison->count);
    }
}

static struct page_writer begin(const struct comparison *comparison, const struct page_setup *setup,
                                int cols)
{
    struct doc *doc = doc_new(cols, setup->ascii);
    doc->whole_words = setup->whole_words;
    return (struct page_writer){.doc = doc, .registry = comparison->subjects[0].registry};
}

static void add_meaning_line(struct page_writer *w, const struct comparison *comparison, size_t i)
{
    const struct entry *texts = texts_at(comparison, i), *entry = entry_at(comparison, i);
    const char *summary = entry->summary != NULL ? entry->summary : texts->summary;
    struct page_writer own = *w;
    struct rich rich = {0};
    own.registry = comparison->subjects[i].registry;
    if (is_mixed(comparison) && own.registry->short_name != NULL) {
        rich_add_whole(&rich, w->doc, ROLE_BADGE, own.registry->short_name);
        rich_add(&rich, w->doc, ROLE_TEXT, " ");
    }
    page_add_entry(&own, &rich, entry);
    if (entry_is_unofficial(entry)) {
        rich_add(&rich, w->doc, ROLE_TEXT, " (");
        rich_add(&rich, w->doc, ROLE_BADGE, entry->owner);
        rich_add(&rich, w->doc, ROLE_TEXT, ")");
    }
    if (summary != NULL)
        rich_printf(&rich, w->doc, ROLE_TEXT, ": %s", summary);
    doc_add(w->doc, &rich, 0, VALUE_INDENT_COLS);
}

static void add_named_value(struct page_writer *w, const char *name, int name_cols,
                            const char *value)
{
    struct rich rich = {0};
    rich_add(&rich, w->doc, ROLE_STRONG, name);
    rich_pad_to(&rich, name_cols + 2);
    rich_add(&rich, w->doc, ROLE_TEXT, value);
    doc_add(w->doc, &rich, VALUE_INDENT_COLS, VALUE_INDENT_COLS + name_cols + 2);
}

static void add_linear_row(struct page_writer *w, const struct comparison *comparison,
                           const struct compare_row *row)
{
    struct strbuf names[COMPARE_MOST] = {STRBUF_INIT};
    int name_cols = 0;
    doc_text(w->doc, w->doc->label_role, row->label, 0, 0);
    for (size_t i = 0; i < comparison->count; i++) {
        put_name(comparison, i, &names[i]);
        int cols = utf8_width(names[i].data, names[i].len);
        name_cols = cols > name_cols ? cols : name_cols;
    }
    for (size_t i = 0; i < comparison->count; i++) {
        add_named_value(w, strbuf_str(&names[i]), name_cols, value_text(row, i));
        strbuf_clear(&names[i]);
    }
}

struct doc *compare_linear(const struct comparison *comparison, const struct page_setup *setup)
{
    int cols = setup->cols < PAGE_TEXT_COLS ? setup->cols : PAGE_TEXT_COLS;
    struct page_writer w = begin(comparison, setup, cols);
    struct compare_rows rows;
    make_rows(comparison, &rows);
    for (size_t i = 0; i < comparison->count; i++)
        add_meaning_line(&w, comparison, i);
    doc_blank(w.doc);
    size_t same = 0;
    for (size_t i = 0; i < rows.count; i++) {
        bool equal = is_same(&rows.rows[i], comparison->count);
        same += equal;
        if (!equal)
            add_linear_row(&w, comparison, &rows.rows[i]);
    }
    if (same > 0)
        doc_text(w.doc, w.doc->label_role, "THE SAME", 0, 0);
    for (size_t i = 0; i < rows.count; i++)
        if (is_same(&rows.rows[i], comparison->count))
            add_named_value(&w, rows.rows[i].label, LABEL_COLS - 2, value_text(&rows.rows[i], 0));
    add_short(&w, comparison);
    add_grids(&w, comparison);
    clear_rows(&rows);
    return w.doc;
}

struct columns {
    struct page_writer *w;
    const struct comparison *comparison;
    size_t count; /* shown */
    int cols;     /* of each */
};

/* Fills the cell of a column. */
typedef void fill_cell(struct page_writer *cell, const struct columns *columns, size_t column,
                       const void *context);

static void add_cells(const struct columns *columns, const char *label, fill_cell *fill,
                      const void *context)
{
    struct doc *doc = columns->w->doc;
    struct doc *row = doc_new(LABEL_COLS, doc->ascii);
    doc_text(row, doc->label_role, label, 0, 0);
    for (size_t i = 0; i < columns->count; i++) {
        struct page_writer cell = {.doc = doc_new(columns->cols, doc->ascii),
                                   .registry = columns->comparison->subjects[i].registry};
        fill(&cell, columns, i, context);
        row = doc_join(row, cell.doc, COLUMN_GAP_COLS);
    }
    doc_append(doc, row);
}

static void fill_heading(struct page_writer *cell, const struct columns *columns, size_t column,
                         const void *context)
{
    const struct entry *entry = entry_at(columns->comparison, column);
    struct strbuf name = STRBUF_INIT;
    struct rich rich = {0};
    (void)context;
    put_name(columns->comparison, column, &name);
    doc_take(cell->doc, subject_role(&columns->comparison->subjects[column]), &name, 0, 0);
    page_add_link(cell, &rich, entry->phrase, entry);
    doc_add(cell->doc, &rich, 0, 0);
}

static void fill_summary(struct page_writer *cell, const struct columns *columns, size_t column,
                         const void *context)
{
    const struct entry *entry = entry_at(columns->comparison, column);
    const struct entry *texts = texts_at(columns->comparison, column);
    const char *summary = entry->summary != NULL ? entry->summary : texts->summary;
    (void)context;
    if (summary != NULL)
        doc_text(cell->doc, ROLE_SUMMARY, summary, 0, 0);
}

static void fill_value(struct page_writer *cell, const struct columns *columns, size_t column,
                       const void *context)
{
    (void)columns;
    doc_text(cell->doc, ROLE_TEXT, value_text(context, column), 0, 0);
}

/* Adds what is the same in one run of text. Where only those without a column have a value, there
 * is nothing to say. */
static void add_same(struct page_writer *w, const struct compare_rows *rows, size_t count)
{
    struct rich rich = {0};
    for (size_t i = 0; i < rows->count; i++) {
        const struct compare_row *row = &rows->rows[i];
        if (!is_same(row, count) || row->values[0].len == 0)
            continue;
        rich_add(&rich, w->doc, rich.text.len > 0 ? ROLE_DIM : w->doc->label_role,
                 rich.text.len > 0 ? " \u00b7 " : "THE SAME  ");
        rich_add(&rich, w->doc, ROLE_LABEL, row->label);
        rich_printf(&rich, w->doc, ROLE_TEXT, " %s", value_text(row, 0));
    }
    if (rich.text.len > 0)
        doc_blank(w->doc);
    doc_add(w->doc, &rich, 0, LABEL_COLS + 1);
}

static void add_rule(struct page_writer *w)
{
    struct rich rich = {0};
    for (int i = 0; i < w->doc->width_cols; i++)
        rich_add(&rich, w->doc, ROLE_RULE, "\u2500");
    doc_add(w->doc, &rich, 0, 0);
}

/* Names the entries that have no column. */
static void add_left_out(struct page_writer *w, const struct comparison *comparison, size_t shown)
{
    struct rich rich = {0};
    if (shown == comparison->count)
        return;
    doc_blank(w->doc);
    rich_add(&rich, w->doc, ROLE_DIM, "not shown, for want of room: ");
    for (size_t i = shown; i < comparison->count; i++) {
        if (i > shown)
            rich_add(&rich, w->doc, ROLE_DIM, ", ");
        page_add_entry_of(w, &rich, comparison->subjects[i].registry, entry_at(comparison, i));
    }
    doc_add(w->doc, &rich, 0, 0);
}

struct doc *compare_doc(const struct comparison *comparison, const struct page_setup *setup)
{
    size_t count = comparison->count;
    int room = setup->cols - LABEL_COLS;
    while (count > 1 && room / (int)count - COLUMN_GAP_COLS < COLUMN_MIN_COLS)
        count--;
    if (count < COMPARE_LEAST)
        return compare_linear(comparison, setup);
    int cols = room / (int)count - COLUMN_GAP_COLS;
    cols = cols < COLUMN_MAX_COLS ? cols : COLUMN_MAX_COLS;
    struct page_writer w =
        begin(comparison, setup, LABEL_COLS + (int)count * (cols + COLUMN_GAP_COLS));
    struct columns columns = {&w, comparison, count, cols};
    struct compare_rows rows;
    make_rows(comparison, &rows);
    add_cells(&columns, "", fill_heading, NULL);
    add_rule(&w);
    add_cells(&columns, "", fill_summary, NULL);
    doc_blank(w.doc);
    for (size_t i = 0; i < rows.count; i++)
        if (!is_same(&rows.rows[i], count))
            add_cells(&columns, rows.rows[i].label, fill_value, &rows.rows[i]);
    add_same(&w, &rows, count);
    add_short(&w, comparison);
    add_grids(&w, comparison);
    add_left_out(&w, comparison, count);
    clear_rows(&rows);
    return w.doc;
}
