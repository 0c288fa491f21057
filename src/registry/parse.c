#include "config.h"
#include "registry/parse.h"

#include <cJSON.h>

#include "json/tree.h"
#include "registry/check.h"
#include "registry/decode.h"
#include "registry/library.h"
#include "registry/limits.h"
#include "registry/overlay.h"
#include "registry/registry.h"
#include "registry/style.h"

static const struct json_tree_limits limits = {
    .bytes = REGISTRY_MAX_BYTES,
    .depth = REGISTRY_MAX_DEPTH,
    .string_bytes = REGISTRY_MAX_STRING,
    .number_chars = REGISTRY_MAX_NUMBER,
    .values = REGISTRY_MAX_VALUES,
    .faults = REGISTRY_MAX_FAULTS,
};

/* Reads the tree of a file and checks everything that needs no other file. */
static void read_registry(struct decoder *decoder, const cJSON *root, struct registry *registry)
{
    static const struct field document = {.kind = KIND_OBJECT}, version = {.kind = KIND_FORMAT};
    if (!cJSON_IsObject(root)) {
        decode_wrong_value(decoder, &document, root, NULL);
        return;
    }
    const cJSON *format = cJSON_GetObjectItemCaseSensitive(root, "format");
    if (cJSON_IsNumber(format) && format->valuedouble != REGISTRY_FORMAT_VERSION) {
        /* In another format, everything else may have another meaning. */
        struct fault_place here = {.key = "format"};
        decode_wrong_value(decoder, &version, format, &here);
        return;
    }
    decode_fields(decoder, &registry_shape, root, registry, NULL);
    registry_check_once(root, registry, &decoder->faults);
    if (!decoder->overlay)
        registry_check_outside(registry, NULL, &decoder->faults);
}

static void decoder_init(struct decoder *decoder, struct registry *registry, const char *origin)
{
    *decoder = (struct decoder){.arena = &registry->arena};
    faults_init(&decoder->faults, origin, REGISTRY_MAX_FAULTS);
}

/* Moves the errors to *err and frees the decoder. Returns true when there were none. */
static bool decoder_done(struct decoder *decoder, struct sb_error *err)
{
    arena_clear(&decoder->scratch);
    return faults_done(&decoder->faults, err);
}

struct registry *registry_parse(const char *bytes, size_t len, const char *origin,
                                struct sb_error *err)
{
    struct registry *registry = registry_new();
    struct decoder decoder;
    decoder_init(&decoder, registry, origin);
    /* Strings and lists need hardly more bytes than the file. Allocated before the tree, which is
     * freed, so that no hole is left. */
    if (len <= limits.bytes)
        arena_reserve(&registry->arena, len);
    cJSON *root = json_tree_read(bytes, len, &limits, &decoder.faults);
    if (root != NULL)
        read_registry(&decoder, root, registry);
    if (decoder.faults.count == 0)
        registry_finish(registry);
    bool good = decoder_done(&decoder, err);
    cJSON_Delete(root);
    if (good)
        return registry;
    registry_free(registry);
    return NULL;
}

struct registry *registry_parse_quiz(const char *json, const char *origin, struct sb_error *err)
{
    struct registry *registry = registry_new();
    struct strbuf text = STRBUF_INIT;
    struct decoder decoder;
    strbuf_printf(&text, "{\"format\": %d, \"quiz\": %s}", REGISTRY_FORMAT_VERSION, json);
    decoder_init(&decoder, registry, origin);
    decoder.overlay = true;
    cJSON *root = json_tree_read(text.data, text.len, &limits, &decoder.faults);
    if (root != NULL)
        read_registry(&decoder, root, registry);
    bool good = decoder_done(&decoder, err);
    cJSON_Delete(root);
    strbuf_clear(&text);
    if (good)
        return registry;
    registry_free(registry);
    return NULL;
}

/* Merges an overlay, if it fits. The registry takes over its strings and lists. */
static void merge_overlay(struct registry *registry, struct registry *overlay, const cJSON *root,
                          struct faults *faults)
{
    registry_check_overlay(root, overlay, registry, faults);
    if (faults->count == 0)
        overlay_merge(registry, overlay);
}

/* Returns the registry that the overlay names; the main one where it names none, or none that is
 * there. */
static struct registry *base_of(const struct library *library, const struct registry *overlay)
{
    const struct library_item *named =
        overlay->id != NULL ? library_find(library, overlay->id) : NULL;
    struct registry *base = named != NULL ? named->handle : library->items[0].handle;
    registry_open(base);
    return base;
}

bool registry_merge(struct library *library, const char *bytes, size_t len, const char *origin,
                    struct sb_error *err)
{
    struct registry overlay = {0};
    struct decoder decoder;
    decoder_init(&decoder, &overlay, origin);
    decoder.overlay = true;
    cJSON *root = json_tree_read(bytes, len, &limits, &decoder.faults);
    if (root != NULL) {
        read_registry(&decoder, root, &overlay);
        merge_overlay(base_of(library, &overlay), &overlay, root, &decoder.faults);
    }
    bool good = decoder_done(&decoder, err);
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
    cJSON *root = json_tree_read(bytes, len, &limits, &faults);
    bool overlay = is_overlay(root);
    faults_done(&faults, NULL);
    cJSON_Delete(root);
    return overlay;
}

bool registry_check(const char *bytes, size_t len, const char *origin,
                    const struct registry_checks *checks, struct sb_error *err)
{
    struct registry *own = registry_new(), *base;
    struct decoder decoder;
    decoder_init(&decoder, own, origin);
    cJSON *root = json_tree_read(bytes, len, &limits, &decoder.faults);
    decoder.overlay = is_overlay(root);
    if (root != NULL)
        read_registry(&decoder, root, own);
    base = checks->library != NULL ? base_of(checks->library, own) : NULL;
    const struct registry file = *own; /* its arrays are in the order of the file */
    struct registry *registry = decoder.overlay ? base : own;
    if (decoder.overlay && base != NULL)
        merge_overlay(base, own, root, &decoder.faults);
    else if (decoder.faults.count == 0 && registry != NULL)
        registry_finish(own);
    if (decoder.faults.count == 0 && registry != NULL) {
        registry_check_classes(root, &file, &decoder.faults);
        registry_check_links(root, registry, &decoder.faults);
    }
    if (decoder.faults.count == 0 && checks->strict) {
        style_check(root, &file, decoder.overlay, &decoder.faults);
        if (!decoder.overlay)
            style_check_layout(bytes, len, own, &decoder.faults);
    }
    bool good = decoder_done(&decoder, err);
    cJSON_Delete(root);
    registry_free(own);
    return good;
}
