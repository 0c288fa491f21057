/*
 * A quiz: which questions are asked, in which order, with their choices in which order. The same
 * seed gives the same quiz on every machine, so that a sheet and its key agree.
 */
#ifndef SB_PAGE_QUIZ_H
#define SB_PAGE_QUIZ_H

#include <stdint.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "page/page.h"

#define QUIZ_CHOICES (QUIZ_WRONG + 1)
#define QUIZ_USUAL_COUNT 10 /* questions, where nobody says how many */

/* A question of a run. */
struct quiz_question {
    const struct quiz_item *item;
    const struct registry *registry;   /* whose codes it names */
    size_t listed;                     /* its place where it was chosen from */
    unsigned char order[QUIZ_CHOICES]; /* what stands first, second ...: 0 the answer, 1 the first
                                          wrong one ... */
};

struct quiz {
    struct quiz_question *questions; /* owned */
    size_t count;
    const struct registry **registries; /* owned: those that are asked about, the main one first */
    size_t registry_count;
    uint32_t seed;
    uint64_t state;     /* of the generator */
    struct arena arena; /* items that are made */
};

struct quiz_setup {
    const struct library *library; /* must outlive the quiz, like all here */
    const struct subject *pile;    /* of entries that are asked for; others are passed over */
    size_t pile_count;
    bool all;                    /* ask for all items of the main registry instead of a pile */
    const struct quiz_item *own; /* of a lesson: they come first, in their order */
    size_t own_count;
    uint32_t seed;
    size_t limit; /* questions at most; 0: as many as there are */
};

/*
 * Chooses the questions: the lesson's own, then those of the registries whose answer is in the
 * pile, and, when these are too few, questions made of the entries: which code has this summary? A
 * registry without questions of its own has only those. An item that names a code which its
 * registry does not have is passed over; one of the lesson is of the first registry that has all
 * its codes.
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

/* Returns the entry that a choice of the question names, NULL for a text; and the one that the
 * question is about, or NULL. */
const struct entry *quiz_entry(const struct quiz_question *question, const struct choice *choice);
const struct entry *quiz_subject(const struct quiz_question *question);

/* Appends a choice of the question: "499 Client Closed Request  (nginx)". */
void quiz_put_choice(const struct quiz_question *question, const struct choice *choice,
                     struct strbuf *out);

/* Appends what is asked after a situation that ends without a question: "Which code?", "Which curl
 * code?". False, and nothing, where it does end with one. */
bool quiz_put_ask(const struct quiz_question *question, struct strbuf *out);

/* SplitMix64: returns the next number. */
uint64_t quiz_next(uint64_t *state);

/* Returns a number from 0 to n - 1. */
size_t quiz_below(uint64_t *state, size_t n);

#endif
