#include "config.h"

#include <limits.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "bookmarks/bookmarks.h"
#include "bookmarks/changes.h"
#include "bookmarks/format.h"
#include "support/bookmarks.h"
#include "support/check.h"

/* --- Helpers --------------------------------------------------------------------------------- */

static uint32_t seed = 1;

/* A repeatable number below the bound. */
static unsigned pick(unsigned bound)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % bound;
}

static bool toggle(struct bookmark_changes *changes, const char *code)
{
    struct bookmark_id id = support_bookmark_id(code);
    return changes_toggle(changes, &id, NULL, NULL);
}

static bool note(struct bookmark_changes *changes, const char *code, const char *text)
{
    struct bookmark_id id = support_bookmark_id(code);
    return changes_set_note(changes, &id, text, NULL, NULL);
}

static bool move(struct bookmark_changes *changes, const char *code, int by)
{
    struct bookmark_id id = support_bookmark_id(code);
    return changes_move(changes, &id, by);
}

/* A list from a text such as "a b=note c"; bookmarks of one word. */
static struct bookmarks *list_of(const char *text)
{
    struct bookmarks *list = bookmarks_new();
    char *copy = xstrdup(text), *rest = copy;
    for (char *word = strtok_r(copy, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest)) {
        char *equals = strchr(word, '=');
        char none[] = "";
        if (equals != NULL)
            *equals++ = '\0';
        struct bookmark bookmark = {.id = support_bookmark_id(word),
                                    .note = equals != NULL ? equals : none};
        CHECK(bookmarks_append(list, &bookmark));
    }
    free(copy);
    return list;
}

static const char *written(const struct bookmarks *list)
{
    static struct strbuf text;
    strbuf_reset(&text);
    bookmarks_write(list, &text);
    return text.data;
}

static struct bookmarks *parse(const char *text, enum bookmarks_health *health,
                               struct sb_error *err)
{
    /* A copy of exactly the size, so that reading after it is noticed. */
    size_t len = strlen(text);
    char *copy = xmalloc(len);
    memcpy(copy, text, len);
    struct bookmarks *list = bookmarks_parse(copy, len, true, "b.json", health, err);
    free(copy);
    return list;
}

/* --- The list -------------------------------------------------------------------------------- */

static void toggles_and_finds(void)
{
    struct bookmark_changes *changes = changes_new(bookmarks_new());
    const struct bookmarks *list = changes_list(changes);
    struct bookmark_id id = {"http", "499", "nginx"}, shouted = {"http", "499", "NGINX"};
    struct bookmark_id esri = {"http", "499", "Esri"}, other = {"smtp", "499", "nginx"};
    CHECK(bookmarks_find(list, &id) == NULL);
    CHECK(changes_toggle(changes, &id, "2026-11-21T10:00:00Z", NULL));
    CHECK(bookmarks_find(list, &shouted) != NULL);
    CHECK_STR(bookmarks_find(list, &id)->added, "2026-11-21T10:00:00Z");
    CHECK(bookmarks_find(list, &esri) == NULL);
    CHECK(bookmarks_find(list, &other) == NULL);
    CHECK(changes_toggle(changes, &esri, NULL, NULL));
    CHECK_INT(bookmarks_index(list, &esri), 1);
    CHECK(changes_toggle(changes, &shouted, NULL, NULL));
    CHECK_INT(bookmarks_count(list), 1);
    CHECK_INT(bookmarks_index(list, &id), BOOKMARK_NONE);
    changes_free(changes);
}

/* A caller may name a bookmark by the list's own strings. */
static void takes_its_own_strings(void)
{
    struct bookmark_changes *changes = changes_new(list_of("a b=x c"));
    const struct bookmarks *list = changes_list(changes);
    CHECK(changes_set_note(changes, &bookmarks_at(list, 1)->id, bookmarks_at(list, 1)->note, NULL,
                           NULL));
    CHECK(changes_set_note(changes, &bookmarks_at(list, 0)->id, bookmarks_at(list, 1)->note, NULL,
                           NULL));
    struct bookmark_id id = bookmarks_at(list, 1)->id;
    CHECK(changes_move(changes, &id, 1));
    CHECK(changes_toggle(changes, &id, NULL, NULL));
    CHECK_STR(support_bookmarks_text(list), "a=x c");
    changes_free(changes);
}

static void moves_by_any_number_of_places(void)
{
    static const struct {
        const char *code;
        long by;
        const char *text; /* NULL: there is no such place */
    } cases[] = {
        {"a", 1, "b a c d"},   {"a", 3, "b c d a"},  {"a", 4, NULL},  {"a", -1, NULL},
        {"d", -1, "a b d c"},  {"d", -3, "d a b c"}, {"d", -4, NULL}, {"d", 1, NULL},
        {"b", 2, "a c d b"},   {"b", 0, NULL},       {"x", 1, NULL},  {"b", LONG_MAX, NULL},
        {"b", LONG_MIN, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct bookmark_changes *changes = changes_new(list_of("a b c d"));
        const struct bookmarks *list = changes_list(changes);
        struct bookmark_id id = support_bookmark_id(cases[i].code);
        struct bookmark_change undone;
        CHECK_INT(changes_move(changes, &id, cases[i].by), cases[i].text != NULL);
        CHECK_STR(support_bookmarks_text(list), cases[i].text != NULL ? cases[i].text : "a b c d");
        CHECK_INT(changes_undo(changes, &undone), cases[i].text != NULL);
        CHECK_STR(support_bookmarks_text(list), "a b c d");
        changes_free(changes);
    }
}

static void refuses_what_is_no_identity_or_note(void)
{
    struct bookmark_changes *changes = changes_new(bookmarks_new());
    const struct bookmarks *list = changes_list(changes);
    struct sb_error err = SB_ERROR_INIT;
    char long_note[BOOKMARK_NOTE_MAX + 2];
    memset(long_note, 'n', sizeof long_note - 1);
    long_note[sizeof long_note - 1] = '\0';
    CHECK(!toggle(changes, ""));
    CHECK(!toggle(changes, "4\n1"));
    CHECK(!toggle(changes, "\xFF"));
    CHECK(!note(changes, "400", "a\x1b[31m"));
    CHECK(!note(changes, "400", "\xC3"));
    struct bookmark_id id = support_bookmark_id("400");
    CHECK(!changes_set_note(changes, &id, long_note, NULL, &err));
    CHECK_HAS(err.message, "4097 bytes");
    CHECK_INT(bookmarks_count(list), 0);
    CHECK(!changes_can_undo(changes));
    long_note[BOOKMARK_NOTE_MAX] = '\0';
    CHECK(note(changes, "400", long_note));
    CHECK(note(changes, "400", "\xE2\x98\x85 \xF0\x9F\x98\x80 e\xCC\x81 \xE2\x80\xAE"));
    sb_error_clear(&err);
    changes_free(changes);
}

static void moves_within_its_ends(void)
{
    struct bookmark_changes *changes = changes_new(list_of("a b c"));
    const struct bookmarks *list = changes_list(changes);
    CHECK(!move(changes, "a", -1));
    CHECK(!move(changes, "c", 1));
    CHECK(!move(changes, "x", 1));
    CHECK(move(changes, "a", 1));
    CHECK_STR(support_bookmarks_text(list), "b a c");
    CHECK(move(changes, "a", 1));
    CHECK(move(changes, "c", -1));
    CHECK_STR(support_bookmarks_text(list), "c b a");
    changes_free(changes);
}

static void holds_as_many_as_it_says(void)
{
    struct bookmarks *list = bookmarks_new();
    struct bookmark_changes *changes = changes_new(list);
    struct sb_error err = SB_ERROR_INIT;
    char code[16];
    for (int i = 0; i < BOOKMARKS_MAX; i++) {
        snprintf(code, sizeof code, "%d", i);
        struct bookmark_id id = support_bookmark_id(code);
        struct bookmark bookmark = {.id = id, .note = code};
        if (!bookmarks_append(list, &bookmark))
            CHECK_MSG(false, "at %d", i);
    }
    struct bookmark_id id = support_bookmark_id("one more");
    CHECK(!changes_toggle(changes, &id, NULL, &err));
    CHECK_HAS(err.message, "10000");
    id = support_bookmark_id("7777");
    CHECK_INT(bookmarks_index(list, &id), 7777);
    CHECK(toggle(changes, "5"));
    CHECK(toggle(changes, "one more"));
    sb_error_clear(&err);
    changes_free(changes);
}

/* --- Undo ------------------------------------------------------------------------------------ */

static void undoes_step_by_step(void)
{
    struct bookmark_changes *changes = changes_new(list_of("a b=x c"));
    const struct bookmarks *list = changes_list(changes);
    struct bookmark_change undone;
    CHECK(note(changes, "b", "y"));
    CHECK(toggle(changes, "b"));
    CHECK(move(changes, "a", 1));
    CHECK(toggle(changes, "d"));
    CHECK(note(changes, "e", "new"));
    CHECK_STR(support_bookmarks_text(list), "c a d e=new");
    static const struct {
        enum bookmark_change_kind kind;
        const char *code, *text;
    } steps[] = {
        {BOOKMARK_ADDED, "e", "c a d"},   {BOOKMARK_ADDED, "d", "c a"},
        {BOOKMARK_MOVED, "a", "a c"},     {BOOKMARK_REMOVED, "b", "a b=y c"},
        {BOOKMARK_NOTED, "b", "a b=x c"},
    };
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        CHECK(changes_undo(changes, &undone));
        CHECK_INT(undone.kind, steps[i].kind);
        CHECK_STR(undone.id.code, steps[i].code);
        CHECK_STR(support_bookmarks_text(list), steps[i].text);
    }
    CHECK(!changes_undo(changes, &undone));
    changes_free(changes);
}

static void brings_a_note_back_with_its_bookmark(void)
{
    struct bookmark_changes *changes = changes_new(list_of("a b=keep c"));
    const struct bookmarks *list = changes_list(changes);
    CHECK(toggle(changes, "b"));
    CHECK_STR(support_bookmarks_text(list), "a c");
    CHECK(toggle(changes, "b"));
    CHECK_STR(support_bookmarks_text(list), "a b=keep c");
    changes_free(changes);
}

/* A bookmark, a note or a place, of one of the codes "a" to "h". */
static void change_at_random(struct bookmark_changes *changes)
{
    static const char *const codes[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    static const char *const notes[] = {"", "x", "y", "z"};
    const char *code = codes[pick(8)];
    switch (pick(4)) {
    case 0:
        toggle(changes, code);
        break;
    case 1:
        note(changes, code, notes[pick(4)]);
        break;
    default:
        move(changes, code, pick(2) != 0 ? 1 : -1);
    }
}

/* Any changes, undone one by one, give every list that was, backwards; and redone, forwards. */
static void undoes_and_redoes_whatever_was_done(void)
{
    enum { STEPS = 100 };
    for (int round = 0; round < 300; round++) {
        struct bookmark_changes *changes = changes_new(list_of("a b=x c"));
        const struct bookmarks *list = changes_list(changes);
        char *before[STEPS + 1];
        size_t count = 0;
        for (int i = 0; i < STEPS; i++) {
            char *was = xstrdup(support_bookmarks_text(list));
            change_at_random(changes);
            if (strcmp(was, support_bookmarks_text(list)) != 0)
                before[count++] = was;
            else
                free(was);
        }
        struct bookmark_change undone;
        before[count] = xstrdup(support_bookmarks_text(list));
        CHECK(!changes_can_redo(changes));
        size_t at = count;
        for (int i = 0; i < 3 * STEPS; i++) {
            bool back = at > 0 && (at == count || pick(2) != 0);
            if (!back && at == count)
                break;
            CHECK(back ? changes_undo(changes, &undone) : changes_redo(changes, &undone));
            at = back ? at - 1 : at + 1;
            CHECK_STR(support_bookmarks_text(list), before[at]);
        }
        while (at > 0) {
            CHECK(changes_undo(changes, &undone));
            CHECK_STR(support_bookmarks_text(list), before[--at]);
        }
        CHECK(!changes_undo(changes, &undone));
        while (at < count) {
            CHECK(changes_redo(changes, &undone));
            CHECK_STR(support_bookmarks_text(list), before[++at]);
        }
        CHECK(!changes_redo(changes, &undone));
        for (size_t i = 0; i <= count; i++)
            free(before[i]);
        changes_free(changes);
    }
}

static void redoes_until_the_next_change(void)
{
    struct bookmark_changes *changes = changes_new(list_of("a b=x c"));
    const struct bookmarks *list = changes_list(changes);
    struct bookmark_change change;
    CHECK(!changes_redo(changes, &change));
    CHECK(toggle(changes, "b"));
    CHECK(note(changes, "d", "long"));
    CHECK(changes_undo(changes, &change) && changes_undo(changes, &change));
    CHECK_STR(support_bookmarks_text(list), "a b=x c");
    CHECK(changes_redo(changes, &change));
    CHECK_INT(change.kind, BOOKMARK_REMOVED);
    CHECK_STR(change.id.code, "b");
    CHECK(changes_redo(changes, &change));
    CHECK_INT(change.kind, BOOKMARK_ADDED);
    CHECK_STR(support_bookmarks_text(list), "a c d=long");
    CHECK(!changes_can_redo(changes));
    CHECK(changes_undo(changes, &change));
    CHECK(note(changes, "c", "new")); /* what was undone is forgotten */
    CHECK(!changes_can_redo(changes));
    CHECK(!changes_redo(changes, &change));
    CHECK_STR(support_bookmarks_text(list), "a c=new");
    changes_free(changes);
}

static void forgets_the_oldest_steps(void)
{
    struct bookmark_changes *changes = changes_new(bookmarks_new());
    const struct bookmarks *list = changes_list(changes);
    struct bookmark_change undone;
    int count = 0;
    for (int i = 0; i < BOOKMARKS_UNDO_MAX + 51; i++)
        CHECK(toggle(changes, "a"));
    while (changes_undo(changes, &undone))
        count++;
    CHECK_INT(count, BOOKMARKS_UNDO_MAX);
    CHECK_STR(support_bookmarks_text(list), "a");
    changes_free(changes);
}

/* The list of another window with the changes of mine since base. */
static struct bookmarks *bookmarks_merge(const struct bookmarks *base, const struct bookmarks *mine,
                                         const struct bookmarks *theirs)
{
    struct bookmarks *merged = bookmarks_copy(theirs);
    changes_rebase(base, mine, merged);
    return merged;
}

/* What another window did stays when I undo. */
static void undoes_only_its_own(void)
{
    struct bookmarks *base = list_of("a b c");
    struct bookmark_changes *changes = changes_new(bookmarks_copy(base));
    const struct bookmarks *list = changes_list(changes);
    struct bookmark_change undone;
    CHECK(toggle(changes, "b"));
    CHECK(toggle(changes, "mine"));
    struct bookmarks *theirs = list_of("c a b theirs");
    changes_adopt(changes, bookmarks_merge(base, list, theirs));
    CHECK_STR(support_bookmarks_text(list), "c a theirs mine");
    CHECK(changes_undo(changes, &undone));
    CHECK_STR(support_bookmarks_text(list), "c a theirs");
    CHECK(changes_undo(changes, &undone));
    CHECK_STR(support_bookmarks_text(list), "c a b theirs");
    bookmarks_free(base);
    bookmarks_free(theirs);
    changes_free(changes);
}

/* Undoing a removal leaves alone what another window made of the entry since. */
static void undoes_no_note_of_another_window(void)
{
    struct bookmark_changes *changes = changes_new(list_of("a b=x"));
    const struct bookmarks *list = changes_list(changes);
    struct bookmark_change undone;
    CHECK(toggle(changes, "b"));
    struct bookmarks *theirs = list_of("a b=theirs");
    changes_adopt(changes, bookmarks_merge(list, list, theirs));
    CHECK_STR(support_bookmarks_text(list), "a b=theirs");
    CHECK(!changes_undo(changes, &undone));
    CHECK_STR(support_bookmarks_text(list), "a b=theirs");
    CHECK(!changes_can_redo(changes));
    bookmarks_free(theirs);
    changes_free(changes);
}

/* --- Merging --------------------------------------------------------------------------------- */

/* Makes the changes that a user would, to get from a list to another one. */
static void become(struct bookmark_changes *changes, const char *text)
{
    const struct bookmarks *list = changes_list(changes);
    struct bookmarks *wanted = list_of(text);
    for (size_t i = bookmarks_count(list); i > 0; i--)
        if (bookmarks_find(wanted, &bookmarks_at(list, i - 1)->id) == NULL)
            changes_toggle(changes, &bookmarks_at(list, i - 1)->id, NULL, NULL);
    for (size_t i = 0; i < bookmarks_count(wanted); i++) {
        const struct bookmark *to = bookmarks_at(wanted, i);
        if (bookmarks_find(list, &to->id) == NULL)
            changes_toggle(changes, &to->id, NULL, NULL);
        changes_set_note(changes, &to->id, to->note, NULL, NULL);
        changes_move(changes, &to->id, (long)i - (long)bookmarks_index(list, &to->id));
    }
    bookmarks_free(wanted);
}

static void merges_as_the_table_says(void)
{
    static const struct {
        const char *base, *mine, *theirs, *merged;
    } rows[] = {
        {"", "", "", ""},
        {"", "a", "b", "b a"},
        {"", "a=x", "a=y", "a=x"},
        {"", "a", "a=y", "a=y"},
        {"a", "a x", "a y", "a y x"},
        {"a b", "a b x1 x2", "a b y1 y2", "a b y1 y2 x1 x2"},
        {"a b c", "a x b c", "a b c y", "a x b c y"},
        {"a b c", "x a b c", "y a b c", "x y a b c"},
        {"a b c", "a c", "a b c", "a c"},
        {"a b c", "a b c", "a c", "a c"},
        {"a b c", "b c", "a b", "b"},
        {"a", "", "a=y", ""},
        {"a", "a=x", "", "a=x"},
        {"a", "a=x", "a=y", "a=x"},
        {"a b", "a=x b", "a b=y", "a=x b=y"},
        {"a=1", "a", "a=1", "a"},
        {"a b c", "b a c", "a b c", "b a c"},
        {"a b c", "a b c", "c b a", "c b a"},
        {"a b c d", "b a c d", "a b d c", "b a d c"},
        {"a b c", "c a b", "a b c y", "c a b y"},
        {"a b c", "b c a", "a b c y", "b c a y"},
        {"a b c", "c a b", "a b=n y", "a b=n y"},
        {"a b c", "", "", ""},
        {"a b c", "a b c", "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct bookmarks *base = list_of(rows[i].base);
        struct bookmark_changes *mine = changes_new(bookmarks_copy(base));
        struct bookmarks *theirs = list_of(rows[i].theirs);
        become(mine, rows[i].mine);
        struct bookmarks *merged = bookmarks_merge(base, changes_list(mine), theirs);
        CHECK_MSG(strcmp(support_bookmarks_text(merged), rows[i].merged) == 0,
                  "row %zu: base \"%s\" mine \"%s\" "
                  "theirs \"%s\" gives \"%s\", expected \"%s\"",
                  i, rows[i].base, rows[i].mine, rows[i].theirs, support_bookmarks_text(merged),
                  rows[i].merged);
        bookmarks_free(base);
        changes_free(mine);
        bookmarks_free(theirs);
        bookmarks_free(merged);
    }
}

/* Takes ownership of the list. Returns it after random changes. */
static struct bookmark_changes *scramble(struct bookmarks *list, unsigned steps, bool extras)
{
    static const char *const keys[] = {"a", "b", "c", "d"};
    struct bookmark_changes *changes = changes_new(list);
    while (steps-- > 0) {
        if (extras && pick(15) == 0)
            bookmark_extras_clear(bookmarks_extras(list));
        else if (extras && pick(5) == 0)
            bookmark_extras_set(bookmarks_extras(list), keys[pick(4)], pick(3) != 0 ? "1" : "2");
        else
            change_at_random(changes);
    }
    return changes;
}

/* Entry by entry: what the merge must give, whatever the order. */
static void check_merged(const struct bookmarks *base, const struct bookmarks *mine,
                         const struct bookmarks *theirs, const struct bookmarks *merged)
{
    static const char *const codes[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    for (size_t i = 0; i < 8; i++) {
        struct bookmark_id id = support_bookmark_id(codes[i]);
        const struct bookmark *b = bookmarks_find(base, &id), *m = bookmarks_find(mine, &id);
        const struct bookmark *t = bookmarks_find(theirs, &id), *r = bookmarks_find(merged, &id);
        bool i_changed = b == NULL || m == NULL ? b != m : !bookmark_equal(b, m);
        const struct bookmark *want = i_changed ? m : t;
        if (b == NULL && m == NULL)
            want = t;
        if (b == NULL && m != NULL && t != NULL && m->note[0] == '\0')
            want = t; /* both added it: their note is the only one */
        CHECK_MSG((r == NULL) == (want == NULL),
                  "%s: base \"%s\" mine \"%s\" theirs \"%s\" gives "
                  "\"%s\"",
                  codes[i], support_bookmarks_text(base), support_bookmarks_text(mine),
                  support_bookmarks_text(theirs), support_bookmarks_text(merged));
        if (r != NULL && want != NULL)
            CHECK_STR(r->note, want->note);
    }
}

static void merges_any_two_histories(void)
{
    for (int round = 0; round < 3000; round++) {
        struct bookmarks *base = bookmarks_new();
        struct bookmark_changes *changes[3] = {scramble(base, pick(20), true)};
        struct bookmarks *mine = bookmarks_copy(base), *theirs = bookmarks_copy(base);
        changes[1] = scramble(mine, pick(12), false);
        changes[2] = scramble(theirs, pick(12), true);
        struct bookmarks *merged = bookmarks_merge(base, mine, theirs);
        struct bookmarks *only_mine = bookmarks_merge(base, mine, base);
        struct bookmarks *same = bookmarks_copy(base);
        struct bookmarks *only_theirs = bookmarks_merge(base, same, theirs);
        bookmarks_free(same);
        check_merged(base, mine, theirs, merged);
        CHECK_MSG(bookmarks_equal(only_mine, mine), "base \"%s\" mine \"%s\" gives \"%s\"",
                  support_bookmarks_text(base), support_bookmarks_text(mine),
                  support_bookmarks_text(only_mine));
        CHECK_MSG(bookmarks_equal(only_theirs, theirs), "base \"%s\" theirs \"%s\" gives \"%s\"",
                  support_bookmarks_text(base), support_bookmarks_text(theirs),
                  support_bookmarks_text(only_theirs));
        for (size_t i = 0; i < 3; i++)
            changes_free(changes[i]);
        bookmarks_free(merged);
        bookmarks_free(only_mine);
        bookmarks_free(only_theirs);
    }
}

/* Two windows, a file between them, in every interleaving of three toggles each. */
static void keeps_all_toggles_in_any_interleaving(void)
{
    static const char *const codes[2][3] = {{"a", "b", "c"}, {"x", "y", "z"}};
    for (unsigned order = 0; order < 64; order++) {
        if (__builtin_popcount(order) != 3)
            continue;
        struct bookmarks *file = list_of("k=1 l"), *bases[2];
        struct bookmark_changes *changes[2];
        for (int i = 0; i < 2; i++) {
            bases[i] = bookmarks_copy(file);
            changes[i] = changes_new(bookmarks_copy(file));
        }
        size_t at[2] = {0, 0};
        for (unsigned step = 0; step < 6; step++) {
            unsigned who = order >> step & 1;
            toggle(changes[who], codes[who][at[who]++]);
            struct bookmarks *merged =
                bookmarks_merge(bases[who], changes_list(changes[who]), file);
            bookmarks_free(file);
            bookmarks_free(bases[who]);
            file = bookmarks_copy(merged);
            bases[who] = bookmarks_copy(merged);
            changes_adopt(changes[who], merged);
        }
        CHECK_MSG(bookmarks_count(file) == 8, "order %u: \"%s\"", order,
                  support_bookmarks_text(file));
        bookmarks_free(file);
        for (int i = 0; i < 2; i++) {
            bookmarks_free(bases[i]);
            changes_free(changes[i]);
        }
    }
}

static void takes_no_loss_for_a_removal(void)
{
    struct bookmarks *base = list_of("a=1 b c d"), *recovered = list_of("b=theirs new");
    bookmarks_set_title(base, "T");
    struct bookmark_changes *mine = changes_new(bookmarks_copy(base));
    become(mine, "a=1 b c e");
    struct bookmarks *merged = changes_complete(base, recovered);
    changes_rebase(base, changes_list(mine), merged);
    struct bookmark_id d = support_bookmark_id("d");
    CHECK_STR(bookmarks_title(merged), "T");
    CHECK_INT(bookmarks_count(merged), 5);
    CHECK(bookmarks_find(merged, &d) == NULL);
    CHECK_HAS(support_bookmarks_text(merged), "a=1");
    CHECK_HAS(support_bookmarks_text(merged), "b=theirs");
    CHECK_HAS(support_bookmarks_text(merged), "new");
    bookmarks_free(base);
    changes_free(mine);
    bookmarks_free(recovered);
    bookmarks_free(merged);
}

/* 10 000 entries, of which one window removes a tenth and the other moves a hundredth to the top.
 */
static void merges_long_lists_quickly(void)
{
    struct bookmarks *base = bookmarks_new(), *theirs = bookmarks_new();
    char code[16], none[] = "";
    for (int i = 0; i < BOOKMARKS_MAX; i++) {
        snprintf(code, sizeof code, "%d", i);
        struct bookmark bookmark = {.id = support_bookmark_id(code), .note = none};
        bookmarks_append(base, &bookmark);
        if (i % 10 != 0)
            bookmarks_append(theirs, &bookmark);
    }
    struct bookmarks *mine = bookmarks_copy(base);
    struct bookmark_changes *changes = changes_new(mine);
    for (int i = 1; i < BOOKMARKS_MAX; i += 100) {
        snprintf(code, sizeof code, "%d", i);
        struct bookmark_id id = support_bookmark_id(code);
        changes_move(changes, &id, -(long)bookmarks_index(mine, &id));
    }
    clock_t before = clock();
    struct bookmarks *merged = bookmarks_merge(base, mine, theirs);
    double took = (double)(clock() - before) / CLOCKS_PER_SEC;
    CHECK_MSG(took < 2, "it took %.2f s", took);
    CHECK_INT(bookmarks_count(merged), BOOKMARKS_MAX / 10 * 9);
    CHECK_STR(bookmarks_at(merged, 0)->id.code, "9901");
    CHECK_STR(bookmarks_at(merged, 100)->id.code, "2");
    bookmarks_free(base);
    changes_free(changes);
    bookmarks_free(theirs);
    bookmarks_free(merged);
}

/* --- The format ------------------------------------------------------------------------------ */

static const char good[] =
    "{\"format\":1,\"title\":\"Lesson \\u2605\",\"by\":{\"name\":\"A\\u00e9\",\"n\":[1,2.50,"
    "12345678901234567890,1e400,null,true]},\"bookmarks\":["
    "{\"registry\":\"http\",\"code\":\"409\",\"owner\":\"IANA\",\"note\":\"he will say \\\"no\\\" "
    "\\\\ \xE2"
    "\x98\x85\",\"added\":\"2026-11-21T10:00:00Z\"},"
    "{\"colour\" : \"red {\\\"}\" ,\"registry\":\"http\",\"code\":\"499\",\"owner\":\"nginx\"},"
    "{\"registry\":\"grpc\",\"code\":\"UNAVAILABLE\",\"owner\":\"gRPC\",\"note\":\"\",\"deep\":[[{}"
    "]]}]}";

static void writes_what_it_reads(void)
{
    enum bookmarks_health health;
    struct sb_error err = SB_ERROR_INIT;
    struct bookmarks *list = parse(good, &health, &err);
    CHECK_INT(health, BOOKMARKS_GOOD);
    CHECK_STR(err.message, NULL);
    CHECK_STR(
        written(list),
        "{\n  \"format\": 1,\n  \"title\": \"Lesson \xE2\x98\x85\",\n"
        "  \"by\": {\"name\":\"A\\u00e9\",\"n\":[1,2.50,12345678901234567890,1e400,null,true]},\n"
        "  \"bookmarks\": [\n"
        "    {\n"
        "      \"registry\": \"http\",\n"
        "      \"code\": \"409\",\n"
        "      \"owner\": \"IANA\",\n"
        "      \"note\": \"he will say \\\"no\\\" \\\\ \xE2\x98\x85\",\n"
        "      \"added\": \"2026-11-21T10:00:00Z\"\n"
        "    },\n"
        "    {\"registry\": \"http\", \"code\": \"499\", \"owner\": \"nginx\", \"colour\": \"red "
        "{\\\"}\"},\n"
        "    {\"registry\": \"grpc\", \"code\": \"UNAVAILABLE\", \"owner\": \"gRPC\", \"deep\": "
        "[[{}]]}\n"
        "  ]\n}\n");
    char *first = xstrdup(written(list));
    struct bookmarks *again = parse(first, &health, &err);
    CHECK_INT(health, BOOKMARKS_GOOD);
    CHECK(bookmarks_equal(list, again));
    CHECK_STR(written(again), first);
    free(first);
    bookmarks_free(list);
    bookmarks_free(again);
    list = bookmarks_new();
    CHECK_STR(written(list), "{\n  \"format\": 1,\n  \"bookmarks\": []\n}\n");
    bookmarks_free(list);
}

static void does_not_depend_on_the_locale(void)
{
    enum bookmarks_health health;
    struct bookmarks *list = parse(good, &health, NULL);
    char *plain = xstrdup(written(list));
    bookmarks_free(list);
    const char *set = setlocale(LC_ALL, "de_DE.UTF-8");
    list = parse(good, &health, NULL);
    CHECK_INT(health, BOOKMARKS_GOOD);
    CHECK_STR(written(list), plain);
    bookmarks_free(list);
    free(plain);
    if (set != NULL)
        setlocale(LC_ALL, "C");
}

#define ENTRY(code) "{\"registry\":\"http\",\"code\":\"" code "\",\"owner\":\"IANA\"}"
#define FILE_OF(entries) "{\"format\":1,\"bookmarks\":[" entries "]}"

static void recovers_what_the_table_says(void)
{
    static const struct {
        const char *text;
        enum bookmarks_health health;
        const char *list, *message;
    } rows[] = {
        {FILE_OF(""), BOOKMARKS_GOOD, "", NULL},
        {"\xEF\xBB\xBF" FILE_OF(ENTRY("1")), BOOKMARKS_GOOD, "1", NULL},
        {" \r\n" FILE_OF(ENTRY("1")) "\r\n\t ", BOOKMARKS_GOOD, "1", NULL},
        {"", BOOKMARKS_DAMAGED, "", "b.json:1:1: expected \"{\""},
        {"hello", BOOKMARKS_FOREIGN, "", "b.json:1:1: expected \"{\""},
        {"[]", BOOKMARKS_FOREIGN, "", "expected \"{\""},
        {"{}", BOOKMARKS_FOREIGN, "", "there is no \"format\""},
        {"{\"format\":1}", BOOKMARKS_FOREIGN, "", "there is no list"},
        {"{\"bookmarks\":[" ENTRY("1") "]}", BOOKMARKS_DAMAGED, "1", "there is no \"format\""},
        {"{\"format\":0,\"bookmarks\":[]}", BOOKMARKS_DAMAGED, "", "\"format\" is not 1"},
        {"{\"format\":\"1\",\"bookmarks\":[]}", BOOKMARKS_DAMAGED, "", "b.json:1:11: \"format\""},
        {"{\"format\":1.5,\"bookmarks\":[]}", BOOKMARKS_DAMAGED, "", "\"format\" is not 1"},
        {"{\"format\":2,\"bookmarks\":[" ENTRY("1") "]}", BOOKMARKS_NEWER, "1",
         "b.json: is of format 2, this program knows 1"},
        {"{\"format\":2,\"bookmarks\":{\"x\":[]}}", BOOKMARKS_NEWER, "", "format 2"},
        {"{\"format\":2,\"bookm", BOOKMARKS_NEWER, "", "format 2"},
        {"{\"format\":1,\"bookmarks\":{}}", BOOKMARKS_DAMAGED, "", "\"bookmarks\" is not an array"},
        {"{\"format\":1,\"bookmarks\":null}", BOOKMARKS_DAMAGED, "", "not an array"},
        {"{\"format\":1,\"title\":7,\"bookmarks\":[]}", BOOKMARKS_DAMAGED, "",
         "\"title\" is not a string"},
        {FILE_OF(ENTRY("1") ",7," ENTRY("2")), BOOKMARKS_DAMAGED, "1 2", "not an object"},
        {FILE_OF(ENTRY("1") "," ENTRY("1")), BOOKMARKS_DAMAGED, "1", "bookmarked twice"},
        {FILE_OF(ENTRY("1") ",{}"), BOOKMARKS_DAMAGED, "1", "without registry, code and owner"},
        {FILE_OF(ENTRY("1") ",{\"registry\":\"http\",\"code\":409,\"owner\":\"IANA\"}"),
         BOOKMARKS_DAMAGED, "1 409", "\"code\" is a number, expected a string"},
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"note\":[1]}"),
         BOOKMARKS_DAMAGED, "1", "\"note\" is not a string"},
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"note\":\"a\\nb\"}"),
         BOOKMARKS_DAMAGED, "1=a b", "control characters"},
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"note\":\"a\nb\"}"),
         BOOKMARKS_DAMAGED, "1=a b", "control characters"},
        {FILE_OF(
             "{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"note\":\"a\\u0000b\"}"),
         BOOKMARKS_DAMAGED, "1=a", "control characters"},
        {FILE_OF(
             "{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"note\":\"a\\\\u0000b\"}"),
         BOOKMARKS_GOOD, "1=a\\u0000b", NULL},
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"note\":\"a\xFF"
                 "b\"}"),
         BOOKMARKS_DAMAGED,
         "1=a\xEF\xBF\xBD"
         "b",
         "invalid UTF-8"},
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"x\":\"\x1b\"}"),
         BOOKMARKS_DAMAGED, "1", "control characters"},
        /* Carried along as it stands, it would make the file no JSON. */
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"x\":01}," ENTRY("2")),
         BOOKMARKS_DAMAGED, "1 2", "not valid JSON here"},
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"x\":[\x01 1]}," ENTRY(
             "2")),
         BOOKMARKS_DAMAGED, "1 2", "not valid JSON here"},
        {FILE_OF("{\"registry\":\"http\",\"code\":\"1\",\"owner\":\"IANA\",\"note\":\"\\u00zz\"}"),
         BOOKMARKS_DAMAGED, "1", "not valid JSON here"},
        {FILE_OF(ENTRY("1")) "x", BOOKMARKS_DAMAGED, "1", "expected nothing more"},
        {FILE_OF(ENTRY("1")) FILE_OF(ENTRY("2")), BOOKMARKS_DAMAGED, "1 2", "expected nothing"},
        {FILE_OF(ENTRY("1") ENTRY("2")), BOOKMARKS_DAMAGED, "1 2", "expected \",\""},
        {FILE_OF(ENTRY("1") ",oops," ENTRY("2")), BOOKMARKS_DAMAGED, "1 2", "not valid JSON here"},
        {FILE_OF(ENTRY("1") ","), BOOKMARKS_DAMAGED, "1", "not valid JSON"},
        {"<<<<\n" FILE_OF(ENTRY("1") ",\n====\n" ENTRY("2")) ">>>>", BOOKMARKS_DAMAGED, "1 2",
         "b.json:1:1"},
        {"{\"format\":1,\n \"bookmarks\":[\n  {\"registry\":\"http\",\"code\":\"1\",\"owner\":"
         "\"IANA\",\"note\":\"unfini",
         BOOKMARKS_DAMAGED, "1", "b.json:3:"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        enum bookmarks_health health;
        struct sb_error err = SB_ERROR_INIT;
        struct bookmarks *list = parse(rows[i].text, &health, &err);
        CHECK_MSG(health == rows[i].health, "row %zu: health %d of %s", i, (int)health,
                  rows[i].text);
        CHECK_STR(support_bookmarks_text(list), rows[i].list);
        if (rows[i].message != NULL)
            CHECK_HAS(err.message, rows[i].message);
        else
            CHECK_STR(err.message, NULL);
        sb_error_clear(&err);
        bookmarks_free(list);
    }
}

/* Whatever is read can be written, and is good then. */
static void check_usable(const struct bookmarks *list)
{
    enum bookmarks_health health;
    struct bookmarks *again = parse(written(list), &health, NULL);
    CHECK_MSG(health == BOOKMARKS_GOOD, "%s", written(list));
    CHECK(bookmarks_equal(again, list));
    bookmarks_free(again);
}

static void recovers_from_truncation_at_every_byte(void)
{
    enum bookmarks_health health;
    struct bookmarks *whole = parse(good, &health, NULL);
    const char *starts[] = {strstr(good, "\"IANA\""), strstr(good, "\"nginx\""),
                            strstr(good, "\"gRPC\"")};
    for (size_t len = 0; len < strlen(good); len++) {
        struct sb_error err = SB_ERROR_INIT;
        char *cut = xstrndup(good, len);
        struct bookmarks *list = parse(cut, &health, &err);
        CHECK_MSG(health == BOOKMARKS_DAMAGED || health == BOOKMARKS_FOREIGN, "at %zu", len);
        CHECK(err.message != NULL);
        size_t expected = 0;
        for (size_t i = 0; i < 3; i++)
            expected += len >= (size_t)(starts[i] - good) + strcspn(starts[i] + 1, "\"") + 2;
        CHECK_MSG(bookmarks_count(list) == expected, "%zu instead of %zu at %zu: %s",
                  bookmarks_count(list), expected, len, cut);
        for (size_t i = 0; i < bookmarks_count(list); i++)
            CHECK(bookmarks_find(whole, &bookmarks_at(list, i)->id) != NULL);
        check_usable(list);
        sb_error_clear(&err);
        bookmarks_free(list);
        free(cut);
    }
    bookmarks_free(whole);
}

static void survives_any_bytes(void)
{
    static const char alphabet[] = "{}[]\",:\\u0019ae- \n\x1b\xC3\xA9\xFF";
    for (int round = 0; round < 6000; round++) {
        char text[512];
        size_t len = pick(2) != 0 ? sizeof good - 1 : pick(64);
        if (len < sizeof good - 1)
            for (size_t i = 0; i < len; i++)
                text[i] = round % 2 != 0 ? (char)pick(256) : alphabet[pick(sizeof alphabet - 1)];
        else
            memcpy(text, good, len);
        for (unsigned i = pick(6); i > 0 && len > 0; i--)
            text[pick((unsigned)len)] = alphabet[pick(sizeof alphabet - 1)];
        enum bookmarks_health health;
        struct sb_error err = SB_ERROR_INIT;
        char *exact = xmalloc(len);
        memcpy(exact, text, len);
        struct bookmarks *list = bookmarks_parse(exact, len, true, "b", &health, &err);
        CHECK((health == BOOKMARKS_GOOD) == (err.message == NULL));
        if (health != BOOKMARKS_NEWER)
            check_usable(list);
        CHECK(err.message == NULL || utf8_valid(err.message, strlen(err.message), NULL));
        sb_error_clear(&err);
        bookmarks_free(list);
        free(exact);
    }
}

/* Texts made to cost time. */
static void is_quick_with_hostile_files(void)
{
    static const char *const patterns[] = {
        "{",
        "[",
        "{\"a\":",
        "{\"a\":{\"b\":",
        "[{\"\":",
        "{\"a\":1,",
        "\"",
        "{\"a\":[1,1,1,1,1,",
        " ",
        "{\"registry\":\"h\",\"code\":\"1\",\"owner\":\"o\",\"note\":",
        "{\"registry\":\"h\",\"code\":\"1\",\"owner\":\"o\"},",
        "\n",
        "\\\"{",
    };
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        for (int prefixed = 0; prefixed < 2; prefixed++) {
            struct strbuf text = STRBUF_INIT;
            if (prefixed)
                strbuf_puts(&text, "{\"format\":1,\"bookmarks\":[");
            while (text.len < BOOKMARKS_MAX_BYTES / 4)
                strbuf_puts(&text, patterns[i]);
            enum bookmarks_health health;
            clock_t before = clock();
            struct bookmarks *list = bookmarks_parse(text.data, text.len, true, "b", &health, NULL);
            double took = (double)(clock() - before) / CLOCKS_PER_SEC;
            CHECK_MSG(took < 5, "%s (%d) took %.2f s", patterns[i], prefixed, took);
            CHECK(health != BOOKMARKS_GOOD);
            bookmarks_free(list);
            strbuf_clear(&text);
        }
    }
}

static void keeps_the_bounds_of_a_file(void)
{
    enum bookmarks_health health;
    struct sb_error err = SB_ERROR_INIT;
    struct strbuf text = STRBUF_INIT;
    strbuf_puts(&text, "{\"format\":1,\"bookmarks\":[");
    for (int i = 0; i < BOOKMARKS_MAX + 5; i++)
        strbuf_printf(&text, "%s{\"registry\":\"h\",\"code\":\"%d\",\"owner\":\"o\"}",
                      i > 0 ? "," : "", i);
    strbuf_puts(&text, "]}");
    struct bookmarks *list = parse(text.data, &health, &err);
    CHECK_INT(health, BOOKMARKS_DAMAGED);
    CHECK_INT(bookmarks_count(list), BOOKMARKS_MAX);
    CHECK_HAS(err.message, "more than 10000 bookmarks");
    bookmarks_free(list);
    strbuf_clear(&text);
    strbuf_puts(&text, "{\"format\":1,\"bookmarks\":[{\"registry\":\"h\",\"code\":\"1\",\"owner\":"
                       "\"o\",\"note\":\"");
    for (int i = 0; i < 3000; i++)
        strbuf_puts(&text, "\xC3\xA9");
    strbuf_puts(&text, "\"}]}");
    list = parse(text.data, &health, &err);
    CHECK_INT(health, BOOKMARKS_DAMAGED);
    CHECK_INT(strlen(bookmarks_at(list, 0)->note), 4096);
    CHECK_HAS(err.message, "\"note\" is longer than 4096 bytes");
    bookmarks_free(list);
    list = bookmarks_parse(good, sizeof good - 1, false, "b", &health, &err);
    CHECK_INT(health, BOOKMARKS_DAMAGED);
    CHECK_HAS(err.message, "longer than");
    CHECK_INT(bookmarks_count(list), 3);
    bookmarks_free(list);
    strbuf_clear(&text);
    sb_error_clear(&err);
}

int main(void)
{
    RUN(toggles_and_finds);
    RUN(takes_its_own_strings);
    RUN(moves_by_any_number_of_places);
    RUN(refuses_what_is_no_identity_or_note);
    RUN(moves_within_its_ends);
    RUN(holds_as_many_as_it_says);
    RUN(undoes_step_by_step);
    RUN(brings_a_note_back_with_its_bookmark);
    RUN(undoes_and_redoes_whatever_was_done);
    RUN(redoes_until_the_next_change);
    RUN(forgets_the_oldest_steps);
    RUN(undoes_only_its_own);
    RUN(undoes_no_note_of_another_window);
    RUN(merges_as_the_table_says);
    RUN(merges_any_two_histories);
    RUN(keeps_all_toggles_in_any_interleaving);
    RUN(takes_no_loss_for_a_removal);
    RUN(merges_long_lists_quickly);
    RUN(writes_what_it_reads);
    RUN(does_not_depend_on_the_locale);
    RUN(recovers_what_the_table_says);
    RUN(recovers_from_truncation_at_every_byte);
    RUN(survives_any_bytes);
    RUN(is_quick_with_hostile_files);
    RUN(keeps_the_bounds_of_a_file);
    return check_done();
}
