#include "config.h"
#include "page/writer.h"

#include <string.h>

#include "registry/registry.h"

#define LABEL "SEE ALSO"
#define NAMED_MOST 8 /* entries of one registry that lead here; then how many more */

static const struct registry *registry_of(const struct page_writer *w,
                                          const struct related *related)
{
    const struct library_item *item =
        w->library != NULL ? library_find(w->library, related->registry) : NULL;
    if (item != NULL)
        return library_open(item);
    return strcmp(related->registry, w->registry->id) == 0 ? w->registry : NULL;
}

static bool leads_to(const struct related *related, const struct registry *registry,
                     const struct entry *entry)
{
    return strcmp(related->registry, registry->id) == 0 &&
           strcmp(related->code, entry->code) == 0 &&
           (related->owner != NULL ? strcmp(related->owner, entry->owner) == 0
                                   : registry_find(registry, entry->code, NULL) == entry);
}

static bool relates(const struct entry *from, const struct registry *registry,
                    const struct entry *to)
{
    bool does = false;
    for (size_t i = 0; i < entry_details(from)->related_count && !does; i++)
        does = leads_to(&entry_details(from)->related[i], registry, to);
    return does;
}

/* One that the entry itself names. */
static void add_named(struct page_writer *w, const struct related *related)
{
    const struct registry *registry = registry_of(w, related);
    const struct entry *entry =
        registry != NULL ? registry_find(registry, related->code, related->owner) : NULL;
    struct rich rich = {0};
    page_begin_bullet(w, &rich);
    if (registry != w->registry) {
        rich_add_whole(&rich, w->doc, ROLE_BADGE,
                       registry != NULL ? registry_short(registry) : related->registry);
        rich_add(&rich, w->doc, ROLE_TEXT, " ");
    }
    if (entry != NULL)
        page_add_entry_of(w, &rich, registry, entry);
    else
        rich_add(&rich, w->doc, ROLE_STRONG, related->code);
    if (related->note != NULL)
        rich_printf(&rich, w->doc, ROLE_TEXT, "  %s", related->note);
    page_end_bullet(w, &rich);
}

/* Can the item's registry, which is another one, have entries that name this one? */
static bool may_name(const struct page_writer *w, const struct library_item *item)
{
    return item->handle != w->registry && library_may_relate(item, w->registry->id, w->entry->code);
}

/* Those of another registry that name the entry, in one bullet. labelled: the label stands above.
 */
static void add_naming(struct page_writer *w, const struct registry *registry, bool *labelled)
{
    struct rich rich = {0};
    size_t count = 0;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        if (!relates(entry, w->registry, w->entry) || relates(w->texts, registry, entry))
            continue;
        if (!*labelled)
            doc_label(w->doc, LABEL);
        *labelled = true;
        if (count == 0) {
            page_begin_bullet(w, &rich);
            rich_add_whole(&rich, w->doc, ROLE_BADGE, registry_short(registry));
        }
        if (count < NAMED_MOST) {
            rich_add(&rich, w->doc, ROLE_TEXT, count == 0 ? " " : ", ");
            page_add_entry_of(w, &rich, registry, entry);
        }
        count++;
    }
    if (count > NAMED_MOST)
        rich_printf(&rich, w->doc, ROLE_TEXT, " and %zu more", count - NAMED_MOST);
    if (count > 0)
        page_end_bullet(w, &rich);
}

void page_add_related(struct page_writer *w)
{
    bool labelled = w->details->related_count > 0;
    if (labelled)
        doc_label(w->doc, LABEL);
    for (size_t i = 0; i < w->details->related_count; i++)
        add_named(w, &w->details->related[i]);
    for (size_t i = 0; w->library != NULL && i < w->library->count; i++)
        if (may_name(w, &w->library->items[i]))
            add_naming(w, library_open(&w->library->items[i]), &labelled);
}
