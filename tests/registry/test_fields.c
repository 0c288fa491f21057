/* The field table and data/registry.schema.json say the same, in both directions. */
#include "config.h"
#include "registry/fields.h"

#include <cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "json/write.h"
#include "registry/dump.h"
#include "registry/registry.h"
#include "support/check.h"
#include "support/files.h"
#include "support/registries.h"

static cJSON *schema;

/* The schema of a node: what "$ref" leads to, and the elements of an array. */
static const cJSON *resolve(const cJSON *node)
{
    const cJSON *ref;
    while ((ref = cJSON_GetObjectItemCaseSensitive(node, "$ref")) != NULL)
        node = cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(schema, "$defs"),
                                                ref->valuestring + strlen("#/$defs/"));
    const cJSON *items = cJSON_GetObjectItemCaseSensitive(node, "items");
    return items != NULL ? resolve(items) : node;
}

static bool is_required(const cJSON *node, const char *key)
{
    const cJSON *required = cJSON_GetObjectItemCaseSensitive(node, "required"), *item;
    cJSON_ArrayForEach(item, required)
    {
        if (strcmp(item->valuestring, key) == 0)
            return true;
    }
    return false;
}

static void check_shape(const struct shape *shape, const cJSON *node, const char *name)
{
    const cJSON *properties = cJSON_GetObjectItemCaseSensitive(node, "properties"), *property;
    CHECK_MSG(cJSON_IsFalse(cJSON_GetObjectItemCaseSensitive(node, "additionalProperties")),
              "%s accepts unknown members", name);
    CHECK_MSG(shape->count <= SHAPE_MAX_FIELDS, "%s has too many fields", name);
    cJSON_ArrayForEach(property, properties)
    {
        bool is_row = fields_find(shape, property->string, 0) < shape->count;
        CHECK_MSG(is_row || strcmp(property->string, "$schema") == 0, "%s: %s is no row", name,
                  property->string);
    }
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        property = cJSON_GetObjectItemCaseSensitive(properties, field->key);
        CHECK_MSG(property != NULL, "%s: %s is not in the schema", name, field->key);
        CHECK_MSG(is_required(node, field->key) == (field->need == NEED_REQUIRED),
                  "%s: %s: required or not", name, field->key);
        if (property != NULL && field->shape != NULL)
            check_shape(field->shape, resolve(property), field->key);
    }
}

static void the_table_and_the_schema_say_the_same(void)
{
    const cJSON *definitions = cJSON_GetObjectItemCaseSensitive(schema, "$defs");
    check_shape(&registry_shape, cJSON_GetObjectItemCaseSensitive(definitions, "file"), "file");
}

/* Returns an entry with empty details. */
static struct entry new_entry(const char *code, const char *owner, struct arena *arena)
{
    struct entry entry = {.code = code, .owner = owner};
    fields_give_details(&entry, arena);
    return entry;
}

/* A field that is given replaces; one that is not stays. */
static void a_given_field_of_an_overlay_replaces(void)
{
    struct arena arena = {NULL, 0};
    for (size_t i = 0; i < entry_shape.count; i++) {
        const struct field *field = &entry_shape.fields[i];
        struct entry old = new_entry("1", NULL, &arena), new = new_entry("1", NULL, &arena);
        if (field->given == 0 || field->kind == KIND_OBJECT)
            continue;
        new.given = field->given;
        memset((char *)field_member(field, &new), 1, sizeof(void *));
        fields_replace(&old, &new);
        CHECK_MSG(memcmp(field_member(field, &old), field_member(field, &new), sizeof(unsigned)) ==
                      0,
                  "%s", field->key);
        CHECK(old.given == field->given);
        struct entry nothing = new_entry("1", NULL, &arena);
        fields_replace(&old, &nothing);
        CHECK_MSG(memcmp(field_member(field, &old), field_member(field, &new), sizeof(unsigned)) ==
                      0,
                  "%s is gone", field->key);
    }
    arena_clear(&arena);
}

/* Compares what is written of two entries. */
static bool are_equal(const struct entry *a, const struct entry *b)
{
    struct strbuf texts[2] = {STRBUF_INIT, STRBUF_INIT};
    for (size_t i = 0; i < 2; i++) {
        struct json_writer json = {0};
        json_begin_array(&json, NULL);
        registry_dump_entry("t", i == 0 ? a : b, NULL, &json);
        json_end(&json);
        json_finish(&json, &texts[i]);
    }
    bool equal = strcmp(texts[0].data, texts[1].data) == 0;
    strbuf_clear(&texts[0]);
    strbuf_clear(&texts[1]);
    return equal;
}

/* Also lists with their counts, and objects with all they hold. */
static void a_given_field_replaces_as_a_whole(void)
{
    char *text = support_read("data/good/full.json", NULL);
    struct registry *registry = support_parse(text != NULL ? text : "", "full.json");
    uint64_t given = 0;
    for (size_t i = 0; i < registry->entry_count; i++)
        for (unsigned field = 0; field < FIELD_COUNT; field++) {
            struct entry change = registry->entries[i];
            struct entry entry = new_entry(change.code, change.owner, &registry->arena);
            given |= change.given;
            change.given &= FIELD_BIT(field) | FIELD_BIT(FIELD_PHRASE); /* always written */
            fields_replace(&entry, &change);
            CHECK_MSG(are_equal(&entry, &change), "%s: field %u", change.code, field);
        }
    CHECK_MSG(given == FIELD_BIT(FIELD_COUNT) - 1, "no entry has one of the fields");
    registry_free(registry);
    free(text);
}

int main(void)
{
    char *text = support_read("../data/registry.schema.json", NULL);
    schema = cJSON_Parse(text != NULL ? text : "");
    CHECK(schema != NULL);
    RUN(the_table_and_the_schema_say_the_same);
    RUN(a_given_field_of_an_overlay_replaces);
    RUN(a_given_field_replaces_as_a_whole);
    cJSON_Delete(schema);
    free(text);
    return check_done();
}
