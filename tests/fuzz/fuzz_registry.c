/* The registry reader: any bytes are refused with a message, or written and read again the same. */
#include "config.h"

#include "fuzz.h"
#include "page/page.h"
#include "registry/dump.h"
#include "registry/parse.h"
#include "registry/registry.h"

#define ENTRIES_SHOWN 4

static void check_lines(const struct doc *doc)
{
    for (size_t i = 0; i < doc->line_count; i++)
        REQUIRE(fuzz_is_printable(doc->lines[i].text, doc->lines[i].len, false));
}

static void check_page(struct subject subject, int cols, bool ascii)
{
    struct doc *doc =
        subject_doc(&subject, &(struct page_setup){.cols = cols, .ascii = ascii, .origin = "fuzz"});
    check_lines(doc);
    doc_free(doc);
}

/* Whatever a registry holds can be looked up and shown. */
static void check_registry(const struct registry *registry)
{
    for (size_t i = 0; i < registry->entry_count; i++) {
        const struct entry *entry = &registry->entries[i];
        REQUIRE(registry_find(registry, entry->code, entry->owner) == entry);
        REQUIRE(registry_find_prefix(registry, entry->code) != NULL);
        REQUIRE(registry_index(registry, entry) == i);
        if (i < ENTRIES_SHOWN)
            check_page(subject_of_entry(registry, entry), 40, i % 2 == 1);
    }
    check_page((struct subject){.page = &page_about, .registry = registry}, 30, false);
    for (size_t i = 0; i < registry->class_count; i++)
        check_page((struct subject){.page = &page_class,
                                    .registry = registry,
                                    .thing = &registry->classes[i]},
                   30, false);
    static const char *const unknown[] = {"471", "471.1", "5.1.99", "0"};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++)
        check_page(subject_of_code(registry, unknown[i]), 30, false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_start();
    struct sb_error err = SB_ERROR_INIT;
    struct registry *registry = registry_parse((const char *)data, size, "fuzz", &err);
    fuzz_check_error(&err, registry == NULL);
    sb_error_clear(&err);
    bool overlay = registry_is_overlay((const char *)data, size);
    bool valid = registry_check((const char *)data, size, "fuzz",
                                &(struct registry_checks){NULL, true}, &err);
    fuzz_check_error(&err, !valid);
    REQUIRE(!valid || overlay || registry != NULL);
    REQUIRE(!overlay || registry == NULL);
    sb_error_clear(&err);
    if (registry == NULL)
        return 0;

    struct strbuf first = STRBUF_INIT, second = STRBUF_INIT;
    check_registry(registry);
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
