#include "config.h"

#include <stdlib.h>

#include "registry/operand.h"
#include "registry/registry.h"
#include "support/check.h"
#include "support/files.h"
#include "support/registries.h"

struct expected {
    const char *word;
    enum operand_kind kind;
};

static void check_words(const struct registry *registry, const struct expected *expected,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct operand operand = operand_read(registry, expected[i].word);
        CHECK_MSG(operand.kind == expected[i].kind, "\"%s\" is of kind %d", expected[i].word,
                  operand.kind);
        CHECK_INT(operand.entry != NULL, operand.kind == OPERAND_CODE);
        CHECK_INT(operand.code_class != NULL, operand.kind == OPERAND_CLASS);
    }
}

static void words_name_codes_classes_numbers_or_patterns(void)
{
    static const struct expected expected[] = {
        {"404", OPERAND_CODE},
        {"999", OPERAND_CODE},
        {"4xx", OPERAND_CLASS},
        {"4XX", OPERAND_CLASS},
        {"4", OPERAND_BEGINNING},
        {"42", OPERAND_BEGINNING},
        {"471", OPERAND_UNREGISTERED},
        {"404.99", OPERAND_UNREGISTERED},
        {"742", OPERAND_UNREGISTERED},
        {"000", OPERAND_UNREGISTERED},
        {"99", OPERAND_UNREGISTERED},
        {"40x", OPERAND_PATTERN},
        {"x04", OPERAND_PATTERN},
        {"xxx", OPERAND_WORD},
        {"", OPERAND_WORD},
        {"742.1", OPERAND_WORD},
        {"404.", OPERAND_WORD},
        {" 404", OPERAND_WORD},
        {"-1", OPERAND_WORD},
        {"not found", OPERAND_WORD},
    };
    struct registry *registry = support_small();
    check_words(registry, expected, sizeof expected / sizeof expected[0]);
    CHECK_STR(operand_read(registry, "404").entry->phrase, "Not Found");
    CHECK_STR(operand_read(registry, "4XX").code_class->id, "4xx");
    registry_free(registry);
}

/* Codes need not be numbers, and numbers need not be in a class. */
static void other_registries_decide_by_their_own_codes(void)
{
    static const struct expected expected[] = {
        {"5.1.1", OPERAND_CODE},       {"UNAVAILABLE", OPERAND_CODE}, {"unavailable", OPERAND_WORD},
        {"5.x.x", OPERAND_CLASS},      {"hex", OPERAND_CLASS},        {"0x1", OPERAND_CODE},
        {"5.1", OPERAND_BEGINNING},    {"5.", OPERAND_WORD},          {"0x", OPERAND_BEGINNING},
        {"5.9", OPERAND_UNREGISTERED}, {"4", OPERAND_UNREGISTERED},   {"9.1", OPERAND_WORD},
    };
    char *json = support_read("data/good/other-protocols.json", NULL);
    struct registry *registry = support_parse(json, "other-protocols.json");
    check_words(registry, expected, sizeof expected / sizeof expected[0]);
    registry_free(registry);
    free(json);
}

#define REGISTRY(id, title, more, codes)                                                           \
    "{\"format\": 1, \"id\": \"" id "\", \"title\": \"" title "\", " more "\"codes\": [" codes "]" \
    "}"
#define CODE(code, phrase) "{\"code\": \"" code "\", \"owner\": \"O\", \"phrase\": \"" phrase "\"}"

static void a_library_answers_with_the_registry_that_is_meant(void)
{
    static const struct {
        const char *word;
        enum operand_kind kind;
        const char *registry, *phrase; /* NULL: no entry */
    } cases[] = {
        {"404", OPERAND_CODE, "small", "Not Found"},
        {"4xx", OPERAND_CLASS, "small", NULL},
        {"28", OPERAND_CODE, "exits", "Operation Timed Out"},
        {"exits:28", OPERAND_CODE, "exits", "Operation Timed Out"},
        {"EX:28", OPERAND_CODE, "exits", "Operation Timed Out"},
        {"tool:28", OPERAND_CODE, "exits", "Operation Timed Out"},
        {"ex:operation_timed-out", OPERAND_CODE, "exits", "Operation Timed Out"},
        {"ex:operation", OPERAND_WORD, "exits", NULL},
        {"ex:", OPERAND_REGISTRY, "exits", NULL},
        {"ex:404", OPERAND_UNREGISTERED, "exits", NULL},
        {"small:404", OPERAND_CODE, "small", "Not Found"},
        {"UH", OPERAND_CODE, "flags", "Unhealthy"},
        {"uh", OPERAND_WORD, "small", NULL},
        {"742", OPERAND_UNREGISTERED, "small", NULL},
        {"nobody:28", OPERAND_WORD, "small", NULL},
        {"class:4xx", OPERAND_WORD, "small", NULL},
        {"7", OPERAND_CODE, "exits", "Seven"}, /* the first of two */
    };
    struct library library = {0};
    library_add(&library, support_small(), "small");
    library_add(&library,
                support_parse(REGISTRY("exits", "Tool exit codes",
                                       "\"short\": \"EX\", \"classes\": "
                                       "[{\"id\": \"all\", \"title\": \"A\", \"last\": 99}], ",
                                       CODE("28", "Operation Timed Out") ", " CODE("7", "Seven")),
                              "exits"),
                "exits");
    library_add(&library,
                support_parse(REGISTRY("flags", "Flags", "\"classes\": [], ",
                                       CODE("UH", "Unhealthy") ", " CODE("7", "Other")),
                              "flags"),
                "flags");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct operand operand = operand_find(&library, cases[i].word);
        CHECK_MSG(operand.kind == cases[i].kind, "\"%s\" is of kind %d", cases[i].word,
                  operand.kind);
        CHECK_STR(operand.registry->id, cases[i].registry);
        CHECK_STR(operand.entry != NULL ? operand.entry->phrase : NULL, cases[i].phrase);
    }
    library_clear(&library);
}

int main(void)
{
    RUN(words_name_codes_classes_numbers_or_patterns);
    RUN(other_registries_decide_by_their_own_codes);
    RUN(a_library_answers_with_the_registry_that_is_meant);
    return check_done();
}
