#include "config.h"
#include "page/entry.h"

#include <ctype.h>
#include <string.h>

#include "page/writer.h"
#include "base/utf8.h"

/* Shorter codes (gRPC's 5) are ordinary numbers in running text. */
#define LINK_MIN_CHARS 3

/* --- Running text with codes as links -------------------------------------------------------- */

static bool is_token_char(char c)
{
    return isalnum((unsigned char)c) || c == '.' || c == '_' || c == '-' || c == '%';
}

/* The entry that the len bytes at word name, other than the one being described. */
static const struct status *named_status(const struct entry_writer *w, const char *word, size_t len)
{
    char code[33];
    if (len < LINK_MIN_CHARS || len >= sizeof code)
        return NULL;
    memcpy(code, word, len);
    code[len] = '\0';
    if (w->status != NULL && strcmp(w->status->code, code) == 0)
        return NULL;
    return catalog_find(w->catalog, code, NULL);
}

void entry_add_prose(struct entry_writer *w, struct rich *rich, enum role role, const char *text)
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
        const struct status *target = named_status(w, text + i, len);
        if (target != NULL) {
            rich_addn(rich, w->doc, role, text + plain, i - plain);
            rich_link(rich, w->doc, ROLE_LINK, text + i, len, target);
            plain = i + len;
        }
        i = end;
    }
    rich_add(rich, w->doc, role, text + plain);
}

static void add_paragraphs(struct entry_writer *w, const struct string_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        struct rich rich = {0};
        entry_add_prose(w, &rich, ROLE_TEXT, list->items[i]);
        doc_blank(w->doc);
        doc_add(w->doc, &rich, 0, 0);
    }
}

static void begin_bullet(struct entry_writer *w, struct rich *rich)
{
    rich_add(rich, w->doc, ROLE_DIM, "\u2022 ");
}

static void end_bullet(struct entry_writer *w, struct rich *rich)
{
    doc_add(w->doc, rich, BULLET_COLS, 2 * BULLET_COLS);
}

static void add_bullets(struct entry_writer *w, const char *label, const struct string_list *list)
{
    if (list->count == 0)
        return;
    doc_label(w->doc, label);
    for (size_t i = 0; i < list->count; i++) {
        struct rich rich = {0};
        begin_bullet(w, &rich);
        entry_add_prose(w, &rich, ROLE_TEXT, list->items[i]);
        end_bullet(w, &rich);
    }
}

void entry_add_reference(struct entry_writer *w, struct rich *rich, enum role role,
                         const struct reference *reference)
{
    struct strbuf text = STRBUF_INIT;
    reference_text(reference, &text);
    rich_add_whole(rich, w->doc, role, strbuf_str(&text));
    strbuf_clear(&text);
}

void entry_join(struct strbuf *out, const char *word)
{
    if (out->len > 0)
        strbuf_puts(out, ", ");
    strbuf_puts(out, word);
}

/* --- Headings -------------------------------------------------------------------------------- */

void entry_title(const struct status *status, struct strbuf *out)
{
    strbuf_printf(out, "%s %s", status->code, status->phrase);
}

/* Class and standing, the subtitle without its reference. */
static void put_standing(const struct catalog *catalog, const struct status *status,
                         struct strbuf *out)
{
    const struct status_class *class = catalog_class_of(catalog, status);
    if (class != NULL)
        strbuf_printf(out, "%s \u00b7 ", class->title);
    if (status_is_unofficial(status))
        strbuf_printf(out, "%s, unofficial", status->owner);
    else
        strbuf_printf(out, "%s %s", status->owner, registration_names[status->registration]);
}

void entry_subtitle(const struct catalog *catalog, const struct status *status, struct strbuf *out)
{
    put_standing(catalog, status, out);
    if (status->references.count > 0) {
        strbuf_puts(out, " \u00b7 ");
        reference_text(&status->references.items[0], out);
    }
}

static void add_subtitle(struct entry_writer *w)
{
    struct strbuf text = STRBUF_INIT;
    struct rich rich = {0};
    put_standing(w->catalog, w->status, &text);
    rich_add(&rich, w->doc, ROLE_TEXT, strbuf_str(&text));
    if (w->status->references.count > 0) {
        struct rich reference = {0};
        entry_add_reference(w, &reference, ROLE_TEXT, &w->status->references.items[0]);
        int cols = utf8_width(rich.text.data, rich.text.len) +
                   utf8_width(reference.text.data, reference.text.len);
        rich_clear(&reference);
        /* In a line of its own where there is no room beside. */
        if (cols + 3 > w->doc->width_cols)
            doc_add(w->doc, &rich, 0, 0);
        else
            rich_add(&rich, w->doc, ROLE_TEXT, " \u00b7 ");
        entry_add_reference(w, &rich, ROLE_TEXT, &w->status->references.items[0]);
    }
    doc_add(w->doc, &rich, 0, 0);
    strbuf_clear(&text);
}

void entry_add_summary(struct entry_writer *w, const char *summary)
{
    if (summary == NULL)
        return;
    struct rich rich = {0};
    entry_add_prose(w, &rich, ROLE_SUMMARY, summary);
    doc_blank(w->doc);
    doc_add(w->doc, &rich, 0, 0);
}

/* --- Neighbours and misconceptions ------------------------------------------------------------ */

void entry_add_status(struct entry_writer *w, struct rich *rich, const struct status *status)
{
    struct strbuf title = STRBUF_INIT;
    entry_title(status, &title);
    rich_link(rich, w->doc, ROLE_LINK, title.data, title.len, status);
    strbuf_clear(&title);
}

static void add_confusable(struct entry_writer *w)
{
    if (w->status->confusable_count == 0)
        return;
    doc_label(w->doc, "NOT TO BE CONFUSED WITH");
    for (size_t i = 0; i < w->status->confusable_count; i++) {
        const struct confusable *other = &w->status->confusable[i];
        const struct status *status = catalog_find(w->catalog, other->code, other->owner);
        struct rich rich = {0};
        begin_bullet(w, &rich);
        if (status != NULL)
            entry_add_status(w, &rich, status);
        else
            rich_add(&rich, w->doc, ROLE_STRONG, other->code);
        rich_add(&rich, w->doc, ROLE_TEXT, "  ");
        rich_add(&rich, w->doc, ROLE_TEXT, other->difference);
        end_bullet(w, &rich);
    }
}

static void add_myths(struct entry_writer *w)
{
    if (w->status->myth_count == 0)
        return;
    doc_label(w->doc, "COMMON MISTAKES");
    for (size_t i = 0; i < w->status->myth_count; i++) {
        const struct myth *myth = &w->status->myths[i];
        struct rich rich = {0};
        begin_bullet(w, &rich);
        entry_add_prose(w, &rich, ROLE_TEXT, myth->text);
        if (myth->reference.doc != NULL) {
            rich_add(&rich, w->doc, ROLE_TEXT, "  ");
            entry_add_reference(w, &rich, ROLE_DIM, &myth->reference);
        }
        end_bullet(w, &rich);
    }
}

/* --- Example --------------------------------------------------------------------------------- */

/* As `curl -v` marks what goes out and what comes back. */
static void add_message(struct entry_writer *w, const struct string_list *lines, char mark,
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

static void add_example(struct entry_writer *w)
{
    const struct status *status = w->status;
    if (status->example_request.count + status->example_response.count == 0)
        return;
    doc_label(w->doc, "EXAMPLE");
    add_message(w, &status->example_request, '>', ROLE_STRONG);
    if (status->example_request.count > 0 && status->example_response.count > 0)
        doc_blank(w->doc);
    add_message(w, &status->example_response, '<', theme_accent(status->class_index));
}

/* --- References ------------------------------------------------------------------------------ */

static void add_document(struct entry_writer *w, struct rich *rich, const struct document *document)
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

static void add_reference_line(struct entry_writer *w, const struct reference *reference,
                               bool with_url)
{
    const struct document *document = catalog_document(w->catalog, reference->doc);
    struct strbuf text = STRBUF_INIT, url = STRBUF_INIT;
    struct rich rich = {0};
    bool has_url = reference_url(w->catalog, reference, &url);
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

static void add_references(struct entry_writer *w, const char *label,
                           const struct reference_list *list, bool with_url)
{
    if (list->count == 0)
        return;
    doc_label(w->doc, label);
    for (size_t i = 0; i < list->count; i++)
        add_reference_line(w, &list->items[i], with_url);
}

static void add_other_names(struct entry_writer *w)
{
    const struct status *status = w->status;
    if (status->former_name_count + status->aliases.count == 0)
        return;
    doc_label(w->doc, "OTHER NAMES");
    for (size_t i = 0; i < status->former_name_count; i++) {
        struct rich rich = {0};
        rich_add(&rich, w->doc, ROLE_TEXT, "formerly ");
        rich_add(&rich, w->doc, ROLE_STRONG, status->former_names[i].phrase);
        if (status->former_names[i].reference.doc != NULL) {
            rich_add(&rich, w->doc, ROLE_TEXT, "  ");
            entry_add_reference(w, &rich, ROLE_DIM, &status->former_names[i].reference);
        }
        doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
    }
    struct strbuf names = STRBUF_INIT;
    for (size_t i = 0; i < status->aliases.count; i++)
        entry_join(&names, status->aliases.items[i]);
    doc_text(w->doc, ROLE_TEXT, strbuf_str(&names), BULLET_COLS, 2 * BULLET_COLS);
    strbuf_clear(&names);
}

/* Other owners of the same code: the reader may be looking at the wrong meaning. */
static void add_other_meanings(struct entry_writer *w)
{
    bool any = false;
    for (size_t i = 0; i < w->catalog->status_count; i++) {
        const struct status *other = &w->catalog->statuses[i];
        if (other == w->status || strcmp(other->code, w->status->code) != 0)
            continue;
        if (!any)
            doc_label(w->doc, "THE SAME CODE ELSEWHERE");
        any = true;
        struct rich rich = {0};
        begin_bullet(w, &rich);
        entry_add_status(w, &rich, other);
        rich_add(&rich, w->doc, ROLE_TEXT, "  ");
        rich_add(&rich, w->doc, ROLE_BADGE, other->owner);
        end_bullet(w, &rich);
    }
}

/* --- Documents ------------------------------------------------------------------------------- */

void entry_add_note(struct entry_writer *w, const char *note)
{
    struct rich rich = {0};
    if (note == NULL || note[0] == '\0')
        return;
    rich_add(&rich, w->doc, ROLE_STAR, "NOTE  ");
    rich_add(&rich, w->doc, ROLE_TEXT, note);
    doc_blank(w->doc);
    doc_add(w->doc, &rich, 0, 6);
}

static struct entry_writer begin_entry(const struct catalog *catalog, const struct status *status,
                                       int width_cols, bool ascii)
{
    struct entry_writer writer = {doc_new(width_cols, ascii), catalog, status};
    if (status->class_index != CATALOG_NONE)
        writer.doc->label_role = theme_accent(status->class_index);
    return writer;
}

/* What it means and what to do. */
static void add_text_part(struct entry_writer *w, const char *note)
{
    add_subtitle(w);
    entry_add_note(w, note);
    entry_add_summary(w, w->status->summary);
    entry_add_facts(w);
    add_paragraphs(w, &w->status->meaning);
    add_bullets(w, "WHY YOU SEE IT", &w->status->causes);
    add_bullets(w, "WHAT TO DO", &w->status->client_action);
    add_bullets(w, "ON THE SERVER", &w->status->server_action);
    entry_add_headers(w);
    add_confusable(w);
    add_other_meanings(w);
    add_myths(w);
}

/* What one looks up beside it. */
static void add_reference_part(struct entry_writer *w)
{
    add_example(w);
    add_other_names(w);
    add_references(w, "REFERENCES", &w->status->references, true);
    add_references(w, "EARLIER", &w->status->history, false);
}

struct doc *entry_doc(const struct catalog *catalog, const struct status *status, const char *note,
                      int width_cols, bool ascii)
{
    struct entry_writer w = begin_entry(catalog, status, width_cols, ascii);
    add_text_part(&w, note);
    add_reference_part(&w);
    return w.doc;
}

struct doc *entry_text_doc(const struct catalog *catalog, const struct status *status,
                           int width_cols, bool ascii)
{
    struct entry_writer w = begin_entry(catalog, status, width_cols, ascii);
    add_text_part(&w, NULL);
    return w.doc;
}

struct doc *entry_wide_doc(const struct catalog *catalog, const struct status *status,
                           const char *note, int width_cols, int gap_cols, int aside_cols,
                           bool ascii)
{
    struct entry_writer text = begin_entry(catalog, status, width_cols, ascii);
    struct entry_writer aside = begin_entry(catalog, status, aside_cols, ascii);
    add_text_part(&text, note);
    add_reference_part(&aside);
    return doc_beside(text.doc, aside.doc, gap_cols);
}
