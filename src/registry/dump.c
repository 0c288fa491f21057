#include "config.h"
#include "registry/dump.h"

#include <stdbool.h>

#include "registry/fields.h"

typedef void write_function(struct json_writer *json, const struct field *field, const void *base);

static void write_fields(struct json_writer *json, const struct shape *shape, const void *base);

static void write_format(struct json_writer *json, const struct field *field, const void *base)
{
    (void)base;
    json_integer(json, field->key, REGISTRY_FORMAT_VERSION);
}

static void write_string(struct json_writer *json, const struct field *field, const void *base)
{
    const char *const *text = field_member(field, base);
    json_string(json, field->key, *text);
}

static void write_number(struct json_writer *json, const struct field *field, const void *base)
{
    const int64_t *number = field_member(field, base);
    json_integer(json, field->key, *number);
}

static void write_truth(struct json_writer *json, const struct field *field, const void *base)
{
    json_bool(json, field->key, field_bits(field, base) == TRI_YES);
}

static void write_word(struct json_writer *json, const struct field *field, const void *base)
{
    json_string(json, field->key, field->words[field_bits(field, base)]);
}

static void write_flag(struct json_writer *json, const struct field *field, const void *base)
{
    (void)base;
    json_string(json, field->key, field->words[0]);
}

static void write_words(struct json_writer *json, const struct field *field, const void *base)
{
    unsigned bits = field_bits(field, base);
    json_begin_array(json, field->key);
    for (size_t i = 0; i < field->word_count; i++)
        if (bits & 1u << i)
            json_string(json, NULL, field->words[i]);
    json_end(json);
}

static void write_list(struct json_writer *json, const char *key, const struct string_list *list)
{
    json_begin_array(json, key);
    for (size_t i = 0; i < list->count; i++)
        json_string(json, NULL, list->items[i]);
    json_end(json);
}

static void write_strings(struct json_writer *json, const struct field *field, const void *base)
{
    write_list(json, field->key, field_member(field, base));
}

static void write_lists(struct json_writer *json, const struct field *field, const void *base)
{
    size_t count;
    const struct string_list *lists = (const void *)field_objects(field, base, &count);
    json_begin_array(json, field->key);
    for (size_t i = 0; i < count; i++)
        write_list(json, NULL, &lists[i]);
    json_end(json);
}

static void write_object(struct json_writer *json, const struct field *field, const void *base)
{
    json_begin_object(json, field->key);
    write_fields(json, field->shape, field_member(field, base));
    json_end(json);
}

static void write_objects(struct json_writer *json, const struct field *field, const void *base)
{
    size_t count;
    const char *items = field_objects(field, base, &count);
    json_begin_array(json, field->key);
    for (size_t i = 0; i < count; i++) {
        const char *item = items + i * field->shape->size;
        if (field->shape->is_made != NULL && field->shape->is_made(item))
            continue;
        json_begin_object(json, NULL);
        write_fields(json, field->shape, item);
        json_end(json);
    }
    json_end(json);
}

static write_function *const writers[KIND_COUNT] = {
    [KIND_FORMAT] = write_format, [KIND_TEXT] = write_string,    [KIND_NAME] = write_string,
    [KIND_CODE] = write_string,   [KIND_OWNER] = write_string,   [KIND_SHORT] = write_string,
    [KIND_URL] = write_string,    [KIND_NUMBER] = write_number,  [KIND_TRUTH] = write_truth,
    [KIND_WORD] = write_word,     [KIND_WORD_NULL] = write_word, [KIND_FLAG] = write_flag,
    [KIND_WORDS] = write_words,   [KIND_NAMES] = write_strings,  [KIND_LINES] = write_strings,
    [KIND_LISTS] = write_lists,   [KIND_OBJECT] = write_object,  [KIND_OBJECTS] = write_objects,
};

/* Reports whether the field has a value to write. */
static bool has_value(const struct field *field, const void *base)
{
    const void *member = field_member(field, base);
    size_t count;
    if (field->given != 0)
        return ((const struct entry *)base)->given & field->given;
    switch (field->kind) {
    case KIND_NUMBER:
        return *(const int64_t *)member != 0;
    case KIND_FLAG:
        return *(const bool *)member;
    case KIND_TRUTH:
        return field_bits(field, base) != TRI_UNKNOWN;
    case KIND_WORD:
        return field->words[field_bits(field, base)] != NULL;
    case KIND_NAMES:
    case KIND_LINES:
        return ((const struct string_list *)member)->count > 0;
    case KIND_OBJECTS:
    case KIND_LISTS:
        field_objects(field, base, &count);
        return count > 0;
    case KIND_OBJECT:
        for (size_t i = 0; i < field->shape->count; i++)
            if (has_value(&field->shape->fields[i], member))
                return true;
        return false;
    default:
        return kind_rules[field->kind].accepts == NULL || *(const char *const *)member != NULL;
    }
}

static void write_fields(struct json_writer *json, const struct shape *shape, const void *base)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        if (field->need != NEED_OPTIONAL || has_value(field, base))
            writers[field->kind](json, field, base);
    }
}

void registry_dump(const struct registry *registry, struct strbuf *out)
{
    struct json_writer json = {0};
    json_begin_object(&json, NULL);
    write_fields(&json, &registry_shape, registry);
    json_end(&json);
    json_finish(&json, out);
}

void registry_dump_entry(const char *id, const struct entry *entry, const char *note,
                         struct json_writer *json)
{
    json_begin_object(json, NULL);
    json_string(json, "registry", id);
    write_fields(json, &entry_shape, entry);
    if (note != NULL)
        json_string(json, "note", note);
    json_end(json);
}
