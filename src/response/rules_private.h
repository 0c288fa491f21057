/*
 * The words of rules. Each answers TRI_YES, TRI_NO or TRI_UNKNOWN.
 */
#ifndef SB_RESPONSE_RULES_PRIVATE_H
#define SB_RESPONSE_RULES_PRIVATE_H

#include "response/field_values.h"
#include "response/rules.h"

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

#endif
