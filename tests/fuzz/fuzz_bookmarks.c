/*
 * Bookmarks: the input is up to three files and a script, separated by NUL bytes. Each file is
 * read, whatever it is, and what was read is written and read again the same; the three are
 * merged as base, mine and theirs; the script changes the first list, and undoing takes it back.
 */
#include "config.h"

#include "bookmarks/bookmarks.h"
#include "bookmarks/changes.h"
#include "bookmarks/format.h"
#include "fuzz.h"

#define FILES 3

static void check_round_trip(const struct bookmarks *list)
{
    struct sb_error err = SB_ERROR_INIT;
    struct strbuf text = STRBUF_INIT;
    enum bookmarks_health health;
    bookmarks_write(list, &text);
    if (text.len <= BOOKMARKS_MAX_BYTES) {
        struct bookmarks *again =
            bookmarks_parse(&(struct bookmark_text){strbuf_str(&text), text.len, "written", false},
                            NULL, &health, &err);
        fuzz_check_error(&err, false);
        REQUIRE(health == BOOKMARKS_GOOD && bookmarks_equal(list, again));
        bookmarks_free(again);
    }
    strbuf_clear(&text);
}

static void check_list(const struct bookmarks *list)
{
    REQUIRE(bookmarks_count(list) <= BOOKMARKS_MAX);
    for (size_t i = 0; i < bookmarks_count(list); i++) {
        const struct bookmark *bookmark = bookmarks_at(list, i);
        REQUIRE(bookmark_id_valid(&bookmark->id));
        REQUIRE(bookmarks_find(list, &bookmark->id) == bookmark);
        REQUIRE(bookmarks_index(list, &bookmark->id) == i);
        REQUIRE(strlen(bookmark->note) <= BOOKMARK_NOTE_MAX &&
                utf8_is_plain(bookmark->note, strlen(bookmark->note)));
    }
}

static struct bookmarks *read_list(const char *text, size_t len)
{
    struct sb_error err = SB_ERROR_INIT;
    enum bookmarks_health health;
    for (int cut = 0; cut <= 1; cut++) {
        struct bookmarks *list =
            bookmarks_parse(&(struct bookmark_text){text, len, "fuzz", cut}, NULL, &health, &err);
        REQUIRE(list != NULL);
        fuzz_check_error(&err, health != BOOKMARKS_GOOD);
        sb_error_clear(&err);
        check_list(list);
        check_round_trip(list);
        if (!cut)
            return list;
        bookmarks_free(list);
    }
    return NULL;
}

static void check_merge(const struct bookmarks *base, const struct bookmarks *mine,
                        const struct bookmarks *theirs)
{
    struct bookmarks *both = bookmarks_copy(theirs), *recovered = changes_complete(base, theirs);
    changes_rebase(base, mine, both);
    check_list(both);
    check_list(recovered);
    check_round_trip(both);
    check_round_trip(recovered);
    bookmarks_free(both);
    bookmarks_free(recovered);
}

/* One of a few entries, so that steps meet. */
static struct bookmark_id some_id(unsigned byte)
{
    static const char *const codes[] = {"404", "410", "429", "x"}, *const owners[] = {"IANA", "a"};
    return (struct bookmark_id){"http", codes[byte & 3], owners[byte >> 2 & 1]};
}

/* Takes ownership of the list. */
static void run_script(struct bookmarks *list, struct fuzz_input *input)
{
    struct bookmark_changes *changes = changes_new(list);
    struct bookmarks *before = bookmarks_copy(list);
    struct bookmark_change undone;
    int steps = 0;
    while (input->at < input->end && steps < BOOKMARKS_UNDO_MAX) {
        unsigned what = fuzz_byte(input);
        struct bookmark_id id = some_id(what);
        char note[] = {(char)('a' + (what >> 3 & 3)), '\0'};
        switch (what >> 5 & 3) {
        case 0:
            changes_toggle(changes, &id, NULL, NULL);
            break;
        case 1:
            changes_set_note(changes, &id, what & 8 ? note : "", "2026-11-21T10:00:00Z", NULL);
            break;
        case 2:
            changes_move(changes, &id, what & 8 ? 1 : -1);
            break;
        default:
            if (what & 8)
                changes_step(changes, BOOKMARK_REDO, &undone);
            else
                changes_step(changes, BOOKMARK_UNDO, &undone);
        }
        steps++;
    }
    check_list(list);
    check_round_trip(list);
    while (changes_step(changes, BOOKMARK_UNDO, &undone))
        REQUIRE(--steps >= 0);
    REQUIRE(!changes_can_step(changes, BOOKMARK_UNDO));
    check_list(list);
    REQUIRE(bookmarks_equal(list, before));
    struct bookmarks *after = bookmarks_copy(list);
    while (changes_step(changes, BOOKMARK_REDO, &undone))
        check_list(list);
    while (changes_step(changes, BOOKMARK_UNDO, &undone))
        ;
    REQUIRE(bookmarks_equal(list, after));
    bookmarks_free(after);
    bookmarks_free(before);
    changes_free(changes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_start();
    struct bookmarks *lists[FILES];
    struct fuzz_input input = {data, data + size};
    for (size_t i = 0; i < FILES; i++) {
        const uint8_t *from = input.at;
        while (input.at < input.end && *input.at != '\0')
            input.at++;
        lists[i] = read_list((const char *)from, (size_t)(input.at - from));
        if (input.at < input.end)
            input.at++;
    }
    check_merge(lists[0], lists[1], lists[2]);
    run_script(lists[0], &input);
    for (size_t i = 1; i < FILES; i++)
        bookmarks_free(lists[i]);
    return 0;
}
