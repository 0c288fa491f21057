#include "config.h"
#include "reading/records.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/memory.h"
#include "base/text.h"
#include "reading/duration.h"
#include "reading/json_plain.h"
#include "reading/member.h"
#include "reading/name_cache.h"

#define KEY_BYTES 48 /* of a key; of a longer one its end counts */
#define PATH_BYTES (RECORDS_DEPTH * (KEY_BYTES + 1))
#define TEXT_BYTES ((size_t)64 * 1024) /* of a string: a line of a log */
#define TIME_BYTES 40                  /* of a moment; longer ones are read each time */
#define SHORT_BYTES 64                 /* of a string that may be the phrase of a code */
#define SHORT_TEXTS 4                  /* such strings of a record */

/* What is known of an element of an array, or of the whole value. */
struct record {
    int code, strength; /* the status, and how sure that is: 0, there is none */
    int bare_status;    /* of a member "status": a status if the record is about HTTP */
    int bare_code;      /* of a member "code": a status if its phrase is there too */
    const char *owner;  /* who defines it, of the registry; NULL: not known */
    bool http, passed_over;
    bool method; /* of HTTP, as a value */
    bool asked;
    int upstream;
    size_t path;           /* bytes of the path that names in the record do not count */
    char label[KEY_BYTES]; /* {"key": "http.status", "value": 404}: the name, not terminated */
    size_t label_len;      /* 0: it is no pair */
    size_t level;          /* of the array that it is an element of; 0: none */
    struct moment when;
    uint64_t took_ns; /* the response; 0: not known */
    char target[SEEN_TARGET_BYTES];
    size_t target_len;
    char reason[SEEN_REASON_BYTES];
    char shorts[SHORT_TEXTS][SHORT_BYTES]; /* NUL-terminated */
    size_t short_count;
};

/* An open object or array. */
struct level {
    bool is_array;
    size_t path; /* bytes of the path without what is inside */
};

/* Between values, then in them. */
enum place {
    AT_VALUE,
    AT_FIRST_VALUE, /* or the end of the array */
    AT_FIRST_KEY,   /* or the end of the object */
    AT_KEY,
    AT_COLON,
    AT_COMMA, /* or the end of what is open */
    IN_STRING,
    IN_ESCAPE,
    IN_UNICODE,
    IN_WORD, /* a number or a literal */
    AT_END,
    AT_ERROR,
};

struct records {
    const struct terms *terms;
    struct records_user user;
    int year;
    enum place place;
    bool is_key; /* the string that is being read */
    unsigned unicode, unicode_digits;
    struct level levels[RECORDS_DEPTH];
    size_t depth;
    struct record records[RECORDS_DEPTH + 1];
    size_t record;         /* the innermost */
    char path[PATH_BYTES]; /* keys with points between them */
    size_t path_len;
    struct name_cache names; /* bits of name_role */
    const char *text; /* the string or word that is being read: in the buffer, or the input */
    size_t text_len;
    char *buffer; /* TEXT_BYTES: of one that is not plain, or comes in pieces */
    char *line;   /* TEXT_BYTES: a string that may be a line of a log */
    size_t line_len, line_record;
    char time[TIME_BYTES]; /* as the last moment was written, */
    size_t time_len;
    struct moment when; /* and the moment */
};

struct records *records_new(const struct terms *terms, int year, const struct records_user *user)
{
    struct records *records = xcalloc(1, sizeof *records);
    records->terms = terms;
    records->year = year;
    records->user = *user;
    records->buffer = xmalloc(TEXT_BYTES);
    records->line = xmalloc(TEXT_BYTES);
    records_begin(records);
    return records;
}

void records_free(struct records *records)
{
    if (records == NULL)
        return;
    free(records->buffer);
    free(records->line);
    free(records);
}

static void begin_record(struct records *records, size_t at)
{
    struct record *record = &records->records[at];
    record->code = record->bare_status = record->bare_code = SEEN_NO_CODE;
    record->upstream = SEEN_NO_CODE;
    record->strength = 0;
    record->owner = NULL;
    record->http = record->method = record->passed_over = record->asked = false;
    record->path = records->path_len;
    record->when.known = false;
    record->took_ns = 0;
    record->target_len = record->label_len = 0;
    record->reason[0] = '\0';
    record->short_count = 0;
    records->record = at;
}

/* Reports whether a string of the record is the phrase of its bare code. */
static bool has_phrase(const struct records *records, const struct record *record)
{
    for (size_t i = 0; i < record->short_count; i++)
        if (terms_has_phrase(records->terms, (unsigned)record->bare_code, record->shorts[i],
                             strlen(record->shorts[i])))
            return true;
    return false;
}

/* Reports the status of a record that is over, or else its line of a log. */
static void report(struct records *records, const struct record *record, size_t line_len,
                   const struct moment *when)
{
    if (record->code == SEEN_NO_CODE && line_len > 0)
        records->user.text(records->user.context, records->line, line_len, &record->when);
    if (record->code == SEEN_NO_CODE)
        return;
    struct found_status found = {
        .code = record->code,
        .times = 1,
        .owner = record->owner,
        .when = *when,
        .upstream = record->upstream,
        .asked = record->asked,
        .took_ns = record->took_ns,
    };
    if (record->target_len > 0)
        found.target = (struct seen_text){record->target, record->target_len};
    if (record->reason[0] != '\0')
        found.reason = (struct seen_text){record->reason, strlen(record->reason)};
    records->user.found(records->user.context, &found);
}

static void end_record(struct records *records)
{
    struct record *record = &records->records[records->record];
    bool outermost = records->record == 0;
    if (record->strength == 0 && record->bare_status != SEEN_NO_CODE && record->http)
        record->code = record->bare_status;
    else if (record->strength == 0 && record->bare_code != SEEN_NO_CODE &&
             ((record->http && record->method) || (outermost && has_phrase(records, record))))
        record->code = record->bare_code;
    bool line = records->line_len > 0 && records->line_record == records->record;
    size_t line_len = line ? records->line_len : 0;
    if (line)
        records->line_len = 0;
    if (!outermost)
        records->record--;
    /* An array has its time once, for all its elements. */
    const struct moment *when = record->when.known ? &record->when : &records->records[0].when;
    if (!record->passed_over)
        report(records, record, line_len, when);
    records->user.end(records->user.context, record->passed_over ? NULL : when);
}

static void copy_text(char *to, size_t size, const char *text, size_t len)
{
    len = len < size - 1 ? len : size - 1;
    memcpy(to, text, len);
    to[len] = '\0';
}

static void see_status(const struct records *records, struct record *record, unsigned roles)
{
    if (roles & NAME_NOT_STATUS || (terms_is_chosen(records->terms) && !(roles & NAME_CHOSEN)))
        return;
    int strength = terms_strength(records->terms, WITNESS_NAME);
    int code = member_status(records->terms, records->text, records->text_len);
    if (roles & NAME_UPSTREAM) {
        record->asked = true;
        record->upstream = code;
    } else if (code == SEEN_NO_CODE) {
        return;
    } else if ((roles & NAME_CHOSEN) != 0 && record->strength <= WITNESS_MAX_STRENGTH) {
        record->code = code;
        record->strength = WITNESS_MAX_STRENGTH + 1;
    } else if ((roles & MEMBER_CERTAIN) != 0 && record->strength < strength) {
        record->code = code;
        record->strength = strength;
    } else if (roles & MEMBER_STATUS) {
        record->bare_status = code;
    } else if (roles & MEMBER_CODE) {
        record->bare_code = code;
    }
}

/* The target of a request line, or the text itself. */
static void see_target(const struct records *records, struct record *record, const char *text,
                       size_t len)
{
    size_t method = terms_method(records->terms, text, len);
    if (method > 0 && method < len && text[method] == ' ') {
        text += method + 1;
        len -= method + 1;
        const char *end = memchr(text, ' ', len);
        len = end != NULL ? (size_t)(end - text) : len;
    }
    const char *query = memchr(text, '?', len);
    len = query != NULL ? (size_t)(query - text) : len;
    if (len == 0 || record->target_len > 0)
        return;
    record->target_len = len < SEEN_TARGET_BYTES ? len : SEEN_TARGET_BYTES;
    memcpy(record->target, text, record->target_len);
}

/* Reports whether the value is another than the one that counts of this name. */
static bool is_filtered(const struct records *records, const char *name, size_t len)
{
    const struct log_knowledge *logs = &terms_registry(records->terms)->logs;
    for (size_t i = 0; i < logs->filter_count; i++)
        if (member_is(name, len, logs->filters[i].name) &&
            !text_is(records->text, records->text_len, logs->filters[i].value))
            return true;
    return false;
}

/* Reports whether the value begins as that of a record which repeats others does. */
static bool is_repeated(const struct records *records)
{
    const struct string_list *list = &terms_registry(records->terms)->logs.passed_over;
    for (size_t i = 0; i < list->count; i++)
        if (records->text[0] == list->items[i][0] && records->text_len < SHORT_BYTES &&
            text_begins(records->text, records->text_len, list->items[i]))
            return true;
    return false;
}

/* Returns what is known of the name; of a long one, and of none, in `own`. */
static struct known_name *know_name(struct records *records, const char *name, size_t len,
                                    struct known_name *own)
{
    bool is_new = len == 0 || len > NAME_CACHE_BYTES;
    struct known_name *known = own;
    if (!is_new)
        known = name_cache_find(&records->names, name, len, &is_new);
    if (is_new)
        known->roles = member_roles(records->terms, name, len);
    return known;
}

static void report_value(struct records *records, unsigned *note)
{
    const struct records_value value = {records->path, records->path_len, records->text,
                                        records->text_len, note};
    if (records->user.value != NULL)
        records->user.value(records->user.context, &value);
}

/* A member may be written as a pair, {"key": NAME, "value": VALUE} or "value": {TYPE: VALUE}: an
 * element of an array in the record that it is a member of. Keeps a key that is in hand; of a value
 * sets *name to the key and *roles to what is known of it, and returns that record. */
static struct record *take_pair(struct records *records, struct record *pair, const char **name,
                                size_t *len, unsigned *roles)
{
    if (*len == 3 && memcmp(*name, "key", 3) == 0 && records->text_len <= KEY_BYTES) {
        memcpy(pair->label, records->text, records->text_len);
        pair->label_len = records->text_len;
    } else if (pair->label_len > 0 && *len >= 5 && memcmp(*name, "value", 5) == 0) {
        *name = pair->label;
        *len = pair->label_len;
        *roles = member_roles(records->terms, *name, *len);
        return pair - 1;
    }
    return pair;
}

/* Reads the moment of the record. Most have that of the record before. */
static void see_time(struct records *records, struct record *record)
{
    size_t len = records->text_len;
    if (len == 0 || len != records->time_len || memcmp(records->text, records->time, len) != 0) {
        records->when.known = false;
        moment_read(records->text, len, records->year, &records->when);
        records->time_len = len <= TIME_BYTES ? len : 0;
        memcpy(records->time, records->text, records->time_len);
    }
    record->when = records->when;
}

/* Keeps a string that may be a line of a log. Several of a record are one line. */
static void add_line(struct records *records, const char *text, size_t len)
{
    size_t at = records->line_record == records->record ? records->line_len : 0;
    if (at > 0 && at + 2 < TEXT_BYTES) {
        records->line[at++] = ':';
        records->line[at++] = ' ';
    }
    len = len < TEXT_BYTES - at ? len : TEXT_BYTES - at;
    memcpy(records->line + at, text, len);
    records->line_len = at + len;
    records->line_record = records->record;
}

/* Reads the scalar in records->text, the value of the path. */
static void see_value(struct records *records, bool is_string)
{
    struct record *record = &records->records[records->record];
    const char *name = records->path + record->path, *text = records->text;
    size_t len = records->path_len - record->path, text_len = records->text_len;
    if (len > 0 && name[0] == '.') {
        name++;
        len--;
    }
    struct known_name own = {.note = 0}, *known = know_name(records, name, len, &own);
    unsigned roles = known->roles;
    report_value(records, &known->note);
    if (records->record > 0)
        record = take_pair(records, record, &name, &len, &roles);
    if (((roles & NAME_FILTER) && is_filtered(records, name, len)) ||
        (is_string && text_len > 0 && is_repeated(records)))
        record->passed_over = true;
    if (roles & NAME_HTTP)
        record->http = true;
    if (is_string && !record->method && text_len > 0 && text_len < SHORT_BYTES &&
        terms_method_begins(records->terms)[(unsigned char)text[0]])
        record->method = member_is_request(records->terms, text, text_len);
    if (roles & NAME_OWNER)
        record->owner = terms_name_owner(records->terms, name, len);
    struct found_status tally;
    if (!is_string && member_is_tally(records->terms, name, len, text, text_len, &tally))
        records->user.found(records->user.context, &tally);
    bool digits = text_len > 0 && (ascii_is_digit(text[0]) || text[0] == '-');
    if ((roles & MEMBER_MAY_BE_STATUS) != 0 && (digits || (roles & NAME_UPSTREAM) != 0))
        see_status(records, record, roles);
    if ((roles & NAME_TIME) && !record->when.known)
        see_time(records, record);
    if ((roles & NAME_DURATION) && record->took_ns == 0)
        record->took_ns = duration_read(roles, text, text_len);
    if (!is_string || text_len == 0)
        return;
    if (roles & NAME_TARGET)
        see_target(records, record, text, text_len);
    if ((roles & NAME_REASON) && !(text_len == 1 && text[0] == '-'))
        copy_text(record->reason, sizeof record->reason, text, text_len);
    if (text_len < SHORT_BYTES && record->short_count < SHORT_TEXTS && records->record == 0)
        copy_text(record->shorts[record->short_count++], SHORT_BYTES, text, text_len);
    if (roles & NAME_TEXT)
        add_line(records, text, text_len);
}

static void put(struct records *records, char c)
{
    if (records->text_len < TEXT_BYTES)
        records->buffer[records->text_len++] = c;
}

static void put_bytes(struct records *records, const char *bytes, size_t len)
{
    size_t room = TEXT_BYTES - records->text_len;
    len = len < room ? len : room;
    memcpy(records->buffer + records->text_len, bytes, len);
    records->text_len += len;
}

static void begin_text(struct records *records)
{
    records->text = records->buffer;
    records->text_len = 0;
}

/* Appends the key that was read to the path. Of a long one the end counts. */
static void push_key(struct records *records)
{
    size_t len = records->text_len < KEY_BYTES ? records->text_len : KEY_BYTES;
    records->path[records->path_len++] = '.';
    memcpy(records->path + records->path_len, records->text + records->text_len - len, len);
    records->path_len += len;
}

/* A bracket opens an object or array. */
static bool open_level(struct records *records, char bracket)
{
    bool is_array = bracket == '[';
    if (records->depth == RECORDS_DEPTH)
        return false;
    records->levels[records->depth++] = (struct level){is_array, records->path_len};
    records->place = is_array ? AT_FIRST_VALUE : AT_FIRST_KEY;
    return true;
}

static struct level *innermost(struct records *records)
{
    return records->depth > 0 ? &records->levels[records->depth - 1] : NULL;
}

/* After a value: what may come next, and the end of an element's record. */
static void after_value(struct records *records)
{
    struct level *level = innermost(records);
    records->place = AT_COMMA;
    if (level == NULL) {
        records->place = AT_END;
        end_record(records);
    } else if (level->is_array) {
        if (records->record > 0 && records->records[records->record].level == records->depth)
            end_record(records);
    } else {
        records->path_len = level->path;
    }
}

/* A bracket closes the innermost object or array. False when it is of the other kind. */
static bool close_level(struct records *records, char bracket)
{
    struct level *level = innermost(records);
    if (level == NULL || level->is_array != (bracket == ']'))
        return false;
    records->path_len = level->path;
    records->depth--;
    after_value(records);
    return true;
}

/* A value begins; in an array it is a record of its own if it is an object or array. */
static bool begin_value(struct records *records, char c)
{
    struct level *level = innermost(records);
    if (c == '{' || c == '[') {
        if (level != NULL && level->is_array) {
            begin_record(records, records->record + 1);
            records->records[records->record].level = records->depth;
        }
        return open_level(records, c);
    }
    begin_text(records);
    if (c == '"') {
        records->is_key = false;
        records->place = IN_STRING;
        return true;
    }
    put(records, c);
    records->place = IN_WORD;
    return c == '-' || ascii_is_digit(c) || c == 't' || c == 'f' || c == 'n';
}

static bool end_word(struct records *records)
{
    if (!member_is_word(records->text, records->text_len))
        return false;
    see_value(records, false);
    after_value(records);
    return true;
}

static void end_string(struct records *records)
{
    if (records->is_key) {
        push_key(records);
        records->place = AT_COLON;
    } else {
        see_value(records, true);
        after_value(records);
    }
}

/* Appends a character of \uXXXX. Halves of pairs become question marks: they are never looked for.
 */
static void put_unicode(struct records *records)
{
    unsigned c = records->unicode;
    if (c < 0x80) {
        put(records, (char)c);
    } else if (c < 0x800) {
        put(records, (char)(0xC0 | c >> 6));
        put(records, (char)(0x80 | (c & 0x3F)));
    } else if (c >= 0xD800 && c < 0xE000) {
        put(records, '?');
    } else {
        put(records, (char)(0xE0 | c >> 12));
        put(records, (char)(0x80 | (c >> 6 & 0x3F)));
        put(records, (char)(0x80 | (c & 0x3F)));
    }
}

static bool take_escape(struct records *records, char c)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    const char *found = c != '\0' ? strchr(letters, c) : NULL;
    records->place = IN_STRING;
    if (c == 'u') {
        records->unicode = records->unicode_digits = 0;
        records->place = IN_UNICODE;
    } else if (found != NULL) {
        put(records, meanings[found - letters]);
    }
    return c == 'u' || found != NULL;
}

static bool take_unicode(struct records *records, char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *found = c != '\0' ? strchr(digits, ascii_lower(c)) : NULL;
    if (found == NULL)
        return false;
    records->unicode = records->unicode * 16 + (unsigned)(found - digits);
    if (++records->unicode_digits == 4) {
        put_unicode(records);
        records->place = IN_STRING;
    }
    return true;
}

/* Takes a byte between values. */
static bool take_sign(struct records *records, char c)
{
    switch (records->place) {
    case AT_FIRST_VALUE:
        return c == ']' ? close_level(records, c) : begin_value(records, c);
    case AT_VALUE:
        return begin_value(records, c);
    case AT_FIRST_KEY:
        if (c == '}')
            return close_level(records, c);
        /* fall through */
    case AT_KEY:
        begin_text(records);
        records->is_key = true;
        records->place = IN_STRING;
        return c == '"';
    case AT_COLON:
        records->place = AT_VALUE;
        return c == ':';
    default: /* AT_COMMA */
        if (c == ',') {
            records->place = innermost(records)->is_array ? AT_VALUE : AT_KEY;
            return true;
        }
        return (c == '}' || c == ']') && close_level(records, c);
    }
}

/* Takes bytes of a string from *at on. */
static bool take_string(struct records *records, const char **at, const char *end)
{
    const char *start = *at, *stop = json_plain_end(start, end);
    size_t len = (size_t)(stop - start);
    *at = stop;
    if (records->text_len == 0 && len <= TEXT_BYTES && stop < end && *stop == '"') {
        records->text = start;
        records->text_len = len;
    } else {
        put_bytes(records, start, len);
    }
    if (stop == end)
        return true;
    ++*at;
    if (*stop == '"')
        end_string(records);
    else if (*stop == '\\')
        records->place = IN_ESCAPE;
    else
        return false; /* a control character */
    return true;
}

/* Takes bytes of a number or a literal from *at on. */
static bool take_word(struct records *records, const char **at, const char *end)
{
    const char *start = *at, *stop = start;
    while (stop < end && (ascii_is_alnum(*stop) || *stop == '.' || *stop == '-' || *stop == '+'))
        stop++;
    put_bytes(records, start, (size_t)(stop - start));
    *at = stop;
    return stop == end || end_word(records);
}

void records_begin(struct records *records)
{
    records->place = AT_VALUE;
    records->depth = records->path_len = 0;
    records->line_len = 0;
    begin_record(records, 0);
    records->records[0].level = 0;
}

enum records_state records_feed(struct records *records, const char *bytes, size_t len,
                                size_t *used)
{
    const char *at = bytes, *end = bytes + len;
    bool good = records->place != AT_ERROR;
    while (good && at < end && records->place != AT_END) {
        char c = *at;
        if (records->place == IN_STRING) {
            good = take_string(records, &at, end);
        } else if (records->place < IN_STRING) {
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
                good = take_sign(records, c);
            at++;
        } else if (records->place == IN_WORD) {
            good = take_word(records, &at, end);
        } else {
            good = records->place == IN_ESCAPE ? take_escape(records, c) : take_unicode(records, c);
            at++;
        }
    }
    *used = (size_t)(at - bytes);
    if (!good)
        records->place = AT_ERROR;
    return !good ? RECORDS_BROKEN : records->place == AT_END ? RECORDS_WHOLE : RECORDS_MORE;
}

enum records_state records_end(struct records *records)
{
    if (records->place == IN_WORD && records->depth == 0 && end_word(records))
        return RECORDS_WHOLE;
    return records->place == AT_END ? RECORDS_WHOLE : RECORDS_BROKEN;
}
