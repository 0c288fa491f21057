/*
 * What a registry has for teaching: the way of a message, questions of a quiz, and the guide to a
 * code.
 */
#ifndef SB_REGISTRY_MODEL_LESSON_H
#define SB_REGISTRY_MODEL_LESSON_H

#include <stddef.h>
#include <stdint.h>

#include "registry/model_value.h"

/* A station on the way from client to server, and the names in facts.sent_by that stand for it. */
struct station {
    const char *title;
    struct string_list makers;
    enum tristate only_when_marked; /* yes: shown only where it sends the code */
};

/* What can be answered: a code, or a text. */
struct choice {
    const char *code;  /* NULL: a text */
    const char *owner; /* NULL: the code's first meaning */
    const char *text;
    const char *why; /* it is wrong; NULL for the right one */
};

#define QUIZ_WRONG 3 /* choices of a question besides the right one */
#define QUIZ_LEVELS 3

struct quiz_item {
    const char *id;    /* first */
    int64_t level;     /* 1 is the easiest */
    const char *topic; /* for authors; NULL when absent */
    const char *ask;
    struct string_list exchange; /* lines shown before the question */
    struct choice answer;
    const struct choice *wrong;
    size_t wrong_count;
    struct choice about; /* the code that it belongs to, when the answer is a text */
    const char *why;
    struct reference reference;
};

struct guide_answer {
    const char *text;
    const char *to;   /* id of the next question; NULL: it ends with a code */
    const char *code; /* NULL: it goes on */
    const char *owner;
    const char *note;           /* NULL when absent */
    struct reference reference; /* doc may be NULL */
};

#define GUIDE_MAX_ANSWERS 8     /* a letter for each, a to h */
#define GUIDE_MAX_QUESTIONS 256 /* a tree that nobody walks to its end */

struct guide_question {
    const char *id; /* first */
    const char *ask;
    const char *help; /* NULL when absent */
    const struct guide_answer *answers;
    size_t answer_count;
};

/* Which code to send: questions whose answers lead to others, and in the end to a code. */
struct guide {
    const char *start; /* id of the first question; NULL: there is no guide */
    const struct guide_question *questions;
    size_t question_count;
};

#endif
