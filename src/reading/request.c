#include "config.h"
#include "reading/request.h"

#include <string.h>

#include "base/ascii.h"
#include "base/text.h"

/* Bytes between a method and its target, where a log fills columns with spaces. */
#define MAX_GAP 12

static bool is_gap(char c)
{
    return c == ' ' || c == '\t' || c == '|' || c == '"' || c == '\'';
}

bool request_target_begins(const char *text, size_t len)
{
    static const char *const schemes[] = {"http://", "https://"};
    if (len == 0)
        return false;
    if (text[0] == '/')
        return true;
    if (text[0] == '*')
        return len == 1 || is_gap(text[1]);
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        if (text_begins_like(text, len, schemes[i]))
            return true;
    return false;
}

/* [GET] /x */
static size_t skip_bracket(const struct number_scan *scan, size_t at)
{
    bool closed = at < scan->len && (scan->text[at] == ']' || scan->text[at] == ')');
    return closed ? at + 1 : at;
}

/* Passes over the signs between words. Returns `at` when there are none, or too many. */
static size_t skip_gap(const struct number_scan *scan, size_t at)
{
    size_t end = at;
    while (end < scan->len && is_gap(scan->text[end]) && end - at < MAX_GAP)
        end++;
    return end;
}

/* GET http www.example.com "/x": some logs have the host, or scheme and host, in words of their
 * own. */
static size_t skip_authority(const struct number_scan *scan, size_t at)
{
    size_t start = at;
    for (int word = 0; word < 2 && at < scan->len && scan->text[at] != '/'; word++) {
        while (at < scan->len &&
               (ascii_is_alnum(scan->text[at]) || strchr(".-:", scan->text[at]) != NULL))
            at++;
        at = skip_gap(scan, at);
    }
    return at < scan->len && scan->text[at] == '/' ? at : start;
}

/* CONNECT a.example:443: RFC 9112 section 3.2.3. */
static bool is_authority(const struct number_scan *scan, size_t method, size_t at)
{
    size_t colon = 0;
    if (!text_begins(scan->text + method, scan->len - method, "CONNECT"))
        return false;
    for (; at < scan->len && !is_gap(scan->text[at]); at++)
        if (scan->text[at] == ':')
            colon = at;
        else if (colon > 0 && !ascii_is_digit(scan->text[at]))
            colon = 0;
    return colon > 0 && colon + 1 < at;
}

static bool add_request(struct number_scan *scan, size_t method, size_t method_len)
{
    size_t start = skip_bracket(scan, method + method_len), target = skip_gap(scan, start);
    if (target == start)
        return false;
    bool authority = is_authority(scan, method, target);
    if (!authority && !request_target_begins(scan->text + target, scan->len - target))
        target = skip_authority(scan, target);
    if (!authority && !request_target_begins(scan->text + target, scan->len - target))
        return false;
    size_t end = target;
    while (end < scan->len && !is_gap(scan->text[end]))
        end++;
    bool opened = method > 0 && (scan->text[method - 1] == '(' || scan->text[method - 1] == '[');
    if (opened && (scan->text[end - 1] == ')' || scan->text[end - 1] == ']'))
        end--;
    scan->requests[scan->request_count++] = (struct request){method, target, end};
    return true;
}

static bool is_word(char c)
{
    return ascii_is_alnum(c) || c == '_';
}

void request_find(struct number_scan *scan)
{
    const size_t most = sizeof scan->requests / sizeof scan->requests[0];
    if (scan->requests_known)
        return;
    scan->requests_known = true;
    const bool *begins = terms_method_begins(scan->terms);
    for (size_t at = 0; at < scan->len && scan->request_count < most; at++) {
        if (!begins[(unsigned char)scan->text[at]] || (at > 0 && is_word(scan->text[at - 1])))
            continue;
        size_t len = terms_method(scan->terms, scan->text + at, scan->len - at);
        if (len > 0 && add_request(scan, at, len))
            at = scan->requests[scan->request_count - 1].end - 1;
    }
}
