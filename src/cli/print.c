#include "config.h"
#include "cli/print.h"

#include <string.h>

#include "base/utf8.h"
#include "page/compare.h"
#include "page/page.h"
#include "registry/unregistered.h"

#define NOT_IN_REGISTRY "(not in this registry)" /* instead of a phrase */

/* Widths of the columns of a list. A longer text moves only the rest of its own line. */
#define LIST_CODE_COLS 12
#define LIST_PHRASE_COLS 42
#define LIST_REASON_COLS 240 /* more than a sentence: a text may have 64 KiB */

/* Appends displayable text as its role looks. */
static void put_styled(const struct print_style *style, enum role role, const char *text,
                       size_t len, struct strbuf *out)
{
    size_t start = out->len;
    if (style->colors != COLOR_DEPTH_NONE) {
        struct style look = theme_style(style->theme, role);
        int color = style_color(&look, style->colors);
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
    bool styled = out->len > start;
    strbuf_add(out, text, len);
    if (styled)
        strbuf_puts(out, "\033[0m");
}

/* Appends a text, made displayable. Returns its width in columns. */
static int put(const struct print_style *style, enum role role, const char *text,
               struct strbuf *out)
{
    struct strbuf shown = STRBUF_INIT;
    utf8_display(&shown, text, strlen(text), style->ascii);
    int cols = utf8_width(strbuf_str(&shown), shown.len);
    put_styled(style, role, strbuf_str(&shown), shown.len, out);
    strbuf_clear(&shown);
    return cols;
}

void print_doc(const struct doc *doc, const struct print_style *style, struct strbuf *out)
{
    for (size_t i = 0; i < doc->line_count; i++) {
        const struct doc_line *line = &doc->lines[i];
        for (size_t s = 0; s < line->span_count; s++) {
            const struct doc_span *span = &line->spans[s];
            const char *url = span->link != DOC_NO_LINK ? doc->links[span->link].url : NULL;
            if (style->hyperlinks && url != NULL)
                strbuf_printf(out, "\033]8;;%s\033\\", url);
            put_styled(style, span->role, line->text + span->start, span->end - span->start, out);
            if (style->hyperlinks && url != NULL)
                strbuf_puts(out, "\033]8;;\033\\");
        }
        strbuf_putc(out, '\n');
    }
}

static struct subject item_subject(const struct selected *item)
{
    if (item->entry != NULL)
        return subject_of_entry(item->registry, item->entry);
    if (item->bookmark != NULL)
        return subject_of_missing(item->bookmark);
    return subject_of_code(item->registry, item->unregistered);
}

void print_subject(const struct subject *subject, const struct page_setup *setup,
                   const struct print_style *style, struct strbuf *out)
{
    struct strbuf title = STRBUF_INIT;
    struct doc *doc = subject_doc(subject, setup);
    /* The page of an unknown code names it in its first line. */
    if (subject->kind != SUBJECT_UNKNOWN) {
        subject_title(subject, &title);
        put(style, subject_role(subject), strbuf_str(&title), out);
        strbuf_putc(out, '\n');
    }
    print_doc(doc, style, out);
    strbuf_clear(&title);
    doc_free(doc);
}

static const char *code_text(const struct selected *item)
{
    return item->entry != NULL      ? item->entry->code
           : item->bookmark != NULL ? item->bookmark->id.code
                                    : "";
}

static const char *phrase_text(const struct selected *item)
{
    return item->entry != NULL      ? item->entry->phrase
           : item->bookmark != NULL ? NOT_IN_REGISTRY
                                    : "";
}

/* Returns the width of the widest text of an item, at most `limit`. */
static int widest(const struct selection *selection,
                  const char *(*text_of)(const struct selected *item), int limit)
{
    int cols = 0;
    for (size_t i = 0; i < selection->count; i++) {
        const char *text = text_of(&selection->items[i]);
        int width = utf8_cols(text);
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

/* Appends why an entry was found: a note as a whole, of other texts the beginning. */
static void put_hit_reason(const struct hit *hit, const struct print_style *style,
                           struct strbuf *out)
{
    struct strbuf text = STRBUF_INIT;
    size_t len = strlen(hit->reason);
    size_t fit = len > 0 && hit->kind != TEXT_NOTE
                     ? utf8_fit(hit->reason, len, LIST_REASON_COLS, NULL)
                     : len;
    strbuf_add(&text, hit->reason, fit);
    strbuf_puts(&text, fit < len ? "..." : "");
    put_reason(text_kinds[hit->kind].name, strbuf_str(&text), style, out);
    strbuf_clear(&text);
}

/* Returns the registry that needs no name in a list: the only one there, else the main one. */
static const struct registry *list_home(const struct selection *selection)
{
    const struct registry *home = selection->count > 0 ? selection->items[0].registry : NULL;
    for (size_t i = 1; i < selection->count; i++)
        if (selection->items[i].registry != home)
            return library_main(selection->library);
    return home;
}

/* What stands next to the phrase: another registry, an owner, a registration. NULL: nothing. */
static const char *list_badge(const struct selected *item, const struct registry *home)
{
    const struct entry *entry = item->entry;
    if (item->registry != home)
        return registry_short(item->registry);
    if (entry_is_unofficial(entry))
        return entry->owner;
    return entry->registration != REGISTRATION_STANDARD ? registration_names[entry->registration]
                                                        : NULL;
}

/* Widths of the columns, and what all rows of a list share. */
struct list_form {
    int code_cols, phrase_cols;
    const struct registry *home;
    bool by_bookmark; /* the note is shown even if something else was found */
};

static void list_entry(const struct selected *item, const struct list_form *form,
                       const struct print_style *style, struct strbuf *out)
{
    const struct entry *entry = item->entry;
    const char *badge = list_badge(item, form->home);
    put_padded(style, role_accent(entry->class_index), entry->code, form->code_cols, out);
    strbuf_puts(out, "  ");
    put_padded(style, entry_is_historic(entry) ? ROLE_DIM : ROLE_TEXT, entry->phrase,
               form->phrase_cols, out);
    strbuf_puts(out, "  ");
    if (badge != NULL)
        put(style, ROLE_DIM, badge, out);
    bool noted = false;
    if (item->hit != NULL && item->hit->reason != NULL) {
        put_hit_reason(item->hit, style, out);
        noted = item->hit->kind == TEXT_NOTE;
    }
    if (form->by_bookmark && !noted && selected_note(item) != NULL)
        put_reason(text_kinds[TEXT_NOTE].name, selected_note(item), style, out);
    trim_end(out);
}

static void list_missing(const struct selected *item, const struct list_form *form,
                         const struct print_style *style, struct strbuf *out)
{
    put_padded(style, ROLE_TEXT, item->bookmark->id.code, form->code_cols, out);
    strbuf_puts(out, "  ");
    put_padded(style, ROLE_DIM, NOT_IN_REGISTRY, form->phrase_cols, out);
    strbuf_puts(out, "  ");
    put(style, ROLE_DIM, item->bookmark->id.owner, out);
    if (selected_note(item) != NULL)
        put_reason(text_kinds[TEXT_NOTE].name, selected_note(item), style, out);
}

static void list_unregistered(const struct registry *registry, const char *code,
                              const struct print_style *style, struct strbuf *out)
{
    struct unregistered found;
    struct strbuf text = STRBUF_INIT;
    unregistered_find(registry, code, &found);
    unregistered_text(registry, code, &found, &text);
    put(style, ROLE_TEXT, strbuf_str(&text), out);
    strbuf_clear(&text);
}

static void list_items(const struct selection *selection, const struct registry *home,
                       const struct print_style *style, struct strbuf *out)
{
    struct list_form form = {.code_cols = widest(selection, code_text, LIST_CODE_COLS),
                             .phrase_cols = widest(selection, phrase_text, LIST_PHRASE_COLS),
                             .home = home,
                             .by_bookmark = selection->by_bookmark};
    for (size_t i = 0; i < selection->count; i++) {
        const struct selected *item = &selection->items[i];
        if (item->entry != NULL)
            list_entry(item, &form, style, out);
        else if (item->bookmark != NULL)
            list_missing(item, &form, style, out);
        else
            list_unregistered(item->registry, item->unregistered, style, out);
        strbuf_putc(out, '\n');
    }
}

void print_list(const struct selection *selection, const struct print_style *style,
                struct strbuf *out)
{
    list_items(selection, list_home(selection), style, out);
}

/* Returns the item after the further meanings of the one at `from`. */
static size_t after_further(const struct selection *selection, size_t from)
{
    size_t end = from + 1;
    while (end < selection->count && selection->items[end].further)
        end++;
    return end;
}

/* Lists the items [from, end), meanings of the code that was printed before them. */
static void put_further(const struct selection *selection, size_t from, size_t end,
                        const struct print_style *style, struct strbuf *out)
{
    struct strbuf line = STRBUF_INIT;
    struct selection shown = *selection;
    shown.items += from;
    shown.count = end - from < PAGE_MAX_MEANINGS ? end - from : PAGE_MAX_MEANINGS;
    strbuf_printf(&line, "%s means something else elsewhere (--all prints it in full):",
                  shown.items[0].entry->code);
    strbuf_putc(out, '\n');
    put(style, ROLE_LABEL, strbuf_str(&line), out);
    strbuf_putc(out, '\n');
    list_items(&shown, selection->items[from - 1].registry, style, out);
    strbuf_clear(&line);
    if (end - from > shown.count)
        strbuf_printf(out, "and %zu more\n", end - from - shown.count);
}

/* The settings of what is said about an item. */
static struct page_setup item_setup(const struct selection *selection, size_t i,
                                    const struct print_style *style)
{
    return (struct page_setup){.library = selection->library,
                               .cols = style->width_cols,
                               .ascii = style->ascii,
                               .whole_words = true,
                               .note = selected_note(&selection->items[i])};
}

void print_card(const struct subject *subject, const struct page_setup *setup,
                const struct print_style *style, struct strbuf *out)
{
    const struct page *page = subject_page(subject);
    if (page->card == NULL) {
        print_subject(subject, setup, style, out);
        return;
    }
    struct doc *doc = page->card(subject, setup);
    print_doc(doc, style, out);
    doc_free(doc);
}

void print_cards(const struct selection *selection, const struct print_style *style,
                 struct strbuf *out)
{
    for (size_t i = 0; i < selection->count; i = after_further(selection, i)) {
        struct subject subject = item_subject(&selection->items[i]);
        struct page_setup setup = item_setup(selection, i, style);
        if (i > 0)
            strbuf_putc(out, '\n');
        print_card(&subject, &setup, style, out);
    }
}

void print_comparison(const struct selection *selection, const struct print_style *style,
                      struct strbuf *out)
{
    struct comparison comparison = {.count = 0};
    struct strbuf title = STRBUF_INIT;
    for (size_t i = 0; i < selection->count; i++)
        compare_add(&comparison, selection->items[i].registry, selection->items[i].entry);
    if (comparison.count < COMPARE_LEAST) {
        print_entries(selection, style, out);
        return;
    }
    struct page_setup setup = item_setup(selection, 0, style);
    struct doc *doc = compare_linear(&comparison, &setup);
    compare_title(&comparison, &title);
    put(style, ROLE_STRONG, strbuf_str(&title), out);
    strbuf_puts(out, "\n\n");
    print_doc(doc, style, out);
    strbuf_clear(&title);
    doc_free(doc);
}

/* Prints the page of the class that begins with an item. */
static void put_class(const struct selected *item, const struct print_style *style,
                      struct strbuf *out)
{
    struct subject subject = {
        .kind = SUBJECT_CLASS, .registry = item->registry, .thing = item->begins};
    struct page_setup setup = {
        .cols = style->width_cols, .ascii = style->ascii, .whole_words = true};
    print_subject(&subject, &setup, style, out);
    strbuf_putc(out, '\n');
}

void print_entries(const struct selection *selection, const struct print_style *style,
                   struct strbuf *out)
{
    for (size_t i = 0; i < selection->count;) {
        const struct selected *item = &selection->items[i];
        struct subject subject = item_subject(item);
        struct page_setup setup = item_setup(selection, i, style);
        size_t end = after_further(selection, i);
        if (i > 0)
            strbuf_putc(out, '\n');
        if (item->begins != NULL)
            put_class(item, style, out);
        print_subject(&subject, &setup, style, out);
        if (end > i + 1)
            put_further(selection, i + 1, end, style, out);
        i = end;
    }
}
