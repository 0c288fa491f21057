/*
 * The prompts of the browser: searching, going to a code, writing a note.
 */
#ifndef SB_VIEWS_BROWSER_PROMPTS_H
#define SB_VIEWS_BROWSER_PROMPTS_H

#include "views/browser/state.h"

/* Opens the search, empty. What it lists shows while it is typed. */
void search_prompt_open(struct browser *browser);

/* Searches as if the text had been typed and kept. */
void search_prompt_run(struct browser *browser, const char *text);

/* Opens with a text that is searched for at once. */
void search_prompt_paste(struct browser *browser, const char *text);

/* Goes to the code that the text is. False when it is not one number, with dots or a sign
 * perhaps. */
bool goto_prompt_paste(struct browser *browser, const char *text);

/* Opens with the first character: a digit, a sign, or a dot, which continues the selected code. */
void goto_prompt_open(struct browser *browser, int character);

/* Opens with the note of the selected row; a message when it cannot have one. */
void note_prompt_open(struct browser *browser);

/* For browser_init(), which makes the prompts. */
extern const struct prompt_ops search_prompt_ops, goto_prompt_ops, note_prompt_ops;
extern const struct view_ops search_prompt_view, goto_prompt_view, note_prompt_view;

#endif
