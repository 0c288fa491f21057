/*
 * A page: what is said about one subject, be it an entry, a class, a registry or a code that no
 * registry has. The screen, --print and the clipboard show the same pages.
 *
 * A new kind of subject is its name in subject.h, one file with one `struct page`, and its row in
 * the table of page.c; nothing outside this folder asks of which kind a subject is, but where an
 * action makes sense for one kind alone.
 */
#ifndef SB_PAGE_PAGE_H
#define SB_PAGE_PAGE_H

#include <stdint.h>

#include "base/strbuf.h"
#include "doc/doc.h"
#include "page/subject.h"
#include "reading/answers.h"
#include "reading/seen.h"
#include "reading/terms.h"
#include "registry/library.h"

#define PAGE_TEXT_COLS 90    /* wider lines are hard to read */
#define PAGE_ASIDE_COLS 110  /* from here on, an entry stands in two columns */
#define PAGE_GAP_COLS 3      /* between them */
#define PAGE_MAX_ANSWERS 3   /* responses that a page explains: of more, counts say more */
#define PAGE_MAX_MEANINGS 20 /* other meanings of a code that are named: nobody reads more */

enum input_progress {
    PROGRESS_READING, /* a file: there is more */
    PROGRESS_FOLLOWS, /* a pipe: there may be more */
    PROGRESS_READ,    /* a file: all of it */
    PROGRESS_ENDED,   /* a pipe: who wrote it has closed it */
};

/* How much came in the last second: lines, and of each code of struct seen. */
struct page_rates {
    uint64_t lines;
    uint64_t codes[SEEN_CODES];
};

/* What was seen in an input. */
struct page_input {
    const struct seen *seen;
    const struct terms *terms;
    const char *name;              /* "access.log", "standard input" */
    const char *path;              /* as an operand; NULL: standard input */
    bool secrets;                  /* are shown, not masked */
    const struct answers *answers; /* messages of HTTP in it, which are explained; NULL: none */
    int64_t now; /* seconds since 1970; 0: unknown, nothing is said of how long ago */
    enum input_progress progress;
    const struct page_rates *rates; /* of a pipe that is followed; NULL: not known */
};

/* What was seen of the page's code in an input. A page begins with its responses, if there are any
 * and at most PAGE_MAX_ANSWERS, else with how often the code was seen. */
struct page_seen {
    const struct page_input *input;
    int code;          /* of input->seen->codes */
    uint64_t response; /* the number of the one that is meant, from 1; 0: all with this code */
};

struct page_setup {
    int cols;                      /* that there are; a page uses as many as can be read */
    bool ascii;                    /* only ASCII can be shown */
    bool whole_words;              /* do not break long words and URLs: nothing clips them */
    bool official_only;            /* list no unofficial codes */
    bool text_only;                /* leave out what one looks up: example, names, references */
    const char *found_by;          /* what a search found it by; NULL: it was not searched for */
    const struct entry *unlike;    /* the other one of a question "A vs B"; NULL: none was asked */
    const char *note;              /* the user's own on an entry; NULL or "": none */
    const struct page_seen *seen;  /* NULL: there is no input */
    const struct library *library; /* whose entries are led to; NULL: the registry's own */
    const char *origin; /* where the registry was read; NULL where no page of it is asked for */
};

struct page {
    /* Appends the heading: "429 Too Many Requests". */
    void (*title)(const struct subject *subject, struct strbuf *out);

    /* The role of the heading. NULL: ROLE_STRONG. */
    enum role (*role)(const struct subject *subject);

    /* Makes the document, without the heading. Codes that it names are links whose target is a
     * struct subject, which the document owns. The caller frees it. */
    struct doc *(*make)(const struct subject *subject, const struct page_setup *setup);

    /* Makes the short answer: a document with the heading. NULL: the page is short itself. */
    struct doc *(*card)(const struct subject *subject, const struct page_setup *setup);

    /* Appends one line for the clipboard. NULL: there is nothing to copy. */
    void (*summary)(const struct subject *subject, struct strbuf *out);

    /* Appends all of it as Markdown, with what was seen of it in an input (NULL: there is none).
     * NULL: the summary says it all. */
    void (*markdown)(const struct subject *subject, const struct page_seen *seen,
                     struct strbuf *out);

    /* The reference to open; may return NULL. NULL: the page has none. */
    const struct reference *(*reference)(const struct subject *subject);
};

/* The pages, rows of the table of page.c. */
extern const struct page page_entry;
extern const struct page page_class;
extern const struct page page_registry;
extern const struct page page_unknown;
extern const struct page page_input;
extern const struct page page_missing;

/* Returns the page of the subject; NULL for nothing. */
const struct page *subject_page(const struct subject *subject);

/* Is there something of it for the clipboard? */
bool subject_can_copy(const struct subject *subject);

/* Appends the heading; nothing for a subject of nothing. */
void subject_title(const struct subject *subject, struct strbuf *out);
enum role subject_role(const struct subject *subject);

/* Reports whether no more can come. */
bool page_input_is_over(const struct page_input *input);

/* Appends the request of a response, its secrets masked, "GET /orders/7"; nothing when it is not
 * known. */
void page_put_request(const struct page_input *input, const struct answer *answer,
                      struct strbuf *out);

/* Appends how the response came: "HTTP/1.1, 32 bytes". */
void page_put_transfer(const struct answer *answer, struct strbuf *out);

/* Appends how much was read: "57 lines, 27 Nov 01:53:54 to 27 Nov 01:54:16". */
void page_put_input(const struct page_input *input, struct strbuf *out);

/* Adds examples of lines that were not understood, and, when no line was, what helps. */
void page_add_unknown(const struct page_input *input, struct doc *doc);

/* Makes the document of the example lines of a code, in place of its page. */
struct doc *page_seen_lines(const struct page_seen *seen, const struct page_setup *setup);

/* Appends a number with a space after each three digits from its end. */
void page_put_number(uint64_t number, struct strbuf *out);

/* Makes the document of the subject; an empty one for nothing. The caller frees it. */
struct doc *subject_doc(const struct subject *subject, const struct page_setup *setup);

#endif
