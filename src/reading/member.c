#include "config.h"
#include "reading/member.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"
#include "reading/seen.h"

#define TALLY_DIGITS 15 /* of a count; fits 64 bits */

bool member_is(const char *name, size_t len, const char *word)
{
    size_t word_len = strlen(word);
    return len >= word_len && text_is_like(name + len - word_len, word_len, word) &&
           (len == word_len || !ascii_is_alnum(name[len - word_len - 1]));
}

unsigned member_roles(const struct terms *terms, const char *name, size_t len)
{
    unsigned roles = terms_name_roles(terms, name, len);
    if (roles & NAME_STATUS || member_is(name, len, "response.code") ||
        member_is(name, len, "error.code"))
        roles |= MEMBER_CERTAIN;
    if (member_is(name, len, "status"))
        roles |= MEMBER_STATUS;
    else if (member_is(name, len, "code") || member_is(name, len, "response"))
        roles |= MEMBER_CODE;
    return roles;
}

int member_status(const struct terms *terms, const char *text, size_t len)
{
    int code = seen_code_of(text, len);
    if (code == SEEN_NO_CODE && len > 3 && text[3] == ' ') {
        code = seen_code_of(text, 3);
        if (code == SEEN_NO_CODE || code >= SEEN_ZEROS ||
            !terms_has_phrase(terms, (unsigned)code, text + 3, len - 3))
            return SEEN_NO_CODE;
    }
    if (code > 599 && code < SEEN_ZEROS && !terms_is_registered(terms, (unsigned)code))
        return SEEN_NO_CODE;
    return code;
}

bool member_is_request(const struct terms *terms, const char *text, size_t len)
{
    size_t method = terms_method(terms, text, len);
    return method > 0 &&
           (method == len || (text[method] == ' ' && method + 1 < len && text[method + 1] == '/'));
}

bool member_is_word(const char *text, size_t len)
{
    static const char *const literals[] = {"true", "false", "null"};
    if (text[0] == '-' || ascii_is_digit(text[0]))
        return ascii_is_digit(text[len - 1]);
    for (size_t i = 0; i < sizeof literals / sizeof literals[0]; i++)
        if (text_is(text, len, literals[i]))
            return true;
    return false;
}

bool member_is_tally(const struct terms *terms, const char *name, size_t len, const char *text,
                     size_t text_len, struct found_status *found)
{
    const size_t tail = sizeof "s.404" - 1;
    int64_t times;
    if (len <= tail || text_len > TALLY_DIGITS || memcmp(name + len - tail, "s.", 2) != 0 ||
        !(terms_name_roles(terms, name, len - tail) & NAME_STATUS) ||
        !text_number(text, text_len, &times))
        return false;
    *found = (struct found_status){.code = seen_code_of(name + len - 3, 3),
                                   .times = (uint64_t)times,
                                   .upstream = SEEN_NO_CODE};
    return found->times > 0 && found->code >= 100 && found->code < SEEN_ZEROS;
}
