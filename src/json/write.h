/*
 * A writer of JSON text in one layout: an object or array stands on one line when it fits into
 * JSON_LINE_COLS columns there, else one member a line. An array of plain values fills its lines.
 */
#ifndef SB_JSON_WRITE_H
#define SB_JSON_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strbuf.h"

#define JSON_LINE_COLS 120

/* Zeroed is ready. Members come in the order of the calls; key is NULL inside an array. */
struct json_writer {
    size_t indent_cols; /* of a level; 0: one. (A registry has thousands of short lines.) */
    struct strbuf text;
    struct json_level *levels; /* open objects and arrays, outermost first */
    size_t level_count, level_cap;
};

/* Begin an object, or an array, as a member of the innermost one. */
void json_begin_object(struct json_writer *json, const char *key);
void json_begin_array(struct json_writer *json, const char *key);
void json_break(struct json_writer *json); /* one member a line in the innermost */
void json_end(struct json_writer *json);   /* closes the innermost */

/* value NULL writes null. Characters beyond ASCII are written as they are, controls escaped. */
void json_string(struct json_writer *json, const char *key, const char *value);
void json_integer(struct json_writer *json, const char *key, int64_t value);
void json_bool(struct json_writer *json, const char *key, bool value);
void json_raw(struct json_writer *json, const char *key, const char *text); /* JSON as it is */

/* Appends the document and a newline to out; the writer is empty afterwards. */
void json_finish(struct json_writer *json, struct strbuf *out);

#endif
