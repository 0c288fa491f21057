/*
 * struct browser: what the three panes show and where the user is.
 *
 * Its files, each above those before it: layout, state, seen_rows, rows (the rows of the panes),
 * details (the page of the selected row), select (moving), hits, history, bookmark, teach (to the
 * stage), prompt_search, prompt_goto, prompt_note, bars, pane_classes, pane_codes, pane_details,
 * hints, browser (the view).
 * position and searches are what is kept from one start to the next.
 */
#ifndef SB_VIEWS_BROWSER_STATE_H
#define SB_VIEWS_BROWSER_STATE_H

#include "app/app.h"
#include "app/prompt.h"
#include "bookmarks/store.h"
#include "page/page.h"
#include "registry/library.h"
#include "screen/list.h"
#include "screen/scroll.h"
#include "search/library_search.h"
#include "views/browser/layout.h"
#include "views/browser/searches.h"
#include "views/stage/stage.h"

/* A row of the class pane. */
struct class_row {
    const struct row_source *source; /* what it lists (rows.h) */
    const struct registry *registry; /* whose entries; the main one for bookmarks. A further one is
                                        open only once it was selected. */
    size_t class_index;              /* REGISTRY_NONE but for a class */
    size_t count;                    /* entries it lists */
    size_t hits;                     /* of those shown, while hits are */
};

/* A code that was seen in the input, or one response. */
struct seen_row {
    int code; /* of the codes of struct seen */
    const struct registry *registry;
    const struct entry *entry; /* NULL: the registry has none */
    uint64_t response;         /* its number among all responses, from 1; 0: all with the code */
};

enum seen_order {
    SEEN_ORDER_CAME, /* of an exchange */
    SEEN_ORDER_WORST,
    SEEN_ORDER_FREQUENT,
    SEEN_ORDER_NEWEST,
    SEEN_ORDER_CODE,
    SEEN_ORDER_COUNT
};

/* What is shown of the input (seen_rows.h). */
struct browser_seen {
    const struct page_input *input; /* borrowed; grows while it is read. NULL: none */
    struct page_input shown;        /* the same, or with what is held */
    struct seen *held;              /* as it was when the picture was paused; owned, NULL: not */
    struct seen_row *rows;          /* owned */
    size_t count;
    enum seen_order order; /* chosen; SEEN_ORDER_COUNT: the usual one */
    uint64_t response;     /* which one the details are about, as in a row */
    int known;    /* of responses in rows: 1 how they came, 2 also their requests, 0 none */
    bool touched; /* a key was pressed: the selection stays where it is */
    bool lines;   /* example lines in place of the page */
};

/* A row of the codes pane. */
struct code_row {
    const struct entry *entry; /* NULL: a value, bookmarked, but not in this registry, or no code */
    const struct hit *hit;     /* of browser.hits, when hits are shown; else NULL */
    const struct facet_value *value; /* of browser.hits, listed instead of hits; else NULL */
    const struct seen_row *seen;     /* of browser.seen, in the class Seen; else NULL */
    size_t bookmark;                 /* its place among the bookmarks where these are shown */
    bool unregistered;               /* where browser.unregistered would stand */
};

/* Where the user is: enough to come back. place_clear() frees what it owns. */
struct place {
    enum pane focus;
    const struct registry *registry; /* whose classes are there */
    size_t class_row, class_top;
    char *search; /* what the hits were searched for, "" for nothing; owned */
    bool shows_hits;
    const struct entry *entry; /* selected, or NULL */
    const struct entry *shown_anyway;
    char unregistered[SUBJECT_CODE_BYTES]; /* "": none */
    size_t code_top;
    struct subject subject; /* SUBJECT_NOTHING: what the selected row is about */
    uint64_t response;      /* that is shown, as in struct seen_row */
    size_t doc_top, doc_link;
};

#define HISTORY_MAX 64 /* places to come back to; the oldest is forgotten */

struct place_stack {
    struct place *places; /* owned; at most HISTORY_MAX */
    size_t count, cap;
};

struct search_prompt {
    struct prompt prompt; /* first */
    struct browser *browser;
    struct place before; /* where it was opened */
    struct searches earlier;
    size_t at; /* position while stepping through them */
    bool due;  /* more was typed than the hits are for */
};

struct goto_prompt {
    struct prompt prompt; /* first */
    struct browser *browser;
    struct place before; /* where it was opened */
};

struct note_prompt {
    struct prompt prompt; /* first */
    struct browser *browser;
    struct bookmark *before; /* whose note it is, and the note as it was; owned */
};

struct browser {
    struct view view; /* first */
    const struct library *library;
    const struct registry *registry; /* of the selected row: whose classes are there */
    struct bookmark_store *store;    /* borrowed; NULL: no bookmarks are to be had */
    bool show_unofficial;
    const struct entry
        *shown_anyway; /* an unofficial one that was asked for while they are hidden */

    const char *const *warnings; /* borrowed; each may have several lines */
    size_t warning_count;
    int warning_actions; /* after which their row leaves the screen; 0: it is not there */

    struct layout layout;
    int code_cols; /* of the longest code of the registry */
    enum pane focus;
    enum pane dragged; /* whose thumb the mouse has hold of; PANE_COUNT: none */
    struct class_row *class_rows;
    struct list classes;
    struct code_row *code_rows;
    size_t code_row_cap;
    struct list codes;
    bool shows_hits; /* the codes pane shows hits instead of a class */
    /* A code without an entry that was asked for; "": none. Its row is there as long as it is
     * selected. */
    char unregistered[SUBJECT_CODE_BYTES];
    struct subject subject;
    const struct entry *unlike; /* what the subject was asked for with: "A vs B"; NULL: nothing */
    char *found_by; /* what the subject was found by, as the details say it; owned, NULL: not */
    struct scroll details; /* its document is made when it is needed: details_scroll() */

    struct browser_seen seen;

    struct library_search *search;
    struct hits hits;
    char *hits_text; /* what they were searched for; owned */

    struct place_stack back, forward;
    bool walks_classes; /* the last step was one to another class, and Back leads to before it */
    struct search_prompt search_prompt;
    struct goto_prompt goto_prompt;
    struct note_prompt note_prompt;
    struct stage stage;
};

/* The selected row of each list; NULL where the codes pane is empty. */
const struct class_row *browser_class_row(const struct browser *browser);
const struct code_row *browser_code_row(const struct browser *browser);

/* The selected entry, or NULL. */
const struct entry *browser_entry(const struct browser *browser);

/* The bookmarks; NULL when none are to be had. */
const struct bookmarks *browser_bookmarks(const struct browser *browser);

/* The bookmark of an entry; NULL when it has none, or is NULL. */
const struct bookmark *browser_bookmark(const struct browser *browser, const struct entry *entry);

/* The entry of a bookmark, or NULL when no registry has it. */
const struct entry *browser_find(const struct browser *browser, const struct bookmark_id *id);

/* The user's note on an entry, or NULL. */
const char *browser_note(const struct browser *browser, const struct entry *entry);

#endif
