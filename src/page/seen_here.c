#include "config.h"
#include "page/writer.h"

#include <string.h>

#include "reading/duration.h"
#include "reading/said.h"
#include "registry/registry.h"

#define TARGETS_SHOWN 5
#define INDENT_COLS 2
#define TIMES_COLS 48      /* "  first 18 Nov 11:06:41   last 18 Nov 12:44:58" */
#define RATE_LABEL_COLS 16 /* indent, and "  by 12 weeks" */
#define RATE_LEAST_COLS 15 /* fewer columns show no course */

/* The block at the top of a page: how often its code was seen in an input, and where. */
struct block {
    struct page_writer *w;
    const struct page_seen *seen;
    const struct seen_code *code;
};

/* Appends "0.4 %", with a digit after the point below ten. */
static void put_share(uint64_t part, uint64_t all, struct strbuf *out)
{
    double share = all > 0 ? 100.0 * (double)part / (double)all : 0;
    if (share > 0 && share < 0.1)
        strbuf_puts(out, "under 0.1 %");
    else
        strbuf_printf(out, share < 10 && share > 0 ? "%.1f %%" : "%.0f %%", share);
}

static void add_line(struct block *block, struct strbuf *text)
{
    doc_text(block->w->doc, ROLE_TEXT, strbuf_str(text), INDENT_COLS, 2 * INDENT_COLS);
    strbuf_reset(text);
}

void page_put_seen(const struct page_seen *here, struct strbuf *out)
{
    const struct seen *seen = here->input->seen;
    const struct seen_code *code = &seen->codes[here->code];
    page_put_number(code->count, out);
    strbuf_puts(out, code->count == 1 ? " time" : " times");
    if (!seen->exchange && seen->understood > 1 && code->count <= seen->lines) {
        strbuf_puts(out, ", ");
        put_share(code->count, seen->lines, out);
        strbuf_puts(out, " of ");
        page_put_number(seen->lines, out);
    }
}

static void add_count(struct block *block)
{
    struct strbuf text = STRBUF_INIT;
    page_put_seen(block->seen, &text);
    add_line(block, &text);
    if (block->code->first.known) {
        strbuf_puts(&text, "first ");
        moment_put_short(&block->code->first, &text);
        if (block->w->doc->width_cols < TIMES_COLS)
            add_line(block, &text);
        strbuf_puts(&text, text.len > 0 ? "   last " : "last  ");
        moment_put_short(&block->code->last, &text);
        add_line(block, &text);
    }
    strbuf_clear(&text);
}

/* Appends "3 min": the greatest unit that the seconds are a multiple of. */
static void put_duration(int64_t seconds, struct strbuf *out)
{
    static const struct {
        int64_t seconds;
        const char *name;
    } units[] = {{604800, "weeks"}, {86400, "days"}, {3600, "h"}, {60, "min"}, {1, "s"}};
    size_t i = 0;
    while (seconds % units[i].seconds != 0)
        i++;
    strbuf_printf(out, "%lld %s", (long long)(seconds / units[i].seconds), units[i].name);
}

/* Adds up so many slots from this one on. */
static uint64_t add_slots(const struct rate *rate, size_t from, size_t slots)
{
    uint64_t count = 0;
    for (size_t i = from; i < from + slots && i < rate->used; i++)
        count += rate->counts[i];
    return count;
}

/* Returns how many slots one column stands for, so that all fit; 0: there is no room. */
static size_t slots_in_column(const struct block *block, size_t slots)
{
    int room = block->w->doc->width_cols - RATE_LABEL_COLS;
    if (room < RATE_LEAST_COLS)
        return 0;
    return (slots + (size_t)room - 1) / (size_t)room;
}

/* Adds how often over time: a column for one slot or several, as high as its count. */
static void add_rate(struct block *block)
{
    static const char *const bars[] = {"\u2581", "\u2582", "\u2583", "\u2584",
                                       "\u2585", "\u2586", "\u2587", "\u2588"};
    static const char *const plain[] = {"_", ".", ":", "-", "=", "+", "*", "#"};
    const struct rate *rate = &block->code->detail->rate;
    struct strbuf text = STRBUF_INIT;
    uint64_t most = 0;
    size_t first = 0;
    while (first < rate->used && rate->counts[first] == 0)
        first++;
    size_t step = slots_in_column(block, rate->used - first);
    if (rate->used < first + 2 || step == 0)
        return;
    for (size_t i = first; i < rate->used; i += step) {
        uint64_t count = add_slots(rate, i, step);
        most = count > most ? count : most;
    }
    for (size_t i = first; i < rate->used; i += step) {
        uint64_t count = add_slots(rate, i, step);
        size_t height = (size_t)(count * 7 / most) + (count % most != 0);
        strbuf_puts(&text, (block->w->doc->ascii ? plain : bars)[height > 7 ? 7 : height]);
    }
    strbuf_puts(&text, "  by ");
    put_duration(rate->width * (int64_t)step, &text);
    add_line(block, &text);
    strbuf_clear(&text);
}

/* Says what it means that the upstream server sent this status most often. */
static void add_upstream_meaning(struct block *block, int upstream)
{
    struct strbuf text = STRBUF_INIT;
    char code[SEEN_CODE_BYTES];
    if (upstream == SEEN_NO_CODE) {
        strbuf_puts(&text, "mostly none: it was not asked, or could not be reached");
    } else if (upstream == block->seen->code) {
        strbuf_puts(&text, "it says so itself");
    } else {
        seen_put_code(upstream, code);
        strbuf_printf(&text, "it says %s; the server in front made another status of it", code);
    }
    add_line(block, &text);
    strbuf_clear(&text);
}

static void add_upstream(struct block *block)
{
    const struct seen_detail *detail = block->code->detail;
    struct strbuf text = STRBUF_INIT;
    size_t sorted[SEEN_UPSTREAM], count = seen_sort_upstream(detail, sorted);
    if (count == 0)
        return;
    strbuf_puts(&text, "the upstream server:");
    for (size_t i = 0; i < count; i++) {
        const struct seen_upstream *upstream = &detail->upstream[sorted[i]];
        char code[SEEN_CODE_BYTES] = "none";
        if (upstream->code != SEEN_NO_CODE)
            seen_put_code(upstream->code, code);
        strbuf_printf(&text, "%s %s ", i > 0 ? "," : "", code);
        page_put_number(upstream->count, &text);
    }
    add_line(block, &text);
    strbuf_clear(&text);
    add_upstream_meaning(block, detail->upstream[sorted[0]].code);
}

/* Adds "UF 3  connecting to the server failed". A word may be several, with commas. */
static void add_reason(struct block *block, const struct seen_reason *reason)
{
    struct strbuf text = STRBUF_INIT;
    page_put_masked(block->seen->input, reason->text, strlen(reason->text), &text);
    strbuf_putc(&text, ' ');
    page_put_number(reason->count, &text);
    for (const char *at = reason->text; *at != '\0';) {
        size_t len = strcspn(at, ",");
        const struct log_reason *meaning = said_reason(block->seen->input->terms, at, len);
        if (meaning != NULL)
            strbuf_printf(&text, "%s%s", at > reason->text ? "; " : "  ", meaning->text);
        const struct entry *entry = registry_find(block->w->registry, reason->text, NULL);
        if (meaning == NULL && entry != NULL) /* 403.14 is an entry of its own */
            strbuf_printf(&text, "  %s", entry->phrase);
        at += len + (at[len] == ',');
    }
    add_line(block, &text);
    strbuf_clear(&text);
}

/* Reports whether most of a count is of its target, and not of those whose place it took over. */
static bool is_frequent(const struct seen_target *target)
{
    return target->more <= target->count / 2;
}

static void add_target(struct block *block, const struct seen_target *target)
{
    struct strbuf text = STRBUF_INIT;
    if (target->more > 0)
        strbuf_puts(&text, "at most ");
    page_put_number(target->count, &text);
    strbuf_puts(&text, "  ");
    page_put_masked(block->seen->input, target->text, target->len, &text);
    if (target->len == SEEN_TARGET_BYTES)
        strbuf_puts(&text, "\u2026");
    add_line(block, &text);
    strbuf_clear(&text);
}

static void add_targets(struct block *block)
{
    const struct seen_targets *targets = &block->code->detail->targets;
    struct seen_target groups[SEEN_GROUPS];
    size_t count = targets_group(targets, groups), shown = 0;
    struct strbuf text = STRBUF_INIT;
    if (count > 0)
        doc_blank(block->w->doc);
    for (size_t i = 0; i < count && shown < TARGETS_SHOWN; i++) {
        if (!is_frequent(&groups[i]))
            continue;
        add_target(block, &groups[i]);
        shown++;
    }
    if (targets_are_exact(targets)) {
        if (count > shown)
            strbuf_printf(&text, "and %zu more", count - shown);
    } else {
        strbuf_puts(&text,
                    shown == 0 ? "many different targets, none of them often" : "and many more");
    }
    if (text.len > 0)
        add_line(block, &text);
    strbuf_clear(&text);
}

static void add_example(struct block *block, const struct seen_example *example)
{
    struct strbuf text = STRBUF_INIT;
    page_put_text(block->seen->input, example, &text);
    doc_take(block->w->doc, ROLE_DIM, &text, INDENT_COLS, 2 * INDENT_COLS);
}

static bool is_same_example(const struct seen_example *a, const struct seen_example *b)
{
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* The newest line, and the slowest where it is another. */
static void add_examples(struct block *block)
{
    const struct seen_detail *detail = block->code->detail;
    const struct seen_example *newest =
        detail->newest.text != NULL ? &detail->newest : &detail->first;
    if (newest->text == NULL || newest->len == 0)
        return;
    doc_blank(block->w->doc);
    add_example(block, newest);
    if (detail->slowest.text == NULL || is_same_example(&detail->slowest, newest))
        return;
    struct strbuf text = STRBUF_INIT;
    strbuf_puts(&text, "the slowest took ");
    duration_put(detail->slowest_ns, &text);
    doc_blank(block->w->doc);
    add_line(block, &text);
    add_example(block, &detail->slowest);
    strbuf_clear(&text);
}

void page_add_seen(struct page_writer *w, const struct page_seen *seen)
{
    if (seen == NULL || seen->input->seen->codes[seen->code].count == 0)
        return;
    if (page_add_answers(w, seen))
        return;
    struct block block = {w, seen, &seen->input->seen->codes[seen->code]};
    const struct seen_detail *detail = block.code->detail;
    doc_label(w->doc, "SEEN HERE");
    add_count(&block);
    if (detail == NULL)
        return;
    add_rate(&block);
    add_upstream(&block);
    size_t sorted[SEEN_REASONS], reasons = seen_sort_reasons(detail, sorted);
    for (size_t i = 0; i < reasons; i++)
        add_reason(&block, &detail->reasons[sorted[i]]);
    add_targets(&block);
    add_examples(&block);
}

static void add_lines(const struct page_seen *seen, const struct seen_example *line,
                      const char *label, struct doc *doc)
{
    struct strbuf text = STRBUF_INIT;
    if (line->text == NULL || line->len == 0)
        return;
    page_put_text(seen->input, line, &text);
    doc_label(doc, label);
    doc_verbatim(doc, ROLE_TEXT, strbuf_str(&text), 0, INDENT_COLS);
    strbuf_clear(&text);
}

struct doc *page_seen_lines(const struct page_seen *seen, const struct page_setup *setup)
{
    struct doc *doc = doc_new(setup->cols, setup->ascii);
    const struct seen_code *code = &seen->input->seen->codes[seen->code];
    struct strbuf text = STRBUF_INIT;
    page_put_seen(seen, &text);
    doc_take(doc, ROLE_DIM, &text, 0, 0);
    struct page_writer w = {.doc = doc, .registry = terms_registry(seen->input->terms)};
    size_t before = doc->line_count;
    if (page_add_messages(&w, seen))
        return doc;
    if (code->detail != NULL && code->count > 1) {
        add_lines(seen, &code->detail->first, "FIRST LINE", doc);
        add_lines(seen, &code->detail->newest, "NEWEST LINE", doc);
        add_lines(seen, &code->detail->slowest, "SLOWEST LINE", doc);
    } else if (code->detail != NULL) {
        add_lines(seen, &code->detail->first, "LINE", doc);
    }
    if (doc->line_count == before) {
        doc_blank(doc);
        doc_text(doc, ROLE_TEXT, "No line of it was kept.", 0, 0);
    }
    return doc;
}
