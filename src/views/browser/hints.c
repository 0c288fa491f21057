#include "config.h"
#include "screen/draw.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "screen/key.h"
#include "search/query.h"

struct hint {
    enum action action;
    const char *text;
    bool keep; /* shown even when others have to go */
};

static const struct hint codes_hints[] = {
    {ACTION_SEARCH, "search", true},      {ACTION_GOTO, "go to code", false},
    {ACTION_BOOKMARK, "bookmark", false}, {ACTION_OPEN_REFERENCE, "open RFC", false},
    {ACTION_COPY, "copy", false},         {ACTION_NEXT_PANE, "pane", false},
    {ACTION_NEXT_LINK, "link", false},    {ACTION_TOGGLE_UNOFFICIAL, "unofficial", false},
    {ACTION_HELP, "help", true},          {ACTION_QUIT, "quit", true},
};
static const struct hint classes_hints[] = {
    {ACTION_OPEN, "its codes", true},   {ACTION_SEARCH, "search", true},
    {ACTION_GOTO, "go to code", false}, {ACTION_OPEN_REFERENCE, "open RFC", false},
    {ACTION_COPY, "copy", false},       {ACTION_TOGGLE_UNOFFICIAL, "unofficial", false},
    {ACTION_HELP, "help", true},        {ACTION_QUIT, "quit", true},
};
static const struct hint details_hints[] = {
    {ACTION_NEXT_LINK, "next link", true},
    {ACTION_OPEN, "follow", true},
    {ACTION_BACK, "back", true},
    {ACTION_BOOKMARK, "bookmark", false},
    {ACTION_OPEN_REFERENCE, "open RFC", false},
    {ACTION_COPY, "copy", false},
    {ACTION_SEARCH, "search", false},
    {ACTION_HELP, "help", true},
    {ACTION_QUIT, "quit", true},
};
static const struct hint hits_hints[] = {
    {ACTION_NEXT_HIT, "next", true},      {ACTION_PREV_HIT, "previous", false},
    {ACTION_OPEN, "read", false},         {ACTION_CANCEL, "leave the hits", true},
    {ACTION_BOOKMARK, "bookmark", false}, {ACTION_COPY, "copy", false},
    {ACTION_SEARCH, "search", false},     {ACTION_HELP, "help", true},
    {ACTION_QUIT, "quit", false},
};
static const struct hint bookmarks_hints[] = {
    {ACTION_NOTE, "note", true},          {ACTION_BOOKMARK_DOWN, "move", false},
    {ACTION_BOOKMARK, "bookmark", false}, {ACTION_UNDO, "undo", false},
    {ACTION_OPEN, "read", false},         {ACTION_SEARCH, "search", false},
    {ACTION_HELP, "help", true},          {ACTION_QUIT, "quit", true},
};
static const struct hint copy_hints[] = {
    {ACTION_CLOSE, "cancel", true},
};
/* Where one pane is shown at a time, the way to the others matters most. */
static const struct hint narrow_classes_hints[] = {
    {ACTION_OPEN, "codes", true},
    {ACTION_SEARCH, "search", true},
    {ACTION_QUIT, "quit", false},
    {ACTION_HELP, "help", true},
};
static const struct hint narrow_codes_hints[] = {
    {ACTION_OPEN, "read", true},      {ACTION_LEFT, "classes", false},
    {ACTION_SEARCH, "search", false}, {ACTION_BOOKMARK, "bookmark", false},
    {ACTION_HELP, "help", true},
};
static const struct hint narrow_details_hints[] = {
    {ACTION_LEFT, "list", true},       {ACTION_OPEN, "follow", false}, {ACTION_BACK, "back", false},
    {ACTION_NEXT_LINK, "link", false}, {ACTION_COPY, "copy", false},   {ACTION_HELP, "help", true},
};
static const struct hint reader_hints[] = {
    {ACTION_DOWN, "down", false},
    {ACTION_PAGE_DOWN, "page down", false},
    {ACTION_CLOSE, "close", true},
};

/* Would the action do something now? Asked of those that often would not. */
static bool is_useful(const struct state *state, const struct hint *hint)
{
    const struct page *page = state->subject.page;
    bool in_details = state->focus == PANE_DETAILS;
    switch (hint->action) {
    case ACTION_OPEN:
        return in_details ? state->details.link != DOC_NO_LINK : state->codes.count > 0;
    case ACTION_BACK:
        return state->back_count > 0;
    case ACTION_BOOKMARK:
    case ACTION_BOOKMARK_DOWN:
    case ACTION_NOTE:
        return state->store != NULL && bookmark_store_may_change(state->store, NULL) &&
               state->codes.count > 0 && page != &page_unknown;
    case ACTION_UNDO:
        return state->store != NULL && bookmarks_can_undo(state_bookmarks(state));
    case ACTION_OPEN_REFERENCE:
        return page != NULL && page->reference != NULL;
    case ACTION_COPY:
        return subject_can_copy(&state->subject);
    default:
        return true;
    }
}

static const char *hint_text(const struct state *state, const struct hint *hint)
{
    if (hint->action == ACTION_BOOKMARK && state->codes.count > 0 &&
        (state_entry(state) == NULL || state_bookmark(state, state_entry(state)) != NULL))
        return "remove bookmark";
    return hint->text;
}

static const char *hint_key(const struct state *state, const struct hint *hint,
                            char buffer[KEY_LABEL_MAX])
{
    if (hint->action == ACTION_GOTO)
        return "0-9";
    return key_label(keymap_key(state->mode, hint->action), buffer);
}

/* 0: it is left out. */
static int hint_cols(const struct state *state, const struct hint *hint)
{
    char buffer[KEY_LABEL_MAX];
    if (!is_useful(state, hint))
        return 0;
    return (int)(strlen(hint_key(state, hint, buffer)) + 1 + strlen(hint_text(state, hint)) + 2);
}

/* The hints of a table that fit, those to keep before the others, in the table's order. */
static void draw_hints(const struct state *state, struct frame *frame, const struct hint *hints,
                       size_t count)
{
    int row = state->layout.bottom_row, col = 1, end = state->layout.cols - 1;
    if (state->mode == MODE_COPY)
        col += render_put(frame, row, col, end - col, "copy what?", ROLE_NOTICE) + 2;
    int kept = 0; /* columns of the hints to keep that are still to come */
    bool full = false;
    for (size_t i = 0; i < count; i++)
        kept += hints[i].keep ? hint_cols(state, &hints[i]) : 0;
    for (size_t i = 0; i < count; i++) {
        char buffer[KEY_LABEL_MAX];
        int cols = hint_cols(state, &hints[i]);
        if (cols == 0)
            continue;
        if (hints[i].keep)
            kept -= cols;
        /* Once something to keep has no room, nothing else takes it. */
        if (col + cols + kept > end + 2 || (full && !hints[i].keep)) {
            full = full || hints[i].keep;
            continue;
        }
        col +=
            render_put(frame, row, col, end - col, hint_key(state, &hints[i], buffer), ROLE_KEY) +
            1;
        col += render_put(frame, row, col, end - col, hint_text(state, &hints[i]), ROLE_DIM) + 2;
    }
}

#define HINTS(table) (table), sizeof(table) / sizeof((table)[0])

static bool in_bookmarks(const struct state *state)
{
    return state->codes.count > 0 && state_class_row(state)->kind == CLASS_ROW_BOOKMARKS;
}

static void draw_narrow_hints(const struct state *state, struct frame *frame)
{
    if (state->focus == PANE_DETAILS)
        draw_hints(state, frame, HINTS(narrow_details_hints));
    else if (state->shows_hits)
        draw_hints(state, frame, HINTS(hits_hints));
    else if (state->focus == PANE_CLASSES)
        draw_hints(state, frame, HINTS(narrow_classes_hints));
    else
        draw_hints(state, frame, HINTS(narrow_codes_hints));
}

static void draw_situation_hints(const struct state *state, struct frame *frame)
{
    if (state->mode == MODE_READER)
        draw_hints(state, frame, HINTS(reader_hints));
    else if (state->mode == MODE_COPY)
        draw_hints(state, frame, HINTS(copy_hints));
    else if (state->layout.kind == LAYOUT_NARROW)
        draw_narrow_hints(state, frame);
    else if (state->focus == PANE_DETAILS)
        draw_hints(state, frame, HINTS(details_hints));
    else if (state->shows_hits)
        draw_hints(state, frame, HINTS(hits_hints));
    else if (state->focus == PANE_CLASSES)
        draw_hints(state, frame, HINTS(classes_hints));
    else if (in_bookmarks(state))
        draw_hints(state, frame, HINTS(bookmarks_hints));
    else
        draw_hints(state, frame, HINTS(codes_hints));
}

/* What an empty prompt is for, as much as there is room for. */
static void prompt_hint(int room, struct strbuf *out)
{
    struct strbuf facets = STRBUF_INIT;
    for (int i = 0; i < FACET_COUNT; i++)
        strbuf_printf(&facets, "%s: ", facet_names[i]);
    strbuf_puts(&facets, "-word");
    strbuf_printf(out, "words, a code, or %s", facets.data);
    if ((int)out->len > room) {
        strbuf_reset(out);
        if ((int)facets.len <= room)
            strbuf_add(out, facets.data, facets.len);
    }
    strbuf_clear(&facets);
}

/* Why the selected hit is one and how many there are; only the number when there is no room for
 * both. */
static void hits_note(const struct state *state, int room, struct strbuf *out)
{
    char number[48];
    snprintf(number, sizeof number, "%zu of %zu", state->codes.count, state->registry->entry_count);
    if (state->codes.count > 0) {
        render_hit_reason(state, state->code_rows[state->codes.selected].hit, out);
        if (out->len > 0)
            strbuf_puts(out, SIGN_DOT);
        if (utf8_width(strbuf_str(out), out->len) + (int)strlen(number) > room)
            strbuf_reset(out);
    }
    strbuf_puts(out, number);
}

/* What stands at the right of the prompt. */
static void prompt_note(const struct state *state, int room, struct strbuf *out)
{
    static const char note_advice[] = "Enter keeps it, Esc does not";
    if (state->mode == MODE_GOTO)
        strbuf_puts(out, strbuf_str(&state->message));
    else if (state->mode == MODE_NOTE)
        strbuf_puts(out, room >= (int)strlen(note_advice) ? note_advice : "");
    else if (state->hits.problem != NULL)
        strbuf_puts(out, state->hits.problem);
    else if (state->prompt.text.len == 0)
        prompt_hint(room, out);
    else if (state->shows_hits)
        hits_note(state, room, out);
}

static void draw_prompt(const struct state *state, struct frame *frame)
{
    int row = state->layout.bottom_row, cols = state->layout.cols;
    const char *label = state->mode == MODE_GOTO   ? "go to code "
                        : state->mode == MODE_NOTE ? "note: "
                                                   : "/";
    const struct strbuf *text = &state->prompt.text;
    int col = 1 + render_put(frame, row, 1, cols - 2, label, ROLE_KEY);
    int text_cols = frame_label_cols(frame, strbuf_str(text));

    struct strbuf note = STRBUF_INIT;
    prompt_note(state, cols - 1 - (col + text_cols + 3), &note);
    int note_cols = frame_label_cols(frame, strbuf_str(&note));
    int end = cols - 1;
    if (note.len > 0 && col + text_cols + 3 < end) {
        int start = end - note_cols > col + text_cols + 3 ? end - note_cols : col + text_cols + 3;
        render_put(frame, row, start, end - start, strbuf_str(&note), ROLE_DIM);
        end = start - 1;
    }
    strbuf_clear(&note);

    /* A text that is too long shows the part around the cursor. */
    struct strbuf before = STRBUF_INIT, shown = STRBUF_INIT;
    utf8_display(&before, strbuf_str(text), state->prompt.cursor, frame->ascii);
    utf8_display(&shown, strbuf_str(text), text->len, frame->ascii);
    int cursor = utf8_width(strbuf_str(&before), before.len);
    size_t skip = 0;
    int skipped = 0;
    if (cursor >= end - col)
        skip = utf8_fit(shown.data, shown.len, cursor - (end - col) + 1, &skipped);
    frame_text(frame, row, col, end - col, strbuf_str(&shown) + skip, shown.len - skip, ROLE_TEXT,
               0);
    frame->cursor_row = row;
    frame->cursor_col = col + cursor - skipped;
    frame->show_cursor = true;
    strbuf_clear(&before);
    strbuf_clear(&shown);
}

/* What can be copied, a line each, above the bottom line. */
void render_copy_menu(const struct state *state, struct frame *frame)
{
    static const enum action actions[] = {ACTION_COPY_CODE, ACTION_COPY_SUMMARY, ACTION_COPY_URL,
                                          ACTION_COPY_TEXT, ACTION_COPY_MARKDOWN};
    const int count = sizeof actions / sizeof actions[0], top = state->layout.bottom_row - count;
    for (int i = 0; i < count; i++) {
        char buffer[KEY_LABEL_MAX];
        const char *key = key_label(keymap_key(MODE_COPY, actions[i]), buffer);
        frame_blank(frame, top + i, 0, state->layout.cols);
        render_put(frame, top + i, 3, 1, key, ROLE_KEY);
        render_put(frame, top + i, 6, state->layout.cols - 7, action_info(actions[i])->help,
                   ROLE_TEXT);
    }
    if (top > 1)
        frame_hline(frame, top - 1);
}

static void draw_message(const struct state *state, struct frame *frame)
{
    int row = state->layout.bottom_row, col = 1;
    bool is_error = state->message_kind == MESSAGE_ERROR;
    if (is_error)
        col += render_put(frame, row, col, 1, "!", ROLE_WARNING) + 1;
    render_put(frame, row, col, state->layout.cols - 1 - col, strbuf_str(&state->message),
               is_error ? ROLE_WARNING : ROLE_NOTICE);
}

void render_bottom(const struct state *state, struct frame *frame)
{
    if (state->mode == MODE_SEARCH || state->mode == MODE_GOTO || state->mode == MODE_NOTE)
        draw_prompt(state, frame);
    else if (state->message_kind != MESSAGE_NONE)
        draw_message(state, frame);
    else
        draw_situation_hints(state, frame);
}
