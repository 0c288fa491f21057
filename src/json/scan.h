/*
 * JSON text, value by value: RFC 8259's grammar in UTF-8, for tree.h and pull.h.
 *
 * Passes over a value and reports what is wrong in it to a function of the caller, which decides
 * what that means: json/tree.h refuses the whole file, json/pull.h keeps what comes before the
 * error. Builds nothing, allocates nothing, and knows no format.
 *
 *     struct json_scan scan = {.at = text, .end = end, .depth = 16, ..., .report = report};
 *     if (json_scan_value(&scan))
 *         ... the value is from text to scan.at ...
 */
#ifndef SB_JSON_SCAN_H
#define SB_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum json_scan_kind {
    /* From here on the text is no JSON, or it is beyond a bound: the scan ends. */
    JSON_SCAN_UNEXPECTED,
    JSON_SCAN_UNCLOSED, /* the string that begins here is not closed before the end */
    JSON_SCAN_DEEP,
    JSON_SCAN_MANY_VALUES,
    /* The scan can go on after it. */
    JSON_SCAN_LONG_STRING,
    JSON_SCAN_LONG_NUMBER,
    JSON_SCAN_NEWLINE, /* of these the text holds the bytes, */
    JSON_SCAN_CONTROL,
    JSON_SCAN_NOT_UTF8,
    JSON_SCAN_ESCAPED_CONTROL, /* and of these escapes, all in strings */
    JSON_SCAN_LONE_SURROGATE,
    JSON_SCAN_SHORT_ESCAPE, /* \u without its digits */
    JSON_SCAN_UNKNOWN_ESCAPE,
};

struct json_scan_error {
    enum json_scan_kind kind;
    const char *at;       /* the place; may be the end of the text */
    const char *expected; /* UNEXPECTED, UNCLOSED and NEWLINE: "a value"; else NULL */
    size_t number;        /* LONG_...: the length; UNEXPECTED: that of the word here, 0 without one;
                             CONTROL and ESCAPED_CONTROL as \uXXXX: the code point */
};

/* Called for each error, in the order of the text. Returns false to end the scan, which also ends
 * after an error of the first kinds. */
typedef bool json_scan_report(void *context, const struct json_scan_error *error);

struct json_scan {
    const char *at, *end; /* borrowed: where the scan is, and the end of the text */
    size_t depth;         /* bounds: of objects and arrays in each other; takes stack for each */
    size_t values;        /* of values; counted down */
    size_t string_bytes;  /* of what a string or key stands for, in UTF-8 */
    size_t number_chars;
    json_scan_report *report;
    void *context; /* for report() */
    size_t errors; /* reported so far */
};

/* Returns the beginning of the text, after a byte order mark if there is one. */
const char *json_scan_text(const char *bytes, size_t len);

/* Returns the place after white space. */
const char *json_scan_space(const char *at, const char *end);

/* Passes over white space and a value. Returns false when the scan ended at an error. */
bool json_scan_value(struct json_scan *scan);

/* Reports that the scan is at something unexpected. Always returns false. */
bool json_scan_unexpected(struct json_scan *scan, const char *expected);

/* Sets line and column (in characters, as editors count) of a place in the text, both from 1. */
void json_scan_where(const char *text, const char *at, size_t *line, size_t *column);

#endif
