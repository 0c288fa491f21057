#include "config.h"
#include "views/rfc_reader.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "os/paths.h"
#include "registry/rfc.h"

/* A margin at the left of what is wrapped. */
#define HANG_COLS 6

static struct doc *make(const void *context, int cols, bool ascii)
{
    const struct rfc_reader *rfc = context;
    struct doc *doc = doc_new(cols, ascii);
    struct strbuf line = STRBUF_INIT;
    enum role role = ROLE_STRONG; /* the first line is the heading of the section */
    for (const char *at = strbuf_str(&rfc->text); *at != '\0';) {
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

void rfc_reader_open(struct rfc_reader *rfc, struct app *app, const char *url)
{
    struct rfc_place place;
    struct sb_error err = SB_ERROR_INIT;
    char *path = NULL;
    if (!rfc_place_of_url(url, &place)) {
        app_say(app, MESSAGE_INFO, "the reference is no section of an RFC");
        return;
    }
    strbuf_reset(&rfc->text);
    if (rfc_read(&place, &rfc->text, &path, &err)) {
        char *shown = paths_printable(path);
        strbuf_reset(&rfc->title);
        strbuf_printf(&rfc->title, "RFC %u", place.number);
        if (place.section[0] != '\0')
            strbuf_printf(&rfc->title, ", section %s", place.section);
        strbuf_printf(&rfc->text, "\nFrom %s", shown);
        reader_open(&rfc->reader, app, strbuf_str(&rfc->title), make, rfc);
        free(shown);
    } else {
        char *shown = paths_printable(err.message);
        app_say(app, MESSAGE_INFO, "%s", shown);
        free(shown);
    }
    sb_error_clear(&err);
    free(path);
}

void rfc_reader_clear(struct rfc_reader *rfc)
{
    reader_clear(&rfc->reader);
    strbuf_clear(&rfc->title);
    strbuf_clear(&rfc->text);
}
