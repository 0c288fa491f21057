/*
 * View: the stage. Cards for a room, over the whole screen: a lesson code by code, a quiz, the
 * guide to the code to send, a comparison.
 *
 * A question from the room is a detour: a card on top of the one that was shown, to which Esc leads
 * back. The stage writes nothing and needs no clock.
 */
#ifndef SB_VIEWS_STAGE_STAGE_H
#define SB_VIEWS_STAGE_STAGE_H

#include "app/prompt.h"
#include "app/view.h"
#include "base/arena.h"
#include "bookmarks/store.h"
#include "page/ask.h"
#include "page/compare.h"
#include "page/deck.h"
#include "page/quiz.h"
#include "screen/scroll.h"
#include "search/library_search.h"
#include "search/user.h"

#define STAGE_MAX_LEVELS 8 /* detours; of more the oldest is forgotten */

struct stage_kind;

/* The subjects of a lesson or a quiz, in their order. */
struct pile {
    struct subject *subjects; /* owned */
    size_t count;
    struct arena bookmarks; /* copies of those without an entry, which the list may lose */
    char *title;            /* of the lesson, owned; NULL: it has none */
    char *questions;        /* its own, as JSON, owned; NULL: it has none */
    char *origin;           /* the file that they are from, owned */
};

/* What is shown: a lesson, a quiz, the guide, a comparison. */
struct level {
    const struct stage_kind *kind;
    struct pile pile;
    size_t at,
        step; /* card and step of a lesson; question of a quiz, their count for the results */
    struct comparison comparison;
    struct quiz quiz;
    struct registry *own;            /* owned: questions of the lesson; or NULL */
    struct quiz_reply *replies;      /* owned, one for each question */
    const struct registry *registry; /* of the guide */
    struct guide_way way;
};

struct stage_setup {
    const struct library *library;      /* must outlive the stage, like all here */
    const struct bookmark_store *store; /* whose notes are shown; NULL: none */
    struct search_user user;            /* for searches */
    uint32_t seed;                      /* of the quizzes; 0: one by the time */
    size_t questions;                   /* of a quiz at most; 0: all */
    /* Called when the stage has been left, with what was shown last. */
    void (*left)(void *context, const struct subject *subject);
    void *context;
};

struct stage;

struct stage_prompt {
    struct prompt prompt; /* first */
    struct stage *stage;
};

struct stage {
    struct view view;                                 /* first */
    const struct view_ops *lesson_keys, *choice_keys; /* the letters of the latter are answers */
    struct stage_setup setup;
    struct app *app;
    struct level levels[STAGE_MAX_LEVELS];
    size_t count; /* 0: the stage is not open */
    struct scroll scroll;
    bool dark;  /* the screen is blank until the next key */
    bool notes; /* the user's notes are shown */
    struct stage_prompt go, find;
    struct library_search *search; /* owned: what the browser marks is of its own last search */
    struct hits hits;              /* of what is typed in `find` */
    bool find_due;                 /* it changed since then */
};

/* Makes an empty stage, which a view opens with one of the following. What the setup names must
 * outlive it. */
void stage_init(struct stage *stage, struct app *app, const struct stage_setup *setup);
void stage_clear(struct stage *stage); /* frees */

/* Each opens the stage, or goes on a detour where it is open. A pile is taken over. */
void stage_present(struct stage *stage, struct pile *pile, size_t at);
void stage_compare(struct stage *stage, const struct comparison *comparison);

/* Compares the sides of "A vs B". False when the text is no such question, or nothing is found. */
bool stage_compare_text(struct stage *stage, const char *text);

/* A pile without subjects stands for all that the main registry asks. */
void stage_test(struct stage *stage, struct pile *pile);
void stage_ask(struct stage *stage);

/* Makes a pile of copies, of bookmarks without an entry too. */
struct pile pile_new(const struct subject *subjects, size_t count);

/* Makes it a lesson, by the list of bookmarks that it is of, from a file. */
void pile_set_lesson(struct pile *pile, const struct bookmark_store *store);

#endif
