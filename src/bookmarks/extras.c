#include "config.h"
#include "bookmarks/bookmarks.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

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
    if (at != BOOKMARK_NONE) {
        char *copy = xstrdup(json);
        free(extras->items[at].json);
        extras->items[at].json = copy;
    } else {
        MEM_GROW(extras->items, extras->cap, extras->count + 1);
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
