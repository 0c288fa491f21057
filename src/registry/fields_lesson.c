#include "config.h"
#include "registry/fields_private.h"

#include "registry/lesson.h"

/* The tables of fields of what is there for teaching. */

static const struct field station_fields[] = {
    {"title", KIND_NAME, NEED_REQUIRED, MEMBER(station, title)},
    {"makers", KIND_NAMES, NEED_REQUIRED, MEMBER(station, makers)},
    {"only_when_marked", KIND_TRUTH, NEED_OPTIONAL, MEMBER(station, only_when_marked)},
};
const struct shape station_shape = {FIELDS(station_fields), STRUCT(station)};

static const struct field choice_fields[] = {
    {"code", KIND_CODE, NEED_OPTIONAL, MEMBER(choice, code)},
    {"owner", KIND_OWNER, NEED_OPTIONAL, MEMBER(choice, owner)},
    {"text", KIND_NAME, NEED_OPTIONAL, MEMBER(choice, text)},
    {"why", KIND_NAME, NEED_OPTIONAL, MEMBER(choice, why)},
};
const struct shape choice_shape = {FIELDS(choice_fields), STRUCT(choice), .check = check_choice};

static const struct field quiz_fields[] = {
    {"id", KIND_NAME, NEED_REQUIRED, MEMBER(quiz_item, id)},
    {"level", KIND_NUMBER, NEED_REQUIRED, MEMBER(quiz_item, level)},
    {"topic", KIND_NAME, NEED_OPTIONAL, MEMBER(quiz_item, topic)},
    {"ask", KIND_NAME, NEED_REQUIRED, MEMBER(quiz_item, ask)},
    {"exchange", KIND_LINES, NEED_OPTIONAL, MEMBER(quiz_item, exchange)},
    {"answer", KIND_OBJECT, NEED_REQUIRED, MEMBER(quiz_item, answer), .shape = &choice_shape},
    {"wrong", KIND_OBJECTS, NEED_REQUIRED, ARRAY(quiz_item, wrong, wrong_count, choice_shape)},
    {"about", KIND_OBJECT, NEED_OPTIONAL, MEMBER(quiz_item, about), .shape = &choice_shape},
    {"why", KIND_NAME, NEED_REQUIRED, MEMBER(quiz_item, why)},
    {"reference", KIND_OBJECT, NEED_REQUIRED, MEMBER(quiz_item, reference),
     .shape = &reference_shape},
};
const struct shape quiz_shape = {FIELDS(quiz_fields), STRUCT(quiz_item), .check = check_quiz_item};

static const struct field guide_answer_fields[] = {
    {"text", KIND_NAME, NEED_REQUIRED, MEMBER(guide_answer, text)},
    {"to", KIND_NAME, NEED_OPTIONAL, MEMBER(guide_answer, to)},
    {"code", KIND_CODE, NEED_OPTIONAL, MEMBER(guide_answer, code)},
    {"owner", KIND_OWNER, NEED_OPTIONAL, MEMBER(guide_answer, owner)},
    {"note", KIND_NAME, NEED_OPTIONAL, MEMBER(guide_answer, note)},
    {"reference", KIND_OBJECT, NEED_OPTIONAL, MEMBER(guide_answer, reference),
     .shape = &reference_shape},
};
const struct shape guide_answer_shape = {FIELDS(guide_answer_fields), STRUCT(guide_answer),
                                         .check = check_guide_answer};

static const struct field guide_question_fields[] = {
    {"id", KIND_NAME, NEED_REQUIRED, MEMBER(guide_question, id)},
    {"ask", KIND_NAME, NEED_REQUIRED, MEMBER(guide_question, ask)},
    {"help", KIND_NAME, NEED_OPTIONAL, MEMBER(guide_question, help)},
    {"answers", KIND_OBJECTS, NEED_REQUIRED,
     ARRAY(guide_question, answers, answer_count, guide_answer_shape)},
};
static const struct shape guide_question_shape = {
    FIELDS(guide_question_fields), STRUCT(guide_question), .check = check_guide_question};

static const struct field guide_fields[] = {
    {"start", KIND_NAME, NEED_OPTIONAL, MEMBER(guide, start)},
    {"questions", KIND_OBJECTS, NEED_OPTIONAL,
     ARRAY(guide, questions, question_count, guide_question_shape)},
};
const struct shape guide_shape = {FIELDS(guide_fields), STRUCT(guide), .check = check_guide};
