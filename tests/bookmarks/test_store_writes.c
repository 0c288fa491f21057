/*
 * How often the store writes the list: each change must cost one pass over it, and no more.
 */
#include "config.h"

#include "bookmarks/format.h"

static int writes;

static void count_write(const struct bookmarks *list, struct strbuf *out)
{
    writes++;
    bookmarks_write(list, out);
}

/* The store itself, which calls the counter. */
#define bookmarks_write count_write
#include "bookmarks/store.c"
#undef bookmarks_write

#include "support/bookmarks.h"
#include "support/check.h"
#include "support/folder.h"

#define CHECK_WRITES(change, result, count)                                                        \
    do {                                                                                           \
        writes = 0;                                                                                \
        CHECK_INT((change), (result));                                                             \
        CHECK_INT(writes, (count));                                                                \
    } while (0)

static struct bookmark_store *open_store(void)
{
    folder_make_home();
    struct bookmark_store_setup setup = {.path = folder_path_of("b.json")};
    return bookmark_store_open(&setup, NULL);
}

static void writes_each_change_once(void)
{
    struct bookmark_store *store = open_store();
    struct bookmark_id a = support_bookmark_id("409"), b = support_bookmark_id("500");
    struct bookmark_change change;
    CHECK_WRITES(bookmark_store_toggle(store, &a, NULL), BOOKMARK_SAVED, 1);
    CHECK_WRITES(bookmark_store_set_note(store, &b, "a note", NULL), BOOKMARK_SAVED, 1);
    CHECK_WRITES(bookmark_store_set_note(store, &b, "a note", NULL), BOOKMARK_SAVED, 0);
    CHECK_WRITES(bookmark_store_move(store, &b, -1, NULL, NULL), BOOKMARK_SAVED, 1);
    CHECK_WRITES(bookmark_store_move(store, &b, -1, NULL, NULL), BOOKMARK_SAVED, 0);
    CHECK_WRITES(bookmark_store_toggle(store, &b, NULL), BOOKMARK_SAVED, 1);
    CHECK_WRITES(bookmark_store_step(store, BOOKMARK_UNDO, &change, NULL), BOOKMARK_SAVED, 1);
    CHECK_WRITES(bookmark_store_step(store, BOOKMARK_REDO, &change, NULL), BOOKMARK_SAVED, 1);
    CHECK_WRITES(bookmark_store_flush(store, NULL), true, 0);
    bookmark_store_free(store);
}

/* The size is known from what is written, so that a change that is refused costs no more. */
static void writes_a_refused_change_once(void)
{
    struct bookmark_store *store = open_store();
    struct bookmark_id id = support_bookmark_id("409");
    char note[BOOKMARK_NOTE_MAX + 1], code[16];
    memset(note, 'n', sizeof note - 1);
    note[sizeof note - 1] = '\0';
    struct bookmarks *large = bookmarks_new();
    for (size_t i = 0; i < BOOKMARKS_MAX_BYTES / sizeof note; i++) {
        snprintf(code, sizeof code, "%zu", i);
        struct bookmark bookmark = {.id = support_bookmark_id(code), .note = note};
        CHECK(bookmarks_append(large, &bookmark));
    }
    changes_adopt(store->changes, large);
    size_t count = bookmarks_count(store->list);
    CHECK_WRITES(bookmark_store_set_note(store, &id, note, NULL), BOOKMARK_REFUSED, 1);
    CHECK_INT(bookmarks_count(store->list), count);
    bookmark_store_free(store);
}

int main(void)
{
    RUN(writes_each_change_once);
    RUN(writes_a_refused_change_once);
    return check_done();
}
