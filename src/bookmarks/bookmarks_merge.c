#include "config.h"
#include "bookmarks/bookmarks_merge.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* The text that counts: of the side that changed it, mine where both did. */
static const char *pick(const char *base, const char *mine, const char *theirs)
{
    bool i_changed = base == NULL || mine == NULL ? base != mine : strcmp(base, mine) != 0;
    return i_changed ? mine : theirs;
}

static void merge_extras(const struct bookmark_extras *base, const struct bookmark_extras *mine,
                         const struct bookmark_extras *theirs, struct bookmark_extras *out)
{
    static const struct bookmark_extras none;
    if (base == NULL)
        base = &none;
    bookmark_extras_copy(out, theirs);
    for (size_t i = 0; i < theirs->count; i++) {
        const char *key = theirs->items[i].key;
        bookmark_extras_set(out, key,
                            pick(bookmark_extras_get(base, key), bookmark_extras_get(mine, key),
                                 theirs->items[i].json));
    }
    for (size_t i = 0; i < mine->count; i++) {
        const char *key = mine->items[i].key;
        if (bookmark_extras_get(theirs, key) == NULL)
            bookmark_extras_set(out, key,
                                pick(bookmark_extras_get(base, key), mine->items[i].json, NULL));
    }
}

/* Appends an entry that both have, or that one has and the other (NULL) lacks. */
static bool append_merged(struct bookmarks *out, const struct bookmark *base,
                          const struct bookmark *mine, const struct bookmark *theirs)
{
    if (mine == NULL || theirs == NULL)
        return bookmarks_append(out, mine != NULL ? mine : theirs);
    const char *note = base != NULL ? base->note : "";
    const char *added = base != NULL ? base->added : NULL;
    struct bookmark merged = {
        .id = theirs->id,
        .note = (char *)pick(note, mine->note, theirs->note),
        .added = (char *)pick(added, mine->added, theirs->added),
    };
    merge_extras(base != NULL ? &base->extras : NULL, &mine->extras, &theirs->extras,
                 &merged.extras);
    bool ok = bookmarks_append(out, &merged);
    bookmark_extras_clear(&merged.extras);
    return ok;
}

/* --- Order ----------------------------------------------------------------------------------- */

/*
 * Marks in kept[] the longest run of values that ascend, so that as few as possible are not in it.
 * Values BOOKMARK_NONE are never in it.
 */
static void longest_ascent(const size_t *values, size_t count, bool *kept)
{
    size_t *ends = xreallocarray(NULL, count, sizeof *ends); /* [length - 1]: index of the last */
    size_t *before = xreallocarray(NULL, count, sizeof *before); /* in the run that ends there */
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        kept[i] = false;
        if (values[i] == BOOKMARK_NONE)
            continue;
        size_t low = 0, high = length;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (values[ends[middle]] < values[i])
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low > 0 ? ends[low - 1] : BOOKMARK_NONE;
        ends[low] = i;
        if (low == length)
            length++;
    }
    for (size_t i = length > 0 ? ends[length - 1] : BOOKMARK_NONE; i != BOOKMARK_NONE;
         i = before[i])
        kept[i] = true;
    free(ends);
    free(before);
}

/* An entry that the result may hold, in a chain that is its order. Element 0 is the beginning; then
 * theirs, then those of mine that they lack. */
struct node {
    const struct bookmark *base, *mine, *theirs;
    size_t next; /* 0: the last one */
    bool dropped;
};

struct merge {
    const struct bookmarks *base, *mine, *theirs;
    struct node *nodes;
    size_t count;
    size_t *node_of_mine; /* [index in mine]: its node, BOOKMARK_NONE: not in the result */
    bool *stays;          /* [index in mine]: I did not move it */
};

/* The places of a list's entries, for many look-ups. */
struct place {
    const struct bookmark *bookmark;
    size_t index;
};

static int compare_places(const void *left, const void *right)
{
    uintptr_t a = (uintptr_t)((const struct place *)left)->bookmark;
    uintptr_t b = (uintptr_t)((const struct place *)right)->bookmark;
    return a < b ? -1 : a > b;
}

static struct place *sort_places(const struct bookmarks *list)
{
    size_t count = bookmarks_count(list);
    struct place *places = xreallocarray(NULL, count, sizeof *places);
    for (size_t i = 0; i < count; i++)
        places[i] = (struct place){bookmarks_at(list, i), i};
    qsort(places, count, sizeof *places, compare_places);
    return places;
}

static size_t find_place(const struct bookmarks *list, const struct place *places,
                         const struct bookmark_id *id)
{
    struct place wanted = {bookmarks_find(list, id), 0};
    if (wanted.bookmark == NULL)
        return BOOKMARK_NONE;
    const struct place *found =
        bsearch(&wanted, places, bookmarks_count(list), sizeof *places, compare_places);
    assert(found != NULL); /* the places are all of the list */
    return found->index;
}

/* Did a side change its entry since base? An entry that is new counts as changed. */
static bool is_changed(const struct bookmark *base, const struct bookmark *side)
{
    return base == NULL || !bookmark_equal(base, side);
}

/* Makes the nodes: theirs in their order, without those that I removed; and mine that they lack,
 * without those that they removed and I left alone. */
static void make_nodes(struct merge *merge)
{
    size_t their_count = bookmarks_count(merge->theirs), my_count = bookmarks_count(merge->mine);
    struct place *their_places = sort_places(merge->theirs);
    merge->nodes = xcalloc(1 + their_count + my_count, sizeof *merge->nodes);
    merge->count = 1;
    for (size_t i = 0; i < their_count; i++) {
        struct node *node = &merge->nodes[merge->count++];
        node->theirs = bookmarks_at(merge->theirs, i);
        node->base = bookmarks_find(merge->base, &node->theirs->id);
        node->mine = bookmarks_find(merge->mine, &node->theirs->id);
        node->dropped = node->mine == NULL && node->base != NULL;
    }
    for (size_t i = 0; i < my_count; i++) {
        const struct bookmark *mine = bookmarks_at(merge->mine, i);
        size_t place = find_place(merge->theirs, their_places, &mine->id);
        const struct bookmark *base = bookmarks_find(merge->base, &mine->id);
        merge->node_of_mine[i] = BOOKMARK_NONE;
        if (place != BOOKMARK_NONE) {
            merge->node_of_mine[i] = 1 + place;
        } else if (is_changed(base, mine)) {
            merge->node_of_mine[i] = merge->count;
            merge->nodes[merge->count++] = (struct node){.base = base, .mine = mine};
        }
    }
    free(their_places);
}

/* Finds the entries that I left where they were among the others of base. */
static void find_stays(struct merge *merge)
{
    size_t count = bookmarks_count(merge->mine);
    struct place *base_places = sort_places(merge->base);
    size_t *values = xreallocarray(NULL, count, sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = find_place(merge->base, base_places, &bookmarks_at(merge->mine, i)->id);
    longest_ascent(values, count, merge->stays);
    free(values);
    free(base_places);
}

/* Chains theirs in their order, without those that I moved; stays[] is from here on whether an
 * entry of mine stands in that chain. */
static void chain_theirs(struct merge *merge)
{
    size_t their_count = bookmarks_count(merge->theirs), my_count = bookmarks_count(merge->mine);
    bool *moved = xcalloc(1 + their_count, sizeof *moved);
    for (size_t i = 0; i < my_count; i++) {
        size_t node = merge->node_of_mine[i];
        /* What both added stays where they have it. */
        if (node != BOOKMARK_NONE && node <= their_count)
            moved[node] = !merge->stays[i] && merge->nodes[node].base != NULL;
    }
    size_t last = 0;
    for (size_t node = 1; node <= their_count; node++) {
        if (moved[node] || merge->nodes[node].dropped)
            continue;
        merge->nodes[last].next = node;
        last = node;
    }
    for (size_t i = 0; i < my_count; i++) {
        size_t node = merge->node_of_mine[i];
        merge->stays[i] = node != BOOKMARK_NONE && node <= their_count && !moved[node];
    }
    free(moved);
}

/* Puts in what I moved or added, each behind the one that it follows in my list. */
static void chain_mine(struct merge *merge)
{
    size_t count = bookmarks_count(merge->mine), before = 0;
    size_t tail = count; /* from here on, all of mine was put in by me: it belongs to the end */
    while (tail > 0 && !merge->stays[tail - 1])
        tail--;
    for (size_t i = 0; i < count; i++) {
        size_t node = merge->node_of_mine[i];
        if (node == BOOKMARK_NONE)
            continue;
        if (!merge->stays[i]) {
            /* Behind what they put in at the same place, they being earlier. */
            while (merge->nodes[before].next != 0 &&
                   (i >= tail || merge->nodes[merge->nodes[before].next].mine == NULL))
                before = merge->nodes[before].next;
            merge->nodes[node].next = merge->nodes[before].next;
            merge->nodes[before].next = node;
        }
        before = node;
    }
}

struct bookmarks *bookmarks_merge(const struct bookmarks *base, const struct bookmarks *mine,
                                  const struct bookmarks *theirs)
{
    size_t my_count = bookmarks_count(mine);
    struct merge merge = {.base = base, .mine = mine, .theirs = theirs};
    merge.node_of_mine = xreallocarray(NULL, my_count, sizeof *merge.node_of_mine);
    merge.stays = xcalloc(my_count, sizeof *merge.stays);
    make_nodes(&merge);
    find_stays(&merge);
    chain_theirs(&merge);
    chain_mine(&merge);
    struct bookmarks *out = bookmarks_new();
    for (size_t at = merge.nodes[0].next; at != 0; at = merge.nodes[at].next)
        append_merged(out, merge.nodes[at].base, merge.nodes[at].mine, merge.nodes[at].theirs);
    bookmarks_set_title(
        out, pick(bookmarks_title(base), bookmarks_title(mine), bookmarks_title(theirs)));
    merge_extras(bookmarks_extras_of(base), bookmarks_extras_of(mine), bookmarks_extras_of(theirs),
                 bookmarks_extras(out));
    free(merge.nodes);
    free(merge.node_of_mine);
    free(merge.stays);
    return out;
}

struct bookmarks *bookmarks_merge_recovered(const struct bookmarks *base,
                                            const struct bookmarks *mine,
                                            const struct bookmarks *recovered)
{
    /* Seen from nothing, both lists only added. */
    struct bookmarks *nothing = bookmarks_new();
    struct bookmarks *theirs = bookmarks_merge(nothing, recovered, base);
    struct bookmarks *merged = bookmarks_merge(base, mine, theirs);
    bookmarks_free(nothing);
    bookmarks_free(theirs);
    return merged;
}
