#include "config.h"
#include "page/writer.h"

#include <stddef.h>
#include <string.h>

#include "base/utf8.h"
#include "registry/reference.h"
#include "registry/registry.h"

/* Where the values of the rows begin. */
#define ROW_INDENT_COLS 2
#define ROW_VALUE_COLS 9
#define FACT_GAP_COLS 6 /* between facts in one row */

static void begin_row(struct page_writer *w, struct rich *rich, const char *label)
{
    rich_pad_to(rich, ROW_INDENT_COLS);
    rich_add(rich, w->doc, ROLE_LABEL, label);
    rich_pad_to(rich, ROW_VALUE_COLS);
}

static void end_row(struct page_writer *w, struct rich *rich)
{
    doc_add(w->doc, rich, 0, ROW_VALUE_COLS);
}

static void add_row(struct page_writer *w, const char *label, const char *value)
{
    struct rich rich = {0};
    begin_row(w, &rich, label);
    page_add_prose(w, &rich, ROLE_TEXT, value);
    end_row(w, &rich);
}

/* The heading and, at the right edge or in a line of its own, who says so: the section that defines
 * the code, or the owner of an unofficial one. */
static void add_heading(struct page_writer *w)
{
    const struct entry *entry = w->entry;
    const struct entry_details *details = entry_details(entry);
    struct strbuf title = STRBUF_INIT, source = STRBUF_INIT;
    struct rich rich = {0};
    page_put_title(entry, &title);
    if (entry_is_unofficial(entry) || details->references.count == 0)
        strbuf_printf(&source, "%s, %s", entry->owner, registration_names[entry->registration]);
    else
        reference_text(&details->references.items[0], &source);
    rich_add(&rich, w->doc, page_title_role(entry), strbuf_str(&title));
    struct rich right = {0};
    rich_add_whole(&right, w->doc, ROLE_DIM, strbuf_str(&source));
    int column = w->doc->width_cols - utf8_width(right.text.data, right.text.len);
    rich_clear(&right);
    if (utf8_width(rich.text.data, rich.text.len) + 2 > column)
        doc_add(w->doc, &rich, 0, 0);
    else
        rich_pad_to(&rich, column);
    rich_add_whole(&rich, w->doc, ROLE_DIM, strbuf_str(&source));
    doc_add(w->doc, &rich, 0, 0);
    strbuf_clear(&title);
    strbuf_clear(&source);
}

/* Adds the first cause, and as many of the others as the line has room for. */
static void add_causes(struct page_writer *w)
{
    const size_t causes = offsetof(struct entry_details, causes);
    const char *cause;
    const int rest_cols = (int)strlen("; ...");
    struct strbuf text = STRBUF_INIT;
    size_t i = 0;
    for (; (cause = page_line(w, causes, i)) != NULL; i++) {
        size_t len = strlen(cause);
        len -= len > 0 && cause[len - 1] == '.';
        int cols = utf8_width(strbuf_str(&text), text.len) + 2 + utf8_width(cause, len);
        if (i > 0 && ROW_VALUE_COLS + cols + rest_cols > w->doc->width_cols)
            break;
        strbuf_puts(&text, i > 0 ? "; " : "");
        strbuf_add(&text, cause, len);
    }
    strbuf_puts(&text, cause != NULL ? "; ..." : ".");
    if (i > 0)
        add_row(w, "why", strbuf_str(&text));
    strbuf_clear(&text);
}

/* Adds a fact to the row that was begun, or to a new one when there is no room in it. */
static void add_fact(struct page_writer *w, struct rich *rich, const char *label, const char *value)
{
    int column = utf8_width(strbuf_str(&rich->text), rich->text.len) + FACT_GAP_COLS;
    int cols = (int)strlen(label) + 2 + utf8_cols(value);
    if (value[0] == '\0')
        return;
    if (rich->text.len > 0 && column + cols <= w->doc->width_cols) {
        rich_pad_to(rich, column);
        rich_add(rich, w->doc, ROLE_LABEL, label);
        rich_pad_to(rich, column + (int)strlen(label) + 2);
    } else {
        end_row(w, rich);
        begin_row(w, rich, label);
    }
    rich_add(rich, w->doc, ROLE_TEXT, value);
}

static void add_facts(struct page_writer *w)
{
    static const struct {
        const char *label, *fact;
    } facts[] = {{"retry", "RETRY"}, {"cache", "CACHE"}};
    struct rich rich = {0};
    struct strbuf value = STRBUF_INIT;
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        strbuf_reset(&value);
        page_put_fact(w->texts, facts[i].fact, &value);
        add_fact(w, &rich, facts[i].label, strbuf_str(&value));
    }
    strbuf_reset(&value);
    page_put_needs(w->texts, &value);
    add_fact(w, &rich, "needs", strbuf_str(&value));
    end_row(w, &rich);
    strbuf_clear(&value);
}

/* Adds the other meanings of the code. */
static void add_others(struct page_writer *w)
{
    struct strbuf text = STRBUF_INIT;
    size_t count = 0;
    for (const struct entry *other = registry_find(w->registry, w->entry->code, NULL);
         other != NULL; other = registry_next_meaning(w->registry, other))
        if (other != w->entry && ++count <= PAGE_MAX_MEANINGS)
            strbuf_printf(&text, "%s%s %s (%s)", count > 1 ? ", " : "", other->code, other->phrase,
                          other->owner);
    if (count > PAGE_MAX_MEANINGS)
        strbuf_printf(&text, " and %zu more", count - PAGE_MAX_MEANINGS);
    if (count > 0)
        add_row(w, "also", strbuf_str(&text));
    strbuf_clear(&text);
}

static void add_seen(struct page_writer *w, const struct page_seen *seen)
{
    struct strbuf text = STRBUF_INIT;
    page_put_seen(seen, &text);
    add_row(w, "seen", strbuf_str(&text));
    strbuf_clear(&text);
}

struct doc *page_entry_card(const struct subject *subject, const struct page_setup *setup)
{
    struct page_writer w = page_begin(subject, setup, setup->cols);
    const struct entry *entry = w.entry;
    struct rich rich = {0};
    struct strbuf url = STRBUF_INIT;
    add_heading(&w);
    const char *summary = entry->summary != NULL ? entry->summary : w.texts->summary;
    if (summary != NULL)
        page_add_prose(&w, &rich, ROLE_SUMMARY, summary);
    doc_add(w.doc, &rich, 0, 0);
    if (setup->seen != NULL)
        add_seen(&w, setup->seen);
    if (setup->note != NULL && setup->note[0] != '\0')
        add_row(&w, "note", setup->note);
    const char *first = page_line(&w, offsetof(struct entry_details, client_action), 0);
    if (first != NULL)
        add_row(&w, "try", first);
    add_causes(&w);
    add_facts(&w);
    add_others(&w);
    if (entry_details(entry)->references.count > 0 &&
        reference_url(w.registry, &entry_details(entry)->references.items[0], &url))
        doc_url(w.doc, ROLE_DIM, strbuf_str(&url), 0, 0);
    strbuf_clear(&url);
    return w.doc;
}
