#include "config.h"
#include "registry/reference.h"

#include <ctype.h>
#include <string.h>

#include "registry/registry.h"

void reference_text(const struct reference *reference, struct strbuf *out)
{
    strbuf_puts(out, reference->doc);
    if (reference->section != NULL)
        strbuf_printf(out, " \u00a7%s", reference->section);
}

/* RFCs have their appendices at #appendix-B.3, not at #section-B.3. */
static void name_appendix(struct strbuf *out, size_t start)
{
    static const char section[] = "#section-", appendix[] = "#appendix-";
    size_t len = strlen(section);
    if (out->len - start < len || strncmp(out->data + out->len - len, section, len) != 0)
        return;
    out->len -= len;
    strbuf_puts(out, appendix);
}

bool reference_url(const struct registry *registry, const struct reference *reference,
                   struct strbuf *out)
{
    static const char placeholder[] = "{section}";
    const struct document *document =
        reference->doc != NULL ? registry_document(registry, reference->doc) : NULL;
    if (document == NULL)
        return false;
    const char *mark = document->section_url != NULL && reference->section != NULL
                           ? strstr(document->section_url, placeholder)
                           : NULL;
    if (mark != NULL) {
        size_t start = out->len;
        strbuf_add(out, document->section_url, (size_t)(mark - document->section_url));
        if (isalpha((unsigned char)reference->section[0]))
            name_appendix(out, start);
        strbuf_puts(out, reference->section);
        strbuf_puts(out, mark + strlen(placeholder));
        return true;
    }
    if (document->url == NULL)
        return false;
    strbuf_puts(out, document->url);
    return true;
}
