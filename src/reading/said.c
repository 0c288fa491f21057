#include "config.h"
#include "reading/said.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "reading/duration.h"
#include "reading/request.h"

#define MAX_VALUE 1024 /* bytes of a value; less of a target is kept */
#define MAX_KEYS 256   /* of a line that are looked at */
#define STATE_CHARS 4  /* of the word of a state; its first two count */
#define STATE_WORDS                                                                                \
    4 /* words after the status that are looked at for it: bytes and cookies stand before */

static bool is_end(char c)
{
    return c == ' ' || c == '\t' || c == '"' || c == ',' || c == ';' || c == '|';
}

/* Reports whether a byte ends a name in front of an equals sign. */
static bool ends_name(char c)
{
    return !ascii_is_name(c) && c != '@';
}

/* Sets *value to what stands after an equals sign, without quotation marks. */
static void take_value(const char *at, const char *end, struct seen_text *value)
{
    bool quoted = at < end && *at == '"';
    const char *start = quoted ? at + 1 : at;
    if (end - start > MAX_VALUE)
        end = start + MAX_VALUE;
    for (at = start; at < end && (quoted ? *at != '"' : !is_end(*at));)
        at++;
    *value = (struct seen_text){start, (size_t)(at - start)};
}

/* Returns the last of several statuses, with commas or colons between them: a proxy tries one
 * server after another. SEEN_NO_CODE: the first is none. */
static int last_code(const char *at, const char *end)
{
    int code = SEEN_NO_CODE;
    while (at < end && ascii_is_digit(*at)) {
        const char *start = at;
        while (at < end && ascii_is_digit(*at))
            at++;
        code = seen_code_of(start, (size_t)(at - start));
        while (at < end && (*at == ',' || *at == ' ' || *at == ':'))
            at++;
    }
    return code;
}

/* Looks through the keys of the text for a target, a reason, a duration, and an upstream that was
 * not asked. */
static void find_keys(const struct number_scan *scan, struct found_status *found)
{
    const char *text = scan->text, *end = text + scan->len, *at = text;
    for (size_t keys = 0; keys < MAX_KEYS && (at = memchr(at, '=', (size_t)(end - at))) != NULL;
         keys++, at++) {
        const char *name = at;
        while (name > text && !ends_name(name[-1]))
            name--;
        if (name == at)
            continue;
        unsigned roles = terms_name_roles(scan->terms, name, (size_t)(at - name));
        struct seen_text value;
        if (!(roles & (NAME_TARGET | NAME_REASON | NAME_UPSTREAM | NAME_DURATION)))
            continue;
        take_value(at + 1, end, &value);
        if ((roles & NAME_TARGET) && found->target.bytes == NULL && value.len > 0)
            found->target = value;
        if ((roles & NAME_REASON) && value.len > 0 && value.bytes[0] != '-')
            found->reason = value;
        bool in_query = name > text && (name[-1] == '?' || name[-1] == '&');
        if ((roles & NAME_DURATION) && found->took_ns == 0 && !in_query)
            found->took_ns = duration_read(roles, value.bytes, value.len);
        if (roles & NAME_UPSTREAM) {
            found->asked = true;
            found->upstream = last_code(value.bytes, end);
        }
    }
}

void said_target(struct number_scan *scan, struct found_status *found)
{
    request_find(scan);
    if (scan->request_count > 0)
        found->target = (struct seen_text){scan->text + scan->requests[0].target,
                                           scan->requests[0].end - scan->requests[0].target};
    if (memchr(scan->text, '=', scan->len) != NULL)
        find_keys(scan, found);
}

static const struct log_reason *find_value(const struct log_reasons *reasons, const char *text,
                                           size_t len)
{
    for (size_t i = 0; i < reasons->value_count; i++)
        if (text_is(text, len, reasons->values[i].word))
            return &reasons->values[i];
    return NULL;
}

/* A state is known by its first two characters, or by its first one. */
static const struct log_reason *find_reason(const struct log_reasons *reasons, const char *text,
                                            size_t len)
{
    if (reasons->place != REASON_STATE)
        return find_value(reasons, text, len);
    if (len != STATE_CHARS)
        return NULL;
    const struct log_reason *value = find_value(reasons, text, 2);
    return value != NULL ? value : find_value(reasons, text, 1);
}

/* A whole word is looked for first: a state is known by less. */
const struct log_reason *said_reason(const struct terms *terms, const char *text, size_t len)
{
    const struct log_knowledge *logs = &terms_registry(terms)->logs;
    for (enum reason_place place = 0; place < REASON_PLACE_COUNT; place++)
        for (size_t i = logs->reasons_count; i > 0; i--) {
            const struct log_reasons *reasons = &logs->reasons[i - 1];
            const struct log_reason *value =
                reasons->place == place ? find_reason(reasons, text, len) : NULL;
            if (value != NULL)
                return value;
        }
    return NULL;
}

/* Reports whether each part of the word, commas between them, is a reason of the list. */
static bool is_reason(const struct log_reasons *reasons, const char *text, size_t len)
{
    if (reasons->place == REASON_STATE)
        return find_reason(reasons, text, len) != NULL;
    for (size_t at = 0; at < len;) {
        const char *comma = memchr(text + at, ',', len - at);
        size_t part = comma != NULL ? (size_t)(comma - text) - at : len - at;
        if (find_value(reasons, text + at, part) == NULL)
            return false;
        at += part + 1;
    }
    return len > 0;
}

/* Returns the place after the word at *at, and sets *word. */
static size_t take_word(const struct number_scan *scan, size_t at, struct seen_text *word)
{
    while (at < scan->len && ascii_is_blank(scan->text[at]))
        at++;
    size_t start = at;
    while (at < scan->len && !ascii_is_blank(scan->text[at]))
        at++;
    *word = (struct seen_text){scan->text + start, at - start};
    return at;
}

static void find_word(const struct number_scan *scan, const struct number *status,
                      struct found_status *found)
{
    const struct log_knowledge *logs = &terms_registry(scan->terms)->logs;
    struct seen_text word;
    size_t at = take_word(scan, status->start + status->len, &word);
    if (status->witness == WITNESS_TIMES) {
        found->asked = true;
        found->upstream = seen_code_of(word.bytes, word.len);
        return;
    }
    for (size_t words = 0; words < STATE_WORDS && word.len > 0; words++) {
        bool letter = ascii_is_letter(word.bytes[0]) || word.len == STATE_CHARS;
        for (size_t i = 0; i < logs->reasons_count && letter; i++) {
            const struct log_reasons *reasons = &logs->reasons[i];
            bool place =
                reasons->place == REASON_STATE ? status->witness == WITNESS_TIMERS : words == 0;
            if (place && is_reason(reasons, word.bytes, word.len)) {
                found->reason = word;
                found->owner = reasons->owner;
                return;
            }
        }
        at = take_word(scan, at, &word);
    }
}

void said_find(struct number_scan *scan, const struct number *status, struct found_status *found)
{
    said_target(scan, found);
    if (status->strength >= 8)
        find_word(scan, status, found);
}
