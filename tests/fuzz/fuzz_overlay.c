/* Overlays: refused, and nothing has changed; or merged, and merging again changes nothing. */
#include "config.h"

#include "fuzz.h"
#include "registry/dump.h"
#include "registry/parse.h"
#include "registry/registry.h"

static bool same_text(const struct strbuf *a, const struct strbuf *b)
{
    return a->len == b->len && memcmp(strbuf_str(a), strbuf_str(b), a->len) == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_start();
    struct sb_error err = SB_ERROR_INIT;
    struct registry *registry =
        registry_parse(fuzz_registry, sizeof fuzz_registry - 1, "base", NULL);
    REQUIRE(registry != NULL);
    struct strbuf before = STRBUF_INIT, merged = STRBUF_INIT, again = STRBUF_INIT;
    registry_dump(registry, &before);
    struct registry *checked =
        registry_parse(fuzz_registry, sizeof fuzz_registry - 1, "base", NULL);
    struct library_item items[] = {{.handle = checked}, {.handle = registry}};
    struct library base = {.items = &items[0], .count = 1};
    struct library library = {.items = &items[1], .count = 1};
    bool valid = registry_check((const char *)data, size, "fuzz",
                                &(struct registry_checks){&base, false}, &err);
    fuzz_check_error(&err, !valid);
    sb_error_clear(&err);
    registry_free(checked);
    bool good = registry_merge(&library, (const char *)data, size, "fuzz", &err);
    fuzz_check_error(&err, !good);
    sb_error_clear(&err);
    if (registry_is_overlay((const char *)data, size))
        REQUIRE(good || !valid);
    registry_dump(registry, &merged);
    if (!good) {
        REQUIRE(same_text(&before, &merged));
    } else {
        struct registry *copy = registry_parse(strbuf_str(&merged), merged.len, "merged", &err);
        fuzz_check_error(&err, false);
        registry_dump(copy, &again);
        REQUIRE(same_text(&merged, &again));
        registry_free(copy);
        strbuf_reset(&again);
        REQUIRE(registry_merge(&library, (const char *)data, size, "fuzz", NULL));
        registry_dump(registry, &again);
        REQUIRE(same_text(&merged, &again));
    }
    strbuf_clear(&before);
    strbuf_clear(&merged);
    strbuf_clear(&again);
    registry_free(registry);
    return 0;
}
