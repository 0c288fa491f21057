#include "config.h"
#include "registry/overlay.h"

#include <string.h>

#include "registry/fields.h"
#include "registry/registry.h"

/* Appends to each list of the struct at base, all whose fields are lists, what the same list of
 * `added` holds. The new lists are in the arena; their elements are shared. */
static void append_lists(const struct shape *shape, void *base, const void *added,
                         struct arena *arena)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        bool objects = field->kind == KIND_OBJECTS;
        size_t size = objects ? field->shape->size : sizeof(char *);
        struct string_list old, more; /* as bytes: the lists of both kinds */
        if (objects) {
            old.items = (const void *)field_objects(field, base, &old.count);
            more.items = (const void *)field_objects(field, added, &more.count);
        } else {
            old = *(const struct string_list *)field_member(field, base);
            more = *(const struct string_list *)field_member(field, added);
        }
        if (more.count == 0)
            continue;
        char *items = arena_alloc(arena, (old.count + more.count) * size);
        if (old.count > 0)
            memcpy(items, old.items, old.count * size);
        memcpy(items + old.count * size, more.items, more.count * size);
        size_t count = old.count + more.count;
        char *member = (char *)field_member(field, base);
        memcpy(member, &items, sizeof items);
        memcpy(objects ? (char *)field_count(field, base)
                       : member + offsetof(struct string_list, count),
               &count, sizeof count);
    }
}

/* An array of structs that begin with their id. */
struct named_array {
    const void *items;
    size_t count;
};

static const char *id_at(const char *items, size_t size, size_t index)
{
    const char *id;
    memcpy(&id, items + index * size, sizeof id);
    return id;
}

/* Returns the old ones, those replaced that have an id of an added one, and then the others of
 * these. In the arena. */
static struct named_array merge_named(const struct named_array *old,
                                      const struct named_array *added, size_t size,
                                      struct arena *arena)
{
    char *items = arena_alloc(arena, (old->count + added->count) * size);
    struct named_array merged = {items, old->count};
    if (old->count > 0)
        memcpy(items, old->items, old->count * size);
    for (size_t i = 0; i < added->count; i++) {
        size_t at = 0;
        while (at < old->count && strcmp(id_at(items, size, at), id_at(added->items, size, i)) != 0)
            at++;
        if (at == old->count)
            at = merged.count++;
        memcpy(items + at * size, (const char *)added->items + i * size, size);
    }
    return merged;
}

/* The path and the grids of the overlay replace all, its questions those of the same id. */
static void merge_lessons(struct registry *registry, const struct registry *overlay)
{
    struct arena *arena = &registry->arena;
    if (overlay->grid_count > 0) {
        registry->grids = overlay->grids;
        registry->grid_count = overlay->grid_count;
    }
    if (overlay->path_count > 0) {
        registry->path = overlay->path;
        registry->path_count = overlay->path_count;
    }
    struct registry_extras *extras = (struct registry_extras *)registry_extras(registry);
    const struct registry_extras *added = registry_extras(overlay);
    struct named_array quiz = merge_named(&(struct named_array){extras->quiz, extras->quiz_count},
                                          &(struct named_array){added->quiz, added->quiz_count},
                                          sizeof(struct quiz_item), arena);
    extras->quiz = quiz.items;
    extras->quiz_count = quiz.count;
    struct guide *guide = &extras->guide;
    struct named_array questions =
        merge_named(&(struct named_array){guide->questions, guide->question_count},
                    &(struct named_array){added->guide.questions, added->guide.question_count},
                    sizeof(struct guide_question), arena);
    guide->questions = questions.items;
    guide->question_count = questions.count;
    if (added->guide.start != NULL)
        guide->start = added->guide.start;
}

static bool has_unregistered(const struct registry *registry)
{
    const struct unregistered_rule *rule = &registry->unregistered;
    return rule->in_class_first || rule->outside != NULL || rule->reference.doc != NULL;
}

void overlay_merge(struct registry *registry, struct registry *overlay)
{
    if (has_unregistered(overlay))
        registry->unregistered = overlay->unregistered;
    arena_take(&registry->arena, &overlay->arena);
    merge_lessons(registry, overlay);
    /* Entries first: they are looked up in an order that depends on the classes. */
    for (size_t i = 0; i < overlay->entry_count; i++)
        registry_put_entry(registry, &overlay->entries[i]);
    for (size_t i = 0; i < overlay->class_count; i++)
        registry_put_class(registry, &overlay->classes[i]);
    for (size_t i = 0; i < overlay->document_count; i++)
        registry_put_document(registry, &overlay->documents[i]);
    registry_add_texts(registry, &registry->synonyms, &overlay->synonyms);
    registry_add_texts(registry, &registry->prefixes, &overlay->prefixes);
    registry_add_texts(registry, &registry->hints, &overlay->hints);
    registry_add_texts(registry, &registry->message_prefixes, &overlay->message_prefixes);
    append_lists(&logs_shape, &registry->logs, &overlay->logs, &registry->arena);
    append_lists(&answers_shape, registry, overlay, &registry->arena);
    registry_finish(registry);
}
