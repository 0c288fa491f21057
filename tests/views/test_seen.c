/* The class Seen: what the browser shows of an input while it is read. */
#include "config.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "reading/log_reader.h"
#include "registry/builtin.h"
#include "registry/registry.h"
#include "support/builtin.h"
#include "support/check.h"
#include "support/driver.h"
#include "support/files.h"
#include "support/panes.h"
#include "support/registries.h"
#include "support/screen.h"
#include "views/browser/browser.h"
#include "views/browser/select.h"

#define NOON 1795780800 /* 2026-11-27 12:00 UTC */

static struct registry *registry;
static struct app app;
static struct browser browser;
static struct panes panes;
static struct frame frame;
static struct terms *terms;
static struct page_input input;
static struct seen *read_so_far; /* of input */
static struct answers *answers;  /* of input, of responses */
static struct log_reader *reader;

/* Adds lines of a code; the first is that many seconds after noon, each other one second later. */
static void add(int code, int times, int second, const char *target)
{
    char line[128];
    struct found_status found = {.code = code, .times = 1, .upstream = SEEN_NO_CODE};
    found.target = (struct seen_text){target, strlen(target)};
    for (int i = 0; i < times; i++) {
        found.when = (struct moment){NOON + second + i, 0, true};
        snprintf(line, sizeof line, "192.0.2.7 - - \"GET %s HTTP/1.1\" %d %d", target, code, i);
        seen_add(read_so_far, &found, line, strlen(line));
        read_so_far->lines++;
        read_so_far->understood++;
    }
}

static void add_unknown(const char *line)
{
    seen_add_unknown(read_so_far, line, strlen(line));
    read_so_far->lines++;
}

static void stop(void)
{
    browser_clear(&browser);
    app_clear(&app);
    log_reader_free(reader);
    reader = NULL;
    answers_free(answers);
    answers = NULL;
    seen_free(read_so_far);
    read_so_far = NULL;
}

static void begin_input(enum input_progress progress)
{
    read_so_far = seen_new();
    input = (struct page_input){.seen = read_so_far,
                                .terms = terms,
                                .name = "access.log",
                                .path = "logs/access.log",
                                .progress = progress};
}

static void start(int cols, int rows)
{
    struct browser_setup setup = {.library = support_library(registry, "small.json"),
                                  .show_unofficial = true,
                                  .input = &input};
    app_init(&app, false, true);
    browser_init(&browser, &app, &setup);
    app_resize(&app, cols, rows);
}

static void add_log(void)
{
    add(200, 4200, 0, "/");
    add(404, 12, 100, "/missing");
    add(429, 40, 200, "/login");
    add(503, 7, 300, "/cart");
    add(302, 30, 400, "/old");
    add(471, 1, 500, "/odd");
    add(SEEN_ZEROS, 2, 600, "/gone");
    add_unknown("a line without a number");
}

static void log_of_a_file(void)
{
    begin_input(PROGRESS_READ);
    add_log();
}

static void counts_of_another_run(void)
{
    begin_input(PROGRESS_READ);
    seen_add_count(read_so_far, 503, 12, NULL);
    read_so_far->lines = read_so_far->understood = 12;
}

static void log_that_is_followed(void)
{
    begin_input(PROGRESS_FOLLOWS);
    input.name = "standard input";
    input.path = NULL;
    add_log();
}

static void log_that_comes_fast(void)
{
    static struct page_rates rates;
    log_that_is_followed();
    rates = (struct page_rates){.lines = 1312};
    rates.codes[200] = 1200;
    rates.codes[503] = 4;
    input.rates = &rates;
}

/* Reads what a client shows of its messages. */
static void read_text(const char *text)
{
    log_reader_feed(reader, text, strlen(text));
}

static void begin_exchange(void)
{
    begin_input(PROGRESS_FOLLOWS);
    input.name = "standard input";
    input.path = NULL;
    answers = answers_new();
    input.answers = answers;
    reader = log_reader_new(terms, read_so_far,
                            &(struct reading_setup){.year = 2026, .answers = answers});
}

/* Responses whose requests are known. */
static void exchange(void)
{
    begin_exchange();
    read_text("GET /old HTTP/1.1\nHost: a.example\n\n"
              "HTTP/1.1 302 Found\nContent-Length: 0\nLocation: /login\n\n"
              "POST /login HTTP/1.1\nHost: a.example\n\n"
              "HTTP/1.1 429 Too Many Requests\nContent-Length: 1234\n\nslow down\n");
    log_reader_end(reader);
    input.progress = PROGRESS_ENDED;
}

/* Responses without requests. */
static void bare_responses(void)
{
    begin_exchange();
    read_text("HTTP/1.1 302 Found\nLocation: /a\nContent-Length: 0\n\n"
              "HTTP/1.1 302 Found\nLocation: /b\nContent-Length: 0\n\nHTTP/2 404\n\n");
    log_reader_end(reader);
    input.progress = PROGRESS_ENDED;
}

static void nothing_understood(void)
{
    begin_input(PROGRESS_READ);
    add_unknown("203.0.113.9 [27/Nov/2026:01:56:47 +0000] 403 252 GET /secret");
    add_unknown("another line");
}

static void nothing_yet(void)
{
    begin_input(PROGRESS_FOLLOWS);
    input.name = "standard input";
}

static void matches_the_golden_frames(void)
{
    static const struct {
        const char *name;
        int cols, rows;
        void (*read)(void);
        const char *keys;
        bool ascii;
    } cases[] = {
        {"seen-log-120x34.txt", 120, 34, log_of_a_file, "", false},
        {"seen-log-80x24.txt", 80, 24, log_of_a_file, "", false},
        {"seen-log-80x24-ascii.txt", 80, 24, log_of_a_file, "j", true},
        {"seen-log-60x20.txt", 60, 20, log_of_a_file, "", false},
        {"seen-log-40x12.txt", 40, 12, log_of_a_file, "", false},
        {"seen-page-40x12.txt", 40, 12, log_of_a_file, "Enter", false},
        {"seen-reading-80x24.txt", 80, 24, log_of_a_file, "Enter", false},
        {"seen-classes-120x34.txt", 120, 34, log_of_a_file, "h", false},
        {"seen-elsewhere-80x24.txt", 80, 24, log_of_a_file, "4 2 9", false},
        {"seen-lines-80x24.txt", 80, 24, log_of_a_file, "x", false},
        {"seen-line-80x24.txt", 80, 24, log_of_a_file, "j j j j x", false},
        {"seen-no-line-80x24.txt", 80, 24, counts_of_another_run, "x", false},
        {"seen-unknown-80x24.txt", 80, 24, log_of_a_file, "w", false},
        {"seen-follows-120x34.txt", 120, 34, log_that_is_followed, "", false},
        {"seen-rates-120x34.txt", 120, 34, log_that_comes_fast, "", false},
        {"seen-rates-80x24.txt", 80, 24, log_that_comes_fast, "", false},
        {"seen-paused-80x24.txt", 80, 24, log_that_is_followed, "P", false},
        {"seen-exchange-120x34.txt", 120, 34, exchange, "", false},
        {"seen-exchange-80x24.txt", 80, 24, exchange, "", false},
        {"seen-exchange-40x12.txt", 40, 12, exchange, "", false},
        {"seen-response-80x24.txt", 80, 24, exchange, "Enter", false},
        {"seen-responses-80x24.txt", 80, 24, bare_responses, "N", false},
        {"seen-nothing-80x24.txt", 80, 24, nothing_understood, "", false},
        {"seen-nothing-40x12.txt", 40, 12, nothing_understood, "Enter", false},
        {"seen-waiting-80x24.txt", 80, 24, nothing_yet, "", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf text = STRBUF_INIT;
        cases[i].read();
        start(cases[i].cols, cases[i].rows);
        app.ascii = cases[i].ascii;
        driver_press(&app, cases[i].keys);
        app_settle(&app);
        app_draw(&app, &frame);
        support_put_screen(&frame, &text);
        CHECK(support_frame_is_sound(&frame));
        CHECK_MSG(support_golden(cases[i].name, strbuf_str(&text)), "%s", cases[i].name);
        strbuf_clear(&text);
        stop();
    }
}

/* The codes of the rows, the selected one in brackets. */
static void check_codes(const char *expected)
{
    struct strbuf rows = STRBUF_INIT;
    panes_read(&panes, &app);
    panes_put_rows(&panes, PANE_CODES, 1, &rows);
    CHECK_STR(strbuf_str(&rows), expected);
    strbuf_clear(&rows);
}

/* How many rows the codes have, on a screen that has room for all. */
static size_t count_codes(void)
{
    struct strbuf rows = STRBUF_INIT;
    panes_read(&panes, &app);
    panes_put_rows(&panes, PANE_CODES, 1, &rows);
    size_t count = rows.len > 0;
    for (const char *c = strbuf_str(&rows); *c != '\0'; c++)
        count += *c == ' ';
    strbuf_clear(&rows);
    return count;
}

/* The selected row of the classes begins with this word. */
static void check_class(const char *expected)
{
    panes_read(&panes, &app);
    const char *line = panes_line(&panes, &app, PANE_CLASSES, panes_selected(&panes, PANE_CLASSES));
    CHECK_MSG(strncmp(line, expected, strlen(expected)) == 0, "\"%s\" is selected", line);
}

static void follow(void)
{
    select_follow(&browser);
    app_settle(&app);
    app_draw(&app, &frame);
}

static void selects_the_worst_until_a_key_is_pressed(void)
{
    begin_input(PROGRESS_FOLLOWS);
    add(200, 2, 0, "/");
    start(120, 34);
    check_codes("[200]");
    add(404, 1, 0, "/");
    follow();
    check_codes("[404] 200");
    add(503, 1, 0, "/");
    follow();
    check_codes("[503] 404 200");
    driver_press(&app, "j");
    add(999, 1, 0, "/");
    add(429, 9, 0, "/");
    follow();
    check_codes("503 [404] 200 429 999");
    stop();
}

static void rows_do_not_move_under_the_cursor(void)
{
    begin_input(PROGRESS_FOLLOWS);
    add(200, 2, 0, "/");
    add(404, 1, 0, "/");
    start(120, 34);
    driver_press(&app, "j");
    add(503, 1, 0, "/");
    follow();
    check_codes("404 [200] 503");
    /* They go where they belong when the list loses the focus, */
    driver_press(&app, "l");
    check_codes("503 404 [200]");
    driver_press(&app, "h");
    add(429, 1, 0, "/");
    follow();
    check_codes("503 404 [200] 429");
    /* or when another order is chosen. */
    driver_press(&app, "s");
    check_codes("[200] 503 404 429");
    stop();
}

static void changes_the_order(void)
{
    begin_input(PROGRESS_READ);
    add(200, 4, 50, "/");
    add(404, 1, 10, "/");
    add(503, 2, 0, "/");
    start(120, 34);
    check_codes("[503] 404 200");
    driver_press(&app, "s");
    check_codes("200 [503] 404");
    driver_press(&app, "s");
    check_codes("200 404 [503]");
    driver_press(&app, "s");
    check_codes("200 404 [503]");
    driver_press(&app, "s");
    check_codes("[503] 404 200");
    stop();
}

static void lists_responses_in_their_order_and_selects_the_last(void)
{
    bare_responses();
    start(120, 34);
    check_codes("302 302 [404]");
    driver_press(&app, "s");
    check_codes("[404] 302");
    driver_press(&app, "s s s s");
    check_codes("302 302 [404]");
    stop();
}

/* Reports whether the screen shows the text. */
static bool shows(const char *text)
{
    struct strbuf plain = STRBUF_INIT;
    app_settle(&app);
    app_draw(&app, &frame);
    support_put_screen(&frame, &plain);
    bool found = strstr(strbuf_str(&plain), text) != NULL;
    strbuf_clear(&plain);
    return found;
}

static void each_response_has_its_page(void)
{
    bare_responses();
    start(120, 34);
    driver_press(&app, "N");
    check_codes("302 [302] 404");
    CHECK(shows("Location        /b") && !shows("Location        /a"));
    driver_press(&app, "N");
    CHECK(shows("Location        /a") && !shows("Location        /b"));
    /* The response stays, whatever is filled again, and on the way back. */
    driver_press(&app, "n v");
    check_codes("302 [302] 404");
    driver_press(&app, "/ 4 2 9 Enter Backspace");
    check_codes("302 [302] 404");
    CHECK(shows("Location        /b"));
    /* A page that is reached otherwise shows all with its code. */
    driver_press(&app, "h j j j l");
    check_class("3xx");
    CHECK(shows("THIS ANSWER, 1 OF 2"));
    stop();
}

static void a_copy_has_what_was_seen(void)
{
    bare_responses();
    start(120, 34);
    driver_press(&app, "N y t");
    CHECK_HAS(strbuf_str(&app.request_text), "THIS ANSWER\n");
    CHECK_HAS(strbuf_str(&app.request_text), "Location        /b\n");
    driver_press(&app, "y m");
    CHECK_HAS(strbuf_str(&app.request_text), "## This answer\n");
    CHECK_HAS(strbuf_str(&app.request_text), "Location        /b\n");
    stop();
    log_of_a_file();
    start(120, 34);
    driver_press(&app, "y m");
    CHECK_HAS(strbuf_str(&app.request_text), "## Seen here\n");
    stop();
}

/* Reads a sample as a log or an exchange, with all that the registry knows. */
static void read_sample(const char *name, const struct terms *known)
{
    struct strbuf path = STRBUF_INIT;
    size_t len = 0;
    strbuf_printf(&path, "data/samples/%s", name);
    char *bytes = support_read(path.data, &len);
    CHECK_MSG(bytes != NULL, "%s", name);
    begin_input(PROGRESS_READ);
    answers = answers_new();
    input.answers = answers;
    input.terms = known;
    reader = log_reader_new(known, read_so_far,
                            &(struct reading_setup){.year = 2026, .answers = answers});
    log_reader_feed(reader, bytes, len);
    log_reader_end(reader);
    free(bytes);
    strbuf_clear(&path);
}

/* Samples have this word where they have a secret: no screen and no copy of any code shows it. */
static void no_screen_and_no_copy_shows_a_secret(void)
{
    static const char *const samples[] = {"secrets-curl.txt", "secrets.log", "curl-sv.txt",
                                          "python-http-client.txt", "har-chrome.har"};
    static const char *const keys[] = {"", "x", "x w", "w"};
    struct registry *small = registry;
    struct terms *known = terms_new(support_http());
    registry = (struct registry *)support_http();
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        read_sample(samples[i], known);
        start(160, 200);
        CHECK(i > 0 || shows("Bearer ••••"));
        size_t count = count_codes();
        CHECK(count > 0);
        for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
            driver_press(&app, keys[k]);
            for (size_t row = 0; row < count; row++, driver_press(&app, "j"))
                CHECK_MSG(!shows("SECRET"), "%s, keys %s, row %zu", samples[i], keys[k], row);
            driver_press(&app, "g");
        }
        for (size_t row = 0; row < count; row++, driver_press(&app, "j")) {
            driver_press(&app, "y t");
            CHECK_MSG(strstr(strbuf_str(&app.request_text), "SECRET") == NULL, "%s", samples[i]);
            driver_press(&app, "y m");
            CHECK_MSG(strstr(strbuf_str(&app.request_text), "SECRET") == NULL, "%s", samples[i]);
        }
        stop();
    }
    registry = small;
    terms_free(known);
}

static void a_response_is_shown_while_its_content_comes(void)
{
    begin_exchange();
    read_text("HTTP/1.1 200 OK\nContent-Length: 100\n");
    start(120, 34);
    CHECK(!shows("THIS ANSWER"));
    read_text("\nbegin\n");
    follow();
    CHECK(shows("THIS ANSWER") && shows("HTTP/1.1, 100 bytes"));
    CHECK(!answers_find(answers, 0)->content_known);
    log_reader_end(reader);
    follow();
    CHECK(answers_find(answers, 0)->content_known);
    CHECK(shows("THIS ANSWER"));
    stop();
}

static void shows_what_is_new_when_the_pause_ends(void)
{
    begin_input(PROGRESS_FOLLOWS);
    add(200, 2, 0, "/");
    start(120, 34);
    driver_press(&app, "P");
    add(503, 3, 0, "/");
    follow();
    check_codes("[200]");
    CHECK(shows("paused, 3 lines since"));
    CHECK_STR(panes_line(&panes, &app, PANE_CODES, 0), "SEEN, worst first                    2");
    driver_press(&app, "P");
    check_codes("503 [200]");
    CHECK(!shows("paused") && shows("5 lines"));
    CHECK_STR(panes_line(&panes, &app, PANE_CODES, 0), "SEEN, worst first                    5");
    input.progress = PROGRESS_ENDED;
    driver_press(&app, "P");
    CHECK_STR(strbuf_str(&app.message), "all of the input was read");
    stop();
}

static void search_finds_what_was_seen(void)
{
    begin_input(PROGRESS_READ);
    add_log();
    start(120, 34);
    driver_press(&app, "/ i s : s e e n Enter");
    check_codes("[200] 302 404 429 503");
    CHECK_STR(panes_line(&panes, &app, PANE_CLASSES, 1), "Seen                5");
    driver_press(&app, "Esc");
    check_codes("503 000 429 404 471 302 [200]");
    stop();
}

static void a_code_without_an_entry_has_a_page(void)
{
    begin_input(PROGRESS_READ);
    add(471, 3, 0, "/odd");
    start(120, 34);
    CHECK_STR(panes_line(&panes, &app, PANE_DETAILS, 0), "471");
    CHECK(shows("471 is not registered"));
    driver_press(&app, "b e o Enter Esc y Esc n N");
    check_codes("[471]");
    stop();
}

static void the_stage_shows_a_code_without_an_entry_too(void)
{
    struct strbuf text = STRBUF_INIT;
    begin_input(PROGRESS_READ);
    add(471, 3, 0, "/odd");
    start(120, 34);
    app_settle(&app);
    driver_press(&app, "p Space");
    app_settle(&app);
    app_draw(&app, &frame);
    CHECK(support_frame_is_sound(&frame));
    support_put_screen(&frame, &text);
    CHECK_HAS(strbuf_str(&text), "471");
    CHECK_HAS(strbuf_str(&text), "not registered");
    CHECK(!panes_are_alone(&panes, &app));
    driver_press(&app, "Enter Esc");
    CHECK(panes_are_alone(&panes, &app));
    strbuf_clear(&text);
    stop();
}

static void links_lead_away_and_back(void)
{
    begin_input(PROGRESS_READ);
    add_log();
    start(120, 34);
    driver_press(&app, "j j 4 1 8 Enter");
    check_class("4xx");
    driver_press_key(&app, KEY_DEL_CHAR, 0, 0);
    check_class("Seen");
    check_codes("503 000 [429] 404 471 302 200");
    stop();
}

static void without_an_input_its_keys_say_so(void)
{
    static const char *const keys[] = {"s", "x", "P"};
    struct browser_setup setup = {.library = support_library(registry, "small.json")};
    app_init(&app, false, true);
    browser_init(&browser, &app, &setup);
    app_resize(&app, 120, 34);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        driver_press(&app, keys[i]);
        CHECK_HAS(strbuf_str(&app.message), "no input is read");
    }
    stop();
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    registry = support_small();
    terms = terms_new(registry);
    RUN(matches_the_golden_frames);
    RUN(selects_the_worst_until_a_key_is_pressed);
    RUN(rows_do_not_move_under_the_cursor);
    RUN(changes_the_order);
    RUN(lists_responses_in_their_order_and_selects_the_last);
    RUN(each_response_has_its_page);
    RUN(a_copy_has_what_was_seen);
    RUN(no_screen_and_no_copy_shows_a_secret);
    RUN(a_response_is_shown_while_its_content_comes);
    RUN(shows_what_is_new_when_the_pause_ends);
    RUN(search_finds_what_was_seen);
    RUN(a_code_without_an_entry_has_a_page);
    RUN(the_stage_shows_a_code_without_an_entry_too);
    RUN(links_lead_away_and_back);
    RUN(without_an_input_its_keys_say_so);
    frame_free(&panes.frame);
    frame_free(&frame);
    terms_free(terms);
    registry_free(registry);
    return check_done();
}
