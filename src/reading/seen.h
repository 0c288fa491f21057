/*
 * What was seen in an input: how often each status, when, for which targets, and examples.
 *
 * Knows no format: readers report each status that they find. Its memory has a bound, whatever is
 * reported. Counts, times, reasons and upstreams of several inputs add up in any order to those of
 * one run over all.
 */
#ifndef SB_READING_SEEN_H
#define SB_READING_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reading/moment.h"
#include "reading/rate.h"
#include "reading/targets.h"
#include "registry/model_entry.h"

#define SEEN_FURTHER_MOST 256 /* different codes of further registries; a log has a dozen */

/* Statuses as logs write them: 0 to 999 by their number, and two that are written otherwise. From
 * SEEN_FURTHER on codes of further registries, in the order in which they came. */
enum {
    SEEN_ZEROS = 1000 /* 000 */,
    SEEN_MINUS = 1001 /* -1 */,
    SEEN_FURTHER,
    SEEN_CODES = SEEN_FURTHER + SEEN_FURTHER_MOST
};
#define SEEN_NO_CODE (-1)

#define SEEN_REASONS 16       /* of a code */
#define SEEN_UPSTREAM 16      /* statuses of upstream servers, of a code */
#define SEEN_TARGETS_FROM 300 /* codes whose targets are kept: those that somebody looks into */
#define SEEN_REASON_BYTES 32
#define SEEN_EXAMPLE_BYTES 1024
#define SEEN_UNKNOWN 3    /* examples of lines that were not understood */
#define SEEN_DETAILED 128 /* codes with more than a count: no log has as many */
#define SEEN_ORDERED 32   /* of an exchange: the first and the last so many responses */

/* A code of a further registry. */
struct seen_further {
    const struct entry *entry; /* borrowed, as its registry */
    const struct registry *registry;
    size_t place; /* of the registry in the library */
    int like;     /* the status that goes with it; SEEN_NO_CODE: none does */
};

/* A part of a line; borrowed. */
struct seen_text {
    const char *bytes; /* NULL: nothing */
    size_t len;
};

/* A status that a reader has found. */
struct found_status {
    int code;                /* 0 to SEEN_CODES - 1 */
    uint64_t times;          /* at least 1 */
    const char *owner;       /* who defines it, of the registry; NULL: not known */
    struct moment when;      /* may be unknown */
    struct seen_text target; /* of the request, as written */
    char part[16];           /* room for a reason that no line has as it is: 403.14 */
    struct seen_text reason; /* a word of the product in front, or several with commas */
    int upstream;            /* a status of the upstream server, SEEN_NO_CODE: it was not asked, or
                                the line does not say */
    bool asked;              /* the line says something of an upstream server */
    uint64_t took_ns;        /* how long the response took; 0: not known */
};

struct seen_example {
    char *text; /* owned, NUL-terminated, cut at SEEN_EXAMPLE_BYTES; NULL: none */
    size_t len;
    bool cut;
};

struct seen_reason {
    char text[SEEN_REASON_BYTES]; /* NUL-terminated */
    uint64_t count;
};

struct seen_upstream {
    int code; /* SEEN_NO_CODE: the server sent none */
    uint64_t count;
};

/* What is known of a code beyond its count. */
struct seen_detail {
    struct seen_targets targets;
    struct seen_reason reasons[SEEN_REASONS];
    size_t reason_count;
    struct seen_upstream upstream[SEEN_UPSTREAM];
    size_t upstream_count;
    struct seen_example first, newest;
    struct seen_example slowest; /* of the lines that say how long a response took */
    uint64_t slowest_ns;
    struct rate rate;
};

struct seen_code {
    uint64_t count;
    const char *owner;          /* of the registry; NULL: not known */
    struct moment first, last;  /* the earliest and the latest */
    struct seen_detail *detail; /* owned; NULL: none */
};

struct seen {
    struct seen_code codes[SEEN_CODES];
    struct seen_further further[SEEN_FURTHER_MOST]; /* of the codes from SEEN_FURTHER on */
    size_t further_count;
    size_t detailed; /* codes with a detail */
    uint64_t lines, understood, not_understood;
    struct seen_example unknown[SEEN_UNKNOWN];
    size_t unknown_count;
    struct moment first, last;
    /* Of an exchange: its responses in their order. */
    bool exchange;
    int order[2 * SEEN_ORDERED]; /* codes: the first SEEN_ORDERED, then the last, as a ring */
    uint64_t order_count;
    uint64_t requests; /* of an exchange: that were read */
};

/* Makes empty counts. Never NULL. */
struct seen *seen_new(void);
void seen_free(struct seen *seen); /* NULL is allowed */

/* Returns a copy that stays as it is while more is read. The caller frees it. */
struct seen *seen_copy(const struct seen *seen);

/* Adds a status, and (len > 0) the line that it was found in, as an example. */
void seen_add(struct seen *seen, const struct found_status *found, const char *line, size_t len);

/* Adds a line in which no status was found. */
void seen_add_unknown(struct seen *seen, const char *line, size_t len);

/* Returns the status that a text of digits stands for, or SEEN_NO_CODE. */
int seen_code_of(const char *text, size_t len);

/* Writes a code as logs do. */
#define SEEN_CODE_BYTES 8
void seen_put_code(int code, char text[SEEN_CODE_BYTES]);

/* Returns the code that stands for that of a further registry, or SEEN_NO_CODE when there are too
 * many. */
int seen_further_code(struct seen *seen, const struct seen_further *further);

/* Returns what a code from SEEN_FURTHER on stands for, NULL for others. */
const struct seen_further *seen_further(const struct seen *seen, int code);

/* Reports whether a code stands before another by their numbers, those of further registries last,
 * in the order of registries and entries. */
bool seen_is_code_before(const struct seen *seen, int a, int b);

/* Fills order[] with the codes that were seen, the worst first: 5xx, then no response, 4xx, 3xx,
 * 2xx, 1xx, then others; in each the most frequent first. A code of a further registry stands with
 * the status that goes with it, without one after 4xx. Returns how many. */
size_t seen_list(const struct seen *seen, int order[SEEN_CODES]);

/* Does the same in the order in which the responses of an exchange came. */
size_t seen_list_in_order(const struct seen *seen, int order[SEEN_CODES]);

/* A response of an exchange. */
struct seen_response {
    int code;
    uint64_t number; /* among all responses, from 0 */
};

/* Fills list[] with the responses of an exchange that are kept. Returns how many. */
size_t seen_list_responses(const struct seen *seen, struct seen_response list[2 * SEEN_ORDERED]);

/* Reports whether no other response to the same request follows one with this code: 101 ends HTTP
 * on its connection. */
bool seen_is_final(int code);

/* Adds to a code what was counted elsewhere. Each text may be cut; of a target its query is. */
void seen_add_count(struct seen *seen, int code, uint64_t count, const char *owner);
void seen_add_time(struct seen *seen, int code, const struct moment *when);
void seen_add_target(struct seen *seen, int code, const char *text, size_t len, uint64_t count);
void seen_add_reason(struct seen *seen, int code, const char *text, size_t len, uint64_t count);
void seen_add_upstream(struct seen *seen, int code, int upstream, uint64_t count);
/* From now on the targets of the code are not exact. */
void seen_lose_targets(struct seen *seen, int code);

/* Each fills sorted[] with the indexes of a list of a detail, the most frequent first, those of one
 * count in the order of their texts or codes. Returns how many. */
size_t seen_sort_reasons(const struct seen_detail *detail, size_t sorted[SEEN_REASONS]);
size_t seen_sort_upstream(const struct seen_detail *detail, size_t sorted[SEEN_UPSTREAM]);

#endif
