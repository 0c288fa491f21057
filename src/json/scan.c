#include "config.h"
#include "json/scan.h"

#include <stdint.h>
#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/word.h"

static const char expected_quote[] = "a \" that closes the string";

const char *json_scan_text(const char *bytes, size_t len)
{
    return text_begins(bytes, len, "\xEF\xBB\xBF") ? bytes + 3 : bytes;
}

const char *json_scan_space(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
        at++;
    return at;
}

void json_scan_where(const char *text, const char *at, size_t *line, size_t *column)
{
    const char *newline;
    *line = *column = 1;
    while ((newline = memchr(text, '\n', (size_t)(at - text))) != NULL) {
        text = newline + 1;
        ++*line;
    }
    *column += utf8_count(text, (size_t)(at - text));
}

static bool report(struct json_scan *scan, enum json_scan_kind kind, const char *at, size_t number,
                   const char *expected)
{
    struct json_scan_error error = {kind, at, expected, number};
    scan->errors++;
    return scan->report(scan->context, &error) && kind > JSON_SCAN_MANY_VALUES;
}

static bool is_word_byte(char c)
{
    return ascii_is_alnum(c) || c == '+' || c == '-' || c == '.' || c == '_';
}

/* Length of the run of letters, digits and signs here. */
static size_t word_length(const struct json_scan *scan)
{
    size_t len = 0;
    while (scan->at + len < scan->end && is_word_byte(scan->at[len]))
        len++;
    return len;
}

bool json_scan_unexpected(struct json_scan *scan, const char *expected)
{
    return report(scan, JSON_SCAN_UNEXPECTED, scan->at, word_length(scan), expected);
}

/* Value of the four hexadecimal digits at p, -1 when there are not so many. */
static long hex4(const struct json_scan *scan, const char *p)
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

/* Each of these passes what stands here, adds its length as UTF-8 to *len, and is false when the
 * report wants no more. */

/* \uXXXX, a pair of them for what lies beyond U+FFFF. */
static bool scan_unicode_escape(struct json_scan *scan, size_t *len)
{
    const char *at = scan->at;
    long unit = hex4(scan, at + 2);
    if (unit < 0) {
        scan->at += 2;
        return report(scan, JSON_SCAN_SHORT_ESCAPE, at, 0, NULL);
    }
    if (is_surrogate(unit, 0xD800) && scan->end - at >= 12 && at[6] == '\\' && at[7] == 'u' &&
        is_surrogate(hex4(scan, at + 8), 0xDC00)) {
        scan->at += 12;
        *len += 4;
        return true;
    }
    scan->at += 6;
    *len += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    if (is_surrogate(unit, 0xD800) || is_surrogate(unit, 0xDC00))
        return report(scan, JSON_SCAN_LONE_SURROGATE, at, 0, NULL);
    return !utf8_is_control((uint32_t)unit) ||
           report(scan, JSON_SCAN_ESCAPED_CONTROL, at, (size_t)unit, NULL);
}

static bool scan_escape(struct json_scan *scan, size_t *len)
{
    const char *at = scan->at;
    int c = scan->end - at > 1 ? (unsigned char)at[1] : -1;
    if (c == 'u')
        return scan_unicode_escape(scan, len);
    if (c <= 0 || strchr("\"\\/bfnrt", c) == NULL) {
        scan->at++;
        return report(scan, JSON_SCAN_UNKNOWN_ESCAPE, at, 0, NULL);
    }
    scan->at += 2;
    ++*len;
    return strchr("\"\\/", c) != NULL ||
           report(scan, JSON_SCAN_ESCAPED_CONTROL, at, (size_t)c, NULL);
}

/* One character that is not plain ASCII. */
static bool scan_character(struct json_scan *scan, size_t *len)
{
    uint32_t cp;
    const char *at = scan->at;
    scan->at += utf8_decode(at, (size_t)(scan->end - at), &cp);
    /* The rest of a broken character is the same error. */
    while (cp == UTF8_INVALID && scan->at < scan->end && ((unsigned char)*scan->at & 0xC0) == 0x80)
        scan->at++;
    *len += (size_t)(scan->at - at);
    if (cp == '\n')
        return report(scan, JSON_SCAN_NEWLINE, at, 0, expected_quote);
    if (cp == UTF8_INVALID)
        return report(scan, JSON_SCAN_NOT_UTF8, at, 0, NULL);
    return !utf8_is_control(cp) || report(scan, JSON_SCAN_CONTROL, at, cp, NULL);
}

/*
 * Returns the place after the characters that need no look: printable ASCII without quote and
 * backslash. That is most of a text, so it goes by eight bytes, and sets the highest bit of each
 * that needs a look. The carry may set the bits of later bytes, too, but the lowest one is right.
 */
static const char *pass_plain(const char *at, const char *end)
{
    const uint64_t each = WORD_ONES;
    for (; end - at >= WORD_BYTES; at += WORD_BYTES) {
        uint64_t eight = word_at(at);
        uint64_t look = (eight | (eight - each * ' ') | ((eight ^ each * '"') - each) |
                         ((eight ^ each * '\\') - each) | ((eight ^ each * 0x7F) - each)) &
                        WORD_HIGHS;
        if (look != 0)
            return at + word_bytes_before(look);
    }
    while (at < end && *at >= ' ' && *at < 0x7F && *at != '"' && *at != '\\')
        at++;
    return at;
}

/* A string, from its opening quote. */
static bool scan_string(struct json_scan *scan)
{
    const char *open = scan->at;
    size_t errors_before = scan->errors;
    size_t len = 0; /* of the text it stands for */
    scan->at++;
    for (;;) {
        const char *from = scan->at;
        scan->at = pass_plain(from, scan->end);
        len += (size_t)(scan->at - from);
        if (scan->at == scan->end)
            return report(scan, JSON_SCAN_UNCLOSED, open, 0, expected_quote);
        if (*scan->at == '"')
            break;
        if (!(*scan->at == '\\' ? scan_escape(scan, &len) : scan_character(scan, &len)))
            return false;
    }
    scan->at++;
    if (len <= scan->string_bytes || scan->errors != errors_before)
        return true;
    return report(scan, JSON_SCAN_LONG_STRING, open, len, NULL);
}

/* Passes over digits. Returns whether there is at least one. */
static bool pass_digits(const char **p, const char *end)
{
    const char *from = *p;
    while (*p < end && ascii_is_digit(**p))
        ++*p;
    return *p > from;
}

/* Is the word a number of JSON's grammar? */
static bool is_json_number(const char *p, const char *end)
{
    if (p < end && *p == '-')
        p++;
    const char *whole = p;
    if (!pass_digits(&p, end) || (*whole == '0' && p - whole > 1))
        return false;
    if (p < end && *p == '.') {
        p++;
        if (!pass_digits(&p, end))
            return false;
    }
    if (p < end && (*p == 'e' || *p == 'E')) {
        p++;
        if (p < end && (*p == '+' || *p == '-'))
            p++;
        if (!pass_digits(&p, end))
            return false;
    }
    return p == end;
}

static bool scan_number(struct json_scan *scan)
{
    size_t len = word_length(scan);
    const char *at = scan->at;
    if (!is_json_number(at, at + len))
        return json_scan_unexpected(scan, "a number as JSON writes it, such as 429");
    scan->at += len;
    return len <= scan->number_chars || report(scan, JSON_SCAN_LONG_NUMBER, at, len, NULL);
}

static bool scan_literal(struct json_scan *scan)
{
    static const char *const literals[] = {"true", "false", "null"};
    size_t len = word_length(scan);
    for (size_t i = 0; i < sizeof literals / sizeof literals[0]; i++) {
        if (text_is(scan->at, len, literals[i])) {
            scan->at += len;
            return true;
        }
    }
    return json_scan_unexpected(scan, "a value");
}

/* Passes over white space. Returns the byte after it, -1 at the end. */
static inline int next_byte(struct json_scan *scan)
{
    /* Mostly there is none, or one space. */
    if (scan->at < scan->end && *scan->at == ' ')
        scan->at++;
    if (scan->at < scan->end && (unsigned char)*scan->at <= ' ')
        scan->at = json_scan_space(scan->at, scan->end);
    return scan->at < scan->end ? (unsigned char)*scan->at : -1;
}

static bool scan_container(struct json_scan *scan, size_t depth);

/* A value inside of depth objects and arrays. */
static bool scan_value(struct json_scan *scan, size_t depth)
{
    int c = next_byte(scan);
    if (scan->values == 0)
        return report(scan, JSON_SCAN_MANY_VALUES, scan->at, 0, NULL);
    scan->values--;
    if (c == '"')
        return scan_string(scan);
    if (c == '{' || c == '[')
        return scan_container(scan, depth);
    if (c == '-' || (c >= '0' && c <= '9'))
        return scan_number(scan);
    return scan_literal(scan);
}

static bool scan_key(struct json_scan *scan)
{
    if (next_byte(scan) != '"')
        return json_scan_unexpected(scan, "a key in quotes");
    if (!scan_string(scan))
        return false;
    if (next_byte(scan) != ':')
        return json_scan_unexpected(scan, "\":\"");
    scan->at++;
    return true;
}

static bool scan_container(struct json_scan *scan, size_t depth)
{
    if (depth == scan->depth)
        return report(scan, JSON_SCAN_DEEP, scan->at, 0, NULL);
    bool object = *scan->at == '{';
    int close = object ? '}' : ']';
    scan->at++;
    if (next_byte(scan) == close) {
        scan->at++;
        return true;
    }
    for (;;) {
        if ((object && !scan_key(scan)) || !scan_value(scan, depth + 1))
            return false;
        int c = next_byte(scan);
        if (c != ',' && c != close)
            return json_scan_unexpected(scan, object ? "\",\" or \"}\"" : "\",\" or \"]\"");
        scan->at++;
        if (c == close)
            return true;
        if (next_byte(scan) == close)
            return json_scan_unexpected(scan, object ? "a key in quotes after the comma"
                                                     : "a value after the comma");
    }
}

bool json_scan_value(struct json_scan *scan)
{
    return scan_value(scan, 0);
}
