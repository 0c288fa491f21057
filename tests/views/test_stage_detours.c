/* Questions from the room: a code or a search typed on the stage, of one registry or of several. */
#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "registry/registry.h"
#include "support/check.h"
#include "support/driver.h"
#include "support/files.h"
#include "support/panes.h"
#include "support/registries.h"
#include "support/screen.h"
#include "views/browser/browser.h"

#define TOOL                                                                                       \
    "{\"format\": 1, \"id\": \"tool\", \"title\": \"Tool exit codes\", \"short\": \"TL\", "        \
    "\"classes\": [{\"id\": \"low\", \"title\": \"Low\", \"last\": 9}, {\"id\": \"high\", "        \
    "\"title\": \"High\", \"first\": 1000, \"last\": 5029}], \"codes\": [{\"code\": \"7\", "       \
    "\"owner\": \"T\", \"phrase\": \"No Connection\", \"summary\": \"Nobody answered the phone.\"" \
    "}, {\"code\": \"9\", \"owner\": \"T\", \"phrase\": \"Nine\"}, {\"code\": \"5020\", "          \
    "\"owner\": \"T\", \"phrase\": \"Cut Off\"}]}"

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

/* Starts the browser and presses keys. */
static void show(const char *keys)
{
    stop();
    app_init(&app, false, true);
    browser_init(&browser, &app,
                 &(struct browser_setup){.library = &library, .show_unofficial = true, .seed = 7});
    app_resize(&app, 80, 24);
    driver_press(&app, keys);
}

/* The caller frees. */
static char *screen(void)
{
    return driver_screen(&app, &frame);
}

static void check_has(const char *part)
{
    driver_check_has(&app, &frame, part);
}

/* Checks that no detour is left: Esc leads from the stage to the browser. */
static void check_no_detour(void)
{
    CHECK(!panes_are_alone(&panes, &app));
    driver_press(&app, "Esc");
    CHECK(panes_are_alone(&panes, &app));
}

/* Presses Esc until the screen is that one; returns how often. */
static int go_back_to(const char *wanted)
{
    for (int count = 0; count <= STAGE_MAX_LEVELS; count++) {
        char *text = screen();
        bool there = strcmp(text, wanted) == 0;
        free(text);
        if (there)
            return count;
        driver_press(&app, "Esc");
    }
    CHECK_MSG(false, "Esc does not lead back to\n%s", wanted);
    return 0;
}

/* Presses keys that go on a detour, checks what that shows, and that Esc leads back to the screen
 * that was there before, and from there out of the stage. */
static void check_detour(const char *start, const char *keys, const char *part)
{
    show(start);
    char *before = screen();
    driver_press(&app, keys);
    check_has(part);
    CHECK(go_back_to(before) > 0);
    check_no_detour();
    free(before);
}

static void every_kind_of_question_leads_back_to_the_same_step(void)
{
    static const struct {
        const char *keys, *part;
    } cases[] = {
        {"4 0 4", " 404 "},
        {"4 0 4 Space Space", " 404 Not Found"},
        {"4 7 1 Enter Space", "471 is not registered"},
        {"/ n o t Space f o u n d Enter", " 404 Not Found"},
        {"/ u p s t r e a m Enter n Space", "detour, Esc leads back \u00b7 2 of 2"},
        {"/ 4 0 1 Space v s Space 4 0 3 Enter", "401 vs 403"},
        {"/ 5 0 3 Enter c", "503 vs 500"},
        {"] Enter", "detour, Esc leads back"},
        {"c", "502 vs "},
        {"t", "question 1 of "},
        {"a", "What happened to the request?"},
        /* of another registry */
        {"/ p h o n e Enter", " 7 No Connection"},
        {"5 0 2 0", "5020"},
        {"9 Enter Space", "9 Nine"},
        {"/ 5 0 4 Space v s Space n o Space c o n n e c t i o n Enter", "504 vs TL 7"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_detour("5 0 2 Enter p n Backspace", cases[i].keys, cases[i].part);
    /* from a question that is answered, and from the guide */
    check_detour("5 0 2 Enter t c", "/ n o t Space f o u n d Enter", " 404 Not Found");
    check_detour("5 0 2 Enter t c", "4 0 4", " 404 ");
    check_detour("a b", "/ n o t Space f o u n d Enter", " 404 Not Found");
    check_detour("a b", "4 0 4", " 404 ");
}

/* 502 is a code here, and the beginning of one elsewhere. */
static void a_code_that_longer_ones_begin_with_waits_for_enter(void)
{
    show("5 0 0 p 5 0 2");
    check_has("go to code 502");
    check_has("Enter: 502 Bad Gateway");
    driver_press(&app, "Enter");
    check_has(" 502 ");
    check_has("detour");
}

/* On a card of another registry its own codes come first; those of the main one are there too. */
static void digits_mean_a_code_of_what_is_shown(void)
{
    show("5 0 0 p / p h o n e Enter 9");
    check_has(" 9 ");
    driver_press(&app, "4 0 4");
    check_has(" 404 ");
    driver_press(&app, "Esc"); /* each is a detour of its own */
    check_has(" 9 ");
    driver_press(&app, "Esc");
    check_has("7 No Connection");
    driver_press(&app, "Esc");
    check_has(" 500 ");
    check_no_detour();
}

static void what_is_not_found_changes_nothing(void)
{
    show("5 0 0 p Space");
    char *before = screen();
    driver_press(&app, "/ z q x j w Enter");
    check_has("no match: zqxjw");
    driver_press(&app, "/ Enter");
    driver_press(&app, "/ Backspace");
    driver_press(&app, "/ a Esc");
    driver_press(&app, "/ Space Ctrl-C");
    driver_press(&app, "9 . . 9 Enter");
    check_has("no code is 9..9");
    driver_press(&app, "4 Backspace / a Backspace Backspace");
    char *after = screen();
    CHECK_STR(after, before);
    check_no_detour();
    free(before);
    free(after);
}

static void the_best_hit_is_named_while_words_are_typed(void)
{
    show("5 0 0 p / n o t Space f o u n d");
    check_has("404 Not Found \u00b7 ");
    driver_press(&app, "Ctrl-U");
    check_has("\n /");
    driver_press(&app, "c l a s s : 9 9");
    check_has("class:99");
}

/* A key on the dark screen that begins a question is not lost, nor are the letters after it. */
static void words_may_be_typed_on_the_dark_screen(void)
{
    show("5 0 0 p Space . / n o t Space f o u n d Enter");
    check_has("404 Not Found");
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    char *json = support_read("data/classroom.json", NULL);
    library_add(&library, support_parse(json, "classroom.json"), "classroom.json");
    library_add(&library, support_parse(TOOL, "tool"), "tool");
    RUN(every_kind_of_question_leads_back_to_the_same_step);
    RUN(a_code_that_longer_ones_begin_with_waits_for_enter);
    RUN(digits_mean_a_code_of_what_is_shown);
    RUN(what_is_not_found_changes_nothing);
    RUN(the_best_hit_is_named_while_words_are_typed);
    RUN(words_may_be_typed_on_the_dark_screen);
    stop();
    frame_free(&panes.frame);
    frame_free(&frame);
    library_clear(&library);
    free(json);
    return check_done();
}
