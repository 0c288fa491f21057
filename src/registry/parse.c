#include "config.h"
#include "registry/parse.h"

#include <cJSON.h>

#include "json/tree.h"
#include "registry/check.h"
#include "registry/decode.h"

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

static void reader_init(struct registry_reader *reader, const char *origin, bool overlay)
{
    *reader = (struct registry_reader){.overlay = overlay};
    faults_init(&reader->faults, origin, REGISTRY_MAX_FAULTS);
}

/* Hands the faults over to *err and frees the reader. True when there was none. */
static bool reader_done(struct registry_reader *reader, struct sb_error *err)
{
    arena_clear(&reader->arena);
    arena_clear(&reader->scratch);
    return faults_done(&reader->faults, err);
}

/* Puts what was read, all of it right, into the catalog. */
static void put_registry(struct catalog *catalog, struct registry_reader *reader,
                         const struct registry *registry)
{
    arena_take(&catalog->arena, &reader->arena);
    /* Entries first: they are looked up in an order that depends on the classes. */
    for (size_t i = 0; i < registry->status_count; i++) {
        struct status status = registry->statuses[i];
        if (!(status.given & 1u << FIELD_REGISTRATION))
            status.registration = REGISTRATION_UNOFFICIAL;
        catalog_put_status(catalog, &status);
    }
    for (size_t i = 0; i < registry->class_count; i++)
        catalog_put_class(catalog, &registry->classes[i]);
    for (size_t i = 0; i < registry->document_count; i++)
        catalog_put_document(catalog, &registry->documents[i]);
    catalog_add_synonyms(catalog, &registry->synonyms);
    catalog_finish(catalog);
}

/* The same into a new catalog, with what else a whole registry holds. */
static void put_whole_registry(struct catalog *catalog, struct registry_reader *reader,
                               const struct registry *registry)
{
    catalog->id = registry->id;
    catalog->title = registry->title;
    catalog->updated = registry->updated;
    catalog->source = registry->source;
    catalog->unregistered = registry->unregistered;
    put_registry(catalog, reader, registry);
}

struct catalog *catalog_json_parse(const char *bytes, size_t len, const char *origin,
                                   struct sb_error *err)
{
    struct catalog *catalog = catalog_new();
    struct registry registry = {0};
    struct registry_reader reader;
    reader_init(&reader, origin, false);
    /* Strings and lists take hardly more than their text. Before the tree: what is freed in the end
     * lies behind what stays. */
    if (len <= limits.bytes)
        arena_reserve(&reader.arena, len);
    cJSON *root = jsontext_read(bytes, len, &limits, &reader.faults);
    if (root != NULL)
        read_registry(&reader, root, &registry);
    if (reader.faults.count == 0)
        put_whole_registry(catalog, &reader, &registry);
    bool good = reader_done(&reader, err);
    cJSON_Delete(root);
    if (good)
        return catalog;
    catalog_free(catalog);
    return NULL;
}

static bool has_unregistered(const struct registry *registry)
{
    const struct unregistered_rule *rule = &registry->unregistered;
    return rule->in_class_first || rule->outside != NULL || rule->reference.doc != NULL;
}

/* Merges an overlay that was read, where it fits. */
static void merge_overlay(struct catalog *catalog, struct registry_reader *reader,
                          const cJSON *root, const struct registry *overlay)
{
    registry_check_overlay(root, overlay, catalog, &reader->faults);
    if (reader->faults.count > 0)
        return;
    if (has_unregistered(overlay))
        catalog->unregistered = overlay->unregistered;
    put_registry(catalog, reader, overlay);
}

bool catalog_json_merge(struct catalog *catalog, const char *bytes, size_t len, const char *origin,
                        struct sb_error *err)
{
    struct registry overlay = {0};
    struct registry_reader reader;
    reader_init(&reader, origin, true);
    cJSON *root = jsontext_read(bytes, len, &limits, &reader.faults);
    if (root != NULL) {
        read_registry(&reader, root, &overlay);
        merge_overlay(catalog, &reader, root, &overlay);
    }
    bool good = reader_done(&reader, err);
    cJSON_Delete(root);
    return good;
}

static bool is_overlay(const cJSON *root)
{
    return cJSON_IsObject(root) && cJSON_GetObjectItemCaseSensitive(root, "classes") == NULL &&
           cJSON_GetObjectItemCaseSensitive(root, "title") == NULL;
}

bool catalog_json_is_overlay(const char *bytes, size_t len)
{
    struct registry_reader reader;
    reader_init(&reader, "", true);
    cJSON *root = jsontext_read(bytes, len, &limits, &reader.faults);
    bool overlay = is_overlay(root);
    reader_done(&reader, NULL);
    cJSON_Delete(root);
    return overlay;
}

bool catalog_json_check(const char *bytes, size_t len, const char *origin, struct catalog *base,
                        struct sb_error *err)
{
    struct catalog *own = catalog_new();
    struct registry registry = {0};
    struct registry_reader reader;
    reader_init(&reader, origin, false);
    cJSON *root = jsontext_read(bytes, len, &limits, &reader.faults);
    reader.overlay = is_overlay(root);
    struct catalog *catalog = reader.overlay ? base : own;
    if (root != NULL)
        read_registry(&reader, root, &registry);
    if (reader.overlay && base != NULL)
        merge_overlay(base, &reader, root, &registry);
    else if (reader.faults.count == 0 && catalog != NULL)
        put_whole_registry(own, &reader, &registry);
    if (reader.faults.count == 0 && catalog != NULL) {
        registry_check_classes(root, &registry, &reader.faults);
        registry_check_links(root, catalog, &reader.faults);
    }
    bool good = reader_done(&reader, err);
    cJSON_Delete(root);
    catalog_free(own);
    return good;
}
