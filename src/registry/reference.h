/*
 * Writes references to documents as text and as URLs.
 */
#ifndef SB_REGISTRY_REFERENCE_H
#define SB_REGISTRY_REFERENCE_H

#include "base/strbuf.h"
#include "registry/model.h"

/* Appends "RFC 9110 §15.5.5", or the document alone when there is no section. */
void reference_text(const struct reference *reference, struct strbuf *out);

/* Appends the URL of the section. Returns false, with nothing appended, when the registry has no
 * URL of the document. */
bool reference_url(const struct registry *registry, const struct reference *reference,
                   struct strbuf *out);

#endif
