/*
 * Masks the secrets of a line before it is shown: values of header fields and parameters whose
 * names the registry has, passwords in URLs, and signed tokens.
 */
#ifndef SB_READING_MASK_H
#define SB_READING_MASK_H

#include <stddef.h>

#include "base/strbuf.h"
#include "reading/terms.h"

/* Appends the text with MASK in the place of each secret; as it is when terms is NULL. */
#define MASK "\u2022\u2022\u2022\u2022"
void mask_text(const struct terms *terms, const char *text, size_t len, struct strbuf *out);

#endif
