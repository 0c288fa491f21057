#include "config.h"
#include "reading/seen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct seen *seen_new(void)
{
    return xcalloc(1, sizeof(struct seen));
}

void seen_free(struct seen *seen)
{
    if (seen == NULL)
        return;
    for (size_t i = 0; i < SEEN_CODES; i++) {
        struct seen_detail *detail = seen->codes[i].detail;
        if (detail == NULL)
            continue;
        free(detail->first.text);
        free(detail->newest.text);
        targets_clear(&detail->targets);
        free(detail->slowest.text);
        free(detail);
    }
    for (size_t i = 0; i < seen->unknown_count; i++)
        free(seen->unknown[i].text);
    free(seen);
}

static void copy_example(struct seen_example *example)
{
    const char *text = example->text; /* may have NULs */
    if (text != NULL)
        example->text = memcpy(xmalloc(example->len + 1), text, example->len + 1);
}

struct seen *seen_copy(const struct seen *seen)
{
    struct seen *copy = xmalloc(sizeof *copy);
    *copy = *seen;
    for (size_t i = 0; i < SEEN_CODES; i++) {
        if (seen->codes[i].detail == NULL)
            continue;
        struct seen_detail *detail = xmalloc(sizeof *detail);
        *detail = *seen->codes[i].detail;
        copy_example(&detail->first);
        copy_example(&detail->newest);
        targets_own(&detail->targets);
        copy_example(&detail->slowest);
        copy->codes[i].detail = detail;
    }
    for (size_t i = 0; i < copy->unknown_count; i++)
        copy_example(&copy->unknown[i]);
    return copy;
}

static void set_example(struct seen_example *example, const char *line, size_t len)
{
    example->cut = len > SEEN_EXAMPLE_BYTES;
    example->len = example->cut ? SEEN_EXAMPLE_BYTES : len;
    if (example->text == NULL)
        example->text = xmalloc(SEEN_EXAMPLE_BYTES + 1);
    memcpy(example->text, line, example->len);
    example->text[example->len] = '\0';
}

/* Returns the detail of the code, or NULL when there are too many. */
static struct seen_detail *detail_of(struct seen *seen, int code)
{
    struct seen_code *entry = &seen->codes[code];
    if (entry->detail == NULL && seen->detailed < SEEN_DETAILED) {
        entry->detail = xcalloc(1, sizeof *entry->detail);
        seen->detailed++;
    }
    return entry->detail;
}

static void add_reason(struct seen_detail *detail, const char *text, size_t len, uint64_t count)
{
    char word[SEEN_REASON_BYTES] = "";
    memcpy(word, text, len < sizeof word - 1 ? len : sizeof word - 1);
    for (size_t i = 0; i < detail->reason_count; i++)
        if (strcmp(detail->reasons[i].text, word) == 0) {
            detail->reasons[i].count += count;
            return;
        }
    if (detail->reason_count == SEEN_REASONS)
        return;
    struct seen_reason *reason = &detail->reasons[detail->reason_count++];
    memcpy(reason->text, word, sizeof word);
    reason->count = count;
}

static void add_upstream(struct seen_detail *detail, int code, uint64_t count)
{
    for (size_t i = 0; i < detail->upstream_count; i++)
        if (detail->upstream[i].code == code) {
            detail->upstream[i].count += count;
            return;
        }
    if (detail->upstream_count < SEEN_UPSTREAM)
        detail->upstream[detail->upstream_count++] = (struct seen_upstream){code, count};
}

static void add_time(struct moment *first, struct moment *last, const struct moment *when)
{
    if (last->known && last->seconds == when->seconds)
        return;
    if (!first->known || moment_compare(when, first) < 0)
        *first = *when;
    if (!last->known || moment_compare(when, last) >= 0)
        *last = *when;
}

/* Of several owners the first in the order of letters, so that the order of inputs is all one. */
static void add_owner(struct seen_code *code, const char *owner)
{
    if (owner != NULL && (code->owner == NULL || strcmp(owner, code->owner) < 0))
        code->owner = owner;
}

static void add_example(struct seen_detail *detail, uint64_t took_ns, const char *line, size_t len)
{
    if (took_ns > detail->slowest_ns) {
        set_example(&detail->slowest, line, len);
        detail->slowest_ns = took_ns;
    }
    if (detail->first.text == NULL)
        set_example(&detail->first, line, len);
    else
        set_example(&detail->newest, line, len);
}

static void add_order(struct seen *seen, int code)
{
    uint64_t at = seen->order_count++;
    seen->order[at < SEEN_ORDERED ? at : SEEN_ORDERED + at % SEEN_ORDERED] = code;
}

void seen_add(struct seen *seen, const struct found_status *found, const char *line, size_t len)
{
    struct seen_code *code = &seen->codes[found->code];
    code->count += found->times;
    add_owner(code, found->owner);
    if (found->when.known) {
        add_time(&code->first, &code->last, &found->when);
        add_time(&seen->first, &seen->last, &found->when);
    }
    if (seen->exchange && found->code < SEEN_FURTHER)
        add_order(seen, found->code);
    struct seen_detail *detail = detail_of(seen, found->code);
    if (detail == NULL)
        return;
    if (found->when.known)
        rate_add(&detail->rate, found->when.seconds, found->times);
    bool kept = found->code >= SEEN_TARGETS_FROM || found->code == 0;
    if (kept && found->target.bytes != NULL)
        targets_add(&detail->targets, found->target.bytes, found->target.len, found->times);
    if (found->reason.bytes != NULL)
        add_reason(detail, found->reason.bytes, found->reason.len, found->times);
    if (found->asked)
        add_upstream(detail, found->upstream, found->times);
    if (len > 0)
        add_example(detail, found->took_ns, line, len);
}

void seen_add_unknown(struct seen *seen, const char *line, size_t len)
{
    seen->not_understood++;
    if (seen->unknown_count < SEEN_UNKNOWN)
        set_example(&seen->unknown[seen->unknown_count++], line, len);
}

void seen_add_count(struct seen *seen, int code, uint64_t count, const char *owner)
{
    seen->codes[code].count += count;
    add_owner(&seen->codes[code], owner);
}

void seen_add_time(struct seen *seen, int code, const struct moment *when)
{
    add_time(&seen->codes[code].first, &seen->codes[code].last, when);
    add_time(&seen->first, &seen->last, when);
}

void seen_add_target(struct seen *seen, int code, const char *text, size_t len, uint64_t count)
{
    struct seen_detail *detail = detail_of(seen, code);
    if (detail != NULL)
        targets_add(&detail->targets, text, len, count);
}

void seen_add_reason(struct seen *seen, int code, const char *text, size_t len, uint64_t count)
{
    struct seen_detail *detail = detail_of(seen, code);
    if (detail != NULL)
        add_reason(detail, text, len, count);
}

void seen_add_upstream(struct seen *seen, int code, int upstream, uint64_t count)
{
    struct seen_detail *detail = detail_of(seen, code);
    if (detail != NULL)
        add_upstream(detail, upstream, count);
}

void seen_lose_targets(struct seen *seen, int code)
{
    struct seen_detail *detail = detail_of(seen, code);
    if (detail != NULL)
        targets_lose(&detail->targets);
}

int seen_code_of(const char *text, size_t len)
{
    int number = 0;
    if (len == 2 && memcmp(text, "-1", 2) == 0)
        return SEEN_MINUS;
    if (len == 3 && memcmp(text, "000", 3) == 0)
        return SEEN_ZEROS;
    if (len != 1 && len != 3)
        return SEEN_NO_CODE;
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return SEEN_NO_CODE;
        number = number * 10 + (text[i] - '0');
    }
    return len == 3 ? (number >= 100 ? number : SEEN_NO_CODE) : number == 0 ? 0 : SEEN_NO_CODE;
}

void seen_put_code(int code, char text[SEEN_CODE_BYTES])
{
    if (code == SEEN_ZEROS)
        memcpy(text, "000", sizeof "000");
    else if (code == SEEN_MINUS)
        memcpy(text, "-1", sizeof "-1");
    else
        snprintf(text, SEEN_CODE_BYTES, "%d", code);
}

int seen_further_code(struct seen *seen, const struct seen_further *further)
{
    size_t at = 0;
    while (at < seen->further_count && seen->further[at].entry != further->entry)
        at++;
    if (at == SEEN_FURTHER_MOST)
        return SEEN_NO_CODE;
    if (at == seen->further_count)
        seen->further[seen->further_count++] = *further;
    return SEEN_FURTHER + (int)at;
}

const struct seen_further *seen_further(const struct seen *seen, int code)
{
    return code >= SEEN_FURTHER ? &seen->further[code - SEEN_FURTHER] : NULL;
}

bool seen_is_code_before(const struct seen *seen, int a, int b)
{
    const struct seen_further *one = seen_further(seen, a), *other = seen_further(seen, b);
    if (one == NULL || other == NULL)
        return a < b;
    return one->place != other->place ? one->place < other->place : one->entry < other->entry;
}

#define BAD_NO_RESPONSE 1
#define BAD_FURTHER 3 /* nothing is known of it */
#define BAD_OTHER 7

/* How bad a code is: the smaller, the worse. */
static int badness(const struct seen *seen, int code)
{
    static const int of_hundreds[] = {BAD_NO_RESPONSE, 6, 5, 4, 2, 0}; /* [code / 100] */
    const struct seen_further *further = seen_further(seen, code);
    code = further != NULL ? further->like : code;
    if (code == SEEN_NO_CODE)
        return BAD_FURTHER;
    if (code == SEEN_ZEROS || code == SEEN_MINUS)
        return BAD_NO_RESPONSE;
    return code < 600 ? of_hundreds[code / 100] : BAD_OTHER;
}

/* Reports whether code a is listed before code b. */
static bool is_before(const struct seen *seen, int a, int b)
{
    uint64_t count_a = seen->codes[a].count, count_b = seen->codes[b].count;
    int bad_a = badness(seen, a), bad_b = badness(seen, b);
    if (bad_a != bad_b)
        return bad_a < bad_b;
    return count_a != count_b ? count_a > count_b : seen_is_code_before(seen, a, b);
}

/* How many responses are kept in their order. */
static uint64_t kept_responses(const struct seen *seen)
{
    return seen->order_count < 2 * SEEN_ORDERED ? seen->order_count : 2 * SEEN_ORDERED;
}

/* The code of a kept response. */
static int kept_response(const struct seen *seen, uint64_t n)
{
    bool turned = n >= SEEN_ORDERED && seen->order_count > 2 * SEEN_ORDERED;
    return seen->order[turned ? SEEN_ORDERED + (seen->order_count + n) % SEEN_ORDERED : n];
}

size_t seen_list_in_order(const struct seen *seen, int order[SEEN_CODES])
{
    bool listed[SEEN_CODES] = {false};
    size_t count = 0;
    for (uint64_t i = 0; i < kept_responses(seen); i++) {
        int code = kept_response(seen, i);
        if (!listed[code])
            order[count++] = code;
        listed[code] = true;
    }
    for (int code = 0; code < SEEN_CODES; code++)
        if (seen->codes[code].count > 0 && !listed[code])
            order[count++] = code;
    return count;
}

size_t seen_list_responses(const struct seen *seen, struct seen_response list[2 * SEEN_ORDERED])
{
    uint64_t count = kept_responses(seen), dropped = seen->order_count - count;
    for (uint64_t i = 0; i < count; i++)
        list[i] =
            (struct seen_response){kept_response(seen, i), i < SEEN_ORDERED ? i : dropped + i};
    return (size_t)count;
}

bool seen_is_final(int code)
{
    return code >= 200 || code == 101;
}

size_t seen_list(const struct seen *seen, int order[SEEN_CODES])
{
    size_t count = 0;
    for (int code = 0; code < SEEN_CODES; code++) {
        if (seen->codes[code].count == 0)
            continue;
        size_t at = count++;
        for (; at > 0 && is_before(seen, code, order[at - 1]); at--)
            order[at] = order[at - 1];
        order[at] = code;
    }
    return count;
}

/* Reports whether element a of a list of a detail comes before element b. */
typedef bool before_function(const struct seen_detail *detail, size_t a, size_t b);

static bool is_reason_before(const struct seen_detail *detail, size_t a, size_t b)
{
    const struct seen_reason *left = &detail->reasons[a], *right = &detail->reasons[b];
    return left->count != right->count ? left->count > right->count
                                       : strcmp(left->text, right->text) < 0;
}

static bool is_upstream_before(const struct seen_detail *detail, size_t a, size_t b)
{
    const struct seen_upstream *left = &detail->upstream[a], *right = &detail->upstream[b];
    return left->count != right->count ? left->count > right->count : left->code < right->code;
}

static size_t sort_indexes(const struct seen_detail *detail, size_t count,
                           before_function *is_before_other, size_t *sorted)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && is_before_other(detail, i, sorted[at - 1]); at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = i;
    }
    return count;
}

size_t seen_sort_reasons(const struct seen_detail *detail, size_t sorted[SEEN_REASONS])
{
    return sort_indexes(detail, detail->reason_count, is_reason_before, sorted);
}

size_t seen_sort_upstream(const struct seen_detail *detail, size_t sorted[SEEN_UPSTREAM])
{
    return sort_indexes(detail, detail->upstream_count, is_upstream_before, sorted);
}
