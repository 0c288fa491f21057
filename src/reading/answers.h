/*
 * Responses of HTTP as they were read: their heads with all fields, the request of each, and what
 * is known of the content.
 *
 * Readers of messages report what they read, in its order; the first and the last responses are
 * kept. Knows no client's output and no rule. Its memory has a bound, whatever is reported. Nothing
 * is masked here: who shows a value masks it.
 */
#ifndef SB_READING_ANSWERS_H
#define SB_READING_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reading/seen.h"

#define ANSWERS_ENDS 32 /* the first so many responses are kept, and the last so many */
/* Of one response and its request: a server's limit is 8 to 16 KiB for a head. */
#define ANSWER_TEXT_BYTES ((size_t)24 * 1024)
#define ANSWER_FIELDS 1000        /* of both heads: as many as the strictest servers allow twice */
#define ANSWER_VALUE_BYTES 8192   /* of a field */
#define ANSWER_CONTENT_BYTES 4096 /* kept of the content: enough for what it says of the error */

enum http_version {
    HTTP_VERSION_UNKNOWN, /* the tool does not keep it */
    HTTP_VERSION_1_0,
    HTTP_VERSION_1_1,
    HTTP_VERSION_2,
    HTTP_VERSION_3,
};

/* What was odd about the lines of a head; bits. */
enum line_fact {
    LINE_FOLD = 1, /* a field goes on in a second line */
    LINE_SPACE_BEFORE_COLON = 2,
    LINE_SPACE_BEFORE_FIELDS = 4, /* in the first line after the status line */
    LINE_NO_SPACE_AFTER_CODE = 8,
    LINE_BAD_NAME = 16,
    LINE_BARE_CR = 32,
    LINE_CONTROL = 64, /* NUL */
    LINE_NON_ASCII = 128,
    LINE_UPPER_CASE_NAME = 256,
};

/* Where a text is in that of its answer. */
struct answer_span {
    uint32_t start;
    uint32_t len; /* bytes */
};

struct answer_field {
    struct answer_span name, value; /* the value without the white space around it */
    unsigned facts;                 /* enum line_fact, of its lines */
};

/* A head. */
struct head {
    bool known; /* there is one */
    bool raw;   /* its lines are those of the connection */
    bool cut;   /* it has more fields than were read */
    bool crlf;  /* its lines end with CR and LF: the bytes were kept */
    enum http_version version;
    int code; /* of a response, as of struct seen; SEEN_NO_CODE: it is a request */
    struct answer_span method, target, phrase;
    size_t first, count; /* of the answer's fields */
    unsigned facts;      /* of the start line and of all fields */
};

struct answer {
    struct head request, response;
    char *text; /* owned; not NUL-terminated */
    size_t text_len;
    struct answer_field *fields; /* owned: of the request, then of the response */
    size_t field_count;
    bool content_known;         /* all content of the response was read, if there was any */
    bool content_seen;          /* a byte of it was read that is no end of a line */
    uint64_t content_bytes;     /* that were read */
    uint64_t content_lines;     /* ends of lines in them, each of which may have lost a CR */
    uint64_t content_tail;      /* bytes of ends of lines that nothing follows */
    struct answer_span content; /* its beginning */
    bool has_length;            /* it says how long its content is: */
    uint64_t length;            /* bytes */
    uint64_t took_ms;           /* from the request to the end of the response; 0: not known */
    uint64_t line;              /* of the status line in its input, from 1; 0: not known */
    uint64_t number;            /* of the response among all that were read, from 0 */
};

struct answers {
    struct answer *kept[2 * ANSWERS_ENDS]; /* owned: the first, then the last as a ring */
    uint64_t count;                        /* of all responses */
    /* Called for each response, also for those that are not kept; NULL: nothing is. */
    void (*found)(void *context, const struct answer *answer);
    void *context;
    struct answer draft;                 /* of what is being read */
    bool head_read;                      /* all of the head of its response */
    bool content_known;                  /* of the draft, once it ends */
    size_t request_text, request_fields; /* of the draft that are of its request */
};

/* Makes an empty list. Never NULL. */
struct answers *answers_new(void);
void answers_free(struct answers *answers); /* NULL is allowed */

/* A start line. code SEEN_NO_CODE: of a request. */
struct start_line {
    int code;
    enum http_version version;
    bool raw; /* the lines of its head are those of the connection */
    unsigned facts;
    uint64_t line; /* its number in the input, from 1; 0: not known */
    struct seen_text method, target, phrase;
};

/* Begins a head, which ends the message before. */
void answers_begin(struct answers *answers, const struct start_line *start);

/* Adds a field to the head that was begun last. Pseudo-fields (":status") are none. */
void answers_add_field(struct answers *answers, struct seen_text name, struct seen_text value,
                       unsigned facts);

/* Sets method or target of the request that was begun last, where its lines do not begin with them;
 * bytes NULL: stays as it is. */
void answers_set_request(struct answers *answers, struct seen_text method, struct seen_text target);

/* Forgets the request that was begun last: it is not known which response is its. */
void answers_drop_request(struct answers *answers);

/* Adds a line of a raw head without its end; crlf: it ended with CR and LF. */
void answers_add_line(struct answers *answers, const char *line, size_t len, bool crlf);

/* Ends the head: content follows, or nothing. */
void answers_end_head(struct answers *answers);

/* Adds content of the response: a line without its end; raw_len counts it with its end, and what
 * was not kept of it. known: it is as it was sent. */
void answers_add_content(struct answers *answers, const char *bytes, size_t len, uint64_t raw_len,
                         bool known);

/* Sets how long the content of the response is, as a field says or a tool has measured. */
void answers_set_length(struct answers *answers, uint64_t bytes);

/* Sets how long the exchange took, in milliseconds. */
void answers_set_time(struct answers *answers, uint64_t took_ms);

/* Ends the head because the input ended within a line. */
void answers_cut(struct answers *answers);

/* Ends an input. */
void answers_end(struct answers *answers);

/* Returns how many are kept, and one of them by its place: in the order in which they came. */
size_t answers_count(const struct answers *answers);
const struct answer *answers_at(const struct answers *answers, size_t place);

/* Returns the response with this number, also while its content is read, which is not known before
 * its end; NULL when it is not kept, or its head is not yet whole. Valid until more is read. */
const struct answer *answers_find(const struct answers *answers, uint64_t number);

/* Returns the text of a span. */
struct seen_text answer_text(const struct answer *answer, struct answer_span span);

#endif
