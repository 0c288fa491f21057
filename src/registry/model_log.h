/*
 * What a registry says about logs: how they write a status, and the reasons that stand in them.
 */
#ifndef SB_REGISTRY_MODEL_LOG_H
#define SB_REGISTRY_MODEL_LOG_H

#include <stddef.h>
#include <stdint.h>

#include "registry/model_value.h"

/* What in the text of a log proves that a number is a status. */
enum witness_kind {
    WITNESS_VERSION,        /* after HTTP/1.1 */
    WITNESS_TIMERS,         /* after five whole numbers with slashes between them */
    WITNESS_TIMES,          /* after three decimal numbers */
    WITNESS_COLUMN,         /* in the column that a header line names */
    WITNESS_ROW_END,        /* first of the numbers that end a row with a date, a time, a request */
    WITNESS_RESULT,         /* after a word of capitals and a slash */
    WITNESS_REQUEST_BEFORE, /* after a method and a target */
    WITNESS_TALLY,          /* with how often it was seen */
    WITNESS_NAME,           /* after the name of a status */
    WITNESS_PHRASE,         /* before its phrase */
    WITNESS_REQUEST_AFTER,  /* before a method and a target */
    WITNESS_BARS,           /* alone between two bars */
    WITNESS_QUOTED,         /* after a quoted text that is no request */
    WITNESS_COUNT
};

#define WITNESS_MAX_STRENGTH 9

extern const char *const witness_names[WITNESS_COUNT];

struct log_witness {
    enum witness_kind id;
    int64_t strength;            /* 0: never believed, to WITNESS_MAX_STRENGTH */
    const char *owner;           /* who defines codes found so; NULL: not known */
    const char *where;           /* in words, for authors; NULL when absent */
    struct string_list examples; /* lines that it finds a status in */
};

/* Where a log writes a reason. */
enum reason_place { REASON_NEXT_WORD, REASON_STATE, REASON_PLACE_COUNT };

extern const char *const reason_place_names[REASON_PLACE_COUNT];

struct log_reason {
    const char *word; /* as logs write it */
    const char *side; /* on whose side the cause lies; NULL when absent, like the rest */
    const char *text;
    const char *status;
};

struct log_reasons {
    const char *owner;
    enum reason_place place;
    struct string_list names; /* of the member of a JSON log that holds it */
    const struct log_reason *values;
    size_t value_count;
};

/* A JSON record with the name counts only where it has the value. */
struct log_filter {
    const char *name;
    const char *value;
};

/* A log that has the name is of a product that defines its codes. */
struct log_owner {
    const char *name;
    const char *owner;
};

/* Of a duration that has no unit of its own; DURATION_WRITTEN: without one it says nothing. */
enum duration_unit {
    DURATION_WRITTEN,
    DURATION_S,
    DURATION_MS,
    DURATION_US,
    DURATION_NS,
    DURATION_UNITS
};

extern const char *const duration_unit_names[DURATION_UNITS];

/* How long a response took. */
struct log_duration {
    const char *name;
    enum duration_unit unit;
};

/* Names are letters and digits in lower case, and fit the end of a name in a log: statuscode is
 * that of http.response.status_code. */
struct log_knowledge {
    struct string_list status_names;
    struct string_list upstream_names;     /* of the status of an upstream server */
    struct string_list not_status_names;   /* end as a status does, and are none */
    struct string_list http_words;         /* names in a record that make a bare "status" one */
    struct string_list text_names;         /* names of a string that is a line of a log */
    struct string_list time_names;         /* of when it happened */
    struct string_list target_names;       /* of what was asked for */
    struct string_list part_names;         /* of the part after a code: 14 of 403.14 */
    struct string_list secret_names;       /* of header fields and parameters to mask */
    struct string_list query_secret_names; /* of those that are secret only in a query */
    struct string_list not_if;             /* words of a line whose number is only talked about */
    struct string_list passed_over;        /* begin records that say again what others say */
    struct string_list units;              /* words after a number of something else: bytes */
    struct string_list methods;
    struct string_list prefixes; /* of a status line */
    const struct log_filter *filters;
    size_t filter_count;
    const struct log_owner *owners;
    size_t owner_count;
    const struct log_duration *durations;
    size_t duration_count;
    const struct log_witness *witnesses; /* of several with an id the last counts */
    size_t witness_count;
    const struct log_reasons *reasons;
    size_t reasons_count;
};

#endif
