#include "config.h"
#include "registry/fields.h"

#include <string.h>

#include "base/utf8.h"

/* What values of each kind of field may be. */

/* Limits of single fields; kind_rules has them in words. */
#define CODE_MAX_CHARS 40  /* "http_response_trailer_section_size" has 34 */
#define OWNER_MAX_BYTES 64 /* shown as a badge next to the phrase */
#define SHORT_MAX_CHARS 12 /* a badge */
#define URL_MAX_BYTES 2048 /* what browsers and servers accept */

static bool is_any_text(const char *text)
{
    (void)text;
    return true;
}

static bool is_name(const char *text)
{
    while (*text == ' ')
        text++;
    return *text != '\0';
}

static bool is_owner(const char *text)
{
    return is_name(text) && strlen(text) <= OWNER_MAX_BYTES;
}

static bool is_short(const char *text)
{
    return is_name(text) && utf8_count(text, strlen(text)) <= SHORT_MAX_CHARS;
}

static bool is_space(uint32_t cp)
{
    return cp == ' ' || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) ||
           cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

static bool is_code(const char *text)
{
    size_t len = strlen(text), chars = 0;
    uint32_t cp;
    for (size_t i = 0; i < len; chars++) {
        i += utf8_decode(text + i, len - i, &cp);
        if (is_space(cp) || utf8_is_hidden(cp) || utf8_is_control(cp))
            return false;
    }
    return chars >= 1 && chars <= CODE_MAX_CHARS;
}

static bool is_url(const char *text)
{
    static const char *const schemes[] = {"https://", "http://"};
    const char *rest = NULL;
    for (size_t i = 0; i < 2 && rest == NULL; i++)
        if (strncmp(text, schemes[i], strlen(schemes[i])) == 0)
            rest = text + strlen(schemes[i]);
    if (rest == NULL || *rest == '\0' || strlen(text) > URL_MAX_BYTES)
        return false;
    for (; *rest != '\0'; rest++)
        if (*rest <= ' ' || *rest >= 0x7F || strchr("\"'`<>\\", *rest) != NULL)
            return false;
    return true;
}

const struct kind_rule kind_rules[KIND_COUNT] = {
    [KIND_FORMAT] = {"1, the only format known here", NULL},
    [KIND_TEXT] = {"a string", is_any_text},
    [KIND_NAME] = {"a string that is not blank", is_name},
    [KIND_CODE] = {"a string of 1 to 40 printable characters without spaces", is_code},
    [KIND_OWNER] = {"a string of 1 to 64 bytes that is not blank", is_owner},
    [KIND_SHORT] = {"a string of 1 to 12 characters that is not blank", is_short},
    [KIND_URL] = {"an https:// or http:// address of at most 2048 bytes without spaces and quotes",
                  is_url},
    [KIND_NUMBER] = {"a whole number from 0 to 9999999999", NULL},
    [KIND_TRUTH] = {"true or false", NULL},
    [KIND_WORDS] = {"an array of strings", NULL},
    [KIND_NAMES] = {"an array of strings", NULL},
    [KIND_LINES] = {"an array of strings", NULL},
    [KIND_LISTS] = {"an array of arrays of strings", NULL},
    [KIND_OBJECT] = {"an object", NULL},
    [KIND_OBJECTS] = {"an array of objects", NULL},
};
