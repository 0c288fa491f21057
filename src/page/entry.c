#include "config.h"
#include "page/entry.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "page/writer.h"

/* Shorter codes (gRPC's 5) are ordinary numbers in running text. */
#define LINK_MIN_CHARS 3

/* --- Running text with codes as links -------------------------------------------------------- */

static bool is_token_char(char c)
{
    return isalnum((unsigned char)c) || c == '.' || c == '_' || c == '-' || c == '%';
}

/* The entry that the len bytes at word name, other than the one being described. */
static const struct entry *named_status(const struct page_writer *w, const char *word, size_t len)
{
    char code[33];
    if (len < LINK_MIN_CHARS || len >= sizeof code)
        return NULL;
    memcpy(code, word, len);
    code[len] = '\0';
    if (w->entry != NULL && strcmp(w->entry->code, code) == 0)
        return NULL;
    return registry_find(w->registry, code, NULL);
}

void page_add_prose(struct page_writer *w, struct rich *rich, enum role role, const char *text)
{
    size_t plain = 0, i = 0; /* text before `plain` has been added */
    while (text[i] != '\0') {
        if (!is_token_char(text[i])) {
            i++;
            continue;
        }
        size_t end = i;
        while (is_token_char(text[end]))
            end++;
        size_t len = end - i;
        while (len > 0 && !isalnum((unsigned char)text[i + len - 1]))
            len--;
        const struct entry *target = named_status(w, text + i, len);
        if (target != NULL) {
            rich_addn(rich, w->doc, role, text + plain, i - plain);
            rich_link(rich, w->doc, ROLE_LINK, text + i, len, target);
            plain = i + len;
        }
        i = end;
    }
    rich_add(rich, w->doc, role, text + plain);
}

static void add_paragraphs(struct page_writer *w, const struct string_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct rich rich = {0};
        page_add_prose(w, &rich, ROLE_TEXT, list->items[i]);
        doc_blank(w->doc);
        doc_add(w->doc, &rich, 0, 0);
    }
}

static void begin_bullet(struct page_writer *w, struct rich *rich)
{
    rich_add(rich, w->doc, ROLE_DIM, "\u2022 ");
}

static void end_bullet(struct page_writer *w, struct rich *rich)
{
    doc_add(w->doc, rich, BULLET_COLS, 2 * BULLET_COLS);
}

static void add_bullets(struct page_writer *w, const char *label, const struct string_list *list)
{
    if (list->count == 0)
        return;
    doc_label(w->doc, label);
    for (size_t i = 0; i < list->count; i++) {
        struct rich rich = {0};
        begin_bullet(w, &rich);
        page_add_prose(w, &rich, ROLE_TEXT, list->items[i]);
        end_bullet(w, &rich);
    }
}

void page_add_reference(struct page_writer *w, struct rich *rich, enum role role,
                        const struct reference *reference)
{
    struct strbuf text = STRBUF_INIT;
    reference_text(reference, &text);
    rich_add_whole(rich, w->doc, role, strbuf_str(&text));
    strbuf_clear(&text);
}

void page_join(struct strbuf *out, const char *word)
{
    if (out->len > 0)
        strbuf_puts(out, ", ");
    strbuf_puts(out, word);
}

/* --- Headings -------------------------------------------------------------------------------- */

void page_entry_title(const struct entry *entry, struct strbuf *out)
{
    strbuf_printf(out, "%s %s", entry->code, entry->phrase);
}

/* Class and standing, the subtitle without its reference. */
static void put_standing(const struct registry *registry, const struct entry *entry,
                         struct strbuf *out)
{
    const struct code_class *class = registry_class_of(registry, entry);
    if (class != NULL)
        strbuf_printf(out, "%s \u00b7 ", class->title);
    if (entry_is_unofficial(entry))
        strbuf_printf(out, "%s, unofficial", entry->owner);
    else
        strbuf_printf(out, "%s %s", entry->owner, registration_names[entry->registration]);
}

void page_entry_subtitle(const struct registry *registry, const struct entry *entry,
                         struct strbuf *out)
{
    put_standing(registry, entry, out);
    if (entry->references.count > 0) {
        strbuf_puts(out, " \u00b7 ");
        reference_text(&entry->references.items[0], out);
    }
}

static void add_subtitle(struct page_writer *w)
{
    struct strbuf text = STRBUF_INIT;
    struct rich rich = {0};
    put_standing(w->registry, w->entry, &text);
    rich_add(&rich, w->doc, ROLE_TEXT, strbuf_str(&text));
    if (w->entry->references.count > 0) {
        struct rich reference = {0};
        page_add_reference(w, &reference, ROLE_TEXT, &w->entry->references.items[0]);
        int cols = utf8_width(rich.text.data, rich.text.len) +
                   utf8_width(reference.text.data, reference.text.len);
        rich_clear(&reference);
        /* In a line of its own where there is no room beside. */
        if (cols + 3 > w->doc->width_cols)
            doc_add(w->doc, &rich, 0, 0);
        else
            rich_add(&rich, w->doc, ROLE_TEXT, " \u00b7 ");
        page_add_reference(w, &rich, ROLE_TEXT, &w->entry->references.items[0]);
    }
    doc_add(w->doc, &rich, 0, 0);
    strbuf_clear(&text);
}

void page_add_summary(struct page_writer *w, const char *summary)
{
    if (summary == NULL)
        return;
    struct rich rich = {0};
    page_add_prose(w, &rich, ROLE_SUMMARY, summary);
    doc_blank(w->doc);
    doc_add(w->doc, &rich, 0, 0);
}

/* --- Neighbours and misconceptions ------------------------------------------------------------ */

void page_add_entry(struct page_writer *w, struct rich *rich, const struct entry *entry)
{
    struct strbuf title = STRBUF_INIT;
    page_entry_title(entry, &title);
    rich_link(rich, w->doc, ROLE_LINK, title.data, title.len, entry);
    strbuf_clear(&title);
}

static void add_confusable(struct page_writer *w)
{
    if (w->entry->confusable_count == 0)
        return;
    doc_label(w->doc, "NOT TO BE CONFUSED WITH");
    for (size_t i = 0; i < w->entry->confusable_count; i++) {
        const struct confusable *other = &w->entry->confusable[i];
        const struct entry *entry = registry_find(w->registry, other->code, other->owner);
        struct rich rich = {0};
        begin_bullet(w, &rich);
        if (entry != NULL)
            page_add_entry(w, &rich, entry);
        else
            rich_add(&rich, w->doc, ROLE_STRONG, other->code);
        rich_add(&rich, w->doc, ROLE_TEXT, "  ");
        rich_add(&rich, w->doc, ROLE_TEXT, other->difference);
        end_bullet(w, &rich);
    }
}

static void add_myths(struct page_writer *w)
{
    if (w->entry->myth_count == 0)
        return;
    doc_label(w->doc, "COMMON MISTAKES");
    for (size_t i = 0; i < w->entry->myth_count; i++) {
        const struct myth *myth = &w->entry->myths[i];
        struct rich rich = {0};
        begin_bullet(w, &rich);
        page_add_prose(w, &rich, ROLE_TEXT, myth->text);
        if (myth->reference.doc != NULL) {
            rich_add(&rich, w->doc, ROLE_TEXT, "  ");
            page_add_reference(w, &rich, ROLE_DIM, &myth->reference);
        }
        end_bullet(w, &rich);
    }
}

/* --- Example --------------------------------------------------------------------------------- */

/* As `curl -v` marks what goes out and what comes back. */
static void add_message(struct page_writer *w, const struct string_list *lines, char mark,
                        enum role first_role)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct strbuf line = STRBUF_INIT;
        strbuf_putc(&line, mark);
        if (lines->items[i][0] != '\0')
            strbuf_printf(&line, " %s", lines->items[i]);
        doc_verbatim(w->doc, i == 0 ? first_role : ROLE_TEXT, strbuf_str(&line), BULLET_COLS,
                     2 * BULLET_COLS);
        strbuf_clear(&line);
    }
}

static void add_example(struct page_writer *w)
{
    const struct entry *entry = w->entry;
    if (entry->example_request.count + entry->example_response.count == 0)
        return;
    doc_label(w->doc, "EXAMPLE");
    add_message(w, &entry->example_request, '>', ROLE_STRONG);
    if (entry->example_request.count > 0 && entry->example_response.count > 0)
        doc_blank(w->doc);
    add_message(w, &entry->example_response, '<', theme_accent(entry->class_index));
}

/* --- References ------------------------------------------------------------------------------ */

static void add_document(struct page_writer *w, struct rich *rich, const struct document *document)
{
    rich_add(rich, w->doc, ROLE_TEXT, "  ");
    rich_add(rich, w->doc, ROLE_TEXT, document->title);
    const char *const details[] = {document->date, document->status};
    for (size_t i = 0; i < sizeof details / sizeof details[0]; i++) {
        if (details[i] == NULL)
            continue;
        rich_add(rich, w->doc, ROLE_DIM, ", ");
        rich_add(rich, w->doc, ROLE_DIM, details[i]);
    }
}

static void add_reference_line(struct page_writer *w, const struct reference *reference,
                               bool with_url)
{
    const struct document *document = registry_document(w->registry, reference->doc);
    struct strbuf text = STRBUF_INIT, url = STRBUF_INIT;
    struct rich rich = {0};
    bool has_url = reference_url(w->registry, reference, &url);
    reference_text(reference, &text);
    if (has_url)
        rich_link_url(&rich, w->doc, ROLE_LINK, strbuf_str(&text), strbuf_str(&url));
    else
        rich_add(&rich, w->doc, ROLE_STRONG, strbuf_str(&text));
    if (document != NULL)
        add_document(w, &rich, document);
    doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
    if (with_url && has_url)
        doc_address(w->doc, ROLE_DIM, strbuf_str(&url), 2 * BULLET_COLS, 2 * BULLET_COLS);
    strbuf_clear(&text);
    strbuf_clear(&url);
}

static void add_references(struct page_writer *w, const char *label,
                           const struct reference_list *list, bool with_url)
{
    if (list->count == 0)
        return;
    doc_label(w->doc, label);
    for (size_t i = 0; i < list->count; i++)
        add_reference_line(w, &list->items[i], with_url);
}

static void add_other_names(struct page_writer *w)
{
    const struct entry *entry = w->entry;
    if (entry->former_name_count + entry->aliases.count == 0)
        return;
    doc_label(w->doc, "OTHER NAMES");
    for (size_t i = 0; i < entry->former_name_count; i++) {
        struct rich rich = {0};
        rich_add(&rich, w->doc, ROLE_TEXT, "formerly ");
        rich_add(&rich, w->doc, ROLE_STRONG, entry->former_names[i].phrase);
        if (entry->former_names[i].reference.doc != NULL) {
            rich_add(&rich, w->doc, ROLE_TEXT, "  ");
            page_add_reference(w, &rich, ROLE_DIM, &entry->former_names[i].reference);
        }
        doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
    }
    struct strbuf names = STRBUF_INIT;
    for (size_t i = 0; i < entry->aliases.count; i++)
        page_join(&names, entry->aliases.items[i]);
    doc_text(w->doc, ROLE_TEXT, strbuf_str(&names), BULLET_COLS, 2 * BULLET_COLS);
    strbuf_clear(&names);
}

/* Other owners of the same code: the reader may be looking at the wrong meaning. */
static void add_other_meanings(struct page_writer *w)
{
    bool any = false;
    for (size_t i = 0; i < w->registry->entry_count; i++) {
        const struct entry *other = &w->registry->entries[i];
        if (other == w->entry || strcmp(other->code, w->entry->code) != 0)
            continue;
        if (!any)
            doc_label(w->doc, "THE SAME CODE ELSEWHERE");
        any = true;
        struct rich rich = {0};
        begin_bullet(w, &rich);
        page_add_entry(w, &rich, other);
        rich_add(&rich, w->doc, ROLE_TEXT, "  ");
        rich_add(&rich, w->doc, ROLE_BADGE, other->owner);
        end_bullet(w, &rich);
    }
}

/* --- Documents ------------------------------------------------------------------------------- */

void page_add_note(struct page_writer *w, const char *note)
{
    struct rich rich = {0};
    if (note == NULL || note[0] == '\0')
        return;
    rich_add(&rich, w->doc, ROLE_STAR, "NOTE  ");
    rich_add(&rich, w->doc, ROLE_TEXT, note);
    doc_blank(w->doc);
    doc_add(w->doc, &rich, 0, 6);
}

static struct page_writer begin_entry(const struct registry *registry, const struct entry *entry,
                                      int width_cols, bool ascii)
{
    struct page_writer writer = {doc_new(width_cols, ascii), registry, entry};
    if (entry->class_index != REGISTRY_NONE)
        writer.doc->label_role = theme_accent(entry->class_index);
    return writer;
}

/* What it means and what to do. */
static void add_text_part(struct page_writer *w, const char *note)
{
    add_subtitle(w);
    page_add_note(w, note);
    page_add_summary(w, w->entry->summary);
    page_add_facts(w);
    add_paragraphs(w, &w->entry->meaning);
    add_bullets(w, "WHY YOU SEE IT", &w->entry->causes);
    add_bullets(w, "WHAT TO DO", &w->entry->client_action);
    add_bullets(w, "ON THE SERVER", &w->entry->server_action);
    page_add_headers(w);
    add_confusable(w);
    add_other_meanings(w);
    add_myths(w);
}

/* What one looks up beside it. */
static void add_reference_part(struct page_writer *w)
{
    add_example(w);
    add_other_names(w);
    add_references(w, "REFERENCES", &w->entry->references, true);
    add_references(w, "EARLIER", &w->entry->history, false);
}

struct doc *page_entry_doc(const struct registry *registry, const struct entry *entry,
                           const char *note, int width_cols, bool ascii)
{
    struct page_writer w = begin_entry(registry, entry, width_cols, ascii);
    add_text_part(&w, note);
    add_reference_part(&w);
    return w.doc;
}

struct doc *page_entry_text_doc(const struct registry *registry, const struct entry *entry,
                                int width_cols, bool ascii)
{
    struct page_writer w = begin_entry(registry, entry, width_cols, ascii);
    add_text_part(&w, NULL);
    return w.doc;
}

struct doc *page_entry_wide_doc(const struct registry *registry, const struct entry *entry,
                                const char *note, int width_cols, int gap_cols, int aside_cols,
                                bool ascii)
{
    struct page_writer text = begin_entry(registry, entry, width_cols, ascii);
    struct page_writer aside = begin_entry(registry, entry, aside_cols, ascii);
    add_text_part(&text, note);
    add_reference_part(&aside);
    return doc_beside(text.doc, aside.doc, gap_cols);
}
