#include "config.h"
#include "print.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "catalog_json.h"
#include "entry.h"
#include "json.h"
#include "utf8.h"

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

static bool is_code(const struct catalog *catalog, const char *operand, bool as_list)
{
    if (as_list && catalog_is_beginning(catalog, operand))
        return false;
    return is_pattern(operand) || catalog_class(catalog, operand) != NULL ||
           catalog_find(catalog, operand, NULL) != NULL;
}

static void add_status(struct selection *selection, const struct status *status,
                       const struct hit *hit)
{
    size_t need = selection->count + 1;
    selection->statuses =
        mem_grow(selection->statuses, &selection->cap, need, sizeof *selection->statuses);
    selection->hits = mem_grow(selection->hits, &selection->hit_cap, need, sizeof *selection->hits);
    selection->statuses[selection->count] = status;
    selection->hits[selection->count++] = hit;
}

/* Entries of a class, of a pattern, or of one code. */
static void select_code(struct selection *selection, const struct catalog *catalog,
                        const char *operand)
{
    const struct status_class *class = catalog_class(catalog, operand);
    size_t before = selection->count;
    for (size_t i = 0; i < catalog->status_count; i++) {
        const struct status *status = &catalog->statuses[i];
        if (class != NULL ? catalog_class_of(catalog, status) == class
                          : catalog_code_matches(status->code, operand))
            add_status(selection, status, NULL);
    }
    if (selection->count > before || class != NULL)
        return;
    selection->unregistered =
        mem_grow(selection->unregistered, &selection->unregistered_cap,
                 selection->unregistered_count + 1, sizeof *selection->unregistered);
    selection->unregistered[selection->unregistered_count++] = xstrdup(operand);
}

static void select_words(struct selection *selection, const struct catalog *catalog,
                         char *const *operands, size_t count,
                         const struct search_user *user)
{
    struct strbuf words = STRBUF_INIT;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            strbuf_putc(&words, ' ');
        strbuf_puts(&words, operands[i]);
    }
    selection->words = strbuf_take(&words);
    selection->search = search_new(catalog, user);
    search_run(selection->search, selection->words, &selection->found);
    for (size_t i = 0; i < selection->found.count; i++)
        add_status(selection, selection->found.items[i].status, &selection->found.items[i]);
}

void selection_make(struct selection *selection, const struct catalog *catalog,
                    char *const *operands, size_t count, bool as_list,
                    const struct search_user *user)
{
    *selection = (struct selection){0};
    bool codes = true;
    for (size_t i = 0; i < count; i++)
        codes = codes && is_code(catalog, operands[i], as_list);
    if (count == 0) {
        for (size_t i = 0; i < catalog->status_count; i++)
            add_status(selection, &catalog->statuses[i], NULL);
    } else if (codes) {
        for (size_t i = 0; i < count; i++)
            select_code(selection, catalog, operands[i]);
    } else {
        select_words(selection, catalog, operands, count, user);
    }
}

void selection_limit(struct selection *selection, size_t limit)
{
    if (limit > 0 && selection->count > limit)
        selection->count = limit;
}

void selection_clear(struct selection *selection)
{
    free(selection->statuses);
    free(selection->hits);
    for (size_t i = 0; i < selection->unregistered_count; i++)
        free(selection->unregistered[i]);
    free(selection->unregistered);
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
    if (look.dim)
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
        (look.bold || look.dim || look.underline || style_color(&look, style->colors) >= 0))
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

void print_entries(const struct catalog *catalog, const struct selection *selection,
                   const struct print_style *style, struct strbuf *out)
{
    for (size_t i = 0; i < selection->count; i++) {
        const struct status *status = selection->statuses[i];
        struct strbuf title = STRBUF_INIT;
        struct doc *doc = entry_doc(catalog, status, NULL, style->width_cols, style->ascii);
        if (out->len > 0)
            strbuf_putc(out, '\n');
        entry_title(status, &title);
        put(style, theme_accent(status->class_index), strbuf_str(&title), out);
        strbuf_putc(out, '\n');
        print_doc(doc, style, out);
        doc_free(doc);
        strbuf_clear(&title);
    }
    for (size_t i = 0; i < selection->unregistered_count; i++) {
        const char *code = selection->unregistered[i];
        struct unregistered found;
        if (!catalog_unregistered(catalog, code, &found))
            continue;
        if (out->len > 0)
            strbuf_putc(out, '\n');
        struct doc *doc =
            entry_unregistered_doc(catalog, code, &found, style->width_cols, style->ascii);
        print_doc(doc, style, out);
        doc_free(doc);
    }
}

/* --- Lists ----------------------------------------------------------------------------------- */

static int widest(const struct selection *selection, bool phrase)
{
    int cols = 0;
    for (size_t i = 0; i < selection->count; i++) {
        const struct status *status = selection->statuses[i];
        const char *text = phrase ? status->phrase : status->code;
        int width = utf8_width(text, strlen(text));
        cols = width > cols ? width : cols;
    }
    return cols;
}

static void put_padded(const struct print_style *style, enum role role, const char *text,
                       int width, struct strbuf *out)
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

void print_list(const struct catalog *catalog, const struct selection *selection,
                const struct print_style *style, struct strbuf *out)
{
    int code_cols = widest(selection, false), phrase_cols = widest(selection, true);
    for (size_t i = 0; i < selection->count; i++) {
        const struct status *status = selection->statuses[i];
        const struct hit *hit = selection->hits[i];
        put_padded(style, theme_accent(status->class_index), status->code, code_cols + 2, out);
        put_padded(style, ROLE_TEXT, status->phrase, phrase_cols + 2, out);
        if (status_is_unofficial(status))
            put(style, ROLE_DIM, status->owner, out);
        else if (status->registration != REGISTRATION_STANDARD)
            put(style, ROLE_DIM, registration_names[status->registration], out);
        if (hit != NULL && hit->reason != NULL) {
            struct strbuf reason = STRBUF_INIT;
            strbuf_printf(&reason, "  (%s: %s)", search_field_names[hit->field], hit->reason);
            trim_end(out);
            put(style, ROLE_DIM, strbuf_str(&reason), out);
            strbuf_clear(&reason);
        }
        trim_end(out);
        strbuf_putc(out, '\n');
    }
    for (size_t i = 0; i < selection->unregistered_count; i++) {
        struct unregistered found;
        if (!catalog_unregistered(catalog, selection->unregistered[i], &found))
            continue;
        struct strbuf text = STRBUF_INIT;
        catalog_unregistered_text(catalog, selection->unregistered[i], &found, &text);
        put(style, ROLE_TEXT, strbuf_str(&text), out);
        strbuf_putc(out, '\n');
        strbuf_clear(&text);
    }
}

/* --- JSON ------------------------------------------------------------------------------------ */

static void json_brief(struct json_writer *json, const struct catalog *catalog,
                       const struct status *status, const struct hit *hit)
{
    const struct status_class *class = catalog_class_of(catalog, status);
    json_begin_object(json, NULL);
    json_string(json, "code", status->code);
    json_string(json, "phrase", status->phrase);
    json_string(json, "owner", status->owner);
    json_string(json, "registration", registration_names[status->registration]);
    json_string(json, "class", class != NULL ? class->id : NULL);
    if (status->summary != NULL)
        json_string(json, "summary", status->summary);
    if (hit != NULL) {
        json_integer(json, "score", hit->score);
        json_string(json, "field", search_field_names[hit->field]);
        json_string(json, "reason", hit->reason);
    }
    json_end(json);
}

static void json_unregistered(struct json_writer *json, const struct catalog *catalog,
                              const char *code)
{
    struct unregistered found;
    struct strbuf text = STRBUF_INIT;
    if (!catalog_unregistered(catalog, code, &found))
        return;
    catalog_unregistered_text(catalog, code, &found, &text);
    json_begin_object(json, NULL);
    json_string(json, "code", code);
    json_string(json, "registration", NULL);
    json_string(json, "class", found.in_class != NULL ? found.in_class->id : NULL);
    json_string(json, "treat_as", found.as_status != NULL  ? found.as_status->code
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

void print_json(const struct catalog *catalog, const struct selection *selection, bool full,
                struct strbuf *out)
{
    struct json_writer json = {0};
    json_begin_array(&json, NULL);
    for (size_t i = 0; i < selection->count; i++) {
        if (full)
            catalog_json_write_status(selection->statuses[i], &json);
        else
            json_brief(&json, catalog, selection->statuses[i], selection->hits[i]);
    }
    for (size_t i = 0; i < selection->unregistered_count; i++)
        json_unregistered(&json, catalog, selection->unregistered[i]);
    json_end(&json);
    json_finish(&json, out);
}
