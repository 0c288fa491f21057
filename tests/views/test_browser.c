#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "registry/registry.h"
#include "support/check.h"
#include "support/driver.h"
#include "support/files.h"
#include "support/panes.h"
#include "support/registries.h"
#include "views/browser/browser.h"
#include "views/browser/details.h"
#include "views/browser/prompts.h"
#include "views/browser/rows.h"
#include "views/browser/select.h"

static struct registry *registry;
static struct app app; /* fresh for every test and every row of a table */
static struct browser browser;
static struct panes panes;
static struct frame screen;

static void stop(void)
{
    browser_clear(&browser);
    app_clear(&app);
}

static const char *const warnings[] = {"broken.json:1:2: not valid JSON here\nbroken.json: more",
                                       "other.json: codes[0]: is missing"};

static void start_with(const struct registry *with, size_t warning_count, int cols, int rows)
{
    stop();
    struct browser_setup setup = {.library = support_library(with, "/tmp/small.json"),
                                  .warnings = warnings,
                                  .warning_count = warning_count,
                                  .show_unofficial = true};
    app_init(&app, false, true);
    browser_init(&browser, &app, &setup);
    app_resize(&app, cols, rows);
}

static void start(void)
{
    start_with(registry, 0, 120, 34);
}

static void put_first_word(const char *text, struct strbuf *out)
{
    strbuf_add(out, text, strcspn(text, " "));
}

/* "404", "499u" for an unofficial code, "none" for a row without an entry. */
static void put_code(struct strbuf *out)
{
    const struct entry *entry = browser_entry(&browser);
    struct strbuf row = STRBUF_INIT;
    int line = panes_selected(&panes, PANE_CODES);
    if (line > 0)
        panes_put_line(&panes, PANE_CODES, line, &row);
    bool has_code = line > 0 && strstr(strbuf_str(&row), " not registered") == NULL;
    CHECK_MSG(has_code == (entry != NULL), "the selected row is \"%s\"", strbuf_str(&row));
    if (has_code)
        put_first_word(strbuf_str(&row), out);
    else
        strbuf_puts(out, "none");
    if (has_code && entry_is_unofficial(entry))
        strbuf_putc(out, 'u');
    strbuf_clear(&row);
}

/* What the details are about, by their heading; "not 471" for a code without a name. */
static void put_subject(struct strbuf *out)
{
    const struct entry *entry = browser_entry(&browser);
    struct strbuf heading = STRBUF_INIT, code = STRBUF_INIT;
    panes_put_line(&panes, PANE_DETAILS, 0, &heading);
    put_first_word(strbuf_str(&heading), &code);
    if (heading.len == 0)
        strbuf_puts(out, "nothing");
    else if (strcmp(strbuf_str(&heading), "Small status codes") == 0)
        strbuf_puts(out, "registry");
    else if (heading.len == code.len)
        strbuf_printf(out, "not %s", strbuf_str(&code));
    else
        strbuf_puts(out, strbuf_str(&code));
    if (entry != NULL && entry_is_unofficial(entry) && strcmp(entry->code, strbuf_str(&code)) == 0)
        strbuf_putc(out, 'u');
    strbuf_clear(&heading);
    strbuf_clear(&code);
}

/* The selected class, or "hits 1/3". */
static void put_list(struct strbuf *out)
{
    struct strbuf heading = STRBUF_INIT, row = STRBUF_INIT, title = STRBUF_INIT;
    size_t hit = 0, count = 0;
    panes_put_line(&panes, PANE_CODES, 0, &heading);
    panes_put_line(&panes, PANE_CLASSES, panes_selected(&panes, PANE_CLASSES), &row);
    support_put_screen(&panes.frame, &title);
    if (strncmp(strbuf_str(&heading), "HITS", 4) == 0) {
        const char *position = strstr(strbuf_str(&title), "  hit ");
        if (position != NULL)
            sscanf(position, " hit %zu of %zu", &hit, &count);
        strbuf_printf(out, "hits %zu/%zu", hit, count);
    } else {
        size_t start = out->len;
        put_first_word(strbuf_str(&row), out);
        if (out->len > start)
            out->data[start] |= 0x20; /* "all" */
    }
    strbuf_clear(&heading);
    strbuf_clear(&row);
    strbuf_clear(&title);
}

/* What is typed, or is over the screen. */
static void put_top(struct strbuf *out)
{
    struct strbuf text = STRBUF_INIT;
    app_draw(&app, &screen);
    panes_put_prompt(&screen, &text);
    if (text.len > 0) {
        strbuf_printf(out, " %s", strbuf_str(&text));
    } else {
        support_put_screen(&screen, &text);
        if (strncmp(strbuf_str(&text), " statusbrowse: ", 15) == 0)
            strbuf_printf(out, " %.*s", (int)strcspn(strbuf_str(&text) + 15, "\n"),
                          strbuf_str(&text) + 15);
        else if (!panes_are_alone(&panes, &app))
            strbuf_puts(out, " something else");
    }
    strbuf_clear(&text);
}

/*
 * "codes 4xx 404 =404": the focus, the class or "hits 1/3", the selected code (u for unofficial),
 * what the details describe; then the text of a link, what is typed, or the title of what is over
 * the screen. A screen that has no room for all panes is made larger to see them.
 */
static const char *where(void)
{
    static struct strbuf out;
    static const char *const names[] = {"classes", "codes", "details", "no pane"};
    int cols = app.cols, rows = app.rows;
    app_resize(&app, cols < LAYOUT_WIDE_COLS ? 120 : cols, rows < 34 ? 34 : rows);
    panes_read(&panes, &app);
    strbuf_reset(&out);
    strbuf_printf(&out, "%s ", names[panes_focus(&panes)]);
    put_list(&out);
    strbuf_putc(&out, ' ');
    put_code(&out);
    strbuf_puts(&out, " =");
    put_subject(&out);
    struct strbuf link = STRBUF_INIT;
    panes_put_link(&panes, &link);
    if (link.len > 0)
        strbuf_printf(&out, " link %s", strbuf_str(&link));
    strbuf_clear(&link);
    put_top(&out);
    app_resize(&app, cols, rows);
    return strbuf_str(&out);
}

struct walk {
    const char *keys, *where;
    const char *message; /* NULL: none */
};

static void check_walk(const struct walk *walk)
{
    driver_press(&app, walk->keys);
    const char *message = app.message_kind != MESSAGE_NONE ? strbuf_str(&app.message) : "";
    CHECK_MSG(strcmp(where(), walk->where) == 0, "\"%s\" leads to \"%s\", not \"%s\"", walk->keys,
              where(), walk->where);
    CHECK_MSG(strcmp(message, walk->message != NULL ? walk->message : "") == 0,
              "\"%s\" says \"%s\"", walk->keys, message);
}

/* Each row from a fresh start. */
#define CHECK_WALKS(walks)                                                                         \
    do {                                                                                           \
        for (size_t i_ = 0; i_ < sizeof(walks) / sizeof((walks)[0]); i_++) {                       \
            start();                                                                               \
            check_walk(&(walks)[i_]);                                                              \
        }                                                                                          \
    } while (0)

/* Each row from where the row before led. */
#define CHECK_JOURNEY(walks)                                                                       \
    do {                                                                                           \
        for (size_t i_ = 0; i_ < sizeof(walks) / sizeof((walks)[0]); i_++)                         \
            check_walk(&(walks)[i_]);                                                              \
    } while (0)

static void the_browser_starts_among_all_codes(void)
{
    static const struct walk walks[] = {{"", "codes all 200 =200", NULL}};
    CHECK_WALKS(walks);
}

static void moving_stops_at_the_ends(void)
{
    static const struct walk walks[] = {
        {"k", "codes all 200 =200", NULL},
        {"j", "codes all 302 =302", NULL},
        {"j k k k", "codes all 200 =200", NULL},
        {"G", "codes all 999u =999u", NULL},
        {"G j", "codes all 999u =999u", NULL},
        {"G g", "codes all 200 =200", NULL},
        {"End Home Down Up Down", "codes all 302 =302", NULL},
        {"PgDn PgDn", "codes all 999u =999u", NULL},
        {"G PgUp Ctrl-B", "codes all 200 =200", NULL},
        {"Ctrl-D Ctrl-D Ctrl-U Ctrl-U", "codes all 200 =200", NULL},
        {"h j", "classes 2xx 200 =2xx", NULL},
        {"h j j", "classes 3xx 302 =3xx", NULL},
        {"h G", "classes other 999u =999u", NULL},
        {"h G j", "classes other 999u =999u", NULL},
        {"h k", "classes all 200 =registry", NULL},
    };
    CHECK_WALKS(walks);
}

static void moving_against_the_first_class_changes_nothing(void)
{
    static const struct walk walks[] = {
        {"j j j h", "classes all 307 =registry", NULL},
        {"k", "classes all 307 =registry", NULL}, /* nothing moved */
        {"g", "classes all 307 =registry", NULL},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void without_hits_n_and_N_step_through_the_codes(void)
{
    static const struct walk walks[] = {
        {"n", "codes all 302 =302", NULL},
        {"n n N", "codes all 305 =305", NULL},
        {"g N", "codes all 200 =200", "this is the first code here"},
        {"G n", "codes all 999u =999u", "this is the last code here"},
        {"g l n", "details all 302 =302", NULL}, /* read on */
        {"n N", "details all 302 =302", NULL},
        {"h h j j", "classes 3xx 302 =3xx", NULL},
        {"n", "codes 3xx 302 =302", NULL},
        {"h Tab Tab", "details 3xx 302 =302", NULL},
        {"n n n", "details 3xx 307 =307", "this is the last code here"},
        {"h 4 7 1", "codes all none =not 471", NULL},
    };
    start();
    for (size_t i = 0; i + 1 < sizeof walks / sizeof walks[0]; i++)
        check_walk(&walks[i]);
}

/* A line of a pane as it is on the screen; valid until the next call. */
static const char *line_of(enum pane pane, int line)
{
    return panes_line(&panes, &app, pane, line);
}

/* The first line of the details in the window, below their heading. */
static const char *top_line(void)
{
    return line_of(PANE_DETAILS, 1);
}

static void the_details_scroll_from_list_and_search(void)
{
    static const struct {
        const char *start, *keys, *top, *where;
    } cases[] = {
        {"4 2 9", "}", "WHY YOU SEE IT", "codes all 429 =429"},
        {"4 2 9", "} }", "WHAT TO DO", "codes all 429 =429"},
        {"4 2 9", "} } {", "WHY YOU SEE IT", "codes all 429 =429"},
        {"4 2 9 l", "}", "WHY YOU SEE IT", "details all 429 =429"},
        {"4 2 9", "} Shift-Down", "  \u2022 a loop without a pause", "codes all 429 =429"},
        {"4 2 9", "} Ctrl-E Ctrl-E Ctrl-Y", "  \u2022 a loop without a pause",
         "codes all 429 =429"},
        {"4 2 9 l", "} Shift-Down Shift-Up", "WHY YOU SEE IT", "details all 429 =429"},
        {"4 2 9", "} h Shift-Down", "official", "classes all 429 =registry"},
        {"/ t o o Space m a n y", "Ctrl-E Shift-Down Ctrl-Y", "RFC 6585 \u00a74",
         "codes hits 1/1 429 =429 /too many"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        start_with(registry, 0, 80, 12);
        driver_press(&app, cases[i].start);
        app_settle(&app);
        driver_press(&app, cases[i].keys);
        CHECK_MSG(strcmp(top_line(), cases[i].top) == 0, "case %zu begins with \"%s\"", i,
                  top_line());
        CHECK_STR(where(), cases[i].where);
    }
}

static void sections_end_with_a_word(void)
{
    static const struct walk walks[] = {
        {"4 2 9 {", "codes all 429 =429", "this is the start"},
        {"} } } } } } } } } } } } } } } }", "codes all 429 =429",
         "the last section is on the screen"},
    };
    start_with(registry, 0, 80, 24);
    CHECK_JOURNEY(walks);
    start_with(registry, 0, 40, 10); /* the list alone */
    check_walk(&(struct walk){"4 2 9 }", "codes all 429 =429", "Enter shows the details first"});
}

#define MARGIN_COLS 3 /* of the details, around their text, with the scroll bar */

/* Below 100 columns, the details have the room of the lists while they have the focus. */
static void the_details_are_read_with_more_room(void)
{
    static const struct {
        const char *keys;
        int cols;             /* of the screen from now on */
        int panes, text_cols; /* shown; of the details, 0 where they are not */
    } steps[] = {
        {"4 2 9", 80, 3, 37},     {"Enter", 80, 2, 71},   {"}", 80, 2, 71},
        {"", 99, 2, 90},          {"", 100, 3, 0},        {"", 59, 1, 56},
        {"", 80, 2, 71},          {"Esc", 80, 3, 37},     {"] Enter", 80, 2, 71},
        {"Backspace", 80, 2, 71}, {"h", 80, 3, 37},       {"Tab", 80, 2, 71},
        {"Tab", 80, 3, 37},       {"Tab Tab", 80, 2, 71}, {"/ f o u n d", 80, 3, 37},
        {"Esc", 80, 2, 71},
    };
    start_with(registry, 0, 80, 12);
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        app_resize(&app, steps[i].cols, 12);
        driver_press(&app, steps[i].keys);
        panes_read(&panes, &app);
        int count = 0;
        for (int pane = 0; pane < PANE_COUNT; pane++)
            count += panes.start[pane] >= 0;
        CHECK_MSG(count == steps[i].panes, "step %zu: %d panes", i, count);
        int text_cols = panes.end[PANE_DETAILS] - panes.start[PANE_DETAILS] - MARGIN_COLS;
        if (steps[i].text_cols > 0)
            CHECK_MSG(text_cols == steps[i].text_cols, "step %zu: %d columns", i, text_cols);
    }
}

static void the_place_in_the_details_stays_while_their_width_changes(void)
{
    static const int sizes[][2] = {{80, 12}, {59, 9}, {100, 12}, {80, 20}, {220, 14}, {80, 12}};
    start_with(registry, 0, 80, 12);
    driver_press(&app, "4 2 9 } }");
    CHECK_STR(top_line(), "WHAT TO DO");
    driver_press(&app, "Enter");
    CHECK_STR(top_line(), "WHAT TO DO");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        app_resize(&app, sizes[i][0], sizes[i][1]);
    CHECK_STR(top_line(), "WHAT TO DO");
    driver_press(&app, "Esc");
    CHECK_STR(top_line(), "WHAT TO DO");
}

static void focus_moves_to_the_panes_beside(void)
{
    static const struct walk walks[] = {
        {"l", "details all 200 =200", NULL},
        {"l l l", "details all 200 =200", NULL},
        {"h", "classes all 200 =registry", NULL},
        {"h h h", "classes all 200 =registry", NULL},
        {"Tab", "details all 200 =200", NULL},
        {"Tab Tab", "classes all 200 =registry", NULL},
        {"Tab Tab Tab", "codes all 200 =200", NULL},
        {"Shift-Tab", "classes all 200 =registry", NULL},
        {"Shift-Tab Shift-Tab", "details all 200 =registry", NULL}, /* shows what it showed */
        {"Right Left Left", "classes all 200 =registry", NULL},
        {"h j Enter", "codes 2xx 200 =200", NULL},
        {"Enter", "details all 200 =200", NULL},
    };
    CHECK_WALKS(walks);
}

static void escape_leads_one_step_back_and_never_quits(void)
{
    static const int sizes[][2] = {{120, 34}, {80, 24}, {40, 12}, {20, 6}};
    static const struct walk walks[] = {
        {"/ f o u n d Enter Enter", "details hits 1/2 302 =302", NULL},
        {"]", "details hits 1/2 302 =302 link 307 Temporary Redirect", NULL},
        {"Esc", "codes hits 1/2 302 =302", NULL},
        {"Esc", "codes all 302 =302", NULL},
        {"Esc", "classes all 302 =registry", NULL},
        {"Esc", "classes all 302 =registry", "there is no step further back: q quits"},
        {"Enter Enter", "details all 302 =302", NULL},
        {"Esc Esc", "classes all 302 =registry", NULL},
    };
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        start_with(registry, 0, sizes[i][0], sizes[i][1]);
        CHECK_JOURNEY(walks);
        CHECK_INT(app.request, REQUEST_NONE);
    }
}

static void escape_hides_a_warning_before_it_leads_back(void)
{
    static const struct walk walks[] = {
        {"l Esc", "details all 200 =200", NULL},
        {"Esc", "codes all 200 =200", NULL},
    };
    start_with(registry, 1, 80, 24);
    CHECK_JOURNEY(walks);
}

/* The details as they are drawn now. */
static const char *details_now(void)
{
    static char *text;
    free(text);
    return text = panes_lines(&panes, &app, PANE_DETAILS);
}

/* What the page of a class says is changed here, to see when it is made. */
static void the_details_are_made_when_they_are_looked_into(void)
{
    struct code_class *class = (struct code_class *)&registry->classes[2];
    const char *summary = class->summary;
    struct subject subject = {.kind = SUBJECT_CLASS, .registry = registry, .thing = class};
    start();
    class->summary = "Said too early.";
    details_show(&browser, &subject);
    driver_press(&app, "j 4 2 9");
    app_settle(&app);
    CHECK_HAS(top_line(), "IANA");
    details_show(&browser, &subject);
    class->summary = "Said when it is looked into.";
    app_settle(&app);
    class->summary = "Said too late.";
    driver_press(&app, "l");
    app_settle(&app);
    CHECK_HAS(details_now(), "Said when it is looked into.");
    driver_press(&app, "h j");
    details_show(&browser, &subject);
    class->summary = "Said when a link is selected.";
    driver_press(&app, "]");
    class->summary = "Said too late.";
    CHECK_HAS(details_now(), "Said when a link is selected.");
    class->summary = summary;
}

/* The headings of the panes before what the last key left to be done is. */
static const char *unsettled_headings(void)
{
    static struct strbuf text, headings;
    strbuf_reset(&text);
    strbuf_reset(&headings);
    app_draw(&app, &screen);
    support_put_screen(&screen, &text);
    const char *row = strchr(strbuf_str(&text), '\n') + 1;
    strbuf_add(&headings, row, strcspn(row, "\n"));
    return strbuf_str(&headings);
}

static void of_letters_that_wait_only_the_last_is_searched_for(void)
{
    start();
    app_settle(&app);
    driver_press(&app, "/ f o u n d");
    CHECK_HAS(unsettled_headings(), "CODES"); /* nothing was drawn, nothing is searched */
    app_settle(&app);
    CHECK_HAS(unsettled_headings(), "HITS  found ");
    driver_press(&app, "x");
    CHECK_HAS(unsettled_headings(), "HITS  found ");
    driver_press(&app, "Backspace Down"); /* among the hits of what is typed */
    CHECK_STR(where(), "codes hits 2/2 404 =404 /found");
    driver_press(&app, "x y z z y Esc");
    CHECK_STR(where(), "codes all 200 =200");
}

/* The lines of the details in the window, below their heading, without empty ones at the end. */
static char *details_lines(void)
{
    return panes_lines(&panes, &app, PANE_DETAILS);
}

/* The number of the line of `whole` with which the window begins, which is freed. */
static int number_of_line(const char *whole, char *window)
{
    const char *place = strstr(whole, window);
    int number = place != NULL ? 0 : -1;
    for (const char *c = whole; place != NULL && c < place; c++)
        number += *c == '\n';
    free(window);
    return number;
}

static int details_top(const char *whole)
{
    return number_of_line(whole, details_lines());
}

static void the_details_are_scrolled_within_their_text(void)
{
    start_with(registry, 0, LAYOUT_BESIDE_COLS, 200); /* all of it is in the window */
    driver_press(&app, "4 2 9");
    char *whole = details_lines();
    start_with(registry, 0, LAYOUT_BESIDE_COLS, 12);
    driver_press(&app, "4 2 9 l");
    driver_press(&app, "k");
    CHECK_INT(details_top(whole), 0);
    driver_press(&app, "j j");
    CHECK_INT(details_top(whole), 2);
    driver_press(&app, "G");
    int last = details_top(whole);
    CHECK_STR(line_of(PANE_DETAILS, panes_line_count(&panes, PANE_DETAILS)),
              strrchr(whole, '\n') + 1);
    driver_press(&app, "j PgDn Space");
    CHECK_INT(details_top(whole), last);
    driver_press(&app, "PgUp");
    CHECK_INT(details_top(whole), last - panes_line_count(&panes, PANE_DETAILS) + 1);
    driver_press(&app, "g");
    CHECK_INT(details_top(whole), 0);
    driver_press(&app, "h j"); /* another entry is read from its start */
    CHECK_HAS(top_line(), "451 Unavailable");
    free(whole);
}

static void typed_digits_go_to_a_code(void)
{
    static const struct walk walks[] = {
        {"4", "codes all 400 =400 #4", NULL},
        {"4 2", "codes all 429 =429 #42", NULL},
        {"4 2 9", "codes all 429 =429", NULL},
        {"5 0 3", "codes all 503 =503", NULL},
        {"4 9 9", "codes all 499u =499u", NULL},
        {"h j j 4 0 4", "codes 4xx 404 =404", NULL}, /* leaves the class it is not in */
        {"l 4 0 4", "details all 404 =404", NULL},
        {"4 2 Esc", "codes all 200 =200", NULL},
        {"j 4 2 Ctrl-C", "codes all 302 =302", NULL},
        {"4 2 Enter", "codes all 429 =429", NULL},
        {"4 2 Backspace", "codes all 400 =400 #4", NULL},
        {"j 4 Backspace", "codes all 302 =302", NULL},
        {"j 4 2 Ctrl-U", "codes all 302 =302", NULL},
        {"4 2 j", "codes all 451 =451", NULL}, /* any other key ends it and means itself */
        {"4 2 /", "codes all 429 =429 /", NULL},
        {"h j 5 Esc", "classes 2xx 200 =2xx", NULL},
        {"- 4", "codes all 200 =200 #-4", "no code begins with -4"},
    };
    CHECK_WALKS(walks);
}

static void a_code_that_is_not_registered_is_answered(void)
{
    static const struct walk walks[] = {
        {"4 7 1", "codes all none =not 471 #471",
         "471 is not registered: treat it as 400 Bad Request (RFC 9110 \u00a715)."},
        {"7 4 2", "codes all none =not 742 #742",
         "742 is outside 200-599, invalid: treat it as a 5xx (RFC 9110 \u00a715)."},
        {"4 7 1 Esc", "codes all 200 =200", NULL},
        {"4 7 1 Enter", "codes all none =not 471", NULL},
        {"4 7 1 Enter j", "codes all 499u =499u", NULL},
        {"4 7 1 Enter ]", "details all none =not 471 link 400", NULL},
        {"4 7 1 Enter ] Enter", "details all 400 =400", NULL},
        {"4 7 1 Enter ] Enter Backspace", "details all none =not 471 link 400", "back: 471"},
    };
    CHECK_WALKS(walks);
}

/* Rows of the codes pane, all of which are in the window. */
static int count_codes(void)
{
    panes_read(&panes, &app);
    int count = 0, lines = panes_line_count(&panes, PANE_CODES);
    while (count < lines && *line_of(PANE_CODES, count + 1) != '\0')
        count++;
    CHECK_MSG(count < lines, "the rows are more than the window has");
    return count;
}

static void the_place_of_an_unregistered_code_has_neighbours(void)
{
    static const struct walk walks[] = {
        {"4 7 1 Enter Down", "codes all 499u =499u", NULL},
        {"4 7 1 Enter Up", "codes all 451 =451", NULL},
        {"4 7 1 Enter Up Down", "codes all 499u =499u", NULL}, /* its row is gone */
        {"4 7 1 Enter n", "codes all 499u =499u", NULL},
        {"4 7 1 Enter N", "codes all 451 =451", NULL},
        {"4 7 1 Enter h", "classes all none =registry", NULL},
        {"4 7 1 Enter h l", "codes all none =not 471", NULL},
        {"4 7 1 Enter h j l", "codes 2xx 200 =200", NULL},
        {"4 7 1 Enter v", "codes all none =not 471", "unofficial codes are hidden"},
        {"4 7 1 Enter v Down", "codes all 503 =503", NULL},
        {"h j j j Enter 4 7 1 Enter", "codes 4xx none =not 471", NULL},
        {"h j j Enter 4 7 1 Enter Up", "codes 4xx 451 =451", NULL},
        {"/ f o u n d Enter 4 7 1 Enter", "codes 4xx none =not 471", NULL},
        {"7 4 2 Enter Down", "codes all 999u =999u", NULL},
        {"h j j Enter 7 4 2 Enter Down", "codes other 999u =999u", NULL},
        {"4 0 0 . 7 Enter Down", "codes all 404 =404", NULL},
        {"4 7 1 Enter 4 0 4 Backspace", "codes all none =not 471", "back: 471"},
    };
    CHECK_WALKS(walks);
    start();
    driver_press(&app, "4 7 1 Enter");
    CHECK_INT(count_codes(), registry->entry_count + 1);
    driver_press(&app, "Down");
    CHECK_INT(count_codes(), registry->entry_count);
}

static void codes_that_begin_another_wait_for_more_digits(void)
{
    static const char json[] =
        "{\"format\": 1, \"id\": \"t\", \"title\": \"T\", \"classes\": [], \"codes\": ["
        "{\"code\": \"-7\", \"registration\": \"standard\", \"phrase\": \"E\", \"owner\": \"O\"},"
        "{\"code\": \"1\", \"registration\": \"standard\", \"phrase\": \"A\", \"owner\": \"O\"},"
        "{\"code\": \"10\", \"registration\": \"standard\", \"phrase\": \"B\", \"owner\": \"O\"},"
        "{\"code\": \"1000\", \"registration\": \"standard\", \"phrase\": \"C\", \"owner\": \"O\"},"
        "{\"code\": \"5.1.1\", \"registration\": \"standard\", \"phrase\": \"D\", "
        "\"owner\": \"O\"}]}";
    static const struct {
        const char *keys, *code;
        bool waits; /* for more digits */
    } cases[] = {
        {"1", "1", true},
        {"1 0", "10", true},
        {"1 0 0", "1000", true},
        {"1 0 0 0", "1000", false},
        {"1 Enter", "1", false},
        {"5", "5.1.1", true},
        {"5 . 1 . 1", "5.1.1", false},
        {"-", "-7", true},
        {"1 - 7", "1", true},
        {"1 Enter - 7", "-7", false},
    };
    struct registry *other = support_parse(json, "other.json");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        start_with(other, 0, 80, 24);
        driver_press(&app, cases[i].keys);
        CHECK_MSG(strcmp(panes_code(&panes, &app), cases[i].code) == 0, "%s leads to %s",
                  cases[i].keys, panes_code(&panes, &app));
        CHECK_MSG((strchr(where(), '#') != NULL) == cases[i].waits, "%s: \"%s\"", cases[i].keys,
                  where());
    }
    stop();
    registry_free(other);
}

static void a_family_stands_for_its_numbers_until_one_is_asked_for(void)
{
    static const char json[] =
        "{\"format\": 1, \"id\": \"t\", \"title\": \"T\", \"classes\": [{\"id\": \"4xx\", "
        "\"title\": \"C\", \"first\": 400, \"last\": 499}], \"codes\": ["
        "{\"code\": \"404\", \"phrase\": \"A\", \"owner\": \"O\"},"
        "{\"code\": \"403.x\", \"phrase\": \"B\", \"owner\": \"O\", \"numbers\": ["
        "{\"code\": \"403.1\", \"phrase\": \"C\"}, {\"code\": \"403.2\", \"phrase\": \"D\"}]}]}";
    struct registry *other = support_parse(json, "other.json");
    start_with(other, 0, 80, 24);
    CHECK_INT(count_codes(), 2);
    CHECK_STR(line_of(PANE_CLASSES, 1), "All    2");
    driver_press(&app, "4 0 3 . 2");
    CHECK_STR(panes_code(&panes, &app), "403.2");
    CHECK_INT(count_codes(), 3);
    driver_press(&app, "]"); /* its family */
    driver_press(&app, "Enter");
    CHECK_HAS(line_of(PANE_DETAILS, 0), "403.x");
    driver_press(&app, "4 0 3 . 1");
    CHECK_STR(panes_code(&panes, &app), "403.1");
    driver_press(&app, "Backspace");
    CHECK_STR(panes_code(&panes, &app), "403.x");
    driver_press(&app, "h h k j");
    CHECK_INT(count_codes(), 2);
    stop();
    registry_free(other);
}

/* Neither the number 492, which begins as 499 does, nor 403.1, typed on the way to 403.14, changes
 * the list in which the code stands. */
static void codes_on_the_way_to_a_code_leave_no_trace(void)
{
    static const char json[] =
        "{\"format\": 1, \"id\": \"t\", \"title\": \"T\", \"classes\": [{\"id\": \"4xx\", "
        "\"title\": \"C\", \"first\": 400, \"last\": 499}], \"codes\": ["
        "{\"code\": \"403.14\", \"phrase\": \"A\", \"owner\": \"O\"},"
        "{\"code\": \"403.x\", \"phrase\": \"B\", \"owner\": \"O\", \"numbers\": ["
        "{\"code\": \"403.1\", \"phrase\": \"C\"}, {\"code\": \"492\", \"phrase\": \"D\"}]},"
        "{\"code\": \"499\", \"phrase\": \"E\", \"owner\": \"O\"}]}";
    struct registry *other = support_parse(json, "other.json");
    start_with(other, 0, 80, 24);
    driver_press(&app, "4 9");
    CHECK_STR(panes_code(&panes, &app), "499");
    driver_press(&app, "9");
    CHECK_STR(where(), "codes all 499u =499u");
    CHECK_INT(count_codes(), 3);
    driver_press(&app, "4 0 3 . 1");
    CHECK_STR(panes_code(&panes, &app), "403.1");
    CHECK_INT(count_codes(), 4);
    driver_press(&app, "4");
    CHECK_STR(panes_code(&panes, &app), "403.14");
    CHECK_INT(count_codes(), 3);
    stop();
    registry_free(other);
}

static void links_lead_there_and_back_and_forward(void)
{
    static const struct walk walks[] = {
        {"4 2 9", "codes all 429 =429", NULL},
        {"]", "details all 429 =429 link 503", NULL},
        {"] >", "details all 429 =429 link 503 Service Unavailable",
         NULL}, /* on a keyboard without brackets */
        {"[ <", "details all 429 =429 link 503", NULL},
        {"[", "details all 429 =429 link 503", "no more links"},
        {"Enter", "details all 503 =503", NULL},
        {"Backspace", "details all 429 =429 link 503", "back: 429 Too Many Requests"},
        {"f", "details all 503 =503", "forward: 503 Service Unavailable"},
        {"f", "details all 503 =503", "nothing to go forward to"},
        {"Alt-Left", "details all 429 =429 link 503", "back: 429 Too Many Requests"},
        {"] Enter", "details all 400 =400", NULL},
        {"f", "details all 400 =400", "nothing to go forward to"}, /* the old way forward is gone */
        {"Backspace", "details all 429 =429 link 400", "back: 429 Too Many Requests"},
        {"Esc", "codes all 429 =429", NULL},
        {"Backspace", "codes all 200 =200", "back: 200 OK"},
        {"Backspace", "codes all 200 =200", "nothing to go back to"},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void a_link_out_of_the_class_leaves_the_class(void)
{
    static const struct walk walks[] = {
        {"h j j j Enter 4 2 9", "codes 4xx 429 =429", NULL},
        {"] Enter", "details 5xx 503 =503", NULL},
        {"Backspace", "details 4xx 429 =429 link 503", "back: 429 Too Many Requests"},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void what_was_typed_is_walked_like_links(void)
{
    static const struct walk walks[] = {
        {"4 0 4 5 0 3", "codes all 503 =503", NULL},
        {"Backspace", "codes all 404 =404", "back: 404 Not Found"},
        {"/ f o u n d Enter Down", "codes hits 2/2 404 =404", NULL},
        {"/ b a d Enter", "codes hits 1/1 400 =400", NULL},
        {"Backspace", "codes hits 2/2 404 =404", "back: 404 Not Found"},
        {"Backspace", "codes all 404 =404", "back: 404 Not Found"},
        {"f", "codes hits 2/2 404 =404", "forward: 404 Not Found"},
        {"Alt-Right", "codes hits 1/1 400 =400", "forward: 400 Bad Request"},
        {"f", "codes hits 1/1 400 =400", "nothing to go forward to"},
        {"Backspace 4 2 9", "codes 4xx 429 =429", NULL},
        {"f", "codes 4xx 429 =429", "nothing to go forward to"}, /* another way was taken */
    };
    start();
    CHECK_JOURNEY(walks);
}

static void what_was_cancelled_or_changes_nothing_is_no_place(void)
{
    static const struct walk walks[] = {
        {"4 0 4 Backspace", "codes all 200 =200", "back: 200 OK"},
        {"4 0 Esc / f o u n d Esc / x y z z y Enter Backspace", "codes all 200 =200",
         "nothing to go back to"},
        {"2 0 0 Backspace", "codes all 200 =200", "nothing to go back to"},
        {"j j j l Backspace", "details all 307 =307", "nothing to go back to"},
    };
    CHECK_WALKS(walks);
}

static void of_steps_from_class_to_class_the_first_is_a_place(void)
{
    static const struct walk walks[] = {
        {"4 0 4 h j j j", "classes 4xx 400 =4xx", NULL},
        {"Enter j", "codes 4xx 404 =404", NULL},
        {"h j", "classes 5xx 503 =5xx", NULL},
        {"Backspace", "classes 4xx 404 =4xx", "back: 4xx Client Error"},
        {"Backspace", "classes all 404 =registry", "back: Small status codes"},
        {"Backspace", "codes all 200 =200", "back: 200 OK"},
        {"f f f", "classes 5xx 503 =5xx", "forward: 5xx Server Error"},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void an_entry_without_links_says_so(void)
{
    static const struct walk walks[] = {
        {"]", "codes all 200 =200", "no links in this entry"},
        {"l Enter", "details all 200 =200", "] selects a code named here, Enter follows it"},
        {"Backspace", "codes all 200 =200", "nothing to go back to"},
    };
    CHECK_WALKS(walks);
}

/* What a class names can be followed, too. */
static void the_links_of_a_class_can_be_followed(void)
{
    static const struct walk walks[] = {
        {"h j j j", "classes 4xx 400 =4xx", NULL},
        {"]", "details 4xx 400 =4xx link 400", NULL},
        {"] ] Enter", "details 4xx 404 =404", NULL},
        {"Backspace", "details 4xx 400 =4xx link 404 Not Found", "back: 4xx Client Error"},
    };
    start();
    CHECK_JOURNEY(walks);
}

/* A link is one of the document that it was selected in. */
static void coming_back_selects_the_link_of_that_page(void)
{
    static const struct {
        const char *there, *and_back;
    } ways[] = {
        {"l 7 4 2 Enter ]", "/ Esc"},     {"l 7 4 2 Enter ] ]", "/ x Esc"},
        {"l 7 4 2 Enter ]", "4 Esc"},     {"l 7 4 2 Enter ] ]", "Enter Backspace"},
        {"4 2 9 ] ]", "Enter Backspace"},
    };
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        start();
        driver_press(&app, ways[i].there);
        char *before = xstrdup(where());
        CHECK_HAS(before, " link ");
        driver_press(&app, ways[i].and_back);
        CHECK_STR(where(), before);
        free(before);
    }
}

/* How often the key leads to another place, until it says that it cannot. */
static int count_steps(const char *key, const char *no_more)
{
    for (int i = 0; i < 10 * HISTORY_MAX; i++) {
        driver_press(&app, key);
        if (strcmp(strbuf_str(&app.message), no_more) == 0)
            return i;
    }
    return -1;
}

static void the_oldest_place_is_forgotten(void)
{
    start();
    driver_press(&app, "3 0 2 ]");
    for (int i = 0; i < 3 * HISTORY_MAX; i++) /* 302 and 307 name each other */
        driver_press(&app, "Enter ]");
    CHECK_INT(count_steps("Backspace", "nothing to go back to"), HISTORY_MAX);
    CHECK_INT(count_steps("f", "nothing to go forward to"), HISTORY_MAX);
}

/* What is typed after its sign: "/found". */
static const char *typed(void)
{
    static struct strbuf text;
    strbuf_reset(&text);
    app_settle(&app);
    app_draw(&app, &screen);
    panes_put_prompt(&screen, &text);
    return strbuf_str(&text);
}

static void tab_takes_the_value_of_a_facet(void)
{
    start();
    driver_press(&app, "/ i s : Down Tab");
    CHECK_STR(typed(), "/is:standard ");
    CHECK_STR(line_of(PANE_CODES, 0), "HITS  is:standard");
    CHECK_HAS(line_of(PANE_CODES, 1), "200 OK");
    driver_press(&app, "End Ctrl-U i s : c Tab x");
    CHECK_STR(typed(), "/is:cacheable x");
    driver_press(&app, "Ctrl-U c a c h e a b l e Space 4 x x Tab");
    CHECK_STR(typed(), "/is:cacheable 4xx");
    driver_press(&app, "End Ctrl-U i s : Enter");
    CHECK_STR(typed(), "/is:cacheable ");
    driver_press(&app, "End Ctrl-U q q Tab");
    CHECK_STR(typed(), "/qq");
    driver_press(&app, "End Ctrl-U i s : Esc");
    CHECK_STR(line_of(PANE_CODES, 0), "CODES");
}

static void a_long_text_says_how_much_of_it_was_read(void)
{
    struct strbuf text = STRBUF_INIT;
    start();
    for (int i = 0; i < 30; i++)
        strbuf_puts(&text, "not found ");
    search_prompt_run(&browser, strbuf_str(&text));
    CHECK_HAS(line_of(PANE_CODES, 0), "HITS  40 words, all codes: not found");
    search_prompt_run(&browser, "not found");
    CHECK_STR(line_of(PANE_CODES, 0), "HITS  not found");
    strbuf_clear(&text);
}

static void a_line_divides_the_hits(void)
{
    static const char *const codes[] = {
        "429", "451", "503", "\u254c 2 with some of the words \u254c", "400", "530"};
    start();
    driver_press(&app, "/ s e r v e r Space g o n e");
    for (int i = 0; i < (int)(sizeof codes / sizeof codes[0]); i++)
        CHECK_HAS(line_of(PANE_CODES, i + 1), codes[i]);
    driver_press(&app, "Enter");
    char *details = details_lines();
    CHECK_HAS(details, "FOUND BY ");
    free(details);
    driver_press(&app, "Esc");
    CHECK_INT(count_codes(), registry->entry_count);
    details = details_lines();
    CHECK(strstr(details, "FOUND BY") == NULL);
    free(details);
}

static void back_searches_again_for_the_hits_of_a_place(void)
{
    static const struct walk walks[] = {
        {"/ t o o Space m a n y Enter", "codes hits 1/1 429 =429", NULL},
        {"] Enter", "details 5xx 503 =503", NULL},
        {"/ n o t Space f o u n d Enter", "codes hits 1/2 404 =404", NULL},
        {"Backspace", "details 5xx 503 =503", "back: 503 Service Unavailable"},
        {"Backspace", "details hits 1/1 429 =429 link 503", "back: 429 Too Many Requests"},
    };
    start();
    CHECK_JOURNEY(walks);
    CHECK_STR(line_of(PANE_CODES, 0), "HITS  too many");
}

/* Screen position of the first letter of the first link of the details. */
static struct action_arg first_link(void)
{
    panes_read(&panes, &app);
    for (int row = panes.top[PANE_DETAILS]; row < panes.bottom; row++)
        for (int col = panes.start[PANE_DETAILS]; col < panes.end[PANE_DETAILS]; col++)
            if (frame_cell(&panes.frame, row, col)->role == ROLE_LINK)
                return (struct action_arg){.row = row, .col = col};
    CHECK_MSG(false, "no link is in sight");
    return (struct action_arg){0};
}

static void a_click_on_a_link_follows_it(void)
{
    start_with(registry, 0, 120, 50); /* with the link in sight */
    driver_press(&app, "4 2 9");
    struct action_arg at = first_link();
    app_apply(&app, ACTION_CLICK, &at);
    CHECK_STR(where(), "details all 503 =503");
    driver_press(&app, "Backspace");
    CHECK_STR(where(), "details all 429 =429 link 503");
    at.col--; /* beside it */
    app_apply(&app, ACTION_CLICK, &at);
    CHECK_STR(where(), "details all 429 =429 link 503");
}

static void a_title_too_long_for_its_heading_begins_the_text(void)
{
    start_with(registry, 0, 60, 20);
    driver_press(&app, "4 5 1");
    CHECK_HAS(top_line(), "451 Unavailable");
    driver_press(&app, "4 0 4");
    CHECK_HAS(top_line(), "Client Error");
}

static void unofficial_codes_are_hidden_and_shown(void)
{
    static const struct walk walks[] = {
        {"v", "codes all 200 =200", "unofficial codes are hidden"},
        {"G", "codes all 503 =503", NULL},
        {"v", "codes all 503 =503", "unofficial codes are shown"},
        {"G", "codes all 999u =999u", NULL},
        {"v", "codes all 200 =200", "unofficial codes are hidden"}, /* its row is gone */
        {"h G l", "codes other none =nothing", NULL},
        {"v", "codes other 999u =999u", "unofficial codes are shown"},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void a_hidden_code_that_is_asked_for_is_shown_alone(void)
{
    static const struct walk walks[] = {
        {"v 4 9 9", "codes all 499u =499u", "499 is unofficial: shown, the others stay hidden (v)"},
        {"j", "codes all 503 =503", NULL},
        {"k k", "codes all 451 =451", NULL},
        {"5 3 0", "codes all 530u =530u", "530 is unofficial: shown, the others stay hidden (v)"},
        {"k k", "codes all 451 =451", NULL},         /* 499 is hidden again */
        {"9 Esc j j", "codes all 530u =530u", NULL}, /* cancelled: 530 is still there */
        {"k k 2 0 0 Backspace j j", "codes all 530u =530u", NULL},
        {"v v G", "codes all 503 =503", NULL},
        {"4", "codes all 400 =400 #4", NULL}, /* official ones first */
    };
    start();
    CHECK_JOURNEY(walks);
}

static void class_pages_list_what_is_not_hidden(void)
{
    static const char *const keys[] = {"h j j j", "v", "v"};
    start();
    for (size_t i = 0; i < 3; i++) {
        driver_press(&app, keys[i]);
        char *details = details_lines();
        CHECK_HAS(details, "429 Too Many Requests");
        CHECK((strstr(details, "Esri") != NULL) == (i != 1));
        free(details);
    }
}

static void hits_that_are_all_hidden_are_kept_for_v(void)
{
    static const struct walk walks[] = {
        {"v / f r o z e n", "codes hits 0/0 none =nothing /frozen", NULL},
        {"Enter", "codes hits 0/0 none =nothing", NULL},
        {"Enter", "codes hits 0/0 none =nothing", "no code is selected here"},
        {"v", "codes hits 1/1 530u =530u", "unofficial codes are shown"},
        {"v", "codes hits 0/0 none =nothing", "unofficial codes are hidden"},
        {"Esc", "codes all 200 =200", NULL},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void counts_of_classes_follow_what_is_shown(void)
{
    static const int all[] = {14, 1, 3, 7, 2, 1}, official[] = {10, 1, 3, 5, 1, 0};
    start();
    for (int i = 0; i < 6; i++)
        CHECK_INT(atoi(strrchr(line_of(PANE_CLASSES, i + 1), ' ')), all[i]);
    CHECK_STR(line_of(PANE_CLASSES, 7), "");
    driver_press(&app, "v");
    for (int i = 0; i < 6; i++)
        CHECK_INT(atoi(strrchr(line_of(PANE_CLASSES, i + 1), ' ')), official[i]);
    CHECK_STR(line_of(PANE_CLASSES, 7), "");
}

static void hits_follow_what_is_typed(void)
{
    static const struct walk walks[] = {
        {"j /", "codes all 302 =302 /", NULL},
        {"f o u n d", "codes hits 1/2 302 =302 /found", NULL},
        {"Space n o t", "codes hits 1/2 404 =404 /found not", NULL},
        {"Backspace Backspace Backspace Backspace", "codes hits 1/2 302 =302 /found", NULL},
        {"Down", "codes hits 2/2 404 =404 /found", NULL},
        {"Down", "codes hits 2/2 404 =404 /found", NULL},
        {"Up Up", "codes hits 1/2 302 =302 /found", NULL},
        {"Ctrl-W", "codes all 302 =302 /", NULL},
        {"Backspace", "codes all 302 =302", NULL},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void enter_keeps_the_hits_and_escape_restores_everything(void)
{
    static const struct walk walks[] = {
        {"/ f o u n d Enter", "codes hits 1/2 302 =302", NULL},
        {"/ f o u n d Down Enter", "codes hits 2/2 404 =404", NULL},
        {"j j / f o u n d Esc", "codes all 305 =305", NULL},
        {"j j / f o u n d Ctrl-C", "codes all 305 =305", NULL},
        {"h j j / f o u n d Esc", "classes 3xx 302 =3xx", NULL},
        {"4 2 9 ] / f o u n d Esc", "details all 429 =429 link 503", NULL},
        {"/ Enter", "codes all 200 =200", NULL},
        {"/ Space Enter", "codes all 200 =200", NULL},
        {"/ f o u n d Enter Esc", "codes all 302 =302", NULL},
        {"h j / n o t Space f o u n d Enter Esc", "codes 4xx 404 =404", NULL},
        {"/ f o u n d Enter / b a d Esc", "codes hits 1/2 302 =302", NULL},
        {"4 7 1 Enter / b a d Esc", "codes all none =not 471", NULL},
    };
    CHECK_WALKS(walks);
}

static void what_is_not_found_leaves_the_place_unchanged(void)
{
    static const struct walk walks[] = {
        {"j / x y z z y", "codes hits 0/0 none =nothing /xyzzy", NULL},
        {"Enter", "codes all 302 =302", "no match: xyzzy"},
        {"n", "codes all 305 =305", NULL},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void n_and_N_step_through_the_hits_and_wrap(void)
{
    static const struct walk walks[] = {
        {"/ f o u n d Enter n", "codes hits 2/2 404 =404", "hit 2 of 2"},
        {"n", "codes hits 1/2 302 =302", "hit 1 of 2, search wrapped"},
        {"N", "codes hits 2/2 404 =404", "hit 2 of 2, search wrapped"},
        {"N", "codes hits 1/2 302 =302", "hit 1 of 2"},
        {"4 2 9 n", "codes hits 1/2 302 =302", NULL}, /* back to the hits */
        {"n", "codes hits 2/2 404 =404", "hit 2 of 2"},
        {"Esc n", "codes 4xx 418 =418", NULL},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void earlier_searches_come_back_in_an_empty_prompt(void)
{
    static const struct walk walks[] = {
        {"/ Up", "codes all 200 =200 /", NULL}, /* none yet, and no hit to move to */
        {"Esc / f o u n d Enter / b a d Enter / f r o z e n Enter Esc", "codes all 530u =530u",
         NULL},
        {"/ Up", "codes hits 1/1 530u =530u /frozen", NULL},
        {"Up", "codes hits 1/1 400 =400 /bad", NULL},
        {"Up Up Up", "codes hits 1/2 302 =302 /found", NULL}, /* the oldest */
        {"Down", "codes hits 1/1 400 =400 /bad", NULL},
        {"Down Down", "codes all 530u =530u /", NULL},
        {"Up Space", "codes hits 1/1 530u =530u /frozen ", NULL}, /* editing ends stepping */
        {"Up", "codes hits 1/1 530u =530u /frozen ", NULL},
    };
    start();
    CHECK_JOURNEY(walks);
}

static void the_same_search_is_remembered_once(void)
{
    start();
    driver_press(&app, "/ b a d Enter / b a d Enter / b a d Enter / Up Up Up");
    CHECK_STR(typed(), "/bad");
    driver_press(&app, "Down"); /* after the newest comes the empty line */
    CHECK_STR(typed(), "/");
}

static void the_prompt_is_a_line_that_can_be_edited(void)
{
    static const struct walk walks[] = {
        {"/ f o n d Left Left u", "codes hits 1/2 302 =302 /found", NULL},
        {"Ctrl-A x Ctrl-D", "codes hits 0/0 none =nothing /xound", NULL},
        {"Home Del f", "codes hits 1/2 302 =302 /found", NULL},
        {"End Ctrl-U", "codes all 200 =200 /", NULL},
        {"q ?", "codes hits 0/0 none =nothing /q?", NULL}, /* keys are text here */
    };
    start();
    driver_press(&app, "/");
    for (size_t i = 0; i < sizeof walks / sizeof walks[0]; i++) {
        driver_press(&app, i == 0 ? walks[i].keys + 2 : walks[i].keys);
        CHECK_STR(typed(), strrchr(walks[i].where, '/'));
    }
}

/* Keys that open each view, from the start. */
static const char *const views[] = {"", "/", "4", "e", "y", "?"};

static enum action action_of(const struct view_ops *ops, int key)
{
    enum action action = ACTION_NONE;
    for (int i = 0; i < VIEW_MAX_CONTEXTS && action == ACTION_NONE; i++)
        action = keymap_lookup(ops->contexts[i], key);
    return action;
}

static void no_context_of_a_view_hides_a_key_of_the_next(void)
{
    for (size_t v = 0; v < sizeof views / sizeof views[0]; v++) {
        start();
        driver_press(&app, views[v]);
        const enum context *contexts = app_top(&app)->ops->contexts;
        for (int i = 0; i < VIEW_MAX_CONTEXTS; i++)
            for (size_t k = 0; k < keymap_count; k++) {
                char label[KEY_LABEL_MAX];
                if (contexts[i] == CONTEXT_NONE || keymap[k].context != contexts[i])
                    continue;
                CHECK_MSG(action_of(app_top(&app)->ops, keymap[k].key) == keymap[k].action,
                          "\"%s\": %s is hidden", views[v], key_label(keymap[k].key, label));
            }
    }
}

/* In every view Ctrl-C cancels or leaves and Esc cancels or closes, but never quits. */
static void every_view_can_be_left(void)
{
    for (size_t v = 0; v < sizeof views / sizeof views[0]; v++) {
        start();
        driver_press(&app, views[v]);
        const struct view_ops *ops = app_top(&app)->ops;
        enum action esc = action_of(ops, KEY_ESC);
        CHECK_MSG(action_of(ops, KEY_CTRL('c')) == ACTION_INTERRUPT, "\"%s\"", views[v]);
        CHECK_MSG(esc == ACTION_CANCEL || esc == ACTION_CLOSE, "\"%s\"", views[v]);
    }
}

static void redraw_and_suspend_work_in_every_view(void)
{
    for (size_t v = 0; v < sizeof views / sizeof views[0]; v++) {
        start();
        driver_press(&app, views[v]);
        driver_press(&app, "Ctrl-L");
        CHECK_INT(app.request, REQUEST_REDRAW);
        driver_press(&app, "Ctrl-Z");
        CHECK_INT(app.request, REQUEST_SUSPEND);
    }
}

/* The lines of what is over the screen, without empty ones at the end. */
static char *overlay_lines(void)
{
    struct strbuf text = STRBUF_INIT;
    app_settle(&app);
    app_draw(&app, &screen);
    for (int row = 1; row < screen.rows - 1; row++) {
        panes_put_row(&screen, row, &text);
        strbuf_putc(&text, '\n');
    }
    while (text.len > 0 && text.data[text.len - 1] == '\n')
        text.data[--text.len] = '\0';
    return strbuf_take(&text);
}

static void the_help_opens_and_closes_and_scrolls(void)
{
    static const char *const closing[] = {"q", "Esc", "?", "F1", "Ctrl-C"};
    start_with(registry, 0, 80, 400);
    driver_press(&app, "?");
    char *whole = overlay_lines();
    for (size_t i = 0; i < sizeof closing / sizeof closing[0]; i++) {
        start_with(registry, 0, 80, 10);
        driver_press(&app, i % 2 == 0 ? "j ?" : "j F1");
        CHECK_STR(where(), "codes all 302 =302 keys");
        driver_press(&app, "j j");
        CHECK_INT(number_of_line(whole, overlay_lines()), 2);
        driver_press(&app, "G");
        char *end = overlay_lines();
        CHECK_STR(strrchr(end, '\n'), strrchr(whole, '\n'));
        CHECK(number_of_line(whole, end) > 2);
        driver_press(&app, "g");
        CHECK_INT(number_of_line(whole, overlay_lines()), 0);
        driver_press(&app, closing[i]);
        CHECK_STR(where(), "codes all 302 =302");
        CHECK_INT(app.request, REQUEST_NONE);
    }
    free(whole);
}

static void a_key_that_means_nothing_leaves_the_help_open(void)
{
    start();
    driver_press(&app, "? x Z Left");
    CHECK_STR(where(), "codes all 200 =200 keys");
}

static void a_key_without_meaning_says_so_and_names_those_that_help(void)
{
    static const char helps[] = " does nothing   / searches   ? all keys";
    static const struct {
        int key;
        const char *named;
    } cases[] = {
        {'z', "z"},          {KEY_INSERT, "Ins"}, {0xE9, "\u00e9"},         {0x6F22, "\u6f22"},
        {0x301, "this key"}, {0x85, "this key"},  {KEY_CTRL('q'), "Ctrl-Q"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        start();
        driver_press_key(&app, cases[i].key, 0, 0);
        char want[80];
        snprintf(want, sizeof want, "%s%s", cases[i].named, helps);
        CHECK_STR(strbuf_str(&app.message), want);
    }
    static const struct walk walks[] = {
        {"z", "codes all 200 =200", "z does nothing   / searches   ? all keys"},
        {"j", "codes all 302 =302", NULL},
        {"4 z", "codes all 400 =400", "z does nothing   / searches   ? all keys"},
        {"? x", "codes all 400 =400 keys", "x does nothing   Esc closes"},
        {"Esc y z", "codes all 400 =400 something else", "z does nothing   Esc closes"},
    };
    start();
    CHECK_JOURNEY(walks);
    driver_press_key(&app, KEY_DRAG, 5, 5); /* the mouse is not answered */
    CHECK_INT(app.message_kind, MESSAGE_INFO);
    CHECK_HAS(strbuf_str(&app.message), "z does nothing");
}

/* Characters as they come between the marks of a paste, or in one piece without them. */
static void give_text(const char *text, bool burst)
{
    for (; *text != '\0'; text++) {
        int key = *text == '\n' ? KEY_ENTER : *text;
        app_key(&app, burst ? &(struct key_event){.key = key, .burst = true}
                            : &(struct key_event){.key = KEY_PASTED, .pasted = key});
    }
    app_key(&app, &(struct key_event){.key = KEY_PASTE_END});
}

static void a_text_that_is_pasted_is_gone_to_or_searched_for(void)
{
    static const struct {
        const char *keys, *text, *where;
        const char *message; /* NULL: none */
    } cases[] = {
        {"", "404", "codes all 404 =404", NULL},
        {"h j", " 429\n", "codes 4xx 429 =429", NULL},
        {"", "471", "codes all none =not 471",
         "471 is not registered: treat it as 400 Bad Request (RFC 9110 \u00a715)."},
        {"", "400.7\n", "codes all none =not 400.7",
         "400.7 is not registered, .7 is unknown: treat it as 400 Bad Request."},
        {"", "found", "codes hits 1/2 302 =302 /found", NULL},
        {"j l", "\n found\nnot", "codes hits 1/2 404 =404 /found not", NULL},
        {"", "forbidden\nbe\n", "codes hits 0/0 none =nothing /forbidden be ", NULL},
        {"4", "too many", "codes hits 1/1 429 =429 /too many", NULL},
        {"?", "found", "codes all 200 =200 keys", "pasted text does nothing   Esc closes"},
        {"", "", "codes all 200 =200", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int burst = 0; burst < 2; burst++) {
            start();
            driver_press(&app, cases[i].keys);
            give_text(cases[i].text, burst == 1);
            const char *message = app.message_kind != MESSAGE_NONE ? strbuf_str(&app.message) : "";
            const char *want = cases[i].message != NULL ? cases[i].message : "";
            CHECK_MSG(strcmp(where(), cases[i].where) == 0, "\"%s\" leads to \"%s\", not \"%s\"",
                      cases[i].text, where(), cases[i].where);
            CHECK_MSG(strcmp(message, want) == 0, "\"%s\" says \"%s\"", cases[i].text, message);
        }
}

static void a_search_in_one_piece_may_have_been_typed(void)
{
    start();
    give_text("/found\n", true);
    CHECK_STR(where(), "codes hits 1/2 302 =302");
    give_text("be\n", true);
    CHECK_STR(where(), "codes hits 0/0 none =nothing /be ");
    start();
    driver_press(&app, "/");
    give_text("found\nbe\n", true); /* Enter keeps the hits, the rest is no key */
    CHECK_INT(app.request, REQUEST_NONE);
    CHECK_STR(typed(), "/be ");
}

static void warnings_are_shown_when_there_are_any(void)
{
    static const struct walk none[] = {{"w", "codes all 200 =200", "no warnings"}};
    CHECK_WALKS(none);
    start_with(registry, 2, 80, 24);
    driver_check_has(&app, &screen, "! broken.json:1:2");
    driver_press(&app, "w");
    CHECK_STR(where(), "codes all 200 =200 warnings");
    char *text = overlay_lines();
    CHECK_HAS(text, "broken.json:1:2: not valid JSON here\nbroken.json: more\n");
    CHECK_HAS(text, "other.json: codes[0]: is missing");
    free(text);
    driver_press(&app, "q");
    CHECK_STR(where(), "codes all 200 =200");
}

static void a_warning_leaves_its_row_in_time(void)
{
    static const struct {
        const char *keys;
        bool shown;
    } cases[] = {
        {"", true},
        {"j j j", true},
        {"j j j j j j j j j j j j j j", true},
        {"j j j j j j j j j j j j j j j", false},
        {"Esc", false},
        {"w", false},
        {"/ f o u n d Enter", true},
        {"/ f o u n d Esc", true},
        {"/ f o u n d Enter Esc", false},
        {"4 0 4", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        start_with(registry, 2, 80, 24);
        panes_read(&panes, &app);
        int bottom = panes.bottom;
        driver_press(&app, cases[i].keys);
        panes_read(&panes, &app);
        CHECK_MSG(panes.bottom == (cases[i].shown ? bottom : bottom + 1), "\"%s\"", cases[i].keys);
        struct strbuf under = STRBUF_INIT;
        panes_put_row(&panes.frame, bottom, &under);
        CHECK_MSG((strncmp(strbuf_str(&under), "! broken.json", 13) == 0) == cases[i].shown,
                  "\"%s\": %s", cases[i].keys, strbuf_str(&under));
        strbuf_clear(&under);
        driver_press(&app, strcmp(cases[i].keys, "w") == 0 ? "" : "w");
        driver_check_has(&app, &screen, "statusbrowse: warnings"); /* it can be read again */
    }
}

static void what_is_shown_can_be_copied(void)
{
    static const struct {
        const char *keys, *copied;
    } cases[] = {
        {"4 0 4 y c", "404 Not Found"},
        {"4 0 4 y y", "404 Not Found"},
        {"4 2 9 y u", "https://example.org/rfc6585#section-4"},
        {"h j j j y c", "4xx Client Error"},
        {"h j j j y s", "4xx Client Error: "},
        {"h j j j y t", "4xx Client Error\n400-499"},
        {"h j j j y m", "# 4xx Client Error\n\n**"},
        {"h j j j y u", "https://example.org/rfc9110#section-15.5"},
        {"4 7 1 Enter y c", "471"},
        {"4 7 1 Enter y s", "471 is not registered"},
        {"4 7 1 Enter y t", "471\n471 is not registered"},
        {"4 7 1 Enter y m", "# 471\n\n471 is not registered"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        start();
        driver_press(&app, cases[i].keys);
        CHECK_INT(app.request, REQUEST_COPY);
        CHECK(panes_are_alone(&panes, &app)); /* the menu is closed */
        const char *copied = strbuf_str(&app.request_text);
        CHECK_MSG(strncmp(copied, cases[i].copied, strlen(cases[i].copied)) == 0, "\"%s\": %s",
                  cases[i].keys, copied);
    }
}

/* Half of an address leads nowhere. */
static void a_url_is_copied_whole(void)
{
#define LONG_URL                                                                                   \
    "https://example.org/a/folder/whose/name/is/longer/than/any/row/of/a/text/of/eighty/columns/"  \
    "and-its-page.html"
    struct registry *one = support_parse(
        "{\"format\": 1, \"id\": \"one\", \"title\": \"One\", \"classes\": [], \"documents\": "
        "[{\"id\": \"Manual\", \"title\": \"Manual\", \"url\": \"" LONG_URL "\"}], \"codes\": "
        "[{\"code\": \"1\", \"owner\": \"A\", \"phrase\": \"P\", \"references\": [{\"doc\": "
        "\"Manual\"}]}]}",
        "one.json");
    static const char *const forms[] = {"y u", "y t", "y m"};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        start_with(one, 0, 40, 12);
        driver_press(&app, forms[i]);
        CHECK_HAS(strbuf_str(&app.request_text), LONG_URL);
    }
    start();
    registry_free(one);
}

static void markdown_escapes_markup_and_no_names(void)
{
    static const struct {
        const char *summary, *markdown;
    } cases[] = {
        {"proxy_read_timeout is 60 s", "**proxy_read_timeout is 60 s**"},
        {"_a_ b_ _c __d__", "**\\_a\\_ b\\_ \\_c \\_\\_d\\_\\_**"},
        {"a*b `c` <d> [e]", "**a\\*b \\`c\\` \\<d\\> \\[e\\]**"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf json = STRBUF_INIT;
        strbuf_printf(&json,
                      "{\"format\": 1, \"id\": \"e\", \"title\": \"One\", \"classes\": [], "
                      "\"codes\": [{\"code\": \"1\", \"phrase\": \"P\", \"owner\": \"IANA\", "
                      "\"registration\": \"standard\", \"summary\": \"%s\"}]}",
                      cases[i].summary);
        struct registry *one = support_parse(strbuf_str(&json), "one.json");
        start_with(one, 0, 80, 24);
        driver_press(&app, "y m");
        CHECK_HAS(strbuf_str(&app.request_text), cases[i].markdown);
        stop();
        registry_free(one);
        strbuf_clear(&json);
    }
}

static void a_class_is_copied_with_all_its_codes(void)
{
    static const char *const keys[] = {"h j j j y t", "h j j j y m"};
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        start();
        driver_press(&app, keys[k]);
        for (size_t i = 0; i < registry->entry_count; i++) {
            const struct entry *entry = &registry->entries[i];
            char name[24]; /* its beginning: a long one is wrapped */
            snprintf(name, sizeof name, "%s %s", entry->code, entry->phrase);
            bool there = strstr(strbuf_str(&app.request_text), name) != NULL;
            CHECK_MSG(there == (entry->class_index == 2), "%s", name);
        }
    }
}

static void what_cannot_be_copied_says_what_can(void)
{
    static const struct walk walks[] = {
        {"h y", "classes all 200 =registry", "codes and classes can be copied: select one"},
        {"4 0 4 y Esc", "codes all 404 =404", ""},
        {"4 0 4 y q", "codes all 404 =404", ""},
    };
    CHECK_WALKS(walks);
}

static void what_happens_outside_is_left_as_a_request(void)
{
    static const struct {
        const char *keys;
        enum request request;
    } cases[] = {
        {"q", REQUEST_QUIT},           {"l q", REQUEST_QUIT},        {"Ctrl-C", REQUEST_INTERRUPT},
        {"Ctrl-Z", REQUEST_SUSPEND},   {"Ctrl-L", REQUEST_REDRAW},   {"Esc", REQUEST_NONE},
        {"/ q", REQUEST_NONE},         {"/ Ctrl-C", REQUEST_NONE},   {"? q", REQUEST_NONE},
        {"/ Ctrl-Z", REQUEST_SUSPEND}, {"? Ctrl-L", REQUEST_REDRAW}, {"4 q", REQUEST_QUIT},
        {"4 Esc", REQUEST_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        start();
        driver_press(&app, cases[i].keys);
        CHECK_MSG(app.request == cases[i].request, "%s: request %d", cases[i].keys, app.request);
    }
}

static void the_mouse_can_be_given_back_to_the_terminal(void)
{
    start();
    driver_press(&app, "m");
    CHECK(!app.mouse);
    CHECK_STR(strbuf_str(&app.message), "mouse off");
    driver_press(&app, "m");
    CHECK(app.mouse);
    driver_press(&app, "j");
    CHECK_INT(app.message_kind, MESSAGE_NONE); /* a message stays until the next key */
}

static void click(enum pane pane, int row)
{
    panes_read(&panes, &app);
    driver_press_key(&app, KEY_CLICK, panes.top[pane] + row, panes.start[pane] + 2);
}

static void a_click_selects_a_row_and_focuses_its_pane(void)
{
    start();
    click(PANE_CODES, 5);
    CHECK_STR(where(), "codes all 404 =404");
    click(PANE_CLASSES, 2);
    CHECK_STR(where(), "classes 3xx 302 =3xx");
    click(PANE_CODES, 1);
    CHECK_STR(where(), "codes 3xx 305 =305");
    click(PANE_DETAILS, 3);
    CHECK_STR(where(), "details 3xx 305 =305");
    click(PANE_CODES, 20); /* below the last row */
    CHECK_STR(where(), "codes 3xx 305 =305");
    click(PANE_CODES, 0);
    CHECK_STR(where(), "codes 3xx 302 =302");
    click(PANE_CODES, 0); /* on the selected row: as Enter */
    CHECK_STR(where(), "details 3xx 302 =302");
    click(PANE_CODES, 0); /* the focus first */
    CHECK_STR(where(), "codes 3xx 302 =302");
    click(PANE_CLASSES, 2);
    CHECK_STR(where(), "classes 3xx 302 =3xx");
    click(PANE_CLASSES, 2);
    CHECK_STR(where(), "codes 3xx 302 =302");
    click(PANE_CODES, 1);
    driver_press_key(&app, KEY_CLICK, 0, 0);
    driver_press_key(&app, KEY_CLICK, app.rows - 1, 5);
    driver_press_key(&app, KEY_CLICK, 5000, 5000);
    CHECK_STR(where(), "codes 3xx 305 =305");
}

/* Turns the wheel over the first row of a pane. */
static void turn_wheel(int key, enum pane pane)
{
    panes_read(&panes, &app);
    driver_press_key(&app, key, panes.top[pane], panes.start[pane]);
}

static void the_wheel_scrolls_only_the_pane_under_it(void)
{
    start_with(registry, 0, 80, 200);
    driver_press(&app, "4 2 9");
    char *whole = details_lines();
    start_with(registry, 0, 80, 10);
    driver_press(&app, "4 2 9");
    char *first = xstrdup(line_of(PANE_CODES, 1));
    turn_wheel(KEY_WHEEL_DOWN, PANE_DETAILS);
    CHECK_INT(details_top(whole), 3);
    CHECK_STR(line_of(PANE_CODES, 1), first);
    CHECK_INT(panes_focus(&panes), PANE_CODES);
    turn_wheel(KEY_WHEEL_UP, PANE_DETAILS);
    turn_wheel(KEY_WHEEL_UP, PANE_DETAILS);
    CHECK_INT(details_top(whole), 0);
    CHECK_STR(first, "400 Bad Request");
    turn_wheel(KEY_WHEEL_UP, PANE_CODES); /* by three of them */
    CHECK_STR(line_of(PANE_CODES, 1), "302 Found");
    CHECK_INT(details_top(whole), 0);
    free(first);
    free(whole);
}

static void a_resize_keeps_the_selection(void)
{
    static const int sizes[][2] = {{80, 24}, {40, 10}, {1, 1},  {300, 100},
                                   {19, 5},  {60, 7},  {2, 60}, {120, 34}};
    static const char *const places[] = {
        "4 5 1", "h j j", "/ f o u n d Down", "/ f o u n d Enter n", "4 7 1 Enter", "j j ?", "4 2"};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        start();
        driver_press(&app, places[i]);
        char *before = xstrdup(where());
        for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
            app_resize(&app, sizes[s][0], sizes[s][1]);
            CHECK_STR(where(), before);
        }
        free(before);
    }
    start();
    driver_press(&app, "4 2 9 ] ]");
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++)
        app_resize(&app, sizes[s][0], sizes[s][1]);
    driver_press(&app, "Enter"); /* the link may have left the window */
    CHECK_STR(where(), "details all 400 =400");
}

static void a_narrow_screen_has_the_same_keys(void)
{
    static const struct walk walks[] = {
        {"h", "classes all 200 =registry", NULL}, {"j j Enter", "codes 3xx 302 =302", NULL},
        {"Enter", "details 3xx 302 =302", NULL},  {"h h", "classes 3xx 302 =3xx", NULL},
        {"4 0 4", "codes 4xx 404 =404", NULL},
    };
    start_with(registry, 0, 40, 10);
    CHECK_JOURNEY(walks);
}

static void a_start_at_a_place_shows_it(void)
{
    start();
    browser_show_entry(&browser, registry_find(registry, "503", NULL));
    CHECK_STR(where(), "codes 5xx 503 =503");
    start();
    browser_show_class(&browser, registry, 1);
    CHECK_STR(where(), "classes 3xx 302 =3xx");
    start_with(registry, 0, 40, 12);
    browser_show_class(&browser, registry, 1);
    CHECK_STR(where(), "details 3xx 302 =3xx");
    driver_press(&app, "Esc");
    CHECK_STR(where(), "codes 3xx 302 =302");
    start();
    CHECK(select_unregistered(&browser, "471"));
    CHECK_STR(where(), "codes all none =not 471");
    CHECK(!select_unregistered(&browser, "4 7 1"));
    start();
    search_prompt_run(&browser, "found");
    CHECK_STR(where(), "codes hits 1/2 302 =302");
    start();
    search_prompt_run(&browser, "xyzzy");
    CHECK_STR(where(), "codes all 200 =200");
    CHECK_STR(strbuf_str(&app.message), "no match: xyzzy");
}

static void a_registry_without_entries_can_be_browsed(void)
{
    struct registry *empty = support_parse(
        "{\"format\": 1, \"id\": \"e\", \"title\": \"Empty\", \"classes\": [], \"codes\": []}",
        "empty.json");
    start_with(empty, 0, 80, 24);
    driver_press(&app, "j k h l G g ] [ Enter Backspace f / x Enter n N 4 Esc 4 7 Enter v ? q w "
                       "h j l Esc Tab Tab Tab");
    CHECK_STR(panes_code(&panes, &app), "");
    stop();
    registry_free(empty);
}

/* Which row of how many is selected, as the title ends with it: "hit 3 of 7", "3/7". False when it
 * does not. */
static bool read_position(int *selected, int *count)
{
    struct strbuf title = STRBUF_INIT;
    panes_put_row(&panes.frame, 0, &title);
    const char *text = strbuf_str(&title), *start = strstr(text, " of ");
    bool narrow = start == NULL;
    if (narrow)
        start = strrchr(text, '/');
    while (start != NULL && start > text && start[-1] >= '0' && start[-1] <= '9')
        start--;
    int len = -1;
    bool said = start != NULL &&
                sscanf(start, narrow ? "%d/%d%n" : "%d of %d%n", selected, count, &len) == 2 &&
                start[len] == '\0';
    strbuf_clear(&title);
    return said;
}

/* Has the codes pane the line of a code that is not registered? */
static bool has_dashed_line(void)
{
    bool has = false;
    for (int row = panes.top[PANE_CODES]; row < panes.bottom; row++)
        has = has || frame_cell(&panes.frame, row, panes.start[PANE_CODES])->role == ROLE_RULE;
    return has;
}

/* False for a code of the registry all of whose entries are hidden. */
static bool may_be_seen(const char *code)
{
    bool known = false;
    for (size_t i = 0; i < registry->entry_count; i++) {
        if (strcmp(registry->entries[i].code, code) != 0)
            continue;
        if (rows_is_visible(&browser, &registry->entries[i]))
            return true;
        known = true;
    }
    return !known;
}

static const char *broken_rule_of_codes(void)
{
    const struct entry *entry = browser_entry(&browser);
    const struct code_row *row = browser_code_row(&browser);
    int line = panes_selected(&panes, PANE_CODES), selected, count;
    bool unregistered = row != NULL && row->unregistered; /* drawn as a line */
    if ((line > 0) != (row != NULL && !unregistered) || has_dashed_line() != unregistered)
        return "the selected row of the codes is in the window";
    if (entry != NULL && strncmp(line_of(PANE_CODES, line), entry->code, strlen(entry->code)) != 0)
        return "the selected row is that of the selected entry";
    if (read_position(&selected, &count) && (selected < 1 || selected > count))
        return "the selected row is one of the list";
    bool scrolled = line > 0 && read_position(&selected, &count) && selected > line;
    int lines = panes_line_count(&panes, PANE_CODES);
    /* A line that divides the hits may leave one line over. */
    if (scrolled && lines > 1 && *line_of(PANE_CODES, lines) == '\0' &&
        *line_of(PANE_CODES, lines - 1) == '\0')
        return "the codes fill their window";
    bool values = strncmp(line_of(PANE_CODES, 0), "VALUES", 6) == 0;
    for (int i = 1; i <= lines && !values; i++) {
        char code[8] = "";
        sscanf(line_of(PANE_CODES, i), "%7[0-9.]", code);
        if (i != line && !may_be_seen(code))
            return "the rows are what may be seen";
    }
    return NULL;
}

static const char *broken_rule_of_details(void)
{
    const struct entry *entry = browser_entry(&browser);
    char code[8] = "";
    sscanf(line_of(PANE_DETAILS, 0), "%7[0-9.]", code);
    if (registry_find(registry, code, NULL) != NULL &&
        (entry == NULL || strcmp(entry->code, code) != 0))
        return "the details describe the selected entry";
    int lines = panes_line_count(&panes, PANE_DETAILS);
    const struct cell *thumb =
        frame_cell(&panes.frame, panes.bottom - 1, panes.end[PANE_DETAILS] - 1);
    if (lines > 1 && thumb->role == ROLE_RULE && *line_of(PANE_DETAILS, lines) == '\0' &&
        *line_of(PANE_DETAILS, lines - 1) == '\0')
        return "the details are inside of their text";
    return NULL;
}

/* The first rule that does not hold on the screen, or NULL. */
static const char *broken_rule(const struct view *lowest)
{
    app_settle(&app);
    app_draw(&app, &screen);
    if (!support_frame_is_sound(&screen))
        return "the screen is sound";
    if (screen.show_cursor &&
        (screen.cursor_row >= screen.rows || screen.cursor_col >= screen.cols))
        return "the cursor is on the screen";
    if ((app.message_kind != MESSAGE_NONE) != (app.message.len > 0))
        return "a message has a text";
    if (app.count == 0 || app.count > APP_MAX_VIEWS || app.views[0] != lowest)
        return "the browser is the lowest view";
    if (app.cols < APP_MIN_COLS || app.rows < APP_MIN_ROWS)
        return NULL; /* one line says that it is too small */
    panes_read(&panes, &app);
    if (panes_focus(&panes) == PANE_COUNT)
        return "a pane has the focus";
    if (panes.start[PANE_CLASSES] >= 0 && strncmp(line_of(PANE_CLASSES, 1), "All", 3) != 0 &&
        *line_of(PANE_CLASSES, panes_line_count(&panes, PANE_CLASSES)) == '\0')
        return "the classes fill their window";
    const char *rule = panes.start[PANE_CODES] >= 0 ? broken_rule_of_codes() : NULL;
    if (rule == NULL && panes.start[PANE_DETAILS] >= 0)
        rule = broken_rule_of_details();
    return rule;
}

static int random_key(unsigned *seed)
{
    static const int characters[] = {'f', 'o',  'u',    'n', 'd', ' ', 'r', 'e', '-',
                                     ':', 0xE9, 0x7AD9, '4', '0', '2', '9', '"', 0x202E};
    const size_t count = sizeof characters / sizeof characters[0];
    if (support_random(seed, 3) == 0)
        return characters[support_random(seed, (unsigned)count)];
    return keymap[support_random(seed, (unsigned)keymap_count)].key;
}

#define ESCAPES_MAX 20 /* out of a prompt or a menu on the last of the stage's cards */

static void random_keys_and_sizes_break_no_rule(void)
{
    struct frame frame = {0};
    unsigned seed = 31;
    int steps = support_is_exhaustive() ? 2000000 : 30000;
    start_with(registry, 1, 80, 24);
    const struct view *lowest = app.views[0];
    for (int i = 0; i < steps; i++) {
        int key = random_key(&seed);
        int row = (int)support_random(&seed, 30), col = (int)support_random(&seed, 90);
        if (support_random(&seed, 40) == 0)
            app_resize(&app, 1 + (int)support_random(&seed, 160),
                       1 + (int)support_random(&seed, 50));
        driver_press_key(&app, key, row, col);
        app.request = REQUEST_NONE;
        const char *rule = support_random(&seed, 2) == 0 ? broken_rule(lowest) : NULL;
        if (support_random(&seed, 8) == 0) { /* clicks find buttons */
            app_settle(&app);
            app_draw(&app, &frame);
            app.shown = &frame;
        }
        if (rule != NULL) {
            char label[KEY_LABEL_MAX];
            CHECK_MSG(false, "%s: step %d, key %s, at \"%s\" on %dx%d", rule, i,
                      key_label(key, label), where(), app.cols, app.rows);
            break;
        }
    }
    app.shown = NULL;
    app_resize(&app, 80, 24);
    for (int i = 0; i < ESCAPES_MAX && !panes_are_alone(&panes, &app); i++)
        driver_press(&app, "Esc");
    int places = count_steps("Backspace", "nothing to go back to");
    CHECK_MSG(places >= 0 && places <= HISTORY_MAX, "%d places to go back to", places);
    frame_free(&frame);
}

/* The page for newcomers names keys, which it does not know from the table of keys. */
static void the_start_page_names_the_keys_of_the_browser(void)
{
    static const struct {
        enum action action;
        const char *before;
    } cases[] = {{ACTION_SEARCH, "\n  "},
                 {ACTION_HELP, "\n  "},
                 {ACTION_THEME, "\n  "},
                 {ACTION_OPEN, "\n  "},
                 {ACTION_CANCEL, ", "}};
    struct subject subject = {.kind = SUBJECT_REGISTRY, .registry = registry};
    struct page_setup setup = {.cols = 80, .origin = "<built-in>"};
    struct doc *doc = subject_doc(&subject, &setup);
    struct strbuf text = STRBUF_INIT;
    doc_plain(doc, &text);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char buffer[KEY_LABEL_MAX], wanted[KEY_LABEL_MAX + 4];
        int key = keymap_key(CONTEXT_BROWSE, cases[i].action);
        snprintf(wanted, sizeof wanted, "%s%s", cases[i].before, key_label(key, buffer));
        CHECK_HAS(strbuf_str(&text), wanted);
    }
    strbuf_clear(&text);
    doc_free(doc);
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    registry = support_small();
    RUN(the_browser_starts_among_all_codes);
    RUN(the_start_page_names_the_keys_of_the_browser);
    RUN(moving_stops_at_the_ends);
    RUN(moving_against_the_first_class_changes_nothing);
    RUN(without_hits_n_and_N_step_through_the_codes);
    RUN(the_details_scroll_from_list_and_search);
    RUN(sections_end_with_a_word);
    RUN(the_details_are_read_with_more_room);
    RUN(the_place_in_the_details_stays_while_their_width_changes);
    RUN(focus_moves_to_the_panes_beside);
    RUN(escape_leads_one_step_back_and_never_quits);
    RUN(escape_hides_a_warning_before_it_leads_back);
    RUN(the_details_are_made_when_they_are_looked_into);
    RUN(of_letters_that_wait_only_the_last_is_searched_for);
    RUN(the_details_are_scrolled_within_their_text);
    RUN(typed_digits_go_to_a_code);
    RUN(a_code_that_is_not_registered_is_answered);
    RUN(the_place_of_an_unregistered_code_has_neighbours);
    RUN(codes_that_begin_another_wait_for_more_digits);
    RUN(links_lead_there_and_back_and_forward);
    RUN(a_link_out_of_the_class_leaves_the_class);
    RUN(what_was_typed_is_walked_like_links);
    RUN(what_was_cancelled_or_changes_nothing_is_no_place);
    RUN(of_steps_from_class_to_class_the_first_is_a_place);
    RUN(an_entry_without_links_says_so);
    RUN(the_links_of_a_class_can_be_followed);
    RUN(coming_back_selects_the_link_of_that_page);
    RUN(the_oldest_place_is_forgotten);
    RUN(tab_takes_the_value_of_a_facet);
    RUN(a_long_text_says_how_much_of_it_was_read);
    RUN(a_line_divides_the_hits);
    RUN(back_searches_again_for_the_hits_of_a_place);
    RUN(a_click_on_a_link_follows_it);
    RUN(a_title_too_long_for_its_heading_begins_the_text);
    RUN(a_family_stands_for_its_numbers_until_one_is_asked_for);
    RUN(codes_on_the_way_to_a_code_leave_no_trace);
    RUN(unofficial_codes_are_hidden_and_shown);
    RUN(a_hidden_code_that_is_asked_for_is_shown_alone);
    RUN(class_pages_list_what_is_not_hidden);
    RUN(hits_that_are_all_hidden_are_kept_for_v);
    RUN(counts_of_classes_follow_what_is_shown);
    RUN(hits_follow_what_is_typed);
    RUN(enter_keeps_the_hits_and_escape_restores_everything);
    RUN(what_is_not_found_leaves_the_place_unchanged);
    RUN(n_and_N_step_through_the_hits_and_wrap);
    RUN(earlier_searches_come_back_in_an_empty_prompt);
    RUN(the_same_search_is_remembered_once);
    RUN(the_prompt_is_a_line_that_can_be_edited);
    RUN(no_context_of_a_view_hides_a_key_of_the_next);
    RUN(every_view_can_be_left);
    RUN(redraw_and_suspend_work_in_every_view);
    RUN(the_help_opens_and_closes_and_scrolls);
    RUN(a_key_that_means_nothing_leaves_the_help_open);
    RUN(a_key_without_meaning_says_so_and_names_those_that_help);
    RUN(a_text_that_is_pasted_is_gone_to_or_searched_for);
    RUN(a_search_in_one_piece_may_have_been_typed);
    RUN(warnings_are_shown_when_there_are_any);
    RUN(a_warning_leaves_its_row_in_time);
    RUN(what_is_shown_can_be_copied);
    RUN(a_url_is_copied_whole);
    RUN(markdown_escapes_markup_and_no_names);
    RUN(a_class_is_copied_with_all_its_codes);
    RUN(what_cannot_be_copied_says_what_can);
    RUN(what_happens_outside_is_left_as_a_request);
    RUN(the_mouse_can_be_given_back_to_the_terminal);
    RUN(a_click_selects_a_row_and_focuses_its_pane);
    RUN(the_wheel_scrolls_only_the_pane_under_it);
    RUN(a_resize_keeps_the_selection);
    RUN(a_narrow_screen_has_the_same_keys);
    RUN(a_start_at_a_place_shows_it);
    RUN(a_registry_without_entries_can_be_browsed);
    RUN(random_keys_and_sizes_break_no_rule);
    stop();
    registry_free(registry);
    return check_done();
}
