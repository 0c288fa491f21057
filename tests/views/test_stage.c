/* The stage, with tests/data/classroom.json: the codes, questions and pictures of a few lessons. */
#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "registry/library.h"
#include "registry/registry.h"
#include "support/check.h"
#include "support/driver.h"
#include "support/files.h"
#include "support/panes.h"
#include "support/registries.h"
#include "support/screen.h"
#include "views/browser/browser.h"

static struct library library;
static struct app app;
static struct browser browser;
static struct panes panes;
static struct frame frame;

static void stop(void)
{
    browser_clear(&browser);
    app_clear(&app);
}

static void draw(void)
{
    app_settle(&app);
    app_draw(&app, &frame);
    CHECK(support_frame_is_sound(&frame));
}

/* Starts the browser and presses keys; the quiz has seed 7. */
static void show(int cols, int rows, bool ascii, const char *keys)
{
    stop();
    app_init(&app, ascii, true);
    browser_init(&browser, &app,
                 &(struct browser_setup){
                     .library = &library, .show_unofficial = true, .seed = 7, .questions = 10});
    app_resize(&app, cols, rows);
    driver_press(&app, keys);
    draw();
}

/* The caller frees. */
static char *frame_text_of(void)
{
    return driver_screen(&app, &frame);
}

static void check_has(const char *part)
{
    driver_check_has(&app, &frame, part);
}

static void check_lacks(const char *part)
{
    driver_check_lacks(&app, &frame, part);
}

/* Checks that the stage was left, and which code is selected in the browser. */
static void check_left_to(const char *code)
{
    CHECK(panes_are_alone(&panes, &app));
    CHECK_STR(panes_code(&panes, &app), code);
}

static void cards_look_as_designed(void)
{
    static const struct {
        const char *name;
        int cols, rows;
        bool ascii;
        const char *keys;
    } cases[] = {
        {"stage-code-80x24.txt", 80, 24, false, "5 0 2 p"},
        {"stage-code-120x34.txt", 120, 34, false, "5 0 2 p"},
        {"stage-code-220x60.txt", 220, 60, false, "5 0 2 p"},
        {"stage-meaning-50x17.txt", 50, 17, false, "5 0 2 p Space"},
        {"stage-path-80x24.txt", 80, 24, false, "5 0 2 p Space Space"},
        {"stage-path-ascii-80x24.txt", 80, 24, true, "5 0 2 p Space Space"},
        {"stage-path-408-80x24.txt", 80, 24, false, "4 0 8 p Space Space"},
        {"stage-exchange-80x24.txt", 80, 24, false, "3 0 4 p Space Space Space Space Space Space"},
        {"stage-exchange-120x34.txt", 120, 34, false,
         "4 1 2 p Space Space Space Space Space Space Space Space"},
        {"stage-exchange-ascii-80x24.txt", 80, 24, true,
         "5 0 2 p Space Space Space Space Space Space"},
        {"stage-exchange-50x17.txt", 50, 17, false, "3 0 4 p Space Space Space Space"},
        {"stage-meaning-20x6.txt", 20, 6, false, "5 0 2 p Space"},
        {"stage-compare-80x24.txt", 80, 24, false, "/ 4 0 1 Space v s Space 4 0 3 Enter c"},
        {"stage-compare-120x34.txt", 120, 34, false, "3 0 1 c"},
        {"stage-compare-50x17.txt", 50, 17, false, "4 0 1 c"},
        {"stage-quiz-80x24.txt", 80, 24, false, "5 0 2 t"},
        {"stage-quiz-shown-80x24.txt", 80, 24, false, "5 0 2 t c"},
        {"stage-quiz-shown-ascii-80x24.txt", 80, 24, true, "5 0 2 t c"},
        {"stage-quiz-120x34.txt", 120, 34, false, "5 0 2 t"},
        {"stage-quiz-results-80x24.txt", 80, 24, false, "5 0 2 t a Space a Space Space End"},
        {"stage-guide-80x24.txt", 80, 24, false, "a"},
        {"stage-guide-120x34.txt", 120, 34, false, "a a"},
        {"stage-guide-end-80x24.txt", 80, 24, false, "a b b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        show(cases[i].cols, cases[i].rows, cases[i].ascii, cases[i].keys);
        char *text = frame_text_of();
        CHECK_MSG(support_wide_lines(text, cases[i].cols) == 0, "%s", cases[i].name);
        CHECK_MSG(support_golden(cases[i].name, text), "%s", cases[i].name);
        free(text);
    }
}

/* Every step of every card once, on and back, gives the same screens. */
static void steps_lead_on_and_back(void)
{
    char *screens[400];
    size_t count = 0;
    show(80, 24, false, "h g l");
    driver_press(&app, "p Home");
    for (;;) {
        screens[count++] = frame_text_of();
        driver_press(&app, "Space");
        char *next = frame_text_of();
        bool end = strstr(next, "the end of the lesson") != NULL;
        CHECK_MSG(end || strcmp(next, screens[count - 1]) != 0, "step %zu", count);
        free(next);
        if (end || count == sizeof screens / sizeof screens[0])
            break;
    }
    CHECK(count > 100 && count < 400);
    for (size_t i = count; i-- > 0;) {
        char *text = frame_text_of();
        /* the bottom line of the last one is a message */
        CHECK_MSG(i + 1 == count || strcmp(text, screens[i]) == 0, "step %zu", i);
        free(text);
        free(screens[i]);
        driver_press(&app, "Backspace");
    }
    check_has("the start of the lesson");
}

static void a_detour_leads_back_to_the_same_step(void)
{
    show(80, 24, false, "5 0 2 p Space Space");
    char *before = frame_text_of();
    driver_press(&app, "4 0 4");
    check_has(" 404 ");
    check_has("detour, Esc leads back");
    driver_press(&app, "Enter"); /* by habit, after the last digit */
    check_has("detour, Esc leads back");
    CHECK_HAS(strbuf_str(&app.message), "Esc leads back");
    driver_press(&app, "Space c Esc Esc");
    char *after = frame_text_of();
    CHECK_STR(after, before);
    driver_press(&app, "4 7 1 Enter Space");
    check_has("not registered");
    driver_press(&app, "Esc 4 Esc");
    char *again = frame_text_of();
    CHECK_STR(again, after);
    driver_press(&app, "Esc"); /* that was the last detour */
    check_left_to("502");
    free(before);
    free(after);
    free(again);
}

static void the_oldest_of_many_detours_is_forgotten(void)
{
    show(80, 24, false, "5 0 2 p");
    for (int i = 0; i < 20; i++)
        driver_press(&app, i % 2 ? "4 0 4" : "4 0 3");
    for (int i = 0; i < STAGE_MAX_LEVELS; i++) {
        CHECK(!panes_are_alone(&panes, &app));
        driver_press(&app, "Esc");
    }
    CHECK(panes_are_alone(&panes, &app));
}

static void leaving_brings_the_browser_to_the_code(void)
{
    static const char *const ways[] = {"Esc", "q", "Enter", "Ctrl-C"};
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        show(80, 24, false, "5 0 2 p n");
        driver_press(&app, ways[i]);
        check_left_to("503");
        CHECK_INT(app.request, REQUEST_NONE);
        driver_press(&app, "Backspace");
        CHECK_STR(panes_code(&panes, &app), "502");
    }
}

#define QUESTIONS 10 /* of a quiz at most, as show() asks for them */

/* Shows the answers of the quiz one after the other; the screens go to answers, for the caller to
 * free. Returns how many there are. */
static size_t show_answers(char *answers[QUESTIONS])
{
    size_t count = 0, number = 0, all = 1;
    while (count < all && count < QUESTIONS) {
        char *question = frame_text_of();
        const char *place = strstr(question, "question ");
        CHECK(place != NULL && sscanf(place, "question %zu of %zu", &number, &all) == 2);
        CHECK_INT(number, count + 1);
        free(question);
        driver_press(&app, "Space");
        answers[count++] = frame_text_of();
        driver_press(&app, "Space");
    }
    CHECK_INT(count, all);
    check_has("results");
    return count;
}

/* Checks that the screen has none of the sentences that an answer explains its choices with. */
static void check_lacks_reasons(const char *answer)
{
    static const char indent[] = "         ";
    int reasons = 0;
    for (const char *line = answer; *line != '\0'; line += strcspn(line, "\n") + 1)
        if (strncmp(line, indent, strlen(indent)) == 0) {
            char start[21];
            snprintf(start, sizeof start, "%s", line + strlen(indent));
            check_lacks(start);
            reasons++;
        }
    CHECK(reasons >= QUIZ_CHOICES);
}

/* Before a question is revealed, no cell says which choice is right. */
static void a_question_keeps_its_answer(void)
{
    char *answers[QUESTIONS], all[40];
    show(100, 40, false, "h g t");
    size_t count = show_answers(answers);
    show(100, 40, false, "h g t");
    for (size_t i = 0; i < count; i++) {
        const char *sign = strstr(answers[i], "\u2713 ");
        CHECK(sign != NULL);
        check_lacks_reasons(answers[i]);
        check_lacks("\u2713");
        driver_press(&app, "Enter");
        check_has("there is no code to read yet");
        driver_press_key(&app, sign != NULL ? sign[strlen("\u2713 ")] : KEY_NONE, 0, 0);
        check_has("\u2713");
        check_lacks("\u2717");
        check_has("Right: ");
        driver_press(&app, "Space");
        free(answers[i]);
    }
    snprintf(all, sizeof all, "%zu of %zu right at the first try", count, count);
    check_has(all);
    driver_press(&app, "r");
    check_has("all were right");
}

static void missed_questions_come_again(void)
{
    static const char answered[] = "Space on"; /* only once the answer is shown */
    show(80, 24, false, "5 0 2 t Space");
    check_has(answered);
    driver_press(&app, "Space End r");
    check_has("question 1 of ");
    check_lacks(answered);
    char *before = frame_text_of();
    driver_press(&app, "z");
    check_has("z does nothing");
    driver_press(&app, "Home"); /* to the same question */
    char *after = frame_text_of();
    CHECK_STR(after, before);
    free(before);
    free(after);
    driver_press(&app, "h");
    check_has("there is no answer h");
}

static void the_screen_is_dark_until_the_next_key(void)
{
    show(80, 24, false, "5 0 2 p Space");
    char *before = frame_text_of();
    driver_press(&app, ".");
    char *dark = frame_text_of();
    CHECK_INT(strspn(dark, " \n"), strlen(dark));
    free(dark);
    driver_press(&app, "Space");
    char *after = frame_text_of();
    CHECK_STR(after, before);
    free(before);
    free(after);
}

static void a_code_may_be_typed_on_the_dark_screen(void)
{
    show(80, 24, false, "5 0 2 p Space . 4 0 4");
    check_has(" 404 ");
    check_has("detour, Esc leads back");
    driver_press(&app, "Esc");
    check_has(" 502 Bad Gateway");
}

static void letters_go_on_and_back_like_the_arrows(void)
{
    show(80, 24, false, "5 0 2 p Space Space Space");
    char *third = frame_text_of();
    show(80, 24, false, "5 0 2 p l l");
    check_has("WHO SENDS IT");
    show(80, 24, false, "5 0 2 p Right l l l h");
    char *same = frame_text_of();
    CHECK_STR(same, third);
    free(third);
    free(same);
    show(80, 24, false, "5 0 2 t l");
    check_has("is right.");
}

/* Checks that the line with the cursor has a text. */
static void check_cursor(const char *part)
{
    char *text = frame_text_of(), *line = text;
    for (int i = 0; i < frame.cursor_row; i++)
        line += strcspn(line, "\n") + 1;
    line[strcspn(line, "\n")] = '\0';
    CHECK_HAS(line, part);
    free(text);
}

static void the_cursor_stands_on_what_is_new(void)
{
    static const struct {
        int cols, rows;
        const char *keys, *part;
    } cases[] = {
        {80, 24, "5 0 2 p Space Space", "WHO SENDS IT"},
        {80, 24, "4 1 2 p Space Space Space Space", "Mia"},
        {80, 24, "4 1 2 p Space Space Space Space Space", "PUT /articles/42"},
        {120, 34, "4 1 2 p Space Space Space Space Space", "PUT /articles/42"},
        {40, 24, "4 1 2 p Space Space Space Space Space", "PUT /articles/42"},
        {80, 24, "5 0 2 t", "A valid request"},
        {80, 24, "5 0 2 t a", " a  "},
        {80, 24, "5 0 2 t c", " c  "},
        {80, 24, "a", "What happened"},
        {80, 24, "a b", "?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        show(cases[i].cols, cases[i].rows, false, cases[i].keys);
        check_cursor(cases[i].part);
    }
    /* On a small screen, too: a step is more than its label in the last row. */
    show(40, 12, false, "5 0 2 p Space Space");
    check_has("Sent by");
    show(40, 12, false, "5 0 2 p n N Space Space Backspace");
    check_has("IANA standard");
    show(30, 8, false, "5 0 2 p Space Space Space Space Space");
    for (int i = 0; i < 30; i++) {
        driver_press(&app, i < 15 ? "k" : "j");
        draw();
        CHECK(frame.cursor_row > 0 && frame.cursor_row < frame.rows - 1);
    }
}

/* A text as wide as the space between two lines of life would seem to be the other party's. */
static void what_a_party_does_stands_at_its_own_line(void)
{
    show(80, 24, false, "5 0 4 p Space Space Space Space Space");
    check_has("3. at origin: still working, sends nothing");
    show(120, 34, false, "5 0 4 p Space Space Space Space Space");
    check_has(" \u2022 still working, sends nothing \u2502");
}

static void a_resize_keeps_the_card(void)
{
    show(80, 24, false, "3 0 4 p Space Space Space Space Space");
    char *before = frame_text_of();
    app_resize(&app, 30, 8);
    draw();
    app_resize(&app, 220, 60);
    draw();
    app_resize(&app, 1, 1);
    draw();
    app_resize(&app, 80, 24);
    char *after = frame_text_of();
    CHECK_STR(after, before);
    free(before);
    free(after);
}

static void a_class_is_a_lesson_that_begins_with_itself(void)
{
    show(80, 24, false, "h g j j j p");
    check_has("4xx Client Error");
    driver_press(&app, "n");
    check_has(" 400");
}

static void the_guide_leads_to_a_code(void)
{
    show(80, 24, false, "a b a");
    check_has("404 Not Found");
    check_has("answer after 2 questions");
    driver_press(&app, "Backspace h");
    check_has("there is no answer h");
    driver_press(&app, "Home");
    check_has("question 1");
    driver_press(&app, "b b Enter");
    check_left_to("405");
}

static void a_narrow_screen_says_how_to_answer_and_go_on(void)
{
    show(40, 12, false, "t");
    check_has("1/10");
    check_has("letter answer  Esc leave  ? help");
    driver_press(&app, "a");
    check_has("Space on");
    driver_press(&app, "Esc a");
    check_has("letter choose  Esc leave  ? help");
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    char *json = support_read("data/classroom.json", NULL);
    library_add(&library, support_parse(json, "classroom.json"), "classroom.json");
    RUN(cards_look_as_designed);
    RUN(steps_lead_on_and_back);
    RUN(a_detour_leads_back_to_the_same_step);
    RUN(the_oldest_of_many_detours_is_forgotten);
    RUN(leaving_brings_the_browser_to_the_code);
    RUN(a_question_keeps_its_answer);
    RUN(a_narrow_screen_says_how_to_answer_and_go_on);
    RUN(missed_questions_come_again);
    RUN(the_screen_is_dark_until_the_next_key);
    RUN(a_code_may_be_typed_on_the_dark_screen);
    RUN(letters_go_on_and_back_like_the_arrows);
    RUN(the_cursor_stands_on_what_is_new);
    RUN(what_a_party_does_stands_at_its_own_line);
    RUN(a_resize_keeps_the_card);
    RUN(a_class_is_a_lesson_that_begins_with_itself);
    RUN(the_guide_leads_to_a_code);
    stop();
    frame_free(&panes.frame);
    frame_free(&frame);
    library_clear(&library);
    free(json);
    return check_done();
}
