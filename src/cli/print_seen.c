#include "config.h"
#include "cli/print_seen.h"

#include <string.h>

#include "base/utf8.h"
#include "page/page.h"
#include "reading/mask.h"
#include "reading/totals.h"

/* Fills order[] with the codes to print. Returns how many. */
static size_t list_codes(const struct seen_print *print, int order[SEEN_CODES])
{
    const struct seen *seen = print->inputs->seen;
    size_t count = seen->exchange ? seen_list_in_order(seen, order) : seen_list(seen, order);
    return print->limit > 0 && count > print->limit ? print->limit : count;
}

size_t seen_print_count(const struct seen_print *print)
{
    int order[SEEN_CODES];
    return list_codes(print, order);
}

static struct subject subject_of(const struct seen_print *print, int code)
{
    const char *owner = print->inputs->seen->codes[code].owner;
    const struct entry *entry = totals_entry(print->inputs->terms, code, owner);
    char text[SEEN_CODE_BYTES];
    seen_put_code(code, text);
    return entry != NULL ? subject_of_entry(print->registry, entry)
                         : subject_of_code(print->registry, text);
}

/* --- Pages ----------------------------------------------------------------------------------- */

/* "57 lines, 27 Nov 01:53:54 to 27 Nov 01:54:16, 3 not understood" */
static void add_heading(const struct seen_print *print, struct doc *doc)
{
    const struct seen *seen = print->inputs->seen;
    struct strbuf text = STRBUF_INIT;
    if (seen->exchange)
        strbuf_printf(&text, "%llu response%s", (unsigned long long)seen->understood,
                      seen->understood == 1 ? "" : "s");
    else
        strbuf_printf(&text, "%llu line%s", (unsigned long long)seen->lines,
                      seen->lines == 1 ? "" : "s");
    if (seen->first.known) {
        strbuf_puts(&text, ", ");
        moment_put_short(&seen->first, &text);
        strbuf_puts(&text, " to ");
        moment_put_short(&seen->last, &text);
    }
    if (seen->not_understood > 0)
        strbuf_printf(&text, ", %llu not understood", (unsigned long long)seen->not_understood);
    doc_text(doc, ROLE_DIM, strbuf_str(&text), 0, 0);
    strbuf_clear(&text);
}

/* Adds examples of what was not understood, and, when nothing was, what helps. */
static void add_unknown(const struct seen_print *print, struct doc *doc)
{
    const struct seen *seen = print->inputs->seen;
    if (seen->not_understood == 0)
        return;
    doc_label(doc, "NOT UNDERSTOOD");
    for (size_t i = 0; i < seen->unknown_count; i++) {
        struct strbuf text = STRBUF_INIT;
        const struct seen_example *line = &seen->unknown[i];
        if (print->secrets)
            strbuf_add(&text, line->text, line->len);
        else
            mask_text(print->inputs->terms, line->text, line->len, &text);
        if (line->cut)
            strbuf_puts(&text, "\u2026");
        doc_text(doc, ROLE_DIM, strbuf_str(&text), 2, 4);
        strbuf_clear(&text);
    }
    if (seen->understood > 0)
        return;
    doc_blank(doc);
    doc_text(doc, ROLE_TEXT,
             "No word says which number is the status. If it is the fourth word of a line, say so "
             "with --field=4; for JSON give its name: --field=result.code.",
             0, 0);
}

static void print_own(const struct seen_print *print, const struct print_style *style,
                      void (*add)(const struct seen_print *print, struct doc *doc),
                      struct strbuf *out)
{
    struct doc *doc = doc_new(style->width_cols, style->ascii);
    add(print, doc);
    if (doc->line_count > 0 && out->len > 0)
        strbuf_putc(out, '\n');
    print_doc(doc, style, out);
    doc_free(doc);
}

void print_seen(const struct seen_print *print, const struct print_style *style, struct strbuf *out)
{
    int order[SEEN_CODES];
    size_t count = list_codes(print, order);
    if (print->inputs->seen->lines == 0)
        return;
    print_own(print, style, add_heading, out);
    for (size_t i = 0; i < count; i++) {
        struct subject subject = subject_of(print, order[i]);
        struct page_seen seen = {print->inputs->seen, print->inputs->terms, order[i],
                                 print->secrets};
        struct page_setup setup = {
            .cols = style->width_cols, .ascii = style->ascii, .whole_words = true, .seen = &seen};
        strbuf_putc(out, '\n');
        if (print->brief)
            print_card(&subject, &setup, style, out);
        else
            print_subject(&subject, &setup, style, out);
    }
    print_own(print, style, add_unknown, out);
}

/* --- Lines and JSON -------------------------------------------------------------------------- */

static void put_moment(const struct moment *moment, struct strbuf *out)
{
    if (moment->known)
        moment_put_iso(moment, out);
}

void print_seen_list(const struct seen_print *print, const struct print_style *style,
                     struct strbuf *out)
{
    int order[SEEN_CODES];
    size_t count = list_codes(print, order);
    for (size_t i = 0; i < count; i++) {
        const struct seen_code *code = &print->inputs->seen->codes[order[i]];
        const struct entry *entry = totals_entry(print->inputs->terms, order[i], code->owner);
        char text[SEEN_CODE_BYTES];
        seen_put_code(order[i], text);
        strbuf_printf(out, "%s\t%llu\t", text, (unsigned long long)code->count);
        if (entry != NULL)
            utf8_display(out, entry->phrase, strlen(entry->phrase), style->ascii);
        strbuf_putc(out, '\t');
        if (entry != NULL)
            utf8_display(out, entry->owner, strlen(entry->owner), style->ascii);
        strbuf_putc(out, '\t');
        put_moment(&code->first, out);
        strbuf_putc(out, '\t');
        put_moment(&code->last, out);
        strbuf_putc(out, '\n');
    }
}

void print_seen_json(const struct seen_print *print, struct strbuf *out)
{
    struct json_writer json = {0};
    totals_write(print->inputs->seen, print->inputs->terms, print->limit, print->secrets, &json);
    json_finish(&json, out);
}
