/*
 * The words of rules. Each answers TRI_YES, TRI_NO or TRI_UNKNOWN.
 */
#ifndef SB_RESPONSE_RULES_PRIVATE_H
#define SB_RESPONSE_RULES_PRIVATE_H

#include "response/rules.h"
#include "response/values.h"

/* A term that is being asked. */
struct asking {
    const struct registry *registry;
    const struct answer *answer;
    const char *const *args; /* what the word is asked of */
    size_t count;            /* at least 1 */
    bool negated;
    struct rule_finding *finding; /* what was found goes here */
};

typedef enum tristate ask_function(struct asking *asking);

ask_function ask_token, ask_accepted, ask_repeats, ask_differs, ask_twice, ask_is, ask_later,
    ask_same, ask_recommended;

/* The values of a field, or of a parameter: "Name;param". */
struct values {
    const struct answer *answer;
    const struct head *head;
    struct seen_text name;
    const char *param; /* NULL: those of the field itself */
    size_t next;       /* field to look at */
    struct seen_text line;
    size_t at; /* in the line */
};

struct values values_of(const struct answer *answer, const struct head *head, const char *wanted);

/* Finds the next one, and the name of its field as it was written. */
bool values_next(struct values *values, struct seen_text *value, struct seen_text *field);

/* What it means that nothing was found in the head. */
enum tristate nothing_in(const struct head *head);

static inline enum tristate tristate_of(bool yes)
{
    return yes ? TRI_YES : TRI_NO;
}

/* Returns what the registry knows of the field, or NULL. */
const struct known_field *known_field_find(const struct registry *registry, struct seen_text name);

#endif
