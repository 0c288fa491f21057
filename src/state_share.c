#include "config.h"
#include "state_parts.h"

#include "entry.h"
#include "markdown.h"

/* Width of an entry that is copied as text. */
#define COPY_TEXT_COLS 80

/* Puts the address that the reader means into request_text: of the selected link, else of the
 * definition. False, and a message, when there is none. */
static bool choose_url(struct state *state)
{
    const struct reader *details = state_details(state);
    const struct status *status = state->subject.status;
    strbuf_reset(&state->request_text);
    if (details->link != DOC_NO_LINK && details->doc->links[details->link].url != NULL) {
        strbuf_puts(&state->request_text, details->doc->links[details->link].url);
        return true;
    }
    const struct reference *reference = NULL;
    if (state->subject.kind == SUBJECT_CLASS)
        reference = &state->catalog->classes[state->subject.class_index].reference;
    else if (status != NULL && status->references.count > 0)
        reference = &status->references.items[0];
    if (reference != NULL && reference_url(state->catalog, reference, &state->request_text))
        return true;
    state_say(state, MESSAGE_INFO, "no address is known for this");
    return false;
}

void state_open_reference(struct state *state)
{
    if (choose_url(state))
        state->request = REQUEST_OPEN;
}

void state_start_copy(struct state *state)
{
    if (state->subject.status == NULL)
        state_say(state, MESSAGE_INFO, "no entry to copy");
    else
        state->mode = MODE_COPY;
}

/* Title and document; takes the document over. */
static void put_entry(const struct status *status, struct doc *doc, struct strbuf *out)
{
    strbuf_reset(out);
    entry_title(status, out);
    strbuf_putc(out, '\n');
    doc_plain(doc, out);
    doc_free(doc);
}

/* The whole entry, or without example and references when that is too much for a clipboard. */
static void entry_text(const struct state *state, struct strbuf *out)
{
    const struct status *status = state->subject.status;
    put_entry(status, entry_doc(state->catalog, status, NULL, COPY_TEXT_COLS, state->ascii), out);
    if (out->len > STATE_COPY_BYTES)
        put_entry(status, entry_text_doc(state->catalog, status, COPY_TEXT_COLS, state->ascii),
                  out);
}

void state_apply_copy(struct state *state, enum action action)
{
    const struct status *status = state->subject.status;
    struct strbuf *text = &state->request_text;
    state->mode = MODE_BROWSE;
    strbuf_reset(text);
    switch (action) {
    case ACTION_COPY_CODE:
        entry_title(status, text);
        break;
    case ACTION_COPY_SUMMARY:
        entry_title(status, text);
        strbuf_printf(text, ": %s", status->summary != NULL ? status->summary : "");
        break;
    case ACTION_COPY_URL:
        if (!choose_url(state))
            return;
        break;
    case ACTION_COPY_TEXT:
        entry_text(state, text);
        break;
    case ACTION_COPY_MARKDOWN:
        markdown_entry(state->catalog, status, text);
        break;
    default:
        return;
    }
    state->request = REQUEST_COPY;
}
