/*
 * Parts of a response as they may be shown: secrets masked, content only for what explains it.
 */
#ifndef SB_RESPONSE_SHOWN_H
#define SB_RESPONSE_SHOWN_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "reading/answers.h"
#include "reading/terms.h"
#include "registry/model.h"

/* Appends the value of a field. A secret is masked: its scheme, the names of cookies and its length
 * stay. known: what the registry knows of the field, or NULL. */
void shown_put_value(const struct terms *terms, const struct known_field *known,
                     const struct answer *answer, const struct answer_field *field,
                     struct strbuf *out);

/* Appends what the content says of the error: title and detail of application/problem+json (RFC
 * 9457), the title of a page. Returns false, with nothing appended, when it says nothing. */
bool shown_put_content(const struct answer *answer, struct strbuf *out);

#endif
