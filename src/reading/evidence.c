#include "config.h"
#include "reading/evidence.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "reading/request.h"

#define MAX_KEY 64      /* bytes of a name before a number that are looked at */
#define MAX_KEY_WORDS 4 /* "server returned HTTP status code" needs no more */
#define MAX_SIGNS 8     /* between a name and its number: `": "`, ` => [` */
#define MAX_GAP 24      /* spaces and bars between a request and its status */
#define CODE_DIGITS 3
#define ROW_END_NUMBERS 3 /* status, substatus and error: the time is left out in old logs */

/* Returns where the blanks in front of `at` begin. */
static size_t skip_blanks_back(const struct number_scan *scan, size_t at)
{
    while (at > 0 && ascii_is_blank(scan->text[at - 1]))
        at--;
    return at;
}

static size_t skip_blanks(const struct number_scan *scan, size_t at)
{
    while (at < scan->len && ascii_is_blank(scan->text[at]))
        at++;
    return at;
}

/* Returns where the word that ends at `end` begins. */
static size_t word_begin(const struct number_scan *scan, size_t end)
{
    while (end > 0 && !ascii_is_blank(scan->text[end - 1]))
        end--;
    return end;
}

/* Reports whether HTTP/ and a version end at `end`. */
static bool ends_version(const struct number_scan *scan, size_t end)
{
    const char *text = scan->text;
    if (end < 6 || !ascii_is_digit(text[end - 1]))
        return false;
    end--;
    if (end >= 7 && text[end - 1] == '.' && ascii_is_digit(text[end - 2]))
        end -= 2;
    return end >= 5 && text_is_like(text + end - 5, 5, "HTTP/");
}

/* Returns where the signs in front of `at` begin: blanks, quotation marks, brackets, bars, arrows.
 * A dash alone is a field without a value: after a quotation mark it may be the status. */
static size_t skip_signs_back(const struct number_scan *scan, size_t at)
{
    static const char signs[] = " \t|,;:()[]<>'\"*=\\";
    static const char arrow[] = "\xE2\x86\x92";
    size_t end = at, dash = 0;
    while (at > 0 && end - at < MAX_GAP) {
        char c = scan->text[at - 1];
        if (c == '"' && dash > 0)
            return end;
        if (c == '-' && number_byte_at(scan, at) != '>')
            dash = at;
        if (at >= sizeof arrow - 1 && memcmp(scan->text + at - 3, arrow, sizeof arrow - 1) == 0)
            at -= sizeof arrow - 2;
        else if (c != '-' && (c == '\0' || strchr(signs, c) == NULL))
            break;
        at--;
    }
    return at;
}

/* HTTP/1.1 200, and with signs between the two: "HTTP/1.1" | 200 */
static bool after_version(const struct number_scan *scan, const struct number *number)
{
    size_t at = skip_blanks_back(scan, number->start);
    if (number->len == CODE_DIGITS && ends_version(scan, skip_signs_back(scan, number->start)))
        return true;
    if (at == number->start && number_byte_before(scan, at, 1) != '"')
        return false;
    /* "GET / HTTP/1.1" from 192.0.2.7:50210 - 200 */
    if (number_byte_before(scan, at, 1) == '-' && at >= 2 && ascii_is_blank(scan->text[at - 2])) {
        size_t word = word_begin(scan, skip_blanks_back(scan, at - 1));
        size_t from = skip_blanks_back(scan, word);
        if (from < 5 || memcmp(scan->text + from - 5, " from", 5) != 0)
            return false;
        at = skip_blanks_back(scan, from - 5);
    }
    if (number_byte_before(scan, at, 1) == '"')
        at--;
    if (number_byte_before(scan, at, 1) == '\\')
        at--;
    return ends_version(scan, at);
}

/* Five whole numbers with slashes between them, of which -1 and +5 are two. */
static bool after_timers(const struct number_scan *scan, const struct number *number)
{
    size_t end = skip_blanks_back(scan, number->start), slashes = 0;
    bool digits = false;
    if (end == number->start)
        return false;
    for (size_t at = word_begin(scan, end); at < end; at++) {
        char c = scan->text[at];
        if (ascii_is_digit(c)) {
            digits = true;
        } else if (c == '/' && digits) {
            slashes++;
            digits = false;
        } else if ((c != '-' && c != '+') || digits) {
            return false;
        }
    }
    return slashes == 4 && digits;
}

/* Reports whether a word is a time: a decimal number, or -1. */
static bool is_time(const char *word, size_t len)
{
    size_t points = 0;
    if (len == 2 && word[0] == '-' && word[1] == '1')
        return true;
    for (size_t i = 0; i < len; i++) {
        if (!ascii_is_digit(word[i]) && word[i] != '.')
            return false;
        points += word[i] == '.';
    }
    return points == 1 && len >= 3;
}

static bool after_times(const struct number_scan *scan, const struct number *number)
{
    size_t at = number->start;
    for (int i = 0; i < 3; i++) {
        size_t end = skip_blanks_back(scan, at);
        if (end == at)
            return false;
        at = word_begin(scan, end);
        if (!is_time(scan->text + at, end - at))
            return false;
    }
    return true;
}

/* TCP_MISS/404, and NONE/400 3364: other words are followed by a slash and a number, too. */
static bool after_result(const struct number_scan *scan, const struct number *number)
{
    size_t capitals = 0, at = number->start, end = number->start + number->len;
    bool parted = number_byte_at(scan, end) == ' ' && ascii_is_digit(number_byte_at(scan, end + 1));
    if (number_byte_before(scan, at, 1) != '/')
        return false;
    for (at--; at > 0; at--, capitals++) {
        char c = scan->text[at - 1];
        if (!ascii_is_capital(c) && c != '_')
            break;
        parted = parted || c == '_';
    }
    char before = number_byte_before(scan, at, 1);
    return parted && capitals >= 3 && !ascii_is_alnum(before) && before != '/';
}

/* 2026-11-27 01:54:15 */
static bool begins_with_time(const struct number_scan *scan)
{
    static const char form[] = "0000-00-00 00:00:00";
    for (size_t i = 0; i < sizeof form - 1; i++)
        if (form[i] == '0' ? !ascii_is_digit(number_byte_at(scan, i))
                           : number_byte_at(scan, i) != form[i])
            return false;
    return true;
}

/* Returns where the whole number that begins at `at` ends; `at` when none does. */
static size_t whole_number_end(const struct number_scan *scan, size_t at)
{
    size_t end = at;
    while (ascii_is_digit(number_byte_at(scan, end)))
        end++;
    return end == scan->len || ascii_is_blank(scan->text[end]) ? end : at;
}

/* A row of IIS whose names of columns are not there: ... 404 0 2 15 */
static bool begins_row_end(struct number_scan *scan, const struct number *number)
{
    size_t at = skip_blanks(scan, number->start + number->len), count = 1;
    size_t before = skip_blanks_back(scan, number->start), word = word_begin(scan, before);
    if (!begins_with_time(scan) || before == number->start ||
        whole_number_end(scan, word) == before)
        return false;
    for (size_t end; at < scan->len; at = skip_blanks(scan, end), count++) {
        end = whole_number_end(scan, at);
        if (end == at || (count == 1 && end - at > CODE_DIGITS))
            return false;
    }
    request_find(scan);
    return count >= ROW_END_NUMBERS && scan->request_count > 0 &&
           scan->requests[0].end <= number->start;
}

/* Returns where a duration such as 1.2ms or 3 s that begins at `at` ends; `at` when none does. */
static size_t duration_end(const struct number_scan *scan, size_t at)
{
    size_t unit = at, end;
    while (ascii_is_digit(number_byte_at(scan, unit)) ||
           (unit > at && number_byte_at(scan, unit) == '.'))
        unit++;
    unit += unit > at && number_byte_at(scan, unit) == ' ';
    for (end = unit;
         ascii_is_letter(number_byte_at(scan, end)) || (number_byte_at(scan, end) & 0x80) != 0;)
        end++; /* a Greek letter is passed over */
    bool known = unit > at && end > unit &&
                 (terms_name_roles(scan->terms, scan->text + unit, end - unit) & NAME_UNIT) != 0;
    return known ? end : at;
}

/* Returns the byte after a sign that may stand between a request and its status: a blank, a bar, a
 * quotation mark, a bracket, a colon, a dash or an arrow, or HTTP without a version; `at` when
 * there is none. parted: a blank came before it. */
static size_t skip_sign(const struct number_scan *scan, size_t at, bool parted)
{
    static const char word[] = "HTTP ";
    char c = scan->text[at];
    if (ascii_is_blank(c) || strchr("|\"'[():]", c) != NULL)
        return c != '\0' ? at + 1 : at;
    if (parted && (c == '-' || (c == '=' && number_byte_at(scan, at + 1) == '>')))
        return at + (number_byte_at(scan, at + 1) == '>' ? 2 : 1);
    if (parted && text_begins(scan->text + at, scan->len - at, "\xE2\x86\x92"))
        return at + 3; /* an arrow */
    bool http = parted && text_begins(scan->text + at, scan->len - at, word);
    return http ? at + strlen(word) - 1 : at;
}

/* Reports whether the code that begins at `at` is one of the registry, without a unit: after a
 * duration it may also be a size. */
static bool is_registered_at(const struct number_scan *scan, size_t at)
{
    size_t unit = skip_blanks(scan, at + CODE_DIGITS), end = unit;
    unsigned value = 0;
    while (ascii_is_letter(number_byte_at(scan, end)))
        end++;
    if (terms_name_roles(scan->terms, scan->text + unit, end - unit) & NAME_UNIT)
        return false;
    for (size_t i = 0; i < CODE_DIGITS; i++)
        value = 10 * value + (unsigned)(number_byte_at(scan, at + i) - '0');
    return terms_is_registered(scan->terms, value);
}

/* Reports whether only signs and a duration are from `at` to `end`, and a blank or a bar parts the
 * two. */
static bool is_gap(const struct number_scan *scan, size_t at, size_t end)
{
    bool parted = false, timed = false;
    if (end <= at || end - at > MAX_GAP)
        return false;
    while (at < end) {
        char c = scan->text[at];
        size_t next = skip_sign(scan, at, parted);
        if (next == at && parted) {
            next = duration_end(scan, at);
            timed = true;
        }
        if (next == at)
            return false;
        parted = parted || ascii_is_blank(c) || c == '|';
        at = next;
    }
    return parted && at == end && (!timed || is_registered_at(scan, end));
}

/* Reports whether the word that ends at `end` is an address with its scheme. */
static bool is_url(const struct number_scan *scan, size_t end)
{
    size_t begin = word_begin(scan, end);
    return memmem(scan->text + begin, end - begin, "://", 3) != NULL;
}

/* Received HTTP response headers after 12.3ms - 404, and from http://a.example/x: 404: a message
 * that the status ends. */
static bool ends_message(const struct number_scan *scan, const struct number *number)
{
    static const char *const words[] = {"HTTP response ", "HTTP request "};
    size_t at = number->start, end = skip_blanks(scan, number->start + number->len);
    if (end < scan->len || at < 3)
        return false;
    if (memcmp(scan->text + at - 2, ": ", 2) == 0)
        return is_url(scan, at - 2);
    if (memcmp(scan->text + at - 3, " - ", 3) != 0)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (memmem(scan->text, at, words[i], strlen(words[i])) != NULL)
            return true;
    return false;
}

static bool after_request(struct number_scan *scan, const struct number *number)
{
    request_find(scan);
    for (size_t i = 0; i < scan->request_count; i++)
        if (is_gap(scan, scan->requests[i].end, number->start))
            return true;
    return ends_message(scan, number);
}

/* GET 404 https://example.com/x, and <-- 404 https://example.com/x */
static bool is_in_request(const struct number_scan *scan, const struct number *number)
{
    size_t end = skip_blanks_back(scan, number->start), begin = word_begin(scan, end);
    size_t target = skip_blanks(scan, number->start + number->len);
    if (end == begin || end == number->start || target == number->start + number->len)
        return false;
    const char *word = scan->text + begin;
    bool arrow = word[0] == '<' && (end - begin == 1 || word[1] == '-' || word[1] == '=');
    return (arrow || terms_method(scan->terms, word, end - begin) == end - begin) &&
           request_target_begins(scan->text + target, scan->len - target);
}

/* Reports whether the word in front is a number, and no address of four. */
static bool follows_number(const struct number_scan *scan, size_t start)
{
    size_t end = skip_blanks_back(scan, start), points = 0;
    if (end == start || !ascii_is_digit(number_byte_before(scan, end, 1)))
        return false;
    for (size_t at = word_begin(scan, end); at < end; at++)
        points += scan->text[at] == '.';
    return points < 3;
}

static bool before_request(struct number_scan *scan, const struct number *number)
{
    size_t end = number->start + number->len;
    request_find(scan);
    for (size_t i = 0; i < scan->request_count; i++) {
        size_t at = end;
        bool parted = false, dash = false;
        for (; at < scan->requests[i].method && at - end < MAX_GAP; at++) {
            if (dash)
                at = duration_end(scan, at);
            parted = parted || ascii_is_blank(scan->text[at]);
            dash = dash || scan->text[at] == '-';
            if (!ascii_is_blank(scan->text[at]) && strchr("])|:\"-", scan->text[at]) == NULL)
                break;
        }
        /* A number in front may be the status as well; before a dash it is the upstream's. */
        if (at == scan->requests[i].method && parted)
            return dash || !follows_number(scan, number->start);
    }
    return false;
}

/* POST | 500 | ... : reports whether the text up to the first bar is a method. */
static bool has_method_field(const struct number_scan *scan)
{
    size_t begin = skip_blanks(scan, 0),
           len = terms_method(scan->terms, scan->text + begin, scan->len - begin);
    return len > 0 && number_byte_at(scan, skip_blanks(scan, begin + len)) == '|';
}

/* Reports whether a code is alone between bars in the part of the text. */
static bool has_code_cell(const struct number_scan *scan, size_t at, size_t end)
{
    for (; at < end; at++) {
        size_t digits = skip_blanks(scan, at + 1), after = digits;
        if (scan->text[at] != '|')
            continue;
        while (ascii_is_digit(number_byte_at(scan, after)))
            after++;
        if (after - digits == CODE_DIGITS && number_byte_at(scan, skip_blanks(scan, after)) == '|')
            return true;
    }
    return false;
}

/* "GET /x HTTP/1.1" | 200 | 101 |: after a request as servers write it, the status is first. */
static bool follows_code_cell(const struct number_scan *scan, size_t start)
{
    for (size_t i = 0; i < scan->request_count; i++) {
        size_t end = scan->requests[i].end;
        if (end < start && text_begins(scan->text + end, start - end - 1, " HTTP/"))
            return has_code_cell(scan, end, start - 1);
    }
    return false;
}

static bool is_between_bars(struct number_scan *scan, const struct number *number)
{
    size_t start = skip_blanks_back(scan, number->start);
    size_t end = skip_blanks(scan, number->start + number->len);
    if (number_byte_before(scan, start, 1) != '|' || number_byte_at(scan, end) != '|')
        return false;
    request_find(scan);
    return (scan->request_count > 0 || has_method_field(scan)) && !follows_code_cell(scan, start);
}

/* [dd/Mon/ before the first quoted text, which the number follows. */
static bool after_quoted(const struct number_scan *scan, const struct number *number)
{
    size_t close = number->start, end = number->start + number->len;
    if (close < 3 || scan->text[close - 1] != ' ' || scan->text[close - 2] != '"' ||
        number_byte_at(scan, end) != ' ' ||
        !(ascii_is_digit(number_byte_at(scan, end + 1)) || number_byte_at(scan, end + 1) == '-'))
        return false;
    close -= 2;
    const char *open = memchr(scan->text, '"', close);
    if (open == NULL)
        return false;
    size_t at = (size_t)(open - scan->text);
    for (at++; at < close; at++) {
        if (scan->text[at] == '\\')
            at++;
        else if (scan->text[at] == '"')
            return false;
    }
    for (at = 0; at + 8 <= (size_t)(open - scan->text); at++)
        if (scan->text[at] == '[' && ascii_is_digit(scan->text[at + 1]) &&
            ascii_is_digit(scan->text[at + 2]) && scan->text[at + 3] == '/' &&
            ascii_is_letter(scan->text[at + 4]) && scan->text[at + 7] == '/')
            return true;
    return false;
}

/* [429] 60 responses */
static bool is_tally(const struct number_scan *scan, const struct number *number)
{
    size_t at = number->start + number->len;
    if (number_byte_before(scan, number->start, 1) != '[' || number_byte_at(scan, at) != ']')
        return false;
    size_t count = skip_blanks(scan, at + 1);
    for (at = count; ascii_is_digit(number_byte_at(scan, at));)
        at++;
    return at > count && text_begins(scan->text + at, scan->len - at, " responses");
}

/* Not Found - 404, Forbidden (403), and Not Found 404: a single word may count what follows. */
static bool after_phrase(const struct number_scan *scan, const struct number *number)
{
    size_t end = number->start + number->len, at = number->start;
    bool closed = number_byte_before(scan, at, 1) == '(' && number_byte_at(scan, end) == ')';
    bool dash = at >= 3 && memcmp(scan->text + at - 3, " - ", 3) == 0;
    at -= closed ? 1 : dash ? 2 : 0;
    if (number_byte_before(scan, at, 1) != ' ')
        return false;
    const char *phrase =
        terms_ends_phrase(scan->terms, (unsigned)number->value, scan->text, at - 1);
    return phrase != NULL && (closed || dash || strchr(phrase, ' ') != NULL);
}

static bool beside_phrase(const struct number_scan *scan, const struct number *number)
{
    size_t end = number->start + number->len;
    return terms_has_phrase(scan->terms, (unsigned)number->value, scan->text + end,
                            scan->len - end) ||
           after_phrase(scan, number);
}

bool evidence_holds(struct number_scan *scan, const struct number *number,
                    enum witness_kind witness)
{
    switch (witness) {
    case WITNESS_VERSION:
        return after_version(scan, number);
    case WITNESS_TIMERS:
        return after_timers(scan, number);
    case WITNESS_TIMES:
        return after_times(scan, number);
    case WITNESS_ROW_END:
        return begins_row_end(scan, number);
    case WITNESS_RESULT:
        return after_result(scan, number);
    case WITNESS_REQUEST_BEFORE:
        return after_request(scan, number);
    case WITNESS_TALLY:
        return is_tally(scan, number);
    case WITNESS_PHRASE:
        return beside_phrase(scan, number);
    case WITNESS_REQUEST_AFTER:
        return before_request(scan, number) || is_in_request(scan, number);
    case WITNESS_BARS:
        return is_between_bars(scan, number);
    case WITNESS_QUOTED:
        return after_quoted(scan, number);
    default:
        return false;
    }
}

/* Passes over what stands between a name and its number, backwards. */
static size_t skip_signs(const struct number_scan *scan, size_t at, struct number_name *name)
{
    size_t end = at;
    while (at > 0 && end - at < MAX_SIGNS) {
        char c = scan->text[at - 1];
        if (c == '=' || c == ':')
            name->assigned = true;
        else if (c == '"' && name->assigned)
            name->touching = true; /* a key in quotation marks is as good as touching */
        else if (!ascii_is_blank(c) && (c == '\0' || strchr("\"'([{<>\\", c) == NULL))
            break;
        at--;
    }
    if (end - at == 1)
        name->touching = name->assigned;
    return at;
}

struct number_name evidence_name(const struct number_scan *scan, const struct number *number)
{
    struct number_name name = {0};
    size_t end = skip_signs(scan, number->start, &name), at = end, words = 1;
    if (end == number->start)
        return name;
    while (at > 0 && end - at < MAX_KEY) {
        char c = scan->text[at - 1];
        if (c == ' ' && at >= 2 && at < end && ascii_is_name(scan->text[at - 2]) &&
            words < MAX_KEY_WORDS)
            words++;
        else if (!ascii_is_name(c))
            break;
        at--;
    }
    name.start = at;
    name.len = end - at;
    if (name.len > 0)
        name.roles = terms_name_roles(scan->terms, scan->text + at, name.len);
    return name;
}

/* Reports whether the last word of the name is this one. */
static bool ends_with(const struct number_scan *scan, const struct number_name *name,
                      const char *word)
{
    size_t len = strlen(word), end = name->start + name->len;
    return name->len >= len && text_is_like(scan->text + end - len, len, word) &&
           (name->len == len || !ascii_is_letter(scan->text[end - len - 1]));
}

/* (HTTP 404) */
static bool is_in_brackets(const struct number_scan *scan, const struct number_name *name,
                           const struct number *number)
{
    char open = number_byte_before(scan, name->start, 1);
    char close = number_byte_at(scan, number->start + number->len);
    return (open == '(' && close == ')') || (open == '[' && close == ']');
}

/* fetch failed: HTTP 401, as the end of a message or of a part of it */
static bool ends_part(const struct number_scan *scan, const struct number_name *name,
                      const struct number *number)
{
    size_t before = name->start, end = number->start + number->len;
    return before >= 2 && memcmp(scan->text + before - 2, ": ", 2) == 0 &&
           (end == scan->len || strchr(",;)", scan->text[end]) != NULL);
}

/* Error code: 429 - {"error": ...: the body follows. */
static bool is_before_body(const struct number_scan *scan, const struct number *number)
{
    size_t end = number->start + number->len;
    return text_begins(scan->text + end, scan->len - end, " - {");
}

/* method=GET: reports whether a name about HTTP has a method as its value. */
static bool has_method_value(const struct number_scan *scan)
{
    const char *sign = scan->text, *end = scan->text + scan->len;
    for (; (sign = memchr(sign, '=', (size_t)(end - sign))) != NULL; sign++) {
        const char *value = sign + 1, *name = sign;
        value += value < end && *value == '"';
        if (terms_method(scan->terms, value, (size_t)(end - value)) == 0)
            continue;
        while (name > scan->text && sign - name < MAX_KEY && ascii_is_name(name[-1]))
            name--;
        if (terms_name_roles(scan->terms, name, (size_t)(sign - name)) & NAME_HTTP)
            return true;
    }
    return false;
}

/* code=404 method=GET, GET /x returned 404: words that have other meanings elsewhere. */
static bool is_of_request(struct number_scan *scan, const struct number_name *name)
{
    static const char *const words[] = {"returned", "with", "got"};
    bool said = name->assigned && ends_with(scan, name, "code");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        said = said || ends_with(scan, name, words[i]);
    if (!said)
        return false;
    request_find(scan);
    return scan->request_count > 0 || has_method_value(scan);
}

bool evidence_is_status(struct number_scan *scan, const struct number_name *name,
                        const struct number *number)
{
    bool registered =
        number->value >= 0 && terms_is_registered(scan->terms, (unsigned)number->value);
    if (name->roles & NAME_NOT_STATUS)
        return false;
    if (name->roles & (NAME_STATUS | NAME_UPSTREAM))
        return true;
    if (ends_with(scan, name, "status"))
        return name->assigned || registered;
    if (is_registered_at(scan, number->start) && is_of_request(scan, name))
        return true;
    if (ends_with(scan, name, "http") &&
        (is_in_brackets(scan, name, number) || ends_part(scan, name, number)))
        return registered;
    if (ends_with(scan, name, "code") && is_before_body(scan, number))
        return registered && number->value >= 400;
    return ends_with(scan, name, "error") && registered && number->value >= 400;
}

int evidence_hint(const struct number_scan *scan, const struct number_name *name)
{
    static const char *const words[] = {"http",     "https", "status", "returned",
                                        "response", "code",  "error"};
    const size_t own = 5; /* from here on, words for an application's own numbers too */
    if (name->roles & NAME_NOT_STATUS)
        return 0;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (ends_with(scan, name, words[i]))
            return i < own ? WITNESS_HINT : WITNESS_WEAK_HINT;
    return 0;
}
