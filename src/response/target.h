/*
 * The target of a request, and what a reference in its response leads to: RFC 3986 section 5.
 */
#ifndef SB_RESPONSE_TARGET_H
#define SB_RESPONSE_TARGET_H

#include "base/strbuf.h"
#include "reading/answers.h"
#include "registry/model.h"

/* Does the reference lead to the target of the request? TRI_UNKNOWN: the request does not show its
 * scheme, and all else is the same. The answer must have a request. */
enum tristate target_is(const struct answer *answer, struct seen_text reference);

/* Appends the address that the reference leads to, as far as the request says it: without a scheme,
 * or as a path only. */
void target_resolve(const struct answer *answer, struct seen_text reference, struct strbuf *out);

#endif
