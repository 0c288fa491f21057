#include "config.h"
#include "response/values.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "reading/moment.h"

static bool all_of(struct seen_text text, const char *others)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.bytes[i];
        if (!ascii_is_alnum(c) && (c == '\0' || strchr(others, c) == NULL))
            return false;
    }
    return true;
}

static bool is_token(struct seen_text text)
{
    return text.len > 0 && all_of(text, "!#$%&'*+-.^_`|~");
}

static bool is_number(struct seen_text text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
    return text.len > 0;
}

static bool is_date(struct seen_text text)
{
    struct moment when;
    bool obsolete;
    return moment_read_http(text.bytes, text.len, &when, &obsolete);
}

static bool is_obsolete_date(struct seen_text text)
{
    struct moment when;
    bool obsolete;
    return moment_read_http(text.bytes, text.len, &when, &obsolete) && obsolete;
}

static bool is_date_or_seconds(struct seen_text text)
{
    return is_number(text) || is_date(text);
}

static bool is_quoted(struct seen_text text)
{
    if (text.len < 2 || text.bytes[0] != '"' || text.bytes[text.len - 1] != '"')
        return false;
    size_t at = 1;
    for (; at + 1 < text.len; at++) {
        if (text.bytes[at] == '"')
            return false;
        at += text.bytes[at] == '\\';
    }
    return at + 1 == text.len;
}

/* RFC 9110 section 8.8.3: no escapes and no blanks in it. */
static bool is_entity_tag(struct seen_text text)
{
    if (text_begins(text.bytes, text.len, "W/"))
        text = value_from(text, 2);
    if (text.len < 2 || text.bytes[0] != '"' || text.bytes[text.len - 1] != '"')
        return false;
    for (size_t i = 1; i + 1 < text.len; i++)
        if (text.bytes[i] == '"' || ascii_is_control(text.bytes[i]) || text.bytes[i] == ' ')
            return false;
    return true;
}

/* RFC 3986: its characters, and two digits after each percent sign. */
static bool is_uri(struct seen_text text)
{
    if (!all_of(text, "-._~:/?#[]@!$&'()*+,;=%"))
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.bytes[i] == '%' && (i + 2 >= text.len || !ascii_is_hex(text.bytes[i + 1]) ||
                                     !ascii_is_hex(text.bytes[i + 2])))
            return false;
    return true;
}

static bool is_uri_with_user(struct seen_text text)
{
    for (size_t i = 0; i + 1 < text.len && text.bytes[i] != '?' && text.bytes[i] != '#'; i++) {
        if (text.bytes[i] != '/' || text.bytes[i + 1] != '/')
            continue;
        for (i += 2; i < text.len && strchr("/?#", text.bytes[i]) == NULL; i++)
            if (text.bytes[i] == '@')
                return true;
        return false;
    }
    return false;
}

/* Name=value pairs with semicolons before them: RFC 9110 section 5.6.6. */
static bool are_params(struct seen_text text)
{
    struct value_parts parts = {.rest = text, .separator = ';'};
    struct seen_text part, name, value;
    while (value_next(&parts, &part))
        if (part.len > 0 && (!value_split(part, '=', &name, &value) || !is_token(name) ||
                             (!is_token(value) && !is_quoted(value))))
            return false;
    return true;
}

/* Takes what is after the first semicolon off a text. Returns false when it is no parameters. */
static bool take_params(struct seen_text *text)
{
    struct seen_text params;
    bool good = !value_split(*text, ';', text, &params) || are_params(params);
    *text = value_trim(*text);
    return good;
}

static bool is_media_type(struct seen_text text)
{
    struct seen_text type, subtype;
    return take_params(&text) && value_split(text, '/', &type, &subtype) && is_token(type) &&
           is_token(subtype);
}

static bool is_disposition(struct seen_text text)
{
    return take_params(&text) && is_token(text);
}

/* RFC 9110 section 14.4. Other units than bytes have a syntax of their own. */
static bool is_content_range(struct seen_text text)
{
    struct seen_text unit, range, places, length, first, last;
    int64_t from, to, all = 0;
    if (!value_split(text, ' ', &unit, &range) || !is_token(unit))
        return false;
    if (!value_equals(unit, "bytes"))
        return true;
    if (!value_split(range, '/', &places, &length))
        return false;
    bool open = value_equals(length, "*");
    if (!open && !value_number(length, &all))
        return false;
    if (value_equals(places, "*"))
        return !open;
    return value_split(places, '-', &first, &last) && value_number(first, &from) &&
           value_number(last, &to) && from <= to && (open || to < all);
}

static bool is_token_list(struct seen_text text)
{
    struct value_parts parts = {.rest = text, .separator = ','};
    struct seen_text member;
    while (value_next(&parts, &member))
        if (member.len > 0 && !is_token(member))
            return false;
    return true;
}

/* A second member that has a name and a sign: a comma in a date is none. */
static bool is_list(struct seen_text text)
{
    struct value_parts parts = {.rest = text, .separator = ','};
    struct seen_text member;
    for (size_t count = 0; value_next(&parts, &member); count++) {
        struct seen_text word = value_word(member);
        if (count > 0 && is_token(word) && word.len < member.len && member.bytes[word.len] == '=')
            return true;
    }
    return false;
}

static bool is_list_with_gap(struct seen_text text)
{
    struct value_parts parts = {.rest = text, .separator = ','};
    struct seen_text member;
    size_t count = 0, empty = 0;
    for (; value_next(&parts, &member); count++)
        empty += member.len == 0;
    return count > 1 && empty > 0;
}

bool value_is(struct seen_text value, const char *syntax, bool *known)
{
    static const struct {
        const char *name;
        bool (*is)(struct seen_text text);
    } syntaxes[] = {
        {"number", is_number},
        {"seconds", is_number},
        {"date", is_date},
        {"obsolete-date", is_obsolete_date},
        {"date-or-seconds", is_date_or_seconds},
        {"entity-tag", is_entity_tag},
        {"uri-reference", is_uri},
        {"uri-with-user", is_uri_with_user},
        {"media-type", is_media_type},
        {"content-range", is_content_range},
        {"token-list", is_token_list},
        {"list", is_list},
        {"list-with-gap", is_list_with_gap},
        {"quoted", is_quoted},
        {"disposition", is_disposition},
    };
    for (size_t i = 0; i < sizeof syntaxes / sizeof syntaxes[0]; i++)
        if (strcmp(syntaxes[i].name, syntax) == 0) {
            *known = true;
            return syntaxes[i].is(value);
        }
    *known = false;
    return false;
}
