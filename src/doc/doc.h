/*
 * A document: styled text wrapped to a width, with links.
 *
 * The details pane, --print and the help screen show documents. A document is built once, from top
 * to bottom, for one width, and then only read; another width needs another document. It knows
 * roles, not colours, and nothing of the screen.
 */
#ifndef SB_DOC_DOC_H
#define SB_DOC_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "base/strbuf.h"
#include "doc/role.h"

#define DOC_NO_LINK ((size_t)-1)

/* A piece of a line in one role. The spans of a line are in order and cover all of its text. */
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
    bool continues;          /* the text of the line before it */
    bool label, aside_label; /* begins with a section label, in the left and right of a document */
};

/* Where a link leads: to something of the registry, or to a URL. */
struct doc_link {
    const void *target; /* given by the maker of the document: a struct subject; or NULL */
    const char *url;    /* owned by the document; or NULL */
    size_t line;        /* in which it begins */
};

struct doc {
    struct doc_line *lines;
    size_t line_count, line_cap;
    struct doc_link *links;
    size_t link_count, link_cap;
    size_t news_line; /* where that begins which is new on a card; 0 when all is */
    int width_cols;
    int aside_col;        /* where the right of two documents begins; 0: there is only one */
    bool ascii;           /* only ASCII is shown */
    bool whole_words;     /* longer words and URLs stand out: set by the maker of a document that
                             nothing clips */
    enum role label_role; /* of section labels: ROLE_LABEL, or an accent that the maker sets */
    struct arena arena;
};

/* Returns an empty document of a width; ascii: only ASCII can be shown. The caller frees it. */
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

/* The same, put together as by printf(). */
void rich_printf(struct rich *rich, const struct doc *doc, enum role role, const char *fmt, ...)
    SB_PRINTF(4, 5);

/* The same for text that should stay on one line: a name, a reference. */
void rich_add_whole(struct rich *rich, const struct doc *doc, enum role role, const char *text);

/* Appends text that leads to a target, or to a URL. */
void rich_link(struct rich *rich, struct doc *doc, const char *text, size_t len,
               const void *target);
void rich_link_url(struct rich *rich, struct doc *doc, const char *text, const char *url);

/* Appends spaces up to the column, counted from the start of the text; at least one. */
void rich_pad_to(struct rich *rich, int column);

/* Adds the text as lines wrapped at spaces (doc/wrap.h), the first indented by `indent` columns,
 * the others by `hang`. Empties the text. Words longer than a line are broken, but for
 * doc.whole_words. */
void doc_add(struct doc *doc, struct rich *rich, int indent, int hang);

/* Adds a text in one role, wrapped the same way. */
void doc_text(struct doc *doc, enum role role, const char *text, int indent, int hang);

/* The same of a text that was put together for it, and is freed. */
void doc_take(struct doc *doc, enum role role, struct strbuf *text, int indent, int hang);

/* Adds a line that keeps its spaces. When it is too long it continues in the next line, which the
 * hanging indent shows. */
void doc_verbatim(struct doc *doc, enum role role, const char *text, int indent, int hang);

/* Adds a URL, with less of its indent where it then fits a line. When it is too long it continues
 * in the next line, if possible at a character that separates its parts; with doc.whole_words it
 * stands out. */
void doc_url(struct doc *doc, enum role role, const char *url, int indent, int hang);

/* Adds an empty line, unless the document is empty or ends with one. */
void doc_blank(struct doc *doc);

/* Adds an empty line and a section label. */
void doc_label(struct doc *doc, const char *text);

/* Inserts a text, wrapped, before the first line. */
void doc_prepend(struct doc *doc, enum role role, const char *text);

/* Returns both documents side by side, `gap` columns between them, and frees them. The links of the
 * left one come first; its label role counts for both. */
struct doc *doc_join(struct doc *left, struct doc *right, int gap);

/* Returns the document as two columns of about the same height, `gap` columns between them, and
 * frees it. A text begins in the right one where that is near the middle; a label stays with what
 * follows. One that is too short, or has a line that stands out, stays as it is. */
struct doc *doc_fold(struct doc *doc, int gap);

/* Appends the lines of another document of at most the same width, and frees it. */
void doc_append(struct doc *doc, struct doc *from);

/* Appends all text, a newline after each line. For tests and for output without styles. */
void doc_plain(const struct doc *doc, struct strbuf *out);

#endif
