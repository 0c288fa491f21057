#include "config.h"
#include "cli/selection.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "registry/operand.h"
#include "registry/registry.h"
#include "registry/unregistered.h"
#include "search/query.h"
#include "search/versus.h"

static bool is_found(const struct selected *item)
{
    return item->entry != NULL || item->bookmark != NULL;
}

static void add_item(struct selection *selection, struct selected item)
{
    MEM_GROW(selection->items, selection->cap, selection->count + 1);
    selection->items[selection->count++] = item;
    selection->found_count += is_found(&item);
}

static const struct bookmark *find_bookmark(const void *context, const struct entry *entry)
{
    const struct selection *selection = context;
    if (selection->bookmarks == NULL || bookmarks_count(selection->bookmarks) == 0)
        return NULL;
    const struct registry *registry = library_of_entry(selection->library, entry);
    struct bookmark_id id = {registry->id, entry->code, entry->owner};
    return bookmarks_find(selection->bookmarks, &id);
}

static const char *find_note(const void *context, const struct entry *entry)
{
    const struct bookmark *bookmark = find_bookmark(context, entry);
    return bookmark != NULL ? bookmark->note : NULL;
}

static void add_entry(struct selection *selection, const struct entry *entry, const struct hit *hit)
{
    add_item(selection, (struct selected){.entry = entry,
                                          .registry = library_of_entry(selection->library, entry),
                                          .hit = hit,
                                          .bookmark = find_bookmark(selection, entry)});
}

static void add_all(struct selection *selection, const struct registry *registry)
{
    for (size_t i = 0; i < registry->entry_count; i++)
        add_entry(selection, &registry->entries[i], NULL);
}

/* Adds the meanings of a code that one of the further registries has. */
static void add_further(struct selection *selection, const char *code)
{
    for (size_t i = 1; i < selection->library->count; i++) {
        const struct registry *registry = library_open(&selection->library->items[i]);
        for (size_t k = 0; k < registry->entry_count; k++)
            if (strcmp(registry->entries[k].code, code) == 0)
                add_entry(selection, &registry->entries[k], NULL);
    }
}

/* Adds the entries of all classes whose codes begin so; a family stands for its numbers. "5" and
 * "5x" name the class 5xx as a whole. */
static void add_beginnings(struct selection *selection, const struct registry *registry,
                           const char *pattern)
{
    size_t before = selection->count;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        if (registry_class_of(registry, entry) != NULL && code_begins(entry->code, pattern) &&
            !entry_is_member(entry))
            add_entry(selection, entry, NULL);
    }
    if (selection->count == before)
        return;
    const struct code_class *class = registry_class_of(registry, selection->items[before].entry);
    if (strncmp(class->id, pattern, strlen(pattern)) == 0)
        selection->items[before].begins = class;
}

/* Adds the entries of a class or those that match a pattern or code; without any, the entries that
 * begin so; without these, the answer to the number. */
static void select_pattern(struct selection *selection, const struct operand *operand)
{
    const struct registry *registry = operand->registry;
    const struct code_class *class = operand->code_class;
    struct unregistered found;
    size_t before = selection->count;
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        bool folded = entry_is_member(entry) && strcmp(entry->code, operand->word) != 0;
        if (!folded && (class != NULL ? registry_class_of(registry, entry) == class
                                      : code_matches(entry->code, operand->word)))
            add_entry(selection, entry, NULL);
    }
    if (class != NULL && selection->count > before)
        selection->items[before].begins = class;
    if (selection->count == before)
        add_beginnings(selection, registry, operand->word);
    if (selection->count == before && unregistered_find(registry, operand->word, &found))
        add_item(selection,
                 (struct selected){.registry = registry, .unregistered = xstrdup(operand->word)});
}

static void select_operand(struct selection *selection, const char *word)
{
    struct operand operand = operand_find(selection->library, word);
    size_t before = selection->count;
    if (operand.kind == OPERAND_REGISTRY)
        add_all(selection, operand.registry);
    else if (operand.kind == OPERAND_CODE && !operand.is_named &&
             operand.registry != library_main(selection->library))
        add_further(selection, operand.word);
    else if (operand.kind == OPERAND_CODE && strcmp(operand.entry->code, operand.word) != 0)
        add_entry(selection, operand.entry, NULL); /* by its name */
    else
        select_pattern(selection, &operand);
    if (selection->count == before && selection->nothing == NULL)
        selection->nothing = word;
}

/* Is it is:bookmarked, or a beginning of that? */
static bool wants_bookmarked(const struct query_facet *facet)
{
    return facet->facet == FACET_IS && !facet->exclude && facet->value[0] != '\0' &&
           strncmp("bookmarked", facet->value, strlen(facet->value)) == 0;
}

static const struct hit *find_hit(const struct selection *selection, const struct entry *entry)
{
    for (size_t i = 0; i < selection->found.count; i++)
        if (selection->found.items[i].entry == entry)
            return &selection->found.items[i];
    return NULL;
}

/* Adds the hits in the order of the bookmarks. `only`: nothing else is asked for, so that the
 * bookmarks of further registries are wanted too, and those without an entry. */
static void add_in_bookmark_order(struct selection *selection, bool only)
{
    for (size_t i = 0; i < bookmarks_count(selection->bookmarks); i++) {
        const struct bookmark *bookmark = bookmarks_at(selection->bookmarks, i);
        const struct library_item *item = library_find(selection->library, bookmark->id.registry);
        if (item == NULL)
            continue;
        const struct entry *entry =
            registry_find(library_open(item), bookmark->id.code, bookmark->id.owner);
        const struct hit *hit = entry != NULL ? find_hit(selection, entry) : NULL;
        if (hit != NULL || (entry != NULL && only && item != selection->library->items))
            add_entry(selection, entry, hit);
        else if (entry == NULL && only)
            add_item(selection,
                     (struct selected){.registry = library_open(item), .bookmark = bookmark});
    }
}

static void add_hits(struct selection *selection)
{
    struct query query = {.words = NULL};
    query_parse(&query, selection->words);
    selection->facets_only = query.word_count == 0;
    bool only = query.excluded_count == 0;
    for (size_t i = 0; i < query.facet_count; i++) {
        bool wanted = wants_bookmarked(&query.facets[i]);
        selection->by_bookmark = selection->by_bookmark || wanted;
        only = only && wanted;
    }
    if (selection->by_bookmark && selection->bookmarks != NULL && query.word_count == 0)
        add_in_bookmark_order(selection, only);
    else
        for (size_t i = 0; i < selection->found.count; i++)
            add_entry(selection, selection->found.items[i].entry, &selection->found.items[i]);
    query_clear(&query);
}

/* Searches one registry where the only operand names it: "curl:timeout". */
static void select_words(struct selection *selection, char *const *operands, size_t count)
{
    struct search_user user = {.note = find_note, .context = selection};
    struct operand operand = operand_find(selection->library, operands[0]);
    struct strbuf words = STRBUF_INIT;
    if (count == 1 && operand.is_named)
        strbuf_printf(&words, "in:%s %s", operand.registry->id, operand.word);
    else
        strbuf_join(&words, operands, count);
    selection->words = strbuf_take(&words);
    selection->search = library_search_new(selection->library, &user);
    library_search_run(selection->search, selection->words, &selection->found);
    add_hits(selection);
}

/* Selects the entry that each side of "A vs B" means. False when it is no such question. */
static bool select_sides(struct selection *selection, char *const *operands, size_t count)
{
    struct strbuf words = STRBUF_INIT;
    struct versus versus;
    strbuf_join(&words, operands, count);
    versus_split(&versus, strbuf_str(&words));
    strbuf_clear(&words);
    selection->sides = versus.count;
    struct library_search *search =
        versus.count > 0 ? library_search_new(selection->library, NULL) : NULL;
    for (size_t i = 0; i < versus.count; i++) {
        const struct entry *entry = versus_entry(selection->library, search, versus.parts[i]);
        if (entry != NULL)
            add_entry(selection, entry, NULL);
        else if (selection->words == NULL)
            selection->words = xstrdup(versus.parts[i]);
    }
    selection->nothing = selection->words;
    selection->compares = versus.count > 0 && selection->words == NULL;
    library_search_free(search);
    versus_clear(&versus);
    return selection->sides > 0;
}

static bool selects_codes(const struct library *library, const char *word, enum selection_form form)
{
    struct operand operand = operand_find(library, word);
    return operand.kind != OPERAND_WORD &&
           !(form == SELECTION_LIST && operand.kind == OPERAND_BEGINNING);
}

struct subject *selection_subjects(const struct selection *selection, size_t *count)
{
    struct subject *subjects = xcalloc(selection->count + 1, sizeof *subjects);
    for (size_t i = 0; i < selection->count; i++) {
        const struct selected *item = &selection->items[i];
        subjects[i] = item->entry != NULL ? subject_of_entry(item->registry, item->entry)
                      : item->bookmark != NULL
                          ? subject_of_missing(item->bookmark)
                          : subject_of_code(item->registry, item->unregistered);
    }
    *count = selection->count;
    return subjects;
}

const char *selected_note(const struct selected *item)
{
    return item->bookmark != NULL && item->bookmark->note[0] != '\0' ? item->bookmark->note : NULL;
}

void selection_make(struct selection *selection, const struct library *library,
                    char *const *operands, size_t count, enum selection_form form,
                    const struct bookmarks *bookmarks)
{
    *selection = (struct selection){.library = library, .bookmarks = bookmarks};
    bool codes = true;
    if (form == SELECTION_PAGES && select_sides(selection, operands, count))
        return;
    for (size_t i = 0; i < count; i++)
        codes = codes && selects_codes(library, operands[i], form);
    if (count == 0) {
        add_all(selection, library_main(library));
    } else if (codes) {
        for (size_t i = 0; i < count; i++)
            select_operand(selection, operands[i]);
    }
    /* Search also for a number about which the registry says nothing. */
    if (selection->count == 0 && count > 0) {
        selection->nothing = NULL;
        select_words(selection, operands, count);
    }
}

void selection_add_further(struct selection *selection)
{
    for (size_t i = 1; i < selection->library->count; i++)
        add_all(selection, library_open(&selection->library->items[i]));
}

bool selection_lacks(const struct selection *selection)
{
    return selection->count == 0 || selection->nothing != NULL;
}

void selection_limit(struct selection *selection, size_t limit)
{
    while (limit > 0 && selection->count > limit) {
        struct selected *last = &selection->items[--selection->count];
        selection->found_count -= is_found(last);
        free(last->unregistered);
    }
}

void selection_mark_further(struct selection *selection)
{
    for (size_t i = 1; i < selection->count; i++) {
        struct selected *item = &selection->items[i];
        const struct entry *entry = item->entry, *before = item[-1].entry;
        item->further = entry != NULL && before != NULL && item->hit == NULL &&
                        item->begins == NULL && strcmp(entry->code, before->code) == 0;
    }
}

void selection_clear(struct selection *selection)
{
    for (size_t i = 0; i < selection->count; i++)
        free(selection->items[i].unregistered);
    free(selection->items);
    free(selection->words);
    hits_clear(&selection->found);
    library_search_free(selection->search);
    *selection = (struct selection){0};
}
