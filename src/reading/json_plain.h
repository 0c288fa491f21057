/*
 * The plain bytes of a string of JSON: all that stand for themselves.
 */
#ifndef SB_READING_JSON_PLAIN_H
#define SB_READING_JSON_PLAIN_H

/* Returns the first byte that is not plain: a quotation mark, a backslash or a control character;
 * or the end. */
const char *json_plain_end(const char *at, const char *end);

#endif
