#include "config.h"
#include "registry/fields.h"

#include <string.h>

/* Looks into structs by the tables of fields. */

_Static_assert(sizeof(enum strength) == sizeof(unsigned) &&
                   sizeof(enum tristate) == sizeof(unsigned),
               "enums are stored as unsigned");

size_t fields_find(const struct shape *shape, const char *key, size_t guess)
{
    for (size_t i = 0; i < shape->count; i++) {
        size_t at = guess + i < shape->count ? guess + i : guess + i - shape->count;
        const char *known = shape->fields[at].key;
        if (known[0] == key[0] && strcmp(known, key) == 0)
            return at;
    }
    return shape->count;
}

void fields_give_details(struct entry *entry, struct arena *arena)
{
    entry->details = arena_alloc(arena, sizeof *entry->details);
    *entry->details = arena_alloc(arena, sizeof **entry->details);
    entry->packed = NULL;
}

static const char *holder_of(const struct field *field, const void *base)
{
    const void *holder = base;
    if (field->part == PART_DETAILS)
        holder = entry_details(base);
    else if (field->part == PART_EXTRAS)
        holder = registry_extras(base);
    return holder;
}

const void *field_member(const struct field *field, const void *base)
{
    return holder_of(field, base) + field->offset;
}

const void *field_count(const struct field *field, const void *base)
{
    return holder_of(field, base) + field->count_offset;
}

unsigned field_bits(const struct field *field, const void *base)
{
    unsigned bits;
    memcpy(&bits, field_member(field, base), sizeof bits);
    return bits;
}

const char *field_objects(const struct field *field, const void *base, size_t *count)
{
    const char *items;
    memcpy(&items, field_member(field, base), sizeof items);
    memcpy(count, field_count(field, base), sizeof *count);
    return items;
}

/* Bytes of the member of each kind. */
static const size_t member_bytes[KIND_COUNT] = {
    [KIND_TEXT] = sizeof(char *),
    [KIND_NAME] = sizeof(char *),
    [KIND_CODE] = sizeof(char *),
    [KIND_OWNER] = sizeof(char *),
    [KIND_SHORT] = sizeof(char *),
    [KIND_URL] = sizeof(char *),
    [KIND_NUMBER] = sizeof(int64_t),
    [KIND_TRUTH] = sizeof(enum tristate),
    [KIND_WORD] = sizeof(unsigned),
    [KIND_WORD_NULL] = sizeof(unsigned),
    [KIND_FLAG] = sizeof(bool),
    [KIND_WORDS] = sizeof(unsigned),
    [KIND_NAMES] = sizeof(struct string_list),
    [KIND_LINES] = sizeof(struct string_list),
    [KIND_LISTS] = sizeof(void *),
    [KIND_OBJECTS] = sizeof(void *),
};

/* Copies the member of a field; an object that has no struct of its own is its fields. */
static void copy_member(const struct field *field, struct entry *to, const struct entry *from)
{
    const struct shape *shape = field->kind == KIND_OBJECT ? field->shape : NULL;
    const char *source = field_member(field, from);
    char *target = (char *)field_member(field, to);
    if (shape != NULL && shape->size != 0)
        memcpy(target, source, shape->size);
    for (size_t i = 0; shape != NULL && shape->size == 0 && i < shape->count; i++)
        copy_member(&shape->fields[i], to, from);
    memcpy(target, source, member_bytes[field->kind]);
    if (field->kind == KIND_OBJECTS || field->kind == KIND_LISTS)
        memcpy((char *)field_count(field, to), field_count(field, from), sizeof(size_t));
}

static void replace_fields(const struct shape *shape, struct entry *entry,
                           const struct entry *change)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        if (change->given & field->given)
            copy_member(field, entry, change);
        else if (field->given == 0 && field->kind == KIND_OBJECT)
            replace_fields(field->shape, entry, change);
    }
}

void fields_replace(struct entry *entry, const struct entry *change)
{
    replace_fields(&entry_shape, entry, change);
    entry->given |= change->given;
}
