#include "config.h"
#include "registry/decode.h"

#include <cJSON.h>
#include <stdint.h>
#include <string.h>

#include "json/tree.h"

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

void decode_wrong_value(struct decoder *decoder, const struct field *field, const cJSON *node,
                        const struct fault_place *place)
{
    const char *expected = kind_rules[field->kind].expected;
    struct strbuf words = STRBUF_INIT;
    if (expected == NULL && faults_wanted(&decoder->faults))
        put_words(&words, field);
    faults_add_value(&decoder->faults, place, node,
                     expected != NULL ? expected : strbuf_str(&words));
    strbuf_clear(&words);
    if (node != NULL)
        json_tree_check_keys(node, place, &decoder->faults);
}

/* Reads a node into the member of the struct at base that the field names. */
typedef void read_function(struct decoder *decoder, const struct field *field, const cJSON *node,
                           void *base, const struct fault_place *place);

static void *member_of(struct decoder *decoder, void *base, const struct field *field)
{
    if (field->part == PART_DETAILS && ((struct entry *)base)->details == NULL)
        fields_give_details(base, decoder->arena);
    return (char *)field_member(field, base);
}

/* The number of elements of the array that the field names. member_of() was called. */
static void *count_of(void *base, const struct field *field)
{
    return (char *)field_count(field, base);
}

static void read_format(struct decoder *decoder, const struct field *field, const cJSON *node,
                        void *base, const struct fault_place *place)
{
    (void)base;
    if (!cJSON_IsNumber(node) || node->valueint != REGISTRY_FORMAT_VERSION ||
        node->valuedouble != REGISTRY_FORMAT_VERSION)
        decode_wrong_value(decoder, field, node, place);
}

static void read_string(struct decoder *decoder, const struct field *field, const cJSON *node,
                        void *base, const struct fault_place *place)
{
    const char **text = member_of(decoder, base, field);
    if (cJSON_IsString(node) && kind_rules[field->kind].accepts(node->valuestring))
        *text = arena_strndup(decoder->arena, node->valuestring, strlen(node->valuestring));
    else
        decode_wrong_value(decoder, field, node, place);
}

static void read_number(struct decoder *decoder, const struct field *field, const cJSON *node,
                        void *base, const struct fault_place *place)
{
    int64_t *number = member_of(decoder, base, field);
    double value = cJSON_IsNumber(node) ? node->valuedouble : -1;
    if (value >= 0 && value <= (double)REGISTRY_NUMBER_MAX && value == (double)(int64_t)value)
        *number = (int64_t)value;
    else
        decode_wrong_value(decoder, field, node, place);
}

static void store_enum(struct decoder *decoder, void *base, const struct field *field, size_t value)
{
    unsigned number = (unsigned)value;
    memcpy(member_of(decoder, base, field), &number, sizeof number);
}

static void read_truth(struct decoder *decoder, const struct field *field, const cJSON *node,
                       void *base, const struct fault_place *place)
{
    if (cJSON_IsBool(node))
        store_enum(decoder, base, field, cJSON_IsTrue(node) ? TRI_YES : TRI_NO);
    else
        decode_wrong_value(decoder, field, node, place);
}

/* Returns the index of the word that the node holds, word_count when it is none of them. */
static size_t find_word(const struct field *field, const cJSON *node)
{
    size_t i = cJSON_IsString(node) ? 0 : field->word_count;
    while (i < field->word_count &&
           (field->words[i] == NULL || strcmp(field->words[i], node->valuestring) != 0))
        i++;
    return i;
}

static void read_word(struct decoder *decoder, const struct field *field, const cJSON *node,
                      void *base, const struct fault_place *place)
{
    size_t word = find_word(field, node);
    if (word < field->word_count)
        store_enum(decoder, base, field, word);
    else if (field->kind == KIND_WORD_NULL && cJSON_IsNull(node))
        store_enum(decoder, base, field, 0);
    else
        decode_wrong_value(decoder, field, node, place);
}

static void read_flag(struct decoder *decoder, const struct field *field, const cJSON *node,
                      void *base, const struct fault_place *place)
{
    bool *flag = member_of(decoder, base, field);
    *flag = find_word(field, node) < field->word_count;
    if (!*flag)
        decode_wrong_value(decoder, field, node, place);
}

static void read_words(struct decoder *decoder, const struct field *field, const cJSON *node,
                       void *base, const struct fault_place *place)
{
    if (!cJSON_IsArray(node)) {
        decode_wrong_value(decoder, field, node, place);
        return;
    }
    const struct field item = {
        .kind = KIND_WORD, .words = field->words, .word_count = field->word_count};
    unsigned *bits = member_of(decoder, base, field);
    *bits = 0;
    struct fault_place here = {.up = place};
    for (const cJSON *child = node->child; child != NULL; child = child->next, here.index++) {
        unsigned value = 0;
        read_word(decoder, &item, child, &value, &here);
        *bits |= 1u << value;
    }
}

static void read_strings(struct decoder *decoder, const struct field *field, const cJSON *node,
                         void *base, const struct fault_place *place)
{
    if (!cJSON_IsArray(node)) {
        decode_wrong_value(decoder, field, node, place);
        return;
    }
    const struct field item = {.kind = field->kind == KIND_NAMES ? KIND_NAME : KIND_TEXT};
    struct string_list *list = member_of(decoder, base, field);
    list->count = (size_t)cJSON_GetArraySize(node);
    const char **items = arena_alloc(decoder->arena, list->count * sizeof *items);
    list->items = items;
    struct fault_place here = {.up = place};
    for (const cJSON *child = node->child; child != NULL; child = child->next, here.index++)
        read_string(decoder, &item, child, &items[here.index], &here);
}

/* Reads an array of arrays of strings. */
static void read_lists(struct decoder *decoder, const struct field *field, const cJSON *node,
                       void *base, const struct fault_place *place)
{
    static const struct field item = {.kind = KIND_NAMES};
    if (!cJSON_IsArray(node)) {
        decode_wrong_value(decoder, field, node, place);
        return;
    }
    size_t count = (size_t)cJSON_GetArraySize(node);
    struct string_list *lists = arena_alloc(decoder->arena, count * sizeof *lists);
    struct fault_place here = {.up = place};
    for (const cJSON *child = node->child; child != NULL; child = child->next, here.index++)
        read_strings(decoder, &item, child, &lists[here.index], &here);
    memcpy(member_of(decoder, base, field), &lists, sizeof lists);
    memcpy(count_of(base, field), &count, sizeof count);
}

static void read_object(struct decoder *decoder, const struct field *field, const cJSON *node,
                        void *base, const struct fault_place *place)
{
    if (cJSON_IsObject(node))
        decode_fields(decoder, field->shape, node, member_of(decoder, base, field), place);
    else
        decode_wrong_value(decoder, field, node, place);
}

static void read_objects(struct decoder *decoder, const struct field *field, const cJSON *node,
                         void *base, const struct fault_place *place)
{
    static const struct field item = {.kind = KIND_OBJECT};
    const struct shape *shape = field->shape;
    if (!cJSON_IsArray(node)) {
        decode_wrong_value(decoder, field, node, place);
        return;
    }
    size_t count = (size_t)cJSON_GetArraySize(node);
    if (shape->limit != 0 && count > shape->limit) {
        faults_add_in(&decoder->faults, place, "has %zu elements, expected at most %zu", count,
                      shape->limit);
        return;
    }
    /* Those with a limit are the arrays that registry_finish() copies. */
    struct arena *arena = shape->limit != 0 ? &decoder->scratch : decoder->arena;
    char *items = arena_alloc(arena, count * shape->size);
    struct fault_place here = {.up = place};
    for (const cJSON *child = node->child; child != NULL; child = child->next, here.index++) {
        here.node = child;
        if (cJSON_IsObject(child))
            decode_fields(decoder, shape, child, items + here.index * shape->size, &here);
        else
            decode_wrong_value(decoder, &item, child, &here);
    }
    memcpy(member_of(decoder, base, field), &items, sizeof items);
    memcpy(count_of(base, field), &count, sizeof count);
}

static read_function *const readers[KIND_COUNT] = {
    [KIND_FORMAT] = read_format, [KIND_TEXT] = read_string,    [KIND_NAME] = read_string,
    [KIND_CODE] = read_string,   [KIND_OWNER] = read_string,   [KIND_SHORT] = read_string,
    [KIND_URL] = read_string,    [KIND_NUMBER] = read_number,  [KIND_TRUTH] = read_truth,
    [KIND_WORD] = read_word,     [KIND_WORD_NULL] = read_word, [KIND_FLAG] = read_flag,
    [KIND_WORDS] = read_words,   [KIND_NAMES] = read_strings,  [KIND_LINES] = read_strings,
    [KIND_LISTS] = read_lists,   [KIND_OBJECT] = read_object,  [KIND_OBJECTS] = read_objects,
};

/* Skips keys that the shape does not know: a later version may. Looks for keys that are given twice
 * only when a known one was, or when there are unknown ones. */
void decode_fields(struct decoder *decoder, const struct shape *shape, const cJSON *node,
                   void *base, const struct fault_place *place)
{
    size_t faults_before = decoder->faults.count;
    uint64_t seen = 0; /* bit i: field i of the shape */
    bool once = true;  /* every key is known and not the same as another */
    size_t next = 0;   /* files mostly keep the order of the table */
    for (const cJSON *child = node->child; child != NULL; child = child->next) {
        size_t i = fields_find(shape, child->string, next);
        struct fault_place here = {.up = place, .key = child->string};
        once = once && i < shape->count && !(seen & UINT64_C(1) << i);
        if (i == shape->count) {
            json_tree_check_keys(child, &here, &decoder->faults);
            continue;
        }
        const struct field *field = &shape->fields[i];
        readers[field->kind](decoder, field, child, base, &here);
        if (field->given != 0)
            ((struct entry *)base)->given |= field->given;
        seen |= UINT64_C(1) << i;
        next = i + 1 < shape->count ? i + 1 : 0;
    }
    if (!once)
        json_tree_check_own_keys(node, place, &decoder->faults);
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        struct fault_place here = {.up = place, .key = field->key};
        if (!(seen & UINT64_C(1) << i) &&
            (field->need == NEED_REQUIRED || (field->need == NEED_COMPLETE && !decoder->overlay)))
            decode_wrong_value(decoder, field, NULL, &here);
    }
    if (shape->check != NULL && decoder->faults.count == faults_before)
        shape->check(base, place, &decoder->faults);
}
