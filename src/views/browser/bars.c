#include "config.h"
#include "screen/draw.h"

#include <stdlib.h>
#include <string.h>

#define SIGN_CRUMB " \u203a "

/* "4xx · 12 of 47", "hit 3 of 7"; in a narrow layout, whose crumbs name the list, "12/47". */
static void position_text(const struct state *state, struct strbuf *out)
{
    bool narrow = state->layout.kind == LAYOUT_NARROW;
    const struct class_row *row = state_class_row(state);
    const struct list *list =
        narrow && state->focus == PANE_CLASSES ? &state->classes : &state->codes;
    if (state->shows_hits && list->count == 0)
        strbuf_puts(out, "no hits");
    else if (state->shows_hits && !narrow)
        strbuf_puts(out, "hit ");
    else if (!narrow)
        render_class_label(state, row, row->kind == CLASS_ROW_BOOKMARKS, out);
    if (list->count == 0)
        return;
    if (!narrow && !state->shows_hits)
        strbuf_puts(out, SIGN_DOT);
    strbuf_printf(out, narrow ? "%zu/%zu" : "%zu of %zu", list->selected + 1, list->count);
}

static void origin_text(const struct state *state, struct strbuf *out)
{
    const char *slash = strrchr(state->origin, '/');
    const char *name = slash != NULL ? slash + 1 : state->origin;
    bool builtin = state->origin[0] == '<';
    strbuf_puts(out, builtin ? "built-in" : name);
    if (state->registry->updated != NULL)
        strbuf_printf(out, " %s", state->registry->updated);
}

/* What is wrong, for the upper right: changes of the bookmarks that could not be written yet, else
 * warnings whose row has left. "" when all is well. */
static const char *trouble(const struct state *state, bool in_short)
{
    if (state->store != NULL && bookmark_store_unsaved(state->store))
        return in_short ? "not saved" : "bookmarks not saved";
    if (state->warning_count > 0 && state->layout.warning_row < 0)
        return in_short ? "! w" : "! w shows a warning";
    return "";
}

void render_title_bar(const struct state *state, struct frame *frame)
{
    struct strbuf text = STRBUF_INIT;
    int cols = state->layout.cols;
    position_text(state, &text);
    int end = render_put_right(frame, 0, cols / 2, cols - 1, strbuf_str(&text), ROLE_DIM) - 1;
    const char *wrong = trouble(state, false);
    if (wrong[0] != '\0')
        end = render_put_right(frame, 0, cols / 3, end - 1, wrong, ROLE_WARNING) - 1;
    int col = 1 + render_put(frame, 0, 1, end - 1, "statusbrowse", ROLE_STRONG) + 2;
    strbuf_reset(&text);
    strbuf_printf(&text, "%s" SIGN_DOT, state->registry->title);
    origin_text(state, &text);
    render_put(frame, 0, col, end - col, strbuf_str(&text), ROLE_DIM);
    strbuf_clear(&text);
}

/* In a narrow layout: where this pane is, "4xx › 429 Too Many Requests". */
void render_crumbs(const struct state *state, struct frame *frame)
{
    struct strbuf text = STRBUF_INIT;
    enum role role = ROLE_STRONG;
    const struct class_row *row = state_class_row(state);
    int cols = state->layout.cols, col = 1;
    position_text(state, &text);
    int end = render_put_right(frame, 0, cols / 2, cols - 1, strbuf_str(&text), ROLE_DIM) - 1;
    const char *wrong = trouble(state, true);
    if (wrong[0] != '\0')
        end = render_put_right(frame, 0, cols / 3, end, wrong, ROLE_WARNING) - 1;
    strbuf_reset(&text);
    if (state->focus == PANE_CLASSES) {
        strbuf_puts(&text, "Classes");
    } else if (state->focus == PANE_CODES) {
        if (state->shows_hits)
            strbuf_printf(&text, "Hits" SIGN_CRUMB "%s", state->hits_text);
        else
            render_class_label(state, row, true, &text);
        role = state->shows_hits ? ROLE_STRONG : theme_accent(row->class_index);
    } else {
        if (state->shows_hits)
            strbuf_puts(&text, "Hits");
        else
            render_class_label(state, row, false, &text);
        strbuf_puts(&text, SIGN_CRUMB);
        col += render_put(frame, 0, col, end - col, strbuf_str(&text), ROLE_DIM);
        /* The title matters more than the position. */
        end = cols - 1;
        strbuf_reset(&text);
        subject_title(&state->subject, &text);
        role = subject_role(&state->subject);
        frame_blank(frame, 0, col, cols - col);
    }
    render_put(frame, 0, col, end - col, strbuf_str(&text), role);
    strbuf_clear(&text);
}

/* The first line of the first warning. */
void render_warning(const struct state *state, struct frame *frame)
{
    int row = state->layout.warning_row, cols = state->layout.cols;
    if (row < 0)
        return;
    char *first = xstrndup(state->warnings[0], strcspn(state->warnings[0], "\n"));
    /* The name of the file tells enough; w shows its path. */
    size_t name_end = strcspn(first, ":"), name = name_end;
    while (name > 0 && first[name - 1] != '/')
        name--;
    const char *keys = state->layout.kind == LAYOUT_NARROW ? "w" : "w all  Esc hide";
    int end = render_put_right(frame, row, cols / 2, cols - 1, keys, ROLE_KEY) - 1;
    render_put(frame, row, 1, 2, "!", ROLE_WARNING);
    render_put(frame, row, 3, end - 3, first + name, ROLE_WARNING);
    free(first);
}
