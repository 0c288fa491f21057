/*
 * What a registry says, as plain data: classes, documents, and the meanings of codes.
 *
 * Knows no JSON, no file and no protocol: how many classes there are, how codes look and what an
 * unregistered code means all come from the registry.
 */
#ifndef SB_REGISTRY_MODEL_H
#define SB_REGISTRY_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define REGISTRY_NONE ((size_t)-1)

/* Whether and how a code is registered. */
enum registration {
    REGISTRATION_STANDARD,
    REGISTRATION_EXPERIMENTAL,
    REGISTRATION_TEMPORARY,
    REGISTRATION_DEPRECATED,
    REGISTRATION_OBSOLETED,
    REGISTRATION_UNUSED,
    REGISTRATION_UNOFFICIAL,
    REGISTRATION_HISTORIC, /* unofficial, and met no more: a draft or a product that is gone */
    REGISTRATION_COUNT
};

/* Where people see a code; bits of entry.seen_in. */
enum seen_in { SEEN_RESPONSE, SEEN_LOG, SEEN_CLIENT, SEEN_CONFIG, SEEN_COUNT };

/* Whether a response with this code may carry content. */
enum content_rule {
    CONTENT_UNKNOWN,
    CONTENT_ALLOWED,
    CONTENT_FORBIDDEN,
    CONTENT_DEPENDS,
    CONTENT_COUNT
};

/* Whether the same request may be sent again. */
enum retry_rule {
    RETRY_UNKNOWN,
    RETRY_NO,
    RETRY_YES,
    RETRY_AFTER_CHANGE,
    RETRY_AFTER_DELAY,
    RETRY_FOLLOW, /* at another address, which the response names */
    RETRY_COUNT
};

/* What a redirect does to the request method. */
enum redirect_method {
    REDIRECT_NONE,
    REDIRECT_KEPT,
    REDIRECT_MAY_BECOME_GET,
    REDIRECT_BECOMES_GET,
    REDIRECT_COUNT
};

/* Does the redirect, or what the code reports, last? */
enum lasting {
    LASTING_NOT_GIVEN,
    LASTING_PERMANENT,
    LASTING_TEMPORARY,
    LASTING_UNKNOWN, /* the code does not say */
    LASTING_COUNT
};

/* On whose side the cause lies, seen from the one that sends the code. */
enum fault_side { FAULT_NONE, FAULT_CLIENT, FAULT_HERE, FAULT_UPSTREAM, FAULT_COUNT };

/* RFC 2119 strength, or practice without an RFC's word. */
enum strength {
    STRENGTH_MUST,
    STRENGTH_MUST_NOT,
    STRENGTH_SHOULD,
    STRENGTH_SHOULD_NOT,
    STRENGTH_MAY,
    STRENGTH_USUAL,
    STRENGTH_CANNOT, /* the document leaves no way to do it; only of rules */
    STRENGTH_COUNT
};

enum direction { DIRECTION_REQUEST, DIRECTION_RESPONSE, DIRECTION_COUNT };

enum tristate { TRI_UNKNOWN, TRI_NO, TRI_YES };

/* The words of the registry format for each enum value, [VALUE]; NULL for an UNKNOWN/NONE value. */
extern const char *const registration_names[REGISTRATION_COUNT];
extern const char *const seen_in_names[SEEN_COUNT];
extern const char *const content_names[CONTENT_COUNT];
extern const char *const retry_names[RETRY_COUNT];
extern const char *const redirect_names[REDIRECT_COUNT];
extern const char *const lasting_names[LASTING_COUNT];
extern const char *const fault_names[FAULT_COUNT];
extern const char *const strength_names[STRENGTH_COUNT];
extern const char *const direction_names[DIRECTION_COUNT];

struct string_list {
    const char *const *items;
    size_t count;
};

struct reference {
    const char *doc;     /* id of a document; NULL: no reference */
    const char *section; /* NULL: the document as a whole */
};

struct reference_list {
    const struct reference *items;
    size_t count;
};

struct myth {
    const char *text;
    struct reference reference; /* doc may be NULL */
};

/* What software says when it meets or sends the code: a line of a log, an id, a page's title. */
struct message {
    const char *text; /* word for word */
    const char *from; /* the software */
    const char *note; /* what it means there; NULL when absent */
};

/* How much or how long some software allows, and what it does beyond that. */
struct limit {
    const char *who;
    const char *usual;          /* its value without a setting: "1 MB" */
    const char *setting;        /* that changes it; NULL when there is none */
    const char *beyond;         /* what happens then; NULL when absent */
    struct reference reference; /* where the value is from; doc may be NULL */
};

/* One of the numbers that an entry explains together: its own entry has it, or gets made of it. */
struct family_number {
    const char *code;
    const char *phrase;
    const char *note; /* NULL when absent */
};

struct header_field {
    const char *name;
    enum direction in;
    enum strength strength;
    const char *note;           /* NULL when absent */
    struct reference reference; /* doc may be NULL */
};

struct confusable {
    const char *code;
    const char *owner; /* NULL: the code's first meaning */
    const char *difference;
};

/* An entry of any registry that says more. */
struct related {
    const char *registry; /* its id */
    const char *code;
    const char *owner; /* NULL: the code's first meaning */
    const char *note;  /* NULL when absent */
};

struct former_name {
    const char *phrase;
    struct reference reference; /* doc may be NULL */
};

struct facts {
    enum tristate heuristically_cacheable; /* RFC 9110 section 15.1 */
    enum tristate must_not_store;          /* its definition forbids caches to store it */
    enum content_rule content;
    enum retry_rule retry;
    enum redirect_method redirect_method;
    enum lasting lasting;
    struct string_list sent_by;
    enum fault_side fault;
};

/* A message from one party to another, or what happens at one of them. */
struct sequence_step {
    const char *from, *to;    /* parties; NULL: nothing is sent */
    const char *at;           /* the party of what happens; NULL: a message is sent */
    struct string_list lines; /* of the message */
    const char *say;          /* NULL when absent */
};

/* An exchange of several messages, between two and more parties. */
struct sequence {
    struct string_list parties;
    const struct sequence_step *steps;
    size_t step_count;
};

/* Fields of an entry that can be absent; bits of entry.given. */
enum entry_field {
    FIELD_CLASS,
    FIELD_REGISTRATION,
    FIELD_SEEN_IN,
    FIELD_PHRASE,
    FIELD_NUMBERS,
    FIELD_SUMMARY,
    FIELD_MEANING,
    FIELD_CAUSES,
    FIELD_CLIENT_ACTION,
    FIELD_SERVER_ACTION,
    FIELD_MESSAGES,
    FIELD_LIMITS,
    FIELD_MYTHS,
    FIELD_CACHEABLE,
    FIELD_MUST_NOT_STORE,
    FIELD_CONTENT,
    FIELD_RETRY,
    FIELD_REDIRECT_METHOD,
    FIELD_LASTING,
    FIELD_SENT_BY,
    FIELD_FAULT,
    FIELD_HEADERS,
    FIELD_CONFUSABLE,
    FIELD_RELATED,
    FIELD_FORMER_NAMES,
    FIELD_ALIASES,
    FIELD_TAGS,
    FIELD_EXAMPLE,
    FIELD_SEQUENCE,
    FIELD_REFERENCES,
    FIELD_HISTORY,
    FIELD_COUNT
};

/* The bit of a field in entry.given. */
#define FIELD_BIT(field) (UINT64_C(1) << (field))

/* One meaning of one code: code and owner together are its identity. */
struct entry {
    const char *code;
    const char *phrase;
    const char *owner;
    const char *class_id; /* the class it names; NULL: the one of its number */
    enum registration registration;
    const struct family_number *numbers;
    size_t number_count;
    unsigned seen_in;           /* 1u << SEEN_... */
    const char *summary;        /* NULL when absent */
    struct string_list meaning; /* paragraphs */
    struct string_list causes;  /* most likely first */
    struct string_list client_action;
    struct string_list server_action;
    const struct message *messages;
    size_t message_count;
    const struct limit *limits;
    size_t limit_count;
    const struct myth *myths;
    size_t myth_count;
    struct facts facts;
    const struct header_field *headers;
    size_t header_count;
    const struct confusable *confusable;
    size_t confusable_count;
    const struct related *related;
    size_t related_count;
    const struct former_name *former_names;
    size_t former_name_count;
    struct string_list aliases;
    struct string_list tags;
    struct string_list example_request; /* lines of the message */
    struct string_list example_response;
    struct sequence sequence;         /* no parties: there is none */
    struct reference_list references; /* today's definition */
    struct reference_list history;    /* earlier ones, newest first */
    uint64_t given;                   /* FIELD_BIT(FIELD_...): what the registry gave */
    int64_t number;     /* value of the code's leading digits (0x: hexadecimal), -1 without any */
    size_t class_index; /* into registry.classes, REGISTRY_NONE for a code of no class */
    size_t position;    /* in the file; orders the owners of one code */
    const char
        *family; /* code of the entry of the same owner that explains this number, which has
                  * no texts of its own but its phrase and summary; NULL: it is no such one */
};

struct code_class {
    const char *id;             /* "4xx" */
    const char *title;          /* "Client Error" */
    int64_t first, last;        /* numbers of its codes, both inclusive; last is 0: it has only the
                                   entries that name it */
    const char *summary;        /* NULL when absent */
    struct reference reference; /* doc may be NULL */
    size_t entry_count;         /* entries without members of families, set by registry_finish() */
};

struct document {
    const char *id;
    const char *title;
    const char *date; /* "2022-06"; NULL when absent, like the rest */
    const char *status;
    const char *url;
    const char *section_url;      /* with {section} where the section goes */
    struct string_list obsoletes; /* ids of documents */
};

/* What the registry says about codes that it does not list. */
struct unregistered_rule {
    bool in_class_first; /* inside a class: treat it as the first code of the class */
    const char *outside; /* outside all classes: treat it as one of this class; NULL: no rule */
    struct reference reference; /* doc may be NULL */
};

/* The facts whose values are few, so that a table can have a row or a column for each. */
enum grid_fact {
    GRID_NOTHING,
    GRID_CACHEABLE,
    GRID_MUST_NOT_STORE,
    GRID_CONTENT,
    GRID_RETRY,
    GRID_REDIRECT_METHOD,
    GRID_LASTING,
    GRID_FAULT,
    GRID_COUNT
};

extern const char *const grid_fact_names[GRID_COUNT];

/* A table of the entries by one or two of their facts. */
struct grid {
    const char *title;
    enum grid_fact rows, columns; /* columns may be GRID_NOTHING: a row lists its entries */
    const char *in;               /* id of the class on whose page it stands; NULL: of all */
};

/* --- For teaching ---------------------------------------------------------------------------- */

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

/* --- How logs write a status ----------------------------------------------------------------- */

/* What in the text of a log proves that a number is a status. */
enum witness_kind {
    WITNESS_VERSION,        /* after HTTP/1.1 */
    WITNESS_TIMERS,         /* after five whole numbers with slashes between them */
    WITNESS_TIMES,          /* after three decimal numbers */
    WITNESS_COLUMN,         /* in the column that a header line names */
    WITNESS_RESULT,         /* after a word of capitals and a slash */
    WITNESS_REQUEST_BEFORE, /* after a method and a target */
    WITNESS_TALLY,          /* with how often it was seen */
    WITNESS_NAME,           /* after the name of a status */
    WITNESS_PHRASE,         /* before its phrase */
    WITNESS_REQUEST_AFTER,  /* before a method and a target */
    WITNESS_BARS,           /* alone between two bars */
    WITNESS_QUOTED,         /* after a quoted text that is no request */
    WITNESS_COUNT
};

#define WITNESS_MAX_STRENGTH 9

extern const char *const witness_names[WITNESS_COUNT];

struct log_witness {
    enum witness_kind id;
    int64_t strength;            /* 0: never believed, to WITNESS_MAX_STRENGTH */
    const char *owner;           /* who defines codes found so; NULL: not known */
    const char *where;           /* in words, for authors; NULL when absent */
    struct string_list examples; /* lines that it finds a status in */
};

/* Where a log writes a reason. */
enum reason_place { REASON_NEXT_WORD, REASON_STATE, REASON_PLACE_COUNT };

extern const char *const reason_place_names[REASON_PLACE_COUNT];

struct log_reason {
    const char *word; /* as logs write it */
    const char *side; /* on whose side the cause lies; NULL when absent, like the rest */
    const char *text;
    const char *status;
};

struct log_reasons {
    const char *owner;
    enum reason_place place;
    struct string_list names; /* of the member of a JSON log that holds it */
    const struct log_reason *values;
    size_t value_count;
};

/* A JSON record with the name counts only where it has the value. */
struct log_filter {
    const char *name;
    const char *value;
};

/* A log that has the name is of a product that defines its codes. */
struct log_owner {
    const char *name;
    const char *owner;
};

/* Names are letters and digits in lower case, and fit the end of a name in a log: statuscode is
 * that of http.response.status_code. */
struct log_knowledge {
    struct string_list status_names;
    struct string_list upstream_names;     /* of the status of an upstream server */
    struct string_list not_status_names;   /* end as a status does, and are none */
    struct string_list http_words;         /* names in a record that make a bare "status" one */
    struct string_list text_names;         /* names of a string that is a line of a log */
    struct string_list time_names;         /* of when it happened */
    struct string_list target_names;       /* of what was asked for */
    struct string_list part_names;         /* of the part after a code: 14 of 403.14 */
    struct string_list secret_names;       /* of header fields and parameters to mask */
    struct string_list query_secret_names; /* of those that are secret only in a query */
    struct string_list not_if;             /* words of a line whose number is only talked about */
    struct string_list passed_over;        /* begin records that say again what others say */
    struct string_list units;              /* words after a number of something else: bytes */
    struct string_list methods;
    struct string_list prefixes; /* of a status line */
    const struct log_filter *filters;
    size_t filter_count;
    const struct log_owner *owners;
    size_t owner_count;
    const struct log_witness *witnesses; /* of several with an id the last counts */
    size_t witness_count;
    const struct log_reasons *reasons;
    size_t reasons_count;
};

/* --- What a response says -------------------------------------------------------------------- */

/* What a term of a rule asks; response/rules.c says how each is answered. */
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

/* The index of the entry with this code and owner; sorted by code, then by owner without letter
 * case. */
struct entry_identity {
    const char *code, *owner;
    size_t index;
};

/* All that one registry says. It owns its strings and lists, or borrows those of the registry that
 * is compiled in. */
struct registry {
    const char *id;
    const char *title;
    const char *short_name;      /* a badge next to the codes; NULL: the id */
    const char *updated;         /* NULL when absent */
    const char *source;          /* NULL when absent */
    struct string_list prefixes; /* what announces its codes in a text: "curl: (" */
    struct unregistered_rule unregistered;
    struct string_list synonyms; /* groups of words for the same, with spaces between them */
    struct log_knowledge logs;
    const struct grid *grids;
    size_t grid_count;
    struct answer_knowledge answers;

    const struct station *path; /* from the client on */
    size_t path_count;
    const struct quiz_item *quiz;
    size_t quiz_count;
    struct guide guide;
    /* An array whose capacity is 0 is borrowed, and copied before its first change. */
    const struct code_class *classes;
    size_t class_count, class_cap;
    const struct document *documents;
    size_t document_count, document_cap;
    const struct entry *entries; /* by class, number, code, standing, position */
    size_t entry_count, entry_cap;
    const struct entry_identity *identities; /* of the entries at the last registry_finish() */
    size_t identity_count, identity_cap;
    struct arena arena; /* every string and list */
};

static inline bool class_has_numbers(const struct code_class *code_class)
{
    return code_class->last > 0;
}

/* Was it made by registry_finish() of a number that another entry explains? Then lists of a class
 * leave it out: the other one stands for all its numbers. */
static inline bool entry_is_member(const struct entry *entry)
{
    return entry->family != NULL;
}

static inline bool entry_is_historic(const struct entry *entry)
{
    return entry->registration == REGISTRATION_HISTORIC;
}

/* Is it in no official registry, historic or not? */
static inline bool entry_is_unofficial(const struct entry *entry)
{
    return entry->registration == REGISTRATION_UNOFFICIAL || entry_is_historic(entry);
}

/* Of entries that are equal in all else, the one with less goes first: registered, unofficial,
 * historic. */
static inline int entry_standing(const struct entry *entry)
{
    return entry_is_unofficial(entry) + entry_is_historic(entry);
}

#endif
