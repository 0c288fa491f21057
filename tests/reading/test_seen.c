/* Counts and their bounds. */
#include "config.h"
#include "reading/seen.h"

#include <stdlib.h>
#include <string.h>

#include "support/check.h"
#include "support/files.h"

static void see(struct seen *seen, int code, const char *target)
{
    struct found_status found = {.code = code, .times = 1, .upstream = SEEN_NO_CODE};
    found.target = (struct seen_text){target, strlen(target)};
    seen_add(seen, &found, "line", 4);
}

static void codes_are_what_logs_write(void)
{
    static const struct {
        const char *text;
        int code;
    } rows[] = {{"404", 404},          {"0", 0},
                {"000", SEEN_ZEROS},   {"-1", SEEN_MINUS},
                {"999", 999},          {"", SEEN_NO_CODE},
                {"99", SEEN_NO_CODE},  {"040", SEEN_NO_CODE},
                {"4x4", SEEN_NO_CODE}, {"1", SEEN_NO_CODE},
                {"4040", SEEN_NO_CODE}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        CHECK_INT(seen_code_of(rows[i].text, strlen(rows[i].text)), rows[i].code);
        char text[SEEN_CODE_BYTES];
        if (rows[i].code != SEEN_NO_CODE) {
            seen_put_code(rows[i].code, text);
            CHECK_STR(text, rows[i].text);
        }
    }
}

static void lists_the_worst_first(void)
{
    static const int codes[] = {200, 404, 404, 503, 0, 301, 100, 500, 500, 742};
    static const int expected[] = {500, 503, 0, 404, 301, 200, 100, 742};
    struct seen *seen = seen_new();
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        see(seen, codes[i], "/");
    int order[SEEN_CODES];
    CHECK_INT(seen_list(seen, order), 8);
    for (size_t i = 0; i < 8; i++)
        CHECK_INT(order[i], expected[i]);
    seen_free(seen);
}

static int further(struct seen *seen, const struct entry *entry, size_t place, int like)
{
    return seen_further_code(seen,
                             &(struct seen_further){.entry = entry, .place = place, .like = like});
}

static void codes_of_further_registries_stand_with_what_they_are_like(void)
{
    static const struct entry entries[5];
    struct seen *seen = seen_new();
    int late = further(seen, &entries[4], 2, SEEN_NO_CODE);
    int timeout = further(seen, &entries[1], 2, 504);
    int absent = further(seen, &entries[2], 1, 404);
    int early = further(seen, &entries[3], 2, SEEN_NO_CODE);
    CHECK_INT(further(seen, &entries[1], 2, 504), timeout);
    CHECK(seen_further(seen, 404) == NULL && seen_further(seen, late)->entry == &entries[4]);
    const int expected[] = {502, timeout, 404, absent, early, late, 301};
    const int codes[] = {early, late, 301, timeout, absent, 404, 502};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        see(seen, codes[i], "/");
    int order[SEEN_CODES];
    CHECK_INT(seen_list(seen, order), 7);
    for (size_t i = 0; i < 7; i++)
        CHECK_INT(order[i], expected[i]);
    CHECK(seen_is_code_before(seen, 599, absent) && seen_is_code_before(seen, absent, timeout));
    CHECK(seen_is_code_before(seen, early, late) && !seen_is_code_before(seen, late, early));
    seen_free(seen);
}

static void has_room_for_so_many_codes_of_further_registries(void)
{
    static const struct entry entries[SEEN_FURTHER_MOST + 1];
    struct seen *seen = seen_new();
    for (size_t i = 0; i < SEEN_FURTHER_MOST; i++)
        CHECK_INT(further(seen, &entries[i], 1, SEEN_NO_CODE), SEEN_FURTHER + (int)i);
    CHECK_INT(further(seen, &entries[SEEN_FURTHER_MOST], 1, SEEN_NO_CODE), SEEN_NO_CODE);
    CHECK_INT(further(seen, &entries[7], 1, SEEN_NO_CODE), SEEN_FURTHER + 7);
    seen_free(seen);
}

static void a_copy_stays_as_it_was(void)
{
    struct seen *seen = seen_new();
    see(seen, 404, "/a");
    seen_add_unknown(seen, "no\0ne", 5);
    struct seen *copy = seen_copy(seen);
    see(seen, 404, "/b");
    see(seen, 500, "/b");
    seen_free(seen);
    CHECK_INT(copy->codes[404].count, 1);
    CHECK_INT(copy->codes[500].count, 0);
    CHECK_INT(copy->codes[404].detail->targets.count, 1);
    CHECK_STR(copy->codes[404].detail->first.text, "line");
    CHECK(memcmp(copy->unknown[0].text, "no\0ne", 6) == 0);
    seen_free(copy);
}

static void the_first_and_the_last_responses_are_kept(void)
{
    struct seen *seen = seen_new();
    struct seen_response list[2 * SEEN_ORDERED];
    seen->exchange = true;
    for (int i = 0; i < 3 * SEEN_ORDERED; i++) {
        see(seen, 400 + i, "/");
        size_t count = seen_list_responses(seen, list);
        CHECK_INT(count, i < 2 * SEEN_ORDERED ? i + 1 : 2 * SEEN_ORDERED);
        CHECK_INT(list[0].code, 400);
        CHECK_INT(list[count - 1].code, 400 + i);
        CHECK_INT(list[count - 1].number, i);
    }
    CHECK_INT(list[SEEN_ORDERED].number, 2 * SEEN_ORDERED);
    CHECK_INT(list[SEEN_ORDERED].code, 400 + 2 * SEEN_ORDERED);
    CHECK(!seen_is_final(100) && !seen_is_final(103) && seen_is_final(101) && seen_is_final(200));
    seen_free(seen);
}

static void an_exchange_keeps_its_order(void)
{
    struct seen *seen = seen_new();
    seen->exchange = true;
    see(seen, 301, "/");
    for (int i = 0; i < 200; i++)
        see(seen, 302 + i % 5, "/");
    see(seen, 200, "/");
    int order[SEEN_CODES];
    CHECK_INT(seen_list_in_order(seen, order), 7);
    CHECK_INT(order[0], 301);
    CHECK_INT(order[6], 200);
    seen_free(seen);
}

static void long_texts_are_cut(void)
{
    struct seen *seen = seen_new();
    char line[3000];
    memset(line, 'x', sizeof line);
    struct found_status found = {.code = 404, .times = 1, .upstream = SEEN_NO_CODE};
    found.target = found.reason = (struct seen_text){line, sizeof line};
    seen_add(seen, &found, line, sizeof line);
    seen_add_unknown(seen, line, sizeof line);
    const struct seen_detail *detail = seen->codes[404].detail;
    CHECK_INT(detail->targets.places[0].len, SEEN_TARGET_BYTES);
    CHECK_INT(strlen(detail->reasons[0].text), SEEN_REASON_BYTES - 1);
    CHECK_INT(detail->first.len, SEEN_EXAMPLE_BYTES);
    CHECK(detail->first.cut && seen->unknown[0].cut);
    seen_free(seen);
}

/* Every code may come, with all it can have; what is beyond the bounds has a count only. */
static void memory_has_a_bound(void)
{
    struct seen *seen = seen_new();
    for (int code = 0; code < SEEN_CODES; code++)
        for (int i = 0; i < 100; i++) {
            char text[32];
            snprintf(text, sizeof text, "/%d", i);
            struct found_status found = {.code = code, .times = 1, .asked = true, .upstream = i};
            found.target = found.reason = (struct seen_text){text, strlen(text)};
            seen_add(seen, &found, text, strlen(text));
        }
    CHECK_INT(seen->detailed, SEEN_DETAILED);
    CHECK(seen->codes[SEEN_MINUS].detail == NULL);
    CHECK_INT(seen->codes[SEEN_MINUS].count, 100);
    CHECK_INT(seen->codes[0].detail->reason_count, SEEN_REASONS);
    CHECK_INT(seen->codes[0].detail->upstream_count, SEEN_UPSTREAM);
    CHECK(sizeof *seen + SEEN_DETAILED * (sizeof(struct seen_detail) + sizeof(struct seen_targets) +
                                          2 * SEEN_EXAMPLE_BYTES) <
          3 * 1024 * 1024);
    seen_free(seen);
}

int main(void)
{
    RUN(codes_are_what_logs_write);
    RUN(lists_the_worst_first);
    RUN(an_exchange_keeps_its_order);
    RUN(long_texts_are_cut);
    RUN(codes_of_further_registries_stand_with_what_they_are_like);
    RUN(has_room_for_so_many_codes_of_further_registries);
    RUN(a_copy_stays_as_it_was);
    RUN(the_first_and_the_last_responses_are_kept);
    RUN(memory_has_a_bound);
    return check_done();
}
