/*
 * Two windows change the same bookmarks: what both meant.
 */
#ifndef SB_BOOKMARKS_BOOKMARKS_MERGE_H
#define SB_BOOKMARKS_BOOKMARKS_MERGE_H

#include "bookmarks/bookmarks.h"

/*
 * Both `mine` and `theirs` came from `base` by changes; mine are the later ones. Returns a new list
 * with the changes of both:
 *
 *   - An entry that one side changed, added or removed is as that side has it. Where both touched
 *     the same entry, note and unknown members are judged one by one, and where both changed the
 *     same, mine counts; an entry that I removed is gone, one that I changed or added is there.
 *   - The order is theirs, but the entries that I moved or added stand behind the entry that they
 *     stand behind in my list. What I added at the end comes at the end.
 *   - The title and the unknown members of the file: as the one side that changed them, else mine.
 *
 * So merge(base, mine, base) equals mine and merge(base, base, theirs) equals theirs. The result
 * has at most BOOKMARKS_MAX entries: what I added and does not fit is left out.
 */
struct bookmarks *bookmarks_merge(const struct bookmarks *base, const struct bookmarks *mine,
                                  const struct bookmarks *theirs);

/* The same for a list of theirs that was recovered from a damaged file: what it lacks was lost, not
 * removed. */
struct bookmarks *bookmarks_merge_recovered(const struct bookmarks *base,
                                            const struct bookmarks *mine,
                                            const struct bookmarks *recovered);

#endif
