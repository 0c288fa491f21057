#include "config.h"
#include "cli/print_seen.h"

#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "page/page.h"
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

static struct subject subject_of(const struct seen_print *print, int number)
{
    struct totals_code code = totals_code(print->inputs->terms, print->inputs->seen, number);
    return code.entry != NULL ? subject_of_entry(code.registry, code.entry)
                              : subject_of_code(code.registry, code.text);
}

static struct page_input input_of(const struct seen_print *print)
{
    return (struct page_input){.seen = print->inputs->seen,
                               .terms = print->inputs->terms,
                               .path = print->path,
                               .secrets = print->secrets,
                               .answers = print->inputs->answers,
                               .now = (int64_t)time(NULL),
                               .progress = PROGRESS_READ};
}

/* "57 lines, 27 Nov 01:53:54 to 27 Nov 01:54:16, 3 not understood" */
static void add_heading(const struct page_input *input, struct doc *doc)
{
    struct strbuf text = STRBUF_INIT;
    page_put_input(input, &text);
    if (input->seen->not_understood > 0) {
        strbuf_puts(&text, ", ");
        page_put_number(input->seen->not_understood, &text);
        strbuf_puts(&text, " not understood");
    }
    doc_take(doc, ROLE_DIM, &text, 0, 0);
}

static void print_own(const struct page_input *input, const struct print_style *style,
                      void (*add)(const struct page_input *input, struct doc *doc),
                      struct strbuf *out)
{
    struct doc *doc = doc_new(style->width_cols, style->ascii);
    add(input, doc);
    if (doc->line_count > 0 && out->len > 0)
        strbuf_putc(out, '\n');
    print_doc(doc, style, out);
    doc_free(doc);
}

void print_seen(const struct seen_print *print, const struct print_style *style, struct strbuf *out)
{
    int order[SEEN_CODES];
    size_t count = list_codes(print, order);
    struct page_input input = input_of(print);
    if (input.seen->lines == 0 && count == 0)
        return;
    print_own(&input, style, add_heading, out);
    for (size_t i = 0; i < count; i++) {
        struct subject subject = subject_of(print, order[i]);
        struct page_seen seen = {.input = &input, .code = order[i]};
        struct page_setup setup = {
            .cols = style->width_cols, .ascii = style->ascii, .whole_words = true, .seen = &seen};
        strbuf_putc(out, '\n');
        if (print->brief)
            print_card(&subject, &setup, style, out);
        else
            print_subject(&subject, &setup, style, out);
    }
    print_own(&input, style, page_add_unknown, out);
}

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
        struct totals_code found = totals_code(print->inputs->terms, print->inputs->seen, order[i]);
        const struct entry *entry = found.entry;
        if (seen_further(print->inputs->seen, order[i]) != NULL) /* as an operand */
            strbuf_printf(out, "%s:", found.registry->id);
        strbuf_printf(out, "%s\t%llu\t", totals_code_text(&found), (unsigned long long)code->count);
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
