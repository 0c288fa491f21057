#include "config.h"
#include "views/share.h"

#include <stdlib.h>

#include "app/app.h"
#include "base/memory.h"
#include "registry/reference.h"
#include "screen/draw.h"
#include "screen/key.h"
#include "screen/list.h"

/* Width of a page that is copied as text. */
#define COPY_TEXT_COLS 80

struct share {
    struct view view; /* first */
    struct subject subject;
    struct page_seen seen; /* of the subject in an input; input NULL: there is none */
    char *url;             /* owned: of the selected link, or NULL */
    int selected;          /* row of the menu */
};

bool share_reference_url(const struct subject *subject, struct strbuf *out)
{
    const struct page *page = subject_page(subject);
    const struct reference *reference =
        page != NULL && page->reference != NULL ? page->reference(subject) : NULL;
    return reference != NULL && reference_url(subject->registry, reference, out);
}

bool share_has_reference(const struct subject *subject)
{
    struct strbuf url = STRBUF_INIT;
    bool has = share_reference_url(subject, &url);
    strbuf_clear(&url);
    return has;
}

/* Puts the URL, or that of the page's reference, into the request. False, and a message, when there
 * is none. */
static bool choose_url(struct app *app, const struct subject *subject, const char *url)
{
    strbuf_reset(&app->request_text);
    if (url != NULL) {
        strbuf_puts(&app->request_text, url);
        return true;
    }
    if (share_reference_url(subject, &app->request_text))
        return true;
    app_say(app, MESSAGE_INFO, "no address is known for this");
    return false;
}

void share_open_reference(struct app *app, const struct subject *subject, const char *url)
{
    if (choose_url(app, subject, url))
        app->request = REQUEST_OPEN;
}

static const struct page_seen *seen_of(const struct share *share)
{
    return share->seen.input != NULL ? &share->seen : NULL;
}

/* Title and document. */
static void put_page(const struct share *share, const struct page_setup *setup, struct strbuf *out)
{
    struct doc *doc = subject_doc(&share->subject, setup);
    strbuf_reset(out);
    subject_title(&share->subject, out);
    strbuf_putc(out, '\n');
    doc_plain(doc, out);
    doc_free(doc);
}

static void put_summary(const struct share *share, struct strbuf *out)
{
    subject_page(&share->subject)->summary(&share->subject, out);
}

/* The whole page, or without example and references when that is too much for a clipboard. */
static void put_text(const struct share *share, struct strbuf *out)
{
    if (subject_page(&share->subject)->markdown == NULL) {
        put_summary(share, out);
        return;
    }
    struct page_setup setup = {.cols = COPY_TEXT_COLS,
                               .ascii = share->view.app->ascii,
                               .whole_words = true,
                               .seen = seen_of(share)};
    put_page(share, &setup, out);
    setup.text_only = true;
    if (out->len > SHARE_MAX_BYTES)
        put_page(share, &setup, out);
}

static void put_markdown(const struct share *share, struct strbuf *out)
{
    const struct page *page = subject_page(&share->subject);
    if (page->markdown != NULL)
        page->markdown(&share->subject, seen_of(share), out);
    else
        put_summary(share, out);
}

static void put_title(const struct share *share, struct strbuf *out)
{
    subject_title(&share->subject, out);
}

/* What can be copied, in the order of the menu. put NULL: the URL. */
static const struct {
    enum action action;
    void (*put)(const struct share *share, struct strbuf *out);
} choices[] = {
    {ACTION_COPY_CODE, put_title}, {ACTION_COPY_SUMMARY, put_summary},   {ACTION_COPY_URL, NULL},
    {ACTION_COPY_TEXT, put_text},  {ACTION_COPY_MARKDOWN, put_markdown},
};

#define CHOICE_COUNT ((int)(sizeof choices / sizeof choices[0]))

static void copy(struct share *share, int choice)
{
    struct app *app = share->view.app;
    bool found = true;
    strbuf_reset(&app->request_text);
    if (choices[choice].put != NULL)
        choices[choice].put(share, &app->request_text);
    else
        found = choose_url(app, &share->subject, share->url);
    app_close(app, &share->view);
    if (!found)
        return;
    app->request = REQUEST_COPY;
    app->request_name = action_info(choices[choice].action)->help;
}

static bool act(struct view *view, enum action action, const struct action_arg *arg)
{
    struct share *share = (struct share *)view;
    (void)arg;
    for (int i = 0; i < CHOICE_COUNT; i++)
        if (choices[i].action == action || (action == ACTION_ACCEPT && i == share->selected)) {
            copy(share, i);
            return true;
        }
    long delta = app_movement(action, CHOICE_COUNT);
    if (delta != 0)
        share->selected = (int)list_clamp((size_t)share->selected, delta, CHOICE_COUNT - 1);
    else if (action != ACTION_DRAG)
        app_close(view->app, view);
    return true;
}

/* A line for each choice, above the bottom line. */
static void draw(const struct view *view, struct frame *frame)
{
    const struct share *share = (const struct share *)view;
    const int top = frame->rows - 1 - CHOICE_COUNT;
    for (int i = 0; i < CHOICE_COUNT; i++) {
        char buffer[KEY_LABEL_MAX];
        enum action action = choices[i].action;
        const char *key = key_label(keymap_key(CONTEXT_COPY, action), buffer);
        frame_blank(frame, top + i, 0, frame->cols);
        draw_text(frame, top + i, 3, 1, key, ROLE_KEY);
        int used =
            draw_text(frame, top + i, 6, frame->cols - 7, action_info(action)->help, ROLE_TEXT);
        frame_button(frame, top + i, 0, frame->cols, action);
        if (i != share->selected)
            continue;
        draw_text(frame, top + i, 1, 1, SIGN_FOCUS, ROLE_LABEL);
        frame_mark(frame, top + i, 2, used + 5, CELL_SELECTED);
        frame->cursor_row = top + i;
        frame->cursor_col = 1;
    }
    if (top > 1)
        frame_hline(frame, top - 1);
}

static const struct hint *hints(const struct view *view)
{
    static const struct hint table[] = {
        {ACTION_ACCEPT, "copy", true, NULL},
        {ACTION_CLOSE, "cancel", true, NULL},
        {ACTION_NONE, NULL, false, NULL},
    };
    (void)view;
    return table;
}

static void close_share(struct view *view)
{
    struct share *share = (struct share *)view;
    free(share->url);
    free(share);
}

static const struct view_ops share_view = {
    .contexts = {CONTEXT_COPY, CONTEXT_GENERAL},
    .overlays = true,
    .act = act,
    .draw = draw,
    .hints = hints,
    .question = "copy what?",
    .close = close_share,
};

void share_open(struct app *app, const struct subject *subject, const struct page_seen *seen,
                const char *url)
{
    if (!subject_can_copy(subject)) {
        app_say(app, MESSAGE_INFO, "codes and classes can be copied: select one");
        return;
    }
    struct share *share = xcalloc(1, sizeof *share);
    share->view.ops = &share_view;
    share->subject = *subject;
    if (seen != NULL)
        share->seen = *seen;
    if (url != NULL)
        share->url = xstrdup(url);
    app_open(app, &share->view);
}
