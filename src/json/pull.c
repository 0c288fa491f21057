#include "config.h"
#include "json/pull.h"

#include <cJSON.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "json/scan.h"
#include "json/tree.h"

void json_pull_init(struct json_pull *pull, const char *bytes, size_t len)
{
    const char *text = json_scan_text(bytes, len);
    *pull = (struct json_pull){.start = text, .at = text, .end = bytes + len};
}

static bool set_error(struct json_pull *pull, const char *text)
{
    pull->error = text;
    return false;
}

char json_pull_peek(struct json_pull *pull)
{
    pull->at = json_scan_space(pull->at, pull->end);
    return pull->at < pull->end ? *pull->at : '\0';
}

bool json_pull_open(struct json_pull *pull, char bracket)
{
    if (pull->error != NULL)
        return false;
    if (json_pull_peek(pull) != bracket)
        return set_error(pull, bracket == '{' ? "expected \"{\"" : "expected \"[\"");
    pull->at++;
    pull->first = true;
    return true;
}

/* Passes what is between the members. Returns false after the last one. */
static bool go_to_next(struct json_pull *pull, char bracket)
{
    if (pull->error != NULL)
        return false;
    bool first = pull->first;
    char c = json_pull_peek(pull);
    pull->first = false;
    if (first && c != bracket)
        return true;
    if (c != bracket && c != ',')
        return set_error(pull,
                         bracket == '}' ? "expected \",\" or \"}\"" : "expected \",\" or \"]\"");
    pull->at++;
    return c == ',';
}

bool json_pull_element(struct json_pull *pull)
{
    return go_to_next(pull, ']');
}

bool json_pull_member(struct json_pull *pull, char **key)
{
    struct json_value value;
    *key = NULL;
    if (!go_to_next(pull, '}'))
        return false;
    if (json_pull_peek(pull) != '"')
        return set_error(pull, "expected a key in quotes");
    if (json_pull_value(pull, &value)) {
        if (!value.clean) {
            set_error(pull, "not valid text in a key");
        } else if (json_pull_peek(pull) != ':') {
            set_error(pull, "expected \":\"");
        } else {
            pull->at++;
            *key = value.text;
            value.text = NULL;
        }
    }
    json_value_clear(&value);
    return *key != NULL;
}

/* What is found out about a value while it is skipped. */
struct skipped {
    const char *broken; /* it is no JSON from here on */
    bool clean;
};

/* Ends the scan only where the text is no JSON; a character that is not allowed makes the value
 * unclean. */
static bool note_error(void *context, const struct json_scan_error *error)
{
    struct skipped *skipped = context;
    switch (error->kind) {
    case JSON_SCAN_ESCAPED_CONTROL:
        skipped->clean = skipped->clean && error->number != 0;
        return true;
    case JSON_SCAN_CONTROL:
        skipped->clean = skipped->clean && error->number >= 0x80;
        return true;
    case JSON_SCAN_NEWLINE:
    case JSON_SCAN_NOT_UTF8:
        skipped->clean = false;
        return true;
    default:
        skipped->broken = error->at;
        return false;
    }
}

/* Goes to the end of a value. */
static bool skip_value(struct json_pull *pull, struct json_value *value)
{
    struct skipped skipped = {.clean = true};
    struct json_scan scan = {
        .at = pull->at,
        .end = pull->end,
        .depth = CJSON_NESTING_LIMIT,
        .values = SIZE_MAX,
        .string_bytes = SIZE_MAX,
        .number_chars = JSON_TREE_NUMBER_BOUND,
        .report = note_error,
        .context = &skipped,
    };
    bool whole = json_scan_value(&scan);
    value->raw = pull->at;
    value->raw_len = (size_t)(scan.at - pull->at);
    value->clean = skipped.clean;
    pull->at = whole ? scan.at : skipped.broken;
    return whole || set_error(pull, "not valid JSON here");
}

/* Decodes a string or number. */
static void decode(struct json_value *value)
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

bool json_pull_value(struct json_pull *pull, struct json_value *value)
{
    *value = (struct json_value){0};
    if (pull->error != NULL)
        return false;
    if (json_pull_peek(pull) == '\0')
        return set_error(pull, pull->at == pull->end ? "the end of the file, expected a value"
                                                     : "not a value");
    if (!skip_value(pull, value))
        return false;
    if (strchr("\"-0123456789", *value->raw) != NULL)
        decode(value);
    return true;
}

void json_value_clear(struct json_value *value)
{
    free(value->text);
    *value = (struct json_value){0};
}

bool json_pull_end(struct json_pull *pull)
{
    if (pull->error != NULL)
        return false;
    json_pull_peek(pull);
    return pull->at == pull->end || set_error(pull, "expected nothing more");
}
