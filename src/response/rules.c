#include "config.h"
#include "response/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reading/mask.h"
#include "registry/registry.h"
#include "response/rules_private.h"

#define SHOWN_BYTES 80 /* of a name or value in a message: longer ones say no more */

static enum tristate ask_has_in(struct asking *asking, const struct head *head)
{
    struct seen_text value, field;
    for (size_t i = 0; i < asking->count; i++) {
        struct values values = values_of(asking->answer, head, asking->args[i]);
        if (values_next(&values, &value, &field)) {
            asking->finding->field = field;
            return TRI_YES;
        }
    }
    return nothing_in(head);
}

static enum tristate ask_has(struct asking *asking)
{
    return ask_has_in(asking, &asking->answer->response);
}

static enum tristate ask_asked(struct asking *asking)
{
    const struct head *request = &asking->answer->request;
    return request->known ? ask_has_in(asking, request) : TRI_UNKNOWN;
}

/* "404", "4xx", "unregistered" or "invalid". */
static bool is_status(const struct asking *asking, const char *wanted)
{
    char code[SEEN_CODE_BYTES];
    int number = asking->answer->response.code;
    bool valid = number >= 100 && number <= 599;
    seen_put_code(number, code);
    if (strcmp(wanted, "invalid") == 0)
        return !valid;
    if (strcmp(wanted, "unregistered") == 0)
        return valid && registry_find(asking->registry, code, NULL) == NULL;
    return code_matches(code, wanted);
}

static enum tristate ask_status(struct asking *asking)
{
    for (size_t i = 0; i < asking->count; i++)
        if (is_status(asking, asking->args[i]))
            return TRI_YES;
    return TRI_NO;
}

static enum tristate ask_method(struct asking *asking)
{
    const struct answer *answer = asking->answer;
    struct seen_text method = answer_text(answer, answer->request.method);
    if (!answer->request.known || method.len == 0)
        return TRI_UNKNOWN;
    for (size_t i = 0; i < asking->count; i++)
        if (value_equals(method, asking->args[i]))
            return TRI_YES;
    return TRI_NO;
}

static enum tristate ask_version_of(struct asking *asking, const struct head *head)
{
    static const char *const names[] = {[HTTP_VERSION_1_0] = "1.0",
                                        [HTTP_VERSION_1_1] = "1.1",
                                        [HTTP_VERSION_2] = "2",
                                        [HTTP_VERSION_3] = "3"};
    if (!head->known || head->version == HTTP_VERSION_UNKNOWN)
        return TRI_UNKNOWN;
    for (size_t i = 0; i < asking->count; i++)
        if (strcmp(names[head->version], asking->args[i]) == 0)
            return TRI_YES;
    return TRI_NO;
}

static enum tristate ask_version(struct asking *asking)
{
    return ask_version_of(asking, &asking->answer->response);
}

static enum tristate ask_asked_version(struct asking *asking)
{
    return ask_version_of(asking, &asking->answer->request);
}

/* Reads the one length of the content that the response names. */
static bool content_length(const struct answer *answer, int64_t *length)
{
    struct values values = values_of(answer, &answer->response, "Content-Length");
    struct seen_text value, field;
    int64_t other;
    if (!values_next(&values, &value, &field) || !value_number(value, length))
        return false;
    while (values_next(&values, &value, &field))
        if (!value_number(value, &other) || other != *length)
            return false;
    return true;
}

/* Can the bytes that were read be compared with Content-Length? */
static bool is_counted(const struct answer *answer)
{
    const struct head *head = &answer->response;
    int code = head->code;
    struct seen_text coding, method = answer_text(answer, answer->request.method);
    return head->raw && !head->cut && answer->content_known && answer->content_seen &&
           code >= 200 && code != 204 && code != 304 && !value_equals(method, "HEAD") &&
           !values_first(answer, head, "Content-Encoding", &coding) &&
           !values_first(answer, head, "Transfer-Encoding", &coding);
}

/* Lines that end with LF alone may have lost a CR each. */
static enum tristate is_short(const struct answer *answer, int64_t length)
{
    uint64_t most = answer->content_bytes;
    if (!answer->response.crlf)
        most += answer->content_lines;
    return tristate_of(most < (uint64_t)length);
}

/* Ends of lines after the content may be of the tool or of an editor; and text that was edited may
 * be longer in any way. */
static enum tristate is_long(const struct answer *answer, int64_t length)
{
    if (!answer->response.crlf)
        return TRI_UNKNOWN;
    return tristate_of(answer->content_bytes - answer->content_tail > (uint64_t)length);
}

static enum tristate is_content(const struct answer *answer, const char *wanted)
{
    int64_t length = 0;
    bool known = content_length(answer, &length);
    bool seen = answer->content_known && answer->content_seen;
    if (strcmp(wanted, "some") == 0)
        return seen ? TRI_YES : known && length == 0 ? TRI_NO : TRI_UNKNOWN;
    if (strcmp(wanted, "none") == 0)
        return seen || (known && length > 0) ? TRI_NO : known ? TRI_YES : TRI_UNKNOWN;
    if (!known || !is_counted(answer))
        return TRI_UNKNOWN;
    return strcmp(wanted, "short") == 0  ? is_short(answer, length)
           : strcmp(wanted, "long") == 0 ? is_long(answer, length)
                                         : TRI_UNKNOWN;
}

static enum tristate ask_content(struct asking *asking)
{
    return is_content(asking->answer, asking->args[0]);
}

static unsigned line_fact(const char *name)
{
    static const struct {
        const char *name;
        unsigned fact;
    } facts[] = {
        {"fold", LINE_FOLD},
        {"space-before-colon", LINE_SPACE_BEFORE_COLON},
        {"space-before-fields", LINE_SPACE_BEFORE_FIELDS},
        {"no-space-after-code", LINE_NO_SPACE_AFTER_CODE},
        {"bad-name", LINE_BAD_NAME},
        {"bare-cr", LINE_BARE_CR},
        {"control", LINE_CONTROL},
        {"non-ascii", LINE_NON_ASCII},
        {"upper-case-name", LINE_UPPER_CASE_NAME},
    };
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++)
        if (strcmp(facts[i].name, name) == 0)
            return facts[i].fact;
    return 0;
}

static enum tristate ask_line(struct asking *asking)
{
    const struct answer *answer = asking->answer;
    const struct head *head = &answer->response;
    unsigned fact = line_fact(asking->args[0]);
    if (!head->raw || fact == 0)
        return TRI_UNKNOWN;
    for (size_t i = head->first; i < head->first + head->count; i++)
        if (answer->fields[i].facts & fact) {
            asking->finding->field = answer_text(answer, answer->fields[i].name);
            break;
        }
    return tristate_of(head->facts & fact);
}

static enum tristate ask_listed(struct asking *asking)
{
    const struct answer *answer = asking->answer;
    const struct head *head = &answer->response;
    bool request = strcmp(asking->args[0], "request") == 0;
    for (size_t i = head->first; i < head->first + head->count; i++) {
        struct seen_text name = answer_text(answer, answer->fields[i].name);
        const struct known_field *known = known_field_find(asking->registry, name);
        if (known == NULL ||
            !(request ? known->in == FIELD_OF_REQUEST : known->obsolete == TRI_YES))
            continue;
        asking->finding->field = name;
        return TRI_YES;
    }
    return nothing_in(head);
}

static ask_function *const words[RULE_WORD_COUNT] = {
    [RULE_STATUS] = ask_status,
    [RULE_METHOD] = ask_method,
    [RULE_VERSION] = ask_version,
    [RULE_ASKED_VERSION] = ask_asked_version,
    [RULE_HAS] = ask_has,
    [RULE_ASKED] = ask_asked,
    [RULE_TOKEN] = ask_token,
    [RULE_ACCEPTED] = ask_accepted,
    [RULE_REPEATS] = ask_repeats,
    [RULE_DIFFERS] = ask_differs,
    [RULE_TWICE] = ask_twice,
    [RULE_IS] = ask_is,
    [RULE_LATER] = ask_later,
    [RULE_SAME] = ask_same,
    [RULE_RECOMMENDED] = ask_recommended,
    [RULE_LISTED] = ask_listed,
    [RULE_CONTENT] = ask_content,
    [RULE_LINE] = ask_line,
};

/* Is the term true? registry/fields_answer.c has checked its form. */
static bool is_true(const struct registry *registry, const struct answer *answer,
                    const struct string_list *term, struct rule_finding *finding)
{
    bool negated = strcmp(term->items[0], RULE_NOT) == 0;
    size_t word = 0;
    while (word < RULE_WORD_COUNT && strcmp(rule_word_names[word], term->items[negated]) != 0)
        word++;
    struct asking asking = {.registry = registry,
                            .answer = answer,
                            .args = term->items + negated + 1,
                            .count = term->count - negated - 1,
                            .negated = negated,
                            .finding = finding};
    return words[word](&asking) == (negated ? TRI_NO : TRI_YES);
}

static bool is_broken(const struct registry *registry, const struct answer *answer,
                      struct rule_finding *finding)
{
    const struct rule *rule = finding->rule;
    for (size_t i = 0; i < rule->term_count; i++)
        if (!is_true(registry, answer, &rule->terms[i], finding))
            return false;
    return true;
}

/* Is there a rule with its id after it? */
static bool is_replaced(const struct answer_knowledge *answers, size_t index)
{
    for (size_t i = index + 1; i < answers->rule_count; i++)
        if (strcmp(answers->rules[i].id, answers->rules[index].id) == 0)
            return true;
    return false;
}

void rules_check(const struct registry *registry, const struct answer *answer,
                 struct rule_findings *found)
{
    const struct answer_knowledge *answers = &registry_extras(registry)->answers;
    found->count = 0;
    for (size_t i = 0; i < answers->rule_count; i++) {
        struct rule_finding finding = {.rule = &answers->rules[i]};
        if (!is_broken(registry, answer, &finding) || is_replaced(answers, i))
            continue;
        MEM_GROW(found->items, found->cap, found->count + 1);
        found->items[found->count++] = finding;
    }
}

void rules_clear(struct rule_findings *found)
{
    free(found->items);
    *found = (struct rule_findings){0};
}

static void put_cut(struct seen_text text, struct strbuf *out)
{
    strbuf_add(out, text.bytes, text.len < SHOWN_BYTES ? text.len : SHOWN_BYTES);
    if (text.len > SHOWN_BYTES)
        strbuf_puts(out, "...");
}

/* Appends the value that the rule was found by: of a secret field only that there is one. */
static void put_found(const struct rule_finding *finding, const struct terms *terms,
                      struct strbuf *out)
{
    const struct known_field *known =
        terms != NULL ? known_field_find(terms_registry(terms), finding->field) : NULL;
    if (known != NULL && known->secret == TRI_YES)
        strbuf_puts(out, MASK);
    else
        mask_text(terms, finding->value.bytes, finding->value.len, out);
}

void rule_put_message(const struct rule_finding *finding, const struct answer *answer,
                      const struct terms *terms, struct strbuf *out)
{
    char code[SEEN_CODE_BYTES];
    const char *expected = finding->expected != NULL ? finding->expected : "";
    struct strbuf value = STRBUF_INIT;
    seen_put_code(answer->response.code, code);
    put_found(finding, terms, &value);
    const struct {
        const char *name;
        struct seen_text text;
    } places[] = {
        {"{field}", finding->field},
        {"{value}", {strbuf_str(&value), value.len}},
        {"{status}", {code, strlen(code)}},
        {"{expected}", {expected, strlen(expected)}},
    };
    for (const char *at = finding->rule->message; *at != '\0';) {
        size_t i = 0, count = sizeof places / sizeof places[0];
        while (i < count && strncmp(at, places[i].name, strlen(places[i].name)) != 0)
            i++;
        if (i == count) {
            strbuf_putc(out, *at++);
            continue;
        }
        put_cut(places[i].text, out);
        at += strlen(places[i].name);
    }
    strbuf_clear(&value);
}

bool rule_is_must(const struct rule *rule)
{
    return rule->strength == STRENGTH_MUST || rule->strength == STRENGTH_MUST_NOT ||
           rule->strength == STRENGTH_CANNOT;
}

bool rule_is_should(const struct rule *rule)
{
    return rule->strength == STRENGTH_SHOULD || rule->strength == STRENGTH_SHOULD_NOT;
}
