#include "config.h"
#include "reading/witness.h"

#include <limits.h>
#include <string.h>

#include "base/ascii.h"
#include "reading/evidence.h"

/* A status, as RFC 9110 section 15 counts them; logs write some in use beyond 599. */
#define LEAST_CODE 100
#define MOST_CODE 599
#define CODE_DIGITS 3

/* How a number stands among the bytes around it. */
enum standing {
    STANDS_ALONE,
    STANDS_JOINED, /* to what may be said of a code: 429s, E403, 502/504, error-404 */
    STANDS_INSIDE, /* part of something else */
};

static bool is_code(const struct number *number)
{
    return number->len == CODE_DIGITS && number->value >= LEAST_CODE && number->value <= MOST_CODE;
}

/* Reports whether exactly three digits are at `at`, and nothing is joined to them. */
static bool is_code_at(const struct number_scan *scan, size_t at)
{
    for (size_t i = 0; i < CODE_DIGITS; i++)
        if (!ascii_is_digit(number_byte_at(scan, at + i)))
            return false;
    return !ascii_is_alnum(number_byte_at(scan, at + CODE_DIGITS));
}

/* 10:00:00,404 and 12:30:404 */
static bool ends_time(const struct number_scan *scan, size_t start)
{
    char c = number_byte_before(scan, start, 1);
    size_t at = start - 1;
    if ((c != ',' && c != ':') || start < 2 || !ascii_is_digit(scan->text[at - 1]))
        return false;
    while (at > 0 && ascii_is_digit(scan->text[at - 1]))
        at--;
    return c == ':' || number_byte_before(scan, at, 1) == ':';
}

static enum standing standing_before(struct number_scan *scan, const struct number *number)
{
    char c = number_byte_before(scan, number->start, 1),
         second = number_byte_before(scan, number->start, 2);
    bool word = !ascii_is_alnum(second) && second != '_' && second != '-' && second != '\\';
    if (c == '\0')
        return STANDS_ALONE;
    if (ascii_is_alnum(c)) {
        if (number->start >= 4 && strncmp(scan->text + number->start - 4, "HTTP", 4) == 0)
            return STANDS_JOINED;
        return c == 'E' && word ? STANDS_JOINED : STANDS_INSIDE;
    }
    if (c == '-' || c == '_')
        return ascii_is_alnum(second) && !ascii_is_digit(second) ? STANDS_JOINED : STANDS_INSIDE;
    if (c == '/' && evidence_holds(scan, number, WITNESS_RESULT))
        return STANDS_ALONE;
    if (c == '/')
        return number->start >= 4 && is_code_at(scan, number->start - 4) ? STANDS_JOINED
                                                                         : STANDS_INSIDE;
    if (ends_time(scan, number->start) || strchr(".%*#$@&+~\\", c) != NULL)
        return STANDS_INSIDE;
    return STANDS_ALONE;
}

static enum standing standing_after(const struct number_scan *scan, const struct number *number)
{
    size_t end = number->start + number->len;
    char c = number_byte_at(scan, end), second = number_byte_at(scan, end + 1);
    if (c == 's' && !ascii_is_alnum(second))
        return STANDS_JOINED;
    if (c == '\'' && second == 's')
        return STANDS_JOINED;
    if (ascii_is_alnum(c))
        return STANDS_INSIDE;
    if (c == '.')
        return ascii_is_alnum(second) ? STANDS_INSIDE : STANDS_ALONE;
    if (c == '/')
        return is_code_at(scan, end + 1) ? STANDS_JOINED : STANDS_INSIDE;
    if (c == ':')
        return ascii_is_digit(second) ? STANDS_INSIDE : STANDS_ALONE;
    if (c != '\0' && strchr("_%-@#~", c) != NULL)
        return STANDS_INSIDE;
    return STANDS_ALONE;
}

/* 404.13: a code and its part. */
static bool has_part(const struct number_scan *scan, const struct number *number)
{
    size_t at = number->start + number->len;
    if (!is_code(number) || number_byte_at(scan, at) != '.' ||
        !ascii_is_digit(number_byte_at(scan, at + 1)))
        return false;
    for (at++; ascii_is_digit(number_byte_at(scan, at));)
        at++;
    return at - number->start <= CODE_DIGITS + 3 && !ascii_is_alnum(number_byte_at(scan, at)) &&
           number_byte_at(scan, at) != '.';
}

static enum standing find_standing(struct number_scan *scan, const struct number *number)
{
    enum standing before = standing_before(scan, number), after = standing_after(scan, number);
    if (has_part(scan, number))
        after = STANDS_JOINED;
    return before > after ? before : after;
}

/* Reports whether the number is part of a URL or a path, or of the query after it. */
static bool is_in_url(const struct number_scan *scan, const struct number *number)
{
    size_t at = number->start, end = number->start;
    while (at > 0 && end - at < 256 && strchr(" \t\"'<>|,", scan->text[at - 1]) == NULL)
        at--;
    if (at == end)
        return false;
    if (scan->text[at] == '/' && end - at > 1)
        return true;
    return memchr(scan->text + at, '?', end - at) != NULL ||
           (end - at > 3 && memmem(scan->text + at, end - at, "://", 3) != NULL);
}

/* Reports whether the word after the number says what it counts: 200 ms. */
static bool has_unit(const struct number_scan *scan, const struct number *number)
{
    size_t start = number->start + number->len, end;
    if (number_byte_at(scan, start) != ' ')
        return false;
    for (end = ++start; ascii_is_alnum(number_byte_at(scan, end));)
        end++;
    return end > start &&
           (terms_name_roles(scan->terms, scan->text + start, end - start) & NAME_UNIT) != 0;
}

/* (104: Connection reset by peer): an error of the operating system. */
static bool is_system_error(const struct number_scan *scan, const struct number *number)
{
    size_t end = number->start + number->len;
    return number_byte_before(scan, number->start, 1) == '(' && number_byte_at(scan, end) == ':' &&
           number_byte_at(scan, end + 1) == ' ';
}

static bool is_vetoed(struct number_scan *scan)
{
    if (!scan->veto_known)
        scan->vetoed = terms_is_vetoed(scan->terms, scan->text, scan->len);
    scan->veto_known = true;
    return scan->vetoed;
}

static void set_status(struct number *number, enum witness_kind witness, int strength)
{
    number->kind = NUMBER_STATUS;
    number->witness = witness;
    number->strength = strength;
}

/* Numbers that are no code are believed where a machine writes the status: 0 and -1 for no
 * response. Others are codes, or three digits that the registry or a status line has. */
static bool may_be(const struct number_scan *scan, const struct number *number,
                   enum witness_kind witness)
{
    if (is_code(number))
        return true;
    if (terms_strength(scan->terms, witness) < 8)
        return number->len == CODE_DIGITS &&
               terms_is_registered(scan->terms, (unsigned)number->value);
    return number->len == CODE_DIGITS || number->value == 0 || number->value == -1;
}

static void ask_witnesses(struct number_scan *scan, struct number *number)
{
    for (enum witness_kind i = 0; i < WITNESS_COUNT; i++) {
        int strength = terms_strength(scan->terms, i);
        if (strength > number->strength && i != WITNESS_NAME && may_be(scan, number, i) &&
            evidence_holds(scan, number, i) && !(i == WITNESS_PHRASE && is_vetoed(scan)))
            set_status(number, i, strength);
    }
}

/* A list after the name of an upstream's status: "502, 200". */
static bool continues_upstream(const struct number_scan *scan, const struct number *number)
{
    size_t end = scan->last.start + scan->last.len;
    if (!scan->last.upstream || scan->last.len == 0)
        return false;
    for (size_t at = end; at < number->start; at++)
        if (strchr(", :", scan->text[at]) == NULL)
            return false;
    return true;
}

static void ask_name(struct number_scan *scan, struct number *number,
                     const struct number_name *name)
{
    int strength = terms_strength(scan->terms, WITNESS_NAME);
    bool code = is_code(number) || may_be(scan, number, WITNESS_NAME);
    if (continues_upstream(scan, number)) {
        set_status(number, WITNESS_NAME, strength);
        number->upstream = true;
        return;
    }
    if (name->len == 0 || number->strength >= strength)
        return;
    if (evidence_is_status(scan, name, number) && !is_vetoed(scan) &&
        (code || (name->assigned && number->len == CODE_DIGITS && number->value == 0))) {
        set_status(number, WITNESS_NAME, strength);
        number->upstream = (name->roles & NAME_UPSTREAM) != 0;
    } else if (number->strength == 0 && evidence_hint(scan, name) > 0 && !is_vetoed(scan)) {
        set_status(number, WITNESS_COUNT, evidence_hint(scan, name));
    }
}

/* Decides on a number that stands alone or nearly so. */
static void classify(struct number_scan *scan, struct number *number, enum standing standing)
{
    bool joined = standing == STANDS_JOINED;
    struct number named = *number;
    if (joined && number_byte_before(scan, number->start, 1) == 'E')
        named.start--; /* code E403 */
    struct number_name name = evidence_name(scan, &named);
    number->kind = NUMBER_BARE;
    number->witness = WITNESS_COUNT;
    if (!joined)
        ask_witnesses(scan, number);
    /* ?status=404 is what was asked for, not what was answered. */
    if (!joined && !(name.touching && is_in_url(scan, number)))
        ask_name(scan, number, &name);
    if (number->kind == NUMBER_STATUS)
        return;
    if (name.roles & NAME_NOT_STATUS || (name.len > 0 && name.touching) ||
        is_in_url(scan, number) || has_unit(scan, number) || is_system_error(scan, number))
        number->kind = NUMBER_OTHER;
    else if (joined && is_code(number) &&
             (number_byte_before(scan, number->start, 1) == 'P' || evidence_hint(scan, &name) > 0))
        set_status(number, WITNESS_COUNT, WITNESS_HINT);
}

/* Reads the digits at scan->at. */
static void read_digits(struct number_scan *scan, struct number *number)
{
    size_t at = scan->at;
    *number = (struct number){.start = at, .kind = NUMBER_OTHER, .witness = WITNESS_COUNT};
    for (; at < scan->len && ascii_is_digit(scan->text[at]); at++) {
        long digit = scan->text[at] - '0';
        number->value =
            number->value > (LONG_MAX - digit) / 10 ? LONG_MAX : number->value * 10 + digit;
    }
    scan->at = at;
    char before = number_byte_before(scan, number->start, 1),
         second = number_byte_before(scan, number->start, 2);
    if (before == '-' && !ascii_is_alnum(second) && second != '-' && number->value < LONG_MAX) {
        number->start--;
        number->value = -number->value;
    }
    number->len = at - number->start;
}

bool witness_next(struct number_scan *scan, struct number *number)
{
    while (scan->at < scan->len && !ascii_is_digit(scan->text[scan->at]))
        scan->at++;
    if (scan->at >= scan->len)
        return false;
    read_digits(scan, number);
    enum standing standing = find_standing(scan, number);
    if (standing != STANDS_INSIDE)
        classify(scan, number, standing);
    scan->last = *number;
    return true;
}
