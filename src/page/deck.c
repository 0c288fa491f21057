#include "config.h"
#include "page/deck.h"

#include "page/big.h"
#include "page/picture.h"
#include "page/writer.h"
#include "registry/registry.h"

#define HEAD_GAP_COLS 4        /* between the digits and the text next to them */
#define HEAD_TEXT_LEAST 28     /* narrower, and the text stands below the digits */
#define PICTURES_LEAST_COLS 30 /* on smaller screens there are only texts */
#define PICTURES_LEAST_ROWS 12
#define CONFUSED_MOST 4

enum step_kind {
    STEP_CODE,
    STEP_MEANING,
    STEP_PATH,
    STEP_EXCHANGE, /* one for each message */
    STEP_FACTS,
    STEP_DIFFERENCES,
    STEP_NAMES,
    STEP_COUNT
};

static size_t message_count(const struct entry *texts)
{
    const struct entry_details *details = entry_details(texts);
    if (details->sequence.step_count > 0)
        return details->sequence.step_count;
    size_t count = details->example_request.count > 0;
    return count + (details->example_response.count > 0);
}

static const char *const fact_labels[] = {"CACHE",  "CONTENT", "RETRY",   "LASTING",
                                          "METHOD", "SENT BY", "MADE BY", "SEEN IN"};
#define FACT_COUNT (sizeof fact_labels / sizeof fact_labels[0])

static bool is_shown(const struct header_field *header)
{
    return header->strength != STRENGTH_USUAL;
}

static bool has_facts(const struct entry *texts)
{
    struct strbuf value = STRBUF_INIT;
    for (size_t i = 0; i < FACT_COUNT; i++)
        page_put_fact(texts, fact_labels[i], &value);
    bool has = value.len > 0;
    const struct entry_details *details = entry_details(texts);
    for (size_t i = 0; i < details->header_count; i++)
        has = has || is_shown(&details->headers[i]);
    strbuf_clear(&value);
    return has;
}

/* How often a card has a step of a kind. */
static size_t count_of(enum step_kind kind, const struct registry *registry,
                       const struct entry *texts)
{
    const struct entry_details *details = entry_details(texts);
    switch (kind) {
    case STEP_PATH:
        return picture_has_path(registry, texts);
    case STEP_EXCHANGE:
        return message_count(texts);
    case STEP_FACTS:
        return has_facts(texts);
    case STEP_DIFFERENCES:
        return details->confusable_count > 0;
    case STEP_NAMES:
        return details->former_name_count > 0;
    default:
        return 1;
    }
}

/* The kind of a step; *index is its place among those of the kind. */
static enum step_kind find_step(const struct subject *subject, size_t step, size_t *index)
{
    const struct entry *texts = registry_texts_of(subject->registry, subject_entry(subject));
    int kind = STEP_CODE;
    for (; kind + 1 < STEP_COUNT; kind++) {
        size_t count = count_of((enum step_kind)kind, subject->registry, texts);
        if (step < count)
            break;
        step -= count;
    }
    *index = step;
    return (enum step_kind)kind;
}

size_t deck_count(const struct subject *subject)
{
    const struct entry *entry = subject_entry(subject);
    if (entry == NULL)
        return subject->code[0] != '\0' ? 2 : 1;
    const struct entry *texts = registry_texts_of(subject->registry, entry);
    size_t count = 0;
    for (int kind = STEP_CODE; kind < STEP_COUNT; kind++)
        count += count_of((enum step_kind)kind, subject->registry, texts);
    return count;
}

bool deck_names(const struct subject *subject, size_t step)
{
    return subject_entry(subject) == NULL || step > 0;
}

static bool has_pictures(const struct deck_setup *setup)
{
    return setup->cols >= PICTURES_LEAST_COLS && setup->rows >= PICTURES_LEAST_ROWS;
}

static int text_cols(const struct deck_setup *setup)
{
    return setup->cols < DECK_TEXT_COLS ? setup->cols : DECK_TEXT_COLS;
}

static void add_head_text(struct doc *doc, const struct subject *subject)
{
    struct page_writer w = page_writer_of(doc, subject);
    struct strbuf subtitle = STRBUF_INIT;
    const char *summary = w.entry->summary != NULL ? w.entry->summary : w.texts->summary;
    doc_text(doc, subject_role(subject), w.entry->phrase, 0, 0);
    page_put_subtitle(subject->registry, w.entry, &subtitle);
    doc_take(doc, ROLE_DIM, &subtitle, 0, 0);
    page_add_summary(&w, summary);
}

void deck_add_head(struct doc *doc, const struct subject *subject, const struct deck_setup *setup)
{
    const struct entry *entry = subject_entry(subject);
    int scale = has_pictures(setup) ? big_scale(entry->code, setup->cols, BIG_ROWS) : 0;
    if (scale == 0) {
        doc_text(doc, subject_role(subject), entry->code, 0, 0);
        add_head_text(doc, subject);
        return;
    }
    struct doc *digits = big_doc(entry->code, scale, subject_role(subject), setup->ascii);
    int rest = text_cols(setup) - digits->width_cols - HEAD_GAP_COLS;
    if (rest < HEAD_TEXT_LEAST) {
        doc_append(doc, digits);
        doc_blank(doc);
        add_head_text(doc, subject);
        return;
    }
    struct doc *text = doc_new(rest, setup->ascii);
    add_head_text(text, subject);
    doc_append(doc, doc_join(digits, text, HEAD_GAP_COLS));
}

static void add_code(struct doc *doc, const char *code, enum role role,
                     const struct deck_setup *setup)
{
    /* The title, the hints, and a row around the digits each. */
    int scale = has_pictures(setup) ? big_scale(code, setup->cols, setup->rows - 2) : 0;
    if (scale > 0)
        doc_append(doc, big_doc(code, scale, role, setup->ascii));
    else
        doc_text(doc, role, code, 0, 0);
}

static void add_example(struct page_writer *w, size_t messages)
{
    const struct string_list *parts[] = {&w->details->example_request,
                                         &w->details->example_response};
    static const char marks[] = "><";
    for (size_t i = 0; i < 2 && messages > 0; i++) {
        if (parts[i]->count == 0)
            continue;
        messages--;
        w->doc->news_line = w->doc->line_count;
        doc_blank(w->doc);
        for (size_t k = 0; k < parts[i]->count; k++) {
            struct strbuf line = STRBUF_INIT;
            strbuf_printf(&line, "%c %s", marks[i], parts[i]->items[k]);
            doc_verbatim(w->doc, k == 0 ? ROLE_STRONG : ROLE_TEXT, strbuf_str(&line), 0,
                         2 * BULLET_COLS);
            strbuf_clear(&line);
        }
    }
}

static void add_exchange(struct page_writer *w, size_t messages)
{
    if (w->details->sequence.step_count > 0)
        picture_add_sequence(w, messages);
    else
        add_example(w, messages);
}

static void add_facts(struct page_writer *w)
{
    doc_label(w->doc, "FACTS");
    for (size_t i = 0; i < FACT_COUNT; i++) {
        struct strbuf value = STRBUF_INIT;
        page_put_fact(w->texts, fact_labels[i], &value);
        if (value.len > 0)
            page_add_fact(w, fact_labels[i], strbuf_str(&value));
        strbuf_clear(&value);
    }
    bool begun = false;
    for (size_t i = 0; i < w->details->header_count; i++) {
        const struct header_field *header = &w->details->headers[i];
        struct rich rich = {0};
        if (!is_shown(header))
            continue;
        if (!begun)
            doc_label(w->doc, "HEADERS");
        begun = true;
        rich_add(&rich, w->doc, ROLE_STRONG, header->name);
        rich_add(&rich, w->doc, ROLE_TEXT, header->in == DIRECTION_REQUEST ? " (request)  " : "  ");
        rich_add(&rich, w->doc, ROLE_TEXT, strength_names[header->strength]);
        if (header->note != NULL) {
            rich_add(&rich, w->doc, ROLE_TEXT, "  ");
            page_add_prose(w, &rich, ROLE_TEXT, header->note);
        }
        doc_add(w->doc, &rich, 0, 2 * BULLET_COLS);
    }
}

static void add_differences(struct page_writer *w)
{
    doc_label(w->doc, "NOT TO BE CONFUSED WITH");
    for (size_t i = 0; i < w->details->confusable_count && i < CONFUSED_MOST; i++)
        page_add_difference(w, &w->details->confusable[i]);
}

static void add_step(struct page_writer *w, enum step_kind kind)
{
    if (kind == STEP_PATH) {
        doc_label(w->doc, "WHO SENDS IT");
        doc_blank(w->doc);
        picture_add_path(w);
    } else if (kind == STEP_FACTS) {
        add_facts(w);
    } else if (kind == STEP_DIFFERENCES) {
        add_differences(w);
    } else if (kind == STEP_NAMES) {
        page_add_names(w);
    }
}

static void add_entry_step(struct doc *doc, const struct subject *subject, size_t step,
                           const struct deck_setup *setup)
{
    const struct entry *entry = subject_entry(subject);
    struct page_writer wide = page_writer_of(doc, subject);
    size_t index;
    enum step_kind kind = find_step(subject, step, &index);
    if (kind == STEP_CODE) {
        add_code(doc, entry->code, subject_role(subject), setup);
        return;
    }
    if (kind == STEP_EXCHANGE) {
        add_exchange(&wide, index + 1);
        return;
    }
    deck_add_head(doc, subject, setup);
    if (kind == STEP_MEANING)
        return;
    /* The path uses all columns; texts keep their measure. */
    struct page_writer text = page_writer_of(doc_new(text_cols(setup), setup->ascii), subject);
    text.doc->label_role = subject_role(subject);
    add_step(&text, kind);
    doc->news_line = doc->line_count;
    doc_blank(doc);
    doc_append(doc, text.doc);
}

struct doc *deck_card(const struct subject *subject, size_t step, const struct deck_setup *setup)
{
    struct doc *doc = doc_new(setup->cols, setup->ascii);
    if (subject_entry(subject) != NULL)
        add_entry_step(doc, subject, step, setup);
    else if (subject->code[0] != '\0' && step == 0)
        add_code(doc, subject->code, ROLE_STRONG, setup);
    else
        doc_append(doc, subject_doc(subject, &(struct page_setup){.cols = text_cols(setup),
                                                                  .ascii = setup->ascii}));
    if (setup->note != NULL && setup->note[0] != '\0' && step > 0) {
        struct page_writer w = page_writer_of(doc_new(text_cols(setup), setup->ascii), subject);
        page_add_note(&w, setup->note);
        doc_blank(doc);
        doc_append(doc, w.doc);
    }
    return doc;
}
