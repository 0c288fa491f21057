/* The field table and data/registry.schema.json say the same, in both directions. */
#include "config.h"
#include "registry/fields.h"

#include <cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "json/write.h"
#include "registry/decode.h"
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

/* Replaces an empty entry by each field of this one. Returns which fields it has. */
static uint64_t check_replacing(const struct entry *entry, struct arena *arena)
{
    for (unsigned field = 0; field < FIELD_COUNT; field++) {
        struct entry change = *entry, replaced = new_entry(change.code, change.owner, arena);
        change.given &= FIELD_BIT(field) | FIELD_BIT(FIELD_PHRASE); /* always written */
        fields_replace(&replaced, &change);
        CHECK_MSG(are_equal(&replaced, &change), "%s: field %u", change.code, field);
    }
    return entry->given;
}

static void put_object(const struct shape *shape, struct strbuf *out);

/* Appends an example of what a field holds. */
static void put_value(const struct field *field, struct strbuf *out)
{
    static const char *const examples[KIND_COUNT] = {[KIND_TEXT] = "\"a\"",
                                                     [KIND_NAME] = "\"a\"",
                                                     [KIND_CODE] = "\"1\"",
                                                     [KIND_OWNER] = "\"O\"",
                                                     [KIND_SHORT] = "\"a\"",
                                                     [KIND_URL] = "\"https://a.b/\"",
                                                     [KIND_NUMBER] = "1",
                                                     [KIND_TRUTH] = "true",
                                                     [KIND_NAMES] = "[\"a\", \"b\"]",
                                                     [KIND_LINES] = "[\"a\"]",
                                                     [KIND_LISTS] = "[[\"a\"], [\"b\"]]"};
    const char *word = field->word_count > 0 ? field->words[field->word_count - 1] : NULL;
    bool in_list = field->kind == KIND_OBJECTS || field->kind == KIND_WORDS;
    strbuf_puts(out, in_list ? "[" : "");
    if (field->shape != NULL)
        put_object(field->shape, out);
    else if (word != NULL)
        strbuf_printf(out, "\"%s\"", word);
    else
        strbuf_puts(out, examples[field->kind]);
    strbuf_puts(out, in_list ? "]" : "");
}

static void put_object(const struct shape *shape, struct strbuf *out)
{
    for (size_t i = 0; i < shape->count; i++) {
        strbuf_printf(out, "%s\"%s\": ", i > 0 ? ", " : "{", shape->fields[i].key);
        put_value(&shape->fields[i], out);
    }
    strbuf_putc(out, '}');
}

/* Reads an entry with an example of each field, but for objects with rules of their own. */
static struct entry example_entry(struct arena *arena)
{
    struct strbuf text = STRBUF_INIT;
    struct sb_error err = SB_ERROR_INIT;
    struct decoder decoder = {.arena = arena};
    struct entry entry = new_entry("1", "O", arena);
    put_object(&entry_shape, &text);
    cJSON *node = cJSON_Parse(text.data);
    cJSON_DeleteItemFromObject(node, "sequence");
    faults_init(&decoder.faults, "example", 10);
    decode_fields(&decoder, &entry_shape, node, &entry, NULL);
    CHECK(entry.given == (FIELD_BIT(FIELD_COUNT) - 1 - FIELD_BIT(FIELD_SEQUENCE)));
    CHECK_MSG(faults_done(&decoder.faults, &err), "%s: %s", text.data, err.message);
    sb_error_clear(&err);
    cJSON_Delete(node);
    strbuf_clear(&text);
    return entry;
}

/* Also lists with their counts, and objects with all they hold. */
static void a_given_field_replaces_as_a_whole(void)
{
    char *text = support_read("data/good/full.json", NULL);
    struct registry *registry = support_parse(text != NULL ? text : "", "full.json");
    struct entry example = example_entry(&registry->arena);
    uint64_t given = check_replacing(&example, &registry->arena);
    for (size_t i = 0; i < registry->entry_count; i++)
        given |= check_replacing(&registry->entries[i], &registry->arena);
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
