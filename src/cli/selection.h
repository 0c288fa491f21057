/*
 * What the operands of the command line select: entries, bookmarks and numbers without an entry.
 */
#ifndef SB_CLI_SELECTION_H
#define SB_CLI_SELECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "bookmarks/bookmarks.h"
#include "page/page.h"
#include "registry/model.h"
#include "search/library_search.h"

/* One thing that the operands select. */
struct selected {
    const struct entry *entry;       /* NULL: a number, or a bookmark without an entry */
    const struct registry *registry; /* of the entry, or the one that was asked */
    const struct hit *hit;           /* NULL: not found by searching */
    const struct bookmark *bookmark; /* NULL: none */
    const struct code_class *begins; /* the class that was asked for and begins here; or NULL */
    char *unregistered;              /* owned: that number, else NULL */
    bool further;                    /* a meaning of the code of the item before it */
};

/* What the operands select, in their order. */
struct selection {
    struct selected *items; /* owned array */
    size_t count, cap;
    size_t found_count;  /* items that are entries or bookmarks */
    const char *nothing; /* borrowed: the first of several codes that selected nothing, or NULL */
    char *words;         /* owned: what was searched for, or NULL */
    struct hits found;   /* backs `hits` */
    struct library_search *search; /* owned: backs the reasons of `found` */
    bool by_bookmark;              /* is:bookmarked was asked for */
    bool facets_only;              /* what was searched for has no word: all hits are as good */
    bool compares;                 /* the items are the sides of a comparison: "401 vs 403" */
    size_t sides;                  /* of what was asked for: also those that found nothing */
    const struct library *library;
    const struct bookmarks *bookmarks;
};

/* What is made of the selection. */
enum selection_form {
    SELECTION_PAGES,
    SELECTION_LIST /* of hits: the likely ones come first */
};

/*
 * Selects what the operands name: codes or classes when all of them are such ("404", "40x", "4xx",
 * "742", "curl:28", "grpc:"; see registry/operand.h), else the hits of a search for them. A code
 * that the main registry does not know selects those of all further ones. No operand selects the
 * main registry.
 *
 * "A vs B" selects what each side means, and the beginning of a code ("4", "41", "4x") every code
 * of a class that begins so; for a list both are searched for.
 *
 * bookmarks may be NULL. A query of facets with is:bookmarked keeps the order of the bookmarks, and
 * is:bookmarked alone also selects the bookmarks that the registry does not have.
 *
 * The selection must not move, nor the library and the bookmarks change, until selection_clear().
 */
void selection_make(struct selection *selection, const struct library *library,
                    char *const *operands, size_t count, enum selection_form form,
                    const struct bookmarks *bookmarks);

/* Adds all entries of the further registries. */
void selection_add_further(struct selection *selection);

/* Did the search, or one of several codes, find nothing? */
bool selection_lacks(const struct selection *selection);

/* Keeps only the first `limit` items; 0: all. */
void selection_limit(struct selection *selection, size_t limit);

/* Marks the meanings of a code that follow its first one as `further`. Hits stay as they are: each
 * was found by itself. */
void selection_mark_further(struct selection *selection);

void selection_clear(struct selection *selection);

/* Returns what each item is about, in an array that the caller frees; *count is how many there
 * are. */
struct subject *selection_subjects(const struct selection *selection, size_t *count);

/* Returns the user's note on the item, or NULL. */
const char *selected_note(const struct selected *item);

#endif
