#include "config.h"
#include "page/writer.h"

#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "reading/mask.h"
#include "registry/family.h"
#include "registry/reference.h"
#include "registry/registry.h"

/* Shorter codes (gRPC's 5) are ordinary numbers in running text. */
#define LINK_MIN_CHARS 3

struct page_writer page_writer_of(struct doc *doc, const struct subject *subject)
{
    const struct entry *entry = subject_entry(subject);
    struct page_writer writer = {.doc = doc, .registry = subject->registry, .entry = entry};
    if (entry != NULL) {
        writer.texts = registry_texts_of(subject->registry, entry);
        writer.details = entry_details(writer.texts);
    }
    return writer;
}

struct page_writer page_begin(const struct subject *subject, const struct page_setup *setup,
                              int cols)
{
    struct doc *doc = doc_new(cols < PAGE_TEXT_COLS ? cols : PAGE_TEXT_COLS, setup->ascii);
    doc->whole_words = setup->whole_words;
    struct page_writer writer = page_writer_of(doc, subject);
    writer.library = setup->library;
    return writer;
}

const char *page_line(const struct page_writer *w, size_t list, size_t n)
{
    return family_line(w->entry, w->texts, list, n);
}

static bool is_token_char(char c)
{
    return ascii_is_alnum(c) || c == '.' || c == '_' || c == '-' || c == '%';
}

/* The entry that the len bytes at word name, other than the one being described. */
static const struct entry *named_entry(const struct page_writer *w, const char *word, size_t len)
{
    char code[33];
    if (len < LINK_MIN_CHARS || len >= sizeof code)
        return NULL;
    memcpy(code, word, len);
    code[len] = '\0';
    if (w->entry != NULL && strcmp(w->entry->code, code) == 0)
        return NULL;
    return registry_find(w->registry, code, NULL);
}

/* Appends text that leads to the page of an entry. */
static void add_link(struct page_writer *w, struct rich *rich, const char *text, size_t len,
                     const struct registry *registry, const struct entry *entry)
{
    struct subject *target = arena_alloc(&w->doc->arena, sizeof *target);
    *target = subject_of_entry(registry, entry);
    rich_link(rich, w->doc, text, len, target);
}

/* Appends the len bytes at text; the codes that they name become links. */
static void add_linked(struct page_writer *w, struct rich *rich, enum role role, const char *text,
                       size_t len)
{
    size_t plain = 0, i = 0; /* text before `plain` has been added */
    while (i < len) {
        if (!is_token_char(text[i])) {
            i++;
            continue;
        }
        size_t end = i;
        while (end < len && is_token_char(text[end]))
            end++;
        size_t word_len = end - i;
        while (word_len > 0 && !ascii_is_alnum(text[i + word_len - 1]))
            word_len--;
        const struct entry *target = named_entry(w, text + i, word_len);
        if (target != NULL) {
            rich_addn(rich, w->doc, role, text + plain, i - plain);
            add_link(w, rich, text + i, word_len, w->registry, target);
            plain = i + word_len;
        }
        i = end;
    }
    rich_addn(rich, w->doc, role, text + plain, len - plain);
}

void page_add_prose(struct page_writer *w, struct rich *rich, enum role role, const char *text)
{
    const char *open, *close;
    while ((open = strchr(text, '"')) != NULL && (close = strchr(open + 1, '"')) != NULL) {
        add_linked(w, rich, role, text, (size_t)(open - text));
        rich_addn(rich, w->doc, ROLE_LITERAL, open, (size_t)(close + 1 - open));
        text = close + 1;
    }
    add_linked(w, rich, role, text, strlen(text));
}

void page_add_entry(struct page_writer *w, struct rich *rich, const struct entry *entry)
{
    page_add_entry_of(w, rich, w->registry, entry);
}

void page_add_entry_of(struct page_writer *w, struct rich *rich, const struct registry *registry,
                       const struct entry *entry)
{
    struct strbuf title = STRBUF_INIT;
    strbuf_puts(&title, entry->code);
    strbuf_putc(&title, ' ');
    strbuf_puts(&title, entry->phrase);
    add_link(w, rich, title.data, title.len, registry, entry);
    strbuf_clear(&title);
}

void page_add_link(struct page_writer *w, struct rich *rich, const char *text,
                   const struct entry *entry)
{
    add_link(w, rich, text, strlen(text), w->registry, entry);
}

void page_add_reference(struct page_writer *w, struct rich *rich, const struct reference *reference)
{
    struct strbuf text = STRBUF_INIT;
    reference_text(reference, &text);
    rich_add_whole(rich, w->doc, ROLE_DIM, strbuf_str(&text));
    strbuf_clear(&text);
}

void page_add_reference_link(struct page_writer *w, struct rich *rich,
                             const struct reference *reference)
{
    struct strbuf text = STRBUF_INIT, url = STRBUF_INIT;
    reference_text(reference, &text);
    if (reference_url(w->registry, reference, &url))
        rich_link_url(rich, w->doc, strbuf_str(&text), strbuf_str(&url));
    else
        rich_add(rich, w->doc, ROLE_STRONG, strbuf_str(&text));
    strbuf_clear(&text);
    strbuf_clear(&url);
}

void page_put_masked(const struct page_input *input, const char *text, size_t len,
                     struct strbuf *out)
{
    mask_text(input->secrets ? NULL : input->terms, text, len, out);
}

void page_put_number(uint64_t number, struct strbuf *out)
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    for (int i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            strbuf_putc(out, ' ');
        strbuf_putc(out, digits[i]);
    }
}

void page_join(struct strbuf *out, const char *word)
{
    if (out->len > 0)
        strbuf_puts(out, ", ");
    strbuf_puts(out, word);
}

void page_begin_bullet(struct page_writer *w, struct rich *rich)
{
    rich_add(rich, w->doc, ROLE_DIM, "\u2022 ");
}

void page_end_bullet(struct page_writer *w, struct rich *rich)
{
    doc_add(w->doc, rich, BULLET_COLS, 2 * BULLET_COLS);
}

void page_add_difference(struct page_writer *w, const struct confusable *other)
{
    const struct entry *entry = registry_find(w->registry, other->code, other->owner);
    struct rich rich = {0};
    page_begin_bullet(w, &rich);
    if (entry != NULL)
        page_add_entry(w, &rich, entry);
    else
        rich_add(&rich, w->doc, ROLE_STRONG, other->code);
    rich_add(&rich, w->doc, ROLE_TEXT, "  ");
    rich_add(&rich, w->doc, ROLE_TEXT, other->difference);
    page_end_bullet(w, &rich);
}

void page_add_rest(struct page_writer *w, size_t meanings)
{
    if (meanings <= PAGE_MAX_MEANINGS)
        return;
    struct rich rich = {0};
    rich_printf(&rich, w->doc, ROLE_DIM, "and %zu more", meanings - PAGE_MAX_MEANINGS);
    doc_add(w->doc, &rich, 2 * BULLET_COLS, 2 * BULLET_COLS);
}

void page_add_summary(struct page_writer *w, const char *summary)
{
    if (summary == NULL)
        return;
    struct rich rich = {0};
    page_add_prose(w, &rich, ROLE_SUMMARY, summary);
    doc_blank(w->doc);
    doc_add(w->doc, &rich, 0, 0);
}

/* Adds a text after its label. */
static void add_labelled(struct page_writer *w, enum role role, const char *label, const char *text)
{
    struct rich rich = {0};
    rich_add(&rich, w->doc, role, label);
    rich_add(&rich, w->doc, ROLE_TEXT, text);
    doc_add(w->doc, &rich, 0, (int)strlen(label));
}

void page_add_note(struct page_writer *w, const char *note)
{
    if (note == NULL || note[0] == '\0')
        return;
    doc_blank(w->doc);
    add_labelled(w, ROLE_STAR, "NOTE  ", note);
}

void page_add_found_by(struct page_writer *w, const char *found_by)
{
    if (found_by != NULL)
        add_labelled(w, ROLE_LABEL, "FOUND BY  ", found_by);
}

void page_add_fact(struct page_writer *w, const char *label, const char *value)
{
    struct rich rich = {0};
    if (value == NULL)
        return;
    rich_add(&rich, w->doc, ROLE_LABEL, label);
    rich_pad_to(&rich, FACT_LABEL_COLS);
    rich_add(&rich, w->doc, ROLE_TEXT, value);
    doc_add(w->doc, &rich, 0, FACT_LABEL_COLS);
}
