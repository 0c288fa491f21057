/* A lesson in one file: its codes in their order, title, notes and questions; and what happens at
 * the edges of one. */
#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "registry/builtin.h"
#include "registry/registry.h"
#include "support/check.h"
#include "support/driver.h"
#include "support/files.h"
#include "support/folder.h"
#include "support/registries.h"
#include "support/screen.h"
#include "views/browser/bookmark.h"
#include "views/browser/browser.h"

/* 499 of an owner that the registry does not know, and questions of its own. */
#define LESSON_FILE "lesson.json"
static const char lesson[] =
    "{\"format\": 1, \"title\": \"Our lesson\", \"bookmarks\": [\n"
    "{\"registry\": \"classroom\", \"code\": \"502\", \"owner\": \"IANA\", \"note\": \"Ask "
    "me.\"},\n"
    "{\"registry\": \"classroom\", \"code\": \"404\", \"owner\": \"IANA\"},\n"
    "{\"registry\": \"classroom\", \"code\": \"499\", \"owner\": \"Nobody\"}],\n"
    "\"quiz\": [{\"id\": \"own\", \"level\": 3, \"ask\": \"What did we break on Monday?\",\n"
    "\"answer\": {\"code\": \"502\"}, \"why\": \"The gateway was left alone.\",\n"
    "\"reference\": {\"doc\": \"RFC 9110\"}, \"wrong\": [\n"
    "{\"code\": \"404\", \"why\": \"No.\"}, {\"code\": \"403\", \"why\": \"No.\"},\n"
    "{\"code\": \"401\", \"why\": \"No.\"}]}]}\n";

static struct library library; /* of tests/data/classroom.json */
static struct library builtin; /* all that are built in */
static struct bookmark_store *store;
static struct app app;
static struct browser browser;
static struct frame frame;

static void stop(void)
{
    browser_clear(&browser);
    app_clear(&app);
    bookmark_store_free(store);
    store = NULL;
}

/* Starts the browser with the bookmarks of the file. */
static void start(const struct library *registries, int cols, int rows, bool ascii)
{
    stop();
    struct bookmark_store_setup setup = {.path = folder_path_of(LESSON_FILE)};
    store = bookmark_store_open(&setup, NULL);
    app_init(&app, ascii, true);
    browser_init(&browser, &app,
                 &(struct browser_setup){.library = registries,
                                         .show_unofficial = true,
                                         .store = store,
                                         .seed = 7,
                                         .questions = 10});
    app_resize(&app, cols, rows);
}

static void show(int cols, int rows, const char *keys)
{
    start(&library, cols, rows, false);
    driver_press(&app, keys);
}

static void show_lesson(int cols, int rows, const char *keys)
{
    folder_put(LESSON_FILE, lesson);
    show(cols, rows, "h G l g p Home");
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

static void check_lacks(const char *part)
{
    driver_check_lacks(&app, &frame, part);
}

static void a_lesson_is_one_file(void)
{
    show_lesson(120, 34, "");
    check_has("Our lesson \u00b7 1 of 3");
    driver_press(&app, "Space");
    check_lacks("Ask me.");
    driver_press(&app, "e");
    check_has("NOTE  Ask me.");
    driver_press(&app, "t");
    check_has("quiz  Our lesson");
    check_has("What did we break on Monday?");
    driver_press(&app, "Space");
    check_has("The gateway was left alone.");
    driver_press(&app, "Esc / i s : b o o k m a r k e d Enter");
    check_has("1 of 2");
}

/* Differences with the note of the teacher, and a question about an exchange with its answers,
 * which is longer than the screen. */
static void notes_and_exchanges_look_as_designed(void)
{
    static const struct {
        const char *name, *keys;
        int cols, rows;
    } cases[] = {
        {"stage-note-120x34.txt", "e n Backspace", 120, 34},
        {"stage-quiz-exchange-80x24.txt", "/ 2 0 6 Enter t a", 80, 24},
        {"stage-missing-80x24.txt", "G Space", 80, 24},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        show_lesson(cases[i].cols, cases[i].rows, cases[i].keys);
        char *text = screen();
        CHECK_MSG(support_golden(cases[i].name, text), "%s", cases[i].name);
        free(text);
    }
}

/* After a question from the room, q leads to the code of the lesson in its list, where p goes on;
 * Enter to the code that is shown. */
static void a_lesson_that_is_left_goes_on_from_there(void)
{
    show_lesson(80, 24, "n 4 0 5 q");
    CHECK(app_top(&app) == &browser.view);
    CHECK_STR(browser_entry(&browser)->code, "404");
    driver_press(&app, "p");
    check_has("2 of 3");
    driver_press(&app, "4 0 5 Space Enter");
    CHECK(app_top(&app) == &browser.view);
    CHECK_STR(browser_entry(&browser)->code, "405");
    driver_press(&app, "Backspace p");
    check_has("2 of 3");
}

static int row_of(const char *part)
{
    char *text = screen();
    int row = 0;
    for (const char *c = text; *c != '\0' && strncmp(c, part, strlen(part)) != 0; c++)
        row += *c == '\n';
    free(text);
    return row;
}

/* A click selects a link, a second one follows it; the wheel scrolls what does not fit. */
static void the_mouse_works_on_the_stage(void)
{
    show_lesson(80, 24, "n Backspace");
    int row = row_of("504 Gateway Timeout");
    driver_press_key(&app, KEY_CLICK, row, 9);
    CHECK_INT(browser.stage.scroll.link, 0);
    driver_press_key(&app, KEY_CLICK, 1, 1);
    CHECK_INT(browser.stage.count, 1);
    driver_press_key(&app, KEY_CLICK, row, 9);
    CHECK_INT(browser.stage.count, 2);
    check_has(" 504");
    show_lesson(40, 10, "n Backspace");
    driver_press(&app, "k k k k k k k k k k k k k k k k");
    driver_press_key(&app, KEY_WHEEL_DOWN, 5, 5);
    CHECK_INT(browser.stage.scroll.top, 3);
    driver_press_key(&app, KEY_WHEEL_UP, 5, 5);
    CHECK_INT(browser.stage.scroll.top, 0);
}

static void help_and_reference_open_from_the_stage(void)
{
    show_lesson(80, 24, "Space ?");
    check_has("show this code, Esc leads back");
    driver_press(&app, "Esc o");
    CHECK_INT(app.request, REQUEST_OPEN);
    CHECK_HAS(app.request_text.data, "rfc9110");
    app.request = REQUEST_NONE;
    driver_press(&app, "[");
    check_has("no link above");
    driver_press(&app, "r");
    CHECK_INT(browser.stage.count, 1);
    driver_press(&app, "c End Home");
    CHECK_INT(browser.stage.scroll.top, 0);
    driver_press(&app, "t");
    check_has("question 1 of ");
}

/* The entry of a bookmark may be gone, or of a registry that is not there. */
static void a_bookmark_without_an_entry_is_a_card(void)
{
    show_lesson(80, 24, "G");
    check_has(" 499");
    check_has("3 of 3");
    driver_press(&app, "Space");
    check_has("Nobody \u00b7 not in this registry");
    driver_press(&app, "q");
    CHECK(app_top(&app) == &browser.view);
}

static void the_pile_is_what_it_was_when_it_was_opened(void)
{
    show_lesson(80, 24, "n Space");
    char *before = screen();
    folder_put(LESSON_FILE, "{\"format\": 1, \"bookmarks\": []}\n");
    CHECK(bookmark_store_refresh(store));
    bookmark_list_changed(&browser);
    char *after = screen();
    CHECK_STR(after, before);
    driver_press(&app, "e N Space");
    check_has(" 502 Bad Gateway");
    check_has("1 of 3");
    check_lacks("Ask me.");
    driver_press(&app, "G Space");
    check_has("Nobody");
    free(before);
    free(after);
}

/* Unofficial codes stay in a lesson that has begun, and nothing is pasted on the wall. */
static void keys_of_the_browser_and_pasted_texts_change_nothing(void)
{
    show(80, 24, "h g l p G Space");
    char *before = screen();
    CHECK_HAS(before, "Cloudflare");
    driver_press(&app, "v m u U J K w x");
    check_has("does nothing");
    static const char text[] = "404 or so";
    for (const char *c = text; *c != '\0'; c++)
        app_key(&app, &(struct key_event){.key = KEY_PASTED, .pasted = *c});
    app_key(&app, &(struct key_event){.key = KEY_PASTE_END});
    check_has("pasted text does nothing");
    driver_press(&app, "Backspace Space");
    char *after = screen();
    CHECK_STR(after, before);
    CHECK_INT(browser.stage.count, 1);
    free(before);
    free(after);
}

/* No path and no error on the wall. */
static void a_lesson_that_is_only_read_says_so(void)
{
    struct bookmark_store_setup setup = {.path = folder_path_of(LESSON_FILE), .read_only = true};
    folder_put(LESSON_FILE, lesson);
    start(&library, 80, 24, false);
    bookmark_store_free(store);
    store = bookmark_store_open(&setup, NULL);
    browser.store = store;
    driver_press(&app, "h G l g b");
    check_has("\n this lesson is read-only");
}

/* What is compared and what came of a quiz is copied as a text. */
static void a_comparison_and_results_are_copied(void)
{
    show_lesson(80, 24, "c y");
    CHECK_INT(app.request, REQUEST_COPY);
    CHECK_STR(app.request_name, "the comparison as text");
    CHECK_HAS(app.request_text.data, "502 vs 504 vs 503 vs 500\n\n502 Bad Gateway: ");
    CHECK_HAS(app.request_text.data, "THE SAME\n");
    app.request = REQUEST_NONE;
    driver_press(&app, "Esc t y");
    check_has("there is no code to copy yet");
    CHECK_INT(app.request, REQUEST_NONE);
    driver_press(&app, "Space y Esc End y");
    CHECK_INT(app.request, REQUEST_COPY);
    CHECK_HAS(app.request_text.data, "0 of 7 right at the first try");
    app.request = REQUEST_NONE;
    driver_press(&app, "Esc y c");
    CHECK_STR(app.request_text.data, "502 Bad Gateway");
    app.request = REQUEST_NONE;
}

static void the_ends_of_a_pile_are_said(void)
{
    show(80, 24, "5 0 2 p 4 0 4");
    driver_press(&app, "n");
    check_has("the last code");
    driver_press(&app, "N");
    check_has("the first code");
    driver_press(&app, "Backspace");
    check_has("the start of the lesson");
    for (int i = 0; i < 20; i++)
        driver_press(&app, "Space");
    char *last = screen();
    CHECK_HAS(last, "the end of the lesson: t test, Esc leave");
    driver_press(&app, "Space");
    char *again = screen();
    CHECK_STR(again, last);
    free(last);
    free(again);
}

/* A class or a search may be long: all of it is presented. */
static void a_thousand_codes_are_a_lesson(void)
{
    struct strbuf json = STRBUF_INIT;
    struct library many = {0};
    strbuf_puts(&json, "{\"format\": 1, \"id\": \"many\", \"title\": \"Many\", \"classes\": [], "
                       "\"codes\": [");
    for (int i = 1; i <= 1000; i++)
        strbuf_printf(&json, "%s{\"code\": \"%d\", \"owner\": \"M\", \"phrase\": \"Number\"}",
                      i > 1 ? ", " : "", i);
    strbuf_puts(&json, "]}");
    library_add(&many, support_parse(json.data, "many"), "many");
    strbuf_clear(&json);
    stop();
    app_init(&app, false, true);
    browser_init(&browser, &app,
                 &(struct browser_setup){.library = &many, .show_unofficial = true});
    app_resize(&app, 80, 24);
    driver_press(&app, "h g l g p");
    check_has("1 of 1000");
    driver_press(&app, "G");
    check_has("1000 of 1000");
    driver_press(&app, "q / n u m b e r Enter p");
    check_has("of 1000");
    stop();
    library_clear(&many);
}

/* Are there digits of several rows, or a picture with arrows? */
static bool has_drawing(const char *text)
{
    static const char *const signs[] = {"\u2588", "\u2580", "\u2584", "\u25b6", "[CDN]"};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (strstr(text, signs[i]) != NULL)
            return true;
    return false;
}

/* From 20x6 to 30x12 there are texts, which scroll to their end. */
static void small_screens_have_texts_and_no_pictures(void)
{
    static const int sizes[][2] = {{20, 6}, {29, 11}, {29, 40}, {30, 12}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        show_lesson(sizes[i][0], sizes[i][1], "");
        for (int step = 0; step < 40; step++) {
            char *text = screen();
            CHECK_MSG(!has_drawing(text), "%dx%d: %s", sizes[i][0], sizes[i][1], text);
            free(text);
            for (int k = 0; k < 40; k++)
                driver_press(&app, "j");
            const struct scroll *scroll = &browser.stage.scroll;
            CHECK(scroll->top + (size_t)scroll->rows >= scroll->doc->line_count);
            driver_press(&app, "Space");
        }
        check_has("the end of the");
    }
    show_lesson(34, 15, "Space");
    char *text = screen();
    CHECK(has_drawing(text));
    free(text);
    show_lesson(19, 5, "Space");
    check_lacks("502");
}

static void a_resize_keeps_answers_and_links(void)
{
    static const char *const keys[] = {"t b", "t b Space a Space End", "n Backspace ]",
                                       "/ 5 0 2 Space v s Space 4 0 4 Enter ]", "a b"};
    static const int sizes[][2] = {{40, 12}, {220, 60}, {1, 1}, {50, 17}};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        show_lesson(80, 24, keys[i]);
        char *before = screen();
        size_t link = browser.stage.scroll.link;
        for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
            app_resize(&app, sizes[k][0], sizes[k][1]);
            free(screen());
        }
        app_resize(&app, 80, 24);
        char *after = screen();
        CHECK_STR(after, before);
        CHECK_INT(browser.stage.scroll.link, link);
        free(before);
        free(after);
    }
}

/* Goes on with a key until the screen has a text; every screen is sound. Returns how often. */
static size_t go_on(const char *key, const char *end)
{
    for (size_t count = 1; count < 500; count++) {
        char *text = screen();
        bool has = strstr(text, end) != NULL;
        free(text);
        if (has)
            return count;
        driver_press(&app, key);
    }
    CHECK_MSG(false, "no screen has: %s", end);
    return 0;
}

/* Each lesson that comes with the program, from its first key to the last, at many sizes. */
static void the_lessons_are_given_to_their_end(void)
{
    static const char *const names[] = {"redirects", "access-and-caches", "who-is-to-blame"};
    static const struct {
        int cols, rows;
        bool ascii;
    } looks[] = {
        {80, 24, false}, {80, 24, true}, {50, 17, false}, {120, 34, false}, {220, 60, false}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[64];
        snprintf(path, sizeof path, "../data/lessons/%s.json", names[i]);
        char *text = support_read(path, NULL);
        folder_put(LESSON_FILE, text);
        free(text);
        for (size_t k = 0; k < sizeof looks / sizeof looks[0]; k++) {
            start(&builtin, looks[k].cols, looks[k].rows, looks[k].ascii);
            browser_show_bookmarks(&browser);
            driver_press(&app, "l g p Home");
            check_has(looks[k].cols < 60 ? "1/7" : "1 of 7");
            CHECK(go_on("Space", "the end of the") > 7 * 4);
            driver_press(&app, "e c Esc g n n c Esc t");
            check_has(looks[k].cols < 60 ? "1/10" : "question 1 of 10");
            CHECK_INT(go_on("Space", "right at the first try"), 2 * 10 + 1);
            driver_press(&app, "Esc");
            CHECK_INT(browser.stage.count, 1);
            driver_press(&app, "Esc");
            CHECK(app_top(&app) == &browser.view);
        }
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    char *json = support_read("data/classroom.json", NULL);
    library_add(&library, support_parse(json, "classroom.json"), "classroom.json");
    for (size_t i = 0; i < builtin_count; i++)
        library_add(&builtin, registry_borrow(&builtins[i]), REGISTRY_BUILTIN);
    folder_make(NULL);
    RUN(a_lesson_is_one_file);
    RUN(a_lesson_that_is_left_goes_on_from_there);
    RUN(the_mouse_works_on_the_stage);
    RUN(help_and_reference_open_from_the_stage);
    RUN(notes_and_exchanges_look_as_designed);
    RUN(a_bookmark_without_an_entry_is_a_card);
    RUN(the_pile_is_what_it_was_when_it_was_opened);
    RUN(keys_of_the_browser_and_pasted_texts_change_nothing);
    RUN(a_lesson_that_is_only_read_says_so);
    RUN(a_comparison_and_results_are_copied);
    RUN(the_ends_of_a_pile_are_said);
    RUN(a_thousand_codes_are_a_lesson);
    RUN(small_screens_have_texts_and_no_pictures);
    RUN(a_resize_keeps_answers_and_links);
    RUN(the_lessons_are_given_to_their_end);
    stop();
    folder_remove();
    frame_free(&frame);
    library_clear(&library);
    library_clear(&builtin);
    free(json);
    return check_done();
}
