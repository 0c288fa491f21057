/*
 * What was seen in inputs, as text: pages, lines or JSON.
 */
#ifndef SB_CLI_PRINT_SEEN_H
#define SB_CLI_PRINT_SEEN_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/inputs.h"
#include "cli/print.h"

struct seen_print {
    const struct inputs *inputs;
    const char *path; /* of the only input; NULL: standard input, or several */
    size_t limit;     /* codes; 0: all */
    bool secrets;     /* are shown, not masked */
    bool brief;       /* short answers, not whole pages */
};

/* Appends a line about the input, the page of each code with how often it was seen, and what was
 * not understood. */
void print_seen(const struct seen_print *print, const struct print_style *style,
                struct strbuf *out);

/* Appends a line for each code: code, count, phrase, owner, first and last time, tabs between them.
 * One of a further registry is written as its operand: curl:28. */
void print_seen_list(const struct seen_print *print, const struct print_style *style,
                     struct strbuf *out);

/* Appends the counts as JSON, which can be read again and added up. */
void print_seen_json(const struct seen_print *print, struct strbuf *out);

/* Returns how many codes were seen. */
size_t seen_print_count(const struct seen_print *print);

#endif
