/* What a registry has for teaching: what is wrong with it, and what overlays change. */
#include "config.h"
#include "registry/lesson.h"

#include <stdlib.h>
#include <string.h>

#include "registry/library.h"
#include "registry/parse.h"
#include "registry/registry.h"
#include "support/check.h"
#include "support/registries.h"

#define ENTRY(members) "{\"code\": \"1\", \"owner\": \"O\", \"phrase\": \"P\"" members "}"
#define FILE_OF(entry, members)                                                                    \
    "{\"format\": 1, \"id\": \"t\", \"title\": \"T\", \"classes\": [], "                           \
    "\"documents\": [{\"id\": \"D\", \"title\": \"D\"}], \"codes\": [" ENTRY(entry) "]" members    \
                                                                                    "}"
#define SEQUENCE(members) FILE_OF(", \"sequence\": {" members "}", "")
#define PARTIES "\"parties\": [\"a\", \"b\"], "
#define STEPS(step) SEQUENCE(PARTIES "\"steps\": [{" step "}]")
#define WRONG(first)                                                                               \
    "\"wrong\": [" first ", {\"text\": \"y\", \"why\": \"n\"}, {\"text\": \"z\", \"why\": \"n\"}]"
#define ITEM_OF(id, level, answer, wrong)                                                          \
    "{\"id\": " id ", \"level\": " level ", \"ask\": \"q?\", \"answer\": " answer ", " wrong       \
    ", \"why\": \"w\", \"reference\": {\"doc\": \"D\"}}"
#define X "{\"text\": \"x\", \"why\": \"n\"}"
#define ONE "{\"code\": \"1\"}"
#define QUIZ(items) FILE_OF("", ", \"quiz\": [" items "]")
#define GUIDE(members) FILE_OF("", ", \"guide\": {" members "}")
#define QUESTION(id, first, second)                                                                \
    "{\"id\": \"" id "\", \"ask\": \"?\", \"answers\": [" first ", " second "]}"
#define TO(id) "{\"text\": \"t\", \"to\": \"" id "\"}"
#define END "{\"text\": \"t\", \"code\": \"1\"}"

static void faults_name_the_place_and_what_was_expected(void)
{
    static const struct {
        const char *text, *fault; /* NULL: none */
    } cases[] = {
        {STEPS("\"from\": \"a\", \"to\": \"b\", \"lines\": [\"x\"], \"say\": \"s\""), NULL},
        {STEPS("\"at\": \"a\", \"say\": \"s\""), NULL},
        {STEPS("\"at\": \"a\""), "steps[0].say: is missing, expected what happens"},
        {STEPS("\"at\": \"a\", \"say\": \"s\", \"to\": \"b\""),
         "steps[0].at: is there, expected no from, to and lines next to it"},
        {STEPS("\"from\": \"a\", \"lines\": [\"x\"]"),
         "steps[0].from: is missing, expected from and to, or at"},
        {STEPS("\"from\": \"a\", \"to\": \"a\", \"lines\": [\"x\"]"),
         "steps[0].to: is the same as from, expected another party"},
        {STEPS("\"from\": \"a\", \"to\": \"c\", \"lines\": [\"x\"]"),
         "steps[0].to: is no party of the sequence"},
        {STEPS("\"from\": \"a\", \"to\": \"b\", \"lines\": [\"1\", \"2\", \"3\", \"4\", \"5\"]"),
         "steps[0].lines: has 5 elements, expected 0 to 4"},
        {STEPS("\"from\": \"a\", \"to\": \"b\", \"lines\": [\"x\"], \"say\": "
               "\"0123456789012345678901234567890123456789012345678901234567890\""),
         "steps[0].say: has 61 characters, expected at most 60"},
        {SEQUENCE("\"parties\": [\"a\"], \"steps\": [{\"at\": \"a\", \"say\": \"s\"}]"),
         "parties: has 1 elements, expected 2 to 4"},
        {SEQUENCE("\"parties\": [\"a\", \"a\"], \"steps\": [{\"at\": \"a\", \"say\": \"s\"}]"),
         "parties: have a party twice, expected each only once"},
        {SEQUENCE("\"parties\": [\"a\", \"b\"], \"steps\": []"),
         "steps: has 0 elements, expected 1 to 16"},
        {QUIZ(ITEM_OF("\"i\"", "1", ONE, WRONG(X))), NULL},
        {QUIZ(ITEM_OF("\"I\"", "1", ONE, WRONG(X))),
         "id: has other characters than a to z, 0 to 9 and -"},
        {QUIZ(ITEM_OF("\"i\"", "4", ONE, WRONG(X))), "level: is 4, expected 1 to 3"},
        {QUIZ(ITEM_OF("\"i\"", "1", "{}", WRONG(X))),
         "answer.code: is missing, expected a code or a text"},
        {QUIZ(ITEM_OF("\"i\"", "1", "{\"code\": \"1\", \"text\": \"t\"}", WRONG(X))),
         "answer.code: is there with a text, expected only one of them"},
        {QUIZ(ITEM_OF("\"i\"", "1", ONE, WRONG("{\"text\": \"x\"}"))),
         "wrong[0].why: is missing, expected why it is wrong"},
        {QUIZ(ITEM_OF("\"i\"", "1", ONE, WRONG("{\"code\": \"1\", \"why\": \"n\"}"))),
         "wrong[0]: is another choice again, expected each only once"},
        {QUIZ(ITEM_OF("\"i\"", "1", ONE, "\"wrong\": [" X "]")),
         "wrong: has 1 elements, expected 3 to 3"},
        {QUIZ(ITEM_OF("\"i\"", "1", ONE, WRONG(X)) ", " ITEM_OF("\"i\"", "1", ONE, WRONG(X))),
         "has the id of quiz[0], expected each only once"},
        {QUIZ(ITEM_OF("\"i\"", "1", "{\"code\": \"9\"}", WRONG(X))),
         "answer.code: is \"9\", expected the code of an entry"},
        {QUIZ("{\"id\": \"i\", \"level\": 1, \"ask\": \"q?\", \"answer\": " ONE
              ", " WRONG(X) ", \"why\": \"w\", \"reference\": {\"doc\": \"E\"}}"),
         "reference.doc: is \"E\", expected the id of a document"},
        {GUIDE("\"start\": \"a\", \"questions\": [" QUESTION("a", TO("b"),
                                                             END) ", " QUESTION("b", END, END) "]"),
         NULL},
        {GUIDE("\"questions\": [" QUESTION("a", END, END) "]"),
         "guide.start: names no question of the guide"},
        {GUIDE("\"start\": \"a\", \"questions\": [" QUESTION("a", TO("b"), END) "]"),
         "answers[0].to: is no question of the guide"},
        {GUIDE("\"start\": \"a\", \"questions\": [" QUESTION("a", END, TO("a")) "]"),
         "answers[1].to: leads back to a question before it"},
        {GUIDE("\"start\": \"a\", \"questions\": [" QUESTION("a", END, END) ", " QUESTION("b", END,
                                                                                          END) "]"),
         "questions[1]: cannot be reached from the start"},
        {GUIDE("\"start\": \"a\", \"questions\": [" QUESTION("a", END, "{\"text\": \"t\"}") "]"),
         "to: is missing, expected a question or a code to lead to"},
        {GUIDE("\"start\": \"a\", \"questions\": [" QUESTION("a", END, END) ", " QUESTION("a", END,
                                                                                          END) "]"),
         "id: is that of another question, expected each only once"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct sb_error err = SB_ERROR_INIT;
        struct registry_checks checks = {0};
        bool good = registry_check(cases[i].text, strlen(cases[i].text), "t.json", &checks, &err);
        CHECK_MSG(good == (cases[i].fault == NULL), "%s", cases[i].text);
        if (cases[i].fault != NULL)
            CHECK_HAS(err.message, cases[i].fault);
        sb_error_clear(&err);
    }
}

static void an_overlay_replaces_by_id_and_adds(void)
{
    static const char base[] = FILE_OF(
        "",
        ", \"quiz\": [" ITEM_OF(
            "\"i\"", "1", ONE,
            WRONG(X)) "], \"path\": [{\"title\": \"p\", "
                      "\"makers\": []}], \"guide\": {\"start\": \"a\", \"questions\": [" QUESTION(
                          "a", END, END) "]}");
    static const char overlay[] =
        "{\"format\": 1, \"codes\": [{\"code\": \"1\", \"owner\": \"O\", \"sequence\": {" PARTIES
        "\"steps\": [{\"at\": \"b\", \"say\": \"s\"}]}, \"facts\": {\"lasting\": \"permanent\", "
        "\"fault\": \"upstream\"}}], \"quiz\": [" ITEM_OF("\"i\"", "2", ONE, WRONG(X)) ", " ITEM_OF(
            "\"k\"", "3", ONE,
            WRONG(X)) "], "
                      "\"guide\": {\"questions\": [" QUESTION("b", END, END) ", " QUESTION(
                          "a", TO("b"), END) "]}, \"path\": [{\"title\": "
                                             "\"x\", \"makers\": []}, "
                                             "{\"title\": \"y\", "
                                             "\"makers\": []}]}";
    struct registry *registry = support_parse(base, "base.json");
    struct sb_error err = SB_ERROR_INIT;
    CHECK(support_merge(registry, overlay, strlen(overlay), "over.json", &err));
    CHECK_STR(err.message, NULL);
    CHECK_INT(registry_extras(registry)->quiz_count, 2);
    CHECK_INT(registry_extras(registry)->quiz[0].level, 2);
    CHECK_STR(registry_extras(registry)->quiz[1].id, "k");
    CHECK_STR(registry_extras(registry)->guide.start, "a");
    CHECK_INT(registry_extras(registry)->guide.question_count, 2);
    CHECK_STR(guide_find(&registry_extras(registry)->guide, "a")->answers[0].to, "b");
    CHECK(guide_find(&registry_extras(registry)->guide, "b") != NULL &&
          guide_find(&registry_extras(registry)->guide, "c") == NULL);
    CHECK_INT(registry->path_count, 2);
    const struct entry *entry = registry_find(registry, "1", "O");
    CHECK_INT(entry_details(entry)->sequence.parties.count, 2);
    CHECK_STR(entry_details(entry)->sequence.steps[0].say, "s");
    CHECK_STR(entry->phrase, "P");
    CHECK_INT(entry->facts.lasting, LASTING_PERMANENT);
    CHECK_INT(entry->facts.fault, FAULT_UPSTREAM);
    registry_free(registry);
}

int main(void)
{
    RUN(faults_name_the_place_and_what_was_expected);
    RUN(an_overlay_replaces_by_id_and_adds);
    return check_done();
}
