/*
 * Reads JSON text value by value, for files of which everything before an error is kept, and every
 * member that the program does not know is copied as it is.
 *
 *     json_pull_init(&pull, bytes, len);
 *     if (json_pull_open(&pull, '{'))
 *         while (json_pull_member(&pull, &key)) { json_pull_value(&pull, &value); ... }
 *
 * After an error, every call does nothing: pull->error is its text and pull->at its place. Set both
 * to go on from another place.
 */
#ifndef SB_JSON_PULL_H
#define SB_JSON_PULL_H

#include <stdbool.h>
#include <stddef.h>

struct json_pull {
    const char *start, *at, *end; /* borrowed; start: after a byte order mark */
    bool first;                   /* nothing of the object or array was read yet */
    const char *error;            /* what is wrong at `at`; NULL: nothing */
};

struct json_value {
    char *text; /* owned: of a string, valid UTF-8 when `clean`; else NULL */
    bool whole; /* it is a number without fraction up to 1e9 either way, this one: */
    long number;
    const char *raw; /* the value as it is in the text; borrowed */
    size_t raw_len;
    bool clean; /* valid UTF-8, and neither control characters nor \u0000 in any string */
};

/* Begins at the start of a text, which must outlive it. */
void json_pull_init(struct json_pull *pull, const char *bytes, size_t len);

/* Returns the character that begins the next value, 0 at the end of the text. */
char json_pull_peek(struct json_pull *pull);

/* Consumes the bracket, '{' or '[', that must be here. */
bool json_pull_open(struct json_pull *pull, char bracket);

/* Goes to the next member of the object and sets its key, which the caller owns. Returns false with
 * *key NULL after the last member (the closing brace is consumed) or on an error. */
bool json_pull_member(struct json_pull *pull, char **key);

/* The same for an array. */
bool json_pull_element(struct json_pull *pull);

/* Reads a whole value. Clear *value afterwards, also when it returns false. */
bool json_pull_value(struct json_pull *pull, struct json_value *value);
void json_value_clear(struct json_value *value);

/* Returns true when nothing but white space is left; else there is an error. */
bool json_pull_end(struct json_pull *pull);

#endif
