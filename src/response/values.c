#include "config.h"
#include "response/values.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"

struct seen_text value_trim(struct seen_text text)
{
    while (text.len > 0 && ascii_is_blank(text.bytes[0]))
        text = value_from(text, 1);
    while (text.len > 0 && ascii_is_blank(text.bytes[text.len - 1]))
        text.len--;
    return text;
}

struct seen_text value_unquote(struct seen_text text)
{
    text = value_trim(text);
    if (text.len >= 2 && text.bytes[0] == '"' && text.bytes[text.len - 1] == '"') {
        text.bytes++;
        text.len -= 2;
    }
    return text;
}

struct seen_text value_from(struct seen_text text, size_t at)
{
    return (struct seen_text){text.bytes + at, text.len - at};
}

bool value_split(struct seen_text text, char c, struct seen_text *before, struct seen_text *after)
{
    const char *at = text.len > 0 ? memchr(text.bytes, c, text.len) : NULL;
    if (at == NULL)
        return false;
    *before = (struct seen_text){text.bytes, (size_t)(at - text.bytes)};
    *after = value_from(text, before->len + 1);
    return true;
}

bool value_equals(struct seen_text text, const char *other)
{
    return text_is_like(text.bytes, text.len, other);
}

bool value_begins(struct seen_text text, const char *beginning)
{
    return text_begins_like(text.bytes, text.len, beginning);
}

bool value_same(struct seen_text a, struct seen_text b)
{
    return a.len == b.len && text_compare_like(a.bytes, b.bytes, a.len) == 0;
}

/* Returns the place after the quoted string that begins at `at`; the end when it is not closed. */
static size_t skip_quoted(struct seen_text text, size_t at)
{
    for (at++; at < text.len && text.bytes[at] != '"'; at++)
        if (text.bytes[at] == '\\' && at + 1 < text.len)
            at++;
    return at < text.len ? at + 1 : at;
}

/* Returns the place after what may hold separators of its own, or after one byte. */
static size_t skip_one(struct seen_text text, size_t at)
{
    if (text.bytes[at] == '"')
        return skip_quoted(text, at);
    const char *close = text.bytes[at] == '<' ? memchr(text.bytes + at, '>', text.len - at) : NULL;
    return close != NULL ? (size_t)(close - text.bytes) + 1 : at + 1;
}

bool value_next(struct value_parts *parts, struct seen_text *part)
{
    struct seen_text text = parts->rest;
    size_t at = 0;
    if (parts->done)
        return false;
    while (at < text.len && text.bytes[at] != parts->separator)
        at = skip_one(text, at);
    *part = value_trim((struct seen_text){text.bytes, at});
    parts->done = at == text.len;
    if (!parts->done)
        parts->rest = value_from(text, at + 1);
    return true;
}

struct seen_text value_word(struct seen_text member)
{
    size_t len = 0;
    while (len < member.len && !ascii_is_blank(member.bytes[len]) && member.bytes[len] != '=' &&
           member.bytes[len] != ';')
        len++;
    return (struct seen_text){member.bytes, len};
}

static size_t skip_blanks(struct seen_text text, size_t at)
{
    while (at < text.len && ascii_is_blank(text.bytes[at]))
        at++;
    return at;
}

bool value_param_next(struct seen_text text, size_t *at, struct value_param *param)
{
    size_t i = *at;
    while (i < text.len) {
        size_t start = i;
        while (i < text.len && ascii_is_token(text.bytes[i]))
            i++;
        size_t sign = skip_blanks(text, i);
        if (i == start || sign == text.len || text.bytes[sign] != '=') {
            i = i == start ? skip_one(text, i) : i;
            continue;
        }
        size_t value = skip_blanks(text, sign + 1), end = value;
        if (end < text.len && text.bytes[end] == '"')
            end = skip_quoted(text, end);
        else
            while (end < text.len && strchr(";, \t", text.bytes[end]) == NULL)
                end++;
        param->name = (struct seen_text){text.bytes + start, i - start};
        param->value = (struct seen_text){text.bytes + value, end - value};
        *at = end;
        return true;
    }
    *at = i;
    return false;
}

bool value_param(struct seen_text text, const char *name, struct seen_text *value)
{
    struct value_param param;
    for (size_t at = 0; value_param_next(text, &at, &param);)
        if (value_equals(param.name, name)) {
            *value = param.value;
            return true;
        }
    return false;
}

/* A member that begins with a word and has no sign after it is one of a scheme. */
static bool begins_challenge(struct seen_text member)
{
    size_t word = value_word(member).len, sign = skip_blanks(member, word);
    return word > 0 && (sign == member.len || (sign > word && member.bytes[sign] != '='));
}

bool value_challenge_next(struct seen_text *rest, struct seen_text *challenge)
{
    struct value_parts parts = {.rest = *rest, .separator = ','};
    struct seen_text member;
    const char *end = NULL;
    size_t members = 0;
    if (rest->len == 0)
        return false;
    while (end == NULL && value_next(&parts, &member)) {
        if (members++ > 0 && begins_challenge(member))
            end = member.bytes;
    }
    if (end == NULL)
        end = rest->bytes + rest->len;
    *challenge = (struct seen_text){rest->bytes, (size_t)(end - rest->bytes)};
    *rest = (struct seen_text){end, rest->len - challenge->len};
    while (challenge->len > 0 && (ascii_is_blank(challenge->bytes[challenge->len - 1]) ||
                                  challenge->bytes[challenge->len - 1] == ','))
        challenge->len--;
    return true;
}

bool value_number(struct seen_text text, int64_t *number)
{
    return text_number(text.bytes, text.len, number);
}
