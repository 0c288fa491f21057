/* Overlays: refused, and nothing has changed; or merged, and merging again changes nothing. */
#include "config.h"

#include "registry/parse.h"
#include "fuzz.h"

static bool same_text(const struct strbuf *a, const struct strbuf *b)
{
    return a->len == b->len && memcmp(strbuf_str(a), strbuf_str(b), a->len) == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_start();
    struct sb_error err = SB_ERROR_INIT;
    struct catalog *catalog =
        catalog_json_parse(fuzz_registry, sizeof fuzz_registry - 1, "base", NULL);
    REQUIRE(catalog != NULL);
    struct strbuf before = STRBUF_INIT, merged = STRBUF_INIT, again = STRBUF_INIT;
    catalog_json_write(catalog, &before);
    struct catalog *checked =
        catalog_json_parse(fuzz_registry, sizeof fuzz_registry - 1, "base", NULL);
    bool valid = catalog_json_check((const char *)data, size, "fuzz", checked, &err);
    fuzz_check_error(&err, !valid);
    sb_error_clear(&err);
    catalog_free(checked);
    bool good = catalog_json_merge(catalog, (const char *)data, size, "fuzz", &err);
    fuzz_check_error(&err, !good);
    sb_error_clear(&err);
    if (catalog_json_is_overlay((const char *)data, size))
        REQUIRE(good || !valid);
    catalog_json_write(catalog, &merged);
    if (!good) {
        REQUIRE(same_text(&before, &merged));
    } else {
        struct catalog *copy = catalog_json_parse(strbuf_str(&merged), merged.len, "merged", &err);
        fuzz_check_error(&err, false);
        catalog_json_write(copy, &again);
        REQUIRE(same_text(&merged, &again));
        catalog_free(copy);
        strbuf_reset(&again);
        REQUIRE(catalog_json_merge(catalog, (const char *)data, size, "fuzz", NULL));
        catalog_json_write(catalog, &again);
        REQUIRE(same_text(&merged, &again));
    }
    strbuf_clear(&before);
    strbuf_clear(&merged);
    strbuf_clear(&again);
    catalog_free(catalog);
    return 0;
}
