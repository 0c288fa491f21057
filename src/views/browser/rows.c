#include "config.h"
#include "views/browser/rows.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "registry/registry.h"

#include <string.h>

bool rows_is_visible(const struct browser *browser, const struct entry *entry)
{
    return browser->show_unofficial || !entry_is_unofficial(entry) ||
           entry == browser->shown_anyway;
}

size_t rows_count_visible(const struct browser *browser)
{
    size_t count = 0;
    for (size_t i = 0; i < browser->registry->entry_count; i++)
        count += rows_is_visible(browser, &browser->registry->entries[i]) &&
                 !entry_is_member(&browser->registry->entries[i]);
    return count;
}

void rows_add_advice(struct doc *doc, const char *key, const char *text)
{
    const int key_cols = 5;
    struct rich rich = {0};
    rich_add(&rich, doc, ROLE_KEY, key);
    rich_pad_to(&rich, key_cols);
    rich_add(&rich, doc, ROLE_TEXT, text);
    doc_add(doc, &rich, 0, key_cols);
}

static void add_code_row(struct browser *browser, struct code_row row)
{
    browser->code_rows = mem_grow(browser->code_rows, &browser->code_row_cap,
                                  browser->codes.count + 1, sizeof *browser->code_rows);
    browser->code_rows[browser->codes.count++] = row;
}

static void say_hidden(struct doc *doc)
{
    doc_text(doc, ROLE_STRONG, "No code here.", 0, 0);
    doc_blank(doc);
    rows_add_advice(doc, "v", "shows the unofficial ones");
}

/* --- All, and each class --------------------------------------------------------------------- */

static bool has_every(const struct class_row *row, const struct entry *entry)
{
    (void)row, (void)entry;
    return true;
}

static struct subject about_registry(const struct browser *browser, const struct class_row *row)
{
    (void)row;
    return (struct subject){.page = &page_about, .registry = browser->registry};
}

static const struct row_source source_all = {
    .id = "all",
    .heading = "CODES",
    .name = "All",
    .has = has_every,
    .subject = about_registry,
    .say_empty = say_hidden,
};

static void put_class(const struct browser *browser, const struct class_row *row, bool with_title,
                      struct strbuf *out)
{
    const struct code_class *class = &browser->registry->classes[row->class_index];
    strbuf_puts(out, class->id);
    if (with_title)
        strbuf_printf(out, " %s", class->title);
}

static bool has_of_class(const struct class_row *row, const struct entry *entry)
{
    return entry->class_index == row->class_index;
}

static struct subject about_class(const struct browser *browser, const struct class_row *row)
{
    return (struct subject){.page = &page_class,
                            .registry = browser->registry,
                            .thing = &browser->registry->classes[row->class_index]};
}

static const struct row_source source_class = {
    .heading = "CODES",
    .label = put_class,
    .has = has_of_class,
    .subject = about_class,
    .say_empty = say_hidden,
};

/* --- Codes of no class ----------------------------------------------------------------------- */

static const struct row_source source_other = {
    .id = "other",
    .heading = "CODES",
    .name = "Other",
    .has = has_of_class,
    .say_empty = say_hidden,
};

/* --- Bookmarks ------------------------------------------------------------------------------- */

static void put_bookmarks(const struct browser *browser, const struct class_row *row,
                          bool with_title, struct strbuf *out)
{
    (void)row;
    const char *title = bookmarks_title(browser_bookmarks(browser));
    strbuf_puts(out, SIGN_STAR);
    if (with_title)
        strbuf_printf(out, " %s", title[0] != '\0' ? title : "Bookmarks");
}

static bool is_of_registry(const struct browser *browser, const struct bookmark *bookmark)
{
    return strcmp(bookmark->id.registry, browser->registry->id) == 0;
}

static size_t count_bookmarks(const struct browser *browser)
{
    const struct bookmarks *list = browser_bookmarks(browser);
    size_t count = 0;
    for (size_t i = 0; i < bookmarks_count(list); i++)
        count += is_of_registry(browser, bookmarks_at(list, i));
    return count;
}

/* In the user's own order, unofficial or not, and also what this registry does not have. */
static void fill_bookmarks(struct browser *browser)
{
    const struct bookmarks *list = browser_bookmarks(browser);
    for (size_t i = 0; i < bookmarks_count(list); i++) {
        const struct bookmark *bookmark = bookmarks_at(list, i);
        if (is_of_registry(browser, bookmark))
            add_code_row(browser, (struct code_row){.entry = registry_find(browser->registry,
                                                                           bookmark->id.code,
                                                                           bookmark->id.owner),
                                                    .bookmark = i});
    }
}

static void say_no_bookmarks(struct doc *doc)
{
    doc_text(doc, ROLE_STRONG, "No bookmarks yet.", 0, 0);
    doc_blank(doc);
    rows_add_advice(doc, "b", "bookmarks the selected code");
    rows_add_advice(doc, "e", "writes a note on it");
}

const struct row_source row_source_bookmarks = {
    .id = "bookmarks",
    .heading = "BOOKMARKS",
    .label = put_bookmarks,
    .role = ROLE_STAR,
    .count = count_bookmarks,
    .fill = fill_bookmarks,
    .say_empty = say_no_bookmarks,
};

/* --- The class pane -------------------------------------------------------------------------- */

bool rows_class_has(const struct class_row *row, const struct entry *entry)
{
    return row->source->has != NULL && row->source->has(row, entry);
}

const char *rows_class_id(const struct browser *browser, const struct class_row *row)
{
    return row->source->id != NULL ? row->source->id
                                   : browser->registry->classes[row->class_index].id;
}

void rows_class_label(const struct browser *browser, const struct class_row *row, bool with_title,
                      struct strbuf *out)
{
    if (row->source->name != NULL)
        strbuf_puts(out, row->source->name);
    else
        row->source->label(browser, row, with_title, out);
}

enum role rows_class_role(const struct class_row *row)
{
    return row->source->role != ROLE_TEXT ? row->source->role : role_accent(row->class_index);
}

void rows_count(struct browser *browser)
{
    const struct registry *registry = browser->registry;
    for (size_t r = 0; r < browser->classes.count; r++) {
        struct class_row *row = &browser->class_rows[r];
        row->count = row->source->count != NULL ? row->source->count(browser) : 0;
        for (size_t i = 0; i < registry->entry_count; i++)
            row->count += rows_class_has(row, &registry->entries[i]) &&
                          rows_is_visible(browser, &registry->entries[i]) &&
                          !entry_is_member(&registry->entries[i]);
    }
}

static void add_class_row(struct browser *browser, const struct row_source *source, size_t index)
{
    browser->class_rows[browser->classes.count++] =
        (struct class_row){.source = source, .class_index = index};
}

void rows_make_classes(struct browser *browser)
{
    const struct registry *registry = browser->registry;
    bool other = false;
    browser->code_cols = 0;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        int cols = utf8_width(entry->code, strlen(entry->code));
        other = other || entry->class_index == REGISTRY_NONE;
        browser->code_cols = cols > browser->code_cols ? cols : browser->code_cols;
    }
    browser->class_rows = xcalloc(registry->class_count + 3, sizeof *browser->class_rows);
    add_class_row(browser, &source_all, REGISTRY_NONE);
    for (size_t i = 0; i < registry->class_count; i++)
        add_class_row(browser, &source_class, i);
    if (other && registry->class_count > 0)
        add_class_row(browser, &source_other, REGISTRY_NONE);
    if (browser->store != NULL)
        add_class_row(browser, &row_source_bookmarks, REGISTRY_NONE);
    list_set_count(&browser->classes, browser->classes.count);
    rows_count(browser);
}

/* --- The codes pane -------------------------------------------------------------------------- */

/* keep: the entry that was asked for, which is listed even if its family stands for it. */
static void fill_class(struct browser *browser, const struct class_row *row,
                       const struct entry *keep)
{
    for (size_t i = 0; i < browser->registry->entry_count; i++) {
        const struct entry *entry = &browser->registry->entries[i];
        if (rows_is_visible(browser, entry) && rows_class_has(row, entry) &&
            (!entry_is_member(entry) || entry == keep))
            add_code_row(browser, (struct code_row){.entry = entry, .bookmark = BOOKMARK_NONE});
    }
}

static void count_hit(struct browser *browser, const struct entry *entry)
{
    for (size_t r = 0; r < browser->classes.count; r++) {
        struct class_row *row = &browser->class_rows[r];
        row->hits += row->source->has != NULL ? row->source->has(row, entry)
                                              : browser_bookmark(browser, entry) != NULL;
    }
}

/* Adds the hits, and a line between those that answer and those with some of the words. */
static void fill_hits(struct browser *browser)
{
    size_t answers = 0;
    for (size_t r = 0; r < browser->classes.count; r++)
        browser->class_rows[r].hits = 0;
    for (size_t i = 0; i < browser->hits.count; i++) {
        const struct hit *hit = &browser->hits.items[i];
        if (!rows_is_visible(browser, hit->entry))
            continue;
        add_code_row(browser,
                     (struct code_row){.entry = hit->entry, .hit = hit, .bookmark = BOOKMARK_NONE});
        count_hit(browser, hit->entry);
        answers += i < browser->hits.answers;
    }
    list_set_gap(&browser->codes, answers);
}

/* Adds the values of the facet being typed. */
static void fill_values(struct browser *browser)
{
    const struct facet_offer *offer = &browser->hits.offer;
    for (size_t i = 0; i < offer->count; i++)
        add_code_row(browser,
                     (struct code_row){.value = &offer->values[i], .bookmark = BOOKMARK_NONE});
}

void rows_put_reason(const struct browser *browser, const struct hit *hit, struct strbuf *out)
{
    const char *reason = hit != NULL ? hit->reason : NULL;
    if (reason != NULL && hit->kind == TEXT_NOTE)
        reason = browser_note(browser, hit->entry);
    if (reason == NULL)
        return;
    /* Most are tags: the word would say nothing. */
    if (hit->kind != TEXT_TAG && hit->header == NULL)
        strbuf_printf(out, "%s: ", text_kinds[hit->kind].name);
    strbuf_puts(out, reason);
    if (hit->header != NULL)
        strbuf_printf(out, " %s", strength_names[hit->header->strength]);
}

bool rows_are_values(const struct browser *browser)
{
    return browser->shows_hits && browser->hits.offer.is_list;
}

size_t rows_find(const struct browser *browser, const struct entry *entry)
{
    size_t i = entry != NULL ? 0 : browser->codes.count;
    while (i < browser->codes.count && browser->code_rows[i].entry != entry)
        i++;
    return i;
}

/* Adds the row of a code without an entry where it would stand. Returns its index. */
static size_t insert_unregistered(struct browser *browser)
{
    size_t row = 0;
    while (
        row < browser->codes.count &&
        registry_is_before(browser->registry, browser->code_rows[row].entry, browser->unregistered))
        row++;
    struct code_row added = {.bookmark = BOOKMARK_NONE, .unregistered = true};
    add_code_row(browser, added);
    memmove(browser->code_rows + row + 1, browser->code_rows + row,
            (browser->codes.count - 1 - row) * sizeof *browser->code_rows);
    browser->code_rows[row] = added;
    return row;
}

void rows_drop_unregistered(struct browser *browser)
{
    struct list *codes = &browser->codes;
    size_t row = 0;
    while (row < codes->count && !browser->code_rows[row].unregistered)
        row++;
    if (row == codes->count || row == codes->selected)
        return;
    browser->unregistered[0] = '\0';
    memmove(browser->code_rows + row, browser->code_rows + row + 1,
            (codes->count - 1 - row) * sizeof *browser->code_rows);
    codes->selected -= row < codes->selected;
    codes->top -= row < codes->top;
    list_set_count(codes, codes->count - 1);
}

size_t rows_class_for(const struct browser *browser, size_t class_index)
{
    const struct class_row *now = browser_class_row(browser);
    size_t found = 0; /* All */
    if (now->source == &source_all)
        return browser->classes.selected;
    for (size_t i = 0; i < browser->classes.count; i++) {
        const struct class_row *row = &browser->class_rows[i];
        if ((row->source == &source_class || row->source == &source_other) &&
            row->class_index == class_index)
            found = i;
    }
    return found;
}

void rows_fill_codes(struct browser *browser, const struct entry *keep)
{
    const struct class_row *class_row = browser_class_row(browser);
    browser->codes.count = 0;
    browser->codes.gap = 0;
    if (rows_are_values(browser))
        fill_values(browser);
    else if (browser->shows_hits)
        fill_hits(browser);
    else if (class_row->source->fill != NULL)
        class_row->source->fill(browser);
    else
        fill_class(browser, class_row, keep);
    bool sorted = !browser->shows_hits && class_row->source->fill == NULL;
    if (keep != NULL || !sorted)
        browser->unregistered[0] = '\0';
    size_t row =
        browser->unregistered[0] != '\0' ? insert_unregistered(browser) : rows_find(browser, keep);
    list_set_count(&browser->codes, browser->codes.count);
    if (row == browser->codes.count) {
        row = 0;
        browser->codes.top = 0;
    }
    list_jump(&browser->codes, row);
}
