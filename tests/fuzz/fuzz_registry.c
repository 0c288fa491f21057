/* The registry reader: any bytes are refused with a message, or written and read again the same. */
#include "config.h"

#include "fuzz.h"
#include "page/ask.h"
#include "page/deck.h"
#include "page/sheet.h"
#include "registry/dump.h"
#include "registry/parse.h"
#include "registry/registry.h"

#define ENTRIES_SHOWN 4
#define QUESTIONS_SHOWN 8

static void check_lines(const struct doc *doc)
{
    for (size_t i = 0; i < doc->line_count; i++)
        REQUIRE(fuzz_is_printable(doc->lines[i].text, doc->lines[i].len, false));
}

static void check_card(struct doc *doc)
{
    check_lines(doc);
    doc_free(doc);
}

static void check_page(struct subject subject, int cols, bool ascii)
{
    struct doc *doc =
        subject_doc(&subject, &(struct page_setup){.cols = cols, .ascii = ascii, .origin = "fuzz"});
    check_lines(doc);
    doc_free(doc);
}

static void check_steps(struct subject subject, const struct deck_setup *setup)
{
    for (size_t step = 0; step < deck_count(&subject); step++)
        check_card(deck_card(&subject, step, setup));
}

/* The quiz of all items, before and after the answer, on the screen and on paper. */
static void check_quiz(struct registry *registry, const struct deck_setup *setup)
{
    char origin[] = "fuzz";
    struct library_item item = {registry, origin};
    struct library library = {.items = &item, .count = 1};
    struct page_setup paper = {.cols = 60};
    struct quiz quiz;
    quiz_make(&quiz, &(struct quiz_setup){.library = &library, .all = true, .seed = 7});
    for (size_t i = 0; i < quiz.count && i < QUESTIONS_SHOWN; i++) {
        const struct quiz_reply replies[] = {{.shown = false}, {true, true, i % QUIZ_CHOICES}};
        for (size_t k = 0; k < 2; k++)
            check_card(ask_question(&quiz, i, &replies[k], setup));
    }
    check_card(sheet_quiz(&quiz, NULL, &paper));
    check_card(sheet_key(&quiz, NULL, &paper));
    quiz_clear(&quiz);
}

/* The way through the guide that always takes its last answer. */
static void check_guide(const struct registry *registry, const struct deck_setup *setup)
{
    struct guide_way way;
    if (!guide_begin(&way, registry))
        return;
    do
        check_card(ask_guide(&way, registry, setup));
    while (guide_choose(&way, registry, way.questions[way.count - 1]->answer_count - 1));
    check_card(sheet_guide(registry, &(struct page_setup){.cols = 60}));
}

/* Whatever a registry holds can be looked up and shown. */
static void check_registry(struct registry *registry)
{
    static const struct deck_setup setups[] = {{.cols = 70, .rows = 20}, {.cols = 20, .rows = 5}};
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        REQUIRE(registry_find(registry, entry->code, entry->owner) == entry);
        REQUIRE(registry_find_prefix(registry, entry->code) != NULL);
        REQUIRE(registry_index(registry, entry) == i);
        if (i < ENTRIES_SHOWN) {
            check_page(subject_of_entry(registry, entry), 40, i % 2 == 1);
            check_steps(subject_of_entry(registry, entry), &setups[i % 2]);
        }
    }
    check_page((struct subject){.kind = SUBJECT_REGISTRY, .registry = registry}, 30, false);
    for (size_t i = 0; i < registry->class_count; i++)
        check_page((struct subject){.kind = SUBJECT_CLASS,
                                    .registry = registry,
                                    .thing = &registry->classes[i]},
                   30, false);
    static const char *const unknown[] = {"471", "471.1", "5.1.99", "0"};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++)
        check_page(subject_of_code(registry, unknown[i]), 30, false);
    for (size_t i = 0; i < sizeof setups / sizeof setups[0]; i++) {
        check_quiz(registry, &setups[i]);
        check_guide(registry, &setups[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_start();
    struct sb_error err = SB_ERROR_INIT;
    struct registry *registry = registry_parse((const char *)data, size, "fuzz", &err);
    fuzz_check_error(&err, registry == NULL);
    sb_error_clear(&err);
    bool overlay = registry_is_overlay((const char *)data, size);
    bool valid = registry_check((const char *)data, size, "fuzz",
                                &(struct registry_checks){NULL, true}, &err);
    fuzz_check_error(&err, !valid);
    REQUIRE(!valid || overlay || registry != NULL);
    REQUIRE(!overlay || registry == NULL);
    sb_error_clear(&err);
    if (registry == NULL)
        return 0;

    struct strbuf first = STRBUF_INIT, second = STRBUF_INIT;
    check_registry(registry);
    registry_dump(registry, &first);
    struct registry *again = registry_parse(strbuf_str(&first), first.len, "written", &err);
    fuzz_check_error(&err, false);
    REQUIRE(again != NULL);
    registry_dump(again, &second);
    REQUIRE(first.len == second.len && memcmp(first.data, second.data, first.len) == 0);
    strbuf_clear(&first);
    strbuf_clear(&second);
    registry_free(again);
    registry_free(registry);
    return 0;
}
