#include "config.h"
#include "reading/totals.h"

#include <cJSON.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "json/scan.h"
#include "json/tree.h"
#include "reading/further.h"
#include "reading/mask.h"
#include "reading/said.h"
#include "registry/registry.h"

#define COUNT_MOST 9007199254740992.0 /* to here a number of JSON is exact */

/* Returns the entry that defines the status as its owner does, or its first one; NULL: none. */
static const struct entry *find_entry(const struct terms *terms, int code, const char *owner)
{
    const struct registry *registry = terms_registry(terms);
    char text[SEEN_CODE_BYTES];
    seen_put_code(code, text);
    const struct entry *entry = owner != NULL ? registry_find(registry, text, owner) : NULL;
    return entry != NULL ? entry : registry_find(registry, text, NULL);
}

struct totals_code totals_code(const struct terms *terms, const struct seen *seen, int code)
{
    const struct seen_further *further = seen_further(seen, code);
    if (further != NULL)
        return (struct totals_code){.registry = further->registry, .entry = further->entry};
    struct totals_code found = {.registry = terms_registry(terms),
                                .entry = find_entry(terms, code, seen->codes[code].owner)};
    seen_put_code(code, found.text);
    return found;
}

const char *totals_code_text(const struct totals_code *code)
{
    return code->text[0] != '\0' ? code->text : code->entry->code;
}

/* Writes a text of the input as valid UTF-8 without controls. terms: NULL masks nothing. */
static void write_text(struct json_writer *json, const char *key, const struct terms *terms,
                       const char *text, size_t len)
{
    struct strbuf masked = STRBUF_INIT, shown = STRBUF_INIT;
    mask_text(terms, text, len, &masked);
    utf8_display(&shown, strbuf_str(&masked), masked.len, false);
    json_string(json, key, strbuf_str(&shown));
    strbuf_clear(&masked);
    strbuf_clear(&shown);
}

/* A count of any size: long has 32 bits on some systems. */
static void write_count(struct json_writer *json, const char *key, uint64_t count)
{
    char digits[24];
    snprintf(digits, sizeof digits, "%llu", (unsigned long long)count);
    json_raw(json, key, digits);
}

static void write_moment(struct json_writer *json, const char *key, const struct moment *moment)
{
    struct strbuf text = STRBUF_INIT;
    if (moment->known)
        moment_put_iso(moment, &text);
    json_string(json, key, moment->known ? strbuf_str(&text) : NULL);
    strbuf_clear(&text);
}

static void write_upstream(struct json_writer *json, const struct seen_detail *detail)
{
    size_t sorted[SEEN_UPSTREAM], count = seen_sort_upstream(detail, sorted);
    if (count == 0)
        return;
    json_begin_array(json, "upstream");
    for (size_t i = 0; i < count; i++) {
        const struct seen_upstream *upstream = &detail->upstream[sorted[i]];
        char code[SEEN_CODE_BYTES];
        bool answered = upstream->code != SEEN_NO_CODE;
        if (answered)
            seen_put_code(upstream->code, code);
        json_begin_object(json, NULL);
        json_string(json, "code", answered ? code : NULL);
        write_count(json, "count", upstream->count);
        json_end(json);
    }
    json_end(json);
}

static void write_reasons(struct json_writer *json, const struct terms *terms,
                          const struct seen_detail *detail)
{
    size_t sorted[SEEN_REASONS], count = seen_sort_reasons(detail, sorted);
    if (count == 0)
        return;
    json_begin_array(json, "reasons");
    for (size_t i = 0; i < count; i++) {
        const char *text = detail->reasons[sorted[i]].text;
        const struct log_reason *reason = said_reason(terms, text, strlen(text));
        json_begin_object(json, NULL);
        write_text(json, "reason", NULL, text, strlen(text));
        write_count(json, "count", detail->reasons[sorted[i]].count);
        if (reason != NULL)
            json_string(json, "text", reason->text);
        json_end(json);
    }
    json_end(json);
}

/* Targets that took over a place are no exact count, and are left out. */
static void write_targets(struct json_writer *json, const struct terms *terms,
                          const struct seen_detail *detail, bool secrets)
{
    struct seen_target list[SEEN_TARGETS];
    size_t count = targets_list(&detail->targets, list);
    if (detail->targets.full)
        json_bool(json, "more_targets", true);
    if (count == 0 || detail->targets.full)
        return;
    json_begin_array(json, "targets");
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json, NULL);
        write_text(json, "target", secrets ? NULL : terms, list[i].text, list[i].len);
        write_count(json, "count", list[i].count);
        json_end(json);
    }
    json_end(json);
}

static void write_code(struct json_writer *json, const struct terms *terms, const struct seen *seen,
                       int number, bool secrets)
{
    const struct seen_code *counted = &seen->codes[number];
    struct totals_code code = totals_code(terms, seen, number);
    json_begin_object(json, NULL);
    json_string(json, "code", totals_code_text(&code));
    write_count(json, "count", counted->count);
    json_string(json, "registry", code.registry->id);
    json_string(json, "phrase", code.entry != NULL ? code.entry->phrase : NULL);
    json_string(json, "owner", code.entry != NULL ? code.entry->owner : NULL);
    write_moment(json, "first", &counted->first);
    write_moment(json, "last", &counted->last);
    if (counted->detail != NULL) {
        write_upstream(json, counted->detail);
        write_reasons(json, terms, counted->detail);
        write_targets(json, terms, counted->detail, secrets);
    }
    json_end(json);
}

void totals_write(const struct seen *seen, const struct terms *terms, size_t limit, bool secrets,
                  struct json_writer *json)
{
    int order[SEEN_CODES];
    size_t count = seen_list(seen, order);
    json_begin_array(json, NULL);
    for (size_t i = 0; i < count && (limit == 0 || i < limit); i++)
        write_code(json, terms, seen, order[i], secrets);
    json_begin_object(json, NULL);
    json_begin_object(json, "totals");
    write_count(json, "lines", seen->lines);
    write_count(json, "understood", seen->understood);
    write_count(json, "not_understood", seen->not_understood);
    write_moment(json, "first", &seen->first);
    write_moment(json, "last", &seen->last);
    json_end(json);
    json_end(json);
    json_end(json);
}

/* Passes over white space and a text. Returns NULL when something else is there. */
static const char *expect(const char *at, const char *end, const char *text)
{
    at = json_scan_space(at, end);
    return text_begins(at, (size_t)(end - at), text) ? at + strlen(text) : NULL;
}

bool totals_begin(const char *text, size_t len)
{
    const char *end = text + len, *at = expect(text, end, "[");
    at = at != NULL ? expect(at, end, "{") : NULL;
    if (at == NULL)
        return false;
    if (expect(at, end, "\"totals\"") != NULL)
        return true;
    at = expect(at, end, "\"code\"");
    at = at != NULL ? expect(at, end, ":") : NULL;
    at = at != NULL ? expect(at, end, "\"") : NULL;
    at = at != NULL ? memchr(at, '"', (size_t)(end - at)) : NULL;
    at = at != NULL ? expect(at + 1, end, ",") : NULL;
    return at != NULL && expect(at, end, "\"count\"") != NULL;
}

static uint64_t number_of(const cJSON *object, const char *key)
{
    const cJSON *node = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNumber(node) && node->valuedouble >= 0 && node->valuedouble <= COUNT_MOST
               ? (uint64_t)node->valuedouble
               : 0;
}

static const char *text_of(const cJSON *object, const char *key)
{
    const cJSON *node = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(node) ? node->valuestring : NULL;
}

static int code_of(const cJSON *object)
{
    const char *text = text_of(object, "code");
    return text != NULL ? seen_code_of(text, strlen(text)) : SEEN_NO_CODE;
}

/* Returns the code of an element, of whichever registry; SEEN_NO_CODE: it is not known. */
static int counted_code_of(const struct totals_target *target, const cJSON *object)
{
    const char *id = text_of(object, "registry"), *text = text_of(object, "code");
    if (id == NULL || strcmp(id, terms_registry(target->terms)->id) == 0)
        return code_of(object);
    const struct library_item *item =
        target->library != NULL ? library_find(target->library, id) : NULL;
    const struct entry *entry =
        item != NULL && text != NULL
            ? registry_find(library_open(item), text, text_of(object, "owner"))
            : NULL;
    return entry != NULL ? further_code(target->seen, target->library, entry) : SEEN_NO_CODE;
}

static void add_moment(struct seen *seen, int code, const cJSON *object, const char *key)
{
    const char *text = text_of(object, key);
    struct moment moment;
    if (text != NULL && moment_read(text, strlen(text), 1970, &moment))
        seen_add_time(seen, code, &moment);
}

/* The owner of a status is known only where it is another than the code's first. */
static const char *owner_of(const struct terms *terms, int code, const cJSON *object)
{
    const char *owner = text_of(object, "owner");
    const struct entry *entry =
        owner != NULL && code < SEEN_FURTHER ? find_entry(terms, code, owner) : NULL;
    return entry != NULL && entry != find_entry(terms, code, NULL) ? entry->owner : NULL;
}

static void add_code(const cJSON *object, const struct totals_target *target)
{
    struct seen *seen = target->seen;
    int code = counted_code_of(target, object);
    const cJSON *item;
    if (code == SEEN_NO_CODE)
        return;
    seen_add_count(seen, code, number_of(object, "count"), owner_of(target->terms, code, object));
    add_moment(seen, code, object, "first");
    add_moment(seen, code, object, "last");
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(object, "upstream"))
    {
        seen_add_upstream(seen, code, code_of(item), number_of(item, "count"));
    }
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(object, "reasons"))
    {
        const char *text = text_of(item, "reason");
        if (text != NULL)
            seen_add_reason(seen, code, text, strlen(text), number_of(item, "count"));
    }
    cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(object, "targets"))
    {
        const char *text = text_of(item, "target");
        if (text != NULL)
            seen_add_target(seen, code, text, strlen(text), number_of(item, "count"));
    }
    if (cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(object, "more_targets")))
        seen_lose_targets(seen, code);
}

struct scan_end {
    const char *end; /* of the text */
    bool early;
};

/* Returns the object "totals" of the array, or NULL when it is none of ours. */
static const cJSON *find_totals(const cJSON *array)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        const cJSON *totals = cJSON_GetObjectItemCaseSensitive(item, "totals");
        if (cJSON_IsObject(totals))
            return totals;
    }
    return NULL;
}

static void add_array(const cJSON *array, const struct totals_target *target)
{
    struct seen *seen = target->seen;
    const cJSON *totals = find_totals(array), *item;
    seen->lines += number_of(totals, "lines");
    seen->understood += number_of(totals, "understood");
    seen->not_understood += number_of(totals, "not_understood");
    cJSON_ArrayForEach(item, array)
    {
        add_code(item, target);
    }
}

/* Notes whether the text ended too early: in a string, or in a word such as null. What is wrong in
 * a string is left to json_tree_read(). */
static bool note_error(void *context, const struct json_scan_error *error)
{
    struct scan_end *end = context;
    bool word =
        error->kind == JSON_SCAN_UNEXPECTED && error->number <= (size_t)(end->end - error->at);
    end->early =
        error->kind == JSON_SCAN_UNCLOSED || (word && error->at + error->number == end->end);
    return true;
}

static const struct json_tree_limits limits = {.bytes = TOTALS_BYTES,
                                               .depth = 8,
                                               .string_bytes = 4096,
                                               .number_chars = 32,
                                               .values = 200000,
                                               .faults = 1};

enum totals_result totals_add(const char *text, size_t len, const struct totals_target *target,
                              size_t *used)
{
    const char *begin = json_scan_text(text, len);
    struct scan_end end = {text + len, false};
    struct json_scan scan = {.at = begin,
                             .end = end.end,
                             .depth = limits.depth,
                             .values = limits.values,
                             .string_bytes = limits.string_bytes,
                             .number_chars = limits.number_chars,
                             .report = note_error,
                             .context = &end};
    if (!json_scan_value(&scan))
        return end.early ? TOTALS_MORE : TOTALS_OTHER;
    struct faults faults;
    faults_init(&faults, "", limits.faults);
    cJSON *array = json_tree_read(begin, (size_t)(scan.at - begin), &limits, &faults);
    faults_done(&faults, NULL);
    bool ours = array != NULL && find_totals(array) != NULL;
    if (ours)
        add_array(array, target);
    cJSON_Delete(array);
    *used = (size_t)(scan.at - text);
    return ours ? TOTALS_ADDED : TOTALS_OTHER;
}
