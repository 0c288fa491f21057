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
#include "support/registries.h"
#include "views/browser/browser.h"
#include "views/browser/rows.h"

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
    for (size_t i = 0; i < browser.classes.count; i++) {
        bool selected = i == browser.classes.selected;
        strbuf_puts(&rows, rows.len > 0 ? " " : "");
        strbuf_puts(&rows, selected ? "[" : "");
        rows_class_label(&browser, &browser.class_rows[i], false, &rows);
        strbuf_puts(&rows, selected ? "]" : "");
    }
    CHECK_STR(strbuf_str(&rows), expected);
    strbuf_clear(&rows);
}

static const char *selected(void)
{
    const struct entry *entry = browser_entry(&browser);
    return entry != NULL ? entry->phrase : NULL;
}

static void further_registries_stand_below_the_main_one(void)
{
    start();
    check_rows("[All] 2xx 3xx 4xx 5xx Other TL flags");
    CHECK_INT(browser.classes.gap, 6);
    CHECK_INT(browser.class_rows[6].count, 2);
    CHECK_INT(browser.class_rows[0].count, 14);
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
    CHECK_INT(rows_count_visible(&browser), 14 + 2 + 1);
    stop();
}

static void a_chosen_registry_shows_its_classes(void)
{
    start();
    driver_press(&app, "h End k");
    check_rows("All 2xx 3xx 4xx 5xx Other [TL] low high flags");
    CHECK_STR(selected(), "No Connection");
    driver_press(&app, "j j");
    check_rows("All 2xx 3xx 4xx 5xx Other TL low [high] flags");
    CHECK_STR(selected(), "Cut Off");
    driver_press(&app, "j");
    check_rows("All 2xx 3xx 4xx 5xx Other TL [flags]");
    CHECK_STR(selected(), "Unhealthy");
    driver_press(&app, "g");
    check_rows("[All] 2xx 3xx 4xx 5xx Other TL flags");
    stop();
}

/* The main registry has no code that begins so. */
static void digits_go_to_a_code_of_another_registry(void)
{
    start();
    driver_press(&app, "1 0 0 6");
    CHECK_STR(selected(), "Cut Off");
    check_rows("All 2xx 3xx 4xx 5xx Other TL low [high] flags");
    driver_press(&app, "Backspace");
    CHECK_STR(selected(), "OK");
    check_rows("[All] 2xx 3xx 4xx 5xx Other TL flags");
    driver_press(&app, "f");
    CHECK_STR(selected(), "Cut Off");
    stop();
}

/* 7 is a code of another registry, and may be the beginning of 750 in the main one. */
static void a_short_code_of_another_registry_waits_for_more_digits(void)
{
    start();
    driver_press(&app, "7");
    CHECK_STR(selected(), "No Connection");
    driver_press(&app, "5 0");
    CHECK(selected() == NULL && browser.registry == library.items[0].handle);
    stop();
}

static void the_way_over_another_registry_ends_in_the_list(void)
{
    start();
    driver_press(&app, "h");
    CHECK_INT(browser.focus, PANE_CLASSES);
    driver_press(&app, "7");
    CHECK_STR(selected(), "No Connection");
    driver_press(&app, "5 0");
    CHECK(browser.registry == library.items[0].handle);
    CHECK_INT(browser.focus, PANE_CODES);
    stop();
}

static void a_link_leads_to_another_registry_and_back(void)
{
    start();
    driver_press(&app, "7 Enter");
    CHECK_STR(selected(), "No Connection");
    driver_press(&app, "] Enter");
    CHECK_STR(selected(), "Service Unavailable");
    check_rows("All 2xx 3xx 4xx [5xx] Other TL flags");
    driver_press(&app, "Backspace");
    CHECK_STR(selected(), "No Connection");
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
    CHECK_INT(browser.codes.count, 2);
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
    CHECK_STR(selected(), "Cut Off");
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
    CHECK_INT(browser.seen.count, 4);
    CHECK_STR(selected(), "No Connection");
    CHECK(browser.subject.registry == tool);
    driver_press(&app, "j");
    CHECK_STR(selected(), "Not Found");
    driver_press(&app, "j");
    CHECK_STR(selected(), "Unhealthy");
    CHECK(browser.subject.registry == flags);
    driver_press(&app, "s s s"); /* in the order of codes */
    CHECK_STR(browser.seen.rows[0].entry->phrase, "Not Found");
    CHECK_STR(browser.seen.rows[1].entry->phrase, "No Connection");
    CHECK_STR(browser.seen.rows[2].entry->phrase, "Cut Off");
    CHECK_STR(browser.seen.rows[3].entry->phrase, "Unhealthy");
    driver_press(&app, "/ i s : s e e n Enter");
    CHECK_INT(browser.codes.count, 4);
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
    CHECK_INT(browser.seen.count, 3);
    CHECK_INT(browser.seen.rows[0].code, 503);
    CHECK_INT(browser.seen.rows[1].code, 404);
    CHECK_STR(browser.seen.rows[2].entry->phrase, "No Connection");
    CHECK_STR(selected(), "Not Found"); /* the last response */
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
    return check_done();
}
