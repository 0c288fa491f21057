#include "config.h"

#include <cJSON.h>
#include <dirent.h>
#include <stdlib.h>
#include <strings.h>
#include <time.h>

#include "json/tree.h"
#include "json/write.h"
#include "registry/dump.h"
#include "registry/fields.h"
#include "registry/limits.h"
#include "registry/parse.h"
#include "registry/registry.h"
#include "support/check.h"
#include "support/files.h"
#include "support/registries.h"

static const struct registry_checks plain; /* no base, not strict */

#define HEAD "{\"format\": 1, \"id\": \"t\", \"title\": \"T\", \"classes\": [], "

/* The whole file below tests/data or, with "../..", elsewhere; NULL when it is not there. */
static char *read_data(const char *name, size_t *len)
{
    struct strbuf path = STRBUF_INIT;
    strbuf_printf(&path, "data/%s", name);
    char *bytes = support_read(path.data, len);
    strbuf_clear(&path);
    return bytes;
}

static struct registry *parse(const char *text, struct sb_error *err)
{
    return registry_parse(text, strlen(text), "test.json", err);
}

/* The registry of a good file; the test ends when it is none. */
static struct registry *parse_good(const char *name)
{
    struct sb_error err = SB_ERROR_INIT;
    size_t len;
    char *bytes = read_data(name, &len);
    struct registry *registry = bytes != NULL ? registry_parse(bytes, len, name, &err) : NULL;
    free(bytes);
    if (registry == NULL) {
        printf("%s: %s\n", name, err.message != NULL ? err.message : "not found");
        exit(1);
    }
    return registry;
}

static void check_refused(const char *text, const char *part)
{
    struct sb_error err = SB_ERROR_INIT;
    struct registry *registry = parse(text, &err);
    CHECK_MSG(registry == NULL, "%.100s", text);
    CHECK_INT(err.kind, SB_ERR_DATA);
    CHECK_HAS(err.message, part);
    registry_free(registry);
    sb_error_clear(&err);
}

static void check_accepted(const char *text)
{
    struct sb_error err = SB_ERROR_INIT;
    struct registry *registry = parse(text, &err);
    CHECK_STR(err.message, NULL);
    CHECK(registry != NULL);
    registry_free(registry);
    sb_error_clear(&err);
}

static size_t count_lines(const char *text)
{
    size_t lines = 1;
    for (; *text != '\0'; text++)
        lines += *text == '\n';
    return lines;
}

/* file: the name, a tab, and a part of its only message. */
static void check_broken_file(char *row)
{
    char *part = strchr(row, '\t');
    if (part == NULL) {
        CHECK_MSG(false, "a row without a tab: %s", row);
        return;
    }
    *part++ = '\0';
    struct strbuf name = STRBUF_INIT;
    strbuf_printf(&name, "broken/%s", row);
    size_t len;
    char *bytes = read_data(name.data, &len);
    CHECK_MSG(bytes != NULL, "%s is in the table only", row);
    struct sb_error err = SB_ERROR_INIT;
    if (bytes != NULL)
        CHECK_MSG(!registry_check(bytes, len, row, &plain, &err), "%s is taken", row);
    CHECK_HAS(err.message, part);
    CHECK_HAS(err.message, row);
    CHECK_MSG(err.message == NULL || count_lines(err.message) == 1, "%s has more faults:\n%s", row,
              err.message);
    for (const char *p = err.message; p != NULL && *p != '\0'; p++)
        CHECK_MSG((unsigned char)*p >= ' ' && *p != 0x7F, "%s is shown as it is", row);
    sb_error_clear(&err);
    free(bytes);
    strbuf_clear(&name);
}

static void every_broken_file_is_refused_with_its_message(void)
{
    size_t len;
    char *table = read_data("broken/EXPECTED.tsv", &len);
    CHECK(table != NULL);
    char *next;
    for (char *row = table; row != NULL && *row != '\0'; row = next) {
        next = strchr(row, '\n');
        if (next != NULL)
            *next++ = '\0';
        check_broken_file(row);
    }
    free(table);
}

static void every_broken_file_is_in_the_table(void)
{
    size_t len;
    char *table = read_data("broken/EXPECTED.tsv", &len);
    struct strbuf path = STRBUF_INIT, row = STRBUF_INIT;
    strbuf_printf(&path, "%s/tests/data/broken", getenv("srcdir") != NULL ? getenv("srcdir") : ".");
    DIR *dir = opendir(path.data);
    CHECK(dir != NULL && table != NULL);
    const struct dirent *entry;
    while (dir != NULL && table != NULL && (entry = readdir(dir)) != NULL) {
        if (entry->d_name[0] == '.' || strcmp(entry->d_name, "EXPECTED.tsv") == 0)
            continue;
        strbuf_reset(&row);
        strbuf_printf(&row, "\n%s\t", entry->d_name);
        CHECK_MSG(strstr(table, row.data) != NULL || strncmp(table, row.data + 1, row.len - 1) == 0,
                  "%s has no row", entry->d_name);
    }
    if (dir != NULL)
        closedir(dir);
    strbuf_clear(&path);
    strbuf_clear(&row);
    free(table);
}

static const char *const good_registries[] = {
    "good/minimal.json",
    "good/full.json",
    "good/bom.json",
    "good/other-protocols.json",
};

#define GOOD_COUNT (sizeof good_registries / sizeof good_registries[0])

static void takes_every_good_file(void)
{
    size_t len;
    struct sb_error err = SB_ERROR_INIT;
    for (size_t i = 0; i < GOOD_COUNT; i++)
        registry_free(parse_good(good_registries[i]));
    char *overlay = read_data("good/overlay.json", &len);
    CHECK(overlay != NULL && registry_check(overlay, len, "overlay", &plain, &err));
    CHECK_STR(err.message, NULL);
    CHECK(registry_parse(overlay, len, "overlay", &err) == NULL);
    CHECK_HAS(err.message, "overlay: title: is missing");
    sb_error_clear(&err);
    free(overlay);
}

static void check_list(const struct string_list *list, size_t count, const char *last)
{
    CHECK_INT(list->count, count);
    if (list->count > 0)
        CHECK_STR(list->items[list->count - 1], last);
}

static void reads_the_frame_of_a_registry(void)
{
    struct registry *registry = parse_good("good/full.json");
    CHECK_STR(registry->id, "full");
    CHECK_STR(registry->title, "Every field");
    CHECK_STR(registry->updated, "2026-11-21");
    CHECK_STR(registry->source, "nowhere");
    CHECK_STR(registry->short_name, "full");
    check_list(&registry->prefixes, 2, "full-status");
    check_list(&registry->hints, 1, "full");
    CHECK(registry->unregistered.in_class_first);
    CHECK_STR(registry->unregistered.outside, "5xx");
    CHECK_STR(registry->unregistered.reference.section, "15");
    check_list(&registry->synonyms, 2, "slow late");
    CHECK_INT(registry->class_count, 3);
    CHECK_STR(registry->classes[0].title, "Client Error");
    CHECK_STR(registry->classes[0].summary, "The caller's mistake.");
    CHECK_STR(registry->classes[0].reference.doc, NULL);
    CHECK_INT(registry->classes[0].first, 400);
    CHECK_INT(registry->classes[0].last, 499);
    CHECK_INT(registry->classes[0].entry_count, 2);
    CHECK_INT(registry->classes[1].last, 0);
    CHECK_STR(registry->classes[2].reference.section, "15.6");
    CHECK_INT(registry->document_count, 1);
    CHECK_STR(registry->documents[0].status, "Internet Standard");
    CHECK_HAS(registry->documents[0].section_url, "{section}");
    check_list(&registry->documents[0].obsoletes, 1, "RFC 7231");
    CHECK_INT(registry->entry_count, 4);
    CHECK_STR(registry->entries[3].owner, "Someone");
    registry_free(registry);
}

/* The fields of an entry that an object has, by their keys. */
static uint64_t fields_of(const struct shape *shape, const cJSON *node)
{
    uint64_t fields = 0;
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        const cJSON *member = cJSON_GetObjectItemCaseSensitive(node, field->key);
        if (member == NULL)
            continue;
        fields |= field->given;
        if (field->kind == KIND_OBJECT)
            fields |= fields_of(field->shape, member);
    }
    return fields;
}

/* The same of the first entry of a file. */
static uint64_t fields_in(const char *name)
{
    char *text = read_data(name, NULL);
    cJSON *root = cJSON_Parse(text);
    const cJSON *codes = cJSON_GetObjectItemCaseSensitive(root, "codes");
    uint64_t fields = fields_of(&entry_shape, cJSON_GetArrayItem(codes, 0));
    cJSON_Delete(root);
    free(text);
    return fields;
}

static void reads_every_field_of_an_entry(void)
{
    struct registry *registry = parse_good("good/full.json");
    const struct entry *entry = registry_find(registry, "429", "IANA");
    uint64_t fields = fields_in("good/full.json");
    CHECK((fields & FIELD_BIT(FIELD_SEQUENCE)) != 0 && (fields & FIELD_BIT(FIELD_FAULT)) != 0);
    CHECK(entry->given == fields);
    CHECK_STR(entry->phrase, "Too Many Requests");
    CHECK_INT(entry->registration, REGISTRATION_STANDARD);
    CHECK_INT(entry->seen_in, (1u << SEEN_COUNT) - 1);
    CHECK_STR(entry->summary, "Slow down \u2013 \"please\" \U0001F600 \\ /.");
    check_list(&entry_details(entry)->meaning, 2, "Second.");
    check_list(&entry_details(entry)->causes, 1, "Too fast.");
    check_list(&entry_details(entry)->client_action, 1, "Wait.");
    check_list(&entry_details(entry)->server_action, 1, "Say how long.");
    CHECK_INT(entry_details(entry)->myth_count, 2);
    CHECK_STR(entry_details(entry)->myths[0].reference.doc, "RFC 6585");
    CHECK_STR(entry_details(entry)->myths[1].text, "Nor a fault.");
    CHECK_INT(entry->facts.heuristically_cacheable, TRI_NO);
    CHECK_INT(entry->facts.content, CONTENT_ALLOWED);
    CHECK_INT(entry->facts.retry, RETRY_AFTER_DELAY);
    CHECK_INT(entry->facts.redirect_method, REDIRECT_NONE);
    check_list(&entry_details(entry)->sent_by, 2, "gateway");
    CHECK_INT(entry_details(entry)->header_count, 2);
    CHECK_INT(entry_details(entry)->headers[0].in, DIRECTION_RESPONSE);
    CHECK_INT(entry_details(entry)->headers[0].strength, STRENGTH_MAY);
    CHECK_STR(entry_details(entry)->headers[0].note, "seconds");
    CHECK_INT(entry_details(entry)->headers[1].in, DIRECTION_REQUEST);
    CHECK_INT(entry_details(entry)->headers[1].strength, STRENGTH_USUAL);
    CHECK_STR(entry_details(entry)->headers[1].note, NULL);
    CHECK_INT(entry_details(entry)->confusable_count, 2);
    CHECK_STR(entry_details(entry)->confusable[0].owner, "IANA");
    CHECK_STR(entry_details(entry)->confusable[1].owner, NULL);
    CHECK_INT(entry_details(entry)->former_name_count, 2);
    CHECK_STR(entry_details(entry)->former_names[0].phrase, "Enhance Your Calm");
    check_list(&entry_details(entry)->aliases, 1, "throttled");
    check_list(&entry_details(entry)->tags, 1, "rate limit");
    check_list(&entry_details(entry)->example_request, 2, "");
    check_list(&entry_details(entry)->example_response, 3, "x");
    CHECK_INT(entry_details(entry)->references.count, 1);
    CHECK_STR(entry_details(entry)->references.items[0].section, "4");
    CHECK_INT(entry_details(entry)->history.count, 0);
    registry_free(registry);
}

static void what_is_absent_is_not_given(void)
{
    struct registry *registry = parse_good("good/bom.json");
    const struct entry *entry = registry_find(registry, "1", NULL);
    CHECK_INT(entry->given, FIELD_BIT(FIELD_PHRASE));
    CHECK_INT(entry->registration, REGISTRATION_UNOFFICIAL);
    CHECK_INT(entry->facts.heuristically_cacheable, TRI_UNKNOWN);
    CHECK_INT(entry->facts.content, CONTENT_UNKNOWN);
    CHECK_INT(entry->seen_in, 0);
    CHECK_STR(entry->summary, NULL);
    registry_free(registry);
}

static void reads_registries_of_other_protocols(void)
{
    struct registry *registry = parse_good("good/other-protocols.json");
    CHECK_STR(registry_find(registry, "UNAVAILABLE", NULL)->owner, "gRPC");
    CHECK_STR(registry_class_of(registry, registry_find(registry, "5.1.1", NULL))->id, "5.x.x");
    CHECK_STR(registry_class_of(registry, registry_find(registry, "0x1", NULL))->id, "hex");
    CHECK_HAS(registry_find(registry, "Zeit\u00fcberschreitung", "test")->phrase, "Timeout");
    registry_free(registry);
}

static void the_bytes_need_no_nul_behind_them(void)
{
    static const char text[] = HEAD "\"codes\": []}";
    size_t len = strlen(text);
    char *bytes = malloc(len); /* ends where the text does, for the sanitizer */
    struct sb_error err = SB_ERROR_INIT;
    memcpy(bytes, text, len);
    struct registry *registry = registry_parse(bytes, len, "t", &err);
    CHECK_STR(err.message, NULL);
    registry_free(registry);
    for (size_t cut = 0; cut < len; cut++) {
        char *part = malloc(cut + 1);
        memcpy(part + 1, bytes, cut);
        CHECK_MSG(registry_parse(part + 1, cut, "t", NULL) == NULL, "cut to %zu bytes", cut);
        free(part);
    }
    free(bytes);
}

static void takes_what_json_allows(void)
{
    check_accepted(HEAD "\"codes\": [], \"x\": [0, -0, 1.5, -12e3, 1E+2, 0.0e-1, 1e999]}");
    check_accepted(HEAD "\"codes\": [], \"x\": [true, false, null, {}, [], \"\", {\"\": {}}]}");
    check_accepted(HEAD "\"codes\": [], \"x\": \"\\ud83d\\ude00 \\u00e9 \\/ \\\\ \\\"\"}");
    check_accepted("\t\r\n " HEAD "\"codes\"\n:\r[\t] } \n\n");
    check_accepted(HEAD "\"codes\": [], \"format \": 2, \"FORMAT\": 3}");
    check_accepted("{\"format\": 1.0, \"id\": \"t\", \"title\": \"T\", \"codes\": [], \"classes\": "
                   "[{\"id\": \"c\", \"title\": \"C\", \"first\": 4e2, \"last\": 9999999999}]}");
}

static void counts_lines_and_columns_as_editors_do(void)
{
    check_refused("\xEF\xBB\xBFx", "test.json:1:1: ");
    check_refused("{\r\n  \"\u00e9\u65e5\": x}", "test.json:2:9: found \"x\"");
    check_refused("{\n\n\n\"a\": \"b\x01"
                  "c\",\n\"d\": \"\\n\"}",
                  "test.json:4:8: control character U+0001 in a string, expected printable "
                  "text\ntest.json:5:7: escaped control character \\n");
    check_refused("\xEF\xBB\xBF[\"\xFF\"]", "test.json:1:3: byte 0xFF at offset 5 ");
}

static void tells_all_faults_of_a_file(void)
{
    struct sb_error err = SB_ERROR_INIT;
    sb_error_set(&err, SB_ERR_USAGE, "an old message");
    CHECK(
        parse(
            "{\"format\": 1, \"title\": 5, \"classes\": [{\"id\": \"x\"}, 7], \"codes\": [{"
            "\"code\": \"1\", \"owner\": \"O\", \"tags\": [1, \"\"], \"facts\": {\"retry\": 2}}]}",
            &err) == NULL);
    CHECK_STR(err.message,
              "test.json: title: is 5 (a number), expected a string that is not blank\n"
              "test.json: classes[0] (x): title: is missing, expected a string that is not blank\n"
              "test.json: classes[1]: is 7 (a number), expected an object\n"
              "test.json: codes[0] (1 O): tags[0]: is 1 (a number), expected a string that is not "
              "blank\n"
              "test.json: codes[0] (1 O): tags[1]: is \"\", expected a string that is not blank\n"
              "test.json: codes[0] (1 O): facts.retry: is 2 (a number), expected no, yes, "
              "after-change, after-delay or follow\n"
              "test.json: codes[0] (1 O): phrase: is missing, expected a string that is not blank\n"
              "test.json: id: is missing, expected a string that is not blank");
    CHECK_INT(err.kind, SB_ERR_DATA);
    sb_error_clear(&err);
    CHECK(parse("[", NULL) == NULL);
}

static void tells_at_most_a_hundred_faults(void)
{
    static const char *const items[] = {"{}", "\"\\n\""}; /* 3 faults and 1 */
    static const char *const rests[] = {"test.json: ... and 2900 more",
                                        "test.json: ... and 900 more"};
    for (size_t k = 0; k < 2; k++) {
        struct strbuf text = STRBUF_INIT;
        struct sb_error err = SB_ERROR_INIT;
        strbuf_puts(&text, HEAD "\"codes\": [");
        for (int i = 0; i < 1000; i++)
            strbuf_printf(&text, "%s%s", i > 0 ? ", " : "", items[k]);
        strbuf_puts(&text, "]}");
        CHECK(parse(text.data, &err) == NULL);
        CHECK_HAS(err.message, rests[k]);
        CHECK_INT(count_lines(err.message), REGISTRY_MAX_FAULTS + 1);
        sb_error_clear(&err);
        strbuf_clear(&text);
    }
}

static void hostile_text_in_messages_is_printable(void)
{
    struct sb_error err = SB_ERROR_INIT;
    CHECK(registry_parse("[", 1, "a\x1b]0;b\n%s\xff.json", &err) == NULL);
    CHECK_HAS(err.message, "a?]0;b %s?.json:1:2: found the end of the file");
    sb_error_clear(&err);
    check_refused("{\"%n\u202e\": {\"a\": 1, \"a\": 2}}",
                  "test.json: %n<U+202E>.a: is given twice");
    check_refused("{\"format\": \x1b}", "found control character U+001B, expected a value");
    check_refused("{\"format\": \xff}", "found byte 0xFF, expected a value");
}

/* before, count times the item with commas between, after. The caller frees. */
static char *repeated(const char *before, const char *item, size_t count, const char *after)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_puts(&text, before);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            strbuf_putc(&text, ',');
        strbuf_puts(&text, item);
    }
    strbuf_puts(&text, after);
    return strbuf_take(&text);
}

static void check_nesting(size_t levels, const char *fault)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_puts(&text, HEAD "\"codes\": [], \"x\": ");
    strbuf_pad(&text, '[', levels - 1);
    strbuf_pad(&text, ']', levels - 1);
    strbuf_putc(&text, '}');
    if (fault == NULL)
        check_accepted(text.data);
    else
        check_refused(text.data, fault);
    strbuf_clear(&text);
}

static void bounds_the_nesting(void)
{
    check_nesting(REGISTRY_MAX_DEPTH, NULL);
    check_nesting(REGISTRY_MAX_DEPTH + 1, "nesting deeper than expected, which is at most 16");
    check_nesting(100000, "nesting deeper than expected, which is at most 16");
}

static void bounds_strings_by_what_they_stand_for(void)
{
    static const char *const letters[] = {"x", "\\\"", "\u00e9", "\\u00e9"};
    static const size_t bytes[] = {1, 1, 2, 2};
    for (size_t k = 0; k < 4; k++) {
        struct strbuf text = STRBUF_INIT;
        strbuf_puts(&text, HEAD "\"codes\": [], \"x\": \"");
        for (size_t len = 0; len < REGISTRY_MAX_STRING; len += bytes[k])
            strbuf_puts(&text, letters[k]);
        size_t end = text.len;
        strbuf_puts(&text, "\"}");
        check_accepted(text.data);
        text.len = end;
        strbuf_puts(&text, "y\"}");
        check_refused(text.data, "string of 65537 bytes, expected at most 65536");
        strbuf_clear(&text);
    }
}

static void bounds_numbers(void)
{
    check_accepted(HEAD "\"codes\": [], \"x\": 12345678901234567890123456789012}");
    check_refused(HEAD "\"codes\": [], \"x\": 123456789012345678901234567890123}",
                  "number of 33 characters, expected at most 32");
}

static void bounds_the_file(void)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_puts(&text, "\"");
    strbuf_pad(&text, 'x', (size_t)64 * 1024 * 1024);
    strbuf_puts(&text, "\"");
    check_refused(text.data, "test.json: is 67108866 bytes long, expected at most 51200000");
    text.len = REGISTRY_MAX_BYTES;
    text.data[text.len] = '\0';
    text.data[text.len - 1] = '"';
    check_refused(text.data, "test.json:1:1: string of 51199998 bytes, expected at most 65536");
    strbuf_clear(&text);
}

static void bounds_the_lists(void)
{
    char *text = repeated(HEAD "\"codes\": [", "{}", 200000, "]}");
    check_refused(text, "codes: has 200000 elements, expected at most 100000");
    free(text);
    text = repeated("{\"classes\": [", "{}", REGISTRY_MAX_CLASSES + 1, "]}");
    check_refused(text, "classes: has 257 elements, expected at most 256");
    free(text);
    text = repeated("{\"documents\": [", "{}", REGISTRY_MAX_DOCUMENTS + 1, "]}");
    check_refused(text, "documents: has 4097 elements, expected at most 4096");
    free(text);
    text = repeated("[", "0", REGISTRY_MAX_VALUES, "]");
    check_refused(text, "more values than expected, which is at most 2000000");
    free(text);
}

static void reads_a_hundred_thousand_entries_at_once(void)
{
    struct strbuf text = STRBUF_INIT;
    struct sb_error err = SB_ERROR_INIT;
    strbuf_puts(&text, HEAD "\"codes\": [");
    for (unsigned i = 0; i < REGISTRY_MAX_ENTRIES; i++)
        strbuf_printf(&text, "%s{\"code\": \"%u\", \"phrase\": \"P\", \"owner\": \"O\"}",
                      i > 0 ? "," : "", i * 7919 % REGISTRY_MAX_ENTRIES);
    strbuf_puts(&text, "]}");
    clock_t before = clock();
    struct registry *registry = parse(text.data, &err);
    double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
    CHECK_STR(err.message, NULL);
    /* Generous: valgrind and the sanitizers run this too. A quadratic reader takes minutes. */
    CHECK_MSG(seconds < 20, "it took %.1f s", seconds);
    CHECK(registry != NULL && registry->entry_count == REGISTRY_MAX_ENTRIES);
    CHECK(registry != NULL && registry_find(registry, "99999", "o") != NULL);

    /* One more entry by an overlay is one too many; a change is not. */
    static const char more[] = "{\"format\": 1, \"codes\": [{\"code\": \"x\", \"phrase\": \"P\", "
                               "\"owner\": \"O\"}]}";
    static const char change[] =
        "{\"format\": 1, \"codes\": [{\"code\": \"7\", \"owner\": \"O\"}]}";
    if (registry != NULL) {
        CHECK(support_merge(registry, change, strlen(change), "o", &err));
        CHECK(!support_merge(registry, more, strlen(more), "o", &err));
        CHECK_HAS(err.message, "o: codes: would make 100001 elements, expected at most 100000");
    }
    registry_free(registry);
    sb_error_clear(&err);
    strbuf_clear(&text);
}

/* A registry or overlay that gives one code to a hundred thousand owners. The caller frees. */
static char *many_owners(const char *head, const char *fields, unsigned step)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_puts(&text, head);
    for (unsigned i = 0; i < REGISTRY_MAX_ENTRIES; i++)
        strbuf_printf(&text, "%s{\"code\": \"1\", \"owner\": \"O%u\"%s}", i > 0 ? "," : "",
                      i * step % REGISTRY_MAX_ENTRIES, i % 2 == 0 ? fields : ", \"phrase\": \"P\"");
    strbuf_puts(&text, "]}");
    return strbuf_take(&text);
}

static void merges_a_hundred_thousand_owners_of_one_code(void)
{
    struct sb_error err = SB_ERROR_INIT;
    char *base = many_owners(HEAD "\"codes\": [",
                             ", \"phrase\": \"P\", \"registration\": \"standard\"", 7919);
    char *overlay =
        many_owners("{\"format\": 1, \"codes\": [", ", \"registration\": \"temporary\"", 7907);
    clock_t before = clock();
    struct registry *registry = parse(base, &err);
    CHECK(registry != NULL && support_merge(registry, overlay, strlen(overlay), "over.json", &err));
    double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
    CHECK_STR(err.message, NULL);
    CHECK_MSG(seconds < 30, "it took %.1f s", seconds);
    CHECK(registry != NULL && registry->entry_count == REGISTRY_MAX_ENTRIES);
    for (unsigned i = 0; registry != NULL && i < REGISTRY_MAX_ENTRIES; i += 997) {
        char owner[16];
        snprintf(owner, sizeof owner, "o%u", i);
        const struct entry *entry = registry_find(registry, "1", owner);
        CHECK_MSG(entry != NULL && strcasecmp(entry->owner, owner) == 0, "%s", owner);
    }
    registry_free(registry);
    sb_error_clear(&err);
    free(base);
    free(overlay);
}

static void finds_a_key_given_twice_among_many(void)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_puts(&text, HEAD "\"codes\": []");
    for (int i = 0; i < 20000; i++)
        strbuf_printf(&text, ", \"k%d\": %d", i, i);
    size_t end = text.len;
    strbuf_putc(&text, '}');
    check_accepted(text.data);
    text.len = end;
    strbuf_puts(&text, ", \"k\\u0037\": 0}");
    check_refused(text.data, "test.json: k7: is given twice, expected each key once");
    strbuf_clear(&text);
}

/* Every byte of a file replaced, one at a time: no crash, and never a good half. */
static void survives_any_byte_anywhere(void)
{
    static const char bytes[] = {'\0', '"', '\\', '{', ']', ',', '9', '\x80', '\x1b', 'u'};
    size_t len;
    char *text = read_data("good/full.json", &len);
    CHECK(text != NULL);
    for (size_t i = 0; text != NULL && i < len; i++) {
        char kept = text[i];
        text[i] = bytes[i % sizeof bytes];
        struct sb_error err = SB_ERROR_INIT;
        struct registry *registry = registry_parse(text, len, "t", &err);
        CHECK((registry == NULL) == (err.message != NULL));
        registry_free(registry);
        sb_error_clear(&err);
        text[i] = kept;
    }
    free(text);
}

/* Every text is wrong at its end at least, so that no tree is there to be freed; what stands
 * before that is as much as the bounds allow, or more. */
/* Is the text refused, with all that is wrong with it in *err? */
static bool refuses_text(const char *text, size_t len, const struct json_tree_limits *limits,
                         struct sb_error *err)
{
    struct faults faults;
    faults_init(&faults, "c.json", limits->faults);
    cJSON *root = json_tree_read(text, len, limits, &faults);
    if (root != NULL)
        json_tree_check_keys(root, NULL, &faults);
    cJSON_Delete(root);
    return !faults_done(&faults, err);
}

static void bounds_are_the_callers(void)
{
    static const struct json_tree_limits limits = {
        .bytes = 40, .depth = 2, .string_bytes = 3, .number_chars = 4, .values = 5, .faults = 2};
    static const char *const cases[][2] = {
        {"[[]] x", "c.json:1:6: found \"x\", expected nothing more after the document"},
        {"[[[]]]", "c.json:1:3: nesting deeper than expected, which is at most 2"},
        {"[\"abc\", \"\\u00e9x\", {\"abc\": -1e5}]]",
         "c.json:1:34: found \"]\", expected nothing more after the document"},
        {"{\"abcd\": 1}", "c.json:1:2: string of 4 bytes, expected at most 3"},
        {"12345", "c.json:1:1: number of 5 characters, expected at most 4"},
        {"[1, 2, 3, 4, 5]", "c.json:1:14: more values than expected, which is at most 5"},
        {"[1, 2, 3, 4, 5]", "c.json:1:14: more values than expected, which is at most 5"},
        {"\"a\tb\tc\td\"", "c.json:1:3: control character U+0009 in a string, expected printable "
                           "text\nc.json:1:5: control character U+0009 in a string, expected "
                           "printable text\nc.json: ... and 1 more"},
        {"                                         ",
         "c.json: is 41 bytes long, expected at most 40"},
        {"{\"a\": {\"b\": 1, \"b\": 2}, \"a\": 3}",
         "c.json: a: is given twice, expected each key once\n"
         "c.json: a.b: is given twice, expected each key once"},
        {"", "c.json:1:1: found the end of the file, expected a value"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sb_error err = SB_ERROR_INIT;
        CHECK_MSG(refuses_text(cases[i][0], strlen(cases[i][0]), &limits, &err), "%s", cases[i][0]);
        CHECK_STR(err.message, cases[i][1]);
        sb_error_clear(&err);
    }
}

static void finds_what_is_not_plain_at_every_offset(void)
{
    static const struct json_tree_limits limits = {
        .bytes = 64, .depth = 2, .string_bytes = 64, .number_chars = 4, .values = 5, .faults = 9};
    static const char odd[] = {'\0', '\x01', '\x1f', '\x7f', '\x80', '\xff', '\n'};
    char text[32], place[32];
    for (size_t i = 1; i < sizeof text - 1; i++)
        for (size_t k = 0; k < sizeof odd; k++) {
            struct sb_error err = SB_ERROR_INIT;
            memset(text, k % 2 == 0 ? '~' : ' ', sizeof text);
            text[0] = text[sizeof text - 1] = '"';
            text[i] = odd[k];
            snprintf(place, sizeof place, "c.json:1:%zu: ", i + 1);
            CHECK(refuses_text(text, sizeof text, &limits, &err));
            CHECK_HAS(err.message, place);
            CHECK_INT(count_lines(err.message), 1);
            sb_error_clear(&err);
        }
}

static bool merge(struct registry *registry, const char *text, struct sb_error *err)
{
    return support_merge(registry, text, strlen(text), "over.json", err);
}

static void merges_an_overlay(void)
{
    struct registry *registry = parse_good("good/full.json");
    struct sb_error err = SB_ERROR_INIT;
    size_t len;
    char *overlay = read_data("good/overlay.json", &len);
    CHECK(overlay != NULL && support_merge(registry, overlay, len, "overlay", &err));
    CHECK_STR(err.message, NULL);
    free(overlay);
    const struct entry *changed = registry_find(registry, "429", "IANA");
    CHECK_INT(registry->entry_count, 5);
    CHECK_INT(registry->document_count, 2);
    CHECK_STR(changed->summary, "Ask the platform team for more.");
    CHECK_STR(changed->phrase, "Too Many Requests");
    CHECK_STR(changed->owner, "IANA");
    CHECK_INT(changed->registration, REGISTRATION_STANDARD);
    CHECK_INT(changed->facts.retry, RETRY_AFTER_CHANGE);
    CHECK_INT(changed->facts.content, CONTENT_ALLOWED);
    CHECK_INT(entry_details(changed)->header_count, 2);
    const struct entry *added = registry_find(registry, "490", NULL);
    CHECK_STR(added->owner, "Our Gateway");
    CHECK_INT(added->registration, REGISTRATION_UNOFFICIAL);
    CHECK_STR(registry_class_of(registry, added)->id, "4xx");
    registry_free(registry);
}

static void an_overlay_can_move_classes_and_rules(void)
{
    struct registry *registry = parse_good("good/full.json");
    struct sb_error err = SB_ERROR_INIT;
    CHECK(merge(registry,
                "{\"format\": 1, \"title\": \"Mine\", \"unregistered\": {\"outside\": \"6xx\"}, "
                "\"classes\": [{\"id\": \"6xx\", \"title\": \"New\", \"first\": 0, \"last\": 99}, "
                "{\"id\": \"4xx\", \"title\": \"Less\", \"first\": 420, \"last\": 499}], "
                "\"codes\": [{\"code\": \"400\", \"owner\": \"iana\", \"summary\": \"S\"}]}",
                &err));
    CHECK_STR(err.message, NULL);
    CHECK_INT(registry->entry_count, 4);
    CHECK_STR(registry_find(registry, "400", "IANA")->summary, "S");
    CHECK(registry_class_of(registry, registry_find(registry, "400", "IANA")) == NULL);
    CHECK_STR(registry->title, "Every field");
    CHECK_STR(registry->unregistered.outside, "6xx");
    registry_free(registry);
}

static void an_overlay_adds_to_what_is_known_of_logs(void)
{
    struct registry *registry = parse_good("good/full.json");
    struct sb_error err = SB_ERROR_INIT;
    const struct log_knowledge *logs = &registry->logs;
    CHECK(merge(registry,
                "{\"format\": 1, \"logs\": {\"status_names\": [\"ourcode\"], \"witnesses\": "
                "[{\"id\": \"bars\", \"strength\": 0}], \"reasons\": [{\"owner\": \"Us\", "
                "\"place\": \"state\", \"values\": [{\"word\": \"X\", \"text\": \"why\"}]}]}}",
                &err));
    CHECK_STR(err.message, NULL);
    check_list(&logs->status_names, 2, "ourcode");
    CHECK_STR(logs->status_names.items[0], "statuscode");
    CHECK_INT(logs->prefixes.count, 1); /* what the overlay lacks stays */
    CHECK_INT(logs->witness_count, 2);
    CHECK_INT(logs->witnesses[1].id, WITNESS_BARS);
    CHECK_INT(logs->witnesses[0].strength, 9);
    CHECK_INT(logs->reasons_count, 2);
    CHECK_STR(logs->reasons[1].values[0].text, "why");
    CHECK(
        !merge(registry,
               "{\"format\": 1, \"logs\": {\"witnesses\": [{\"id\": \"guess\", \"strength\": 9}]}}",
               &err));
    CHECK_HAS(err.message, "logs.witnesses[0].id: is \"guess\", expected version");
    CHECK_INT(logs->witness_count, 2);
    sb_error_clear(&err);
    registry_free(registry);
}

static void an_overlay_adds_fields_and_rules(void)
{
    struct sb_error err = SB_ERROR_INIT;
    struct registry *registry = support_parse(
        "{\"format\": 1, \"id\": \"t\", \"title\": \"T\", \"classes\": [], \"codes\": [], "
        "\"fields\": [{\"name\": \"Age\", \"in\": \"response\", \"kind\": \"seconds\", "
        "\"summary\": \"How old.\"}]}",
        "t.json");
    const struct answer_knowledge *answers = &registry_extras(registry)->answers;
    CHECK(merge(registry,
                "{\"format\": 1, \"fields\": [{\"name\": \"X-Team\", \"in\": \"both\", \"kind\": "
                "\"text\", \"summary\": \"Who owns it.\", \"secret\": true}], \"rules\": [{\"id\": "
                "\"team\", \"strength\": \"cannot\", \"if\": [[\"not\", \"has\", \"X-Team\"]], "
                "\"message\": \"No team.\"}]}",
                &err));
    CHECK_INT(answers->field_count, 2);
    CHECK_STR(answers->fields[0].name, "Age");
    CHECK_INT(answers->fields[0].secret, TRI_UNKNOWN);
    CHECK_STR(answers->fields[1].name, "X-Team");
    CHECK_INT(answers->fields[1].secret, TRI_YES);
    CHECK_INT(answers->rule_count, 1);
    CHECK_INT(answers->rules[0].strength, STRENGTH_CANNOT);
    CHECK_INT(answers->rules[0].term_count, 1);
    CHECK_STR(answers->rules[0].terms[0].items[2], "X-Team");
    registry_free(registry);
}

static void check_rule_message(const char *terms, const char *expected)
{
    struct sb_error err = SB_ERROR_INIT;
    struct registry *registry = support_parse(
        "{\"format\": 1, \"id\": \"t\", \"title\": \"T\", \"classes\": [], \"codes\": []}",
        "t.json");
    struct strbuf text = STRBUF_INIT;
    strbuf_printf(&text,
                  "{\"format\": 1, \"rules\": [{\"id\": \"a\", \"strength\": \"MUST\", \"if\": %s, "
                  "\"message\": \"b\"}]}",
                  terms);
    CHECK(!merge(registry, strbuf_str(&text), &err));
    CHECK_HAS(err.message, expected);
    CHECK_INT(registry_extras(registry)->answers.rule_count, 0);
    sb_error_clear(&err);
    strbuf_clear(&text);
    registry_free(registry);
}

static void says_what_is_wrong_in_a_rule(void)
{
    check_rule_message("[]", "rules[0] (a): if: is empty, expected at least one term");
    check_rule_message("[[\"has\"]]", "rules[0] (a): if[0]: has 1 strings, expected a word");
    check_rule_message("[[\"not\", \"has\"]]", "rules[0] (a): if[0]: has 2 strings");
    check_rule_message("[[\"not\", \"ha\", \"Age\"]]",
                       "rules[0] (a): if[0][1]: is \"ha\", expected a word of rules");
    check_rule_message("[\"has\"]",
                       "rules[0] (a): if[0]: is \"has\", expected an array of strings");
    check_rule_message("[[\"has\", 1]]",
                       "rules[0] (a): if[0][1]: is 1 (a number), expected a string");
}

static void an_overlay_adds_synonyms(void)
{
    struct registry *registry = parse_good("good/full.json");
    struct sb_error err = SB_ERROR_INIT;
    CHECK(merge(registry, "{\"format\": 1, \"synonyms\": [\"tenant customer\"]}", &err));
    CHECK_STR(err.message, NULL);
    check_list(&registry->synonyms, 3, "tenant customer");
    CHECK_STR(registry->synonyms.items[0], "big large huge");
    CHECK(!merge(registry, "{\"format\": 1, \"synonyms\": [\"\"]}", &err));
    CHECK_HAS(err.message, "synonyms[0]: is \"\", expected a string that is not blank");
    CHECK_INT(registry->synonyms.count, 3);
    sb_error_clear(&err);
    registry_free(registry);
}

static void an_overlay_with_a_fault_changes_nothing(void)
{
    static const char *const overlays[][2] = {
        {"{\"format\": 1, \"codes\": [{\"code\": \"429\", \"owner\": \"IANA\", \"summary\": "
         "\"S\"}, "
         "{\"code\": \"491\", \"owner\": \"Us\"}]}",
         "over.json: codes[1] (491 Us): phrase: is missing, expected a string, because the entry "
         "is new"},
        {"{\"format\": 1, \"codes\": [{\"code\": \"429\", \"owner\": \"IANA\", \"summary\": "
         "\"S\"}, "
         "{\"code\": \"400\", \"owner\": \"IANA\", \"registration\": 1}]}",
         "over.json: codes[1] (400 IANA): registration: is 1 (a number)"},
        {"{\"format\": 1, \"unregistered\": {\"outside\": \"9xx\"}}",
         "over.json: unregistered.outside: is \"9xx\", expected the id of a class"},
        {"{\"format\": 1", "over.json:1:13: found the end of the file"},
        {"{\"format\": 2}", "over.json: format: is 2 (a number)"},
        {"{}", "over.json: format: is missing"},
    };
    struct registry *registry = parse_good("good/full.json");
    struct arena arena = registry->arena;
    struct strbuf before = STRBUF_INIT, after = STRBUF_INIT;
    registry_dump(registry, &before);
    for (size_t i = 0; i < sizeof overlays / sizeof overlays[0]; i++) {
        struct sb_error err = SB_ERROR_INIT;
        CHECK_MSG(!merge(registry, overlays[i][0], &err), "%s", overlays[i][0]);
        CHECK_HAS(err.message, overlays[i][1]);
        sb_error_clear(&err);
        strbuf_reset(&after);
        registry_dump(registry, &after);
        CHECK_STR(after.data, before.data);
        /* Nor does it leak memory. */
        CHECK(registry->arena.blocks == arena.blocks && registry->arena.used == arena.used);
    }
    strbuf_clear(&before);
    strbuf_clear(&after);
    registry_free(registry);
}

static void an_overlay_of_another_registry_changes_nothing(void)
{
    struct registry *registry = parse_good("good/full.json");
    struct sb_error err = SB_ERROR_INIT;
    CHECK(!merge(registry,
                 "{\"format\": 1, \"id\": \"smtp\", \"codes\": [{\"code\": \"429\", \"owner\": "
                 "\"IANA\", \"phrase\": \"Other\"}, {\"code\": \"1\", \"owner\": \"Us\"}]}",
                 &err));
    CHECK_STR(err.message, "over.json: id: is \"smtp\", expected \"full\", the registry that it "
                           "would change");
    CHECK_INT(registry->entry_count, 4);
    CHECK_STR(registry_find(registry, "429", NULL)->phrase, "Too Many Requests");
    registry_free(registry);
    sb_error_clear(&err);
}

static bool check_text(const char *text, struct registry *base, struct sb_error *err)
{
    struct library_item item = {.handle = base};
    struct library library = {.items = &item, .count = 1};
    struct registry_checks checks = {.library = base != NULL ? &library : NULL};
    return registry_check(text, strlen(text), "test.json", &checks, err);
}

#define CODES(members)                                                                             \
    HEAD "\"codes\": [{\"code\": \"1\", \"owner\": \"O\", \"phrase\": \"P\", " members "}]}"
#define CLASS(id, first, last)                                                                     \
    "{\"id\": \"" id "\", \"title\": \"C\", \"first\": " first ", \"last\": " last "}"
#define CLASSES(classes)                                                                           \
    "{\"format\": 1, \"id\": \"t\", \"title\": \"T\", \"codes\": [], \"classes\": [" classes "]}"
#define NO_DOC "is \"D\", expected the id of a document"

/* Each loads, and has this fault, or none. */
static void checks_more_than_it_loads(void)
{
    static const struct {
        const char *text, *fault;
    } cases[] = {
        {CODES("\"references\": [{\"doc\": \"D\"}]"), "codes[0] (1 O): references[0].doc: " NO_DOC},
        {CODES("\"history\": [{\"doc\": \"D\"}]"), "codes[0] (1 O): history[0].doc: " NO_DOC},
        {CODES(
             "\"myths\": [{\"text\": \"x\"}, {\"text\": \"x\", \"reference\": {\"doc\": \"D\"}}]"),
         "codes[0] (1 O): myths[1].reference.doc: " NO_DOC},
        {CODES("\"headers\": [{\"name\": \"H\", \"in\": \"request\", \"strength\": \"MAY\", "
               "\"reference\": {\"section\": \"1\", \"doc\": \"D\"}}]"),
         "codes[0] (1 O): headers[0].reference.doc: " NO_DOC},
        {CODES("\"former_names\": [{\"phrase\": \"F\", \"reference\": {\"doc\": \"D\"}}]"),
         "codes[0] (1 O): former_names[0].reference.doc: " NO_DOC},
        {CODES("\"confusable_with\": [{\"code\": \"2\", \"difference\": \"x\"}]"),
         "codes[0] (1 O): confusable_with[0].code: is \"2\", expected the code of an entry"},
        {CODES("\"confusable_with\": [{\"code\": \"1\", \"owner\": \"X\", \"difference\": \"x\"}]"),
         "codes[0] (1 O): confusable_with[0].owner: is \"X\", expected an owner of that code"},
        {CODES("\"confusable_with\": [{\"code\": \"1\", \"owner\": \"o\", \"difference\": \"x\"}]"),
         NULL},
        {CODES("\"related\": [{\"registry\": \"t\", \"code\": \"2\"}]"),
         "codes[0] (1 O): related[0].code: is \"2\", expected the code of an entry"},
        {CODES("\"related\": [{\"registry\": \"t\", \"code\": \"1\", \"owner\": \"X\"}]"),
         "codes[0] (1 O): related[0].owner: is \"X\", expected an owner of that code"},
        {CODES("\"related\": [{\"registry\": \"other\", \"code\": \"2\"}]"), NULL},
        {CODES("\"limits\": [{\"who\": \"W\", \"default\": \"1\", \"reference\": {\"doc\": "
               "\"D\"}}]"),
         "codes[0] (1 O): limits[0].reference.doc: " NO_DOC},
        {CODES("\"unknown\": {\"doc\": \"D\"}"), NULL},
        {HEAD "\"codes\": [], \"unregistered\": {\"reference\": {\"doc\": \"D\"}}}",
         "unregistered.reference.doc: " NO_DOC},
        {HEAD "\"codes\": [], \"unregistered\": {\"reference\": {\"doc\": \"D\"}}, \"documents\": "
              "[{\"id\": \"D\", \"title\": \"T\", \"obsoletes\": [\"C\"]}]}",
         NULL},
        {CLASSES("{\"id\": \"a\", \"title\": \"C\", \"first\": 1, \"last\": 1, \"reference\": "
                 "{\"doc\": \"D\"}}"),
         "classes[0] (a): reference.doc: " NO_DOC},
        {"{\"format\": 1, \"id\": \"t\", \"title\": \"T\", \"classes\": [], \"codes\": [], "
         "\"grids\": [{\"title\": \"T\", \"rows\": \"retry\", \"in\": \"c\"}]}",
         "grids[0]: in: is \"c\", expected the id of a class"},
        {CODES("\"class\": \"c\""), "codes[0] (1 O): class: is \"c\", expected the id of a class"},
        {CLASSES("{\"id\": \"a\", \"title\": \"C\"}, {\"id\": \"b\", \"title\": \"C\"}"), NULL},
        {CLASSES(CLASS("a", "1", "2") ", " CLASS("b", "3", "4")), NULL},
        {CLASSES(CLASS("a", "3", "4") ", " CLASS("b", "1", "2") ", " CLASS("c", "2", "9")),
         "classes[2] (c): has numbers of classes[0], which is 3 to 4, expected others"},
        {CLASSES(CLASS("a", "1", "9") ", " CLASS("b", "2", "2")),
         "classes[1] (b): has numbers of classes[0], which is 1 to 9, expected others"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sb_error err = SB_ERROR_INIT;
        struct strbuf fault = STRBUF_INIT;
        check_accepted(cases[i].text);
        bool good = check_text(cases[i].text, NULL, &err);
        CHECK_MSG(good == (cases[i].fault == NULL), "%s", cases[i].text);
        if (cases[i].fault != NULL)
            strbuf_printf(&fault, "test.json: %s", cases[i].fault);
        CHECK_STR(err.message, cases[i].fault != NULL ? fault.data : NULL);
        strbuf_clear(&fault);
        sb_error_clear(&err);
    }
}

static void checks_an_overlay_against_its_base(void)
{
    struct registry *base = parse_good("good/full.json");
    struct sb_error err = SB_ERROR_INIT;
    const char *incomplete = "{\"format\": 1, \"codes\": [{\"code\": \"2\", \"owner\": \"O\"}]}";
    const char *leads_out = "{\"format\": 1, \"codes\": [{\"code\": \"429\", \"owner\": \"IANA\", "
                            "\"references\": [{\"doc\": \"RFC 9110\"}, {\"doc\": \"D\"}]}]}";
    const char *complete = "{\"format\": 1, \"documents\": [{\"id\": \"D\", \"title\": \"D\"}], "
                           "\"codes\": [{\"code\": \"2\", \"owner\": \"O\", \"phrase\": \"P\"}]}";
    CHECK(registry_is_overlay(incomplete, strlen(incomplete)));
    CHECK(!registry_is_overlay(CLASSES(""), strlen(CLASSES(""))));
    CHECK(!registry_is_overlay("[]", 2) && !registry_is_overlay("{", 1));
    CHECK(check_text(incomplete, NULL, &err));
    CHECK(!check_text(incomplete, base, &err));
    CHECK_STR(err.message, "test.json: codes[0] (2 O): phrase: is missing, expected a string, "
                           "because the entry is new");
    CHECK(check_text(leads_out, NULL, NULL));
    CHECK(!check_text(leads_out, base, &err));
    CHECK_STR(err.message, "test.json: codes[0] (429 IANA): references[1].doc: " NO_DOC);
    sb_error_clear(&err);
    /* One over the other. */
    CHECK(check_text(complete, base, &err));
    CHECK(check_text(leads_out, base, &err));
    CHECK(check_text(incomplete, base, &err));
    CHECK_STR(err.message, NULL);
    registry_free(base);
}

/* Writes, reads and writes again: both texts are the same. The caller clears *text. */
static void check_round_trip(const struct registry *registry, const char *name, struct strbuf *text)
{
    struct strbuf again = STRBUF_INIT;
    struct sb_error err = SB_ERROR_INIT;
    registry_dump(registry, text);
    struct registry *copy = registry_parse(text->data, text->len, name, &err);
    CHECK_STR(err.message, NULL);
    if (copy != NULL) {
        registry_dump(copy, &again);
        CHECK_STR(again.data, text->data);
        CHECK_INT(copy->entry_count, registry->entry_count);
        for (size_t i = 0; i < copy->entry_count; i++)
            CHECK_INT(copy->entries[i].given, registry->entries[i].given);
    }
    registry_free(copy);
    sb_error_clear(&err);
    strbuf_clear(&again);
}

static void writing_and_reading_gives_the_same(void)
{
    for (size_t i = 0; i < GOOD_COUNT; i++) {
        struct strbuf text = STRBUF_INIT;
        struct registry *registry = parse_good(good_registries[i]);
        check_round_trip(registry, good_registries[i], &text);
        strbuf_clear(&text);
        registry_free(registry);
    }
}

static void writes_only_what_is_given_in_the_order_of_the_format(void)
{
    struct strbuf text = STRBUF_INIT;
    struct sb_error err = SB_ERROR_INIT;
    struct registry *registry = parse(
        "{\"codes\": [{\"history\": [], \"facts\": {\"redirect_method\": null, \"sent_by\": []}, "
        "\"seen_in\": [\"log\", \"response\"], \"owner\": \"O\", \"x\": 1, \"phrase\": \"P\", "
        "\"code\": \"2\"}, {\"code\": \"1\", \"phrase\": \"\u00e9\", \"owner\": \"O\", \"facts\": "
        "{}, "
        "\"example\": {}}], \"classes\": [], \"unregistered\": {}, \"title\": \"T\", \"id\": "
        "\"t\", "
        "\"format\": 1}",
        &err);
    CHECK_STR(err.message, NULL);
    if (registry != NULL)
        check_round_trip(registry, "t", &text);
    CHECK_STR(text.data,
              "{\n"
              " \"format\": 1,\n"
              " \"id\": \"t\",\n"
              " \"title\": \"T\",\n"
              " \"classes\": [],\n"
              " \"codes\": [\n"
              "  {\"code\": \"1\", \"phrase\": \"\u00e9\", \"owner\": \"O\", \"example\": {}},\n"
              "  {\n"
              "   \"code\": \"2\",\n"
              "   \"phrase\": \"P\",\n"
              "   \"owner\": \"O\",\n"
              "   \"seen_in\": [\"response\", \"log\"],\n"
              "   \"facts\": {\"redirect_method\": null, \"sent_by\": []},\n"
              "   \"history\": []\n"
              "  }\n"
              " ]\n"
              "}\n");
    strbuf_clear(&text);
    registry_free(registry);
}

static void the_shipped_registry_is_in_the_canonical_layout(void)
{
    size_t len;
    char *bytes = read_data("../../data/http.json", &len);
    if (bytes == NULL)
        return;
    struct strbuf text = STRBUF_INIT;
    struct registry *registry = parse_good("../../data/http.json");
    check_round_trip(registry, "http.json", &text);
    CHECK_MSG(text.len == len && memcmp(text.data, bytes, len) == 0,
              "data/http.json differs from what --dump writes of it");
    strbuf_clear(&text);
    registry_free(registry);
    free(bytes);
}

static void escapes_what_json_cannot_hold(void)
{
    struct json_writer json = {0};
    struct strbuf text = STRBUF_INIT;
    json_string(&json, NULL, "a\"b\\c\n\t\x01\x7f\xC2\x85\u00e9\U0001F600\xff/");
    json_finish(&json, &text);
    CHECK_STR(text.data, "\"a\\\"b\\\\c\\n\\t\\u0001\\u007f\\u0085\u00e9\U0001F600\uFFFD/\"\n");
    strbuf_clear(&text);
}

/* An array of one string of so many characters, as a member "k" of an object. */
static char *write_line(size_t chars)
{
    struct json_writer json = {0};
    struct strbuf text = STRBUF_INIT, value = STRBUF_INIT;
    for (size_t i = 0; i < chars; i++)
        strbuf_puts(&value, "\u00e9");
    json_begin_object(&json, NULL);
    json_integer(&json, "n", -5);
    json_begin_array(&json, "k");
    json_string(&json, NULL, value.data);
    json_end(&json);
    json_bool(&json, "b", true);
    json_string(&json, "s", NULL);
    json_end(&json);
    json_finish(&json, &text);
    strbuf_clear(&value);
    return strbuf_take(&text);
}

static void keeps_on_one_line_what_fits(void)
{
    /* A space, "k": [""], and the comma take 11 columns. */
    char *fits = write_line(JSON_LINE_COLS - 11), *breaks = write_line(JSON_LINE_COLS - 10);
    CHECK_HAS(fits, "{\n \"n\": -5,\n \"k\": [\"\u00e9");
    CHECK_HAS(fits, "\u00e9\"],\n \"b\": true,\n \"s\": null\n}\n");
    CHECK_HAS(breaks, " \"k\": [\n  \"\u00e9");
    CHECK_HAS(breaks, "\u00e9\"\n ],\n \"b\": true,");
    free(fits);
    free(breaks);
    char *small = write_line(1);
    CHECK_STR(small, "{\"n\": -5, \"k\": [\"\u00e9\"], \"b\": true, \"s\": null}\n");
    free(small);
}

static void fills_the_lines_of_an_array_of_plain_values(void)
{
    struct json_writer json = {0};
    struct strbuf text = STRBUF_INIT;
    json_begin_array(&json, NULL);
    for (int i = 0; i < 100; i++)
        json_integer(&json, NULL, 1000 + i);
    json_end(&json);
    json_finish(&json, &text);
    CHECK_HAS(text.data, "[\n 1000, 1001, 1002");
    CHECK_HAS(text.data, "1098, 1099\n]\n");
    CHECK_INT(count_lines(text.data), 8);
    for (char *line = text.data, *end; (end = strchr(line, '\n')) != NULL; line = end + 1)
        CHECK_MSG(end - line <= JSON_LINE_COLS, "%.130s", line);
    strbuf_clear(&text);
}

int main(void)
{
    RUN(every_broken_file_is_refused_with_its_message);
    RUN(every_broken_file_is_in_the_table);
    RUN(takes_every_good_file);
    RUN(reads_the_frame_of_a_registry);
    RUN(reads_every_field_of_an_entry);
    RUN(what_is_absent_is_not_given);
    RUN(reads_registries_of_other_protocols);
    RUN(the_bytes_need_no_nul_behind_them);
    RUN(takes_what_json_allows);
    RUN(counts_lines_and_columns_as_editors_do);
    RUN(tells_all_faults_of_a_file);
    RUN(tells_at_most_a_hundred_faults);
    RUN(hostile_text_in_messages_is_printable);
    RUN(bounds_the_nesting);
    RUN(bounds_strings_by_what_they_stand_for);
    RUN(bounds_numbers);
    RUN(bounds_the_file);
    RUN(bounds_the_lists);
    RUN(reads_a_hundred_thousand_entries_at_once);
    RUN(merges_a_hundred_thousand_owners_of_one_code);
    RUN(finds_a_key_given_twice_among_many);
    RUN(survives_any_byte_anywhere);
    RUN(bounds_are_the_callers);
    RUN(finds_what_is_not_plain_at_every_offset);
    RUN(merges_an_overlay);
    RUN(an_overlay_can_move_classes_and_rules);
    RUN(an_overlay_adds_synonyms);
    RUN(an_overlay_adds_to_what_is_known_of_logs);
    RUN(an_overlay_adds_fields_and_rules);
    RUN(says_what_is_wrong_in_a_rule);
    RUN(an_overlay_with_a_fault_changes_nothing);
    RUN(an_overlay_of_another_registry_changes_nothing);
    RUN(checks_more_than_it_loads);
    RUN(checks_an_overlay_against_its_base);
    RUN(writing_and_reading_gives_the_same);
    RUN(writes_only_what_is_given_in_the_order_of_the_format);
    RUN(the_shipped_registry_is_in_the_canonical_layout);
    RUN(escapes_what_json_cannot_hold);
    RUN(keeps_on_one_line_what_fits);
    RUN(fills_the_lines_of_an_array_of_plain_values);
    return check_done();
}
