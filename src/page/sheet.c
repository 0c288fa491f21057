#include "config.h"
#include "page/sheet.h"

#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "page/writer.h"
#include "registry/lesson.h"
#include "registry/registry.h"

#define CHOICE_COLS 5   /* of "- a) " */
#define EXCHANGE_COLS 4 /* more than the text: in Markdown, literal text */
#define NAME_COLS 30
#define DATE_COLS 14

static struct page_writer begin(const struct page_setup *setup)
{
    int cols = setup->cols < PAGE_TEXT_COLS ? setup->cols : PAGE_TEXT_COLS;
    struct page_writer w = {.doc = doc_new(cols, setup->ascii)};
    w.doc->whole_words = setup->whole_words;
    return w;
}

static void add_ruled(struct page_writer *w, const char *title)
{
    struct strbuf rule = STRBUF_INIT;
    size_t first = w->doc->line_count;
    int cols = 0;
    doc_text(w->doc, ROLE_STRONG, title, 0, 0);
    for (size_t i = first; i < w->doc->line_count; i++) {
        int line_cols = utf8_width(w->doc->lines[i].text, w->doc->lines[i].len);
        cols = line_cols > cols ? line_cols : cols;
    }
    strbuf_pad(&rule, '=', (size_t)cols);
    doc_take(w->doc, ROLE_TEXT, &rule, 0, 0);
    doc_blank(w->doc);
}

/* Adds the title, and what makes the same quiz again. */
static void add_heading(struct page_writer *w, const struct quiz *quiz, const char *title,
                        const char *what)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_printf(&text, "%s%s", title != NULL ? title : quiz->registries[0]->title, what);
    add_ruled(w, strbuf_str(&text));
    strbuf_reset(&text);
    strbuf_printf(&text, "seed %lu", (unsigned long)quiz->seed);
    for (size_t i = 0; i < quiz->registry_count; i++) {
        const struct registry *registry = quiz->registries[i];
        const char *name = registry->short_name != NULL ? registry->short_name : "registry";
        strbuf_printf(&text, ", %s %s", name,
                      registry->updated != NULL ? registry->updated : registry->id);
    }
    doc_take(w->doc, ROLE_DIM, &text, 0, 0);
    doc_blank(w->doc);
}

static void add_name_line(struct page_writer *w)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_puts(&text, "Name: ");
    strbuf_pad(&text, '_', NAME_COLS);
    strbuf_puts(&text, "    Date: ");
    strbuf_pad(&text, '_', DATE_COLS);
    doc_take(w->doc, ROLE_TEXT, &text, 0, 0);
    doc_blank(w->doc);
}

/* Begins "12. " and returns its columns. */
static int begin_number(struct page_writer *w, struct rich *rich, size_t number)
{
    rich_printf(rich, w->doc, ROLE_STRONG, "%zu. ", number);
    return (int)rich->text.len;
}

/* Appends "a) 502 Bad Gateway". */
static void put_choice(const struct quiz_question *question, size_t place, struct strbuf *out)
{
    strbuf_printf(out, "%c) ", (char)('a' + place));
    quiz_put_choice(question, quiz_choice(question, place), out);
}

static void add_exchange(struct page_writer *w, const struct string_list *lines, int indent)
{
    if (lines->count == 0)
        return;
    doc_blank(w->doc);
    for (size_t i = 0; i < lines->count; i++)
        doc_verbatim(w->doc, ROLE_LITERAL, lines->items[i], indent + EXCHANGE_COLS,
                     indent + 2 * EXCHANGE_COLS);
}

static void add_question(struct page_writer *w, const struct quiz *quiz, size_t at)
{
    const struct quiz_question *question = &quiz->questions[at];
    struct rich rich = {0};
    int indent = begin_number(w, &rich, at + 1);
    rich_add(&rich, w->doc, ROLE_TEXT, question->item->ask);
    struct strbuf ask = STRBUF_INIT;
    if (quiz_put_ask(question, &ask))
        rich_printf(&rich, w->doc, ROLE_TEXT, " %s", strbuf_str(&ask));
    strbuf_clear(&ask);
    doc_add(w->doc, &rich, 0, indent);
    add_exchange(w, &question->item->exchange, indent);
    doc_blank(w->doc);
    for (size_t i = 0; i < QUIZ_CHOICES; i++) {
        struct strbuf text = STRBUF_INIT;
        strbuf_puts(&text, "- ");
        put_choice(question, i, &text);
        doc_take(w->doc, ROLE_TEXT, &text, indent, indent + CHOICE_COLS);
    }
    doc_blank(w->doc);
}

struct doc *sheet_quiz(const struct quiz *quiz, const char *title, const struct page_setup *setup)
{
    struct page_writer w = begin(setup);
    add_heading(&w, quiz, title, "");
    add_name_line(&w);
    for (size_t i = 0; i < quiz->count; i++)
        add_question(&w, quiz, i);
    return w.doc;
}

/* Does the text end a sentence? */
static bool is_ended(const struct strbuf *text)
{
    return text->len > 0 && strchr(".?!", text->data[text->len - 1]) != NULL;
}

static void add_answer(struct page_writer *w, const struct quiz *quiz, size_t at)
{
    const struct quiz_question *question = &quiz->questions[at];
    size_t right = quiz_right(question);
    struct strbuf text = STRBUF_INIT;
    struct rich rich = {0};
    int indent = begin_number(w, &rich, at + 1);
    put_choice(question, right, &text);
    rich_add(&rich, w->doc, ROLE_STRONG, strbuf_str(&text));
    rich_add(&rich, w->doc, ROLE_TEXT, is_ended(&text) ? " " : ". ");
    rich_printf(&rich, w->doc, ROLE_TEXT, "%s ", question->item->why);
    strbuf_clear(&text);
    page_add_reference(w, &rich, &question->item->reference);
    doc_add(w->doc, &rich, 0, indent);
    for (size_t i = 0; i < QUIZ_CHOICES; i++) {
        if (i == right)
            continue;
        strbuf_printf(&text, "- %c) %s", (char)('a' + i), quiz_why(question, i));
        doc_take(w->doc, ROLE_TEXT, &text, indent, indent + CHOICE_COLS);
    }
    doc_blank(w->doc);
}

struct doc *sheet_key(const struct quiz *quiz, const char *title, const struct page_setup *setup)
{
    struct page_writer w = begin(setup);
    add_heading(&w, quiz, title, ": the answers");
    for (size_t i = 0; i < quiz->count; i++)
        add_answer(&w, quiz, i);
    return w.doc;
}

/* Appends what an answer leads to. */
static void add_destination(struct page_writer *w, struct rich *rich,
                            const struct registry *registry, const struct guide_answer *answer)
{
    const struct entry *entry =
        answer->code != NULL ? registry_find(registry, answer->code, answer->owner) : NULL;
    if (answer->to != NULL)
        rich_printf(rich, w->doc, ROLE_STRONG, " -> [%s]", answer->to);
    else if (entry != NULL)
        rich_printf(rich, w->doc, ROLE_STRONG, ": %s %s", entry->code, entry->phrase);
    else
        rich_printf(rich, w->doc, ROLE_STRONG, ": %s", answer->code);
    if (answer->reference.doc != NULL) {
        rich_add(rich, w->doc, ROLE_TEXT, ", ");
        page_add_reference(w, rich, &answer->reference);
    }
}

static void add_guide_answer(struct page_writer *w, const struct registry *registry,
                             const struct guide_answer *answer, size_t place)
{
    const int indent = 2, hang = indent + 3;
    struct rich rich = {0};
    rich_printf(&rich, w->doc, ROLE_STRONG, "%c) ", (char)('a' + place));
    rich_add(&rich, w->doc, ROLE_TEXT, answer->text);
    add_destination(w, &rich, registry, answer);
    doc_add(w->doc, &rich, indent, hang);
    if (answer->note != NULL)
        doc_text(w->doc, ROLE_TEXT, answer->note, hang, hang);
}

static void add_guide_question(struct page_writer *w, const struct registry *registry,
                               const struct guide_question *question)
{
    struct rich rich = {0};
    rich_printf(&rich, w->doc, ROLE_STRONG, "[%s] %s", question->id, question->ask);
    doc_add(w->doc, &rich, 0, 2);
    if (question->help != NULL)
        doc_text(w->doc, ROLE_DIM, question->help, 2, 2);
    for (size_t i = 0; i < question->answer_count; i++)
        add_guide_answer(w, registry, &question->answers[i], i);
    doc_blank(w->doc);
}

struct doc *sheet_guide(const struct registry *registry, const struct page_setup *setup)
{
    const struct guide *guide = &registry_extras(registry)->guide;
    struct page_writer w = begin(setup);
    bool seen[GUIDE_MAX_QUESTIONS] = {false};
    const struct guide_question *order[GUIDE_MAX_QUESTIONS];
    size_t count = 0;
    const struct guide_question *start = guide_find(guide, guide->start);
    if (start != NULL) {
        order[count++] = start;
        seen[start - guide->questions] = true;
    }
    /* Each question is followed by those that only it has led to so far. */
    for (size_t i = 0; i < count; i++) {
        add_guide_question(&w, registry, order[i]);
        for (size_t k = 0; k < order[i]->answer_count; k++) {
            const struct guide_question *next = guide_find(guide, order[i]->answers[k].to);
            if (next == NULL || seen[next - guide->questions])
                continue;
            seen[next - guide->questions] = true;
            order[count++] = next;
        }
    }
    return w.doc;
}
