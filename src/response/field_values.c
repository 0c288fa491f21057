#include "config.h"
#include "response/field_values.h"

#include <string.h>

struct values values_of(const struct answer *answer, const struct head *head, const char *wanted)
{
    const char *param = strchr(wanted, ';');
    size_t len = param != NULL ? (size_t)(param - wanted) : strlen(wanted);
    return (struct values){.answer = answer,
                           .head = head,
                           .name = {wanted, len},
                           .param = param != NULL ? param + 1 : NULL};
}

/* Finds the next parameter in the line in hand. */
static bool next_param(struct values *values, struct seen_text *value)
{
    struct value_param param;
    while (value_param_next(values->line, &values->at, &param))
        if (value_equals(param.name, values->param)) {
            *value = param.value;
            return true;
        }
    return false;
}

bool values_next(struct values *values, struct seen_text *value, struct seen_text *field)
{
    const struct answer *answer = values->answer;
    if (values->next > 0)
        *field = answer_text(answer, answer->fields[values->head->first + values->next - 1].name);
    if (values->param != NULL && next_param(values, value))
        return true;
    while (values->next < values->head->count) {
        const struct answer_field *found = &answer->fields[values->head->first + values->next++];
        *field = answer_text(answer, found->name);
        if (!value_same(*field, values->name))
            continue;
        values->line = answer_text(answer, found->value);
        values->at = 0;
        *value = values->line;
        if (values->param == NULL || next_param(values, value))
            return true;
    }
    return false;
}

bool values_first(const struct answer *answer, const struct head *head, const char *wanted,
                  struct seen_text *value)
{
    struct values values = values_of(answer, head, wanted);
    struct seen_text field;
    return values_next(&values, value, &field);
}

/* A capture without any field was made so: a HAR may leave them out. */
enum tristate nothing_in(const struct head *head)
{
    bool whole = head->known && !head->cut && (head->raw || head->count > 0);
    return whole ? TRI_NO : TRI_UNKNOWN;
}

const struct known_field *known_field_find(const struct registry *registry, struct seen_text name)
{
    const struct answer_knowledge *answers = &registry_extras(registry)->answers;
    for (size_t i = answers->field_count; i > 0; i--)
        if (value_equals(name, answers->fields[i - 1].name))
            return &answers->fields[i - 1];
    return NULL;
}
