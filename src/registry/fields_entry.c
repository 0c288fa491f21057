#include "config.h"
#include "registry/fields_private.h"

#include "registry/lesson.h"
#include "registry/limits.h"

/* The tables of fields of an entry and its parts. */

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

static const struct field step_fields[] = {
    {"from", KIND_NAME, NEED_OPTIONAL, MEMBER(sequence_step, from)},
    {"to", KIND_NAME, NEED_OPTIONAL, MEMBER(sequence_step, to)},
    {"at", KIND_NAME, NEED_OPTIONAL, MEMBER(sequence_step, at)},
    {"lines", KIND_NAMES, NEED_OPTIONAL, MEMBER(sequence_step, lines)},
    {"say", KIND_NAME, NEED_OPTIONAL, MEMBER(sequence_step, say)},
};
static const struct shape step_shape = {FIELDS(step_fields), STRUCT(sequence_step),
                                        .check = check_step};

static const struct field sequence_fields[] = {
    {"parties", KIND_NAMES, NEED_REQUIRED, MEMBER(sequence, parties)},
    {"steps", KIND_OBJECTS, NEED_REQUIRED, ARRAY(sequence, steps, step_count, step_shape)},
};
static const struct shape sequence_shape = {FIELDS(sequence_fields), STRUCT(sequence),
                                            .check = check_sequence};

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

static bool is_made(const void *base)
{
    return entry_is_member(base);
}

const struct shape entry_shape = {FIELDS(entry_fields), STRUCT(entry),
                                  .limit = REGISTRY_MAX_ENTRIES, .is_made = is_made};
