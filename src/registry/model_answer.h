/*
 * What a registry says about responses: header fields, and the rules that they may break.
 */
#ifndef SB_REGISTRY_MODEL_ANSWER_H
#define SB_REGISTRY_MODEL_ANSWER_H

#include <stddef.h>

#include "registry/model_value.h"

/* What a term of a rule asks; response/rules.h says how each is answered. */
enum rule_word {
    RULE_STATUS,
    RULE_METHOD,
    RULE_VERSION,
    RULE_ASKED_VERSION,
    RULE_HAS,
    RULE_ASKED,
    RULE_TOKEN,
    RULE_ACCEPTED,
    RULE_REPEATS,
    RULE_DIFFERS,
    RULE_TWICE,
    RULE_IS,
    RULE_LATER,
    RULE_SAME,
    RULE_RECOMMENDED,
    RULE_LISTED,
    RULE_CONTENT,
    RULE_LINE,
    RULE_WORD_COUNT
};

#define RULE_NOT "not" /* in front of a word: the contrary */

extern const char *const rule_word_names[RULE_WORD_COUNT];

/* A rule over a response: it is broken when all its terms are true. */
struct rule {
    const char *id;
    enum strength strength;
    const struct string_list *terms; /* each: RULE_NOT or not, a word, and what it is asked of */
    size_t term_count;
    const char *message;        /* may have {field}, {value}, {status} and {expected} */
    const char *note;           /* what to do instead; NULL when absent */
    struct reference reference; /* of what demands it */
};

enum field_side { FIELD_OF_REQUEST, FIELD_OF_RESPONSE, FIELD_OF_BOTH, FIELD_SIDE_COUNT };

/* Who responds; of a field or of a value. */
enum field_who {
    WHO_UNKNOWN, /* the field says nothing of it */
    WHO_ORIGIN,
    WHO_CACHE,
    WHO_GATEWAY,
    WHO_PROXY,
    WHO_CDN,
    WHO_VALUE, /* its value does */
    WHO_COUNT
};

/* How a value is written. */
enum field_syntax {
    SYNTAX_TEXT,
    SYNTAX_NUMBER,
    SYNTAX_SECONDS,
    SYNTAX_DATE,
    SYNTAX_DATE_OR_SECONDS,
    SYNTAX_EPOCH_OR_SECONDS,
    SYNTAX_LIST,        /* members with commas between them, each with parameters or not */
    SYNTAX_DIRECTIVES,  /* members that are names, with = and a value or not */
    SYNTAX_CHALLENGES,  /* schemes, each with parameters */
    SYNTAX_CREDENTIALS, /* a scheme, then what proves who asks */
    SYNTAX_COOKIE,      /* one cookie with its attributes */
    SYNTAX_COOKIES,     /* of a request */
    SYNTAX_MEDIA_TYPE,
    SYNTAX_PRODUCTS, /* names with a slash and a version or not */
    SYNTAX_URI,
    SYNTAX_COUNT
};

extern const char *const field_side_names[FIELD_SIDE_COUNT];
extern const char *const field_who_names[WHO_COUNT];
extern const char *const field_syntax_names[SYNTAX_COUNT];

/* What a field is good for where a response is explained. */
enum field_use {
    USE_NONE, /* to be looked up */
    USE_DO,   /* it says what to do */
    USE_WHY,  /* it says why */
    USE_AGE,  /* it says how old the response is */
    USE_COUNT
};

extern const char *const field_use_names[USE_COUNT];

/* What a value of a header field, or of a parameter, means. */
struct known_value {
    const char *value;  /* without letter case */
    enum field_who who; /* WHO_UNKNOWN when absent */
    const char *text;   /* NULL when absent, like the rest */
    const char *status; /* the code that goes with it */
};

struct known_param {
    const char *name;
    const char *text; /* may have {value} and {duration}; NULL when absent */
    const struct known_value *values;
    size_t value_count;
};

/* What a header field says. */
struct known_field {
    const char *name;
    enum field_side in;
    enum field_syntax kind;
    enum tristate list; /* may come in several lines */
    const char *summary;
    const char *says; /* what its value means here; may have {value}, {duration}, {time} and {age}.
                         NULL when absent */
    enum field_who who;
    enum field_use use;
    struct string_list with;          /* codes with which it is of use: 429, 4xx; none: with all */
    const struct known_value *values; /* of it as a whole, or of its members */
    size_t value_count;
    const struct known_param *params;
    size_t param_count;
    enum tristate secret;       /* its value is masked */
    enum tristate obsolete;     /* no program uses it any more */
    struct reference reference; /* doc may be NULL */
};

struct answer_knowledge {
    const struct known_field *fields; /* of several with one name the last counts */
    size_t field_count;
    const struct rule *rules; /* of several with one id the last counts */
    size_t rule_count;
};

#endif
