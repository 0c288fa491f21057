#include "config.h"
#include "registry/fields_private.h"

#include <inttypes.h>

/* The tables of fields of what is known of logs. */

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
