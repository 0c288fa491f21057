#include "config.h"
#include "app/prompt.h"

#include <string.h>

#include "app/app.h"
#include "base/utf8.h"
#include "screen/draw.h"
#include "screen/key.h"

void prompt_open(struct prompt *prompt, struct app *app, size_t max_chars, size_t max_bytes)
{
    lineedit_clear(&prompt->line);
    lineedit_init(&prompt->line, max_chars, max_bytes);
    app_open(app, &prompt->view);
}

void prompt_close(struct prompt *prompt)
{
    app_close(prompt->view.app, &prompt->view);
}

void prompt_clear(struct prompt *prompt)
{
    lineedit_clear(&prompt->line);
}

const char *prompt_text(const struct prompt *prompt)
{
    return lineedit_text(&prompt->line);
}

bool prompt_is_blank(const struct prompt *prompt)
{
    return prompt_text(prompt)[strspn(prompt_text(prompt), " ")] == '\0';
}

bool prompt_types_text(int character)
{
    return character >= ' ' && character < KEY_SPECIAL;
}

bool prompt_types_code(int character)
{
    return (character >= '0' && character <= '9') || character == '.' || character == '-';
}

static const struct {
    enum action action;
    bool (*edit)(struct lineedit *line);
    bool changes_text;
} edits[] = {
    {ACTION_EDIT_BACKSPACE, lineedit_backspace, true},
    {ACTION_EDIT_DELETE, lineedit_delete, true},
    {ACTION_EDIT_WORD, lineedit_delete_word, true},
    {ACTION_EDIT_CLEAR, lineedit_delete_before, true},
    {ACTION_EDIT_KILL, lineedit_delete_after, true},
    {ACTION_EDIT_WORD_LEFT, lineedit_word_left, false},
    {ACTION_EDIT_WORD_RIGHT, lineedit_word_right, false},
    {ACTION_EDIT_LEFT, lineedit_left, false},
    {ACTION_EDIT_RIGHT, lineedit_right, false},
    {ACTION_EDIT_HOME, lineedit_home, false},
    {ACTION_EDIT_END, lineedit_end, false},
};

static bool edit(struct prompt *prompt, enum action action)
{
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        if (edits[i].action != action)
            continue;
        if (edits[i].edit(&prompt->line) && edits[i].changes_text)
            prompt->ops->changed(prompt);
        return true;
    }
    return false;
}

bool prompt_act(struct view *view, enum action action, const struct action_arg *arg)
{
    struct prompt *prompt = (struct prompt *)view;
    if (prompt->ops->act != NULL && prompt->ops->act(prompt, action, arg))
        return true;
    if (action == ACTION_ACCEPT)
        prompt->ops->accept(prompt);
    else if (action == ACTION_CANCEL || action == ACTION_INTERRUPT ||
             (action == ACTION_EDIT_BACKSPACE && prompt->ops->ends_empty &&
              prompt->line.text.len == 0))
        prompt->ops->cancel(prompt);
    else if (action != ACTION_INSERT)
        return edit(prompt, action);
    else if (lineedit_insert(&prompt->line, (uint32_t)arg->character))
        prompt->ops->changed(prompt);
    return true;
}

/* Draws the text between two columns, the part around the cursor where it is too long. */
static void draw_line(const struct lineedit *line, struct frame *frame, int col, int end)
{
    struct strbuf before = STRBUF_INIT, shown = STRBUF_INIT;
    utf8_display(&before, strbuf_str(&line->text), line->cursor, frame->ascii);
    utf8_display(&shown, strbuf_str(&line->text), line->text.len, frame->ascii);
    int cursor = utf8_width(strbuf_str(&before), before.len);
    size_t skip = 0;
    int skipped = 0;
    if (cursor >= end - col)
        skip = utf8_fit(shown.data, shown.len, cursor - (end - col) + 1, &skipped);
    frame->cursor_row = frame->rows - 1;
    frame->cursor_col = col + cursor - skipped;
    frame->show_cursor = true;
    frame_text(frame, frame->cursor_row, col, end - col, strbuf_str(&shown) + skip,
               shown.len - skip, ROLE_TEXT, 0);
    strbuf_clear(&before);
    strbuf_clear(&shown);
}

void prompt_draw(const struct view *view, struct frame *frame)
{
    const struct prompt *prompt = (const struct prompt *)view;
    int row = frame->rows - 1, end = frame->cols - 1;
    int col = 1 + draw_text(frame, row, 1, end - 1, prompt->ops->label, ROLE_KEY);
    int text_end = col + frame_label_cols(frame, prompt_text(prompt), prompt->line.text.len) + 3;

    struct strbuf note = STRBUF_INIT;
    prompt->ops->note(prompt, end - text_end, &note);
    if (note.len > 0 && text_end < end)
        end = draw_right(frame, row, text_end, end, strbuf_str(&note), ROLE_DIM) - 1;
    strbuf_clear(&note);
    draw_line(&prompt->line, frame, col, end);
}
