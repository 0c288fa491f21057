#include "config.h"

#include <stdlib.h>

#include "registry/registry.h"
#include "check.h"

static void put(struct catalog *catalog, const char *code, const char *phrase, const char *owner,
                enum registration registration)
{
    struct status status = {.code = code,
                            .phrase = phrase,
                            .owner = owner,
                            .registration = registration,
                            .given = 1u << FIELD_PHRASE | 1u << FIELD_REGISTRATION};
    catalog_put_status(catalog, &status);
}

/* Five classes as HTTP has them, and a few codes in no order. */
static struct catalog *small_http(void)
{
    static const struct status_class classes[] = {
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
    struct catalog *catalog = catalog_new();
    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        catalog_put_class(catalog, &classes[i]);
    for (size_t i = 0; i < sizeof documents / sizeof documents[0]; i++)
        catalog_put_document(catalog, &documents[i]);
    catalog->unregistered = (struct unregistered_rule){true, "5xx", {"RFC 9110", "15"}};
    put(catalog, "530", "Site is frozen", "Pantheon", REGISTRATION_UNOFFICIAL);
    put(catalog, "503", "Service Unavailable", "IANA", REGISTRATION_STANDARD);
    put(catalog, "499", "Client Closed Request", "nginx", REGISTRATION_UNOFFICIAL);
    put(catalog, "431", "Request Header Fields Too Large", "IANA", REGISTRATION_STANDARD);
    put(catalog, "418", "Teapot", "An Earlier Owner", REGISTRATION_UNOFFICIAL);
    put(catalog, "418", "(Unused)", "IANA", REGISTRATION_UNUSED);
    put(catalog, "400", "Bad Request", "IANA", REGISTRATION_STANDARD);
    put(catalog, "451", "Unavailable For Legal Reasons", "IANA", REGISTRATION_STANDARD);
    put(catalog, "200", "OK", "IANA", REGISTRATION_STANDARD);
    put(catalog, "530", "Origin DNS Error", "Cloudflare", REGISTRATION_UNOFFICIAL);
    catalog_finish(catalog);
    return catalog;
}

static void orders_by_number_then_standing_then_position(void)
{
    static const char *const order[][2] = {
        {"200", "IANA"},       {"400", "IANA"},     {"418", "IANA"},  {"418", "An Earlier Owner"},
        {"431", "IANA"},       {"451", "IANA"},     {"499", "nginx"}, {"503", "IANA"},
        {"530", "Pantheon"},   {"530", "Cloudflare"},
    };
    struct catalog *catalog = small_http();
    CHECK_INT(catalog->status_count, sizeof order / sizeof order[0]);
    for (size_t i = 0; i < catalog->status_count; i++) {
        CHECK_STR(catalog->statuses[i].code, order[i][0]);
        CHECK_STR(catalog->statuses[i].owner, order[i][1]);
        CHECK_INT(catalog_index(catalog, &catalog->statuses[i]), i);
    }
    catalog_free(catalog);
}

static void orders_codes_of_other_protocols(void)
{
    static const char *const order[] = {"CANCELLED", "UNKNOWN", "0x1", "2", "0x3", "5.1.1", "10"};
    struct catalog *catalog = catalog_new();
    for (size_t i = 7; i > 0; i--)
        put(catalog, order[i - 1], "P", "O", REGISTRATION_STANDARD);
    catalog_finish(catalog);
    for (size_t i = 0; i < 7; i++) {
        CHECK_STR(catalog->statuses[i].code, order[i]);
        CHECK(catalog_find(catalog, order[i], NULL) == &catalog->statuses[i]);
        CHECK(catalog_class_of(catalog, &catalog->statuses[i]) == NULL);
    }
    catalog_free(catalog);
}

static void orders_classes_as_the_registry_gives_them(void)
{
    static const struct status_class classes[] = {
        {.id = "high", .title = "H", .first = 50, .last = 99},
        {.id = "low", .title = "L", .first = 0, .last = 49},
    };
    static const char *const order[] = {"60", "70", "5", "6", "NONE", "100"};
    struct catalog *catalog = catalog_new();
    for (size_t i = 0; i < 2; i++)
        catalog_put_class(catalog, &classes[i]);
    for (size_t i = 6; i > 0; i--)
        put(catalog, order[i - 1], "P", "O", REGISTRATION_STANDARD);
    catalog_finish(catalog);
    for (size_t i = 0; i < 6; i++) {
        CHECK_STR(catalog->statuses[i].code, order[i]);
        CHECK(catalog_find(catalog, order[i], "o") == &catalog->statuses[i]);
    }
    catalog_free(catalog);
}

static void finds_classes_and_counts_their_entries(void)
{
    static const size_t counts[] = {0, 1, 0, 6, 3};
    struct catalog *catalog = small_http();
    for (size_t i = 0; i < catalog->class_count; i++)
        CHECK_INT(catalog->classes[i].status_count, counts[i]);
    CHECK_STR(catalog_class_of(catalog, catalog_find(catalog, "499", NULL))->id, "4xx");
    CHECK(catalog_class(catalog, "4XX") == &catalog->classes[3]);
    CHECK(catalog_class(catalog, "4") == NULL);
    catalog_free(catalog);
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
    struct catalog *catalog = small_http();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct status *found = catalog_find(catalog, cases[i].code, cases[i].owner);
        CHECK_STR(found != NULL ? found->phrase : NULL, cases[i].phrase);
    }
    CHECK_STR(catalog_find_prefix(catalog, "43")->code, "431");
    CHECK_STR(catalog_find_prefix(catalog, "5")->code, "503");
    CHECK(catalog_find_prefix(catalog, "6") == NULL);
    catalog_free(catalog);
}

static void replaces_given_fields_and_adds_new_entries(void)
{
    struct catalog *catalog = small_http();
    struct status change = {.code = "503",
                            .owner = "iana",
                            .summary = "Ask the team.",
                            .facts = {.retry = RETRY_NO, .content = CONTENT_FORBIDDEN},
                            .given = 1u << FIELD_SUMMARY | 1u << FIELD_RETRY};
    catalog_put_status(catalog, &change);
    put(catalog, "490", "Gateway", "Us", REGISTRATION_UNOFFICIAL);
    catalog_finish(catalog);
    const struct status *changed = catalog_find(catalog, "503", NULL);
    CHECK_INT(catalog->status_count, 11);
    CHECK_STR(changed->summary, "Ask the team.");
    CHECK_STR(changed->phrase, "Service Unavailable");
    CHECK_STR(changed->owner, "IANA");
    CHECK_INT(changed->registration, REGISTRATION_STANDARD);
    CHECK_INT(changed->facts.retry, RETRY_NO);
    CHECK_INT(changed->facts.content, CONTENT_UNKNOWN);
    CHECK_INT(changed->given, 1u << FIELD_SUMMARY | 1u << FIELD_RETRY | 1u << FIELD_PHRASE |
                                  1u << FIELD_REGISTRATION);
    CHECK_STR(catalog_class_of(catalog, catalog_find(catalog, "490", "us"))->id, "4xx");
    CHECK_INT(catalog_class(catalog, "4xx")->status_count, 7);
    catalog_free(catalog);
}

/* What an overlay has changed of a code's first entry must not hide its other ones. */
static void finds_every_owner_while_standings_change(void)
{
    static const char *const owners[] = {"A", "B", "C", "D", "E", "F", "G"};
    struct catalog *catalog = catalog_new();
    for (size_t i = 0; i < 7; i++)
        put(catalog, "1", "P", owners[i],
            i % 2 == 0 ? REGISTRATION_STANDARD : REGISTRATION_UNOFFICIAL);
    catalog_finish(catalog);
    for (size_t i = 0; i < 7; i++) {
        put(catalog, "1", "Q", owners[i],
            i % 2 != 0 ? REGISTRATION_STANDARD : REGISTRATION_UNOFFICIAL);
        for (size_t k = 0; k < 7; k++)
            CHECK(catalog_find(catalog, "1", owners[k]) != NULL);
    }
    catalog_finish(catalog);
    CHECK_INT(catalog->status_count, 7);
    CHECK_STR(catalog_find(catalog, "1", NULL)->owner, "B");
    CHECK_STR(catalog->statuses[6].owner, "G");
    CHECK(catalog_find(catalog, "1", "g") == &catalog->statuses[6]);
    CHECK(catalog_find(catalog, "1", "") == NULL);
    CHECK(catalog_find(catalog, "1", "BB") == NULL);
    CHECK(catalog_find(catalog, "1", "H") == NULL);
    catalog_free(catalog);
}

static void replaces_classes_and_documents_by_id(void)
{
    struct catalog *catalog = small_http();
    struct status_class class = {.id = "4XX", .title = "Ours", .first = 400, .last = 450};
    struct document document = {.id = "Paper", .title = "Found", .url = "https://example.org/p"};
    catalog_put_class(catalog, &class);
    catalog_put_document(catalog, &document);
    catalog_finish(catalog);
    CHECK_INT(catalog->class_count, 5);
    CHECK_INT(catalog->document_count, 3);
    CHECK_STR(catalog_class(catalog, "4xx")->title, "Ours");
    CHECK(catalog_class_of(catalog, catalog_find(catalog, "451", NULL)) == NULL);
    CHECK_STR(catalog_document(catalog, "Paper")->url, "https://example.org/p");
    catalog_free(catalog);
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
        CHECK_MSG(catalog_code_matches(cases[i].code, cases[i].pattern) == cases[i].matches,
                  "%s and %s", cases[i].code, cases[i].pattern);
    CHECK(catalog_code_begins("404", "4") && catalog_code_begins("404", "404"));
    CHECK(catalog_code_begins("404", "x0") && catalog_code_begins("5.1.1", "5.X"));
    CHECK(!catalog_code_begins("404", "5") && !catalog_code_begins("404", "404x"));
}

static void reads_the_number_of_a_code(void)
{
    CHECK_INT(catalog_code_number("404"), 404);
    CHECK_INT(catalog_code_number("000"), 0);
    CHECK_INT(catalog_code_number("5.1.1"), 5);
    CHECK_INT(catalog_code_number("0x1F"), 31);
    CHECK_INT(catalog_code_number("UNAVAILABLE"), -1);
    CHECK_INT(catalog_code_number("-1"), -1);
    CHECK_INT(catalog_code_number(" 1"), -1);
    CHECK_INT(catalog_code_number(""), -1);
    CHECK_INT(catalog_code_number("99999999999999999999999999"), -1);
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
    struct catalog *catalog = small_http();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf text = STRBUF_INIT;
        struct unregistered found;
        CHECK(catalog_unregistered(catalog, cases[i].code, &found));
        catalog_unregistered_text(catalog, cases[i].code, &found, &text);
        CHECK_STR(strbuf_str(&text), cases[i].text);
        strbuf_clear(&text);
    }
    catalog_free(catalog);
}

static void names_the_nearest_registered_codes(void)
{
    struct catalog *catalog = small_http();
    struct unregistered found;
    CHECK(catalog_unregistered(catalog, "471", &found));
    CHECK_INT(found.nearest_count, 3);
    CHECK_STR(found.nearest[0]->code, "451");
    CHECK_STR(found.nearest[1]->code, "431");
    CHECK_STR(found.nearest[2]->code, "418");
    CHECK(catalog_unregistered(catalog, "742", &found));
    CHECK_STR(found.nearest[0]->code, "503");
    catalog_free(catalog);
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
    struct catalog *catalog = small_http();
    put(catalog, "503.0", "Zero", "IIS", REGISTRATION_UNOFFICIAL);
    put(catalog, "503.3", "Three", "IIS", REGISTRATION_UNOFFICIAL);
    put(catalog, "503.14", "Fourteen", "IIS", REGISTRATION_UNOFFICIAL);
    put(catalog, "503.x", "No number", "IIS", REGISTRATION_UNOFFICIAL);
    catalog_finish(catalog);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf text = STRBUF_INIT, nearest = STRBUF_INIT;
        struct unregistered found;
        CHECK(catalog_unregistered(catalog, cases[i].code, &found));
        catalog_unregistered_text(catalog, cases[i].code, &found, &text);
        CHECK_STR(strbuf_str(&text), cases[i].text);
        for (size_t k = 0; k < found.nearest_count; k++)
            strbuf_printf(&nearest, "%s%s", k > 0 ? " " : "", found.nearest[k]->code);
        CHECK_STR(strbuf_str(&nearest), cases[i].nearest);
        strbuf_clear(&text);
        strbuf_clear(&nearest);
    }
    catalog_free(catalog);
}

static void says_nothing_of_what_is_no_number(void)
{
    struct catalog *catalog = small_http();
    struct unregistered found;
    CHECK(!catalog_unregistered(catalog, "4x1", &found));
    CHECK(!catalog_unregistered(catalog, "", &found));
    CHECK(!catalog_unregistered(catalog, "-1", &found));
    /* In no class: a section or a version. */
    CHECK(!catalog_unregistered(catalog, "4.5", &found));
    CHECK(!catalog_unregistered(catalog, "404.", &found));
    CHECK(!catalog_unregistered(catalog, "404..1", &found));
    CHECK(!catalog_unregistered(catalog, ".404", &found));
    CHECK(!catalog_unregistered(catalog, "404.x", &found));
    catalog_free(catalog);
    catalog = catalog_new();
    catalog_finish(catalog);
    CHECK(!catalog_unregistered(catalog, "471", &found));
    catalog_free(catalog);
}

static void follows_no_rule_that_the_registry_lacks(void)
{
    static const char *const answers[][2] = {
        {"471", "471 is not registered."},
        {"742", "742 is outside 100-599, invalid."},
    };
    struct catalog *catalog = small_http();
    catalog->unregistered = (struct unregistered_rule){0};
    for (size_t i = 0; i < 2; i++) {
        struct strbuf text = STRBUF_INIT;
        struct unregistered found;
        CHECK(catalog_unregistered(catalog, answers[i][0], &found));
        catalog_unregistered_text(catalog, answers[i][0], &found, &text);
        CHECK_STR(strbuf_str(&text), answers[i][1]);
        strbuf_clear(&text);
    }
    catalog_free(catalog);
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
        {{"Paper", NULL}, "Paper", NULL},
        {{"Nobody's", NULL}, "Nobody's", NULL},
    };
    struct catalog *catalog = small_http();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf text = STRBUF_INIT, url = STRBUF_INIT;
        reference_text(&cases[i].reference, &text);
        CHECK_STR(strbuf_str(&text), cases[i].text);
        CHECK(reference_url(catalog, &cases[i].reference, &url) == (cases[i].url != NULL));
        CHECK_STR(strbuf_str(&url), cases[i].url != NULL ? cases[i].url : "");
        strbuf_clear(&text);
        strbuf_clear(&url);
    }
    struct reference none = {NULL, NULL};
    CHECK(!reference_url(catalog, &none, NULL));
    catalog_free(catalog);
}

int main(void)
{
    RUN(orders_by_number_then_standing_then_position);
    RUN(orders_codes_of_other_protocols);
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
    RUN(follows_no_rule_that_the_registry_lacks);
    RUN(makes_addresses_of_references);
    return check_done();
}
