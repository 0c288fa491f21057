#include "config.h"
#include "cli/explain.h"

#include <string.h>

#include "base/utf8.h"
#include "search/query.h"

/* Appends "nothing found", and what was looked for. */
static void add_nothing(const struct selection *selection, bool ascii, struct strbuf *out)
{
    const char *asked = selection->words != NULL ? selection->words : selection->nothing;
    strbuf_puts(out, "nothing found");
    if (asked == NULL)
        return;
    strbuf_puts(out, " for '");
    utf8_display(out, asked, strlen(asked), ascii);
    strbuf_putc(out, '\'');
}

void explain_selection(const struct selection *selection, bool ascii, struct strbuf *out)
{
    const char *problem = selection->found.problem, *suggestion = selection->found.suggestion;
    bool nothing = selection_lacks(selection);
    if (nothing && selection->by_bookmark && bookmarks_count(selection->bookmarks) == 0) {
        strbuf_puts(out, "no bookmarks yet (b sets one in the browser)");
        return;
    }
    if (nothing)
        add_nothing(selection, ascii, out);
    if (problem != NULL)
        strbuf_printf(out, "%s%s", nothing ? ": " : "", problem);
    else if (nothing && suggestion != NULL)
        strbuf_printf(out, "; did you mean '%s'?", suggestion);
    if (selection->found.cut)
        strbuf_printf(out, "%safter %d words only codes were looked for",
                      nothing || problem != NULL ? "; " : "a long text: ", QUERY_MAX_WORDS);
}

const char *explain_inputs(const struct inputs *inputs)
{
    const struct seen *seen = inputs->seen;
    if (seen->exchange && seen->requests > 0)
        return "a request, and no response to it";
    return seen->lines == 0 ? "nothing to read" : "no status was recognised";
}
