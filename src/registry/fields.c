#include "config.h"
#include "registry/fields.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "registry/fields_private.h"
#include "registry/limits.h"

/* Limits of single fields; kind_rules has them in words. */
#define CODE_MAX_CHARS 40  /* "http_response_trailer_section_size" has 34 */
#define OWNER_MAX_BYTES 64 /* shown as a badge next to the phrase */
#define SHORT_MAX_CHARS 12 /* a badge */
#define URL_MAX_BYTES 2048 /* what browsers and servers accept */

/* --- Shapes ---------------------------------------------------------------------------------- */

_Static_assert(sizeof(enum strength) == sizeof(unsigned) &&
                   sizeof(enum tristate) == sizeof(unsigned),
               "enums are stored as unsigned");
_Static_assert(FIELD_COUNT <= SHAPE_MAX_FIELDS, "entry.given has a bit for each");

static const struct field reference_fields[] = {
    {"doc", KIND_NAME, NEED_REQUIRED, MEMBER(reference, doc)},
    {"section", KIND_NAME, NEED_OPTIONAL, MEMBER(reference, section)},
};
const struct shape reference_shape = {FIELDS(reference_fields), STRUCT(reference)};

static const struct field message_fields[] = {
    {"text", KIND_NAME, NEED_REQUIRED, MEMBER(message, text)},
    {"from", KIND_NAME, NEED_REQUIRED, MEMBER(message, from)},
    {"note", KIND_TEXT, NEED_OPTIONAL, MEMBER(message, note)},
};
static const struct shape message_shape = {FIELDS(message_fields), STRUCT(message)};

static const struct field limit_fields[] = {
    {"who", KIND_NAME, NEED_REQUIRED, MEMBER(limit, who)},
    {"default", KIND_NAME, NEED_REQUIRED, MEMBER(limit, usual)},
    {"setting", KIND_NAME, NEED_OPTIONAL, MEMBER(limit, setting)},
    {"beyond", KIND_NAME, NEED_OPTIONAL, MEMBER(limit, beyond)},
    {"reference", KIND_OBJECT, NEED_OPTIONAL, MEMBER(limit, reference), .shape = &reference_shape},
};
static const struct shape limit_shape = {FIELDS(limit_fields), STRUCT(limit)};

static const struct field number_fields[] = {
    {"code", KIND_CODE, NEED_REQUIRED, MEMBER(family_number, code)},
    {"phrase", KIND_NAME, NEED_REQUIRED, MEMBER(family_number, phrase)},
    {"note", KIND_TEXT, NEED_OPTIONAL, MEMBER(family_number, note)},
    {"causes", KIND_NAMES, NEED_OPTIONAL, MEMBER(family_number, causes)},
    {"client_action", KIND_NAMES, NEED_OPTIONAL, MEMBER(family_number, client_action)},
    {"server_action", KIND_NAMES, NEED_OPTIONAL, MEMBER(family_number, server_action)},
};
static const struct shape number_shape = {FIELDS(number_fields), STRUCT(family_number)};

static const struct field myth_fields[] = {
    {"text", KIND_NAME, NEED_REQUIRED, MEMBER(myth, text)},
    {"reference", KIND_OBJECT, NEED_OPTIONAL, MEMBER(myth, reference), .shape = &reference_shape},
};
static const struct shape myth_shape = {FIELDS(myth_fields), STRUCT(myth)};

static const struct field header_fields[] = {
    {"name", KIND_NAME, NEED_REQUIRED, MEMBER(header_field, name)},
    {"in", KIND_WORD, NEED_REQUIRED, MEMBER(header_field, in), WORDS(direction_names)},
    {"strength", KIND_WORD, NEED_REQUIRED, MEMBER(header_field, strength), .words = strength_names,
     .word_count = STRENGTH_CANNOT},
    {"note", KIND_TEXT, NEED_OPTIONAL, MEMBER(header_field, note)},
    {"reference", KIND_OBJECT, NEED_OPTIONAL, MEMBER(header_field, reference),
     .shape = &reference_shape},
};
static const struct shape header_shape = {FIELDS(header_fields), STRUCT(header_field)};

static const struct field confusable_fields[] = {
    {"code", KIND_CODE, NEED_REQUIRED, MEMBER(confusable, code)},
    {"owner", KIND_OWNER, NEED_OPTIONAL, MEMBER(confusable, owner)},
    {"difference", KIND_NAME, NEED_REQUIRED, MEMBER(confusable, difference)},
};
const struct shape confusable_shape = {FIELDS(confusable_fields), STRUCT(confusable)};

static const struct field related_fields[] = {
    {"registry", KIND_NAME, NEED_REQUIRED, MEMBER(related, registry)},
    {"code", KIND_CODE, NEED_REQUIRED, MEMBER(related, code)},
    {"owner", KIND_OWNER, NEED_OPTIONAL, MEMBER(related, owner)},
    {"note", KIND_TEXT, NEED_OPTIONAL, MEMBER(related, note)},
};
const struct shape related_shape = {FIELDS(related_fields), STRUCT(related)};

static const struct field former_name_fields[] = {
    {"phrase", KIND_NAME, NEED_REQUIRED, MEMBER(former_name, phrase)},
    {"reference", KIND_OBJECT, NEED_OPTIONAL, MEMBER(former_name, reference),
     .shape = &reference_shape},
};
static const struct shape former_name_shape = {FIELDS(former_name_fields), STRUCT(former_name)};

#define DETAIL(name) MEMBER(entry_details, name), .part = PART_DETAILS
#define DETAIL_ARRAY(name, count_name, of)                                                         \
    ARRAY(entry_details, name, count_name, of), .part = PART_DETAILS

static const struct field facts_fields[] = {
    {"heuristically_cacheable", KIND_TRUTH, NEED_OPTIONAL,
     MEMBER(entry, facts.heuristically_cacheable), GIVEN(FIELD_CACHEABLE)},
    {"must_not_store", KIND_TRUTH, NEED_OPTIONAL, MEMBER(entry, facts.must_not_store),
     GIVEN(FIELD_MUST_NOT_STORE)},
    {"content", KIND_WORD, NEED_OPTIONAL, MEMBER(entry, facts.content), GIVEN(FIELD_CONTENT),
     WORDS(content_names)},
    {"retry", KIND_WORD, NEED_OPTIONAL, MEMBER(entry, facts.retry), GIVEN(FIELD_RETRY),
     WORDS(retry_names)},
    {"redirect_method", KIND_WORD_NULL, NEED_OPTIONAL, MEMBER(entry, facts.redirect_method),
     GIVEN(FIELD_REDIRECT_METHOD), WORDS(redirect_names)},
    {"lasting", KIND_WORD, NEED_OPTIONAL, MEMBER(entry, facts.lasting), GIVEN(FIELD_LASTING),
     WORDS(lasting_names)},
    {"sent_by", KIND_NAMES, NEED_OPTIONAL, DETAIL(sent_by), GIVEN(FIELD_SENT_BY)},
    {"fault", KIND_WORD, NEED_OPTIONAL, MEMBER(entry, facts.fault), GIVEN(FIELD_FAULT),
     WORDS(fault_names)},
};
static const struct shape facts_shape = {FIELDS(facts_fields)};

static const struct field example_fields[] = {
    {"request", KIND_LINES, NEED_OPTIONAL, DETAIL(example_request)},
    {"response", KIND_LINES, NEED_OPTIONAL, DETAIL(example_response)},
};
static const struct shape example_shape = {FIELDS(example_fields)};

static const struct field entry_fields[] = {
    {"code", KIND_CODE, NEED_REQUIRED, MEMBER(entry, code)},
    {"phrase", KIND_NAME, NEED_COMPLETE, MEMBER(entry, phrase), GIVEN(FIELD_PHRASE)},
    {"owner", KIND_OWNER, NEED_REQUIRED, MEMBER(entry, owner)},
    {"class", KIND_NAME, NEED_OPTIONAL, MEMBER(entry, class_id), GIVEN(FIELD_CLASS)},
    {"numbers", KIND_OBJECTS, NEED_OPTIONAL, DETAIL_ARRAY(numbers, number_count, number_shape),
     GIVEN(FIELD_NUMBERS)},
    {"registration", KIND_WORD, NEED_OPTIONAL, MEMBER(entry, registration),
     GIVEN(FIELD_REGISTRATION), WORDS(registration_names)},
    {"seen_in", KIND_WORDS, NEED_OPTIONAL, MEMBER(entry, seen_in), GIVEN(FIELD_SEEN_IN),
     WORDS(seen_in_names)},
    {"summary", KIND_TEXT, NEED_OPTIONAL, MEMBER(entry, summary), GIVEN(FIELD_SUMMARY)},
    {"meaning", KIND_NAMES, NEED_OPTIONAL, DETAIL(meaning), GIVEN(FIELD_MEANING)},
    {"causes", KIND_NAMES, NEED_OPTIONAL, DETAIL(causes), GIVEN(FIELD_CAUSES)},
    {"client_action", KIND_NAMES, NEED_OPTIONAL, DETAIL(client_action), GIVEN(FIELD_CLIENT_ACTION)},
    {"server_action", KIND_NAMES, NEED_OPTIONAL, DETAIL(server_action), GIVEN(FIELD_SERVER_ACTION)},
    {"messages", KIND_OBJECTS, NEED_OPTIONAL, DETAIL_ARRAY(messages, message_count, message_shape),
     GIVEN(FIELD_MESSAGES)},
    {"limits", KIND_OBJECTS, NEED_OPTIONAL, DETAIL_ARRAY(limits, limit_count, limit_shape),
     GIVEN(FIELD_LIMITS)},
    {"myths", KIND_OBJECTS, NEED_OPTIONAL, DETAIL_ARRAY(myths, myth_count, myth_shape),
     GIVEN(FIELD_MYTHS)},
    {"facts", KIND_OBJECT, NEED_OPTIONAL, .shape = &facts_shape},
    {"headers", KIND_OBJECTS, NEED_OPTIONAL, DETAIL_ARRAY(headers, header_count, header_shape),
     GIVEN(FIELD_HEADERS)},
    {"confusable_with", KIND_OBJECTS, NEED_OPTIONAL,
     DETAIL_ARRAY(confusable, confusable_count, confusable_shape), GIVEN(FIELD_CONFUSABLE)},
    {"related", KIND_OBJECTS, NEED_OPTIONAL, DETAIL_ARRAY(related, related_count, related_shape),
     GIVEN(FIELD_RELATED)},
    {"former_names", KIND_OBJECTS, NEED_OPTIONAL,
     DETAIL_ARRAY(former_names, former_name_count, former_name_shape), GIVEN(FIELD_FORMER_NAMES)},
    {"aliases", KIND_NAMES, NEED_OPTIONAL, DETAIL(aliases), GIVEN(FIELD_ALIASES)},
    {"tags", KIND_NAMES, NEED_OPTIONAL, DETAIL(tags), GIVEN(FIELD_TAGS)},
    {"example", KIND_OBJECT, NEED_OPTIONAL, .shape = &example_shape, GIVEN(FIELD_EXAMPLE)},
    {"sequence", KIND_OBJECT, NEED_OPTIONAL, DETAIL(sequence), .shape = &sequence_shape,
     GIVEN(FIELD_SEQUENCE)},
    {"references", KIND_OBJECTS, NEED_OPTIONAL,
     DETAIL_ARRAY(references.items, references.count, reference_shape), GIVEN(FIELD_REFERENCES)},
    {"history", KIND_OBJECTS, NEED_OPTIONAL,
     DETAIL_ARRAY(history.items, history.count, reference_shape), GIVEN(FIELD_HISTORY)},
};

static void begin_entry(void *base, struct arena *arena)
{
    struct entry *entry = base;
    entry->details = arena_alloc(arena, sizeof *entry->details);
    *entry->details = arena_alloc(arena, sizeof **entry->details);
    entry->packed = NULL;
}

static bool is_made(const void *base)
{
    return entry_is_member(base);
}

const struct shape entry_shape = {FIELDS(entry_fields), STRUCT(entry),
                                  .limit = REGISTRY_MAX_ENTRIES, .begin = begin_entry,
                                  .is_made = is_made};

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

const struct shape class_shape = {FIELDS(class_fields), STRUCT(code_class),
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

static const struct field filter_fields[] = {
    {"name", KIND_NAME, NEED_REQUIRED, MEMBER(log_filter, name)},
    {"value", KIND_TEXT, NEED_REQUIRED, MEMBER(log_filter, value)},
};
static const struct shape filter_shape = {FIELDS(filter_fields), STRUCT(log_filter)};

static const struct field log_owner_fields[] = {
    {"name", KIND_NAME, NEED_REQUIRED, MEMBER(log_owner, name)},
    {"owner", KIND_OWNER, NEED_REQUIRED, MEMBER(log_owner, owner)},
};
static const struct shape log_owner_shape = {FIELDS(log_owner_fields), STRUCT(log_owner)};

static const struct field log_duration_fields[] = {
    {"name", KIND_NAME, NEED_REQUIRED, MEMBER(log_duration, name)},
    {"unit", KIND_WORD, NEED_REQUIRED, MEMBER(log_duration, unit), WORDS(duration_unit_names)},
};
static const struct shape log_duration_shape = {FIELDS(log_duration_fields), STRUCT(log_duration)};

static const struct field witness_fields[] = {
    {"id", KIND_WORD, NEED_REQUIRED, MEMBER(log_witness, id), WORDS(witness_names)},
    {"strength", KIND_NUMBER, NEED_REQUIRED, MEMBER(log_witness, strength)},
    {"owner", KIND_OWNER, NEED_OPTIONAL, MEMBER(log_witness, owner)},
    {"where", KIND_TEXT, NEED_OPTIONAL, MEMBER(log_witness, where)},
    {"examples", KIND_LINES, NEED_OPTIONAL, MEMBER(log_witness, examples)},
};

static void check_witness(const void *base, const struct fault_place *place, struct faults *faults)
{
    const struct log_witness *witness = base;
    struct fault_place strength = {.up = place, .key = "strength"};
    if (witness->strength > WITNESS_MAX_STRENGTH)
        faults_add_in(faults, &strength, "is %" PRId64 ", expected at most %d", witness->strength,
                      WITNESS_MAX_STRENGTH);
}

static const struct shape witness_shape = {FIELDS(witness_fields), STRUCT(log_witness),
                                           .check = check_witness};

static const struct field reason_fields[] = {
    {"word", KIND_NAME, NEED_REQUIRED, MEMBER(log_reason, word)},
    {"side", KIND_NAME, NEED_OPTIONAL, MEMBER(log_reason, side)},
    {"text", KIND_NAME, NEED_REQUIRED, MEMBER(log_reason, text)},
    {"status", KIND_NAME, NEED_OPTIONAL, MEMBER(log_reason, status)},
};
static const struct shape reason_shape = {FIELDS(reason_fields), STRUCT(log_reason)};

static const struct field reasons_fields[] = {
    {"owner", KIND_OWNER, NEED_REQUIRED, MEMBER(log_reasons, owner)},
    {"place", KIND_WORD, NEED_REQUIRED, MEMBER(log_reasons, place), WORDS(reason_place_names)},
    {"names", KIND_NAMES, NEED_OPTIONAL, MEMBER(log_reasons, names)},
    {"values", KIND_OBJECTS, NEED_REQUIRED, ARRAY(log_reasons, values, value_count, reason_shape)},
};
static const struct shape reasons_shape = {FIELDS(reasons_fields), STRUCT(log_reasons)};

static const struct field logs_fields[] = {
    {"status_names", KIND_NAMES, NEED_OPTIONAL, MEMBER(log_knowledge, status_names)},
    {"upstream_names", KIND_NAMES, NEED_OPTIONAL, MEMBER(log_knowledge, upstream_names)},
    {"not_status_names", KIND_NAMES, NEED_OPTIONAL, MEMBER(log_knowledge, not_status_names)},
    {"http_words", KIND_NAMES, NEED_OPTIONAL, MEMBER(log_knowledge, http_words)},
    {"text_names", KIND_NAMES, NEED_OPTIONAL, MEMBER(log_knowledge, text_names)},
    {"time_names", KIND_NAMES, NEED_OPTIONAL, MEMBER(log_knowledge, time_names)},
    {"target_names", KIND_NAMES, NEED_OPTIONAL, MEMBER(log_knowledge, target_names)},
    {"part_names", KIND_NAMES, NEED_OPTIONAL, MEMBER(log_knowledge, part_names)},
    {"secret_names", KIND_NAMES, NEED_OPTIONAL, MEMBER(log_knowledge, secret_names)},
    {"query_secret_names", KIND_NAMES, NEED_OPTIONAL, MEMBER(log_knowledge, query_secret_names)},
    {"not_if", KIND_NAMES, NEED_OPTIONAL, MEMBER(log_knowledge, not_if)},
    {"passed_over", KIND_NAMES, NEED_OPTIONAL, MEMBER(log_knowledge, passed_over)},
    {"units", KIND_NAMES, NEED_OPTIONAL, MEMBER(log_knowledge, units)},
    {"methods", KIND_NAMES, NEED_OPTIONAL, MEMBER(log_knowledge, methods)},
    {"prefixes", KIND_LINES, NEED_OPTIONAL, MEMBER(log_knowledge, prefixes)},
    {"filters", KIND_OBJECTS, NEED_OPTIONAL,
     ARRAY(log_knowledge, filters, filter_count, filter_shape)},
    {"owners", KIND_OBJECTS, NEED_OPTIONAL,
     ARRAY(log_knowledge, owners, owner_count, log_owner_shape)},
    {"durations", KIND_OBJECTS, NEED_OPTIONAL,
     ARRAY(log_knowledge, durations, duration_count, log_duration_shape)},
    {"witnesses", KIND_OBJECTS, NEED_OPTIONAL,
     ARRAY(log_knowledge, witnesses, witness_count, witness_shape)},
    {"reasons", KIND_OBJECTS, NEED_OPTIONAL,
     ARRAY(log_knowledge, reasons, reasons_count, reasons_shape)},
};
const struct shape logs_shape = {FIELDS(logs_fields), STRUCT(log_knowledge)};

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

static const struct shape rule_shape = {FIELDS(rule_fields), STRUCT(rule), .check = check_rule};

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
static const struct shape known_field_shape = {FIELDS(known_field_fields), STRUCT(known_field)};

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

/* --- Kinds ----------------------------------------------------------------------------------- */

static bool is_any_text(const char *text)
{
    (void)text;
    return true;
}

static bool is_name(const char *text)
{
    while (*text == ' ')
        text++;
    return *text != '\0';
}

static bool is_owner(const char *text)
{
    return is_name(text) && strlen(text) <= OWNER_MAX_BYTES;
}

static bool is_short(const char *text)
{
    return is_name(text) && utf8_count(text, strlen(text)) <= SHORT_MAX_CHARS;
}

static bool is_space(uint32_t cp)
{
    return cp == ' ' || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) ||
           cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

static bool is_code(const char *text)
{
    size_t len = strlen(text), chars = 0;
    uint32_t cp;
    for (size_t i = 0; i < len; chars++) {
        i += utf8_decode(text + i, len - i, &cp);
        if (is_space(cp) || utf8_is_hidden(cp) || utf8_is_control(cp))
            return false;
    }
    return chars >= 1 && chars <= CODE_MAX_CHARS;
}

static bool is_url(const char *text)
{
    static const char *const schemes[] = {"https://", "http://"};
    const char *rest = NULL;
    for (size_t i = 0; i < 2 && rest == NULL; i++)
        if (strncmp(text, schemes[i], strlen(schemes[i])) == 0)
            rest = text + strlen(schemes[i]);
    if (rest == NULL || *rest == '\0' || strlen(text) > URL_MAX_BYTES)
        return false;
    for (; *rest != '\0'; rest++)
        if (*rest <= ' ' || *rest >= 0x7F || strchr("\"'`<>\\", *rest) != NULL)
            return false;
    return true;
}

const struct kind_rule kind_rules[KIND_COUNT] = {
    [KIND_FORMAT] = {"1, the only format known here", NULL},
    [KIND_TEXT] = {"a string", is_any_text},
    [KIND_NAME] = {"a string that is not blank", is_name},
    [KIND_CODE] = {"a string of 1 to 40 printable characters without spaces", is_code},
    [KIND_OWNER] = {"a string of 1 to 64 bytes that is not blank", is_owner},
    [KIND_SHORT] = {"a string of 1 to 12 characters that is not blank", is_short},
    [KIND_URL] = {"an https:// or http:// address of at most 2048 bytes without spaces and quotes",
                  is_url},
    [KIND_NUMBER] = {"a whole number from 0 to 9999999999", NULL},
    [KIND_TRUTH] = {"true or false", NULL},
    [KIND_WORDS] = {"an array of strings", NULL},
    [KIND_NAMES] = {"an array of strings", NULL},
    [KIND_LINES] = {"an array of strings", NULL},
    [KIND_LISTS] = {"an array of arrays of strings", NULL},
    [KIND_OBJECT] = {"an object", NULL},
    [KIND_OBJECTS] = {"an array of objects", NULL},
};

/* --- By the table ---------------------------------------------------------------------------- */

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
