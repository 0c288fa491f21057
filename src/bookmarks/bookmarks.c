#include "config.h"
#include "bookmarks/bookmarks.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "bookmarks/bookmarks_private.h"

bool bookmark_id_equal(const struct bookmark_id *a, const struct bookmark_id *b)
{
    return strcmp(a->code, b->code) == 0 && text_like(a->owner, b->owner) &&
           strcmp(a->registry, b->registry) == 0;
}

static bool is_valid_part(const char *part)
{
    size_t len = part != NULL ? strlen(part) : 0;
    return len > 0 && len <= BOOKMARK_ID_MAX && utf8_is_plain(part, len);
}

bool bookmark_id_valid(const struct bookmark_id *id)
{
    return is_valid_part(id->registry) && is_valid_part(id->code) && is_valid_part(id->owner);
}

struct bookmark *bookmark_new(const struct bookmark_id *id, const char *note, const char *added)
{
    struct bookmark *bookmark = xcalloc(1, sizeof *bookmark);
    bookmark->id.registry = xstrdup(id->registry);
    bookmark->id.code = xstrdup(id->code);
    bookmark->id.owner = xstrdup(id->owner);
    bookmark->note = xstrdup(note);
    bookmark->added = added != NULL ? xstrdup(added) : NULL;
    return bookmark;
}

struct bookmark *bookmark_copy(const struct bookmark *from)
{
    struct bookmark *copy = bookmark_new(&from->id, from->note, from->added);
    bookmark_extras_copy(&copy->extras, &from->extras);
    return copy;
}

void bookmark_free(struct bookmark *bookmark)
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
    return text_equal(a->added, b->added) && bookmark_id_equal(&a->id, &b->id) &&
           strcmp(a->note, b->note) == 0 && bookmark_extras_equal(&a->extras, &b->extras);
}

void bookmark_set_note(struct bookmark *bookmark, const char *note)
{
    char *copy = xstrdup(note);
    free(bookmark->note);
    bookmark->note = copy;
}

static size_t hash_id(const struct bookmark_id *id)
{
    uint64_t hash = hash_add_bytes(HASH_START, id->code, strlen(id->code) + 1);
    for (const char *p = id->owner; *p != '\0'; p++)
        hash = hash_add(hash, (unsigned char)ascii_lower(*p));
    return (size_t)hash_add_bytes(hash, id->registry, strlen(id->registry));
}

/* Returns the slot of the identity, or the free one where it belongs. */
static size_t find_slot(const struct bookmarks *list, const struct bookmark_id *id)
{
    size_t mask = list->slot_count - 1, at = hash_id(id) & mask;
    while (list->slots[at] != NULL && !bookmark_id_equal(&list->slots[at]->id, id))
        at = (at + 1) & mask;
    return at;
}

static void rebuild_slots(struct bookmarks *list)
{
    for (size_t i = 0; i < list->slot_count; i++)
        list->slots[i] = NULL;
    for (size_t i = 0; i < list->count; i++)
        list->slots[find_slot(list, &list->items[i]->id)] = list->items[i];
}

static void add_slot(struct bookmarks *list, struct bookmark *bookmark)
{
    if (list->slot_count <= 2 * list->count) {
        list->slot_count = list->slot_count == 0 ? 16 : 2 * list->slot_count;
        list->slots = xreallocarray(list->slots, list->slot_count, sizeof(struct bookmark *));
        rebuild_slots(list);
    }
    list->slots[find_slot(list, &bookmark->id)] = bookmark;
}

struct bookmarks *bookmarks_new(void)
{
    struct bookmarks *list = xcalloc(1, sizeof *list);
    list->title = xstrdup("");
    return list;
}

void bookmarks_free(struct bookmarks *list)
{
    if (list == NULL)
        return;
    for (size_t i = 0; i < list->count; i++)
        bookmark_free(list->items[i]);
    free(list->items);
    free(list->slots);
    free(list->title);
    bookmark_extras_clear(&list->extras);
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

size_t bookmarks_count(const struct bookmarks *list)
{
    return list->count;
}

const struct bookmark *bookmarks_at(const struct bookmarks *list, size_t index)
{
    assert(index < list->count);
    return list->items[index];
}

struct bookmark *bookmarks_get(const struct bookmarks *list, const struct bookmark_id *id)
{
    return list->slot_count == 0 ? NULL : list->slots[find_slot(list, id)];
}

const struct bookmark *bookmarks_find(const struct bookmarks *list, const struct bookmark_id *id)
{
    return bookmarks_get(list, id);
}

size_t bookmarks_index(const struct bookmarks *list, const struct bookmark_id *id)
{
    const struct bookmark *wanted = bookmarks_get(list, id);
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

void bookmarks_insert(struct bookmarks *list, size_t at, struct bookmark *bookmark)
{
    MEM_GROW(list->items, list->cap, list->count + 1);
    memmove(&list->items[at + 1], &list->items[at], (list->count - at) * sizeof *list->items);
    list->items[at] = bookmark;
    list->count++;
    add_slot(list, bookmark);
}

struct bookmark *bookmarks_take(struct bookmarks *list, size_t at)
{
    struct bookmark *bookmark = list->items[at];
    list->count--;
    memmove(&list->items[at], &list->items[at + 1], (list->count - at) * sizeof *list->items);
    rebuild_slots(list);
    return bookmark;
}

bool bookmarks_append(struct bookmarks *list, const struct bookmark *bookmark)
{
    if (list->count >= BOOKMARKS_MAX || bookmarks_get(list, &bookmark->id) != NULL)
        return false;
    bookmarks_insert(list, list->count, bookmark_copy(bookmark));
    return true;
}
