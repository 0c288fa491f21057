#include "config.h"

#include <stdlib.h>

#include "registry/fields.h"
#include "registry/reference.h"
#include "registry/registry.h"
#include "registry/unregistered.h"
#include "support/check.h"
#include "support/registries.h"

static void put(struct registry *registry, const char *code, const char *phrase, const char *owner,
                enum registration registration)
{
    struct entry entry = {.code = code,
                          .phrase = phrase,
                          .owner = owner,
                          .registration = registration,
                          .given = FIELD_BIT(FIELD_PHRASE) | FIELD_BIT(FIELD_REGISTRATION)};
    fields_give_details(&entry, &registry->arena);
    registry_put_entry(registry, &entry);
}

/* Five classes as HTTP has them, and a few codes in no order. */
static struct registry *small_http(void)
{
    static const struct code_class classes[] = {
        {.id = "1xx", .title = "Informational", .first = 100, .last = 199},
        {.id = "2xx", .title = "Successful", .first = 200, .last = 299},
        {.id = "3xx", .title = "Redirection", .first = 300, .last = 399},
        {.id = "4xx", .title = "Client Error", .first = 400, .last = 499},
        {.id = "5xx", .title = "Server Error", .first = 500, .last = 599},
    };
    static const struct document documents[] = {
        {.id = "RFC 9110",
         .title = "HTTP Semantics",
         .url = "https://example.org/9110",
         .section_url = "https://example.org/9110#section-{section}"},
        {.id = "Manual", .title = "No sections", .url = "https://example.org/manual"},
        {.id = "Paper", .title = "No address"},
    };
    struct registry *registry = registry_new();
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        registry_put_class(registry, &classes[i]);
    for (size_t i = 0; i < sizeof documents / sizeof documents[0]; i++)
        registry_put_document(registry, &documents[i]);
    registry->unregistered = (struct unregistered_rule){true, "5xx", {"RFC 9110", "15"}};
    put(registry, "530", "Site is frozen", "Pantheon", REGISTRATION_UNOFFICIAL);
    put(registry, "503", "Service Unavailable", "IANA", REGISTRATION_STANDARD);
    put(registry, "499", "Client Closed Request", "nginx", REGISTRATION_UNOFFICIAL);
    put(registry, "431", "Request Header Fields Too Large", "IANA", REGISTRATION_STANDARD);
    put(registry, "418", "Teapot", "An Earlier Owner", REGISTRATION_UNOFFICIAL);
    put(registry, "418", "(Unused)", "IANA", REGISTRATION_UNUSED);
    put(registry, "400", "Bad Request", "IANA", REGISTRATION_STANDARD);
    put(registry, "451", "Unavailable For Legal Reasons", "IANA", REGISTRATION_STANDARD);
    put(registry, "200", "OK", "IANA", REGISTRATION_STANDARD);
    put(registry, "530", "Origin DNS Error", "Cloudflare", REGISTRATION_UNOFFICIAL);
    registry_finish(registry);
    return registry;
}

static void orders_by_number_then_standing_then_position(void)
{
    static const char *const order[][2] = {
        {"200", "IANA"},     {"400", "IANA"},       {"418", "IANA"},  {"418", "An Earlier Owner"},
        {"431", "IANA"},     {"451", "IANA"},       {"499", "nginx"}, {"503", "IANA"},
        {"530", "Pantheon"}, {"530", "Cloudflare"},
    };
    struct registry *registry = small_http();
    CHECK_INT(registry->entry_count, sizeof order / sizeof order[0]);
    for (size_t i = 0; i < registry->entry_count; i++) {
        CHECK_STR(registry->entries[i].code, order[i][0]);
        CHECK_STR(registry->entries[i].owner, order[i][1]);
        CHECK_INT(registry_index(registry, &registry->entries[i]), i);
    }
    registry_free(registry);
}

/* A registry with a family of three numbers, one of which has an entry of its own. */
static struct registry *with_family(void)
{
    static const struct family_number numbers[] = {
        {.code = "612", .phrase = "No Such File", .note = "The file was deleted."},
        {.code = "400", .phrase = "Malformed"},
        {.code = "614", .phrase = "Exists"},
        {.code = "614", .phrase = "Exists again"},
        {.code = "612", .phrase = "No such file again"},
    };
    static const struct reference reference = {"Manual", NULL};
    struct registry *registry = small_http();
    struct entry family = {.code = "6xx",
                           .phrase = "Storage Errors",
                           .owner = "Qiniu",
                           .seen_in = 1u << SEEN_RESPONSE,
                           .given = FIELD_BIT(FIELD_PHRASE) | FIELD_BIT(FIELD_NUMBERS) |
                                    FIELD_BIT(FIELD_SEEN_IN) | FIELD_BIT(FIELD_REFERENCES)};
    fields_give_details(&family, &registry->arena);
    **family.details = (struct entry_details){
        .numbers = numbers, .number_count = 5, .references = {&reference, 1}};
    registry_put_entry(registry, &family);
    put(registry, "614", "Of Its Own", "Qiniu", REGISTRATION_UNOFFICIAL);
    registry_finish(registry);
    return registry;
}

static void every_number_of_a_family_is_an_entry(void)
{
    struct registry *registry = with_family();
    const struct entry *family = registry_find(registry, "6xx", "Qiniu");
    const struct entry *member = registry_find(registry, "612", NULL);
    CHECK(member != NULL && entry_is_member(member) && !entry_is_member(family));
    CHECK_STR(member->phrase, "No Such File");
    CHECK_STR(member->summary, "The file was deleted.");
    CHECK_INT(member->seen_in, 1u << SEEN_RESPONSE);
    CHECK(member->registration == REGISTRATION_UNOFFICIAL && member->class_index == REGISTRY_NONE);
    CHECK(registry_texts_of(registry, member) == family);
    CHECK(registry_texts_of(registry, family) == family);
    /* next to the official one, and counted with none */
    CHECK_STR(registry_find(registry, "400", NULL)->owner, "IANA");
    CHECK(entry_is_member(registry_find(registry, "400", "qiniu")));
    CHECK_INT(registry_class(registry, "4xx")->entry_count, 6);
    /* an entry of its own goes first */
    CHECK_STR(registry_find(registry, "614", "Qiniu")->phrase, "Of Its Own");
    CHECK(!entry_is_member(registry_find(registry, "614", "Qiniu")));
    registry_free(registry);
}

/* Wherever the family is in the file. */
static void a_number_of_a_family_comes_after_entries_of_their_own(void)
{
    struct registry *registry = with_family();
    put(registry, "612", "Mine", "Later", REGISTRATION_UNOFFICIAL);
    put(registry, "612", "Gone By", "Past", REGISTRATION_HISTORIC);
    registry_finish(registry);
    const struct entry *first = registry_find(registry, "612", NULL);
    CHECK_STR(first->owner, "Later");
    CHECK_STR(first[1].owner, "Qiniu");
    CHECK_STR(first[2].owner, "Past");
    registry_free(registry);
}

static void members_follow_what_an_overlay_changes(void)
{
    static const struct family_number numbers[] = {{.code = "700", .phrase = "New"}};
    struct registry *registry = with_family();
    size_t before = registry->entry_count;
    registry_finish(registry);
    CHECK_INT(registry->entry_count, before);
    put(registry, "612", "Gone", "Qiniu", REGISTRATION_UNOFFICIAL);
    registry_finish(registry);
    CHECK_INT(registry->entry_count, before);
    CHECK_STR(registry_find(registry, "612", NULL)->phrase, "Gone");
    CHECK_STR(registry_find(registry, "612", NULL)->summary, "The file was deleted.");
    CHECK(!entry_is_member(registry_find(registry, "612", NULL)));
    struct entry change = {.code = "6xx", .owner = "Qiniu", .given = FIELD_BIT(FIELD_NUMBERS)};
    fields_give_details(&change, &registry->arena);
    **change.details = (struct entry_details){.numbers = numbers, .number_count = 1};
    registry_put_entry(registry, &change);
    registry_finish(registry);
    CHECK(registry_find(registry, "700", "Qiniu") != NULL);
    CHECK(registry_find(registry, "400", "Qiniu") == NULL);
    registry_free(registry);
}

static void a_historic_owner_goes_last(void)
{
    struct registry *registry = small_http();
    put(registry, "530", "A Draft's", "Gone", REGISTRATION_HISTORIC);
    put(registry, "530", "New", "Newcomer", REGISTRATION_UNOFFICIAL);
    registry_finish(registry);
    size_t last = registry->entry_count - 1;
    CHECK_STR(registry->entries[last].owner, "Gone");
    CHECK_STR(registry->entries[last - 1].owner, "Newcomer");
    CHECK(entry_is_unofficial(&registry->entries[last]));
    registry_free(registry);
}

static void orders_codes_of_other_protocols(void)
{
    static const char *const order[] = {"CANCELLED", "UNKNOWN", "0x1", "2", "0x3", "5.1.1", "10"};
    struct registry *registry = registry_new();
    for (size_t i = 7; i > 0; i--)
        put(registry, order[i - 1], "P", "O", REGISTRATION_STANDARD);
    registry_finish(registry);
    for (size_t i = 0; i < 7; i++) {
        CHECK_STR(registry->entries[i].code, order[i]);
        CHECK(registry_find(registry, order[i], NULL) == &registry->entries[i]);
        CHECK(registry_class_of(registry, &registry->entries[i]) == NULL);
    }
    registry_free(registry);
}

static void orders_parts_of_a_code_by_their_numbers(void)
{
    static const char *const order[] = {"5.1.9",    "5.1.10",    "404",   "404.3", "404.13",
                                        "404.13.2", "404.13.10", "404.a", "4040"};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        for (size_t j = 0; j < sizeof order / sizeof order[0]; j++) {
            int got = code_compare(order[i], order[j]);
            CHECK_MSG((got > 0) - (got < 0) == (i > j) - (i < j), "%s and %s: %d", order[i],
                      order[j], got);
        }
    CHECK(code_compare("0", "000") < 0 && code_compare("000", "0") > 0);
    struct registry *registry = small_http();
    put(registry, "400.13", "P", "O", REGISTRATION_UNOFFICIAL);
    put(registry, "400.3", "P", "O", REGISTRATION_UNOFFICIAL);
    registry_finish(registry);
    CHECK_STR(registry->entries[2].code, "400.3");
    CHECK_STR(registry->entries[3].code, "400.13");
    CHECK(registry_find(registry, "400.13", NULL) == &registry->entries[3]);
    registry_free(registry);
}

static void says_which_entries_stand_before_a_code(void)
{
    static const struct {
        const char *code;
        size_t before; /* entries */
    } cases[] = {{"199", 0},  {"200", 0},  {"201", 1},
                 {"418", 2},  {"419", 4},  {"431.5", 5},
                 {"599", 10}, {"600", 10}, {"99999999999999999999", 10}};
    struct registry *registry = small_http();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (size_t e = 0; e < registry->entry_count; e++)
            CHECK_MSG(registry_is_before(registry, &registry->entries[e], cases[i].code) ==
                          (e < cases[i].before),
                      "%s and entry %zu", cases[i].code, e);
    registry_free(registry);
}

static void orders_classes_as_the_registry_gives_them(void)
{
    static const struct code_class classes[] = {
        {.id = "high", .title = "H", .first = 50, .last = 99},
        {.id = "low", .title = "L", .first = 0, .last = 49},
    };
    static const char *const order[] = {"60", "70", "5", "6", "NONE", "100"};
    struct registry *registry = registry_new();
    for (size_t i = 0; i < 2; i++)
        registry_put_class(registry, &classes[i]);
    for (size_t i = 6; i > 0; i--)
        put(registry, order[i - 1], "P", "O", REGISTRATION_STANDARD);
    registry_finish(registry);
    for (size_t i = 0; i < 6; i++) {
        CHECK_STR(registry->entries[i].code, order[i]);
        CHECK(registry_find(registry, order[i], "o") == &registry->entries[i]);
    }
    registry_free(registry);
}

static void finds_classes_and_counts_their_entries(void)
{
    static const size_t counts[] = {0, 1, 0, 6, 3};
    struct registry *registry = small_http();
    for (size_t i = 0; i < registry->class_count; i++)
        CHECK_INT(registry->classes[i].entry_count, counts[i]);
    CHECK_STR(registry_class_of(registry, registry_find(registry, "499", NULL))->id, "4xx");
    CHECK(registry_class(registry, "4XX") == &registry->classes[3]);
    CHECK(registry_class(registry, "4") == NULL);
    registry_free(registry);
}

static void finds_entries_by_code_and_owner(void)
{
    static const struct {
        const char *code, *owner, *phrase;
    } cases[] = {
        {"418", NULL, "(Unused)"},
        {"418", "an earlier OWNER", "Teapot"},
        {"418", "iana", "(Unused)"},
        {"418", "nginx", NULL},
        {"530", NULL, "Site is frozen"},
        {"530", "cloudflare", "Origin DNS Error"},
        {"530", "pantheon", "Site is frozen"},
        {"4", NULL, NULL},
        {"0418", NULL, NULL},
        {"", NULL, NULL},
        {"999", NULL, NULL},
        {"OK", NULL, NULL},
    };
    struct registry *registry = small_http();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct entry *found = registry_find(registry, cases[i].code, cases[i].owner);
        CHECK_STR(found != NULL ? found->phrase : NULL, cases[i].phrase);
    }
    CHECK_STR(registry_find_prefix(registry, "43")->code, "431");
    CHECK_STR(registry_find_prefix(registry, "5")->code, "503");
    CHECK(registry_find_prefix(registry, "6") == NULL);
    registry_free(registry);
}

static void replaces_given_fields_and_adds_new_entries(void)
{
    struct registry *registry = small_http();
    struct entry change = {.code = "503",
                           .owner = "iana",
                           .summary = "Ask the team.",
                           .facts = {.retry = RETRY_NO, .content = CONTENT_FORBIDDEN},
                           .given = FIELD_BIT(FIELD_SUMMARY) | FIELD_BIT(FIELD_RETRY)};
    fields_give_details(&change, &registry->arena);
    registry_put_entry(registry, &change);
    put(registry, "490", "Gateway", "Us", REGISTRATION_UNOFFICIAL);
    registry_finish(registry);
    const struct entry *changed = registry_find(registry, "503", NULL);
    CHECK_INT(registry->entry_count, 11);
    CHECK_STR(changed->summary, "Ask the team.");
    CHECK_STR(changed->phrase, "Service Unavailable");
    CHECK_STR(changed->owner, "IANA");
    CHECK_INT(changed->registration, REGISTRATION_STANDARD);
    CHECK_INT(changed->facts.retry, RETRY_NO);
    CHECK_INT(changed->facts.content, CONTENT_UNKNOWN);
    CHECK_INT(changed->given, FIELD_BIT(FIELD_SUMMARY) | FIELD_BIT(FIELD_RETRY) |
                                  FIELD_BIT(FIELD_PHRASE) | FIELD_BIT(FIELD_REGISTRATION));
    CHECK_STR(registry_class_of(registry, registry_find(registry, "490", "us"))->id, "4xx");
    CHECK_INT(registry_class(registry, "4xx")->entry_count, 7);
    registry_free(registry);
}

/* What an overlay has changed of a code's first entry must not hide its other ones. */
static void finds_every_owner_while_standings_change(void)
{
    static const char *const owners[] = {"A", "B", "C", "D", "E", "F", "G"};
    struct registry *registry = registry_new();
    for (size_t i = 0; i < 7; i++)
        put(registry, "1", "P", owners[i],
            i % 2 == 0 ? REGISTRATION_STANDARD : REGISTRATION_UNOFFICIAL);
    registry_finish(registry);
    for (size_t i = 0; i < 7; i++) {
        put(registry, "1", "Q", owners[i],
            i % 2 != 0 ? REGISTRATION_STANDARD : REGISTRATION_UNOFFICIAL);
        for (size_t k = 0; k < 7; k++)
            CHECK(registry_find(registry, "1", owners[k]) != NULL);
    }
    registry_finish(registry);
    CHECK_INT(registry->entry_count, 7);
    CHECK_STR(registry_find(registry, "1", NULL)->owner, "B");
    CHECK_STR(registry->entries[6].owner, "G");
    CHECK(registry_find(registry, "1", "g") == &registry->entries[6]);
    size_t count = 0;
    for (const struct entry *entry = registry_find(registry, "1", NULL); entry != NULL;
         entry = registry_next_meaning(registry, entry))
        CHECK(entry == &registry->entries[count++]);
    CHECK_INT(count, 7);
    CHECK(registry_find(registry, "1", "") == NULL);
    CHECK(registry_find(registry, "1", "BB") == NULL);
    CHECK(registry_find(registry, "1", "H") == NULL);
    registry_free(registry);
}

static void replaces_classes_and_documents_by_id(void)
{
    struct registry *registry = small_http();
    struct code_class class = {.id = "4XX", .title = "Ours", .first = 400, .last = 450};
    struct document document = {.id = "Paper", .title = "Found", .url = "https://example.org/p"};
    registry_put_class(registry, &class);
    registry_put_document(registry, &document);
    registry_finish(registry);
    CHECK_INT(registry->class_count, 5);
    CHECK_INT(registry->document_count, 3);
    CHECK_STR(registry_class(registry, "4xx")->title, "Ours");
    CHECK(registry_class_of(registry, registry_find(registry, "451", NULL)) == NULL);
    CHECK_STR(registry_document(registry, "Paper")->url, "https://example.org/p");
    registry_free(registry);
}

static void matches_patterns(void)
{
    static const struct {
        const char *code, *pattern;
        bool matches;
    } cases[] = {
        {"404", "404", true},  {"404", "40x", true}, {"404", "4XX", true},
        {"404", "xxx", true},  {"404", "40", false}, {"404", "4xxx", false},
        {"404", "x05", false}, {"404", "", false},   {"5.1.1", "5.x.x", true},
        {"0x1", "0x1", true},  {"0x1", "0xx", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        CHECK_MSG(code_matches(cases[i].code, cases[i].pattern) == cases[i].matches, "%s and %s",
                  cases[i].code, cases[i].pattern);
    CHECK(code_begins("404", "4") && code_begins("404", "404"));
    CHECK(code_begins("404", "x0") && code_begins("5.1.1", "5.X"));
    CHECK(!code_begins("404", "5") && !code_begins("404", "404x"));
}

static void reads_the_number_of_a_code(void)
{
    CHECK_INT(code_number("404"), 404);
    CHECK_INT(code_number("000"), 0);
    CHECK_INT(code_number("5.1.1"), 5);
    CHECK_INT(code_number("0x1F"), 31);
    CHECK_INT(code_number("0x80070005"), INT64_C(2147942405)); /* also where a long has 32 bits */
    CHECK_INT(code_number("UNAVAILABLE"), -1);
    CHECK_INT(code_number("-1"), -1);
    CHECK_INT(code_number(" 1"), -1);
    CHECK_INT(code_number(""), -1);
    CHECK_INT(code_number("99999999999999999999999999"), -1);
}

static void answers_for_every_number(void)
{
    static const struct {
        const char *code, *text;
    } cases[] = {
        {"471", "471 is not registered: treat it as 400 Bad Request (RFC 9110 \u00a715)."},
        {"550", "550 is not registered: treat it as a 5xx (RFC 9110 \u00a715)."},
        {"742", "742 is outside 100-599, invalid: treat it as a 5xx (RFC 9110 \u00a715)."},
        {"99", "99 is outside 100-599, invalid: treat it as a 5xx (RFC 9110 \u00a715)."},
        {"000", "000 is outside 100-599, invalid: treat it as a 5xx (RFC 9110 \u00a715)."},
        {"99999999999999999999",
         "99999999999999999999 is outside 100-599, invalid: treat it as a 5xx "
         "(RFC 9110 \u00a715)."},
    };
    struct registry *registry = small_http();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf text = STRBUF_INIT;
        struct unregistered found;
        CHECK(unregistered_find(registry, cases[i].code, &found));
        unregistered_text(registry, cases[i].code, &found, &text);
        CHECK_STR(strbuf_str(&text), cases[i].text);
        strbuf_clear(&text);
    }
    registry_free(registry);
}

static void names_the_nearest_registered_codes(void)
{
    struct registry *registry = small_http();
    struct unregistered found;
    CHECK(unregistered_find(registry, "471", &found));
    CHECK_INT(found.nearest_count, 3);
    CHECK_STR(found.nearest[0]->code, "451");
    CHECK_STR(found.nearest[1]->code, "431");
    CHECK_STR(found.nearest[2]->code, "418");
    CHECK(unregistered_find(registry, "742", &found));
    CHECK_STR(found.nearest[0]->code, "503");
    registry_free(registry);
}

static void answers_for_parts_of_a_code(void)
{
    static const struct {
        const char *code, *text, *nearest;
    } cases[] = {
        {"503.99", "503.99 is not registered, .99 is unknown: treat it as 503 Service Unavailable.",
         "503 503.14 503.3"},
        {"503.4", "503.4 is not registered, .4 is unknown: treat it as 503 Service Unavailable.",
         "503 503.3 503.0"},
        {"503.3.7", "503.3.7 is not registered, .7 is unknown: treat it as 503.3 Three.", "503.3"},
        {"503.9223372036854775808",
         "503.9223372036854775808 is not registered, .9223372036854775808 is unknown: treat it as "
         "503 Service Unavailable.",
         "503 503.14 503.3"},
        {"499.1", "499.1 is not registered, .1 is unknown: treat it as 499 Client Closed Request.",
         "499"},
        {"471.1", "471.1 is not registered: treat it as 400 Bad Request (RFC 9110 \u00a715).",
         "451 431 418"},
    };
    struct registry *registry = small_http();
    put(registry, "503.0", "Zero", "IIS", REGISTRATION_UNOFFICIAL);
    put(registry, "503.3", "Three", "IIS", REGISTRATION_UNOFFICIAL);
    put(registry, "503.14", "Fourteen", "IIS", REGISTRATION_UNOFFICIAL);
    put(registry, "503.x", "No number", "IIS", REGISTRATION_UNOFFICIAL);
    registry_finish(registry);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf text = STRBUF_INIT, nearest = STRBUF_INIT;
        struct unregistered found;
        CHECK(unregistered_find(registry, cases[i].code, &found));
        unregistered_text(registry, cases[i].code, &found, &text);
        CHECK_STR(strbuf_str(&text), cases[i].text);
        for (size_t k = 0; k < found.nearest_count; k++)
            strbuf_printf(&nearest, "%s%s", k > 0 ? " " : "", found.nearest[k]->code);
        CHECK_STR(strbuf_str(&nearest), cases[i].nearest);
        strbuf_clear(&text);
        strbuf_clear(&nearest);
    }
    registry_free(registry);
}

static void says_nothing_of_what_is_no_number(void)
{
    struct registry *registry = small_http();
    struct unregistered found;
    CHECK(!unregistered_find(registry, "4x1", &found));
    CHECK(!unregistered_find(registry, "", &found));
    CHECK(!unregistered_find(registry, "-1", &found));
    /* In no class: a section or a version. */
    CHECK(!unregistered_find(registry, "4.5", &found));
    CHECK(!unregistered_find(registry, "404.", &found));
    CHECK(!unregistered_find(registry, "404..1", &found));
    CHECK(!unregistered_find(registry, ".404", &found));
    CHECK(!unregistered_find(registry, "404.x", &found));
    registry_free(registry);
    registry = registry_new();
    registry_finish(registry);
    CHECK(!unregistered_find(registry, "471", &found));
    registry_free(registry);
}

static void counts_a_number_of_two_classes_to_the_first(void)
{
    static const char text[] =
        "{\"format\":1,\"id\":\"x\",\"title\":\"T\",\"classes\":["
        "{\"id\":\"1xx\",\"title\":\"One\",\"first\":100,\"last\":299},"
        "{\"id\":\"2xx\",\"title\":\"Two\",\"first\":200,\"last\":399}],\"codes\":["
        "{\"code\":\"250\",\"phrase\":\"P\",\"owner\":\"IANA\",\"registration\":\"standard\"}]}";
    struct registry *registry = support_parse(text, "x.json");
    struct unregistered found;
    CHECK_STR(registry_class_of(registry, &registry->entries[0])->id, "1xx");
    CHECK(unregistered_find(registry, "260", &found));
    CHECK_STR(found.in_class->id, "1xx");
    registry_free(registry);
}

/* Letters have no number, and a class may be about something else than numbers. */
static void puts_an_entry_into_the_class_that_it_names(void)
{
    static const struct code_class classes[] = {
        {.id = "flags", .title = "Flags"},
        {.id = "low", .title = "Low", .first = 1, .last = 9},
    };
    static const struct {
        const char *code, *named, *class_id; /* expected */
    } cases[] = {
        {"UH", "FLAGS", "flags"}, {"5", "flags", "flags"}, {"6", NULL, "low"},
        {"7", "nobody's", "low"}, {"0", NULL, NULL},       {"UF", NULL, NULL},
    };
    struct registry *registry = registry_new();
    struct unregistered found;
    for (size_t i = 0; i < 2; i++)
        registry_put_class(registry, &classes[i]);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct entry entry = {.code = cases[i].code,
                              .phrase = "P",
                              .owner = "O",
                              .class_id = cases[i].named,
                              .given = FIELD_BIT(FIELD_PHRASE) | FIELD_BIT(FIELD_CLASS)};
        fields_give_details(&entry, &registry->arena);
        registry_put_entry(registry, &entry);
    }
    registry_finish(registry);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct entry *entry = registry_find(registry, cases[i].code, NULL);
        const struct code_class *class = entry != NULL ? registry_class_of(registry, entry) : NULL;
        CHECK_STR(class != NULL ? class->id : NULL, cases[i].class_id);
    }
    CHECK_INT(registry->classes[0].entry_count, 2);
    CHECK(unregistered_find(registry, "12", &found));
    CHECK_INT(found.least, 1);
    registry_free(registry);
}

/* The meanings of a code stand apart when one of them names a class. */
static void goes_through_the_meanings_of_a_code_over_classes(void)
{
    static const struct {
        const char *code, *owner, *named;
    } entries[] = {{"5", "A", "flags"}, {"5", "B", NULL}, {"5", "C", "low"}, {"4", "A", "low"}};
    struct registry *registry = registry_new();
    struct strbuf owners = STRBUF_INIT;
    registry_put_class(registry, &(struct code_class){.id = "flags", .title = "Flags"});
    registry_put_class(registry, &(struct code_class){.id = "low", .title = "Low"});
    for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
        struct entry entry = {.code = entries[i].code,
                              .phrase = "P",
                              .owner = entries[i].owner,
                              .class_id = entries[i].named,
                              .given = FIELD_BIT(FIELD_PHRASE) | FIELD_BIT(FIELD_CLASS)};
        fields_give_details(&entry, &registry->arena);
        registry_put_entry(registry, &entry);
    }
    registry_finish(registry);
    for (const struct entry *entry = registry_find(registry, "5", NULL); entry != NULL;
         entry = registry_next_meaning(registry, entry))
        strbuf_puts(&owners, entry->owner);
    CHECK_STR(strbuf_str(&owners), "ACB");
    strbuf_clear(&owners);
    registry_free(registry);
}

static void follows_no_rule_that_the_registry_lacks(void)
{
    static const char *const answers[][2] = {
        {"471", "471 is not registered."},
        {"742", "742 is outside 100-599, invalid."},
    };
    struct registry *registry = small_http();
    registry->unregistered = (struct unregistered_rule){0};
    for (size_t i = 0; i < 2; i++) {
        struct strbuf text = STRBUF_INIT;
        struct unregistered found;
        CHECK(unregistered_find(registry, answers[i][0], &found));
        unregistered_text(registry, answers[i][0], &found, &text);
        CHECK_STR(strbuf_str(&text), answers[i][1]);
        strbuf_clear(&text);
    }
    registry_free(registry);
}

static void makes_addresses_of_references(void)
{
    static const struct {
        struct reference reference;
        const char *text, *url;
    } cases[] = {
        {{"RFC 9110", "15.5"}, "RFC 9110 \u00a715.5", "https://example.org/9110#section-15.5"},
        {{"RFC 9110", "B.3"}, "RFC 9110 \u00a7B.3", "https://example.org/9110#appendix-B.3"},
        {{"RFC 9110", NULL}, "RFC 9110", "https://example.org/9110"},
        {{"Manual", "3"}, "Manual \u00a73", "https://example.org/manual"},
        {{"RFC 9110", "\u202e1 2\"'<>\\$(id);\u015c"},
         "RFC 9110 \u00a7\u202e1 2\"'<>\\$(id);\u015c",
         "https://example.org/9110#section-%E2%80%AE1%202%22%27%3C%3E%5C%24%28id%29%3B%C5%9C"},
        {{"Paper", NULL}, "Paper", NULL},
        {{"Nobody's", NULL}, "Nobody's", NULL},
    };
    struct registry *registry = small_http();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf text = STRBUF_INIT, url = STRBUF_INIT;
        reference_text(&cases[i].reference, &text);
        CHECK_STR(strbuf_str(&text), cases[i].text);
        CHECK(reference_url(registry, &cases[i].reference, &url) == (cases[i].url != NULL));
        CHECK_STR(strbuf_str(&url), cases[i].url != NULL ? cases[i].url : "");
        strbuf_clear(&text);
        strbuf_clear(&url);
    }
    struct reference none = {NULL, NULL};
    struct strbuf url = STRBUF_INIT;
    CHECK(!reference_url(registry, &none, &url));
    /* Longer than browsers accept. */
    char section[3001];
    memset(section, '1', sizeof section - 1);
    section[sizeof section - 1] = '\0';
    CHECK(!reference_url(registry, &(struct reference){"RFC 9110", section}, &url));
    CHECK_INT(url.len, 0);
    registry_free(registry);
}

static void a_class_without_numbers_is_called_by_its_title(void)
{
    static const struct code_class numbered = {
        .id = "4xx", .title = "Yours", .first = 400, .last = 499};
    static const struct code_class named = {.id = "tls", .title = "TLS"};
    struct strbuf names = STRBUF_INIT;
    class_put_name(&numbered, &names);
    strbuf_puts(&names, ", ");
    class_put_name(&named, &names);
    CHECK_STR(strbuf_str(&names), "4xx Yours, TLS");
    strbuf_clear(&names);
}

int main(void)
{
    RUN(orders_by_number_then_standing_then_position);
    RUN(every_number_of_a_family_is_an_entry);
    RUN(a_number_of_a_family_comes_after_entries_of_their_own);
    RUN(members_follow_what_an_overlay_changes);
    RUN(a_historic_owner_goes_last);
    RUN(orders_codes_of_other_protocols);
    RUN(orders_parts_of_a_code_by_their_numbers);
    RUN(says_which_entries_stand_before_a_code);
    RUN(orders_classes_as_the_registry_gives_them);
    RUN(finds_classes_and_counts_their_entries);
    RUN(finds_entries_by_code_and_owner);
    RUN(replaces_given_fields_and_adds_new_entries);
    RUN(finds_every_owner_while_standings_change);
    RUN(replaces_classes_and_documents_by_id);
    RUN(matches_patterns);
    RUN(reads_the_number_of_a_code);
    RUN(answers_for_every_number);
    RUN(names_the_nearest_registered_codes);
    RUN(answers_for_parts_of_a_code);
    RUN(says_nothing_of_what_is_no_number);
    RUN(counts_a_number_of_two_classes_to_the_first);
    RUN(puts_an_entry_into_the_class_that_it_names);
    RUN(goes_through_the_meanings_of_a_code_over_classes);
    RUN(follows_no_rule_that_the_registry_lacks);
    RUN(makes_addresses_of_references);
    RUN(a_class_without_numbers_is_called_by_its_title);
    return check_done();
}
