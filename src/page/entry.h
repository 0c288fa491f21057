/*
 * What the program says about an entry, a class or an unregistered code, as a document.
 *
 * The one place where an entry becomes text: the details pane and --print show the same.
 */
#ifndef SB_PAGE_ENTRY_H
#define SB_PAGE_ENTRY_H

#include "doc/doc.h"
#include "registry/registry.h"

/* Appends the heading: "429 Too Many Requests". */
void page_entry_title(const struct entry *entry, struct strbuf *out);

/* Appends the line below the heading: "Client Error · IANA standard · RFC 6585 §4". */
void page_entry_subtitle(const struct registry *registry, const struct entry *entry,
                         struct strbuf *out);

/* The entry's document, without its title. Codes named in it are links to a struct entry. note
 * is the user's own on the entry; NULL or "" for none. */
struct doc *page_entry_doc(const struct registry *registry, const struct entry *entry,
                           const char *note, int width_cols, bool ascii);

/* The text alone: without example, names and references. */
struct doc *page_entry_text_doc(const struct registry *registry, const struct entry *entry,
                                int width_cols, bool ascii);

/* The same as page_entry_doc() in two columns: example, names and references beside the text. */
struct doc *page_entry_wide_doc(const struct registry *registry, const struct entry *entry,
                                const char *note, int width_cols, int gap_cols, int aside_cols,
                                bool ascii);

/* A class: what it promises, and its codes as links. */
struct doc *page_class_doc(const struct registry *registry, const struct code_class *class,
                           int width_cols, bool ascii);

/* The registry as a whole; origin is where it was read from. */
struct doc *page_about_doc(const struct registry *registry, const char *origin, int width_cols,
                           bool ascii);

/* What a bookmark says of itself, for one whose entry the registry does not have. */
struct bookmark_text {
    const char *owner;
    const char *note;  /* NULL or "": none */
    const char *added; /* NULL: not known */
};
struct doc *page_missing_doc(const struct bookmark_text *bookmark, int width_cols, bool ascii);

/* A code without an entry: what to do with it, and the nearest codes as links. */
struct doc *page_unknown_doc(const struct registry *registry, const char *code,
                             const struct unregistered *found, int width_cols, bool ascii);

#endif
