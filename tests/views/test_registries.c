/* The browser with several registries: their rows, going from one to another and back. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "bookmarks/store.h"
#include "reading/further.h"
#include "registry/registry.h"
#include "support/bookmarks.h"
#include "support/check.h"
#include "support/driver.h"
#include "support/folder.h"
#include "support/panes.h"
#include "support/registries.h"
#include "views/browser/browser.h"

#define TOOL                                                                                       \
    "{\"format\": 1, \"id\": \"tool\", \"title\": \"Tool exit codes\", \"short\": \"TL\", "        \
    "\"classes\": "                                                                                \
    "[{\"id\": \"low\", \"title\": \"Low\", \"last\": 9}, {\"id\": \"high\", \"title\": "          \
    "\"High\", "                                                                                   \
    "\"first\": 1000, \"last\": 1999}], \"codes\": [{\"code\": \"7\", \"owner\": \"T\", "          \
    "\"phrase\": "                                                                                 \
    "\"No Connection\", \"related\": [{\"registry\": \"small\", \"code\": \"503\"}]}, {\"code\": " \
    "\"1006\", \"owner\": \"T\", \"phrase\": \"Cut Off\"}]}"
#define FLAGS                                                                                      \
    "{\"format\": 1, \"id\": \"flags\", \"title\": \"Flags\", \"classes\": [], \"codes\": "        \
    "[{\"code\": \"UH\", \"owner\": \"F\", \"phrase\": \"Unhealthy\"}]}"

#define PROXY                                                                                      \
    "{\"format\": 1, \"id\": \"proxy\", \"title\": \"Proxy states\", \"short\": \"HAProxy\", "     \
    "\"classes\": [], \"codes\": [{\"code\": \"SC\", \"owner\": \"P\", \"phrase\": \"Gone\"}]}"

static struct app app;
static struct browser browser;
static struct panes panes;
static struct library library;
static struct bookmark_store *store; /* NULL: there are no bookmarks */

/* Starts the browser; input: what it reads, or NULL. It is given the library. */
static void start_with(const struct page_input *input)
{
    struct browser_setup setup = {
        .library = &library, .show_unofficial = true, .input = input, .store = store};
    app_init(&app, false, true);
    browser_init(&browser, &app, &setup);
    app_resize(&app, 120, 34);
}

static void load(void)
{
    library_add(&library, support_small(), "small");
    library_add(&library, support_parse(TOOL, "tool"), "tool");
    library_add(&library, support_parse(FLAGS, "flags"), "flags");
}

static void start(void)
{
    load();
    start_with(NULL);
}

static void stop(void)
{
    browser_clear(&browser);
    app_clear(&app);
    library_clear(&library);
}

/* The rows of the class pane: "All 1xx ... TL low high flags", the selected one in brackets. */
static void check_rows(const char *expected)
{
    struct strbuf rows = STRBUF_INIT;
    int line = 1;
    panes_read(&panes, &app);
    while (line <= panes_line_count(&panes, PANE_CLASSES))
        line = panes_put_rows(&panes, PANE_CLASSES, line, &rows);
    CHECK_STR(strbuf_str(&rows), expected);
    strbuf_clear(&rows);
}

/* The rows of the codes pane in the same way. */
static void check_codes(const char *expected)
{
    struct strbuf rows = STRBUF_INIT;
    panes_read(&panes, &app);
    panes_put_rows(&panes, PANE_CODES, 1, &rows);
    CHECK_STR(strbuf_str(&rows), expected);
    strbuf_clear(&rows);
}

static void check_focus(enum pane pane)
{
    panes_read(&panes, &app);
    CHECK_INT(panes_focus(&panes), pane);
}

/* The selected row of the codes. */
static void check_selected(const char *code, const char *phrase)
{
    CHECK_STR(panes_code(&panes, &app), code);
    CHECK_HAS(panes_line(&panes, &app, PANE_CODES, panes_selected(&panes, PANE_CODES)), phrase);
}

/* The heading of the details: what they are about. */
static void check_page(const char *expected)
{
    CHECK_STR(panes_line(&panes, &app, PANE_DETAILS, 0), expected);
}

static void further_registries_stand_below_the_main_one(void)
{
    start();
    check_rows("[All] 2xx 3xx 4xx 5xx Other TL flags");
    char *rows = panes_lines(&panes, &app, PANE_CLASSES);
    CHECK_STR(rows, "All                14\n2xx Successful      1\n3xx Redirection     3\n"
                    "4xx Client Error    7\n5xx Server Error    2\nOther               1\n\n"
                    "TL Tool exit codes  2\nflags Flags         1");
    free(rows);
    stop();
}

/* Is the text on the screen? */
static void check_screen_has(const char *text)
{
    struct frame frame = {0};
    driver_check_has(&app, &frame, text);
    frame_free(&frame);
}

static void a_count_gives_way_to_a_name(void)
{
    library_add(&library, support_small(), "small");
    library_add(&library, support_parse(TOOL, "tool"), "tool");
    library_add(&library, support_parse(PROXY, "proxy"), "proxy");
    start_with(NULL);
    app_resize(&app, 80, 24);
    check_screen_has("\n TL     2 ");
    check_screen_has("\n HAProxy  ");
    driver_press(&app, "/ g o n e"); /* but not where it says where the hits are */
    check_screen_has("\n HAPro… 1 ");
    stop();
}

static void hits_are_counted_among_those_of_all_registries(void)
{
    start();
    driver_press(&app, "/ c u t");
    check_screen_has(" of 17"); /* 14, 2 and 1 */
    stop();
}

static void a_chosen_registry_shows_its_classes(void)
{
    start();
    driver_press(&app, "h End k");
    check_rows("All 2xx 3xx 4xx 5xx Other [TL] low high flags");
    check_selected("7", "No Connection");
    driver_press(&app, "j j");
    check_rows("All 2xx 3xx 4xx 5xx Other TL low [high] flags");
    check_selected("1006", "Cut Off");
    driver_press(&app, "j");
    check_rows("All 2xx 3xx 4xx 5xx Other TL [flags]");
    check_selected("UH", "Unhealthy");
    driver_press(&app, "g");
    check_rows("[All] 2xx 3xx 4xx 5xx Other TL flags");
    stop();
}

/* The main registry has no code that begins so. */
static void digits_go_to_a_code_of_another_registry(void)
{
    start();
    driver_press(&app, "1 0 0 6");
    check_selected("1006", "Cut Off");
    check_rows("All 2xx 3xx 4xx 5xx Other TL low [high] flags");
    driver_press(&app, "Backspace");
    check_selected("200", "OK");
    check_rows("[All] 2xx 3xx 4xx 5xx Other TL flags");
    driver_press(&app, "f");
    check_selected("1006", "Cut Off");
    stop();
}

/* 7 is a code of another registry, and may be the beginning of 750 in the main one. */
static void a_short_code_of_another_registry_waits_for_more_digits(void)
{
    start();
    driver_press(&app, "7");
    check_selected("7", "No Connection");
    driver_press(&app, "5 0");
    check_codes("200 302 305 307 400 404 418 429 451 499 499 503 530 750 999");
    check_rows("[All] 2xx 3xx 4xx 5xx Other TL flags");
    check_page("750");
    stop();
}

static void the_way_over_another_registry_ends_in_the_list(void)
{
    start();
    driver_press(&app, "h");
    check_focus(PANE_CLASSES);
    driver_press(&app, "7");
    check_selected("7", "No Connection");
    driver_press(&app, "5 0");
    check_rows("[All] 2xx 3xx 4xx 5xx Other TL flags");
    check_focus(PANE_CODES);
    stop();
}

static void a_link_leads_to_another_registry_and_back(void)
{
    start();
    driver_press(&app, "7 Enter");
    check_selected("7", "No Connection");
    driver_press(&app, "] Enter");
    check_selected("503", "Service Unavailable");
    check_rows("All 2xx 3xx 4xx [5xx] Other TL flags");
    driver_press(&app, "Backspace");
    check_selected("7", "No Connection");
    check_rows("All 2xx 3xx 4xx 5xx Other TL [low] high flags");
    stop();
}

static void a_bookmark_keeps_its_registry(void)
{
    struct bookmark_store_setup setup = {.path = folder_path_of("b.json")};
    store = bookmark_store_open(&setup, NULL);
    load();
    start_with(NULL);
    driver_press(&app, "7 Enter b e l a t e Enter");
    CHECK(strstr(folder_get("b.json"),
                 "{\"registry\": \"tool\", \"code\": \"7\", \"owner\": \"T\"") != NULL);
    CHECK_STR(support_bookmarks_text(bookmark_store_list(store)), "7=late");
    driver_press(&app, "4 0 4 Enter b");
    driver_press(&app, "/ i s : b o o k m a r k e d Enter");
    check_codes("[404] 7");
    stop();
    bookmark_store_free(store);
    store = NULL;
}

static void what_is_copied_is_of_the_registry(void)
{
    start();
    driver_press(&app, "1 0 0 6 y c");
    CHECK_INT(app.request, REQUEST_COPY);
    CHECK_STR(strbuf_str(&app.request_text), "1006 Cut Off");
    app.request = REQUEST_NONE;
    driver_press(&app, "y m");
    CHECK_INT(app.request, REQUEST_COPY);
    CHECK(strstr(strbuf_str(&app.request_text), "Tool exit codes") != NULL);
    stop();
}

static void the_position_is_found_again(void)
{
    struct position position;
    start();
    driver_press(&app, "1 0 0 6");
    browser_get_position(&browser, &position);
    CHECK_STR(position.registry, "small");
    CHECK_STR(position.class_id, "tool");
    stop();
    start();
    browser_set_position(&browser, &position);
    check_selected("1006", "Cut Off");
    stop();
    position_clear(&position);
}

static void see(struct seen *seen, int code, int times)
{
    struct found_status found = {.code = code, .times = 1, .upstream = SEEN_NO_CODE};
    for (int i = 0; i < times; i++)
        seen_add(seen, &found, "line", 4);
}

static void codes_seen_in_an_input_lead_to_their_registry(void)
{
    load();
    struct terms *terms = terms_new(library_main(&library));
    struct seen *seen = seen_new();
    struct page_input input = {.seen = seen, .terms = terms, .name = "log", .path = "log"};
    const struct registry *tool = library.items[1].handle, *flags = library.items[2].handle;
    see(seen, further_code(seen, &library, registry_find(tool, "1006", NULL)), 2);
    see(seen, further_code(seen, &library, registry_find(flags, "UH", NULL)), 3);
    see(seen, further_code(seen, &library, registry_find(tool, "7", NULL)), 1); /* as 503 */
    see(seen, 404, 1);
    start_with(&input);
    check_selected("7", "No Connection");
    check_page("7 No Connection");
    check_codes("[7] 404 UH 1006");
    driver_press(&app, "j");
    check_selected("404", "Not Found");
    driver_press(&app, "j");
    check_selected("UH", "Unhealthy");
    check_page("UH Unhealthy");
    driver_press(&app, "s s s"); /* in the order of codes */
    check_codes("404 7 1006 [UH]");
    driver_press(&app, "/ i s : s e e n Enter");
    check_codes("[404] 7 1006 UH");
    stop();
    seen_free(seen);
    terms_free(terms);
}

static void an_exchange_lists_them_after_its_responses(void)
{
    load();
    struct terms *terms = terms_new(library_main(&library));
    struct seen *seen = seen_new();
    struct page_input input = {.seen = seen, .terms = terms, .name = "log", .path = "log"};
    const struct registry *tool = library.items[1].handle;
    seen->exchange = true;
    see(seen, further_code(seen, &library, registry_find(tool, "7", NULL)), 1);
    see(seen, 503, 1);
    see(seen, 404, 1);
    start_with(&input);
    check_codes("503 [404] 7");
    check_selected("404", "Not Found"); /* the last response */
    stop();
    seen_free(seen);
    terms_free(terms);
}

int main(void)
{
    RUN(further_registries_stand_below_the_main_one);
    RUN(a_count_gives_way_to_a_name);
    RUN(hits_are_counted_among_those_of_all_registries);
    RUN(a_chosen_registry_shows_its_classes);
    RUN(digits_go_to_a_code_of_another_registry);
    RUN(a_short_code_of_another_registry_waits_for_more_digits);
    RUN(the_way_over_another_registry_ends_in_the_list);
    RUN(a_link_leads_to_another_registry_and_back);
    folder_make(NULL);
    RUN(a_bookmark_keeps_its_registry);
    folder_remove();
    RUN(what_is_copied_is_of_the_registry);
    RUN(the_position_is_found_again);
    RUN(codes_seen_in_an_input_lead_to_their_registry);
    RUN(an_exchange_lists_them_after_its_responses);
    frame_free(&panes.frame);
    return check_done();
}
