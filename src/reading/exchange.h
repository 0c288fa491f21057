/*
 * Messages of HTTP as clients show them: heads with a status line or a request line, and content.
 *
 * Only status lines count. Heads go to the answers whole; here a header field is looked at for
 * where the content ends.
 */
#ifndef SB_READING_EXCHANGE_H
#define SB_READING_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reading/answers.h"
#include "reading/seen.h"
#include "reading/start.h"
#include "reading/terms.h"

enum exchange_part {
    EXCHANGE_BETWEEN, /* no head has begun, or the content goes on until the next one */
    EXCHANGE_HEAD,
    EXCHANGE_CONTENT, /* of a known length */
};

/* Zeroed is at the beginning. */
struct exchange {
    enum exchange_part part;
    bool begun, responded; /* a message was read, a response was */
    const char *prefix;    /* of its heads, of the registry; "": none */
    bool response;         /* the head is one of a response */
    int code;              /* of that */
    bool has_length, chunked;
    uint64_t length, left;          /* bytes of content: of all, and to come */
    char target[SEEN_TARGET_BYTES]; /* of the latest request, until its response ends */
    size_t target_len;
    bool waits, unclear; /* a request has no response yet; and which one comes next is not known */
    bool pseudo;         /* heads begin with pseudo-fields, after this: */
    char shape[START_PREFIX_BYTES];
    size_t shape_len;
    unsigned had;            /* bits: enum pseudo_field, of the head */
    struct answers *answers; /* borrowed: where messages go; NULL: nowhere */
    bool coloured;           /* the client shows them in colours, and perhaps its own way */
    uint64_t line;           /* number in the input of the line that is read */
    uint64_t line_end;       /* bytes of its end */
};

/* Reports whether a message begins with the line. */
bool exchange_begins(const struct terms *terms, const char *line, size_t len);

/* Reports whether a response was read, or a message goes on. */
bool exchange_has_response(const struct exchange *exchange);

/* Reports whether the messages are shown as they were sent, without a prefix. */
bool exchange_is_raw(const struct exchange *exchange);

/* Reads a line without its end; raw_len counts it with its end. Adds responses to what was seen.
 * Set coloured, line and line_end first. */
void exchange_line(struct exchange *exchange, const struct terms *terms, struct seen *seen,
                   const char *line, size_t len, uint64_t raw_len);

/* Ends the input. whole: its last line had an end. */
void exchange_end(struct exchange *exchange, bool whole);

#endif
