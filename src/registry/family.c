#include "config.h"
#include "registry/family.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"

static bool begins_word(const char *text, size_t at)
{
    return at == 0 || strchr(" (\"", text[at - 1]) != NULL;
}

/* Is a number before this text a part of a longer word, address or size? */
static bool goes_on(const char *after)
{
    char next = after[0] == '.' || after[0] == ':' ? after[1] : after[0];
    return ascii_is_alnum(next) || next == '_' || next == '%' || next == '/';
}

size_t family_read_code(const struct entry *family, const char *text, size_t at,
                        char code[FAMILY_CODE_BYTES])
{
    const char *from = text + at;
    size_t len = strspn(from, "0123456789"), own = 0;
    if (!begins_word(text, at))
        return 0;
    if (from[0] == '.')
        own = strspn(family->code, "0123456789");
    if (from[len] == '.' && ascii_is_digit(from[len + 1]))
        len += 1 + strspn(from + len + 1, "0123456789");
    if (len == 0 || own + len >= FAMILY_CODE_BYTES || goes_on(from + len))
        return 0;
    memcpy(code, family->code, own);
    memcpy(code + own, from, len);
    code[own + len] = '\0';
    return len;
}

/* Numbers from one to another, both inclusive. */
struct range {
    char first[FAMILY_CODE_BYTES], last[FAMILY_CODE_BYTES];
};

/* Reads "53x", ten numbers. Returns its length, or 0. */
static size_t read_ten(const char *text, size_t at, struct range *range)
{
    size_t len = strspn(text + at, "0123456789");
    if (len == 0 || len + 2 > FAMILY_CODE_BYTES || !begins_word(text, at) ||
        text[at + len] != 'x' || ascii_is_alnum(text[at + len + 1]))
        return 0;
    memcpy(range->first, text + at, len);
    memcpy(range->last, text + at, len);
    memcpy(range->first + len, "0", 2);
    memcpy(range->last + len, "9", 2);
    return len + 1;
}

static size_t read_range(const struct entry *family, const char *text, size_t at,
                         struct range *range)
{
    static const char to[] = " to ";
    size_t len = family_read_code(family, text, at, range->first);
    if (len == 0)
        return read_ten(text, at, range);
    memcpy(range->last, range->first, sizeof range->last);
    if (strncmp(text + at + len, to, strlen(to)) == 0) {
        size_t more = family_read_code(family, text, at + len + strlen(to), range->last);
        if (more > 0)
            return len + strlen(to) + more;
        memcpy(range->last, range->first, sizeof range->last);
    }
    return len;
}

/* By number, then by the part after the dot: 404.5 before 404.15. */
static int compare_codes(const char *a, const char *b)
{
    char *rest_a, *rest_b;
    long number_a = strtol(a, &rest_a, 10), number_b = strtol(b, &rest_b, 10);
    long part_a = *rest_a == '.' ? strtol(rest_a + 1, NULL, 10) : -1;
    long part_b = *rest_b == '.' ? strtol(rest_b + 1, NULL, 10) : -1;
    if (number_a != number_b)
        return number_a < number_b ? -1 : 1;
    return part_a < part_b ? -1 : part_a > part_b;
}

static bool is_in(const struct range *range, const char *code)
{
    return compare_codes(range->first, code) <= 0 && compare_codes(code, range->last) <= 0;
}

static bool has_one_of(const struct entry *family, const struct range *range)
{
    for (size_t i = 0; i < entry_details(family)->number_count; i++)
        if (is_in(range, entry_details(family)->numbers[i].code))
            return true;
    return false;
}

bool family_concerns(const struct entry *family, const char *code, const char *text)
{
    bool names_others = false;
    struct range range;
    for (size_t at = 0; text[at] != '\0';) {
        size_t len = read_range(family, text, at, &range);
        if (len > 0 && is_in(&range, code))
            return true;
        names_others |= len > 0 && has_one_of(family, &range);
        at += len > 0 ? len : 1;
    }
    return !names_others;
}

static const struct string_list *list_at(const struct entry *entry, size_t list)
{
    return (const void *)((const char *)entry_details(entry) + list);
}

const char *family_line(const struct entry *entry, const struct entry *family, size_t list,
                        size_t n)
{
    bool own = entry == family || list_at(entry, list)->count > 0;
    const struct string_list *lines = list_at(own ? entry : family, list);
    for (size_t i = 0; i < lines->count; i++)
        if ((own || family_concerns(family, entry->code, lines->items[i])) && n-- == 0)
            return lines->items[i];
    return NULL;
}

size_t family_line_count(const struct entry *entry, const struct entry *family, size_t list)
{
    size_t count = 0;
    while (family_line(entry, family, list, count) != NULL)
        count++;
    return count;
}
