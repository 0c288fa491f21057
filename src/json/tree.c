#include "config.h"
#include "json/tree.h"

#include <assert.h>
#include <cJSON.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "json/scan.h"

struct text {
    const char *bytes, *begin, *end; /* the file, what of it is JSON, and its end */
    const struct json_tree_limits *limits;
    struct faults *faults;
};

/* Appends what is at a place where the grammar expects something else. word is the length of the
 * word there. */
static void put_found(const struct text *text, const char *at, size_t word, struct strbuf *out)
{
    uint32_t cp;
    if (at == text->end) {
        strbuf_puts(out, "the end of the file");
        return;
    }
    size_t len = utf8_decode(at, (size_t)(text->end - at), &cp);
    if (cp == '\n')
        strbuf_puts(out, "the end of the line");
    else if (cp == UTF8_INVALID)
        strbuf_printf(out, "byte 0x%02X", (unsigned)(unsigned char)*at);
    else if (utf8_is_control(cp))
        strbuf_printf(out, "control character U+%04X", (unsigned)cp);
    else if (cp == '"')
        strbuf_puts(out, "a string");
    else
        faults_quote(out, at, word > 0 ? word : len);
}

/* Appends an error of any kind but "found X, expected Y". */
static void put_error(const struct text *text, const struct json_scan_error *error,
                      struct strbuf *out)
{
    static const char printable[] = "in a string, expected printable text";
    const struct json_tree_limits *limits = text->limits;
    const char *at = error->at;
    switch (error->kind) {
    case JSON_SCAN_DEEP:
        strbuf_printf(out, "nesting deeper than expected, which is at most %zu", limits->depth);
        break;
    case JSON_SCAN_MANY_VALUES:
        strbuf_printf(out, "more values than expected, which is at most %zu", limits->values);
        break;
    case JSON_SCAN_LONG_STRING:
        strbuf_printf(out, "string of %zu bytes, expected at most %zu", error->number,
                      limits->string_bytes);
        break;
    case JSON_SCAN_LONG_NUMBER:
        strbuf_printf(out, "number of %zu characters, expected at most %zu", error->number,
                      limits->number_chars);
        break;
    case JSON_SCAN_CONTROL:
        strbuf_printf(out, "control character U+%04zX %s", error->number, printable);
        break;
    case JSON_SCAN_ESCAPED_CONTROL:
        if (at[1] == 'u')
            strbuf_printf(out, "escaped control character U+%04zX %s", error->number, printable);
        else
            strbuf_printf(out, "escaped control character \\%c %s", at[1], printable);
        break;
    case JSON_SCAN_NOT_UTF8:
        strbuf_printf(out,
                      "byte 0x%02X at offset %zu in a string is not UTF-8, expected UTF-8 text",
                      (unsigned)(unsigned char)*at, (size_t)(at - text->bytes));
        break;
    case JSON_SCAN_LONE_SURROGATE:
        strbuf_printf(out, "lone surrogate %.6s in a string, expected a pair", at);
        break;
    case JSON_SCAN_SHORT_ESCAPE:
        strbuf_puts(out, "\\u without its digits, expected four hexadecimal ones");
        break;
    default:
        strbuf_puts(out, "unknown escape in a string, expected \\\", \\\\, \\/ or \\uXXXX");
    }
}

/* Reports each error; goes on after all but a string that is not closed on its line. */
static bool add_fault(void *context, const struct json_scan_error *error)
{
    const struct text *text = context;
    const char *at = error->kind == JSON_SCAN_UNCLOSED ? text->end : error->at;
    bool newline = error->kind == JSON_SCAN_NEWLINE;
    if (!faults_wanted(text->faults)) {
        faults_count(text->faults);
        return !newline;
    }
    size_t line, column;
    struct strbuf message = STRBUF_INIT;
    if (error->expected != NULL) {
        strbuf_puts(&message, "found ");
        put_found(text, at, error->number, &message);
        strbuf_printf(&message, ", expected %s", error->expected);
    } else {
        put_error(text, error, &message);
    }
    json_scan_where(text->begin, at, &line, &column);
    faults_add_at(text->faults, line, column, "%s", strbuf_str(&message));
    strbuf_clear(&message);
    return !newline;
}

/* Reports all errors of a text. */
static void check_text(struct text *text)
{
    struct json_scan scan = {
        .at = text->begin,
        .end = text->end,
        .depth = text->limits->depth,
        .values = text->limits->values,
        .string_bytes = text->limits->string_bytes,
        .number_chars = text->limits->number_chars,
        .report = add_fault,
        .context = text,
    };
    if (!json_scan_value(&scan))
        return;
    scan.at = json_scan_space(scan.at, scan.end);
    if (scan.at != scan.end)
        json_scan_unexpected(&scan, "nothing more after the document");
}

struct key {
    const char *name;
    size_t index;
};

static int compare_keys(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    return order != 0 ? order : a->index < b->index ? -1 : 1;
}

static void check_many_keys(const cJSON *object, const struct fault_place *place,
                            struct faults *faults)
{
    size_t count = 0;
    for (const cJSON *child = object->child; child != NULL; child = child->next)
        count++;
    struct key *keys = xreallocarray(NULL, count, sizeof *keys);
    count = 0;
    for (const cJSON *child = object->child; child != NULL; child = child->next, count++)
        keys[count] = (struct key){child->string, count};
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 1; i < count; i++)
        if (strcmp(keys[i - 1].name, keys[i].name) == 0) {
            struct fault_place here = {.up = place, .key = keys[i].name};
            faults_add_in(faults, &here, "is given twice, expected each key once");
        }
    free(keys);
}

/* Sorting the keys of every small object would take longer than reading the file. */
static bool has_few_keys_once(const cJSON *object)
{
    const char *keys[32];
    size_t count = 0;
    for (const cJSON *child = object->child; child != NULL; child = child->next) {
        if (count == sizeof keys / sizeof keys[0])
            return false;
        for (size_t i = 0; i < count; i++)
            if (keys[i][0] == child->string[0] && strcmp(keys[i], child->string) == 0)
                return false;
        keys[count++] = child->string;
    }
    return true;
}

void json_tree_check_own_keys(const cJSON *object, const struct fault_place *place,
                              struct faults *faults)
{
    if (!has_few_keys_once(object))
        check_many_keys(object, place, faults);
}

void json_tree_check_keys(const cJSON *node, const struct fault_place *place, struct faults *faults)
{
    if (cJSON_IsObject(node))
        json_tree_check_own_keys(node, place, faults);
    size_t index = 0;
    for (const cJSON *child = node->child; child != NULL; child = child->next, index++) {
        struct fault_place here = {place, child->string, index, child};
        if (child->child != NULL)
            json_tree_check_keys(child, &here, faults);
    }
}

_Static_assert(JSON_TREE_DEPTH_BOUND <= CJSON_NESTING_LIMIT, "cJSON refuses what is deeper");

cJSON *json_tree_read(const char *bytes, size_t len, const struct json_tree_limits *limits,
                      struct faults *faults)
{
    struct text text = {bytes, json_scan_text(bytes, len), bytes + len, limits, faults};
    assert(limits->depth < JSON_TREE_DEPTH_BOUND && limits->number_chars <= JSON_TREE_NUMBER_BOUND);
    size_t faults_before = faults->count;
    if (len > limits->bytes) {
        faults_add_in(faults, NULL, "is %zu bytes long, expected at most %zu", len, limits->bytes);
        return NULL;
    }
    check_text(&text);
    if (faults->count > faults_before)
        return NULL;
    cJSON *root =
        cJSON_ParseWithLengthOpts(text.begin, (size_t)(text.end - text.begin), NULL, false);
    if (root == NULL)
        faults_add_in(faults, NULL, "there is no memory for its tree");
    return root;
}
