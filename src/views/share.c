#include "config.h"
#include "views/browser/state_parts.h"

#include "page/page.h"

/* Width of an entry that is copied as text. */
#define COPY_TEXT_COLS 80

/* Puts the address that the reader means into request_text: of the selected link, else of the
 * definition. False, and a message, when there is none. */
static bool choose_url(struct state *state)
{
    const struct scroll *details = state_details(state);
    strbuf_reset(&state->request_text);
    if (details->link != DOC_NO_LINK && details->doc->links[details->link].url != NULL) {
        strbuf_puts(&state->request_text, details->doc->links[details->link].url);
        return true;
    }
    const struct subject *subject = &state->subject;
    const struct reference *reference = subject->page != NULL && subject->page->reference != NULL
                                            ? subject->page->reference(subject)
                                            : NULL;
    if (reference != NULL && reference_url(state->registry, reference, &state->request_text))
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
    if (subject_can_copy(&state->subject))
        state->mode = MODE_COPY;
    else
        state_say(state, MESSAGE_INFO, "codes and classes can be copied: select one");
}

/* Title and document. */
static void put_page(const struct subject *subject, bool ascii, bool text_only, struct strbuf *out)
{
    struct page_setup setup = {.cols = COPY_TEXT_COLS, .ascii = ascii, .text_only = text_only};
    struct doc *doc = subject_doc(subject, &setup);
    strbuf_reset(out);
    subject_title(subject, out);
    strbuf_putc(out, '\n');
    doc_plain(doc, out);
    doc_free(doc);
}

/* The whole page, or without example and references when that is too much for a clipboard. */
static void put_text(const struct state *state, struct strbuf *out)
{
    if (state->subject.page->markdown == NULL) {
        state->subject.page->summary(&state->subject, out);
        return;
    }
    put_page(&state->subject, state->ascii, false, out);
    if (out->len > STATE_COPY_BYTES)
        put_page(&state->subject, state->ascii, true, out);
}

static void put_markdown(const struct state *state, struct strbuf *out)
{
    const struct page *page = state->subject.page;
    (page->markdown != NULL ? page->markdown : page->summary)(&state->subject, out);
}

void state_apply_copy(struct state *state, enum action action)
{
    struct strbuf *text = &state->request_text;
    state->mode = MODE_BROWSE;
    strbuf_reset(text);
    switch (action) {
    case ACTION_COPY_CODE:
        subject_title(&state->subject, text);
        break;
    case ACTION_COPY_SUMMARY:
        state->subject.page->summary(&state->subject, text);
        break;
    case ACTION_COPY_URL:
        if (!choose_url(state))
            return;
        break;
    case ACTION_COPY_TEXT:
        put_text(state, text);
        break;
    case ACTION_COPY_MARKDOWN:
        put_markdown(state, text);
        break;
    default:
        return;
    }
    state->request = REQUEST_COPY;
}
