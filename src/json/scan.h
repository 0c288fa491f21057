/*
 * JSON text, value by value: RFC 8259's grammar in UTF-8, for the readers of JSON here.
 *
 * Passes over a value and tells what is wrong in it to a function of the reader, who decides what
 * that means: json/tree.h refuses the whole file, json/pull.h keeps what stands before the fault.
 * Builds nothing, allocates nothing, and knows no format.
 *
 *     struct json_scan scan = {.at = text, .end = end, .depth = 16, ..., .judge = judge};
 *     if (json_scan_value(&scan))
 *         ... the value stands between text and scan.at ...
 */
#ifndef SB_JSON_SCAN_H
#define SB_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum json_scan_kind {
    /* Here the text stops to be JSON, or is beyond a bound: the scan ends. */
    JSON_SCAN_UNEXPECTED,
    JSON_SCAN_UNCLOSED, /* the string that begins here is not closed before the end */
    JSON_SCAN_DEEP,
    JSON_SCAN_MANY_VALUES,
    /* The scan can go on behind it. */
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

#define JSON_SCAN_EXPECTED_QUOTE "a \" that closes the string" /* for UNCLOSED and NEWLINE */

struct json_scan_error {
    enum json_scan_kind kind;
    const char *at;       /* the place; at the end of the text, nothing is there */
    const char *expected; /* UNEXPECTED and UNCLOSED: "a value" */
    size_t number;        /* LONG_...: the length; UNEXPECTED: that of the word here, 0 without one;
                             CONTROL and ESCAPED_CONTROL as \uXXXX: the code point */
};

/* Told of each fault, in the order of the text. False ends the scan; nothing goes on behind a fault
 * of the first kinds. */
typedef bool json_scan_report(void *context, const struct json_scan_error *fault);

struct json_scan {
    const char *at, *end; /* borrowed: where the scan is, and the end of the text */
    size_t depth;         /* bounds: of objects and arrays in each other; takes stack for each */
    size_t values;        /* of values; counted down */
    size_t string_bytes;  /* of what a string or key stands for, in UTF-8 */
    size_t number_chars;
    json_scan_report *judge;
    void *context; /* for the judge */
    size_t told;   /* faults so far */
};

/* The beginning of the text: behind a byte order mark. */
const char *json_scan_text(const char *bytes, size_t len);

/* What stands behind white space. */
const char *json_scan_space(const char *at, const char *end);

/* Passes over white space and a value. False when the scan ended at a fault. */
bool json_scan_value(struct json_scan *scan);

/* Tells that the scan is at something unexpected. Always false. */
bool json_scan_unexpected(struct json_scan *scan, const char *expected);

/* Line and column (in characters, as editors count) of a place in the text, both from 1. */
void json_scan_where(const char *text, const char *at, size_t *line, size_t *column);

#endif
