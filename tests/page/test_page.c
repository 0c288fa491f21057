#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "page/writer.h"
#include "registry/fields.h"
#include "registry/registry.h"
#include "registry/unregistered.h"
#include "support/check.h"
#include "support/files.h"
#include "support/registries.h"

static struct registry *registry; /* tests/data/small.json, fresh for every test */

/* An entry of the registry that a test may change, with its details. */
static struct entry *find_entry(const char *code, const char *owner)
{
    struct entry *entry = (struct entry *)registry_find(registry, code, owner);
    if (entry->details == NULL)
        fields_give_details(entry, &registry->arena);
    return entry;
}

static struct doc *entry_doc(const struct entry *entry, const char *note, int width, bool ascii)
{
    struct subject subject = subject_of_entry(registry, entry);
    return subject_doc(&subject, &(struct page_setup){.cols = width, .ascii = ascii, .note = note});
}

static struct doc *plain_doc(struct subject subject, int width)
{
    return subject_doc(&subject, &(struct page_setup){.cols = width, .origin = "/tmp/small.json"});
}

static struct doc *class_doc(size_t index, int width)
{
    return plain_doc((struct subject){.kind = SUBJECT_CLASS,
                                      .registry = registry,
                                      .thing = &registry->classes[index]},
                     width);
}

static char *take_text(struct doc *doc)
{
    struct strbuf text = STRBUF_INIT;
    doc_plain(doc, &text);
    doc_free(doc);
    return strbuf_take(&text);
}

static char *entry_text(const char *code, const char *owner, int width)
{
    return take_text(entry_doc(find_entry(code, owner), NULL, width, false));
}

static void check_text(char *got, const char *want)
{
    CHECK_STR(got, want);
    free(got);
}

static void an_entry_with_every_field_looks_as_designed(void)
{
    static const struct {
        const char *name;
        int width;
        bool ascii;
    } cases[] = {
        {"entry-429-80.txt", 80, false},
        {"entry-429-40.txt", 40, false},
        {"entry-429-60-ascii.txt", 60, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text =
            take_text(entry_doc(find_entry("429", NULL), NULL, cases[i].width, cases[i].ascii));
        CHECK_INT(support_wide_lines(text, cases[i].width), 0);
        CHECK(support_golden(cases[i].name, text));
        free(text);
    }
}

static void an_entry_with_nothing_is_its_heading(void)
{
    struct strbuf title = STRBUF_INIT;
    struct subject subject = subject_of_entry(registry, find_entry("200", NULL));
    subject_title(&subject, &title);
    CHECK_STR(strbuf_str(&title), "200 OK");
    strbuf_clear(&title);
    check_text(entry_text("200", NULL, 80), "Successful \u00b7 IANA standard\n");
}

static void the_subtitle_tells_class_standing_and_definition(void)
{
    static const struct {
        const char *code, *owner, *subtitle;
    } cases[] = {
        {"200", NULL, "Successful \u00b7 IANA standard"},
        {"429", NULL, "Client Error \u00b7 IANA standard \u00b7 RFC 6585 \u00a74"},
        {"305", NULL, "Redirection \u00b7 IANA deprecated \u00b7 RFC 9110 \u00a715.4.6"},
        {"418", NULL, "Client Error \u00b7 IANA unused \u00b7 RFC 9110 \u00a715.5.19"},
        {"451", NULL, "Client Error \u00b7 IANA experimental"},
        {"499", "Esri", "Client Error \u00b7 Esri, unofficial"},
        {"999", NULL, "LinkedIn, unofficial"}, /* of no class */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf text = STRBUF_INIT;
        page_put_subtitle(registry, find_entry(cases[i].code, cases[i].owner), &text);
        CHECK_STR(strbuf_str(&text), cases[i].subtitle);
        strbuf_clear(&text);
    }
}

static void an_experiment_is_its_documents_and_a_historic_code_says_so(void)
{
    static const struct reference definition = {"RFC 6585", "4"};
    struct strbuf text = STRBUF_INIT;
    struct entry *entry = find_entry("451", NULL);
    (*entry->details)->references = (struct reference_list){&definition, 1};
    page_put_subtitle(registry, entry, &text);
    CHECK_STR(strbuf_str(&text), "Client Error \u00b7 IANA \u00b7 RFC 6585 \u00a74 (Experimental)");
    char *narrow = entry_text("451", NULL, 40);
    CHECK_HAS(narrow, "Client Error \u00b7 IANA\nRFC 6585 \u00a74 (Experimental)\n");
    free(narrow);
    entry = find_entry("499", "Esri");
    entry->registration = REGISTRATION_HISTORIC;
    strbuf_clear(&text);
    page_put_subtitle(registry, entry, &text);
    CHECK_STR(strbuf_str(&text), "Client Error \u00b7 Esri, historic");
    strbuf_clear(&text);
}

static void an_unofficial_code_says_where_it_is_seen_and_whose_else_it_is(void)
{
    check_text(entry_text("499", "nginx", 60), "Client Error \u00b7 nginx, unofficial\n"
                                               "1 of 2 meanings; others: Esri\n"
                                               "\n"
                                               "The client did not wait for the answer.\n"
                                               "\n"
                                               "SEEN IN  log\n"
                                               "\n"
                                               "THE SAME CODE ELSEWHERE\n"
                                               "  \u2022 499 Token Required  Esri\n");
    check_text(entry_text("499", "Esri", 60), "Client Error \u00b7 Esri, unofficial\n"
                                              "2 of 2 meanings; others: nginx\n"
                                              "\n"
                                              "No token was sent.\n"
                                              "\n"
                                              "THE SAME CODE ELSEWHERE\n"
                                              "  \u2022 499 Client Closed Request  nginx\n");
}

static void a_redirect_tells_what_becomes_of_the_method(void)
{
    static const struct {
        enum redirect_method method;
        const char *words;
    } cases[] = {
        {REDIRECT_KEPT, "METHOD   kept"},
        {REDIRECT_MAY_BECOME_GET, "METHOD   POST may become GET"},
        {REDIRECT_BECOMES_GET, "METHOD   becomes GET"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        find_entry("307", NULL)->facts.redirect_method = cases[i].method;
        char *text = entry_text("307", NULL, 40);
        CHECK_HAS(text, cases[i].words);
        free(text);
    }
}

static void an_entry_reports_what_lasts_and_on_whose_side_the_cause_is(void)
{
    struct facts *facts = &find_entry("307", NULL)->facts;
    facts->lasting = LASTING_TEMPORARY;
    facts->fault = FAULT_UPSTREAM;
    char *text = entry_text("307", NULL, 40);
    CHECK_HAS(text, "LASTING  temporary\n");
    CHECK_HAS(text, "FAULT    upstream\n");
    free(text);
    facts->lasting = LASTING_UNKNOWN;
    text = entry_text("307", NULL, 40);
    CHECK_HAS(text, "LASTING  not said\n");
    free(text);
    facts->lasting = LASTING_NOT_GIVEN;
    facts->fault = FAULT_NONE;
    text = entry_text("307", NULL, 40);
    CHECK(strstr(text, "LASTING") == NULL && strstr(text, "FAULT") == NULL);
    free(text);
}

static void wide_terminals_have_two_columns_of_one_height(void)
{
    struct doc *doc = entry_doc(find_entry("429", NULL), "a note", 113, false);
    CHECK_INT(doc->aside_col, 58);
    for (size_t i = 0; i < doc->link_count; i++)
        CHECK(doc->links[i].line < doc->line_count);
    char *text = take_text(doc);
    CHECK_INT(support_wide_lines(text, 113), 0);
    CHECK(support_golden("entry-429-wide.txt", text));
    free(text);
    /* too little for two columns */
    check_text(take_text(entry_doc(find_entry("200", NULL), NULL, 113, false)),
               "Successful \u00b7 IANA standard\n");
}

static void the_users_note_stands_on_top(void)
{
    char *text = take_text(entry_doc(find_entry("404", NULL), "ask Ann about it", 60, false));
    CHECK_HAS(text, "\u00a715.5.5\n\nNOTE  ask Ann about it\n\nThere is nothing");
    free(text);
    char *without = entry_text("404", NULL, 60);
    check_text(take_text(entry_doc(find_entry("404", NULL), "", 60, false)), without);
    free(without);
}

#define SECTIONS 15

static const char *const labels[SECTIONS] = {
    "WHY YOU SEE IT",  "WHAT TO DO", "ON THE SERVER", "HEADERS",    "NOT TO BE CONFUSED WITH",
    "COMMON MISTAKES", "EXAMPLE",    "OTHER NAMES",   "REFERENCES", "HISTORY",
    "CACHE",           "CONTENT",    "RETRY",         "SENT BY",    "SEEN IN",
};

/* Removes the sections of the mask from an entry that has all; labels[i] heads section i. */
static void remove_sections(struct entry *entry, unsigned mask)
{
    size_t *counts[] = {
        &(*entry->details)->causes.count,        &(*entry->details)->client_action.count,
        &(*entry->details)->server_action.count, &(*entry->details)->header_count,
        &(*entry->details)->confusable_count,    &(*entry->details)->myth_count,
    };
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
        if (mask & 1u << i)
            *counts[i] = 0;
    if (mask & 1u << 6)
        (*entry->details)->example_request.count = (*entry->details)->example_response.count = 0;
    if (mask & 1u << 7)
        (*entry->details)->former_name_count = (*entry->details)->aliases.count = 0;
    if (mask & 1u << 8)
        (*entry->details)->references.count = 0;
    if (mask & 1u << 9)
        (*entry->details)->history.count = 0;
    if (mask & 1u << 10)
        entry->facts.heuristically_cacheable = TRI_UNKNOWN;
    if (mask & 1u << 11)
        entry->facts.content = CONTENT_UNKNOWN;
    if (mask & 1u << 12)
        entry->facts.retry = RETRY_UNKNOWN;
    if (mask & 1u << 13)
        (*entry->details)->sent_by.count = 0;
    if (mask & 1u << 14)
        entry->seen_in = 1u << SEEN_RESPONSE;
    if (mask & 1u << 15)
        entry->summary = NULL;
    if (mask & 1u << 16)
        (*entry->details)->meaning.count = 0;
}

static bool is_label(const struct doc_line *line)
{
    for (size_t i = 0; i < 10; i++)
        if (strcmp(line->text, labels[i]) == 0)
            return true;
    return false;
}

/* No empty line at the ends, never two, and none missing or too many around a label. */
static bool has_no_hole(const struct doc *doc)
{
    for (size_t i = 0; i < doc->line_count; i++) {
        const struct doc_line *line = &doc->lines[i];
        const struct doc_line *next = i + 1 < doc->line_count ? line + 1 : NULL;
        if (line->len == 0 && (i == 0 || next == NULL || next->len == 0))
            return false;
        if (is_label(line) && (line[-1].len != 0 || next == NULL || next->text[0] != ' '))
            return false;
    }
    return doc->line_count > 0;
}

static bool shows(const struct doc *doc, const char *label)
{
    struct strbuf text = STRBUF_INIT;
    doc_plain(doc, &text);
    bool found = strstr(strbuf_str(&text), label) != NULL;
    strbuf_clear(&text);
    return found;
}

static void check_without(const struct entry *full, unsigned mask, int width)
{
    struct entry *entry = find_entry("429", NULL);
    *entry = *full;
    fields_give_details(entry, &registry->arena);
    **entry->details = *entry_details(full);
    remove_sections(entry, mask);
    struct doc *doc = entry_doc(entry, NULL, width, false);
    CHECK_MSG(has_no_hole(doc), "sections 0x%X missing, width %d", mask, width);
    for (unsigned i = 0; i < SECTIONS; i++)
        CHECK_MSG(shows(doc, labels[i]) == !(mask & 1u << i), "%s, sections 0x%X missing",
                  labels[i], mask);
    doc_free(doc);
}

static void an_absent_section_leaves_no_hole(void)
{
    struct entry full = *find_entry("429", NULL);
    unsigned seed = 29;
    check_without(&full, 0, 70);
    for (unsigned section = 0; section < SECTIONS + 2; section++) {
        check_without(&full, 1u << section, 70);
        check_without(&full, ~(1u << section), 70);
    }
    for (int i = 0; i < 500; i++)
        check_without(&full, support_random(&seed, 1u << (SECTIONS + 2)),
                      30 + (int)support_random(&seed, 60));
}

static void what_nobody_sends_is_made(void)
{
    static const struct {
        unsigned seen_in;
        const char *shown, *hidden;
    } cases[] = {
        {0, "SENT BY", "MADE BY"},
        {1u << SEEN_RESPONSE, "SENT BY", "MADE BY"},
        {1u << SEEN_RESPONSE | 1u << SEEN_LOG, "SENT BY", "MADE BY"},
        {1u << SEEN_LOG, "MADE BY", "SENT BY"},
        {1u << SEEN_CLIENT, "MADE BY", "SENT BY"},
        {1u << SEEN_CONFIG | 1u << SEEN_LOG, "MADE BY", "SENT BY"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct entry *entry = find_entry("429", NULL);
        entry->seen_in = cases[i].seen_in;
        struct doc *doc = entry_doc(entry, NULL, 70, false);
        CHECK_MSG(shows(doc, cases[i].shown), "case %zu: no %s", i, cases[i].shown);
        CHECK_MSG(!shows(doc, cases[i].hidden), "case %zu: %s", i, cases[i].hidden);
        doc_free(doc);
    }
}

static void every_width_holds_every_entry(void)
{
    for (size_t i = 0; i < registry->entry_count; i++)
        for (int width = 8; width <= 120; width++) {
            struct doc *doc = entry_doc(&registry->entries[i], "a note", width, width % 2 == 0);
            for (size_t l = 0; l < doc->line_count; l++)
                if (utf8_width(doc->lines[l].text, doc->lines[l].len) > width)
                    CHECK_MSG(false, "%s at %d: \"%s\"", registry->entries[i].code, width,
                              doc->lines[l].text);
            doc_free(doc);
        }
}

static void the_first_thing_to_do_stands_before_the_facts_and_only_there(void)
{
    struct entry *entry = find_entry("429", NULL);
    char *text = entry_text("429", NULL, 80);
    CHECK_HAS(text, "\n\nTRY      wait as long as Retry-After says\nCACHE ");
    CHECK_HAS(text, "WHAT TO DO\n  \u2022 send less\n\nON THE SERVER");
    free(text);
    (*entry->details)->client_action.count = 1;
    text = entry_text("429", NULL, 80);
    CHECK_HAS(text, "TRY      wait as long");
    CHECK(strstr(text, "WHAT TO DO") == NULL);
    free(text);
}

static void what_a_response_must_have_stands_before_the_facts(void)
{
    static const struct {
        size_t count;
        enum direction in;
        enum strength strength;
        const char *row; /* NULL: none */
    } cases[] = {
        {1, DIRECTION_RESPONSE, STRENGTH_MUST, "\nNEEDS    A\nCACHE"},
        {3, DIRECTION_RESPONSE, STRENGTH_MUST, "\nNEEDS    A, A, A\nCACHE"},
        {4, DIRECTION_RESPONSE, STRENGTH_MUST, "\nNEEDS    see HEADERS\nCACHE"},
        {1, DIRECTION_REQUEST, STRENGTH_MUST, NULL},
        {1, DIRECTION_RESPONSE, STRENGTH_MUST_NOT, NULL},
        {1, DIRECTION_RESPONSE, STRENGTH_SHOULD, NULL},
        {0, DIRECTION_RESPONSE, STRENGTH_MUST, NULL},
    };
    struct entry *entry = find_entry("429", NULL);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct header_field fields[4];
        for (size_t k = 0; k < 4; k++)
            fields[k] = (struct header_field){
                .name = "A", .in = cases[i].in, .strength = cases[i].strength};
        (*entry->details)->headers = fields;
        (*entry->details)->header_count = cases[i].count;
        char *text = entry_text("429", NULL, 80);
        if (cases[i].row != NULL)
            CHECK_HAS(text, cases[i].row);
        else
            CHECK_MSG(strstr(text, "NEEDS") == NULL, "case %zu", i);
        free(text);
    }
}

static void what_software_says_is_literal(void)
{
    (*find_entry("429", NULL)->details)->limit_count = 0; /* whose settings are literal too */
    struct doc *doc = entry_doc(find_entry("429", NULL), NULL, 80, false);
    size_t found = 0;
    for (size_t i = 0; i < doc->line_count; i++)
        for (size_t k = 0; k < doc->lines[i].span_count; k++) {
            const struct doc_span *span = &doc->lines[i].spans[k];
            const char *text = doc->lines[i].text + span->start;
            if (span->role != ROLE_LITERAL)
                continue;
            CHECK(strncmp(text, "limiting", 8) == 0 || strncmp(text, "Rate limit", 10) == 0 ||
                  strncmp(text, "\"429\"", 5) == 0);
            found++;
        }
    CHECK_INT(found, 3); /* two messages, and a quotation in what to do */
    doc_free(doc);
}

static void a_message_is_code_in_markdown_unless_it_has_a_backquote(void)
{
    static const struct message messages[] = {{"no live upstreams", "nginx", "all failed"},
                                              {"a `b` c", "d", NULL}};
    struct entry *entry = find_entry("429", NULL);
    struct subject subject = subject_of_entry(registry, entry);
    struct strbuf out = STRBUF_INIT;
    (*entry->details)->messages = messages;
    (*entry->details)->message_count = 2;
    page_entry_markdown(&subject, NULL, &out);
    CHECK_HAS(strbuf_str(&out), "\n- `no live upstreams` (nginx): all failed\n- a \\`b\\` c (d)\n");
    strbuf_clear(&out);
}

static void limits_are_a_table_where_there_is_room(void)
{
    static const struct {
        int width;
        const char *text;
    } cases[] = {
        {100, "  nginx                 none          limit_req          waits, then refuses\n"
              "  Azure API Management  120 a minute  rate-limit-by-key  this code\n"
              "  Globex                20 s\n"},
        {76, "  nginx                 none          limit_req  waits, then refuses\n"
             "  Azure API Management  120 a minute  rate-limit-by-key  this code\n"},
        {68, "  nginx                 none          limit_req  waits, then refuses\n"
             "  Azure API Management  120 a minute  rate-limit-by-key  this code\n"},
        {60, "  nginx                 none\n    limit_req  waits, then refuses\n"
             "  Azure API Management  120 a minute\n    rate-limit-by-key  this code\n"},
        {30, "  nginx  none\n    limit_req  waits, then\n    refuses\n"
             "  Azure API Management  120 a\n    minute\n    rate-limit-by-key  this\n    code\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = entry_text("429", NULL, cases[i].width);
        CHECK_INT(support_wide_lines(text, cases[i].width), 0);
        CHECK_HAS(text, cases[i].text);
        free(text);
    }
}

static void a_limit_leads_to_where_it_is_from(void)
{
    static const struct limit limit = {"nginx", "1 MB", NULL, NULL, {"RFC 6585", "4"}};
    struct entry *entry = find_entry("200", NULL);
    (*entry->details)->limits = &limit;
    (*entry->details)->limit_count = 1;
    struct doc *doc = entry_doc(entry, NULL, 80, false);
    CHECK_INT(doc->link_count, 1);
    CHECK_STR(doc->links[0].url, "https://example.org/rfc6585#section-4");
    check_text(take_text(doc), "Successful \u00b7 IANA standard\n\nLIMITS AND TIMEOUTS\n"
                               "  nginx  1 MB\n");
}

static void the_rarer_causes_come_after_what_to_do(void)
{
    static const char *const causes[] = {"one", "two", "three", "four", "five"};
    struct entry *entry = find_entry("429", NULL);
    (*entry->details)->causes = (struct string_list){causes, 5};
    char *text = entry_text("429", NULL, 80);
    CHECK_HAS(text, "\u2022 three\n\nWHAT TO DO\n");
    CHECK_HAS(text, "OTHER REASONS\n  \u2022 four\n  \u2022 five\n\nWHAT LOGS");
    free(text);
    (*entry->details)->causes.count = 4;
    text = entry_text("429", NULL, 80);
    CHECK_HAS(text, "\u2022 four\n\nWHAT TO DO\n");
    CHECK(strstr(text, "OTHER REASONS") == NULL);
    free(text);
}

static bool is_one_of(const char *label, const char *const *known)
{
    while (*known != NULL && strcmp(*known, label) != 0)
        known++;
    return *known != NULL;
}

/* The line of the first label that is not one of these, which end with NULL. */
static size_t line_after(const struct doc *doc, const char *const *known)
{
    size_t line = 0;
    while (line < doc->line_count &&
           (!doc->lines[line].label || is_one_of(doc->lines[line].text, known)))
        line++;
    return line;
}

/* At 120x34 the details have 31 rows of 52 columns, and 21 of 37 at 80x24. */
static void check_first_screen(const struct registry *http, const struct entry *entry)
{
    static const struct {
        int cols;
        size_t rows;
        const char *const whole[3]; /* the labels of sections that are on it to their end */
    } screens[] = {{52, 31, {"WHY YOU SEE IT", "WHAT TO DO"}}, {37, 21, {NULL}}};
    struct subject subject = subject_of_entry(http, entry);
    for (size_t i = 0; i < 2; i++) {
        struct doc *doc = subject_doc(&subject, &(struct page_setup){.cols = screens[i].cols});
        size_t line = line_after(doc, screens[i].whole);
        CHECK_MSG(line <= screens[i].rows + 1, "%s %s at %d columns: goes on in line %zu",
                  entry->code, entry->owner, screens[i].cols, line);
        doc_free(doc);
    }
}

static void the_first_screen_says_what_to_do(void)
{
    char *json = support_read("../data/http.json", NULL);
    struct registry *http = support_parse(json != NULL ? json : "", "http.json");
    for (size_t i = 0; i < http->entry_count; i++) {
        const struct entry *entry = &http->entries[i];
        check_first_screen(http, entry);
        const struct entry_details *details = entry_details(entry);
        for (size_t k = 0; k < details->number_count; k++)
            check_first_screen(http, registry_find(http, details->numbers[k].code, entry->owner));
    }
    registry_free(http);
    free(json);
}

/* Puts a family of 429.1 and 429.2 into the registry. */
static void add_family(void)
{
    static const char *const own[] = {"Ask for a larger quota."};
    static const struct family_number numbers[] = {
        {.code = "429.1", .phrase = "By Address", .note = "Your address is counted."},
        {.code = "429.2", .phrase = "By Key", .server_action = {own, 1}},
        {.code = "429", .phrase = "Elsewhere"}};
    static const char *const causes[] = {"Many share an address: .1.", "A key is new: .2."};
    static const char *const actions[] = {"Read the part after the dot.", "Wait.",
                                          ".2: use another key."};
    static const struct confusable others[] = {{.code = "503", .difference = "For .2."}};
    struct entry family = {.code = "429.x",
                           .phrase = "Too Many, By Kind",
                           .owner = "IANA",
                           .summary = "The part after the dot says what is counted.",
                           .given = FIELD_BIT(FIELD_PHRASE) | FIELD_BIT(FIELD_SUMMARY) |
                                    FIELD_BIT(FIELD_CAUSES) | FIELD_BIT(FIELD_CLIENT_ACTION) |
                                    FIELD_BIT(FIELD_SERVER_ACTION) | FIELD_BIT(FIELD_CONFUSABLE) |
                                    FIELD_BIT(FIELD_NUMBERS)};
    fields_give_details(&family, &registry->arena);
    **family.details = (struct entry_details){.causes = {causes, 2},
                                              .client_action = {actions, 3},
                                              .server_action = {causes, 2},
                                              .confusable = others,
                                              .confusable_count = 1,
                                              .numbers = numbers,
                                              .number_count = 3};
    registry_put_entry(registry, &family);
    registry_finish(registry);
}

static void a_family_lists_its_numbers(void)
{
    add_family();
    check_text(entry_text("429.x", NULL, 60),
               "Client Error \u00b7 IANA, unofficial\n"
               "\n"
               "The part after the dot says what is counted.\n"
               "\n"
               "TRY      Read the part after the dot.\n"
               "\n"
               "WHY YOU SEE IT\n"
               "  \u2022 Many share an address: .1.\n"
               "  \u2022 A key is new: .2.\n"
               "\n"
               "WHAT TO DO\n"
               "  \u2022 Wait.\n"
               "  \u2022 .2: use another key.\n"
               "\n"
               "NUMBERS\n"
               "  \u2022 429.1 By Address  Your address is counted.\n"
               "  \u2022 429.2 By Key\n"
               "  \u2022 429 Too Many Requests\n"
               "\n"
               "ON THE SERVER\n"
               "  \u2022 Many share an address: .1.\n"
               "  \u2022 A key is new: .2.\n"
               "\n"
               "NOT TO BE CONFUSED WITH\n"
               "  \u2022 503 Service Unavailable  For .2.\n");
}

static void one_of_a_family_has_the_texts_that_concern_it(void)
{
    add_family();
    check_text(entry_text("429.1", NULL, 60), "Client Error \u00b7 IANA, unofficial\n"
                                              "\n"
                                              "Your address is counted.\n"
                                              "\n"
                                              "TRY      Read the part after the dot.\n"
                                              "\n"
                                              "WHY YOU SEE IT\n"
                                              "  \u2022 Many share an address: .1.\n"
                                              "\n"
                                              "WHAT TO DO\n"
                                              "  \u2022 Wait.\n"
                                              "\n"
                                              "EXPLAINED TOGETHER WITH\n"
                                              "  \u2022 429.x Too Many, By Kind\n"
                                              "\n"
                                              "ON THE SERVER\n"
                                              "  \u2022 Many share an address: .1.\n");
    char *text = entry_text("429.2", NULL, 60);
    CHECK_HAS(text, "\n\nThe part after the dot says what is counted.\n");
    CHECK_HAS(text, "ON THE SERVER\n  \u2022 Ask for a larger quota.\n");
    CHECK(strstr(text, "share an address") == NULL);
    free(text);
    struct strbuf out = STRBUF_INIT;
    struct subject subject = subject_of_entry(registry, find_entry("429.1", NULL));
    page_entry_markdown(&subject, NULL, &out);
    CHECK_HAS(strbuf_str(&out), "# 429.1 By Address\n");
    CHECK_HAS(strbuf_str(&out), "**Your address is counted.**\n\n## Why you see it\n\n- Many share "
                                "an address: .1.\n\n## What to do\n");
    strbuf_clear(&out);
    text = take_text(class_doc(2, 60));
    CHECK_HAS(text, "429.x Too Many, By Kind");
    CHECK(strstr(text, "429.1") == NULL);
    free(text);
}

/* Codes of the entries that the links of a document lead to; addresses as they are. */
static char *link_targets(const struct doc *doc)
{
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < doc->link_count; i++) {
        const struct subject *target = doc->links[i].target;
        if (i > 0)
            strbuf_putc(&text, ' ');
        strbuf_puts(&text, target != NULL ? subject_entry(target)->code : doc->links[i].url);
    }
    return strbuf_take(&text);
}

static void codes_in_the_text_are_links_but_not_the_entrys_own(void)
{
    static const struct {
        const char *code, *owner, *links;
    } cases[] = {
        {"429", NULL,
         "503 400 503 400 503 https://example.org/rfc6585#section-4 "
         "https://example.org/manual"},
        {"302", NULL, "307 https://example.org/rfc9110#section-15.4.3"},
        {"307", NULL, "302 https://example.org/rfc9110#section-15.4.8"},
        {"499", "nginx", "499 499"}, /* the other owner, above and as an entry */
        {"200", NULL, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct doc *doc = entry_doc(find_entry(cases[i].code, cases[i].owner), NULL, 80, false);
        char *targets = link_targets(doc);
        CHECK_STR(targets, cases[i].links);
        free(targets);
        doc_free(doc);
    }
}

static void a_part_of_a_word_is_no_link(void)
{
    static const struct {
        const char *summary, *links;
    } cases[] = {
        {"see 404.", "404"},
        {"(404)", "404"},
        {"404, 503", "404 503"},
        {"1404 4040 x404 404x", ""},
        {"4.404 404.5", ""},
        {"v404-1", ""},
        {"40 4", ""},
        {"200 404", "404"},
        {"\u00a7404\u2026", "404"},
        {"404 404", "404 404"},
        {"471", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct entry *entry = find_entry("200", NULL);
        entry->summary = cases[i].summary;
        struct doc *doc = entry_doc(entry, NULL, 80, false);
        char *targets = link_targets(doc);
        CHECK_STR(targets, cases[i].links);
        free(targets);
        doc_free(doc);
    }
}

static void a_class_shows_its_promise_and_its_codes(void)
{
    check_text(take_text(class_doc(3, 60)), "500-599\n"
                                            "\n"
                                            "The server is at fault.\n"
                                            "\n"
                                            "CODES\n"
                                            "  503 Service Unavailable\n"
                                            "  530 \u6e90\u7ad9\u51bb\u7ed3 Site Frozen  Globex\n");
    struct doc *doc = class_doc(2, 60);
    char *targets = link_targets(doc);
    CHECK_STR(targets, "400 400 404 418 429 451 499 499");
    CHECK_STR(doc->lines[0].text, "400-499 \u00b7 RFC 9110 \u00a715.5");
    free(targets);
    doc_free(doc);
}

/* A note has its column only where that holds each of its words. */
static void words_of_a_header_field_stay_whole(void)
{
    static const char json[] =
        "{\"format\": 1, \"id\": \"x\", \"title\": \"X\","
        " \"classes\": [{\"id\": \"1xx\", \"title\": \"One\", \"first\": 100, \"last\": 199}],"
        " \"codes\": [{\"code\": \"100\", \"phrase\": \"P\", \"owner\": \"IANA\","
        " \"registration\": \"standard\", \"headers\": [{\"name\": \"Proxy-Status\","
        " \"in\": \"response\", \"strength\": \"usual\","
        " \"note\": \"says error=destination_unavailable then\"}]}]}";
    static const char beside[] = "  Proxy-Status  usual  says error=destination_unavailable\n"
                                 "                       then\n";
    static const char below[] = "  Proxy-Status  usual\n"
                                "    says error=destination_unavailable then\n";
    struct registry *one = support_parse(json, "one.json");
    static const int widths[] = {57, 52, 51, 44};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        char *text = take_text(plain_doc(subject_of_entry(one, &one->entries[0]), widths[i]));
        CHECK_HAS(text, i == 0 ? beside : "error=destination_unavailable");
        CHECK_INT(strstr(text, below) != NULL, i >= 2);
        free(text);
    }
    registry_free(one);
}

static void a_wide_class_tells_what_its_codes_mean(void)
{
    check_text(
        take_text(class_doc(2, 90)),
        "400-499 \u00b7 RFC 9110 \u00a715.5\n"
        "\n"
        "The request is at fault. Start with 400.\n"
        "\n"
        "CODES\n"
        "  400 Bad Request                     The server cannot make sense of the request.\n"
        "  404 Not Found                       There is nothing at this address.\n"
        "  418 (Unused)\n"
        "  429 Too Many Requests               You have sent more requests than the server "
        "allows\n"
        "                                      in a given time.\n"
        "  451 Unavailable For Legal Reasons In This Country And In Every Other One That Was "
        "Asked\n"
        "  499 Client Closed Request  nginx    The client did not wait for the answer.\n"
        "  499 Token Required  Esri            No token was sent.\n");
}

static void a_class_without_summary_leaves_no_hole(void)
{
    check_text(take_text(class_doc(1, 60)), "300-399\n"
                                            "\n"
                                            "CODES\n"
                                            "  302 Found\n"
                                            "  305 Use Proxy\n"
                                            "  307 Temporary Redirect\n");
}

static void the_registry_tells_where_it_is_from(void)
{
    check_text(
        take_text(plain_doc((struct subject){.kind = SUBJECT_REGISTRY, .registry = registry}, 60)),
        "14 meanings of 13 codes, 10 of them official\n"
        "\n"
        "TRY\n"
        "  4 0 0       a number: just type it\n"
        "  / by:nginx  who made it up; also class: header: rfc: is:\n"
        "  Enter, Esc  read, back\n"
        "  ?           all keys\n"
        "  T           colours\n"
        "\n"
        "FROM     made for the tests\n"
        "UPDATED  2026-01-02\n"
        "READ     /tmp/small.json\n"
        "\n"
        "CLASSES\n"
        "  2xx   Successful  It worked.\n"
        "  3xx   Redirection\n"
        "  4xx   Client Error  The request is at fault. Start with\n"
        "        400.\n"
        "  5xx   Server Error  The server is at fault.\n");
}

/* Words short enough to leave room for what they are, and a count that agrees with the list. */
static void the_registry_tells_what_to_try_and_what_shares_a_row(void)
{
    struct registry *one = support_parse(
        "{\"format\": 1, \"id\": \"one\", \"title\": \"One\", \"classes\": [{\"id\": \"4xx\", "
        "\"title\": \"Error\", \"first\": 400, \"last\": 499}], \"codes\": [{\"code\": \"400\", "
        "\"owner\": \"A\", \"phrase\": \"Bad\", \"tags\": [\"malformed request\", \"typo\", "
        "\"bad url\", \"bad data\"]}, {\"code\": \"403.x\", \"owner\": \"A\", \"phrase\": "
        "\"More\", "
        "\"numbers\": [{\"code\": \"403.1\", \"phrase\": \"Read\"}, {\"code\": \"403.2\", "
        "\"phrase\": \"Write\"}]}]}",
        "one.json");
    char *text =
        take_text(plain_doc((struct subject){.kind = SUBJECT_REGISTRY, .registry = one}, 80));
    CHECK_HAS(text, "4 meanings of 4 codes, 0 of them official; 2 of them share a row of the list"
                    "\nwith others\n");
    CHECK_HAS(text, "\n  / bad url   words, symptoms, a line of a log; or paste it\n");
    free(text);
    registry_free(one);
}

static void an_unregistered_code_tells_what_to_treat_it_as(void)
{
    static const struct {
        const char *code, *text;
    } cases[] = {
        {"471", "471 is not registered: treat it as 400 Bad Request (RFC 9110 \u00a715).\n\n"
                "NEAREST\n"
                "  451 Unavailable For Legal Reasons In This Country And In Every Other One\n"
                "    That Was Asked\n  429 Too Many Requests\n  418 (Unused)\n"},
        {"742", "742 is outside 200-599, invalid: treat it as a 5xx (RFC 9110 \u00a715).\n\n"
                "NEAREST\n  503 Service Unavailable\n"
                "  451 Unavailable For Legal Reasons In This Country And In Every Other One\n"
                "    That Was Asked\n  429 Too Many Requests\n"},
        {"99", "99 is outside 200-599, invalid: treat it as a 5xx (RFC 9110 \u00a715).\n\n"
               "NEAREST\n  200 OK\n  302 Found\n  305 Use Proxy\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct unregistered found;
        CHECK(unregistered_find(registry, cases[i].code, &found));
        struct doc *doc = plain_doc(subject_of_code(registry, cases[i].code), 76);
        CHECK(doc->link_count >= found.nearest_count);
        check_text(take_text(doc), cases[i].text);
    }
}

static void every_kind_of_subject_has_a_page(void)
{
    for (int kind = SUBJECT_NOTHING + 1; kind < SUBJECT_COUNT; kind++) {
        const struct page *page = subject_page(&(struct subject){.kind = (enum subject_kind)kind});
        CHECK_MSG(page != NULL && page->title != NULL && page->make != NULL, "kind %d", kind);
    }
    CHECK(subject_page(&(struct subject){.kind = SUBJECT_NOTHING}) == NULL);
}

#define RUN_FRESH(test)                                                                            \
    do {                                                                                           \
        registry = support_small();                                                                \
        RUN(test);                                                                                 \
        registry_free(registry);                                                                   \
    } while (0)

int main(void)
{
    setlocale(LC_CTYPE, "");
    RUN_FRESH(every_kind_of_subject_has_a_page);
    RUN_FRESH(an_entry_with_every_field_looks_as_designed);
    RUN_FRESH(an_entry_with_nothing_is_its_heading);
    RUN_FRESH(the_subtitle_tells_class_standing_and_definition);
    RUN_FRESH(an_experiment_is_its_documents_and_a_historic_code_says_so);
    RUN_FRESH(an_unofficial_code_says_where_it_is_seen_and_whose_else_it_is);
    RUN_FRESH(a_redirect_tells_what_becomes_of_the_method);
    RUN_FRESH(an_entry_reports_what_lasts_and_on_whose_side_the_cause_is);
    RUN_FRESH(wide_terminals_have_two_columns_of_one_height);
    RUN_FRESH(the_users_note_stands_on_top);
    RUN_FRESH(an_absent_section_leaves_no_hole);
    RUN_FRESH(what_nobody_sends_is_made);
    RUN_FRESH(every_width_holds_every_entry);
    RUN_FRESH(the_first_thing_to_do_stands_before_the_facts_and_only_there);
    RUN_FRESH(what_a_response_must_have_stands_before_the_facts);
    RUN_FRESH(what_software_says_is_literal);
    RUN_FRESH(a_message_is_code_in_markdown_unless_it_has_a_backquote);
    RUN_FRESH(limits_are_a_table_where_there_is_room);
    RUN_FRESH(a_limit_leads_to_where_it_is_from);
    RUN_FRESH(the_rarer_causes_come_after_what_to_do);
    RUN_FRESH(the_first_screen_says_what_to_do);
    RUN_FRESH(a_family_lists_its_numbers);
    RUN_FRESH(one_of_a_family_has_the_texts_that_concern_it);
    RUN_FRESH(codes_in_the_text_are_links_but_not_the_entrys_own);
    RUN_FRESH(a_part_of_a_word_is_no_link);
    RUN_FRESH(a_class_shows_its_promise_and_its_codes);
    RUN_FRESH(words_of_a_header_field_stay_whole);
    RUN_FRESH(a_wide_class_tells_what_its_codes_mean);
    RUN_FRESH(a_class_without_summary_leaves_no_hole);
    RUN_FRESH(the_registry_tells_where_it_is_from);
    RUN_FRESH(the_registry_tells_what_to_try_and_what_shares_a_row);
    RUN_FRESH(an_unregistered_code_tells_what_to_treat_it_as);
    return check_done();
}
