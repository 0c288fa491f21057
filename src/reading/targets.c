#include "config.h"
#include "reading/targets.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reading/route.h"

static uint64_t mix(uint64_t hash, const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

/* What is inline below is done for each line of a log that has an error. */

/* Most targets have 16 to 32 bytes: these without a loop, whose end nobody could predict. */
static inline uint32_t hash_text(const char *text, size_t len)
{
    uint64_t hash = len;
    const size_t word = sizeof hash;
    if (len >= 2 * word && len <= 4 * word) {
        hash = mix(mix(hash, text), text + word);
        hash = mix(mix(hash, text + len - 2 * word), text + len - word);
    } else {
        char rest[sizeof hash] = "";
        for (; len >= word; text += word, len -= word)
            hash = mix(hash, text);
        memcpy(rest, text, len);
        hash = mix(hash, rest);
    }
    return (uint32_t)(hash >> 32);
}

/* As memcpy() for few bytes: compilers make of that what is slow for few. */
static void copy_text(char *to, const char *from, size_t len)
{
    const size_t half = 2 * sizeof(uint64_t);
    size_t at = 0;
    if (len >= half && len <= 2 * half) {
        memcpy(to, from, half);
        memcpy(to + len - half, from + len - half, half);
        return;
    }
    for (; at + sizeof(uint64_t) <= len; at += sizeof(uint64_t))
        memcpy(to + at, from + at, sizeof(uint64_t));
    for (; at < len; at++)
        to[at] = from[at];
}

struct text {
    const char *bytes;
    size_t len;
    uint32_t hash;
};

static uint8_t *bucket_of(struct seen_targets *targets, uint32_t hash)
{
    return &targets->buckets[hash & (SEEN_BUCKETS - 1)];
}

/* Returns a place of the least count. Counts only grow, so the places before targets->look have
 * more until all have. */
static size_t find_rarest(struct seen_targets *targets)
{
    for (;;) {
        for (; targets->look < SEEN_TARGETS; targets->look++)
            if (targets->places[targets->look].count == targets->least)
                return targets->look;
        targets->least = targets->places[0].count;
        for (size_t i = 1; i < SEEN_TARGETS; i++)
            if (targets->places[i].count < targets->least)
                targets->least = targets->places[i].count;
        targets->look = 0;
    }
}

/* The path: up to the query, without what nobody needs. */
static size_t target_len(const char *text, size_t len)
{
    const char *query = memchr(text, '?', len);
    len = query != NULL ? (size_t)(query - text) : len;
    return len < SEEN_TARGET_BYTES ? len : SEEN_TARGET_BYTES;
}

/* Takes the rarest target out of its bucket, and returns its place. */
static size_t take_over(struct seen_targets *targets)
{
    size_t place = find_rarest(targets);
    uint8_t *link = bucket_of(targets, targets->places[place].hash);
    while (*link != place + 1)
        link = &targets->places[*link - 1].next;
    *link = targets->places[place].next;
    targets->full = true;
    return place;
}

static inline bool count_known(struct seen_targets *targets, const struct text *text,
                               uint64_t count)
{
    for (size_t i = *bucket_of(targets, text->hash); i != 0; i = targets->places[i - 1].next) {
        struct seen_target *known = &targets->places[i - 1];
        if (known->hash == text->hash && known->len == text->len &&
            memcmp(known->text, text->bytes, text->len) == 0) {
            known->count += count;
            return true;
        }
    }
    return false;
}

/* Puts a new text at a place, which has the count of the text before. */
static inline void put_new(struct seen_targets *targets, size_t place, const struct text *text,
                           uint64_t count)
{
    struct seen_target *target = &targets->places[place];
    uint8_t *bucket = bucket_of(targets, text->hash);
    target->more = target->count;
    target->count = target->more + count;
    target->hash = text->hash;
    target->len = (uint16_t)text->len;
    target->next = *bucket;
    *bucket = (uint8_t)(place + 1);
    copy_text(target->text, text->bytes, text->len);
}

static bool has_room(const struct seen_targets *targets)
{
    return targets->count < SEEN_TARGETS;
}

/* Fills in the route of a target, which is the target itself where it has no id. */
static struct text route_text(const struct seen_target *target, char route[SEEN_TARGET_BYTES])
{
    struct text text = {route, route_of(target->text, target->len, route, SEEN_TARGET_BYTES), 0};
    if (text.len == 0) {
        text.bytes = target->text;
        text.len = target->len;
    }
    text.hash = hash_text(text.bytes, text.len);
    return text;
}

/* Goes on counting under its route what was counted of a target that loses its place. */
static void keep_route(struct seen_targets *targets, const struct seen_target *target)
{
    char route[SEEN_TARGET_BYTES];
    if (targets->lost)
        return;
    if (targets->routes == NULL)
        targets->routes = xcalloc(1, sizeof *targets->routes);
    struct text text = route_text(target, route);
    uint64_t count = target->count - target->more;
    if (count_known(targets->routes, &text, count))
        return;
    if (has_room(targets->routes))
        put_new(targets->routes, targets->routes->count++, &text, count);
    else
        targets_lose(targets);
}

void targets_add(struct seen_targets *targets, const char *target, size_t len, uint64_t count)
{
    struct text text = {target, target_len(target, len), 0};
    text.hash = hash_text(text.bytes, text.len);
    if (count_known(targets, &text, count))
        return;
    if (has_room(targets)) {
        put_new(targets, targets->count++, &text, count);
        return;
    }
    size_t place = take_over(targets);
    keep_route(targets, &targets->places[place]);
    put_new(targets, place, &text, count);
}

void targets_own(struct seen_targets *copy)
{
    if (copy->routes != NULL)
        copy->routes = memcpy(xmalloc(sizeof *copy->routes), copy->routes, sizeof *copy->routes);
}

void targets_lose(struct seen_targets *targets)
{
    targets->full = targets->lost = true;
    targets_clear(targets);
}

void targets_clear(struct seen_targets *targets)
{
    free(targets->routes);
    targets->routes = NULL;
}

static bool is_before(const struct seen_target *left, const struct seen_target *right)
{
    if (left->count != right->count)
        return left->count > right->count;
    size_t len = left->len < right->len ? left->len : right->len;
    int order = memcmp(left->text, right->text, len);
    return order != 0 ? order < 0 : left->len < right->len;
}

/* Inserts a target in order into a list with room. */
static void insert(struct seen_target *list, size_t count, const struct seen_target *target)
{
    size_t at = count;
    for (; at > 0 && is_before(target, &list[at - 1]); at--)
        list[at] = list[at - 1];
    list[at] = *target;
}

size_t targets_list(const struct seen_targets *targets, struct seen_target list[SEEN_TARGETS])
{
    for (size_t i = 0; i < targets->count; i++)
        insert(list, i, &targets->places[i]);
    return targets->count;
}

#define TOGETHER_FROM 3 /* two targets of a route are listed as they are */

/* A route with all its targets. */
struct route {
    struct seen_target group; /* its count: of those that are not listed as they are */
    uint64_t count;           /* of all */
    size_t targets;           /* that have a place */
    bool together;            /* they are one line */
};

struct routes {
    struct route items[SEEN_GROUPS];
    size_t count;
    struct route *of[SEEN_TARGETS]; /* of each place */
};

/* Adds to the count of a route. */
static struct route *count_route(struct routes *routes, const struct text *text, uint64_t count)
{
    size_t i = 0;
    for (; i < routes->count; i++)
        if (routes->items[i].group.len == text->len &&
            memcmp(routes->items[i].group.text, text->bytes, text->len) == 0)
            break;
    struct route *route = &routes->items[i];
    if (i == routes->count) {
        *route = (struct route){.group = {.len = (uint16_t)text->len}};
        memcpy(route->group.text, text->bytes, text->len);
        routes->count++;
    }
    route->count = route->group.count += count;
    return route;
}

static uint64_t own_count(const struct seen_target *target)
{
    return target->count - target->more;
}

static void collect_routes(const struct seen_targets *targets, struct routes *routes)
{
    const struct seen_targets *gone = targets->routes;
    routes->count = 0;
    for (size_t i = 0; gone != NULL && i < gone->count; i++) {
        struct text text = {gone->places[i].text, gone->places[i].len, 0};
        count_route(routes, &text, gone->places[i].count)->together = true;
    }
    for (size_t i = 0; i < targets->count; i++) {
        char bytes[SEEN_TARGET_BYTES];
        struct text text = route_text(&targets->places[i], bytes);
        struct route *route = count_route(routes, &text, own_count(&targets->places[i]));
        route->targets++;
        route->together = route->together || route->targets >= TOGETHER_FROM;
        routes->of[i] = route;
    }
}

/* Reports whether the target is a line of its own: those of its route are, or it makes half of the
 * count. One that took over a place may have lost one before, and its count with it. */
static bool is_alone(const struct seen_target *target, const struct route *route)
{
    bool has_id = target->len != route->group.len ||
                  memcmp(target->text, route->group.text, target->len) != 0;
    return !route->together ||
           (has_id && target->more == 0 && target->count >= route->count - target->count);
}

static size_t list_groups(const struct seen_targets *targets, struct seen_target *groups)
{
    struct routes routes;
    size_t count = 0;
    collect_routes(targets, &routes);
    for (size_t i = 0; i < targets->count; i++) {
        struct seen_target alone = targets->places[i];
        if (!is_alone(&targets->places[i], routes.of[i]))
            continue;
        alone.count = own_count(&alone);
        alone.more = 0;
        routes.of[i]->group.count -= alone.count;
        insert(groups, count++, &alone);
    }
    for (size_t i = 0; i < routes.count; i++)
        if (routes.items[i].group.count > 0)
            insert(groups, count++, &routes.items[i].group);
    return count;
}

size_t targets_group(const struct seen_targets *targets, struct seen_target groups[SEEN_GROUPS])
{
    size_t count =
        targets_are_exact(targets) ? list_groups(targets, groups) : targets_list(targets, groups);
    while (count > 0 && groups[count - 1].count == 0)
        count--;
    return count;
}

bool targets_are_exact(const struct seen_targets *targets)
{
    return !targets->lost;
}
