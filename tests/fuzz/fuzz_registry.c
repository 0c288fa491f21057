/* The registry reader: any bytes are refused with a message, or written and read again the same. */
#include "config.h"

#include "registry/parse.h"
#include "page/entry.h"
#include "fuzz.h"

#define ENTRIES_SHOWN 4

static void check_lines(const struct doc *doc)
{
    for (size_t i = 0; i < doc->line_count; i++)
        REQUIRE(fuzz_is_printable(doc->lines[i].text, doc->lines[i].len, false));
}

/* Whatever a registry holds can be looked up and shown. */
static void check_catalog(const struct catalog *catalog)
{
    for (size_t i = 0; i < catalog->status_count; i++) {
        const struct status *status = &catalog->statuses[i];
        REQUIRE(catalog_find(catalog, status->code, status->owner) == status);
        REQUIRE(catalog_find_prefix(catalog, status->code) != NULL);
        REQUIRE(catalog_index(catalog, status) == i);
        if (i < ENTRIES_SHOWN) {
            struct doc *doc = entry_doc(catalog, status, NULL, 40, i % 2 == 1);
            check_lines(doc);
            doc_free(doc);
        }
    }
    struct doc *doc = entry_catalog_doc(catalog, "fuzz", 30, false);
    check_lines(doc);
    doc_free(doc);
    static const char *const unknown[] = {"471", "471.1", "5.1.99", "0"};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        struct unregistered found;
        if (catalog_find(catalog, unknown[i], NULL) == NULL &&
            catalog_unregistered(catalog, unknown[i], &found)) {
            doc = entry_unregistered_doc(catalog, unknown[i], &found, 30, false);
            check_lines(doc);
            doc_free(doc);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_start();
    struct sb_error err = SB_ERROR_INIT;
    struct catalog *catalog = catalog_json_parse((const char *)data, size, "fuzz", &err);
    fuzz_check_error(&err, catalog == NULL);
    sb_error_clear(&err);
    bool overlay = catalog_json_is_overlay((const char *)data, size);
    bool valid = catalog_json_check((const char *)data, size, "fuzz", NULL, &err);
    fuzz_check_error(&err, !valid);
    REQUIRE(!valid || overlay || catalog != NULL);
    REQUIRE(!overlay || catalog == NULL);
    sb_error_clear(&err);
    if (catalog == NULL)
        return 0;

    struct strbuf first = STRBUF_INIT, second = STRBUF_INIT;
    check_catalog(catalog);
    catalog_json_write(catalog, &first);
    struct catalog *again = catalog_json_parse(strbuf_str(&first), first.len, "written", &err);
    fuzz_check_error(&err, false);
    REQUIRE(again != NULL);
    catalog_json_write(again, &second);
    REQUIRE(first.len == second.len && memcmp(first.data, second.data, first.len) == 0);
    strbuf_clear(&first);
    strbuf_clear(&second);
    catalog_free(again);
    catalog_free(catalog);
    return 0;
}
