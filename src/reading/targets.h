/*
 * For which targets a code was seen: the most frequent ones, in a memory of fixed size.
 *
 * Logs of an API name a thousand orders once each. What they have in common is their route: the
 * target with "…" in place of its ids. What was counted of a target that loses its place is kept
 * under its route, as long as there is room for all routes.
 */
#ifndef SB_READING_TARGETS_H
#define SB_READING_TARGETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SEEN_TARGETS 64 /* more than a page shows, and their least count stays small */
#define SEEN_TARGET_BYTES 96

struct seen_target {
    uint64_t count;
    uint64_t more; /* the count is too high by at most this: it took over a place */
    uint32_t hash;
    uint16_t len; /* bytes */
    uint8_t next; /* place + 1 of the next with its bucket; 0: none */
    char text[SEEN_TARGET_BYTES];
};

#define SEEN_BUCKETS 512 /* a power of two, so that few targets share one */

struct seen_targets {
    struct seen_target places[SEEN_TARGETS];
    uint8_t buckets[SEEN_BUCKETS]; /* place + 1 of the first; 0: none */
    size_t count;
    bool full;                   /* places were taken over */
    bool lost;                   /* and what was counted of their targets is not among the routes */
    uint64_t least;              /* no count is less, */
    size_t look;                 /* and from this place on it may be that of a place */
    struct seen_targets *routes; /* owned; of targets that lost their place, one each; NULL: none */
};

#define SEEN_GROUPS (2 * SEEN_TARGETS) /* places and routes */

/* Counts a target up to its query, cut at SEEN_TARGET_BYTES. A new one takes over the place and the
 * count of the rarest when there is no room (Space-Saving, by Metwally and others, 2005). */
void targets_add(struct seen_targets *targets, const char *text, size_t len, uint64_t count);

/* From now on the counts are not exact, and there are no routes. */
void targets_lose(struct seen_targets *targets);

/* Makes *copy, which has the bytes of another one, independent of that. targets_clear() frees. */
void targets_own(struct seen_targets *copy);
void targets_clear(struct seen_targets *targets);

/* Lists the targets that have a place, the most frequent first, those of one count in the order of
 * their texts. Returns how many there are. */
size_t targets_list(const struct seen_targets *targets, struct seen_target list[SEEN_TARGETS]);

/* Lists targets and routes, the most frequent first: three targets of a route or more are one line,
 * but for one that makes half of it. Where the counts of routes are not exact, all are targets.
 * Returns how many there are. */
size_t targets_group(const struct seen_targets *targets, struct seen_target groups[SEEN_GROUPS]);

/* Reports whether the counts of targets_group() are exact, and no target is missing in them. */
bool targets_are_exact(const struct seen_targets *targets);

#endif
