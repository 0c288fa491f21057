#include "config.h"
#include "entry.h"

#include <ctype.h>
#include <string.h>

#include "utf8.h"

/* Shorter codes (gRPC's 5) are ordinary numbers in running text. */
#define LINK_MIN_CHARS 3
/* Below this width tables fall into one column. */
#define TABLE_MIN_COLS 52
#define FACT_LABEL_COLS 9
#define NOTE_MIN_COLS 28 /* a note narrower than this is a column of words */
#define BULLET_COLS 2

/* What is being written, and about what. */
struct entry_writer {
    struct doc *doc;
    const struct catalog *catalog;
    const struct status *status; /* NULL for a class or a registry */
};

/* --- Running text with codes as links -------------------------------------------------------- */

static bool is_token_char(char c)
{
    return isalnum((unsigned char)c) || c == '.' || c == '_' || c == '-' || c == '%';
}

/* The entry that the len bytes at word name, other than the one being described. */
static const struct status *named_status(const struct entry_writer *w, const char *word,
                                         size_t len)
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

static void add_prose(struct entry_writer *w, struct rich *rich, enum role role, const char *text)
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
        add_prose(w, &rich, ROLE_TEXT, list->items[i]);
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
        add_prose(w, &rich, ROLE_TEXT, list->items[i]);
        end_bullet(w, &rich);
    }
}

static void add_reference(struct entry_writer *w, struct rich *rich, enum role role,
                          const struct reference *reference)
{
    struct strbuf text = STRBUF_INIT;
    reference_text(reference, &text);
    rich_add_whole(rich, w->doc, role, strbuf_str(&text));
    strbuf_clear(&text);
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

void entry_subtitle(const struct catalog *catalog, const struct status *status,
                    struct strbuf *out)
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
    rich_add(&rich, w->doc, ROLE_DIM, strbuf_str(&text));
    if (w->status->references.count > 0) {
        rich_add(&rich, w->doc, ROLE_DIM, " \u00b7 ");
        add_reference(w, &rich, ROLE_DIM, &w->status->references.items[0]);
    }
    doc_add(w->doc, &rich, 0, 0);
    strbuf_clear(&text);
}

static void add_summary(struct entry_writer *w, const char *summary)
{
    if (summary == NULL)
        return;
    struct rich rich = {0};
    add_prose(w, &rich, ROLE_SUMMARY, summary);
    doc_blank(w->doc);
    doc_add(w->doc, &rich, 0, 0);
}

/* --- Facts ----------------------------------------------------------------------------------- */

static void join_words(struct strbuf *out, const char *word)
{
    if (out->len > 0)
        strbuf_puts(out, ", ");
    strbuf_puts(out, word);
}

static void fact_cache(const struct status *status, struct strbuf *out)
{
    if (status->facts.must_not_store == TRI_YES)
        strbuf_puts(out, "must not be stored");
    else if (status->facts.heuristically_cacheable != TRI_UNKNOWN)
        strbuf_puts(out, status->facts.heuristically_cacheable == TRI_YES
                             ? "yes, heuristically"
                             : "not by default");
}

static void fact_content(const struct status *status, struct strbuf *out)
{
    static const char *const words[CONTENT_COUNT] = {
        [CONTENT_UNKNOWN] = "",
        [CONTENT_ALLOWED] = "allowed",
        [CONTENT_FORBIDDEN] = "forbidden",
        [CONTENT_DEPENDS] = "depends",
    };
    strbuf_puts(out, words[status->facts.content]);
}

static void fact_retry(const struct status *status, struct strbuf *out)
{
    static const char *const words[RETRY_COUNT] = {
        [RETRY_UNKNOWN] = "",
        [RETRY_NO] = "no",
        [RETRY_YES] = "yes, as it is",
        [RETRY_AFTER_CHANGE] = "after a change",
        [RETRY_AFTER_DELAY] = "after a delay",
    };
    strbuf_puts(out, words[status->facts.retry]);
}

static void fact_method(const struct status *status, struct strbuf *out)
{
    static const char *const words[REDIRECT_COUNT] = {
        [REDIRECT_NONE] = "",
        [REDIRECT_KEPT] = "kept",
        [REDIRECT_MAY_BECOME_GET] = "POST may become GET",
        [REDIRECT_BECOMES_GET] = "becomes GET",
    };
    strbuf_puts(out, words[status->facts.redirect_method]);
}

/* Told only when it is not what everyone expects: a response. */
static void fact_seen_in(const struct status *status, struct strbuf *out)
{
    if (status->seen_in == 0 || status->seen_in == 1u << SEEN_RESPONSE)
        return;
    for (int i = 0; i < SEEN_COUNT; i++)
        if (status->seen_in & 1u << i)
            join_words(out, seen_in_names[i]);
}

static void fact_sent_by(const struct status *status, struct strbuf *out)
{
    for (size_t i = 0; i < status->facts.sent_by.count; i++)
        join_words(out, status->facts.sent_by.items[i]);
}

/* The line is written when both its columns are. */
struct fact_line {
    struct rich rich;
    int second; /* column of the second fact, 0: there is one column */
    bool begun; /* a fact has been written */
};

static void end_fact_line(struct entry_writer *w, struct fact_line *line)
{
    doc_add(w->doc, &line->rich, 0, FACT_LABEL_COLS);
}

/* Beside the fact before where there is room for all of it, else on a line of its own. */
static void add_fact(struct entry_writer *w, struct fact_line *line, const char *label,
                     const struct strbuf *value)
{
    if (!line->begun)
        doc_blank(w->doc);
    line->begun = true;
    bool second = line->rich.text.len > 0;
    int cols = FACT_LABEL_COLS + utf8_width(value->data, value->len);
    if (second && (line->second == 0 || line->second + cols > w->doc->width_cols ||
                   utf8_width(line->rich.text.data, line->rich.text.len) + 2 > line->second)) {
        end_fact_line(w, line);
        second = false;
    }
    if (second)
        rich_pad_to(&line->rich, line->second);
    rich_add(&line->rich, w->doc, ROLE_LABEL, label);
    rich_pad_to(&line->rich, (second ? line->second : 0) + FACT_LABEL_COLS);
    rich_add(&line->rich, w->doc, ROLE_TEXT, strbuf_str(value));
    if (second)
        end_fact_line(w, line);
}

static void add_facts(struct entry_writer *w)
{
    static const struct {
        const char *label;
        void (*value)(const struct status *status, struct strbuf *out);
    } table[] = {
        {"CACHE", fact_cache},   {"CONTENT", fact_content}, {"RETRY", fact_retry},
        {"METHOD", fact_method}, {"SENT BY", fact_sent_by}, {"SEEN IN", fact_seen_in},
    };
    int width = w->doc->width_cols;
    struct fact_line line = {
        .second = width < TABLE_MIN_COLS ? 0 : width >= 64 ? 34 : width / 2 + 4};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct strbuf value = STRBUF_INIT;
        table[i].value(w->status, &value);
        if (value.len > 0)
            add_fact(w, &line, table[i].label, &value);
        strbuf_clear(&value);
    }
    end_fact_line(w, &line);
}

/* --- Header fields --------------------------------------------------------------------------- */

static bool same_reference(const struct reference *a, const struct reference *b)
{
    if (a->doc == NULL || b->doc == NULL || strcmp(a->doc, b->doc) != 0)
        return false;
    if (a->section == NULL || b->section == NULL)
        return a->section == b->section;
    return strcmp(a->section, b->section) == 0;
}

static void header_label(const struct header_field *header, struct strbuf *out)
{
    strbuf_puts(out, header->name);
    if (header->in == DIRECTION_REQUEST)
        strbuf_puts(out, " (request)");
}

/* Columns of the table of header fields. */
struct header_table {
    int strength; /* where the strengths begin */
    int note;     /* where the notes begin; 0: they stand below, there is no room beside */
};

static struct header_table header_table(const struct entry_writer *w)
{
    int name_cols = 0, strength_cols = 0;
    for (size_t i = 0; i < w->status->header_count; i++) {
        const struct header_field *header = &w->status->headers[i];
        struct strbuf label = STRBUF_INIT;
        header_label(header, &label);
        int cols = utf8_width(label.data, label.len);
        name_cols = cols > name_cols ? cols : name_cols;
        strbuf_clear(&label);
        cols = (int)strlen(strength_names[header->strength]);
        strength_cols = cols > strength_cols ? cols : strength_cols;
    }
    struct header_table table = {name_cols + 2, name_cols + 2 + strength_cols + 2};
    if (w->doc->width_cols - BULLET_COLS - table.note < NOTE_MIN_COLS)
        table.note = 0;
    if (w->doc->width_cols - BULLET_COLS - table.strength < strength_cols)
        table.strength = 0;
    return table;
}

static void add_header_note(struct entry_writer *w, struct rich *rich,
                            const struct header_field *header)
{
    if (header->note != NULL)
        add_prose(w, rich, ROLE_TEXT, header->note);
    if (header->reference.doc != NULL && w->status->references.count > 0 &&
        !same_reference(&header->reference, &w->status->references.items[0])) {
        if (header->note != NULL)
            rich_add(rich, w->doc, ROLE_TEXT, "  ");
        add_reference(w, rich, ROLE_DIM, &header->reference);
    }
}

static void add_header_field(struct entry_writer *w, const struct header_field *header,
                             const struct header_table *table)
{
    struct strbuf label = STRBUF_INIT;
    struct rich rich = {0};

    header_label(header, &label);
    rich_add(&rich, w->doc, ROLE_STRONG, strbuf_str(&label));
    strbuf_clear(&label);
    if (table->strength > 0)
        rich_pad_to(&rich, table->strength);
    else
        rich_add(&rich, w->doc, ROLE_TEXT, "  ");
    rich_add(&rich, w->doc, ROLE_TEXT, strength_names[header->strength]);
    if (table->note > 0) {
        rich_pad_to(&rich, table->note);
        add_header_note(w, &rich, header);
        doc_add(w->doc, &rich, BULLET_COLS, BULLET_COLS + table->note);
        return;
    }
    doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
    add_header_note(w, &rich, header);
    doc_add(w->doc, &rich, 2 * BULLET_COLS, 2 * BULLET_COLS);
}

static void add_headers(struct entry_writer *w)
{
    if (w->status->header_count == 0)
        return;
    struct header_table table = header_table(w);
    doc_label(w->doc, "HEADERS");
    for (size_t i = 0; i < w->status->header_count; i++)
        add_header_field(w, &w->status->headers[i], &table);
}

/* --- Neighbours and misconceptions ------------------------------------------------------------ */

static void add_status_link(struct entry_writer *w, struct rich *rich,
                            const struct status *status)
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
            add_status_link(w, &rich, status);
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
        add_prose(w, &rich, ROLE_TEXT, myth->text);
        if (myth->reference.doc != NULL) {
            rich_add(&rich, w->doc, ROLE_TEXT, "  ");
            add_reference(w, &rich, ROLE_DIM, &myth->reference);
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

static void add_document(struct entry_writer *w, struct rich *rich,
                         const struct document *document)
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
        doc_verbatim(w->doc, ROLE_DIM, strbuf_str(&url), 2 * BULLET_COLS, 2 * BULLET_COLS);
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
            add_reference(w, &rich, ROLE_DIM, &status->former_names[i].reference);
        }
        doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
    }
    struct strbuf names = STRBUF_INIT;
    for (size_t i = 0; i < status->aliases.count; i++)
        join_words(&names, status->aliases.items[i]);
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
        add_status_link(w, &rich, other);
        rich_add(&rich, w->doc, ROLE_TEXT, "  ");
        rich_add(&rich, w->doc, ROLE_DIM, other->owner);
        end_bullet(w, &rich);
    }
}

/* --- Documents ------------------------------------------------------------------------------- */

static void add_note(struct entry_writer *w, const char *note)
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
    add_note(w, note);
    add_summary(w, w->status->summary);
    add_facts(w);
    add_paragraphs(w, &w->status->meaning);
    add_bullets(w, "WHY YOU SEE IT", &w->status->causes);
    add_bullets(w, "WHAT TO DO", &w->status->client_action);
    add_bullets(w, "ON THE SERVER", &w->status->server_action);
    add_headers(w);
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

struct doc *entry_doc(const struct catalog *catalog, const struct status *status,
                      const char *note, int width_cols, bool ascii)
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

struct doc *entry_class_doc(const struct catalog *catalog, const struct status_class *class,
                            int width_cols, bool ascii)
{
    struct entry_writer writer = {doc_new(width_cols, ascii), catalog, NULL};
    struct entry_writer *w = &writer;
    struct strbuf range = STRBUF_INIT;
    struct rich rich = {0};

    w->doc->label_role = theme_accent((size_t)(class - catalog->classes));
    strbuf_printf(&range, "%ld-%ld", class->first, class->last);
    rich_add(&rich, w->doc, ROLE_DIM, strbuf_str(&range));
    strbuf_clear(&range);
    if (class->reference.doc != NULL) {
        rich_add(&rich, w->doc, ROLE_DIM, " \u00b7 ");
        add_reference(w, &rich, ROLE_DIM, &class->reference);
    }
    doc_add(w->doc, &rich, 0, 0);
    add_summary(w, class->summary);
    doc_label(w->doc, "CODES");
    for (size_t i = 0; i < catalog->status_count; i++) {
        const struct status *status = &catalog->statuses[i];
        if (catalog_class_of(catalog, status) != class)
            continue;
        add_status_link(w, &rich, status);
        if (status_is_unofficial(status)) {
            rich_add(&rich, w->doc, ROLE_TEXT, "  ");
            rich_add(&rich, w->doc, ROLE_DIM, status->owner);
        }
        doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
    }
    return w->doc;
}

struct doc *entry_catalog_doc(const struct catalog *catalog, const char *origin, int width_cols,
                              bool ascii)
{
    struct doc *doc = doc_new(width_cols, ascii);
    const struct {
        const char *label, *value;
    } table[] = {
        {"FROM", catalog->source}, {"UPDATED", catalog->updated}, {"READ", origin[0] == '<' ? "compiled in" : origin}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct rich rich = {0};
        if (table[i].value == NULL)
            continue;
        rich_add(&rich, doc, ROLE_LABEL, table[i].label);
        rich_pad_to(&rich, FACT_LABEL_COLS);
        rich_add(&rich, doc, ROLE_TEXT, table[i].value);
        doc_add(doc, &rich, 0, FACT_LABEL_COLS);
    }
    doc_label(doc, "CLASSES");
    for (size_t i = 0; i < catalog->class_count; i++) {
        const struct status_class *class = &catalog->classes[i];
        struct rich rich = {0};
        rich_add(&rich, doc, theme_accent(i), class->id);
        rich_pad_to(&rich, 6);
        rich_add(&rich, doc, ROLE_STRONG, class->title);
        if (class->summary != NULL) {
            rich_add(&rich, doc, ROLE_TEXT, "  ");
            rich_add(&rich, doc, ROLE_TEXT, class->summary);
        }
        doc_add(doc, &rich, BULLET_COLS, BULLET_COLS + 6);
    }
    return doc;
}

struct doc *entry_unregistered_doc(const struct catalog *catalog, const char *code,
                                   const struct unregistered *found, int width_cols, bool ascii)
{
    struct entry_writer writer = {doc_new(width_cols, ascii), catalog, NULL};
    struct entry_writer *w = &writer;
    struct strbuf text = STRBUF_INIT;
    struct rich rich = {0};

    catalog_unregistered_text(catalog, code, found, &text);
    add_prose(w, &rich, ROLE_SUMMARY, strbuf_str(&text));
    doc_add(w->doc, &rich, 0, 0);
    strbuf_clear(&text);
    if (found->nearest_count > 0)
        doc_label(w->doc, "NEAREST");
    for (size_t i = 0; i < found->nearest_count; i++) {
        add_status_link(w, &rich, found->nearest[i]);
        doc_add(w->doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
    }
    return w->doc;
}

struct doc *entry_missing_doc(const struct bookmark_text *bookmark, int width_cols, bool ascii)
{
    struct entry_writer writer = {doc_new(width_cols, ascii), NULL, NULL};
    struct rich rich = {0};
    rich_add(&rich, writer.doc, ROLE_DIM, bookmark->owner);
    rich_add(&rich, writer.doc, ROLE_DIM, " \u00b7 not in this registry");
    doc_add(writer.doc, &rich, 0, 0);
    add_note(&writer, bookmark->note);
    if (bookmark->added != NULL) {
        rich_add(&rich, writer.doc, ROLE_LABEL, "ADDED");
        rich_pad_to(&rich, FACT_LABEL_COLS);
        rich_add(&rich, writer.doc, ROLE_TEXT, bookmark->added);
        doc_blank(writer.doc);
        doc_add(writer.doc, &rich, 0, FACT_LABEL_COLS);
    }
    doc_blank(writer.doc);
    doc_text(writer.doc, ROLE_TEXT,
             "The bookmark is kept and shown again as an entry when a registry has the code.", 0, 0);
    return writer.doc;
}
