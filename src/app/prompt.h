/*
 * A prompt: a view of one line at the bottom in which text is typed.
 */
#ifndef SB_APP_PROMPT_H
#define SB_APP_PROMPT_H

#include "app/view.h"
#include "base/strbuf.h"
#include "screen/lineedit.h"

struct prompt;

struct prompt_ops {
    const char *label;
    bool ends_empty; /* Backspace cancels it when there is nothing to delete */
    void (*changed)(struct prompt *prompt); /* after the text changed */
    void (*accept)(struct prompt *prompt);
    void (*cancel)(struct prompt *prompt);

    /* Other actions, asked first. False: not handled. May be NULL. */
    bool (*act)(struct prompt *prompt, enum action action, const struct action_arg *arg);

    /* Appends what stands at the right, in at most `room` columns. */
    void (*note)(const struct prompt *prompt, int room, struct strbuf *out);
};

struct prompt {
    struct view view; /* first */
    const struct prompt_ops *ops;
    struct lineedit line;
};

/* Members of the view_ops of every prompt, besides its contexts. */
#define PROMPT_VIEW .overlays = true, .owns_bottom = true, .act = prompt_act, .draw = prompt_draw

/* Opens an empty prompt on top; its ops are set. */
void prompt_open(struct prompt *prompt, struct app *app, size_t max_chars, size_t max_bytes);
void prompt_close(struct prompt *prompt);
void prompt_clear(struct prompt *prompt); /* frees */

/* What was typed, valid until it changes. */
const char *prompt_text(const struct prompt *prompt);
bool prompt_is_blank(const struct prompt *prompt); /* nothing but spaces was typed */

bool prompt_act(struct view *view, enum action action, const struct action_arg *arg);
void prompt_draw(const struct view *view, struct frame *frame);

/* Is it a character of a line of text, of a code? For view_ops.types. */
bool prompt_types_text(int character);
bool prompt_types_code(int character);

#endif
