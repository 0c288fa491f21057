/* Quizzes of the built-in registry. The expected runs were worked out from the rules of the order
 * by another program: they must never change, or a printed sheet has lost its key. */
#include "config.h"
#include "page/quiz.h"

#include <locale.h>
#include <stdlib.h>

#include "base/memory.h"
#include "registry/builtin.h"
#include "registry/registry.h"
#include "support/builtin.h"
#include "support/check.h"
#include "support/registries.h"

static struct library library; /* all that are built in */
static const struct registry *registry;

static void the_generator_gives_the_known_numbers(void)
{
    uint64_t zero = 0, seven = 7;
    CHECK(quiz_next(&zero) == UINT64_C(0xe220a8397b1dcdaf));
    CHECK(quiz_next(&seven) == UINT64_C(0x63cbe1e459320dd7));
    CHECK(quiz_next(&seven) == UINT64_C(0x044c3cd7f43c661c));
    CHECK(quiz_next(&seven) == UINT64_C(0xe6984080bab12a02));
    for (size_t n = 1; n < 100; n++)
        CHECK(quiz_below(&seven, n) < n);
}

/* "fault-soft-404 b, not-an-admin d, ...": a run in a line. The caller frees. */
static char *run_text(const struct quiz *quiz)
{
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < quiz->count; i++)
        strbuf_printf(&text, "%s%s %c", i > 0 ? ", " : "", quiz->questions[i].item->id,
                      (char)('a' + quiz_right(&quiz->questions[i])));
    return strbuf_take(&text);
}

/* All meanings of the codes in the main registry. */
static size_t find_pile(const char *codes, struct subject *pile)
{
    char *copy = xstrdup(codes), *rest = NULL;
    size_t count = 0;
    for (char *code = strtok_r(copy, " ", &rest); code != NULL; code = strtok_r(NULL, " ", &rest))
        for (const struct entry *entry = registry_find(registry, code, NULL); entry != NULL;
             entry = registry_next_meaning(registry, entry))
            pile[count++] = subject_of_entry(registry, entry);
    free(copy);
    return count;
}

static void a_seed_is_a_quiz(void)
{
    static const struct {
        const char *pile, *run; /* "": all items */
    } cases[] = {
        {"", "fault-soft-404 b, not-an-admin d, menu-this-week a, campaign-over a, unknown-472 d, "
             "delete-later b, create-only b, delete-report b, wrong-host-connection b, "
             "invalid-742 a"},
        {"499 408 500 502 503 504 522",
         "connection-refused a, maintenance-page b, null-pointer a, no-answer-in-time d, "
         "cut-off-answer b, client-left b, edge-cannot-connect c, half-a-request a, slow-names d, "
         "proxy-circle d"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct subject pile[64];
        struct quiz quiz;
        size_t count = find_pile(cases[i].pile, pile);
        quiz_make(&quiz, &(struct quiz_setup){.library = &library,
                                              .pile = pile,
                                              .pile_count = count,
                                              .all = count == 0,
                                              .seed = 7,
                                              .limit = 10});
        char *run = run_text(&quiz);
        CHECK_STR(run, cases[i].run);
        free(run);
        quiz_clear(&quiz);
    }
}

static void check_question(const struct quiz_question *question)
{
    struct strbuf texts[QUIZ_CHOICES] = {STRBUF_INIT};
    size_t right = quiz_right(question);
    for (size_t i = 0; i < QUIZ_CHOICES; i++) {
        quiz_put_choice(question, quiz_choice(question, i), &texts[i]);
        CHECK_MSG(quiz_why(question, i) != NULL, "%s", question->item->id);
        for (size_t k = 0; k < i; k++)
            CHECK_MSG(strcmp(texts[k].data, texts[i].data) != 0, "%s: %s twice", question->item->id,
                      texts[i].data);
    }
    CHECK(quiz_choice(question, right) == &question->item->answer);
    for (size_t i = 0; i < QUIZ_CHOICES; i++)
        strbuf_clear(&texts[i]);
}

static void every_item_has_four_choices_and_a_right_one_everywhere(void)
{
    size_t places[QUIZ_CHOICES] = {0}, total = 0;
    for (uint32_t seed = 1; seed <= 100; seed++) {
        struct quiz quiz;
        quiz_make(&quiz, &(struct quiz_setup){.library = &library, .all = true, .seed = seed});
        CHECK_INT(quiz.count, registry_extras(registry)->quiz_count);
        for (size_t i = 0; i < quiz.count; i++, total++) {
            check_question(&quiz.questions[i]);
            places[quiz_right(&quiz.questions[i])]++;
            CHECK(i == 0 || quiz.questions[i - 1].item->level <= quiz.questions[i].item->level);
        }
        quiz_clear(&quiz);
    }
    for (size_t i = 0; i < QUIZ_CHOICES; i++)
        CHECK_MSG(places[i] * 100 > total * 22 && places[i] * 100 < total * 28, "%zu of %zu",
                  places[i], total);
}

/* What a question says before it is answered: the phrase of the right code would give it away. */
static void no_question_names_its_answer(void)
{
    struct quiz quiz;
    quiz_make(&quiz, &(struct quiz_setup){.library = &library,
                                          .all = true,
                                          .seed = 1,
                                          .limit = registry_extras(registry)->quiz_count + 1000});
    CHECK(quiz.count > registry_extras(registry)->quiz_count);
    for (size_t i = 0; i < quiz.count; i++) {
        const struct quiz_item *item = quiz.questions[i].item;
        const struct entry *entry = quiz_entry(&quiz.questions[i], &item->answer);
        CHECK_MSG(entry == NULL || strstr(item->ask, entry->phrase) == NULL, "%s", item->id);
        check_question(&quiz.questions[i]);
    }
    quiz_clear(&quiz);
}

static void too_few_items_are_filled_with_meanings(void)
{
    const struct entry *entry = registry_find(registry, "404", NULL);
    struct subject pile[1] = {subject_of_entry(registry, entry)};
    struct quiz quiz;
    struct quiz_setup setup = {
        .library = &library, .pile = pile, .pile_count = 1, .seed = 3, .limit = 50};
    quiz_make(&quiz, &setup);
    bool made = false;
    for (size_t i = 0; i < quiz.count; i++) {
        CHECK(quiz_subject(&quiz.questions[i]) == entry);
        made = made || strcmp(quiz.questions[i].item->id, "meaning-404-iana") == 0;
    }
    CHECK(made && quiz.count < 50);
    quiz_clear(&quiz);
    setup.limit = 0;
    quiz_make(&quiz, &setup);
    for (size_t i = 0; i < quiz.count; i++)
        CHECK(strncmp(quiz.questions[i].item->id, "meaning-", 8) != 0);
    quiz_clear(&quiz);
}

static void the_items_of_a_lesson_come_first_in_their_order(void)
{
    static const struct choice wrong[] = {
        {.code = "400", .why = "No."}, {.code = "401", .why = "No."}, {.text = "x", .why = "No."}};
    static const struct choice unknown[] = {
        {.code = "400", .why = "No."}, {.code = "9999", .why = "No."}, {.text = "x", .why = "No."}};
    const struct quiz_item own[] = {
        {"z",
         3,
         NULL,
         "Z?",
         {NULL, 0},
         {.code = "404"},
         wrong,
         3,
         {.code = NULL},
         "Yes.",
         {"RFC 9110", 0}},
        {"u",
         1,
         NULL,
         "U?",
         {NULL, 0},
         {.code = "404"},
         unknown,
         3,
         {.code = NULL},
         "?",
         {"RFC 9110", 0}},
        {"a",
         1,
         NULL,
         "A.",
         {NULL, 0},
         {.code = "403"},
         wrong,
         3,
         {.code = NULL},
         "Yes.",
         {"RFC 9110", 0}},
    };
    struct quiz quiz;
    quiz_make(
        &quiz,
        &(struct quiz_setup){
            .library = &library, .all = true, .own = own, .own_count = 3, .seed = 1, .limit = 4});
    CHECK_INT(quiz.count, 4);
    CHECK_STR(quiz.questions[0].item->id, "z");
    CHECK_STR(quiz.questions[1].item->id, "a");
    struct strbuf ask = STRBUF_INIT;
    CHECK(!quiz_put_ask(&quiz.questions[0], &ask));
    CHECK(quiz_put_ask(&quiz.questions[1], &ask));
    CHECK_STR(ask.data, "Which code?");
    strbuf_clear(&ask);
    const bool keep[] = {false, true, false, true};
    quiz_keep(&quiz, keep);
    CHECK_INT(quiz.count, 2);
    CHECK_STR(quiz.questions[0].item->id, "a");
    quiz_clear(&quiz);
}

/* Two owners may have the same code with the same phrase. */
static void a_choice_names_its_owner_where_that_is_not_iana(void)
{
    const struct choice choices[] = {
        {.code = "499", .owner = "nginx"}, {.code = "499", .owner = "Esri"}, {.code = "404"}};
    static const char *const texts[] = {"499 Client Closed Request  (nginx)",
                                        "499 Token Required  (Esri)", "404 Not Found"};
    const struct quiz_question question = {.registry = registry};
    for (size_t i = 0; i < 3; i++) {
        struct strbuf text = STRBUF_INIT;
        quiz_put_choice(&question, &choices[i], &text);
        CHECK_STR(text.data, texts[i]);
        strbuf_clear(&text);
    }
}

/* A lesson of several registries asks about all of them, each question of one. */
static void several_registries_are_asked_about(void)
{
    static const char *const ids[] = {"curl", "http", "grpc"}, *const codes[] = {"28", "504", "4"};
    struct subject pile[3];
    struct quiz quiz;
    struct strbuf ask = STRBUF_INIT;
    bool asked[3] = {false};
    for (size_t i = 0; i < 3; i++) {
        const struct registry *other = library_open(library_find(&library, ids[i]));
        pile[i] = subject_of_entry(other, registry_find(other, codes[i], NULL));
    }
    quiz_make(&quiz,
              &(struct quiz_setup){
                  .library = &library, .pile = pile, .pile_count = 3, .seed = 7, .limit = 3});
    CHECK_INT(quiz.count, 3);
    CHECK_INT(quiz.registry_count, 3);
    CHECK(quiz.registries[0] == registry);
    for (size_t i = 0; i < quiz.count; i++) {
        const struct quiz_question *question = &quiz.questions[i];
        check_question(question);
        for (size_t k = 0; k < 3; k++)
            if (question->registry == pile[k].registry) {
                CHECK(quiz_subject(question) == subject_entry(&pile[k]));
                asked[k] = true;
            }
        strbuf_reset(&ask);
        if (strcmp(question->registry->id, "curl") == 0 && quiz_put_ask(question, &ask))
            CHECK_STR(ask.data, "Which curl code?");
    }
    CHECK(asked[0] && asked[1] && asked[2]);
    quiz_clear(&quiz);
    strbuf_clear(&ask);
}

/* Questions that a lesson brings about codes of a further registry, without any in the pile. */
static void a_lesson_may_ask_about_a_further_registry(void)
{
    static const struct choice wrong[] = {
        {.code = "7", .why = "No."}, {.code = "52", .why = "No."}, {.code = "6", .why = "No."}};
    const struct quiz_item own[] = {{.id = "own",
                                     .level = 1,
                                     .ask = "Nothing came in time.",
                                     .answer = {.code = "28"},
                                     .wrong = wrong,
                                     .wrong_count = 3,
                                     .why = "Yes.",
                                     .reference = {"curl manual", NULL}}};
    struct quiz quiz;
    quiz_make(&quiz, &(struct quiz_setup){
                         .library = &library, .own = own, .own_count = 1, .seed = 1, .limit = 4});
    CHECK_INT(quiz.count, 1);
    CHECK_INT(quiz.registry_count, 1);
    CHECK_STR(quiz.questions[0].registry->id, "curl");
    quiz_clear(&quiz);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    for (size_t i = 0; i < builtin_count; i++)
        library_add(&library, registry_borrow(&builtins[i]), REGISTRY_BUILTIN);
    registry = library_main(&library);
    RUN(the_generator_gives_the_known_numbers);
    RUN(a_seed_is_a_quiz);
    RUN(every_item_has_four_choices_and_a_right_one_everywhere);
    RUN(no_question_names_its_answer);
    RUN(too_few_items_are_filled_with_meanings);
    RUN(the_items_of_a_lesson_come_first_in_their_order);
    RUN(a_choice_names_its_owner_where_that_is_not_iana);
    RUN(several_registries_are_asked_about);
    RUN(a_lesson_may_ask_about_a_further_registry);
    library_clear(&library);
    return check_done();
}
