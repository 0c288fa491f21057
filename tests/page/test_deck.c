/* The cards of a lesson, of the built-in registry. */
#include "config.h"
#include "page/deck.h"

#include <locale.h>
#include <stdlib.h>

#include "registry/registry.h"
#include "support/builtin.h"
#include "support/check.h"
#include "support/files.h"
#include "support/registries.h"

static struct registry *registry;

static struct subject subject_of(const char *code)
{
    const struct entry *entry = registry_find(registry, code, NULL);
    return entry != NULL ? subject_of_entry(registry, entry) : subject_of_code(registry, code);
}

/* The caller frees. */
static char *card_text(const struct subject *subject, size_t step, int cols, int rows, bool ascii)
{
    struct strbuf text = STRBUF_INIT;
    struct doc *doc =
        deck_card(subject, step, &(struct deck_setup){.cols = cols, .rows = rows, .ascii = ascii});
    doc_plain(doc, &text);
    CHECK_INT(support_wide_lines(strbuf_str(&text), cols), 0);
    doc_free(doc);
    return strbuf_take(&text);
}

static void the_last_step_says_how_a_code_was_called(void)
{
    static const struct {
        const char *code, *names;
    } cases[] = {
        {"302", "  1996  Moved Temporarily  RFC 1945 \u00a79.3\n"
                "  1999  Found  RFC 2616 \u00a710.3.3\n"},
        {"413", "  1997  Request Entity Too Large  RFC 2068 \u00a710.4.14\n"
                "  2014  Payload Too Large  RFC 7231 \u00a76.5.11\n"
                "  2022  Content Too Large  RFC 9110 \u00a715.5.14\n"},
        /* RFC 2616 has two names for these: in the definition, and in its list of codes. */
        {"408", "  1997  Request Timeout  RFC 2068 \u00a710.4.9\n"
                "  1999  Request Time-out  RFC 2616 \u00a76.1.1\n"
                "  2014  Request Timeout  RFC 7231 \u00a76.5.7\n"},
        {"414", "  1997  Request-URI Too Long  RFC 2068 \u00a710.4.15\n"
                "  1999  Request-URI Too Large  RFC 2616 \u00a76.1.1\n"
                "  2014  URI Too Long  RFC 7231 \u00a76.5.12\n"},
        {"418", "  1998  I'm a teapot  RFC 2324 \u00a72.3.2\n"
                "  2022  (Unused)  RFC 9110 \u00a715.5.19\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct subject subject = subject_of(cases[i].code);
        char *text = card_text(&subject, deck_count(&subject) - 1, 80, 30, false);
        const char *names = strstr(text, "NAMES\n");
        CHECK_STR(names != NULL ? names + strlen("NAMES\n") : text, cases[i].names);
        free(text);
    }
}

/* An overlay may note a former name without saying where it was one. */
static void a_former_name_needs_no_reference(void)
{
    struct registry *small = support_small();
    struct subject subject = subject_of_entry(small, registry_find(small, "429", NULL));
    char *text = card_text(&subject, deck_count(&subject) - 1, 80, 30, false);
    CHECK_HAS(text, "NAMES\n        Rate Limited\n");
    free(text);
    registry_free(small);
}

/* What a screen reader gets in place of the picture: who sends what to whom, line by line. */
static void an_exchange_is_printed_as_a_list(void)
{
    struct subject subject = subject_of("412");
    struct strbuf text = STRBUF_INIT;
    struct doc *doc = subject_doc(&subject, &(struct page_setup){.cols = 80});
    doc_plain(doc, &text);
    CHECK_HAS(text.data, "\n  1. Mia to server: GET /articles/42\n"
                         "  2. server to Mia: 200 OK\n"
                         "       ETag: \"v7\"\n"
                         "  3. Tom to server: PUT /articles/42\n");
    CHECK(strstr(text.data, "\u2500") == NULL && strstr(text.data, "\u25b6") == NULL);
    doc_free(doc);
    strbuf_clear(&text);
}

/* A registry of flags: its codes have other characters than digits, and no path is known. */
static void a_code_without_digits_is_a_text(void)
{
    struct registry *flags = support_parse(
        "{\"format\": 1, \"id\": \"flags\", \"title\": \"Flags\", \"classes\": [], \"codes\": [{"
        "\"code\": \"UH\", \"owner\": \"F\", \"phrase\": \"No healthy host\", \"facts\": {"
        "\"sent_by\": [\"gateway\"]}}]}",
        "flags");
    struct subject subject = subject_of_entry(flags, &flags->entries[0]);
    char *text = card_text(&subject, 0, 80, 30, false);
    CHECK_STR(text, "UH\n");
    free(text);
    CHECK_INT(deck_count(&subject), 3); /* code, meaning, facts: no step for the way */
    text = card_text(&subject, 2, 80, 30, false);
    CHECK_HAS(text, "SENT BY  gateway");
    CHECK(strstr(text, "WHO SENDS IT") == NULL);
    free(text);
    registry_free(flags);
}

/* Each step of every card of all registries says something new. */
static void no_step_is_empty(void)
{
    for (size_t k = 0; k < builtin_count; k++) {
        struct registry *other = support_open(k);
        for (size_t i = 0; i < other->entry_count; i++) {
            struct subject subject = subject_of_entry(other, &other->entries[i]);
            char *before = NULL;
            for (size_t step = 0; step < deck_count(&subject); step++) {
                char *text = card_text(&subject, step, 100, 40, false);
                const char *facts = strstr(text, "FACTS\n");
                CHECK_MSG(before == NULL || strcmp(before, text) != 0, "%s, step %zu",
                          other->entries[i].code, step);
                CHECK_MSG(facts == NULL || strlen(facts) > strlen("FACTS\n"), "%s",
                          other->entries[i].code);
                free(before);
                before = text;
            }
            free(before);
        }
        registry_free(other);
    }
}

/* Every former name of the registry is on its card, and a code without one has no such step. */
static void every_former_name_is_on_the_card(void)
{
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        struct subject subject = subject_of_entry(registry, entry);
        char *text = card_text(&subject, deck_count(&subject) - 1, 100, 40, false);
        CHECK_MSG((strstr(text, "NAMES\n") != NULL) ==
                      (entry_details(registry_texts_of(registry, entry))->former_name_count > 0),
                  "%s", entry->code);
        for (size_t k = 0; k < entry_details(entry)->former_name_count; k++)
            CHECK_MSG(strstr(text, entry_details(entry)->former_names[k].phrase) != NULL, "%s: %s",
                      entry->code, entry_details(entry)->former_names[k].phrase);
        free(text);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    registry = support_open(0);
    RUN(the_last_step_says_how_a_code_was_called);
    RUN(an_exchange_is_printed_as_a_list);
    RUN(a_code_without_digits_is_a_text);
    RUN(a_former_name_needs_no_reference);
    RUN(no_step_is_empty);
    RUN(every_former_name_is_on_the_card);
    registry_free(registry);
    return check_done();
}
