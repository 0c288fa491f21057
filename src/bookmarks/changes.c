#include "config.h"
#include "bookmarks/changes.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "bookmarks/bookmarks_private.h"

/* One step: how an entry was before a change, or before the change was undone. */
struct step {
    enum bookmark_change_kind kind;
    struct bookmark *before; /* owned; NULL when there was none */
    struct bookmark *name;   /* owned: carries the identity */
    struct bookmark *after;  /* owned: carries the identity of the entry in front of it;
                                NULL: it was the first */
};

/* A stack of steps. */
struct steps {
    struct step *items;
    size_t count, cap;
};

struct bookmark_changes {
    struct bookmarks *list;
    struct steps steps[BOOKMARK_STEP_COUNT]; /* a change forgets those to redo */
};

static void clear_step(struct step *step)
{
    bookmark_free(step->before);
    bookmark_free(step->name);
    bookmark_free(step->after);
}

static void clear_steps(struct steps *steps)
{
    for (size_t i = 0; i < steps->count; i++)
        clear_step(&steps->items[i]);
    free(steps->items);
    *steps = (struct steps){0};
}

static struct bookmark *name_of(const struct bookmark_id *id)
{
    return bookmark_new(id, "", NULL);
}

/* Returns the step that leads back to how the entry is now. */
static struct step step_to_now(const struct bookmarks *list, enum bookmark_change_kind kind,
                               const struct bookmark_id *id)
{
    size_t at = bookmarks_index(list, id);
    struct step step = {.kind = kind, .name = name_of(id)};
    if (at != BOOKMARK_NONE) {
        step.before = bookmark_copy(list->items[at]);
        step.after = at > 0 ? name_of(&list->items[at - 1]->id) : NULL;
    }
    return step;
}

static void push(struct steps *steps, struct step step)
{
    if (steps->count == BOOKMARKS_UNDO_MAX) {
        clear_step(&steps->items[0]);
        memmove(&steps->items[0], &steps->items[1], --steps->count * sizeof *steps->items);
    }
    MEM_GROW(steps->items, steps->cap, steps->count + 1);
    steps->items[steps->count++] = step;
}

/* Remembers how the entry is before the user changes it. */
static void begin_change(struct bookmark_changes *changes, enum bookmark_change_kind kind,
                         const struct bookmark_id *id)
{
    push(&changes->steps[BOOKMARK_UNDO], step_to_now(changes->list, kind, id));
    clear_steps(&changes->steps[BOOKMARK_REDO]);
}

/* Returns the place after an entry, NULL being the first place; the end when the entry is gone. */
static size_t place_after(const struct bookmarks *list, const struct bookmark *after)
{
    if (after == NULL)
        return 0;
    size_t at = bookmarks_index(list, &after->id);
    return at == BOOKMARK_NONE ? list->count : at + 1;
}

/* Inserts a bookmark that the user has added or moved, which the list then owns. */
static void place(struct bookmarks *list, size_t at, struct bookmark *bookmark)
{
    bookmarks_insert(list, at, bookmark);
    bookmark->placed = true;
}

/* Makes the entry what it was. Returns false when it is that already. */
static bool restore(struct bookmarks *list, const struct step *step)
{
    size_t at = bookmarks_index(list, &step->name->id);
    if (step->before == NULL) {
        if (at == BOOKMARK_NONE)
            return false;
        bookmark_free(bookmarks_take(list, at));
        return true;
    }
    if (at == BOOKMARK_NONE) {
        if (list->count >= BOOKMARKS_MAX)
            return false;
        place(list, place_after(list, step->after), bookmark_copy(step->before));
        return true;
    }
    if (step->kind == BOOKMARK_MOVED) {
        struct bookmark *bookmark = bookmarks_take(list, at);
        size_t to = place_after(list, step->after);
        place(list, to, bookmark);
        return to != at;
    }
    /* When a removed entry is there, another window added it, with its own note. */
    if (step->kind != BOOKMARK_NOTED || strcmp(list->items[at]->note, step->before->note) == 0)
        return false;
    bookmark_set_note(list->items[at], step->before->note);
    return true;
}

bool changes_can_step(const struct bookmark_changes *changes, enum bookmark_step step)
{
    return changes->steps[step].count > 0;
}

bool changes_step(struct bookmark_changes *changes, enum bookmark_step step,
                  struct bookmark_change *change)
{
    struct steps *steps = &changes->steps[step];
    while (steps->count > 0) {
        struct step last = steps->items[--steps->count];
        struct step back = step_to_now(changes->list, last.kind, &last.name->id);
        bool changed = restore(changes->list, &last);
        if (changed) {
            push(&changes->steps[step == BOOKMARK_UNDO ? BOOKMARK_REDO : BOOKMARK_UNDO], back);
            *change = (struct bookmark_change){last.kind, back.name->id};
        } else {
            clear_step(&back);
        }
        clear_step(&last);
        if (changed)
            return true;
    }
    return false;
}

struct bookmark_changes *changes_new(struct bookmarks *list)
{
    struct bookmark_changes *changes = xcalloc(1, sizeof *changes);
    changes->list = list;
    return changes;
}

void changes_free(struct bookmark_changes *changes)
{
    if (changes == NULL)
        return;
    bookmarks_free(changes->list);
    clear_steps(&changes->steps[BOOKMARK_UNDO]);
    clear_steps(&changes->steps[BOOKMARK_REDO]);
    free(changes);
}

const struct bookmarks *changes_list(const struct bookmark_changes *changes)
{
    return changes->list;
}

void changes_adopt(struct bookmark_changes *changes, struct bookmarks *list)
{
    struct bookmarks old = *changes->list;
    *changes->list = *list;
    *list = old;
    bookmarks_free(list);
}

static bool check_room(const struct bookmarks *list, const struct bookmark_id *id,
                       struct sb_error *err)
{
    if (!bookmark_id_valid(id))
        return sb_error_set(err, SB_ERR_DATA,
                            "this entry cannot be bookmarked: its registry, code "
                            "and owner must be printable text of at most %d bytes",
                            BOOKMARK_ID_MAX);
    if (list->count >= BOOKMARKS_MAX)
        return sb_error_set(err, SB_ERR_DATA,
                            "there are %zu bookmarks, which is the most there can be", list->count);
    return true;
}

/* Returns the last removal of the entry that can be undone, or NULL. */
static const struct step *last_removal(const struct bookmark_changes *changes,
                                       const struct bookmark_id *id)
{
    const struct steps *undo = &changes->steps[BOOKMARK_UNDO];
    for (size_t i = undo->count; i > 0; i--) {
        const struct step *step = &undo->items[i - 1];
        if (step->kind == BOOKMARK_REMOVED && bookmark_id_equal(&step->name->id, id))
            return step;
    }
    return NULL;
}

/* Adds an entry that is not there; one that was removed comes back as it was. */
static void add_entry(struct bookmark_changes *changes, const struct bookmark_id *id,
                      const char *added)
{
    const struct step *removal = last_removal(changes, id);
    size_t at = removal != NULL ? place_after(changes->list, removal->after) : changes->list->count;
    struct bookmark *bookmark =
        removal != NULL ? bookmark_copy(removal->before) : bookmark_new(id, "", added);
    begin_change(changes, BOOKMARK_ADDED, id);
    place(changes->list, at, bookmark);
}

bool changes_toggle(struct bookmark_changes *changes, const struct bookmark_id *id,
                    const char *added, struct sb_error *err)
{
    struct bookmarks *list = changes->list;
    size_t at = bookmarks_index(list, id);
    if (at == BOOKMARK_NONE) {
        if (!check_room(list, id, err))
            return false;
        add_entry(changes, id, added);
        return true;
    }
    begin_change(changes, BOOKMARK_REMOVED, id);
    bookmark_free(bookmarks_take(list, at));
    return true;
}

bool changes_set_note(struct bookmark_changes *changes, const struct bookmark_id *id,
                      const char *note, const char *added, struct sb_error *err)
{
    struct bookmarks *list = changes->list;
    struct bookmark *bookmark = bookmarks_get(list, id);
    size_t len = strlen(note);
    if (len > BOOKMARK_NOTE_MAX)
        return sb_error_set(err, SB_ERR_DATA, "the note is %zu bytes long, at most %d are kept",
                            len, BOOKMARK_NOTE_MAX);
    if (!utf8_is_plain(note, len))
        return sb_error_set(err, SB_ERR_DATA,
                            "the note holds a control character or invalid UTF-8");
    if (bookmark == NULL) {
        if (!check_room(list, id, err))
            return false;
        begin_change(changes, BOOKMARK_ADDED, id);
        place(list, list->count, bookmark_new(id, note, added));
        return true;
    }
    if (strcmp(bookmark->note, note) == 0)
        return true;
    begin_change(changes, BOOKMARK_NOTED, id);
    bookmark_set_note(bookmark, note);
    return true;
}

bool changes_move(struct bookmark_changes *changes, const struct bookmark_id *id, long by)
{
    struct bookmarks *list = changes->list;
    size_t at = bookmarks_index(list, id);
    if (at == BOOKMARK_NONE || by == 0 || (by < 0 && at < 0 - (size_t)by) ||
        (by > 0 && list->count - at <= (size_t)by))
        return false;
    begin_change(changes, BOOKMARK_MOVED, id);
    place(list, at + (size_t)by, bookmarks_take(list, at));
    return true;
}

/* Puts the entry list[at] of another list after the one that it follows there. */
static void place_as_in(struct bookmarks *out, const struct bookmarks *list, size_t at,
                        struct bookmark *bookmark)
{
    size_t end = list->count, to = 0;
    while (end > 0 && bookmarks_get(out, &list->items[end - 1]->id) == NULL)
        end--; /* from here on, all was added here and belongs to the end */
    if (at >= end)
        to = out->count;
    else
        for (size_t i = at; i > 0 && to == 0; i--)
            to = bookmarks_index(out, &list->items[i - 1]->id) + 1;
    place(out, to, bookmark);
}

void changes_rebase(const struct bookmarks *saved, const struct bookmarks *list,
                    struct bookmarks *theirs)
{
    for (size_t i = 0; i < saved->count; i++) {
        const struct bookmark_id *id = &saved->items[i]->id;
        if (bookmarks_get(list, id) == NULL && bookmarks_get(theirs, id) != NULL)
            bookmark_free(bookmarks_take(theirs, bookmarks_index(theirs, id)));
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct bookmark *mine = list->items[i], *before = bookmarks_get(saved, &mine->id);
        struct bookmark *other = bookmarks_get(theirs, &mine->id);
        bool noted = strcmp(mine->note, before != NULL ? before->note : "") != 0;
        if (other == NULL && (before == NULL || noted) && theirs->count < BOOKMARKS_MAX)
            place_as_in(theirs, list, i, bookmark_copy(mine));
        if (other != NULL && before != NULL && mine->placed)
            place_as_in(theirs, list, i,
                        bookmarks_take(theirs, bookmarks_index(theirs, &mine->id)));
        if (other != NULL && noted)
            bookmark_set_note(other, mine->note);
    }
}

struct bookmarks *changes_complete(const struct bookmarks *saved, const struct bookmarks *recovered)
{
    struct bookmarks *list = bookmarks_copy(saved);
    for (size_t i = 0; i < recovered->count; i++) {
        const struct bookmark *bookmark = recovered->items[i];
        if (!bookmarks_append(list, bookmark) && bookmark->note[0] != '\0')
            bookmark_set_note(bookmarks_get(list, &bookmark->id), bookmark->note);
    }
    return list;
}
