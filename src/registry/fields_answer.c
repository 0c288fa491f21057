#include "config.h"
#include "registry/fields_private.h"

#include <string.h>

/* The tables of fields of what is known of responses. */

static const struct field rule_fields[] = {
    {"id", KIND_CODE, NEED_REQUIRED, MEMBER(rule, id)},
    {"strength", KIND_WORD, NEED_REQUIRED, MEMBER(rule, strength), WORDS(strength_names)},
    {"if", KIND_LISTS, NEED_REQUIRED, LISTS(rule, terms, term_count)},
    {"message", KIND_NAME, NEED_REQUIRED, MEMBER(rule, message)},
    {"note", KIND_NAME, NEED_OPTIONAL, MEMBER(rule, note)},
    {"reference", KIND_OBJECT, NEED_OPTIONAL, MEMBER(rule, reference), .shape = &reference_shape},
};

/* A term begins with a word that is known, perhaps after RULE_NOT, and asks it of something. */
static void check_term(const struct string_list *term, const struct fault_place *place,
                       struct faults *faults)
{
    size_t at = term->count > 0 && strcmp(term->items[0], RULE_NOT) == 0, word = 0;
    if (term->count < at + 2) {
        faults_add_in(faults, place, "has %zu strings, expected a word and what it is asked of",
                      term->count);
        return;
    }
    struct fault_place here = {.up = place, .index = at};
    while (word < RULE_WORD_COUNT && strcmp(rule_word_names[word], term->items[at]) != 0)
        word++;
    if (word < RULE_WORD_COUNT)
        return;
    struct strbuf text = STRBUF_INIT;
    faults_quote(&text, term->items[at], strlen(term->items[at]));
    faults_add_in(faults, &here, "is %s, expected a word of rules, such as %s", strbuf_str(&text),
                  rule_word_names[0]);
    strbuf_clear(&text);
}

static void check_rule(const void *base, const struct fault_place *place, struct faults *faults)
{
    const struct rule *rule = base;
    struct fault_place terms = {.up = place, .key = "if"};
    if (rule->term_count == 0)
        faults_add_in(faults, &terms, "is empty, expected at least one term");
    for (size_t i = 0; i < rule->term_count; i++) {
        struct fault_place here = {.up = &terms, .index = i};
        check_term(&rule->terms[i], &here, faults);
    }
}

const struct shape rule_shape = {FIELDS(rule_fields), STRUCT(rule), .check = check_rule};

static const struct field known_value_fields[] = {
    {"value", KIND_NAME, NEED_REQUIRED, MEMBER(known_value, value)},
    {"who", KIND_WORD, NEED_OPTIONAL, MEMBER(known_value, who), WORDS(field_who_names)},
    {"text", KIND_NAME, NEED_OPTIONAL, MEMBER(known_value, text)},
    {"status", KIND_CODE, NEED_OPTIONAL, MEMBER(known_value, status)},
};
static const struct shape known_value_shape = {FIELDS(known_value_fields), STRUCT(known_value)};

static const struct field known_param_fields[] = {
    {"name", KIND_NAME, NEED_REQUIRED, MEMBER(known_param, name)},
    {"text", KIND_NAME, NEED_OPTIONAL, MEMBER(known_param, text)},
    {"values", KIND_OBJECTS, NEED_OPTIONAL,
     ARRAY(known_param, values, value_count, known_value_shape)},
};
static const struct shape known_param_shape = {FIELDS(known_param_fields), STRUCT(known_param)};

static const struct field known_field_fields[] = {
    {"name", KIND_NAME, NEED_REQUIRED, MEMBER(known_field, name)},
    {"in", KIND_WORD, NEED_REQUIRED, MEMBER(known_field, in), WORDS(field_side_names)},
    {"kind", KIND_WORD, NEED_REQUIRED, MEMBER(known_field, kind), WORDS(field_syntax_names)},
    {"list", KIND_TRUTH, NEED_OPTIONAL, MEMBER(known_field, list)},
    {"summary", KIND_NAME, NEED_REQUIRED, MEMBER(known_field, summary)},
    {"says", KIND_NAME, NEED_OPTIONAL, MEMBER(known_field, says)},
    {"who", KIND_WORD, NEED_OPTIONAL, MEMBER(known_field, who), WORDS(field_who_names)},
    {"use", KIND_WORD, NEED_OPTIONAL, MEMBER(known_field, use), WORDS(field_use_names)},
    {"with", KIND_NAMES, NEED_OPTIONAL, MEMBER(known_field, with)},
    {"values", KIND_OBJECTS, NEED_OPTIONAL,
     ARRAY(known_field, values, value_count, known_value_shape)},
    {"params", KIND_OBJECTS, NEED_OPTIONAL,
     ARRAY(known_field, params, param_count, known_param_shape)},
    {"secret", KIND_TRUTH, NEED_OPTIONAL, MEMBER(known_field, secret)},
    {"obsolete", KIND_TRUTH, NEED_OPTIONAL, MEMBER(known_field, obsolete)},
    {"reference", KIND_OBJECT, NEED_OPTIONAL, MEMBER(known_field, reference),
     .shape = &reference_shape},
};
const struct shape known_field_shape = {FIELDS(known_field_fields), STRUCT(known_field)};
