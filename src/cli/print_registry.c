#include "config.h"
#include "cli/print_registry.h"

#include "base/utf8.h"
#include "registry/dump.h"

void print_version(const struct library *library, bool ascii, struct strbuf *out)
{
    struct strbuf about = STRBUF_INIT;
    strbuf_puts(out, "statusbrowse " PACKAGE_VERSION "\n");
    for (size_t i = 0; i < library->count; i++) {
        const struct registry *registry = library_open(&library->items[i]);
        strbuf_reset(&about);
        strbuf_printf(&about, "%s: %zu %s, %s, read from %s", registry->title,
                      registry->entry_count, registry->entry_count == 1 ? "entry" : "entries",
                      registry->updated != NULL ? registry->updated : "undated",
                      library->items[i].origin);
        utf8_display(out, strbuf_str(&about), about.len, ascii);
        strbuf_putc(out, '\n');
    }
    strbuf_clear(&about);
}

bool print_dump(const struct library *library, const char *id, struct strbuf *out,
                struct sb_error *err)
{
    const struct library_item *item =
        library_find(library, id != NULL ? id : library_main(library)->id);
    if (item != NULL) {
        registry_dump(library_open(item), out);
        return true;
    }
    struct strbuf ids = STRBUF_INIT;
    for (size_t i = 0; i < library->count; i++)
        strbuf_printf(&ids, "%s%s", i > 0 ? ", " : "", library->items[i].handle->id);
    sb_error_set(err, SB_ERR_USAGE, "--dump is '%s', expected %s", id, strbuf_str(&ids));
    strbuf_clear(&ids);
    return false;
}
