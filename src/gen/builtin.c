/*
 * mkbuiltin REGISTRY.json: writes the registry to standard output as the C file that builtin.h
 * promises. Part of the build, not of the program: what it writes needs no reading at start.
 *
 * Every list becomes an array of its own, before the one that points to it. Names are numbers in
 * the order of the output, so that the same registry gives the same file.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

/* Ends an array and gives its number. */
static size_t put_array(struct generator *gen, const char *type, size_t count,
                        const struct strbuf *items)
{
    strbuf_printf(&gen->arrays, "static const %s a%zu[%zu] = {\n%s};\n", type, gen->array_count,
                  count, items->data);
    return gen->array_count++;
}

static void put_list(struct generator *gen, const struct string_list *list, struct strbuf *out)
{
    struct strbuf items = STRBUF_INIT;
    if (list->count == 0) {
        strbuf_puts(out, "{NULL, 0}");
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        put_string(list->items[i], &items);
        strbuf_puts(&items, ",\n");
    }
    strbuf_printf(out, "{a%zu, %zu}", put_array(gen, "char *const", list->count, &items),
                  list->count);
    strbuf_clear(&items);
}

/* What registry_finish() found out. */
static void put_derived(const struct shape *shape, const void *base, struct strbuf *out)
{
    if (shape == &entry_shape) {
        const struct entry *entry = base;
        strbuf_printf(out,
                      ".given = UINT64_C(%llu), .number = %ld, .position = %zu, .class_index = ",
                      (unsigned long long)entry->given, entry->number, entry->position);
        if (entry->class_index == REGISTRY_NONE)
            strbuf_puts(out, "REGISTRY_NONE,");
        else
            strbuf_printf(out, "%zu,", entry->class_index);
    } else if (shape == &class_shape) {
        strbuf_printf(out, ".entry_count = %zu,", ((const struct code_class *)base)->entry_count);
    }
}

static void put_objects(struct generator *gen, const struct field *field, const void *base,
                        struct strbuf *out)
{
    const struct shape *shape = field->shape;
    struct strbuf items = STRBUF_INIT;
    const char *objects;
    size_t count;
    memcpy(&objects, (const char *)base + field->offset, sizeof objects);
    memcpy(&count, (const char *)base + field->count_offset, sizeof count);
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

static void put_text(const struct field *field, const void *member, struct strbuf *out)
{
    const char *text;
    memcpy(&text, member, sizeof text);
    if (text == NULL)
        return;
    strbuf_printf(out, ".%s = ", field->member);
    put_string(text, out);
    strbuf_putc(out, ',');
}

/* The fields of a shape whose struct is the one around it name the members of that struct. */
static void put_object(struct generator *gen, const struct field *field, const void *member,
                       struct strbuf *out)
{
    if (field->shape->size != 0)
        strbuf_printf(out, ".%s = {", field->member);
    put_fields(gen, field->shape, member, out);
    if (field->shape->size != 0)
        strbuf_puts(out, "},");
}

static void put_field(struct generator *gen, const struct field *field, const void *base,
                      struct strbuf *out)
{
    const void *member = (const char *)base + field->offset;
    unsigned bits;
    switch (field->kind) {
    case KIND_TEXT:
    case KIND_NAME:
    case KIND_CODE:
    case KIND_OWNER:
    case KIND_URL:
        put_text(field, member, out);
        break;
    case KIND_NUMBER:
        strbuf_printf(out, ".%s = %ld,", field->member, *(const long *)member);
        break;
    case KIND_TRUTH:
    case KIND_WORD:
    case KIND_WORD_NULL:
    case KIND_WORDS:
        memcpy(&bits, member, sizeof bits);
        strbuf_printf(out, ".%s = %u,", field->member, bits);
        break;
    case KIND_FLAG:
        strbuf_printf(out, ".%s = %d,", field->member, *(const bool *)member);
        break;
    case KIND_NAMES:
    case KIND_LINES:
        strbuf_printf(out, ".%s = ", field->member);
        put_list(gen, member, out);
        strbuf_putc(out, ',');
        break;
    case KIND_OBJECT:
        put_object(gen, field, member, out);
        break;
    case KIND_OBJECTS:
        put_objects(gen, field, base, out);
        break;
    case KIND_FORMAT:
    case KIND_COUNT:
        break;
    }
}

static void put_fields(struct generator *gen, const struct shape *shape, const void *base,
                       struct strbuf *out)
{
    for (size_t i = 0; i < shape->count; i++)
        put_field(gen, &shape->fields[i], base, out);
}

static void print_identities(const struct registry *registry)
{
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < registry->identity_count; i++) {
        const struct entry_identity *identity = &registry->identities[i];
        strbuf_putc(&text, '{');
        put_string(identity->code, &text);
        strbuf_puts(&text, ", ");
        put_string(identity->owner, &text);
        strbuf_printf(&text, ", %zu},\n", identity->index);
    }
    printf("static const struct entry_identity identities[] = {\n%s};\n", strbuf_str(&text));
    strbuf_clear(&text);
}

static void print_registry(const struct registry *registry, const char *bytes, size_t len)
{
    struct generator gen = {STRBUF_INIT, 0};
    struct strbuf fields = STRBUF_INIT;
    put_fields(&gen, &registry_shape, registry, &fields);
    printf(
        "/* Generated from the registry by mkbuiltin. */\n#include \"registry/builtin.h\"\n\n%s\n",
        strbuf_str(&gen.arrays));
    print_identities(registry);
    printf("const struct registry builtin_registry = {%s .identities = identities, "
           ".identity_count = %zu};\n",
           fields.data, registry->identity_count);
    printf("const struct fingerprint builtin_fingerprint = {%zu, UINT64_C(%llu)};\n", len,
           (unsigned long long)fingerprint_of(bytes, len).hash);
    strbuf_clear(&gen.arrays);
    strbuf_clear(&fields);
}

int main(int argc, char **argv)
{
    struct sb_error err = SB_ERROR_INIT;
    char *bytes = NULL;
    size_t len;
    if (argc != 2) {
        fputs("usage: mkbuiltin REGISTRY.json\n", stderr);
        return 2;
    }
    struct registry *registry = NULL;
    if (read_file(argv[1], REGISTRY_MAX_BYTES, &bytes, &len, NULL, &err))
        registry = registry_parse(bytes, len, argv[1], &err);
    if (registry != NULL)
        print_registry(registry, bytes, len);
    else
        fprintf(stderr, "mkbuiltin: %s\n", err.message);
    registry_free(registry);
    free(bytes);
    sb_error_clear(&err);
    return registry != NULL && fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
