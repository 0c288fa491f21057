#include "config.h"
#include "page/writer.h"

#include "base/utf8.h"
#include "registry/reference.h"
#include "registry/registry.h"

void page_put_title(const struct entry *entry, struct strbuf *out)
{
    strbuf_printf(out, "%s %s", entry->code, entry->phrase);
}

enum role page_title_role(const struct entry *entry)
{
    return role_accent(entry->class_index);
}

/* Is it registered only as far as its document goes, which is an experiment? The registry does not
 * call such a code anything. */
static bool is_experiment(const struct entry *entry)
{
    return entry->registration == REGISTRATION_EXPERIMENTAL &&
           entry_details(entry)->references.count > 0;
}

/* Class and standing, the subtitle without its definition. */
static void put_standing(const struct registry *registry, const struct entry *entry,
                         struct strbuf *out)
{
    const struct code_class *class = registry_class_of(registry, entry);
    if (registry->short_name != NULL)
        strbuf_printf(out, "%s \u00b7 ", registry->title);
    if (class != NULL && (registry->short_name == NULL || registry->class_count > 1))
        strbuf_printf(out, "%s \u00b7 ", class->title);
    strbuf_puts(out, entry->owner);
    if (entry_is_unofficial(entry))
        strbuf_printf(out, ", %s", registration_names[entry->registration]);
    else if (!is_experiment(entry))
        strbuf_printf(out, " %s", registration_names[entry->registration]);
}

/* Where it is defined; nothing for an entry without references. */
static void put_definition(const struct entry *entry, struct strbuf *out)
{
    const struct entry_details *details = entry_details(entry);
    if (details->references.count > 0)
        reference_text(&details->references.items[0], out);
    if (is_experiment(entry))
        strbuf_puts(out, " (Experimental)");
}

void page_put_subtitle(const struct registry *registry, const struct entry *entry,
                       struct strbuf *out)
{
    put_standing(registry, entry, out);
    if (entry_details(entry)->references.count > 0)
        strbuf_puts(out, " \u00b7 ");
    put_definition(entry, out);
}

void page_add_subtitle(struct page_writer *w)
{
    struct strbuf standing = STRBUF_INIT, definition = STRBUF_INIT;
    struct rich rich = {0};
    put_standing(w->registry, w->entry, &standing);
    put_definition(w->entry, &definition);
    rich_add(&rich, w->doc, ROLE_TEXT, strbuf_str(&standing));
    if (definition.len > 0) {
        int cols =
            utf8_width(standing.data, standing.len) + utf8_width(definition.data, definition.len);
        /* On a line of its own where there is no room next to it. */
        if (cols + 3 > w->doc->width_cols)
            doc_add(w->doc, &rich, 0, 0);
        else
            rich_add(&rich, w->doc, ROLE_TEXT, " \u00b7 ");
        rich_add_whole(&rich, w->doc, ROLE_TEXT, strbuf_str(&definition));
    }
    doc_add(w->doc, &rich, 0, 0);
    strbuf_clear(&standing);
    strbuf_clear(&definition);
}

#define OWNERS_NAMED 5 /* in the line that counts the meanings; the section below names more */

void page_add_meaning_count(struct page_writer *w)
{
    const struct entry *first = registry_find(w->registry, w->entry->code, NULL);
    struct rich rich = {0};
    size_t count = 0, at = 0, named = 0;
    for (const struct entry *e = first; e != NULL; e = registry_next_meaning(w->registry, e)) {
        count++;
        if (e == w->entry)
            at = count;
    }
    if (count < 2)
        return;
    rich_printf(&rich, w->doc, ROLE_TEXT, "%zu of %zu meanings; others: ", at, count);
    for (const struct entry *e = first; e != NULL; e = registry_next_meaning(w->registry, e)) {
        if (e == w->entry || ++named > OWNERS_NAMED)
            continue;
        if (named > 1)
            rich_add(&rich, w->doc, ROLE_TEXT, ", ");
        page_add_link(w, &rich, e->owner, e);
    }
    if (named > OWNERS_NAMED)
        rich_add(&rich, w->doc, ROLE_TEXT, ", ...");
    doc_add(w->doc, &rich, 0, 2);
}
