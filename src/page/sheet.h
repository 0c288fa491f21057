/*
 * What is handed out: a quiz on paper, its key, and the guide as text. They read as text and as
 * Markdown, without drawing characters.
 */
#ifndef SB_PAGE_SHEET_H
#define SB_PAGE_SHEET_H

#include "doc/doc.h"
#include "page/page.h"
#include "page/quiz.h"

/* Make the sheet and its key. title NULL: that of the registry. */
struct doc *sheet_quiz(const struct quiz *quiz, const char *title, const struct page_setup *setup);
struct doc *sheet_key(const struct quiz *quiz, const char *title, const struct page_setup *setup);

/* Makes the whole guide: each question once, those that an answer leads to after it. */
struct doc *sheet_guide(const struct registry *registry, const struct page_setup *setup);

#endif
