#include "config.h"
#include "registry/fields.h"

#include <inttypes.h>

#include "registry/fields_private.h"
#include "registry/limits.h"

static const struct field class_fields[] = {
    {"id", KIND_NAME, NEED_REQUIRED, MEMBER(code_class, id)},
    {"title", KIND_NAME, NEED_REQUIRED, MEMBER(code_class, title)},
    {"first", KIND_NUMBER, NEED_OPTIONAL, MEMBER(code_class, first)},
    {"last", KIND_NUMBER, NEED_OPTIONAL, MEMBER(code_class, last)},
    {"summary", KIND_TEXT, NEED_OPTIONAL, MEMBER(code_class, summary)},
    {"reference", KIND_OBJECT, NEED_OPTIONAL, MEMBER(code_class, reference),
     .shape = &reference_shape},
};

static void check_class(const void *base, const struct fault_place *place, struct faults *faults)
{
    const struct code_class *range = base;
    struct fault_place last = {.up = place, .key = "last"};
    if (!class_has_numbers(range) && range->first > 0)
        faults_add_in(faults, &last, "is missing, expected at least first, which is %" PRId64,
                      range->first);
    else if (range->last < range->first)
        faults_add_in(faults, &last, "is %" PRId64 ", expected at least first, which is %" PRId64,
                      range->last, range->first);
}

static const struct shape class_shape = {FIELDS(class_fields), STRUCT(code_class),
                                         .limit = REGISTRY_MAX_CLASSES, .check = check_class};

static const struct field document_fields[] = {
    {"id", KIND_NAME, NEED_REQUIRED, MEMBER(document, id)},
    {"title", KIND_NAME, NEED_REQUIRED, MEMBER(document, title)},
    {"date", KIND_TEXT, NEED_OPTIONAL, MEMBER(document, date)},
    {"status", KIND_TEXT, NEED_OPTIONAL, MEMBER(document, status)},
    {"url", KIND_URL, NEED_OPTIONAL, MEMBER(document, url)},
    {"section_url", KIND_URL, NEED_OPTIONAL, MEMBER(document, section_url)},
    {"obsoletes", KIND_NAMES, NEED_OPTIONAL, MEMBER(document, obsoletes)},
};
static const struct shape document_shape = {FIELDS(document_fields), STRUCT(document),
                                            .limit = REGISTRY_MAX_DOCUMENTS};

static const char *const in_class_names[] = {"first"};
static const struct field unregistered_fields[] = {
    {"in_class", KIND_FLAG, NEED_OPTIONAL, MEMBER(unregistered_rule, in_class_first),
     WORDS(in_class_names)},
    {"outside", KIND_NAME, NEED_OPTIONAL, MEMBER(unregistered_rule, outside)},
    {"reference", KIND_OBJECT, NEED_OPTIONAL, MEMBER(unregistered_rule, reference),
     .shape = &reference_shape},
};
static const struct shape unregistered_shape = {FIELDS(unregistered_fields),
                                                STRUCT(unregistered_rule)};

static const struct field grid_fields[] = {
    {"title", KIND_NAME, NEED_REQUIRED, MEMBER(grid, title)},
    {"rows", KIND_WORD, NEED_REQUIRED, MEMBER(grid, rows), WORDS(grid_fact_names)},
    {"columns", KIND_WORD, NEED_OPTIONAL, MEMBER(grid, columns), WORDS(grid_fact_names)},
    {"in", KIND_NAME, NEED_OPTIONAL, MEMBER(grid, in)},
};
const struct shape grid_shape = {FIELDS(grid_fields), STRUCT(grid)};

#define EXTRA_ARRAY(name, count_name, of)                                                          \
    ARRAY(registry_extras, name, count_name, of), .part = PART_EXTRAS

#define ANSWER_ROWS                                                                                \
    {"fields", KIND_OBJECTS, NEED_OPTIONAL,                                                        \
     EXTRA_ARRAY(answers.fields, answers.field_count, known_field_shape)},                         \
    {                                                                                              \
        "rules", KIND_OBJECTS, NEED_OPTIONAL,                                                      \
            EXTRA_ARRAY(answers.rules, answers.rule_count, rule_shape)                             \
    }

static const struct field answer_fields[] = {ANSWER_ROWS};
const struct shape answers_shape = {FIELDS(answer_fields), STRUCT(registry)};

static const struct field registry_fields[] = {
    {"format", KIND_FORMAT, NEED_REQUIRED, .offset = 0},
    {"id", KIND_NAME, NEED_COMPLETE, MEMBER(registry, id)},
    {"title", KIND_NAME, NEED_COMPLETE, MEMBER(registry, title)},
    {"short", KIND_SHORT, NEED_OPTIONAL, MEMBER(registry, short_name)},
    {"updated", KIND_TEXT, NEED_OPTIONAL, MEMBER(registry, updated)},
    {"source", KIND_TEXT, NEED_OPTIONAL, MEMBER(registry, source)},
    {"prefixes", KIND_NAMES, NEED_OPTIONAL, MEMBER(registry, prefixes)},
    {"hints", KIND_NAMES, NEED_OPTIONAL, MEMBER(registry, hints)},
    {"message_prefixes", KIND_LINES, NEED_OPTIONAL, MEMBER(registry, message_prefixes)},
    {"unregistered", KIND_OBJECT, NEED_OPTIONAL, MEMBER(registry, unregistered),
     .shape = &unregistered_shape},
    {"synonyms", KIND_NAMES, NEED_OPTIONAL, MEMBER(registry, synonyms)},
    {"logs", KIND_OBJECT, NEED_OPTIONAL, MEMBER(registry, logs), .shape = &logs_shape},
    {"grids", KIND_OBJECTS, NEED_OPTIONAL, ARRAY(registry, grids, grid_count, grid_shape)},
    ANSWER_ROWS,

    {"path", KIND_OBJECTS, NEED_OPTIONAL, ARRAY(registry, path, path_count, station_shape)},
    {"classes", KIND_OBJECTS, NEED_COMPLETE, ARRAY(registry, classes, class_count, class_shape)},
    {"documents", KIND_OBJECTS, NEED_OPTIONAL,
     ARRAY(registry, documents, document_count, document_shape)},
    {"codes", KIND_OBJECTS, NEED_COMPLETE, ARRAY(registry, entries, entry_count, entry_shape)},
    {"quiz", KIND_OBJECTS, NEED_OPTIONAL, EXTRA_ARRAY(quiz, quiz_count, quiz_shape)},
    {"guide", KIND_OBJECT, NEED_OPTIONAL, MEMBER(registry_extras, guide), .part = PART_EXTRAS,
     .shape = &guide_shape},
};
const struct shape registry_shape = {FIELDS(registry_fields), STRUCT(registry)};
