/* Comparisons and grids, of the built-in registry: the facts in it are tested elsewhere. */
#include "config.h"
#include "page/compare.h"

#include <locale.h>
#include <stdlib.h>

#include "base/memory.h"
#include "registry/builtin.h"
#include "registry/registry.h"
#include "support/builtin.h"
#include "support/check.h"
#include "support/files.h"
#include "support/registries.h"

static struct registry *registry;
static struct library library; /* all that are built in */

static struct comparison comparison_of(const char *codes)
{
    struct comparison comparison = {.count = 0};
    char *copy = xstrdup(codes), *rest = NULL;
    for (char *code = strtok_r(copy, " ", &rest); code != NULL; code = strtok_r(NULL, " ", &rest))
        compare_add(&comparison, registry, registry_find(registry, code, NULL));
    free(copy);
    return comparison;
}

typedef struct doc *make_doc(const struct comparison *comparison, const struct page_setup *setup);

/* The caller frees. */
static char *text_of(make_doc *make, const char *codes, int cols, bool ascii)
{
    struct comparison comparison = comparison_of(codes);
    struct strbuf text = STRBUF_INIT;
    struct doc *doc = make(&comparison, &(struct page_setup){.cols = cols, .ascii = ascii});
    for (size_t i = 0; i < doc->link_count; i++)
        CHECK(doc->links[i].line < doc->line_count);
    doc_plain(doc, &text);
    doc_free(doc);
    return strbuf_take(&text);
}

static void comparisons_look_as_designed(void)
{
    static const struct {
        const char *name, *codes;
        make_doc *make;
        int cols;
        bool ascii;
    } cases[] = {
        {"compare-401-403-77.txt", "401 403", compare_doc, 77, false},
        {"compare-401-403-linear.txt", "401 403", compare_linear, 80, false},
        {"compare-redirects-117.txt", "301 302 307 308", compare_doc, 117, false},
        {"compare-redirects-77.txt", "301 302 307 308", compare_doc, 77, true},
        {"compare-redirects-47.txt", "301 302 307 308", compare_doc, 47, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *text = text_of(cases[i].make, cases[i].codes, cases[i].cols, cases[i].ascii);
        CHECK_MSG(support_wide_lines(text, cases[i].cols) == 0, "%s", cases[i].name);
        CHECK_MSG(support_golden(cases[i].name, text), "%s", cases[i].name);
        free(text);
    }
}

static void what_is_equal_is_no_row(void)
{
    char *text = text_of(compare_linear, "301 308", 80, false);
    const char *same = strstr(text, "THE SAME");
    CHECK_HAS(same, "CACHE    yes, unless forbidden");
    CHECK_HAS(same, "LASTING  permanent");
    CHECK_HAS(text, "METHOD\n  301  POST may become GET\n  308  kept\n");
    free(text);
    text = text_of(compare_linear, "200 404", 80, false);
    CHECK(strstr(text, "METHOD") == NULL);
    CHECK_HAS(text, "FAULT\n  200  -\n  404  client side\n");
    free(text);
}

static void a_narrow_comparison_is_linear(void)
{
    char *narrow = text_of(compare_doc, "401 403", 40, false);
    char *linear = text_of(compare_linear, "401 403", 40, false);
    CHECK_STR(narrow, linear);
    free(narrow);
    free(linear);
}

static void columns_that_have_no_room_are_named(void)
{
    char *text = text_of(compare_doc, "301 302 307 308", 77, false);
    CHECK_HAS(text, "not shown, for want of room: 307 Temporary Redirect, 308 Permanent");
    free(text);
    /* Of these only 503 and 500 have it. */
    text = text_of(compare_doc, "502 504 503 500", 77, false);
    CHECK_HAS(text, "THE SAME  CACHE only if allowed");
    CHECK(strstr(text, "LASTING") == NULL);
    free(text);
}

static void each_entry_is_compared_once_and_four_are_the_most(void)
{
    struct strbuf title = STRBUF_INIT;
    struct comparison comparison = comparison_of("404 404 410 400 403 200");
    CHECK_INT(comparison.count, COMPARE_MOST);
    compare_title(&comparison, &title);
    CHECK_STR(title.data, "404 vs 410 vs 400 vs 403");
    strbuf_reset(&title);
    comparison = (struct comparison){.count = 0};
    compare_add(&comparison, registry, registry_find(registry, "499", "nginx"));
    compare_add(&comparison, registry, registry_find(registry, "499", "Esri"));
    compare_title(&comparison, &title);
    CHECK_STR(title.data, "499 (nginx) vs 499 (Esri)");
    strbuf_clear(&title);
}

static struct comparison mixed_of(const char *const *ids, const char *const *codes, size_t count)
{
    struct comparison comparison = {.count = 0};
    for (size_t i = 0; i < count; i++) {
        const struct library_item *item = library_find(&library, ids[i]);
        compare_add(&comparison, library_open(item),
                    registry_find(library_open(item), codes[i], NULL));
    }
    return comparison;
}

/* Codes of several registries: each with its name, and without what only one of them knows. */
static void registries_are_compared(void)
{
    static const char *const ids[] = {"curl", "http", "grpc"}, *const codes[] = {"28", "504", "4"};
    struct comparison comparison = mixed_of(ids, codes, 3);
    make_doc *const forms[] = {compare_linear, compare_doc};
    struct strbuf text = STRBUF_INIT;
    compare_title(&comparison, &text);
    CHECK_STR(text.data, "curl 28 vs 504 vs gRPC 4");
    for (size_t i = 0; i < 2; i++) {
        struct doc *doc = forms[i](&comparison, &(struct page_setup){.cols = 100});
        for (size_t k = 0; k < doc->link_count; k++) {
            const struct subject *subject = doc->links[k].target;
            CHECK(registry_find(subject->registry, subject_entry(subject)->code,
                                subject_entry(subject)->owner) == subject_entry(subject));
        }
        strbuf_reset(&text);
        doc_plain(doc, &text);
        doc_free(doc);
        CHECK_HAS(text.data, "gRPC 4");
        CHECK_HAS(text.data, "504, next to curl 28:  what a gateway answers then");
        CHECK_HAS(text.data, "CURLE_OPERATION_TIMEDOUT");
        CHECK(strstr(text.data, "CACHE") == NULL && strstr(text.data, "RETRY") == NULL);
    }
    strbuf_clear(&text);
}

/* c on a code of a further registry: what it is confused with, then where it leads. */
static void what_an_entry_leads_to_is_compared_too(void)
{
    const struct registry *curl = library_open(library_find(&library, "curl"));
    struct subject subject = subject_of_entry(curl, registry_find(curl, "28", NULL));
    struct comparison comparison = {.count = 0};
    struct strbuf title = STRBUF_INIT;
    compare_add_confused(&comparison, &library, &subject);
    compare_title(&comparison, &title);
    CHECK_STR(title.data, "curl 28 vs curl 7 vs curl 52 vs 504");
    strbuf_clear(&title);
}

static char *class_text(const char *id, int cols)
{
    struct strbuf text = STRBUF_INIT;
    struct subject subject = {SUBJECT_CLASS, registry, registry_class(registry, id), ""};
    struct doc *doc = subject_doc(&subject, &(struct page_setup){.cols = cols});
    doc_plain(doc, &text);
    doc_free(doc);
    return strbuf_take(&text);
}

/* The table of RFC 9205 section 4.6.1, and 303, which neither of its rows has. */
static void the_grid_of_redirects_is_that_of_rfc_9205(void)
{
    char *text = class_text("3xx", 80);
    CHECK_HAS(text, "\n\nREDIRECTS: HOW LONG, AND THE METHOD\n"
                    "             kept                              POST may become GET\n"
                    "  permanent  308 Permanent Redirect            301 Moved Permanently\n"
                    "  temporary  307 Temporary Redirect            302 Found\n");
    free(text);
    text = class_text("3xx", 50);
    CHECK_HAS(text, "  permanent, kept: 308 Permanent Redirect\n"
                    "  permanent, POST may become GET: 301 Moved\n"
                    "    Permanently\n");
    free(text);
    text = class_text("4xx", 80);
    CHECK(strstr(text, "REDIRECTS") == NULL);
    free(text);
}

static void the_page_of_all_has_the_grids_of_all(void)
{
    struct strbuf text = STRBUF_INIT;
    struct subject subject = {.kind = SUBJECT_REGISTRY, .registry = registry};
    struct doc *doc = subject_doc(&subject, &(struct page_setup){.cols = 80, .origin = "<"});
    doc_plain(doc, &text);
    CHECK_HAS(text.data, "\nMAY IT BE SENT AGAIN?\n");
    CHECK_HAS(text.data, "  at the new address: 301 Moved Permanently, 302 Found,");
    CHECK_HAS(text.data, "\nMAY A CACHE KEEP IT WITHOUT BEING TOLD?\n");
    doc_free(doc);
    strbuf_clear(&text);
}

static void an_overlay_replaces_all_grids(void)
{
    static const char overlay[] = "{\"format\": 1, \"grids\": [{\"title\": \"Whose fault?\", "
                                  "\"rows\": \"fault\", \"in\": \"5xx\"}]}";
    CHECK(support_merge(registry, overlay, strlen(overlay), "over.json", NULL));
    CHECK_INT(registry->grid_count, 1);
    char *text = class_text("5xx", 80);
    CHECK_HAS(text, "WHOSE FAULT?\n  client side: 511 Network");
    CHECK_HAS(text, "  upstream: 502 Bad Gateway, 502.3 Forwarder");
    free(text);
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    registry = support_open(0);
    for (size_t i = 0; i < builtin_count; i++)
        library_add(&library, registry_borrow(&builtins[i]), REGISTRY_BUILTIN);
    RUN(comparisons_look_as_designed);
    RUN(what_is_equal_is_no_row);
    RUN(a_narrow_comparison_is_linear);
    RUN(columns_that_have_no_room_are_named);
    RUN(each_entry_is_compared_once_and_four_are_the_most);
    RUN(the_grid_of_redirects_is_that_of_rfc_9205);
    RUN(the_page_of_all_has_the_grids_of_all);
    RUN(registries_are_compared);
    RUN(what_an_entry_leads_to_is_compared_too);
    RUN(an_overlay_replaces_all_grids);
    registry_free(registry);
    library_clear(&library);
    return check_done();
}
