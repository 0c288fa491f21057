/*
 * JSON text, value by value: RFC 8259's grammar in UTF-8, for the readers of JSON here.
 *
 * Passes over a value and tells what is wrong in it to a function of the reader, who decides what
 * that means: jsontext.h refuses the whole file, json_read.h keeps what stands before the fault.
 * Builds nothing, allocates nothing, and knows no format.
 *
 *     struct jsonscan scan = {.at = text, .end = end, .depth = 16, ..., .judge = judge};
 *     if (jsonscan_value(&scan))
 *         ... the value stands between text and scan.at ...
 */
#ifndef SB_JSON_SCAN_H
#define SB_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

enum jsonscan_kind {
    /* Here the text stops to be JSON, or is beyond a bound: the scan ends. */
    JSONSCAN_UNEXPECTED,
    JSONSCAN_UNCLOSED, /* the string that begins here is not closed before the end */
    JSONSCAN_DEEP,
    JSONSCAN_MANY_VALUES,
    /* The scan can go on behind it. */
    JSONSCAN_LONG_STRING,
    JSONSCAN_LONG_NUMBER,
    JSONSCAN_NEWLINE, /* of these the text holds the bytes, */
    JSONSCAN_CONTROL,
    JSONSCAN_NOT_UTF8,
    JSONSCAN_ESCAPED_CONTROL, /* and of these escapes, all in strings */
    JSONSCAN_LONE_SURROGATE,
    JSONSCAN_SHORT_ESCAPE, /* \u without its digits */
    JSONSCAN_UNKNOWN_ESCAPE,
};

#define JSONSCAN_EXPECTED_QUOTE "a \" that closes the string" /* for UNCLOSED and NEWLINE */

struct jsonscan_fault {
    enum jsonscan_kind kind;
    const char *at;       /* the place; at the end of the text, nothing is there */
    const char *expected; /* UNEXPECTED and UNCLOSED: "a value" */
    size_t number;        /* LONG_...: the length; UNEXPECTED: that of the word here, 0 without one;
                             CONTROL and ESCAPED_CONTROL as \uXXXX: the code point */
};

/* Told of each fault, in the order of the text. False ends the scan; nothing goes on behind a fault
 * of the first kinds. */
typedef bool jsonscan_judge(void *context, const struct jsonscan_fault *fault);

struct jsonscan {
    const char *at, *end; /* borrowed: where the scan is, and the end of the text */
    size_t depth;         /* bounds: of objects and arrays in each other; takes stack for each */
    size_t values;        /* of values; counted down */
    size_t string_bytes;  /* of what a string or key stands for, in UTF-8 */
    size_t number_chars;
    jsonscan_judge *judge;
    void *context; /* for the judge */
    size_t told;   /* faults so far */
};

/* The beginning of the text: behind a byte order mark. */
const char *jsonscan_text(const char *bytes, size_t len);

/* What stands behind white space. */
const char *jsonscan_space(const char *at, const char *end);

/* Passes over white space and a value. False when the scan ended at a fault. */
bool jsonscan_value(struct jsonscan *scan);

/* Tells that the scan is at something unexpected. Always false. */
bool jsonscan_unexpected(struct jsonscan *scan, const char *expected);

/* Line and column (in characters, as editors count) of a place in the text, both from 1. */
void jsonscan_where(const char *text, const char *at, size_t *line, size_t *column);

#endif
