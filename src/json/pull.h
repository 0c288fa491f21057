/*
 * A reader of JSON text that goes through it value by value and knows where it is, so that what
 * stands before a fault can be kept, and what is not understood can be carried along as it stands.
 *
 *     json_pull_init(&reader, bytes, len);
 *     if (json_pull_open(&reader, '{'))
 *         while (json_pull_member(&reader, &key)) { json_pull_value(&reader, &value); ... }
 *
 * Every call does nothing once there is a fault: reader->fault is then its text and reader->at its
 * place. Setting both anew goes on from another place.
 */
#ifndef SB_JSON_PULL_H
#define SB_JSON_PULL_H

#include <stdbool.h>
#include <stddef.h>

struct json_pull {
    const char *start, *at, *end; /* borrowed; start: behind a byte order mark */
    bool first;                   /* nothing of the object or array was read yet */
    const char *fault;            /* what is wrong at `at`; NULL: nothing */
};

enum json_type { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json_value {
    enum json_type type;
    char *text; /* owned: of a string, valid UTF-8 when `clean`; else NULL */
    bool whole; /* it is a number without fraction up to 1e9 either way, this one: */
    long number;
    const char *raw; /* the value as it stands in the text; borrowed */
    size_t raw_len;
    bool clean; /* valid UTF-8, and neither control characters nor \u0000 in any string */
};

void json_pull_init(struct json_pull *reader, const char *bytes, size_t len);

/* The character that begins the next value, 0 at the end of the text. */
char json_pull_peek(struct json_pull *reader);

/* Passes the bracket, '{' or '[', that must stand here. */
bool json_pull_open(struct json_pull *reader, char bracket);

/* Goes to the next member of the object and gives its key, which the caller owns. False, with
 * *key NULL, behind the last one, the closing bracket being passed, and at a fault. */
bool json_pull_member(struct json_pull *reader, char **key);

/* The same for an array. */
bool json_pull_element(struct json_pull *reader);

/* Reads a whole value; *value is to be cleared, also after false. */
bool json_pull_value(struct json_pull *reader, struct json_value *value);
void json_value_clear(struct json_value *value);

/* True when nothing but white space is left; else there is a fault. */
bool json_pull_end(struct json_pull *reader);

#endif
