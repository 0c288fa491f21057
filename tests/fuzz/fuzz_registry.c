/* The registry reader: any bytes are refused with a message, or written and read again the same. */
#include "config.h"

#include "fuzz.h"
#include "page/entry.h"
#include "registry/parse.h"

#define ENTRIES_SHOWN 4

static void check_lines(const struct doc *doc)
{
    for (size_t i = 0; i < doc->line_count; i++)
        REQUIRE(fuzz_is_printable(doc->lines[i].text, doc->lines[i].len, false));
}

/* Whatever a registry holds can be looked up and shown. */
static void check_catalog(const struct registry *registry)
{
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        REQUIRE(registry_find(registry, entry->code, entry->owner) == entry);
        REQUIRE(registry_find_prefix(registry, entry->code) != NULL);
        REQUIRE(registry_index(registry, entry) == i);
        if (i < ENTRIES_SHOWN) {
            struct doc *doc = page_entry_doc(registry, entry, NULL, 40, i % 2 == 1);
            check_lines(doc);
            doc_free(doc);
        }
    }
    struct doc *doc = page_about_doc(registry, "fuzz", 30, false);
    check_lines(doc);
    doc_free(doc);
    static const char *const unknown[] = {"471", "471.1", "5.1.99", "0"};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        struct unregistered found;
        if (registry_find(registry, unknown[i], NULL) == NULL &&
            registry_unregistered(registry, unknown[i], &found)) {
            doc = page_unknown_doc(registry, unknown[i], &found, 30, false);
            check_lines(doc);
            doc_free(doc);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_start();
    struct sb_error err = SB_ERROR_INIT;
    struct registry *registry = registry_parse((const char *)data, size, "fuzz", &err);
    fuzz_check_error(&err, registry == NULL);
    sb_error_clear(&err);
    bool overlay = registry_is_overlay((const char *)data, size);
    bool valid = registry_check((const char *)data, size, "fuzz", NULL, &err);
    fuzz_check_error(&err, !valid);
    REQUIRE(!valid || overlay || registry != NULL);
    REQUIRE(!overlay || registry == NULL);
    sb_error_clear(&err);
    if (registry == NULL)
        return 0;

    struct strbuf first = STRBUF_INIT, second = STRBUF_INIT;
    check_catalog(registry);
    registry_dump(registry, &first);
    struct registry *again = registry_parse(strbuf_str(&first), first.len, "written", &err);
    fuzz_check_error(&err, false);
    REQUIRE(again != NULL);
    registry_dump(again, &second);
    REQUIRE(first.len == second.len && memcmp(first.data, second.data, first.len) == 0);
    strbuf_clear(&first);
    strbuf_clear(&second);
    registry_free(again);
    registry_free(registry);
    return 0;
}
