/*
 * mkbuiltin REGISTRY.json...: writes the registries to standard output as C, as registry/builtin.h
 * declares them. Part of the build, not of the program.
 *
 * Every list becomes an array of its own, in front of the one that points to it. Arrays are
 * numbered in the order of the output, so that the same registries give the same file.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "os/read_file.h"
#include "registry/builtin.h"
#include "registry/fields.h"
#include "registry/limits.h"
#include "registry/parse.h"
#include "registry/registry.h"

struct generator {
    struct strbuf arrays; /* finished, in C */
    size_t array_count;
    struct strbuf registries, builtins; /* one of each for a file */
};

static void put_fields(struct generator *gen, const struct shape *shape, const void *base,
                       struct strbuf *out);

static void put_string(const char *text, struct strbuf *out)
{
    strbuf_putc(out, '"');
    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;
        /* Three octal digits end by themselves; "?" could begin a trigraph. */
        if (c < ' ' || c > '~' || c == '"' || c == '\\' || c == '?')
            strbuf_printf(out, "\\%03o", (unsigned)c);
        else
            strbuf_putc(out, *text);
    }
    strbuf_putc(out, '"');
}

/* Writes a finished array and returns its number. */
static size_t put_array(struct generator *gen, const char *type, size_t count,
                        const struct strbuf *items)
{
    strbuf_printf(&gen->arrays, "static const %s a%zu[%zu] = {\n%s};\n", type, gen->array_count,
                  count, items->data);
    return gen->array_count++;
}

/* Writes the members that registry_finish() sets. */
static void put_derived(const struct shape *shape, const void *base, struct strbuf *out)
{
    if (shape == &entry_shape) {
        const struct entry *entry = base;
        strbuf_printf(
            out, ".given = UINT64_C(%llu), .number = %" PRId64 ", .position = %zu, .class_index = ",
            (unsigned long long)entry->given, entry->number, entry->position);
        if (entry->class_index == REGISTRY_NONE)
            strbuf_puts(out, "REGISTRY_NONE,");
        else
            strbuf_printf(out, "%zu,", entry->class_index);
        if (entry->family != NULL) {
            strbuf_puts(out, ".family = ");
            put_string(entry->family, out);
            strbuf_putc(out, ',');
        }
    } else if (shape == &class_shape) {
        strbuf_printf(out, ".entry_count = %zu,", ((const struct code_class *)base)->entry_count);
    }
}

static void put_objects(struct generator *gen, const struct field *field, const void *base,
                        struct strbuf *out)
{
    const struct shape *shape = field->shape;
    struct strbuf items = STRBUF_INIT;
    size_t count;
    const char *objects = field_objects(field, base, &count);
    if (count == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        strbuf_putc(&items, '{');
        put_fields(gen, shape, objects + i * shape->size, &items);
        put_derived(shape, objects + i * shape->size, &items);
        strbuf_puts(&items, "},\n");
    }
    strbuf_printf(out, ".%s = a%zu, .%s = %zu,", field->member,
                  put_array(gen, shape->type, count, &items), field->count_member, count);
    strbuf_clear(&items);
}

/* Writes the member that a field names, as an initializer. */
typedef void put_function(struct generator *gen, const struct field *field, const void *base,
                          struct strbuf *out);

static void put_nothing(struct generator *gen, const struct field *field, const void *base,
                        struct strbuf *out)
{
    (void)gen, (void)field, (void)base, (void)out; /* the format is not kept */
}

static void put_text(struct generator *gen, const struct field *field, const void *base,
                     struct strbuf *out)
{
    const char *const *text = field_member(field, base);
    (void)gen;
    if (*text == NULL)
        return;
    strbuf_printf(out, ".%s = ", field->member);
    put_string(*text, out);
    strbuf_putc(out, ',');
}

static void put_number(struct generator *gen, const struct field *field, const void *base,
                       struct strbuf *out)
{
    (void)gen;
    strbuf_printf(out, ".%s = %" PRId64 ",", field->member,
                  *(const int64_t *)field_member(field, base));
}

/* Words and bits of words. */
static void put_unsigned(struct generator *gen, const struct field *field, const void *base,
                         struct strbuf *out)
{
    (void)gen;
    strbuf_printf(out, ".%s = %u,", field->member, field_bits(field, base));
}

static void put_flag(struct generator *gen, const struct field *field, const void *base,
                     struct strbuf *out)
{
    (void)gen;
    strbuf_printf(out, ".%s = %d,", field->member, *(const bool *)field_member(field, base));
}

/* Writes the array of a list and appends what points to it: "{a12, 3},". */
static void put_list(struct generator *gen, const struct string_list *list, struct strbuf *out)
{
    struct strbuf items = STRBUF_INIT;
    for (size_t i = 0; i < list->count; i++) {
        put_string(list->items[i], &items);
        strbuf_puts(&items, ",\n");
    }
    strbuf_printf(out, "{a%zu, %zu},", put_array(gen, "char *const", list->count, &items),
                  list->count);
    strbuf_clear(&items);
}

static void put_strings(struct generator *gen, const struct field *field, const void *base,
                        struct strbuf *out)
{
    const struct string_list *list = field_member(field, base);
    if (list->count == 0)
        return;
    strbuf_printf(out, ".%s = ", field->member);
    put_list(gen, list, out);
}

static void put_lists(struct generator *gen, const struct field *field, const void *base,
                      struct strbuf *out)
{
    struct strbuf items = STRBUF_INIT;
    size_t count;
    const struct string_list *lists = (const void *)field_objects(field, base, &count);
    for (size_t i = 0; i < count; i++)
        put_list(gen, &lists[i], &items);
    if (count > 0)
        strbuf_printf(out, ".%s = a%zu, .%s = %zu,", field->member,
                      put_array(gen, "struct string_list", count, &items), field->count_member,
                      count);
    strbuf_clear(&items);
}

/* A shape of size 0 has no struct of its own: its fields are members of the enclosing struct. */
static void put_object(struct generator *gen, const struct field *field, const void *base,
                       struct strbuf *out)
{
    bool own = field->shape->size != 0;
    if (own)
        strbuf_printf(out, ".%s = {", field->member);
    put_fields(gen, field->shape, field_member(field, base), out);
    if (own)
        strbuf_puts(out, "},");
}

static put_function *const writers[KIND_COUNT] = {
    [KIND_FORMAT] = put_nothing, [KIND_TEXT] = put_text,          [KIND_NAME] = put_text,
    [KIND_CODE] = put_text,      [KIND_OWNER] = put_text,         [KIND_SHORT] = put_text,
    [KIND_URL] = put_text,       [KIND_NUMBER] = put_number,      [KIND_TRUTH] = put_unsigned,
    [KIND_WORD] = put_unsigned,  [KIND_WORD_NULL] = put_unsigned, [KIND_FLAG] = put_flag,
    [KIND_WORDS] = put_unsigned, [KIND_NAMES] = put_strings,      [KIND_LINES] = put_strings,
    [KIND_LISTS] = put_lists,    [KIND_OBJECT] = put_object,      [KIND_OBJECTS] = put_objects,
};

static void put_fields(struct generator *gen, const struct shape *shape, const void *base,
                       struct strbuf *out)
{
    for (size_t i = 0; i < shape->count; i++)
        writers[shape->fields[i].kind](gen, &shape->fields[i], base, out);
}

static void put_identities(struct generator *gen, const struct registry *registry,
                           struct strbuf *out)
{
    struct strbuf items = STRBUF_INIT;
    for (size_t i = 0; i < registry->identity_count; i++) {
        const struct entry_identity *identity = &registry->identities[i];
        strbuf_putc(&items, '{');
        put_string(identity->code, &items);
        strbuf_puts(&items, ", ");
        put_string(identity->owner, &items);
        strbuf_printf(&items, ", %zu},\n", identity->index);
    }
    strbuf_printf(out, ".identities = a%zu, .identity_count = %zu",
                  put_array(gen, "struct entry_identity", registry->identity_count, &items),
                  registry->identity_count);
    strbuf_clear(&items);
}

static void add_registry(struct generator *gen, const struct registry *registry,
                         const struct hash *hash)
{
    struct strbuf fields = STRBUF_INIT;
    put_fields(gen, &registry_shape, registry, &fields);
    put_identities(gen, registry, &fields);
    size_t number = gen->array_count++;
    strbuf_printf(&gen->registries, "static const struct registry r%zu = {%s};\n", number,
                  fields.data);
    strbuf_printf(&gen->builtins, "{&r%zu, {%zu, UINT64_C(%llu)}},\n", number, hash->len,
                  (unsigned long long)hash->value);
    strbuf_clear(&fields);
}

static bool add_file(struct generator *gen, const char *path, struct sb_error *err)
{
    char *bytes;
    size_t len;
    if (!read_file(path, REGISTRY_MAX_BYTES, &bytes, &len, NULL, err))
        return false;
    struct registry *registry = registry_parse(bytes, len, path, err);
    if (registry != NULL) {
        struct hash hash = hash_of(bytes, len);
        add_registry(gen, registry, &hash);
    }
    free(bytes);
    bool good = registry != NULL;
    registry_free(registry);
    return good;
}

int main(int argc, char **argv)
{
    struct generator gen = {.array_count = 0};
    struct sb_error err = SB_ERROR_INIT;
    bool good = true;
    if (argc < 2) {
        fputs("usage: mkbuiltin REGISTRY.json...\n", stderr);
        return 2;
    }
    for (int i = 1; i < argc && good; i++)
        good = add_file(&gen, argv[i], &err);
    if (good)
        printf("/* Generated from the registries by mkbuiltin. */\n"
               "#include \"registry/builtin.h\"\n\n%s%s\n"
               "const struct builtin builtins[] = {\n%s};\nconst size_t builtin_count = %d;\n",
               gen.arrays.data, gen.registries.data, gen.builtins.data, argc - 1);
    else
        fprintf(stderr, "mkbuiltin: %s\n", err.message);
    strbuf_clear(&gen.arrays);
    strbuf_clear(&gen.registries);
    strbuf_clear(&gen.builtins);
    sb_error_clear(&err);
    return good && fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
