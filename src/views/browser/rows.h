/*
 * The rows of the class pane, and of the codes pane for each of them. A row of the class pane is
 * a class, or another source of codes: what was seen in an input, all, those of no class,
 * bookmarks, a further registry.
 */
#ifndef SB_VIEWS_BROWSER_ROWS_H
#define SB_VIEWS_BROWSER_ROWS_H

#include "base/strbuf.h"
#include "views/browser/state.h"

/* What a row of the class pane lists. A new kind of row is one of these in rows.c. */
struct row_source {
    const char *id;      /* kept in the position file; NULL: the class's */
    const char *name;    /* NULL: the two below append it */
    const char *heading; /* of the codes pane */
    enum role role;      /* of the name; ROLE_TEXT: that of the class */

    /* Append the name of the row; the short one is its first word, for a narrow pane. */
    void (*put_name)(const struct browser *browser, const struct class_row *row,
                     struct strbuf *out);
    void (*put_short)(const struct browser *browser, const struct class_row *row,
                      struct strbuf *out);

    /* Does it list the entry? NULL: it has an order and rows of its own. */
    bool (*has)(const struct class_row *row, const struct entry *entry);
    bool (*lists)(const struct browser *browser, const struct entry *entry); /* then: the same */
    size_t (*count)(const struct browser *browser, const struct class_row *row);
    void (*fill)(struct browser *browser); /* NULL: has() fills */

    /* What the details show while the row has the focus. NULL: the selected entry. */
    struct subject (*subject)(const struct browser *browser, const struct class_row *row);
    bool stands_in; /* the subject is shown, too, where the row lists nothing */

    /* Appends to the heading how the rows are ordered, and their total. NULL: nothing. */
    void (*put_order)(const struct browser *browser, struct strbuf *order, struct strbuf *total);

    /* Writes what stands in the codes pane when it has no rows, and how to get some. */
    void (*say_empty)(const struct browser *browser, struct doc *doc);
};

extern const struct row_source row_source_bookmarks; /* whose rows the user orders */
extern const struct row_source row_source_seen;      /* there while there is an input */

/* Makes the rows of the class pane. */
void rows_make_classes(struct browser *browser);

/* Shows the classes of a registry, instead of those of another further one. The selected row stays
 * selected, else the registry is. */
void rows_open_registry(struct browser *browser, const struct registry *registry);

/* The row of a class of an open registry; for REGISTRY_NONE, or without one, of all of it. */
size_t rows_find_class(const struct browser *browser, const struct registry *registry,
                       size_t class_index);

/* Counts what the rows of the class pane list, after something was hidden or bookmarked. */
void rows_count(struct browser *browser);

/* Rebuilds the rows of the codes pane. Keeps `keep` selected if it is still listed; for NULL the
 * row of a code without an entry, if there is one. Else selects the first row. */
void rows_fill_codes(struct browser *browser, const struct entry *keep);

/* Sets how many lines the rows of the codes pane have: those of responses have more where there is
 * room, for the request and how the response came. To be called when the layout changes. */
void rows_set_height(struct browser *browser);

/* Takes away the row of a code without an entry after another was selected. */
void rows_drop_unregistered(struct browser *browser);

/* The row of the class pane for codes of a class, REGISTRY_NONE for those of none: the selected one
 * where that lists them. */
size_t rows_class_for(const struct browser *browser, size_t class_index);

/* What a row of the codes pane is about. */
struct subject rows_subject(const struct browser *browser, const struct code_row *row);

/* Does the codes pane list what the source has, and not hits? */
bool rows_are_of(const struct browser *browser, const struct row_source *source);

/* Does the codes pane list the values of a facet being typed, instead of hits? */
bool rows_are_values(const struct browser *browser);

/* Row of an entry in the codes pane, the first one, or that of the response that is shown; the
 * number of rows when it is not there, or NULL. */
size_t rows_find(const struct browser *browser, const struct entry *entry);

/* Is the entry one of the class, and is it one that the row lists, whatever it is? */
bool rows_class_has(const struct class_row *row, const struct entry *entry);
bool rows_class_lists(const struct browser *browser, const struct class_row *row,
                      const struct entry *entry);
bool rows_is_visible(const struct browser *browser, const struct entry *entry);

/* Entries of all registries that are not hidden. */
size_t rows_count_visible(const struct browser *browser);

/* What is kept of a row from one start to the next: "4xx", "all"; of those of a further registry
 * its id. */
const char *rows_class_id(const struct browser *browser, const struct class_row *row);

/* The role of the name of a row. */
enum role rows_class_role(const struct class_row *row);

/* Append the name of a row; the short one is its first word, for a narrow pane. */
void rows_put_class(const struct browser *browser, const struct class_row *row, struct strbuf *out);
void rows_put_short_class(const struct browser *browser, const struct class_row *row,
                          struct strbuf *out);

/* Appends why a hit is one: "rate limit", "former name: Payload Too Large". A note is the one of
 * now: the user may have changed or removed it since the search. NULL appends nothing. */
void rows_put_reason(const struct browser *browser, const struct hit *hit, struct strbuf *out);

/* Adds a key and what it does, for texts in an empty pane. */
void rows_add_advice(struct doc *doc, const char *key, const char *text);

#endif
