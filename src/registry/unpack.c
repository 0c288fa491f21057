#include "config.h"
#include "registry/unpack.h"

#include <assert.h>
#include <string.h>

#include "registry/fields.h"

/* Where the details of the entries of a registry, and its extras, are. */
struct packed_details {
    const uint32_t *words; /* of the registry */
    const char *texts;
    struct arena *arena;
};

/* On its way through the words of a registry. */
struct unpacker {
    const uint32_t *next;
    const struct packed_details *from;
};

static void unpack_fields(struct unpacker *unpacker, const struct shape *shape, void *base);
static void unpack_entries(struct unpacker *unpacker, struct entry *entries, size_t count);

static size_t take_count(struct unpacker *unpacker)
{
    return *unpacker->next++;
}

static const char *take_text(struct unpacker *unpacker)
{
    uint32_t at = *unpacker->next++;
    return at != PACKED_NO_TEXT ? unpacker->from->texts + at : NULL;
}

static int64_t take_number(struct unpacker *unpacker)
{
    uint64_t low = *unpacker->next++, high = *unpacker->next++;
    return (int64_t)(high << 32 | low);
}

static struct string_list take_list(struct unpacker *unpacker)
{
    size_t count = take_count(unpacker);
    const char **items = arena_alloc(unpacker->from->arena, count * sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = take_text(unpacker);
    return (struct string_list){items, count};
}

/* Sets the member that a field names. */
typedef void set_function(struct unpacker *unpacker, const struct field *field, void *base);

static void *member_of(void *base, size_t offset)
{
    return (char *)base + offset;
}

static void set_nothing(struct unpacker *unpacker, const struct field *field, void *base)
{
    (void)unpacker, (void)field, (void)base; /* the format is not kept */
}

static void set_text(struct unpacker *unpacker, const struct field *field, void *base)
{
    const char *text = take_text(unpacker);
    memcpy(member_of(base, field->offset), &text, sizeof text);
}

static void set_number(struct unpacker *unpacker, const struct field *field, void *base)
{
    int64_t number = take_number(unpacker);
    memcpy(member_of(base, field->offset), &number, sizeof number);
}

/* Words and bits of words. */
static void set_unsigned(struct unpacker *unpacker, const struct field *field, void *base)
{
    unsigned value = *unpacker->next++;
    memcpy(member_of(base, field->offset), &value, sizeof value);
}

static void set_flag(struct unpacker *unpacker, const struct field *field, void *base)
{
    bool value = *unpacker->next++ != 0;
    memcpy(member_of(base, field->offset), &value, sizeof value);
}

static void set_strings(struct unpacker *unpacker, const struct field *field, void *base)
{
    struct string_list list = take_list(unpacker);
    memcpy(member_of(base, field->offset), &list, sizeof list);
}

static void set_array(const struct field *field, void *base, const void *items, size_t count)
{
    memcpy(member_of(base, field->offset), &items, sizeof items);
    memcpy(member_of(base, field->count_offset), &count, sizeof count);
}

static void set_lists(struct unpacker *unpacker, const struct field *field, void *base)
{
    size_t count = take_count(unpacker);
    struct string_list *lists = arena_alloc(unpacker->from->arena, count * sizeof *lists);
    for (size_t i = 0; i < count; i++)
        lists[i] = take_list(unpacker);
    set_array(field, base, lists, count);
}

static void set_object(struct unpacker *unpacker, const struct field *field, void *base)
{
    unpack_fields(unpacker, field->shape, member_of(base, field->offset));
}

static void set_objects(struct unpacker *unpacker, const struct field *field, void *base)
{
    const struct shape *shape = field->shape;
    size_t count = take_count(unpacker);
    if (count == 0)
        return;
    char *items = arena_alloc(unpacker->from->arena, count * shape->size);
    set_array(field, base, items, count);
    if (shape == &entry_shape) {
        unpack_entries(unpacker, (struct entry *)(void *)items, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        unpack_fields(unpacker, shape, items + i * shape->size);
}

static set_function *const setters[KIND_COUNT] = {
    [KIND_FORMAT] = set_nothing, [KIND_TEXT] = set_text,          [KIND_NAME] = set_text,
    [KIND_CODE] = set_text,      [KIND_OWNER] = set_text,         [KIND_SHORT] = set_text,
    [KIND_URL] = set_text,       [KIND_NUMBER] = set_number,      [KIND_TRUTH] = set_unsigned,
    [KIND_WORD] = set_unsigned,  [KIND_WORD_NULL] = set_unsigned, [KIND_FLAG] = set_flag,
    [KIND_WORDS] = set_unsigned, [KIND_NAMES] = set_strings,      [KIND_LINES] = set_strings,
    [KIND_LISTS] = set_lists,    [KIND_OBJECT] = set_object,      [KIND_OBJECTS] = set_objects,
};

static void unpack_fields(struct unpacker *unpacker, const struct shape *shape, void *base)
{
    for (size_t i = 0; i < shape->count; i++)
        setters[shape->fields[i].kind](unpacker, &shape->fields[i], base);
}

/* The fields of a part, those of objects without a struct of their own among them. */
struct part_fields {
    const struct field *fields[SHAPE_MAX_FIELDS];
    size_t count;
};

static void list_part(const struct shape *shape, enum field_part part, struct part_fields *list)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        if (field->kind == KIND_OBJECT && field->shape->size == 0) {
            list_part(field->shape, part, list);
        } else if (field->part == part) {
            assert(list->count < SHAPE_MAX_FIELDS);
            list->fields[list->count++] = field;
        }
    }
}

/* Sets the members of a part. base: the struct that has them. */
static void unpack_listed(struct unpacker *unpacker, const struct part_fields *list, void *base)
{
    for (size_t i = 0; i < list->count; i++)
        setters[list->fields[i]->kind](unpacker, list->fields[i], base);
}

static void unpack_part(struct unpacker *unpacker, const struct shape *shape, enum field_part part,
                        void *base)
{
    struct part_fields list;
    list.count = 0;
    list_part(shape, part, &list);
    unpack_listed(unpacker, &list, base);
}

/* Their details are unpacked when they are asked for. */
static void unpack_entries(struct unpacker *unpacker, struct entry *entries, size_t count)
{
    const struct packed_details *from = unpacker->from;
    struct entry_details **details = arena_alloc(from->arena, count * sizeof *details);
    struct part_fields list;
    list.count = 0;
    list_part(&entry_shape, PART_OWN, &list);
    for (size_t i = 0; i < count; i++) {
        struct entry *entry = &entries[i];
        unpack_listed(unpacker, &list, entry);
        entry->given = (uint64_t)take_number(unpacker);
        entry->number = take_number(unpacker);
        entry->position = take_count(unpacker);
        entry->class_index = take_count(unpacker) - 1; /* 0 becomes REGISTRY_NONE */
        entry->family = take_text(unpacker);
        entry->details = &details[i];
        entry->packed = from;
    }
}

const struct entry_details *entry_details(const struct entry *entry)
{
    static const struct entry_details none;
    const struct packed_details *from = entry->packed;
    if (entry->details == NULL)
        return &none;
    if (*entry->details == NULL) {
        struct unpacker unpacker = {from->words + entry->packed_at, from};
        struct entry_details *details = arena_alloc(from->arena, sizeof *details);
        unpack_part(&unpacker, &entry_shape, PART_DETAILS, details);
        *entry->details = details;
    }
    return *entry->details;
}

void registry_unpack(const struct builtin *builtin, struct registry *registry)
{
    struct packed_details *from = arena_alloc(&registry->arena, sizeof *from);
    *from = (struct packed_details){builtin->words, builtin->texts, &registry->arena};
    struct unpacker unpacker = {builtin->words, from};
    unpack_part(&unpacker, &registry_shape, PART_OWN, registry);
    struct code_class *classes = (struct code_class *)registry->classes;
    for (size_t i = 0; i < registry->class_count; i++)
        classes[i].entry_count = take_count(&unpacker);
    registry->identity_count = take_count(&unpacker);
    registry->identities = unpacker.next;
    unpacker.next += registry->identity_count;
    struct entry *entries = (struct entry *)registry->entries;
    for (size_t i = 0; i < registry->entry_count; i++)
        entries[i].packed_at = take_count(&unpacker);
    registry->extras.packed = from;
    registry->extras.packed_at = (size_t)(unpacker.next - from->words);
}

const struct registry_extras *registry_extras(const struct registry *registry)
{
    struct registry_extras *extras = (struct registry_extras *)&registry->extras;
    const struct packed_details *from = extras->packed;
    if (from != NULL) {
        struct unpacker unpacker = {from->words + extras->packed_at, from};
        extras->packed = NULL;
        unpack_part(&unpacker, &registry_shape, PART_EXTRAS, extras);
    }
    return extras;
}
