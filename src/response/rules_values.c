#include "config.h"
#include "response/rules_private.h"

#include <string.h>

#include "reading/moment.h"
#include "response/target.h"

/* Members that are compared with each other; servers refuse heads with more. */
#define MAX_MEMBERS 256

/* The members of all lines of a field, or the words in the values of a parameter. */
struct members {
    struct values values;
    struct value_parts parts;
    struct seen_text field;
    bool inside; /* parts are those of a value */
};

static struct members members_of(const struct answer *answer, const struct head *head,
                                 const char *wanted)
{
    return (struct members){.values = values_of(answer, head, wanted)};
}

static bool members_next(struct members *members, struct seen_text *member)
{
    struct seen_text value;
    for (;;) {
        while (members->inside && value_next(&members->parts, member))
            if (member->len > 0)
                return true;
        if (!values_next(&members->values, &value, &members->field))
            return false;
        bool param = members->values.param != NULL;
        members->parts = (struct value_parts){.rest = param ? value_unquote(value) : value,
                                              .separator = param ? ' ' : ','};
        members->inside = true;
    }
}

/* The word that a rule compares: {method} stands for the request's. Returns false when there is no
 * request. */
static bool expand(const struct asking *asking, const char *word, struct seen_text *out)
{
    *out = (struct seen_text){word, strlen(word)};
    if (strcmp(word, "{method}") != 0)
        return true;
    *out = answer_text(asking->answer, asking->answer->request.method);
    return asking->answer->request.known && out->len > 0;
}

enum tristate ask_token(struct asking *asking)
{
    const struct head *head = &asking->answer->response;
    struct members members = members_of(asking->answer, head, asking->args[0]);
    struct seen_text member, wanted;
    enum tristate nothing = nothing_in(head);
    while (members_next(&members, &member)) {
        struct seen_text word = value_word(member);
        for (size_t i = 1; i < asking->count; i++) {
            if (!expand(asking, asking->args[i], &wanted)) {
                nothing = TRI_UNKNOWN;
                continue;
            }
            if (!value_same(word, wanted))
                continue;
            asking->finding->field = members.field;
            asking->finding->value = word;
            return TRI_YES;
        }
    }
    return nothing;
}

/* Is a coding one that the request accepts? RFC 9110 section 12.5.3. */
static bool is_accepted(struct seen_text coding, const struct asking *asking)
{
    struct members accepted = members_of(asking->answer, &asking->answer->request, asking->args[1]);
    struct seen_text member, weight;
    bool any = value_equals(coding, "identity");
    while (members_next(&accepted, &member)) {
        struct seen_text word = value_word(member);
        bool refused = value_param(member, "q", &weight) && value_begins(weight, "0") &&
                       memchr(weight.bytes, '1', weight.len) == NULL &&
                       strspn(weight.bytes, "0.") >= weight.len;
        if (value_same(word, coding))
            return !refused;
        if (value_equals(word, "*"))
            any = !refused;
    }
    return any;
}

enum tristate ask_accepted(struct asking *asking)
{
    const struct answer *answer = asking->answer;
    struct seen_text member, asked;
    if (!answer->request.known || asking->count < 2 ||
        !values_first(answer, &answer->request, asking->args[1], &asked))
        return TRI_UNKNOWN;
    struct members members = members_of(answer, &answer->response, asking->args[0]);
    enum tristate result = TRI_UNKNOWN;
    while (members_next(&members, &member)) {
        struct seen_text word = value_word(member);
        asking->finding->field = members.field;
        asking->finding->value = word;
        if (!is_accepted(word, asking))
            return TRI_NO;
        result = TRI_YES;
    }
    return result;
}

enum tristate ask_repeats(struct asking *asking)
{
    const struct head *head = &asking->answer->response;
    struct seen_text value, field;
    for (size_t i = 0; i < asking->count; i++) {
        struct values values = values_of(asking->answer, head, asking->args[i]);
        if (!values_next(&values, &value, &field) || !values_next(&values, &value, &field))
            continue;
        asking->finding->field = field;
        return TRI_YES;
    }
    return nothing_in(head);
}

enum tristate ask_differs(struct asking *asking)
{
    const struct head *head = &asking->answer->response;
    struct members members = members_of(asking->answer, head, asking->args[0]);
    struct seen_text first, member;
    if (!members_next(&members, &first))
        return nothing_in(head);
    while (members_next(&members, &member))
        if (!value_same(first, member)) {
            asking->finding->field = members.field;
            return TRI_YES;
        }
    return nothing_in(head);
}

/* Names of one head or value, to find one that comes twice. */
struct names {
    struct seen_text items[MAX_MEMBERS];
    size_t count;
};

/* Adds a name. Returns whether it was there. */
static bool add_name(struct names *names, struct seen_text name)
{
    for (size_t i = 0; i < names->count; i++)
        if (value_same(names->items[i], name))
            return true;
    if (names->count < MAX_MEMBERS)
        names->items[names->count++] = name;
    return false;
}

/* Does a parameter come twice in the text? */
static bool has_param_twice(struct seen_text text, struct seen_text *twice)
{
    struct names names = {.count = 0};
    struct value_param param;
    for (size_t at = 0; value_param_next(text, &at, &param);)
        if (add_name(&names, param.name)) {
            *twice = param.name;
            return true;
        }
    return false;
}

static bool has_twice_in_challenge(struct seen_text value, struct seen_text *twice)
{
    struct seen_text challenge;
    while (value_challenge_next(&value, &challenge))
        if (has_param_twice(challenge, twice))
            return true;
    return false;
}

/* The attributes of a cookie come after its name and value: RFC 6265 section 4.1.1. */
static bool has_attribute_twice(struct seen_text value, struct seen_text *twice)
{
    struct value_parts parts = {.rest = value, .separator = ';'};
    struct names names = {.count = 0};
    struct seen_text part;
    for (size_t i = 0; value_next(&parts, &part); i++) {
        struct seen_text word = value_word(part);
        if (i == 0 || word.len == 0 || !add_name(&names, word))
            continue;
        *twice = word;
        return true;
    }
    return false;
}

/* Does the name of a cookie come in two lines? */
static bool has_name_twice(struct values values, struct seen_text *twice)
{
    struct names names = {.count = 0};
    struct seen_text value, field;
    while (values_next(&values, &value, &field)) {
        *twice = value_word(value);
        if (add_name(&names, *twice))
            return true;
    }
    return false;
}

/* Does a member of a list, one of this name where one is asked for, come twice? */
static bool has_member_twice(const struct asking *asking, struct seen_text *twice)
{
    struct members members = members_of(asking->answer, &asking->answer->response, asking->args[0]);
    struct names names = {.count = 0};
    struct seen_text member;
    while (members_next(&members, &member)) {
        *twice = value_word(member);
        bool wanted = asking->count < 2 || value_equals(*twice, asking->args[1]);
        if (wanted && add_name(&names, *twice))
            return true;
    }
    return false;
}

enum tristate ask_twice(struct asking *asking)
{
    const struct head *head = &asking->answer->response;
    struct values values = values_of(asking->answer, head, asking->args[0]);
    const struct known_field *known = known_field_find(asking->registry, values.name);
    enum field_syntax kind = known != NULL ? known->kind : SYNTAX_LIST;
    struct seen_text value, field, twice;
    bool found = false;
    if (asking->count > 1 && strcmp(asking->args[1], "name") == 0)
        found = has_name_twice(values, &twice);
    else if (kind != SYNTAX_CHALLENGES && kind != SYNTAX_COOKIE)
        found = has_member_twice(asking, &twice);
    else
        while (!found && values_next(&values, &value, &field))
            found = kind == SYNTAX_COOKIE ? has_attribute_twice(value, &twice)
                                          : has_twice_in_challenge(value, &twice);
    if (found)
        asking->finding->value = twice;
    return found ? TRI_YES : nothing_in(head);
}

/* Yes: a value has the syntax; asked with "not", no: a value has it not. */
enum tristate ask_is(struct asking *asking)
{
    const char *syntax = asking->args[asking->count - 1];
    struct seen_text value, field;
    bool any = false, known;
    for (size_t i = 0; i + 1 < asking->count; i++) {
        struct values values =
            values_of(asking->answer, &asking->answer->response, asking->args[i]);
        while (values_next(&values, &value, &field)) {
            bool is = value_is(value, syntax, &known);
            any = any || known;
            if (!known || is == asking->negated)
                continue;
            asking->finding->field = field;
            asking->finding->value = value;
            return tristate_of(is);
        }
    }
    return !any ? TRI_UNKNOWN : tristate_of(asking->negated);
}

static bool find_date(const struct asking *asking, const char *name, struct moment *when)
{
    struct seen_text value;
    bool obsolete;
    return values_first(asking->answer, &asking->answer->response, name, &value) &&
           moment_read_http(value.bytes, value.len, when, &obsolete);
}

enum tristate ask_later(struct asking *asking)
{
    struct moment first, second;
    if (asking->count < 2 || !find_date(asking, asking->args[0], &first) ||
        !find_date(asking, asking->args[1], &second))
        return TRI_UNKNOWN;
    return tristate_of(moment_compare(&first, &second) > 0);
}

enum tristate ask_same(struct asking *asking)
{
    const struct answer *answer = asking->answer;
    struct seen_text value;
    if (!answer->request.known || !values_first(answer, &answer->response, asking->args[0], &value))
        return TRI_UNKNOWN;
    return target_is(answer, value);
}

/* Returns the code that goes with the value of a parameter, or NULL. */
static const char *code_of(const struct asking *asking, const struct values *values,
                           struct seen_text value)
{
    const struct known_field *known = known_field_find(asking->registry, values->name);
    for (size_t i = 0; known != NULL && values->param != NULL && i < known->param_count; i++) {
        const struct known_param *param = &known->params[i];
        for (size_t k = 0; k < param->value_count && strcmp(param->name, values->param) == 0; k++)
            if (value_equals(value, param->values[k].value))
                return param->values[k].status;
    }
    return NULL;
}

enum tristate ask_recommended(struct asking *asking)
{
    const struct answer *answer = asking->answer;
    struct values values = values_of(answer, &answer->response, asking->args[0]);
    struct seen_text value, field;
    char code[SEEN_CODE_BYTES];
    seen_put_code(answer->response.code, code);
    while (values_next(&values, &value, &field)) {
        value = value_unquote(value);
        const char *expected = code_of(asking, &values, value);
        if (expected == NULL)
            continue;
        asking->finding->field = field;
        asking->finding->value = value;
        asking->finding->expected = expected;
        return tristate_of(strcmp(expected, code) == 0);
    }
    return TRI_UNKNOWN;
}
