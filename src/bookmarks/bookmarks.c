#include "config.h"
#include "bookmarks/bookmarks.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

/* One step: how an entry was before a change, or before the change was undone. */
struct step {
    enum bookmark_change_kind kind;
    struct bookmark *before; /* owned; NULL when there was none */
    struct bookmark *name;   /* owned: carries the identity */
    struct bookmark *after;  /* owned: carries the identity of the entry that stood before it;
                                NULL: it was the first */
};

/* Steps to take; the last one comes first. */
struct steps {
    struct step *items;
    size_t count, cap;
};

struct bookmarks {
    char *title;
    struct bookmark **items; /* in the user's order; each owned */
    size_t count, cap;
    struct bookmark **slots; /* hash table of the same, open addressing; NULL: free */
    size_t slot_count;       /* a power of two above twice the count, or 0 */
    struct bookmark_extras extras;
    struct steps back, again; /* to undo; and to redo, which a change forgets */
    struct bookmark *named;   /* owned: what the last undo or redo gave out */
};

/* --- Unknown members ------------------------------------------------------------------------- */

static size_t extra_index(const struct bookmark_extras *extras, const char *key)
{
    for (size_t i = 0; i < extras->count; i++)
        if (strcmp(extras->items[i].key, key) == 0)
            return i;
    return BOOKMARK_NONE;
}

const char *bookmark_extras_get(const struct bookmark_extras *extras, const char *key)
{
    size_t at = extra_index(extras, key);
    return at == BOOKMARK_NONE ? NULL : extras->items[at].json;
}

void bookmark_extras_set(struct bookmark_extras *extras, const char *key, const char *json)
{
    size_t at = extra_index(extras, key);
    if (json == NULL) {
        if (at == BOOKMARK_NONE)
            return;
        free(extras->items[at].key);
        free(extras->items[at].json);
        extras->count--;
        memmove(&extras->items[at], &extras->items[at + 1],
                (extras->count - at) * sizeof *extras->items);
    } else if (at != BOOKMARK_NONE) {
        char *copy = xstrdup(json);
        free(extras->items[at].json);
        extras->items[at].json = copy;
    } else {
        extras->items =
            mem_grow(extras->items, &extras->cap, extras->count + 1, sizeof *extras->items);
        extras->items[extras->count++] = (struct bookmark_extra){xstrdup(key), xstrdup(json)};
    }
}

void bookmark_extras_copy(struct bookmark_extras *to, const struct bookmark_extras *from)
{
    *to = (struct bookmark_extras){0};
    for (size_t i = 0; i < from->count; i++)
        bookmark_extras_set(to, from->items[i].key, from->items[i].json);
}

bool bookmark_extras_equal(const struct bookmark_extras *a, const struct bookmark_extras *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        const char *other = bookmark_extras_get(b, a->items[i].key);
        if (other == NULL || strcmp(other, a->items[i].json) != 0)
            return false;
    }
    return true;
}

void bookmark_extras_clear(struct bookmark_extras *extras)
{
    for (size_t i = 0; i < extras->count; i++) {
        free(extras->items[i].key);
        free(extras->items[i].json);
    }
    free(extras->items);
    *extras = (struct bookmark_extras){0};
}

/* --- One bookmark ---------------------------------------------------------------------------- */

static unsigned char fold(char c)
{
    /* Not tolower(): what is equal must not depend on the locale. */
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool same_owner(const char *a, const char *b)
{
    while (*a != '\0' && fold(*a) == fold(*b))
        a++, b++;
    return fold(*a) == fold(*b);
}

bool bookmark_id_equal(const struct bookmark_id *a, const struct bookmark_id *b)
{
    return strcmp(a->code, b->code) == 0 && same_owner(a->owner, b->owner) &&
           strcmp(a->registry, b->registry) == 0;
}

bool bookmark_text_valid(const char *text, size_t max_bytes)
{
    size_t len = strlen(text);
    return len <= max_bytes && utf8_is_plain(text, len);
}

static bool part_valid(const char *part)
{
    return part != NULL && part[0] != '\0' && bookmark_text_valid(part, BOOKMARK_ID_MAX);
}

bool bookmark_id_valid(const struct bookmark_id *id)
{
    return part_valid(id->registry) && part_valid(id->code) && part_valid(id->owner);
}

static struct bookmark *bookmark_new(const struct bookmark_id *id, const char *note,
                                     const char *added)
{
    struct bookmark *bookmark = xcalloc(1, sizeof *bookmark);
    bookmark->id.registry = xstrdup(id->registry);
    bookmark->id.code = xstrdup(id->code);
    bookmark->id.owner = xstrdup(id->owner);
    bookmark->note = xstrdup(note);
    bookmark->added = added != NULL ? xstrdup(added) : NULL;
    return bookmark;
}

static struct bookmark *bookmark_copy(const struct bookmark *from)
{
    struct bookmark *copy = bookmark_new(&from->id, from->note, from->added);
    bookmark_extras_copy(&copy->extras, &from->extras);
    return copy;
}

static void bookmark_free(struct bookmark *bookmark)
{
    if (bookmark == NULL)
        return;
    free((char *)bookmark->id.registry);
    free((char *)bookmark->id.code);
    free((char *)bookmark->id.owner);
    free(bookmark->note);
    free(bookmark->added);
    bookmark_extras_clear(&bookmark->extras);
    free(bookmark);
}

bool bookmark_equal(const struct bookmark *a, const struct bookmark *b)
{
    bool same_added = a->added == NULL || b->added == NULL ? a->added == b->added
                                                           : strcmp(a->added, b->added) == 0;
    return same_added && bookmark_id_equal(&a->id, &b->id) && strcmp(a->note, b->note) == 0 &&
           bookmark_extras_equal(&a->extras, &b->extras);
}

/* --- The hash table -------------------------------------------------------------------------- */

static size_t hash_id(const struct bookmark_id *id)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (const char *p = id->code; *p != '\0'; p++)
        hash = (hash ^ (unsigned char)*p) * 16777619u;
    hash = (hash ^ 0xFF) * 16777619u;
    for (const char *p = id->owner; *p != '\0'; p++)
        hash = (hash ^ fold(*p)) * 16777619u;
    for (const char *p = id->registry; *p != '\0'; p++)
        hash = (hash ^ (unsigned char)*p) * 16777619u;
    return hash;
}

/* The slot that holds the identity, or the free one where it belongs. */
static size_t find_slot(const struct bookmarks *list, const struct bookmark_id *id)
{
    size_t mask = list->slot_count - 1, at = hash_id(id) & mask;
    while (list->slots[at] != NULL && !bookmark_id_equal(&list->slots[at]->id, id))
        at = (at + 1) & mask;
    return at;
}

static void fill_slots(struct bookmarks *list)
{
    for (size_t i = 0; i < list->slot_count; i++)
        list->slots[i] = NULL;
    for (size_t i = 0; i < list->count; i++)
        list->slots[find_slot(list, &list->items[i]->id)] = list->items[i];
}

static void hash_add(struct bookmarks *list, struct bookmark *bookmark)
{
    if (list->slot_count <= 2 * list->count) {
        list->slot_count = list->slot_count == 0 ? 16 : 2 * list->slot_count;
        list->slots = xreallocarray(list->slots, list->slot_count, sizeof(struct bookmark *));
        fill_slots(list);
    }
    list->slots[find_slot(list, &bookmark->id)] = bookmark;
}

/* --- The list -------------------------------------------------------------------------------- */

struct bookmarks *bookmarks_new(void)
{
    struct bookmarks *list = xcalloc(1, sizeof *list);
    list->title = xstrdup("");
    return list;
}

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

static void clear_content(struct bookmarks *list)
{
    for (size_t i = 0; i < list->count; i++)
        bookmark_free(list->items[i]);
    free(list->items);
    free(list->slots);
    free(list->title);
    bookmark_extras_clear(&list->extras);
}

void bookmarks_free(struct bookmarks *list)
{
    if (list == NULL)
        return;
    clear_content(list);
    clear_steps(&list->back);
    clear_steps(&list->again);
    bookmark_free(list->named);
    free(list);
}

struct bookmarks *bookmarks_copy(const struct bookmarks *list)
{
    struct bookmarks *copy = bookmarks_new();
    bookmarks_set_title(copy, list->title);
    for (size_t i = 0; i < list->count; i++)
        bookmarks_append(copy, list->items[i]);
    bookmark_extras_copy(&copy->extras, &list->extras);
    return copy;
}

void bookmarks_adopt(struct bookmarks *list, struct bookmarks *from)
{
    clear_content(list);
    list->title = from->title;
    list->items = from->items;
    list->count = from->count;
    list->cap = from->cap;
    list->slots = from->slots;
    list->slot_count = from->slot_count;
    list->extras = from->extras;
    from->items = from->slots = NULL;
    from->count = from->cap = from->slot_count = 0;
    from->title = xstrdup("");
    from->extras = (struct bookmark_extras){0};
}

size_t bookmarks_count(const struct bookmarks *list)
{
    return list->count;
}

const struct bookmark *bookmarks_at(const struct bookmarks *list, size_t index)
{
    assert(index < list->count);
    return list->items[index];
}

static struct bookmark *find(const struct bookmarks *list, const struct bookmark_id *id)
{
    return list->slot_count == 0 ? NULL : list->slots[find_slot(list, id)];
}

const struct bookmark *bookmarks_find(const struct bookmarks *list, const struct bookmark_id *id)
{
    return find(list, id);
}

size_t bookmarks_index(const struct bookmarks *list, const struct bookmark_id *id)
{
    const struct bookmark *wanted = find(list, id);
    for (size_t i = 0; wanted != NULL && i < list->count; i++)
        if (list->items[i] == wanted)
            return i;
    return BOOKMARK_NONE;
}

const char *bookmarks_title(const struct bookmarks *list)
{
    return list->title;
}

void bookmarks_set_title(struct bookmarks *list, const char *title)
{
    char *copy = xstrdup(title);
    free(list->title);
    list->title = copy;
}

struct bookmark_extras *bookmarks_extras(struct bookmarks *list)
{
    return &list->extras;
}

const struct bookmark_extras *bookmarks_extras_of(const struct bookmarks *list)
{
    return &list->extras;
}

bool bookmarks_equal(const struct bookmarks *a, const struct bookmarks *b)
{
    if (a->count != b->count || strcmp(a->title, b->title) != 0 ||
        !bookmark_extras_equal(&a->extras, &b->extras))
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!bookmark_equal(a->items[i], b->items[i]))
            return false;
    return true;
}

/* Puts a bookmark, which the list owns then, at a place. */
static void insert(struct bookmarks *list, size_t at, struct bookmark *bookmark)
{
    list->items = mem_grow(list->items, &list->cap, list->count + 1, sizeof *list->items);
    memmove(&list->items[at + 1], &list->items[at], (list->count - at) * sizeof *list->items);
    list->items[at] = bookmark;
    list->count++;
    hash_add(list, bookmark);
}

/* Takes the bookmark at a place out of the list; the caller owns it. */
static struct bookmark *take(struct bookmarks *list, size_t at)
{
    struct bookmark *bookmark = list->items[at];
    list->count--;
    memmove(&list->items[at], &list->items[at + 1], (list->count - at) * sizeof *list->items);
    fill_slots(list);
    return bookmark;
}

bool bookmarks_append(struct bookmarks *list, const struct bookmark *bookmark)
{
    if (list->count >= BOOKMARKS_MAX || find(list, &bookmark->id) != NULL)
        return false;
    insert(list, list->count, bookmark_copy(bookmark));
    return true;
}

static void replace_note(struct bookmark *bookmark, const char *note)
{
    char *copy = xstrdup(note);
    free(bookmark->note);
    bookmark->note = copy;
}

/* --- Steps ----------------------------------------------------------------------------------- */

static struct bookmark *name_of(const struct bookmark_id *id)
{
    return bookmark_new(id, "", NULL);
}

/* How the entry is, before it is changed. */
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
    steps->items = mem_grow(steps->items, &steps->cap, steps->count + 1, sizeof *steps->items);
    steps->items[steps->count++] = step;
}

/* Remembers how the entry is, before the user changes it. */
static void begin_change(struct bookmarks *list, enum bookmark_change_kind kind,
                         const struct bookmark_id *id)
{
    push(&list->back, step_to_now(list, kind, id));
    clear_steps(&list->again);
}

/* The place behind the entry that stood before, as far as it is still there. */
static size_t place_after(const struct bookmarks *list, const struct bookmark *after)
{
    if (after == NULL)
        return 0;
    size_t at = bookmarks_index(list, &after->id);
    return at == BOOKMARK_NONE ? list->count : at + 1;
}

/* Makes the entry what it was. False when it is that already. */
static bool restore(struct bookmarks *list, const struct step *step)
{
    size_t at = bookmarks_index(list, &step->name->id);
    if (step->before == NULL) {
        if (at == BOOKMARK_NONE)
            return false;
        bookmark_free(take(list, at));
        return true;
    }
    if (at == BOOKMARK_NONE) {
        if (list->count >= BOOKMARKS_MAX)
            return false;
        insert(list, place_after(list, step->after), bookmark_copy(step->before));
        find(list, &step->name->id)->placed = true;
        return true;
    }
    if (step->kind == BOOKMARK_MOVED) {
        struct bookmark *bookmark = take(list, at);
        size_t to = place_after(list, step->after);
        insert(list, to, bookmark);
        bookmark->placed = true;
        return to != at;
    }
    /* What was removed is there again: another window has it, with its own note. */
    if (step->kind != BOOKMARK_NOTED || strcmp(list->items[at]->note, step->before->note) == 0)
        return false;
    replace_note(list->items[at], step->before->note);
    return true;
}

bool bookmarks_can_undo(const struct bookmarks *list)
{
    return list->back.count > 0;
}

bool bookmarks_can_redo(const struct bookmarks *list)
{
    return list->again.count > 0;
}

/* Takes the last of the steps that still makes a difference, and puts the way back with the
 * others. */
static bool take_step(struct bookmarks *list, struct steps *steps, struct steps *others,
                      struct bookmark_change *change)
{
    while (steps->count > 0) {
        struct step step = steps->items[--steps->count];
        struct step back = step_to_now(list, step.kind, &step.name->id);
        bool changed = restore(list, &step);
        if (changed) {
            push(others, back);
            bookmark_free(list->named);
            list->named = step.name;
            step.name = NULL;
            *change = (struct bookmark_change){step.kind, list->named->id};
        } else {
            clear_step(&back);
        }
        clear_step(&step);
        if (changed)
            return true;
    }
    return false;
}

bool bookmarks_undo(struct bookmarks *list, struct bookmark_change *undone)
{
    return take_step(list, &list->back, &list->again, undone);
}

bool bookmarks_redo(struct bookmarks *list, struct bookmark_change *redone)
{
    return take_step(list, &list->again, &list->back, redone);
}

/* --- Changes --------------------------------------------------------------------------------- */

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

/* The last removal of the entry that can be undone, or NULL. */
static const struct step *last_removal(const struct bookmarks *list, const struct bookmark_id *id)
{
    for (size_t i = list->back.count; i > 0; i--) {
        const struct step *step = &list->back.items[i - 1];
        if (step->kind == BOOKMARK_REMOVED && bookmark_id_equal(&step->name->id, id))
            return step;
    }
    return NULL;
}

/* Adds an entry that is not there, as it was when it was removed. */
static void add(struct bookmarks *list, const struct bookmark_id *id, const char *added)
{
    const struct step *removal = last_removal(list, id);
    struct bookmark *bookmark;
    size_t at = list->count;
    if (removal != NULL) {
        bookmark = bookmark_copy(removal->before);
        at = place_after(list, removal->after);
    } else {
        bookmark = bookmark_new(id, "", added);
    }
    begin_change(list, BOOKMARK_ADDED, id);
    insert(list, at, bookmark);
    bookmark->placed = true;
}

bool bookmarks_toggle(struct bookmarks *list, const struct bookmark_id *id, const char *added,
                      struct sb_error *err)
{
    size_t at = bookmarks_index(list, id);
    if (at == BOOKMARK_NONE) {
        if (!check_room(list, id, err))
            return false;
        add(list, id, added);
        return true;
    }
    begin_change(list, BOOKMARK_REMOVED, id);
    bookmark_free(take(list, at));
    return true;
}

bool bookmarks_set_note(struct bookmarks *list, const struct bookmark_id *id, const char *note,
                        const char *added, struct sb_error *err)
{
    struct bookmark *bookmark = find(list, id);
    if (strlen(note) > BOOKMARK_NOTE_MAX)
        return sb_error_set(err, SB_ERR_DATA, "the note is %zu bytes long, at most %d are kept",
                            strlen(note), BOOKMARK_NOTE_MAX);
    if (!bookmark_text_valid(note, BOOKMARK_NOTE_MAX))
        return sb_error_set(err, SB_ERR_DATA,
                            "the note holds a control character or invalid UTF-8");
    if (bookmark == NULL) {
        if (!check_room(list, id, err))
            return false;
        begin_change(list, BOOKMARK_ADDED, id);
        insert(list, list->count, bookmark_new(id, note, added));
        find(list, id)->placed = true;
        return true;
    }
    if (strcmp(bookmark->note, note) == 0)
        return true;
    begin_change(list, BOOKMARK_NOTED, id);
    replace_note(bookmark, note);
    return true;
}

bool bookmarks_move(struct bookmarks *list, const struct bookmark_id *id, long by)
{
    size_t at = bookmarks_index(list, id);
    if (at == BOOKMARK_NONE || by == 0 || (by < 0 && at < 0 - (size_t)by) ||
        (by > 0 && list->count - at <= (size_t)by))
        return false;
    begin_change(list, BOOKMARK_MOVED, id);
    list->items[at]->placed = true;
    insert(list, at + (size_t)by, take(list, at));
    return true;
}

/* --- Changes of two windows ------------------------------------------------------------------ */

/* Puts the entry list[at] of another list after the one that it follows there. */
static void place_as_in(struct bookmarks *out, const struct bookmarks *list, size_t at,
                        struct bookmark *bookmark)
{
    size_t end = list->count, to = 0;
    while (end > 0 && find(out, &list->items[end - 1]->id) == NULL)
        end--; /* from here on, all was added here: it belongs to the end */
    if (at >= end)
        to = out->count;
    else
        for (size_t i = at; i > 0 && to == 0; i--)
            to = bookmarks_index(out, &list->items[i - 1]->id) + 1;
    insert(out, to, bookmark);
}

void bookmarks_rebase(const struct bookmarks *saved, const struct bookmarks *list,
                      struct bookmarks *theirs)
{
    for (size_t i = 0; i < saved->count; i++) {
        const struct bookmark_id *id = &saved->items[i]->id;
        if (find(list, id) == NULL && find(theirs, id) != NULL)
            bookmark_free(take(theirs, bookmarks_index(theirs, id)));
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct bookmark *mine = list->items[i], *before = find(saved, &mine->id);
        struct bookmark *other = find(theirs, &mine->id);
        bool noted = strcmp(mine->note, before != NULL ? before->note : "") != 0;
        if (other == NULL && (before == NULL || noted) && theirs->count < BOOKMARKS_MAX)
            place_as_in(theirs, list, i, bookmark_copy(mine));
        if (other != NULL && before != NULL && mine->placed)
            place_as_in(theirs, list, i, take(theirs, bookmarks_index(theirs, &mine->id)));
        if (other != NULL && noted)
            replace_note(other, mine->note);
    }
}

struct bookmarks *bookmarks_complete(const struct bookmarks *saved,
                                     const struct bookmarks *recovered)
{
    struct bookmarks *list = bookmarks_copy(saved);
    for (size_t i = 0; i < recovered->count; i++) {
        const struct bookmark *bookmark = recovered->items[i];
        if (!bookmarks_append(list, bookmark) && bookmark->note[0] != '\0')
            replace_note(find(list, &bookmark->id), bookmark->note);
    }
    return list;
}
