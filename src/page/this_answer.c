#include "config.h"
#include "page/writer.h"

#include "response/rules.h"
#include "response/says.h"
#include "response/shown.h"

#define INDENT_COLS 2
#define NAME_COLS 22     /* of the names of fields, at most: Access-Control-... go on after it */
#define STRENGTH_COLS 11 /* SHOULD NOT */

/* One response that is explained. */
struct block {
    struct page_writer *w;
    const struct page_input *input;
    struct says says;
};

/* By whose names secrets are masked; NULL: they are shown. */
static const struct terms *masking_terms(const struct page_input *input)
{
    return input->secrets ? NULL : input->terms;
}

/* Adds a line and empties it. */
static void add_line(struct block *block, enum role role, struct strbuf *text)
{
    if (text->len > 0)
        doc_text(block->w->doc, role, strbuf_str(text), INDENT_COLS, 2 * INDENT_COLS);
    strbuf_reset(text);
}

static void put_value(const struct block *block, const struct answer_field *field,
                      struct strbuf *out)
{
    const struct answer *answer = block->says.answer;
    struct seen_text value = answer_text(answer, field->value);
    if (block->input->secrets)
        strbuf_add(out, value.bytes, value.len);
    else
        shown_put_value(block->input->terms, says_known(&block->says, field), answer, field, out);
}

static void put_name(const struct block *block, const struct answer_field *field,
                     struct strbuf *out)
{
    struct seen_text name = answer_text(block->says.answer, field->name);
    strbuf_add(out, name.bytes, name.len);
}

/* Adds a line for each field of this use. */
static void add_use(struct block *block, enum field_use use)
{
    const struct answer *answer = block->says.answer;
    const struct head *head = &answer->response;
    struct strbuf text = STRBUF_INIT;
    for (size_t i = head->first; i < head->first + head->count; i++) {
        const struct answer_field *field = &answer->fields[i];
        if (!says_is_for(&block->says, says_known(&block->says, field), use) ||
            !says_meaning(&block->says, field, &text))
            continue;
        strbuf_puts(&text, " (");
        put_name(block, field, &text);
        strbuf_putc(&text, ')');
        add_line(block, use == USE_DO ? ROLE_STRONG : ROLE_TEXT, &text);
    }
    strbuf_clear(&text);
}

static void add_content(struct block *block)
{
    struct strbuf text = STRBUF_INIT;
    if (shown_put_content(block->says.answer, &text)) {
        struct strbuf line = STRBUF_INIT;
        strbuf_puts(&line, "The content says: ");
        page_put_masked(block->input, strbuf_str(&text), text.len, &line);
        add_line(block, ROLE_TEXT, &line);
        strbuf_clear(&line);
    }
    strbuf_clear(&text);
}

/* Appends a sign of who responds: "a CDN: Cloudflare (Server)", "the origin (X-Runtime: 0.1)". */
static void put_sign(struct block *block, const struct answer_field *field, enum field_who who,
                     const char *value, struct strbuf *out)
{
    static const char *const names[WHO_COUNT] = {
        [WHO_ORIGIN] = "the origin", [WHO_CACHE] = "a cache", [WHO_GATEWAY] = "a gateway",
        [WHO_PROXY] = "a proxy",     [WHO_CDN] = "a CDN",
    };
    strbuf_puts(out, out->len > 0 ? "; " : "Signs of who responded: ");
    if (names[who] != NULL)
        strbuf_printf(out, "%s%s", names[who], value != NULL ? ": " : " (");
    if (value != NULL)
        strbuf_printf(out, "%s (", value);
    put_name(block, field, out);
    if (value == NULL) {
        strbuf_puts(out, ": ");
        put_value(block, field, out);
    }
    if (value != NULL || names[who] != NULL)
        strbuf_putc(out, ')');
}

static void add_who(struct block *block)
{
    static const enum field_who order[] = {WHO_ORIGIN, WHO_CACHE, WHO_GATEWAY,
                                           WHO_PROXY,  WHO_CDN,   WHO_UNKNOWN};
    const struct answer *answer = block->says.answer;
    const struct head *head = &answer->response;
    struct strbuf text = STRBUF_INIT;
    for (size_t k = 0; k < sizeof order / sizeof order[0]; k++)
        for (size_t i = head->first; i < head->first + head->count; i++) {
            const struct answer_field *field = &answer->fields[i];
            const struct known_field *known = says_known(&block->says, field);
            const char *value;
            enum field_who who = says_who(&block->says, field, &value);
            bool says = known != NULL && (who != WHO_UNKNOWN || known->who == WHO_VALUE);
            if (known != NULL && says_is_for(&block->says, known, USE_WHY))
                value = NULL; /* it is said above */
            if (says && who == order[k])
                put_sign(block, field, who, value, &text);
        }
    if (text.len > 0)
        strbuf_putc(&text, '.');
    add_line(block, ROLE_TEXT, &text);
    strbuf_clear(&text);
}

static void add_heads_cut(struct block *block)
{
    const struct answer *answer = block->says.answer;
    if (answer->response.cut)
        doc_text(block->w->doc, ROLE_DIM, "The header section was cut off: more is not known.",
                 INDENT_COLS, INDENT_COLS);
}

static void add_finding(struct block *block, const struct rule_finding *finding)
{
    const struct rule *rule = finding->rule;
    bool must = rule_is_must(rule);
    struct rich rich = {0};
    struct strbuf text = STRBUF_INIT;
    struct doc *doc = block->w->doc;
    rich_add(&rich, doc, must ? ROLE_STRONG : ROLE_DIM, strength_names[rule->strength]);
    rich_pad_to(&rich, STRENGTH_COLS);
    rule_put_message(finding, block->says.answer, block->says.terms, &text);
    rich_add(&rich, doc, must ? ROLE_TEXT : ROLE_DIM, strbuf_str(&text));
    strbuf_clear(&text);
    if (rule->note != NULL)
        rich_printf(&rich, doc, ROLE_DIM, " %s", rule->note);
    if (rule->reference.doc != NULL) {
        rich_add(&rich, doc, ROLE_DIM, " ");
        page_add_reference(block->w, &rich, &rule->reference);
    }
    doc_add(doc, &rich, INDENT_COLS, INDENT_COLS + STRENGTH_COLS);
}

static void add_rules(struct block *block)
{
    const struct registry *registry = block->says.registry;
    size_t count = registry_extras(registry)->answers.rule_count;
    struct rule_findings found = {0};
    struct strbuf text = STRBUF_INIT;
    if (count == 0)
        return;
    rules_check(registry, block->says.answer, &found);
    doc_label(block->w->doc, "BROKEN RULES");
    for (size_t i = 0; i < found.count; i++)
        add_finding(block, &found.items[i]);
    if (found.count == 0)
        strbuf_puts(&text, "none");
    else
        strbuf_printf(&text, "%zu", found.count);
    strbuf_printf(&text, " of %zu", count);
    add_line(block, ROLE_DIM, &text);
    strbuf_clear(&text);
    rules_clear(&found);
}

static int name_cols(const struct block *block, const struct head *head)
{
    const struct answer *answer = block->says.answer;
    size_t most = 0, limit = NAME_COLS;
    if (block->w->doc->width_cols < 3 * NAME_COLS)
        limit = (size_t)block->w->doc->width_cols / 3;
    for (size_t i = head->first; i < head->first + head->count; i++)
        most = answer->fields[i].name.len > most ? answer->fields[i].name.len : most;
    return (int)(most < limit ? most : limit);
}

/* Adds a field and, of a response, what its value means. */
static void add_field(struct block *block, const struct head *head,
                      const struct answer_field *field, int cols)
{
    struct doc *doc = block->w->doc;
    struct strbuf text = STRBUF_INIT;
    struct rich rich = {0};
    int hang = INDENT_COLS + cols + 2;
    put_name(block, field, &text);
    rich_add(&rich, doc, ROLE_LABEL, strbuf_str(&text));
    rich_pad_to(&rich, cols + 2);
    strbuf_reset(&text);
    put_value(block, field, &text);
    rich_addn(&rich, doc, ROLE_TEXT, strbuf_str(&text), text.len);
    doc_add(doc, &rich, INDENT_COLS, hang);
    strbuf_reset(&text);
    if (head->code != SEEN_NO_CODE && says_meaning(&block->says, field, &text))
        doc_text(doc, ROLE_DIM, strbuf_str(&text), hang, hang);
    strbuf_clear(&text);
}

static void put_version(const struct head *head, struct strbuf *out)
{
    static const char *const names[] = {
        [HTTP_VERSION_UNKNOWN] = "HTTP", [HTTP_VERSION_1_0] = "HTTP/1.0",
        [HTTP_VERSION_1_1] = "HTTP/1.1", [HTTP_VERSION_2] = "HTTP/2",
        [HTTP_VERSION_3] = "HTTP/3",
    };
    strbuf_puts(out, names[head->version]);
}

/* Appends a span of the input, its secrets masked. */
static void put_span(const struct block *block, struct answer_span span, struct strbuf *out)
{
    struct seen_text text = answer_text(block->says.answer, span);
    page_put_masked(block->input, text.bytes, text.len, out);
}

void page_put_request(const struct page_input *input, const struct answer *answer,
                      struct strbuf *out)
{
    struct block block = {.input = input, .says = {.answer = answer}};
    if (!answer->request.known)
        return;
    put_span(&block, answer->request.method, out);
    strbuf_putc(out, ' ');
    put_span(&block, answer->request.target, out);
}

void page_put_transfer(const struct answer *answer, struct strbuf *out)
{
    put_version(&answer->response, out);
    if (answer->has_length || answer->content_known) {
        strbuf_puts(out, ", ");
        page_put_number(answer->has_length ? answer->length : answer->content_bytes, out);
        strbuf_puts(out, " bytes");
    }
    if (answer->took_ms > 0) {
        strbuf_puts(out, ", ");
        page_put_number(answer->took_ms, out);
        strbuf_puts(out, " ms");
    }
}

static void put_start_line(const struct block *block, const struct head *head, struct strbuf *out)
{
    char code[SEEN_CODE_BYTES];
    if (head->code == SEEN_NO_CODE) {
        put_span(block, head->method, out);
        strbuf_putc(out, ' ');
        put_span(block, head->target, out);
        strbuf_putc(out, ' ');
        put_version(head, out);
        return;
    }
    seen_put_code(head->code, code);
    put_version(head, out);
    strbuf_printf(out, head->phrase.len > 0 ? " %s " : " %s", code);
    put_span(block, head->phrase, out);
}

static void add_head(struct block *block, const char *label, const struct head *head)
{
    struct strbuf text = STRBUF_INIT;
    if (!head->known)
        return;
    doc_label(block->w->doc, label);
    put_start_line(block, head, &text);
    add_line(block, ROLE_TEXT, &text);
    strbuf_clear(&text);
    int cols = name_cols(block, head);
    for (size_t i = head->first; i < head->first + head->count; i++)
        add_field(block, head, &block->says.answer->fields[i], cols);
}

static void add_answer(struct page_writer *w, const struct page_input *input,
                       const struct answer *answer, const char *label)
{
    struct block block = {w, input, {w->registry, answer, input->now, masking_terms(input)}};
    doc_label(w->doc, label);
    size_t lines = w->doc->line_count;
    add_use(&block, USE_DO);
    add_use(&block, USE_WHY);
    add_content(&block);
    add_who(&block);
    add_use(&block, USE_AGE);
    add_heads_cut(&block);
    if (w->doc->line_count == lines)
        doc_text(w->doc, ROLE_DIM, "no field says what to do, why, or who responded", INDENT_COLS,
                 INDENT_COLS);
    add_rules(&block);
    add_head(&block, "FIELDS", &answer->response);
    add_head(&block, "REQUEST", &answer->request);
}

/* Finds the response that is meant, or those with the code, up to one more than a page explains. */
static size_t find_answers(const struct page_seen *seen,
                           const struct answer *found[PAGE_MAX_ANSWERS + 1])
{
    const struct answers *answers = seen->input->answers;
    size_t count = 0, all = answers != NULL ? answers_count(answers) : 0;
    if (seen->response > 0 && answers != NULL) {
        found[0] = answers_find(answers, seen->response - 1);
        return found[0] != NULL;
    }
    for (size_t i = 0; i < all && count <= PAGE_MAX_ANSWERS; i++)
        if (answers_at(answers, i)->response.code == seen->code)
            found[count++] = answers_at(answers, i);
    return count;
}

/* Adds the lines of a head as they were, its secrets masked. */
static void add_lines(struct block *block, const char *label, const struct head *head)
{
    struct doc *doc = block->w->doc;
    struct strbuf text = STRBUF_INIT;
    if (!head->known)
        return;
    doc_label(doc, label);
    put_start_line(block, head, &text);
    doc_verbatim(doc, ROLE_STRONG, strbuf_str(&text), 0, INDENT_COLS);
    for (size_t i = head->first; i < head->first + head->count; i++) {
        const struct answer_field *field = &block->says.answer->fields[i];
        strbuf_reset(&text);
        put_name(block, field, &text);
        strbuf_puts(&text, ": ");
        put_value(block, field, &text);
        doc_verbatim(doc, ROLE_TEXT, strbuf_str(&text), 0, INDENT_COLS);
    }
    strbuf_clear(&text);
}

bool page_add_messages(struct page_writer *w, const struct page_seen *seen)
{
    const struct answer *found[PAGE_MAX_ANSWERS + 1];
    size_t count = find_answers(seen, found);
    for (size_t i = 0; i < count && i < PAGE_MAX_ANSWERS; i++) {
        const struct page_input *input = seen->input;
        struct block block = {w, input, {w->registry, found[i], input->now, masking_terms(input)}};
        add_lines(&block, "REQUEST", &found[i]->request);
        add_lines(&block, "RESPONSE", &found[i]->response);
    }
    return count > 0;
}

bool page_add_answers(struct page_writer *w, const struct page_seen *seen)
{
    const struct answer *found[PAGE_MAX_ANSWERS + 1];
    size_t count = find_answers(seen, found);
    if (count == 0 || count > PAGE_MAX_ANSWERS)
        return false;
    for (size_t i = 0; i < count; i++) {
        struct strbuf label = STRBUF_INIT;
        strbuf_puts(&label, "THIS ANSWER");
        if (count > 1)
            strbuf_printf(&label, ", %zu OF %zu", i + 1, count);
        add_answer(w, seen->input, found[i], strbuf_str(&label));
        strbuf_clear(&label);
    }
    return true;
}
