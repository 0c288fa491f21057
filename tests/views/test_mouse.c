/* The mouse: everything on the screen that says what it does can be clicked. */
#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "base/memory.h"
#include "registry/registry.h"
#include "support/check.h"
#include "support/driver.h"
#include "support/files.h"
#include "support/panes.h"
#include "support/registries.h"
#include "support/screen.h"
#include "views/browser/browser.h"
#include "views/browser/select.h"

static struct registry *registry;
static struct app app; /* fresh for every test and every row of a table */
static struct browser browser;
static struct panes panes;
static struct frame frame; /* as the user sees it */

static const char *const warnings[] = {"broken.json:1:2: not valid JSON here"};

static void stop(void)
{
    browser_clear(&browser);
    app_clear(&app);
}

static void draw(void)
{
    app_settle(&app);
    app_draw(&app, &frame);
    app.shown = &frame;
}

static void start_with(size_t warning_count, int cols, int rows, const char *keys)
{
    stop();
    struct browser_setup setup = {.library = support_library(registry, "/tmp/small.json"),
                                  .warnings = warnings,
                                  .warning_count = warning_count,
                                  .show_unofficial = true};
    app_init(&app, false, true);
    browser_init(&browser, &app, &setup);
    app_resize(&app, cols, rows);
    driver_press(&app, keys);
    draw();
}

static void start(int cols, int rows, const char *keys)
{
    start_with(0, cols, rows, keys);
}

static void mouse(int key, int row, int col)
{
    driver_press_key(&app, key, row, col);
    draw();
}

/* Where a text begins on the screen. */
static bool find(const char *text, int *row, int *col)
{
    struct strbuf line = STRBUF_INIT;
    size_t len = strlen(text);
    bool found = false;
    for (int r = 0; r < frame.rows && !found; r++)
        for (int c = 0; c < frame.cols && !found; c++) {
            strbuf_reset(&line);
            for (int i = c; i < frame.cols && line.len < len; i++)
                support_add_cell(&frame, r, i, &line);
            found = strncmp(strbuf_str(&line), text, len) == 0;
            *row = r;
            *col = c;
        }
    strbuf_clear(&line);
    return found;
}

/* Clicks into the text; `beside`: columns from its start. */
static void click(const char *text, int beside)
{
    int row = 0, col = 0;
    bool found = find(text, &row, &col);
    CHECK_MSG(found, "\"%s\" is not on the screen", text);
    if (found)
        mouse(KEY_CLICK, row, col + beside);
}

static enum pane focus(void)
{
    panes_read(&panes, &app);
    return panes_focus(&panes);
}

/* The code that the details are about, by their heading; valid until the next call. */
static const char *code_shown(void)
{
    static char code[16];
    sscanf(panes_line(&panes, &app, PANE_DETAILS, 0), "%15s", code);
    return code;
}

/* Everything that can be seen of the state. The caller frees. */
static char *state(void)
{
    struct strbuf out = STRBUF_INIT;
    draw();
    support_put_screen(&frame, &out);
    strbuf_printf(&out, "%d %s, focus %d, link ", app.request, strbuf_str(&app.request_text),
                  focus());
    panes_put_link(&panes, &out);
    char *copy = xstrdup(strbuf_str(&out));
    strbuf_clear(&out);
    return copy;
}

static bool shows(const char *text)
{
    int row, col;
    return find(text, &row, &col);
}

/* The key that carries out an action in the top view. */
static int key_of(enum action action)
{
    int key = 0;
    for (int i = 0; i < VIEW_MAX_CONTEXTS && key == 0; i++)
        key = keymap_key(app_top(&app)->ops->contexts[i], action);
    return key;
}

/* Compares a click on a cell with the key of its button. */
static void check_button(int cols, int rows, const char *keys, int row, int col)
{
    start_with(1, cols, rows, keys);
    enum action action = (enum action)frame_cell(&frame, row, col)->button;
    int key = key_of(action);
    if (key == 0)
        key = key_of(ACTION_CLOSE); /* of a view below a menu */
    CHECK_MSG(key != 0, "\"%s\" at %d,%d: %s has no key", keys, row, col,
              action_info(action)->name);
    driver_press_key(&app, key, row, col);
    char *pressed = state();
    start_with(1, cols, rows, keys);
    mouse(KEY_CLICK, row, col);
    char *clicked = state();
    CHECK_MSG(strcmp(clicked, pressed) == 0, "%dx%d \"%s\" at %d,%d (%s):\n%s\nnot\n%s", cols, rows,
              keys, row, col, action_info(action)->name, clicked, pressed);
    free(pressed);
    free(clicked);
}

static void buttons_do_what_their_keys_do(void)
{
    static const int sizes[][2] = {{120, 34}, {80, 24}, {40, 12}};
    static const char *const states[] = {"",
                                         "4 2 9",
                                         "4 2 9 l",
                                         "4 2 9 ]",
                                         "h",
                                         "h j",
                                         "Esc",
                                         "/ f o u n d Enter",
                                         "/ f o u n d Enter l",
                                         "y",
                                         "y j",
                                         "?",
                                         "? j",
                                         "w",
                                         "4 7 1 Enter",
                                         "4 2 9 ] Enter"};
    int count = 0;
    for (size_t s = 0; s < 3; s++)
        for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
            enum action last = ACTION_NONE;
            start_with(1, sizes[s][0], sizes[s][1], states[i]);
            struct frame seen = frame;
            frame = (struct frame){0};
            for (int cell = 0; cell < seen.rows * seen.cols; cell++) {
                enum action action = (enum action)seen.cells[cell].button;
                bool begins = action != last && action != ACTION_NONE && action != ACTION_GOTO;
                last = action;
                count += begins;
                if (begins)
                    check_button(seen.cols, seen.rows, states[i], cell / seen.cols,
                                 cell % seen.cols);
            }
            frame_free(&seen);
        }
    CHECK_MSG(count > 200, "only %d buttons", count);
}

static void every_hint_is_a_button(void)
{
    static const char *const states[] = {"", "4 2 9 l", "h", "/ f o u n d Enter", "y", "?"};
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        start(120, 34, states[i]);
        for (int col = 1; col < frame.cols; col++) {
            const struct cell *cell = frame_cell(&frame, frame.rows - 1, col);
            bool is_text = cell->text[0] != ' ' && cell->role != ROLE_NOTICE;
            CHECK_MSG(!is_text || cell->button != ACTION_NONE, "\"%s\": column %d", states[i], col);
        }
    }
}

static void a_click_beside_the_buttons_does_nothing(void)
{
    static const int places[][2] = {{0, 60}, {1, 5}, {5, 23}, {33, 0}, {33, 119}, {-1, -1}};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        start(120, 34, "4 2 9");
        char *before = state();
        mouse(KEY_CLICK, places[i][0], places[i][1]);
        char *after = state();
        CHECK_MSG(strcmp(before, after) == 0, "%d,%d:\n%s", places[i][0], places[i][1], after);
        free(before);
        free(after);
    }
}

static void what_was_seen_is_what_is_clicked(void)
{
    start(120, 34, "4 2 9 y");
    int row, col;
    CHECK(find("the entry as Markdown", &row, &col));
    driver_press_key(&app, KEY_ESC, 0, 0); /* and the screen is not drawn yet */
    app_resize(&app, 20, 6);
    driver_press_key(&app, KEY_CLICK, row, col);
    driver_press_key(&app, KEY_CLICK, 33, 119);
    CHECK_INT(app.request, REQUEST_NONE);
}

static void the_hint_for_codes_asks_for_one(void)
{
    start(120, 34, "");
    click("0-9 go to code", 2);
    CHECK(shows("go to code "));
    driver_press(&app, "4 2 9");
    draw();
    CHECK_STR(code_shown(), "429");
    CHECK(panes_are_alone(&panes, &app));
    click("0-9 go to code", 2);
    driver_press(&app, "Esc");
    CHECK(panes_are_alone(&panes, &app));
}

static void one_click_follows_a_link(void)
{
    start(120, 60, "4 2 9");
    click("503 Service Unavailable  nobody", 5);
    CHECK_STR(code_shown(), "503");
    CHECK_INT(focus(), PANE_DETAILS);
    click("Backspace back", 0);
    CHECK_STR(code_shown(), "429");
}

static void a_right_click_goes_back(void)
{
    start(120, 60, "4 2 9");
    click("503 Service Unavailable  nobody", 5);
    mouse(KEY_RIGHT_CLICK, 5, 80);
    CHECK_STR(code_shown(), "429");
    static const char *const opening[] = {"y", "?"};
    for (size_t i = 0; i < 2; i++) {
        driver_press(&app, opening[i]);
        CHECK(!panes_are_alone(&panes, &app));
        mouse(KEY_RIGHT_CLICK, 5, 5);
        CHECK(panes_are_alone(&panes, &app));
    }
    CHECK_STR(code_shown(), "429");
}

static void a_link_is_followed_where_it_was_seen(void)
{
    start(80, 60, "4 2 9"); /* the click gives the details more room */
    click("\u2022 503 Service", 4);
    CHECK_STR(code_shown(), "503");
    CHECK_MSG(panes.start[PANE_CODES] == 0, "the bare codes are next to the details");
}

static void a_mouse_alone_is_enough_on_a_narrow_screen(void)
{
    start(40, 20, "");
    click("404 Not Found", 6);
    click("404 Not Found", 6);
    CHECK_INT(focus(), PANE_DETAILS);
    click("All \u203a", 0);
    CHECK_INT(focus(), PANE_CODES);
    click("All", 0);
    CHECK_INT(focus(), PANE_CLASSES);
    click("5xx", 0);
    click("5xx", 0);
    CHECK_INT(focus(), PANE_CODES);
    CHECK(shows("503 Service Unavailable"));
    click("? help", 0);
    CHECK(shows("statusbrowse: keys"));
    click("Esc close", 0);
    CHECK(panes_are_alone(&panes, &app));
}

/* The first and the last line of a pane below its heading; valid until the next call. */
static const char *first_line(enum pane pane)
{
    return panes_line(&panes, &app, pane, 1);
}

static const char *last_line(enum pane pane)
{
    panes_read(&panes, &app);
    return panes_line(&panes, &app, pane, panes_line_count(&panes, pane));
}

static void dragging_a_thumb_scrolls_its_pane(void)
{
    start(80, 10, "");
    panes_read(&panes, &app);
    int top = panes.top[PANE_CODES], bottom = panes.bottom - 1, col = panes.end[PANE_CODES] - 1;
    mouse(KEY_CLICK, top, col);
    CHECK_STR(first_line(PANE_CODES), "200 OK");
    CHECK_STR(code_shown(), "200");
    mouse(KEY_DRAG, bottom, col);
    CHECK_HAS(last_line(PANE_CODES), "999 Request");
    mouse(KEY_DRAG, 0, 0); /* the mouse may leave the thumb */
    CHECK_STR(first_line(PANE_CODES), "200 OK");
    mouse(KEY_DRAG, 500, 500);
    CHECK_HAS(last_line(PANE_CODES), "999 Request");
    CHECK_MSG(panes_selected(&panes, PANE_CODES) > 0, "the selection stays in the window");
}

static void dragging_the_thumb_of_the_details_keeps_the_focus(void)
{
    start(80, 200, "4 2 9");
    char *whole = panes_lines(&panes, &app, PANE_DETAILS);
    const char *end = strrchr(whole, '\n') + 1;
    start(80, 10, "4 2 9");
    panes_read(&panes, &app);
    int top = panes.top[PANE_DETAILS], bottom = panes.bottom - 1, col = panes.end[PANE_DETAILS] - 1;
    mouse(KEY_CLICK, (top + bottom + 1) / 2, col);
    char *window = panes_lines(&panes, &app, PANE_DETAILS), *place = strstr(whole, window);
    CHECK_MSG(place != NULL && place > strstr(whole, "\n\n"), "it begins with %s", window);
    CHECK_INT(focus(), PANE_CODES);
    mouse(KEY_DRAG, bottom, 0);
    CHECK_STR(last_line(PANE_DETAILS), end);
    mouse(KEY_CLICK, top + 1, panes.start[PANE_DETAILS] + 2); /* it is let go */
    mouse(KEY_DRAG, top, 0);
    CHECK_MSG(strncmp(first_line(PANE_DETAILS), whole, 12) != 0, "it has moved to the start");
    free(window);
    free(whole);
}

static void the_thumb_of_the_help_can_be_dragged(void)
{
    start(80, 24, "? G");
    char *end = state();
    start(80, 24, "?");
    char *start_of_it = state();
    mouse(KEY_CLICK, 22, 79);
    char *now = state();
    CHECK_STR(now, end);
    free(now);
    mouse(KEY_DRAG, 1, 3);
    now = state();
    CHECK_STR(now, start_of_it);
    free(now);
    free(end);
    free(start_of_it);
    mouse(KEY_CLICK, 5, 5); /* anywhere else closes it */
    CHECK(panes_are_alone(&panes, &app));
}

static void a_drag_over_a_text_does_nothing(void)
{
    start(120, 34, "4 2 9 l z");
    char *before = state();
    mouse(KEY_DRAG, 5, 60);
    mouse(KEY_DRAG, 9, 5);
    char *after = state();
    CHECK_STR(after, before); /* the message, too */
    free(before);
    free(after);
}

static void the_copy_menu_is_used_with_arrows_and_clicks(void)
{
    static const struct {
        const char *keys, *clicked, *copied;
    } cases[] = {
        {"y Enter", NULL, "429 Too Many Requests"},
        {"y Down Down Enter", NULL, "https://example.org/rfc6585#section-4"},
        {"y j j k Up Up Enter", NULL, "429 Too Many Requests"},
        {"y Down Down Down Down Down Down Enter", NULL, "# 429 Too Many Requests"},
        {"y", "the entry as Markdown", "# 429 Too Many Requests"},
        {"y j j", "code and phrase", "429 Too Many Requests"},
        {"y j j", "Enter copy", "https://example.org/rfc6585#section-4"},
        {"y Down Esc y Enter", NULL, "429 Too Many Requests"}, /* from the first row again */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        start(80, 24, "4 2 9");
        driver_press(&app, cases[i].keys);
        draw();
        if (cases[i].clicked != NULL)
            click(cases[i].clicked, 1);
        CHECK_INT(app.request, REQUEST_COPY);
        size_t len = strlen(cases[i].copied);
        CHECK_MSG(strncmp(strbuf_str(&app.request_text), cases[i].copied, len) == 0,
                  "case %zu copies %s", i, strbuf_str(&app.request_text));
        CHECK(panes_are_alone(&panes, &app));
    }
    start(80, 24, "4 2 9 y");
    mouse(KEY_CLICK, 5, 5);
    CHECK_INT(app.request, REQUEST_NONE);
    CHECK(panes_are_alone(&panes, &app));
}

static void a_click_outside_the_hits_leaves_the_search(void)
{
    static const struct {
        const char *keys, *clicked;
        bool stays;
        enum pane focus;
        const char *code;
    } cases[] = {
        {"/ f o u n d", "404 Not Found", true, PANE_CODES, "404"},
        {"/ f o u n d", "CLASSES", true, PANE_CODES, "302"},
        {"/ f o u n d", "5xx", false, PANE_CLASSES, "503"},
        {"/ f o u n d", "What you want", false, PANE_DETAILS, "302"},
        {"/ f o u n d", "307 Temporary Redirect", false, PANE_DETAILS, "307"},
        {"/ f o u n d", "statusbrowse", false, PANE_CODES, "302"}, /* the help is open */
        {"/ x y z z y", "5xx", false, PANE_CLASSES, "503"},
        {"/", "5xx", false, PANE_CLASSES, "503"},
        {"4 0", "5xx", false, PANE_CLASSES, "503"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        start(120, 34, cases[i].keys);
        click(cases[i].clicked, 2);
        CHECK_MSG(frame.show_cursor == cases[i].stays, "case %zu", i);
        CHECK_MSG(focus() == cases[i].focus, "case %zu: pane %d", i, focus());
        CHECK_MSG(strcmp(panes_code(&panes, &app), cases[i].code) == 0, "case %zu", i);
    }
}

static void a_click_on_the_line_that_is_typed_leaves_it_open(void)
{
    static const char *const prompts[] = {"/ f o", "4 0"};
    for (size_t i = 0; i < 2; i++) {
        start(80, 24, prompts[i]);
        char *before = state();
        mouse(KEY_CLICK, 23, 4);
        char *after = state();
        CHECK_STR(after, before);
        free(before);
        free(after);
    }
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    registry = support_small();
    RUN(buttons_do_what_their_keys_do);
    RUN(every_hint_is_a_button);
    RUN(a_click_beside_the_buttons_does_nothing);
    RUN(what_was_seen_is_what_is_clicked);
    RUN(the_hint_for_codes_asks_for_one);
    RUN(one_click_follows_a_link);
    RUN(a_right_click_goes_back);
    RUN(a_link_is_followed_where_it_was_seen);
    RUN(a_mouse_alone_is_enough_on_a_narrow_screen);
    RUN(dragging_a_thumb_scrolls_its_pane);
    RUN(dragging_the_thumb_of_the_details_keeps_the_focus);
    RUN(the_thumb_of_the_help_can_be_dragged);
    RUN(a_drag_over_a_text_does_nothing);
    RUN(the_copy_menu_is_used_with_arrows_and_clicks);
    RUN(a_click_outside_the_hits_leaves_the_search);
    RUN(a_click_on_the_line_that_is_typed_leaves_it_open);
    stop();
    frame_free(&frame);
    registry_free(registry);
    return check_done();
}
