#include "config.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include "base/memory.h"
#include "bookmarks/bookmarks.h"
#include "bookmarks/changes.h"
#include "support/bookmarks.h"
#include "support/check.h"

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
        CHECK_INT(changes_step(changes, BOOKMARK_UNDO, &undone), cases[i].text != NULL);
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
    CHECK(!changes_can_step(changes, BOOKMARK_UNDO));
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
        CHECK(changes_step(changes, BOOKMARK_UNDO, &undone));
        CHECK_INT(undone.kind, steps[i].kind);
        CHECK_STR(undone.id.code, steps[i].code);
        CHECK_STR(support_bookmarks_text(list), steps[i].text);
    }
    CHECK(!changes_step(changes, BOOKMARK_UNDO, &undone));
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
        CHECK(!changes_can_step(changes, BOOKMARK_REDO));
        size_t at = count;
        for (int i = 0; i < 3 * STEPS; i++) {
            bool back = at > 0 && (at == count || pick(2) != 0);
            if (!back && at == count)
                break;
            CHECK(back ? changes_step(changes, BOOKMARK_UNDO, &undone)
                       : changes_step(changes, BOOKMARK_REDO, &undone));
            at = back ? at - 1 : at + 1;
            CHECK_STR(support_bookmarks_text(list), before[at]);
        }
        while (at > 0) {
            CHECK(changes_step(changes, BOOKMARK_UNDO, &undone));
            CHECK_STR(support_bookmarks_text(list), before[--at]);
        }
        CHECK(!changes_step(changes, BOOKMARK_UNDO, &undone));
        while (at < count) {
            CHECK(changes_step(changes, BOOKMARK_REDO, &undone));
            CHECK_STR(support_bookmarks_text(list), before[++at]);
        }
        CHECK(!changes_step(changes, BOOKMARK_REDO, &undone));
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
    CHECK(!changes_step(changes, BOOKMARK_REDO, &change));
    CHECK(toggle(changes, "b"));
    CHECK(note(changes, "d", "long"));
    CHECK(changes_step(changes, BOOKMARK_UNDO, &change) &&
          changes_step(changes, BOOKMARK_UNDO, &change));
    CHECK_STR(support_bookmarks_text(list), "a b=x c");
    CHECK(changes_step(changes, BOOKMARK_REDO, &change));
    CHECK_INT(change.kind, BOOKMARK_REMOVED);
    CHECK_STR(change.id.code, "b");
    CHECK(changes_step(changes, BOOKMARK_REDO, &change));
    CHECK_INT(change.kind, BOOKMARK_ADDED);
    CHECK_STR(support_bookmarks_text(list), "a c d=long");
    CHECK(!changes_can_step(changes, BOOKMARK_REDO));
    CHECK(changes_step(changes, BOOKMARK_UNDO, &change));
    CHECK(note(changes, "c", "new")); /* what was undone is forgotten */
    CHECK(!changes_can_step(changes, BOOKMARK_REDO));
    CHECK(!changes_step(changes, BOOKMARK_REDO, &change));
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
    while (changes_step(changes, BOOKMARK_UNDO, &undone))
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
    CHECK(changes_step(changes, BOOKMARK_UNDO, &undone));
    CHECK_STR(support_bookmarks_text(list), "c a theirs");
    CHECK(changes_step(changes, BOOKMARK_UNDO, &undone));
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
    CHECK(!changes_step(changes, BOOKMARK_UNDO, &undone));
    CHECK_STR(support_bookmarks_text(list), "a b=theirs");
    CHECK(!changes_can_step(changes, BOOKMARK_REDO));
    bookmarks_free(theirs);
    changes_free(changes);
}

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

static int count_bits(unsigned bits)
{
    int count = 0;
    for (; bits != 0; bits >>= 1)
        count += (bits & 1) != 0;
    return count;
}

/* Two windows, a file between them, in every interleaving of three toggles each. */
static void keeps_all_toggles_in_any_interleaving(void)
{
    static const char *const codes[2][3] = {{"a", "b", "c"}, {"x", "y", "z"}};
    for (unsigned order = 0; order < 64; order++) {
        if (count_bits(order) != 3)
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
    return check_done();
}
