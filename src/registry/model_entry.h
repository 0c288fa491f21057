/*
 * The meanings of codes: what an entry says.
 */
#ifndef SB_REGISTRY_MODEL_ENTRY_H
#define SB_REGISTRY_MODEL_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "registry/model_value.h"

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

enum direction { DIRECTION_REQUEST, DIRECTION_RESPONSE, DIRECTION_COUNT };

/* The words of the registry format for each enum value, [VALUE]; NULL for an UNKNOWN/NONE value. */
extern const char *const registration_names[REGISTRATION_COUNT];
extern const char *const seen_in_names[SEEN_COUNT];
extern const char *const content_names[CONTENT_COUNT];
extern const char *const retry_names[RETRY_COUNT];
extern const char *const redirect_names[REDIRECT_COUNT];
extern const char *const lasting_names[LASTING_COUNT];
extern const char *const fault_names[FAULT_COUNT];
extern const char *const direction_names[DIRECTION_COUNT];

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
    const char *note;                                        /* NULL when absent */
    struct string_list causes, client_action, server_action; /* in place of the family's */
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

/* What is said about an entry beyond what lists of entries show. */
struct entry_details {
    const struct family_number *numbers;
    size_t number_count;
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
    struct string_list sent_by;
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
};

struct packed_details;

/* One meaning of one code: code and owner together are its identity. */
struct entry {
    const char *code;
    const char *phrase;
    const char *owner;
    const char *class_id; /* the class it names; NULL: the one of its number */
    const char *summary;  /* NULL when absent */
    enum registration registration;
    unsigned seen_in; /* 1u << SEEN_... */
    struct facts facts;
    uint64_t given;     /* FIELD_BIT(FIELD_...): what the registry gave */
    int64_t number;     /* value of the code's leading digits (0x: hexadecimal), -1 without any */
    size_t class_index; /* into registry.classes, REGISTRY_NONE for a code of no class */
    size_t position;    /* in the file; orders the owners of one code */
    const char
        *family; /* code of the entry of the same owner that explains this number, which has
                  * no texts of its own but its phrase and summary; NULL: it is no such one */
    struct entry_details **details; /* use entry_details(). NULL: none; a NULL there: packed ones */
    const struct packed_details *packed; /* of the registry; NULL: they never were */
    size_t packed_at;                    /* there */
};

/* Returns the details of an entry, never NULL; they live as long as its registry. Those of one that
 * is compiled in are unpacked at the first call (unpack.c). */
const struct entry_details *entry_details(const struct entry *entry);

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
