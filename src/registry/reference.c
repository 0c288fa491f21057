#include "config.h"
#include "registry/reference.h"

#include <string.h>

#include "base/ascii.h"
#include "os/opener.h"
#include "registry/registry.h"

void reference_text(const struct reference *reference, struct strbuf *out)
{
    strbuf_puts(out, reference->doc);
    if (reference->section != NULL)
        strbuf_printf(out, " \u00a7%s", reference->section);
}

/* RFCs have their appendices at #appendix-B.3, not at #section-B.3. */
static void name_appendix(struct strbuf *out)
{
    static const char section[] = "#section-", appendix[] = "#appendix-";
    size_t len = strlen(section);
    if (out->len < len || strncmp(out->data + out->len - len, section, len) != 0)
        return;
    out->len -= len;
    strbuf_puts(out, appendix);
}

/* Appends an address; a byte that must not stand there as its number. */
static void put_address(const char *text, struct strbuf *out)
{
    while (*text != '\0') {
        size_t run = 0;
        while (opener_takes(text[run]))
            run++;
        strbuf_add(out, text, run);
        text += run;
        for (; *text != '\0' && !opener_takes(*text); text++)
            strbuf_printf(out, "%%%02X", (unsigned)(unsigned char)*text);
    }
}

/* Appends the address of the section, or of the whole document. Returns false when there is
 * none. */
static bool put_url(const struct document *document, const char *section, struct strbuf *out)
{
    static const char placeholder[] = "{section}";
    const char *mark = document->section_url != NULL && section != NULL
                           ? strstr(document->section_url, placeholder)
                           : NULL;
    if (mark == NULL) {
        if (document->url != NULL)
            strbuf_puts(out, document->url);
        return document->url != NULL;
    }
    strbuf_add(out, document->section_url, (size_t)(mark - document->section_url));
    if (ascii_is_letter(section[0]))
        name_appendix(out);
    strbuf_puts(out, section);
    strbuf_puts(out, mark + strlen(placeholder));
    return true;
}

bool reference_url(const struct registry *registry, const struct reference *reference,
                   struct strbuf *out)
{
    const struct document *document =
        reference->doc != NULL ? registry_document(registry, reference->doc) : NULL;
    struct strbuf url = STRBUF_INIT, address = STRBUF_INIT;
    bool known = document != NULL && put_url(document, reference->section, &url);
    put_address(strbuf_str(&url), &address);
    known = known && opener_is_safe(strbuf_str(&address)); /* it may be too long */
    if (known)
        strbuf_puts(out, strbuf_str(&address));
    strbuf_clear(&url);
    strbuf_clear(&address);
    return known;
}
