#include "config.h"
#include "catalog_json.h"

#include <cJSON.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "faults.h"
#include "jsontext.h"
#include "registry_format.h"

static const struct jsontext_limits limits = {
    .bytes = REGISTRY_MAX_BYTES,
    .depth = REGISTRY_MAX_DEPTH,
    .string_bytes = REGISTRY_MAX_STRING,
    .number_chars = REGISTRY_MAX_NUMBER,
    .values = REGISTRY_MAX_VALUES,
    .faults = REGISTRY_MAX_FAULTS,
};

/* One run over one file. */
struct reader {
    struct faults faults;
    bool overlay;         /* entries may be incomplete */
    struct arena arena;   /* what the catalog takes over when the file is good */
    struct arena scratch; /* what is copied into the catalog's arrays */
};

/* --- Values ---------------------------------------------------------------------------------- */

/* Appends "a, b or c". */
static void put_words(struct strbuf *out, const struct field *field)
{
    bool null = field->kind == KIND_WORD_NULL;
    size_t left = null;
    for (size_t i = 0; i < field->word_count; i++)
        left += field->words[i] != NULL;
    for (size_t i = 0; i < field->word_count; i++)
        if (field->words[i] != NULL) {
            left--;
            strbuf_printf(out, "%s%s", field->words[i], left == 0 ? "" : left == 1 ? " or " : ", ");
        }
    if (null)
        strbuf_puts(out, "null");
}

/* The value of a field is not what its kind wants. */
static void wrong_value(struct reader *reader, const struct field *field, const cJSON *node,
                        const struct fault_place *place)
{
    const char *expected = kind_rules[field->kind].expected;
    struct strbuf words = STRBUF_INIT;
    if (expected == NULL && faults_wanted(&reader->faults))
        put_words(&words, field);
    faults_add_value(&reader->faults, place, node,
                     expected != NULL ? expected : strbuf_str(&words));
    strbuf_clear(&words);
    if (node != NULL)
        jsontext_check_keys(node, place, &reader->faults);
}

/* Each reads a node into the member of the struct at base that the field names. */
typedef void read_function(struct reader *reader, const struct field *field, const cJSON *node,
                           void *base, const struct fault_place *place);

static void read_fields(struct reader *reader, const struct shape *shape, const cJSON *node,
                        void *base, const struct fault_place *place);

static void *member_of(void *base, size_t offset)
{
    return (char *)base + offset;
}

static void read_format(struct reader *reader, const struct field *field, const cJSON *node,
                        void *base, const struct fault_place *place)
{
    (void)base;
    if (!cJSON_IsNumber(node) || node->valueint != REGISTRY_FORMAT_VERSION ||
        node->valuedouble != REGISTRY_FORMAT_VERSION)
        wrong_value(reader, field, node, place);
}

static void read_string(struct reader *reader, const struct field *field, const cJSON *node,
                        void *base, const struct fault_place *place)
{
    const char **text = member_of(base, field->offset);
    if (cJSON_IsString(node) && kind_rules[field->kind].accepts(node->valuestring))
        *text = arena_strndup(&reader->arena, node->valuestring, strlen(node->valuestring));
    else
        wrong_value(reader, field, node, place);
}

static void read_number(struct reader *reader, const struct field *field, const cJSON *node,
                        void *base, const struct fault_place *place)
{
    long *number = member_of(base, field->offset);
    double value = cJSON_IsNumber(node) ? node->valuedouble : -1;
    if (value >= 0 && value <= (double)REGISTRY_NUMBER_MAX && value == (double)(long)value)
        *number = (long)value;
    else
        wrong_value(reader, field, node, place);
}

static void store_enum(void *base, const struct field *field, size_t value)
{
    unsigned number = (unsigned)value;
    memcpy(member_of(base, field->offset), &number, sizeof number);
}

static void read_truth(struct reader *reader, const struct field *field, const cJSON *node,
                       void *base, const struct fault_place *place)
{
    if (cJSON_IsBool(node))
        store_enum(base, field, cJSON_IsTrue(node) ? TRI_YES : TRI_NO);
    else
        wrong_value(reader, field, node, place);
}

/* Index of the word that the node is, word_count when it is none. */
static size_t find_word(const struct field *field, const cJSON *node)
{
    size_t i = cJSON_IsString(node) ? 0 : field->word_count;
    while (i < field->word_count &&
           (field->words[i] == NULL || strcmp(field->words[i], node->valuestring) != 0))
        i++;
    return i;
}

static void read_word(struct reader *reader, const struct field *field, const cJSON *node,
                      void *base, const struct fault_place *place)
{
    size_t word = find_word(field, node);
    if (word < field->word_count)
        store_enum(base, field, word);
    else if (field->kind == KIND_WORD_NULL && cJSON_IsNull(node))
        store_enum(base, field, 0);
    else
        wrong_value(reader, field, node, place);
}

static void read_flag(struct reader *reader, const struct field *field, const cJSON *node,
                      void *base, const struct fault_place *place)
{
    bool *flag = member_of(base, field->offset);
    *flag = find_word(field, node) < field->word_count;
    if (!*flag)
        wrong_value(reader, field, node, place);
}

static void read_words(struct reader *reader, const struct field *field, const cJSON *node,
                       void *base, const struct fault_place *place)
{
    if (!cJSON_IsArray(node)) {
        wrong_value(reader, field, node, place);
        return;
    }
    const struct field item = {
        .kind = KIND_WORD, .words = field->words, .word_count = field->word_count};
    unsigned *bits = member_of(base, field->offset);
    *bits = 0;
    struct fault_place here = {.up = place};
    for (const cJSON *child = node->child; child != NULL; child = child->next, here.index++) {
        unsigned value = 0;
        read_word(reader, &item, child, &value, &here);
        *bits |= 1u << value;
    }
}

static void read_strings(struct reader *reader, const struct field *field, const cJSON *node,
                         void *base, const struct fault_place *place)
{
    if (!cJSON_IsArray(node)) {
        wrong_value(reader, field, node, place);
        return;
    }
    const struct field item = {.kind = field->kind == KIND_NAMES ? KIND_NAME : KIND_TEXT};
    struct string_list *list = member_of(base, field->offset);
    list->count = (size_t)cJSON_GetArraySize(node);
    const char **items = arena_alloc(&reader->arena, list->count * sizeof *items);
    list->items = items;
    struct fault_place here = {.up = place};
    for (const cJSON *child = node->child; child != NULL; child = child->next, here.index++)
        read_string(reader, &item, child, &items[here.index], &here);
}

static void read_object(struct reader *reader, const struct field *field, const cJSON *node,
                        void *base, const struct fault_place *place)
{
    if (cJSON_IsObject(node))
        read_fields(reader, field->shape, node, member_of(base, field->offset), place);
    else
        wrong_value(reader, field, node, place);
}

static void read_objects(struct reader *reader, const struct field *field, const cJSON *node,
                         void *base, const struct fault_place *place)
{
    static const struct field item = {.kind = KIND_OBJECT};
    const struct shape *shape = field->shape;
    if (!cJSON_IsArray(node)) {
        wrong_value(reader, field, node, place);
        return;
    }
    size_t count = (size_t)cJSON_GetArraySize(node);
    if (shape->limit != 0 && count > shape->limit) {
        faults_add_in(&reader->faults, place, "has %zu elements, expected at most %zu", count,
                      shape->limit);
        return;
    }
    /* The lists with a limit are those that a catalog keeps in arrays of its own. */
    struct arena *arena = shape->limit != 0 ? &reader->scratch : &reader->arena;
    char *items = arena_alloc(arena, count * shape->size);
    struct fault_place here = {.up = place};
    for (const cJSON *child = node->child; child != NULL; child = child->next, here.index++) {
        here.node = child;
        if (cJSON_IsObject(child))
            read_fields(reader, shape, child, items + here.index * shape->size, &here);
        else
            wrong_value(reader, &item, child, &here);
    }
    memcpy(member_of(base, field->offset), &items, sizeof items);
    memcpy(member_of(base, field->count_offset), &count, sizeof count);
}

static read_function *const readers[KIND_COUNT] = {
    [KIND_FORMAT] = read_format,   [KIND_TEXT] = read_string,   [KIND_NAME] = read_string,
    [KIND_CODE] = read_string,     [KIND_OWNER] = read_string,  [KIND_URL] = read_string,
    [KIND_NUMBER] = read_number,   [KIND_TRUTH] = read_truth,   [KIND_WORD] = read_word,
    [KIND_WORD_NULL] = read_word,  [KIND_FLAG] = read_flag,     [KIND_WORDS] = read_words,
    [KIND_NAMES] = read_strings,   [KIND_LINES] = read_strings, [KIND_OBJECT] = read_object,
    [KIND_OBJECTS] = read_objects,
};

/* Index of the field with this key, looked for from a guess on; count when there is none. */
static size_t find_field(const struct shape *shape, const char *key, size_t guess)
{
    for (size_t i = 0; i < shape->count; i++) {
        size_t at = guess + i < shape->count ? guess + i : guess + i - shape->count;
        const char *known = shape->fields[at].key;
        if (known[0] == key[0] && strcmp(known, key) == 0)
            return at;
    }
    return shape->count;
}

/* Keys that the shape does not know are passed over: a later version's. A key that is given twice
 * is looked for only where one can be: with it, or with others that nobody knows. */
static void read_fields(struct reader *reader, const struct shape *shape, const cJSON *node,
                        void *base, const struct fault_place *place)
{
    size_t faults_before = reader->faults.count;
    unsigned long seen = 0;
    bool once = true; /* every key is known and not the same as another */
    size_t next = 0;  /* files mostly keep the order of the table */
    for (const cJSON *child = node->child; child != NULL; child = child->next) {
        size_t i = find_field(shape, child->string, next);
        struct fault_place here = {.up = place, .key = child->string};
        once = once && i < shape->count && !(seen & 1ul << i);
        if (i == shape->count) {
            jsontext_check_keys(child, &here, &reader->faults);
            continue;
        }
        const struct field *field = &shape->fields[i];
        readers[field->kind](reader, field, child, base, &here);
        if (field->given != 0)
            ((struct status *)base)->given |= field->given;
        seen |= 1ul << i;
        next = i + 1 < shape->count ? i + 1 : 0;
    }
    if (!once)
        jsontext_check_own_keys(node, place, &reader->faults);
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        struct fault_place here = {.up = place, .key = field->key};
        if (!(seen & 1ul << i) &&
            (field->need == NEED_REQUIRED || (field->need == NEED_COMPLETE && !reader->overlay)))
            wrong_value(reader, field, NULL, &here);
    }
    if (shape->check != NULL && reader->faults.count == faults_before)
        shape->check(base, place, &reader->faults);
}

/* --- Checks of a whole file ------------------------------------------------------------------ */

/* What makes a thing the same as another: both texts, letter case of the second not minded. */
struct identity {
    const char *exact, *folded;
    size_t index;
};

static int compare_identities(const void *left, const void *right)
{
    const struct identity *a = left, *b = right;
    int order = strcmp(a->exact, b->exact);
    if (order == 0)
        order = strcasecmp(a->folded, b->folded);
    if (order == 0)
        order = a->index < b->index ? -1 : 1;
    return order;
}

static bool same_identity(const struct identity *a, const struct identity *b)
{
    return strcmp(a->exact, b->exact) == 0 && strcasecmp(a->folded, b->folded) == 0;
}

/* Tells a fault of an element of one of the document's lists. */
static void SB_PRINTF(5, 6) element_fault(struct reader *reader, const cJSON *root,
                                          const char *list, size_t index, const char *fmt, ...)
{
    if (!faults_wanted(&reader->faults)) {
        faults_count(&reader->faults);
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
    faults_add_in(&reader->faults, &here, "%s", text.data);
    strbuf_clear(&text);
}

/* Tells each element whose identity an earlier one has. Sorts the identities. */
static void check_once(struct reader *reader, const cJSON *root, const char *list,
                       struct identity *names, size_t count, const char *what)
{
    size_t first = 0;
    if (count > 1)
        qsort(names, count, sizeof *names, compare_identities);
    for (size_t i = 1; i < count; i++) {
        if (!same_identity(&names[first], &names[i]))
            first = i;
        else
            element_fault(reader, root, list, names[i].index,
                          "has the %s of %s[%zu], expected each only once", what, list,
                          names[first].index);
    }
}

static void add_identity(struct identity *names, size_t *count, const char *exact,
                         const char *folded, size_t index)
{
    /* A name that is missing or wrong is told already. */
    if (exact != NULL && folded != NULL)
        names[(*count)++] = (struct identity){exact, folded, index};
}

static void check_all_once(struct reader *reader, const cJSON *root,
                           const struct registry *registry)
{
    size_t most = registry->status_count;
    if (most < registry->class_count)
        most = registry->class_count;
    if (most < registry->document_count)
        most = registry->document_count;
    struct identity *names = xreallocarray(NULL, most, sizeof *names);

    size_t count = 0;
    for (size_t i = 0; i < registry->class_count; i++)
        add_identity(names, &count, "", registry->classes[i].id, i);
    check_once(reader, root, "classes", names, count, "id");
    count = 0;
    for (size_t i = 0; i < registry->document_count; i++)
        add_identity(names, &count, registry->documents[i].id, "", i);
    check_once(reader, root, "documents", names, count, "id");
    count = 0;
    for (size_t i = 0; i < registry->status_count; i++)
        add_identity(names, &count, registry->statuses[i].code, registry->statuses[i].owner, i);
    check_once(reader, root, "codes", names, count, "code and owner");
    free(names);
}

/* base: what an overlay is merged into, or NULL. */
static void check_outside(struct reader *reader, const struct registry *registry,
                          const struct catalog *base)
{
    const char *outside = registry->unregistered.outside;
    if (outside == NULL || (base != NULL && catalog_class(base, outside) != NULL))
        return;
    for (size_t i = 0; i < registry->class_count; i++) {
        const char *id = registry->classes[i].id;
        if (id == NULL || strcasecmp(id, outside) == 0)
            return;
    }
    struct fault_place up = {.key = "unregistered"};
    struct fault_place here = {.up = &up, .key = "outside"};
    struct strbuf shown = STRBUF_INIT;
    faults_quote(&shown, outside, strlen(outside));
    faults_add_in(&reader->faults, &here, "is %s, expected the id of a class", shown.data);
    strbuf_clear(&shown);
}

/* Reads the tree of a file and checks all that can be checked without another file. */
static void read_registry(struct reader *reader, const cJSON *root, struct registry *registry)
{
    static const struct field document = {.kind = KIND_OBJECT}, version = {.kind = KIND_FORMAT};
    if (!cJSON_IsObject(root)) {
        wrong_value(reader, &document, root, NULL);
        return;
    }
    const cJSON *format = cJSON_GetObjectItemCaseSensitive(root, "format");
    if (cJSON_IsNumber(format) && format->valuedouble != REGISTRY_FORMAT_VERSION) {
        /* Whatever else the file holds means something unknown. */
        struct fault_place here = {.key = "format"};
        wrong_value(reader, &version, format, &here);
        return;
    }
    read_fields(reader, &registry_shape, root, registry, NULL);
    check_all_once(reader, root, registry);
    if (!reader->overlay)
        check_outside(reader, registry, NULL);
}

static void check_sum(struct reader *reader, const char *list, size_t old, size_t added,
                      size_t limit)
{
    struct fault_place here = {.key = list};
    if (old + added > limit)
        faults_add_in(&reader->faults, &here, "would make %zu elements, expected at most %zu",
                      old + added, limit);
}

/* Is the overlay meant for another registry? Then it has a fault. */
static bool is_foreign(struct reader *reader, const cJSON *root, const struct registry *overlay,
                       const struct catalog *base)
{
    if (overlay->id == NULL || strcmp(overlay->id, base->id) == 0)
        return false;
    struct fault_place here = {.key = "id"};
    struct strbuf expected = STRBUF_INIT;
    faults_quote(&expected, base->id, strlen(base->id));
    strbuf_puts(&expected, ", the registry that it would change");
    faults_add_value(&reader->faults, &here, cJSON_GetObjectItemCaseSensitive(root, "id"),
                     expected.data);
    strbuf_clear(&expected);
    return true;
}

/* Checks an overlay against what it is merged into. */
static void check_overlay(struct reader *reader, const cJSON *root, const struct registry *overlay,
                          const struct catalog *base)
{
    size_t classes = 0, documents = 0, statuses = 0;
    for (size_t i = 0; i < overlay->class_count; i++)
        classes += catalog_class(base, overlay->classes[i].id) == NULL;
    for (size_t i = 0; i < overlay->document_count; i++)
        documents += catalog_document(base, overlay->documents[i].id) == NULL;
    for (size_t i = 0; i < overlay->status_count; i++) {
        const struct status *status = &overlay->statuses[i];
        if (catalog_find(base, status->code, status->owner) != NULL)
            continue;
        statuses++;
        if (status->phrase == NULL)
            element_fault(reader, root, "codes", i,
                          "phrase: is missing, expected a string, because the entry is new");
    }
    check_sum(reader, "classes", base->class_count, classes, REGISTRY_MAX_CLASSES);
    check_sum(reader, "documents", base->document_count, documents, REGISTRY_MAX_DOCUMENTS);
    check_sum(reader, "codes", base->status_count, statuses, REGISTRY_MAX_ENTRIES);
    check_outside(reader, overlay, base);
}

/* --- What loading forgives ------------------------------------------------------------------- */

static void check_reference(struct reader *reader, const cJSON *reference,
                            const struct fault_place *place, const struct catalog *catalog)
{
    const cJSON *doc = cJSON_GetObjectItemCaseSensitive(reference, "doc");
    struct fault_place here = {.up = place, .key = "doc"};
    if (catalog_document(catalog, doc->valuestring) == NULL)
        faults_add_value(&reader->faults, &here, doc, "the id of a document");
}

static void check_confusable(struct reader *reader, const cJSON *confusable,
                             const struct fault_place *place, const struct catalog *catalog)
{
    const cJSON *code = cJSON_GetObjectItemCaseSensitive(confusable, "code");
    const cJSON *owner = cJSON_GetObjectItemCaseSensitive(confusable, "owner");
    struct fault_place code_place = {.up = place, .key = "code"};
    struct fault_place owner_place = {.up = place, .key = "owner"};
    if (catalog_find(catalog, code->valuestring, NULL) == NULL)
        faults_add_value(&reader->faults, &code_place, code, "the code of an entry");
    else if (owner != NULL && catalog_find(catalog, code->valuestring, owner->valuestring) == NULL)
        faults_add_value(&reader->faults, &owner_place, owner, "an owner of that code");
}

/* Tells what leads nowhere in a node that is right in itself. */
static void check_links(struct reader *reader, const struct shape *shape, const cJSON *node,
                        const struct fault_place *place, const struct catalog *catalog)
{
    if (shape == &reference_shape)
        check_reference(reader, node, place, catalog);
    if (shape == &confusable_shape)
        check_confusable(reader, node, place, catalog);
    for (const cJSON *child = node->child; child != NULL; child = child->next) {
        size_t i = find_field(shape, child->string, 0);
        if (i == shape->count)
            continue;
        const struct field *field = &shape->fields[i];
        struct fault_place here = {.up = place, .key = field->key};
        struct fault_place item = {.up = &here, .node = child->child};
        if (field->kind == KIND_OBJECT)
            check_links(reader, field->shape, child, &here, catalog);
        for (; field->kind == KIND_OBJECTS && item.node != NULL; item.node = item.node->next) {
            check_links(reader, field->shape, item.node, &item, catalog);
            item.index++;
        }
    }
}

/* Tells each class that has numbers of an earlier one, which then has its codes. */
static void check_classes_apart(struct reader *reader, const cJSON *root,
                                const struct registry *registry)
{
    for (size_t i = 0; i < registry->class_count; i++) {
        const struct status_class *class = &registry->classes[i];
        for (size_t k = 0; k < i; k++) {
            const struct status_class *earlier = &registry->classes[k];
            if (class->first > earlier->last || class->last < earlier->first)
                continue;
            element_fault(reader, root, "classes", i,
                          "has numbers of classes[%zu], which is %ld to %ld, expected others", k,
                          earlier->first, earlier->last);
            break;
        }
    }
}

/* --- Whole files ----------------------------------------------------------------------------- */

static void reader_init(struct reader *reader, const char *origin, bool overlay)
{
    *reader = (struct reader){.overlay = overlay};
    faults_init(&reader->faults, origin, REGISTRY_MAX_FAULTS);
}

/* Hands the faults over to *err and frees the reader. True when there was none. */
static bool reader_done(struct reader *reader, struct sb_error *err)
{
    arena_clear(&reader->arena);
    arena_clear(&reader->scratch);
    return faults_done(&reader->faults, err);
}

/* Puts what was read, all of it right, into the catalog. */
static void put_registry(struct catalog *catalog, struct reader *reader,
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
    catalog_finish(catalog);
}

/* The same into a new catalog, with what else a whole registry holds. */
static void put_whole_registry(struct catalog *catalog, struct reader *reader,
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
    struct reader reader;
    reader_init(&reader, origin, false);
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
static void merge_overlay(struct catalog *catalog, struct reader *reader, const cJSON *root,
                          const struct registry *overlay)
{
    if (!is_foreign(reader, root, overlay, catalog) && reader->faults.count == 0)
        check_overlay(reader, root, overlay, catalog);
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
    struct reader reader;
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
    struct reader reader;
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
    struct reader reader;
    cJSON *root;
    reader_init(&reader, origin, false);
    root = jsontext_read(bytes, len, &limits, &reader.faults);
    reader.overlay = is_overlay(root);
    struct catalog *catalog = reader.overlay ? base : own;
    if (root != NULL)
        read_registry(&reader, root, &registry);
    if (reader.overlay && base != NULL)
        merge_overlay(base, &reader, root, &registry);
    else if (reader.faults.count == 0 && catalog != NULL)
        put_whole_registry(own, &reader, &registry);
    if (reader.faults.count == 0 && catalog != NULL) {
        check_classes_apart(&reader, root, &registry);
        check_links(&reader, &registry_shape, root, NULL, catalog);
    }
    bool good = reader_done(&reader, err);
    cJSON_Delete(root);
    catalog_free(own);
    return good;
}
