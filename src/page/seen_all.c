#include "config.h"
#include "page/writer.h"

#define EXAMPLE_COLS 2

static void put_count(uint64_t count, const char *what, struct strbuf *out)
{
    page_put_number(count, out);
    strbuf_printf(out, " %s%s", what, count == 1 ? "" : "s");
}

bool page_input_is_over(const struct page_input *input)
{
    return input->progress >= PROGRESS_READ;
}

/* Appends "to GET /orders/7" when all that was read is one response, and its request is known. */
static void put_only_request(const struct page_input *input, struct strbuf *out)
{
    const struct answers *answers = input->answers;
    if (input->seen->understood != 1 || answers == NULL || answers_count(answers) != 1)
        return;
    const struct answer *answer = answers_at(answers, 0);
    if (answer->request.known)
        strbuf_puts(out, " to ");
    page_put_request(input, answer, out);
}

void page_put_input(const struct page_input *input, struct strbuf *out)
{
    const struct seen *seen = input->seen;
    if (seen->exchange) {
        put_count(seen->understood, "response", out);
        put_only_request(input, out);
    } else {
        put_count(seen->lines, "line", out);
    }
    if (input->rates != NULL && input->rates->lines > 0) {
        strbuf_puts(out, ", ");
        page_put_number(input->rates->lines, out);
        strbuf_puts(out, " a second");
    }
    if (seen->first.known) {
        strbuf_puts(out, ", ");
        moment_put_span(&seen->first, &seen->last, out);
    }
}

void page_put_text(const struct page_input *input, const struct seen_example *text,
                   struct strbuf *out)
{
    page_put_masked(input, text->text, text->len, out);
    if (text->cut)
        strbuf_puts(out, "\u2026");
}

static void add_command(const struct page_input *input, const char *field, struct doc *doc)
{
    struct strbuf text = STRBUF_INIT;
    if (input->path == NULL)
        strbuf_puts(&text, "... | ");
    strbuf_printf(&text, "statusbrowse --field=%s", field);
    if (input->path != NULL)
        strbuf_printf(&text, " %s", input->path);
    doc_blank(doc);
    doc_take(doc, ROLE_KEY, &text, EXAMPLE_COLS, 2 * EXAMPLE_COLS);
    doc_blank(doc);
}

/* What helps when nothing was understood. */
static void add_advice(const struct page_input *input, struct doc *doc)
{
    doc_blank(doc);
    doc_text(doc, ROLE_TEXT,
             "No word says which number is the status. If it is the fourth word of a line, say so:",
             0, 0);
    add_command(input, "4", doc);
    doc_text(doc, ROLE_TEXT, "For JSON give its name:", 0, 0);
    add_command(input, "result.code", doc);
}

void page_add_unknown(const struct page_input *input, struct doc *doc)
{
    const struct seen *seen = input->seen;
    if (seen->not_understood == 0)
        return;
    doc_label(doc, "NOT UNDERSTOOD");
    for (size_t i = 0; i < seen->unknown_count; i++) {
        struct strbuf text = STRBUF_INIT;
        page_put_text(input, &seen->unknown[i], &text);
        doc_take(doc, ROLE_DIM, &text, EXAMPLE_COLS, 2 * EXAMPLE_COLS);
    }
    if (seen->understood == 0)
        add_advice(input, doc);
}

static void put_title(const struct subject *subject, struct strbuf *out)
{
    const struct page_input *input = subject->thing;
    const struct seen *seen = input->seen;
    if (seen->understood > 0 || seen->not_understood == 0) {
        strbuf_puts(out, input->name);
        return;
    }
    put_count(seen->not_understood, "line", out);
    strbuf_puts(out, seen->not_understood == 1 ? " was not understood" : " were not understood");
}

static struct doc *make(const struct subject *subject, const struct page_setup *setup)
{
    const struct page_input *input = subject->thing;
    struct page_writer w = page_begin(subject, setup, setup->cols);
    struct strbuf text = STRBUF_INIT;
    page_put_input(input, &text);
    if (input->seen->lines > 0)
        doc_text(w.doc, ROLE_DIM, strbuf_str(&text), 0, 0);
    else
        doc_text(w.doc, ROLE_TEXT,
                 page_input_is_over(input) ? "The input is empty." : "Nothing was read yet.", 0, 0);
    strbuf_clear(&text);
    page_add_unknown(input, w.doc);
    return w.doc;
}

const struct page page_input = {.title = put_title, .make = make};
