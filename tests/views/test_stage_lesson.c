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
#include "support/panes.h"
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

#define THUMB "\u2503" /* of a scroll bar */

static struct library library; /* of tests/data/classroom.json */
static struct library builtin; /* all that are built in */
static struct bookmark_store *store;
static struct app app;
static struct browser browser;
static struct panes panes;
static struct frame frame;

static void stop(void)
{
    browser_clear(&browser);
    app_clear(&app);
    bookmark_store_free(store);
    store = NULL;
}

static void start_with(const struct bookmark_store_setup *bookmarks,
                       const struct library *registries, int cols, int rows, bool ascii)
{
    stop();
    store = bookmark_store_open(bookmarks, NULL);
    app_init(&app, ascii, true);
    browser_init(&browser, &app,
                 &(struct browser_setup){.library = registries,
                                         .show_unofficial = true,
                                         .store = store,
                                         .seed = 7,
                                         .questions = 10});
    app_resize(&app, cols, rows);
}

/* Starts the browser with the bookmarks of the file. */
static void start(const struct library *registries, int cols, int rows, bool ascii)
{
    start_with(&(struct bookmark_store_setup){.path = folder_path_of(LESSON_FILE)}, registries,
               cols, rows, ascii);
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

/* Checks that the stage was left, and which code is selected in the browser. */
static void check_left_to(const char *code)
{
    CHECK(panes_are_alone(&panes, &app));
    CHECK_STR(panes_code(&panes, &app), code);
}

/* Checks that no detour is left: Esc leads from the stage to the browser. */
static void check_no_detour(void)
{
    CHECK(!panes_are_alone(&panes, &app));
    driver_press(&app, "Esc");
    CHECK(panes_are_alone(&panes, &app));
}

/* The text of the selected link, "" for none. The caller frees. */
static char *selected_link(void)
{
    struct strbuf out = STRBUF_INIT;
    free(screen());
    for (int row = 0; row < frame.rows; row++)
        support_put_flagged(&frame, row, 0, frame.cols, CELL_SELECTED, &out);
    return strbuf_take(&out);
}

static void check_selected_link(const char *expected)
{
    char *link = selected_link();
    CHECK_STR(link, expected);
    free(link);
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
    check_left_to("404");
    driver_press(&app, "p");
    check_has("2 of 3");
    driver_press(&app, "4 0 5 Space Enter");
    check_left_to("405");
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
    check_selected_link("504 Gateway Timeout");
    char *before = screen();
    driver_press_key(&app, KEY_CLICK, 1, 1);
    char *after = screen();
    CHECK_STR(after, before);
    driver_press_key(&app, KEY_CLICK, row, 9);
    check_has(" 504");
    check_has("detour, Esc leads back");
    driver_press(&app, "Esc");
    check_no_detour();
    free(before);
    free(after);
}

/* The line of a text that has a number. */
static const char *line_at(const char *text, int number)
{
    for (; number > 0 && *text != '\0'; number--)
        text += strcspn(text, "\n") + 1;
    return text;
}

/* Bytes of a line without its scroll bar and the spaces before that. */
static size_t text_bytes(const char *line)
{
    size_t len = strcspn(line, "\n");
    if (len >= strlen(THUMB) && strncmp(line + len - strlen(THUMB), THUMB, strlen(THUMB)) == 0)
        len -= strlen(THUMB);
    while (len > 0 && line[len - 1] == ' ')
        len--;
    return len;
}

static void the_wheel_scrolls_what_does_not_fit(void)
{
    show_lesson(40, 10, "n Backspace");
    driver_press(&app, "k k k k k k k k k k k k k k k k");
    char *start = screen();
    driver_press_key(&app, KEY_WHEEL_DOWN, 5, 5);
    char *below = screen();
    for (int row = 1; row + 3 < 9; row++) { /* between the title and the bottom line */
        const char *now = line_at(below, row), *before = line_at(start, row + 3);
        size_t len = text_bytes(before);
        CHECK_MSG(text_bytes(now) == len && strncmp(now, before, len) == 0,
                  "row %d of\n%s\nafter\n%s", row, below, start);
    }
    CHECK(strcmp(below, start) != 0);
    driver_press_key(&app, KEY_WHEEL_UP, 5, 5);
    char *again = screen();
    CHECK_STR(again, start);
    free(start);
    free(below);
    free(again);
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
    check_lacks("detour");
    driver_press(&app, "c");
    char *before = screen();
    driver_press(&app, "End Home");
    char *after = screen();
    CHECK_STR(after, before);
    driver_press(&app, "t");
    check_has("question 1 of ");
    free(before);
    free(after);
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
    CHECK(panes_are_alone(&panes, &app));
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
    check_no_detour();
    free(before);
    free(after);
}

/* No path and no error on the wall. */
static void a_lesson_that_is_only_read_says_so(void)
{
    struct bookmark_store_setup setup = {.path = folder_path_of(LESSON_FILE), .read_only = true};
    folder_put(LESSON_FILE, lesson);
    start_with(&setup, &library, 80, 24, false);
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

/* Is the end of the text in the window: has it no scroll bar, or one that reaches its last row? */
static bool is_at_end(void)
{
    char *text = screen();
    const char *last = line_at(text, frame.rows - 2); /* above the bottom line */
    bool end = strstr(text, THUMB) == NULL || text_bytes(last) < strcspn(last, "\n");
    free(text);
    return end;
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
            CHECK(is_at_end());
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
        char *before = screen(), *link = selected_link();
        for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
            app_resize(&app, sizes[k][0], sizes[k][1]);
            free(screen());
        }
        app_resize(&app, 80, 24);
        char *after = screen();
        CHECK_STR(after, before);
        check_selected_link(link);
        free(before);
        free(after);
        free(link);
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
            check_no_detour();
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
    RUN(the_wheel_scrolls_what_does_not_fit);
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
    frame_free(&panes.frame);
    frame_free(&frame);
    library_clear(&library);
    library_clear(&builtin);
    free(json);
    return check_done();
}
