/*
 * The cards that ask a room: a question of a quiz and its results, a question of the guide and the
 * code that it ends with.
 */
#ifndef SB_PAGE_ASK_H
#define SB_PAGE_ASK_H

#include "page/deck.h"
#include "page/quiz.h"

/* What was done with a question so far. */
struct quiz_reply {
    bool answered;
    bool shown;    /* revealed, answered or not */
    size_t chosen; /* a place, when it was answered */
};

/* Makes the card of a question. Before it is revealed, nothing on it says which choice is right. */
struct doc *ask_question(const struct quiz *quiz, size_t at, const struct quiz_reply *reply,
                         const struct deck_setup *setup);

/* Makes the card of the results; the codes that were missed are links. */
struct doc *ask_results(const struct quiz *quiz, const struct quiz_reply *replies,
                        const struct deck_setup *setup);

/* Was it answered right? */
bool ask_is_right(const struct quiz_question *question, const struct quiz_reply *reply);

/* The way through the guide: what was answered, from the start on. */
#define GUIDE_MAX_STEPS 16 /* questions on a way: a longer one is cut off */

struct guide_way {
    const struct guide_question *questions[GUIDE_MAX_STEPS];
    size_t answers[GUIDE_MAX_STEPS]; /* of the questions before the last one */
    size_t count;                    /* questions, the one that is asked included */
    const struct guide_answer *end;  /* leads to a code; NULL: the last question is asked */
};

/* Begins at the start of the guide. False when the registry has none. */
bool guide_begin(struct guide_way *way, const struct registry *registry);

/* Answers the question that is asked. False when there is no such answer. */
bool guide_choose(struct guide_way *way, const struct registry *registry, size_t answer);

/* Goes back to the question before. False at the start. */
bool guide_back(struct guide_way *way);

/* The code that the way ends with; SUBJECT_NOTHING: it goes on. */
struct subject guide_subject(const struct guide_way *way, const struct registry *registry);

/* Makes the card of the question that the way leads to, or of its end. */
struct doc *ask_guide(const struct guide_way *way, const struct registry *registry,
                      const struct deck_setup *setup);

#endif
