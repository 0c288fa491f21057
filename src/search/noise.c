#include "config.h"
#include "search/noise.h"

#include <stdbool.h>
#include <string.h>

#include "base/ascii.h"
#include "base/text.h"

/* How far is looked for the end of a piece of noise. Longer ones are rare, and a hostile text must
 * not be read again and again. */
#define HEAD_MAX_BYTES 96
#define REQUEST_MAX_BYTES 2048
#define FRAME_MAX_BYTES 256
#define FIELDS_MAX 12
#define METHOD_MIN_LETTERS 3
#define METHOD_MAX_LETTERS 12

/* The text from some place on; each function below returns the bytes of noise that begin there. */
struct rest {
    const char *text;
    size_t len;
    char before; /* the byte before it, ' ' at the start */
};

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Bytes up to one of the stops, or to the end. */
static size_t span_until(struct rest rest, const char *stops)
{
    size_t at = 0;
    while (at < rest.len && strchr(stops, rest.text[at]) == NULL)
        at++;
    return at;
}

static size_t count_digits(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len && ascii_is_digit(text[at]))
        at++;
    return at;
}

/* True for dd:dd:dd at any place of a few bytes. */
static bool has_clock(const char *text, size_t len)
{
    for (size_t at = 0; at + 8 <= len; at++)
        if (ascii_is_digit(text[at]) && ascii_is_digit(text[at + 1]) && text[at + 2] == ':' &&
            ascii_is_digit(text[at + 3]) && ascii_is_digit(text[at + 4]) && text[at + 5] == ':' &&
            ascii_is_digit(text[at + 6]) && ascii_is_digit(text[at + 7]))
            return true;
    return false;
}

/* 2026-11-27, 2026/11/27T01:54:14Z, 01:54:14,404 */
static size_t time_length(struct rest rest)
{
    if (!ascii_is_digit(rest.text[0]) || strchr(" \t\n\"[|", rest.before) == NULL)
        return 0;
    struct rest near = {rest.text, smaller(rest.len, HEAD_MAX_BYTES), ' '};
    size_t len = span_until(near, " \t\n\"]|"), year = count_digits(rest.text, len);
    bool date = year == 4 && len >= 10 && strchr("-/", rest.text[4]) != NULL &&
                count_digits(rest.text + 5, 2) == 2 && rest.text[7] == rest.text[4] &&
                count_digits(rest.text + 8, 2) == 2;
    return date || (year == 2 && has_clock(rest.text, smaller(len, 8))) ? len : 0;
}

/* Nov 27 01:54:14 */
static size_t month_length(struct rest rest)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    if (rest.len < 14 || ascii_is_letter(rest.before) || !ascii_is_capital(rest.text[0]) ||
        rest.text[3] != ' ')
        return 0;
    for (size_t i = 0; i < 12; i++)
        if (memcmp(months + 3 * i, rest.text, 3) == 0)
            return has_clock(rest.text + 5, smaller(rest.len - 5, 10)) ? 3 : 0;
    return 0;
}

static bool is_level(const char *text, size_t len)
{
    static const char *const levels[] = {"debug", "info",  "notice", "warn",  "warning", "error",
                                         "crit",  "alert", "emerg",  "fatal", "trace",   "err"};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (text_is_like(text, len, levels[i]))
            return true;
    return false;
}

static bool is_address(const char *text, size_t len)
{
    size_t points = 0, colons = 0, at = 0;
    while (at < len && strchr("0123456789abcdefABCDEF.:[]", text[at]) != NULL) {
        points += text[at] == '.';
        colons += text[at] == ':';
        at++;
    }
    return at == len && (points == 3 || colons > 1);
}

/* [error], [proxy:error], [pid 2211:tid 7], [client 192.0.2.7:40], [27/Nov/2026:01:54:14 +0000],
 * and the process id of name[811]: */
static size_t bracket_length(struct rest rest)
{
    if (rest.text[0] != '[')
        return 0;
    size_t bound = smaller(rest.len, HEAD_MAX_BYTES);
    const char *end = memchr(rest.text, ']', bound);
    if (end == NULL)
        return 0;
    const char *in = rest.text + 1, *colon = memchr(in, ':', (size_t)(end - in));
    size_t len = (size_t)(end - in), level = colon != NULL ? (size_t)(colon + 1 - in) : 0;
    bool process = (len > 4 && memcmp(in, "pid ", 4) == 0) ||
                   (count_digits(in, len) == len && ascii_is_letter(rest.before));
    bool client = len > 7 && memcmp(in, "client ", 7) == 0 && is_address(in + 7, len - 7);
    return process || client || is_level(in + level, len - level) || has_clock(in, len) ? len + 2
                                                                                        : 0;
}

/* 31#31: and *9 */
static size_t worker_length(struct rest rest)
{
    if (ascii_is_digit(rest.before))
        return 0;
    if (rest.text[0] == '*' && rest.before == ' ') {
        size_t digits = count_digits(rest.text + 1, rest.len - 1);
        return digits > 0 ? digits + 1 : 0;
    }
    size_t process = count_digits(rest.text, rest.len);
    if (process == 0 || process == rest.len || rest.text[process] != '#')
        return 0;
    size_t thread = count_digits(rest.text + process + 1, rest.len - process - 1);
    return thread > 0 ? process + 1 + thread : 0;
}

/* GET /x HTTP/1.1 */
static size_t request_length(struct rest rest)
{
    size_t method = 0, bound = smaller(rest.len, REQUEST_MAX_BYTES);
    while (method < bound && ascii_is_capital(rest.text[method]))
        method++;
    if (method < METHOD_MIN_LETTERS || method > METHOD_MAX_LETTERS ||
        ascii_is_letter(rest.before) || method == bound || rest.text[method] != ' ')
        return 0;
    struct rest target = {rest.text + method + 1, bound - method - 1, ' '};
    size_t end = method + 1 + span_until(target, " \t\n\"");
    return end + 6 <= bound && memcmp(rest.text + end, " HTTP/", 6) == 0
               ? end + 6 +
                     span_until((struct rest){rest.text + end + 6, bound - end - 6, 0},
                                " \t\n\",;)")
               : 0;
}

/* The "https://" of a URL. */
static size_t scheme_length(struct rest rest)
{
    size_t letters = 0;
    while (letters < smaller(rest.len, METHOD_MAX_LETTERS) && ascii_is_small(rest.text[letters]))
        letters++;
    if (letters < 2 || letters + 3 > rest.len || ascii_is_letter(rest.before))
        return 0;
    return memcmp(rest.text + letters, "://", 3) == 0 ? letters + 3 : 0;
}

/* True when the text ends with :12:5 or :12, the line of a file. */
static bool ends_place(const char *text, size_t len)
{
    size_t at = len;
    while (at > 0 && ascii_is_digit(text[at - 1]))
        at--;
    return at < len && at > 4 && text[at - 1] == ':';
}

static const char url_stops[] = " \t\n\"'`<>()[]{}|,;\\";

/* ;boundary=x1 with no space: "; charset" in a sentence may be anything. */
static size_t parameter_length(struct rest rest)
{
    size_t name = 1;
    while (name < smaller(rest.len, HEAD_MAX_BYTES) && ascii_is_letter(rest.text[name]))
        name++;
    if (rest.text[0] != ';' || name < 2 || name == rest.len || rest.text[name] != '=' ||
        !ascii_is_letter(rest.before))
        return 0;
    return span_until(rest, " \t\n\"',");
}

/* File "x.py", line 12 */
static size_t python_frame_length(const char *text, size_t line)
{
    static const char separator[] = "\", line ";
    size_t quote = 6 + span_until((struct rest){text + 6, line - 6, 0}, "\"");
    size_t number = quote + sizeof separator - 1;
    if (number >= line || memcmp(text + quote, separator, sizeof separator - 1) != 0)
        return 0;
    return number + count_digits(text + number, line - number);
}

/* at f (lib/x.js:12:5), at lib/x.js:12:5 */
static size_t call_frame_length(const char *text, size_t line)
{
    size_t end = 3 + span_until((struct rest){text + 3, line - 3, 0}, " ");
    bool brackets = end + 1 < line && text[end + 1] == '(';
    /* The path may have brackets and spaces of its own: "Program Files (x86)". */
    for (size_t at = end + 2; brackets && at < line; at++)
        if (text[at] == ')' && ends_place(text, at))
            return at;
    return ends_place(text, end) ? end : 0;
}

/* A frame of a stack trace. */
static size_t frame_length(struct rest rest)
{
    if (rest.len < 8 || ascii_is_letter(rest.before))
        return 0;
    bool python = memcmp(rest.text, "File \"", 6) == 0, call = memcmp(rest.text, "at ", 3) == 0;
    if (!python && !call)
        return 0;
    size_t bound = smaller(rest.len, FRAME_MAX_BYTES);
    size_t line = span_until((struct rest){rest.text, bound, 0}, "\n");
    return line < 8 ? 0
           : python ? python_frame_length(rest.text, line)
                    : call_frame_length(rest.text, line);
}

struct field {
    const char *value;
    size_t value_len, len; /* bytes of the value, of all of it */
};

/* Reads `, name: value`; a value is in quotation marks or has no space. */
static bool read_field(struct rest rest, struct field *field)
{
    size_t at = 2, bound = smaller(rest.len, REQUEST_MAX_BYTES);
    if (bound < 6 || rest.text[0] != ',' || rest.text[1] != ' ')
        return false;
    while (at < smaller(bound, HEAD_MAX_BYTES) &&
           (ascii_is_small(rest.text[at]) || rest.text[at] == '_'))
        at++;
    if (at < 4 || at + 2 >= bound || rest.text[at] != ':' || rest.text[at + 1] != ' ')
        return false;
    at += 2;
    bool quoted = rest.text[at] == '"';
    struct rest value = {rest.text + at + quoted, bound - at - quoted, ' '};
    size_t len = span_until(value, quoted ? "\"\n" : ", \t\n");
    if (len == value.len && value.len < rest.len - at - quoted)
        return false; /* too long to be seen whole */
    bool closed = quoted && len < value.len && value.text[len] == '"';
    *field = (struct field){value.text, len, at + quoted + len + closed};
    return len > 0 || closed;
}

/* True for an address, a URL or a request. */
static bool names_peer(const struct field *field)
{
    return is_address(field->value, field->value_len) ||
           memmem(field->value, field->value_len, "://", 3) != NULL ||
           memmem(field->value, field->value_len, " HTTP/", 6) != NULL;
}

static size_t fields_length(struct rest rest)
{
    size_t total = 0;
    bool peer = false;
    struct field field;
    for (int i = 0; i < FIELDS_MAX; i++) {
        if (!read_field((struct rest){rest.text + total, rest.len - total, ' '}, &field))
            break;
        peer = peer || names_peer(&field);
        total += field.len;
    }
    return peer ? total : 0;
}

static size_t noise_length(struct rest rest)
{
    static size_t (*const kinds[])(struct rest rest) = {
        fields_length, frame_length, bracket_length, request_length,
        time_length,   month_length, worker_length,  parameter_length,
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t len = kinds[i](rest);
        if (len > 0)
            return len;
    }
    return 0;
}

/* Blanks a URL but for its host. Returns its bytes. */
static size_t blank_url(char *text, size_t len, size_t scheme)
{
    size_t end = scheme + span_until((struct rest){text + scheme, len - scheme, 0}, url_stops);
    size_t host = scheme;
    while (host < end && strchr("/?#:", text[host]) == NULL)
        host++;
    memset(text, ' ', scheme);
    memset(text + host, ' ', end - host);
    return end;
}

void noise_blank(char *text, size_t len)
{
    char before = ' ';
    for (size_t at = 0, step; at < len; at += step) {
        /* Nothing begins inside of a word. */
        if (ascii_is_alnum(before) && ascii_is_alnum(text[at])) {
            before = text[at];
            step = 1;
            continue;
        }
        struct rest rest = {text + at, len - at, before};
        size_t noise = noise_length(rest), scheme = noise > 0 ? 0 : scheme_length(rest);
        step = scheme > 0 ? blank_url(text + at, len - at, scheme) : noise > 0 ? noise : 1;
        before = noise > 0 ? ' ' : text[at + step - 1];
        if (noise > 0)
            memset(text + at, ' ', noise);
    }
}
