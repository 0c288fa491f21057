#include "config.h"
#include "registry/unpack.h"

#include <string.h>

#include "registry/fields.h"

/* On its way through the words of a registry. */
struct unpacker {
    const uint32_t *next;
    const char *texts;
    struct arena *arena;
};

static void unpack_fields(struct unpacker *unpacker, const struct shape *shape, void *base);

static size_t take_count(struct unpacker *unpacker)
{
    return *unpacker->next++;
}

static const char *take_text(struct unpacker *unpacker)
{
    uint32_t at = *unpacker->next++;
    return at != PACKED_NO_TEXT ? unpacker->texts + at : NULL;
}

static int64_t take_number(struct unpacker *unpacker)
{
    uint64_t low = *unpacker->next++, high = *unpacker->next++;
    return (int64_t)(high << 32 | low);
}

static struct string_list take_list(struct unpacker *unpacker)
{
    size_t count = take_count(unpacker);
    const char **items = arena_alloc(unpacker->arena, count * sizeof *items);
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
    struct string_list *lists = arena_alloc(unpacker->arena, count * sizeof *lists);
    for (size_t i = 0; i < count; i++)
        lists[i] = take_list(unpacker);
    set_array(field, base, lists, count);
}

static void set_object(struct unpacker *unpacker, const struct field *field, void *base)
{
    unpack_fields(unpacker, field->shape, member_of(base, field->offset));
}

/* Sets the members that registry_finish() sets. */
static void set_derived(struct unpacker *unpacker, const struct shape *shape, void *base)
{
    if (shape == &entry_shape) {
        struct entry *entry = base;
        entry->given = (uint64_t)take_number(unpacker);
        entry->number = take_number(unpacker);
        entry->position = take_count(unpacker);
        entry->class_index = take_count(unpacker) - 1; /* 0 becomes REGISTRY_NONE */
        entry->family = take_text(unpacker);
    } else if (shape == &class_shape) {
        ((struct code_class *)base)->entry_count = take_count(unpacker);
    }
}

static void set_objects(struct unpacker *unpacker, const struct field *field, void *base)
{
    const struct shape *shape = field->shape;
    size_t count = take_count(unpacker);
    if (count == 0)
        return;
    char *items = arena_alloc(unpacker->arena, count * shape->size);
    for (size_t i = 0; i < count; i++) {
        unpack_fields(unpacker, shape, items + i * shape->size);
        set_derived(unpacker, shape, items + i * shape->size);
    }
    set_array(field, base, items, count);
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

void registry_unpack(const struct builtin *builtin, struct registry *registry)
{
    struct unpacker unpacker = {builtin->words, builtin->texts, &registry->arena};
    unpack_fields(&unpacker, &registry_shape, registry);
    size_t count = take_count(&unpacker);
    struct entry_identity *identities = arena_alloc(&registry->arena, count * sizeof *identities);
    for (size_t i = 0; i < count; i++) {
        size_t index = take_count(&unpacker);
        const struct entry *entry = &registry->entries[index];
        identities[i] = (struct entry_identity){entry->code, entry->owner, index};
    }
    registry->identities = identities;
    registry->identity_count = count;
}
