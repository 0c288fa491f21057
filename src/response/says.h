/*
 * What the header fields of a response say, in words: by what the registry knows of them.
 *
 * Values of the input are in the words as they are, their secrets masked: who shows them makes them
 * displayable.
 */
#ifndef SB_RESPONSE_SAYS_H
#define SB_RESPONSE_SAYS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "reading/answers.h"
#include "reading/terms.h"
#include "registry/model.h"

/* A response that is explained. */
struct says {
    const struct registry *registry;
    const struct answer *answer;
    int64_t now;               /* seconds since 1970; 0: unknown, nothing is said of how long ago */
    const struct terms *terms; /* by whose names secrets are masked; NULL: they are shown */
};

/* Returns what the registry knows of the field, or NULL. */
const struct known_field *says_known(const struct says *says, const struct answer_field *field);

/* Appends what the value of the field means. Returns false, with nothing appended, when nothing is
 * known of it. */
bool says_meaning(const struct says *says, const struct answer_field *field, struct strbuf *out);

/* Is the field of this use in the response? known may be NULL. */
bool says_is_for(const struct says *says, const struct known_field *known, enum field_use use);

/* Returns who responds by the value of the field, WHO_UNKNOWN when it does not say. Sets *text to
 * what is known of the value, or NULL. */
enum field_who says_who(const struct says *says, const struct answer_field *field,
                        const char **text);

#endif
