#include "config.h"
#include "reading/line.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "reading/columns.h"
#include "reading/further.h"
#include "reading/har.h"
#include "reading/records.h"
#include "reading/said.h"
#include "reading/witness.h"

#define MAX_PREFIX 120  /* bytes in front of JSON in a line: names of a pod, a time */
#define TALLY_DIGITS 15 /* of a count; fits 64 bits */

struct line_reader {
    const struct terms *terms;
    struct seen *seen;
    int year;
    size_t field;
    struct columns columns;
    bool tallies; /* the input counts by itself */
    bool plain;
    bool began; /* a line that is not blank was read */
    size_t json_count;
    struct records *records;
    char *clean; /* LINE_BYTES: a line without colours */
    /* Of the line in hand. */
    const char *line;
    size_t len;
    bool nested;             /* it is a string in a JSON record, */
    struct moment when;      /* which has this time */
    struct moment last_when; /* the moment of an earlier line, and how it is written */
    char last_text[40];
    size_t last_start, last_len;
    bool says_all;     /* its places say what is in it: nothing else is looked for */
    bool json_further; /* the JSON in hand has codes of further registries */
    struct further further;
    struct answers *answers; /* borrowed: where exchanges go; NULL: nowhere */
    struct har har;
};

static enum line_result read_text(struct line_reader *reader, const char *line, size_t len);

size_t line_shown(const char **line, size_t len)
{
    if (len > 0 && (*line)[len - 1] == '\r')
        len--;
    for (const char *back; (back = memchr(*line, '\r', len)) != NULL; *line = back + 1)
        len -= (size_t)(back + 1 - *line);
    return len;
}

static void found_record(void *context, const struct found_status *found)
{
    struct line_reader *reader = context;
    seen_add(reader->seen, found, reader->line, reader->len);
    reader->json_count++;
}

static void found_text(void *context, const char *text, size_t len, const struct moment *when)
{
    struct line_reader *reader = context;
    if (len > 0 && text[len - 1] == '\n')
        len--;
    len = line_shown(&text, len);
    if (len == 0)
        return;
    reader->nested = true;
    reader->when = *when;
    reader->json_count += read_text(reader, text, len) == LINE_FOUND;
    reader->nested = false;
}

static void found_value(void *context, const struct records_value *value)
{
    struct line_reader *reader = context;
    if (reader->answers != NULL)
        har_value(&reader->har, reader->answers, value->path, value->path_len, value->text,
                  value->len);
    further_read_value(&reader->further, value);
}

static void end_record(void *context, const struct moment *when)
{
    struct line_reader *reader = context;
    if (when == NULL)
        further_clear(&reader->further);
    else if (further_count(&reader->further, when, reader->line, reader->len))
        reader->json_further = true;
}

struct line_reader *line_reader_new(const struct terms *terms, struct seen *seen,
                                    const struct reading_setup *setup)
{
    struct line_reader *reader = xcalloc(1, sizeof *reader);
    struct records_user user = {found_record, found_text, found_value, end_record, reader};
    reader->terms = terms;
    reader->seen = seen;
    reader->year = setup->year;
    reader->field = setup->field;
    reader->answers = setup->answers;
    reader->further = (struct further){.announcer = setup->announcer, .terms = terms, .seen = seen};
    reader->records = records_new(terms, setup->year, &user);
    reader->clean = xmalloc(LINE_BYTES);
    return reader;
}

void line_reader_free(struct line_reader *reader)
{
    if (reader == NULL)
        return;
    records_free(reader->records);
    free(reader->clean);
    free(reader);
}

void line_reader_reset(struct line_reader *reader)
{
    reader->columns = (struct columns){0};
    reader->tallies = reader->plain = reader->began = false;
    reader->last_len = 0;
    reader->har = (struct har){.part = HAR_NONE};
    further_end(&reader->further);
}

static bool is_blank(const char *line, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!ascii_is_blank(line[i]))
            return false;
    return true;
}

static enum records_state read_json(struct line_reader *reader, const char *bytes, size_t len)
{
    size_t used;
    reader->line = bytes;
    reader->len = len;
    reader->json_count = 0;
    reader->json_further = false;
    records_begin(reader->records);
    enum records_state state = records_feed(reader->records, bytes, len, &used);
    reader->len = 0; /* what follows is no line: it gives no examples */
    if (state == RECORDS_WHOLE && !is_blank(bytes + used, len - used))
        return RECORDS_BROKEN;
    return state;
}

enum records_state line_json(struct line_reader *reader, const char *bytes, size_t len)
{
    further_clear(&reader->further);
    return read_json(reader, bytes, len);
}

enum records_state line_json_more(struct line_reader *reader, const char *bytes, size_t len,
                                  size_t *used)
{
    return records_feed(reader->records, bytes, len, used);
}

enum records_state line_json_end(struct line_reader *reader)
{
    return records_end(reader->records);
}

size_t line_json_count(const struct line_reader *reader)
{
    return reader->json_count > 0 ? reader->json_count : reader->json_further;
}

/* Returns where an object begins that a line ends with, after a prefix; else its length. */
static size_t find_object(const char *line, size_t len)
{
    size_t end = len;
    while (end > 0 && ascii_is_blank(line[end - 1]))
        end--;
    if (end == 0 || line[end - 1] != '}')
        return len;
    const char *brace = memchr(line, '{', len < MAX_PREFIX ? len : MAX_PREFIX);
    return brace != NULL ? (size_t)(brace - line) : len;
}

/* Reads the JSON that the line is, or ends with, and what stands before it. Returns false when
 * there is none. */
static bool read_object(struct line_reader *reader, const char *line, size_t len)
{
    size_t at = find_object(line, len);
    if (at == len)
        return false;
    further_read(&reader->further, line, at);
    enum records_state state = read_json(reader, line + at, len - at);
    return line_json_count(reader) > 0 || state == RECORDS_WHOLE;
}

static bool take_count(const char **at, const char *end, uint64_t *count)
{
    const char *start = *at;
    for (*count = 0; *at < end && ascii_is_digit(**at) && *at - start < TALLY_DIGITS; ++*at)
        *count = *count * 10 + (uint64_t)(**at - '0');
    return *at > start;
}

static void add_tally(struct line_reader *reader, int code, uint64_t count)
{
    struct found_status found = {.code = code, .times = count, .upstream = SEEN_NO_CODE};
    if (count > 0)
        seen_add(reader->seen, &found, reader->line, reader->len);
    reader->tallies = true;
}

/* Status Codes  [code:count]   200:160  429:30 */
static bool read_tally_list(struct line_reader *reader, const char *line, size_t len)
{
    static const char title[] = "[code:count]";
    const char *at = memmem(line, len, title, sizeof title - 1), *end = line + len;
    bool found = false;
    if (at == NULL)
        return false;
    for (at += sizeof title - 1; at < end;) {
        const char *start = at;
        uint64_t code, count;
        if (take_count(&at, end, &code) && at < end && *at == ':') {
            int number = seen_code_of(start, (size_t)(at - start));
            at++;
            if (take_count(&at, end, &count) && number != SEEN_NO_CODE) {
                add_tally(reader, number, count);
                found = true;
            }
        } else if (at == start) {
            at++;
        }
    }
    return found;
}

/* [429] 60 responses: the number that the witness found, and the next one. */
static void add_tallied(struct line_reader *reader, const char *line, size_t len,
                        const struct number *number)
{
    const char *at = line + number->start + number->len + 1, *end = line + len;
    uint64_t count;
    while (at < end && ascii_is_blank(*at))
        at++;
    if (take_count(&at, end, &count))
        add_tally(reader, (int)number->value, count);
}

/* Sets the moment of the line. Most lines have that of the line before, in the same place. */
static void find_moment(struct line_reader *reader, const char *line, size_t len,
                        struct moment *when)
{
    struct moment_place place;
    if (reader->nested && reader->when.known) {
        *when = reader->when;
        return;
    }
    size_t start = reader->last_start, last_len = reader->last_len;
    if (last_len > 0 && start + last_len < len && (start == 0 || line[start - 1] == '[') &&
        memcmp(line + start, reader->last_text, last_len) == 0 &&
        !ascii_is_digit(line[start + last_len])) {
        *when = reader->last_when;
        return;
    }
    reader->last_len = 0;
    if (!moment_find(line, len, reader->year, when, &place))
        return;
    reader->last_when = *when;
    if (place.len <= sizeof reader->last_text) {
        memcpy(reader->last_text, line + place.start, place.len);
        reader->last_start = place.start;
        reader->last_len = place.len;
    }
}

/* A number of a text as a status, or SEEN_NO_CODE. */
static int code_of(const char *text, const struct number *number)
{
    return seen_code_of(text + number->start, number->len);
}

/* What the numbers of a line say. */
struct verdict {
    struct number best;
    int upstream;
    bool any, clash, asked;
};

static void weigh(struct verdict *verdict, const char *text, const struct number *number)
{
    int code = code_of(text, number);
    if (number->upstream) {
        verdict->asked = true;
        verdict->upstream = code;
        return;
    }
    if (number->strength < WITNESS_BELIEVED || code == SEEN_NO_CODE)
        return;
    if (!verdict->any || number->strength > verdict->best.strength) {
        verdict->best = *number;
        verdict->clash = false;
    } else if (number->strength == verdict->best.strength &&
               number->strength < WITNESS_MAX_STRENGTH && number->value != verdict->best.value) {
        verdict->clash = true;
    }
    verdict->any = true;
}

/* Is the status of the line somewhere in a text, and not in its place in an access log? */
static bool is_in_words(enum witness_kind witness)
{
    return witness == WITNESS_NAME || witness == WITNESS_PHRASE || witness == WITNESS_REQUEST_AFTER;
}

static enum line_result judge_text(struct line_reader *reader, const char *line, size_t len)
{
    struct number_scan scan = {.terms = reader->terms, .text = line, .len = len};
    struct verdict verdict = {.upstream = SEEN_NO_CODE};
    struct number number;
    size_t candidates = 0, numbers = 0;
    /* Nothing is stronger than the strongest, of which the first counts. */
    while (candidates <= LINE_CANDIDATES && numbers <= LINE_NUMBERS &&
           verdict.best.strength < WITNESS_MAX_STRENGTH && witness_next(&scan, &number)) {
        numbers++;
        candidates += number.len == 3;
        weigh(&verdict, line, &number);
        if (verdict.any && verdict.best.witness == WITNESS_TALLY) {
            add_tallied(reader, line, len, &verdict.best);
            return LINE_FOUND;
        }
    }
    if (candidates > LINE_CANDIDATES || numbers > LINE_NUMBERS || !verdict.any || verdict.clash)
        return LINE_UNKNOWN;
    if (reader->tallies)
        return LINE_NOTHING;
    struct found_status found = {
        .code = code_of(line, &verdict.best),
        .times = 1,
        .owner = terms_owner(reader->terms, verdict.best.witness),
        .upstream = verdict.upstream,
        .asked = verdict.asked,
    };
    find_moment(reader, line, len, &found.when);
    said_find(&scan, &verdict.best, &found);
    if (found.reason.bytes != NULL)
        further_read_reason(&reader->further, &found.reason, found.owner);
    reader->says_all = !is_in_words(verdict.best.witness);
    if (reader->nested)
        seen_add(reader->seen, &found, reader->line, reader->len);
    else
        seen_add(reader->seen, &found, line, len);
    reader->plain = verdict.best.witness == WITNESS_VERSION && !found.asked &&
                    found.reason.bytes == NULL && found.took_ns == 0 && !reader->nested;
    return LINE_FOUND;
}

/* The word that the user chose. */
static enum line_result read_field(struct line_reader *reader, const char *line, size_t len)
{
    const char *at = line, *end = line + len;
    for (size_t word = 1; at < end; word++) {
        while (at < end && ascii_is_space(*at))
            at++;
        const char *start = at;
        while (at < end && !ascii_is_space(*at))
            at++;
        if (word < reader->field)
            continue;
        const char *stop = at;
        while (start < stop && !ascii_is_alnum(*start) && *start != '-')
            start++;
        while (stop > start && !ascii_is_alnum(stop[-1]))
            stop--;
        struct found_status found = {.code = seen_code_of(start, (size_t)(stop - start)),
                                     .times = 1,
                                     .upstream = SEEN_NO_CODE};
        if (found.code == SEEN_NO_CODE)
            return LINE_UNKNOWN;
        find_moment(reader, line, len, &found.when);
        struct number_scan scan = {.terms = reader->terms, .text = line, .len = len};
        said_target(&scan, &found);
        seen_add(reader->seen, &found, line, len);
        return LINE_FOUND;
    }
    return LINE_UNKNOWN;
}

static enum line_result read_row(struct line_reader *reader, const char *line, size_t len)
{
    struct found_status found = {.times = 1, .upstream = SEEN_NO_CODE};
    if (!columns_row(&reader->columns, reader->terms, line, len, reader->year, &found))
        return LINE_UNKNOWN;
    seen_add(reader->seen, &found, line, len);
    return LINE_FOUND;
}

static enum line_result read_text(struct line_reader *reader, const char *line, size_t len)
{
    bool first = !reader->began;
    reader->began = true;
    reader->plain = false;
    reader->says_all = reader->field > 0 || reader->columns.count > 0;
    if (reader->field > 0)
        return read_field(reader, line, len);
    if (!reader->nested && !terms_is_chosen(reader->terms) &&
        columns_header(&reader->columns, reader->terms, line, len, first))
        return LINE_NOTHING;
    if (reader->columns.count > 0 && !reader->nested)
        return line[0] == '#' ? LINE_NOTHING : read_row(reader, line, len);
    bool comment = line[0] == '#' && !(len > 1 && line[1] == '#'); /* ##[error] is of CI jobs */
    if (comment && !reader->nested)
        return LINE_NOTHING;
    if (read_tally_list(reader, line, len))
        return LINE_FOUND;
    return judge_text(reader, line, len);
}

/* Copies a line without the escape sequences of colours. */
static size_t clean_line(struct line_reader *reader, const char *line, size_t len)
{
    size_t out = 0;
    for (size_t at = 0; at < len; at++) {
        if (line[at] != '\033' || at + 1 >= len || line[at + 1] != '[') {
            reader->clean[out++] = line[at];
            continue;
        }
        for (at += 2; at < len && !(line[at] >= '@' && line[at] <= '~');)
            at++;
    }
    return out;
}

size_t line_without_colours(struct line_reader *reader, const char **line, size_t len)
{
    if (len == 0 || memchr(*line, '\033', len) == NULL)
        return len;
    len = clean_line(reader, *line, len);
    *line = reader->clean;
    return len;
}

/* Counts what was found in a line of text, and its message. Returns what the line is by that. */
static enum line_result count_further(struct line_reader *reader, const char *line, size_t len)
{
    static const enum line_result results[] = {[FURTHER_NO_TALK] = LINE_UNKNOWN,
                                               [FURTHER_TALK] = LINE_NOTHING,
                                               [FURTHER_MESSAGE] = LINE_FURTHER};
    struct moment when = {.known = false};
    enum further_talk talk = further_read_message(&reader->further, line, len);
    if (reader->further.found.count == 0)
        return results[talk];
    find_moment(reader, line, len, &when);
    further_count(&reader->further, &when, line, len);
    return LINE_FURTHER;
}

void line_read_further(struct line_reader *reader, const char *line, size_t len)
{
    further_clear(&reader->further);
    further_read(&reader->further, line, len);
    count_further(reader, line, len);
}

/* Reads a line that is no JSON. */
static enum line_result read_words(struct line_reader *reader, const char *line, size_t len)
{
    reader->line = line;
    reader->len = len;
    further_clear(&reader->further);
    enum line_result result = read_text(reader, line, len);
    if (!reader->says_all)
        further_read(&reader->further, line, len);
    enum line_result further = count_further(reader, line, len);
    if (further == LINE_FURTHER)
        reader->plain = false;
    return result == LINE_FOUND || further == LINE_UNKNOWN ? result : further;
}

enum line_result line_read(struct line_reader *reader, const char *line, size_t len)
{
    len = line_without_colours(reader, &line, len);
    if (is_blank(line, len))
        return LINE_NOTHING;
    further_clear(&reader->further);
    if (read_object(reader, line, len))
        return line_json_count(reader) > 0 ? LINE_FOUND : LINE_UNKNOWN;
    return read_words(reader, line, len);
}

bool line_was_plain(const struct line_reader *reader)
{
    return reader->plain;
}
