#include "config.h"
#include "page/ask.h"

#include "base/utf8.h"
#include "page/writer.h"
#include "registry/lesson.h"
#include "registry/registry.h"

#define MARK_RIGHT "\u2713"
#define MARK_WRONG "\u2717"
#define CHOICE_COLS 5        /* of a mark and a letter before a choice */
#define SPACED_LEAST_ROWS 30 /* from here on, an empty line stands between choices */

static struct doc *new_card(const struct deck_setup *setup)
{
    return doc_new(setup->cols < DECK_TEXT_COLS ? setup->cols : DECK_TEXT_COLS, setup->ascii);
}

/* Adds "  a  502 Bad Gateway". */
static void add_choice(struct doc *doc, const char *mark, size_t place, enum role role,
                       const char *text)
{
    const char letter[] = {(char)('a' + place), '\0'};
    struct rich rich = {0};
    rich_add(&rich, doc, ROLE_STRONG, mark);
    rich_add(&rich, doc, ROLE_TEXT, " ");
    rich_add(&rich, doc, ROLE_KEY, letter);
    rich_pad_to(&rich, CHOICE_COLS);
    rich_add(&rich, doc, role, text);
    doc_add(doc, &rich, 0, CHOICE_COLS);
}

bool ask_is_right(const struct quiz_question *question, const struct quiz_reply *reply)
{
    return reply->answered && reply->chosen == quiz_right(question);
}

static void add_situation(struct doc *doc, const struct quiz_question *question)
{
    const struct quiz_item *item = question->item;
    struct strbuf ask = STRBUF_INIT;
    for (size_t i = 0; i < item->exchange.count; i++)
        doc_verbatim(doc, ROLE_LITERAL, item->exchange.items[i], BULLET_COLS, 2 * BULLET_COLS);
    doc_blank(doc);
    doc->news_line = doc->line_count;
    doc_text(doc, ROLE_SUMMARY, item->ask, 0, 0);
    if (quiz_put_ask(question, &ask))
        doc_text(doc, ROLE_SUMMARY, strbuf_str(&ask), 0, 0);
    doc_blank(doc);
    strbuf_clear(&ask);
}

/* Adds what was said, and where the answer is from. */
static void add_verdict(struct doc *doc, const struct quiz_question *question,
                        const struct quiz_reply *reply)
{
    struct page_writer w = {.doc = doc};
    struct rich rich = {0};
    char chosen = (char)('a' + reply->chosen), right = (char)('a' + quiz_right(question));
    if (!reply->answered)
        rich_printf(&rich, doc, ROLE_STRONG, "%c is right.", right);
    else if (ask_is_right(question, reply))
        rich_printf(&rich, doc, ROLE_STRONG, "Right: %c.", right);
    else
        rich_printf(&rich, doc, ROLE_STRONG, "You said %c; %c is right.", chosen, right);
    doc_blank(doc);
    rich_add(&rich, doc, ROLE_TEXT, "  ");
    page_add_reference(&w, &rich, &question->item->reference);
    doc_add(doc, &rich, 0, 0);
}

struct doc *ask_question(const struct quiz *quiz, size_t at, const struct quiz_reply *reply,
                         const struct deck_setup *setup)
{
    const struct quiz_question *question = &quiz->questions[at];
    struct doc *doc = new_card(setup);
    size_t right = quiz_right(question);
    add_situation(doc, question);
    for (size_t i = 0; i < QUIZ_CHOICES; i++) {
        struct strbuf text = STRBUF_INIT;
        bool is_right = reply->shown && i == right;
        bool is_wrong = reply->shown && reply->answered && i == reply->chosen && i != right;
        quiz_put_choice(question, quiz_choice(question, i), &text);
        if (i > 0 && setup->rows >= SPACED_LEAST_ROWS)
            doc_blank(doc);
        if (reply->shown && i == (reply->answered ? reply->chosen : right))
            doc->news_line = doc->line_count;
        add_choice(doc,
                   is_right   ? MARK_RIGHT
                   : is_wrong ? MARK_WRONG
                              : " ",
                   i, is_right ? ROLE_STRONG : ROLE_TEXT, strbuf_str(&text));
        if (reply->shown)
            doc_text(doc, ROLE_DIM, quiz_why(question, i), CHOICE_COLS + 1, CHOICE_COLS + 1);
        strbuf_clear(&text);
    }
    if (reply->shown)
        add_verdict(doc, question, reply);
    return doc;
}

/* Adds a question that was missed or only shown, its code as a link. */
static void add_missed(struct doc *doc, const struct quiz *quiz, size_t at,
                       const struct quiz_reply *reply)
{
    const struct quiz_question *question = &quiz->questions[at];
    const struct choice *answer = &question->item->answer;
    const struct entry *entry = quiz_entry(question, answer);
    struct page_writer w = {.doc = doc, .registry = question->registry};
    struct strbuf text = STRBUF_INIT;
    struct rich rich = {0};
    rich_printf(&rich, doc, ROLE_DIM, "%3zu  ", at + 1);
    if (entry != NULL)
        page_add_entry(&w, &rich, entry);
    else
        rich_add(&rich, doc, ROLE_TEXT, answer->text);
    if (reply->answered) {
        strbuf_puts(&text, "  you said ");
        quiz_put_choice(question, quiz_choice(question, reply->chosen), &text);
    }
    rich_add(&rich, doc, ROLE_DIM, strbuf_str(&text));
    doc_add(doc, &rich, BULLET_COLS, BULLET_COLS + CHOICE_COLS);
    strbuf_clear(&text);
}

/* What became of a question. */
enum outcome {
    OUTCOME_OPEN,
    OUTCOME_SHOWN, /* without an answer */
    OUTCOME_WRONG,
    OUTCOME_RIGHT,
    OUTCOME_COUNT
};

static enum outcome outcome_of(const struct quiz_question *question, const struct quiz_reply *reply)
{
    if (!reply->shown)
        return OUTCOME_OPEN;
    if (!reply->answered)
        return OUTCOME_SHOWN;
    return ask_is_right(question, reply) ? OUTCOME_RIGHT : OUTCOME_WRONG;
}

/* Adds the questions with this outcome. */
static void add_list(struct doc *doc, const struct quiz *quiz, const struct quiz_reply *replies,
                     enum outcome outcome, const char *label)
{
    bool begun = false;
    for (size_t i = 0; i < quiz->count; i++) {
        if (outcome_of(&quiz->questions[i], &replies[i]) != outcome)
            continue;
        if (!begun)
            doc_label(doc, label);
        begun = true;
        add_missed(doc, quiz, i, &replies[i]);
    }
}

struct doc *ask_results(const struct quiz *quiz, const struct quiz_reply *replies,
                        const struct deck_setup *setup)
{
    struct doc *doc = new_card(setup);
    struct strbuf text = STRBUF_INIT;
    size_t counts[OUTCOME_COUNT] = {0};
    for (size_t i = 0; i < quiz->count; i++)
        counts[outcome_of(&quiz->questions[i], &replies[i])]++;
    strbuf_printf(&text, "%zu of %zu right at the first try", counts[OUTCOME_RIGHT], quiz->count);
    if (counts[OUTCOME_SHOWN] > 0)
        strbuf_printf(&text, ", %zu shown without an answer", counts[OUTCOME_SHOWN]);
    if (counts[OUTCOME_OPEN] > 0)
        strbuf_printf(&text, ", %zu not asked yet", counts[OUTCOME_OPEN]);
    doc_take(doc, ROLE_SUMMARY, &text, 0, 0);
    add_list(doc, quiz, replies, OUTCOME_WRONG, "NOT RIGHT");
    add_list(doc, quiz, replies, OUTCOME_SHOWN, "SHOWN");
    return doc;
}

bool guide_begin(struct guide_way *way, const struct registry *registry)
{
    const struct guide *guide = &registry_extras(registry)->guide;
    *way = (struct guide_way){.count = 0};
    const struct guide_question *start = guide_find(guide, guide->start);
    if (start != NULL)
        way->questions[way->count++] = start;
    return start != NULL;
}

bool guide_choose(struct guide_way *way, const struct registry *registry, size_t answer)
{
    const struct guide_question *question = way->questions[way->count - 1];
    if (way->end != NULL || answer >= question->answer_count)
        return false;
    const struct guide_answer *chosen = &question->answers[answer];
    const struct guide_question *next = guide_find(&registry_extras(registry)->guide, chosen->to);
    if (chosen->to != NULL && (next == NULL || way->count == GUIDE_MAX_STEPS))
        return false;
    way->answers[way->count - 1] = answer;
    if (next != NULL)
        way->questions[way->count++] = next;
    else
        way->end = chosen;
    return true;
}

bool guide_back(struct guide_way *way)
{
    if (way->end != NULL)
        way->end = NULL;
    else if (way->count > 1)
        way->count--;
    else
        return false;
    return true;
}

struct subject guide_subject(const struct guide_way *way, const struct registry *registry)
{
    const struct entry *entry =
        way->end != NULL ? registry_find(registry, way->end->code, way->end->owner) : NULL;
    if (way->end == NULL)
        return (struct subject){.kind = SUBJECT_NOTHING};
    return entry != NULL ? subject_of_entry(registry, entry)
                         : subject_of_code(registry, way->end->code);
}

/* Adds what was answered so far: "The client has to change something › What is requested". */
static void add_way(struct doc *doc, const struct guide_way *way)
{
    struct rich rich = {0};
    size_t count = way->end != NULL ? way->count : way->count - 1;
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            rich_add(&rich, doc, ROLE_DIM, " \u203a ");
        rich_add(&rich, doc, ROLE_DIM, way->questions[i]->answers[way->answers[i]].text);
    }
    doc_add(doc, &rich, 0, 0);
    doc_blank(doc);
}

/* Adds the header fields that a response with this code must or should have. */
static void add_needed_headers(struct doc *doc, const struct registry *registry,
                               const struct entry *entry)
{
    const struct entry_details *details = entry_details(entry);
    struct page_writer w = {.doc = doc, .registry = registry};
    bool begun = false;
    for (size_t i = 0; i < details->header_count; i++) {
        const struct header_field *header = &details->headers[i];
        struct rich rich = {0};
        if (header->in != DIRECTION_RESPONSE ||
            (header->strength != STRENGTH_MUST && header->strength != STRENGTH_SHOULD))
            continue;
        if (!begun)
            doc_label(doc, "DO NOT FORGET");
        begun = true;
        rich_add(&rich, doc, ROLE_STRONG, header->name);
        rich_printf(&rich, doc, ROLE_TEXT, "  %s  ", strength_names[header->strength]);
        if (header->note != NULL)
            page_add_prose(&w, &rich, ROLE_TEXT, header->note);
        doc_add(doc, &rich, BULLET_COLS, 2 * BULLET_COLS);
    }
}

static void add_end(struct doc *doc, const struct guide_way *way, const struct registry *registry,
                    const struct deck_setup *setup)
{
    struct subject subject = guide_subject(way, registry);
    const struct entry *entry = subject_entry(&subject);
    struct page_writer w = {.doc = doc, .registry = registry};
    struct rich rich = {0};
    if (entry != NULL)
        deck_add_head(doc, &subject, setup);
    else
        doc_text(doc, ROLE_STRONG, way->end->code, 0, 0);
    if (way->end->note != NULL) {
        doc_blank(doc);
        page_add_prose(&w, &rich, ROLE_TEXT, way->end->note);
        doc_add(doc, &rich, 0, 0);
    }
    if (entry != NULL)
        add_needed_headers(doc, registry, entry);
    if (way->end->reference.doc == NULL)
        return;
    doc_blank(doc);
    page_add_reference(&w, &rich, &way->end->reference);
    doc_add(doc, &rich, 0, 0);
}

struct doc *ask_guide(const struct guide_way *way, const struct registry *registry,
                      const struct deck_setup *setup)
{
    struct doc *doc = new_card(setup);
    const struct guide_question *question = way->questions[way->count - 1];
    add_way(doc, way);
    doc->news_line = doc->line_count;
    if (way->end != NULL) {
        add_end(doc, way, registry, setup);
        return doc;
    }
    doc_text(doc, ROLE_SUMMARY, question->ask, 0, 0);
    doc_blank(doc);
    for (size_t i = 0; i < question->answer_count; i++) {
        if (i > 0 && setup->rows >= SPACED_LEAST_ROWS)
            doc_blank(doc);
        add_choice(doc, " ", i, ROLE_TEXT, question->answers[i].text);
    }
    if (question->help != NULL) {
        doc_blank(doc);
        doc_text(doc, ROLE_DIM, question->help, 0, 0);
    }
    return doc;
}
