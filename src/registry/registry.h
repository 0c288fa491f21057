/*
 * The model: classes, documents and the meanings of codes, as one registry gives them.
 *
 * Knows no JSON, no file and no protocol: how many classes there are, how codes look and what an
 * unregistered code means all come from the content. A catalog is built once (parse.h,
 * then overlays), finished with registry_finish(), and never changes afterwards. It owns all its
 * strings, or borrows those of a registry that is compiled in; every pointer into it is valid until
 * registry_free().
 */
#ifndef SB_REGISTRY_REGISTRY_H
#define SB_REGISTRY_REGISTRY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"

#define REGISTRY_NONE ((size_t)-1)

/* How a code stands in its content. The names are those of the registry format. */
enum registration {
    REGISTRATION_STANDARD,
    REGISTRATION_EXPERIMENTAL,
    REGISTRATION_TEMPORARY,
    REGISTRATION_DEPRECATED,
    REGISTRATION_OBSOLETED,
    REGISTRATION_UNUSED,
    REGISTRATION_UNOFFICIAL,
    REGISTRATION_COUNT
};

/* Where a code is met; bits of entry.seen_in. */
enum seen_in { SEEN_RESPONSE, SEEN_LOG, SEEN_CLIENT, SEEN_CONFIG, SEEN_COUNT };

/* May a response with this code carry content? */
enum content_rule {
    CONTENT_UNKNOWN,
    CONTENT_ALLOWED,
    CONTENT_FORBIDDEN,
    CONTENT_DEPENDS,
    CONTENT_COUNT
};

/* May the same request be sent again? */
enum retry_rule {
    RETRY_UNKNOWN,
    RETRY_NO,
    RETRY_YES,
    RETRY_AFTER_CHANGE,
    RETRY_AFTER_DELAY,
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

/* RFC 2119 strength, or practice without an RFC's word. */
enum strength {
    STRENGTH_MUST,
    STRENGTH_MUST_NOT,
    STRENGTH_SHOULD,
    STRENGTH_SHOULD_NOT,
    STRENGTH_MAY,
    STRENGTH_USUAL,
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
    struct string_list sent_by;
};

/* Fields of an entry that can be absent; bits of entry.given. */
enum entry_field {
    FIELD_REGISTRATION,
    FIELD_SEEN_IN,
    FIELD_PHRASE,
    FIELD_SUMMARY,
    FIELD_MEANING,
    FIELD_CAUSES,
    FIELD_CLIENT_ACTION,
    FIELD_SERVER_ACTION,
    FIELD_MYTHS,
    FIELD_CACHEABLE,
    FIELD_MUST_NOT_STORE,
    FIELD_CONTENT,
    FIELD_RETRY,
    FIELD_REDIRECT_METHOD,
    FIELD_SENT_BY,
    FIELD_HEADERS,
    FIELD_CONFUSABLE,
    FIELD_FORMER_NAMES,
    FIELD_ALIASES,
    FIELD_TAGS,
    FIELD_EXAMPLE,
    FIELD_REFERENCES,
    FIELD_HISTORY,
    FIELD_COUNT
};

/* One meaning of one code: code and owner together are its identity. */
struct entry {
    const char *code;
    const char *phrase;
    const char *owner;
    enum registration registration;
    unsigned seen_in;           /* 1u << SEEN_... */
    const char *summary;        /* NULL when absent */
    struct string_list meaning; /* paragraphs */
    struct string_list causes;  /* most likely first */
    struct string_list client_action;
    struct string_list server_action;
    const struct myth *myths;
    size_t myth_count;
    struct facts facts;
    const struct header_field *headers;
    size_t header_count;
    const struct confusable *confusable;
    size_t confusable_count;
    const struct former_name *former_names;
    size_t former_name_count;
    struct string_list aliases;
    struct string_list tags;
    struct string_list example_request; /* lines of the message */
    struct string_list example_response;
    struct reference_list references; /* today's definition */
    struct reference_list history;    /* earlier ones, newest first */
    unsigned given;                   /* 1u << FIELD_...: what the registry gave */
    long number;        /* value of the code's leading digits (0x: hexadecimal), -1 without any */
    size_t class_index; /* into catalog.classes, REGISTRY_NONE for a code of no class */
    size_t position;    /* in the content; orders the owners of one code */
};

struct code_class {
    const char *id;             /* "4xx" */
    const char *title;          /* "Client Error" */
    long first, last;           /* numbers of its codes, both inclusive */
    const char *summary;        /* NULL when absent */
    struct reference reference; /* doc may be NULL */
    size_t entry_count;         /* entries, set by registry_finish() */
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

/* What the registry says of a code that it does not list. */
struct unregistered_rule {
    bool in_class_first; /* inside a class, it is treated as the class's first code */
    const char *outside; /* outside every class, as one of the class with this id; NULL: no rule */
    struct reference reference; /* doc may be NULL */
};

/* Where the entry of a code and owner is; sorted by code, then owner without letter case. */
struct entry_identity {
    const char *code, *owner;
    size_t index;
};

/* The order of identities, < 0, 0 or > 0. */
int entry_identity_compare(const struct entry_identity *a, const struct entry_identity *b);

/* All that one registry says. A file is read into it; a catalog is shown as it for writing. */
struct registry_content {
    const char *id;
    const char *title;
    const char *updated; /* NULL when absent */
    const char *source;  /* NULL when absent */
    struct unregistered_rule unregistered;
    struct string_list synonyms; /* groups of words for the same, with spaces between them */
    const struct code_class *classes;
    size_t class_count;
    const struct document *documents;
    size_t document_count;
    const struct entry *entries;
    size_t entry_count;
};

struct registry {
    const char *id;
    const char *title;
    const char *updated; /* NULL when absent */
    const char *source;  /* NULL when absent */
    struct unregistered_rule unregistered;
    struct string_list synonyms; /* as in struct registry_content */
    /* An array whose capacity is 0 is somebody else's, and copied before its first change. */
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

/* An empty catalog, to be filled and then finished. Never NULL. */
struct registry *registry_new(void);
void registry_free(struct registry *registry); /* NULL is allowed */

/* A finished catalog of a registry that came out of a finished one (registry_view()), like the
 * identities of its entries, and lasts as long as the program: nothing is copied or sorted.
 * Overlays can be put into it like into any. */
struct registry *registry_borrow(const struct registry_content *content,
                                 const struct entry_identity *identities);

/* What the catalog holds; valid until its next change. */
struct registry_content registry_view(const struct registry *registry);

/* --- Building: put everything of one file, then finish; again for each overlay ------------- */

/* Copies an entry into the registry. Where an entry of its code and owner was there at the last
 * registry_finish(), the fields of `given` replace that entry's; otherwise it is added. Within one
 * file the caller sees to it that no identity comes twice. Its strings and lists must be in
 * catalog->arena. */
void registry_put_entry(struct registry *registry, const struct entry *entry);

/* The same for a class or document, by id; all of it is replaced. */
void registry_put_class(struct registry *registry, const struct code_class *class);
void registry_put_document(struct registry *registry, const struct document *document);

/* Adds groups of synonyms to those that are there. Their texts must be in catalog->arena. */
void registry_add_synonyms(struct registry *registry, const struct string_list *synonyms);

/* Sorts the entries, finds their classes and counts them. */
void registry_finish(struct registry *registry);

/* --- Looking up ---------------------------------------------------------------------------- */

/* The entry with this code and owner (NULL: the first entry of the code, registered before
 * unofficial). Letter case of the owner does not matter. NULL when there is none.
 * Knows what was there at the last registry_finish(), like all look-ups. */
const struct entry *registry_find(const struct registry *registry, const char *code,
                                  const char *owner);

/* The first entry, in order, whose code begins with the prefix, or NULL. */
const struct entry *registry_find_prefix(const struct registry *registry, const char *prefix);

/* Is the text the beginning of a code of a class, but no code itself: a code being typed? */
bool registry_is_beginning(const struct registry *registry, const char *text);

const struct document *registry_document(const struct registry *registry, const char *id);

/* Class by id ("4xx", letter case does not matter), or NULL. */
const struct code_class *registry_class(const struct registry *registry, const char *id);

/* The entry's class, or NULL. */
const struct code_class *registry_class_of(const struct registry *registry,
                                           const struct entry *entry);

size_t registry_index(const struct registry *registry, const struct entry *entry);

static inline bool entry_is_unofficial(const struct entry *entry)
{
    return entry->registration == REGISTRATION_UNOFFICIAL;
}

/*
 * Does the code fit the pattern? A pattern is a code in which x or X stands for any one
 * character: "404", "40x", "4xx".
 */
bool code_matches(const char *code, const char *pattern);

/* Does a code that fits begin so: "4" or "4x" of 404? */
bool code_begins(const char *code, const char *pattern);

/* The number that a code begins with, -1 when it begins with no digit or does not fit a long. */
long code_number(const char *code);

/* --- Codes that nobody registered ------------------------------------------------------------ */

#define UNREGISTERED_NEAREST 3

/* What is known of a code without an entry. */
struct unregistered {
    const struct code_class *in_class; /* class it falls into, or NULL: outside of all */
    const struct code_class *as_class; /* class it is treated as, or NULL: no rule */
    const struct entry *as_entry;      /* entry it is treated as, or NULL */
    const struct entry *part_of;       /* entry that it divides, as 404.99 does 404, or NULL */
    long least, greatest;              /* range of all classes */
    const struct entry *nearest[UNREGISTERED_NEAREST]; /* entries with the closest numbers */
    size_t nearest_count;
};

/* Fills *out for the text of a number that has no entry; it may have parts behind dots when it is
 * in a class. False when the text is not such a number or the registry has no classes: nothing can
 * be said then. */
bool registry_unregistered(const struct registry *registry, const char *code,
                           struct unregistered *out);

/* Appends the answer in one sentence: "471 is not registered: treat it as 400 Bad Request
 * (RFC 9110 §15)." Nearest codes are not in it. */
void unregistered_text(const struct registry *registry, const char *code,
                       const struct unregistered *found, struct strbuf *out);

/* Appends "RFC 9110 §15.5.5", or the document alone when there is no section. */
void reference_text(const struct reference *reference, struct strbuf *out);

/* Appends the address of the referenced section. False, and nothing appended, when the catalog
 * knows no address of the document. */
bool reference_url(const struct registry *registry, const struct reference *reference,
                   struct strbuf *out);

#endif
