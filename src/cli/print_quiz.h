/*
 * What --quiz and --guide print: a sheet, its key, the run as JSON, the guide as text.
 */
#ifndef SB_CLI_PRINT_QUIZ_H
#define SB_CLI_PRINT_QUIZ_H

#include "bookmarks/store.h"
#include "cli/options.h"
#include "cli/print.h"
#include "page/quiz.h"

/* What is printed. */
struct quiz_print {
    const struct registry *registry;
    struct quiz quiz;
    struct registry *own;      /* owned: the questions that a file of bookmarks has; or NULL */
    const char *title;         /* of the bookmarks that are asked for; NULL: it has none */
    bool guide, answers, json; /* instead of the quiz as a sheet */
};

/* Chooses the questions about what the operands select; without operands about everything. store
 * may be NULL. False with *err when there is nothing to print. Clear it in any case. */
bool quiz_print_make(struct quiz_print *print, const struct options *options,
                     const struct library *library, const struct bookmark_store *store,
                     struct sb_error *err);
void quiz_print_clear(struct quiz_print *print); /* frees */

/* Appends it. */
void quiz_print(const struct quiz_print *print, const struct print_style *style,
                struct strbuf *out);

#endif
