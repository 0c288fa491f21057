/*
 * JSON as a stream: records with a status.
 *
 * Takes bytes in pieces of any length. A record is the smallest element of an array around a
 * status, else the whole value; each that has a status is reported. Builds no tree, and its memory
 * has a bound.
 */
#ifndef SB_READING_RECORDS_H
#define SB_READING_RECORDS_H

#include <stddef.h>

#include "reading/seen.h"
#include "reading/terms.h"

#define RECORDS_DEPTH 64 /* of objects and arrays; deeper text is no JSON to us */

enum records_state {
    RECORDS_MORE,   /* the value goes on */
    RECORDS_WHOLE,  /* one value was read; what follows was not touched */
    RECORDS_BROKEN, /* no JSON, or too deep */
};

/* A number or a string. */
struct records_value {
    const char *path; /* the names of the members that it is in, a point before each */
    size_t path_len;
    const char *text;
    size_t len;
    unsigned *note; /* what the user has noted of its name; 0: nothing yet, or not any more */
};

/* What reports are for. value: NULL, no values are reported. A text is a string of a record without
 * a status that may be a line of a log; it is valid during the call. end ends a record, after all
 * of its values and its status; when is NULL if it only repeats others. Each returns nothing. */
struct records_user {
    void (*found)(void *context, const struct found_status *found);
    void (*text)(void *context, const char *text, size_t len, const struct moment *when);
    void (*value)(void *context, const struct records_value *value);
    void (*end)(void *context, const struct moment *when);
    void *context;
};

struct records;

/* The terms must outlive it. year: of dates that have none. */
struct records *records_new(const struct terms *terms, int year, const struct records_user *user);
void records_free(struct records *records); /* NULL is allowed */

/* Begins a new value. */
void records_begin(struct records *records);

/* Reads bytes; sets *used to how many. */
enum records_state records_feed(struct records *records, const char *bytes, size_t len,
                                size_t *used);

/* Ends the text: of a number that nothing follows, it is whole. */
enum records_state records_end(struct records *records);

#endif
