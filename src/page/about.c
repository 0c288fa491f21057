#include "config.h"
#include "page/writer.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

/* Adds "157 meanings of 126 codes, 64 of them official", and how many of them have no row of their
 * own. Meanings of a code stand next to each other, but for the few that name another class. */
static void add_counts(struct page_writer *w)
{
    const struct registry *registry = w->registry;
    struct strbuf text = STRBUF_INIT;
    size_t codes = 0, official = 0, members = 0;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        codes += i == 0 || strcmp(entry->code, entry[-1].code) != 0;
        official += !entry_is_unofficial(entry);
        members += entry_is_member(entry);
    }
    strbuf_printf(&text, "%zu meanings of %zu codes, %zu of them official", registry->entry_count,
                  codes, official);
    if (members > 0)
        strbuf_printf(&text, "; %zu of them share a row of the list with others", members);
    doc_take(w->doc, ROLE_TEXT, &text, 0, 0);
}

#define TRIAL_COLS 14 /* more leaves no room for what it is on 80 columns, and sticks out */

/* What is typed, and what it is. */
struct trial {
    struct strbuf keys;
    const char *text;
};

enum { TRIAL_NUMBER, TRIAL_WORDS, TRIAL_OWNER, TRIAL_MOVE, TRIAL_KEYS, TRIAL_COLORS, TRIAL_COUNT };

/* Returns the shortest of several words that people search with. NULL when there are none. */
static const char *short_words(const struct string_list *tags)
{
    const char *best = NULL;
    for (size_t i = 0; i < tags->count; i++) {
        const char *tag = tags->items[i];
        if (strchr(tag, ' ') != NULL && (best == NULL || strlen(tag) < strlen(best)))
            best = tag;
    }
    return best;
}

/* Makes examples of entries of the class that has most of them. */
static void make_examples(const struct registry *registry, struct trial *trials)
{
    size_t most = 0;
    for (size_t i = 1; i < registry->class_count; i++)
        if (registry->classes[i].entry_count > registry->classes[most].entry_count)
            most = i;
    const struct entry *number = NULL, *owned = NULL;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        if (entry->class_index != most)
            continue;
        if (number == NULL && ascii_is_digit(entry->code[0]))
            number = entry;
        if (owned == NULL && entry_is_unofficial(entry))
            owned = entry;
    }
    for (const char *c = number != NULL ? number->code : ""; *c != '\0'; c++)
        strbuf_printf(&trials[TRIAL_NUMBER].keys, "%c ", *c);
    const char *words = number != NULL ? short_words(&entry_details(number)->tags) : NULL;
    if (words != NULL)
        strbuf_printf(&trials[TRIAL_WORDS].keys, "/ %s", words);
    if (owned != NULL)
        strbuf_printf(&trials[TRIAL_OWNER].keys, "/ by:%s", owned->owner);
}

/* Adds the examples and keys that a newcomer needs. The keys are those of the browser. */
static void add_trials(struct page_writer *w)
{
    struct trial trials[TRIAL_COUNT] = {
        [TRIAL_NUMBER] = {.text = "a number: just type it"},
        [TRIAL_WORDS] = {.text = "words, symptoms, a line of a log; or paste it"},
        [TRIAL_OWNER] = {.text = "who made it up; also class: header: rfc: is:"},
        [TRIAL_MOVE] = {.text = "read, back"},
        [TRIAL_KEYS] = {.text = "all keys"},
        [TRIAL_COLORS] = {.text = "colours"},
    };
    make_examples(w->registry, trials);
    strbuf_puts(&trials[TRIAL_MOVE].keys, "Enter, Esc");
    strbuf_puts(&trials[TRIAL_KEYS].keys, "?");
    strbuf_puts(&trials[TRIAL_COLORS].keys, "T");
    int widest = 0;
    for (size_t i = 0; i < TRIAL_COUNT; i++) {
        int cols = utf8_width(strbuf_str(&trials[i].keys), trials[i].keys.len);
        widest = cols > widest && cols <= TRIAL_COLS ? cols : widest;
    }
    doc_label(w->doc, "TRY");
    for (size_t i = 0; i < TRIAL_COUNT; i++) {
        struct rich rich = {0};
        rich_add(&rich, w->doc, ROLE_KEY, strbuf_str(&trials[i].keys));
        rich_pad_to(&rich, widest + 2);
        rich_add(&rich, w->doc, ROLE_TEXT, trials[i].text);
        if (trials[i].keys.len > 0)
            doc_add(w->doc, &rich, BULLET_COLS, BULLET_COLS + widest + 2);
        rich_clear(&rich);
        strbuf_clear(&trials[i].keys);
    }
}

static void add_class(struct page_writer *w, size_t index)
{
    const int id_cols = 6;
    const struct code_class *class = &w->registry->classes[index];
    struct rich rich = {0};
    bool numbers = class_has_numbers(class);
    if (numbers) {
        rich_add(&rich, w->doc, role_accent(index), class->id);
        rich_pad_to(&rich, id_cols);
    }
    rich_add(&rich, w->doc, numbers ? ROLE_STRONG : role_accent(index), class->title);
    if (class->summary != NULL)
        rich_printf(&rich, w->doc, ROLE_TEXT, "  %s", class->summary);
    doc_add(w->doc, &rich, BULLET_COLS, BULLET_COLS + id_cols);
}

static struct doc *make(const struct subject *subject, const struct page_setup *setup)
{
    struct page_writer w = page_begin(subject, setup, setup->cols);
    add_counts(&w);
    add_trials(&w);
    doc_blank(w.doc);
    page_add_fact(&w, "FROM", w.registry->source);
    page_add_fact(&w, "UPDATED", w.registry->updated);
    page_add_fact(&w, "READ", setup->origin[0] == '<' ? "compiled in" : setup->origin);
    doc_label(w.doc, "CLASSES");
    for (size_t i = 0; i < w.registry->class_count; i++)
        add_class(&w, i);
    page_add_grids(&w, NULL, setup->official_only);
    return w.doc;
}

static void put_title(const struct subject *subject, struct strbuf *out)
{
    strbuf_puts(out, subject->registry->title);
}

const struct page page_registry = {.title = put_title, .make = make};
