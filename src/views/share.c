#include "config.h"
#include "views/browser/state_parts.h"

#include "page/entry.h"
#include "page/markdown.h"

/* Width of an entry that is copied as text. */
#define COPY_TEXT_COLS 80

/* Puts the address that the reader means into request_text: of the selected link, else of the
 * definition. False, and a message, when there is none. */
static bool choose_url(struct state *state)
{
    const struct scroll *details = state_details(state);
    const struct entry *entry = state->subject.entry;
    strbuf_reset(&state->request_text);
    if (details->link != DOC_NO_LINK && details->doc->links[details->link].url != NULL) {
        strbuf_puts(&state->request_text, details->doc->links[details->link].url);
        return true;
    }
    const struct reference *reference = NULL;
    if (state->subject.kind == SUBJECT_UNREGISTERED)
        reference = &state->registry->unregistered.reference;
    else if (state->subject.kind == SUBJECT_CLASS)
        reference = &state->registry->classes[state->subject.class_index].reference;
    else if (entry != NULL && entry->references.count > 0)
        reference = &entry->references.items[0];
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

bool state_can_copy(const struct state *state)
{
    return state->subject.kind == SUBJECT_ENTRY || state->subject.kind == SUBJECT_CLASS ||
           state->subject.kind == SUBJECT_UNREGISTERED;
}

void state_start_copy(struct state *state)
{
    if (state_can_copy(state))
        state->mode = MODE_COPY;
    else
        state_say(state, MESSAGE_INFO, "codes and classes can be copied: select one");
}

/* What is shown, in a few words, and the sentence about it. */
static void put_name(const struct state *state, struct strbuf *out)
{
    const struct subject *subject = &state->subject;
    if (subject->kind == SUBJECT_ENTRY) {
        page_entry_title(subject->entry, out);
    } else if (subject->kind == SUBJECT_CLASS) {
        const struct code_class *class = &state->registry->classes[subject->class_index];
        strbuf_printf(out, "%s %s", class->id, class->title);
    } else {
        strbuf_puts(out, subject->code);
    }
}

static void put_summary(const struct state *state, struct strbuf *out)
{
    const struct subject *subject = &state->subject;
    struct unregistered found;
    const char *summary = NULL;
    if (subject->kind == SUBJECT_UNREGISTERED) {
        if (registry_unregistered(state->registry, subject->code, &found))
            unregistered_text(state->registry, subject->code, &found, out);
        return;
    }
    if (subject->kind == SUBJECT_ENTRY)
        summary = subject->entry->summary;
    else
        summary = state->registry->classes[subject->class_index].summary;
    put_name(state, out);
    if (summary != NULL)
        strbuf_printf(out, ": %s", summary);
}

/* Title and document; takes the document over. */
static void put_doc(const struct state *state, struct doc *doc, struct strbuf *out)
{
    strbuf_reset(out);
    put_name(state, out);
    strbuf_putc(out, '\n');
    doc_plain(doc, out);
    doc_free(doc);
}

/* The whole entry, or without example and references when that is too much for a clipboard. */
static void put_text(const struct state *state, struct strbuf *out)
{
    const struct registry *registry = state->registry;
    const struct subject *subject = &state->subject;
    bool ascii = state->ascii;
    if (subject->kind == SUBJECT_UNREGISTERED) {
        put_summary(state, out);
    } else if (subject->kind == SUBJECT_CLASS) {
        put_doc(state,
                page_class_doc(registry, &registry->classes[subject->class_index], COPY_TEXT_COLS,
                               ascii),
                out);
    } else {
        put_doc(state, page_entry_doc(registry, subject->entry, NULL, COPY_TEXT_COLS, ascii), out);
        if (out->len > STATE_COPY_BYTES)
            put_doc(state, page_entry_text_doc(registry, subject->entry, COPY_TEXT_COLS, ascii),
                    out);
    }
}

static void put_markdown(const struct state *state, struct strbuf *out)
{
    const struct subject *subject = &state->subject;
    if (subject->kind == SUBJECT_ENTRY)
        markdown_entry(state->registry, subject->entry, out);
    else if (subject->kind == SUBJECT_CLASS)
        markdown_class(state->registry, &state->registry->classes[subject->class_index], out);
    else
        put_summary(state, out);
}

void state_apply_copy(struct state *state, enum action action)
{
    struct strbuf *text = &state->request_text;
    state->mode = MODE_BROWSE;
    strbuf_reset(text);
    switch (action) {
    case ACTION_COPY_CODE:
        put_name(state, text);
        break;
    case ACTION_COPY_SUMMARY:
        put_summary(state, text);
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
