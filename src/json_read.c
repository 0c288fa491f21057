#include "config.h"
#include "json_read.h"

#include <cJSON.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "utf8.h"

void json_read_init(struct json_reader *reader, const char *bytes, size_t len)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t skip = len >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    *reader = (struct json_reader){.start = bytes, .at = bytes + skip, .end = bytes + len};
}

static bool fault(struct json_reader *reader, const char *text)
{
    reader->fault = text;
    return false;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

char json_read_peek(struct json_reader *reader)
{
    while (reader->at < reader->end && is_space(*reader->at))
        reader->at++;
    return reader->at < reader->end ? *reader->at : '\0';
}

bool json_read_open(struct json_reader *reader, char bracket)
{
    if (reader->fault != NULL)
        return false;
    if (json_read_peek(reader) != bracket)
        return fault(reader, bracket == '{' ? "expected \"{\"" : "expected \"[\"");
    reader->at++;
    reader->first = true;
    return true;
}

/* Passes what stands between the members. False behind the last one. */
static bool next(struct json_reader *reader, char bracket)
{
    if (reader->fault != NULL)
        return false;
    bool first = reader->first;
    char c = json_read_peek(reader);
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

bool json_read_element(struct json_reader *reader)
{
    return next(reader, ']');
}

bool json_read_member(struct json_reader *reader, char **key)
{
    struct json_value value;
    *key = NULL;
    if (!next(reader, '}'))
        return false;
    if (json_read_peek(reader) != '"')
        return fault(reader, "expected a key in quotes");
    if (json_read_value(reader, &value)) {
        if (!value.clean)
            fault(reader, "not valid text in a key");
        else if (json_read_peek(reader) != ':')
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

/* cJSON takes control characters for white space and lets them stand in strings, and \u0000 ends
 * its strings early. */
static bool is_clean(const char *raw, size_t len)
{
    bool quoted = false;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)raw[i];
        if (c == 0x7F || (c < ' ' && (quoted || !is_space(raw[i]))))
            return false;
        if (c == '"')
            quoted = !quoted;
        if (c == '\\' && quoted) {
            if (len - i > 5 && memcmp(raw + i, "\\u0000", 6) == 0)
                return false;
            i++;
        }
    }
    return utf8_valid(raw, len, NULL);
}

static enum json_type type_of(const cJSON *node)
{
    return cJSON_IsString(node)   ? JSON_STRING
           : cJSON_IsNumber(node) ? JSON_NUMBER
           : cJSON_IsBool(node)   ? JSON_BOOL
           : cJSON_IsArray(node)  ? JSON_ARRAY
           : cJSON_IsObject(node) ? JSON_OBJECT
                                  : JSON_NULL;
}

bool json_read_value(struct json_reader *reader, struct json_value *value)
{
    *value = (struct json_value){0};
    if (reader->fault != NULL)
        return false;
    if (json_read_peek(reader) == '\0')
        return fault(reader, reader->at == reader->end ? "the end of the file, expected a value"
                                                       : "not a value");
    const char *behind = NULL;
    size_t left = (size_t)(reader->end - reader->at);
    cJSON *node = cJSON_ParseWithLengthOpts(reader->at, left, &behind, false);
    if (node == NULL) {
        /* The place of an unfinished string is its beginning: better than none. */
        if (behind != NULL && behind > reader->at && behind <= reader->end)
            reader->at = behind;
        return fault(reader, "not valid JSON here");
    }
    value->type = type_of(node);
    value->raw = reader->at;
    value->raw_len = (size_t)(behind - reader->at);
    value->clean = is_clean(value->raw, value->raw_len);
    if (value->type == JSON_STRING) {
        value->text = xstrdup(node->valuestring);
    } else if (value->type == JSON_NUMBER) {
        value->whole = node->valuedouble >= -1e9 && node->valuedouble <= 1e9 &&
                       node->valuedouble == (double)node->valueint;
        value->number = value->whole ? node->valueint : 0;
    }
    cJSON_Delete(node);
    reader->at = behind;
    return true;
}

void json_value_clear(struct json_value *value)
{
    free(value->text);
    *value = (struct json_value){0};
}

bool json_read_end(struct json_reader *reader)
{
    if (reader->fault != NULL)
        return false;
    json_read_peek(reader);
    return reader->at == reader->end || fault(reader, "expected nothing more");
}

void json_read_where(const struct json_reader *reader, const char *at, size_t *line, size_t *column)
{
    *line = *column = 1;
    for (const char *p = reader->start; p < at; p++) {
        if (*p == '\n') {
            ++*line;
            *column = 1;
        } else {
            *column += ((unsigned char)*p & 0xC0) != 0x80;
        }
    }
}
