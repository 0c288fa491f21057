#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "bookmarks/store.h"
#include "registry/registry.h"
#include "screen/frame.h"
#include "support/bookmarks.h"
#include "support/check.h"
#include "support/driver.h"
#include "support/folder.h"
#include "support/panes.h"
#include "support/registries.h"
#include "views/browser/bookmark.h"
#include "views/browser/browser.h"
#include "views/browser/position.h"

static struct registry *registry;
static struct bookmark_store *store;
static struct app app;
static struct browser browser;
static struct panes panes;

static void start(bool read_only)
{
    struct bookmark_store_setup setup = {.path = folder_path_of("b.json"), .read_only = read_only};
    store = bookmark_store_open(&setup, NULL);
    struct browser_setup with = {.library = support_library(registry, "small.json"),
                                 .show_unofficial = true,
                                 .store = store};
    app_init(&app, false, true);
    browser_init(&browser, &app, &with);
    app_resize(&app, 120, 34);
}

static void stop(void)
{
    browser_clear(&browser);
    app_clear(&app);
    bookmark_store_free(store);
    store = NULL;
}

/* "429=note 200": the list in its order; it is in the file as well. */
static const char *list(void)
{
    char *text = xstrdup(support_bookmarks_text(bookmark_store_list(store)));
    struct bookmark_store_setup setup = {.path = folder_path_of("b.json"), .read_only = true};
    struct bookmark_store *saved = bookmark_store_open(&setup, NULL);
    const char *now = support_bookmarks_text(bookmark_store_list(saved));
    CHECK_STR(now, text);
    free(text);
    bookmark_store_free(saved);
    return now;
}

struct walk {
    const char *keys, *list, *message; /* message NULL: none */
};

static void check_walk(const struct walk *walk, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        driver_press(&app, walk[i].keys);
        const char *message = app.message_kind != MESSAGE_NONE ? strbuf_str(&app.message) : "";
        const char *want = walk[i].message != NULL ? walk[i].message : "", *now = list();
        CHECK_MSG(strcmp(now, walk[i].list) == 0, "\"%s\" gives \"%s\", not \"%s\"", walk[i].keys,
                  now, walk[i].list);
        CHECK_MSG(strcmp(message, want) == 0, "\"%s\" says \"%s\", not \"%s\"", walk[i].keys,
                  message, want);
    }
}

#define CHECK_WALK(walk) check_walk((walk), sizeof(walk) / sizeof((walk)[0]))

/* To the class of the bookmarks, and its first entry. */
static const char to_bookmarks[] = "h G l g";

static void bookmarks_are_set_and_removed_with_a_word(void)
{
    static const struct walk walk[] = {
        {"u", "", "nothing to undo"},
        {"U", "", "nothing to redo"},
        {"4 2 9 b", "429", "bookmarked (u undoes): 429 Too Many Requests"},
        {"b", "", "bookmark removed (u undoes): 429 Too Many Requests"},
        {"b e h i Enter", "429=hi", "note kept (u undoes): 429 Too Many Requests"},
        {"b", "", "bookmark and note removed (u undoes): 429 Too Many Requests"},
        {"b", "429=hi", "bookmarked (u undoes): 429 Too Many Requests"},
    };
    start(false);
    CHECK_WALK(walk);
    stop();
}

/* A word typed without a slash: its letters are commands. */
static void what_a_word_does_is_said_and_can_be_undone(void)
{
    static const struct walk forbidden[] = {
        {"f", "", "nothing to go forward to"},
        {"o", "", "no address is known for this"},
        {"r", "", "r does nothing   / searches   ? all keys"},
        {"b", "200", "bookmarked (u undoes): 200 OK"},
        {"i", "200", "i does nothing   / searches   ? all keys"},
        {"d d e n Enter", "200=n", "note kept (u undoes): 200 OK"},
        {"u u", "", "undone (U redoes), no longer bookmarked: 200 OK"},
    };
    static const struct walk timeout[] = {
        {"i", "", "i does nothing   / searches   ? all keys"},
        {"m", "", "mouse off"},
        {"e o u t Enter", "200=out", "bookmarked, with the note (u undoes): 200 OK"},
        {"u m", "", "mouse on"},
    };
    start(false);
    CHECK_WALK(forbidden);
    stop();
    start(false);
    CHECK_WALK(timeout);
    stop();
}

static void a_code_that_is_not_registered_is_no_bookmark(void)
{
    static const struct walk walk[] = {
        {"4 7 1 Enter b", "", "471 is not registered, it cannot be bookmarked"},
        {"e", "", "471 is not registered, it cannot be bookmarked"},
    };
    start(false);
    CHECK_WALK(walk);
    stop();
}

static void changes_are_undone_and_redone(void)
{
    static const struct walk walk[] = {
        {"4 2 9 b 4 0 4 e x Enter", "429 404=x",
         "bookmarked, with the note (u undoes): 404 Not Found"},
        {to_bookmarks, "429 404=x", NULL},
        {"J", "404=x 429", "moved"},
        {"g b", "429", "bookmark and note removed (u undoes): 404 Not Found"},
        {"u", "404=x 429", "undone (U redoes), bookmarked again: 404 Not Found"},
        {"u", "429 404=x", "undone (U redoes), moved back: 429 Too Many Requests"},
        {"u", "429", "undone (U redoes), no longer bookmarked: 404 Not Found"},
        {"u", "", "undone (U redoes), no longer bookmarked: 429 Too Many Requests"},
        {"u", "", "nothing to undo"},
        {"U", "429", "redone: bookmarked: 429 Too Many Requests"},
        {"Ctrl-R", "429 404=x", "redone: bookmarked: 404 Not Found"},
        {"U", "404=x 429", "redone: moved: 429 Too Many Requests"},
        {"U", "429", "redone: no longer bookmarked: 404 Not Found"},
        {"U", "429", "nothing to redo"},
        {"u g e y Enter", "404=xy 429", "note kept (u undoes): 404 Not Found"},
        {"U", "404=xy 429", "nothing to redo"},
        {"u", "404=x 429", "undone (U redoes), the note is as before: 404 Not Found"},
        {"U", "404=xy 429", "redone: note changed: 404 Not Found"},
    };
    start(false);
    CHECK_WALK(walk);
    CHECK_STR(panes_code(&panes, &app), "404"); /* what is undone or redone is selected */
    stop();
}

static void bookmarks_are_moved_among_themselves_only(void)
{
    static const struct walk walk[] = {
        {"4 2 9 b 4 0 4 b 2 0 0 b", "429 404 200", "bookmarked (u undoes): 200 OK"},
        {"J", "429 404 200", "bookmarks are ordered in the Bookmarks class"},
        {to_bookmarks, "429 404 200", NULL},
        {"K", "429 404 200", "already at the first row"},
        {"J", "404 429 200", "moved"},
        {"J", "404 200 429", "moved"},
        {"J", "404 200 429", "already at the last row"},
        {"K K", "429 404 200", "moved"},
    };
    start(false);
    CHECK_WALK(walk);
    CHECK_STR(panes_code(&panes, &app), "429");
    stop();
}

static void a_note_is_kept_cancelled_and_removed(void)
{
    static const struct walk walk[] = {
        {"4 2 9 e Enter", "", NULL},
        {"e x Esc", "", "cancelled: not bookmarked"},
        {"e x Ctrl-C", "", "cancelled: not bookmarked"},
        {"e a Space b Enter", "429=a b",
         "bookmarked, with the note (u undoes): 429 Too Many Requests"},
        {"e Enter", "429=a b", NULL},
        {"e Esc", "429=a b", NULL},
        {"e c Esc", "429=a b", "cancelled: the note is as it was"},
        {"e Alt-B x Ctrl-K Enter", "429=a x", "note kept (u undoes): 429 Too Many Requests"},
        {"e Alt-X y Enter", "429=a xy", "note kept (u undoes): 429 Too Many Requests"},
        {"e Ctrl-U Enter", "429", "note removed (u undoes): 429 Too Many Requests"},
        {"u", "429=a xy", "undone (U redoes), the note is as before: 429 Too Many Requests"},
    };
    start(false);
    CHECK_WALK(walk);
    stop();
}

static void the_note_prompt_names_its_keys_where_there_is_room(void)
{
    static const struct {
        int cols;
        const char *keys, *has;
    } cases[] = {{80, "4 2 9 e", "Enter save  Esc cancel"},
                 {40, "4 2 9 e", "Enter save  Esc cancel"},
                 {40, "4 2 9 e l a t e r Space o n", "Enter  Esc"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct frame frame = {0};
        struct strbuf text = STRBUF_INIT;
        start(false);
        app_resize(&app, cases[i].cols, 12);
        driver_press(&app, cases[i].keys);
        app_settle(&app);
        app_draw(&app, &frame);
        support_put_screen(&frame, &text);
        CHECK_HAS(strbuf_str(&text), cases[i].has);
        strbuf_clear(&text);
        frame_free(&frame);
        stop();
    }
}

/* A text without paste marks, as the decoder gives it. */
static void give_burst(const char *text)
{
    for (; *text != '\0'; text++)
        app_key(&app, &(struct key_event){.key = *text == '\n' ? KEY_ENTER : *text, .burst = true});
    app_key(&app, &(struct key_event){.key = KEY_PASTE_END});
}

static void a_burst_sets_no_bookmark_and_writes_no_note(void)
{
    static const char *const texts[] = {"be\n",     "forbidden\n",  "/x\nbe\nnote\n",
                                        "eb\nbb\n", "timeout\nb\n", "404b\n"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        start(false);
        give_burst(texts[i]);
        CHECK_STR(list(), "");
        driver_press(&app, "Esc Esc Esc Esc 4 2 9 e a");
        give_burst(texts[i]); /* into the line of a note, which only a key ends */
        CHECK_STR(list(), "");
        driver_press(&app, "Esc");
        stop();
    }
    start(false);
    driver_press(&app, "4 2 9 e");
    give_burst("two\nlines\n");
    driver_press(&app, "Enter");
    CHECK_STR(list(), "429=two lines ");
    stop();
}

static void only_codes_can_be_bookmarked(void)
{
    static const struct walk walk[] = {
        {"4 2 9 h b", "", "only codes can be bookmarked: select one of Small status codes"},
        {"j e", "", "only codes can be bookmarked: select one of 2xx Successful"},
        {"l b", "200", "bookmarked (u undoes): 200 OK"},
        {"h l 4 7 1 Enter b", "200", "471 is not registered, it cannot be bookmarked"},
        {"h b", "200", "only codes can be bookmarked: select one of 4xx Client Error"},
    };
    start(false);
    CHECK_WALK(walk);
    stop();
}

/* The later note counts, and the other one can be had back. */
static void a_note_says_that_it_replaces_another_windows(void)
{
    static const struct walk walk[] = {
        {"Enter", "429=mine",
         "note kept, another window's replaced (u undoes): 429 Too Many Requests"},
        {"u", "429=theirs", "undone (U redoes), the note is as before: 429 Too Many Requests"},
    };
    struct bookmark_id id = {registry->id, "429", "IANA"};
    start(false);
    struct bookmark_store_setup setup = {.path = folder_path_of("b.json")};
    struct bookmark_store *other = bookmark_store_open(&setup, NULL);
    driver_press(&app, "4 2 9 e m i n e");
    CHECK_INT(bookmark_store_set_note(other, &id, "theirs", NULL), BOOKMARK_SAVED);
    CHECK(bookmark_store_refresh(store)); /* as the browser does before each key */
    bookmark_list_changed(&browser);
    CHECK_WALK(walk);
    driver_press(&app, "e");
    CHECK_INT(bookmark_store_set_note(other, &id, "again", NULL), BOOKMARK_SAVED);
    CHECK(bookmark_store_refresh(store));
    bookmark_list_changed(&browser);
    driver_press(&app, "Enter"); /* nothing was typed: theirs stays */
    CHECK_INT(app.message_kind, MESSAGE_NONE);
    CHECK_STR(list(), "429=again");
    bookmark_store_free(other);
    stop();
}

static void a_note_belongs_to_the_entry_it_was_opened_for(void)
{
    struct bookmark_id id = {registry->id, "429", "IANA"};
    start(false);
    struct bookmark_store_setup setup = {.path = folder_path_of("b.json")};
    struct bookmark_store *other = bookmark_store_open(&setup, NULL);
    driver_press(&app, "4 2 9 b Esc 2 0 0 b");
    driver_press(&app, to_bookmarks);
    driver_press(&app, "e m i n e");
    CHECK(bookmark_store_refresh(other));
    CHECK_INT(bookmark_store_toggle(other, &id, NULL), BOOKMARK_SAVED); /* removed there */
    CHECK(bookmark_store_refresh(store));
    bookmark_list_changed(&browser);
    driver_press(&app, "Enter");
    CHECK_STR(list(), "200 429=mine");
    CHECK_STR(strbuf_str(&app.message),
              "bookmarked, with the note (u undoes): 429 Too Many Requests");
    bookmark_store_free(other);
    stop();
}

/* Whatever the file may hold, to open the note and to keep it changes nothing. */
static void editing_a_note_takes_nothing_out_of_it(void)
{
    char longest[BOOKMARK_NOTE_MAX + 1] = "";
    memset(longest, 'x', BOOKMARK_NOTE_MAX);
    const char *const notes[] = {
        longest,
        "\u00dcbung \u65e5\u672c\u8a9e e\u0301 \U0001f469\u200d\U0001f4bb",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "so\u00adft \u202ax\u202c \ufeff\u200b",
    };
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++) {
        struct bookmark_id id = {registry->id, "429", "IANA"};
        start(false);
        CHECK_INT(bookmark_store_set_note(store, &id, notes[i], NULL), BOOKMARK_SAVED);
        driver_press(&app, "4 2 9 e");
        driver_press(&app, "Enter");
        CHECK_STR(bookmarks_find(bookmark_store_list(store), &id)->note, notes[i]);
        driver_press(&app, "e Backspace Enter");
        const char *note = bookmarks_find(bookmark_store_list(store), &id)->note;
        size_t kept = utf8_prev(notes[i], strlen(notes[i]));
        CHECK(strlen(note) == kept && memcmp(note, notes[i], kept) == 0);
        stop();
    }
}

static void every_change_of_read_only_bookmarks_is_refused_alike(void)
{
    static const char *const changes[] = {"b", "e", "J", "K"};
    start(false);
    driver_press(&app, "4 2 9 b 4 0 4 b");
    stop();
    start(true);
    driver_press(&app, to_bookmarks);
    struct strbuf want = STRBUF_INIT;
    strbuf_printf(&want, "bookmarks are read-only: %s", bookmark_store_path(store));
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        driver_press(&app, changes[i]);
        CHECK(panes_are_alone(&panes, &app));
        CHECK_STR(strbuf_str(&app.message), strbuf_str(&want));
        CHECK_STR(list(), "429 404");
    }
    strbuf_clear(&want);
    stop();
}

/* The code of the selected row. */
static const char *selected_code(void)
{
    static char code[16];
    panes_read(&panes, &app);
    sscanf(panes_line(&panes, &app, PANE_CODES, panes_selected(&panes, PANE_CODES)), "%15s", code);
    return code;
}

/* Bookmarks of codes that the registry lacks are rows like the others. */
static void what_the_registry_lacks_is_selected_moved_and_removed_too(void)
{
    static const char *const codes[] = {"429", "701", "404", "702", "703"};
    static const struct {
        const char *keys, *list, *selected;
    } cases[] = {
        {to_bookmarks, "429 701 404 702 703", "429"},
        {"h k j l", "429 701 404 702 703",
         "429"}, /* the first row, not the first that is lacking */
        {"j j j J", "429 701 404 703 702", "702"},
        {"K", "429 701 404 702 703", "702"},
        {"e n Enter", "429 701 404 702=n 703", "702"},
        {"b", "429 701 404 703", "703"},
        {"u", "429 701 404 702=n 703", "702"},
        {"k b", "429 701 702=n 703", "702"},
        {"G b", "429 701 702=n", "702"},
    };
    start(false);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        struct bookmark_id id = {registry->id, codes[i], "IANA"};
        CHECK_INT(bookmark_store_toggle(store, &id, NULL), BOOKMARK_SAVED);
    }
    bookmark_list_changed(&browser);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        driver_press(&app, cases[i].keys);
        CHECK_MSG(strcmp(list(), cases[i].list) == 0, "\"%s\" gives %s", cases[i].keys, list());
        CHECK_MSG(strcmp(selected_code(), cases[i].selected) == 0, "\"%s\" selects %s",
                  cases[i].keys, selected_code());
    }
    stop();
}

static void the_wheel_over_what_the_registry_lacks_shows_the_selected_row(void)
{
    start(false);
    for (int code = 700; code < 720; code++) {
        char text[8];
        snprintf(text, sizeof text, "%d", code);
        struct bookmark_id id = {registry->id, text, "IANA"};
        CHECK_INT(bookmark_store_toggle(store, &id, NULL), BOOKMARK_SAVED);
    }
    bookmark_list_changed(&browser);
    app_resize(&app, 120, 10);
    driver_press(&app, to_bookmarks);
    panes_read(&panes, &app);
    driver_press_key(&app, KEY_WHEEL_DOWN, panes.top[PANE_CODES], panes.start[PANE_CODES]);
    CHECK_STR(selected_code(), "703");
    CHECK_STR(panes_line(&panes, &app, PANE_DETAILS, 0), "703");
    CHECK_HAS(panes_line(&panes, &app, PANE_DETAILS, 1), "not in this registry");
    stop();
}

/* The heading of the details and what stands below it, which the caller frees. */
static char *details(void)
{
    struct strbuf text = STRBUF_INIT;
    char *lines = panes_lines(&panes, &app, PANE_DETAILS);
    panes_put_line(&panes, PANE_DETAILS, 0, &text);
    strbuf_printf(&text, "\n%s", lines);
    free(lines);
    return strbuf_take(&text);
}

static void another_windows_change_leaves_a_page_that_says_nothing_of_it(void)
{
    static const char *const keys[] = {"h j j ]", "4 7 1 Enter"};
    struct bookmark_id id = {registry->id, "404", "IANA"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        start(false);
        driver_press(&app, keys[i]);
        char *before = details();
        CHECK_INT(bookmark_store_toggle(store, &id, NULL), BOOKMARK_SAVED);
        bookmark_list_changed(&browser);
        char *after = details();
        CHECK_MSG(strcmp(after, before) == 0, "\"%s\" leads to\n%s\nand then\n%s", keys[i], before,
                  after);
        free(before);
        free(after);
        stop();
    }
}

/* Bookmarks of other registries are not shown, but are in the list. */
static void bookmarks_of_other_registries_stand_in_no_ones_way(void)
{
    static const struct walk walk[] = {
        {to_bookmarks, "14 429 14 5 404 200 1", NULL},
        {"K", "14 429 14 5 404 200 1", "already at the first row"},
        {"J", "14 14 5 404 429 200 1", "moved"},
        {"J", "14 14 5 404 200 429 1", "moved"},
        {"J", "14 14 5 404 200 429 1", "already at the last row"},
        {"K K", "14 14 5 429 404 200 1", "moved"},
        {"u u", "14 14 5 404 200 429 1", "undone (U redoes), moved back: 429 Too Many Requests"},
        {"u", "14 14 5 404 429 200 1", "undone (U redoes), moved back: 429 Too Many Requests"},
        {"u", "14 429 14 5 404 200 1", "undone (U redoes), moved back: 429 Too Many Requests"},
    };
    static const struct bookmark_id ids[] = {
        {"grpc", "14", "gRPC"}, {"http", "429", "IANA"}, {"smtp", "14", "gRPC"},
        {"grpc", "5", "gRPC"},  {"http", "404", "IANA"}, {"http", "200", "IANA"},
        {"grpc", "1", "gRPC"},
    };
    start(false);
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        struct bookmark_id id = ids[i];
        if (strcmp(id.registry, "http") == 0)
            id.registry = registry->id;
        CHECK_INT(bookmark_store_toggle(store, &id, NULL), BOOKMARK_SAVED);
    }
    bookmark_list_changed(&browser);
    CHECK_WALK(walk);
    CHECK_STR(selected_code(), "429");
    CHECK_HAS(panes_line(&panes, &app, PANE_CODES, 3), "200 OK");
    CHECK_STR(panes_line(&panes, &app, PANE_CODES, 4), "");
    stop();
}

/* The screen as text, valid until the next call. */
static const char *screen(void)
{
    static struct strbuf text;
    struct frame frame = {0};
    app_settle(&app);
    app_draw(&app, &frame);
    strbuf_clear(&text);
    support_put_screen(&frame, &text);
    frame_free(&frame);
    return strbuf_str(&text);
}

/* What cannot be done is not offered. */
static void hints_offer_changes_where_they_are_possible(void)
{
    for (int read_only = 0; read_only < 2; read_only++) {
        static const char *const hints[] = {"e note", "J move", "b remove bookmark"};
        start(read_only != 0);
        driver_press(&app, "4 2 9 b");
        driver_press(&app, to_bookmarks);
        for (size_t i = 0; i < sizeof hints / sizeof hints[0]; i++)
            CHECK_MSG((strstr(screen(), hints[i]) == NULL) == (read_only != 0), "%s", hints[i]);
        stop();
    }
}

/* A file as a teacher hands it out: title, order and notes are shown, and search finds them. */
static void a_lesson_is_shown_and_searched(void)
{
    struct strbuf json = STRBUF_INIT;
    strbuf_printf(&json,
                  "{\"format\": 1, \"title\": \"Lesson 3\", \"bookmarks\": ["
                  "{\"registry\": \"%s\", \"code\": \"429\", \"owner\": \"IANA\", "
                  "\"note\": \"Pausenhof\"}, "
                  "{\"registry\": \"%s\", \"code\": \"701\", \"owner\": \"Acme\"}]}",
                  registry->id, registry->id);
    folder_put("b.json", strbuf_str(&json));
    start(true);
    driver_press(&app, to_bookmarks);
    CHECK_HAS(screen(), "Lesson 3 \u00b7 1 of 2");
    CHECK_HAS(screen(), "NOTE  Pausenhof");
    CHECK_HAS(screen(), "701 not in this registry");
    driver_press(&app, "h g l / p a u s e n h o f");
    CHECK_HAS(screen(), "1 of 1");
    CHECK_STR(panes_code(&panes, &app), "429");
    driver_press(&app, "Ctrl-U i s : b o o k m a r k e d Enter");
    CHECK_HAS(screen(), "hit 1 of 1");
    CHECK_STR(panes_code(&panes, &app), "429");
    CHECK_STR(folder_get("b.json"), strbuf_str(&json));
    strbuf_clear(&json);
    stop();
}

static void a_position_among_bookmarks_that_are_gone_is_no_dead_end(void)
{
    struct position position;
    struct bookmark_id id = {registry->id, "701", "IANA"}; /* not in the registry */
    start(false);
    CHECK_INT(bookmark_store_toggle(store, &id, NULL), BOOKMARK_SAVED);
    bookmark_list_changed(&browser);
    driver_press(&app, to_bookmarks);
    driver_press(&app, "l");
    panes_read(&panes, &app);
    CHECK_INT(panes_focus(&panes), PANE_DETAILS);
    browser_get_position(&browser, &position);
    driver_press(&app, "b");
    stop();
    start(false);
    browser_set_position(&browser, &position);
    CHECK_STR(panes_code(&panes, &app), "");
    panes_read(&panes, &app);
    CHECK_INT(panes_focus(&panes), PANE_CODES);
    position_clear(&position);
    stop();
}

static void without_a_store_every_key_says_so(void)
{
    struct browser_setup with = {.library = support_library(registry, "small.json")};
    app_init(&app, false, true);
    browser_init(&browser, &app, &with);
    app_resize(&app, 120, 34);
    static const struct {
        const char *key, *message;
    } cases[] = {
        {"b", "bookmarks are not available"},
        {"e", "bookmarks are not available"},
        {"J", "bookmarks are not available"},
        {"u", "nothing to undo"},
        {"U", "nothing to redo"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        driver_press(&app, cases[i].key);
        CHECK_STR(strbuf_str(&app.message), cases[i].message);
        CHECK(panes_are_alone(&panes, &app));
    }
    stop();
}

static void click(int row, int col)
{
    struct frame frame = {0};
    app.shown = &frame;
    app_settle(&app);
    app_draw(&app, &frame);
    driver_press_key(&app, KEY_CLICK, row, col);
    app.shown = NULL;
    frame_free(&frame);
}

static void a_click_on_the_star_removes_the_bookmark(void)
{
    start(false);
    driver_press(&app, "4 2 9 b 4 0 4 b");
    panes_read(&panes, &app);
    click(panes.top[PANE_DETAILS] - 1, panes.end[PANE_DETAILS] - 2);
    CHECK_STR(list(), "429");
    click(panes.top[PANE_DETAILS] - 1, panes.end[PANE_DETAILS] - 2); /* it is gone */
    CHECK_STR(list(), "429");
    stop();
}

static void a_click_elsewhere_keeps_the_note(void)
{
    start(false);
    driver_press(&app, "4 2 9 b e h i");
    panes_read(&panes, &app);
    click(app.rows - 1, 3); /* into the line itself */
    CHECK(!panes_are_alone(&panes, &app));
    click(panes.top[PANE_CLASSES] + 2, 3);
    CHECK(panes_are_alone(&panes, &app));
    panes_read(&panes, &app);
    CHECK_INT(panes_focus(&panes), PANE_CLASSES);
    CHECK_INT(panes_selected(&panes, PANE_CLASSES), 3);
    CHECK_STR(list(), "429=hi");
    stop();
}

#define RUN_IN_FOLDER(test)                                                                        \
    do {                                                                                           \
        folder_make_home();                                                                        \
        RUN(test);                                                                                 \
        folder_remove();                                                                           \
    } while (0)

int main(void)
{
    setlocale(LC_CTYPE, "");
    registry = support_small();
    RUN_IN_FOLDER(bookmarks_are_set_and_removed_with_a_word);
    RUN_IN_FOLDER(what_a_word_does_is_said_and_can_be_undone);
    RUN_IN_FOLDER(a_code_that_is_not_registered_is_no_bookmark);
    RUN_IN_FOLDER(changes_are_undone_and_redone);
    RUN_IN_FOLDER(bookmarks_are_moved_among_themselves_only);
    RUN_IN_FOLDER(a_note_is_kept_cancelled_and_removed);
    RUN_IN_FOLDER(the_note_prompt_names_its_keys_where_there_is_room);
    RUN_IN_FOLDER(a_burst_sets_no_bookmark_and_writes_no_note);
    RUN_IN_FOLDER(only_codes_can_be_bookmarked);
    RUN_IN_FOLDER(a_note_says_that_it_replaces_another_windows);
    RUN_IN_FOLDER(a_note_belongs_to_the_entry_it_was_opened_for);
    RUN_IN_FOLDER(editing_a_note_takes_nothing_out_of_it);
    RUN_IN_FOLDER(every_change_of_read_only_bookmarks_is_refused_alike);
    RUN_IN_FOLDER(what_the_registry_lacks_is_selected_moved_and_removed_too);
    RUN_IN_FOLDER(the_wheel_over_what_the_registry_lacks_shows_the_selected_row);
    RUN_IN_FOLDER(another_windows_change_leaves_a_page_that_says_nothing_of_it);
    RUN_IN_FOLDER(bookmarks_of_other_registries_stand_in_no_ones_way);
    RUN_IN_FOLDER(a_lesson_is_shown_and_searched);
    RUN_IN_FOLDER(a_position_among_bookmarks_that_are_gone_is_no_dead_end);
    RUN_IN_FOLDER(a_click_on_the_star_removes_the_bookmark);
    RUN_IN_FOLDER(a_click_elsewhere_keeps_the_note);
    RUN_IN_FOLDER(hints_offer_changes_where_they_are_possible);
    RUN(without_a_store_every_key_says_so);
    registry_free(registry);
    return check_done();
}
