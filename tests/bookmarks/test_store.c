#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bookmarks/format.h"
#include "bookmarks/store.h"
#include "support/bookmarks.h"
#include "support/check.h"
#include "support/folder.h"

#define ENTRY(code) "{\"registry\": \"http\", \"code\": \"" code "\", \"owner\": \"IANA\"}"
#define FILE_OF(entries) "{\"format\": 1, \"title\": \"T\", \"bookmarks\": [" entries "]}"

static struct bookmark_store *open_named(const char *name, struct sb_error *notice)
{
    struct bookmark_store_setup setup = {.path = folder_path_of(name)};
    return bookmark_store_open(&setup, notice);
}

static enum bookmark_result toggle(struct bookmark_store *store, const char *code,
                                   struct sb_error *err)
{
    struct bookmark_id id = support_bookmark_id(code);
    return bookmark_store_toggle(store, &id, err);
}

static enum bookmark_result note(struct bookmark_store *store, const char *code, const char *text,
                                 struct sb_error *err)
{
    struct bookmark_id id = support_bookmark_id(code);
    return bookmark_store_set_note(store, &id, text, err);
}

static const char *text_of(const struct bookmark_store *store)
{
    return support_bookmarks_text(bookmark_store_list(store));
}

/* What the file holds when it is read again. */
static void check_saved(const char *name, const char *expected)
{
    struct sb_error notice = SB_ERROR_INIT;
    struct bookmark_store_setup setup = {.path = folder_path_of(name), .read_only = true};
    struct bookmark_store *store = bookmark_store_open(&setup, &notice);
    CHECK_STR(notice.message, NULL);
    CHECK_STR(text_of(store), expected);
    sb_error_clear(&notice);
    bookmark_store_free(store);
}

static void saves_every_change(void)
{
    folder_make_home();
    struct sb_error err = SB_ERROR_INIT;
    struct bookmark_store *store = open_named("d/b.json", &err);
    struct bookmark_change undone;
    struct bookmark_id id = support_bookmark_id("500");
    bool moved;
    CHECK_INT(bookmarks_count(bookmark_store_list(store)), 0);
    CHECK_INT(toggle(store, "409", &err), BOOKMARK_SAVED);
    check_saved("d/b.json", "409");
    CHECK_INT(note(store, "500", "n", &err), BOOKMARK_SAVED);
    check_saved("d/b.json", "409 500=n");
    CHECK_INT(bookmark_store_move(store, &id, -1, &moved, &err), BOOKMARK_SAVED);
    CHECK(moved);
    check_saved("d/b.json", "500=n 409");
    CHECK_INT(bookmark_store_move(store, &id, -1, &moved, &err), BOOKMARK_SAVED);
    CHECK(!moved);
    CHECK_INT(bookmark_store_step(store, BOOKMARK_UNDO, &undone, &err), BOOKMARK_SAVED);
    CHECK_INT(undone.kind, BOOKMARK_MOVED);
    check_saved("d/b.json", "409 500=n");
    CHECK_INT(bookmark_store_step(store, BOOKMARK_REDO, &undone, &err), BOOKMARK_SAVED);
    CHECK_INT(undone.kind, BOOKMARK_MOVED);
    check_saved("d/b.json", "500=n 409");
    CHECK_INT(bookmark_store_step(store, BOOKMARK_UNDO, &undone, &err), BOOKMARK_SAVED);
    check_saved("d/b.json", "409 500=n");
    CHECK_STR(err.message, NULL);
    CHECK_INT(note(store, "500", "a\x1b", &err), BOOKMARK_REFUSED);
    CHECK_HAS(err.message, "control character");
    CHECK(!bookmark_store_unsaved(store));
    CHECK_STR(bookmark_store_path(store), "~/d/b.json");
    CHECK_INT(folder_count("d", ""), 4); /* ., .., the file and its lock */
    const char *added = bookmarks_at(bookmark_store_list(store), 0)->added;
    CHECK(added != NULL && strlen(added) == 20 && added[10] == 'T' && added[19] == 'Z');
    sb_error_clear(&err);
    bookmark_store_free(store);
    folder_remove();
}

static void undoes_nothing_with_a_word(void)
{
    folder_make_home();
    struct sb_error err = SB_ERROR_INIT;
    struct bookmark_change undone;
    struct bookmark_store *store = open_named("b.json", NULL);
    CHECK_INT(bookmark_store_step(store, BOOKMARK_UNDO, &undone, &err), BOOKMARK_REFUSED);
    CHECK_HAS(err.message, "nothing to undo");
    CHECK_INT(bookmark_store_step(store, BOOKMARK_REDO, &undone, &err), BOOKMARK_REFUSED);
    CHECK_HAS(err.message, "nothing to redo");
    sb_error_clear(&err);
    bookmark_store_free(store);
    folder_remove();
}

static void keeps_what_it_does_not_know(void)
{
    folder_make_home();
    folder_put(
        "b.json",
        "{\"format\":1,\"by\":{\"x\":[1.50,\"\\u00e9\"]},\"bookmarks\":[{\"registry\":\"smtp\","
        "\"code\":\"5.1.1\",\"owner\":\"IANA\",\"colour\":\"red\",\"added\":\"once\"}]}");
    struct bookmark_store *store = open_named("b.json", NULL);
    CHECK_INT(toggle(store, "409", NULL), BOOKMARK_SAVED);
    CHECK_HAS(folder_get("b.json"), "\"by\": {\"x\":[1.50,\"\\u00e9\"]}");
    CHECK_HAS(folder_get("b.json"), "\"registry\": \"smtp\", \"code\": \"5.1.1\"");
    CHECK_HAS(folder_get("b.json"), "\"colour\": \"red\"");
    CHECK_HAS(folder_get("b.json"), "\"added\": \"once\"");
    bookmark_store_free(store);
    folder_remove();
}

static void finds_the_default_place(void)
{
    folder_make_home();
    static const struct {
        const char *data_home, *shown; /* {} stands for the folder, ~ too */
    } rows[] = {
        {NULL, "~/.local/share/statusbrowse/bookmarks.json"},
        {"", "~/.local/share/statusbrowse/bookmarks.json"},
        {"relative", "~/.local/share/statusbrowse/bookmarks.json"},
        {"{}", "~/xdg/statusbrowse/bookmarks.json"},
    };
    struct bookmark_store_setup setup = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sb_error notice = SB_ERROR_INIT;
        unsetenv("XDG_DATA_HOME");
        if (rows[i].data_home != NULL)
            setenv("XDG_DATA_HOME",
                   strcmp(rows[i].data_home, "{}") == 0 ? folder_path_of("xdg") : rows[i].data_home,
                   1);
        struct bookmark_store *store = bookmark_store_open(&setup, &notice);
        CHECK_STR(notice.message, NULL);
        CHECK_STR(bookmark_store_path(store), rows[i].shown);
        CHECK_INT(toggle(store, "409", NULL), BOOKMARK_SAVED);
        CHECK(access(folder_path_of(rows[i].shown + 2), F_OK) == 0);
        bookmark_store_free(store);
    }
    CHECK(access("relative", F_OK) != 0);
    folder_remove();
}

static void goes_on_without_a_home(void)
{
    static const char *const homes[] = {NULL, "", "relative"};
    folder_make_home();
    struct bookmark_store_setup setup = {0};
    for (size_t i = 0; i < 3; i++) {
        struct sb_error notice = SB_ERROR_INIT, err = SB_ERROR_INIT;
        unsetenv("HOME");
        if (homes[i] != NULL)
            setenv("HOME", homes[i], 1);
        struct bookmark_store *store = bookmark_store_open(&setup, &notice);
        CHECK_HAS(notice.message, "HOME");
        CHECK(strchr(notice.message, '\n') == NULL);
        CHECK_STR(bookmark_store_path(store), NULL);
        CHECK_INT(toggle(store, "409", &err), BOOKMARK_UNSAVED);
        CHECK_HAS(err.message, "HOME");
        CHECK_STR(text_of(store), "409");
        CHECK(!bookmark_store_flush(store, &err));
        CHECK(!bookmark_store_refresh(store));
        sb_error_clear(&notice);
        sb_error_clear(&err);
        bookmark_store_free(store);
    }
    folder_remove();
}

static void says_once_what_is_in_the_way(void)
{
    folder_make_home();
    static const struct {
        const char *home, *message;
    } rows[] = {{"file", "not a directory: ~/.local"},
                {"dir", "a directory, not a regular file: ~/.local"},
                {"pipe", "a pipe, not a regular file: ~/.local"}};
    folder_put("file", "x");
    mkdir(folder_path_of("dir"), 0700);
    mkdir(folder_path_of("dir/.local"), 0700);
    mkdir(folder_path_of("dir/.local/share"), 0700);
    mkdir(folder_path_of("dir/.local/share/statusbrowse"), 0700);
    mkdir(folder_path_of("dir/.local/share/statusbrowse/bookmarks.json"), 0700);
    mkdir(folder_path_of("pipe"), 0700);
    mkdir(folder_path_of("pipe/.local"), 0700);
    mkdir(folder_path_of("pipe/.local/share"), 0700);
    mkdir(folder_path_of("pipe/.local/share/statusbrowse"), 0700);
    mkfifo(folder_path_of("pipe/.local/share/statusbrowse/bookmarks.json"), 0600);
    struct bookmark_store_setup setup = {0};
    for (size_t i = 0; i < 3; i++) {
        struct sb_error notice = SB_ERROR_INIT, err = SB_ERROR_INIT;
        setenv("HOME", folder_path_of(rows[i].home), 1);
        struct bookmark_store *store = bookmark_store_open(&setup, &notice);
        CHECK_HAS(notice.message, rows[i].message);
        CHECK(notice.message != NULL && strchr(notice.message, '\n') == NULL);
        CHECK_INT(toggle(store, "409", &err), BOOKMARK_UNSAVED);
        CHECK_HAS(err.message, rows[i].message);
        CHECK_INT(strncmp(err.message, rows[i].message, strlen(rows[i].message)), 0);
        CHECK(strstr(err.message, folder_path_of(rows[i].home)) == NULL);
        CHECK_STR(text_of(store), "409");
        sb_error_clear(&notice);
        sb_error_clear(&err);
        bookmark_store_free(store);
    }
    folder_remove();
}

static void updates_what_a_link_leads_to(void)
{
    folder_make_home();
    mkdir(folder_path_of("stow"), 0755);
    folder_put("stow/b", FILE_OF(ENTRY("409")));
    CHECK(symlink("stow/b", folder_path_of("b.json")) == 0);
    struct bookmark_store *store = open_named("b.json", NULL);
    CHECK_INT(toggle(store, "500", NULL), BOOKMARK_SAVED);
    struct stat info;
    CHECK(lstat(folder_path_of("b.json"), &info) == 0 && S_ISLNK(info.st_mode));
    check_saved("stow/b", "409 500");
    bookmark_store_free(store);
    folder_remove();
}

static void changes_nothing_when_read_only(void)
{
    folder_make_home();
    static const char lesson[] = FILE_OF(ENTRY("409"));
    static const char damaged[] = "{\"format\":1,\"bookmarks\":[" ENTRY("409");
    struct sb_error err = SB_ERROR_INIT;
    struct bookmark_change undone;
    struct bookmark_id id = support_bookmark_id("409");
    folder_put("b.json", lesson);
    struct bookmark_store_setup setup = {.path = folder_path_of("b.json"), .read_only = true};
    struct bookmark_store *store = bookmark_store_open(&setup, &err);
    CHECK_STR(err.message, NULL);
    CHECK(!bookmark_store_may_change(store, NULL));
    CHECK_STR(bookmarks_title(bookmark_store_list(store)), "T");
    CHECK_INT(toggle(store, "409", &err), BOOKMARK_REFUSED);
    CHECK_HAS(err.message, "read-only");
    CHECK_INT(note(store, "409", "n", &err), BOOKMARK_REFUSED);
    CHECK_INT(bookmark_store_move(store, &id, 1, NULL, &err), BOOKMARK_REFUSED);
    CHECK_INT(bookmark_store_step(store, BOOKMARK_UNDO, &undone, &err), BOOKMARK_REFUSED);
    CHECK_INT(bookmark_store_step(store, BOOKMARK_REDO, &undone, &err), BOOKMARK_REFUSED);
    CHECK_STR(text_of(store), "409");
    CHECK(bookmark_store_flush(store, &err));
    bookmark_store_free(store);
    folder_put("b.json", damaged);
    store = bookmark_store_open(&setup, &err);
    CHECK_HAS(err.message, "b.json: damaged; 1 bookmark could be read\n");
    CHECK_STR(text_of(store), "409");
    CHECK_STR(folder_get("b.json"), damaged);
    CHECK_INT(folder_count(".", ""), 3);
    bookmark_store_free(store);
    setup.path = folder_path_of("missing.json");
    store = bookmark_store_open(&setup, &err);
    CHECK_HAS(err.message, "no such file");
    bookmark_store_free(store);
    sb_error_clear(&err);
    folder_remove();
}

static void opens_a_later_format_read_only(void)
{
    folder_make_home();
    static const char later[] =
        "{\"format\": 2, \"bookmarks\": [" ENTRY("409") "], \"shelves\": {}}";
    struct sb_error err = SB_ERROR_INIT;
    folder_put("b.json", later);
    struct bookmark_store *store = open_named("b.json", &err);
    CHECK_HAS(err.message, "format 2");
    CHECK_HAS(err.message, "read-only");
    CHECK_STR(text_of(store), "409");
    CHECK_INT(toggle(store, "500", &err), BOOKMARK_REFUSED);
    CHECK_HAS(err.message, "later format");
    CHECK_STR(folder_get("b.json"), later);
    bookmark_store_free(store);
    /* It may also become one while it is open. */
    folder_put("b.json", FILE_OF(ENTRY("409")));
    store = open_named("b.json", NULL);
    folder_put("b.json", later);
    CHECK_INT(toggle(store, "500", &err), BOOKMARK_UNSAVED);
    CHECK_HAS(err.message, "format 2");
    CHECK_STR(text_of(store), "409 500");
    CHECK_INT(toggle(store, "501", &err), BOOKMARK_REFUSED);
    CHECK_STR(folder_get("b.json"), later);
    CHECK_INT(folder_count(".", "bad"), 0);
    sb_error_clear(&err);
    bookmark_store_free(store);
    folder_remove();
}

static void knows_a_file_that_another_window_made(void)
{
    folder_make_home();
    struct sb_error err = SB_ERROR_INIT;
    struct bookmark_store *store = open_named("b.json", NULL);
    folder_put("b.json", FILE_OF(ENTRY("409")));
    CHECK(bookmark_store_refresh(store));
    folder_put("b.json", "no bookmarks");
    CHECK_INT(toggle(store, "500", &err), BOOKMARK_SAVED);
    CHECK_HAS(err.message, "b.json.bad-1");
    check_saved("b.json", "409 500");
    sb_error_clear(&err);
    bookmark_store_free(store);
    folder_remove();
}

static void sets_a_damaged_file_aside(void)
{
    folder_make_home();
    static const char damaged[] =
        "{\"format\":1,\"bookmarks\":[" ENTRY("409") "," ENTRY("500") ",{\"re";
    struct sb_error err = SB_ERROR_INIT;
    folder_put("b.json", damaged);
    folder_put("b.json.bad-1", "earlier");
    struct bookmark_store *store = open_named("b.json", &err);
    static const char first[] =
        "~/b.json: damaged; 2 bookmarks were recovered, the damaged file is "
        "kept as ~/b.json.bad-2\n~/b.json:1:";
    CHECK_INT(strncmp(err.message, first, sizeof first - 1), 0);
    CHECK_STR(text_of(store), "409 500");
    CHECK_STR(folder_get("b.json.bad-2"), damaged);
    CHECK_STR(folder_get("b.json.bad-1"), "earlier");
    check_saved("b.json", "409 500");
    bookmark_store_free(store);
    sb_error_clear(&err);
    store = open_named("b.json", &err);
    CHECK_STR(err.message, NULL);
    /* Damage while the file is open: what the list had stays. */
    folder_put("b.json", "{\"format\":1,\"bookmarks\":[" ENTRY("777") ",");
    CHECK_INT(toggle(store, "400", &err), BOOKMARK_SAVED);
    CHECK_HAS(err.message, "b.json.bad-3");
    CHECK_INT(bookmarks_count(bookmark_store_list(store)), 4);
    CHECK_HAS(text_of(store), "777");
    bookmark_store_free(store);
    sb_error_clear(&err);
    folder_remove();
}

/* An editor or a full disk emptied it; nobody removes bookmarks so. */
static void an_emptied_file_gets_its_bookmarks_back(void)
{
    struct sb_error err = SB_ERROR_INIT;
    folder_make_home();
    folder_put("b.json", FILE_OF(ENTRY("409") "," ENTRY("500")));
    struct bookmark_store *store = open_named("b.json", &err);
    folder_put("b.json", " \n");
    CHECK(!bookmark_store_refresh(store));
    CHECK_STR(text_of(store), "409 500");
    CHECK_INT(toggle(store, "400", &err), BOOKMARK_SAVED);
    CHECK_STR(err.message, NULL);
    check_saved("b.json", "409 500 400");
    CHECK_INT(folder_count(".", "bad"), 0);
    bookmark_store_free(store);
    folder_remove();
}

static void survives_every_kind_of_damage(void)
{
    static const char *const texts[] = {
        "x",
        "[]",
        "null",
        "{}",
        "{\"format\":1}",
        "{\"format\":[],\"bookmarks\":1}",
        "{\"format\":1,\"bookmarks\":[1,null,{},[]]}",
        "\x1b]0;x\a",
        "\xFF\xFE{\"",
        "{\"format\":1,",
    };
    struct bookmark_store_setup setup = {0};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        folder_make_home();
        setenv("XDG_DATA_HOME", folder_path(), 1);
        struct sb_error notice = SB_ERROR_INIT;
        mkdir(folder_path_of("statusbrowse"), 0700);
        folder_put("statusbrowse/bookmarks.json", texts[i]);
        struct bookmark_store *store = bookmark_store_open(&setup, &notice);
        CHECK_MSG(notice.message != NULL, "%s", texts[i]);
        CHECK_HAS(notice.message, "bookmarks.json.bad-1");
        CHECK(notice.message == NULL || strchr(notice.message, '\x1b') == NULL);
        CHECK_STR(folder_get("statusbrowse/bookmarks.json.bad-1"), texts[i]);
        CHECK_INT(toggle(store, "409", NULL), BOOKMARK_SAVED);
        check_saved("statusbrowse/bookmarks.json", "409");
        sb_error_clear(&notice);
        bookmark_store_free(store);
        folder_remove();
    }
}

static void survives_truncation_at_every_byte(void)
{
    static const char text[] = FILE_OF(ENTRY("409") "," ENTRY("500"));
    folder_make_home();
    for (size_t len = 1; len < sizeof text - 1; len++) {
        struct sb_error notice = SB_ERROR_INIT;
        folder_put_bytes("b.json", text, len);
        struct bookmark_store *store = open_named("b.json", &notice);
        CHECK(notice.message != NULL);
        if (!bookmark_store_may_change(store, NULL)) {
            CHECK_INT(strlen(folder_get("b.json")), len); /* too little to know it for bookmarks */
        } else {
            CHECK_INT(strlen(folder_get("b.json.bad-1")), len);
            CHECK(unlink(folder_path_of("b.json.bad-1")) == 0);
        }
        sb_error_clear(&notice);
        bookmark_store_free(store);
    }
    folder_remove();
}

static void recovers_the_beginning_of_a_huge_file(void)
{
    folder_make_home();
    struct sb_error notice = SB_ERROR_INIT;
    struct strbuf text = STRBUF_INIT;
    struct stat info;
    strbuf_puts(&text, "{\"format\":1,\"bookmarks\":[" ENTRY("409") "," ENTRY("500"));
    strbuf_pad(&text, ' ', (size_t)10 * 1024 * 1024);
    strbuf_puts(&text, "]}");
    folder_put_bytes("b.json", text.data, text.len);
    struct bookmark_store *store = open_named("b.json", &notice);
    CHECK_HAS(notice.message, "longer than 1048576 bytes");
    CHECK_HAS(notice.message, "b.json.bad-1");
    CHECK_STR(text_of(store), "409 500");
    CHECK(stat(folder_path_of("b.json.bad-1"), &info) == 0 && (size_t)info.st_size == text.len);
    check_saved("b.json", "409 500");
    strbuf_clear(&text);
    sb_error_clear(&notice);
    bookmark_store_free(store);
    folder_remove();
}

static void leaves_a_named_file_of_another_kind_alone(void)
{
    folder_make_home();
    struct sb_error err = SB_ERROR_INIT;
    folder_put("hosts", "127.0.0.1 localhost\n");
    struct bookmark_store *store = open_named("hosts", &err);
    CHECK_HAS(err.message, "hosts: not a bookmarks file, opened read-only\n");
    CHECK(!bookmark_store_may_change(store, NULL));
    CHECK_INT(toggle(store, "409", &err), BOOKMARK_REFUSED);
    CHECK_STR(folder_get("hosts"), "127.0.0.1 localhost\n");
    CHECK_INT(folder_count(".", ""), 3);
    bookmark_store_free(store);
    /* An empty one has nothing to lose. */
    folder_put("empty", "");
    store = open_named("empty", &err);
    CHECK_INT(toggle(store, "409", &err), BOOKMARK_SAVED);
    check_saved("empty", "409");
    sb_error_clear(&err);
    bookmark_store_free(store);
    folder_remove();
}

static void saves_later_what_it_could_not_save(void)
{
    folder_make_home();
    struct sb_error err = SB_ERROR_INIT;
    folder_put("b.json", FILE_OF(ENTRY("409")));
    struct bookmark_store *store = open_named("b.json", NULL);
    int lock = open(folder_path_of("b.json.lock"), O_RDWR | O_CREAT, 0600);
    CHECK(lock >= 0 && flock(lock, LOCK_EX) == 0);
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    CHECK_INT(toggle(store, "500", &err), BOOKMARK_UNSAVED);
    clock_gettime(CLOCK_MONOTONIC, &after);
    CHECK(after.tv_sec - before.tv_sec <= 2);
    CHECK_HAS(err.message, "holds the lock");
    CHECK(bookmark_store_unsaved(store));
    CHECK_INT(note(store, "409", "n", &err), BOOKMARK_UNSAVED);
    CHECK(!bookmark_store_flush(store, &err));
    CHECK_STR(folder_get("b.json"), FILE_OF(ENTRY("409")));
    close(lock);
    CHECK(bookmark_store_flush(store, &err));
    CHECK(!bookmark_store_unsaved(store));
    check_saved("b.json", "409=n 500");
    sb_error_clear(&err);
    bookmark_store_free(store);
    folder_remove();
}

/* What is lost when the program ends now. */
static void check_unsaved(const struct bookmark_store *store, const char *expected)
{
    struct strbuf text = STRBUF_INIT;
    bookmark_store_unsaved_changes(store, &text);
    CHECK_STR(strbuf_str(&text), expected);
    strbuf_clear(&text);
}

static void reports_what_is_not_saved(void)
{
    folder_make_home();
    struct sb_error err = SB_ERROR_INIT;
    folder_put("b.json", FILE_OF(ENTRY("409") ", " ENTRY("410") ", " ENTRY("411")));
    struct bookmark_store *store = open_named("b.json", &err);
    check_unsaved(store, "");
    remove(folder_path_of("b.json"));
    mkdir(folder_path_of("b.json"), 0700);
    struct bookmark_id id = support_bookmark_id("411");
    CHECK_INT(toggle(store, "500", &err), BOOKMARK_UNSAVED);
    CHECK_STR(err.message, "a directory, not a regular file: ~/b.json");
    check_unsaved(store, "\nlost: 500 (IANA) bookmarked");
    CHECK_INT(note(store, "501", "n", &err), BOOKMARK_UNSAVED);
    CHECK_INT(note(store, "410", "m", &err), BOOKMARK_UNSAVED);
    CHECK_INT(toggle(store, "409", &err), BOOKMARK_UNSAVED);
    check_unsaved(store, "\nlost: 410 (IANA) note: m\nlost: 500 (IANA) bookmarked"
                         "\nlost: 501 (IANA) bookmarked: n\nlost: 409 (IANA) no longer bookmarked");
    CHECK_INT(bookmark_store_move(store, &id, -1, NULL, &err), BOOKMARK_UNSAVED);
    CHECK(!bookmark_store_flush(store, &err));
    check_unsaved(store, "\nlost: 410 (IANA) note: m\nlost: 500 (IANA) bookmarked"
                         "\nlost: 501 (IANA) bookmarked: n\nlost: 409 (IANA) no longer bookmarked"
                         "\nlost: the new order of the bookmarks");
    rmdir(folder_path_of("b.json"));
    CHECK(bookmark_store_flush(store, &err));
    check_unsaved(store, "");
    sb_error_clear(&err);
    bookmark_store_free(store);
    folder_remove();
}

static void writes_again_what_was_removed(void)
{
    folder_make_home();
    folder_put("b.json", FILE_OF(ENTRY("409")));
    struct bookmark_store *store = open_named("b.json", NULL);
    CHECK(unlink(folder_path_of("b.json")) == 0);
    CHECK_INT(toggle(store, "500", NULL), BOOKMARK_SAVED);
    check_saved("b.json", "409 500");
    bookmark_store_free(store);
    folder_remove();
}

/* Notes whose sum is more than a file may hold. */
static void refuses_to_write_what_it_would_not_read(void)
{
    folder_make_home();
    struct sb_error err = SB_ERROR_INIT;
    char text[BOOKMARK_NOTE_MAX + 1], code[16];
    memset(text, 'n', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    struct strbuf file = STRBUF_INIT;
    strbuf_puts(&file, "{\"format\":1,\"bookmarks\":[");
    for (int i = 0; i < 250; i++)
        strbuf_printf(&file,
                      "%s{\"registry\":\"http\",\"code\":\"%d\",\"owner\":\"o\",\"note\":\"%s\"}",
                      i > 0 ? "," : "", i, text);
    strbuf_puts(&file, "]}");
    folder_put_bytes("b.json", file.data, file.len);
    struct bookmark_store *store = open_named("b.json", &err);
    CHECK_STR(err.message, NULL);
    enum bookmark_result result = BOOKMARK_SAVED;
    int added = 0;
    while (result == BOOKMARK_SAVED && added < 20) {
        snprintf(code, sizeof code, "x%d", added++);
        result = note(store, code, text, &err);
    }
    CHECK_INT(result, BOOKMARK_REFUSED);
    CHECK_HAS(err.message, "at most 1048576");
    CHECK(!bookmark_store_unsaved(store));
    CHECK_INT(bookmarks_count(bookmark_store_list(store)), 250 + added - 1);
    struct bookmark_id id = support_bookmark_id("x0");
    CHECK_INT(bookmark_store_toggle(store, &id, &err), BOOKMARK_SAVED);
    strbuf_clear(&file);
    sb_error_clear(&err);
    bookmark_store_free(store);
    folder_remove();
}

static void takes_in_what_the_other_window_did(void)
{
    folder_make_home();
    struct bookmark_store *one = open_named("b.json", NULL), *two = open_named("b.json", NULL);
    struct bookmark_change undone;
    CHECK_INT(toggle(one, "409", NULL), BOOKMARK_SAVED);
    CHECK_STR(text_of(two), "");
    CHECK(bookmark_store_refresh(two));
    CHECK_STR(text_of(two), "409");
    CHECK(!bookmark_store_refresh(two));
    CHECK_INT(toggle(two, "500", NULL), BOOKMARK_SAVED);
    CHECK_INT(note(one, "409", "mine", NULL), BOOKMARK_SAVED);
    CHECK_STR(text_of(one), "409=mine 500");
    CHECK(!bookmark_store_refresh(one));
    /* The later change wins on the same entry. */
    CHECK_INT(note(two, "409", "later", NULL), BOOKMARK_SAVED);
    CHECK(bookmark_store_refresh(one));
    CHECK_STR(text_of(one), "409=later 500");
    CHECK_INT(toggle(one, "409", NULL), BOOKMARK_SAVED);
    CHECK_INT(note(two, "500", "n", NULL), BOOKMARK_SAVED);
    CHECK_STR(text_of(two), "500=n");
    CHECK_INT(bookmark_store_step(one, BOOKMARK_UNDO, &undone, NULL), BOOKMARK_SAVED);
    check_saved("b.json", "409=later 500=n");
    bookmark_store_free(one);
    bookmark_store_free(two);
    folder_remove();
}

static void saves_a_move_after_taking_in_another_change(void)
{
    folder_make_home();
    folder_put("b.json", FILE_OF(ENTRY("409") ", " ENTRY("410") ", " ENTRY("411")));
    struct bookmark_store *one = open_named("b.json", NULL), *two = open_named("b.json", NULL);
    int lock = open(folder_path_of("b.json.lock"), O_RDWR | O_CREAT, 0600);
    CHECK(lock >= 0 && flock(lock, LOCK_EX) == 0);
    struct bookmark_id id = support_bookmark_id("411");
    CHECK_INT(bookmark_store_move(one, &id, -2, NULL, NULL), BOOKMARK_UNSAVED);
    close(lock);
    CHECK_INT(toggle(two, "500", NULL), BOOKMARK_SAVED);
    CHECK(bookmark_store_refresh(one));
    CHECK_STR(text_of(one), "411 409 410 500");
    CHECK(bookmark_store_flush(one, NULL));
    check_saved("b.json", "411 409 410 500");
    /* What is saved is no change of one any more. */
    CHECK(bookmark_store_refresh(two));
    CHECK_INT(bookmark_store_move(two, &id, 1, NULL, NULL), BOOKMARK_SAVED);
    CHECK_INT(note(one, "500", "n", NULL), BOOKMARK_SAVED);
    check_saved("b.json", "409 411 410 500=n");
    bookmark_store_free(one);
    bookmark_store_free(two);
    folder_remove();
}

static void toggle_sixty(const char *prefix)
{
    struct bookmark_store *store = open_named("b.json", NULL);
    int failed = 0;
    for (int i = 0; i < 60; i++) {
        char code[16];
        snprintf(code, sizeof code, "%s%d", prefix, i);
        failed += toggle(store, code, NULL) != BOOKMARK_SAVED;
    }
    failed += !bookmark_store_flush(store, NULL);
    bookmark_store_free(store);
    _exit(failed != 0);
}

static void keeps_all_toggles_of_two_processes(void)
{
    folder_make_home();
    static const char *const prefixes[] = {"a", "b"};
    for (int i = 0; i < 2; i++)
        if (fork() == 0)
            toggle_sixty(prefixes[i]);
    for (int i = 0, status; i < 2; i++)
        CHECK(wait(&status) > 0 && status == 0);
    struct bookmark_store *store = open_named("b.json", NULL);
    const struct bookmarks *list = bookmark_store_list(store);
    CHECK_INT(bookmarks_count(list), 120);
    /* Each window's own are in its order. */
    for (int i = 0; i < 2; i++) {
        size_t last = 0;
        for (int k = 0; k < 60; k++) {
            char code[16];
            snprintf(code, sizeof code, "%s%d", prefixes[i], k);
            struct bookmark_id id = support_bookmark_id(code);
            size_t at = bookmarks_index(list, &id);
            CHECK(at != BOOKMARK_NONE && at >= last);
            last = at;
        }
    }
    bookmark_store_free(store);
    folder_remove();
}

int main(void)
{
    RUN(saves_every_change);
    RUN(undoes_nothing_with_a_word);
    RUN(keeps_what_it_does_not_know);
    RUN(finds_the_default_place);
    RUN(goes_on_without_a_home);
    RUN(says_once_what_is_in_the_way);
    RUN(updates_what_a_link_leads_to);
    RUN(changes_nothing_when_read_only);
    RUN(opens_a_later_format_read_only);
    RUN(knows_a_file_that_another_window_made);
    RUN(sets_a_damaged_file_aside);
    RUN(an_emptied_file_gets_its_bookmarks_back);
    RUN(survives_every_kind_of_damage);
    RUN(survives_truncation_at_every_byte);
    RUN(recovers_the_beginning_of_a_huge_file);
    RUN(leaves_a_named_file_of_another_kind_alone);
    RUN(saves_later_what_it_could_not_save);
    RUN(reports_what_is_not_saved);
    RUN(writes_again_what_was_removed);
    RUN(refuses_to_write_what_it_would_not_read);
    RUN(takes_in_what_the_other_window_did);
    RUN(saves_a_move_after_taking_in_another_change);
    RUN(keeps_all_toggles_of_two_processes);
    return check_done();
}
