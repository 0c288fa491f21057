#include "config.h"
#include "cli/print.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "json/write.h"
#include "page/page.h"
#include "registry/parse.h"
#include "search/query.h"

#define NOT_IN_REGISTRY "(not in this registry)" /* a bookmark's phrase then */

/* Columns of a list: what is longer pushes the rest of its own line only. */
#define LIST_CODE_COLS 12
#define LIST_PHRASE_COLS 42

/* --- What is selected ------------------------------------------------------------------------ */

static bool is_pattern(const char *operand)
{
    bool digit = false;
    for (const char *p = operand; *p != '\0'; p++) {
        if (!isdigit((unsigned char)*p) && *p != 'x' && *p != 'X')
            return false;
        digit = digit || isdigit((unsigned char)*p);
    }
    return digit;
}

static bool is_code(const struct registry *registry, const char *operand, bool as_list)
{
    struct unregistered found;
    if (as_list && registry_is_beginning(registry, operand))
        return false;
    return is_pattern(operand) || registry_class(registry, operand) != NULL ||
           registry_find(registry, operand, NULL) != NULL ||
           registry_unregistered(registry, operand, &found);
}

static bool is_found(const struct selected *item)
{
    return item->entry != NULL || item->bookmark != NULL;
}

static void add_item(struct selection *selection, struct selected item)
{
    selection->items =
        mem_grow(selection->items, &selection->cap, selection->count + 1, sizeof *selection->items);
    selection->items[selection->count++] = item;
    selection->found_count += is_found(&item);
}

static const struct bookmark *find_bookmark(const void *context, const struct entry *entry)
{
    const struct selection *selection = context;
    struct bookmark_id id = {selection->registry->id, entry->code, entry->owner};
    return selection->bookmarks != NULL ? bookmarks_find(selection->bookmarks, &id) : NULL;
}

static bool is_bookmarked(const void *context, const struct entry *entry)
{
    return find_bookmark(context, entry) != NULL;
}

static const char *note_of(const void *context, const struct entry *entry)
{
    const struct bookmark *bookmark = find_bookmark(context, entry);
    return bookmark != NULL ? bookmark->note : NULL;
}

static void add_status(struct selection *selection, const struct entry *entry,
                       const struct hit *hit)
{
    add_item(
        selection,
        (struct selected){.entry = entry, .hit = hit, .bookmark = find_bookmark(selection, entry)});
}

/* Adds the entries of classes whose codes begin so. */
static void add_beginnings(struct selection *selection, const struct registry *registry,
                           const char *pattern)
{
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        if (registry_class_of(registry, entry) != NULL && code_begins(entry->code, pattern))
            add_status(selection, entry, NULL);
    }
}

/* Entries of a class, of a pattern, or of one code; else what begins so; else the answer to the
 * number. */
static void select_code(struct selection *selection, const struct registry *registry,
                        const char *operand)
{
    const struct code_class *class = registry_class(registry, operand);
    struct unregistered found;
    size_t before = selection->count;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        if (class != NULL ? registry_class_of(registry, entry) == class
                          : code_matches(entry->code, operand))
            add_status(selection, entry, NULL);
    }
    if (selection->count == before)
        add_beginnings(selection, registry, operand);
    if (selection->count == before && registry_unregistered(registry, operand, &found))
        add_item(selection, (struct selected){.unregistered = xstrdup(operand)});
    if (selection->count == before && selection->nothing == NULL)
        selection->nothing = operand;
}

/* Is it is:bookmarked, or a beginning of it that says so? */
static bool wants_bookmarked(const struct query_facet *facet)
{
    return facet->facet == FACET_IS && !facet->exclude && facet->value[0] != '\0' &&
           strncmp("bookmarked", facet->value, strlen(facet->value)) == 0;
}

/* Adds the hits in the user's own order; `missing`: also the bookmarks without an entry. */
static void add_in_own_order(struct selection *selection, bool missing)
{
    const struct registry *registry = selection->registry;
    const struct hit **hits = xcalloc(registry->entry_count + 1, sizeof *hits); /* [entry] */
    for (size_t i = 0; i < selection->found.count; i++) {
        const struct hit *hit = &selection->found.items[i];
        hits[hit->entry - registry->entries] = hit;
    }
    for (size_t i = 0; i < bookmarks_count(selection->bookmarks); i++) {
        const struct bookmark *bookmark = bookmarks_at(selection->bookmarks, i);
        if (strcmp(bookmark->id.registry, registry->id) != 0)
            continue;
        const struct entry *entry = registry_find(registry, bookmark->id.code, bookmark->id.owner);
        if (entry != NULL && hits[entry - registry->entries] != NULL)
            add_status(selection, entry, hits[entry - registry->entries]);
        else if (entry == NULL && missing)
            add_item(selection, (struct selected){.bookmark = bookmark});
    }
    free(hits);
}

static void add_hits(struct selection *selection)
{
    struct query query = {.words = NULL};
    query_parse(&query, selection->words);
    bool only = query.excluded_count == 0;
    for (size_t i = 0; i < query.facet_count; i++) {
        bool wanted = wants_bookmarked(&query.facets[i]);
        selection->by_bookmark = selection->by_bookmark || wanted;
        only = only && wanted;
    }
    if (selection->by_bookmark && selection->bookmarks != NULL && query.word_count == 0)
        add_in_own_order(selection, only);
    else
        for (size_t i = 0; i < selection->found.count; i++)
            add_status(selection, selection->found.items[i].entry, &selection->found.items[i]);
    query_clear(&query);
}

static void select_words(struct selection *selection, const struct registry *registry,
                         char *const *operands, size_t count)
{
    struct search_user user = {is_bookmarked, note_of, selection};
    struct strbuf words = STRBUF_INIT;
    strbuf_join(&words, operands, count);
    selection->words = strbuf_take(&words);
    selection->search = search_new(registry, &user);
    search_run(selection->search, selection->words, &selection->found);
    add_hits(selection);
}

void selection_make(struct selection *selection, const struct registry *registry,
                    char *const *operands, size_t count, bool as_list,
                    const struct bookmarks *bookmarks)
{
    *selection = (struct selection){.registry = registry, .bookmarks = bookmarks};
    bool codes = true;
    for (size_t i = 0; i < count; i++)
        codes = codes && is_code(registry, operands[i], as_list);
    if (count == 0) {
        for (size_t i = 0; i < registry->entry_count; i++)
            add_status(selection, &registry->entries[i], NULL);
    } else if (codes) {
        for (size_t i = 0; i < count; i++)
            select_code(selection, registry, operands[i]);
    }
    /* A number without an answer is a word like any other. */
    if (selection->count == 0 && count > 0) {
        selection->nothing = NULL;
        select_words(selection, registry, operands, count);
    }
}

void selection_limit(struct selection *selection, size_t limit)
{
    while (limit > 0 && selection->count > limit) {
        struct selected *last = &selection->items[--selection->count];
        selection->found_count -= is_found(last);
        free(last->unregistered);
    }
}

void selection_clear(struct selection *selection)
{
    for (size_t i = 0; i < selection->count; i++)
        free(selection->items[i].unregistered);
    free(selection->items);
    free(selection->words);
    hits_clear(&selection->found);
    search_free(selection->search);
    *selection = (struct selection){0};
}

/* --- Styled text ----------------------------------------------------------------------------- */

static void begin_role(const struct print_style *style, enum role role, struct strbuf *out)
{
    struct style look = theme_style(style->theme, role);
    int color = style_color(&look, style->colors);
    if (style->colors == COLOR_DEPTH_NONE)
        return;
    if (look.bold)
        strbuf_puts(out, "\033[1m");
    if (style_is_dim(&look, style->colors))
        strbuf_puts(out, "\033[2m");
    if (look.underline)
        strbuf_puts(out, "\033[4m");
    if (color > COLOR_OF_WHITE)
        strbuf_printf(out, "\033[38;5;%dm", color);
    else if (color != COLOR_NONE)
        strbuf_printf(out, "\033[3%dm", color);
}

static void end_role(const struct print_style *style, enum role role, struct strbuf *out)
{
    struct style look = theme_style(style->theme, role);
    if (style->colors != COLOR_DEPTH_NONE &&
        (look.bold || look.underline || style_is_dim(&look, style->colors) ||
         style_color(&look, style->colors) != COLOR_NONE))
        strbuf_puts(out, "\033[0m");
}

/* Text of the registry, made displayable; returns its columns. */
static int put(const struct print_style *style, enum role role, const char *text,
               struct strbuf *out)
{
    struct strbuf shown = STRBUF_INIT;
    utf8_display(&shown, text, strlen(text), style->ascii);
    int cols = utf8_width(strbuf_str(&shown), shown.len);
    begin_role(style, role, out);
    strbuf_puts(out, strbuf_str(&shown));
    end_role(style, role, out);
    strbuf_clear(&shown);
    return cols;
}

static void print_doc(const struct doc *doc, const struct print_style *style, struct strbuf *out)
{
    for (size_t i = 0; i < doc->line_count; i++) {
        const struct doc_line *line = &doc->lines[i];
        for (size_t s = 0; s < line->span_count; s++) {
            const struct doc_span *span = &line->spans[s];
            const char *url = span->link != DOC_NO_LINK ? doc->links[span->link].url : NULL;
            if (style->hyperlinks && url != NULL)
                strbuf_printf(out, "\033]8;;%s\033\\", url);
            begin_role(style, span->role, out);
            strbuf_add(out, line->text + span->start, span->end - span->start);
            end_role(style, span->role, out);
            if (style->hyperlinks && url != NULL)
                strbuf_puts(out, "\033]8;;\033\\");
        }
        strbuf_putc(out, '\n');
    }
}

/* The note on it, or NULL. */
static const char *item_note(const struct selected *item)
{
    return item->bookmark != NULL && item->bookmark->note[0] != '\0' ? item->bookmark->note : NULL;
}

static struct subject item_subject(const struct registry *registry, const struct selected *item)
{
    if (item->entry != NULL)
        return subject_of_entry(registry, item->entry);
    if (item->bookmark != NULL)
        return (struct subject){.page = &page_missing, .thing = item->bookmark};
    return subject_of_code(registry, item->unregistered);
}

static void print_page(const struct subject *subject, const struct page_setup *setup,
                       const struct print_style *style, struct strbuf *out)
{
    struct strbuf title = STRBUF_INIT;
    struct doc *doc = subject_doc(subject, setup);
    /* The answer for an unknown code names it in its first line. */
    if (subject->page != &page_unknown) {
        subject_title(subject, &title);
        put(style, subject_role(subject), strbuf_str(&title), out);
        strbuf_putc(out, '\n');
    }
    print_doc(doc, style, out);
    strbuf_clear(&title);
    doc_free(doc);
}

void print_entries(const struct registry *registry, const struct selection *selection,
                   const struct print_style *style, struct strbuf *out)
{
    for (size_t i = 0; i < selection->count; i++) {
        const struct selected *item = &selection->items[i];
        struct subject subject = item_subject(registry, item);
        struct page_setup setup = {
            .cols = style->width_cols, .ascii = style->ascii, .note = item_note(item)};
        if (i > 0)
            strbuf_putc(out, '\n');
        print_page(&subject, &setup, style, out);
    }
}

/* --- Lists ----------------------------------------------------------------------------------- */

/* Columns of the widest code or phrase, at most `limit`. */
static int widest(const struct selection *selection, bool phrase, int limit)
{
    int cols = 0;
    for (size_t i = 0; i < selection->count; i++) {
        const struct entry *entry = selection->items[i].entry;
        const struct bookmark *bookmark = selection->items[i].bookmark;
        const char *text = entry != NULL      ? phrase ? entry->phrase : entry->code
                           : bookmark == NULL ? ""
                           : phrase           ? NOT_IN_REGISTRY
                                              : bookmark->id.code;
        int width = utf8_width(text, strlen(text));
        cols = width > cols ? width : cols;
    }
    return cols < limit ? cols : limit;
}

static void put_padded(const struct print_style *style, enum role role, const char *text, int width,
                       struct strbuf *out)
{
    int cols = put(style, role, text, out);
    strbuf_pad(out, ' ', cols < width ? (size_t)(width - cols) : 0);
}

static void trim_end(struct strbuf *out)
{
    while (out->len > 0 && out->data[out->len - 1] == ' ')
        out->len--;
    out->data[out->len] = '\0';
}

/* Appends "  (alias: Slow Down)" to a line. */
static void put_reason(const char *name, const char *text, const struct print_style *style,
                       struct strbuf *out)
{
    struct strbuf reason = STRBUF_INIT;
    strbuf_printf(&reason, "  (%s: %s)", name, text);
    trim_end(out);
    put(style, ROLE_DIM, strbuf_str(&reason), out);
    strbuf_clear(&reason);
}

/* by_bookmark: the note is shown, whatever else was found. */
static void list_status(const struct selected *item, int code_cols, int phrase_cols,
                        bool by_bookmark, const struct print_style *style, struct strbuf *out)
{
    const struct entry *entry = item->entry;
    put_padded(style, role_accent(entry->class_index), entry->code, code_cols, out);
    strbuf_puts(out, "  ");
    put_padded(style, ROLE_TEXT, entry->phrase, phrase_cols, out);
    strbuf_puts(out, "  ");
    if (entry_is_unofficial(entry))
        put(style, ROLE_DIM, entry->owner, out);
    else if (entry->registration != REGISTRATION_STANDARD)
        put(style, ROLE_DIM, registration_names[entry->registration], out);
    bool noted = false;
    if (item->hit != NULL && item->hit->reason != NULL) {
        put_reason(search_field_names[item->hit->field], item->hit->reason, style, out);
        noted = item->hit->field == SEARCH_NOTE;
    }
    if (by_bookmark && !noted && item_note(item) != NULL)
        put_reason(search_field_names[SEARCH_NOTE], item_note(item), style, out);
    trim_end(out);
}

static void list_missing(const struct selected *item, int code_cols, int phrase_cols,
                         const struct print_style *style, struct strbuf *out)
{
    put_padded(style, ROLE_TEXT, item->bookmark->id.code, code_cols, out);
    strbuf_puts(out, "  ");
    put_padded(style, ROLE_DIM, NOT_IN_REGISTRY, phrase_cols, out);
    strbuf_puts(out, "  ");
    put(style, ROLE_DIM, item->bookmark->id.owner, out);
    if (item_note(item) != NULL)
        put_reason(search_field_names[SEARCH_NOTE], item_note(item), style, out);
}

static void list_unregistered(const struct registry *registry, const char *code,
                              const struct print_style *style, struct strbuf *out)
{
    struct unregistered found;
    struct strbuf text = STRBUF_INIT;
    registry_unregistered(registry, code, &found);
    unregistered_text(registry, code, &found, &text);
    put(style, ROLE_TEXT, strbuf_str(&text), out);
    strbuf_clear(&text);
}

void print_list(const struct registry *registry, const struct selection *selection,
                const struct print_style *style, struct strbuf *out)
{
    int code_cols = widest(selection, false, LIST_CODE_COLS);
    int phrase_cols = widest(selection, true, LIST_PHRASE_COLS);
    for (size_t i = 0; i < selection->count; i++) {
        const struct selected *item = &selection->items[i];
        if (item->entry != NULL)
            list_status(item, code_cols, phrase_cols, selection->by_bookmark, style, out);
        else if (item->bookmark != NULL)
            list_missing(item, code_cols, phrase_cols, style, out);
        else
            list_unregistered(registry, item->unregistered, style, out);
        strbuf_putc(out, '\n');
    }
}

/* --- JSON ------------------------------------------------------------------------------------ */

static void json_brief(struct json_writer *json, const struct registry *registry,
                       const struct selected *item)
{
    const struct entry *entry = item->entry;
    const struct hit *hit = item->hit;
    const struct code_class *class = registry_class_of(registry, entry);
    json_begin_object(json, NULL);
    json_string(json, "code", entry->code);
    json_string(json, "phrase", entry->phrase);
    json_string(json, "owner", entry->owner);
    json_string(json, "registration", registration_names[entry->registration]);
    json_string(json, "class", class != NULL ? class->id : NULL);
    if (entry->summary != NULL)
        json_string(json, "summary", entry->summary);
    if (hit != NULL) {
        json_integer(json, "score", hit->score);
        json_string(json, "field", search_field_names[hit->field]);
        json_string(json, "reason", hit->reason);
    }
    if (item_note(item) != NULL)
        json_string(json, "note", item_note(item));
    json_end(json);
}

static void json_missing(struct json_writer *json, const struct selected *item)
{
    json_begin_object(json, NULL);
    json_string(json, "code", item->bookmark->id.code);
    json_string(json, "owner", item->bookmark->id.owner);
    json_string(json, "registration", NULL);
    if (item_note(item) != NULL)
        json_string(json, "note", item_note(item));
    json_end(json);
}

static void json_unregistered(struct json_writer *json, const struct registry *registry,
                              const char *code)
{
    struct unregistered found;
    struct strbuf text = STRBUF_INIT;
    registry_unregistered(registry, code, &found);
    unregistered_text(registry, code, &found, &text);
    json_begin_object(json, NULL);
    json_string(json, "code", code);
    json_string(json, "registration", NULL);
    json_string(json, "class", found.in_class != NULL ? found.in_class->id : NULL);
    json_string(json, "treat_as",
                found.as_entry != NULL   ? found.as_entry->code
                : found.as_class != NULL ? found.as_class->id
                                         : NULL);
    json_string(json, "summary", strbuf_str(&text));
    json_begin_array(json, "nearest");
    for (size_t i = 0; i < found.nearest_count; i++)
        json_string(json, NULL, found.nearest[i]->code);
    json_end(json);
    json_end(json);
    strbuf_clear(&text);
}

void print_json(const struct registry *registry, const struct selection *selection, bool full,
                struct strbuf *out)
{
    struct json_writer json = {0};
    json_begin_array(&json, NULL);
    for (size_t i = 0; i < selection->count; i++) {
        const struct selected *item = &selection->items[i];
        if (item->unregistered != NULL)
            json_unregistered(&json, registry, item->unregistered);
        else if (item->entry == NULL)
            json_missing(&json, item);
        else if (full)
            registry_dump_entry(item->entry, item_note(item), &json);
        else
            json_brief(&json, registry, item);
    }
    json_end(&json);
    json_finish(&json, out);
}
