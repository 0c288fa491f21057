#include "config.h"
#include "registry/parse.h"

#include <cJSON.h>

#include "json/tree.h"
#include "registry/check.h"
#include "registry/decode.h"
#include "registry/limits.h"
#include "registry/registry.h"
#include "registry/style.h"

static const struct jsontext_limits limits = {
    .bytes = REGISTRY_MAX_BYTES,
    .depth = REGISTRY_MAX_DEPTH,
    .string_bytes = REGISTRY_MAX_STRING,
    .number_chars = REGISTRY_MAX_NUMBER,
    .values = REGISTRY_MAX_VALUES,
    .faults = REGISTRY_MAX_FAULTS,
};

/* Reads the tree of a file and checks all that can be checked without another file. */
static void read_registry(struct registry_reader *reader, const cJSON *root,
                          struct registry *registry)
{
    static const struct field document = {.kind = KIND_OBJECT}, version = {.kind = KIND_FORMAT};
    if (!cJSON_IsObject(root)) {
        registry_wrong_value(reader, &document, root, NULL);
        return;
    }
    const cJSON *format = cJSON_GetObjectItemCaseSensitive(root, "format");
    if (cJSON_IsNumber(format) && format->valuedouble != REGISTRY_FORMAT_VERSION) {
        /* Whatever else the file holds means something unknown. */
        struct fault_place here = {.key = "format"};
        registry_wrong_value(reader, &version, format, &here);
        return;
    }
    registry_read_fields(reader, &registry_shape, root, registry, NULL);
    registry_check_once(root, registry, &reader->faults);
    if (!reader->overlay)
        registry_check_outside(registry, NULL, &reader->faults);
}

static void reader_init(struct registry_reader *reader, struct registry *registry,
                        const char *origin, bool overlay)
{
    *reader = (struct registry_reader){.overlay = overlay, .arena = &registry->arena};
    faults_init(&reader->faults, origin, REGISTRY_MAX_FAULTS);
}

/* Moves the errors to *err and frees the reader. Returns true when there were none. */
static bool reader_done(struct registry_reader *reader, struct sb_error *err)
{
    arena_clear(&reader->scratch);
    return faults_done(&reader->faults, err);
}

struct registry *registry_parse(const char *bytes, size_t len, const char *origin,
                                struct sb_error *err)
{
    struct registry *registry = registry_new();
    struct registry_reader reader;
    reader_init(&reader, registry, origin, false);
    /* Strings and lists take hardly more than their text. Before the tree: what is freed in the end
     * comes after what stays. */
    if (len <= limits.bytes)
        arena_reserve(&registry->arena, len);
    cJSON *root = jsontext_read(bytes, len, &limits, &reader.faults);
    if (root != NULL)
        read_registry(&reader, root, registry);
    if (reader.faults.count == 0)
        registry_finish(registry);
    bool good = reader_done(&reader, err);
    cJSON_Delete(root);
    if (good)
        return registry;
    registry_free(registry);
    return NULL;
}

static bool has_unregistered(const struct registry *registry)
{
    const struct unregistered_rule *rule = &registry->unregistered;
    return rule->in_class_first || rule->outside != NULL || rule->reference.doc != NULL;
}

/* Merges an overlay that was read, if it fits. Its strings and lists then belong to the registry.
 */
static void merge_overlay(struct registry *registry, struct registry *overlay, const cJSON *root,
                          struct faults *faults)
{
    registry_check_overlay(root, overlay, registry, faults);
    if (faults->count > 0)
        return;
    if (has_unregistered(overlay))
        registry->unregistered = overlay->unregistered;
    arena_take(&registry->arena, &overlay->arena);
    /* Entries first: they are looked up in an order that depends on the classes. */
    for (size_t i = 0; i < overlay->entry_count; i++)
        registry_put_entry(registry, &overlay->entries[i]);
    for (size_t i = 0; i < overlay->class_count; i++)
        registry_put_class(registry, &overlay->classes[i]);
    for (size_t i = 0; i < overlay->document_count; i++)
        registry_put_document(registry, &overlay->documents[i]);
    registry_add_synonyms(registry, &overlay->synonyms);
    registry_finish(registry);
}

bool registry_merge(struct registry *registry, const char *bytes, size_t len, const char *origin,
                    struct sb_error *err)
{
    struct registry overlay = {0};
    struct registry_reader reader;
    reader_init(&reader, &overlay, origin, true);
    cJSON *root = jsontext_read(bytes, len, &limits, &reader.faults);
    if (root != NULL) {
        read_registry(&reader, root, &overlay);
        merge_overlay(registry, &overlay, root, &reader.faults);
    }
    bool good = reader_done(&reader, err);
    arena_clear(&overlay.arena);
    cJSON_Delete(root);
    return good;
}

static bool is_overlay(const cJSON *root)
{
    return cJSON_IsObject(root) && cJSON_GetObjectItemCaseSensitive(root, "classes") == NULL &&
           cJSON_GetObjectItemCaseSensitive(root, "title") == NULL;
}

bool registry_is_overlay(const char *bytes, size_t len)
{
    struct faults faults;
    faults_init(&faults, "", limits.faults);
    cJSON *root = jsontext_read(bytes, len, &limits, &faults);
    bool overlay = is_overlay(root);
    faults_done(&faults, NULL);
    cJSON_Delete(root);
    return overlay;
}

bool registry_check(const char *bytes, size_t len, const char *origin,
                    const struct registry_checks *checks, struct sb_error *err)
{
    struct registry *base = checks->base, *own = registry_new();
    struct registry_reader reader;
    reader_init(&reader, own, origin, false);
    cJSON *root = jsontext_read(bytes, len, &limits, &reader.faults);
    reader.overlay = is_overlay(root);
    if (root != NULL)
        read_registry(&reader, root, own);
    const struct registry file = *own; /* its arrays are in the order of the file */
    struct registry *registry = reader.overlay ? base : own;
    if (reader.overlay && base != NULL)
        merge_overlay(base, own, root, &reader.faults);
    else if (reader.faults.count == 0 && registry != NULL)
        registry_finish(own);
    if (reader.faults.count == 0 && registry != NULL) {
        registry_check_classes(root, &file, &reader.faults);
        registry_check_links(root, registry, &reader.faults);
    }
    if (reader.faults.count == 0 && checks->strict) {
        style_check(root, &file, reader.overlay, &reader.faults);
        if (!reader.overlay)
            style_check_layout(bytes, len, own, &reader.faults);
    }
    bool good = reader_done(&reader, err);
    cJSON_Delete(root);
    registry_free(own);
    return good;
}
