/*
 * A document: styled text wrapped to a width, with links.
 *
 * What the details pane, --print and the help screen show. A document is built once, top to
 * bottom, for one width, and then only read; another width needs another document. It knows roles,
 * not colours, and nothing of the screen.
 */
#ifndef SB_DOC_DOC_H
#define SB_DOC_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"
#include "doc/role.h"

#define DOC_NO_LINK ((size_t)-1)

/* A piece of a line in one role. Spans of a line are in order and cover all of its text. */
struct doc_span {
    size_t start, end; /* bytes of the line's text */
    enum role role;
    size_t link; /* index into doc.links, or DOC_NO_LINK */
};

struct doc_line {
    const char *text; /* displayable UTF-8 (or ASCII), no newline */
    size_t len;       /* bytes */
    const struct doc_span *spans;
    size_t span_count;
};

/* Where a link leads: to something of the catalog, or to an address. */
struct doc_link {
    const void *target; /* what the maker of the document gave: a struct entry; or NULL */
    const char *url;    /* owned by the document; or NULL */
    size_t line;        /* where it begins */
};

struct doc {
    struct doc_line *lines;
    size_t line_count, line_cap;
    struct doc_link *links;
    size_t link_count, link_cap;
    int width_cols;
    int aside_col;        /* where a second document beside begins; 0: there is none */
    bool ascii;           /* only ASCII is shown */
    enum role label_role; /* of section labels: ROLE_LABEL, or an accent that the maker sets */
    struct arena arena;
};

struct doc *doc_new(int width_cols, bool ascii);
void doc_free(struct doc *doc); /* NULL is allowed */

/* Text in several roles, before it is wrapped. Zeroed is empty; clear frees. */
struct rich {
    struct strbuf text;
    struct doc_span *spans;
    size_t span_count, span_cap;
};

void rich_clear(struct rich *rich);

/* Appends text, made displayable for the document. */
void rich_add(struct rich *rich, const struct doc *doc, enum role role, const char *text);
void rich_addn(struct rich *rich, const struct doc *doc, enum role role, const char *text,
               size_t len);

/* The same for text that should not be broken over lines: a name, a reference. */
void rich_add_whole(struct rich *rich, const struct doc *doc, enum role role, const char *text);

/* Appends text that leads to a target, or to an address. */
void rich_link(struct rich *rich, struct doc *doc, enum role role, const char *text, size_t len,
               const void *target);
void rich_link_url(struct rich *rich, struct doc *doc, enum role role, const char *text,
                   const char *url);

/* Appends spaces up to the column (measured from the start of the text), at least one. */
void rich_pad_to(struct rich *rich, int column);

/* Adds the text as lines wrapped at spaces, the first indented by `indent` columns, the others by
 * `hang`; empties it. Words longer than a line are broken. */
void doc_add(struct doc *doc, struct rich *rich, int indent, int hang);

/* Adds one text in one role, wrapped the same way. */
void doc_text(struct doc *doc, enum role role, const char *text, int indent, int hang);

/* Adds a line that keeps its spaces; when it is too long it goes on in the next, marked by the
 * hanging indent. */
void doc_verbatim(struct doc *doc, enum role role, const char *text, int indent, int hang);

/* Adds an address; when it is too long for a line it goes on in the next, if possible before or
 * behind a character that separates its parts. */
void doc_address(struct doc *doc, enum role role, const char *url, int indent, int hang);

/* Adds an empty line, unless the document is empty or ends with one. */
void doc_blank(struct doc *doc);

/* Adds an empty line and a section label. */
void doc_label(struct doc *doc, const char *text);

/* Does a section label stand in the line, at its beginning or (aside) in the document beside? */
bool doc_has_label(const struct doc *doc, const struct doc_line *line, bool aside);

/* Puts a text, wrapped, before the first line. */
void doc_prepend(struct doc *doc, enum role role, const char *text);

/* Both documents side by side, the right one behind `gap` columns; takes them over. The links of
 * the left one come first, and its label role is that of both. */
struct doc *doc_beside(struct doc *left, struct doc *right, int gap);

/* Appends all text, a newline after each line. For tests and for output without styles. */
void doc_plain(const struct doc *doc, struct strbuf *out);

#endif
