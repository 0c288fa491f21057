/*
 * A member of JSON by itself: what its name says of a status in it, and the status that its text
 * is.
 */
#ifndef SB_READING_MEMBER_H
#define SB_READING_MEMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "reading/seen.h"
#include "reading/terms.h"

/* What the last key of a name says of a status in it; bits next to those of name_role. */
enum member_role {
    MEMBER_CERTAIN = 1 << 20, /* it is the status */
    MEMBER_STATUS = 1 << 21,  /* it may be, as a bare "status" */
    MEMBER_CODE = 1 << 22,    /* the same, as a bare "code" */
};

/* The roles of names that a status may have; of any other there is none. */
#define MEMBER_MAY_BE_STATUS                                                                       \
    (NAME_CHOSEN | NAME_UPSTREAM | MEMBER_CERTAIN | MEMBER_STATUS | MEMBER_CODE)

/* Returns the bits of name_role and member_role. The name: keys with points between them. */
unsigned member_roles(const struct terms *terms, const char *name, size_t len);

/* Reports whether the last key of the name is this word. */
bool member_is(const char *name, size_t len, const char *word);

/* Returns the status that the text is: three digits, or three with their phrase; or
 * SEEN_NO_CODE. */
int member_status(const struct terms *terms, const char *text, size_t len);

/* Reports whether the text is a method, or a method and a path. */
bool member_is_request(const struct terms *terms, const char *text, size_t len);

/* Reports whether the text, which is not empty, is a number or a literal, as far as we care. */
bool member_is_word(const char *text, size_t len);

/* Reports whether the member counts a code, as "404": 12 in "status_codes" does, and sets *found.
 */
bool member_is_tally(const struct terms *terms, const char *name, size_t len, const char *text,
                     size_t text_len, struct found_status *found);

#endif
