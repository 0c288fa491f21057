/*
 * Writes references to documents as text and as URLs.
 */
#ifndef SB_REGISTRY_REFERENCE_H
#define SB_REGISTRY_REFERENCE_H

#include "base/strbuf.h"
#include "base/text.h"
#include "registry/model.h"

/* Are document and section the same? */
static inline bool reference_equal(const struct reference *a, const struct reference *b)
{
    return text_equal(a->doc, b->doc) && text_equal(a->section, b->section);
}

/* Appends "RFC 9110 §15.5.5", or the document alone when there is no section. */
void reference_text(const struct reference *reference, struct strbuf *out);

/* Appends the URL of the section, which opener_is_safe(): it may be opened, copied and written to a
 * terminal. Bytes of the registry that may not stand in a URL are percent-encoded. Returns false,
 * with nothing appended, when the registry has no URL of the document, or one that is too long. */
bool reference_url(const struct registry *registry, const struct reference *reference,
                   struct strbuf *out);

#endif
