/*
 * A comparison: what two to four entries say differently, next to each other, and what is the same.
 */
#ifndef SB_PAGE_COMPARE_H
#define SB_PAGE_COMPARE_H

#include "page/page.h"

#define COMPARE_LEAST 2
#define COMPARE_MOST 4 /* of more, columns are too narrow and pairs too many */

struct comparison {
    struct subject subjects[COMPARE_MOST]; /* of entries */
    size_t count;
};

/* Adds an entry; one that is there already, or has no room, is not added. */
void compare_add(struct comparison *comparison, const struct registry *registry,
                 const struct entry *entry);

/* Adds an entry and what it is most confused with, then what it leads to in other registries of the
 * library. */
void compare_add_confused(struct comparison *comparison, const struct library *library,
                          const struct subject *subject);

/* Appends "401 vs 403", or "curl 28 vs 504". */
void compare_title(const struct comparison *comparison, struct strbuf *out);

/* Makes columns, as many as have room; where there is no room for two, the linear form. */
struct doc *compare_doc(const struct comparison *comparison, const struct page_setup *setup);

/* Makes the linear form, which a pipe and a screen reader get: a row after the other. */
struct doc *compare_linear(const struct comparison *comparison, const struct page_setup *setup);

#endif
