#include "config.h"
#include "json/pull.h"

#include <cJSON.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "json/scan.h"

#define NUMBER_MAX_CHARS 63 /* cJSON reads no more of a number */

void json_pull_init(struct json_pull *reader, const char *bytes, size_t len)
{
    const char *text = json_scan_text(bytes, len);
    *reader = (struct json_pull){.start = text, .at = text, .end = bytes + len};
}

static bool fault(struct json_pull *reader, const char *text)
{
    reader->fault = text;
    return false;
}

char json_pull_peek(struct json_pull *reader)
{
    reader->at = json_scan_space(reader->at, reader->end);
    return reader->at < reader->end ? *reader->at : '\0';
}

bool json_pull_open(struct json_pull *reader, char bracket)
{
    if (reader->fault != NULL)
        return false;
    if (json_pull_peek(reader) != bracket)
        return fault(reader, bracket == '{' ? "expected \"{\"" : "expected \"[\"");
    reader->at++;
    reader->first = true;
    return true;
}

/* Passes what stands between the members. False behind the last one. */
static bool next(struct json_pull *reader, char bracket)
{
    if (reader->fault != NULL)
        return false;
    bool first = reader->first;
    char c = json_pull_peek(reader);
    reader->first = false;
    if (c == bracket) {
        reader->at++;
        return false;
    }
    if (first)
        return true;
    if (c != ',')
        return fault(reader,
                     bracket == '}' ? "expected \",\" or \"}\"" : "expected \",\" or \"]\"");
    reader->at++;
    return true;
}

bool json_pull_element(struct json_pull *reader)
{
    return next(reader, ']');
}

bool json_pull_member(struct json_pull *reader, char **key)
{
    struct json_value value;
    *key = NULL;
    if (!next(reader, '}'))
        return false;
    if (json_pull_peek(reader) != '"')
        return fault(reader, "expected a key in quotes");
    if (json_pull_value(reader, &value)) {
        if (!value.clean)
            fault(reader, "not valid text in a key");
        else if (json_pull_peek(reader) != ':')
            fault(reader, "expected \":\"");
        else
            reader->at++;
    }
    if (reader->fault == NULL) {
        *key = value.text;
        value.text = NULL;
    }
    json_value_clear(&value);
    return reader->fault == NULL;
}

/* --- Values ---------------------------------------------------------------------------------- */

/* What is found out about a value while it is passed over. */
struct passed {
    const char *broken; /* it is no JSON from here on */
    bool clean;
};

/* A value is taken as far as it can be read; what it holds that it may not makes it unclean. */
static bool note_error(void *context, const struct json_scan_error *fault)
{
    struct passed *passed = context;
    switch (fault->kind) {
    case JSON_SCAN_ESCAPED_CONTROL:
        passed->clean = passed->clean && fault->number != 0;
        return true;
    case JSON_SCAN_CONTROL:
        passed->clean = passed->clean && fault->number >= 0x80;
        return true;
    case JSON_SCAN_NEWLINE:
    case JSON_SCAN_NOT_UTF8:
        passed->clean = false;
        return true;
    default:
        passed->broken = fault->at;
        return false;
    }
}

/* Passes over a value. */
static bool pass(struct json_pull *reader, struct json_value *value)
{
    struct passed passed = {.clean = true};
    struct json_scan scan = {
        .at = reader->at,
        .end = reader->end,
        .depth = CJSON_NESTING_LIMIT,
        .values = SIZE_MAX,
        .string_bytes = SIZE_MAX,
        .number_chars = NUMBER_MAX_CHARS,
        .report = note_error,
        .context = &passed,
    };
    bool whole = json_scan_value(&scan);
    value->raw = reader->at;
    value->raw_len = (size_t)(scan.at - reader->at);
    value->clean = passed.clean;
    reader->at = whole ? scan.at : passed.broken;
    return whole || fault(reader, "not valid JSON here");
}

/* Of a value that was passed over. */
static enum json_type type_of(char first)
{
    return first == '"'                   ? JSON_STRING
           : first == '{'                 ? JSON_OBJECT
           : first == '['                 ? JSON_ARRAY
           : first == 't' || first == 'f' ? JSON_BOOL
           : first == 'n'                 ? JSON_NULL
                                          : JSON_NUMBER;
}

/* Takes out of a string or number what it stands for. */
static void take(struct json_value *value)
{
    cJSON *node = cJSON_ParseWithLengthOpts(value->raw, value->raw_len, NULL, false);
    if (node == NULL) /* it is valid: a file is not damaged because memory is out */
        mem_exhausted();
    if (cJSON_IsString(node)) {
        value->text = xstrdup(node->valuestring);
    } else if (cJSON_IsNumber(node)) {
        value->whole = node->valuedouble >= -1e9 && node->valuedouble <= 1e9 &&
                       node->valuedouble == (double)node->valueint;
        value->number = value->whole ? node->valueint : 0;
    }
    cJSON_Delete(node);
}

bool json_pull_value(struct json_pull *reader, struct json_value *value)
{
    *value = (struct json_value){0};
    if (reader->fault != NULL)
        return false;
    if (json_pull_peek(reader) == '\0')
        return fault(reader, reader->at == reader->end ? "the end of the file, expected a value"
                                                       : "not a value");
    if (!pass(reader, value))
        return false;
    value->type = type_of(*value->raw);
    if (value->type == JSON_STRING || value->type == JSON_NUMBER)
        take(value);
    return true;
}

void json_value_clear(struct json_value *value)
{
    free(value->text);
    *value = (struct json_value){0};
}

bool json_pull_end(struct json_pull *reader)
{
    if (reader->fault != NULL)
        return false;
    json_pull_peek(reader);
    return reader->at == reader->end || fault(reader, "expected nothing more");
}
