/*
 * A quiz: which questions are asked, in which order, with their choices in which order. The same
 * seed gives the same quiz on every machine, so that a sheet and its key agree.
 */
#ifndef SB_PAGE_QUIZ_H
#define SB_PAGE_QUIZ_H

#include <stdint.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "registry/model.h"

#define QUIZ_CHOICES (QUIZ_WRONG + 1)
#define QUIZ_SEED_MAX UINT32_MAX
#define QUIZ_USUAL_COUNT 10 /* questions, where nobody says how many */

/* A question of a run. */
struct quiz_question {
    const struct quiz_item *item;
    unsigned char order[QUIZ_CHOICES]; /* what stands first, second ...: 0 the answer, 1 the first
                                          wrong one ... */
};

struct quiz {
    struct quiz_question *questions; /* owned */
    size_t count;
    const struct registry *registry;
    uint32_t seed;
    uint64_t state;     /* of the generator */
    struct arena arena; /* items that are made */
};

struct quiz_setup {
    const struct registry *registry; /* must outlive the quiz, like all here */
    const struct entry *const *pile; /* entries that are asked for */
    size_t pile_count;
    bool all;                    /* ask for all items, whatever the pile is */
    const struct quiz_item *own; /* of a lesson: they come first, in their order */
    size_t own_count;
    uint32_t seed;
    size_t limit; /* questions at most; 0: as many as there are */
};

/*
 * Chooses the questions: the lesson's own, then those of the registry whose answer is in the pile,
 * and, when these are too few, questions made of the entries: which code has this summary? An item
 * that names a code which the registry does not have is passed over.
 */
void quiz_make(struct quiz *quiz, const struct quiz_setup *setup);

/* Keeps the questions for which keep[i] is true, their choices in a new order. */
void quiz_keep(struct quiz *quiz, const bool *keep);
void quiz_clear(struct quiz *quiz); /* frees */

/* Returns what stands at a place of a question, from 0; and the place of the right choice. */
const struct choice *quiz_choice(const struct quiz_question *question, size_t place);
size_t quiz_right(const struct quiz_question *question);

/* Returns why the choice at a place is right or wrong. */
const char *quiz_why(const struct quiz_question *question, size_t place);

/* Returns the entry that a choice names, NULL for a text; and the one that the item is about. */
const struct entry *quiz_entry(const struct quiz *quiz, const struct choice *choice);
const struct entry *quiz_subject(const struct quiz *quiz, const struct quiz_question *question);

/* Appends a choice: "499 Client Closed Request  (nginx)". */
void quiz_put_choice(const struct quiz *quiz, const struct choice *choice, struct strbuf *out);

/* Returns what is asked after a situation that ends without a question, else NULL. */
const char *quiz_asks(const struct quiz_question *question);

/* --- The generator --------------------------------------------------------------------------- */

/* SplitMix64: returns the next number. */
uint64_t quiz_next(uint64_t *state);

/* Returns a number from 0 to n - 1. */
size_t quiz_below(uint64_t *state, size_t n);

#endif
