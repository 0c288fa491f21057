/* The cards that ask, and what is handed out, of the built-in registry. */
#include "config.h"
#include "page/ask.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "page/sheet.h"
#include "registry/builtin.h"
#include "registry/lesson.h"
#include "registry/registry.h"
#include "support/check.h"
#include "support/files.h"
#include "support/registries.h"

#define SEEDS 5

static struct library library;
static const struct registry *registry;
static const struct deck_setup wide = {.cols = 200, .rows = 60};

static struct quiz quiz_of(uint32_t seed)
{
    struct quiz quiz;
    quiz_make(&quiz, &(struct quiz_setup){.library = &library, .all = true, .seed = seed});
    return quiz;
}

/* Empties the document. The caller frees. */
static char *text_of(struct doc *doc)
{
    struct strbuf text = STRBUF_INIT;
    doc_plain(doc, &text);
    doc_free(doc);
    return strbuf_take(&text);
}

static char *text_of_choice(const struct quiz_question *question, size_t place)
{
    struct strbuf text = STRBUF_INIT;
    quiz_put_choice(question, quiz_choice(question, place), &text);
    return strbuf_take(&text);
}

/* Is a text, which may be wrapped there, in another? */
static bool has_text(const char *text, const char *part)
{
    struct strbuf line = STRBUF_INIT;
    for (const char *c = text; *c != '\0'; c++)
        if ((*c != ' ' && *c != '\n') || (line.len > 0 && line.data[line.len - 1] != ' '))
            strbuf_putc(&line, *c == '\n' ? ' ' : *c);
    bool has = strstr(strbuf_str(&line), part) != NULL;
    strbuf_clear(&line);
    return has;
}

/* The roles of a line from its choice on, as a text. */
static char *roles_of(const struct doc_line *line)
{
    struct strbuf roles = STRBUF_INIT;
    for (size_t i = 0; i < line->span_count; i++)
        strbuf_printf(&roles, "%d ", (int)line->spans[i].role);
    return strbuf_take(&roles);
}

/* Before it is revealed: no reason, no mark, no reference, and all choices in the same style. */
static void check_hidden(const struct quiz *quiz, size_t at)
{
    const struct quiz_question *question = &quiz->questions[at];
    struct quiz_reply none = {.shown = false};
    struct doc *doc = ask_question(quiz, at, &none, &wide);
    char *first = NULL;
    size_t choices = 0;
    for (size_t i = 0; i < doc->line_count; i++) {
        const struct doc_line *line = &doc->lines[i];
        if (line->len < 5 || strncmp(line->text, "  ", 2) != 0 ||
            strchr("abcd", line->text[2]) == NULL || strncmp(line->text + 3, "  ", 2) != 0)
            continue;
        char *roles = roles_of(line);
        if (choices++ == 0)
            first = xstrdup(roles);
        CHECK_STR(roles, first);
        free(roles);
    }
    CHECK_MSG(choices == QUIZ_CHOICES, "%s", question->item->id);
    CHECK_INT(doc->link_count, 0);
    free(first);
    char *text = text_of(doc);
    for (size_t k = 0; k < QUIZ_CHOICES; k++)
        CHECK_MSG(!has_text(text, quiz_why(question, k)), "%s: %s", question->item->id, text);
    CHECK(strstr(text, "\u2713") == NULL && strstr(text, "is right") == NULL);
    free(text);
}

static void no_card_gives_its_answer_away(void)
{
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        struct quiz quiz = quiz_of(seed);
        CHECK_INT(quiz.count, registry_extras(registry)->quiz_count);
        for (size_t i = 0; i < quiz.count; i++)
            check_hidden(&quiz, i);
        quiz_clear(&quiz);
    }
}

/* A mark and a sentence say what is right, and every choice has its reason. */
static void a_revealed_card_has_a_reason_for_each_choice(void)
{
    struct quiz quiz = quiz_of(7);
    for (size_t i = 0; i < quiz.count; i++) {
        const struct quiz_question *question = &quiz.questions[i];
        size_t right = quiz_right(question);
        struct quiz_reply reply = {.answered = true, .shown = true, .chosen = (right + 1) % 4};
        char *text = text_of(ask_question(&quiz, i, &reply, &wide));
        char verdict[40];
        snprintf(verdict, sizeof verdict, "You said %c; %c is right.", (char)('a' + reply.chosen),
                 (char)('a' + right));
        CHECK_HAS(text, verdict);
        CHECK_HAS(text, "\u2713");
        CHECK_HAS(text, "\u2717");
        for (size_t k = 0; k < QUIZ_CHOICES; k++)
            CHECK_MSG(has_text(text, quiz_why(question, k)), "%s: %s", question->item->id,
                      quiz_why(question, k));
        free(text);
    }
    quiz_clear(&quiz);
}

/* Whoever works on paper and whoever looks at the wall say the same letter. */
static void letters_of_the_sheet_are_those_of_the_screen(void)
{
    struct quiz quiz = quiz_of(7);
    struct page_setup setup = {.cols = 200};
    struct quiz_reply none = {.shown = false};
    char *sheet = text_of(sheet_quiz(&quiz, NULL, &setup));
    char *key = text_of(sheet_key(&quiz, NULL, &setup));
    const char *place = sheet, *answer = key;
    for (size_t i = 0; i < quiz.count; i++) {
        const struct quiz_question *question = &quiz.questions[i];
        char *screen = text_of(ask_question(&quiz, i, &none, &wide));
        struct strbuf line = STRBUF_INIT;
        for (size_t k = 0; k < QUIZ_CHOICES; k++) {
            char *choice = text_of_choice(question, k);
            strbuf_reset(&line);
            strbuf_printf(&line, "  %c  %s\n", (char)('a' + k), choice);
            CHECK_HAS(screen, line.data);
            strbuf_reset(&line);
            strbuf_printf(&line, "- %c) %s\n", (char)('a' + k), choice);
            CHECK_MSG(strstr(place, line.data) != NULL, "%s", line.data);
            place = strstr(place, line.data) != NULL ? strstr(place, line.data) : place;
            free(choice);
        }
        strbuf_reset(&line);
        strbuf_printf(&line, "\n%zu. %c) ", i + 1, (char)('a' + quiz_right(question)));
        CHECK_MSG(strstr(answer, line.data) != NULL, "%s", line.data);
        answer = strstr(answer, line.data) != NULL ? strstr(answer, line.data) : answer;
        strbuf_clear(&line);
        free(screen);
    }
    free(sheet);
    free(key);
    quiz_clear(&quiz);
}

/* What a screen reader or a braille line gets. */
static void what_is_handed_out_has_no_drawing(void)
{
    struct quiz quiz = quiz_of(7);
    struct page_setup setup = {.cols = 80};
    char *texts[] = {text_of(sheet_quiz(&quiz, NULL, &setup)),
                     text_of(sheet_key(&quiz, NULL, &setup)),
                     text_of(sheet_guide(registry, &setup))};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        /* Box drawing, blocks, arrows and check marks are U+2190 to U+27BF. */
        for (const char *c = texts[i]; *c != '\0'; c++)
            CHECK_MSG((unsigned char)c[0] != 0xE2 || (unsigned char)c[1] < 0x86 ||
                          (unsigned char)c[1] > 0x9E,
                      "%.40s", c);
        free(texts[i]);
    }
    quiz_clear(&quiz);
}

/* On paper: a sheet, its key and the guide, of a small registry that does not change. */
static void what_is_handed_out_looks_as_designed(void)
{
    char *json = support_read("data/classroom.json", NULL);
    struct registry *classroom = support_parse(json, "classroom.json");
    const struct entry *entry = registry_find(classroom, "502", NULL);
    struct subject pile[] = {subject_of_entry(classroom, entry),
                             subject_of_entry(classroom, registry_find(classroom, "206", NULL))};
    struct page_setup setup = {.cols = 78};
    struct quiz quiz;
    quiz_make(&quiz, &(struct quiz_setup){.library = support_library(classroom, "classroom.json"),
                                          .pile = pile,
                                          .pile_count = 2,
                                          .seed = 7,
                                          .limit = 3});
    const struct {
        const char *name;
        char *text;
    } cases[] = {
        {"sheet-78.txt", text_of(sheet_quiz(&quiz, "Lesson 3: who is to blame?", &setup))},
        {"key-78.txt", text_of(sheet_key(&quiz, "Lesson 3: who is to blame?", &setup))},
        {"guide-78.txt", text_of(sheet_guide(classroom, &setup))},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        CHECK_MSG(support_golden(cases[i].name, cases[i].text), "%s", cases[i].name);
        free(cases[i].text);
    }
    quiz_clear(&quiz);
    registry_free(classroom);
    free(json);
}

/* Every question of the guide fits next to its answers, and back leads to where it came from. */
static void every_question_of_the_guide_can_be_asked(void)
{
    size_t ends = 0, asked = 0;
    struct guide_way way;
    CHECK(guide_begin(&way, registry));
    CHECK(!guide_back(&way));
    for (size_t next = 0;;) {
        const struct guide_question *question = way.questions[way.count - 1];
        if (way.end == NULL && next < question->answer_count) {
            asked += next == 0;
            CHECK(guide_choose(&way, registry, next));
            char *text = text_of(ask_guide(&way, registry, &wide));
            ends += way.end != NULL;
            if (way.end != NULL)
                CHECK_MSG(has_text(text, way.end->note), "%s", way.end->note);
            else
                CHECK_MSG(has_text(text, way.questions[way.count - 1]->ask), "%s", text);
            free(text);
            next = 0;
        } else if (way.count > 1 || way.end != NULL) {
            CHECK(way.end != NULL || !guide_choose(&way, registry, next));
            CHECK(guide_back(&way));
            next = way.answers[way.count - 1] + 1;
        } else {
            break;
        }
    }
    CHECK(asked >= registry_extras(registry)->guide.question_count);
    CHECK(ends >= 78);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    for (size_t i = 0; i < builtin_count; i++)
        library_add(&library, registry_borrow(&builtins[i]), REGISTRY_BUILTIN);
    registry = library_main(&library);
    RUN(no_card_gives_its_answer_away);
    RUN(a_revealed_card_has_a_reason_for_each_choice);
    RUN(letters_of_the_sheet_are_those_of_the_screen);
    RUN(what_is_handed_out_has_no_drawing);
    RUN(what_is_handed_out_looks_as_designed);
    RUN(every_question_of_the_guide_can_be_asked);
    library_clear(&library);
    return check_done();
}
