/*
 * Inputs of any bytes: read as a whole and in pieces, with the same result, the codes of all
 * registries among it; then masked and written as JSON, which reads as the same counts. The first
 * byte chooses the pieces.
 */
#include "config.h"

#include "fuzz.h"
#include "reading/log_reader.h"
#include "reading/mask.h"
#include "reading/totals.h"
#include "registry/builtin.h"
#include "registry/registry.h"

static struct library library;
static struct announcer *announcer;

static struct seen *read_pieces(const struct terms *terms, const char *bytes, size_t len,
                                size_t piece)
{
    struct seen *seen = seen_new();
    struct reading_setup setup = {.year = 2026, .announcer = announcer};
    struct log_reader *reader = log_reader_new(terms, seen, &setup);
    for (size_t at = 0, part; at < len; at += part) {
        part = len - at < piece ? len - at : piece;
        /* Of just the bytes, so that reading beyond them is found. */
        char *copy = malloc(part);
        REQUIRE(copy != NULL);
        memcpy(copy, bytes + at, part);
        log_reader_feed(reader, copy, part);
        free(copy);
    }
    log_reader_end(reader);
    log_reader_free(reader);
    return seen;
}

static void put_json(const struct terms *terms, const struct seen *seen, struct strbuf *out)
{
    struct json_writer json = {0};
    totals_write(seen, terms, 0, false, &json);
    json_finish(&json, out);
}

static void check_masked(const struct terms *terms, const struct seen *seen)
{
    for (size_t i = 0; i < seen->unknown_count; i++) {
        struct strbuf masked = STRBUF_INIT;
        mask_text(terms, seen->unknown[i].text, seen->unknown[i].len, &masked);
        strbuf_clear(&masked);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct terms *terms;
    fuzz_start();
    if (terms == NULL) {
        for (size_t i = 0; i < builtin_count; i++)
            library_add(&library, registry_borrow(&builtins[i]), REGISTRY_BUILTIN);
        terms = terms_new(library_main(&library));
        announcer = announcer_new(&library);
    }
    if (size == 0)
        return 0;
    const char *bytes = (const char *)data + 1;
    size_t len = size - 1;
    struct strbuf whole = STRBUF_INIT, pieces = STRBUF_INIT;
    struct seen *one = read_pieces(terms, bytes, len, len + 1);
    struct seen *other = read_pieces(terms, bytes, len, 1u + data[0]);
    put_json(terms, one, &whole);
    put_json(terms, other, &pieces);
    REQUIRE(strcmp(whole.data, pieces.data) == 0);
    REQUIRE(one->understood + one->not_understood <= one->lines);
    REQUIRE(fuzz_is_utf8(whole.data, whole.len));
    check_masked(terms, one);
    struct seen *sum = seen_new();
    const struct totals_target target = {terms, &library, sum};
    REQUIRE(totals_begin(whole.data, whole.len));
    size_t used;
    REQUIRE(totals_add(whole.data, whole.len, &target, &used) == TOTALS_ADDED);
    REQUIRE(used + 1 == whole.len); /* and a newline */
    REQUIRE(totals_add(whole.data, used - 1, &target, &used) == TOTALS_MORE);
    for (int code = 0; code < SEEN_CODES; code++) {
        const struct seen_further *further = seen_further(one, code);
        int same =
            further != NULL && further->entry != NULL ? seen_further_code(sum, further) : code;
        REQUIRE(sum->codes[same].count == one->codes[code].count);
    }
    totals_add(bytes, len, &target, &used);
    seen_free(one);
    seen_free(other);
    seen_free(sum);
    strbuf_clear(&whole);
    strbuf_clear(&pieces);
    return 0;
}
