/*
 * Which rules of a registry a response breaks.
 *
 * A rule is a list of terms that must all be true. Each is true, false or unknown: there is no
 * request, the head was cut off, the tool does not keep it. A rule with an unknown term says
 * nothing, so that a part of an exchange breaks no rule that the whole would keep.
 */
#ifndef SB_RESPONSE_RULES_H
#define SB_RESPONSE_RULES_H

#include <stddef.h>

#include "base/strbuf.h"
#include "reading/answers.h"
#include "reading/terms.h"
#include "registry/model.h"

/* A rule that is broken, and by what. */
struct rule_finding {
    const struct rule *rule;
    struct seen_text field; /* name of the header field; empty where no single one is meant */
    struct seen_text value; /* what it was found by */
    const char *expected;   /* the code that goes with it; NULL: none */
};

struct rule_findings {
    struct rule_finding *items; /* owned; their texts are those of the answer and the registry */
    size_t count, cap;
};

/* Finds the broken rules in the order of the registry; of several with one id only the last is
 * asked. Zero *found before the first use, and clear it. */
void rules_check(const struct registry *registry, const struct answer *answer,
                 struct rule_findings *found);
void rules_clear(struct rule_findings *found);

/* Appends what is wrong, without its reference. Names and values come from the input: it must be
 * made displayable. terms: by whose names secrets are masked; NULL: they are shown. */
void rule_put_message(const struct rule_finding *finding, const struct answer *answer,
                      const struct terms *terms, struct strbuf *out);

/* Is the rule one that must not be broken: MUST, MUST NOT, cannot? SHOULD or SHOULD NOT? */
bool rule_is_must(const struct rule *rule);
bool rule_is_should(const struct rule *rule);

#endif
