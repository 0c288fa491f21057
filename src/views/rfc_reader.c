#include "config.h"
#include "views/rfc_reader.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/memory.h"
#include "doc/doc.h"
#include "os/paths.h"
#include "registry/rfc.h"
#include "views/reader.h"

/* A margin at the left of what is wrapped. */
#define HANG_COLS 6

struct section {
    struct strbuf title, text; /* the path of the copy is the last line */
};

static void free_section(void *context)
{
    struct section *section = context;
    strbuf_clear(&section->title);
    strbuf_clear(&section->text);
    free(section);
}

static struct doc *make(const void *context, int cols, bool ascii)
{
    const struct section *section = context;
    struct doc *doc = doc_new(cols, ascii);
    struct strbuf line = STRBUF_INIT;
    enum role role = ROLE_STRONG; /* the first line is the heading of the section */
    for (const char *at = strbuf_str(&section->text); *at != '\0';) {
        size_t len = strcspn(at, "\n");
        strbuf_reset(&line);
        strbuf_add(&line, at, len);
        if (len == 0)
            doc_blank(doc);
        else
            doc_verbatim(doc, role, strbuf_str(&line), 0, HANG_COLS);
        role = ROLE_TEXT;
        at += len + (at[len] == '\n');
    }
    strbuf_clear(&line);
    return doc;
}

/* Shows the section, and takes it over. */
static void show(struct app *app, struct section *section, const struct rfc_place *place,
                 const char *path)
{
    char *shown = paths_printable(path);
    strbuf_printf(&section->title, "RFC %u", place->number);
    if (place->section[0] != '\0')
        strbuf_printf(&section->title, ", section %s", place->section);
    strbuf_printf(&section->text, "\nFrom %s", shown);
    reader_open(app, &(struct reader_text){.title = strbuf_str(&section->title),
                                           .make = make,
                                           .context = section,
                                           .release = free_section});
    free(shown);
}

void rfc_reader_open(struct app *app, const char *url)
{
    struct rfc_place place;
    struct sb_error err = SB_ERROR_INIT;
    char *path = NULL;
    if (!rfc_place_of_url(url, &place)) {
        app_say(app, MESSAGE_INFO, "the reference is no section of an RFC");
        return;
    }
    struct section *section = xcalloc(1, sizeof *section);
    if (rfc_read(&place, &section->text, &path, &err)) {
        show(app, section, &place, path);
    } else {
        char *shown = paths_printable(err.message);
        app_say(app, MESSAGE_INFO, "%s", shown);
        free(shown);
        free_section(section);
    }
    sb_error_clear(&err);
    free(path);
}
