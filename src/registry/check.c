#include "config.h"
#include "registry/check.h"

#include <cJSON.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "registry/lesson.h"
#include "registry/limits.h"
#include "registry/registry.h"

void registry_walk(const struct shape *shape, const cJSON *node, const struct fault_place *place,
                   registry_visit *visit, void *context)
{
    size_t next = 0; /* files mostly keep the order of the table */
    visit(context, shape, node, place);
    for (const cJSON *child = node->child; child != NULL; child = child->next) {
        size_t i = fields_find(shape, child->string, next);
        struct fault_place here = {.up = place, .key = child->string};
        struct fault_place item = {.up = &here, .node = child->child};
        if (i == shape->count) {
            visit(context, NULL, child, &here);
            continue;
        }
        next = i + 1;
        const struct field *field = &shape->fields[i];
        if (field->kind == KIND_OBJECT)
            registry_walk(field->shape, child, &here, visit, context);
        for (; field->kind == KIND_OBJECTS && item.node != NULL; item.node = item.node->next) {
            registry_walk(field->shape, item.node, &item, visit, context);
            item.index++;
        }
    }
}

/* Reports an error in an element of one of the lists of the file. */
static void SB_PRINTF(5, 6) report_element(struct faults *faults, const cJSON *root,
                                           const char *list, size_t index, const char *fmt, ...)
{
    if (!faults_wanted(faults)) {
        faults_count(faults);
        return;
    }
    const cJSON *array = cJSON_GetObjectItemCaseSensitive(root, list);
    struct fault_place up = {.key = list, .node = array};
    struct fault_place here = {
        .up = &up, .index = index, .node = cJSON_GetArrayItem(array, (int)index)};
    struct strbuf text = STRBUF_INIT;
    va_list args;
    va_start(args, fmt);
    strbuf_vprintf(&text, fmt, args);
    va_end(args);
    faults_add_in(faults, &here, "%s", text.data);
    strbuf_clear(&text);
}

/* Reports every element that repeats an earlier identity. Sorts the identities. */
static void check_once(struct faults *faults, const cJSON *root, const char *list,
                       struct entry_identity *names, size_t count, const char *what)
{
    size_t first = 0;
    entry_identities_sort(names, count);
    for (size_t i = 1; i < count; i++) {
        if (entry_identity_compare(&names[first], &names[i]) != 0)
            first = i;
        else
            report_element(faults, root, list, names[i].index,
                           "has the %s of %s[%zu], expected each only once", what, list,
                           names[first].index);
    }
}

/* A class has only an owner, a document only a code: the letter case of owners does not matter. */
static void add_identity(struct entry_identity *names, size_t *count, const char *code,
                         const char *owner, size_t index)
{
    /* A name that is missing or wrong has been reported. */
    if (code != NULL && owner != NULL)
        names[(*count)++] = (struct entry_identity){code, owner, index};
}

static void check_sum(struct faults *faults, const char *list, size_t old, size_t added,
                      size_t limit)
{
    struct fault_place here = {.key = list};
    if (old + added > limit)
        faults_add_in(faults, &here, "would make %zu elements, expected at most %zu", old + added,
                      limit);
}

/* Each number of a family becomes an entry, too. */
static void check_numbers(struct faults *faults, const struct registry *content)
{
    struct fault_place here = {.key = "codes"};
    size_t count = content->entry_count;
    for (size_t i = 0; i < content->entry_count; i++)
        count += entry_details(&content->entries[i])->number_count;
    if (count > REGISTRY_MAX_ENTRIES)
        faults_add_in(faults, &here, "have %zu numbers in all, expected at most %d", count,
                      REGISTRY_MAX_ENTRIES);
}

void registry_check_once(const cJSON *root, const struct registry *content, struct faults *faults)
{
    const struct registry_extras *extras = registry_extras(content);
    size_t most = content->entry_count;
    if (most < content->class_count)
        most = content->class_count;
    if (most < content->document_count)
        most = content->document_count;
    if (most < extras->quiz_count)
        most = extras->quiz_count;
    struct entry_identity *names = xreallocarray(NULL, most, sizeof *names);

    size_t count = 0;
    for (size_t i = 0; i < content->class_count; i++)
        add_identity(names, &count, "", content->classes[i].id, i);
    check_once(faults, root, "classes", names, count, "id");
    count = 0;
    for (size_t i = 0; i < content->document_count; i++)
        add_identity(names, &count, content->documents[i].id, "", i);
    check_once(faults, root, "documents", names, count, "id");
    count = 0;
    for (size_t i = 0; i < content->entry_count; i++)
        add_identity(names, &count, content->entries[i].code, content->entries[i].owner, i);
    check_once(faults, root, "codes", names, count, "code and owner");
    count = 0;
    for (size_t i = 0; i < extras->quiz_count; i++)
        add_identity(names, &count, extras->quiz[i].id, "", i);
    check_once(faults, root, "quiz", names, count, "id");
    free(names);
    check_sum(faults, "quiz", 0, extras->quiz_count, REGISTRY_MAX_QUIZ);
    check_numbers(faults, content);
}

void registry_check_outside(const struct registry *content, const struct registry *base,
                            struct faults *faults)
{
    const char *outside = content->unregistered.outside;
    if (outside == NULL || (base != NULL && registry_class(base, outside) != NULL))
        return;
    for (size_t i = 0; i < content->class_count; i++) {
        const char *id = content->classes[i].id;
        if (id == NULL || text_like(id, outside))
            return;
    }
    struct fault_place up = {.key = "unregistered"};
    struct fault_place here = {.up = &up, .key = "outside"};
    struct strbuf shown = STRBUF_INIT;
    faults_quote(&shown, outside, strlen(outside));
    faults_add_in(faults, &here, "is %s, expected the id of a class", shown.data);
    strbuf_clear(&shown);
}

/* Reports, as an error too, whether the overlay is meant for another registry. */
static bool is_foreign(struct faults *faults, const cJSON *root, const struct registry *overlay,
                       const struct registry *base)
{
    if (overlay->id == NULL || strcmp(overlay->id, base->id) == 0)
        return false;
    struct fault_place here = {.key = "id"};
    struct strbuf expected = STRBUF_INIT;
    faults_quote(&expected, base->id, strlen(base->id));
    strbuf_puts(&expected, ", the registry that it would change");
    faults_add_value(faults, &here, cJSON_GetObjectItemCaseSensitive(root, "id"), expected.data);
    strbuf_clear(&expected);
    return true;
}

void registry_check_overlay(const cJSON *root, const struct registry *overlay,
                            const struct registry *base, struct faults *faults)
{
    size_t classes = 0, documents = 0, entries = 0;
    if (is_foreign(faults, root, overlay, base) || faults->count > 0)
        return;
    for (size_t i = 0; i < overlay->class_count; i++)
        classes += registry_class(base, overlay->classes[i].id) == NULL;
    for (size_t i = 0; i < overlay->document_count; i++)
        documents += registry_document(base, overlay->documents[i].id) == NULL;
    for (size_t i = 0; i < overlay->entry_count; i++) {
        const struct entry *entry = &overlay->entries[i];
        entries += entry_details(entry)->number_count;
        if (registry_find(base, entry->code, entry->owner) != NULL)
            continue;
        entries++;
        if (entry->phrase == NULL)
            report_element(faults, root, "codes", i,
                           "phrase: is missing, expected a string, because the entry is new");
    }
    const struct registry_extras *added = registry_extras(overlay), *old = registry_extras(base);
    check_sum(faults, "quiz", old->quiz_count, added->quiz_count, REGISTRY_MAX_QUIZ);
    check_sum(faults, "guide", old->guide.question_count, added->guide.question_count,
              GUIDE_MAX_QUESTIONS);
    check_sum(faults, "classes", base->class_count, classes, REGISTRY_MAX_CLASSES);
    check_sum(faults, "documents", base->document_count, documents, REGISTRY_MAX_DOCUMENTS);
    check_sum(faults, "codes", base->entry_count, entries, REGISTRY_MAX_ENTRIES);
    registry_check_outside(overlay, base, faults);
}

static void check_reference(struct faults *faults, const cJSON *reference,
                            const struct fault_place *place, const struct registry *registry)
{
    const cJSON *doc = cJSON_GetObjectItemCaseSensitive(reference, "doc");
    struct fault_place here = {.up = place, .key = "doc"};
    if (registry_document(registry, doc->valuestring) == NULL)
        faults_add_value(faults, &here, doc, "the id of a document");
}

/* Reports an object whose code and owner no entry has. */
static void check_named(struct faults *faults, const cJSON *object, const struct fault_place *place,
                        const struct registry *registry)
{
    const cJSON *code = cJSON_GetObjectItemCaseSensitive(object, "code");
    const cJSON *owner = cJSON_GetObjectItemCaseSensitive(object, "owner");
    struct fault_place code_place = {.up = place, .key = "code"};
    struct fault_place owner_place = {.up = place, .key = "owner"};
    if (registry_find(registry, code->valuestring, NULL) == NULL)
        faults_add_value(faults, &code_place, code, "the code of an entry");
    else if (owner != NULL &&
             registry_find(registry, code->valuestring, owner->valuestring) == NULL)
        faults_add_value(faults, &owner_place, owner, "an owner of that code");
}

/* Reports a member of the object that names no class. */
static void check_named_class(struct faults *faults, const cJSON *object, const char *key,
                              const struct fault_place *place, const struct registry *registry)
{
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(object, key);
    struct fault_place here = {.up = place, .key = key};
    if (id != NULL && registry_class(registry, id->valuestring) == NULL)
        faults_add_value(faults, &here, id, "the id of a class");
}

/* Of other registries nothing is known here. */
static void check_related(struct faults *faults, const cJSON *related,
                          const struct fault_place *place, const struct registry *registry)
{
    const cJSON *id = cJSON_GetObjectItemCaseSensitive(related, "registry");
    if (strcmp(id->valuestring, registry->id) == 0)
        check_named(faults, related, place, registry);
}

/* A tree whose links are checked. */
struct linked {
    struct faults *faults;
    const struct registry *registry;
};

/* Reports what leads nowhere in an object that has no error in itself. */
static void check_links(void *context, const struct shape *shape, const cJSON *node,
                        const struct fault_place *place)
{
    const struct linked *linked = context;
    struct faults *faults = linked->faults;
    const struct registry *registry = linked->registry;
    if (shape == &reference_shape)
        check_reference(faults, node, place, registry);
    bool names_code = shape == &choice_shape || shape == &guide_answer_shape;
    if (shape == &confusable_shape ||
        (names_code && cJSON_GetObjectItemCaseSensitive(node, "code") != NULL))
        check_named(faults, node, place, registry);
    if (shape == &related_shape)
        check_related(faults, node, place, registry);
    if (shape == &entry_shape)
        check_named_class(faults, node, "class", place, registry);
    if (shape == &grid_shape)
        check_named_class(faults, node, "in", place, registry);
}

void registry_check_classes(const cJSON *root, const struct registry *content,
                            struct faults *faults)
{
    for (size_t i = 0; i < content->class_count; i++) {
        const struct code_class *later = &content->classes[i];
        for (size_t k = 0; k < i; k++) {
            const struct code_class *earlier = &content->classes[k];
            if (!class_has_numbers(later) || !class_has_numbers(earlier) ||
                later->first > earlier->last || later->last < earlier->first)
                continue;
            report_element(faults, root, "classes", i,
                           "has numbers of classes[%zu], which is %" PRId64 " to %" PRId64
                           ", expected others",
                           k, earlier->first, earlier->last);
            break;
        }
    }
}

void registry_check_links(const cJSON *root, const struct registry *registry, struct faults *faults)
{
    struct linked linked = {faults, registry};
    registry_walk(&registry_shape, root, NULL, check_links, &linked);
    if (cJSON_GetObjectItemCaseSensitive(root, "guide") != NULL)
        lesson_check_guide(&registry_extras(registry)->guide, faults);
}
