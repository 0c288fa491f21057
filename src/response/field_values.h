/*
 * The header fields of a message by their names: their values, and what the registry knows of them.
 */
#ifndef SB_RESPONSE_FIELD_VALUES_H
#define SB_RESPONSE_FIELD_VALUES_H

#include "reading/answers.h"
#include "registry/model.h"
#include "response/values.h"

/* The values of a field, or of a parameter: "Name;param". */
struct values {
    const struct answer *answer;
    const struct head *head;
    struct seen_text name;
    const char *param; /* NULL: those of the field itself */
    size_t next;       /* field to look at */
    struct seen_text line;
    size_t at; /* in the line */
};

/* Begins with the first. wanted: the name, or "Name;param", which must outlive it. */
struct values values_of(const struct answer *answer, const struct head *head, const char *wanted);

/* Finds the next one, and the name of its field as it was written. Returns false when there is no
 * other. */
bool values_next(struct values *values, struct seen_text *value, struct seen_text *field);

/* Finds the first value. Returns false when there is none. */
bool values_first(const struct answer *answer, const struct head *head, const char *wanted,
                  struct seen_text *value);

/* What it means that nothing was found in the head. */
enum tristate nothing_in(const struct head *head);

static inline enum tristate tristate_of(bool yes)
{
    return yes ? TRI_YES : TRI_NO;
}

/* Returns what the registry knows of the field, or NULL. */
const struct known_field *known_field_find(const struct registry *registry, struct seen_text name);

#endif
