/*
 * mkbuiltin REGISTRY.json...: writes the registries to standard output as C, packed as
 * registry/builtin.h says. Part of the build, not of the program.
 *
 * Every text of a registry is there once, in the order of its first use, so that the same
 * registries give the same file.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/strbuf.h"
#include "os/read_file.h"
#include "registry/builtin.h"
#include "registry/fields.h"
#include "registry/limits.h"
#include "registry/parse.h"
#include "registry/registry.h"
#include "search/builtin_index.h"

#define WORDS_ON_LINE 16

#define BUCKET_COUNT 4096

/* A text that is in packer.texts. */
struct placed {
    const char *text;
    size_t at;
    struct placed *next; /* of the same bucket */
};

/* One registry on its way to C. */
struct packer {
    uint32_t *words;
    size_t word_count, word_cap;
    struct strbuf texts; /* in C */
    size_t texts_len;    /* bytes that they are in the program */
    struct placed *known[BUCKET_COUNT];
    struct arena arena; /* they */
};

static void pack_fields(struct packer *packer, const struct shape *shape, const void *base);
static void pack_entry(struct packer *packer, const struct entry *entry);

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

/* Returns the place of a text, which lives as long as the packer. */
static size_t place_text(struct packer *packer, const char *text)
{
    size_t len = strlen(text);
    uint64_t hash = hash_add_bytes(HASH_START, text, len);
    struct placed **bucket = &packer->known[hash % BUCKET_COUNT];
    for (const struct placed *placed = *bucket; placed != NULL; placed = placed->next)
        if (strcmp(placed->text, text) == 0)
            return placed->at;
    struct placed *placed = arena_alloc(&packer->arena, sizeof *placed);
    *placed = (struct placed){text, packer->texts_len, *bucket};
    *bucket = placed;
    put_string(text, &packer->texts);
    strbuf_puts(&packer->texts, "\"\\0\"\n");
    packer->texts_len += len + 1;
    return placed->at;
}

static void pack_word(struct packer *packer, size_t value)
{
    MEM_GROW(packer->words, packer->word_cap, packer->word_count + 1);
    packer->words[packer->word_count++] = (uint32_t)value;
}

static void pack_number(struct packer *packer, uint64_t number)
{
    pack_word(packer, (uint32_t)number);
    pack_word(packer, (uint32_t)(number >> 32));
}

static void pack_text(struct packer *packer, const char *text)
{
    pack_word(packer, text != NULL ? place_text(packer, text) : PACKED_NO_TEXT);
}

static void pack_list(struct packer *packer, const struct string_list *list)
{
    pack_word(packer, list->count);
    for (size_t i = 0; i < list->count; i++)
        pack_text(packer, list->items[i]);
}

/* Packs the member that a field names. */
static void pack_field(struct packer *packer, const struct field *field, const void *base)
{
    const void *member = field_member(field, base);
    const int64_t *number;
    const char *objects;
    size_t count;
    switch (field->kind) {
    case KIND_FORMAT: /* is not kept */
    case KIND_COUNT:
        break;
    case KIND_TEXT:
    case KIND_NAME:
    case KIND_CODE:
    case KIND_OWNER:
    case KIND_SHORT:
    case KIND_URL:
        pack_text(packer, *(const char *const *)member);
        break;
    case KIND_NUMBER:
        number = member;
        pack_number(packer, (uint64_t)*number);
        break;
    case KIND_TRUTH:
    case KIND_WORD:
    case KIND_WORD_NULL:
    case KIND_WORDS:
        pack_word(packer, field_bits(field, base));
        break;
    case KIND_FLAG:
        pack_word(packer, *(const bool *)member);
        break;
    case KIND_NAMES:
    case KIND_LINES:
        pack_list(packer, member);
        break;
    case KIND_LISTS:
        objects = field_objects(field, base, &count);
        pack_word(packer, count);
        for (size_t i = 0; i < count; i++)
            pack_list(packer, &((const struct string_list *)(const void *)objects)[i]);
        break;
    case KIND_OBJECT:
        pack_fields(packer, field->shape, member);
        break;
    case KIND_OBJECTS:
        objects = field_objects(field, base, &count);
        pack_word(packer, count);
        for (size_t i = 0; i < count; i++) {
            const char *object = objects + i * field->shape->size;
            if (field->shape == &entry_shape)
                pack_entry(packer, (const struct entry *)(const void *)object);
            else
                pack_fields(packer, field->shape, object);
        }
        break;
    }
}

static void pack_fields(struct packer *packer, const struct shape *shape, const void *base)
{
    for (size_t i = 0; i < shape->count; i++)
        pack_field(packer, &shape->fields[i], base);
}

/* Packs the members of a part of an entry or of a registry. */
static void pack_part(struct packer *packer, const struct shape *shape, enum field_part part,
                      const void *base)
{
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        if (field->kind == KIND_OBJECT && field->shape->size == 0)
            pack_part(packer, field->shape, part, base);
        else if (field->part == part)
            pack_field(packer, field, base);
    }
}

static void pack_entry(struct packer *packer, const struct entry *entry)
{
    pack_part(packer, &entry_shape, PART_OWN, entry);
    pack_number(packer, entry->given);
    pack_number(packer, (uint64_t)entry->number);
    pack_word(packer, entry->position);
    pack_word(packer, entry->class_index + 1); /* REGISTRY_NONE becomes 0 */
    pack_text(packer, entry->family);
}

/* Packs the details of each entry, and puts where they are into the words from `place` on. */
static void pack_details(struct packer *packer, const struct registry *registry, size_t place)
{
    for (size_t i = 0; i < registry->entry_count; i++) {
        packer->words[place + i] = (uint32_t)packer->word_count;
        pack_part(packer, &entry_shape, PART_DETAILS, &registry->entries[i]);
    }
}

static void put_text_or_null(const char *text, struct strbuf *out)
{
    if (text != NULL)
        put_string(text, out);
    else
        strbuf_puts(out, "NULL");
    strbuf_puts(out, ", ");
}

/* Writes the entries of other registries that those of this one relate to. */
static void put_named(const struct registry *registry, struct strbuf *out)
{
    struct strbuf named = STRBUF_INIT, one = STRBUF_INIT;
    strbuf_putc(&named, '\n');
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry_details *details = entry_details(&registry->entries[i]);
        for (size_t k = 0; k < details->related_count; k++) {
            const struct related *related = &details->related[k];
            strbuf_reset(&one);
            strbuf_printf(&one, "\n%s %s\n", related->registry, related->code);
            if (strcmp(related->registry, registry->id) != 0 &&
                strstr(strbuf_str(&named), strbuf_str(&one)) == NULL)
                strbuf_puts(&named, strbuf_str(&one) + 1);
        }
    }
    put_string(strbuf_str(&named), out);
    strbuf_puts(out, ", ");
    strbuf_clear(&named);
    strbuf_clear(&one);
}

/* Places what is looked up and listed, so that it stands together in few pages of memory. */
static void place_codes(struct packer *packer, const struct registry *registry)
{
    for (size_t i = 0; i < registry->entry_count; i++)
        place_text(packer, registry->entries[i].code);
    for (size_t i = 0; i < registry->entry_count; i++)
        place_text(packer, registry->entries[i].phrase);
}

static void pack_registry(struct packer *packer, const struct registry *registry)
{
    place_codes(packer, registry);
    pack_part(packer, &registry_shape, PART_OWN, registry);
    for (size_t i = 0; i < registry->class_count; i++)
        pack_word(packer, registry->classes[i].entry_count);
    pack_word(packer, registry->identity_count);
    for (size_t i = 0; i < registry->identity_count; i++)
        pack_word(packer, registry->identities[i]);
    size_t place = packer->word_count;
    for (size_t i = 0; i < registry->entry_count; i++)
        pack_word(packer, 0);
    pack_part(packer, &registry_shape, PART_EXTRAS, registry);
    pack_details(packer, registry, place);
}

static void print_numbers(const char *name, int number, const uint32_t *numbers, size_t count)
{
    printf("static const uint32_t %s%d[] = {", name, number);
    for (size_t i = 0; i < count; i++)
        printf("%s%" PRIu32 ",", i % WORDS_ON_LINE == 0 ? "\n" : "", numbers[i]);
    puts("\n};");
}

/* Writes the arrays of a registry to standard output, and its row of builtins to *rows. */
static void put_registry(struct packer *packer, const struct registry *registry,
                         const struct hash *hash, int number, struct strbuf *rows)
{
    pack_registry(packer, registry);
    print_numbers("words", number, packer->words, packer->word_count);
    strbuf_puts(rows, "{");
    put_text_or_null(registry->id, rows);
    put_text_or_null(registry->title, rows);
    put_text_or_null(registry->short_name, rows);
    strbuf_printf(rows, "%zu, %zu, ", registry->listed_count, registry->official_count);
    put_named(registry, rows);
    strbuf_printf(rows, "words%d, texts%d, {%zu, {", number, number, hash->len);
    for (size_t i = 0; i < HASH_LANES; i++)
        strbuf_printf(rows, "UINT64_C(%" PRIu64 "), ", hash->lanes[i]);
    strbuf_puts(rows, "}}},\n");
}

static void print_terms(const struct index *index, int number)
{
    printf("static const struct index_term terms%d[] = {\n", number);
    for (size_t i = 0; i < index->term_count; i++) {
        const struct index_term *term = &index->terms[i];
        printf("{%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%" PRIu32
               ",%" PRIu32 ",%d,%u,%d},\n",
               term->text, term->stem, term->letters, term->first, term->count, term->heads,
               term->names, term->entries, term->weight, (unsigned)term->len, term->is_code);
    }
    puts("};");
}

/* Places the texts among those of the registry. */
static void print_texts(struct packer *packer, const struct index *index, int number)
{
    printf("static const struct index_text strings%d[] = {\n", number);
    for (size_t i = 0; i < index->text_count; i++) {
        const struct index_text *text = &index->texts[i];
        printf("{%zu,%" PRIu32 ",%d,%u,%u},\n", place_text(packer, index_string(index, text)),
               text->entry, text->weight, (unsigned)text->kind, (unsigned)text->length);
    }
    puts("};");
}

static void print_postings(const struct index *index, int number)
{
    printf("static const struct index_posting postings%d[] = {\n", number);
    for (size_t i = 0; i < index->posting_count; i++)
        printf("{%" PRIu32 ",%u},%s", index->postings[i].text, (unsigned)index->postings[i].at,
               i % WORDS_ON_LINE == WORDS_ON_LINE - 1 ? "\n" : "");
    puts("};");
}

static void print_synonyms(const struct index *index, int number)
{
    printf("static const struct index_synonym synonyms%d[] = {\n", number);
    for (size_t i = 0; i < index->synonym_count; i++) {
        const struct index_synonym *synonym = &index->synonyms[i];
        printf("{%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%" PRIu32 "},\n", synonym->stem,
               synonym->group, synonym->first, synonym->end);
    }
    puts("{0, 0, 0, 0}};"); /* an array has at least one */
}

static void print_vocabulary(const struct index *index, int number)
{
    struct strbuf words = STRBUF_INIT;
    for (size_t at = 0; at < index->words_len; at += strlen(index->words + at) + 1) {
        put_string(index->words + at, &words);
        strbuf_puts(&words, "\"\\0\"\n");
    }
    printf("static const char vocabulary%d[] =\n%s;\n", number, strbuf_str(&words));
    strbuf_clear(&words);
}

static void print_standing(const struct index *index, int number)
{
    printf("static const int standing%d[] = {\n", number);
    for (size_t i = 0; i < index->entry_count; i++)
        printf("%d,", index->standing[i]);
    puts("};");
}

/* Writes the arrays of the index to standard output, and its row of builtin_indexes to *rows. */
static void put_index(struct packer *packer, const struct index *index, int number,
                      struct strbuf *rows)
{
    print_vocabulary(index, number);
    print_terms(index, number);
    print_numbers("by_stem", number, index->by_stem, index->term_count);
    print_numbers("heads", number, index->heads, index->head_count);
    print_postings(index, number);
    print_texts(packer, index, number);
    print_synonyms(index, number);
    print_standing(index, number);
    strbuf_printf(
        rows,
        "{.words = vocabulary%d, .words_len = %zu, .terms = terms%d, .by_stem = by_stem%d, "
        ".term_count = %zu, .heads = heads%d, .head_count = %zu, .postings = postings%d, "
        ".posting_count = %zu, .texts = strings%d, .text_count = %zu, "
        ".packed_texts = texts%d, .synonyms = synonyms%d, .synonym_count = %zu, "
        ".standing = standing%d, .entry_count = %zu, .rarest = %d},\n",
        number, index->words_len, number, number, index->term_count, number, index->head_count,
        number, index->posting_count, number, index->text_count, number, number,
        index->synonym_count, number, index->entry_count, index->rarest);
}

/* What the program ends with: rows of its arrays. */
struct output {
    struct strbuf builtins, indexes;
};

static void put_all(const struct registry *registry, const struct hash *hash, int number,
                    struct output *output)
{
    struct packer packer = {.word_count = 0};
    struct index *index = index_new(registry);
    place_text(&packer, "\1"); /* at PACKED_NO_TEXT; no registry has it */
    put_registry(&packer, registry, hash, number, &output->builtins);
    put_index(&packer, index, number, &output->indexes);
    printf("static const char texts%d[] =\n%s;\n\n", number, strbuf_str(&packer.texts));
    index_free(index);
    arena_clear(&packer.arena);
    free(packer.words);
    strbuf_clear(&packer.texts);
}

static bool put_file(const char *path, int number, struct output *output, struct sb_error *err)
{
    char *bytes;
    size_t len;
    if (!read_file(path, REGISTRY_MAX_BYTES, &bytes, &len, NULL, err))
        return false;
    struct registry *registry = registry_parse(bytes, len, path, err);
    if (registry != NULL) {
        struct hash hash = hash_of(bytes, len);
        put_all(registry, &hash, number, output);
    }
    free(bytes);
    bool good = registry != NULL;
    registry_free(registry);
    return good;
}

int main(int argc, char **argv)
{
    struct output output = {STRBUF_INIT, STRBUF_INIT};
    struct sb_error err = SB_ERROR_INIT;
    bool good = true;
    if (argc < 2) {
        fputs("usage: mkbuiltin REGISTRY.json...\n", stderr);
        return 2;
    }
    puts("/* Generated from the registries by mkbuiltin. */\n#include <stddef.h>\n\n"
         "#include \"registry/builtin.h\"\n#include \"search/builtin_index.h\"\n");
    for (int i = 1; i < argc && good; i++)
        good = put_file(argv[i], i - 1, &output, &err);
    if (good)
        printf("const struct builtin builtins[] = {\n%s};\nconst size_t builtin_count = %d;\n"
               "const struct index builtin_indexes[] = {\n%s};\n",
               strbuf_str(&output.builtins), argc - 1, strbuf_str(&output.indexes));
    else
        fprintf(stderr, "mkbuiltin: %s\n", err.message);
    strbuf_clear(&output.builtins);
    strbuf_clear(&output.indexes);
    sb_error_clear(&err);
    return good && fflush(stdout) == 0 && !ferror(stdout) ? 0 : 2;
}
