/*
 * What the registry knows of logs, prepared for looking it up: names, phrases, methods, witnesses.
 *
 * Made once from a registry, and never changed. It borrows the registry's texts.
 */
#ifndef SB_READING_TERMS_H
#define SB_READING_TERMS_H

#include <stdbool.h>
#include <stddef.h>

#include "registry/model.h"

/* What a name in a log stands for; bits. */
enum name_role {
    NAME_STATUS = 1,
    NAME_UPSTREAM = 2,
    NAME_NOT_STATUS = 4,
    NAME_HTTP = 8, /* its record is about HTTP */
    NAME_TEXT = 16,
    NAME_UNIT = 32, /* a word after a number of something else: bytes */
    NAME_REASON = 64,
    NAME_TIME = 128,
    NAME_TARGET = 256,
    NAME_SECRET = 512,
    NAME_PART = 1024,
    NAME_QUERY_SECRET = 2048,
    NAME_FILTER = 4096,    /* a record counts only with a certain value of it */
    NAME_OWNER = 8192,     /* only the logs of one product have it: terms_name_owner() */
    NAME_DURATION = 32768, /* how long a response took; with the unit of a bare number, if any */
    NAME_IN_S = 65536,
    NAME_IN_MS = 131072,
    NAME_IN_US = 262144,
    NAME_IN_NS = 524288,
    NAME_CHOSEN = 16384, /* the user said that it is the status */
};

/* Codes of three digits, by their number. */
#define TERMS_CODES 1000
/* Letters of a name that are compared; a longer name is known by its end. */
#define TERMS_MAX_NAME 47

struct terms;

/* The registry must outlive the terms. Never NULL. */
struct terms *terms_new(const struct registry *registry);

/* Makes the name that of a status, and the only one: a user chose it. */
void terms_choose(struct terms *terms, const char *name);

/* Reports whether a name was chosen. */
bool terms_is_chosen(const struct terms *terms);

void terms_free(struct terms *terms); /* NULL is allowed */

/* The registry that they are of. */
const struct registry *terms_registry(const struct terms *terms);

/* Returns the roles that the name has by its end, which begins where a word does: "Downstream
 * Status" and http.response.status_code are a status, "apparatus" is none. Only letters and digits
 * count. So do names of secrets. Names of other things must fit as a whole, or after the last
 * point. */
unsigned terms_name_roles(const struct terms *terms, const char *name, size_t len);

/* Returns the product whose logs alone have the name, after its last point, or NULL. */
const char *terms_name_owner(const struct terms *terms, const char *name, size_t len);

/* Returns the length of the method that the text begins with, 0 when it is none. */
size_t terms_method(const struct terms *terms, const char *text, size_t len);

/* Returns the bytes that methods begin with, [byte]. */
const bool *terms_method_begins(const struct terms *terms);

/* Returns the strength of a witness, and who defines what it finds (NULL: not known). */
int terms_strength(const struct terms *terms, enum witness_kind witness);
const char *terms_owner(const struct terms *terms, enum witness_kind witness);

/* Reports whether the registry has an entry of the code with these three digits. */
bool terms_is_registered(const struct terms *terms, unsigned number);

/* Reports whether a phrase of the code begins in the text, after at most TERMS_PHRASE_GAP bytes
 * without digits and slashes. */
#define TERMS_PHRASE_GAP 18
bool terms_has_phrase(const struct terms *terms, unsigned number, const char *text, size_t len);

/* Returns the phrase of the code that the text ends with, which is long enough to be no other word
 * ("Found 302 files"), or NULL. */
#define TERMS_LONG_PHRASE 6
const char *terms_ends_phrase(const struct terms *terms, unsigned number, const char *text,
                              size_t len);

/* Reports whether the line has words that make its number only talked about. */
bool terms_is_vetoed(const struct terms *terms, const char *text, size_t len);

#endif
