#include "config.h"
#include "views/browser/rows.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "registry/registry.h"
#include "views/browser/seen_rows.h"

#include <stdlib.h>
#include <string.h>

bool rows_is_visible(const struct browser *browser, const struct entry *entry)
{
    return browser->show_unofficial || !entry_is_unofficial(entry) ||
           entry == browser->shown_anyway;
}

/* Of a registry, which need not be open. */
static size_t count_visible(const struct browser *browser, const struct registry *registry)
{
    const struct entry *extra = browser->shown_anyway;
    if (browser->show_unofficial)
        return registry->listed_count;
    bool shows_extra = extra != NULL && registry_has(registry, extra) &&
                       entry_is_unofficial(extra) && !entry_is_member(extra);
    return registry->official_count + shows_extra;
}

size_t rows_count_visible(const struct browser *browser)
{
    size_t count = 0;
    for (size_t i = 0; i < browser->library->count; i++)
        count += count_visible(browser, browser->library->items[i].handle);
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
    MEM_GROW(browser->code_rows, browser->code_row_cap, browser->codes.count + 1);
    browser->code_rows[browser->codes.count++] = row;
}

static void say_no_code(const struct browser *browser, struct doc *doc)
{
    doc_text(doc, ROLE_STRONG, "No code here.", 0, 0);
    if (browser->show_unofficial)
        return;
    doc_blank(doc);
    rows_add_advice(doc, "v", "shows the unofficial ones");
}

static bool has_every(const struct class_row *row, const struct entry *entry)
{
    (void)row, (void)entry;
    return true;
}

static size_t count_every(const struct browser *browser, const struct class_row *row)
{
    return count_visible(browser, row->registry);
}

static struct subject about_registry(const struct browser *browser, const struct class_row *row)
{
    (void)browser;
    return (struct subject){.kind = SUBJECT_REGISTRY, .registry = row->registry};
}

static const struct row_source source_all = {
    .id = "all",
    .heading = "CODES",
    .name = "All",
    .has = has_every,
    .count = count_every,
    .subject = about_registry,
    .say_empty = say_no_code,
};

static void put_class(const struct browser *browser, const struct class_row *row,
                      struct strbuf *out)
{
    (void)browser;
    class_put_name(&row->registry->classes[row->class_index], out);
}

static void put_class_id(const struct browser *browser, const struct class_row *row,
                         struct strbuf *out)
{
    const struct code_class *class = &row->registry->classes[row->class_index];
    if (class_has_numbers(class))
        strbuf_puts(out, class->id);
    else
        put_class(browser, row, out);
}

static bool has_of_class(const struct class_row *row, const struct entry *entry)
{
    return entry->class_index == row->class_index;
}

static size_t count_of_class(const struct browser *browser, const struct class_row *row)
{
    const struct registry *registry = row->registry;
    size_t count = 0;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        count += entry->class_index == row->class_index && !entry_is_member(entry) &&
                 rows_is_visible(browser, entry);
    }
    return count;
}

static struct subject about_class(const struct browser *browser, const struct class_row *row)
{
    (void)browser;
    return (struct subject){.kind = SUBJECT_CLASS,
                            .registry = row->registry,
                            .thing = &row->registry->classes[row->class_index]};
}

static const struct row_source source_class = {
    .heading = "CODES",
    .put_name = put_class,
    .put_short = put_class_id,
    .has = has_of_class,
    .count = count_of_class,
    .subject = about_class,
    .say_empty = say_no_code,
};

static const struct row_source source_other = {
    .id = "other",
    .heading = "CODES",
    .name = "Other",
    .has = has_of_class,
    .count = count_of_class,
    .say_empty = say_no_code,
};

static void put_bookmarks(const struct browser *browser, const struct class_row *row,
                          struct strbuf *out)
{
    (void)row;
    const char *title = bookmarks_title(browser_bookmarks(browser));
    strbuf_printf(out, SIGN_STAR " %s", title[0] != '\0' ? title : "Bookmarks");
}

static void put_star(const struct browser *browser, const struct class_row *row, struct strbuf *out)
{
    (void)browser, (void)row;
    strbuf_puts(out, SIGN_STAR);
}

/* Bookmarks of a registry that is not there wait until it is. */
static bool is_of_library(const struct browser *browser, const struct bookmark *bookmark)
{
    return library_find(browser->library, bookmark->id.registry) != NULL;
}

static size_t count_bookmarks(const struct browser *browser, const struct class_row *row)
{
    (void)row;
    const struct bookmarks *list = browser_bookmarks(browser);
    size_t count = 0;
    for (size_t i = 0; i < bookmarks_count(list); i++)
        count += is_of_library(browser, bookmarks_at(list, i));
    return count;
}

/* In the user's own order, unofficial or not, and also what the registry does not have. */
static void fill_bookmarks(struct browser *browser)
{
    const struct bookmarks *list = browser_bookmarks(browser);
    for (size_t i = 0; i < bookmarks_count(list); i++) {
        const struct bookmark *bookmark = bookmarks_at(list, i);
        if (is_of_library(browser, bookmark))
            add_code_row(browser, (struct code_row){.entry = browser_find(browser, &bookmark->id),
                                                    .bookmark = i});
    }
}

static bool is_bookmarked(const struct browser *browser, const struct entry *entry)
{
    return browser_bookmark(browser, entry) != NULL;
}

static void say_no_bookmarks(const struct browser *browser, struct doc *doc)
{
    (void)browser;
    doc_text(doc, ROLE_STRONG, "No bookmarks yet.", 0, 0);
    doc_blank(doc);
    rows_add_advice(doc, "b", "bookmarks the selected code");
    rows_add_advice(doc, "e", "writes a note on it");
}

const struct row_source row_source_bookmarks = {
    .id = "bookmarks",
    .heading = "BOOKMARKS",
    .put_name = put_bookmarks,
    .put_short = put_star,
    .role = ROLE_STAR,
    .lists = is_bookmarked,
    .count = count_bookmarks,
    .fill = fill_bookmarks,
    .say_empty = say_no_bookmarks,
};

static bool is_seen(const struct browser *browser, const struct entry *entry)
{
    return seen_rows_find(browser, entry) != NULL;
}

static size_t count_seen(const struct browser *browser, const struct class_row *row)
{
    (void)row;
    return browser->seen.count;
}

static void fill_seen(struct browser *browser)
{
    for (size_t i = 0; i < browser->seen.count; i++) {
        const struct seen_row *row = &browser->seen.rows[i];
        add_code_row(browser, (struct code_row){
                                  .entry = row->entry, .seen = row, .bookmark = BOOKMARK_NONE});
    }
}

static struct subject about_input(const struct browser *browser, const struct class_row *row)
{
    return (struct subject){
        .kind = SUBJECT_INPUT, .registry = row->registry, .thing = &browser->seen.shown};
}

static void put_seen_order(const struct browser *browser, struct strbuf *order,
                           struct strbuf *total)
{
    const struct page_input *input = &browser->seen.shown;
    if (browser->seen.count > 0)
        strbuf_printf(order, ", %s", seen_rows_order(browser));
    page_put_number(input->seen->exchange ? input->seen->understood : input->seen->lines, total);
}

static void say_nothing_seen(const struct browser *browser, struct doc *doc)
{
    const struct page_input *input = &browser->seen.shown;
    doc_text(doc, ROLE_DIM,
             input->seen->lines > 0      ? "no status was recognised"
             : page_input_is_over(input) ? "nothing to read"
                                         : "nothing was read yet",
             0, 0);
}

const struct row_source row_source_seen = {
    .id = "seen",
    .heading = "SEEN",
    .name = "Seen",
    .lists = is_seen,
    .count = count_seen,
    .fill = fill_seen,
    .subject = about_input,
    .stands_in = true,
    .put_order = put_seen_order,
    .say_empty = say_nothing_seen,
};

static void put_registry(const struct browser *browser, const struct class_row *row,
                         struct strbuf *out)
{
    const char *name = registry_short(row->registry), *title = row->registry->title;
    (void)browser;
    if (strncmp(title, name, strlen(name)) != 0)
        strbuf_printf(out, "%s ", name);
    strbuf_puts(out, title);
}

static void put_short_registry(const struct browser *browser, const struct class_row *row,
                               struct strbuf *out)
{
    (void)browser;
    strbuf_puts(out, registry_short(row->registry));
}

static const struct row_source source_registry = {
    .heading = "CODES",
    .put_name = put_registry,
    .put_short = put_short_registry,
    .has = has_every,
    .count = count_every,
    .subject = about_registry,
    .say_empty = say_no_code,
};

bool rows_class_has(const struct class_row *row, const struct entry *entry)
{
    const struct registry *registry = row->registry;
    return row->source->has != NULL && registry_has(registry, entry) &&
           row->source->has(row, entry);
}

bool rows_class_lists(const struct browser *browser, const struct class_row *row,
                      const struct entry *entry)
{
    return row->source->lists != NULL ? row->source->lists(browser, entry)
                                      : rows_class_has(row, entry);
}

const char *rows_class_id(const struct browser *browser, const struct class_row *row)
{
    if (row->registry != library_main(browser->library))
        return row->registry->id;
    return row->source->id != NULL ? row->source->id : row->registry->classes[row->class_index].id;
}

void rows_put_class(const struct browser *browser, const struct class_row *row, struct strbuf *out)
{
    if (row->source->name != NULL)
        strbuf_puts(out, row->source->name);
    else
        row->source->put_name(browser, row, out);
}

void rows_put_short_class(const struct browser *browser, const struct class_row *row,
                          struct strbuf *out)
{
    if (row->source->name != NULL)
        strbuf_puts(out, row->source->name);
    else
        row->source->put_short(browser, row, out);
}

enum role rows_class_role(const struct class_row *row)
{
    return row->source->role != ROLE_TEXT ? row->source->role : role_accent(row->class_index);
}

void rows_count(struct browser *browser)
{
    for (size_t r = 0; r < browser->classes.count; r++)
        browser->class_rows[r].count =
            browser->class_rows[r].source->count(browser, &browser->class_rows[r]);
}

static void add_class_row(struct browser *browser, const struct row_source *source,
                          const struct registry *registry, size_t index)
{
    browser->class_rows[browser->classes.count++] =
        (struct class_row){.source = source, .registry = registry, .class_index = index};
}

/* Adds the classes of a registry, and the row of those of none. */
static void add_classes(struct browser *browser, const struct registry *registry)
{
    bool other = false;
    for (size_t i = 0; i < registry->entry_count; i++)
        other = other || registry->entries[i].class_index == REGISTRY_NONE;
    for (size_t i = 0; i < registry->class_count; i++)
        add_class_row(browser, &source_class, registry, i);
    if (other && registry->class_count > 0)
        add_class_row(browser, &source_other, registry, REGISTRY_NONE);
}

static void measure_codes(struct browser *browser)
{
    const struct registry *registry = browser->registry;
    browser->code_cols = 0;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const char *code = registry->entries[i].code;
        size_t len = strlen(code);
        /* Fewer bytes are no wider. */
        int cols = len > (size_t)browser->code_cols ? utf8_width(code, len) : 0;
        browser->code_cols = cols > browser->code_cols ? cols : browser->code_cols;
    }
}

void rows_make_classes(struct browser *browser)
{
    const struct library *library = browser->library;
    const struct registry *main = library_main(library);
    size_t most = main->class_count + browser->registry->class_count + library->count + 5;
    free(browser->class_rows);
    browser->class_rows = xcalloc(most, sizeof *browser->class_rows);
    browser->classes.count = 0;
    measure_codes(browser);
    if (browser->seen.input != NULL)
        add_class_row(browser, &row_source_seen, main, REGISTRY_NONE);
    add_class_row(browser, &source_all, main, REGISTRY_NONE);
    add_classes(browser, main);
    if (browser->store != NULL)
        add_class_row(browser, &row_source_bookmarks, main, REGISTRY_NONE);
    size_t gap = browser->classes.count;
    for (size_t i = 1; i < library->count; i++) {
        const struct registry *registry = library->items[i].handle;
        add_class_row(browser, &source_registry, registry, REGISTRY_NONE);
        if (registry == browser->registry && registry->class_count > 1)
            add_classes(browser, registry);
    }
    list_set_count(&browser->classes, browser->classes.count);
    list_set_gap(&browser->classes, gap);
    rows_count(browser);
}

size_t rows_find_class(const struct browser *browser, const struct registry *registry,
                       size_t class_index)
{
    size_t all = 0;
    for (size_t i = 0; i < browser->classes.count; i++) {
        const struct class_row *row = &browser->class_rows[i];
        if (row->registry != registry)
            continue;
        if (row->source == &source_all || row->source == &source_registry)
            all = i;
        else if (row->source == &source_class && row->class_index == class_index)
            return i;
    }
    return all;
}

void rows_open_registry(struct browser *browser, const struct registry *registry)
{
    if (registry == browser->registry)
        return;
    struct class_row selected = *browser_class_row(browser);
    browser->registry = library_open(library_find(browser->library, registry->id));
    rows_make_classes(browser);
    size_t row = rows_find_class(browser, registry, REGISTRY_NONE);
    for (size_t i = 0; i < browser->classes.count; i++) {
        const struct class_row *other = &browser->class_rows[i];
        if (other->source == selected.source && other->registry == selected.registry &&
            other->class_index == selected.class_index)
            row = i;
    }
    list_select(&browser->classes, row);
}

/* keep: the entry that was asked for, which is listed even if its family stands for it. */
static void fill_class(struct browser *browser, const struct class_row *row,
                       const struct entry *keep)
{
    for (size_t i = 0; i < row->registry->entry_count; i++) {
        const struct entry *entry = &row->registry->entries[i];
        if (rows_is_visible(browser, entry) && row->source->has(row, entry) &&
            (!entry_is_member(entry) || entry == keep))
            add_code_row(browser, (struct code_row){.entry = entry, .bookmark = BOOKMARK_NONE});
    }
}

static void count_hit(struct browser *browser, const struct entry *entry)
{
    for (size_t r = 0; r < browser->classes.count; r++) {
        struct class_row *row = &browser->class_rows[r];
        row->hits += rows_class_lists(browser, row, entry);
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

struct subject rows_subject(const struct browser *browser, const struct code_row *row)
{
    if (row->seen != NULL)
        return seen_rows_subject(row->seen);
    if (row->unregistered)
        return subject_of_code(browser->registry, browser->unregistered);
    if (row->entry != NULL)
        return subject_of_entry(library_of_entry(browser->library, row->entry), row->entry);
    if (row->bookmark != BOOKMARK_NONE)
        return subject_of_missing(bookmarks_at(browser_bookmarks(browser), row->bookmark));
    return (struct subject){.kind = SUBJECT_NOTHING};
}

bool rows_are_of(const struct browser *browser, const struct row_source *source)
{
    const struct class_row *row = browser_class_row(browser);
    return !browser->shows_hits && row != NULL && row->source == source;
}

bool rows_are_values(const struct browser *browser)
{
    return browser->shows_hits && browser->hits.offer.is_list;
}

size_t rows_find(const struct browser *browser, const struct entry *entry)
{
    size_t found = browser->codes.count;
    for (size_t i = browser->codes.count; i > 0 && entry != NULL; i--) {
        const struct code_row *row = &browser->code_rows[i - 1];
        if (row->entry != entry)
            continue;
        found = i - 1;
        if (row->seen != NULL && row->seen->response > 0 &&
            row->seen->response == browser->seen.response)
            break;
    }
    return found;
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
    if (browser->unregistered[0] == '\0')
        return;
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
    size_t found = rows_find_class(browser, browser->registry, REGISTRY_NONE);
    if (now->source == &source_all || now->source == &source_registry)
        return browser->classes.selected;
    for (size_t i = 0; i < browser->classes.count; i++) {
        const struct class_row *row = &browser->class_rows[i];
        if ((row->source == &source_class || row->source == &source_other) &&
            row->registry == browser->registry && row->class_index == class_index)
            found = i;
    }
    return found;
}

void rows_set_height(struct browser *browser)
{
    enum layout_kind kind = browser->layout.kind;
    const struct seen_row *first = browser->codes.count > 0 ? browser->code_rows[0].seen : NULL;
    bool responses = first != NULL && first->response > 0 && kind != LAYOUT_READING;
    int known = browser->seen.known, more = kind != LAYOUT_WIDE && known > 1 ? 1 : known;
    list_set_height(&browser->codes, responses ? 1 + more : 1);
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
    rows_set_height(browser);
    if (row == browser->codes.count) {
        row = 0;
        browser->codes.top = 0;
    }
    list_jump(&browser->codes, row);
}
