/*
 * Output without the browser: entries as text or JSON, lists, and answers to every number.
 *
 * Everything is appended to a string; main.c writes it. What is printed comes from the same
 * catalog, search and documents as the screen.
 */
#ifndef SB_PRINT_H
#define SB_PRINT_H

#include <stdbool.h>
#include <stddef.h>

#include "catalog.h"
#include "search.h"
#include "theme.h"

struct print_style {
    const struct theme *theme;
    enum color_depth colors;
    bool hyperlinks; /* references as OSC 8 links */
    bool ascii;
    int width_cols;
};

/* What the operands ask for. */
struct selection {
    const struct status **statuses; /* owned array */
    const struct hit **hits;        /* owned, beside statuses: NULL where it was no search */
    size_t count, cap, hit_cap;
    char **unregistered; /* owned: numbers without an entry, in order */
    size_t unregistered_count, unregistered_cap;
    char *words;         /* owned: what was searched for, or NULL */
    struct hits found;   /* backs `hits` */
};

/*
 * Operands that all look like codes or classes ("404", "40x", "4xx", "000", "742") select these;
 * anything else is searched for as words. No operand selects everything. limit 0: no limit.
 */
void selection_make(struct selection *selection, const struct catalog *catalog,
                    char *const *operands, size_t count, size_t limit);
void selection_clear(struct selection *selection);

/* True when the operand is a code, a pattern of codes, or a number. */
bool selection_is_code(const struct catalog *catalog, const char *operand);

void print_entries(const struct catalog *catalog, const struct selection *selection,
                   const struct print_style *style, struct strbuf *out);
void print_list(const struct catalog *catalog, const struct selection *selection,
                const struct print_style *style, struct strbuf *out);

/* The same as JSON: an array. full: every field of the entries. */
void print_json(const struct catalog *catalog, const struct selection *selection, bool full,
                struct strbuf *out);

#endif
