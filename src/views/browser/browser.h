/*
 * View: the three panes. What the loop needs of them; state.h has what they hold.
 */
#ifndef SB_VIEWS_BROWSER_BROWSER_H
#define SB_VIEWS_BROWSER_BROWSER_H

#include "views/browser/position.h"
#include "views/browser/state.h"

struct browser_setup {
    const struct library *library; /* must outlive the browser, like all here */
    const char *const *warnings;
    size_t warning_count;
    bool show_unofficial;
    struct bookmark_store *store;   /* NULL: no bookmarks */
    const struct page_input *input; /* that is read meanwhile: select_follow(). NULL: none */
    uint32_t seed;                  /* of quizzes; 0: one by the time */
    size_t questions;               /* of a quiz at most; 0: all */
};

/* Opens the browser as the lowest view of the app. */
void browser_init(struct browser *browser, struct app *app, const struct browser_setup *setup);
void browser_clear(struct browser *browser); /* frees */

/* Starting at a place. */

/* Selects an entry and shows it. */
void browser_show_entry(struct browser *browser, const struct entry *entry);

/* Selects a class of a registry by its index, or for REGISTRY_NONE all of it, and shows its page,
 * with the focus on the class, or on the page where one pane is shown at a time. */
void browser_show_class(struct browser *browser, const struct registry *registry,
                        size_t class_index);

/* Selects the bookmarks, when there is such a row. */
void browser_show_bookmarks(struct browser *browser);

/* Goes to the classes, next to which stands the page for newcomers; not with one pane at a time. */
void browser_show_start(struct browser *browser);

/* Where the user is, by names, and back to it, or to what is nearest. What position_clear() frees
 * is allocated. */
void browser_get_position(const struct browser *browser, struct position *position);
void browser_set_position(struct browser *browser, const struct position *position);

#endif
