#include "config.h"
#include "reading/mask.h"

#include <stdbool.h>
#include <string.h>

#include "base/ascii.h"
#include "base/text.h"

#define TOKEN_LEAST 20 /* bytes of a signed token; shorter ones are words */

/* A part of the text that is shown as MASK. */
struct secret {
    size_t start, end; /* bytes */
};

static bool is_token_byte(char c)
{
    return ascii_is_name(c) || c == '=';
}

/* Returns the place after the blanks, quotation marks and brackets between a name and its value. */
static size_t skip_opening(const char *text, size_t len, size_t at)
{
    while (at < len && (text[at] == ' ' || text[at] == '"' || text[at] == '\'' || text[at] == '[' ||
                        text[at] == '\\' || text[at] == '>'))
        at++;
    return at;
}

/* Returns where the value ends: with what it was opened with, or at the end of a parameter. */
static size_t value_end(const char *text, size_t len, size_t start, bool parameter, bool quoted)
{
    size_t at = start;
    for (; at < len; at++) {
        char c = text[at];
        if (c == '"' || c == '\'' || c == '\r' || c == '\n')
            break;
        if (parameter && !quoted && (ascii_is_space(c) || strchr("&;,#)]}<>|", c) != NULL))
            break;
    }
    return at;
}

/* A scheme of RFC 9110 section 11.1 in front of a secret stays. */
static size_t skip_scheme(const char *text, size_t start, size_t end)
{
    static const char *const schemes[] = {"Bearer ", "Basic ", "Digest ", "Token ", "Negotiate "};
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        if (end > start && text_begins_like(text + start, end - start - 1, schemes[i]))
            return start + strlen(schemes[i]);
    return start;
}

/* Names of a cookie stay: returns the place after the name and its equals sign. */
static size_t skip_cookie_name(const char *text, size_t start, size_t end)
{
    size_t at = start;
    while (at < end && ascii_is_name(text[at]))
        at++;
    return at > start && at < end && text[at] == '=' ? at + 1 : start;
}

/* Returns where the name ends that the sign at this place follows, with blanks between or not; 0:
 * there is none. */
static size_t name_end(const char *text, size_t at)
{
    while (at > 0 && text[at - 1] == ' ')
        at--;
    return at > 0 && ascii_is_name(text[at - 1]) ? at : 0;
}

/* Finds the value of the name that ends at `at`, where this sign follows. */
static bool find_value(const struct terms *terms, const char *text, size_t len, size_t at,
                       size_t sign, struct secret *secret)
{
    size_t name = at;
    while (name > 0 && ascii_is_name(text[name - 1]))
        name--;
    while (sign < len && text[sign] != '\0' && strchr("\"'\\ ", text[sign]) != NULL)
        sign++;
    if (name == at || sign == len || (text[sign] != ':' && text[sign] != '='))
        return false;
    bool query = name > 0 && (text[name - 1] == '?' || text[name - 1] == '&');
    unsigned wanted = query ? NAME_SECRET | NAME_QUERY_SECRET : NAME_SECRET;
    if (!(terms_name_roles(terms, text + name, at - name) & wanted))
        return false;
    size_t open = skip_opening(text, len, sign + 1);
    bool quoted = open > sign + 1 && (text[open - 1] == '"' || text[open - 1] == '\'');
    secret->end = value_end(text, len, open, text[sign] == '=', quoted);
    secret->start = skip_scheme(text, open, secret->end);
    secret->start = skip_cookie_name(text, secret->start, secret->end);
    return secret->end > secret->start;
}

/* https://user:password@host */
static bool find_password(const char *text, size_t len, size_t at, struct secret *secret)
{
    size_t colon = 0;
    if (!text_begins(text + at, len - at, "://"))
        return false;
    for (at += 3; at < len && !ascii_is_space(text[at]) && strchr("/\"'?#<>", text[at]) == NULL;
         at++) {
        if (text[at] == ':' && colon == 0)
            colon = at;
        if (text[at] == '@' && colon > 0) {
            *secret = (struct secret){colon + 1, at};
            return true;
        }
    }
    return false;
}

/* A signed token: three parts of letters with points between, the first of JSON. */
static bool find_token(const char *text, size_t len, size_t at, struct secret *secret)
{
    if (len - at < TOKEN_LEAST || !text_begins(text + at, len - at, "eyJ") ||
        (at > 0 && is_token_byte(text[at - 1]) && text[at - 1] != '='))
        return false;
    size_t end = at;
    while (end < len && is_token_byte(text[end]))
        end++;
    *secret = (struct secret){at, end};
    return end - at >= TOKEN_LEAST;
}

/* Finds the secret that is seen first at this place. */
static bool find_secret(const struct terms *terms, const char *text, size_t len, size_t at,
                        struct secret *secret)
{
    char c = text[at];
    if (c == 'e')
        return find_token(text, len, at, secret);
    if (c == ':' && find_password(text, len, at, secret))
        return true;
    bool sign = c == ':' || c == '=' || c == '"' || c == '\'' || c == '\\';
    size_t end = sign ? name_end(text, at) : 0;
    return end > 0 && find_value(terms, text, len, end, at, secret);
}

void mask_text(const struct terms *terms, const char *text, size_t len, struct strbuf *out)
{
    if (terms == NULL) {
        strbuf_add(out, text, len);
        return;
    }
    size_t shown = 0;
    if (len == 0) /* perhaps there is no text at all */
        return;
    for (size_t at = 0; at < len; at++) {
        struct secret secret;
        if (!find_secret(terms, text, len, at, &secret) || secret.start < shown)
            continue;
        strbuf_add(out, text + shown, secret.start - shown);
        strbuf_puts(out, MASK);
        shown = secret.end;
        at = shown > at ? shown - 1 : at;
    }
    strbuf_add(out, text + shown, len - shown);
}
