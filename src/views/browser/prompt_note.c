#include "config.h"
#include "views/browser/prompts.h"

#include <string.h>

#include "views/browser/bookmark.h"

void note_prompt_open(struct browser *browser)
{
    struct note_prompt *note = &browser->note_prompt;
    struct bookmark_id id;
    if (!bookmark_begin_change(browser, &id))
        return;
    const struct bookmark *bookmark = bookmarks_find(browser_bookmarks(browser), &id);
    bookmark_free(note->before);
    note->before = bookmark_new(&id, bookmark != NULL ? bookmark->note : "", NULL);
    /* As long as a note of the file may be: to edit it must not cut it. */
    prompt_open(&note->prompt, browser->view.app, BOOKMARK_NOTE_MAX, BOOKMARK_NOTE_MAX);
    lineedit_set(&note->prompt.line, note->before->note);
}

static bool is_changed(const struct note_prompt *note)
{
    return strcmp(note->before->note, prompt_text(&note->prompt)) != 0;
}

static void accept(struct prompt *prompt)
{
    struct note_prompt *note = (struct note_prompt *)prompt;
    struct browser *browser = note->browser;
    const struct bookmark_id *id = &note->before->id;
    struct sb_error err = SB_ERROR_INIT;
    prompt_close(prompt);
    if (!is_changed(note))
        return;
    const char *text = prompt_text(prompt);
    const struct bookmark *bookmark = bookmarks_find(browser_bookmarks(browser), id);
    const char *now = bookmark != NULL ? bookmark->note : "";
    bool conflict = strcmp(note->before->note, now) != 0 && strcmp(text, now) != 0;
    struct strbuf done = STRBUF_INIT;
    strbuf_puts(&done, bookmark == NULL  ? "bookmarked, with the note (u undoes): "
                       : conflict        ? "note kept, another window's replaced (u undoes): "
                       : text[0] != '\0' ? "note kept (u undoes): "
                                         : "note removed (u undoes): ");
    bookmark_put_name(browser, id, &done);
    enum bookmark_result result = bookmark_store_set_note(browser->store, id, text, &err);
    bookmark_report_change(browser, result, &err, strbuf_str(&done));
    strbuf_clear(&done);
}

static void cancel(struct prompt *prompt)
{
    const struct note_prompt *note = (const struct note_prompt *)prompt;
    prompt_close(prompt);
    if (!is_changed(note))
        return;
    bool bookmarked = bookmarks_find(browser_bookmarks(note->browser), &note->before->id) != NULL;
    app_say(prompt->view.app, MESSAGE_INFO,
            bookmarked ? "cancelled: the note is as it was" : "cancelled: not bookmarked");
}

static void changed(struct prompt *prompt)
{
    (void)prompt; /* a note is kept or dropped as a whole */
}

static void put_advice(const struct prompt *prompt, int room, struct strbuf *out)
{
    static const char *const advice[] = {"Enter save  Esc cancel", "Enter  Esc"};
    (void)prompt;
    for (size_t i = 0; i < sizeof advice / sizeof advice[0] && out->len == 0; i++)
        if (room >= (int)strlen(advice[i]))
            strbuf_puts(out, advice[i]);
}

const struct prompt_ops note_prompt_ops = {
    .label = "note: ",
    .changed = changed,
    .accept = accept,
    .cancel = cancel,
    .note = put_advice,
};

const struct view_ops note_prompt_view = {
    PROMPT_VIEW,
    .contexts = {CONTEXT_NOTE, CONTEXT_PROMPT, CONTEXT_EDIT, CONTEXT_GENERAL},
    .types = prompt_types_text,
    .takes_paste = true,
    .keeps_text = true,
};
