#include "config.h"
#include "reading/route.h"

#include <stdbool.h>
#include <string.h>

#include "base/ascii.h"

#define HEX_ID_LEN 8      /* shorter ones may be words: b2b, e2e */
#define TOKEN_ID_LEN 16   /* letters and digits, as long as the ids of accounts and sessions are */
#define TOKEN_ID_DIGITS 2 /* one may be a version */
#define SUFFIX_LEN 5      /* of a file, with its dot: .jpeg */

#define ID "\u2026"

/* Is it letters and digits at random? */
static bool is_token(const char *text, size_t len)
{
    size_t digits = 0;
    if (len < TOKEN_ID_LEN)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (!ascii_is_alnum(text[i]) && text[i] != '_')
            return false;
        digits += ascii_is_digit(text[i]);
    }
    return digits >= TOKEN_ID_DIGITS;
}

/* Is it the suffix of a file, with its dot? */
static bool is_suffix(const char *text, size_t len)
{
    if (len < 2 || len > SUFFIX_LEN || text[0] != '.')
        return false;
    for (size_t i = 1; i < len; i++)
        if (!ascii_is_letter(text[i]))
            return false;
    return true;
}

/* Returns the bytes of an id at the beginning of a segment, which all of it or all but the suffix
 * of a file must be; 0: there is none. An id is digits, or longer with hexadecimal digits and
 * dashes, or a token. */
static size_t id_len(const char *segment, size_t len)
{
    size_t run = 0, digits = 0;
    for (; run < len && (ascii_is_hex(segment[run]) || segment[run] == '-'); run++)
        digits += ascii_is_digit(segment[run]);
    bool id = digits > 0 && (digits == run || run >= HEX_ID_LEN);
    if (id && (run == len || is_suffix(segment + run, len - run)))
        return run;
    return is_token(segment, len) ? len : 0;
}

struct route {
    char *bytes;
    size_t len, size;
};

static void put(struct route *route, const char *text, size_t len)
{
    size_t room = route->size - route->len;
    len = len < room ? len : room;
    memcpy(route->bytes + route->len, text, len);
    route->len += len;
}

size_t route_of(const char *target, size_t len, char *route, size_t size)
{
    struct route made = {route, 0, size};
    bool found = false;
    size_t from = 0; /* what is before is in the route */
    for (size_t at = 0, end; at < len; at = end + 1) {
        const char *slash = memchr(target + at, '/', len - at);
        end = slash != NULL ? (size_t)(slash - target) : len;
        size_t id = id_len(target + at, end - at);
        if (id == 0)
            continue;
        found = true;
        put(&made, target + from, at - from);
        if (size - made.len < sizeof ID - 1)
            return made.len;
        put(&made, ID, sizeof ID - 1);
        from = at + id;
    }
    if (!found)
        return 0;
    put(&made, target + from, len - from);
    return made.len;
}
