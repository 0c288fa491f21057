/*
 * Output without the browser: entries as text or JSON, lists, and answers to every number.
 *
 * Everything is appended to a string; main.c writes it. What is printed comes from the same
 * catalog, search and documents as the screen.
 */
#ifndef SB_CLI_PRINT_H
#define SB_CLI_PRINT_H

#include <stdbool.h>
#include <stddef.h>

#include "bookmarks/bookmarks.h"
#include "doc/theme.h"
#include "registry/registry.h"
#include "search/search.h"

struct print_style {
    const struct theme *theme;
    enum color_depth colors;
    bool hyperlinks; /* references as OSC 8 links */
    bool ascii;
    int width_cols;
};

/* One thing that is printed. */
struct selected {
    const struct entry *entry;       /* NULL: a number or a bookmark without an entry */
    const struct hit *hit;           /* NULL where it was no search */
    const struct bookmark *bookmark; /* NULL: none */
    char *unregistered;              /* owned: that number */
};

/* What the operands ask for, in their order. */
struct selection {
    struct selected *items; /* owned array */
    size_t count, cap;
    size_t found_count;    /* items that are entries or bookmarks */
    const char *nothing;   /* borrowed: the first of several codes that selects nothing, or NULL */
    char *words;           /* owned: what was searched for, or NULL */
    struct hits found;     /* backs `hits` */
    struct search *search; /* owned: backs the reasons of `found` */
    bool by_bookmark;      /* is:bookmarked was asked for */
    const struct registry *registry;
    const struct bookmarks *bookmarks;
};

/*
 * Operands that all look like codes or classes ("404", "40x", "4xx", "000", "742", "404.99") select
 * these; anything else is searched for as words. No operand selects everything.
 *
 * The beginning of a code ("4", "41", "4x") selects all of a class that begin so; as_list, digits
 * are searched for, so that the likely ones come first.
 * bookmarks (may be NULL) are searched, too. Facets alone with is:bookmarked among them select in
 * the user's own order, and is:bookmarked by itself also what this registry does not have.
 *
 * The selection stays where it is, and the catalog and the bookmarks as they are, until
 * selection_clear().
 */
void selection_make(struct selection *selection, const struct registry *registry,
                    char *const *operands, size_t count, bool as_list,
                    const struct bookmarks *bookmarks);

/* Leaves at most `limit` entries; 0: all. */
void selection_limit(struct selection *selection, size_t limit);
void selection_clear(struct selection *selection);

void print_entries(const struct registry *registry, const struct selection *selection,
                   const struct print_style *style, struct strbuf *out);
void print_list(const struct registry *registry, const struct selection *selection,
                const struct print_style *style, struct strbuf *out);

/* The same as JSON: an array. full: every field of the entries. */
void print_json(const struct registry *registry, const struct selection *selection, bool full,
                struct strbuf *out);

#endif
