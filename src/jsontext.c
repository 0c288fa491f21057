#include "config.h"
#include "jsontext.h"

#include <cJSON.h>
#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "utf8.h"

/* --- Scanning --------------------------------------------------------------------------------
 *
 * The text is judged here, and cJSON gets only what is right.
 */

struct scanner {
    struct faults *faults;
    const struct jsontext_limits *limits;
    const char *start, *at, *end; /* start: of the file, for offsets */
    const char *counted;          /* lines are counted up to here */
    const char *line_start;
    size_t line; /* from 1 */
    size_t values;
};

/* Tells a fault at a place that is not before the one of the last fault. Always returns false. */
static bool SB_PRINTF(3, 4) scan_fault(struct scanner *scan, const char *at, const char *fmt, ...)
{
    if (!faults_wanted(scan->faults))
        return faults_count(scan->faults);
    const char *newline;
    while ((newline = memchr(scan->counted, '\n', (size_t)(at - scan->counted))) != NULL) {
        scan->counted = scan->line_start = newline + 1;
        scan->line++;
    }
    scan->counted = at;
    size_t column = 1; /* in characters, as editors count */
    for (const char *p = scan->line_start; p < at; p++)
        column += ((unsigned char)*p & 0xC0) != 0x80;
    struct strbuf text = STRBUF_INIT;
    va_list args;
    va_start(args, fmt);
    strbuf_vprintf(&text, fmt, args);
    va_end(args);
    faults_add_at(scan->faults, scan->line, column, "%s", text.data);
    strbuf_clear(&text);
    return false;
}

static bool is_word_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
           c == '-' || c == '.' || c == '_';
}

/* Length of the run of letters, digits and signs here. */
static size_t word_length(const struct scanner *scan)
{
    size_t len = 0;
    while (scan->at + len < scan->end && is_word_byte(scan->at[len]))
        len++;
    return len;
}

/* What stands here is not what the grammar wants. Returns false: the scan cannot go on. */
static bool unexpected(struct scanner *scan, const char *expected)
{
    struct strbuf found = STRBUF_INIT;
    uint32_t cp;
    size_t word = word_length(scan);
    if (scan->at == scan->end) {
        strbuf_puts(&found, "the end of the file");
    } else if (*scan->at == '\n') {
        strbuf_puts(&found, "the end of the line");
    } else if (word > 0) {
        faults_quote(&found, scan->at, word);
    } else {
        size_t n = utf8_decode(scan->at, (size_t)(scan->end - scan->at), &cp);
        if (cp == UTF8_INVALID)
            strbuf_printf(&found, "byte 0x%02X", (unsigned)(unsigned char)*scan->at);
        else if (utf8_is_control(cp))
            strbuf_printf(&found, "control character U+%04X", (unsigned)cp);
        else if (cp == '"')
            strbuf_puts(&found, "a string");
        else
            faults_quote(&found, scan->at, n);
    }
    scan_fault(scan, scan->at, "found %s, expected %s", found.data, expected);
    strbuf_clear(&found);
    return false;
}

static void skip_space(struct scanner *scan)
{
    while (scan->at < scan->end &&
           (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\r' || *scan->at == '\t'))
        scan->at++;
}

/* The byte here, -1 at the end. */
static int peek(const struct scanner *scan)
{
    return scan->at < scan->end ? (unsigned char)*scan->at : -1;
}

/* Value of the four hexadecimal digits at p, -1 when there are not so many. */
static long hex4(const struct scanner *scan, const char *p)
{
    long value = 0;
    if (scan->end - p < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        const char *digits = "0123456789abcdef0123456789ABCDEF";
        const char *digit = memchr(digits, p[i], 32);
        if (digit == NULL)
            return -1;
        value = value * 16 + (digit - digits) % 16;
    }
    return value;
}

static bool is_surrogate(long unit, long first)
{
    return unit >= first && unit < first + 0x400;
}

/* Passes \uXXXX, a pair of them for what lies beyond U+FFFF. Returns its length as UTF-8. */
static size_t scan_unicode_escape(struct scanner *scan)
{
    long unit = hex4(scan, scan->at + 2);
    if (unit < 0) {
        scan_fault(scan, scan->at, "\\u without its digits, expected four hexadecimal ones");
        scan->at += 2;
        return 0;
    }
    if (is_surrogate(unit, 0xD800) && scan->end - scan->at >= 12 && scan->at[6] == '\\' &&
        scan->at[7] == 'u' && is_surrogate(hex4(scan, scan->at + 8), 0xDC00)) {
        scan->at += 12;
        return 4;
    }
    if (is_surrogate(unit, 0xD800) || is_surrogate(unit, 0xDC00))
        scan_fault(scan, scan->at, "lone surrogate %.6s in a string, expected a pair", scan->at);
    else if (utf8_is_control((uint32_t)unit))
        scan_fault(scan, scan->at,
                   "escaped control character U+%04lX in a string, expected printable text", unit);
    scan->at += 6;
    return unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
}

/* Passes the escape here. Returns its length as UTF-8. */
static size_t scan_escape(struct scanner *scan)
{
    int c = scan->end - scan->at > 1 ? (unsigned char)scan->at[1] : -1;
    if (c == 'u')
        return scan_unicode_escape(scan);
    if (c == '"' || c == '\\' || c == '/') {
        scan->at += 2;
        return 1;
    }
    if (c > 0 && strchr("bfnrt", c) != NULL) {
        scan_fault(scan, scan->at,
                   "escaped control character \\%c in a string, expected printable text", c);
        scan->at += 2;
        return 1;
    }
    scan_fault(scan, scan->at, "unknown escape in a string, expected \\\", \\\\, \\/ or \\uXXXX");
    scan->at++;
    return 0;
}

/* Passes one character that is not plain ASCII. Returns its length. */
static size_t scan_character(struct scanner *scan)
{
    uint32_t cp;
    const char *at = scan->at;
    scan->at += utf8_decode(at, (size_t)(scan->end - at), &cp);
    if (cp == UTF8_INVALID) {
        scan_fault(scan, at,
                   "byte 0x%02X at offset %zu in a string is not UTF-8, expected UTF-8 text",
                   (unsigned)(unsigned char)*at, (size_t)(at - scan->start));
        /* What follows of a broken character is the same fault. */
        while (scan->at < scan->end && ((unsigned char)*scan->at & 0xC0) == 0x80)
            scan->at++;
    } else if (utf8_is_control(cp)) {
        scan_fault(scan, at, "control character U+%04X in a string, expected printable text",
                   (unsigned)cp);
    }
    return (size_t)(scan->at - at);
}

/* A string, from its opening quote. Faults inside are told and passed over. */
static bool scan_string(struct scanner *scan)
{
    const char *open = scan->at;
    size_t faults_before = scan->faults->count;
    size_t len = 0; /* of the text it stands for */
    scan->at++;
    for (;;) {
        const char *from = scan->at;
        while (scan->at < scan->end && *scan->at >= ' ' && *scan->at < 0x7F && *scan->at != '"' &&
               *scan->at != '\\')
            scan->at++;
        len += (size_t)(scan->at - from);
        int c = peek(scan);
        if (c == '"')
            break;
        if (c < 0 || c == '\n')
            return unexpected(scan, "a \" that closes the string");
        len += c == '\\' ? scan_escape(scan) : scan_character(scan);
    }
    scan->at++;
    if (len > scan->limits->string_bytes && scan->faults->count == faults_before)
        scan_fault(scan, open, "string of %zu bytes, expected at most %zu", len,
                   scan->limits->string_bytes);
    return true;
}

static size_t count_digits(const char *p, const char *end)
{
    size_t count = 0;
    while (p + count < end && p[count] >= '0' && p[count] <= '9')
        count++;
    return count;
}

/* Is the word a number of JSON's grammar? */
static bool is_json_number(const char *p, const char *end)
{
    if (p < end && *p == '-')
        p++;
    size_t digits = count_digits(p, end);
    if (digits == 0 || (digits > 1 && *p == '0'))
        return false;
    p += digits;
    if (p < end && *p == '.') {
        digits = count_digits(++p, end);
        if (digits == 0)
            return false;
        p += digits;
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        if (p < end && (*p == '+' || *p == '-'))
            p++;
        digits = count_digits(p, end);
        if (digits == 0)
            return false;
        p += digits;
    }
    return p == end;
}

static bool scan_number(struct scanner *scan)
{
    size_t len = word_length(scan);
    if (!is_json_number(scan->at, scan->at + len))
        return unexpected(scan, "a number as JSON writes it, such as 429");
    if (len > scan->limits->number_chars)
        scan_fault(scan, scan->at, "number of %zu characters, expected at most %zu", len,
                   scan->limits->number_chars);
    scan->at += len;
    return true;
}

static bool scan_literal(struct scanner *scan)
{
    static const char *const literals[] = {"true", "false", "null"};
    size_t len = word_length(scan);
    for (size_t i = 0; i < sizeof literals / sizeof literals[0]; i++) {
        if (len == strlen(literals[i]) && memcmp(scan->at, literals[i], len) == 0) {
            scan->at += len;
            return true;
        }
    }
    return unexpected(scan, "a value");
}

static bool scan_container(struct scanner *scan, size_t depth);

/* A value inside of depth objects and arrays. */
static bool scan_value(struct scanner *scan, size_t depth)
{
    skip_space(scan);
    if (++scan->values > scan->limits->values)
        return scan_fault(scan, scan->at, "more values than expected, which is at most %zu",
                          scan->limits->values);
    int c = peek(scan);
    if (c == '{' || c == '[')
        return scan_container(scan, depth);
    if (c == '"')
        return scan_string(scan);
    if (c == '-' || (c >= '0' && c <= '9'))
        return scan_number(scan);
    return scan_literal(scan);
}

static bool scan_key(struct scanner *scan)
{
    skip_space(scan);
    if (peek(scan) != '"')
        return unexpected(scan, "a key in quotes");
    if (!scan_string(scan))
        return false;
    skip_space(scan);
    if (peek(scan) != ':')
        return unexpected(scan, "\":\"");
    scan->at++;
    return true;
}

static bool scan_container(struct scanner *scan, size_t depth)
{
    if (depth == scan->limits->depth)
        return scan_fault(scan, scan->at, "nesting deeper than expected, which is at most %zu",
                          scan->limits->depth);
    bool object = *scan->at == '{';
    int close = object ? '}' : ']';
    scan->at++;
    skip_space(scan);
    if (peek(scan) == close) {
        scan->at++;
        return true;
    }
    for (;;) {
        if ((object && !scan_key(scan)) || !scan_value(scan, depth + 1))
            return false;
        skip_space(scan);
        int c = peek(scan);
        if (c != ',' && c != close)
            return unexpected(scan, object ? "\",\" or \"}\"" : "\",\" or \"]\"");
        scan->at++;
        if (c == close)
            return true;
    }
}

/* Judges the whole text from `text` on; bytes begins the file. */
static void scan_document(const char *bytes, size_t len, const char *text,
                          const struct jsontext_limits *limits, struct faults *faults)
{
    struct scanner scan = {.faults = faults, .limits = limits, .start = bytes, .at = text};
    scan.end = bytes + len;
    scan.counted = scan.line_start = text;
    scan.line = 1;
    if (!scan_value(&scan, 0))
        return;
    skip_space(&scan);
    if (scan.at != scan.end)
        unexpected(&scan, "nothing more behind the document");
}

/* --- Keys given twice ------------------------------------------------------------------------ */

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

static void check_keys(const cJSON *node, const struct fault_place *place, struct faults *faults)
{
    if (cJSON_IsObject(node) && !has_few_keys_once(node))
        check_many_keys(node, place, faults);
    size_t index = 0;
    for (const cJSON *child = node->child; child != NULL; child = child->next, index++) {
        struct fault_place here = {place, child->string, index, child};
        if (child->child != NULL)
            check_keys(child, &here, faults);
    }
}

void jsontext_check_keys(const cJSON *root, struct faults *faults)
{
    check_keys(root, NULL, faults);
}

/* --- Whole texts ----------------------------------------------------------------------------- */

_Static_assert(JSONTEXT_DEPTH_BOUND <= CJSON_NESTING_LIMIT, "cJSON refuses what is deeper");

cJSON *jsontext_read(const char *bytes, size_t len, const struct jsontext_limits *limits,
                     struct faults *faults)
{
    static const char mark[] = "\xEF\xBB\xBF";
    assert(limits->depth < JSONTEXT_DEPTH_BOUND && limits->number_chars <= JSONTEXT_NUMBER_BOUND);
    size_t faults_before = faults->count;
    if (len > limits->bytes) {
        faults_add_in(faults, NULL, "is %zu bytes long, expected at most %zu", len, limits->bytes);
        return NULL;
    }
    size_t skip = len >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    scan_document(bytes, len, bytes + skip, limits, faults);
    if (faults->count > faults_before)
        return NULL;
    cJSON *root = cJSON_ParseWithLengthOpts(bytes + skip, len - skip, NULL, false);
    if (root == NULL)
        faults_add_in(faults, NULL, "there is no memory for its tree");
    return root;
}

cJSON *jsontext_parse(const char *bytes, size_t len, const char *origin,
                      const struct jsontext_limits *limits, struct sb_error *err)
{
    struct faults faults;
    faults_init(&faults, origin, limits->faults);
    cJSON *root = jsontext_read(bytes, len, limits, &faults);
    if (root != NULL)
        jsontext_check_keys(root, &faults);
    if (faults_done(&faults, err))
        return root;
    cJSON_Delete(root);
    return NULL;
}
