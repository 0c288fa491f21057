#include "config.h"
#include "views/browser/seen_rows.h"

#include <stdlib.h>

#include "base/memory.h"
#include "reading/totals.h"

static const char *const order_names[SEEN_ORDER_COUNT] = {
    [SEEN_ORDER_CAME] = "in order",     [SEEN_ORDER_WORST] = "worst first",
    [SEEN_ORDER_FREQUENT] = "by count", [SEEN_ORDER_NEWEST] = "newest first",
    [SEEN_ORDER_CODE] = "by code",
};

void seen_rows_init(struct browser *browser, const struct page_input *input)
{
    browser->seen = (struct browser_seen){.input = input, .order = SEEN_ORDER_COUNT};
    if (input == NULL)
        return;
    browser->seen.rows = xcalloc(SEEN_CODES + 2 * SEEN_ORDERED, sizeof *browser->seen.rows);
    seen_rows_follow(browser);
}

void seen_rows_clear(struct browser *browser)
{
    free(browser->seen.rows);
    seen_free(browser->seen.held);
}

static const struct seen *shown(const struct browser *browser)
{
    return browser->seen.shown.seen;
}

static enum seen_order order_of(const struct browser *browser)
{
    bool came = browser->seen.order == SEEN_ORDER_COUNT || browser->seen.order == SEEN_ORDER_CAME;
    if (came) /* only responses have an order in which they came */
        return shown(browser)->exchange ? SEEN_ORDER_CAME : SEEN_ORDER_WORST;
    return browser->seen.order;
}

const char *seen_rows_order(const struct browser *browser)
{
    return order_names[order_of(browser)];
}

const char *seen_rows_next_order(struct browser *browser)
{
    int next = (int)order_of(browser) + 1;
    browser->seen.order = next == SEEN_ORDER_COUNT ? SEEN_ORDER_CAME : (enum seen_order)next;
    return seen_rows_order(browser);
}

/* Does the first code stand before the second, in an order that is not "worst first"? Codes that
 * are equal stay as they are. */
static bool stands_before(const struct seen *seen, enum seen_order order, int a, int b)
{
    const struct seen_code *one = &seen->codes[a], *other = &seen->codes[b];
    if (order == SEEN_ORDER_FREQUENT)
        return one->count > other->count;
    if (order == SEEN_ORDER_CODE)
        return seen_is_code_before(seen, a, b);
    if (!one->last.known || !other->last.known)
        return one->last.known && !other->last.known;
    return moment_compare(&one->last, &other->last) > 0;
}

/* Sorts a list of few codes by an order that is not "worst first". */
static void sort_codes(const struct seen *seen, enum seen_order order, int codes[], size_t count)
{
    for (size_t i = 1; i < count; i++) {
        int code = codes[i];
        size_t at = i;
        for (; at > 0 && stands_before(seen, order, code, codes[at - 1]); at--)
            codes[at] = codes[at - 1];
        codes[at] = code;
    }
}

static size_t order_codes(const struct browser *browser, int codes[SEEN_CODES])
{
    enum seen_order order = order_of(browser);
    size_t count = seen_list(shown(browser), codes);
    if (order != SEEN_ORDER_WORST)
        sort_codes(shown(browser), order, codes, count);
    return count;
}

static void add_row(struct browser *browser, int code, uint64_t response)
{
    struct totals_code found = totals_code(browser->seen.input->terms, shown(browser), code);
    browser->seen.rows[browser->seen.count++] =
        (struct seen_row){code, found.registry, found.entry, response};
}

static bool has_row(const struct browser *browser, int code)
{
    for (size_t i = 0; i < browser->seen.count; i++)
        if (browser->seen.rows[i].code == code)
            return true;
    return false;
}

/* Makes a row of each response, in their order, which is the same whatever comes, and of each other
 * code: of those in the middle of too many, and of other registries. */
static void list_responses(struct browser *browser)
{
    struct seen_response list[2 * SEEN_ORDERED];
    int codes[SEEN_CODES];
    size_t count = seen_list_responses(shown(browser), list);
    browser->seen.count = 0;
    browser->seen.known = 0;
    for (size_t i = 0; i < count; i++) {
        const struct answer *answer = seen_rows_answer(browser, list[i].number + 1);
        add_row(browser, list[i].code, list[i].number + 1);
        int known = answer == NULL ? 0 : answer->request.known ? 2 : 1;
        browser->seen.known = known > browser->seen.known ? known : browser->seen.known;
    }
    count = seen_list_in_order(shown(browser), codes);
    for (size_t i = 0; i < count; i++)
        if (!has_row(browser, codes[i]))
            add_row(browser, codes[i], 0);
}

/* Makes a row of each code that has none. */
static void list_codes(struct browser *browser)
{
    int codes[SEEN_CODES];
    size_t count = order_codes(browser, codes);
    for (size_t i = 0; i < count; i++)
        if (!has_row(browser, codes[i]))
            add_row(browser, codes[i], 0);
}

void seen_rows_follow(struct browser *browser)
{
    browser->seen.shown = *browser->seen.input;
    if (browser->seen.held != NULL) {
        browser->seen.shown.seen = browser->seen.held;
        browser->seen.shown.rates = NULL;
    }
    if (order_of(browser) == SEEN_ORDER_CAME)
        list_responses(browser);
    else
        list_codes(browser);
}

void seen_rows_sort(struct browser *browser)
{
    browser->seen.count = 0;
    seen_rows_follow(browser);
}

bool seen_rows_equal(const struct seen_row *a, const struct seen_row *b)
{
    return a->code == b->code && a->response == b->response;
}

const struct answer *seen_rows_answer(const struct browser *browser, uint64_t response)
{
    if (response == 0 || browser->seen.input->answers == NULL)
        return NULL;
    return answers_find(browser->seen.input->answers, response - 1);
}

const struct seen_row *seen_rows_find(const struct browser *browser, const struct entry *entry)
{
    for (size_t i = 0; i < browser->seen.count && entry != NULL; i++)
        if (browser->seen.rows[i].entry == entry)
            return &browser->seen.rows[i];
    return NULL;
}

const struct seen_row *seen_rows_of(const struct browser *browser, const struct subject *subject)
{
    if (subject->kind != SUBJECT_UNKNOWN)
        return seen_rows_find(browser, subject_entry(subject));
    for (size_t i = 0; i < browser->seen.count; i++) {
        struct subject seen = seen_rows_subject(&browser->seen.rows[i]);
        if (subject_equal(&seen, subject))
            return &browser->seen.rows[i];
    }
    return NULL;
}

uint64_t seen_rows_count(const struct browser *browser, const struct seen_row *row)
{
    return shown(browser)->codes[row->code].count;
}

struct subject seen_rows_subject(const struct seen_row *row)
{
    char code[SEEN_CODE_BYTES];
    if (row->entry != NULL)
        return subject_of_entry(row->registry, row->entry);
    seen_put_code(row->code, code);
    return subject_of_code(row->registry, code);
}

size_t seen_rows_best(const struct browser *browser)
{
    for (size_t i = browser->seen.count; i > 0; i--)
        if (browser->seen.rows[i - 1].response > 0 && seen_is_final(browser->seen.rows[i - 1].code))
            return i - 1;
    return 0;
}

void seen_rows_pause(struct browser *browser)
{
    struct seen *held = browser->seen.held;
    browser->seen.held = held == NULL ? seen_copy(browser->seen.input->seen) : NULL;
    browser->seen.shown.seen = browser->seen.input->seen; /* until the rows follow */
    seen_free(held);
}
