#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "registry/registry.h"
#include "support/check.h"
#include "support/driver.h"
#include "support/files.h"
#include "support/panes.h"
#include "support/registries.h"
#include "support/screen.h"
#include "views/browser/browser.h"

static struct registry *registry;
static struct app app;
static struct browser browser;

static void stop(void)
{
    browser_clear(&browser);
    app_clear(&app);
}

static struct panes panes; /* of the last screen that was shown */
static struct frame frame;

static const char *const warnings[] = {
    "broken.json:1:2: not valid JSON here, expected an object\nbroken.json: more",
    "other.json: codes[0]: is missing"};

struct screen {
    const char *name; /* of the golden file */
    int cols, rows;
    const char *keys; /* pressed before the picture is taken */
    bool ascii, warned;
};

static void show(const struct screen *screen)
{
    stop();
    struct browser_setup setup = {
        .library = support_library(registry, "/usr/share/statusbrowse/small.json"),
        .warnings = warnings,
        .warning_count = screen->warned ? 2 : 0,
        .show_unofficial = true};
    app_init(&app, screen->ascii, true);
    browser_init(&browser, &app, &setup);
    app_resize(&app, screen->cols, screen->rows);
    driver_press(&app, screen->keys);
    panes_read(&panes, &app);
    app_draw(&app, &frame);
}

static const struct screen screens[] = {
    {"browse-120x34.txt", 120, 34, "4 2 9", false, false},
    {"browse-220x40.txt", 220, 40, "4 2 9", false, false},
    {"browse-80x24.txt", 80, 24, "4 2 9", false, false},
    {"browse-40x10.txt", 40, 10, "4 2 9", false, false},
    {"browse-100x30.txt", 100, 30, "4 2 9", false, false},
    {"browse-60x20.txt", 60, 20, "4 2 9", false, false},
    {"browse-59x20.txt", 59, 20, "4 2 9", false, false},
    {"browse-20x6.txt", 20, 6, "4 2 9", false, false},
    {"small-19x5.txt", 19, 5, "4 2 9", false, false},
    {"small-1x1.txt", 1, 1, "4 2 9", false, false},
    {"start-120x34.txt", 120, 34, "", false, false},
    {"classes-120x34.txt", 120, 34, "h j j j", false, false},
    {"classes-80x24.txt", 80, 24, "h", false, false},
    {"classes-40x10.txt", 40, 10, "h j j", false, false},
    {"classes-200x50.txt", 200, 50, "h j j j", false, false},
    {"details-120x34.txt", 120, 34, "4 2 9 l G", false, false},
    {"details-80x24.txt", 80, 24, "4 2 9 ] ]", false, false},
    {"reading-80x24.txt", 80, 24, "4 2 9 Enter", false, false},
    {"reading-60x20.txt", 60, 20, "/ f o u n d Enter Enter", false, false},
    {"details-40x10.txt", 40, 10, "4 2 9 l j j j", false, false},
    {"hits-120x34.txt", 120, 34, "/ f o u n d", false, false},
    {"hits-80x24.txt", 80, 24, "/ s l o w", false, false},
    {"hits-40x10.txt", 40, 10, "/ f o u n d", false, false},
    {"hits-kept-80x24.txt", 80, 24, "/ f o u n d Enter n", false, false},
    {"hits-divided-80x24.txt", 80, 24, "/ s e r v e r Space g o n e", false, false},
    {"hits-divided-60x12.txt", 60, 12, "/ s e r v e r Space g o n e", true, false},
    {"values-80x24.txt", 80, 24, "/ i s : Down", false, false},
    {"values-40x10.txt", 40, 10, "/ b y :", true, false},
    {"no-hits-80x24.txt", 80, 24, "/ x y z z y", false, false},
    {"no-hits-40x10.txt", 40, 10, "/ x y z z y", false, false},
    {"search-80x24.txt", 80, 24, "/", false, false},
    {"search-20x6.txt", 20, 6, "/", false, false},
    {"error-80x24.txt", 80, 24, "/ x y z z y Enter", false, false},
    {"goto-80x24.txt", 80, 24, "4 2", false, false},
    {"goto-40x10.txt", 40, 10, "4 2", false, false},
    {"unregistered-120x34.txt", 120, 34, "4 7 1", false, false},
    {"unregistered-80x24.txt", 80, 24, "4 7 1 Enter", false, false},
    {"unregistered-40x10.txt", 40, 10, "7 4 2 Enter", false, false},
    {"help-120x34.txt", 120, 34, "?", false, false},
    {"help-80x24.txt", 80, 24, "? j", false, false},
    {"help-40x10.txt", 40, 10, "? G", false, false},
    {"warned-80x24.txt", 80, 24, "", false, true},
    {"warned-40x10.txt", 40, 10, "", false, true},
    {"warnings-80x24.txt", 80, 24, "w", false, true},
    {"ascii-120x34.txt", 120, 34, "4 2 9", true, false},
    {"ascii-80x24.txt", 80, 24, "G k l", true, false},
    {"ascii-40x10.txt", 40, 10, "4 2 9 l", true, false},
    {"cjk-80x24.txt", 80, 24, "5 3 0", false, false},
    {"copy-80x24.txt", 80, 24, "4 2 9 y", false, false},
    {"copy-40x10.txt", 40, 10, "4 2 9 y", true, false},
    {"warning-seen-80x24.txt", 80, 24, "Esc", false, true},
    {"warning-seen-40x10.txt", 40, 10, "Esc", false, true},
    {"help-200x50.txt", 200, 50, "?", false, false},
    {"hidden-80x24.txt", 80, 24, "v j", false, false},
    {"hidden-40x12.txt", 40, 12, "v j", false, false},
    {"hidden-hits-80x24.txt", 80, 24, "v / b y : e s r i", false, false},
    {"hidden-hits-40x12.txt", 40, 12, "v / f r o z e n Enter", false, false},
    {"message-80x24.txt", 80, 24, "4 0 0 Backspace", false, false},
};

static void add_cursor(struct strbuf *out)
{
    strbuf_printf(out, "cursor %d,%d %s\n", frame.cursor_row, frame.cursor_col,
                  frame.show_cursor ? "shown" : "hidden");
}

static void screens_look_as_designed(void)
{
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++) {
        struct strbuf text = STRBUF_INIT;
        show(&screens[i]);
        support_put_screen(&frame, &text);
        CHECK_MSG(support_frame_is_sound(&frame), "%s", screens[i].name);
        CHECK_MSG(support_wide_lines(strbuf_str(&text), screens[i].cols) == 0, "%s",
                  screens[i].name);
        add_cursor(&text);
        CHECK_MSG(support_golden(screens[i].name, strbuf_str(&text)), "%s", screens[i].name);
        strbuf_clear(&text);
    }
}

/* A letter for the role of each cell, and one for each mark: what a screen is, beside what it says.
 * d dim, b badge, r rule, s strong, u summary, l label, n link, * star, k key, m message, w
 * warning, A-F accents, 1-6 bars; S selected, c selected without focus, M match, | border. */
static void add_roles(struct strbuf *out)
{
    static const char letters[] = ".dbrsuln*kmwABCDEF123456";
    for (int row = 0; row < frame.rows; row++) {
        for (int col = 0; col < frame.cols; col++) {
            const struct cell *cell = frame_cell(&frame, row, col);
            bool space = cell->len == 1 && cell->text[0] == ' ';
            strbuf_putc(out, cell->flags & CELL_SELECTED  ? 'S'
                             : cell->flags & CELL_MATCH   ? 'M'
                             : cell->flags & CELL_LINE    ? '|'
                             : space                      ? ' '
                             : cell->flags & CELL_CURRENT ? 'c'
                                                          : letters[cell->role]);
        }
        while (out->len > 0 && out->data[out->len - 1] == ' ')
            out->len--;
        strbuf_putc(out, '\n');
    }
}

static void roles_are_where_they_belong(void)
{
    static const struct screen cases[] = {
        {"roles-browse-120x34.txt", 120, 34, "4 2 9", false, false},
        {"roles-browse-80x24.txt", 80, 24, "4 2 9", false, false},
        {"roles-browse-40x10.txt", 40, 10, "4 2 9", false, false},
        {"roles-link-80x24.txt", 80, 24, "4 2 9 ] ]", false, false},
        {"roles-hits-80x24.txt", 80, 24, "/ s l o w", false, false},
        {"roles-warned-80x24.txt", 80, 24, "h j", false, true},
        {"roles-browse-200x50.txt", 200, 50, "4 2 9", false, false},
        {"roles-help-80x24.txt", 80, 24, "?", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf text = STRBUF_INIT;
        show(&cases[i]);
        add_roles(&text);
        CHECK_MSG(support_golden(cases[i].name, strbuf_str(&text)), "%s", cases[i].name);
        strbuf_clear(&text);
    }
}

static bool row_begins_with_selection(int row, int col)
{
    const struct cell *cell = frame_cell(&frame, row, col);
    return cell->len == 3 && memcmp(cell->text, "\u2588", 3) == 0;
}

static void the_cursor_is_on_the_selected_row(void)
{
    static const char *const keys[] = {"",    "j j", "G",     "h",
                                       "h j", "h G", "4 2 9", "/ f o u n d Enter n"};
    static const int sizes[][2] = {{120, 34}, {80, 24}, {40, 10}, {20, 6}, {60, 8}};
    for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++)
        for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
            show(&(struct screen){NULL, sizes[s][0], sizes[s][1], keys[i], false, false});
            CHECK_MSG(row_begins_with_selection(frame.cursor_row, frame.cursor_col),
                      "\"%s\" at %dx%d: %d,%d", keys[i], sizes[s][0], sizes[s][1], frame.cursor_row,
                      frame.cursor_col);
            CHECK(!frame.show_cursor);
        }
}

static void the_cursor_of_a_prompt_is_where_typing_goes_on(void)
{
    static const struct {
        const char *keys;
        int col;
    } cases[] = {
        {"/", 2},    {"/ a b c", 5},   {"/ a b c Left", 4}, {"/ a b c Home", 2},
        {"4 2", 14}, {"/ a Space", 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        show(&(struct screen){NULL, 80, 24, cases[i].keys, false, false});
        CHECK(frame.show_cursor);
        CHECK_INT(frame.cursor_row, 23);
        CHECK_MSG(frame.cursor_col == cases[i].col, "\"%s\": column %d", cases[i].keys,
                  frame.cursor_col);
    }
}

static void the_cursor_stays_on_the_screen_however_long_the_prompt(void)
{
    static const int characters[] = {'a', 0x6F22};
    for (size_t c = 0; c < 2; c++)
        for (int cols = 20; cols < 70; cols += 21) {
            show(&(struct screen){NULL, cols, 8, "/", false, false});
            for (int i = 0; i < 120; i++) {
                driver_press_key(&app, i % 9 == 8 ? KEY_LEFT : characters[c], 0, 0);
                app_settle(&app);
                app_draw(&app, &frame);
                if (frame.cursor_col < 0 || frame.cursor_col >= cols ||
                    !support_frame_is_sound(&frame))
                    CHECK_MSG(false, "column %d of %d after %d", frame.cursor_col, cols, i);
            }
        }
}

/* The text of the cells of a row that have a flag. The caller frees. */
static char *flagged(int row, int from, int to, unsigned flag)
{
    struct strbuf out = STRBUF_INIT;
    support_put_flagged(&frame, row, from, to, flag, &out);
    return strbuf_take(&out);
}

static void check_flagged(int row, int from, int to, unsigned flag, const char *want)
{
    char *got = flagged(row, from, to, flag);
    CHECK_STR(got, want);
    free(got);
}

static void the_letters_that_a_search_found_are_marked(void)
{
    static const struct {
        const char *keys, *marked;
    } cases[] = {
        {"/ f o u n d", "Found"},
        {"/ 4 2 9", "429"},
        {"/ t o o Space m a n y", "TooMany"},
        {"/ f r o z e n", "Frozen"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        show(&(struct screen){NULL, 120, 34, cases[i].keys, false, false});
        check_flagged(panes.top[PANE_CODES], panes.start[PANE_CODES], panes.end[PANE_CODES],
                      CELL_MATCH, cases[i].marked);
    }
    show(&(struct screen){NULL, 120, 34, "/ f o u n d Esc", false, false});
    for (int row = 0; row < frame.rows; row++)
        check_flagged(row, 0, frame.cols, CELL_MATCH, "");
}

/* The bottom line as text. */
static char *bottom_line(void)
{
    struct strbuf out = STRBUF_INIT;
    for (int col = 0; col < frame.cols; col++)
        support_add_cell(&frame, app.rows - 1, col, &out);
    return strbuf_take(&out);
}

static void an_empty_prompt_names_the_facets_where_there_is_room(void)
{
    static const struct {
        int cols;
        const char *keys, *has, *has_not;
    } cases[] = {
        {120, "/", "words, a code, or class: rfc: header: by: is: -word", "??"},
        {40, "/", "class: rfc: header: by: is: -word", "words,"},
        {30, "/", " /  ", "class:"},
        {120, "/ x", "/x", "class:"},
        {120, "/ i s : x", "is:x is not known; there is cacheable", "words,"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        show(&(struct screen){NULL, cases[i].cols, 34, cases[i].keys, false, false});
        char *line = bottom_line();
        CHECK_HAS(line, cases[i].has);
        CHECK(strstr(line, cases[i].has_not) == NULL);
        free(line);
    }
}

static void ascii_marks_the_same_letters(void)
{
    show(&(struct screen){NULL, 120, 34, "/ f r o z e n", true, false});
    check_flagged(panes.top[PANE_CODES], panes.start[PANE_CODES], panes.end[PANE_CODES], CELL_MATCH,
                  "Frozen");
}

/* Selected cells are nowhere but in these two rows. */
static void check_only_selected(int heading_row, int selected_row)
{
    for (int i = 0; i < frame.rows; i++)
        if (i != heading_row && i != selected_row)
            check_flagged(i, 0, frame.cols, CELL_SELECTED, "");
}

static void the_focused_pane_is_marked_by_its_heading_and_its_row(void)
{
    show(&(struct screen){NULL, 120, 34, "4 0 4", false, false});
    char *row =
        flagged(frame.cursor_row, panes.start[PANE_CODES], panes.end[PANE_CODES], CELL_SELECTED);
    CHECK_HAS(row, "404 Not Found");
    free(row);
    check_flagged(1, 0, frame.cols, CELL_SELECTED, "\u25b8CODES ");
    check_only_selected(1, frame.cursor_row);
    driver_press(&app, "l");
    app_settle(&app);
    app_draw(&app, &frame);
    check_flagged(1, 0, frame.cols, CELL_SELECTED, "\u25b8404 Not Found ");
    check_only_selected(1, -1);
}

static void the_selected_row_of_another_pane_stands_out(void)
{
    show(&(struct screen){NULL, 120, 34, "4 0 4 l", false, false});
    for (int row = 2; row < frame.rows; row++) {
        char *current = flagged(row, 24, 64, CELL_CURRENT);
        CHECK((strncmp(current, "404 Not Found", 13) == 0) == (current[0] != '\0'));
        free(current);
    }
    char *class = flagged(2, 0, 24, CELL_CURRENT);
    CHECK_HAS(class, "All");
    free(class);
}

static void bars_tell_the_class(void)
{
    show(&(struct screen){NULL, 120, 34, "4 2 9", false, false});
    for (int row = 2; row < frame.rows - 1; row++) {
        const struct cell *bar = frame_cell(&frame, row, 24), *code = frame_cell(&frame, row, 25);
        bool classed = code->text[0] >= '2' && code->text[0] <= '5';
        CHECK_MSG(classed == (bar->role >= ROLE_BAR), "row %d", row);
        if (classed)
            CHECK_INT(bar->role, role_bar((size_t)(code->text[0] - '2')));
    }
}

static void the_selected_link_is_marked(void)
{
    show(&(struct screen){NULL, 120, 34, "4 2 9 ]", false, false});
    check_flagged(frame.cursor_row, 0, frame.cols, CELL_SELECTED, "503");
    check_flagged(frame.cursor_row, frame.cursor_col - 3, frame.cursor_col + 1, CELL_SELECTED,
                  "503");
}

static void focus_shows_without_colour_and_attributes(void)
{
    struct strbuf texts[PANE_COUNT] = {STRBUF_INIT, STRBUF_INIT, STRBUF_INIT};
    static const char *const keys[PANE_COUNT] = {"h", "", "l"};
    for (int i = 0; i < PANE_COUNT; i++) {
        show(&(struct screen){NULL, 80, 24, keys[i], true, false});
        support_put_screen(&frame, &texts[i]);
        for (int j = 0; j < i; j++)
            CHECK(strcmp(strbuf_str(&texts[i]), strbuf_str(&texts[j])) != 0);
    }
    for (int i = 0; i < PANE_COUNT; i++)
        strbuf_clear(&texts[i]);
}

/* What a line of the codes says. The caller frees. */
static char *code_line(int line)
{
    struct strbuf out = STRBUF_INIT;
    panes_put_line(&panes, PANE_CODES, line, &out);
    return strbuf_take(&out);
}

/* Has a line of the codes what no plain one has: marked letters, or the reason in small print? */
static bool line_explains_itself(int line)
{
    bool explains = false;
    int row = panes.top[PANE_CODES] + line - 1;
    for (int col = panes.start[PANE_CODES]; col < panes.end[PANE_CODES]; col++) {
        const struct cell *cell = frame_cell(&frame, row, col);
        explains = explains || (cell->flags & CELL_MATCH) != 0 || cell->role == ROLE_BADGE;
    }
    return explains;
}

static void every_row_of_a_hit_says_why_it_is_one(void)
{
    static const int widths[] = {40, 76, 80, 100, 120, 160};
    static const struct {
        const char *keys;
        int hits;
    } searches[] = {{"/ s l o w", 1},
                    {"/ s e r v e r Space g o n e", 5},
                    {"/ r e t r y - a f t e r", 2},
                    {"/ d e a d Space l i n k", 2}};
    for (size_t w = 0; w < sizeof widths / sizeof widths[0]; w++)
        for (size_t s = 0; s < sizeof searches / sizeof searches[0]; s++) {
            int hits = 0;
            show(&(struct screen){NULL, widths[w], 34, searches[s].keys, false, false});
            for (int line = 1; line <= panes_line_count(&panes, PANE_CODES); line++) {
                char *text = code_line(line);
                bool is_hit = text[0] >= '0' && text[0] <= '9'; /* no divider between hits */
                CHECK_MSG(!is_hit || line_explains_itself(line), "%s at %d columns: %s",
                          searches[s].keys, widths[w], text);
                hits += is_hit;
                free(text);
            }
            CHECK_INT(hits, searches[s].hits);
        }
}

/* The row of an entry among all codes, which are in the order of the registry. The caller frees. */
static char *entry_line(size_t index)
{
    const char *code = registry->entries[index].code;
    char *text = code_line((int)index + 1);
    CHECK_MSG(strncmp(text, code, strlen(code)) == 0, "\"%s\" is not the row of %s", text, code);
    return text;
}

static void every_row_shows_its_owner_or_standing(void)
{
    static const int widths[] = {60, 80, 100, 109, 110, 120};
    for (size_t w = 0; w < sizeof widths / sizeof widths[0]; w++) {
        show(&(struct screen){NULL, widths[w], 34, "", false, false});
        for (size_t i = 0; i < registry->entry_count; i++) {
            const struct entry *entry = &registry->entries[i];
            bool unofficial = entry_is_unofficial(entry);
            if (!unofficial && entry->registration == REGISTRATION_STANDARD)
                continue;
            const char *owner = unofficial ? entry->owner : registration_names[entry->registration];
            char *text = entry_line(i), badge[64];
            snprintf(badge, sizeof badge, "%.*s", widths[w] == 60 ? 4 : 63, owner);
            CHECK_HAS(text, badge);
            free(text);
        }
    }
}

static void phrases_of_unofficial_codes_are_dim(void)
{
    show(&(struct screen){NULL, 120, 34, "", false, false});
    for (size_t i = 1; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        const struct cell *cell =
            frame_cell(&frame, panes.top[PANE_CODES] + (int)i, panes.start[PANE_CODES] + 5);
        bool dim = entry_is_unofficial(entry) || entry->registration == REGISTRATION_UNUSED;
        CHECK_MSG((cell->role == ROLE_DIM) == dim, "%s %s", entry->code, entry->owner);
        free(entry_line(i));
    }
}

static void hints_follow_the_situation(void)
{
    static const struct {
        int cols;
        const char *keys, *has, *lacks;
    } cases[] = {
        {120, "", "] link", "follow"},
        {120, "h", "Enter its codes", "y copy"},
        {120, "h j j j", "y copy", "] link"},
        {120, "4 2 9 l", "] link", "follow"},
        {120, "l", "] link", "Backspace back"},
        {80, "4 2 9 l", "Esc list  Space page  } section  n next code  ] link  o RFC", "follow"},
        {80, "/ f o u n d Enter l", "n next hit", "next code"},
        {120, "4 2 9 ] Enter", "Backspace back", "Enter follow"},
        {120, "/ f o u n d Enter", "Esc leave the hits", "its codes"},
        {120, "4 7 1 Enter", "o open RFC", "b bookmark"},
        {120, "4 2 9 y", "Esc cancel", "help"},
        {120, "?", "Esc close", "quit"},
        {120, "G l", "Esc list", "open RFC"}, /* 999 has no address */
        {120, "h j", "o open RFC", "bookmark"},
        {60, "", "Enter read", "its codes"},
        {40, "", " / search  Enter read  ", "its codes"},
        {40, "h", "Enter codes", "classes"},
        {40, "l", "Esc list", "classes"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct strbuf text = STRBUF_INIT;
        show(&(struct screen){NULL, cases[i].cols, 34, cases[i].keys, false, false});
        support_put_screen(&frame, &text);
        strbuf_str(&text);
        text.data[text.len - 1] = '\0';
        const char *bottom = strrchr(text.data, '\n') + 1;
        CHECK_MSG(strstr(bottom, cases[i].has) != NULL, "\"%s\": %s", cases[i].keys, bottom);
        CHECK_MSG(strstr(bottom, cases[i].lacks) == NULL, "\"%s\": %s", cases[i].keys, bottom);
        strbuf_clear(&text);
    }
}

static void rendering_changes_no_state_and_depends_on_nothing_else(void)
{
    struct strbuf first = STRBUF_INIT, second = STRBUF_INIT;
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++) {
        struct frame fresh = {0};
        show(&screens[i]);
        strbuf_reset(&first);
        strbuf_reset(&second);
        support_put_screen(&frame, &first);
        app_settle(&app);
        app_draw(&app, &fresh);
        support_put_screen(&fresh, &second);
        CHECK_STR(strbuf_str(&second), strbuf_str(&first));
        frame_free(&fresh);
    }
    strbuf_clear(&first);
    strbuf_clear(&second);
}

static void ascii_screens_are_ascii(void)
{
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++) {
        struct screen screen = screens[i];
        screen.ascii = true;
        show(&screen);
        struct strbuf text = STRBUF_INIT;
        support_put_screen(&frame, &text);
        for (size_t at = 0; at < text.len; at++)
            if (text.data[at] != '\n' && (text.data[at] < ' ' || text.data[at] > '~')) {
                CHECK_MSG(false, "%s: byte %d", screen.name, text.data[at]);
                break;
            }
        strbuf_clear(&text);
    }
}

static void check_size(const char *keys, int cols, int rows)
{
    app_resize(&app, cols, rows);
    app_settle(&app);
    app_draw(&app, &frame);
    bool cursor = frame.cursor_row >= 0 && frame.cursor_row < rows && frame.cursor_col >= 0 &&
                  frame.cursor_col < cols;
    if (frame.cols != cols || frame.rows != rows || !cursor || !support_frame_is_sound(&frame))
        CHECK_MSG(false, "\"%s\" at %dx%d, cursor %d,%d", keys, cols, rows, frame.cursor_row,
                  frame.cursor_col);
}

/* With EXHAUSTIVE=1 in the environment all sizes; else every width and every height. */
static void every_size_has_rows_of_exactly_that_width(void)
{
    int step = support_is_exhaustive() ? 1 : 23;
    show(&(struct screen){NULL, 80, 24, "4 2 9", false, true});
    for (int cols = 1; cols <= 220; cols++)
        for (int rows = 1 + cols % step; rows <= 70; rows += step)
            check_size("4 2 9", cols, rows);
}

static void every_state_is_drawn_at_many_sizes(void)
{
    static const char *const keys[] = {"5 3 0",       "h",       "4 2 9 ] ]", "/ f o u n d",
                                       "/ x y z z y", "4 7 1",   "?",         "w",
                                       "G l",         "v h G l", "4 5 1"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        show(&(struct screen){NULL, 80, 24, keys[i], i % 2 == 1, i % 3 == 0});
        for (int cols = 1; cols <= 130; cols += cols < 22 ? 2 : 13)
            for (int rows = 1; rows <= 40; rows += rows < 9 ? 2 : 15)
                check_size(keys[i], cols, rows);
    }
}

static void a_screen_that_was_tiny_is_as_before(void)
{
    struct strbuf before = STRBUF_INIT, after = STRBUF_INIT;
    show(&(struct screen){NULL, 80, 24, "", false, false});
    support_put_screen(&frame, &before);
    app_resize(&app, 200, 60);
    app_resize(&app, 1, 1);
    app_settle(&app);
    app_draw(&app, &frame);
    app_resize(&app, 80, 24);
    app_settle(&app);
    app_draw(&app, &frame);
    support_put_screen(&frame, &after);
    CHECK_STR(strbuf_str(&after), strbuf_str(&before));
    strbuf_clear(&before);
    strbuf_clear(&after);
}

int main(void)
{
    setlocale(LC_CTYPE, "");
    registry = support_small();
    RUN(screens_look_as_designed);
    RUN(roles_are_where_they_belong);
    RUN(the_cursor_is_on_the_selected_row);
    RUN(the_cursor_of_a_prompt_is_where_typing_goes_on);
    RUN(the_cursor_stays_on_the_screen_however_long_the_prompt);
    RUN(the_letters_that_a_search_found_are_marked);
    RUN(an_empty_prompt_names_the_facets_where_there_is_room);
    RUN(ascii_marks_the_same_letters);
    RUN(the_focused_pane_is_marked_by_its_heading_and_its_row);
    RUN(the_selected_row_of_another_pane_stands_out);
    RUN(bars_tell_the_class);
    RUN(the_selected_link_is_marked);
    RUN(focus_shows_without_colour_and_attributes);
    RUN(every_row_of_a_hit_says_why_it_is_one);
    RUN(every_row_shows_its_owner_or_standing);
    RUN(phrases_of_unofficial_codes_are_dim);
    RUN(hints_follow_the_situation);
    RUN(rendering_changes_no_state_and_depends_on_nothing_else);
    RUN(ascii_screens_are_ascii);
    RUN(every_size_has_rows_of_exactly_that_width);
    RUN(every_state_is_drawn_at_many_sizes);
    RUN(a_screen_that_was_tiny_is_as_before);
    stop();
    frame_free(&panes.frame);
    frame_free(&frame);
    registry_free(registry);
    return check_done();
}
