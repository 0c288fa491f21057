/* The targets of a code, and what they have in common. */
#include "config.h"
#include "reading/targets.h"

#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "support/check.h"
#include "support/files.h"

static void add(struct seen_targets *targets, const char *text, uint64_t count)
{
    targets_add(targets, text, strlen(text), count);
}

/* What a page would list: "3 /a, 2 /b". */
static char *listed(const struct seen_targets *targets)
{
    struct seen_target groups[SEEN_GROUPS];
    size_t count = targets_group(targets, groups);
    struct strbuf text = STRBUF_INIT;
    for (size_t i = 0; i < count; i++)
        strbuf_printf(&text, "%s%d %.*s", i > 0 ? ", " : "", (int)groups[i].count,
                      (int)groups[i].len, groups[i].text);
    return text.data != NULL ? text.data : calloc(1, 1);
}

static void targets_of_a_route_are_one_line(void)
{
    static const struct {
        const char *targets[6];
        const char *listed;
    } rows[] = {
        {{"/a?x=1", "/b", "/a?x=2"}, "2 /a, 1 /b"},
        {{"/a/1", "/a/2"}, "1 /a/1, 1 /a/2"},
        {{"/a/1", "/a/2", "/a/3", "/b/1"}, "3 /a/…, 1 /b/1"},
        {{"/a/1", "/a/1", "/a/1", "/a/2", "/a/3"}, "3 /a/1, 2 /a/…"},
        {{"/a/1", "/a/1", "/a/2", "/a/2", "/a/3"}, "5 /a/…"},
        {{"/a/1", "/a/1", "/a/1", "/a/1"}, "4 /a/1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct seen_targets targets = {0};
        for (size_t k = 0; k < 6 && rows[i].targets[k] != NULL; k++)
            add(&targets, rows[i].targets[k], 1);
        char *text = listed(&targets);
        CHECK_STR(text, rows[i].listed);
        CHECK(targets_are_exact(&targets));
        free(text);
        targets_clear(&targets);
    }
}

/* Far more targets than places, on few routes: no count is lost. */
static void counts_of_routes_are_exact(void)
{
    struct seen_targets targets = {0};
    unsigned seed = 1, counts[3] = {0};
    for (int i = 0; i < 20000; i++) {
        char target[32];
        unsigned kind = support_random(&seed, 10);
        kind = kind < 6 ? 0 : kind < 9 ? 1 : 2;
        snprintf(target, sizeof target, "%s%u", kind == 0 ? "/orders/" : "/users/",
                 support_random(&seed, 5000));
        add(&targets, kind == 2 ? "/health" : target, 1);
        counts[kind]++;
    }
    CHECK(targets.full && targets_are_exact(&targets));
    char *text = listed(&targets), wanted[100];
    snprintf(wanted, sizeof wanted, "%u /orders/…, %u /users/…, %u /health", counts[0], counts[1],
             counts[2]);
    CHECK_STR(text, wanted);
    free(text);
    targets_clear(&targets);
}

/* More routes than there is room for: the sum stays, no count is too low, what is frequent is not
 * lost, and nobody is told that this is all. */
static void many_routes_share_the_places(void)
{
    struct seen_targets targets = {0};
    unsigned seed = 1;
    uint64_t frequent = 0, sum = 0;
    for (int i = 0; i < 100000; i++) {
        char target[32];
        bool is_frequent = i % 10 == 0;
        snprintf(target, sizeof target, is_frequent ? "/most" : "/x%u",
                 support_random(&seed, 50000));
        frequent += is_frequent;
        add(&targets, target, 1);
    }
    struct seen_target groups[SEEN_GROUPS];
    size_t count = targets_group(&targets, groups);
    CHECK(!targets_are_exact(&targets));
    CHECK_INT(count, SEEN_TARGETS);
    CHECK(memcmp(groups[0].text, "/most", 5) == 0);
    CHECK(groups[0].count >= frequent && groups[0].count - groups[0].more <= frequent);
    for (size_t i = 0; i < count; i++)
        sum += groups[i].count;
    CHECK_INT(sum, 100000);
    targets_clear(&targets);
}

static void a_copy_is_independent(void)
{
    struct seen_targets targets = {0};
    for (int i = 0; i < 2 * SEEN_TARGETS; i++) {
        char target[32];
        snprintf(target, sizeof target, "/a/%d", i);
        add(&targets, target, 1);
    }
    struct seen_targets copy = targets;
    targets_own(&copy);
    targets_clear(&targets);
    char *text = listed(&copy);
    CHECK_STR(text, "128 /a/…");
    free(text);
    targets_clear(&copy);
}

int main(void)
{
    RUN(targets_of_a_route_are_one_line);
    RUN(counts_of_routes_are_exact);
    RUN(many_routes_share_the_places);
    RUN(a_copy_is_independent);
    return check_done();
}
