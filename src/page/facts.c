#include "config.h"
#include "page/writer.h"

#include <stddef.h>
#include <string.h>

#include "base/utf8.h"
#include "registry/reference.h"

/* Below this width tables fall into one column. */
#define TABLE_MIN_COLS 52
/* Of more header fields than these, the table of them says more. */
#define NEEDS_MOST 3
/* A note narrower than this, or than one of its words, stands better in lines of its own. */
#define NOTE_MIN_COLS 28

/* The words for the values of a fact, [value]; NULL for a value that is not shown. */
static const char *const cacheable_words[] = {
    [TRI_NO] = "only if allowed",
    [TRI_YES] = "yes, unless forbidden",
};
static const char *const store_words[] = {[TRI_NO] = "may be", [TRI_YES] = "must not be stored"};
static const char *const content_words[CONTENT_COUNT] = {
    [CONTENT_ALLOWED] = "allowed",
    [CONTENT_FORBIDDEN] = "forbidden",
    [CONTENT_DEPENDS] = "depends",
};
static const char *const retry_words[RETRY_COUNT] = {
    [RETRY_NO] = "no",
    [RETRY_YES] = "yes, unchanged",
    [RETRY_AFTER_CHANGE] = "after a change",
    [RETRY_AFTER_DELAY] = "after a delay",
    [RETRY_FOLLOW] = "at the new address",
};
static const char *const method_words[REDIRECT_COUNT] = {
    [REDIRECT_KEPT] = "kept",
    [REDIRECT_MAY_BECOME_GET] = "POST may become GET",
    [REDIRECT_BECOMES_GET] = "becomes GET",
};
static const char *const lasting_words[LASTING_COUNT] = {
    [LASTING_PERMANENT] = "permanent",
    [LASTING_TEMPORARY] = "temporary",
    [LASTING_UNKNOWN] = "not said",
};
static const char *const fault_words[FAULT_COUNT] = {
    [FAULT_CLIENT] = "client side",
    [FAULT_HERE] = "the sender",
    [FAULT_UPSTREAM] = "upstream",
};

#define FACT(name, table)                                                                          \
    {                                                                                              \
        offsetof(struct facts, name), (table), sizeof(table) / sizeof(table)[0]                    \
    }
static const struct {
    size_t offset;
    const char *const *words;
    size_t count;
} grid_facts[GRID_COUNT] = {
    [GRID_CACHEABLE] = FACT(heuristically_cacheable, cacheable_words),
    [GRID_MUST_NOT_STORE] = FACT(must_not_store, store_words),
    [GRID_CONTENT] = FACT(content, content_words),
    [GRID_RETRY] = FACT(retry, retry_words),
    [GRID_REDIRECT_METHOD] = FACT(redirect_method, method_words),
    [GRID_LASTING] = FACT(lasting, lasting_words),
    [GRID_FAULT] = FACT(fault, fault_words),
};

unsigned page_fact_value(const struct entry *entry, enum grid_fact fact)
{
    unsigned value;
    memcpy(&value, (const char *)&entry->facts + grid_facts[fact].offset, sizeof value);
    return value;
}

size_t page_fact_count(enum grid_fact fact)
{
    return grid_facts[fact].count;
}

const char *page_fact_word(enum grid_fact fact, size_t value)
{
    return grid_facts[fact].words[value];
}

static void put_word(const struct entry *entry, enum grid_fact fact, struct strbuf *out)
{
    const char *word = page_fact_word(fact, page_fact_value(entry, fact));
    strbuf_puts(out, word != NULL ? word : "");
}

static void fact_cache(const struct entry *entry, struct strbuf *out)
{
    bool stored = entry->facts.must_not_store != TRI_YES;
    put_word(entry, stored ? GRID_CACHEABLE : GRID_MUST_NOT_STORE, out);
}

/* Said only when it is not what everyone expects: a response. */
static void fact_seen_in(const struct entry *entry, struct strbuf *out)
{
    if (entry->seen_in == 0 || entry->seen_in == 1u << SEEN_RESPONSE)
        return;
    for (int i = 0; i < SEEN_COUNT; i++)
        if (entry->seen_in & 1u << i)
            page_join(out, seen_in_names[i]);
}

static void join_senders(const struct entry *entry, struct strbuf *out)
{
    const struct entry_details *details = entry_details(entry);
    for (size_t i = 0; i < details->sent_by.count; i++)
        page_join(out, details->sent_by.items[i]);
}

static bool is_ever_sent(const struct entry *entry)
{
    return entry->seen_in == 0 || entry->seen_in & 1u << SEEN_RESPONSE;
}

static void fact_sent_by(const struct entry *entry, struct strbuf *out)
{
    if (is_ever_sent(entry))
        join_senders(entry, out);
}

/* A mark in a log, or what a client library makes up: nobody sends it. */
static void fact_made_by(const struct entry *entry, struct strbuf *out)
{
    if (!is_ever_sent(entry))
        join_senders(entry, out);
}

static const struct {
    const char *label;
    enum grid_fact fact; /* GRID_NOTHING: it is more than the word for a value */
    void (*put)(const struct entry *entry, struct strbuf *out);
} facts[] = {
    {"CACHE", .put = fact_cache},
    {"CONTENT", GRID_CONTENT, NULL},
    {"RETRY", GRID_RETRY, NULL},
    {"LASTING", GRID_LASTING, NULL},
    {"METHOD", GRID_REDIRECT_METHOD, NULL},
    {"FAULT", GRID_FAULT, NULL},
    {"SENT BY", .put = fact_sent_by},
    {"MADE BY", .put = fact_made_by},
    {"SEEN IN", .put = fact_seen_in},
};
#define FACT_COUNT (sizeof facts / sizeof facts[0])

static void put_fact(size_t i, const struct entry *entry, struct strbuf *out)
{
    if (facts[i].put != NULL)
        facts[i].put(entry, out);
    else
        put_word(entry, facts[i].fact, out);
}

/* Appends the header fields that a response with this code must have. Returns how many. */
static size_t needed_headers(const struct entry *entry, struct strbuf *out)
{
    const struct entry_details *details = entry_details(entry);
    size_t count = 0;
    for (size_t i = 0; i < details->header_count; i++) {
        const struct header_field *header = &details->headers[i];
        if (header->strength != STRENGTH_MUST || header->in != DIRECTION_RESPONSE)
            continue;
        page_join(out, header->name);
        count++;
    }
    return count;
}

void page_put_fact(const struct entry *entry, const char *label, struct strbuf *out)
{
    for (size_t i = 0; i < FACT_COUNT; i++)
        if (strcmp(facts[i].label, label) == 0)
            put_fact(i, entry, out);
}

void page_put_needs(const struct entry *entry, struct strbuf *out)
{
    if (is_ever_sent(entry) && needed_headers(entry, out) == 0)
        strbuf_puts(out, "nothing");
}

/* The block of what one wants first: rows over the whole width, then the grid of facts. */
struct fact_block {
    struct rich rich; /* a line of the grid, which is written when both its columns are */
    int second;       /* column of its second fact, 0: there is one column */
    bool begun;       /* something has been written */
};

static void begin_fact(struct page_writer *w, struct fact_block *block)
{
    if (!block->begun)
        doc_blank(w->doc);
    block->begun = true;
}

static void add_row(struct page_writer *w, struct fact_block *block, const char *label,
                    const char *text)
{
    struct rich rich = {0};
    begin_fact(w, block);
    rich_add(&rich, w->doc, ROLE_LABEL, label);
    rich_pad_to(&rich, FACT_LABEL_COLS);
    page_add_prose(w, &rich, ROLE_TEXT, text);
    doc_add(w->doc, &rich, 0, FACT_LABEL_COLS);
}

static void add_needs(struct page_writer *w, struct fact_block *block)
{
    struct strbuf names = STRBUF_INIT;
    size_t count = needed_headers(w->texts, &names);
    if (count > 0)
        add_row(w, block, "NEEDS", count > NEEDS_MOST ? "see HEADERS" : strbuf_str(&names));
    strbuf_clear(&names);
}

static void end_fact_line(struct page_writer *w, struct fact_block *block)
{
    doc_add(w->doc, &block->rich, 0, FACT_LABEL_COLS);
}

/* Adds a fact next to the previous one if all of it fits there, else on a line of its own. */
static void add_fact(struct page_writer *w, struct fact_block *block, const char *label,
                     const struct strbuf *value)
{
    struct rich *rich = &block->rich;
    bool second = rich->text.len > 0;
    int cols = FACT_LABEL_COLS + utf8_width(value->data, value->len);
    begin_fact(w, block);
    if (second && (block->second == 0 || block->second + cols > w->doc->width_cols ||
                   utf8_width(rich->text.data, rich->text.len) + 2 > block->second)) {
        end_fact_line(w, block);
        second = false;
    }
    if (second)
        rich_pad_to(rich, block->second);
    rich_add(rich, w->doc, ROLE_LABEL, label);
    rich_pad_to(rich, (second ? block->second : 0) + FACT_LABEL_COLS);
    rich_add(rich, w->doc, ROLE_TEXT, strbuf_str(value));
    if (second)
        end_fact_line(w, block);
}

static void add_grid(struct page_writer *w, struct fact_block *block)
{
    for (size_t i = 0; i < FACT_COUNT; i++) {
        struct strbuf value = STRBUF_INIT;
        put_fact(i, w->texts, &value);
        if (value.len > 0)
            add_fact(w, block, facts[i].label, &value);
        strbuf_clear(&value);
    }
    end_fact_line(w, block);
}

void page_add_facts(struct page_writer *w)
{
    int width = w->doc->width_cols;
    struct fact_block block = {.second = width < TABLE_MIN_COLS ? 0
                                         : width >= 64          ? 34
                                                                : width / 2 + 4};
    const char *first = page_line(w, offsetof(struct entry_details, client_action), 0);
    if (first != NULL)
        add_row(w, &block, "TRY", first);
    add_needs(w, &block);
    add_grid(w, &block);
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
    int note; /* where the notes begin; 0: below, because there is no room next to the strengths */
};

static int longest_word(const char *text)
{
    int longest = 0;
    while (text != NULL && *text != '\0') {
        size_t len = strcspn(text, " ");
        int cols = utf8_width(text, len);
        longest = cols > longest ? cols : longest;
        text += len + (text[len] == ' ');
    }
    return longest;
}

static struct header_table header_table(const struct page_writer *w)
{
    int name_cols = 0, strength_cols = 0, note_cols = NOTE_MIN_COLS;
    for (size_t i = 0; i < w->details->header_count; i++) {
        const struct header_field *header = &w->details->headers[i];
        struct strbuf label = STRBUF_INIT;
        header_label(header, &label);
        int cols = utf8_width(label.data, label.len);
        name_cols = cols > name_cols ? cols : name_cols;
        strbuf_clear(&label);
        cols = (int)strlen(strength_names[header->strength]);
        strength_cols = cols > strength_cols ? cols : strength_cols;
        cols = longest_word(header->note);
        note_cols = cols > note_cols ? cols : note_cols;
    }
    struct header_table table = {name_cols + 2, name_cols + 2 + strength_cols + 2};
    if (w->doc->width_cols - BULLET_COLS - table.note < note_cols)
        table.note = 0;
    if (w->doc->width_cols - BULLET_COLS - table.strength < strength_cols)
        table.strength = 0;
    return table;
}

static void add_header_note(struct page_writer *w, struct rich *rich,
                            const struct header_field *header)
{
    if (header->note != NULL)
        page_add_prose(w, rich, ROLE_TEXT, header->note);
    if (header->reference.doc != NULL && w->details->references.count > 0 &&
        !reference_equal(&header->reference, &w->details->references.items[0])) {
        if (header->note != NULL)
            rich_add(rich, w->doc, ROLE_TEXT, "  ");
        page_add_reference(w, rich, &header->reference);
    }
}

static void add_header_field(struct page_writer *w, const struct header_field *header,
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

void page_add_headers(struct page_writer *w)
{
    if (w->details->header_count == 0)
        return;
    struct header_table table = header_table(w);
    doc_label(w->doc, "HEADERS");
    for (size_t i = 0; i < w->details->header_count; i++)
        add_header_field(w, &w->details->headers[i], &table);
}
